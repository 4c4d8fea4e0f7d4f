/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * SCSI commands that read from a disk or another SCSI device, through the pass-through of the system: the
 * seam between those who want data and the four system interfaces, one file each. */
#ifndef LIB_SCSI_SCSI_H
#define LIB_SCSI_SCSI_H

#include "interface/causes.h"
#include "interface/interface.h"

enum {
    SMP_SENSE_MAX = 252, /* bytes of sense data a device can send */
    SMP_SCSI_GOOD = 0x00,
    SMP_SCSI_CHECK_CONDITION = 0x02
};

/* A command with data in, and what came of it. */
struct smp_scsi_command {
    const uint8_t *cdb;
    uint8_t cdb_bytes;
    uint8_t *data; /* room bytes, owned by the caller */
    size_t room;
    uint64_t residual; /* of room, as execute() tells: bytes that did not come; more than room: it does not know */
    size_t received; /* data bytes that came */
    uint8_t status;  /* SCSI status byte */
    uint8_t sense[SMP_SENSE_MAX];
    size_t sense_bytes;
};

/* Opens a SCSI device by name through the pass-through that fits, a struct smp_interface with execute(); root as in
 * struct smp_target. *device is owned by the caller, who ends it with smp_device_close(). options: timeout and trace
 * are used. */
int smp_scsi_open(struct smp_device **device, const char *root, const char *name,
                  const struct smp_open_options *options, struct smp_error *error);

/* Executes a command and judges its status: fails, sense data told in words, unless the device said GOOD or that
 * it recovered from an error. UNIT ATTENTION, by which a device tells of a reset or a change, is met by sending the
 * command once more. */
int smp_scsi_execute(struct smp_device *device, struct smp_scsi_command *command, struct smp_error *error);

/* Seconds for drivers that count in them: rounded up, at least 1, at most largest. */
unsigned smp_scsi_seconds(const struct smp_device *device, unsigned largest);

#define SCSI_PASS(name, offered) extern const struct smp_interface smp_scsi_pass_##name;
#include "scsi/list.h"
#undef SCSI_PASS

extern const struct smp_causes smp_sg_errnos, smp_uscsi_errnos, smp_sciocmd_errnos;

/* "illegal request, invalid field in CDB (5/24/00)" into buffer[room]. Returns buffer. */
const char *smp_sense_text(const uint8_t *sense, size_t bytes, char *buffer, size_t room);

#endif
