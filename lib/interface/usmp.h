/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the interface to Solaris and illumos says about errors. */
#ifndef LIB_INTERFACE_USMP_H
#define LIB_INTERFACE_USMP_H

#include "interface/errnos.h"
#include "interface/interface.h"

extern const struct smp_interface smp_interface_usmp;
extern const struct smp_errno_table smp_usmp_open_errnos;
extern const struct smp_errno_table smp_usmp_send_errnos;

#endif
