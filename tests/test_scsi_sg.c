/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * SCSI commands by Linux' SG_IO, against a fake driver. */
#include "core/devnum.h"
#include "scsi/abi_sg.h"
#include "scsi_data.h"

static struct smp_sg_header seen;
static uint8_t seen_cdb[16];
static struct smp_sg_header outcome; /* what the driver writes back */
static bool with_sense;
static uint8_t sense_key, sense_code; /* that it answers with */
static int sense_times;               /* so often, then GOOD; 0: always */

static int driver(unsigned long number, void *argument)
{
    struct smp_sg_header *header = argument;

    if (number != 0x2285 || header->interface_id != 'S') {
        errno = EINVAL;
        return -1;
    }
    seen = *header;
    memcpy(seen_cdb, header->cdb, header->cdb_bytes);
    memcpy(header->data, scsi_answer, with_sense && sense_key > 1 ? 0 : header->data_bytes);
    if (with_sense) {
        memcpy(header->sense, scsi_sense, sizeof scsi_sense);
        ((uint8_t *)header->sense)[0] = sense_code;
        ((uint8_t *)header->sense)[2] = sense_key;
    }
    header->status = outcome.status;
    if (sense_times && --sense_times == 0) {
        with_sense = false;
        outcome.status = 0;
    }
    header->sense_bytes = outcome.sense_bytes;
    header->host_status = outcome.host_status;
    header->driver_status = outcome.driver_status;
    header->residual = outcome.residual;
    return 0;
}

static void begin(void)
{
    fake_reset(driver);
    scsi_target(&smp_scsi_pass_sg, "/dev/sda");
    memset(&outcome, 0, sizeof outcome);
    with_sense = false;
    sense_code = 0x70;
    sense_key = 5;
    sense_times = 0;
    is_int(smp_device_begin(&scsi_device, &scsi_error), SMP_OK, "opened");
    is_int(fake.flags, O_RDONLY | O_NONBLOCK, "read only, without waiting for a medium");
}

static void end(void)
{
    smp_device_end(&scsi_device);
    fake_is_closed("end");
}

static void test_bytes(void)
{
    struct smp_scsi_command command = scsi_command(200);

    begin();
    outcome.residual = 140;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "a command succeeds");
    is_int((long long)fake.request, 0x2285, "SG_IO's number");
    is_int(seen.direction, -3, "data in");
    ok(seen.cdb_bytes == 10 && seen.sense_room == 252 && seen.iovec_count == 0, "lengths");
    is_int(seen.data_bytes, 200, "data bytes");
    ok(seen.data == scsi_room && seen.cdb == scsi_cdb && seen.sense == command.sense, "buffers");
    ok(seen.timeout == 20000 && seen.flags == 0 && seen.pack_id == 0, "timeout in milliseconds, no flags");
    is_bytes(seen_cdb, scsi_cdb, sizeof scsi_cdb, "CDB");
    is_int((long long)command.received, 60, "data bytes less the residual");
    is_bytes(scsi_room, scsi_answer, 60, "data");
    outcome.residual = 201;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "a residual larger than the room");
    is_int((long long)command.received, 0, "means nothing");
    outcome.residual = -1;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    is_int((long long)command.received, 0, "so does a negative one");
    command.room = 0;
    outcome.residual = 0;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "a command without data");
    is_int(seen.direction, -1, "says so");
    end();
}

static void test_sense(void)
{
    struct smp_scsi_command command = scsi_command(200);

    begin();
    with_sense = true;
    outcome.status = 2;
    outcome.driver_status = 8;
    outcome.sense_bytes = 18;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "CHECK CONDITION fails");
    is_int((long long)command.received, 0, "no data although the residual is 0");
    has_str(scsi_error.text, "illegal request, invalid field in CDB (5/24/00)",
            "with the sense data in words");
    has_str(scsi_error.hint, "SATA", "and a hint");
    outcome.sense_bytes = 0;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    has_str(scsi_error.text, "no usable sense data", "without sense data");
    outcome.status = 8;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "BUSY fails");
    is_int(scsi_error.os_errno, EBUSY, "and may be tried again");
    end();
}

/* The device did what it was asked, or only wants to be asked once more. */
static void test_soft_errors(void)
{
    struct smp_scsi_command command = scsi_command(200);

    begin();
    with_sense = true;
    outcome = (struct smp_sg_header){ .status = 2, .driver_status = 8, .sense_bytes = 18, .residual = 140 };
    for (sense_key = 0; sense_key < 2; sense_key++) {
        is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "a recovered error is a success");
        is_int((long long)command.received, 60, "with data");
        is_bytes(scsi_room, scsi_answer, 60, "all of them");
    }
    sense_key = 1;
    sense_code = 0x71;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "an error of an earlier command is none");
    sense_code = 0x70;
    sense_key = 6;
    fake.calls = 0;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "UNIT ATTENTION that stays");
    is_int(fake.calls, 2, "is met twice");
    is_int(scsi_error.os_errno, EAGAIN, "and may be tried again");
    sense_times = 1;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "one that was told once");
    is_int((long long)command.received, 60, "is followed by data");
    is_int(scsi_error.status, SMP_OK, "and leaves no error behind");
    end();
}

static void test_host(void)
{
    static const struct {
        unsigned short host, driver;
        const char *part;
    } rows[] = {
        { 0x01, 0, "DID_NO_CONNECT" }, { 0x03, 0, "DID_TIME_OUT" },          { 0x07, 0, "DID_ERROR" },
        { 0x0b, 0, "DID_SOFT_ERROR" }, { 0x14, 0, "DID_TRANSPORT_MARGINAL" }, { 0x33, 0, "host status 33h" },
        { 0, 0x06, "driver status 06h" },
    };

    begin();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct smp_scsi_command command = scsi_command(200);

        outcome.host_status = rows[i].host;
        outcome.driver_status = rows[i].driver;
        is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "a failed transport");
        has_str(scsi_error.text, rows[i].part, "is told");
        is_int((long long)command.received, 0, "nothing received");
    }
    end();
}

static void match_is(mode_t mode, unsigned number, enum smp_match expected)
{
    struct smp_verdict verdict;

    scsi_target(&smp_scsi_pass_sg, "/dev/x");
    scsi_device.target.exists = mode != 0;
    scsi_device.target.status.st_mode = mode;
    scsi_device.target.status.st_rdev = makedev(number, 0);
    verdict = smp_scsi_pass_sg.match(&scsi_device.target);
    ok(verdict.match == expected,
       "mode %o, major %u: %s", (unsigned)mode, number, verdict.reason);
}

int main(void)
{
    test_bytes();
    test_sense();
    test_soft_errors();
    test_host();
    scsi_target(&smp_scsi_pass_sg, "/dev/sda");
    scsi_table_is(&smp_sg_errnos, driver, "/dev/sda");
    match_is(S_IFBLK, 8, MATCH_CERTAIN);
    match_is(S_IFBLK, 135, MATCH_CERTAIN);
    match_is(S_IFBLK, 259, MATCH_POSSIBLE);
    match_is(S_IFCHR, 21, MATCH_CERTAIN);
    match_is(S_IFCHR, 1, MATCH_NO);
    match_is(S_IFREG, 8, MATCH_NO);
    match_is(0, 8, MATCH_NO);
    return tap_done();
}
