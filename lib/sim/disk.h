/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Disks of a simulated domain, as far as they are asked for what they are attached to. */
#ifndef LIB_SIM_DISK_H
#define LIB_SIM_DISK_H

#include "sim/domain.h"

/* A disk: the devices behind all phys that have its SAS address or its device name. */
struct smp_sim_disk {
    uint64_t sas_address; /* of one of its ports */
    uint64_t device_name; /* 0: it has none */
    bool ssp;             /* a SAS disk, which has log pages */
};

/* Finds a disk by a SAS address or device name ("0x5000c50000520a01") or by the phy that it is attached to,
 * EXPANDER.PHY ("shelf0.8"). False: there is none. */
bool smp_sim_disk_find(const struct smp_sim_domain *domain, const char *word, struct smp_sim_disk *disk);

/* Log page 18h of a SAS disk as it is now, into page[room]; returns its length. Ports that do not fit are
 * left out. */
size_t smp_sim_disk_log_page(const struct smp_sim_domain *domain, const struct smp_sim_disk *disk,
                             uint8_t *page, size_t room);

/* The page of the disk that a word names, *length 0 for one that has none. Fails with SMP_OPEN: no such disk. */
int smp_sim_disk_answer(const struct smp_sim_domain *domain, const char *word, uint8_t *page, size_t room,
                        size_t *length, struct smp_error *error);

#endif
