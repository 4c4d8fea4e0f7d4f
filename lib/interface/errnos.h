/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What an errno of a driver means: one table for each system call of each interface. */
#ifndef LIB_INTERFACE_ERRNOS_H
#define LIB_INTERFACE_ERRNOS_H

#include "core/error.h"

#include <errno.h>

/* Systems without STREAMS lack some of these, and no call gives them there; the numbers are Linux'. */
#ifndef ENODATA
#define ENODATA 61
#endif
#ifndef ETIME
#define ETIME 62
#endif
#ifndef ECOMM
#define ECOMM 70
#endif

struct smp_errno_row {
    int number;
    const char *symbol; /* "EPERM" */
    int status;         /* enum smp_status */
    const char *why;
    const char *hint;   /* what to do, or NULL */
};

struct smp_errno_table {
    const char *name; /* "usmp, USMPCMD": heads the table in the documentation */
    int status;       /* of errnos that have no row */
    const struct smp_errno_row *rows;
    size_t count;
};

#define SMP_ERRNO(e, s, w, h) { .number = (e), .symbol = #e, .status = (s), .why = (w), .hint = (h) }
#define SMP_ERRNO_TABLE(n, s, array) \
    { .name = (n), .status = (s), .rows = (array), .count = sizeof(array) / sizeof *(array) }

/* The row of an errno, NULL: it has none. */
const struct smp_errno_row *smp_errno_find(const struct smp_errno_table *table, int number);

/* Records "what 'subject': why: errno text" with status and hint of the row, and returns the status. */
int smp_fail_errno(struct smp_error *error, const struct smp_errno_table *table, int number, const char *what,
                   const char *subject);

#endif
