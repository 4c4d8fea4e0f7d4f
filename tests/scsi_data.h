/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the tests of the SCSI pass-throughs share: commands, sense data, a log page. */
#ifndef TESTS_SCSI_DATA_H
#define TESTS_SCSI_DATA_H

#include "fake_system.h"
#include "scsi/log_page.h"
#include "scsi/scsi.h"

/* LOG SENSE of 200 bytes, and "illegal request, invalid field in CDB" in fixed format. */
static const uint8_t scsi_cdb[10] = { 0x4d, 0x00, 0x58, 0, 0, 0, 0, 0x00, 0xc8, 0x00 };
static const uint8_t scsi_sense[18] = { 0x70, 0, 5, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x24, 0, 0, 0, 0, 0 };

static uint8_t scsi_answer[512];

static struct smp_device scsi_device;
static uint8_t scsi_room[512];
static struct smp_error scsi_error;

/* A device of one pass-through that was not opened yet. */
static inline void scsi_target(const struct smp_interface *pass, const char *path)
{
    memset(&scsi_device, 0, sizeof scsi_device);
    scsi_device.interface = pass;
    scsi_device.target.given = path;
    scsi_device.target.root = "";
    scsi_device.target.timeout_ms = 20000;
    scsi_device.target.exists = true;
    scsi_device.target.status.st_mode = S_IFCHR | 0600;
    snprintf(scsi_device.target.path, sizeof scsi_device.target.path, "%s", path);
    for (size_t i = 0; i < sizeof scsi_answer; i++)
        scsi_answer[i] = (uint8_t)(i % 251);
}

/* LOG SENSE with room for room bytes. */
static inline struct smp_scsi_command scsi_command(size_t room)
{
    memset(scsi_room, 0xee, sizeof scsi_room);
    memset(&scsi_error, 0, sizeof scsi_error);
    return (struct smp_scsi_command){
        .cdb = scsi_cdb, .cdb_bytes = sizeof scsi_cdb, .data = scsi_room, .room = room
    };
}

/* Every errno of a table, from open and from the command. */
static inline void scsi_table_is(const struct smp_causes *table, int (*driver)(unsigned long, void *),
                                 const char *path)
{
    const struct smp_interface *pass = scsi_device.interface;

    for (size_t i = 0; i < table->count; i++) {
        struct smp_scsi_command command = scsi_command(200);

        fake_reset(driver);
        scsi_target(pass, path);
        fake.open_errno = table->rows[i].number;
        is_row(smp_device_begin(&scsi_device, &scsi_error), &scsi_error, &table->rows[i], "open");
        fake_reset(driver);
        is_int(smp_device_begin(&scsi_device, &scsi_error), SMP_OK, path);
        fake.ioctl_errno = table->rows[i].number;
        is_row(pass->execute(&scsi_device, &command, &scsi_error), &scsi_error, &table->rows[i], table->name);
        is_int((long long)command.received, 0, "nothing received");
        smp_device_end(&scsi_device);
        fake_is_closed(table->rows[i].symbol);
    }
}

#endif
