/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What numbers mean that drivers give for failures: errnos, one table for each system call of each interface, and
 * statuses of adapters and devices. */
#ifndef LIB_INTERFACE_CAUSES_H
#define LIB_INTERFACE_CAUSES_H

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

struct smp_cause {
    int number;
    const char *symbol; /* "EPERM", or NULL */
    int status;         /* enum smp_status */
    int os_errno;       /* what the error tells: of a status that is none, what lets a caller try again, or 0 */
    const char *why;
    const char *hint; /* what to do, or NULL */
};

struct smp_causes {
    const char *name; /* "usmp: USMPCMD": heads the table in the documentation */
    int status;       /* of numbers that have no row */
    const struct smp_cause *rows;
    size_t count;
};

#define SMP_ERRNO(e, s, w, h) { .number = (e), .symbol = #e, .status = (s), .os_errno = (e), .why = (w), .hint = (h) }
#define SMP_ERRNO_EINTR                                            \
    SMP_ERRNO(EINTR, SMP_OTHER, "a signal ended the wait",         \
              "the target may have got the request: find out before sending it again")
/* Name of the table, status of numbers that have no row, and the rows. */
#define SMP_CAUSES(n, s, ...) \
    { .name = (n), .status = (s), .rows = (const struct smp_cause[]){ __VA_ARGS__ }, \
      .count = sizeof((const struct smp_cause[]){ __VA_ARGS__ }) / sizeof(struct smp_cause) }

/* The row of a number, NULL: it has none. */
const struct smp_cause *smp_cause_find(const struct smp_causes *causes, unsigned number);

/* Records "what 'subject': why: errno text" with status and hint of the errno's row, and returns the status. */
int smp_fail_errno(struct smp_error *error, const struct smp_causes *causes, int number, const char *what,
                   const char *subject);

/* For opening and for sending, of each interface that has a driver; the others have none, though they are named. */
#define INTERFACE(name, offered) extern const struct smp_causes smp_##name##_open_errnos, smp_##name##_send_errnos;
#include "interface/list.h"
#undef INTERFACE

#endif
