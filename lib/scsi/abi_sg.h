/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The SCSI pass-through of Linux, SG_IO with the version 3 header, as sg(4) and the kernel's scsi/sg.h lay it
 * down. */
#ifndef LIB_SCSI_ABI_SG_H
#define LIB_SCSI_ABI_SG_H

#include "core/bytes.h"

enum {
    SMP_SG_IO = 0x2285,
    SMP_SG_INTERFACE = 'S',
    SMP_SG_NO_DATA = -1,
    SMP_SG_DATA_IN = -3,
    SMP_SG_DRIVER_SENSE = 0x08 /* driver_status: sense data are there, which is no error of the driver */
};

struct smp_sg_header {
    int interface_id;
    int direction;
    unsigned char cdb_bytes;
    unsigned char sense_room;
    unsigned short iovec_count;
    unsigned data_bytes;
    void *data;
    const unsigned char *cdb;
    unsigned char *sense;
    unsigned timeout; /* milliseconds */
    unsigned flags;
    int pack_id;
    void *user;
    unsigned char status;
    unsigned char other_status[2];
    unsigned char sense_bytes;
    unsigned short host_status;
    unsigned short driver_status;
    int residual;
    unsigned duration;
    unsigned info;
};

SMP_AT(smp_sg_header, data_bytes, 12, 12);
SMP_AT(smp_sg_header, data, 16, 16);
SMP_AT(smp_sg_header, cdb, 24, 20);
SMP_AT(smp_sg_header, sense, 32, 24);
SMP_AT(smp_sg_header, timeout, 40, 28);
SMP_AT(smp_sg_header, pack_id, 48, 36);
SMP_AT(smp_sg_header, status, 64, 44);
SMP_AT(smp_sg_header, sense_bytes, 67, 47);
SMP_AT(smp_sg_header, host_status, 68, 48);
SMP_AT(smp_sg_header, residual, 72, 52);
SMP_AT(smp_sg_header, info, 80, 60);
_Static_assert(sizeof(struct smp_sg_header) == (sizeof(void *) == 8 ? 88 : 64), "sg_io_hdr");

#endif
