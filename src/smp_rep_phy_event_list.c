/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_phy_event_list: REPORT PHY EVENT LIST, the events of all phys. */
#include "chunks.h"
#include "phy_event.h"

#include <inttypes.h>

static const char list_key[] = "phy_event_list_descriptor_list";

static const struct smp_option options[] = {
    OPT_FLAG('d', "desc", "a line with its index before each event"),
    OPT_FLAG('e', "enumerate", "list the names of phy event sources, use no target"),
    OPT_FLAG('f', "force", "show also events past the last index"),
    OPT_FIELD('i', "index", "IN", "starting_phy_event_list_descriptor_index",
              "first index (default 1)", .preset = 1),
    OPT_FLAG('l', "long", "phy and number of the source before each event"),
    OPT_FLAG('m', "multiple", "all events from --index on, with as many requests as it takes"),
    OPT_FLAG('n', "nonz", "hide events whose value is zero"),
};

enum { NO_PHY = -1 };

/* Where the text stands. */
struct event_place {
    struct chunk_place chunk;
    int phy; /* of the event that was printed last */
};

static int check(struct cli *cli)
{
    if (!cli_count(cli, "enumerate"))
        return SMP_OK;
    phy_event_enumerate(cli->utility->function, list_key);
    return CLI_DONE;
}

/* Descriptors from the shown one to the last one, its own included; indexes begin again behind 65535. */
static uint64_t left_from(uint64_t index, uint64_t last)
{
    return last >= index ? last - index + 1 : last + UINT16_MAX - index + 1;
}

static bool next(const struct smp_frame *frame, uint64_t asked, size_t count, uint64_t *index)
{
    uint64_t first = smp_frame_value(frame, "first_phy_event_list_descriptor_index");

    (void)asked;
    *index = chunk_wrap(first, count);
    return count < left_from(first, smp_frame_value(frame, "last_phy_event_list_descriptor_index"));
}

/* The phy identifier, or blanks instead where the line above has the same one. */
static void print_phy(int phy, bool same)
{
    char label[16];
    int width = snprintf(label, sizeof label, "%d: ", phy);

    printf("    %*s", width, same ? "" : label);
}

static void print_event(const struct cli *cli, struct event_place *place, const struct smp_frame *descriptor)
{
    int phy = (int)smp_frame_value(descriptor, "phy_identifier");
    struct phy_event event;

    phy_event_decode(descriptor, &event);
    if (cli_count(cli, "long"))
        printf("    phy_id=%d: [0x%x] ", phy, event.source);
    else
        print_phy(phy, phy == place->phy);
    place->phy = phy;
    if (event.name)
        phy_event_print(&event, 6);
    else
        printf("Unknown phy event source: %u, val=%" PRIu32 ", thresh_val=%" PRIu32 "\n", event.source,
               event.value, event.threshold);
}

/* Prints the events up to the last index and says where to go on. */
static const char *print_events(const struct cli *cli, struct event_place *place,
                                const struct smp_frame *frame)
{
    uint64_t first = smp_frame_value(frame, "first_phy_event_list_descriptor_index");
    uint64_t left = left_from(first, smp_frame_value(frame, "last_phy_event_list_descriptor_index"));
    struct smp_list_iterator list;
    struct smp_frame descriptor;

    smp_list_begin(frame, smp_frame_row(frame, list_key), &list);
    while (smp_list_next(&list, &descriptor)) {
        if (list.index > left && !cli_count(cli, "force")) {
            if (cli_count(cli, "long"))
                puts("last descriptor index exceeded, exiting");
            return NULL;
        }
        if (cli_count(cli, "nonz") && smp_frame_value(&descriptor, "phy_event") == 0)
            continue;
        if (cli_count(cli, "desc"))
            printf("   Descriptor index %" PRIu64 ":\n", chunk_wrap(first, list.index - 1));
        print_event(cli, place, &descriptor);
    }
    if (!list.problem && !place->chunk.multiple && list.index && list.index < left)
        printf("Start next invocation at '--index=%" PRIu64 "'\n", chunk_wrap(first, list.index));
    return list.problem;
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    struct smp_text text = cli_text_style(cli, 2);
    struct event_place alone = { .phy = NO_PHY };
    struct event_place *place = cli->data ? cli->data : &alone;

    if (!place->chunk.more) {
        cli_print_title(cli);
        text.header_only = true;
        smp_text_frame(&text, frame);
    }
    return print_events(cli, place, frame);
}

static int run(struct cli *cli)
{
    static const struct chunk_list list = { .start = "starting_phy_event_list_descriptor_index",
                                            .first = "first_phy_event_list_descriptor_index",
                                            .list = list_key,
                                            .next = next };
    struct event_place place = { .chunk.multiple = chunks_wanted(cli, &list), .phy = NO_PHY };

    return chunks_run(cli, &list, &place.chunk);
}

static const struct smp_utility utility = {
    .name = "smp_rep_phy_event_list",
    .summary = "Send a REPORT PHY EVENT LIST request and show the events that the phys count.",
    .function = &smp_function_report_phy_event_list,
    .title = "Report phy event list response",
    SMP_OPTIONS(options),
    .many = true,
    .check = check,
    .run = run,
    .view = view,
};

SMP_MAIN(utility)
