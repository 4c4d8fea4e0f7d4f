/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_exp_route_tbl: REPORT EXPANDER ROUTE TABLE LIST, an expander-based route table. */
#include "cli.h"

/* The last index of a response is that of its own last descriptor. */
static bool next(const struct smp_frame *frame, size_t count, uint64_t *index)
{
    uint64_t last = smp_frame_value(frame, "last_routed_sas_address_index");

    *index = last >= *index ? last + 1 : *index;
    return count && last < UINT16_MAX;
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    uint64_t first = cli->chunk.multiple ? smp_frame_value(frame, "first_routed_sas_address_index") : 0;
    struct smp_list_iterator list = smp_frame_list(frame);

    if (!cli->chunk.before)
        cli_print_header(cli, frame);
    while (smp_list_next(&list)) {
        printf("  descriptor index %" PRIu64 ":\n", first + list.index - 1);
        printf("    routed SAS address: 0x%" PRIx64 "\n", smp_frame_value(&list.element, "routed_sas_address"));
        printf("    phy bit map: 0x%012" PRIx64 "\n", smp_frame_value(&list.element, "phy_bit_map"));
        printf("    zone group: %" PRIu64 "\n", smp_frame_value(&list.element, "zone_group"));
    }
    return list.problem;
}

SMP_UTILITY(.summary = "Send a REPORT EXPANDER ROUTE TABLE LIST request and show an expander-based route table.",
            .function = &smp_function_report_expander_route_table_list,
            .title = "Report expander route table response header", .run = chunks_run, .many = true, .view = view,
            .list = { .option = "index", .first = "first_routed_sas_address_index", .next = next,
                      .end = RESULT_INDEX_DOES_NOT_EXIST }, OPTIONS(
    OPT_FLAG('b', "brief", "fewer header lines"),
    OPT_FIELD('i', "index", "IN", "starting_routed_sas_address_index", "first index (default 0)"),
    OPT_FLAG('m', "multiple", "all entries from --index on, with as many requests as it takes"),
    OPT_FIELD('n', "num", "NUM", "maximum_number_of_expander_route_table_descriptors",
              "entries for each request at most (default 0: as many as fit)"),
    OPT_FIELD('p', "phy", "ID", "starting_phy_identifier",
              "first phy of the bit maps: 0, 48, 96 ... (default 0)", .high = LAST_PHY)))
