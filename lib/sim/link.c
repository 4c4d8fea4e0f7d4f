/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Links: what comes up and goes down at the ends of a cable, and what the expanders report of it. */
#include "sim/domain.h"

#include <string.h>

bool smp_sim_up(const struct smp_sim_phy *phy)
{
    return !phy->vacant && smp_sim_discover(phy, "negotiated_logical_link_rate") >= RATE_G1;
}

/* Fields that describe the link and what is at its other end. */
static bool is_link_row(const struct smp_field *row)
{
    return !(row->flags & FIELD_LINE) &&
           (strncmp(row->key, "attached_", 9) == 0 || strncmp(row->key, "negotiated_", 11) == 0 ||
            strcmp(row->key, "current_phy_capabilities") == 0);
}

/* Copies the link's fields from the image of the link when it is up, or clears them. */
static void load_link(struct smp_sim_phy *phy, bool up)
{
    const struct smp_function *discover = &smp_function_discover;
    const struct smp_frame plugged = {
        .function = discover,
        .table = &discover->response,
        .data = phy->image[IMAGE_PLUGGED],
        .length = discover->response_bytes,
    };

    for (size_t i = 0; i < discover->response.count; i++) {
        const struct smp_field *row = &discover->response.rows[i];

        if (is_link_row(row))
            smp_field_put(phy->image[IMAGE_DISCOVER], discover->response_bytes, row,
                          up ? smp_field_number(&plugged, row) : 0);
    }
}

static void set_rate(struct smp_sim_phy *phy, unsigned rate)
{
    smp_sim_set_discover(phy, "negotiated_logical_link_rate", rate);
    smp_sim_set_discover(phy, "negotiated_physical_link_rate", rate);
}

void smp_sim_clear_link(struct smp_sim_phy *phy, unsigned code)
{
    load_link(phy, false);
    set_rate(phy, code);
}

/* Errors that links make here: each has a counter that stops at its end, and may have a phy event that
 * wraps. */
static const struct error {
    const char *key;
    uint8_t event; /* phy event source */
} sync_lost = { "loss_of_dword_synchronization_count", 3 }, reset_failed = { "phy_reset_problem_count", 4 };

static void count_error(struct smp_sim_expander *expander, unsigned phy, const struct error *error)
{
    const struct smp_function *log = &smp_function_report_phy_error_log;
    uint8_t *image = expander->phys[phy].image[IMAGE_ERROR_LOG];
    struct smp_sim_event *events = expander->events.items;
    uint64_t count = smp_sim_get(log, image, error->key);

    if (count < UINT32_MAX)
        smp_sim_put(log, image, error->key, count + 1);
    for (size_t i = 0; i < expander->events.count; i++)
        if (events[i].phy == phy && events[i].source == error->event)
            events[i].value = (events[i].value + 1) & UINT32_MAX;
}

/* ---- Changes --------------------------------------------------------------------------------------- */

void smp_sim_count_broadcast(struct smp_sim_expander *expander, uint64_t type, uint64_t phy, uint64_t reason)
{
    struct smp_sim_broadcast *item = smp_sim_broadcast_item(expander, type, phy, reason);

    if (item)
        item->count = item->count >= UINT16_MAX ? 1 : item->count + 1;
}

void smp_sim_change(struct smp_sim_domain *domain, struct smp_sim_expander *expander, unsigned phy)
{
    uint64_t count = smp_sim_general(expander, "expander_change_count") + 1;

    if (count > UINT16_MAX)
        count = expander->standard >= SAS_2;
    smp_sim_set_general(expander, "expander_change_count", count);
    if (phy < expander->phy_count)
        smp_sim_set_discover(&expander->phys[phy], "phy_change_count",
                             (smp_sim_discover(&expander->phys[phy], "phy_change_count") + 1) & 0xff);
    smp_sim_count_broadcast(expander, 0, phy < expander->phy_count ? phy : SIM_NO_PHY, 0);
    for (struct smp_sim_expander *each = domain->expanders; each; each = each->next)
        if (smp_sim_general(each, "maximum_number_of_routed_sas_addresses")) {
            uint64_t *changes = &each->variable[VAR_ROUTE_CHANGES];

            *changes = *changes >= UINT16_MAX ? 1 : *changes + 1;
        }
    domain->changed = true;
}

/* ---- Link resets ----------------------------------------------------------------------------------- */

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Does the phy take no part in link resets: disabled, or busy with a test pattern? */
static bool is_out(const struct smp_sim_phy *phy)
{
    return phy->testing || smp_sim_discover(phy, "negotiated_physical_link_rate") == RATE_DISABLED;
}

