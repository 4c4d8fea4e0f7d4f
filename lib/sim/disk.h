/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Disks of a simulated domain, as far as they are asked for what they are attached to. */
#ifndef LIB_SIM_DISK_H
#define LIB_SIM_DISK_H

#include "sim/domain.h"

/* Log page 18h of a disk as it is now, into page[room]: *length bytes; 0: it has none, as a SATA disk. Ports that do
 * not fit are left out. The disk is told by a SAS address or device name ("0x5000c50000520a01") or by the phy that
 * it is attached to, EXPANDER.PHY ("shelf0.8"). Fails with SMP_OPEN: no such disk. */
int smp_sim_disk_answer(const struct smp_sim_domain *domain, const char *word, uint8_t *page, size_t room,
                        size_t *length, struct smp_error *error);

#endif
