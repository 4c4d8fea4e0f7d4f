/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_broadcast: REPORT BROADCAST, the Broadcasts that an expander originated. */
#include "cli.h"

/* The type of a descriptor goes without saying where it is that of the response. */
static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    struct smp_text text = cli_text_style(cli, 5);
    struct smp_list_iterator list = smp_frame_list(frame);

    cli_print_header(cli, frame);
    while (smp_list_next(&list)) {
        bool same = smp_frame_value(&list.element, "broadcast_type") == smp_frame_value(frame, "broadcast_type");

        printf("   Descriptor %zu:\n", list.index);
        text.after = same && !cli->verbose ? "broadcast_type" : NULL;
        smp_text_frame(&text, &list.element);
        cli_print_bytes(cli, "     ", &list.element);
    }
    return list.problem;
}

static int check(struct cli *cli)
{
    if (cli_count(cli, "multiple") && cli_count(cli, "broadcast"))
        return cli_fail(cli, SMP_SYNTAX, "--multiple and --broadcast clash: give one or the other");
    return SMP_OK;
}

/* Of all types, those without a name are left out: nothing is counted for them. */
static int run(struct cli *cli)
{
    const struct smp_names *types = &smp_names_broadcast_type;
    int status = SMP_OK;

    if (!cli_count(cli, "multiple") && (cli->mode != OUTPUT_JSON || cli_count(cli, "broadcast")))
        return cli_run_one(cli);
    for (size_t i = 0; status == SMP_OK && i < types->count; i++) {
        cli_set(cli, "broadcast_type", types->rows[i].value);
        status = cli_run_one(cli);
    }
    return status;
}

SMP_UTILITY(.summary = "Send a REPORT BROADCAST request and show which Broadcasts the expander originated.",
            .function = &smp_function_report_broadcast, .many = true, .check = check, .run = run, .view = view, OPTIONS(
    OPT_FIELD('b', "broadcast", "BT", "broadcast_type", "broadcast type (default 0: Broadcast (Change))"),
    OPT_FLAG('m', "multiple", "all broadcast types, one request for each")))
