/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Input files and lists of values: what configuring utilities send. Files are text: blank lines do not count,
 * comments begin with '#', lines may end in CR LF, "-" is stdin. What is wrong is reported as "file:line:
 * what" with status SMP_SYNTAX. */
#ifndef SRC_CLI_PAYLOAD_H
#define SRC_CLI_PAYLOAD_H

#include "cli.h"
#include "core/lines.h"

/* ---- Lines ----------------------------------------------------------------------------------------- */

/* An input file, read line by line. */
struct input {
    struct cli *cli;
    struct smp_lines lines;
};

/* Opens the file; 0 or the status of the failure, reported. input_close() is needed after success. */
int input_open(struct cli *cli, struct input *input, const char *path);

/* Closes the file; the status of what was done with its lines, or if that is SMP_OK of a line that could not be
 * given, reported. */
int input_close(struct input *input, int status);

/* The next line that is not blank and no comment, without blanks around it; NULL: there is none. The text may
 * be changed by the caller. */
char *input_line(struct input *input);

/* Reports what is wrong with the last line given; returns SMP_SYNTAX. */
int input_fail(const struct input *input, const char *format, ...) SMP_PRINTF(2, 3);

/* ---- Values ---------------------------------------------------------------------------------------- */

/* Bytes in the making, from words that are separated by blanks, tabs and commas: hex digits, or numbers that become
 * fields of descriptors. Of hex digits the first word decides the form: of one or two, then each word is a byte; of
 * more, then each word is bytes of two digits. The fields of numbers tell their range and the names of values. */
struct payload {
    uint8_t *bytes;
    size_t room;
    size_t length;       /* hex: bytes so far */
    size_t longest_line; /* hex: most bytes that came from one line */
    bool packed;         /* hex: bytes of two digits without separators */
    bool secret;         /* messages do not show what was read */
    const struct smp_field *rows[2]; /* numbers: fields of each descriptor that are given in turns ... */
    size_t row_count;                /* ... and how many; 0: hex */
    size_t stride;                   /* bytes of a descriptor */
    size_t count;                    /* numbers so far */
    char problem[128];
};

/* Adds the values of a line, up to its comment. */
int payload_add_line(struct payload *payload, const struct input *input, char *line);

/* Adds all lines of a file. */
int payload_read(struct cli *cli, struct payload *payload, const char *path);

/* Adds the values of an option's argument, in which no number may be missing between commas. */
int payload_parse(struct cli *cli, struct payload *payload, const char *option, const char *text);

/* ---- Descriptors ----------------------------------------------------------------------------------- */

/* The list of descriptors that a function's request ends in. */
struct request_list {
    const struct smp_field *row;
    const struct smp_table *table; /* of a descriptor */
    size_t most;                   /* descriptors that a request has room for */
};

/* Finds the list of a request and its descriptors of the selected kind (value of the selector row). */
struct request_list request_list_of(const struct smp_function *function, uint64_t kind);

/* Numbers that fill these fields (second: or NULL) of the descriptors at bytes[SMP_MAX_FRAME]. */
struct payload payload_of_numbers(const struct request_list *list, uint8_t *bytes, const char *first,
                                  const char *second);

/* Gives cli_request() a list of count descriptors: bytes, number, and length where there is a field for it. */
void request_list_set(struct cli *cli, const struct request_list *list, const uint8_t *bytes, size_t count);

#endif
