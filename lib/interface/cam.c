/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * FreeBSD: SMP requests through CAM. CAM knows no expanders; a request goes to a device, which answers itself
 * if it is an SMP target, or else has it sent to the expander that it hangs on. */
#include "interface/cam_pass.h"

#include <string.h>

enum { CAM_SMP_RESULT = 0x1e }; /* a response whose function result is not 0: a response all the same */

/* The request's length is without CRC, the response's room counts it. */
static int send_request(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error)
{
    const char *name = device->target.given;
    union ccb ccb;
    unsigned value;
    int status;

    memset(&ccb, 0, sizeof ccb);
    ccb.ccb_h.func_code = XPT_SMP_IO;
    ccb.ccb_h.flags = CAM_DEV_QFRZDIS;
    ccb.ccb_h.timeout = device->target.timeout_ms;
    ccb.smpio.smp_request = transfer->request;
    ccb.smpio.smp_request_len = (int)transfer->request_bytes;
    ccb.smpio.smp_response = transfer->response;
    ccb.smpio.smp_response_len = (int)(transfer->room + SMP_CRC_BYTES);
    status = smp_cam_run(device->fd, &ccb, name, error);
    if (status)
        return status;
    value = ccb.ccb_h.status & CAM_STATUS_MASK;
    if (value != CAM_REQ_CMP && value != CAM_SMP_RESULT)
        return smp_cam_fail(error, value, name);
    transfer->received = transfer->room;
    return SMP_OK;
}

const struct smp_interface smp_interface_cam = {
    .name = "cam",
    .help = "FreeBSD: /dev/ses0, or any device behind an expander (pass3, da0)",
    .flags = INTERFACE_NO_LENGTH | INTERFACE_IGNORES_ADDRESS,
    .match = smp_cam_match,
    .open = smp_cam_open,
    .send = send_request,
};
