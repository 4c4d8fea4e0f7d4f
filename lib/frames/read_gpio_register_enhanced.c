/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * READ GPIO REGISTER ENHANCED (07h). SAS-2 keeps the code for SFF-8485 and nothing published defines it:
 * this layout is that of 02h behind a header with lengths. Register layouts: gpio.c. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    ENUM("register_type", 4, 7, 8, SINCE_UNKNOWN, smp_names_gpio_register_type),
    U8("register_index", 5, SINCE_UNKNOWN),
    U8("register_count", 6, SINCE_UNKNOWN),
};

static const struct smp_field response_rows[] = { REST("read_data", 4, SINCE_UNKNOWN) };

SMP_FUNCTION(read_gpio_register_enhanced, 0x07, SAS_2, "READ GPIO REGISTER ENHANCED",
             "Read gpio register enhanced", "smp_read_gpio",
             .flags = FUNCTION_GUESSED, REQUEST(8), RESPONSE(4));
