/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * FreeBSD: SMP requests through CAM. CAM knows no expanders; a request goes to a device, which answers itself
 * if it is an SMP target, or else has it sent to the expander that it hangs on. */
#include "interface/cam_pass.h"

#include "core/field.h"

#include <string.h>

enum { CAM_SMP_RESULT = 0x1e }; /* a response whose function result is not 0: a response all the same */

struct cam_state {
    struct smp_cam cam;
    uint8_t request[SMP_MAX_FRAME + SMP_CRC_BYTES];
    uint8_t response[SMP_MAX_FRAME + SMP_CRC_BYTES];
};

static int open_device(struct smp_device *device, struct smp_error *error)
{
    return smp_cam_open(&device->target, sizeof(struct cam_state), &device->state, error);
}

static void close_device(struct smp_device *device)
{
    smp_cam_close(device->state);
}

/* The request's length is without CRC, the response's room counts it. */
static void fill(struct cam_state *state, size_t request_bytes, size_t room, uint32_t timeout_ms)
{
    struct ccb_smpio *smpio = &state->cam.ccb.smpio;

    memset(&state->cam.ccb, 0, sizeof state->cam.ccb);
    memset(state->response, 0, sizeof state->response);
    smpio->ccb_h.func_code = XPT_SMP_IO;
    smpio->ccb_h.flags = CAM_DEV_QFRZDIS;
    smpio->ccb_h.timeout = timeout_ms;
    smpio->smp_request = state->request;
    smpio->smp_request_len = (int)request_bytes;
    smpio->smp_response = state->response;
    smpio->smp_response_len = (int)(room + SMP_CRC_BYTES);
}

static int send_request(struct smp_device *device, const uint8_t *request, size_t request_bytes,
                        uint8_t *response, size_t room, size_t *received, struct smp_error *error)
{
    struct cam_state *state = device->state;
    const char *name = device->target.given;
    unsigned value;
    int status;

    *received = 0;
    if (room > SMP_MAX_FRAME)
        room = SMP_MAX_FRAME;
    memcpy(state->request, request, request_bytes);
    fill(state, request_bytes, room, device->target.timeout_ms);
    status = smp_cam_run(state->cam.fd, &state->cam.ccb, name, error);
    if (status != SMP_OK)
        return status;
    value = state->cam.ccb.ccb_h.status & CAM_STATUS_MASK;
    if (value != CAM_REQ_CMP && value != CAM_SMP_RESULT)
        return smp_cam_fail(error, value, name);
    if (state->response[SMP_TYPE_BYTE] != SMP_RESPONSE_FRAME)
        return smp_fail(error, SMP_MALFORMED, 0,
                        "no SMP response from '%s': its first byte is %02xh instead of %02xh", name,
                        state->response[SMP_TYPE_BYTE], SMP_RESPONSE_FRAME);
    memcpy(response, state->response, room);
    *received = room;
    return SMP_OK;
}

const struct smp_interface smp_interface_cam = {
    .name = "cam",
    .help = "FreeBSD: /dev/ses0, or any device behind an expander (pass3, da0)",
    .flags = INTERFACE_NO_LENGTH | INTERFACE_IGNORES_ADDRESS,
    .max_request = SMP_MAX_FRAME,
    .max_response = SMP_MAX_FRAME,
    .match = smp_cam_match,
    .open = open_device,
    .send = send_request,
    .close = close_device,
};
