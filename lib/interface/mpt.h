/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The control nodes of Fusion MPT adapters. */
#ifndef LIB_INTERFACE_MPT_H
#define LIB_INTERFACE_MPT_H

#include "interface/interface.h"

/* Adapters that share a control node. */
struct smp_mpt_family {
    const char *node;     /* name of its misc device */
    const char *driver;   /* proc_name of the hosts */
    const char *module;   /* what makes the node, or NULL: the driver of the hosts does */
    unsigned number;      /* minor device number */
    unsigned last_number; /* largest number of an adapter */
    char magic;           /* of its ioctls */
    uint8_t any_port;     /* PhysicalPort that lets the adapter choose */
    const char *hint;     /* how to get the node */
};

/* The family of a driver's hosts; NULL: none. */
const struct smp_mpt_family *smp_mpt_family_driven(const char *driver);

struct smp_known_expander {
    uint64_t address;
    unsigned host; /* number of the SCSI host that it is behind */
    bool here;     /* that host is the adapter which the target names by its node and number */
};

/* An expander that sysfs knows, to be offered for this target: one of the adapter that it names, else another
 * one; of several the one of the lowest host and number. false: there is none. */
bool smp_mpt_expander(const struct smp_target *target, struct smp_known_expander *found);

#endif
