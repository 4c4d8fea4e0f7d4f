/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * ZONE LOCK (86h), SAS-2 10.4.3.21. A request of 40 bytes, a response of 16. The address of the zone
 * manager that holds the lock also comes with the result that refuses one. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    BE16("zone_lock_inactivity_time_limit", 6, SAS_2, .unit = "100ms", .names = &smp_names_time_limit),
    TEXT("zone_manager_password", 8, 32, SAS_2, .flags = FIELD_SECRET),
};

static const struct smp_field response_rows[] = {
    ADDR("active_zone_manager_sas_address", 8, SAS_2, .flags = FIELD_ON_ERROR, .style = STYLE_HEX16,
        .label = "Active zone manager SAS address (hex)"),
};

SMP_FUNCTION(zone_lock, 0x86, SAS_2, "ZONE LOCK", "Zone lock", "smp_zone_lock",
             .flags = FUNCTION_WRITES, REQUEST(40), RESPONSE(16));
