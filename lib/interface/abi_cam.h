/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * FreeBSD's CAM control blocks, as cam(4), pass(4) and the headers cam/cam_ccb.h and cam/scsi/scsi_pass.h lay
 * them down. On FreeBSD its own headers are used, since the size of a control block belongs to the release;
 * elsewhere the parts in use are declared as in FreeBSD 11 to 13 (CAM version 19h), under the same names, and what
 * stands between them by its size. */
#ifndef LIB_INTERFACE_ABI_CAM_H
#define LIB_INTERFACE_ABI_CAM_H

#include "core/bytes.h"

#ifdef __FreeBSD__

/* Its headers use the names of these two without including them. */
#include <stdio.h>
#include <sys/types.h>

#include <cam/cam.h>
#include <cam/cam_ccb.h>
#include <cam/scsi/scsi_pass.h>

#else

enum {
    XPT_GDEVLIST = 0x03,
    XPT_PATH_INQ = 0x04,
    XPT_SCSI_IO = 0x901,
    XPT_SMP_IO = 0x91b,

    CAM_DIR_IN = 0x40,
    CAM_DIR_NONE = 0xc0,
    CAM_DEV_QFRZDIS = 0x400, /* an error does not stop the device's queue */

    CAM_REQ_CMP = 0x01,
    CAM_SCSI_STATUS_ERROR = 0x0c,
    CAM_STATUS_MASK = 0x3f,
    CAM_AUTOSNS_VALID = 0x80,

    CAM_GDEVLIST_ERROR = 3,
    XPORT_SAS = 8,
    DEV_IDLEN = 16
};

union ccb;

struct ccb_hdr {
    uint32_t pinfo[3];
    void *links[6];
    uint32_t retry_count;
    void (*cbfcnp)(void *periph, union ccb *ccb);
    uint32_t func_code;
    uint32_t status;
    void *path;
    uint32_t path_target[2];
    uint64_t target_lun;
    uint32_t flags;
    uint32_t xflags;
    void *drivers[7];
    uint32_t timeout; /* milliseconds */
    long softtimeout[2];
};

struct ccb_getdevlist {
    struct ccb_hdr ccb_h;
    char periph_name[DEV_IDLEN];
    uint32_t unit_number;
    uint32_t place[2];
    uint32_t status;
};

struct ccb_pathinq {
    struct ccb_hdr ccb_h;
    uint8_t adapter[76];
    char dev_name[DEV_IDLEN];
    uint32_t unit_number;
    uint32_t bus_protocol[4];
    uint32_t transport;
};

struct ccb_smpio {
    struct ccb_hdr ccb_h;
    uint8_t *smp_request;
    int smp_request_len;
    uint16_t smp_request_sglist_cnt;
    uint8_t *smp_response;
    int smp_response_len;
    uint16_t smp_response_sglist_cnt;
    uint32_t flags;
};

struct scsi_sense_data {
    uint8_t error_code;
    uint8_t sense_buf[251];
};

struct ccb_scsiio {
    struct ccb_hdr ccb_h;
    void *links[2];
    uint8_t *data_ptr;
    uint32_t dxfer_len;
    struct scsi_sense_data sense_data;
    uint8_t sense_len;
    uint8_t cdb_len;
    uint16_t sglist_cnt;
    uint8_t scsi_status;
    uint8_t sense_resid;
    uint32_t resid;
    union {
        uint8_t *cdb_ptr;
        uint8_t cdb_bytes[16];
    } cdb_io;
};

union ccb {
    struct ccb_hdr ccb_h;
    struct ccb_getdevlist cgdl;
    struct ccb_pathinq cpi;
    struct ccb_smpio smpio;
    struct ccb_scsiio csio;
    uint8_t largest[sizeof(void *) == 8 ? 1248 : 1156]; /* struct ccb_getdev */
};

#define SMP_CAM_IOWR(number) (3UL << 30 | (unsigned long)sizeof(union ccb) << 16 | 0x19UL << 8 | (number))
#define CAMIOCOMMAND SMP_CAM_IOWR(2UL)
#define CAMGETPASSTHRU SMP_CAM_IOWR(3UL)

SMP_AT(ccb_hdr, func_code, 80, 44);
SMP_AT(ccb_hdr, status, 84, 48);
SMP_AT(ccb_hdr, flags, 112, 72);
SMP_AT(ccb_hdr, timeout, 176, 108);
SMP_AT(ccb_getdevlist, periph_name, 200, 120);
SMP_AT(ccb_getdevlist, status, 228, 148);
SMP_AT(ccb_pathinq, transport, 312, 232);
SMP_AT(ccb_smpio, smp_request, 200, 120);
SMP_AT(ccb_smpio, smp_response, 216, 132);
SMP_AT(ccb_smpio, flags, 232, 144);
SMP_AT(ccb_scsiio, data_ptr, 216, 128);
SMP_AT(ccb_scsiio, sense_data, 228, 136);
SMP_AT(ccb_scsiio, scsi_status, 484, 392);
SMP_AT(ccb_scsiio, resid, 488, 396);
SMP_AT(ccb_scsiio, cdb_io, 496, 400);
_Static_assert(CAMIOCOMMAND == (sizeof(void *) == 8 ? 0xc4e01902UL : 0xc4841902UL), "CAMIOCOMMAND");

#endif

#endif
