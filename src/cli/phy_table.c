/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading all phys of a target with few requests. */
#include "phy.h"

enum {
    MOST_LONG_DESCRIPTORS = 9, /* that fit a frame, 108 bytes each (SAS-2); of later ones fewer come */
    MOST_SHORT_DESCRIPTORS = 40
};

int phy_list_send(struct cli *cli, const struct phy_query *query, unsigned first, unsigned count)
{
    unsigned most = query->type == SHORT_DESCRIPTOR ? MOST_SHORT_DESCRIPTORS : MOST_LONG_DESCRIPTORS;
    const struct smp_param params[] = {
        { .key = "starting_phy_identifier", .number = first },
        { .key = "maximum_number_of_discover_list_descriptors", .number = count < most ? count : most },
        { .key = "ignore_zone_group", .number = query->ignore_zone },
        { .key = "phy_filter", .number = query->filter },
        { .key = "descriptor_type", .number = query->type },
    };

    return cli_send(cli, &smp_function_discover_list, params, sizeof params / sizeof *params);
}

int phy_send(struct cli *cli, unsigned phy, bool ignore_zone)
{
    const struct smp_param params[] = { { .key = "phy_identifier", .number = phy },
                                        { .key = "ignore_zone_group", .number = ignore_zone } };

    return cli_send(cli, &smp_function_discover, params, sizeof params / sizeof *params);
}

/* ---- The table ------------------------------------------------------------------------------------- */

/* Keeps a copy of the bytes of a phy. */
static void add_phy(struct phy_table *table, unsigned phy, const struct smp_frame *frame)
{
    struct phy_entry *entry = &table->entries[table->used++];

    *entry = (struct phy_entry){ .phy = phy, .frame = *frame };
    entry->frame.data = memcpy(table->bytes + table->held, frame->data, frame->length);
    table->held += frame->length;
    entry->frame.element = false;
    if (phy_is_long(frame))
        entry->frame.function = &smp_function_discover;
}

/* Adds the descriptors of one DISCOVER LIST answer, which must tell of every phy from *next on; *next is the phy
 * identifier to go on with. False: the list is malformed, has gaps or ends too early. */
static bool add_list(const struct smp_frame *frame, struct phy_table *table, unsigned end, unsigned *next)
{
    const unsigned first = *next;
    struct smp_list_iterator list = smp_frame_list(frame);

    while (*next < end && smp_list_next(&list)) {
        if (smp_frame_value(&list.element, "phy_identifier") != *next)
            return false;
        add_phy(table, (*next)++, &list.element);
    }
    if (*next == first && !list.problem && !table->number_of_phys)
        *next = MAX_PHYS;
    return !list.problem && *next != first;
}

/* Notes if the change count of a later answer differs from the first one known. */
static void note_change(struct phy_table *table, const struct smp_frame *frame)
{
    uint64_t count = smp_frame_value(frame, "expander_change_count");

    if (!table->change_count)
        table->change_count = count;
    table->moved = table->moved || (count && count != table->change_count);
}

/* Sends one request, DISCOVER LIST or DISCOVER, and adds what comes from phy *next on, the one to go on with. */
static int read_some(struct cli *cli, const struct phy_query *query, struct phy_table *table, bool lists, unsigned end,
                     unsigned *next)
{
    struct cli_answer *answer = &cli->answer;
    unsigned left = query->count < MAX_PHYS ? end - *next : MAX_PHYS;
    int status = lists ? phy_list_send(cli, query, *next, left) : phy_send(cli, *next, query->ignore_zone);

    if (status == RESULT_PHY_DOES_NOT_EXIST) {
        *next = MAX_PHYS;
        return answer->status = SMP_OK;
    }
    if (status && (lists || status != RESULT_PHY_VACANT))
        return status;
    table->zoning = table->zoning || smp_frame_value(&answer->frame, "zoning_enabled");
    if (lists && !add_list(&answer->frame, table, end, next))
        return SMP_MALFORMED;
    if (!lists)
        add_phy(table, (*next)++, &answer->frame);
    note_change(table, &answer->frame);
    return answer->status = SMP_OK;
}

/* First phy identifier behind those to read. */
static unsigned end_of(const struct phy_query *query, const struct phy_table *table)
{
    unsigned end = query->first + (query->count < MAX_PHYS ? query->count : MAX_PHYS);

    if (table->number_of_phys && table->number_of_phys < end)
        end = table->number_of_phys;
    return end < MAX_PHYS ? end : MAX_PHYS;
}

/* DISCOVER LIST as far as the target does it right, then DISCOVER. */
static int read_once(struct cli *cli, const struct phy_query *query, struct phy_table *table)
{
    unsigned next = query->first, end;
    int status = SMP_OK;
    const struct smp_frame *general = &cli->answer.frame;
    bool lists = !query->one_by_one;

    memset(table, 0, offsetof(struct phy_table, entries));
    if (cli_send(cli, &smp_function_report_general, NULL, 0) == SMP_OK) {
        table->number_of_phys = (unsigned)smp_frame_value(general, "number_of_phys");
        table->universal = smp_frame_value(general, "table_to_table_supported");
        table->change_count = smp_frame_value(general, "expander_change_count");
        /* A SAS-1.1 target knows no DISCOVER LIST. */
        lists = lists && (!general->short_shape || smp_frame_value(general, "long_response"));
    }
    cli->answer.status = SMP_OK;
    end = end_of(query, table);
    while (status == SMP_OK && next < end) {
        if (!lists && query->only_wanted && !cli->phys[next]) {
            next++;
            continue;
        }
        status = read_some(cli, query, table, lists, end, &next);
        if (lists && (status == RESULT_UNKNOWN_FUNCTION || status == SMP_MALFORMED)) {
            lists = false;
            status = cli->answer.status = SMP_OK;
        }
    }
    return status;
}

int phy_table_read(struct cli *cli, const struct phy_query *query, struct phy_table *table)
{
    int status = read_once(cli, query, table);

    if (status == SMP_OK && table->moved)
        return read_once(cli, query, table);
    table->moved = false;
    return status;
}
