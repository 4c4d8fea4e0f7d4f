/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading a list that comes in pieces. */
#include "cli.h"

enum { HIGHEST_INDEX = 0xffff };

/* Fields that move when the target changes what the list tells, as the last answer has them. */
static struct change_count {
    const char *key;
    bool told; /* that it moved: once is enough */
    uint64_t count;
} change_counts[] = { { .key = "expander_change_count" }, { .key = "expander_route_table_change_count" } };

size_t chunk_room(const struct smp_function *function)
{
    const struct smp_table *table = &function->response;

    return (SMP_MAX_FRAME - table->rows[table->count - 1].byte) / cli_descriptor_table(table)->bytes;
}

uint64_t chunk_wrap(uint64_t index, size_t count)
{
    index += count;
    return index <= HIGHEST_INDEX ? index : index - HIGHEST_INDEX;
}

/* How many whole descriptors the answer carries. */
static size_t count_descriptors(const struct cli *cli)
{
    struct smp_list_iterator list = smp_frame_list(&cli->answer.frame);

    while (smp_list_next(&list))
        continue;
    return list.index;
}

static void tell_change(struct cli *cli)
{
    for (size_t i = 0; i < sizeof change_counts / sizeof *change_counts; i++) {
        struct change_count *change = &change_counts[i];
        uint64_t before = change->count;

        change->count = smp_frame_value(&cli->answer.frame, change->key);
        if (!cli->chunk.before || before == change->count || change->told)
            continue;
        change->told = cli->chunk.moved = true;
        cli_notice(cli, "%s moved from %" PRIu64 " to %" PRIu64 " meanwhile: the list may not fit together",
                   change->key, before, change->count);
    }
}

/* Does the target send once more what it sent before (from index first on), instead of going on? */
static bool repeats(const struct cli *cli, uint64_t first)
{
    return cli->chunk.before && cli->answer.status == SMP_OK &&
           smp_frame_value(&cli->answer.frame, cli->utility->list.first) == first && count_descriptors(cli);
}

int chunks_run(struct cli *cli)
{
    const struct chunk_list *list = &cli->utility->list;
    const struct smp_frame *frame = &cli->answer.frame;
    const struct option_value *start = cli_option(cli, list->option), *most = cli_option(cli, "num");
    uint64_t first = 0, next = start->number, asked;
    size_t count;

    cli->chunk.multiple = cli_count(cli, "multiple") || (cli->mode == OUTPUT_JSON && !most->count);
    if (most->row)
        cli_set(cli, most->row->key, most->number ? most->number : chunk_room(cli->function));
    do {
        int status;

        asked = next;
        cli_set(cli, start->row->key, asked);
        status = cli_request(cli);
        if (status && status == list->end && cli->chunk.before)
            return SMP_OK;
        if (repeats(cli, first))
            return cli_fail(cli, SMP_MALFORMED, "%s: index %" PRIu64 " comes again instead of %" PRIu64,
                            cli->answer.frame.function->name, first, next);
        status = cli_show(cli);
        if (status || cli->answer.status == CLI_DRY_RUN || !cli->chunk.multiple)
            return status;
        tell_change(cli);
        first = smp_frame_value(frame, list->first);
        count = count_descriptors(cli);
        cli->chunk.before += count;
        if (!list->next(frame, count, &next) || cli->chunk.before == 0)
            return SMP_OK;
    } while (next != asked && count && cli->chunk.before <= HIGHEST_INDEX);
    return cli_fail(cli, SMP_MALFORMED, "%s: more is announced but nothing comes at index %" PRIu64,
                    cli->answer.frame.function->name, asked);
}
