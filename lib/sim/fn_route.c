/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Route tables: phy-based ones, which others configure, and expander-based ones, which expanders make of
 * what they find behind their table routing phys. */
#include "sim/call.h"

#include <stdlib.h>
#include <string.h>

enum { ROUTING_TABLE = 2, MAP_BITS = 48, GROUP_ALL = 1, NO_GROUP = 256 };

/* ---- Phy-based route tables ------------------------------------------------------------------------ */

static unsigned check_index(const struct smp_sim_call *call, uint64_t index)
{
    if (smp_sim_discover(call->phy, "routing_attribute") != ROUTING_TABLE ||
        index >= smp_sim_general(call->expander, "expander_route_indexes"))
        return RESULT_INDEX_DOES_NOT_EXIST;
    return RESULT_ACCEPTED;
}

unsigned smp_sim_do_report_route_information(struct smp_sim_call *call)
{
    uint64_t index = smp_sim_asked(call, "expander_route_index");
    unsigned result = check_index(call, index);

    if (result)
        return result;
    smp_sim_put(call->response, "expander_route_entry_disabled", true);
    for (size_t i = 0; i < call->expander->parts[PART_ROUTES].count; i++) {
        struct smp_sim_piece route = smp_sim_item(call->expander, PART_ROUTES, i);
        const struct smp_frame frame = smp_sim_frame(route);

        if (smp_sim_get(route, "phy_identifier") == smp_sim_phy_number(call->phy) &&
            smp_sim_get(route, "expander_route_index") == index)
            smp_sim_put_all(call->response, &frame);
    }
    return RESULT_ACCEPTED;
}

unsigned smp_sim_do_configure_route_information(struct smp_sim_call *call)
{
    uint64_t index = smp_sim_asked(call, "expander_route_index");
    unsigned result = check_index(call, index);
    const struct smp_sim_list *list = &call->expander->parts[PART_ROUTES];
    uint8_t bytes[SMP_MAX_FRAME] = { 0 };
    struct smp_sim_piece route = { list->table, bytes, sizeof bytes };
    uint8_t *kept;

    if (result)
        return result;
    smp_sim_put_all(route, &call->request);
    smp_sim_put(route, "expander_route_entry_disabled", smp_sim_asked(call, "disable_expander_route_entry"));
    kept = smp_sim_find_or_add(call->expander, PART_ROUTES, bytes, "phy_identifier");
    if (!kept)
        return RESULT_FAILED;
    memcpy(kept, bytes, list->bytes);
    return RESULT_ACCEPTED;
}

/* ---- Expander-based route tables ------------------------------------------------------------------- */

struct entry {
    uint64_t sas_address;
    unsigned group;
    uint64_t map; /* bit k is phy first + k of the request */
};

/* A table that is being made. */
struct table {
    struct smp_sim_list entries;
    uint64_t first; /* phy of bit 0 of the maps */
    bool no_memory;
};

/* Expanders behind a phy, each once, and the zone group of all that is attached to them; NO_GROUP: they are
 * in the ZPSDS and have zone groups of their own. */
struct found {
    struct {
        const struct smp_sim_expander *expander;
        unsigned group;
    } items[SIM_MAX_EXPANDERS];
    size_t count;
};

static void add_entry(struct table *table, uint64_t sas_address, unsigned group, unsigned phy)
{
    struct entry *items = table->entries.items;
    struct entry *entry = NULL;

    for (size_t i = 0; i < table->entries.count; i++)
        if (items[i].sas_address == sas_address)
            entry = &items[i];
    if (!entry) {
        entry = smp_sim_add(&table->entries);
        if (!entry) {
            table->no_memory = true;
            return;
        }
        entry->sas_address = sas_address;
        entry->group = group;
    }
    if (phy >= table->first && phy - table->first < MAP_BITS)
        entry->map |= (uint64_t)1 << (phy - table->first);
}

