/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_self_conf_stat: REPORT SELF-CONFIGURATION STATUS. */
#include "cli.h"

static const char start_key[] = "starting_self_configuration_status_descriptor_index";

enum {
    VALUE_ROOM = 80,
    LENGTH_IN_BYTES = 16 /* a length that is too large for dwords, where firmware errs */
};

static bool next(const struct smp_frame *frame, size_t count, uint64_t *index)
{
    *index = chunk_wrap(smp_frame_value(frame, start_key), count);
    return count < smp_frame_value(frame, "total_number_of_self_configuration_status_descriptors");
}

static void print_descriptor(const struct cli *cli, const struct smp_frame *descriptor, size_t number, uint64_t index,
                             const char *mark)
{
    const struct smp_field *row = smp_frame_row(descriptor, "status_type");
    unsigned status = (unsigned)smp_field_number(descriptor, row);
    unsigned final = (unsigned)smp_frame_value(descriptor, "final");
    unsigned phy = (unsigned)smp_frame_value(descriptor, "phy_identifier");
    uint64_t address = smp_frame_value(descriptor, "sas_address");
    char words[VALUE_ROOM];

    if (cli_count(cli, "brief"))
        printf("    %s%zu [%" PRIu64 "]: status=0x%x flag=%u pi=%u sa=0x%016" PRIx64 "\n", mark, number, index, status,
               final, phy, address);
    else
        printf("   Descriptor %zu [%sindex=%" PRIu64 "]:\n     status: %s [0x%x]\n     final: %u\n     phy id: %u\n"
               "     sas address: 0x%016" PRIx64 "\n", number, mark, index,
               smp_text_value(descriptor, row, words, sizeof words), status, final, phy, address);
    cli_print_bytes(cli, "     in hex: ", descriptor);
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    static const char length[] = "self_configuration_status_descriptor_length";
    uint64_t first = smp_frame_value(frame, start_key);
    uint64_t last = smp_frame_value(frame, "last_self_configuration_status_descriptor_index");
    struct smp_list_iterator list = smp_frame_list(frame);

    if (!cli->chunk.before) {
        cli_print_title(cli);
        cli_print_part(cli, frame, NULL, length);
        if (smp_frame_value(frame, length) == LENGTH_IN_BYTES && !cli_count(cli, "brief"))
            puts("      <<assume that value is not dwords but bytes>>");
        cli_print_part(cli, frame, length, NULL);
    }
    while (smp_list_next(&list)) {
        uint64_t index = chunk_wrap(first, list.index - 1);

        print_descriptor(cli, &list.element, cli->chunk.before + list.index, index, index == last ? ">>> " : "");
        if (cli_count(cli, "one"))
            return NULL;
    }
    return list.problem;
}

/* A second request where the first one tells that its start was not the last descriptor. */
static int run_last(struct cli *cli)
{
    uint64_t last = 0;

    if (cli_request(cli) == SMP_OK)
        last = smp_frame_value(&cli->answer.frame, "last_self_configuration_status_descriptor_index");
    if (last && last != cli_number(cli, "index")) {
        cli_set(cli, start_key, last);
        cli_request(cli);
    }
    return cli_show(cli);
}

static int run(struct cli *cli)
{
    if (cli_count(cli, "last"))
        return run_last(cli);
    return cli_count(cli, "one") ? cli_run_one(cli) : chunks_run(cli);
}

SMP_UTILITY(.summary = "Send a REPORT SELF-CONFIGURATION STATUS request and show what the expander met.",
            .function = &smp_function_report_self_configuration_status, .many = true, .run = run, .view = view,
            .list = { .option = "index", .first = start_key, .next = next }, OPTIONS(
    OPT_FLAG('b', "brief", "a line for each descriptor, fewer header lines"),
    OPT_FIELD('i', "index", "SDI", start_key, "first index (default 1)", .preset = 1),
    OPT_FLAG('l', "last", "the last descriptor that was recorded"),
    OPT_FLAG('m', "multiple", "all descriptors from --index on, with as many requests as it takes"),
    OPT_FLAG('o', "one", "the first descriptor only")))
