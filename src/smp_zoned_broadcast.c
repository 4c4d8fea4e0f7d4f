/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_zoned_broadcast: ZONED BROADCAST. */
#include "guard.h"
#include "payload.h"

enum { ZONE_ACTIVATE = 8 };

static const struct smp_option options[] = {
    OPT_FIELD('b', "broadcast", "BT", "broadcast_type", "type of Broadcast, 0 (default): Change"),
    OPT_EXPECTED,
    OPT_FORCE,
    OPT_TEXT('F', "fszg", "FS", "source zone groups, decimal, in FS (- is stdin)"),
    OPT_TEXT('S', "szg", "ZGL", "source zone groups, separated by commas"),
};

/* The source zone groups as the request carries them. */
struct groups {
    struct request_list list;
    uint8_t bytes[SMP_MAX_FRAME];
    size_t count;
};

static int read_groups(struct cli *cli, struct groups *groups)
{
    const struct smp_field *row = &groups->list.table->rows[0];
    struct number_list numbers = { .rows = { row }, .row_count = 1, .most = groups->list.most };
    const char *file = cli_text(cli, "fszg");
    int status =
        file ? numbers_read(cli, &numbers, file) : numbers_parse(cli, &numbers, "szg", cli_text(cli, "szg"));

    if (status)
        return status;
    if (numbers.count == 0)
        return cli_fail(cli, SMP_SYNTAX, "%s: holds no source zone group", file ? smp_lines_name(file) : "--szg");
    for (size_t i = 0; i < numbers.count; i++)
        smp_field_put(groups->bytes + i, groups->list.table->bytes, row, numbers.numbers[i]);
    groups->count = numbers.count;
    return SMP_OK;
}

static int check(struct cli *cli)
{
    static struct groups groups;

    if (cli_count(cli, "inhex"))
        return SMP_OK;
    if (!cli_text(cli, "szg") == !cli_text(cli, "fszg"))
        return cli_fail(cli, SMP_SYNTAX, "one of --szg and --fszg is needed");
    groups.list = request_list_of(&smp_function_zoned_broadcast, 0);
    cli->data = &groups;
    return read_groups(cli, &groups);
}

static int run(struct cli *cli)
{
    const struct groups *groups = cli->data;
    int status = cli_number(cli, "broadcast") == ZONE_ACTIVATE ? guard_activate(cli) : SMP_OK;

    return status ? status : request_list_run(cli, &groups->list, groups->bytes, groups->count);
}

static const struct smp_utility utility = {
    .name = "smp_zoned_broadcast",
    .summary = "Send a ZONED BROADCAST request: a Broadcast to the ports that zone groups may reach.",
    .function = &smp_function_zoned_broadcast,
    SMP_OPTIONS(options),
    .check = check,
    .run = run,
};

SMP_MAIN(utility)
