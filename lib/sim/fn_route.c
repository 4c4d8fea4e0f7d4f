/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Route tables: phy-based ones, which others configure, and expander-based ones, which expanders make of
 * what they find behind their table routing phys. */
#include "sim/call.h"

#include <stdlib.h>
#include <string.h>

enum { ROUTING_TABLE = 2, MAP_BITS = 48, GROUP_ALL = 1, NO_GROUP = 256 };

/* ---- Phy-based route tables ------------------------------------------------------------------------ */

/* Has the phy a route table with this index? */
static bool has_index(const struct smp_sim_call *call, uint64_t index)
{
    return smp_sim_get(call->phy->shown, "routing_attribute") == ROUTING_TABLE &&
           index < smp_sim_get(call->expander->general, "expander_route_indexes");
}

unsigned smp_sim_do_report_route_information(struct smp_sim_call *call)
{
    uint64_t index = smp_sim_asked(call, "expander_route_index");

    if (!has_index(call, index))
        return RESULT_INDEX_DOES_NOT_EXIST;
    smp_sim_put(call->response, "expander_route_entry_disabled", true);
    for (size_t i = 0; i < call->expander->parts[PART_ROUTES].count; i++) {
        struct smp_sim_piece route = smp_sim_item(call->expander, PART_ROUTES, i);

        if (smp_sim_get(route, "phy_identifier") == call->phy->number &&
            smp_sim_get(route, "expander_route_index") == index)
            smp_sim_put_all(call->response, smp_sim_frame(route));
    }
    return RESULT_ACCEPTED;
}

unsigned smp_sim_do_configure_route_information(struct smp_sim_call *call)
{
    uint64_t index = smp_sim_asked(call, "expander_route_index");
    struct smp_sim_list *list = &call->expander->parts[PART_ROUTES];
    uint8_t bytes[SMP_MAX_FRAME] = { 0 };
    struct smp_sim_piece route = { list->table, bytes, sizeof bytes };

    if (!has_index(call, index))
        return RESULT_INDEX_DOES_NOT_EXIST;
    smp_sim_put_all(route, call->request);
    smp_sim_put(route, "expander_route_entry_disabled", smp_sim_asked(call, "disable_expander_route_entry"));
    return smp_sim_replace_or_add(list, bytes, "phy_identifier") ? RESULT_ACCEPTED : RESULT_FAILED;
}

/* ---- Expander-based route tables ------------------------------------------------------------------- */

/* A table that is being made, and the expanders behind one of its phys: each once, with the zone group of all that is
 * attached to it; NO_GROUP: it is in the ZPSDS, and its phys have zone groups of their own. */
struct table {
    struct smp_sim_list entries; /* descriptors of the response */
    uint64_t first;              /* phy of bit 0 of their maps */
    bool no_memory;
    struct {
        const struct smp_sim_expander *expander;
        unsigned group;
    } found[SIM_MAX_EXPANDERS];
    size_t count;
};

static void add_entry(struct table *table, uint64_t sas_address, unsigned group, unsigned phy)
{
    uint8_t bytes[SMP_MAX_FRAME] = { 0 };
    struct smp_sim_piece entry = { table->entries.table, bytes, sizeof bytes };

    smp_sim_put(entry, "routed_sas_address", sas_address);
    smp_sim_put(entry, "zone_group", group);
    entry.bytes = smp_sim_find_or_add(&table->entries, bytes, "routed_sas_address");
    if (!entry.bytes)
        table->no_memory = true;
    else if (phy >= table->first && phy - table->first < MAP_BITS)
        smp_sim_put(entry, "phy_bit_map", smp_sim_get(entry, "phy_bit_map") | (uint64_t)1 << (phy - table->first));
}

