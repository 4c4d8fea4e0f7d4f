/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The SMP pass-through of Adaptec/PMC controllers: a "FIB" of 512 bytes handed to the Linux driver aacraid
 * (drivers/scsi/aacraid/aacraid.h, commctrl.c) by FSACTL_SENDFIB. The driver and the firmware both read it as
 * little endian, so it is built byte by byte. The command code is the firmware's. */
#ifndef LIB_INTERFACE_ABI_AAC_H
#define LIB_INTERFACE_ABI_AAC_H

enum {
    SMP_AAC_SENDFIB = 4 << 16 | 2050 << 2,
    SMP_AAC_FIB_BYTES = 512,

    /* places in the FIB header, 32 bytes */
    SMP_AAC_XFER_STATE = 0,
    SMP_AAC_COMMAND = 4,
    SMP_AAC_STRUCT_TYPE = 6,
    SMP_AAC_SIZE = 8, /* of what follows the header */
    SMP_AAC_SENDER_SIZE = 10,

    /* places in the SMP header, 28 bytes */
    SMP_AAC_FUNCTION = 32,
    SMP_AAC_EXPANDER = 36,
    SMP_AAC_ADDRESS = 40,
    SMP_AAC_STATUS = 48,
    SMP_AAC_REQUEST_BYTES = 52, /* without CRC */
    SMP_AAC_RESPONSE_BYTES = 56, /* in: room; out: what came; without CRC */
    SMP_AAC_DATA = 60,
    SMP_AAC_CHUNK = SMP_AAC_FIB_BYTES - SMP_AAC_DATA,

    SMP_AAC_API_FIB_HOST_OWNED = 0x00100001,
    SMP_AAC_SMP_PASSTHROUGH = 0x38e,
    SMP_AAC_TYPE_FIB = 1,

    /* states; smaller numbers than these are errors, 0 is done */
    SMP_AAC_MORE_REQUEST = 0x20000,
    SMP_AAC_MORE_RESPONSE = 0x100000
};

_Static_assert(SMP_AAC_SENDFIB == 0x42008, "FSACTL_SENDFIB");
_Static_assert(SMP_AAC_CHUNK == 452, "frame bytes in one FIB");

#endif
