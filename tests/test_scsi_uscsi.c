/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * SCSI commands by uscsi of Solaris and illumos, against a fake driver. */
#include "scsi/abi_uscsi.h"
#include "scsi_data.h"

static struct smp_uscsi_command seen;
static uint8_t seen_cdb[16];
static uint64_t max_transfer; /* 0: the driver does not tell */
static int16_t scsi_status;
static int answer_errno;
static size_t residual;
static uint8_t sense_status, sense_residual;

static int driver(unsigned long number, void *argument)
{
    struct smp_uscsi_command *command = argument;

    if (number == 0x4ca && max_transfer) {
        memcpy(argument, &max_transfer, sizeof max_transfer);
        return 0;
    }
    if (number != 0x4c9) {
        errno = ENOTTY;
        return -1;
    }
    seen = *command;
    memcpy(seen_cdb, command->cdb, command->cdb_bytes);
    if (scsi_status)
        memcpy(command->sense, scsi_sense, sizeof scsi_sense);
    else if (command->data_bytes)
        memcpy(command->data, scsi_answer, command->data_bytes);
    command->status = scsi_status;
    command->residual = residual;
    command->sense_status = sense_status;
    command->sense_residual = sense_residual;
    errno = answer_errno;
    return answer_errno ? -1 : 0;
}

static void begin(void)
{
    fake_reset(driver);
    scsi_target(&smp_scsi_pass_uscsi, "/dev/rdsk/c0t0d0s2");
    scsi_status = 0;
    answer_errno = 0;
    residual = 0;
    sense_status = sense_residual = 0;
    is_int(smp_device_begin(&scsi_device, &scsi_error), SMP_OK, "opened");
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
    is_int(fake.flags, O_RDONLY | O_NONBLOCK, "read only, without waiting for a medium");
    is_int((long long)scsi_device.max_transfer, 0, "no limit where the driver does not tell");
    residual = 140;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "a command succeeds");
    is_int((long long)fake.request, 0x4c9, "USCSICMD's number");
    is_int(seen.flags, 0x1000b, "silent, diagnose, read, request sense");
    is_int(seen.timeout, 20, "timeout in seconds");
    ok(seen.data == scsi_room && seen.data_bytes == 200, "data buffer");
    ok(seen.cdb_bytes == 10 && seen.sense_room == 252 && seen.sense == command.sense, "lengths");
    is_bytes(seen_cdb, scsi_cdb, sizeof scsi_cdb, "CDB");
    is_int((long long)command.received, 60, "data bytes less the residual");
    residual = 201;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    is_int((long long)command.received, 0, "a residual larger than the room means nothing");
    scsi_device.target.timeout_ms = 0;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    is_int(seen.timeout, 1, "a timeout is never 0, which would be none");
    scsi_device.target.timeout_ms = UINT32_MAX;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    is_int(seen.timeout, 32767, "nor more than the field holds");
    command.room = 0;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    ok(seen.flags == 0x10003 && seen.data == NULL, "a command without data");
    end();
}

static void test_limit(void)
{
    max_transfer = 65536;
    begin();
    is_int((long long)scsi_device.max_transfer, 65536, "the driver's limit is known");
    end();
    max_transfer = 0;
}

static void test_sense(void)
{
    struct smp_scsi_command command = scsi_command(200);

    begin();
    scsi_status = 2;
    answer_errno = EIO;
    sense_residual = 252 - 18;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "CHECK CONDITION as EIO");
    is_int((long long)command.sense_bytes, 18, "sense bytes");
    has_str(scsi_error.text, "(5/24/00)", "sense data in words");
    answer_errno = 0;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "CHECK CONDITION without errno");
    sense_status = 2;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    has_str(scsi_error.text, "no usable sense data", "sense data that could not be read");
    sense_status = 0;
    sense_residual = 253;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    is_int((long long)command.sense_bytes, 0, "a sense residual larger than the room");
    scsi_status = 0;
    answer_errno = EIO;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "EIO without a status");
    has_str(scsi_error.text, "on the way", "is the transport's");
    end();
}

static void match_is(const char *path, mode_t mode, enum smp_match expected, const char *part)
{
    struct smp_verdict verdict;

    scsi_target(&smp_scsi_pass_uscsi, path);
    scsi_device.target.exists = mode != 0;
    scsi_device.target.status.st_mode = mode;
    verdict = smp_scsi_pass_uscsi.match(&scsi_device.target);
    is_int(verdict.match, expected, path);
    has_str(verdict.reason, part, path);
}

/* A link elsewhere to the raw node of a disk. */
static void test_raw_link(void)
{
    static char path[SMP_NAME_MAX];

    tree_begin();
    tree_file("/devices/pci@0/disk@0,0:c,raw", "");
    tree_link("/mine", "devices/pci@0/disk@0,0:c,raw");
    snprintf(path, sizeof path, "%s/mine", tree);
    match_is(path, S_IFCHR, MATCH_CERTAIN, "raw");
    tree_end();
}

int main(void)
{
    test_bytes();
    test_limit();
    test_sense();
    scsi_target(&smp_scsi_pass_uscsi, "/dev/rdsk/c0t0d0s2");
    scsi_table_is(&smp_uscsi_errnos, driver, "/dev/rdsk/c0t0d0s2");
    match_is("/dev/rdsk/c0t0d0s2", S_IFCHR, MATCH_CERTAIN, "raw");
    match_is("/dev/es/ses0", S_IFCHR, MATCH_CERTAIN, "raw");
    match_is("/dev/dsk/c0t0d0s2", S_IFBLK, MATCH_NO, "name the raw one");
    match_is("/dev/null", S_IFCHR, MATCH_NO, "outside");
    test_raw_link();
    match_is("/dev/rdsk/none", 0, MATCH_NO, "no such file");
    return tap_done();
}
