/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * FreeBSD: SCSI commands through the CAM pass-through device of a disk. */
#include "scsi/scsi.h"

#include "interface/cam.h"

#include <string.h>

/* Takes the sense data that came with a status. */
static void take_sense(const struct ccb_scsiio *csio, struct smp_scsi_command *command)
{
    size_t room = csio->sense_len < SMP_SENSE_MAX ? csio->sense_len : SMP_SENSE_MAX;

    if (!(csio->ccb_h.status & CAM_AUTOSNS_VALID) || csio->sense_resid > room)
        return;
    command->sense_bytes = room - csio->sense_resid;
    memcpy(command->sense, &csio->sense_data, command->sense_bytes);
}

static int execute(struct smp_device *device, struct smp_scsi_command *command, struct smp_error *error)
{
    union ccb ccb;
    struct ccb_scsiio *csio = &ccb.csio;
    int status;

    memset(&ccb, 0, sizeof ccb);
    csio->ccb_h.func_code = XPT_SCSI_IO;
    csio->ccb_h.flags = (command->room ? CAM_DIR_IN : CAM_DIR_NONE) | CAM_DEV_QFRZDIS;
    csio->ccb_h.timeout = device->target.timeout_ms;
    csio->data_ptr = command->data;
    csio->dxfer_len = (uint32_t)command->room;
    csio->sense_len = SMP_SENSE_MAX;
    csio->cdb_len = command->cdb_bytes;
    memcpy(csio->cdb_io.cdb_bytes, command->cdb, command->cdb_bytes);
    status = smp_cam_run(device, &ccb, CAM_SCSI_STATUS_ERROR, error);
    if (status)
        return status;
    if ((csio->ccb_h.status & CAM_STATUS_MASK) == CAM_SCSI_STATUS_ERROR) {
        if (csio->scsi_status == SMP_SCSI_GOOD)
            return smp_cam_fail(error, CAM_SCSI_STATUS_ERROR, device->target.given);
        command->status = csio->scsi_status;
        take_sense(csio, command);
    }
    command->residual = csio->resid;
    return SMP_OK;
}

const struct smp_interface smp_scsi_pass_cam = {
    .name = "cam",
    .help = "FreeBSD: /dev/da0, /dev/ses0, pass3",
    .match = smp_cam_match,
    .open = smp_cam_open,
    .execute = execute,
};
