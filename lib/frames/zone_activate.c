/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * ZONE ACTIVATE (87h), SAS-2 10.4.3.22. A request of 8 bytes. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = { BE16("expected_expander_change_count", 4, SAS_2) };

SMP_FUNCTION(zone_activate, 0x87, SAS_2, "ZONE ACTIVATE", "Zone activate", "smp_zone_activate", COMMAND(8));
