/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Zoning: the permission table, who may reach what, and the steps of a zone lock. */
#include "sim/domain.h"

#include <stdlib.h>
#include <string.h>

/* Zone groups that the standard gives a meaning. */
enum { GROUP_NONE = 0, GROUP_ALL = 1, GROUP_RESERVED_FIRST = 4, GROUP_RESERVED_LAST = 7 };

/* Fields of the zone phy information, in each of its four sets. */
static const char *const phy_fields[] = {
    "inside_zpsds_persistent",
    "requested_inside_zpsds",
    "zone_group_persistent",
    "zone_group",
};

/* ---- The permission table -------------------------------------------------------------------------- */

static size_t table_bytes(const struct smp_sim_expander *expander)
{
    return (size_t)expander->zone_groups * (expander->zone_groups / 8);
}

/* The byte of a row for a destination group: group 0 is bit 0 of the last byte. */
static uint8_t *cell_byte(const struct smp_sim_expander *expander, enum smp_sim_zone_set set, unsigned source,
                          unsigned destination)
{
    size_t bytes = expander->zone_groups / 8;

    return expander->permission[set] + source * bytes + (bytes - 1 - destination / 8);
}

static void set_cell(struct smp_sim_expander *expander, enum smp_sim_zone_set set, unsigned source,
                     unsigned destination, bool permitted)
{
    uint8_t *byte = cell_byte(expander, set, source, destination);
    uint8_t bit = (uint8_t)(1U << destination % 8);

    *byte = (uint8_t)(permitted ? *byte | bit : *byte & ~bit);
}

bool smp_sim_permitted(const struct smp_sim_expander *expander, enum smp_sim_zone_set set, unsigned source,
                       unsigned destination)
{
    if (source >= expander->zone_groups || destination >= expander->zone_groups)
        return false;
    return *cell_byte(expander, set, source, destination) >> destination % 8 & 1;
}

static bool is_fixed(unsigned group)
{
    return group <= GROUP_ALL || (group >= GROUP_RESERVED_FIRST && group <= GROUP_RESERVED_LAST);
}

void smp_sim_permit(struct smp_sim_expander *expander, enum smp_sim_zone_set set, unsigned source,
                    unsigned destination, bool permitted)
{
    if (is_fixed(source) || is_fixed(destination) || source >= expander->zone_groups ||
        destination >= expander->zone_groups)
        return;
    set_cell(expander, set, source, destination, permitted);
    if (!(expander->quirks & QUIRK_NO_TRANSPOSE))
        set_cell(expander, set, destination, source, permitted);
}

bool smp_sim_make_zoning(struct smp_sim_expander *expander, unsigned groups)
{
    uint8_t *tables = calloc(ZONE_SETS * groups, groups / 8);

    if (!tables)
        return false;
    expander->zone_groups = groups;
    for (unsigned set = 0; set < ZONE_SETS; set++)
        expander->permission[set] = tables + set * table_bytes(expander);
    for (unsigned set = 0; set < ZONE_SETS; set++)
        for (unsigned group = GROUP_NONE; group < groups; group++) {
            set_cell(expander, (enum smp_sim_zone_set)set, GROUP_ALL, group, true);
            set_cell(expander, (enum smp_sim_zone_set)set, group, GROUP_ALL, true);
        }
    smp_sim_set_general(expander, "zoning_supported", 1);
    smp_sim_set_general(expander, "number_of_zone_groups", groups > 128);
    return true;
}

/* ---- Access ---------------------------------------------------------------------------------------- */

bool smp_sim_zoned(const struct smp_sim_expander *expander)
{
    return expander->zone_groups && smp_sim_general(expander, "zoning_enabled");
}

static unsigned phy_group(const struct smp_sim_expander *expander, unsigned phy)
{
    return (unsigned)smp_sim_discover(&expander->phys[phy], "zone_group");
}

/* The group that a request carries: that of the phy where it came into the ZPSDS. */
static unsigned source_group(const struct smp_sim_expander *expander)
{
    for (unsigned hops = 0; hops < SIM_MAX_EXPANDERS; hops++) {
        const struct smp_sim_phy *phy = &expander->phys[expander->ingress];

        if (!phy->far || phy->far->ingress == SIM_NO_PHY || !smp_sim_discover(phy, "inside_zpsds"))
            break;
        expander = phy->far;
    }
    return phy_group(expander, expander->ingress);
}

bool smp_sim_access(const struct smp_sim_domain *domain, const struct smp_sim_expander *expander,
                    unsigned group)
{
    if (!smp_sim_zoned(expander) || !domain->requester || expander->ingress == SIM_NO_PHY)
        return true;
    return smp_sim_permitted(expander, ZONE_CURRENT, source_group(expander), group);
}

bool smp_sim_hidden(const struct smp_sim_domain *domain, const struct smp_sim_expander *expander,
                    unsigned phy)
{
    return smp_sim_zoned(expander) && !smp_sim_access(domain, expander, phy_group(expander, phy));
}

/* ---- Sets of zoning data --------------------------------------------------------------------------- */

static const struct smp_field *phy_row(enum smp_sim_zone_set set, const char *field)
{
    char key[64];

    return smp_sim_row(&smp_function_discover.response, smp_sim_zone_key(set, field, key, sizeof key));
}

static uint64_t phy_value(const struct smp_sim_phy *phy, const struct smp_field *row)
{
    const struct smp_frame frame = {
        .function = &smp_function_discover,
        .data = phy->image[IMAGE_DISCOVER],
        .length = smp_function_discover.response_bytes,
    };

    return smp_field_number(&frame, row);
}

