/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Failures told through a table of numbers. */
#include "interface/causes.h"

const struct smp_cause *smp_cause_find(const struct smp_causes *causes, unsigned number)
{
    for (size_t i = 0; i < causes->count; i++)
        if ((unsigned)causes->rows[i].number == number)
            return &causes->rows[i];
    return NULL;
}

int smp_fail_errno(struct smp_error *error, const struct smp_causes *causes, int number, const char *what,
                   const char *subject)
{
    const struct smp_cause *row = smp_cause_find(causes, (unsigned)number);

    if (!row)
        return smp_fail(error, causes->status, number, "%s '%s'", what, subject);
    smp_fail(error, row->status, number, "%s '%s': %s", what, subject, row->why);
    if (row->hint)
        smp_hint(error, "%s", row->hint);
    return row->status;
}
