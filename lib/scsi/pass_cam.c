/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * FreeBSD: SCSI commands through the CAM pass-through device of a disk. */
#include "scsi/pass.h"

#include "interface/cam_pass.h"

#include <string.h>

static int open_device(struct smp_scsi_device *device, struct smp_error *error)
{
    return smp_cam_open(&device->target, sizeof(struct smp_cam), &device->state, error);
}

static void close_device(struct smp_scsi_device *device)
{
    smp_cam_close(device->state);
}

static void fill(struct ccb_scsiio *csio, const struct smp_scsi_command *command, uint32_t timeout_ms)
{
    csio->ccb_h.func_code = XPT_SCSI_IO;
    csio->ccb_h.flags = (command->room ? CAM_DIR_IN : CAM_DIR_NONE) | CAM_DEV_QFRZDIS;
    csio->ccb_h.timeout = timeout_ms;
    csio->data_ptr = command->data;
    csio->dxfer_len = (uint32_t)command->room;
    csio->sense_len = SMP_SENSE_MAX;
    csio->cdb_len = command->cdb_bytes;
    memcpy(csio->cdb_io.cdb_bytes, command->cdb, command->cdb_bytes);
}

/* Takes the sense data that came with a status. */
static void take_sense(const struct ccb_scsiio *csio, struct smp_scsi_command *command)
{
    size_t room = csio->sense_len < SMP_SENSE_MAX ? csio->sense_len : SMP_SENSE_MAX;

    if (!(csio->ccb_h.status & CAM_AUTOSNS_VALID) || csio->sense_resid > room)
        return;
    command->sense_bytes = room - csio->sense_resid;
    memcpy(command->sense, &csio->sense_data, command->sense_bytes);
}

static int execute(struct smp_scsi_device *device, struct smp_scsi_command *command, struct smp_error *error)
{
    struct smp_cam *state = device->state;
    struct ccb_scsiio *csio = &state->ccb.csio;
    unsigned value;
    int status;

    memset(&state->ccb, 0, sizeof state->ccb);
    fill(csio, command, device->target.timeout_ms);
    status = smp_cam_run(state->fd, &state->ccb, device->target.given, error);
    if (status != SMP_OK)
        return status;
    value = csio->ccb_h.status & CAM_STATUS_MASK;
    if (value == CAM_SCSI_STATUS_ERROR && csio->scsi_status != SMP_SCSI_GOOD) {
        command->status = csio->scsi_status;
        take_sense(csio, command);
    } else if (value != CAM_REQ_CMP) {
        return smp_cam_fail(error, value, device->target.given);
    }
    if (csio->resid <= command->room)
        command->received = command->room - csio->resid;
    return SMP_OK;
}

const struct smp_scsi_pass smp_scsi_pass_cam = {
    .name = "cam",
    .help = "FreeBSD: /dev/da0, /dev/ses0, pass3",
    .match = smp_cam_match,
    .open = open_device,
    .execute = execute,
    .close = close_device,
};
