/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Text in aligned columns: once through the cells for the widths, once to print them. */
#include "columns.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Row 0 is that of the headings. */
static const char *cell_text(const struct columns *columns, size_t row, size_t column, char *buffer)
{
    const char *text = columns->headings[column];

    if (row)
        text = columns->cell(columns->user, row - 1, column, buffer);
    return text && text[0] ? text : "-";
}

void columns_print(const struct columns *columns)
{
    size_t widths[MAX_COLUMNS] = { 0 };
    char buffer[COLUMN_ROOM];

    for (size_t row = 0; row <= columns->rows; row++)
        for (size_t column = 0; column < columns->count; column++) {
            size_t length = strlen(cell_text(columns, row, column, buffer));

            if (length > widths[column])
                widths[column] = length;
        }
    for (size_t row = 0; row <= columns->rows; row++)
        for (size_t column = 0; column < columns->count; column++) {
            bool last = column + 1 == columns->count;

            printf("%-*s%s", last ? 0 : (int)widths[column], cell_text(columns, row, column, buffer),
                   last ? "\n" : "  ");
        }
}
