/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_broadcast: REPORT BROADCAST, the Broadcasts that an expander originated. */
#include "cli.h"

static const struct smp_option options[] = {
    OPT_FIELD('b', "broadcast", "BT", "broadcast_type", "broadcast type (default 0: Broadcast (Change))"),
    OPT_FLAG('m', "multiple", "all broadcast types, one request for each"),
};

enum { NO_PHY = 0xff, SHOW_SAME_TYPE = 1 };

/* "broadcast type: 0 [Broadcast (Change)]" */
static void print_type(const struct smp_frame *frame, int indent)
{
    const struct smp_field *row = smp_frame_row(frame, "broadcast_type");
    uint64_t type = smp_field_number(frame, row);
    const struct smp_name *name = smp_names_find(row->names, type);

    printf("%*sbroadcast type: %" PRIu64, indent, "", type);
    if (name)
        printf(" [%s]\n", name->text);
    else
        printf(" [Reserved [0x%" PRIx64 "]]\n", type);
}

static void print_descriptor(const struct cli *cli, const struct smp_frame *descriptor, uint64_t header_type)
{
    uint64_t phy = smp_frame_value(descriptor, "phy_identifier");

    if (cli->verbose >= SHOW_SAME_TYPE || smp_frame_value(descriptor, "broadcast_type") != header_type)
        print_type(descriptor, 5);
    if (phy == NO_PHY)
        puts("     no specific phy id");
    else
        printf("     phy id: %" PRIu64 "\n", phy);
    printf("     broadcast reason: %" PRIu64 "\n     broadcast count: %" PRIu64 "\n",
           smp_frame_value(descriptor, "broadcast_reason"), smp_frame_value(descriptor, "broadcast_count"));
    cli_print_bytes(cli, "     ", descriptor);
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    struct smp_list_iterator list;
    struct smp_frame descriptor;

    cli_print_title(cli);
    cli_print_part(cli, frame, NULL, "expander_change_count");
    print_type(frame, 2);
    cli_print_part(cli, frame, "broadcast_type", NULL);
    cli_list_begin(frame, &list);
    while (smp_list_next(&list, &descriptor)) {
        printf("   Descriptor %zu:\n", list.index);
        print_descriptor(cli, &descriptor, smp_frame_value(frame, "broadcast_type"));
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
            .function = &smp_function_report_broadcast, .many = true, .check = check, .run = run, .view = view)
