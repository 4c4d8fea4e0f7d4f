/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_conf_route_info: CONFIGURE ROUTE INFORMATION, one entry of a phy-based route table. */
#include "cli.h"

static int check(struct cli *cli)
{
    return cli_check_address(cli, "--routed", cli_number(cli, "routed"));
}

SMP_UTILITY(.summary = "Send a CONFIGURE ROUTE INFORMATION request: set one entry of a phy's route table.",
            .function = &smp_function_configure_route_information, .check = check, OPTIONS(
    OPT_SWITCH('d', "disable", "disable_expander_route_entry", "disable the route entry"),
    OPT_EXPECTED,
    OPT_FIELD('i', "index", "IN", "expander_route_index", "expander route index"),
    OPT_PHY("phy identifier"),
    OPT_ADDRESS('R', "routed", "ADDR", "routed_sas_address", "routed SAS address (0x5...)")))
