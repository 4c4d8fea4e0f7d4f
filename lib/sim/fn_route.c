/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Route tables: phy-based ones, which others configure, and expander-based ones, which expanders make of
 * what they find behind their table routing phys. */
#include "sim/call.h"

#include <stdlib.h>

enum { ROUTING_TABLE = 2, MAP_BITS = 48, GROUP_ALL = 1, NO_GROUP = 256 };

/* ---- Phy-based route tables ------------------------------------------------------------------------ */

static unsigned check_index(const struct smp_sim_call *call, uint64_t index)
{
    if (smp_sim_discover(&call->expander->phys[call->phy], "routing_attribute") != ROUTING_TABLE ||
        index >= smp_sim_general(call->expander, "expander_route_indexes"))
        return RESULT_INDEX_DOES_NOT_EXIST;
    return RESULT_ACCEPTED;
}

unsigned smp_sim_report_route_information(struct smp_sim_call *call)
{
    const struct smp_sim_route *routes = call->expander->routes.items;
    uint64_t index = smp_sim_asked(call, "expander_route_index");
    struct smp_sim_route route = { .disabled = true };
    unsigned result = check_index(call, index);

    if (result)
        return result;
    for (size_t i = 0; i < call->expander->routes.count; i++)
        if (routes[i].phy == call->phy && routes[i].index == index)
            route = routes[i];
    smp_sim_tell(call, "expander_route_index", index);
    smp_sim_tell(call, "phy_identifier", call->phy);
    smp_sim_tell(call, "expander_route_entry_disabled", route.disabled);
    smp_sim_tell(call, "routed_sas_address", route.sas_address);
    return RESULT_ACCEPTED;
}

unsigned smp_sim_configure_route_information(struct smp_sim_call *call)
{
    uint64_t index = smp_sim_asked(call, "expander_route_index");
    const struct smp_sim_route route = {
        .phy = call->phy,
        .index = index,
        .disabled = smp_sim_asked(call, "disable_expander_route_entry") != 0,
        .sas_address = smp_sim_asked(call, "routed_sas_address"),
    };
    unsigned result = check_index(call, index);

    if (result)
        return result;
    call->domain->changed = true;
    return smp_sim_set_route(call->expander, &route) ? RESULT_ACCEPTED : RESULT_FAILED;
}

/* ---- Expander-based route tables ------------------------------------------------------------------- */

struct entry {
    uint64_t sas_address;
    unsigned group;
    bool phys[SIM_MAX_PHYS];
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

static bool add_entry(struct smp_sim_list *entries, uint64_t sas_address, unsigned group, unsigned phy)
{
    struct entry *items = entries->items;
    struct entry *entry = NULL;

    for (size_t i = 0; i < entries->count; i++)
        if (items[i].sas_address == sas_address)
            entry = &items[i];
    if (!entry) {
        entry = smp_sim_add(entries, sizeof *entry);
        if (!entry)
            return false;
        entry->sas_address = sas_address;
        entry->group = group;
    }
    entry->phys[phy] = true;
    return true;
}

/* Finds the expander behind a phy. Outside the ZPSDS all is in the group of the phy where the ZPSDS ends. */
static void find_expander(struct found *found, const struct smp_sim_phy *near, unsigned group)
{
    if (group == NO_GROUP && !smp_sim_discover(near, "inside_zpsds"))
        group = (unsigned)smp_sim_discover(near, "zone_group");
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].expander == near->far->expander)
            return;
    if (found->count < SIM_MAX_EXPANDERS) {
        found->items[found->count].expander = near->far->expander;
        found->items[found->count++].group = group;
    }
}

/* Adds the index-th expander that was found and what is attached to it; further expanders are found for
 * later. */
static bool add_expander(struct smp_sim_list *entries, struct found *found, size_t index, unsigned phy)
{
    const struct smp_sim_expander *expander = found->items[index].expander;
    unsigned group = found->items[index].group;
    bool ok = add_entry(entries, expander->sas_address, group == NO_GROUP ? GROUP_ALL : group, phy);

    for (unsigned i = 0; ok && i < expander->phy_count; i++) {
        const struct smp_sim_phy *far = &expander->phys[i];

        if (!smp_sim_up(far))
            continue;
        if (far->far)
            find_expander(found, far, group);
        else if (smp_sim_discover(far, "attached_sas_address"))
            ok = add_entry(entries, smp_sim_discover(far, "attached_sas_address"),
                           group == NO_GROUP ? (unsigned)smp_sim_discover(far, "zone_group") : group, phy);
    }
    return ok;
}

