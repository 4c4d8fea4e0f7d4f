/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Joining what a domain file describes: cables between its parts, and the links as they are at power on. */
#include "sim/domain.h"

#include <stdlib.h>
#include <string.h>

enum { REASON_POWER_ON = 1 };

static int bad_cable(const struct smp_sim_domain *domain, const struct smp_sim_cable *cable, const char *what,
                     struct smp_error *error)
{
    return smp_fail(error, SMP_OPEN, 0, "%s:%u: '%s': %s", domain->file, cable->line, cable->peer, what);
}

static bool is_free(const struct smp_sim_phy *phy)
{
    return !phy->plugged && !phy->vacant;
}

static void see_host(struct smp_sim_phy *phy, const struct smp_sim_host *host, unsigned host_phy)
{
    phy->plugged = true;
    phy->host = host;
    smp_sim_put(phy->shown, "attached_device_type", 1);
    smp_sim_put(phy->shown, "attached_ssp_initiator_port", 1);
    smp_sim_put(phy->shown, "attached_stp_initiator_port", 1);
    smp_sim_put(phy->shown, "attached_smp_initiator_port", 1);
    smp_sim_put(phy->shown, "attached_sas_address", host->sas_address);
    smp_sim_put(phy->shown, "attached_phy_identifier", host_phy);
}

/* Self-configuring expanders ask others by SMP and show it. */
static void see_expander(struct smp_sim_phy *phy, struct smp_sim_phy *far)
{
    phy->plugged = true;
    phy->far = far;
    smp_sim_put(phy->shown, "attached_device_type", 2);
    smp_sim_put(phy->shown, "attached_smp_initiator_port", smp_sim_get(far->expander->general, "configures_others"));
    smp_sim_put(phy->shown, "attached_smp_target_port", 1);
    smp_sim_put(phy->shown, "attached_sas_address", far->expander->sas_address);
    smp_sim_put(phy->shown, "attached_phy_identifier", far->number);
}

static int join_cable(const struct smp_sim_domain *domain, const struct smp_sim_cable *cable,
                      struct smp_error *error)
{
    const struct smp_sim_host *host = smp_sim_host_named(domain, cable->peer);
    const struct smp_sim_expander *peer = smp_sim_expander_named(domain, cable->peer);
    struct smp_sim_phy *far;

    if (!host && !peer)
        return bad_cable(domain, cable, "no host or expander has this name", error);
    if (host && cable->peer_phy >= host->phy_count)
        return bad_cable(domain, cable, "the host has not so many phys", error);
    if (!host && cable->peer_phy >= peer->phy_count)
        return bad_cable(domain, cable, "the expander has not so many phys", error);
    far = host ? NULL : &peer->phys[cable->peer_phy];
    if (far && cable->phy->far == far)
        return 0; /* told from the other end before */
    if (host && !is_free(cable->phy))
        return bad_cable(domain, cable, "a phy here is vacant or has something else attached", error);
    if (far && (!is_free(cable->phy) || !is_free(far) || cable->phy == far))
        return bad_cable(domain, cable, "a phy at one end is vacant or has something else attached", error);
    if (host) {
        see_host(cable->phy, host, cable->peer_phy);
    } else {
        see_expander(cable->phy, far);
        see_expander(far, cable->phy);
    }
    return 0;
}

/* The environment chooses before the file, so that processes can be different hosts of one domain. */
static int find_requester(struct smp_sim_domain *domain, struct smp_error *error)
{
    const char *chosen = getenv("SMP_UTILS_SIM_REQUESTER");
    const char *name = chosen && *chosen ? chosen : domain->requester_name;

    domain->requester = *name ? smp_sim_host_named(domain, name) : domain->hosts.items;
    if (!*name || domain->requester)
        return 0;
    return name == chosen
               ? smp_fail(error, SMP_OPEN, 0, "SMP_UTILS_SIM_REQUESTER: no host of '%s' is called '%s'", domain->file,
                          name)
               : smp_fail(error, SMP_OPEN, 0, "%s:%u: no host is called '%s'", domain->file, domain->requester_line,
                          name);
}

