/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_route_info: REPORT ROUTE INFORMATION, one entry of a phy-based route table or all of them. */
#include "cli.h"

enum { HIGHEST_INDEX = 65535, DISABLED_IN_A_ROW = 4 };

static bool is_disabled(const struct smp_frame *frame)
{
    return smp_frame_value(frame, "expander_route_entry_disabled");
}

/* The address of a disabled entry means nothing and is shown on request only. */
static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    uint64_t address;

    cli_print_header(cli, frame);
    if ((cli->verbose || !is_disabled(frame)) && smp_frame_get(frame, "routed_sas_address", &address))
        printf("  routed SAS address: 0x%" PRIx64 "\n", address);
    return NULL;
}

/* Shows an entry of several. The heading comes with the first one, behind its dump with --hex. */
static int show_entry(struct cli *cli, uint64_t index, bool first)
{
    int status = cli->mode != OUTPUT_TEXT || cli->answer.status ? cli_show(cli) : SMP_OK;

    if (status)
        return status;
    if (first && (cli->mode == OUTPUT_TEXT || cli->mode == OUTPUT_HEX))
        printf("Route table for phy_id: %" PRIu64 "\n", cli_number(cli, "phy"));
    if (cli->mode == OUTPUT_TEXT && !is_disabled(&cli->answer.frame))
        printf("  Index: %" PRIu64 "    Routed SAS address: 0x%" PRIx64 "\n", index,
               smp_frame_value(&cli->answer.frame, "routed_sas_address"));
    return SMP_OK;
}

/* How many entries the target has, for JSON and key=value, which take its word; the other outputs go by the entries
 * themselves: 0. */
static uint64_t ask_count(struct cli *cli)
{
    if (cli->dry_run || (cli->mode != OUTPUT_JSON && cli->mode != OUTPUT_KV) ||
        cli_send(cli, &smp_function_report_general, NULL, 0))
        return 0;
    return smp_frame_value(&cli->answer.frame, "expander_route_indexes");
}

/* As many entries as asked for, or all that the target has; where it is not known how many that are, until several
 * disabled ones in a row. */
static int run_table(struct cli *cli)
{
    const uint64_t first = cli_number(cli, "index"), most = cli_number(cli, "num");
    uint64_t end = most ? first + most : ask_count(cli), index = first;
    bool whole = end > 0;
    unsigned disabled = 0;
    int status;

    if (!whole || end > HIGHEST_INDEX + 1)
        end = HIGHEST_INDEX + 1;
    do {
        cli_set(cli, "expander_route_index", index);
        status = cli_request(cli);
        if (status == CLI_DRY_RUN || (status == RESULT_INDEX_DOES_NOT_EXIST && index > first))
            return SMP_OK;
        status = show_entry(cli, index, index == first);
        if (status)
            return status;
        disabled = is_disabled(&cli->answer.frame) ? disabled + 1 : 0;
    } while (++index < end && (whole || disabled < DISABLED_IN_A_ROW));
    if (!whole && index < end)
        cli_notice(cli, "stopped behind %d disabled entries: --index=%" PRIu64
                   " goes on, --num=NUM shows NUM entries", DISABLED_IN_A_ROW, index);
    return SMP_OK;
}

static int run(struct cli *cli)
{
    return cli_count(cli, "multiple") || cli->mode == OUTPUT_JSON ? run_table(cli) : cli_run_one(cli);
}

SMP_UTILITY(.summary = "Send REPORT ROUTE INFORMATION requests and show entries of the route table of a phy.",
            .function = &smp_function_report_route_information, .many = true, .run = run, .view = view, OPTIONS(
    OPT_FIELD('i', "index", "IN", "expander_route_index", "route index, with --multiple the first one (default 0)"),
    OPT_FLAG('m', "multiple", "all entries from --index on, a line for each that is enabled"),
    OPT_NUMBER('n', "num", "NUM", 0, HIGHEST_INDEX + 1,
               "entries with --multiple (default 0: until 4 disabled ones in a row)"),
    OPT_PHY("phy (default 0)"),
    OPT_ZERO))
