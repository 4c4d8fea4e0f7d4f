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
    return smp_fail(error, SMP_OPEN, 0, "%s:%u: '%.*s': %s", domain->file, cable->line,
                    (int)cable->peer.length, cable->peer.start, what);
}

static void put(struct smp_sim_phy *phy, const char *key, uint64_t number)
{
    smp_sim_set_discover(phy, key, number);
}

/* The slower of two ends, unless the file gives the rate. */
static void default_rate(struct smp_sim_phy *phy, uint64_t other)
{
    uint64_t rate = smp_sim_discover(phy, "hardware_maximum_physical_link_rate");

    if (smp_sim_discover(phy, "negotiated_physical_link_rate") >= RATE_G1)
        return;
    rate = other && other < rate ? other : rate;
    put(phy, "negotiated_logical_link_rate", rate);
    put(phy, "negotiated_physical_link_rate", rate);
}

/* Puts a number, growing by its step, into a field of all phys of a cable. */
static void put_all(const struct smp_sim_cable *cable, const char *key, uint64_t number, unsigned step)
{
    const struct smp_field *row = smp_sim_row(&smp_function_discover.response, key);

    for (unsigned i = cable->first; i <= cable->last; i++, number += step)
        smp_field_put(cable->expander->phys[i].image[IMAGE_DISCOVER], smp_function_discover.response_bytes,
                      row, number);
}

static void see_host(const struct smp_sim_cable *cable, const struct smp_sim_host *host)
{
    put_all(cable, "attached_device_type", 1, 0);
    put_all(cable, "attached_ssp_initiator_port", 1, 0);
    put_all(cable, "attached_stp_initiator_port", 1, 0);
    put_all(cable, "attached_smp_initiator_port", 1, 0);
    put_all(cable, "attached_sas_address", host->sas_address, 0);
    put_all(cable, "attached_phy_identifier", cable->peer_phy, cable->peer_step);
}

/* Self-configuring expanders ask others by SMP and show it. */
static void see_expander(struct smp_sim_phy *phy, struct smp_sim_phy *far)
{
    uint64_t rate = smp_sim_discover(far, "negotiated_physical_link_rate");

    phy->plug = PLUG_EXPANDER;
    phy->far = far;
    put(phy, "attached_device_type", 2);
    put(phy, "attached_smp_initiator_port", smp_sim_general(far->expander, "configures_others"));
    put(phy, "attached_smp_target_port", 1);
    put(phy, "attached_sas_address", far->expander->sas_address);
    put(phy, "attached_phy_identifier", smp_sim_phy_number(far));
    default_rate(phy, rate ? rate : smp_sim_discover(far, "hardware_maximum_physical_link_rate"));
}

static bool is_free(const struct smp_sim_phy *phy)
{
    return phy->plug == PLUG_NOTHING && !phy->vacant;
}

static int join_host(const struct smp_sim_domain *domain, const struct smp_sim_cable *cable,
                     const struct smp_sim_host *host, struct smp_error *error)
{
    for (unsigned i = cable->first; i <= cable->last; i++) {
        struct smp_sim_phy *phy = &cable->expander->phys[i];
        unsigned far_phy = cable->peer_phy + (i - cable->first) * cable->peer_step;

        if (far_phy >= host->phy_count)
            return bad_cable(domain, cable, "the host has not so many phys", error);
        if (!is_free(phy))
            return bad_cable(domain, cable, "a phy here is vacant or has something else attached", error);
        phy->plug = PLUG_HOST;
        phy->host = host;
    }
    see_host(cable, host);
    return 0;
}

static int join_expander(const struct smp_sim_domain *domain, const struct smp_sim_cable *cable,
                         struct smp_sim_expander *far, struct smp_error *error)
{
    for (unsigned i = cable->first; i <= cable->last; i++) {
        struct smp_sim_phy *phy = &cable->expander->phys[i];
        unsigned far_phy = cable->peer_phy + (i - cable->first) * cable->peer_step;

        if (far_phy >= far->phy_count)
            return bad_cable(domain, cable, "the expander has not so many phys", error);
        if (phy->far == &far->phys[far_phy])
            continue; /* told from the other end before */
        if (!is_free(phy) || !is_free(&far->phys[far_phy]) || phy == &far->phys[far_phy])
            return bad_cable(domain, cable, "a phy at one end is vacant or has something else attached",
                             error);
        see_expander(phy, &far->phys[far_phy]);
        see_expander(&far->phys[far_phy], phy);
    }
    return 0;
}

static int join_cables(struct smp_sim_domain *domain, struct smp_error *error)
{
    const struct smp_sim_cable *cables = domain->cables.items;
    int status = 0;

    for (size_t i = 0; !status && i < domain->cables.count; i++) {
        const struct smp_sim_host *host = smp_sim_host_named(domain, cables[i].peer);
        struct smp_sim_expander *far = smp_sim_expander_named(domain, cables[i].peer);

        if (host)
            status = join_host(domain, &cables[i], host, error);
        else if (far)
            status = join_expander(domain, &cables[i], far, error);
        else
            status = bad_cable(domain, &cables[i], "no host or expander has this name", error);
    }
    return status;
}