void smp_sim_join_zones(struct smp_sim_expander *expander, struct smp_sim_phy *phy)
{
    const struct smp_sim_phy *far = phy->far ? &phy->far->phys[phy->far_phy] : NULL;
    bool inside = far && smp_sim_zoned(expander) && smp_sim_zoned(phy->far) &&
                  smp_sim_discover(phy, "requested_inside_zpsds") &&
                  smp_sim_discover(far, "requested_inside_zpsds");

    if (inside && !smp_sim_discover(phy, "inside_zpsds"))
        smp_sim_zone_regroup(phy, 1);
    smp_sim_set_discover(phy, "inside_zpsds", inside);
    if (far) {
        smp_sim_set_discover(phy, "attached_requested_inside_zpsds",
                             smp_sim_discover(far, "requested_inside_zpsds"));
        smp_sim_set_discover(phy, "attached_inside_zpsds_persistent",
                             smp_sim_discover(far, "inside_zpsds_persistent"));
    }
}

/* The rate that both ends of a phy's link can run, or the code of the state that it ends in. */
static unsigned negotiate(const struct smp_sim_phy *phy)
{
    const struct smp_sim_phy *far = phy->far ? &phy->far->phys[phy->far_phy] : NULL;
    unsigned rate = (unsigned)smp_sim_get(&smp_function_discover, phy->image[IMAGE_PLUGGED],
                                          "negotiated_physical_link_rate");

    if (phy->state > RATE_DISABLED && phy->state != RATE_SPINUP_HOLD)
        return phy->state;
    if (phy->plug == PLUG_NOTHING || (far && is_out(far)))
        return RATE_UNKNOWN;
    rate = smaller(rate, (unsigned)smp_sim_discover(phy, "programmed_maximum_physical_link_rate"));
    if (far)
        rate = smaller(rate, (unsigned)smp_sim_discover(far, "programmed_maximum_physical_link_rate"));
    if (rate < smp_sim_discover(phy, "programmed_minimum_physical_link_rate") ||
        (far && rate < smp_sim_discover(far, "programmed_minimum_physical_link_rate")))
        return RATE_RESET_PROBLEM;
    return rate;
}

/* Puts one end of a link into the state that was negotiated. */
static void settle(struct smp_sim_expander *expander, unsigned index, unsigned rate, unsigned reason)
{
    struct smp_sim_phy *phy = &expander->phys[index];

    load_link(phy, rate >= RATE_G1);
    set_rate(phy, rate);
    if (expander->standard >= SAS_2) {
        smp_sim_set_discover(phy, "reason", reason);
        if (rate >= RATE_G1 && phy->far)
            smp_sim_set_discover(phy, "attached_reason", reason);
    }
    if (rate == RATE_RESET_PROBLEM)
        count_error(expander, index, &reset_failed);
}

void smp_sim_link_reset(struct smp_sim_domain *domain, struct smp_sim_expander *expander, unsigned index,
                        unsigned reason)
{
    struct smp_sim_phy *phy = &expander->phys[index];
    struct smp_sim_phy *far = phy->far ? &phy->far->phys[phy->far_phy] : NULL;
    unsigned rate = negotiate(phy);

    settle(expander, index, rate, reason);
    if (far && !is_out(far)) {
        settle(phy->far, phy->far_phy, rate, reason);
        smp_sim_change(domain, phy->far, phy->far_phy);
        smp_sim_join_zones(phy->far, far);
    }
    smp_sim_join_zones(expander, phy);
    smp_sim_change(domain, expander, index);
}

void smp_sim_link_down(struct smp_sim_domain *domain, struct smp_sim_expander *expander, unsigned index,
                       unsigned code)
{
    struct smp_sim_phy *phy = &expander->phys[index];
    struct smp_sim_phy *far = phy->far ? &phy->far->phys[phy->far_phy] : NULL;

    smp_sim_clear_link(phy, code);
    if (far && smp_sim_up(far)) {
        load_link(far, false);
        count_error(phy->far, phy->far_phy, &sync_lost);
        smp_sim_change(domain, phy->far, phy->far_phy);
    }
    smp_sim_change(domain, expander, index);
}

/* ---- Paths ----------------------------------------------------------------------------------------- */

/* The phy of an expander that leads to the requester, once the expanders next to it are known. */
static unsigned find_ingress(const struct smp_sim_domain *domain, const struct smp_sim_expander *expander)
{
    for (unsigned i = 0; i < expander->phy_count; i++) {
        const struct smp_sim_phy *phy = &expander->phys[i];

        if (phy->plug == PLUG_HOST && phy->host == domain->requester && smp_sim_up(phy))
            return i;
    }
    for (unsigned i = 0; i < expander->phy_count; i++) {
        const struct smp_sim_phy *phy = &expander->phys[i];

        if (phy->plug == PLUG_EXPANDER && phy->far->ingress != SIM_NO_PHY && smp_sim_up(phy) &&
            !smp_sim_hidden(domain, phy->far, phy->far_phy))
            return i;
    }
    return SIM_NO_PHY;
}

void smp_sim_find_paths(struct smp_sim_domain *domain)
{
    bool found = domain->requester != NULL;

    for (struct smp_sim_expander *each = domain->expanders; each; each = each->next)
        each->ingress = SIM_NO_PHY;
    while (found) {
        found = false;
        for (struct smp_sim_expander *each = domain->expanders; each; each = each->next)
            if (each->ingress == SIM_NO_PHY) {
                each->ingress = find_ingress(domain, each);
                found = found || each->ingress != SIM_NO_PHY;
            }
    }
}
