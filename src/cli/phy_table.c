/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading all phys of a target with few requests. */
#include "discover.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_LONG_DESCRIPTORS = 9, /* that fit a frame, 108 bytes each (SAS-2); of later ones fewer come */
    MOST_SHORT_DESCRIPTORS = 40
};

void phy_table_free(struct phy_table *table)
{
    for (size_t i = 0; i < table->used; i++)
        free(table->entries[i].bytes);
    table->used = 0;
}

/* Keeps a copy of the bytes of a phy. Returns SMP_RESOURCE without memory. */
static int add_phy(struct phy_table *table, unsigned phy, const struct smp_frame *frame, struct smp_error *error)
{
    struct phy_entry *entry = &table->entries[table->used];

    if (table->used == MAX_PHYS)
        return smp_fail(error, SMP_MALFORMED, 0, "more than %d phys in the answers", MAX_PHYS);
    entry->bytes = malloc(frame->length ? frame->length : 1);
    if (!entry->bytes)
        return smp_fail(error, SMP_RESOURCE, 0, "out of memory");
    memcpy(entry->bytes, frame->data, frame->length);
    entry->phy = phy;
    entry->frame = *frame;
    entry->frame.data = entry->bytes;
    entry->frame.element = false;
    if (frame->table == &smp_function_discover.response)
        entry->frame.function = &smp_function_discover;
    table->used++;
    return 0;
}

void phy_general_read(struct cli *cli, struct phy_general *general)
{
    struct cli_answer answer;

    *general = (struct phy_general){ .known = cli_send(cli, &smp_function_report_general, NULL, 0, &answer) == SMP_OK };
    if (!general->known)
        return;
    general->number_of_phys = (unsigned)smp_frame_value(&answer.frame, "number_of_phys");
    general->universal = smp_frame_value(&answer.frame, "table_to_table_supported");
    general->change_count = smp_frame_value(&answer.frame, "expander_change_count");
    general->old = answer.frame.short_shape && !smp_frame_value(&answer.frame, "long_response");
}

/* First phy identifier behind those to read. */
static unsigned end_of(const struct phy_query *query, const struct phy_table *table)
{
    unsigned end = query->first + (query->count < MAX_PHYS ? query->count : MAX_PHYS);

    if (table->general.number_of_phys && table->general.number_of_phys < end)
        end = table->general.number_of_phys;
    return end < MAX_PHYS ? end : MAX_PHYS;
}

/* Does the change count of a later answer differ from the first one known? */
static bool has_moved(struct phy_table *table, const struct smp_frame *frame)
{
    uint64_t count = smp_frame_value(frame, "expander_change_count");

    if (!table->general.change_count)
        table->general.change_count = count;
    return count && count != table->general.change_count;
}

/* ---- DISCOVER LIST --------------------------------------------------------------------------------- */

/* Adds the descriptors of one answer, which must tell of every phy from *next on; *next is the phy identifier
 * to go on with. Fails with SMP_MALFORMED where the list has gaps or ends too early. */
static int add_list(struct phy_table *table, const struct smp_frame *frame, unsigned end, unsigned *next,
                    struct smp_error *error)
{
    const struct smp_field *row = smp_frame_row(frame, "discover_list_descriptor_list");
    struct smp_list_iterator list;
    struct smp_frame element;
    unsigned first = *next;

    table->zoning = smp_frame_value(frame, "zoning_enabled");
    smp_list_begin(frame, row, &list);
    while (*next < end && smp_list_next(&list, &element)) {
        unsigned phy = (unsigned)smp_frame_value(&element, "phy_identifier");
        int status = phy == *next ? add_phy(table, phy, &element, error) : SMP_MALFORMED;

        if (status && status != SMP_MALFORMED)
            return status;
        if (status)
            return smp_fail(error, status, 0, "%s: phy %u where phy %u should be", frame->function->name, phy, *next);
        ++*next;
    }
    if (list.problem)
        return smp_fail(error, SMP_MALFORMED, 0, "%s: %s", frame->function->name, list.problem);
    if (*next == first && table->general.number_of_phys)
        return smp_fail(error, SMP_MALFORMED, 0, "%s: no descriptor although there is a phy %u",
                        frame->function->name, first);
    if (*next == first)
        *next = MAX_PHYS;
    return 0;
}

