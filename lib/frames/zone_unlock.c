/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * ZONE UNLOCK (88h), SAS-2 10.4.3.23. A request of 8 bytes. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    /* The standard restricts these bytes for an expected expander change count and a target ignores them, yet
     * they can be set as in the other zoning functions. */
    BE16("expected_expander_change_count", 4, SAS_2),
    BIT("activate_required", 6, 0, SAS_2),
};

SMP_FUNCTION(zone_unlock, 0x88, SAS_2, "ZONE UNLOCK", "Zone unlock", "smp_zone_unlock", COMMAND(8));
