/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The user SMP command of Solaris and illumos, as usmp(4I) / usmp(7I) documents it. The structure is declared
 * here so that the same code is compiled everywhere; abi_usmp.c compares it with the system's own. */
#ifndef LIB_INTERFACE_ABI_USMP_H
#define LIB_INTERFACE_ABI_USMP_H

#include <stddef.h>

struct smp_usmp_command {
    const void *request;
    void *response;
    size_t request_bytes; /* both lengths count the four CRC bytes */
    size_t response_bytes;
    int timeout; /* seconds; 0: the driver's default of 60 */
};

/* Number of the ioctl: USMPCMD of Solaris 11, USMPFUNC of illumos and OpenSolaris; both are _IO('S', 1). */
extern const unsigned long smp_usmp_ioctl;

enum {
    SMP_USMP_SMALLEST = 8,   /* bytes of a request or response with CRC: less or more is EINVAL */
    SMP_USMP_LARGEST = 1032
};

_Static_assert(sizeof(struct smp_usmp_command) == (sizeof(void *) == 8 ? 40 : 20), "usmp_cmd");
_Static_assert(offsetof(struct smp_usmp_command, response_bytes) == 3 * sizeof(void *), "usmp_rspsize");
_Static_assert(offsetof(struct smp_usmp_command, timeout) == 4 * sizeof(void *), "usmp_timeout");

#endif
