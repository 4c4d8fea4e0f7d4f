/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading a list that comes in pieces. */
#include "chunks.h"

#include <inttypes.h>
#include <string.h>

enum { HIGHEST_INDEX = 0xffff };

/* Fields that move when the target changes what the list tells. */
static const char *const change_counts[] = { "expander_change_count", "expander_route_table_change_count" };

enum { CHANGE_COUNTS = sizeof change_counts / sizeof *change_counts };

/* The change counts of the last answer. */
struct change {
    bool known[CHANGE_COUNTS];
    uint64_t count[CHANGE_COUNTS];
};

bool chunks_wanted(const struct cli *cli, const struct chunk_list *list)
{
    bool limited = list->most && cli_count(cli, "num");

    return cli_count(cli, "multiple") || (cli->mode == OUTPUT_JSON && !limited);
}

size_t chunk_room(const struct smp_function *function, const char *list_key)
{
    struct smp_frame response;
    const struct smp_field *row;

    smp_frame_response(&response, function, NULL, 0);
    row = smp_frame_row(&response, list_key);
    return (SMP_MAX_FRAME - row->byte) / row->list->kinds[0].table->bytes;
}

uint64_t chunk_wrap(uint64_t index, size_t count)
{
    index += count;
    return index <= HIGHEST_INDEX ? index : index - HIGHEST_INDEX;
}

size_t chunk_descriptors(const struct smp_frame *frame, const char *list_key)
{
    struct smp_list_iterator list;
    struct smp_frame element;

    smp_list_begin(frame, smp_frame_row(frame, list_key), &list);
    while (smp_list_next(&list, &element))
        continue;
    return list.index;
}

static void tell_change(struct cli *cli, struct chunk_place *place, struct change *change,
                        const struct smp_frame *frame)
{
    for (size_t i = 0; i < CHANGE_COUNTS; i++) {
        uint64_t before = change->count[i];
        bool known = change->known[i];

        change->known[i] = smp_frame_get(frame, change_counts[i], &change->count[i]);
        if (!known || !change->known[i] || before == change->count[i])
            continue;
        place->moved = true;
        cli_notice(cli, "%s moved from %" PRIu64 " to %" PRIu64 " meanwhile: the list may not fit together",
                   change_counts[i], before, change->count[i]);
    }
}

/* The request fields of the options; *start is the place of the start field, for the pieces to come. */
static size_t make_params(const struct cli *cli, const struct chunk_list *list, struct smp_param *params,
                          size_t *start)
{
    size_t count = cli_option_params(cli, params, MAX_PARAMS - 1);

    *start = 0;
    for (size_t i = 0; i < count; i++)
        if (strcmp(params[i].key, list->start) == 0)
            *start = i;
    if (list->most) {
        uint64_t number = cli_number(cli, "num");

        if (!number)
            number = chunk_room(cli->utility->function, list->list);
        params[count++] = (struct smp_param){ .key = list->most, .number = number };
    }
    return count;
}

/* Does the target send once more what it sent before (from index first on), instead of going on? */
static bool repeats(const struct chunk_list *list, const struct chunk_place *place,
                    const struct cli_answer *answer, uint64_t first)
{
    return place->more && answer->status == SMP_OK && smp_frame_value(&answer->frame, list->first) == first &&
           chunk_descriptors(&answer->frame, list->list);
}

/* Is there more behind an answer that was shown? Then sets *next. Where the target announces more and gives
 * none *status is set, reported. */
static bool go_on(struct cli *cli, const struct chunk_list *list, struct chunk_place *place,
                  const struct smp_frame *frame, uint64_t asked, uint64_t *next, int *status)
{
    size_t count = chunk_descriptors(frame, list->list);

    place->before += count;
    if (!list->next(frame, asked, count, next) || (count == 0 && !place->more))
        return false;
    place->more = *next != asked && count && place->before <= HIGHEST_INDEX;
    if (place->more)
        return true;
    *status = cli_fail(cli, SMP_MALFORMED, "%s: more is announced but nothing comes at index %" PRIu64,
                       frame->function->name, asked);
    return false;
}

int chunks_run(struct cli *cli, const struct chunk_list *list, struct chunk_place *place)
{
    struct smp_param params[MAX_PARAMS];
    struct change change = { .known = { false } };
    struct cli_answer answer;
    size_t start, count = make_params(cli, list, params, &start);
    uint64_t asked, first = 0;
    int status;

    cli->data = place;
    do {
        asked = params[start].number;
        status = cli_send(cli, cli->utility->function, params, count, &answer);
        if (status && status == list->end && place->more)
            return SMP_OK;
        if (repeats(list, place, &answer, first))
            return cli_fail(cli, SMP_MALFORMED, "%s: index %" PRIu64 " comes again instead of %" PRIu64,
                            answer.function->name, first, asked);
        status = cli_show(cli, &answer);
        if (status || answer.status == CLI_DRY_RUN || !place->multiple)
            return status;
        tell_change(cli, place, &change, &answer.frame);
        first = smp_frame_value(&answer.frame, list->first);
    } while (go_on(cli, list, place, &answer.frame, asked, &params[start].number, &status));
    return status;
}
