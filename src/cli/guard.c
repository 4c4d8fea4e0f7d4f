/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Refusing what would cut a target off from this host. */
#include "phy.h"
#include "interface/interface.h"

enum {
    LOWEST_RATE = 8,      /* negotiated rate code from which on a link is up */
    SUBTRACTIVE = 1,      /* routing attribute */
    EXPANDER = 2,         /* attached device type, and above: fanout expander */
    MANAGEMENT_GROUP = 2, /* zone group whose access lets a requester manage zoning */
    SHADOW = 1            /* report type of the permission table */
};

/* The working phys of the target that lead to this host. */
static struct {
    struct smp_way known;
    struct phy_table table;
    const struct smp_frame *phys[MAX_PHYS];
    size_t phy_count;
} way;

static bool is_ours(uint64_t address)
{
    for (size_t i = 0; i < way.known.count; i++)
        if (address == way.known.requesters[i])
            return true;
    return false;
}

/* Is this a working phy that leads to this host? A host that is not attached here is reached upward: through the next
 * expander; where it is not known which one that is, through the subtractive port. */
static bool leads(const struct smp_frame *phy, bool upward)
{
    uint64_t type = smp_frame_value(phy, "attached_device_type");
    uint64_t address = smp_frame_value(phy, "attached_sas_address");

    if (phy->result || smp_frame_value(phy, "negotiated_logical_link_rate") < LOWEST_RATE)
        return false;
    if (!upward)
        return type && is_ours(address);
    if (type < EXPANDER)
        return false;
    if (way.known.next_hop)
        return address == way.known.next_hop;
    return smp_frame_value(phy, "routing_attribute") == SUBTRACTIVE;
}

/* Does the guard watch this run? Only if it is known whose requests these are. */
static bool is_watched(const struct cli *cli)
{
    if (!cli->device || cli->dry_run || cli_count(cli, "force"))
        return false;
    smp_device_way(cli->device, &way.known);
    return way.known.count > 0;
}

/* Finds the way: the phys to this host, or else those upward. There are none where it cannot be known. */
static void find_way(struct cli *cli)
{
    const struct phy_query query = { .count = MAX_PHYS, .ignore_zone = true, .type = LONG_DESCRIPTOR };

    if (phy_table_read(cli, &query, &way.table))
        return;
    for (int upward = 0; upward <= 1 && !way.phy_count; upward++)
        for (size_t i = 0; i < way.table.used; i++)
            if (leads(&way.table.entries[i].frame, upward))
                way.phys[way.phy_count++] = &way.table.entries[i].frame;
}

static int refuse(struct cli *cli, const char *why)
{
    smp_fail(&cli->error, SMP_SYNTAX, 0, "refused, nothing was sent: %s", why);
    smp_hint(&cli->error, "--force does it all the same");
    return cli_report(cli, &cli->error);
}

/* ---- Phys ------------------------------------------------------------------------------------------ */

/* Asks whether a single phy may be on the way; false: certainly not, and nothing more need be asked. */
static bool may_be_on_way(struct cli *cli, unsigned phy)
{
    return phy_send(cli, phy, true) || leads(&cli->answer.frame, false) || leads(&cli->answer.frame, true);
}

int guard_disable(struct cli *cli)
{
    unsigned only = cli->first_phy, phy = 0;
    size_t left = 0;
    char why[160];

    if (!is_watched(cli) || (cli->phy_count <= 1 && !may_be_on_way(cli, only)))
        return SMP_OK;
    find_way(cli);
    for (size_t i = 0; i < way.phy_count; i++) {
        phy = (unsigned)smp_frame_value(way.phys[i], "phy_identifier");
        left += cli->phy_count ? !cli->phys[phy] : phy != only;
    }
    if (way.phy_count == 0 || left)
        return SMP_OK;
    snprintf(why, sizeof why,
             "phy %u is the last working phy that leads to this host (SAS address 0x%" PRIx64 ")", phy,
             way.known.requesters[0]);
    return refuse(cli, why);
}

/* ---- Zoning ---------------------------------------------------------------------------------------- */

/* ZP[group, MANAGEMENT_GROUP] of the shadow permission table, true as well where it cannot be read. */
static bool may_manage(struct cli *cli, uint64_t group)
{
    const struct smp_param params[] = {
        { .key = "report_type", .number = SHADOW },
        { .key = "starting_source_zone_group", .number = group },
        { .key = "maximum_number_of_zone_permission_descriptors", .number = 1 },
    };
    struct smp_list_iterator list;
    const uint8_t *bytes;
    size_t length;

    if (cli_send(cli, &smp_function_report_zone_permission_table, params, sizeof params / sizeof *params))
        return true;
    list = smp_frame_list(&cli->answer.frame);
    if (!smp_list_next(&list))
        return true;
    bytes = smp_field_bytes(&list.element, smp_frame_row(&list.element, "zone_permission"), &length);
    return smp_zone_permits(bytes, length, MANAGEMENT_GROUP);
}

/* Will zoning be enabled after the activate step? 1: yes, 0: no, -1: not known. Of SMP targets only those that
 * are newer than SAS-2, which have slot numbers, tell. */
static int zoning_comes(const struct smp_frame *phy)
{
    uint64_t slot;

    if (smp_frame_get(phy, "device_slot_number", &slot))
        return smp_frame_value(phy, "shadow_zoning_enabled") != 0;
    return way.known.zoning_comes;
}

/* Will this host come through this phy as a zone group that may not manage? Not where the group comes from
 * another expander (inside ZPSDS), the phy tells no shadow group, or zoning will be off. */
static bool is_shut_out(struct cli *cli, const struct smp_frame *phy, uint64_t *group)
{
    return !smp_frame_value(phy, "inside_zpsds") && smp_frame_get(phy, "shadow_zone_group", group) &&
           zoning_comes(phy) != 0 && !may_manage(cli, *group);
}

/* May activating shut this host out? Not if the target is not locked by it: then the target refuses by
 * itself. Nor where physical presence is asserted: then any host may manage. */
static bool can_shut_out(struct cli *cli)
{
    return !cli_send(cli, &smp_function_report_general, NULL, 0) &&
           smp_frame_value(&cli->answer.frame, "zone_locked") &&
           !smp_frame_value(&cli->answer.frame, "physical_presence_asserted") &&
           is_ours(smp_frame_value(&cli->answer.frame, "active_zone_manager_sas_address"));
}

int guard_activate(struct cli *cli)
{
    uint64_t group = 0;
    bool certain = true, left = false;
    char why[160];

    if (!is_watched(cli) || !can_shut_out(cli))
        return SMP_OK;
    find_way(cli);
    for (size_t i = 0; i < way.phy_count && !left; i++) {
        left = !is_shut_out(cli, way.phys[i], &group);
        certain = certain && (zoning_comes(way.phys[i]) == 1 || way.table.zoning);
    }
    if (way.phy_count == 0 || left)
        return SMP_OK;
    snprintf(why, sizeof why,
             "%sthis host is in zone group %" PRIu64 ", which may not reach group %d, and could not "
             "change the zoning any more",
             certain ? "with zoning enabled " : "if zoning is enabled with this, ", group, MANAGEMENT_GROUP);
    if (certain)
        return refuse(cli, why);
    cli_notice(cli, "%s", why);
    return SMP_OK;
}
