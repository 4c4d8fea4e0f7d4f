/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_zone_unlock: ZONE UNLOCK. */
#include "cli.h"

SMP_UTILITY(.summary = "Send a ZONE UNLOCK request: end the zone lock.", .function = &smp_function_zone_unlock, OPTIONS(
    OPT_SWITCH('a', "activate", "activate_required", "fail and stay locked if nothing was activated since the lock"),
    OPT_EXPECTED))
