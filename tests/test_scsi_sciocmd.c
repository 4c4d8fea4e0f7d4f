/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * SCSI commands by AIX' sc_passthru, against a fake driver. */
#include "scsi/abi_sciocmd.h"
#include "scsi_data.h"

enum { MAX_CALLS = 8 };

static struct smp_sc_passthru seen[MAX_CALLS];
static struct smp_sc_passthru outcome[MAX_CALLS]; /* what the driver writes back at each call */
static int errnos[MAX_CALLS];
static unsigned long numbers[MAX_CALLS];
static int calls;
static uintptr_t started, stopped;
static int start_errno;

static int driver(unsigned long number, void *argument)
{
    struct smp_sc_passthru *block = argument;

    if (number == SMP_SC_START) {
        started = (uintptr_t)argument;
        errno = start_errno;
        return start_errno ? -1 : 0;
    }
    if (number == SMP_SC_STOP) {
        stopped = (uintptr_t)argument;
        return 0;
    }
    if (calls >= MAX_CALLS) {
        errno = ENOTTY;
        return -1;
    }
    numbers[calls] = number;
    seen[calls] = *block;
    if (block->data && outcome[calls].scsi_status == 0)
        memcpy(block->data, block->cdb[0] == 0x03 ? scsi_sense : scsi_answer,
               block->cdb[0] == 0x03 ? sizeof scsi_sense : (size_t)block->data_bytes);
    if (outcome[calls].set_flags & 1)
        memcpy(block->sense, scsi_sense, sizeof scsi_sense);
    block->status_validity = outcome[calls].status_validity;
    block->scsi_status = outcome[calls].scsi_status;
    block->adapter_status_type = outcome[calls].adapter_status_type;
    block->adapter_status = outcome[calls].adapter_status;
    block->set_flags = outcome[calls].set_flags;
    block->bad_field = outcome[calls].bad_field;
    block->residual = outcome[calls].residual;
    errno = errnos[calls++];
    return errno ? -1 : 0;
}

static void reset(const char *path, bool has_number, unsigned number)
{
    fake_reset(driver);
    scsi_target(&smp_scsi_pass_sciocmd, path);
    scsi_device.target.has_number = has_number;
    scsi_device.target.number = number;
    memset(outcome, 0, sizeof outcome);
    memset(errnos, 0, sizeof errnos);
    calls = 0;
    start_errno = 0;
    started = stopped = 0xffff;
}

static void begin(const char *path, bool has_number, unsigned number)
{
    reset(path, has_number, number);
    is_int(smp_device_begin(&scsi_device, &scsi_error), SMP_OK, path);
}

static void end(void)
{
    smp_device_end(&scsi_device);
    fake_is_closed("end");
}

static void test_disk(void)
{
    static const uint8_t zeros[54] = { 0 };
    struct smp_scsi_command command = scsi_command(200);

    begin("/dev/hdisk3", false, 0);
    is_str(fake.path, "/dev/rhdisk3", "the raw disk");
    outcome[0].residual = 140;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "a command succeeds");
    is_int((long long)numbers[0], 23, "DK_PASSTHRU's number");
    ok(seen[0].version == 2 && seen[0].flags == 1, "version 2, read");
    ok(seen[0].cdb_bytes == 10 && seen[0].sense_room == 252 && seen[0].timeout == 20,
       "lengths, timeout in seconds");
    ok(seen[0].data_bytes == 200 && seen[0].data == scsi_room && seen[0].sense == command.sense, "buffers");
    is_bytes(seen[0].cdb, scsi_cdb, sizeof scsi_cdb, "CDB inside the block");
    is_bytes(seen[0].cdb + 10, zeros, sizeof zeros, "zeros behind it");
    ok(seen[0].scsi_id == 0 && seen[0].lun_id == 0 && seen[0].variable_cdb == NULL, "no ID, no variable CDB");
    is_int((long long)command.received, 60, "data bytes less the residual");
    outcome[1].residual = 201;
    smp_scsi_execute(&scsi_device, &command, &scsi_error);
    is_int((long long)command.received, 0, "a residual larger than the room means nothing");
    ok(started == 0xffff, "a disk is not started");
    end();
    ok(stopped == 0xffff, "nor stopped");
}

