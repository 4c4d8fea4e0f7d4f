/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * READ GPIO REGISTER (02h), SFF-8485. Its own header: bytes 2 and 3 of a request and byte 3 of a response
 * are no lengths, so that a reader must remember the register count. 4 bytes for each register, at most 255
 * of them. Register layouts: gpio.c. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    ENUM("register_type", 2, 7, 8, SAS_1_1, smp_names_gpio_register_type),
    U8("register_index", 3, SAS_1_1),
    U8("register_count", 4, SAS_1_1),
};

static const struct smp_field response_rows[] = { REST("read_data", 4, SAS_1_1) };

SMP_FUNCTION(read_gpio_register, 0x02, SAS_1_1, "READ GPIO REGISTER", "Read gpio register", "smp_read_gpio",
             .flags = FUNCTION_NO_LENGTHS, REQUEST(8), RESPONSE(4));
