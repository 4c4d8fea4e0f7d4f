/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Zone manager passwords: 32 bytes, from wherever the user keeps them, never shown. */
#ifndef SRC_CLI_PASSWORD_H
#define SRC_CLI_PASSWORD_H

#include "cli.h"

enum { PASSWORD_ROOM = 32 };

/* A password, and the options of a utility that tell where it comes from: names of its rows. */
struct password {
    const char *text;        /* the password itself (others may read it while the shell starts the utility) */
    const char *file;        /* a file or "-" */
    const char *environment; /* name of an environment variable that holds it */
    bool given;
    uint8_t bytes[PASSWORD_ROOM]; /* filled up with zeros */
};

/* The option rows of a password that a utility must present. */
#define OPT_PASSWORD(l, n, h) \
    { .letter = (l), .name = (n), .kind = OPTION_TEXT, .arg = "PA", .secret = true, .help = (h) }

/* Reads the password, which is request field key, from the one source that was given; none: bytes are zero. A file
 * holds up to 32 bytes in hex, or a line that begins with a quote: the text up to the next such quote; a line "-1"
 * fills the rest with ffh. Returns 0, or SMP_SYNTAX after reporting: several sources, too long, empty, not readable. */
int password_read(struct cli *cli, struct password *password, const char *key);

#endif
