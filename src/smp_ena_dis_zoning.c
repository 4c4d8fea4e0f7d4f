/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_ena_dis_zoning: ENABLE DISABLE ZONING. */
#include "cli.h"

enum { ENABLE_ZONING = 1, DISABLE_ZONING = 2 };

static int check(struct cli *cli)
{
    if (!cli_count(cli, "disable"))
        return SMP_OK;
    if (cli_count(cli, "ena-dis") && cli_number(cli, "ena-dis") != DISABLE_ZONING)
        return cli_fail(cli, SMP_SYNTAX, "--disable contradicts --ena-dis=%s", cli_text(cli, "ena-dis"));
    cli_set(cli, "enable_disable_zoning", DISABLE_ZONING);
    return SMP_OK;
}

SMP_UTILITY(.summary = "Send an ENABLE DISABLE ZONING request: change the shadow value of zoning enabled.",
            .function = &smp_function_enable_disable_zoning, .check = check, OPTIONS(
    OPT_FLAG('d', "disable", "disable zoning, as --ena-dis=2"),
    OPT_FIELD('e', "ena-dis", "ED", "enable_disable_zoning", "0 no change, 1 enable (default), 2 disable",
              .preset = ENABLE_ZONING),
    OPT_EXPECTED,
    OPT_SAVE))
