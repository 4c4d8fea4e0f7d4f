/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_zone_activate: ZONE ACTIVATE. */
#include "cli.h"

SMP_UTILITY(.summary = "Send a ZONE ACTIVATE request: the shadow zoning values become the current ones.",
            .function = &smp_function_zone_activate, .guard = guard_activate, OPTIONS(OPT_EXPECTED, OPT_FORCE))
