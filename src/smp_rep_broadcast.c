/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_broadcast: REPORT BROADCAST, the Broadcasts that an expander originated. */
#include "cli.h"
#include "frames/names.h"

#include <inttypes.h>

static const struct smp_option options[] = {
    OPT_FIELD('b', "broadcast", "BT", "broadcast_type", "broadcast type (default 0: Broadcast (Change))"),
    OPT_FLAG('m', "multiple", "all broadcast types, one request for each"),
};

enum { NO_PHY = 0xff, SHOW_SAME_TYPE = 1, SHOW_BYTES = 2 };

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
    if (cli->verbose < SHOW_BYTES)
        return;
    fputs("     ", stdout);
    for (size_t i = 0; i < descriptor->length; i++)
        printf("%02x ", descriptor->data[i]);
    putchar('\n');
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    struct smp_text text = cli_text_style(cli, 2);
    struct smp_list_iterator list;
    struct smp_frame descriptor;

    cli_print_title(cli);
    smp_text_key(&text, frame, "expander_change_count");
    print_type(frame, 2);
    text.after = "broadcast_type";
    text.header_only = true;
    smp_text_frame(&text, frame);
    cli_list_begin(frame, &list);
    while (smp_list_next(&list, &descriptor)) {
        printf("   Descriptor %zu:\n", list.index);
        print_descriptor(cli, &descriptor, smp_frame_value(frame, "broadcast_type"));
    }
    return list.problem;
}

/* Types without a name are left out: nothing is counted for them. */
static int run_types(struct cli *cli)
{
    const struct smp_names *types = &smp_names_broadcast_type;
    int status = SMP_OK;

    for (size_t i = 0; status == SMP_OK && i < types->count; i++) {
        const struct smp_param type = { .key = "broadcast_type", .number = types->rows[i].value };
        struct cli_answer answer;

        cli_send(cli, cli->utility->function, &type, 1, &answer);
        status = cli_show(cli, &answer);
    }
    return status;
}

static int check(struct cli *cli)
{
    if (cli_count(cli, "multiple") && cli_count(cli, "broadcast"))
        return cli_fail(cli, SMP_SYNTAX, "--multiple and --broadcast clash: give one or the other");
    return SMP_OK;
}

static int run(struct cli *cli)
{
    bool all = cli->mode == OUTPUT_JSON && !cli_count(cli, "broadcast");

    return all || cli_count(cli, "multiple") ? run_types(cli) : cli_run_one(cli);
}

static const struct smp_utility utility = {
    .name = "smp_rep_broadcast",
    .summary = "Send a REPORT BROADCAST request and show which Broadcasts the expander originated.",
    .function = &smp_function_report_broadcast,
    .title = "Report broadcast response",
    SMP_OPTIONS(options),
    .many = true,
    .check = check,
    .run = run,
    .view = view,
};

SMP_MAIN(utility)
