/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Which expanders Linux knows, for interfaces that must be told a SAS address. */
#ifndef LIB_INTERFACE_EXPANDER_H
#define LIB_INTERFACE_EXPANDER_H

#include <stdbool.h>
#include <stdint.h>

/* The SAS address of an expander that sysfs below root ("" for the running system) knows: of several the one
 * of the lowest host and number. false: there is none. */
bool smp_sysfs_expander_address(const char *root, uint64_t *address);

#endif