/* Finds the expander behind a phy. Outside the ZPSDS all is in the group of the phy where the ZPSDS ends. */
static void find_expander(struct found *found, const struct smp_sim_phy *near, unsigned group)
{
    const struct smp_sim_expander *expander = near->far->expander;

    if (group == NO_GROUP && !smp_sim_discover(near, "inside_zpsds"))
        group = (unsigned)smp_sim_discover(near, "zone_group");
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].expander == expander)
            return;
    found->items[found->count].expander = expander;
    found->items[found->count++].group = group;
}

/* Adds the index-th expander that was found and what is attached to it; further expanders are found for
 * later. */
static void add_expander(struct table *table, struct found *found, size_t index, unsigned phy)
{
    const struct smp_sim_expander *expander = found->items[index].expander;
    unsigned group = found->items[index].group;

    add_entry(table, expander->sas_address, group == NO_GROUP ? GROUP_ALL : group, phy);
    for (unsigned i = 0; i < expander->phy_count; i++) {
        const struct smp_sim_phy *far = &expander->phys[i];

        if (!smp_sim_up(far))
            continue;
        if (far->far)
            find_expander(found, far, group);
        else if (smp_sim_discover(far, "attached_sas_address"))
            add_entry(table, smp_sim_discover(far, "attached_sas_address"),
                      group == NO_GROUP ? (unsigned)smp_sim_discover(far, "zone_group") : group, phy);
    }
}

/* All addresses behind the table routing phys of an expander. */
static void make_table(const struct smp_sim_expander *expander, struct table *table)
{
    struct found found;

    for (unsigned phy = 0; phy < expander->phy_count; phy++) {
        const struct smp_sim_phy *near = &expander->phys[phy];

        if (!near->far || !smp_sim_up(near) || smp_sim_discover(near, "routing_attribute") != ROUTING_TABLE)
            continue;
        found.count = 0;
        find_expander(&found, near, NO_GROUP);
        for (size_t i = 0; i < found.count; i++)
            if (found.items[i].expander != expander)
                add_expander(table, &found, i, phy);
    }
}

/* Takes away what the requester may not reach and what the table has no room for. */
static void cut_table(const struct smp_sim_call *call, struct smp_sim_list *entries)
{
    uint64_t room = smp_sim_general(call->expander, "maximum_number_of_routed_sas_addresses");
    struct entry *items = entries->items;
    size_t kept = 0;

    for (size_t i = 0; i < entries->count && kept < room; i++)
        if (smp_sim_access(call->expander, items[i].group))
            items[kept++] = items[i];
    entries->count = kept;
}

static void tell_entries(struct smp_sim_call *call, const struct smp_sim_list *entries, uint64_t start)
{
    const struct entry *items = entries->items;
    bool zoned = smp_sim_zoned(call->expander);

    for (uint64_t i = start; i < entries->count && smp_sim_add_element(call); i++) {
        smp_sim_put(call->element, "routed_sas_address", items[i].sas_address);
        smp_sim_put(call->element, "phy_bit_map", items[i].map);
        smp_sim_put(call->element, "zone_group", zoned ? items[i].group : 0);
    }
    smp_sim_put(call->response, "first_routed_sas_address_index", start);
    smp_sim_put(call->response, "last_routed_sas_address_index",
                  call->elements ? start + call->elements - 1 : start);
    smp_sim_put(call->response, "expander_route_table_change_count",
                  call->expander->variable[VAR_ROUTE_CHANGES]);
}

unsigned smp_sim_do_report_expander_route_table_list(struct smp_sim_call *call)
{
    uint64_t start = smp_sim_asked(call, "starting_routed_sas_address_index");
    struct table table = { .entries.bytes = sizeof(struct entry),
                           .first = smp_sim_asked(call, "starting_phy_identifier") };
    bool exists;

    if (table.first >= call->expander->phy_count)
        return RESULT_PHY_DOES_NOT_EXIST;
    make_table(call->expander, &table);
    cut_table(call, &table.entries);
    exists = !start || start < table.entries.count || call->expander->quirks & QUIRK_EMPTY_ROUTE_LIST;
    tell_entries(call, &table.entries, start);
    free(table.entries.items);
    if (table.no_memory)
        return RESULT_FAILED;
    return exists ? RESULT_ACCEPTED : RESULT_INDEX_DOES_NOT_EXIST;
}
