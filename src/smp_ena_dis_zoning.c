/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_ena_dis_zoning: ENABLE DISABLE ZONING. */
#include "cli.h"

enum { ENABLE_ZONING = 1, DISABLE_ZONING = 2 };

static const struct smp_option options[] = {
    OPT_FLAG('d', "disable", "disable zoning, as --ena-dis=2"),
    OPT_FIELD('e', "ena-dis", "ED", "enable_disable_zoning", "0 no change, 1 enable (default), 2 disable",
              .preset = ENABLE_ZONING),
    OPT_EXPECTED,
    OPT_FIELD('S', "save", "SAV", "save", "0 shadow, 1 saved, 2 shadow and saved if supported, 3 both"),
};

static int check(struct cli *cli)
{
    if (cli_count(cli, "disable") && cli_count(cli, "ena-dis") &&
        cli_number(cli, "ena-dis") != DISABLE_ZONING)
        return cli_fail(cli, SMP_SYNTAX, "--disable contradicts --ena-dis=%s", cli_text(cli, "ena-dis"));
    return SMP_OK;
}

static int run(struct cli *cli)
{
    struct smp_param params[MAX_PARAMS];
    size_t count = cli_option_params(cli, params, MAX_PARAMS - 1);
    struct cli_answer answer;

    if (cli_count(cli, "disable"))
        params[count++] = (struct smp_param){ .key = "enable_disable_zoning", .number = DISABLE_ZONING };
    cli_send(cli, cli->utility->function, params, count, &answer);
    return cli_show(cli, &answer);
}

static const struct smp_utility utility = {
    .name = "smp_ena_dis_zoning",
    .summary = "Send an ENABLE DISABLE ZONING request: change the shadow value of zoning enabled.",
    .function = &smp_function_enable_disable_zoning,
    SMP_OPTIONS(options),
    .check = check,
    .run = run,
};

SMP_MAIN(utility)