/* Finds the expander behind a phy. Outside the ZPSDS all is in the group of the phy where the ZPSDS ends. */
static void find_expander(struct table *table, const struct smp_sim_phy *near, unsigned group)
{
    const struct smp_sim_expander *expander = near->far->expander;

    if (group == NO_GROUP && !smp_sim_get(near->shown, "inside_zpsds"))
        group = (unsigned)smp_sim_get(near->shown, "zone_group");
    for (size_t i = 0; i < table->count; i++)
        if (table->found[i].expander == expander)
            return;
    table->found[table->count].expander = expander;
    table->found[table->count++].group = group;
}

/* Adds an expander that was found behind a phy and what is attached to it; further expanders are found for later. */
static void add_expander(struct table *table, const struct smp_sim_expander *expander, unsigned group, unsigned phy)
{
    add_entry(table, expander->sas_address, group == NO_GROUP ? GROUP_ALL : group, phy);
    for (unsigned i = 0; i < expander->phy_count; i++) {
        const struct smp_sim_phy *far = &expander->phys[i];

        if (!smp_sim_up(far))
            continue;
        if (far->far)
            find_expander(table, far, group);
        else if (smp_sim_get(far->shown, "attached_sas_address"))
            add_entry(table, smp_sim_get(far->shown, "attached_sas_address"),
                      group == NO_GROUP ? (unsigned)smp_sim_get(far->shown, "zone_group") : group, phy);
    }
}

/* All addresses behind the table routing phys of an expander. */
static void make_table(const struct smp_sim_expander *expander, struct table *table)
{
    for (unsigned phy = 0; phy < expander->phy_count; phy++) {
        const struct smp_sim_phy *near = &expander->phys[phy];

        if (!near->far || !smp_sim_up(near) || smp_sim_get(near->shown, "routing_attribute") != ROUTING_TABLE)
            continue;
        table->count = 0;
        find_expander(table, near, NO_GROUP);
        for (size_t i = 0; i < table->count; i++)
            if (table->found[i].expander != expander)
                add_expander(table, table->found[i].expander, table->found[i].group, phy);
    }
}

/* Tells the entries from start on, but for those that the requester may not reach and those that the table has no
 * room for. Returns how many entries there are for the requester. */
static uint64_t tell_entries(struct smp_sim_call *call, const struct table *table, uint64_t start)
{
    uint64_t room = smp_sim_get(call->expander->general, "maximum_number_of_routed_sas_addresses");
    const struct smp_sim_list *list = &table->entries;
    uint64_t count = 0;

    for (size_t i = 0; i < list->count && count < room; i++) {
        struct smp_sim_piece entry = { list->table, (uint8_t *)list->items + i * list->bytes, list->bytes };

        if (!smp_sim_access(call->expander, (unsigned)smp_sim_get(entry, "zone_group")) || count++ < start ||
            !smp_sim_add_element(call))
            continue;
        memcpy(call->element.bytes, entry.bytes, entry.size);
        if (!smp_sim_zoned(call->expander))
            smp_sim_put(call->element, "zone_group", 0);
    }
    return count;
}

unsigned smp_sim_do_report_expander_route_table_list(struct smp_sim_call *call)
{
    uint64_t start = smp_sim_asked(call, "starting_routed_sas_address_index");
    struct table table = { .entries = { .table = call->element.table, .bytes = call->element.size },
                           .first = smp_sim_asked(call, "starting_phy_identifier") };
    uint64_t count;

    if (table.first >= call->expander->phy_count)
        return RESULT_PHY_DOES_NOT_EXIST;
    make_table(call->expander, &table);
    count = tell_entries(call, &table, start);
    free(table.entries.items);
    smp_sim_put(call->response, "first_routed_sas_address_index", start);
    smp_sim_put(call->response, "last_routed_sas_address_index", call->elements ? start + call->elements - 1 : start);
    smp_sim_put(call->response, "expander_route_table_change_count", call->expander->variable[VAR_ROUTE_CHANGES]);
    if (table.no_memory)
        return RESULT_FAILED;
    return !start || start < count || call->expander->quirks & QUIRK_EMPTY_ROUTE_LIST ? RESULT_ACCEPTED
                                                                                     : RESULT_INDEX_DOES_NOT_EXIST;
}
