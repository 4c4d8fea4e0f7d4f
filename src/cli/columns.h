/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Text in aligned columns under headings. */
#ifndef SRC_CLI_COLUMNS_H
#define SRC_CLI_COLUMNS_H

#include <stddef.h>

enum { COLUMN_ROOM = 600, MAX_COLUMNS = 16 };

struct columns {
    size_t rows;
    size_t count;                 /* columns, at most MAX_COLUMNS */
    const char *const *headings;
    /* The text of a cell, in buffer[COLUMN_ROOM] or elsewhere; NULL: there is none, shown as "-". */
    const char *(*cell)(const void *user, size_t row, size_t column, char *buffer);
    const void *user;
};

/* Prints headings and rows on stdout. */
void columns_print(const struct columns *columns);

#endif
