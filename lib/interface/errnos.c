/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Errors of system calls, told through a table. */
#include "interface/errnos.h"

const struct smp_errno_row *smp_errno_find(const struct smp_errno_table *table, int number)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].number == number)
            return &table->rows[i];
    return NULL;
}

int smp_fail_errno(struct smp_error *error, const struct smp_errno_table *table, int number, const char *what,
                   const char *subject)
{
    const struct smp_errno_row *row = smp_errno_find(table, number);

    if (!row)
        return smp_fail(error, table->status, number, "%s '%s'", what, subject);
    smp_fail(error, row->status, number, "%s '%s': %s", what, subject, row->why);
    if (row->hint)
        smp_hint(error, "%s", row->hint);
    return row->status;
}
