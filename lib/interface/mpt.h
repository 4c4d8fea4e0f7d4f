/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the interface to Fusion MPT adapters says about errors. */
#ifndef LIB_INTERFACE_MPT_H
#define LIB_INTERFACE_MPT_H

#include "interface/errnos.h"
#include "interface/interface.h"

extern const struct smp_interface smp_interface_mpt;
extern const struct smp_errno_table smp_mpt_open_errnos;
extern const struct smp_errno_table smp_mpt_send_errnos;

#endif