/* Has a phy other zone phy information in one set than in the other? */
static bool phys_differ(const struct smp_sim_expander *expander, enum smp_sim_zone_set a,
                        enum smp_sim_zone_set b)
{
    for (size_t i = 0; i < sizeof phy_fields / sizeof *phy_fields; i++) {
        const struct smp_field *row_a = phy_row(a, phy_fields[i]);
        const struct smp_field *row_b = phy_row(b, phy_fields[i]);

        for (unsigned phy = 0; phy < expander->phy_count; phy++)
            if (phy_value(&expander->phys[phy], row_a) != phy_value(&expander->phys[phy], row_b))
                return true;
    }
    return false;
}

/* Copies one set of zone phy information of all phys onto another. */
static void copy_phys(struct smp_sim_expander *expander, enum smp_sim_zone_set to, enum smp_sim_zone_set from)
{
    for (size_t i = 0; i < sizeof phy_fields / sizeof *phy_fields; i++) {
        const struct smp_field *target = phy_row(to, phy_fields[i]);
        const struct smp_field *source = phy_row(from, phy_fields[i]);

        for (unsigned phy = 0; phy < expander->phy_count; phy++)
            smp_field_put(expander->phys[phy].image[IMAGE_DISCOVER], smp_function_discover.response_bytes,
                          target, phy_value(&expander->phys[phy], source));
    }
}

static void copy_table(struct smp_sim_expander *expander, enum smp_sim_zone_set to,
                       enum smp_sim_zone_set from)
{
    memcpy(expander->permission[to], expander->permission[from], table_bytes(expander));
}

/* Is anything in the shadow set other than in the current one? */
static bool shadow_differs(const struct smp_sim_expander *expander)
{
    return expander->variable[VAR_ZONING_SHADOW] != smp_sim_general(expander, "zoning_enabled") ||
           memcmp(expander->permission[ZONE_SHADOW], expander->permission[ZONE_CURRENT],
                  table_bytes(expander)) != 0 ||
           phys_differ(expander, ZONE_SHADOW, ZONE_CURRENT);
}

bool smp_sim_zone_configuring(const struct smp_sim_expander *expander)
{
    return expander->zone_groups && smp_sim_general(expander, "zone_locked") && shadow_differs(expander);
}

void smp_sim_zone_reload(struct smp_sim_expander *expander)
{
    expander->variable[VAR_ZONING_SHADOW] = smp_sim_general(expander, "zoning_enabled");
    copy_table(expander, ZONE_SHADOW, ZONE_CURRENT);
    copy_phys(expander, ZONE_SHADOW, ZONE_CURRENT);
}

/* The shadow set follows, unless a zone manager has put another group there. */
void smp_sim_zone_regroup(struct smp_sim_phy *phy, uint64_t group)
{
    if (smp_sim_discover(phy, "shadow_zone_group") == smp_sim_discover(phy, "zone_group"))
        smp_sim_set_discover(phy, "shadow_zone_group", group);
    smp_sim_set_discover(phy, "zone_group", group);
}

static void save(struct smp_sim_expander *expander)
{
    uint64_t what = expander->variable[VAR_LOCK_SAVE];

    if (what & SAVE_ENABLED)
        expander->variable[VAR_ZONING_SAVED] = expander->variable[VAR_ZONING_SHADOW];
    if (what & SAVE_TABLE)
        copy_table(expander, ZONE_SAVED, ZONE_SHADOW);
    if (what & SAVE_PHYS)
        copy_phys(expander, ZONE_SAVED, ZONE_SHADOW);
    expander->variable[VAR_LOCK_SAVE] = 0;
}

void smp_sim_zone_activate(struct smp_sim_domain *domain, struct smp_sim_expander *expander)
{
    bool differs = shadow_differs(expander);

    smp_sim_set_general(expander, "zoning_enabled", expander->variable[VAR_ZONING_SHADOW]);
    copy_table(expander, ZONE_CURRENT, ZONE_SHADOW);
    copy_phys(expander, ZONE_CURRENT, ZONE_SHADOW);
    save(expander);
    expander->variable[VAR_LOCK_ACTIVATED] = 1;
    domain->changed = true;
    if (!differs)
        return;
    if (expander->quirks & QUIRK_CHANGE_AT_ACTIVATE)
        smp_sim_change(domain, expander, SIM_NO_PHY);
    else
        expander->variable[VAR_LOCK_CHANGED] = 1;
}

void smp_sim_zone_unlock(struct smp_sim_domain *domain, struct smp_sim_expander *expander)
{
    bool changed = expander->variable[VAR_LOCK_CHANGED] != 0;

    smp_sim_zone_reload(expander);
    smp_sim_set_general(expander, "zone_locked", 0);
    if (!(expander->quirks & QUIRK_KEEP_MANAGER))
        smp_sim_set_general(expander, "active_zone_manager_sas_address", 0);
    expander->variable[VAR_LOCK_DEADLINE] = 0;
    expander->variable[VAR_LOCK_ACTIVATED] = 0;
    expander->variable[VAR_LOCK_CHANGED] = 0;
    expander->variable[VAR_LOCK_SAVE] = 0;
    expander->saves.count = 0;
    domain->changed = true;
    if (changed)
        smp_sim_change(domain, expander, SIM_NO_PHY);
}
