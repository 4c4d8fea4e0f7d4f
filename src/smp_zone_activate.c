/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_zone_activate: ZONE ACTIVATE. */
#include "cli.h"

static int run(struct cli *cli)
{
    int status = guard_activate(cli);

    return status ? status : cli_run_one(cli);
}

SMP_UTILITY(.summary = "Send a ZONE ACTIVATE request: the shadow zoning values become the current ones.",
            .function = &smp_function_zone_activate, .run = run, OPTIONS(OPT_EXPECTED, OPT_FORCE))
