/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * ZONE LOCK (86h), SAS-2 10.4.3.21. A request of 40 bytes, a response of 16. The address of the zone
 * manager that holds the lock also comes with the result that refuses one. */
#include "frames/frames.h"
#include "frames/names.h"

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    BE16("zone_lock_inactivity_time_limit", 6, SAS_2, .unit = "100ms", .names = &smp_names_time_limit),
    TEXT("zone_manager_password", 8, 32, SAS_2, .flags = FIELD_SECRET),
};

static const struct smp_field response_rows[] = {
    ADDR("active_zone_manager_sas_address", 8, SAS_2, .flags = FIELD_ON_ERROR, .style = STYLE_HEX16,
        .label = "Active zone manager SAS address (hex)"),
};

const struct smp_function smp_function_zone_lock = {
    .code = 0x86,
    .since = SAS_2,
    .flags = FUNCTION_WRITES,
    .key = "zone_lock",
    .name = "ZONE LOCK",
    .title = "Zone lock",
    .utility = "smp_zone_lock",
    .request_bytes = 40,
    .response_bytes = 16,
    .request = SMP_TABLE("request", request_rows, 0),
    .response = SMP_TABLE("response", response_rows, 0),
};
