/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The ioctls of the Linux drivers mptctl (Fusion MPT 1) and mpt3sas (MPT 2, 2.5, 2.6), as the headers
 * drivers/message/fusion/mptctl.h and drivers/scsi/mpt3sas/mpt3sas_ctl.h lay them down. The message frames
 * inside are little endian and are built byte by byte; the blocks around them have the host's byte order. */
#ifndef LIB_INTERFACE_ABI_MPT_H
#define LIB_INTERFACE_ABI_MPT_H

#include "core/bytes.h"

enum { SMP_MPT_FRAME_BYTES = 32 }; /* an SMP pass-through request without its scatter gather list */

struct smp_mpt_command {
    uint32_t ioc; /* number of the host bus adapter within its family */
    uint32_t port;
    uint32_t max_data_bytes;
    int32_t timeout; /* seconds */
    void *reply;
    void *data_in;
    const void *data_out;
    void *sense;
    uint32_t max_reply_bytes;
    uint32_t data_in_bytes;
    uint32_t data_out_bytes;
    uint32_t max_sense_bytes;
    uint32_t sgl_offset; /* where the driver puts its scatter gather list: 32-bit words into frame */
    uint8_t frame[SMP_MPT_FRAME_BYTES];
};

struct smp_mpt_ioc_info {
    uint32_t ioc;
    uint32_t port;
    uint32_t max_data_bytes;
    uint32_t adapter_type;
    uint32_t words[19]; /* PCI identity, versions, driver name: not used here */
};

/* The drivers' number counts a frame of one byte and the padding behind it. */
#define SMP_MPT_COMMAND_BYTES (sizeof(void *) == 8 ? 72UL : 56UL)
#define SMP_MPT_IOWR(magic, number, bytes) \
    (3UL << 30 | (unsigned long)(bytes) << 16 | (unsigned long)(magic) << 8 | (number))
#define SMP_MPT_COMMAND(magic) SMP_MPT_IOWR(magic, 20UL, SMP_MPT_COMMAND_BYTES)
#define SMP_MPT_IOC_INFO(magic) SMP_MPT_IOWR(magic, 17UL, sizeof(struct smp_mpt_ioc_info))

SMP_AT(smp_mpt_command, reply, 16, 16);
SMP_AT(smp_mpt_command, data_in, 24, 20);
SMP_AT(smp_mpt_command, data_out, 32, 24);
SMP_AT(smp_mpt_command, max_reply_bytes, 48, 32);
SMP_AT(smp_mpt_command, sgl_offset, 64, 48);
SMP_AT(smp_mpt_command, frame, 68, 52);
_Static_assert(sizeof(struct smp_mpt_ioc_info) == 92, "ioc_info");
_Static_assert(SMP_MPT_COMMAND('m') == (sizeof(void *) == 8 ? 0xc0486d14UL : 0xc0386d14UL), "MPTCOMMAND");
_Static_assert(SMP_MPT_COMMAND('L') == (sizeof(void *) == 8 ? 0xc0484c14UL : 0xc0384c14UL), "MPT3COMMAND");
_Static_assert(SMP_MPT_IOC_INFO('m') == 0xc05c6d11UL, "MPTIOCINFO");
_Static_assert(SMP_MPT_IOC_INFO('L') == 0xc05c4c11UL, "MPT3IOCINFO");

#endif
