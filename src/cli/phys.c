/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reports that are asked phy by phy. */
#include "phy.h"

enum { RATE_DISABLED = 1, VALUE_ROOM = 64 };

/* Function results that tell of a phy; others are failures. */
static const struct smp_names phy_states = SMP_NAMES(NULL,
    { .value = RESULT_PHY_DOES_NOT_EXIST, .text = "does not exist" },
    { .value = RESULT_PHY_DOES_NOT_SUPPORT_SATA, .text = "no SATA" },
    { .value = RESULT_PHY_VACANT, .text = "vacant" },
    { .value = RESULT_ZONE_VIOLATION, .text = "hidden by zoning" });

static int run_one(struct cli *cli)
{
    cli_set(cli, "phy_identifier", cli->first_phy);
    cli_request(cli);
    if (cli->answer.result && !cli_count(cli, "phy"))
        cli_name_result(cli, 0);
    return cli_show(cli);
}

/* ---- The table ------------------------------------------------------------------------------------- */

/* What DISCOVER tells of the phys, from phy 0 on. */
static struct phy_table table;

static void print_heading(const struct phys_report *report)
{
    fputs("phy", stdout);
    for (const struct phys_column *column = report->columns; column->heading; column++)
        printf("  %s", column->heading);
    putchar('\n');
}

static bool all_zero(const struct phys_report *report, const struct smp_frame *frame)
{
    for (const struct phys_column *column = report->columns; column->key; column++)
        if (smp_frame_value(frame, column->key))
            return false;
    return true;
}

/* One row of fields; a field that the response has not and an address of 0 are a '-'. */
static void print_columns(const struct phys_report *report, unsigned phy, const struct smp_frame *frame,
                          const char *state)
{
    const bool bare = state && all_zero(report, frame);
    char value[VALUE_ROOM];

    printf("%3u", phy);
    for (const struct phys_column *column = report->columns; column->key && !bare; column++) {
        const struct smp_field *row = smp_frame_row(frame, column->key);
        const char *shown = "-";

        if (smp_field_present(frame, row) && (row->type != SMP_ADDRESS || smp_field_number(frame, row)))
            shown = smp_text_value(frame, row, value, sizeof value);
        printf("  %*s", (int)strlen(column->heading), shown);
    }
    if (state)
        printf("  %s", state);
    putchar('\n');
}

/* Prints the rows of a phy. Returns SMP_MALFORMED, reported, where a list in the answer is. */
static int print_phy(struct cli *cli, unsigned phy)
{
    const struct phys_report *report = &cli->utility->phys;
    const struct smp_frame *known = phy < table.used ? &table.entries[phy].frame : NULL;
    bool disabled = known && smp_frame_value(known, "negotiated_logical_link_rate") == RATE_DISABLED;
    const char *state = disabled ? "disabled" : NULL;
    const char *problem = NULL;
    static bool headed;

    if (!headed)
        print_heading(report);
    headed = true;
    if (cli->answer.status)
        printf("%3u  %s\n", phy, state ? state : smp_names_find(&phy_states, (uint64_t)cli->answer.status)->text);
    else if (report->print_rows)
        problem = report->print_rows(phy, &cli->answer.frame, state);
    else
        print_columns(report, phy, &cli->answer.frame, state);
    if (problem)
        return cli_fail(cli, SMP_MALFORMED, "%s (for phy_id=%u): %s", cli->answer.frame.function->name, phy, problem);
    return SMP_OK;
}

/* ---- Several phys ---------------------------------------------------------------------------------- */

/* Shows the answer for one phy of several. Returns a failure that ends the run. */
static int show_phy(struct cli *cli, unsigned phy)
{
    bool named = cli->answer.status == SMP_OK || smp_names_find(&phy_states, (uint64_t)cli->answer.status);

    if (cli->answer.status == CLI_DRY_RUN)
        return SMP_OK;
    if (!named && cli->answer.result)
        cli_name_result(cli, (int)phy);
    if (cli->mode == OUTPUT_TEXT)
        return named ? print_phy(cli, phy) : cli_answer_failure(cli);
    if (named)
        cli->answer.status = SMP_OK;
    return cli_show(cli);
}

static int run_phys(struct cli *cli)
{
    unsigned known = cli->all_phys ? table.number_of_phys : 0, end = known ? known : MAX_PHYS;
    int worst = SMP_OK;

    for (unsigned phy = 0; phy < end; phy++) {
        int status;

        if (!cli->phys[phy])
            continue;
        cli_set(cli, "phy_identifier", phy);
        cli_request(cli);
        if (cli->all_phys && cli->answer.result == RESULT_PHY_DOES_NOT_EXIST)
            break;
        status = show_phy(cli, phy);
        if (status)
            return status;
        if (cli->answer.result == RESULT_PHY_DOES_NOT_EXIST)
            worst = cli->answer.result;
    }
    return worst;
}

int phys_run(struct cli *cli)
{
    const struct phy_query query = { .count = MAX_PHYS, .type = SHORT_DESCRIPTOR };
    bool ask = cli->all_phys || (cli->mode == OUTPUT_TEXT && !cli->dry_run);

    if (cli->phy_count <= 1)
        return run_one(cli);
    if (!ask || phy_table_read(cli, &query, &table) != CLI_DRY_RUN)
        return run_phys(cli);
    return SMP_OK;
}
