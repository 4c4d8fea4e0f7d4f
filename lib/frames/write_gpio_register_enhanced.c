/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * WRITE GPIO REGISTER ENHANCED (83h). SAS-2 keeps the code for SFF-8485 and nothing published defines it:
 * this layout is that of 82h behind a header with lengths. Register layouts: gpio.c. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    ENUM("register_type", 4, 7, 8, SINCE_UNKNOWN, smp_names_gpio_register_type),
    U8("register_index", 5, SINCE_UNKNOWN),
    U8("register_count", 6, SINCE_UNKNOWN, .unit = "register"),
    REST("write_data", 8, SINCE_UNKNOWN),
};

SMP_FUNCTION(write_gpio_register_enhanced, 0x83, SAS_2, "WRITE GPIO REGISTER ENHANCED",
             "Write gpio register enhanced", "smp_write_gpio",
             .flags = FUNCTION_WRITES | FUNCTION_GUESSED, REQUEST(8), .response_bytes = 4);
