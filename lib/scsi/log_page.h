/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading log page 18h of a disk, and going through its ports and phys. Lengths in the page are the disk's
 * claims: none leads outside the bytes that came. */
#ifndef LIB_SCSI_LOG_PAGE_H
#define LIB_SCSI_LOG_PAGE_H

#include "core/field.h"
#include "scsi/scsi.h"

/* Reads the page into *page, which the caller frees: *length bytes came and belong to it. Fails with
 * SMP_MALFORMED where the answer is another page or too short, and then gives NULL and 0. */
int smp_log_page_read(struct smp_device *device, uint8_t **page, size_t *length,
                      struct smp_error *error);

/* A walk over the phys of all ports that speak SAS. */
struct smp_log_walk {
    struct smp_frame port; /* of the phy that was given last: rows of smp_log_port */
    struct smp_frame phy;  /* that phy: rows of smp_log_phy */
    const char *problem;   /* why phys are missing, or NULL */
    const uint8_t *page;
    size_t length;
    size_t offset;         /* of the next port */
    size_t phys_left;      /* of this port: claimed and not yet given */
};

/* Starts before the first phy of a page of length bytes; NULL: of none. */
struct smp_log_walk smp_log_walk(const uint8_t *page, size_t length);

/* Goes to the next phy; false at the end. Where the page ends inside a descriptor, the part that is there is given. */
bool smp_log_next(struct smp_log_walk *walk);

#endif