int phy_list_send(struct cli *cli, const struct phy_query *query, unsigned first, unsigned count,
                  struct cli_answer *answer)
{
    unsigned most = query->type == SHORT_DESCRIPTOR ? MOST_SHORT_DESCRIPTORS : MOST_LONG_DESCRIPTORS;
    const struct smp_param params[] = {
        { .key = "starting_phy_identifier", .number = first },
        { .key = "maximum_number_of_discover_list_descriptors", .number = count < most ? count : most },
        { .key = "ignore_zone_group", .number = query->ignore_zone },
        { .key = "phy_filter", .number = query->filter },
        { .key = "descriptor_type", .number = query->type },
    };

    return cli_send(cli, &smp_function_discover_list, params, sizeof params / sizeof *params, answer);
}

/* Is DISCOVER LIST of no use with this target, so that DISCOVER has to do? */
static bool is_refused(int status)
{
    return status == RESULT_UNKNOWN_FUNCTION || status == SMP_MALFORMED;
}

/* Reads by DISCOVER LIST from *next on, as far as the target does it right. */
static int read_lists(struct cli *cli, const struct phy_query *query, struct phy_table *table, unsigned *next,
                      bool *moved)
{
    unsigned end = end_of(query, table);

    while (*next < end) {
        struct cli_answer *answer = &table->last;
        unsigned left = query->count < MAX_PHYS ? end - *next : MAX_PHYS;
        int status = phy_list_send(cli, query, *next, left, answer);

        if (status == 0)
            status = answer->status = add_list(table, &answer->frame, end, next, &answer->error);
        if (status == RESULT_PHY_DOES_NOT_EXIST) {
            *next = MAX_PHYS;
            return answer->status = 0;
        }
        if (status)
            return status;
        *moved = *moved || has_moved(table, &answer->frame);
    }
    return 0;
}

/* ---- One DISCOVER for each phy --------------------------------------------------------------------- */

static int read_one_by_one(struct cli *cli, const struct phy_query *query, struct phy_table *table, unsigned next,
                           bool *moved)
{
    unsigned end = end_of(query, table);

    for (unsigned phy = next; phy < end; phy++) {
        struct cli_answer *answer = &table->last;
        const struct smp_param params[] = { { .key = "phy_identifier", .number = phy },
                                            { .key = "ignore_zone_group", .number = query->ignore_zone } };
        int status;

        if (query->only_wanted && !cli_phy_wanted(cli, phy))
            continue;
        status = cli_send(cli, &smp_function_discover, params, sizeof params / sizeof *params, answer);
        if (status == RESULT_PHY_DOES_NOT_EXIST)
            return answer->status = 0;
        if (status && status != RESULT_PHY_VACANT)
            return status;
        status = answer->status = add_phy(table, phy, &answer->frame, &answer->error);
        if (status)
            return status;
        table->zoning = table->zoning || smp_frame_value(&answer->frame, "zoning_enabled");
        *moved = *moved || has_moved(table, &answer->frame);
    }
    return 0;
}

static int read_once(struct cli *cli, const struct phy_query *query, struct phy_table *table, bool *moved)
{
    unsigned next = query->first;
    int status = 0;

    phy_table_free(table);
    memset(table, 0, offsetof(struct phy_table, entries));
    table->last.status = 0;
    *moved = false;
    phy_general_read(cli, &table->general);
    if (!query->one_by_one && !table->general.old) {
        status = read_lists(cli, query, table, &next, moved);
        if (!is_refused(status))
            return status;
    }
    return read_one_by_one(cli, query, table, next, moved);
}

int phy_table_read(struct cli *cli, const struct phy_query *query, struct phy_table *table)
{
    bool moved;
    int status = read_once(cli, query, table, &moved);

    if (status || !moved)
        return status;
    status = read_once(cli, query, table, &moved);
    table->moved = moved;
    return status;
}

int phy_table_check_wanted(struct cli *cli, const struct phy_table *table)
{
    unsigned last = 0;

    if (cli->all_phys || cli->phy_count <= 1)
        return SMP_OK;
    for (size_t i = 0; i < table->used; i++)
        last = table->entries[i].phy;
    for (unsigned phy = last + 1; phy < MAX_PHYS; phy++)
        if (cli_phy_wanted(cli, phy))
            return cli_fail(cli, RESULT_PHY_DOES_NOT_EXIST, "phy %u: %s", phy,
                            cli_result_text(RESULT_PHY_DOES_NOT_EXIST));
    return SMP_OK;
}
