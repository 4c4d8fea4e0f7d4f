/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Memory of a simulated domain: making, finding and freeing its parts. */
#include "sim/domain.h"

#include <stdlib.h>
#include <string.h>

/* Room doubles whenever the count is a power of two; it never shrinks below what that needs, so that users
 * may take items off the end by lowering the count. */
void *smp_sim_add(struct smp_sim_list *list, size_t size)
{
    uint8_t *item;

    if ((list->count & (list->count - 1)) == 0) {
        void *items = realloc(list->items, (list->count ? 2 * list->count : 1) * size);

        if (!items)
            return NULL;
        list->items = items;
    }
    item = (uint8_t *)list->items + list->count++ * size;
    memset(item, 0, size);
    return item;
}

bool smp_sim_set_route(struct smp_sim_expander *expander, const struct smp_sim_route *route)
{
    struct smp_sim_route *routes = expander->routes.items;
    struct smp_sim_route *item = NULL;

    for (size_t i = 0; i < expander->routes.count; i++)
        if (routes[i].phy == route->phy && routes[i].index == route->index)
            item = &routes[i];
    if (!item)
        item = smp_sim_add(&expander->routes, sizeof *item);
    if (item)
        *item = *route;
    return item != NULL;
}

struct smp_sim_broadcast *smp_sim_broadcast_item(struct smp_sim_expander *expander, uint64_t type, uint64_t phy,
                                                 uint64_t reason)
{
    struct smp_sim_broadcast *items = expander->broadcasts.items;

    for (size_t i = 0; i < expander->broadcasts.count; i++)
        if (items[i].type == type && items[i].phy == phy && items[i].reason == reason)
            return &items[i];
    items = smp_sim_add(&expander->broadcasts, sizeof *items);
    if (items)
        *items = (struct smp_sim_broadcast){ .type = type, .phy = phy, .reason = reason };
    return items;
}

/* Newest physical link rate of a standard, as DISCOVER codes it. */
static unsigned best_rate(uint8_t standard)
{
    return standard >= SPL_4 ? RATE_G5 : standard >= SAS_3 ? RATE_G4 : standard >= SAS_2 ? RATE_G3 : RATE_G2;
}

/* What all phys have in common before the file says more, and their numbers. */
static void default_phys(const struct smp_sim_expander *expander)
{
    const struct smp_function *discover = &smp_function_discover;
    const struct smp_field *connector = smp_sim_row(&discover->response, "device_slot_group_output_connector");
    const unsigned best = best_rate(expander->standard);
    const struct {
        const char *key;
        unsigned number;
        unsigned step;
        uint8_t since;
    } fields[] = {
        { "phy_identifier", 0, 1, SAS_1 },
        { "hardware_minimum_physical_link_rate", RATE_G1, 0, SAS_1 },
        { "hardware_maximum_physical_link_rate", best, 0, SAS_1 },
        { "programmed_minimum_physical_link_rate", RATE_G1, 0, SAS_1 },
        { "programmed_maximum_physical_link_rate", best, 0, SAS_1 },
        { "partial_pathway_timeout_value", 7, 0, SAS_1 },
        { "device_slot_number", 0xff, 0, SAS_2_1 },
        { "device_slot_group_number", 0xff, 0, SAS_2_1 },
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (expander->standard >= fields[i].since)
            smp_sim_fill(discover, expander->phys->image[IMAGE_DISCOVER], expander->phy_count,
                         smp_sim_row(&discover->response, fields[i].key), fields[i].number, fields[i].step);
    for (unsigned i = 0; expander->standard >= SAS_2_1 && i < expander->phy_count; i++)
        memset(expander->phys[i].image[IMAGE_DISCOVER] + connector->byte, ' ', connector->bits / 8U);
}

/* The images of all phys stand one kind after the other: memory of kinds that nobody sets is never touched. */
bool smp_sim_make_phys(struct smp_sim_expander *expander, unsigned count)
{
    size_t each = 0;
    uint8_t *at;

    for (unsigned b = 0; b < PHY_BUFFERS; b++)
        each += smp_sim_phy_function((enum smp_sim_image)b)->response_bytes;
    at = calloc(count, each);
    expander->phy_memory = at;
    expander->phys = calloc(count, sizeof *expander->phys);
    if (!expander->phys || !at)
        return false;
    expander->phy_count = count;
    for (unsigned b = 0; b < PHY_BUFFERS; b++)
        for (unsigned i = 0; i < count; i++, at += smp_sim_phy_function((enum smp_sim_image)b)->response_bytes)
            expander->phys[i].image[b] = at;
    for (unsigned i = 0; i < count; i++)
        expander->phys[i].expander = expander;
    default_phys(expander);
    smp_sim_set_general(expander, "number_of_phys", count);
    return true;
}

struct smp_sim_expander *smp_sim_make_expander(struct smp_sim_domain *domain, struct smp_sim_text name)
{
    struct smp_sim_expander **end = &domain->expanders;
    struct smp_sim_expander *expander = calloc(1, sizeof *expander);

    if (!expander)
        return NULL;
    while (*end)
        end = &(*end)->next;
    *end = expander;
    expander->domain = domain;
    expander->name = name;
    expander->standard = SAS_2_SHORT;
    expander->general = calloc(1, smp_function_report_general.response_bytes);
    expander->manufacturer = calloc(1, smp_function_report_manufacturer_information.response_bytes);
    return expander->general && expander->manufacturer ? expander : NULL;
}

static void free_expander(struct smp_sim_expander *expander)
{
    free(expander->permission[0]);
    free(expander->gpio.registers[0]);
    free(expander->events.items);
    free(expander->broadcasts.items);
    free(expander->statuses.items);
    free(expander->routes.items);
    free(expander->saves.items);
    free(expander->phys);
    free(expander->phy_memory);
    free(expander->general);
    free(expander->manufacturer);
    free(expander);
}

void smp_sim_free(struct smp_sim_domain *domain)
{
    while (domain->expanders) {
        struct smp_sim_expander *expander = domain->expanders;

        domain->expanders = expander->next;
        free_expander(expander);
    }
    free(domain->hosts.items);
    free(domain->faults.items);
    free(domain->cables.items);
    *domain = (struct smp_sim_domain){ .file = domain->file, .text = domain->text };
}

struct smp_sim_expander *smp_sim_expander_at(const struct smp_sim_domain *domain, unsigned index)
{
    struct smp_sim_expander *expander = domain->expanders;

    while (expander && index--)
        expander = expander->next;
    return expander;
}

static bool same_text(struct smp_sim_text a, struct smp_sim_text b)
{
    return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

struct smp_sim_expander *smp_sim_expander_named(const struct smp_sim_domain *domain, struct smp_sim_text name)
{
    struct smp_sim_expander *expander = domain->expanders;

    while (expander && !same_text(expander->name, name))
        expander = expander->next;
    return expander;
}

const struct smp_sim_host *smp_sim_host_named(const struct smp_sim_domain *domain, struct smp_sim_text name)
{
    const struct smp_sim_host *hosts = domain->hosts.items;

    for (size_t i = 0; i < domain->hosts.count; i++)
        if (same_text(hosts[i].name, name))
            return &hosts[i];
    return NULL;
}
