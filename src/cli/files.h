/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Input files, lists of values and passwords: what configuring utilities send. Files are text: blank lines do not
 * count, comments begin with '#', lines may end in CR LF, "-" is stdin. What is wrong is reported as "file:line:
 * what" with status SMP_SYNTAX. And files that a utility writes: complete or not at all. */
#ifndef SRC_CLI_FILES_H
#define SRC_CLI_FILES_H

#include "cli.h"
#include "core/lines.h"

/* ---- Values ---------------------------------------------------------------------------------------- */

/* Bytes in the making, from words that are separated by blanks, tabs and commas: hex digits, or numbers that become
 * fields of descriptors. Of hex digits the first word decides the form: of one or two, then each word is a byte; of
 * more, then each word is bytes of two digits. The fields of numbers tell their range and the names of values. */
struct payload {
    struct cli *cli;
    uint8_t *bytes;
    size_t room;
    size_t length;       /* hex: bytes so far */
    size_t longest_line; /* hex: most bytes that came from one line */
    bool packed;         /* hex: bytes of two digits without separators */
    bool secret;         /* messages do not show what was read */
    const char *what;    /* what is read, for the message that there is none; NULL: there need not be any */
    const struct smp_field *list;    /* the list that the request ends in ... */
    const struct smp_table *table;   /* ... its descriptors ... */
    size_t most;                     /* ... and how many a request has room for */
    const struct smp_field *rows[2]; /* numbers: fields of each descriptor that are given in turns ... */
    size_t row_count;                /* ... and how many; 0: hex */
    size_t count;                    /* numbers so far */
    /* Takes a line of a file, without blanks around it, which it may change: 0 or the status after reporting. NULL:
     * payload_add_line(). */
    int (*take_line)(struct payload *payload, char *line);
    bool complete;          /* nothing that follows in the file counts */
    struct smp_lines *lines; /* the file that is read, or NULL ... */
    const char *option;      /* ... and the option whose argument is */
};

/* Bytes of the list that the utility's request ends in: of hex digits (first is NULL), or of numbers that fill these
 * fields of its descriptors (second: or NULL). All that are made so share the bytes of one list. */
struct payload payload_of_list(struct cli *cli, const char *first, const char *second);

/* Chooses the kind of the descriptors of that list: value of its selector row. */
void payload_choose(struct payload *payload, uint64_t kind);

/* Adds the values of a line, up to its comment. */
int payload_add_line(struct payload *payload, char *line);

/* Adds all lines of a file. */
int payload_read(struct payload *payload, const char *path);

/* Adds the values of an option's argument, if it is given, in which no number may be missing between commas. */
int payload_parse(struct payload *payload, const char *option);

/* Reports what is wrong with the line or argument that is read; returns SMP_SYNTAX. */
int payload_fail(const struct payload *payload, const char *format, ...) SMP_PRINTF(2, 3);

/* Gives cli_request() the list: bytes and number of its descriptors, and their length where there is a field for it. */
void payload_set(const struct payload *payload);

/* ---- Zone manager passwords: 32 bytes, from wherever the user keeps them, never shown ---------------- */

enum { PASSWORD_ROOM = 32 };

/* A password, and the options of a utility that tell where it comes from: names of its rows. */
struct password {
    const char *text;        /* the password itself (others may read it while the shell starts the utility) */
    const char *file;        /* a file or "-" */
    const char *environment; /* name of an environment variable that holds it */
    bool given;
    uint8_t bytes[PASSWORD_ROOM]; /* filled up with zeros */
};

/* Reads the password, which is request field key, from the one source that was given; none: bytes are zero. A file
 * holds up to 32 bytes in hex, or a line that begins with a quote: the text up to the next such quote; a line "-1"
 * fills the rest with ffh. Returns 0, or SMP_SYNTAX after reporting: several sources, too long, empty, not readable. */
int password_read(struct cli *cli, struct password *password, const char *key);

/* ---- The output file ------------------------------------------------------------------------------- */

/* How it is made: with the permissions of the old file, or those that a new file gets; so, and behind what the old
 * file holds, which a pipe has not; as a secret, mode 0600. */
enum output_kind { FILE_NEW, FILE_APPENDED, FILE_SECRET };

/* Has cli->out, which show() writes to, be the file of an option, and returns its status, or SMP_OPEN, reported. The
 * file is made beside its place: with status 0 it takes that, on failure the old one stays. "-", and an option that is
 * not given, is stdout; so is a file with --dry-run. A name that is no regular file (a pipe, /dev/null) is written as
 * it is. */
int output_run(struct cli *cli, const char *option, enum output_kind kind, int (*show)(struct cli *cli));

#endif
