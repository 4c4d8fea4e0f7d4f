/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_phy_event: REPORT PHY EVENT, for one phy or several. */
#include "phy.h"

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    uint64_t dwords = smp_frame_value(frame, "phy_event_descriptor_length");
    struct smp_list_iterator list = smp_frame_list(frame);

    cli_print_header(cli, frame);
    /* Some firmware gives no descriptor length, or one that is too small. */
    if (list.left && 4 * dwords < list.stride)
        cli_warn(cli, "phy event descriptor length of %" PRIu64 " dwords is too small: %zu bytes assumed", dwords,
                 list.stride);
    while (smp_list_next(&list)) {
        const struct phy_event event = phy_event_of(&list.element);

        if (cli_count(cli, "desc"))
            printf("   Descriptor %zu:\n", list.index);
        fputs("     ", stdout);
        if (cli_count(cli, "long") && event.name)
            printf("[0x%x] ", event.source);
        phy_event_print(&event, 9, true);
    }
    return list.problem;
}

static void print_row(unsigned phy, const struct phy_event *event)
{
    printf("%3u    0x%02x  %10" PRIu32 "  ", phy, event->source, event->value);
    if (event->peak)
        printf("%10" PRIu32, event->threshold);
    else
        printf("%10s", "-");
    printf("  %s%s\n", event->name ? event->name : "Unknown phy event source", event->unit);
}

/* A row for each event of a phy; of a disabled one only what happened before. */
static const char *print_rows(unsigned phy, const struct smp_frame *frame, const char *state)
{
    struct smp_list_iterator list = smp_frame_list(frame);

    if (state)
        printf("%3u  %s\n", phy, state);
    while (smp_list_next(&list)) {
        const struct phy_event event = phy_event_of(&list.element);

        if (!state || event.value)
            print_row(phy, &event);
    }
    if (list.index == 0 && !state && !list.problem)
        printf("%3u  no events\n", phy);
    return list.problem;
}

SMP_UTILITY(.summary = "Send a REPORT PHY EVENT request and show the events that a phy counts.",
            .function = &smp_function_report_phy_event, .many = true, .check = phy_event_enumerate, .run = phys_run,
            .phys = { { { .heading = "source       value   threshold  event" } }, print_rows }, .view = view, OPTIONS(
    OPT_FLAG('d', "desc", "a line with its number before each event"),
    OPT_FLAG('e', "enumerate", "list the names of phy event sources, use no target"),
    OPT_FLAG('l', "long", "the number of the source before each event"),
    OPT_PHYS("phy (default 0); 0-3,8 or all: a table")))
