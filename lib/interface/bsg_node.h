/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Finding the bsg node of a target. */
#ifndef LIB_INTERFACE_BSG_NODE_H
#define LIB_INTERFACE_BSG_NODE_H

#include "interface/interface.h"

/* What hands the frames of a bsg node on; decides how its answers are read. */
enum smp_bsg_driver {
    BSG_DRIVER_OTHER,
    BSG_DRIVER_MPT, /* mptsas, mpt2sas, mpt3sas: MPI reply frames */
    BSG_DRIVER_MPI3 /* mpi3mr: MPI 3 reply frames */
};

/* A bsg node, as far as the system tells. */
struct smp_bsg_node {
    enum smp_match match;    /* is it an SMP target? */
    const char *kind;        /* words for what it belongs to; NULL: no node was found */
    char name[64];           /* "expander-6:0", or empty: not known */
    char path[SMP_NAME_MAX]; /* what to open */
    char owner[SMP_NAME_MAX]; /* folder in sysfs of what it belongs to, or empty: not known */
    dev_t number;            /* device number that path must have, or 0: not known */
    enum smp_bsg_driver driver;
    uint64_t sas_address; /* of the target, or 0: not known */
};

/* Finds the node that a target's name means: a device node, a folder of sysfs or a bare bsg name, and tells whether it
 * is an SMP target. Where it means none all is empty but path, which is the target's. Opens no device. */
struct smp_verdict smp_bsg_find(const struct smp_target *target, struct smp_bsg_node *node);

#endif
