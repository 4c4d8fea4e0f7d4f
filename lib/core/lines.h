/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Text files of people and programs, read line by line: no line is too long for the memory. */
#ifndef LIB_CORE_LINES_H
#define LIB_CORE_LINES_H

#include <stdbool.h>
#include <stddef.h>

enum {
    SMP_LINE_MAX = 65536,           /* bytes of a line with its NUL */
    SMP_LINES_MAX = 64 * 1024 * 1024 /* bytes of a file that people write: one without end is not read for ever */
};

struct smp_lines {
    int file;            /* its descriptor */
    bool is_stdin;       /* which is not ours to close */
    const char *name;    /* of the file, for messages; that of "-" is standard input */
    size_t number;       /* of the last line that was read, from 1 */
    bool cut;            /* it ended with the file, not with a newline */
    const char *problem; /* why that line cannot be given: no text, too long, cannot be read; or NULL */
    int os_errno;        /* of a line that cannot be read, or 0 */
    size_t left;         /* bytes that may still be given */
    char *next;          /* what was read and not yet given ... */
    size_t held;         /* ... and how much */
    size_t used;         /* bytes of text that were written so far */
    char text[SMP_LINE_MAX];
};

/* The name for messages of a file that is named by path. */
const char *smp_lines_name(const char *path);

/* Opens a file, of which at most so many bytes are to be read; "-" is standard input. False with errno: cannot be
 * opened. smp_lines_close() is needed after success. */
bool smp_lines_open(struct smp_lines *lines, const char *path, size_t most);

/* The next line without its end, valid and the caller's to change until the next call; NULL: there is none, or
 * lines->problem tells why not. */
char *smp_lines_next(struct smp_lines *lines);

/* Closes the file and overwrites what was read. */
void smp_lines_close(struct smp_lines *lines);

#endif
