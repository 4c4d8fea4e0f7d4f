/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * ZONE ACTIVATE (87h), SAS-2 10.4.3.22. A request of 8 bytes. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
};

const struct smp_function smp_function_zone_activate = {
    .code = 0x87,
    .since = SAS_2,
    .flags = FUNCTION_WRITES,
    .key = "zone_activate",
    .name = "ZONE ACTIVATE",
    .title = "Zone activate",
    .utility = "smp_zone_activate",
    .request_bytes = 8,
    .response_bytes = 4,
    .request = SMP_TABLE("request", request_rows, 0),
};
