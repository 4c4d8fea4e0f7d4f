/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Recordings, and frames written as hex text.
 *
 * A recording is a text file. Its first line is "# smp_utils recording 1". A # begins a comment. Each
 * exchange is what follows, in this order:
 *
 *   exchange: TIME INTERFACE ADDRESS DEVICE    ADDRESS is the target's SAS address, or -
 *   request 8:                                 bytes that follow as hex lines; the number may be left out
 *    00     40 00 11 00 00 00 00 00
 *   response 76:                               left out where nothing came
 *    00     41 00 00 11 ...
 *   failed 99 110: TEXT                        status, errno and text of an exchange that failed
 *
 * Only the request is needed. Passwords are recorded as zeros. */
#ifndef LIB_CORE_RECORDING_H
#define LIB_CORE_RECORDING_H

#include "core/error.h"

#define SMP_RECORDING_SIGNATURE "# smp_utils recording "
enum { SMP_RECORDING_VERSION = 1 };

/* ---- Hex text -------------------------------------------------------------------------------------- */

/* Bytes read from lines of hex text. The caller sets data and room, and the rest to 0. */
struct smp_hex {
    uint8_t *data;
    size_t room;
    size_t length;     /* bytes read so far */
    bool columns;      /* the last line had an ASCII column between bars: a lone offset may end the dump */
    char problem[120]; /* what is wrong with the line that was refused */
};

/* Reads the bytes of one line, which it may change: bytes as one or two digits, packed digits, with or
 * without 0x, separated by blanks and commas; or a line of a dump, with its offset at the left and characters
 * at the right (as --hex, xxd and hexdump -C print). # begins a comment. Returns NULL, or what is wrong. */
const char *smp_hex_line(struct smp_hex *hex, char *line);

/* Reads one frame as hex text from a file; "-" is standard input. Fails with SMP_SYNTAX: cannot be read,
 * nothing in it, or "file:line: what". */
int smp_hex_parse(const char *path, uint8_t *data, size_t room, size_t *length, struct smp_error *error);

/* ---- Reading --------------------------------------------------------------------------------------- */

/* One exchange of a recording that was read. */
struct smp_answer {
    struct smp_answer *next;
    uint64_t address; /* of the target, or 0: not recorded */
    bool used;
    int status; /* of the failure, or 0 */
    int os_errno;
    char *text; /* of the failure, or NULL */
    size_t request_bytes;
    size_t received;
    uint8_t *bytes; /* the request and then the response, in the same memory */
};

/* Reads a recording into a list, in order; without exchanges it is empty. A last exchange that was not written
 * to its end is left out and told to the trace, which may be NULL. Fails with SMP_OPEN ("file:line: what") or
 * SMP_RESOURCE, and then leaves nothing. */
int smp_recording_read(const char *path, struct smp_answer **first, const struct smp_trace *trace,
                       struct smp_error *error);

/* Frees a list of answers. */
void smp_recording_free(struct smp_answer *answer);

#endif
