/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The SCSI pass-through of AIX, as the descriptions of the SCIOCMD, SCIOSTART and DK_PASSTHRU ioctls and of
 * struct sc_passthru lay it down. On AIX the numbers come from its own headers, and the structures are
 * compared. */
#ifndef LIB_SCSI_ABI_SCIOCMD_H
#define LIB_SCSI_ABI_SCIOCMD_H

#include "core/bytes.h"

#ifdef _AIX
#include <sys/scdisk.h>
#include <sys/scsi.h>
enum {
    SMP_SC_COMMAND = SCIOCMD,
    SMP_SC_DISK = DK_PASSTHRU,
    SMP_SC_START = SCIOSTART,
    SMP_SC_STOP = SCIOSTOP
};
#else
/* Start and stop have stand-ins: their numbers are published in the header only. */
enum { SMP_SC_COMMAND = 983, SMP_SC_DISK = 23, SMP_SC_START = 0x7f01, SMP_SC_STOP = 0x7f02 };
#endif

enum {
    SMP_SC_VERSION = 2,
    SMP_SC_READ = 0x01,
    SMP_SC_SCSI_STATUS = 0x01,    /* status_validity: scsi_status holds */
    SMP_SC_ADAPTER_STATUS = 0x02, /* status_validity: adapter_status holds */
    SMP_SC_STATUS_MASK = 0x1e,
    SMP_SC_AUTOSENSE = 0x01,      /* set_flags: the sense buffer holds sense data */
    SMP_SC_TYPE_SAM = 2           /* adapter_status_type: numbers of the newer kind */
};

struct smp_sc_passthru {
    uint16_t version;
    uint8_t status_validity;
    uint8_t scsi_status;
    uint8_t adapter_status_type;
    uint8_t adapter_status;
    uint8_t set_flags;
    uint8_t queue[3];
    uint8_t flags;
    uint8_t device_flags[3];
    uint16_t cdb_bytes;
    uint16_t bad_field; /* einval_arg */
    uint16_t sense_room;
    uint32_t timeout; /* seconds */
    uint64_t data_bytes;
    uint64_t scsi_id;
    uint64_t lun_id;
    void *data;
    void *sense;
    uint8_t cdb[64];
    uint64_t world_wide_name;
    uint64_t node_name;
    uint32_t variable_cdb_bytes;
    const void *variable_cdb;
    uint64_t residual;
};

SMP_AT(smp_sc_passthru, cdb_bytes, 14, 14);
SMP_AT(smp_sc_passthru, bad_field, 16, 16);
SMP_AT(smp_sc_passthru, sense_room, 18, 18);
SMP_AT(smp_sc_passthru, timeout, 20, 20);
SMP_AT(smp_sc_passthru, data_bytes, 24, 24);
SMP_AT(smp_sc_passthru, scsi_id, 32, 32);
SMP_AT(smp_sc_passthru, data, 48, 48);
SMP_AT(smp_sc_passthru, sense, 56, 52);
SMP_AT(smp_sc_passthru, cdb, 64, 56);
SMP_AT(smp_sc_passthru, world_wide_name, 128, 120);
SMP_AT(smp_sc_passthru, variable_cdb_bytes, 144, 136);
SMP_AT(smp_sc_passthru, variable_cdb, 152, 140);
SMP_AT(smp_sc_passthru, residual, 160, 144);
_Static_assert(sizeof(struct smp_sc_passthru) == (sizeof(void *) == 8 ? 168 : 152), "sc_passthru");
#ifdef _AIX
_Static_assert(sizeof(struct smp_sc_passthru) == sizeof(struct sc_passthru), "sc_passthru of this system");
#endif

#endif