static void test_adapter(void)
{
    struct smp_scsi_command command = scsi_command(200);

    begin("/dev/scsi1,5", true, 2);
    is_str(fake.path, "/dev/scsi1", "the adapter");
    is_int((long long)started, 0x502, "started with ID and LUN");
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "a command succeeds");
    is_int((long long)numbers[0], 983, "SCIOCMD's number");
    ok(seen[0].scsi_id == 5 && seen[0].lun_id == 2, "ID and LUN");
    end();
    is_int((long long)stopped, 0x502, "stopped");
    begin("/dev/scsi1", true, 5);
    is_int((long long)started, 0x500, "LUN 0 unless given");
    end();
    reset("/dev/scsi1", false, 0);
    is_int(smp_device_begin(&scsi_device, &scsi_error), SMP_SYNTAX, "an adapter without ID");
    has_str(scsi_error.hint, ",ID", "says how to give it");
    reset("/dev/scsi1", true, 16);
    is_int(smp_device_begin(&scsi_device, &scsi_error), SMP_SYNTAX, "an ID too large");
    reset("/dev/scsi1", true, 5);
    start_errno = EINVAL;
    is_int(smp_device_begin(&scsi_device, &scsi_error), SMP_OPEN,
           "a device that cannot be started");
    has_str(scsi_error.text, "in use", "is told");
    fake_is_closed("not started");
}

static void test_retries(void)
{
    struct smp_scsi_command command = scsi_command(200);

    begin("/dev/rhdisk0", false, 0);
    errnos[0] = errnos[1] = EIO;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "EIO twice, then success");
    is_int(calls, 3, "three tries");
    ok(seen[2].status_validity == 0 && memcmp(&seen[0], &seen[2], sizeof seen[0]) == 0,
       "all tries are alike");
    end();
    begin("/dev/rhdisk0", false, 0);
    errnos[0] = errnos[1] = errnos[2] = errnos[3] = EIO;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "EIO for good");
    is_int(calls, 3, "not more than three tries");
    has_str(scsi_error.text, "three tries", "is told");
    end();
}

static void test_fields(void)
{
    static const struct {
        uint16_t field;
        const char *part;
    } rows[] = {
        { 18, "field 18, data_length: the transfer is larger" },
        { 1, "field 1, version" },
        { 15, "field 15, autosense_length" },
        { 24, "field 24" },
        { 77, "field 77:" },
        { 0, "refuses the request" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct smp_scsi_command command = scsi_command(200);

        begin("/dev/rhdisk0", false, 0);
        errnos[0] = EINVAL;
        outcome[0].bad_field = rows[i].field;
        is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "EINVAL");
        has_str(scsi_error.text, rows[i].part, "names the field");
        end();
    }
}

static void test_adapter_status(void)
{
    static const struct {
        uint8_t type, status;
        const char *part;
    } rows[] = {
        { 2, 0x04, "no device response" },
        { 2, 0x0f, "logging delayed" },
        { 2, 0x55, "adapter error (adapter status 55h)" },
        { 1, 0x04, "adapter error (adapter status 04h)" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct smp_scsi_command command = scsi_command(200);

        begin("/dev/rhdisk0", false, 0);
        errnos[0] = EIO;
        outcome[0] = (struct smp_sc_passthru){
            .status_validity = 2, .adapter_status_type = rows[i].type, .adapter_status = rows[i].status
        };
        is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "an adapter status");
        is_int(calls, 1, "is not tried again");
        has_str(scsi_error.text, rows[i].part, "is told");
        end();
    }
}

