/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the interface to Adaptec controllers says about errors. */
#ifndef LIB_INTERFACE_AAC_H
#define LIB_INTERFACE_AAC_H

#include "interface/errnos.h"
#include "interface/interface.h"

extern const struct smp_interface smp_interface_aac;
extern const struct smp_errno_table smp_aac_open_errnos;
extern const struct smp_errno_table smp_aac_send_errnos;

#endif
