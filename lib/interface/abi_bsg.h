/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The Linux SG_IO version 4 request block (struct sg_io_v4 of <linux/bsg.h>), declared here so that the
 * interface compiles and is tested where that header is missing. 160 bytes on every machine. */
#ifndef LIB_INTERFACE_ABI_BSG_H
#define LIB_INTERFACE_ABI_BSG_H

#include "core/bytes.h"

#define SMP_BSG_SG_IO 0x2285UL

enum {
    SMP_BSG_GUARD = 'Q',
    SMP_BSG_PROTOCOL_SCSI = 0,
    SMP_BSG_SUBPROTOCOL_TRANSPORT = 2 /* of the SCSI transport: SMP for SAS */
};

struct smp_bsg_request {
    int32_t guard;
    uint32_t protocol;
    uint32_t subprotocol;
    uint32_t request_len; /* of a SCSI command: none here */
    uint64_t request;
    uint32_t request_details[5]; /* tag, attributes, priority: none here */
    uint32_t max_response_len; /* room for what the driver says besides the SMP response */
    uint64_t response;
    uint32_t dout_iovec_count;
    uint32_t dout_xfer_len;
    uint32_t din_iovec_count;
    uint32_t din_xfer_len;
    uint64_t dout_xferp;
    uint64_t din_xferp;
    uint32_t timeout; /* ms */
    uint32_t flags[4]; /* and the caller's own words: none here */
    /* set by the driver */
    uint32_t driver_status;
    uint32_t transport_status;
    uint32_t device_status;
    uint32_t info[3];
    uint32_t response_len;
    int32_t din_resid;
    int32_t dout_resid;
    uint64_t generated_tag;
    uint32_t spare_out;
    uint32_t padding;
};

_Static_assert(sizeof(struct smp_bsg_request) == 160, "the kernel's size");
SMP_AT(smp_bsg_request, dout_xferp, 72, 72);
SMP_AT(smp_bsg_request, driver_status, 108, 108);
SMP_AT(smp_bsg_request, generated_tag, 144, 144);

#endif
