/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The user SCSI command of Solaris and illumos, as uscsi(4I) or uscsi(7I) and sys/scsi/impl/uscsi.h lay it
 * down. */
#ifndef LIB_SCSI_ABI_USCSI_H
#define LIB_SCSI_ABI_USCSI_H

#include "core/bytes.h"

enum {
    SMP_USCSI_COMMAND = 4 << 8 | 201,      /* USCSICMD */
    SMP_USCSI_MAX_TRANSFER = 4 << 8 | 202, /* USCSIMAXXFER, a uint64_t */

    SMP_USCSI_SILENT = 0x1,   /* no console messages: a disk without the page is no fault */
    SMP_USCSI_DIAGNOSE = 0x2, /* no retries by the driver: a disk that fails says so at once */
    SMP_USCSI_READ = 0x8,
    SMP_USCSI_RQENABLE = 0x10000 /* fetch sense data by itself */
};

struct smp_uscsi_command {
    int32_t flags;
    int16_t status;
    int16_t timeout; /* seconds; 0 means none at all */
    const void *cdb;
    void *data;
    size_t data_bytes;
    size_t residual;
    uint8_t cdb_bytes;
    uint8_t sense_room;
    uint8_t sense_status;
    uint8_t sense_residual;
    void *sense;
    void *reserved;
};

SMP_AT(smp_uscsi_command, cdb, 8, 8);
SMP_AT(smp_uscsi_command, data, 16, 12);
SMP_AT(smp_uscsi_command, data_bytes, 24, 16);
SMP_AT(smp_uscsi_command, residual, 32, 20);
SMP_AT(smp_uscsi_command, cdb_bytes, 40, 24);
SMP_AT(smp_uscsi_command, sense, 48, 28);
_Static_assert(sizeof(struct smp_uscsi_command) == (sizeof(void *) == 8 ? 64 : 36), "uscsi_cmd");
_Static_assert(SMP_USCSI_COMMAND == 0x4c9, "USCSICMD");

#endif
