/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the header of Solaris or illumos says of the user SMP command. That header has SMP names of its own (an
 * enum smp_function), so it meets no header of this library but the one it is compared with. */
#include "interface/abi_usmp.h"

#if defined HAVE_SYS_SAS_IMPL_USMP_H
#include <sys/types.h>

#include <sys/sas/impl/usmp.h>
#elif defined HAVE_SYS_SCSI_IMPL_USMP_H
#include <sys/types.h>

#include <sys/scsi/impl/usmp.h>
#endif

#if defined USMPCMD
const unsigned long smp_usmp_ioctl = USMPCMD;
#elif defined USMPFUNC
const unsigned long smp_usmp_ioctl = USMPFUNC;
#else
const unsigned long smp_usmp_ioctl = 0x20005301;
#endif

#if defined USMPCMD || defined USMPFUNC
_Static_assert(sizeof(struct smp_usmp_command) == sizeof(struct usmp_cmd), "usmp_cmd of this system");
#endif
