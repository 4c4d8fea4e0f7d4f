/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_zoned_broadcast: ZONED BROADCAST. */
#include "files.h"

enum { ZONE_ACTIVATE = 8 };

static int prepare(struct cli *cli)
{
    struct payload groups = payload_of_list(cli, "broadcast_source_zone_group", NULL);
    const char *file = cli_text(cli, "fszg");
    int status;

    if (!cli_text(cli, "szg") == !file)
        return cli_fail(cli, SMP_SYNTAX, "one of --szg and --fszg is needed");
    groups.what = "source zone group";
    status = file ? payload_read(&groups, file) : payload_parse(&groups, "szg");
    payload_set(&groups);
    return status;
}

static int guard(struct cli *cli)
{
    return cli_number(cli, "broadcast") == ZONE_ACTIVATE ? guard_activate(cli) : SMP_OK;
}

SMP_UTILITY(.summary = "Send a ZONED BROADCAST request: a Broadcast to the ports that zone groups may reach.",
            .function = &smp_function_zoned_broadcast, .prepare = prepare, .guard = guard, OPTIONS(
    OPT_FIELD('b', "broadcast", "BT", "broadcast_type", "type of Broadcast, 0 (default): Change"),
    OPT_EXPECTED,
    OPT_FORCE,
    OPT_TEXT('F', "fszg", "FS", "source zone groups, decimal, in FS (- is stdin)"),
    OPT_TEXT('S', "szg", "ZGL", "source zone groups, separated by commas")))
