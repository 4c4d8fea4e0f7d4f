/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Which expanders Linux knows, for interfaces that must be told a SAS address. */
#ifndef LIB_INTERFACE_EXPANDER_H
#define LIB_INTERFACE_EXPANDER_H

#include "interface/interface.h"

struct smp_known_expander {
    uint64_t address;
    unsigned host; /* number of the SCSI host that it is behind */
    bool here;     /* that host is the adapter which the target names by its node and number */
};

/* An expander that sysfs knows, to be offered for this target: one of the adapter that it names, else another
 * one; of several the one of the lowest host and number. false: there is none. */
bool smp_sysfs_expander(const struct smp_target *target, struct smp_known_expander *found);

#endif
