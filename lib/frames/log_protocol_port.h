/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The log page in which a SAS disk says what its phys are attached to. */
#ifndef LIB_FRAMES_LOG_PROTOCOL_PORT_H
#define LIB_FRAMES_LOG_PROTOCOL_PORT_H

#include "core/field.h"

extern const struct smp_table smp_log_page_header;
extern const struct smp_table smp_log_port; /* one parameter: a port of the disk; phys follow it */
extern const struct smp_table smp_log_phy;  /* .bytes: the length of a descriptor that gives none */

#endif
