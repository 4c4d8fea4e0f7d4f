/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading log page 18h of a disk, and going through its ports and phys. Lengths in the page are the disk's
 * claims: none leads outside the bytes that came. */
#ifndef LIB_SCSI_LOG_PAGE_H
#define LIB_SCSI_LOG_PAGE_H

#include "core/field.h"
#include "scsi/scsi.h"

/* Reads the page into *page, which the caller frees: *length bytes came and belong to it. Fails with
 * SMP_MALFORMED where the answer is another page or too short. */
int smp_log_page_read(struct smp_device *device, uint8_t **page, size_t *length,
                      struct smp_error *error);

/* A port of the disk. */
struct smp_log_port_view {
    struct smp_frame frame; /* rows of smp_log_port */
    const uint8_t *phys;    /* its phy descriptors */
    size_t phy_bytes;
    size_t phys_left;       /* claimed and not yet given */
};

struct smp_log_ports {
    const uint8_t *page;
    size_t length;
    size_t offset;
    const char *problem; /* why the ports ended early, or NULL */
};

/* Starts at the first port of a page of length bytes. */
void smp_log_ports_begin(struct smp_log_ports *ports, const uint8_t *page, size_t length);

/* Gives the next port that speaks SAS; false at the end. */
bool smp_log_port_next(struct smp_log_ports *ports, struct smp_log_port_view *port);

/* Gives the next phy of a port; false at the end. Where the page ends inside a descriptor, the part that is
 * there is given, and *problem is set. */
bool smp_log_phy_next(struct smp_log_port_view *port, struct smp_frame *phy, const char **problem);

#endif