/* All addresses behind the table routing phys of an expander. False: out of memory. */
static bool make_table(const struct smp_sim_expander *expander, struct smp_sim_list *entries)
{
    struct found found;
    bool ok = true;

    for (unsigned phy = 0; ok && phy < expander->phy_count; phy++) {
        const struct smp_sim_phy *near = &expander->phys[phy];

        if (!near->far || !smp_sim_up(near) || smp_sim_discover(near, "routing_attribute") != ROUTING_TABLE)
            continue;
        found.count = 0;
        find_expander(&found, near, NO_GROUP);
        for (size_t i = 0; ok && i < found.count; i++)
            if (found.items[i].expander != expander)
                ok = add_expander(entries, &found, i, phy);
    }
    return ok;
}

/* Takes away what the requester may not reach and what the table has no room for. */
static void cut_table(const struct smp_sim_call *call, struct smp_sim_list *entries)
{
    uint64_t room = smp_sim_general(call->expander, "maximum_number_of_routed_sas_addresses");
    struct entry *items = entries->items;
    size_t kept = 0;

    for (size_t i = 0; i < entries->count && kept < room; i++)
        if (!smp_sim_general(call->expander, "zoning_enabled") ||
            smp_sim_access(call->expander, items[i].group))
            items[kept++] = items[i];
    entries->count = kept;
}

/* Bit k of the map is phy first + k. */
static uint64_t phy_map(const struct entry *entry, uint64_t first)
{
    uint64_t map = 0;

    for (unsigned k = 0; k < MAP_BITS && first + k < SIM_MAX_PHYS; k++)
        if (entry->phys[first + k])
            map |= (uint64_t)1 << k;
    return map;
}

static void tell_entries(struct smp_sim_call *call, const struct smp_sim_list *entries, uint64_t start)
{
    const struct entry *items = entries->items;
    uint64_t most = smp_sim_asked(call, "maximum_number_of_expander_route_table_descriptors");
    uint64_t first_phy = smp_sim_asked(call, "starting_phy_identifier");
    bool zoned = smp_sim_general(call->expander, "zoning_enabled");
    size_t size = smp_sim_element_bytes(call, 0);
    struct smp_sim_element element;
    size_t number = 0;

    for (size_t i = (size_t)start; i < entries->count && number < most; i++, number++) {
        if (!smp_sim_add_element(call, 0, size, &element))
            break;
        smp_sim_element_put(&element, "routed_sas_address", items[i].sas_address);
        smp_sim_element_put(&element, "phy_bit_map", phy_map(&items[i], first_phy));
        smp_sim_element_put(&element, "zone_group", zoned ? items[i].group : 0);
    }
    smp_sim_tell(call, "expander_route_table_descriptor_length", size / 4);
    smp_sim_tell(call, "number_of_expander_route_table_descriptors", number);
    smp_sim_tell(call, "first_routed_sas_address_index", start);
    smp_sim_tell(call, "last_routed_sas_address_index", number ? start + number - 1 : start);
    smp_sim_tell(call, "starting_phy_identifier", first_phy);
}

unsigned smp_sim_report_expander_route_table_list(struct smp_sim_call *call)
{
    uint64_t start = smp_sim_asked(call, "starting_routed_sas_address_index");
    bool zone_configuring = smp_sim_zone_configuring(call->expander);
    struct smp_sim_list entries = { 0 };
    unsigned result = RESULT_ACCEPTED;

    if (smp_sim_asked(call, "starting_phy_identifier") >= call->expander->phy_count)
        return RESULT_PHY_DOES_NOT_EXIST;
    if (!make_table(call->expander, &entries)) {
        result = RESULT_FAILED;
    } else {
        cut_table(call, &entries);
        if (start && start >= entries.count && !(call->expander->quirks & QUIRK_EMPTY_ROUTE_LIST))
            result = RESULT_INDEX_DOES_NOT_EXIST;
        else
            tell_entries(call, &entries, start);
    }
    free(entries.items);
    smp_sim_tell(call, "expander_route_table_change_count", call->expander->variable[VAR_ROUTE_CHANGES]);
    smp_sim_tell(call, "zoning_enabled", smp_sim_general(call->expander, "zoning_enabled"));
    smp_sim_tell(call, "self_configuring", smp_sim_general(call->expander, "self_configuring"));
    smp_sim_tell(call, "zone_configuring", zone_configuring);
    smp_sim_tell(call, "configuring", zone_configuring || smp_sim_general(call->expander, "configuring"));
    return result;
}
