/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Zoning: the permission table, who may reach what, and the steps of a zone lock. */
#include "sim/domain.h"

#include <string.h>

/* Zone groups that the standard gives a meaning. */
enum { GROUP_ALL = 1, GROUP_RESERVED_FIRST = 4, GROUP_RESERVED_LAST = 7 };

/* Fields of DISCOVER that are there in each set: those of the zone phy information, and one that is the expander's. */
#define IN_SETS(key) \
    { \
        [ZONE_CURRENT] = key, [ZONE_SHADOW] = "shadow_" key, [ZONE_SAVED] = "saved_" key, \
        [ZONE_DEFAULT] = "default_" key \
    }
static const char *const zone_keys[][ZONE_SETS] = {
    IN_SETS("inside_zpsds_persistent"), IN_SETS("requested_inside_zpsds"), IN_SETS("zone_group_persistent"),
    IN_SETS("zone_group"), IN_SETS("zoning_enabled"),
};
enum { ALL_FIELDS = sizeof zone_keys / sizeof *zone_keys, PHY_FIELDS = ALL_FIELDS - 1 };

const struct smp_field *smp_sim_zone_row(enum smp_sim_zone_set set, const char *field)
{
    for (size_t i = 0; i < ALL_FIELDS; i++)
        if (strcmp(zone_keys[i][ZONE_CURRENT], field) == 0)
            return smp_sim_row(&smp_function_discover.response, zone_keys[i][set]);
    return NULL;
}

/* ---- The permission table -------------------------------------------------------------------------- */

/* A row of the table in a set, and the bytes of all of them. */
static uint8_t *row_of(const struct smp_sim_expander *expander, unsigned set, unsigned source)
{
    return smp_sim_item(expander, PART_PERMISSIONS, set * expander->zone_groups + source).bytes;
}

static size_t table_bytes(const struct smp_sim_expander *expander)
{
    return expander->zone_groups * expander->parts[PART_PERMISSIONS].bytes;
}

static void set_cell(struct smp_sim_expander *expander, unsigned set, unsigned source, unsigned destination,
                     bool permitted)
{
    size_t last = expander->parts[PART_PERMISSIONS].bytes - 1;
    uint8_t *byte = row_of(expander, set, source) + last - destination / 8;
    unsigned bit = 1U << destination % 8;

    *byte = (uint8_t)(permitted ? *byte | bit : *byte & ~bit);
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
    expander->parts[PART_PERMISSIONS].bytes = groups / 8;
    if (!smp_sim_make(expander, PART_PERMISSIONS, (size_t)ZONE_SETS * groups))
        return false;
    expander->zone_groups = groups;
    memset(row_of(expander, ZONE_CURRENT, GROUP_ALL), 0xff, groups / 8);
    for (unsigned group = 0; group < groups; group++)
        set_cell(expander, ZONE_CURRENT, group, GROUP_ALL, true);
    for (enum smp_sim_zone_set set = 0; set < ZONE_SETS; set++)
        smp_sim_fill(expander->phys->shown, expander->phy_count, smp_sim_zone_row(set, "zone_group"), GROUP_ALL, 0);
    return true;
}

/* ---- Access ---------------------------------------------------------------------------------------- */

bool smp_sim_zoned(const struct smp_sim_expander *expander)
{
    return expander->zone_groups && expander->variable[VAR_ZONING_ENABLED];
}

bool smp_sim_access(const struct smp_sim_expander *expander, unsigned group)
{
    return !smp_sim_zoned(expander) || !expander->ingress ||
           (expander->source_group < expander->zone_groups &&
            smp_zone_permits(row_of(expander, ZONE_CURRENT, expander->source_group),
                             expander->parts[PART_PERMISSIONS].bytes, group));
}

bool smp_sim_hidden(const struct smp_sim_phy *phy)
{
    return smp_sim_zoned(phy->expander) &&
           !smp_sim_access(phy->expander, (unsigned)smp_sim_get(phy->shown, "zone_group"));
}

/* ---- Sets of zoning data --------------------------------------------------------------------------- */

bool smp_sim_shadow_differs(const struct smp_sim_expander *expander)
{
    const uint64_t *enabled = &expander->variable[VAR_ZONING_ENABLED];

    if (enabled[ZONE_SHADOW] != enabled[ZONE_CURRENT] ||
        memcmp(row_of(expander, ZONE_SHADOW, 0), row_of(expander, ZONE_CURRENT, 0), table_bytes(expander)))
        return true;
    for (size_t i = 0; i < PHY_FIELDS; i++) {
        const struct smp_field *shadow = smp_sim_row(&smp_function_discover.response, zone_keys[i][ZONE_SHADOW]);
        const struct smp_field *current = smp_sim_row(&smp_function_discover.response, zone_keys[i][ZONE_CURRENT]);

        for (const struct smp_sim_phy *phy = expander->phys; phy < expander->phys + expander->phy_count; phy++)
            if (smp_field_get(phy->shown.bytes, shadow) != smp_field_get(phy->shown.bytes, current))
                return true;
    }
    return false;
}

void smp_sim_copy_zoning(struct smp_sim_expander *expander, enum smp_sim_zone_set to,
                         enum smp_sim_zone_set from, uint64_t what)
{
    uint64_t *enabled = &expander->variable[VAR_ZONING_ENABLED];

    if (what & SAVE_ENABLED)
        enabled[to] = enabled[from];
    if (what & SAVE_TABLE)
        memcpy(row_of(expander, to, 0), row_of(expander, from, 0), table_bytes(expander));
    for (size_t i = 0; what & SAVE_PHYS && i < PHY_FIELDS; i++) {
        const struct smp_field *target = smp_sim_row(&smp_function_discover.response, zone_keys[i][to]);
        const struct smp_field *source = smp_sim_row(&smp_function_discover.response, zone_keys[i][from]);

        for (struct smp_sim_phy *phy = expander->phys; phy < expander->phys + expander->phy_count; phy++)
            smp_field_put(phy->shown.bytes, phy->shown.size, target, smp_field_get(phy->shown.bytes, source));
    }
}

/* The shadow set follows, unless a zone manager has put another group there. */
void smp_sim_zone_regroup(struct smp_sim_phy *phy, uint64_t group)
{
    if (smp_sim_get(phy->shown, "shadow_zone_group") == smp_sim_get(phy->shown, "zone_group"))
        smp_sim_put(phy->shown, "shadow_zone_group", group);
    smp_sim_put(phy->shown, "zone_group", group);
}

void smp_sim_zone_unlock(struct smp_sim_expander *expander)
{
    bool changed = expander->variable[VAR_LOCK_CHANGED];

    smp_sim_copy_zoning(expander, ZONE_SHADOW, ZONE_CURRENT, SAVE_ALL);
    smp_sim_put(expander->general, "zone_locked", 0);
    if (!(expander->quirks & QUIRK_KEEP_MANAGER))
        smp_sim_put(expander->general, "active_zone_manager_sas_address", 0);
    for (unsigned i = VAR_LOCK_DEADLINE; i <= VAR_LOCK_SAVE; i++)
        expander->variable[i] = 0;
    expander->parts[PART_SAVES].count = 0;
    expander->domain->changed = true;
    if (changed)
        smp_sim_change(expander, NULL);
}
