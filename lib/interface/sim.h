/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the simulated domain knows of itself beyond SMP. */
#ifndef LIB_INTERFACE_SIM_H
#define LIB_INTERFACE_SIM_H

#include "interface/interface.h"

/* What a listing of a domain shows of an expander; valid until the device is asked for something else. */
struct smp_sim_summary {
    const char *name;
    const char *attached_to; /* the expander or host that leads to it, or "" */
    uint64_t sas_address;
    unsigned phys;
    const uint8_t *manufacturer; /* its response to REPORT MANUFACTURER INFORMATION, of the function's full size */
};

/* Tells of the index-th expander of the domain of a simulated target; false: past the last. */
bool smp_sim_summarize(struct smp_device *device, unsigned index, struct smp_sim_summary *summary);

/* Log page 18h of a disk of the domain of a simulated target, into page[room]. disk is a SAS address or
 * EXPANDER.PHY; *length is 0 for a disk that has no such page. Fails with SMP_OPEN: no such disk. */
int smp_sim_disk_page(const struct smp_device *device, const char *disk, uint8_t *page, size_t room,
                      size_t *length, struct smp_error *error);

#endif
