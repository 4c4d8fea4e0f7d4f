/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Links: what comes up and goes down at the ends of a cable, and what the expanders report of it. */
#include "core/digits.h"
#include "sim/domain.h"

#include <string.h>

/* Phy event sources of what is counted here. */
enum { EVENT_SYNC_LOST = 0x03, EVENT_RESET_FAILED = 0x04 };

bool smp_sim_up(const struct smp_sim_phy *phy)
{
    return !phy->vacant && smp_sim_get(phy->shown, "negotiated_logical_link_rate") >= RATE_G1;
}

/* Fields that describe the link and what is at its other end. */
static bool is_link_row(const struct smp_field *row)
{
    return smp_behind(row->key, "attached_") || smp_behind(row->key, "negotiated_") ||
           strcmp(row->key, "current_phy_capabilities") == 0;
}

void smp_sim_set_link(struct smp_sim_phy *phy, unsigned rate)
{
    struct smp_sim_piece shown = phy->shown;

    for (const struct smp_field *row = shown.table->rows; row < shown.table->rows + shown.table->count; row++)
        if (is_link_row(row))
            smp_field_put(shown.bytes, shown.size, row, rate >= RATE_G1 ? smp_field_get(phy->linked.bytes, row) : 0);
    smp_sim_put(shown, "negotiated_logical_link_rate", rate);
    smp_sim_put(shown, "negotiated_physical_link_rate", rate);
}

/* Counts an error: its counter in the error log stops at its end, phy events of its source wrap. */
static void count_error(struct smp_sim_phy *phy, const char *key, unsigned source)
{
    struct smp_sim_piece log = smp_sim_image(phy, PART_ERROR_LOG);

    smp_sim_put(log, key, smp_sim_get(log, key) + 1);
    for (size_t i = 0; i < phy->expander->parts[PART_EVENTS].count; i++) {
        struct smp_sim_piece event = smp_sim_item(phy->expander, PART_EVENTS, i);

        if (smp_sim_get(event, "phy_identifier") == phy->number &&
            smp_sim_get(event, "phy_event_source") == source)
            smp_sim_put(event, "phy_event", (smp_sim_get(event, "phy_event") + 1) & UINT32_MAX);
    }
}

/* ---- Changes --------------------------------------------------------------------------------------- */

void smp_sim_count_broadcast(struct smp_sim_expander *expander, uint64_t type, uint64_t phy, uint64_t reason)
{
    struct smp_sim_list *list = &expander->parts[PART_BROADCASTS];
    uint8_t bytes[SMP_MAX_FRAME] = { 0 };
    struct smp_sim_piece item = { list->table, bytes, sizeof bytes };
    uint64_t count;

    smp_sim_put(item, "broadcast_type", type);
    smp_sim_put(item, "phy_identifier", phy);
    smp_sim_put(item, "broadcast_reason", reason);
    item.bytes = smp_sim_find_or_add(list, bytes, "broadcast_reason");
    if (!item.bytes)
        return;
    count = smp_sim_get(item, "broadcast_count");
    smp_sim_put(item, "broadcast_count", count >= UINT16_MAX ? 1 : count + 1);
}

void smp_sim_change(struct smp_sim_expander *expander, struct smp_sim_phy *phy)
{
    uint64_t count = smp_sim_get(expander->general, "expander_change_count") + 1;

    if (count > UINT16_MAX)
        count = expander->standard >= SAS_2;
    smp_sim_put(expander->general, "expander_change_count", count);
    if (phy)
        smp_sim_put(phy->shown, "phy_change_count", (smp_sim_get(phy->shown, "phy_change_count") + 1) & 0xff);
    smp_sim_count_broadcast(expander, 0, phy ? phy->number : SIM_NO_PHY, 0);
    for (struct smp_sim_expander *each = expander->domain->expanders; each; each = each->next)
        if (smp_sim_get(each->general, "maximum_number_of_routed_sas_addresses")) {
            uint64_t *changes = &each->variable[VAR_ROUTE_CHANGES];

            *changes = *changes >= UINT16_MAX ? 1 : *changes + 1;
        }
}

/* ---- Link resets ----------------------------------------------------------------------------------- */

/* Does the phy take no part in link resets: disabled, or busy with a test pattern? */
static bool is_out(const struct smp_sim_phy *phy)
{
    return *smp_sim_image(phy, PART_TESTING).bytes ||
           smp_sim_get(phy->shown, "negotiated_physical_link_rate") == RATE_DISABLED;
}

