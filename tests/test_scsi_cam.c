/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * SCSI commands through FreeBSD's CAM, against a fake pass driver. */
#include "interface/cam.h"
#include "scsi_data.h"

static union ccb seen;
static struct ccb_scsiio outcome; /* what the driver writes back */

static int driver(unsigned long number, void *argument)
{
    union ccb *ccb = argument;

    if (number == CAMGETPASSTHRU) {
        snprintf(ccb->cgdl.periph_name, sizeof ccb->cgdl.periph_name, "pass");
        return 0;
    }
    if (number != CAMIOCOMMAND) {
        errno = ENOTTY;
        return -1;
    }
    if (ccb->ccb_h.func_code == XPT_PATH_INQ) {
        ccb->ccb_h.status = CAM_REQ_CMP;
        ccb->cpi.transport = XPORT_SAS;
        return 0;
    }
    seen = *ccb;
    memcpy(ccb->csio.data_ptr, scsi_answer, ccb->csio.dxfer_len);
    ccb->ccb_h.status = outcome.ccb_h.status;
    ccb->csio.scsi_status = outcome.scsi_status;
    ccb->csio.resid = outcome.resid;
    ccb->csio.sense_resid = outcome.sense_resid;
    memcpy(&ccb->csio.sense_data, scsi_sense, sizeof scsi_sense);
    return 0;
}

static void begin(void)
{
    fake_reset(driver);
    scsi_target(&smp_scsi_pass_cam, "/dev/da0");
    memset(&outcome, 0, sizeof outcome);
    outcome.ccb_h.status = CAM_REQ_CMP;
    is_int(smp_device_begin(&scsi_device, &scsi_error), SMP_OK, "opened");
}

static void test_bytes(void)
{
    struct smp_scsi_command command = scsi_command(200);

    begin();
    outcome.resid = 140;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "a command succeeds");
    is_int(seen.ccb_h.func_code, 0x901, "XPT_SCSI_IO");
    is_int(seen.ccb_h.flags, 0x440, "data in, an error does not freeze the queue");
    is_int(seen.ccb_h.timeout, 20000, "timeout in milliseconds");
    ok(seen.csio.data_ptr == scsi_room && seen.csio.dxfer_len == 200, "data buffer");
    ok(seen.csio.cdb_len == 10 && seen.csio.sense_len == 252, "lengths");
    is_bytes(seen.csio.cdb_io.cdb_bytes, scsi_cdb, sizeof scsi_cdb, "CDB");
    is_int((long long)command.received, 60, "data bytes less the residual");
    outcome.resid = 201;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    is_int((long long)command.received, 0, "a residual larger than the room means nothing");
    command.room = 0;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    is_int(seen.ccb_h.flags, 0x4c0, "a command without data");
    smp_device_close(NULL);
    smp_device_end(&scsi_device);
    fake_is_closed("end");
}

static void test_sense(void)
{
    struct smp_scsi_command command = scsi_command(200);

    begin();
    outcome.ccb_h.status = 0xcc;
    outcome.scsi_status = 2;
    outcome.sense_resid = 252 - 18;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "CHECK CONDITION fails");
    is_int((long long)command.sense_bytes, 18, "sense bytes");
    has_str(scsi_error.text, "(5/24/00)", "sense data in words");
    outcome.ccb_h.status = 0x4c;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    has_str(scsi_error.text, "no usable sense data", "sense data that are not valid");
    outcome.ccb_h.status = 0xcc;
    outcome.sense_resid = 255;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    is_int((long long)command.sense_bytes, 0, "a sense residual larger than the room");
    outcome.scsi_status = 0x18;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "RESERVATION CONFLICT");
    has_str(scsi_error.text, "reservation conflict", "is told");
    smp_device_end(&scsi_device);
}

static void test_statuses(void)
{
    begin();
    for (size_t i = 0; i < smp_cam_statuses.count; i++) {
        struct smp_scsi_command command = scsi_command(200);

        outcome.ccb_h.status = (unsigned)smp_cam_statuses.rows[i].number;
        is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), smp_cam_statuses.rows[i].status,
               smp_cam_statuses.rows[i].symbol);
        has_str(scsi_error.text, smp_cam_statuses.rows[i].symbol, "is told");
    }
    smp_device_end(&scsi_device);
}

static void test_errnos(void)
{
    const struct smp_causes *table = &smp_cam_send_errnos;

    begin();
    for (size_t i = 0; i < table->count; i++) {
        struct smp_scsi_command command = scsi_command(200);

        fake.ioctl_errno = table->rows[i].number;
        is_row(smp_scsi_execute(&scsi_device, &command, &scsi_error), &scsi_error, &table->rows[i],
               table->name);
    }
    smp_device_end(&scsi_device);
    fake_is_closed("end");
}

int main(void)
{
    test_bytes();
    test_sense();
    test_statuses();
    test_errnos();
    return tap_done();
}
