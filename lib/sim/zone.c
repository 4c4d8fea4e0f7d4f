/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Zoning: the permission table, who may reach what, and the steps of a zone lock. */
#include "sim/domain.h"

#include <stdlib.h>
#include <string.h>

/* Zone groups that the standard gives a meaning. */
enum { GROUP_ALL = 1, GROUP_RESERVED_FIRST = 4, GROUP_RESERVED_LAST = 7 };

/* Fields of the zone phy information, in each of its four sets. */
static const char *const phy_fields[] = {
    "inside_zpsds_persistent",
    "requested_inside_zpsds",
    "zone_group_persistent",
    "zone_group",
};

/* ---- The permission table -------------------------------------------------------------------------- */

static size_t row_bytes(const struct smp_sim_expander *expander)
{
    return expander->zone_groups / 8;
}

static size_t table_bytes(const struct smp_sim_expander *expander)
{
    return expander->zone_groups * row_bytes(expander);
}

static void set_cell(struct smp_sim_expander *expander, unsigned set, unsigned source, unsigned destination,
                     bool permitted)
{
    size_t bytes = row_bytes(expander);
    uint8_t *byte = expander->permission[set] + source * bytes + (bytes - 1 - destination / 8);
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
    uint8_t *tables = calloc(ZONE_SETS * groups, groups / 8);

    if (!tables)
        return false;
    expander->zone_groups = groups;
    for (unsigned set = 0; set < ZONE_SETS; set++)
        expander->permission[set] = tables + set * table_bytes(expander);
    for (unsigned group = 0; group < groups; group++) {
        set_cell(expander, ZONE_CURRENT, GROUP_ALL, group, true);
        set_cell(expander, ZONE_CURRENT, group, GROUP_ALL, true);
    }
    for (unsigned set = ZONE_SHADOW; set < ZONE_SETS; set++)
        memcpy(expander->permission[set], expander->permission[ZONE_CURRENT], table_bytes(expander));
    return true;
}

/* ---- Access ---------------------------------------------------------------------------------------- */

bool smp_sim_zoned(const struct smp_sim_expander *expander)
{
    return expander->zone_groups && expander->variable[VAR_ZONING_ENABLED];
}

bool smp_sim_access(const struct smp_sim_expander *expander, unsigned group)
{
    size_t bytes = row_bytes(expander);

    return !smp_sim_zoned(expander) || !expander->ingress ||
           (expander->source_group < expander->zone_groups &&
            smp_zone_permits(expander->permission[ZONE_CURRENT] + expander->source_group * bytes, bytes, group));
}

bool smp_sim_hidden(const struct smp_sim_phy *phy)
{
    return smp_sim_zoned(phy->expander) &&
           !smp_sim_access(phy->expander, (unsigned)smp_sim_discover(phy, "zone_group"));
}

/* ---- Sets of zoning data --------------------------------------------------------------------------- */

bool smp_sim_shadow_differs(const struct smp_sim_expander *expander)
{
    const uint64_t *enabled = &expander->variable[VAR_ZONING_ENABLED];

    if (enabled[ZONE_SHADOW] != enabled[ZONE_CURRENT] ||
        memcmp(expander->permission[ZONE_SHADOW], expander->permission[ZONE_CURRENT], table_bytes(expander)))
        return true;
    for (size_t i = 0; i < sizeof phy_fields / sizeof *phy_fields; i++) {
        const struct smp_field *shadow = smp_sim_zone_row(ZONE_SHADOW, phy_fields[i]);
        const struct smp_field *current = smp_sim_zone_row(ZONE_CURRENT, phy_fields[i]);

        for (unsigned phy = 0; phy < expander->phy_count; phy++) {
            const uint8_t *image = expander->phys[phy].image[IMAGE_DISCOVER];

            if (smp_field_get(image, shadow) != smp_field_get(image, current))
                return true;
        }
    }
    return false;
}

void smp_sim_copy_zoning(struct smp_sim_expander *expander, enum smp_sim_zone_set to,
                         enum smp_sim_zone_set from, uint64_t what)
{
    const struct smp_function *discover = &smp_function_discover;
    uint64_t *enabled = &expander->variable[VAR_ZONING_ENABLED];

    if (what & SAVE_ENABLED)
        enabled[to] = enabled[from];
    if (what & SAVE_TABLE)
        memcpy(expander->permission[to], expander->permission[from], table_bytes(expander));
    for (size_t i = 0; what & SAVE_PHYS && i < sizeof phy_fields / sizeof *phy_fields; i++) {
        const struct smp_field *target = smp_sim_zone_row(to, phy_fields[i]);
        const struct smp_field *source = smp_sim_zone_row(from, phy_fields[i]);

        for (unsigned phy = 0; phy < expander->phy_count; phy++) {
            uint8_t *image = expander->phys[phy].image[IMAGE_DISCOVER];

            smp_field_put(image, discover->response_bytes, target, smp_field_get(image, source));
        }
    }
}

/* The shadow set follows, unless a zone manager has put another group there. */
void smp_sim_zone_regroup(struct smp_sim_phy *phy, uint64_t group)
{
    if (smp_sim_discover(phy, "shadow_zone_group") == smp_sim_discover(phy, "zone_group"))
        smp_sim_set_discover(phy, "shadow_zone_group", group);
    smp_sim_set_discover(phy, "zone_group", group);
}

void smp_sim_zone_unlock(struct smp_sim_expander *expander)
{
    bool changed = expander->variable[VAR_LOCK_CHANGED];

    smp_sim_copy_zoning(expander, ZONE_SHADOW, ZONE_CURRENT, SAVE_ALL);
    smp_sim_set_general(expander, "zone_locked", 0);
    if (!(expander->quirks & QUIRK_KEEP_MANAGER))
        smp_sim_set_general(expander, "active_zone_manager_sas_address", 0);
    for (unsigned i = VAR_LOCK_DEADLINE; i <= VAR_LOCK_SAVE; i++)
        expander->variable[i] = 0;
    expander->saves.count = 0;
    expander->domain->changed = true;
    if (changed)
        smp_sim_change(expander, NULL);
}