void smp_sim_join_zones(struct smp_sim_phy *phy)
{
    const struct smp_sim_phy *far = phy->far;
    bool inside = far && smp_sim_zoned(phy->expander) && smp_sim_zoned(far->expander) &&
                  smp_sim_get(phy->shown, "requested_inside_zpsds") &&
                  smp_sim_get(far->shown, "requested_inside_zpsds");

    if (inside && !smp_sim_get(phy->shown, "inside_zpsds"))
        smp_sim_zone_regroup(phy, 1);
    smp_sim_put(phy->shown, "inside_zpsds", inside);
    if (far) {
        smp_sim_put(phy->shown, "attached_requested_inside_zpsds", smp_sim_get(far->shown, "requested_inside_zpsds"));
        smp_sim_put(phy->shown, "attached_inside_zpsds_persistent", smp_sim_get(far->shown, "inside_zpsds_persistent"));
    }
}

/* The rate that both ends of a phy's link can run, or the code of the state that it ends in. */
static unsigned negotiate(const struct smp_sim_phy *phy)
{
    const struct smp_sim_phy *const ends[] = { phy, phy->far };
    uint64_t rate = smp_sim_get(phy->linked, "negotiated_physical_link_rate");
    uint64_t least = 0;

    if (phy->state > RATE_DISABLED && phy->state != RATE_SPINUP_HOLD)
        return phy->state;
    if (!phy->plugged || (phy->far && is_out(phy->far)))
        return RATE_UNKNOWN;
    for (size_t i = 0; i < 2 && ends[i]; i++) {
        uint64_t end_least = smp_sim_get(ends[i]->shown, "programmed_minimum_physical_link_rate");
        uint64_t end_most = smp_sim_get(ends[i]->shown, "programmed_maximum_physical_link_rate");

        rate = end_most < rate ? end_most : rate;
        least = end_least > least ? end_least : least;
    }
    return rate < least ? RATE_RESET_PROBLEM : (unsigned)rate;
}

/* Puts one end of a link into the state that was negotiated. The expander changes. */
static void settle(struct smp_sim_phy *phy, unsigned rate, unsigned reason)
{
    smp_sim_set_link(phy, rate);
    if (phy->expander->standard >= SAS_2) {
        smp_sim_put(phy->shown, "reason", reason);
        if (rate >= RATE_G1 && phy->far)
            smp_sim_put(phy->shown, "attached_reason", reason);
    }
    if (rate == RATE_RESET_PROBLEM)
        count_error(phy, "phy_reset_problem_count", EVENT_RESET_FAILED);
    smp_sim_join_zones(phy);
    smp_sim_change(phy->expander, phy);
}

void smp_sim_link_reset(struct smp_sim_phy *phy, unsigned reason)
{
    unsigned rate = negotiate(phy);

    if (phy->far && !is_out(phy->far))
        settle(phy->far, rate, reason);
    settle(phy, rate, reason);
}

void smp_sim_link_down(struct smp_sim_phy *phy, unsigned code)
{
    smp_sim_set_link(phy, code);
    if (phy->far && smp_sim_up(phy->far)) {
        smp_sim_set_link(phy->far, RATE_UNKNOWN);
        count_error(phy->far, "loss_of_dword_synchronization_count", EVENT_SYNC_LOST);
        smp_sim_change(phy->far->expander, phy->far);
    }
    smp_sim_change(phy->expander, phy);
}

/* ---- Paths ----------------------------------------------------------------------------------------- */

/* Does the phy lead to the requester: straight, or through an expander whose own way is known? */
static bool leads_up(const struct smp_sim_phy *phy, const struct smp_sim_host *requester)
{
    return phy->far ? phy->far->expander->ingress && smp_sim_up(phy) && !smp_sim_hidden(phy->far)
                    : phy->host == requester && smp_sim_up(phy);
}

/* The phy of an expander that leads to the requester, straight if there is one that does; NULL: none yet. */
static struct smp_sim_phy *find_ingress(const struct smp_sim_expander *expander)
{
    for (int far = 0; far <= 1; far++)
        for (struct smp_sim_phy *phy = expander->phys; phy < expander->phys + expander->phy_count; phy++)
            if ((phy->far != NULL) == far && leads_up(phy, expander->domain->requester))
                return phy;
    return NULL;
}

/* The zone group of the requester behind an ingress phy: the expander at its other end knows it within a ZPSDS. */
static unsigned find_group(const struct smp_sim_phy *ingress)
{
    return ingress->far && smp_sim_get(ingress->shown, "inside_zpsds")
               ? ingress->far->expander->source_group
               : (unsigned)smp_sim_get(ingress->shown, "zone_group");
}

void smp_sim_find_paths(struct smp_sim_domain *domain)
{
    bool found = domain->requester != NULL;

    for (struct smp_sim_expander *each = domain->expanders; each; each = each->next)
        each->ingress = NULL;
    while (found) {
        found = false;
        for (struct smp_sim_expander *each = domain->expanders; each; each = each->next)
            if (!each->ingress) {
                each->ingress = find_ingress(each);
                each->source_group = each->ingress ? find_group(each->ingress) : 0;
                found = found || each->ingress;
            }
    }
}
