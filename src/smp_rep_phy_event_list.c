/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_phy_event_list: REPORT PHY EVENT LIST, the events of all phys. */
#include "phy.h"

/* Descriptors from the shown one to the last one, its own included; indexes begin again behind 65535. */
static uint64_t left_from(uint64_t index, uint64_t last)
{
    return last >= index ? last - index + 1 : last + UINT16_MAX - index + 1;
}

static bool next(const struct smp_frame *frame, size_t count, uint64_t *index)
{
    uint64_t first = smp_frame_value(frame, "first_phy_event_list_descriptor_index");

    *index = chunk_wrap(first, count);
    return count < left_from(first, smp_frame_value(frame, "last_phy_event_list_descriptor_index"));
}

/* Behind its phy, or blanks where the line above has the same one. */
static void print_event(const struct cli *cli, unsigned phy, bool same, const struct smp_frame *descriptor)
{
    const struct phy_event event = phy_event_of(descriptor);
    char label[16];
    int width = snprintf(label, sizeof label, "%u: ", phy);

    if (cli_count(cli, "long"))
        printf("    phy_id=%u: [0x%x] ", phy, event.source);
    else
        printf("    %*s", width, same ? "" : label);
    phy_event_print(&event, 6, false);
}

/* The events up to the last index, and where to go on. */
static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    uint64_t first = smp_frame_value(frame, "first_phy_event_list_descriptor_index");
    uint64_t left = left_from(first, smp_frame_value(frame, "last_phy_event_list_descriptor_index"));
    struct smp_list_iterator list = smp_frame_list(frame);
    static unsigned above; /* 1 + the phy identifier on the line above, 0: there is none */

    if (!cli->chunk.before)
        cli_print_header(cli, frame);
    while (smp_list_next(&list)) {
        unsigned phy = (unsigned)smp_frame_value(&list.element, "phy_identifier");

        if (list.index > left && !cli_count(cli, "force")) {
            if (cli_count(cli, "long"))
                puts("last descriptor index exceeded, exiting");
            return NULL;
        }
        if (cli_count(cli, "nonz") && smp_frame_value(&list.element, "phy_event") == 0)
            continue;
        if (cli_count(cli, "desc"))
            printf("   Descriptor index %" PRIu64 ":\n", chunk_wrap(first, list.index - 1));
        print_event(cli, phy, above == phy + 1, &list.element);
        above = phy + 1;
    }
    if (!list.problem && !cli->chunk.multiple && list.index && list.index < left)
        printf("Start next invocation at '--index=%" PRIu64 "'\n", chunk_wrap(first, list.index));
    return list.problem;
}

SMP_UTILITY(.summary = "Send a REPORT PHY EVENT LIST request and show the events that the phys count.",
            .function = &smp_function_report_phy_event_list, .run = chunks_run, .many = true,
            .list = { .option = "index", .first = "first_phy_event_list_descriptor_index", .next = next },
            .check = phy_event_enumerate, .view = view, OPTIONS(
    OPT_FLAG('d', "desc", "a line with its index before each event"),
    OPT_FLAG('e', "enumerate", "list the names of phy event sources, use no target"),
    OPT_FLAG('f', "force", "show also events past the last index"),
    OPT_FIELD('i', "index", "IN", "starting_phy_event_list_descriptor_index", "first index (default 1)", .preset = 1),
    OPT_FLAG('l', "long", "phy and number of the source before each event"),
    OPT_FLAG('m', "multiple", "all events from --index on, with as many requests as it takes"),
    OPT_FLAG('n', "nonz", "hide events whose value is zero")))
