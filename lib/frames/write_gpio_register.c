/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * WRITE GPIO REGISTER (82h), SFF-8485. Its own header: bytes 2 and 3 are no lengths. 8 bytes and 4 for each
 * register, at most 254 of them in a frame. Register layouts: gpio.c. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    ENUM("register_type", 2, 7, 8, SAS_1_1, smp_names_gpio_register_type),
    U8("register_index", 3, SAS_1_1),
    U8("register_count", 4, SAS_1_1, .unit = "register"),
    REST("write_data", 8, SAS_1_1),
};

SMP_FUNCTION(write_gpio_register, 0x82, SAS_1_1, "WRITE GPIO REGISTER", "Write gpio register", "smp_write_gpio",
             .flags = FUNCTION_NO_LENGTHS | FUNCTION_WRITES, REQUEST(8), .response_bytes = 4);