/* Both statuses hold: that of the device counts first, and an adapter's status of 0 is no failure. */
static void test_both_statuses(void)
{
    struct smp_scsi_command command = scsi_command(200);

    begin("/dev/rhdisk0", false, 0);
    outcome[0] = (struct smp_sc_passthru){ .status_validity = 3 };
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OK, "both are good");
    is_int((long long)command.received, 200, "all came");
    outcome[1] = (struct smp_sc_passthru){
        .status_validity = 3, .scsi_status = 2, .set_flags = 1, .adapter_status_type = 2, .adapter_status = 2
    };
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "CHECK CONDITION and adapter");
    has_str(scsi_error.text, "illegal request", "the device's own words");
    errnos[2] = EIO;
    outcome[2] = (struct smp_sc_passthru){ .status_validity = 3 };
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "EIO is no success");
    is_int((long long)command.received, 0, "nothing received");
    end();
}

static void test_sense(void)
{
    static const uint8_t request_sense[6] = { 0x03, 0, 0, 0, 252, 0 };
    struct smp_scsi_command command = scsi_command(200);

    begin("/dev/rhdisk0", false, 0);
    errnos[0] = EIO;
    outcome[0] = (struct smp_sc_passthru){ .status_validity = 1, .scsi_status = 2, .set_flags = 1 };
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER,
           "CHECK CONDITION with sense data");
    is_int(calls, 1, "needs no more");
    has_str(scsi_error.text, "(5/24/00)", "sense data in words");
    end();

    begin("/dev/rhdisk0", false, 0);
    errnos[0] = EIO;
    outcome[0] = (struct smp_sc_passthru){ .status_validity = 1, .scsi_status = 2 };
    outcome[1].residual = 252 - 18;
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER, "CHECK CONDITION without");
    is_int(calls, 2, "has REQUEST SENSE follow");
    is_bytes(seen[1].cdb, request_sense, sizeof request_sense, "its CDB");
    ok(seen[1].data_bytes == 252 && seen[1].data == command.sense && seen[1].sense_room == 0, "its buffers");
    is_int((long long)command.sense_bytes, 18, "its length");
    has_str(scsi_error.text, "(5/24/00)", "sense data in words");
    end();

    begin("/dev/rhdisk0", false, 0);
    errnos[0] = errnos[1] = EIO;
    outcome[0] = (struct smp_sc_passthru){ .status_validity = 1, .scsi_status = 2 };
    outcome[1] = (struct smp_sc_passthru){ .status_validity = 1, .scsi_status = 2 };
    is_int(smp_scsi_execute(&scsi_device, &command, &scsi_error), SMP_OTHER,
           "a REQUEST SENSE that fails too");
    has_str(scsi_error.text, "no usable sense data", "is told");
    is_int(calls, 2, "and not repeated");
    end();
}

static void match_is(const char *path, bool has_number, enum smp_match expected, const char *part)
{
    struct smp_verdict verdict;

    reset(path, has_number, 0);
    verdict = smp_scsi_pass_sciocmd.match(&scsi_device.target);
    is_int(verdict.match, expected, path);
    has_str(verdict.reason, part, path);
}

int main(void)
{
    test_disk();
    test_adapter();
    test_retries();
    test_fields();
    test_adapter_status();
    test_both_statuses();
    test_sense();
    calls = 0;
    scsi_table_is(&smp_sciocmd_errnos, driver, "/dev/rhdisk0");
    match_is("/dev/rhdisk0", false, MATCH_CERTAIN, "disk");
    match_is("/dev/hdisk12", false, MATCH_CERTAIN, "disk");
    match_is("/dev/hdisk", false, MATCH_NO, "not named");
    match_is("/dev/scsi0", true, MATCH_CERTAIN, "adapter");
    match_is("/dev/vscsi0,5", true, MATCH_CERTAIN, "adapter");
    match_is("/dev/scsi0", false, MATCH_NO, "without ,ID");
    match_is("/dev/scsi0x", true, MATCH_NO, "not named");
    return tap_done();
}
