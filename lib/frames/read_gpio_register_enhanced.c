/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * READ GPIO REGISTER ENHANCED (07h). SAS-2 keeps the code for SFF-8485 and nothing published defines it:
 * this layout is that of 02h behind a header with lengths. Register layouts: gpio.c. */
#include "frames/frames.h"
#include "frames/names.h"

static const struct smp_field request_rows[] = {
    ENUM("register_type", 4, 7, 8, SINCE_UNKNOWN, smp_names_gpio_register_type),
    U8("register_index", 5, SINCE_UNKNOWN),
    U8("register_count", 6, SINCE_UNKNOWN),
};

static const struct smp_field response_rows[] = {
    REST("read_data", 4, SINCE_UNKNOWN),
};

const struct smp_function smp_function_read_gpio_register_enhanced = {
    .code = 0x07,
    .since = SAS_2,
    .flags = FUNCTION_GUESSED,
    .key = "read_gpio_register_enhanced",
    .name = "READ GPIO REGISTER ENHANCED",
    .title = "Read gpio register enhanced",
    .utility = "smp_read_gpio",
    .request_bytes = 8,
    .response_bytes = 4,
    .request = SMP_TABLE("request", request_rows, 0),
    .response = SMP_TABLE("response", response_rows, 0),
};