/* The environment chooses before the file, so that processes can be different hosts of one domain. */
static int find_requester(struct smp_sim_domain *domain, struct smp_error *error)
{
    const struct smp_sim_text *name = &domain->requester_name;
    const char *chosen = getenv("SMP_UTILS_SIM_REQUESTER");

    if (chosen && *chosen) {
        domain->requester = smp_sim_host_named(domain, (struct smp_sim_text){ chosen, strlen(chosen) });
        return domain->requester ? 0
                                 : smp_fail(error, SMP_OPEN, 0,
                                            "SMP_UTILS_SIM_REQUESTER: no host of '%s' is called '%s'",
                                            domain->file, chosen);
    }
    domain->requester = name->length ? smp_sim_host_named(domain, *name) : domain->hosts;
    if (name->length && !domain->requester)
        return smp_fail(error, SMP_OPEN, 0, "%s:%u: no host is called '%.*s'", domain->file,
                        domain->requester_line, (int)name->length, name->start);
    return 0;
}

/* Rows that power on needs for every phy, looked up once. */
struct power_rows {
    const struct smp_field *sas_address;
    const struct smp_field *reason;
    const struct smp_field *attached_reason;
    const struct smp_field *logical_rate;
    const struct smp_field *physical_rate;
    const struct smp_field *hardware_rate;
    const struct smp_field *sata_device;
};

/* A device or host runs the rate of the file, else the best of the phy; SATA ends at 6 Gbps. */
static void device_rate(uint8_t *image, const struct power_rows *rows)
{
    size_t bytes = smp_function_discover.response_bytes;
    const struct smp_frame frame = { .function = &smp_function_discover, .data = image, .length = bytes };
    uint64_t rate = smp_field_number(&frame, rows->hardware_rate);

    if (smp_field_number(&frame, rows->physical_rate) >= RATE_G1)
        return;
    if (rate > RATE_G3 && smp_field_number(&frame, rows->sata_device))
        rate = RATE_G3;
    smp_field_put(image, bytes, rows->logical_rate, rate);
    smp_field_put(image, bytes, rows->physical_rate, rate);
}

/* What a link shows while it is up is kept aside; then it comes up, or is in the state that the file
 * gives. */
static void power_on(const struct smp_sim_expander *expander, struct smp_sim_phy *phy,
                     const struct power_rows *rows)
{
    size_t bytes = smp_function_discover.response_bytes;
    uint8_t *image = phy->image[IMAGE_DISCOVER];

    smp_field_put(image, bytes, rows->sas_address, expander->sas_address);
    if (phy->plug == PLUG_DEVICE || phy->plug == PLUG_HOST)
        device_rate(image, rows);
    if (phy->plug != PLUG_NOTHING && expander->standard >= SAS_2) {
        smp_field_put(image, bytes, rows->reason, REASON_POWER_ON);
        if (phy->plug != PLUG_DEVICE)
            smp_field_put(image, bytes, rows->attached_reason, REASON_POWER_ON);
    }
    memcpy(phy->image[IMAGE_PLUGGED], image, bytes);
    if (phy->state)
        smp_sim_set_link(phy, phy->state);
}

static int power_up(struct smp_sim_domain *domain, struct smp_error *error)
{
    const struct smp_table *table = &smp_function_discover.response;
    const struct power_rows rows = {
        .sas_address = smp_sim_row(table, "sas_address"),
        .reason = smp_sim_row(table, "reason"),
        .attached_reason = smp_sim_row(table, "attached_reason"),
        .logical_rate = smp_sim_row(table, "negotiated_logical_link_rate"),
        .physical_rate = smp_sim_row(table, "negotiated_physical_link_rate"),
        .hardware_rate = smp_sim_row(table, "hardware_maximum_physical_link_rate"),
        .sata_device = smp_sim_row(table, "attached_sata_device"),
    };

    for (struct smp_sim_expander *each = domain->expanders; each; each = each->next) {
        if (each->phy_count == 0 || each->sas_address == 0)
            return smp_fail(error, SMP_OPEN, 0, "%s: expander '%.*s' has no %s", domain->file,
                            (int)each->name.length, each->name.start,
                            each->phy_count ? "sas_address" : "phys");
        for (unsigned i = 0; i < each->phy_count; i++)
            power_on(each, &each->phys[i], &rows);
    }
    return 0;
}

/* Cables whose one end is in no state to carry a link, and zones that span expanders. */
static void settle_links(struct smp_sim_domain *domain)
{
    for (struct smp_sim_expander *each = domain->expanders; each; each = each->next) {
        for (unsigned i = 0; i < each->phy_count; i++) {
            struct smp_sim_phy *phy = &each->phys[i];

            if (phy->plug != PLUG_EXPANDER)
                continue;
            if (!smp_sim_up(phy->far) && smp_sim_up(phy))
                smp_sim_set_link(phy, RATE_UNKNOWN);
            smp_sim_join_zones(phy);
        }
        if (each->zone_groups)
            smp_sim_copy_zoning(each, ZONE_SHADOW, ZONE_CURRENT, SAVE_ALL);
    }
}

int smp_sim_join(struct smp_sim_domain *domain, struct smp_error *error)
{
    int status = find_requester(domain, error);

    if (!status)
        status = join_cables(domain, error);
    if (!status)
        status = power_up(domain, error);
    if (!status)
        settle_links(domain);
    return status;
}
