/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_route_info: REPORT ROUTE INFORMATION, one entry of a phy-based route table or all of them. */
#include "cli.h"

#include <inttypes.h>

enum { HIGHEST_INDEX = 65535, HIGHEST_PHY = 254, DISABLED_IN_A_ROW = 4 };

static const struct smp_option options[] = {
    OPT_FIELD('i', "index", "IN", "expander_route_index",
              "route index, with --multiple the first one (default 0)"),
    OPT_FLAG('m', "multiple", "all entries from --index on, a line for each that is enabled"),
    OPT_NUMBER('n', "num", "NUM", 0, HIGHEST_INDEX + 1,
               "entries with --multiple (default 0: until 4 disabled ones in a row)"),
    OPT_FIELD('p', "phy", "ID", "phy_identifier", "phy (default 0)", .high = HIGHEST_PHY),
    OPT_ZERO,
};

static bool is_disabled(const struct smp_frame *frame)
{
    return smp_frame_value(frame, "expander_route_entry_disabled");
}

/* The address of a disabled entry means nothing and is shown on request only. */
static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    const struct smp_text text = cli_text_style(cli, 2);
    uint64_t address;
    const char *problem;

    cli_print_title(cli);
    problem = smp_text_frame(&text, frame);
    if ((cli->verbose || !is_disabled(frame)) && smp_frame_get(frame, "routed_sas_address", &address))
        printf("  routed SAS address: 0x%" PRIx64 "\n", address);
    return problem;
}

static int send_request(struct cli *cli, uint64_t index, struct cli_answer *answer)
{
    const struct smp_param params[] = { { .key = "expander_route_index", .number = index },
                                        { .key = "phy_identifier", .number = cli_number(cli, "phy") } };

    return cli_send(cli, cli->utility->function, params, sizeof params / sizeof *params, answer);
}

/* Shows an entry of several. The heading comes with the first one, behind its dump with --hex. */
static int show_entry(struct cli *cli, const struct cli_answer *answer, uint64_t index, bool first)
{
    int status = SMP_OK;

    if (cli->mode != OUTPUT_TEXT || answer->status)
        status = cli_show(cli, answer);
    if (status)
        return status;
    if (first && (cli->mode == OUTPUT_TEXT || cli->mode == OUTPUT_HEX))
        printf("Route table for phy_id: %" PRIu64 "\n", cli_number(cli, "phy"));
    if (cli->mode == OUTPUT_TEXT && !is_disabled(&answer->frame))
        printf("  Index: %" PRIu64 "    Routed SAS address: 0x%" PRIx64 "\n", index,
               smp_frame_value(&answer->frame, "routed_sas_address"));
    return SMP_OK;
}

/* What is to be asked for. */
struct span {
    uint64_t first, end; /* the index behind the last one */
    bool whole;          /* disabled entries do not end it */
};

/* As many entries as asked for, or all that the target has: JSON and key=value take its word for how many
 * that are, the other outputs go by the entries themselves. */
static struct span find_span(struct cli *cli)
{
    struct span span = { .first = cli_number(cli, "index"), .end = HIGHEST_INDEX + 1 };
    uint64_t most = cli_number(cli, "num"), indexes;
    struct cli_answer answer;

    span.whole = most > 0;
    if (most && span.first + most < span.end)
        span.end = span.first + most;
    if (most || cli->dry_run || (cli->mode != OUTPUT_JSON && cli->mode != OUTPUT_KV))
        return span;
    if (cli_send(cli, &smp_function_report_general, NULL, 0, &answer) == SMP_OK &&
        (indexes = smp_frame_value(&answer.frame, "expander_route_indexes")) > 0) {
        span.end = indexes;
        span.whole = true;
    }
    return span;
}

/* Does the list end behind disabled entries? Then says where it goes on. */
static bool gives_up(struct cli *cli, const struct span *span, uint64_t index, unsigned disabled)
{
    if (span->whole || disabled < DISABLED_IN_A_ROW)
        return false;
    if (index < HIGHEST_INDEX)
        cli_notice(cli,
                   "stopped behind %d disabled entries: --index=%" PRIu64
                   " goes on, --num=NUM shows NUM entries", DISABLED_IN_A_ROW, index + 1);
    return true;
}

static int run_table(struct cli *cli)
{
    const struct span span = find_span(cli);
    unsigned disabled = 0;
    uint64_t index = span.first;

    do {
        struct cli_answer answer;
        int status = send_request(cli, index, &answer);

        if (status == CLI_DRY_RUN || (status == RESULT_INDEX_DOES_NOT_EXIST && index > span.first))
            return SMP_OK;
        status = show_entry(cli, &answer, index, index == span.first);
        if (status)
            return status;
        disabled = is_disabled(&answer.frame) ? disabled + 1 : 0;
    } while (!gives_up(cli, &span, index, disabled) && ++index < span.end);
    return SMP_OK;
}

static int run(struct cli *cli)
{
    if (cli_count(cli, "multiple") || cli->mode == OUTPUT_JSON)
        return run_table(cli);
    return cli_run_one(cli);
}

static const struct smp_utility utility = {
    .name = "smp_rep_route_info",
    .summary = "Send REPORT ROUTE INFORMATION requests and show entries of the route table of a phy.",
    .function = &smp_function_report_route_information,
    .title = "Report route information response",
    SMP_OPTIONS(options),
    .many = true,
    .run = run,
    .view = view,
};

SMP_MAIN(utility)