/* A link runs the rate of the file, else the best that both ends can do; SATA ends at 6 Gbps. */
static void default_rates(const struct smp_sim_expander *expander)
{
    const struct smp_table *table = &smp_function_discover.response;
    const struct smp_field *logical = smp_sim_row(table, "negotiated_logical_link_rate");
    const struct smp_field *physical = smp_sim_row(table, "negotiated_physical_link_rate");
    const struct smp_field *hardware = smp_sim_row(table, "hardware_maximum_physical_link_rate");
    const struct smp_field *sata = smp_sim_row(table, "attached_sata_device");

    for (const struct smp_sim_phy *phy = expander->phys; phy < expander->phys + expander->phy_count; phy++) {
        struct smp_sim_piece image = phy->shown;
        const uint8_t *far = phy->far ? phy->far->shown.bytes : NULL;
        uint64_t rate = smp_field_get(image.bytes, hardware);
        uint64_t most = rate;

        if (!phy->plugged || smp_field_get(image.bytes, physical) >= RATE_G1)
            continue;
        if (far)
            most = smp_field_get(far, smp_field_get(far, physical) >= RATE_G1 ? physical : hardware);
        else if (smp_field_get(image.bytes, sata))
            most = RATE_G3;
        smp_field_put(image.bytes, image.size, logical, rate < most ? rate : most);
        smp_field_put(image.bytes, image.size, physical, rate < most ? rate : most);
    }
}

/* What a link shows while it is up is kept aside; then it comes up, or is in the state that the file gives. */
static void power_on(struct smp_sim_expander *expander)
{
    struct smp_sim_piece image = smp_sim_item(expander, PART_DISCOVER, 0);
    const struct smp_field *reason = smp_sim_row(image.table, "reason");
    const struct smp_field *attached_reason = smp_sim_row(image.table, "attached_reason");

    smp_sim_fill(image, expander->phy_count, smp_sim_row(image.table, "sas_address"), expander->sas_address, 0);
    default_rates(expander);
    for (struct smp_sim_phy *phy = expander->phys; phy < expander->phys + expander->phy_count; phy++) {
        if (phy->plugged && expander->standard >= SAS_2)
            smp_field_put(image.bytes, image.size, reason, REASON_POWER_ON);
        if ((phy->host || phy->far) && expander->standard >= SAS_2)
            smp_field_put(image.bytes, image.size, attached_reason, REASON_POWER_ON);
        memcpy(phy->linked.bytes, image.bytes, image.size);
        if (phy->state)
            smp_sim_set_link(phy, phy->state);
        image.bytes += image.size;
    }
}

/* Cables whose one end is in no state to carry a link, and zones that span expanders. All sets of zoning data begin as
 * the current one, but for what the file says of phys in those that are saved. */
static void settle_links(struct smp_sim_domain *domain)
{
    for (struct smp_sim_expander *each = domain->expanders; each; each = each->next) {
        for (unsigned i = 0; i < each->phy_count; i++) {
            struct smp_sim_phy *phy = &each->phys[i];

            if (!phy->far)
                continue;
            if (!smp_sim_up(phy->far) && smp_sim_up(phy))
                smp_sim_set_link(phy, RATE_UNKNOWN);
            smp_sim_join_zones(phy);
        }
        for (enum smp_sim_zone_set set = ZONE_SHADOW; each->zone_groups && set < ZONE_SETS; set++)
            smp_sim_copy_zoning(each, set, ZONE_CURRENT, set == ZONE_SHADOW ? SAVE_ALL : SAVE_ENABLED | SAVE_TABLE);
    }
}

int smp_sim_join(struct smp_sim_domain *domain, struct smp_error *error)
{
    const struct smp_sim_cable *cables = domain->cables.items;
    int status = find_requester(domain, error);

    for (size_t i = 0; !status && i < domain->cables.count; i++)
        status = join_cable(domain, &cables[i], error);
    for (struct smp_sim_expander *each = domain->expanders; !status && each; each = each->next) {
        if (each->phy_count == 0 || each->sas_address == 0)
            return smp_fail(error, SMP_OPEN, 0, "%s: expander '%s' has no %s", domain->file, each->name,
                            each->phy_count ? "sas_address" : "phys");
        power_on(each);
    }
    if (!status)
        settle_links(domain);
    return status;
}
