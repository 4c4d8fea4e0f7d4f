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

static size_t buffer_bytes(enum smp_sim_image image)
{
    return smp_sim_phy_function(image)->response_bytes;
}

/* Newest physical link rate of a standard, as DISCOVER codes it. */
static unsigned best_rate(uint8_t standard)
{
    return standard >= SPL_4 ? RATE_G5 : standard >= SAS_3 ? RATE_G4 : standard >= SAS_2 ? RATE_G3 : RATE_G2;
}

/* What every phy has in common before the file says more. */
static void default_phy(const struct smp_sim_expander *expander, struct smp_sim_phy *phy)
{
    const struct smp_function *discover = &smp_function_discover;
    uint8_t *image = phy->image[IMAGE_DISCOVER];
    const struct smp_field *connector =
        smp_sim_row(&discover->response, "device_slot_group_output_connector");
    unsigned best = best_rate(expander->standard);

    smp_sim_put(discover, image, "hardware_minimum_physical_link_rate", RATE_G1);
    smp_sim_put(discover, image, "hardware_maximum_physical_link_rate", best);
    smp_sim_put(discover, image, "programmed_minimum_physical_link_rate", RATE_G1);
    smp_sim_put(discover, image, "programmed_maximum_physical_link_rate", best);
    smp_sim_put(discover, image, "partial_pathway_timeout_value", 7);
    if (expander->standard < SAS_2_1)
        return;
    smp_sim_put(discover, image, "device_slot_number", 0xff);
    smp_sim_put(discover, image, "device_slot_group_number", 0xff);
    memset(image + connector->byte, ' ', connector->bits / 8U);
}

/* Places the images of all phys one kind after the other: memory of kinds that nobody sets is never touched. */
static void place_images(struct smp_sim_expander *expander)
{
    uint8_t *at = expander->phy_memory;

    for (unsigned b = 0; b < PHY_BUFFERS; b++)
        for (unsigned i = 0; i < expander->phy_count; i++) {
            expander->phys[i].expander = expander;
            expander->phys[i].image[b] = at;
            at += buffer_bytes((enum smp_sim_image)b);
        }
}

bool smp_sim_make_phys(struct smp_sim_expander *expander, unsigned count)
{
    const struct smp_field *number = smp_sim_row(&smp_function_discover.response, "phy_identifier");
    size_t each = 0;

    for (unsigned b = 0; b < PHY_BUFFERS; b++)
        each += buffer_bytes((enum smp_sim_image)b);
    expander->phys = calloc(count, sizeof *expander->phys);
    expander->phy_memory = calloc(count, each);
    if (!expander->phys || !expander->phy_memory)
        return false;
    expander->phy_count = count;
    place_images(expander);
    default_phy(expander, &expander->phys[0]);
    for (unsigned i = 1; i < count; i++) {
        uint8_t *image = expander->phys[i].image[IMAGE_DISCOVER];

        memcpy(image, expander->phys[0].image[IMAGE_DISCOVER], buffer_bytes(IMAGE_DISCOVER));
        smp_field_put(image, buffer_bytes(IMAGE_DISCOVER), number, i);
    }
    smp_sim_set_general(expander, "number_of_phys", count);
    return true;
}

struct smp_sim_expander *smp_sim_make_expander(struct smp_sim_domain *domain)
{
    struct smp_sim_expander **end = &domain->expanders;
    struct smp_sim_expander *expander = calloc(1, sizeof *expander);
    size_t general = smp_function_report_general.response_bytes;
    size_t manufacturer = smp_function_report_manufacturer_information.response_bytes;

    if (!expander)
        return NULL;
    while (*end)
        end = &(*end)->next;
    *end = expander;
    expander->domain = domain;
    expander->general = calloc(1, general);
    expander->manufacturer = calloc(1, manufacturer);
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
    while (domain->hosts) {
        struct smp_sim_host *host = domain->hosts;

        domain->hosts = host->next;
        free(host);
    }
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
    const struct smp_sim_host *host = domain->hosts;

    while (host && !same_text(host->name, name))
        host = host->next;
    return host;
}
