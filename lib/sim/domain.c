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

/* The item that begins with these numbers, made if there is none yet; NULL: out of memory. */
static void *find_or_add(struct smp_sim_list *list, size_t size, const uint64_t *numbers, size_t bytes)
{
    uint64_t *item = list->items;

    for (size_t i = 0; i < list->count; i++, item += size / sizeof *item)
        if (*item == *numbers && memcmp(item, numbers, bytes) == 0)
            return item;
    item = smp_sim_add(list, size);
    if (item)
        memcpy(item, numbers, bytes);
    return item;
}

struct smp_sim_route *smp_sim_route_item(struct smp_sim_expander *expander, uint64_t phy, uint64_t index)
{
    const uint64_t numbers[] = { phy, index };

    return find_or_add(&expander->routes, sizeof(struct smp_sim_route), numbers, sizeof numbers);
}

struct smp_sim_broadcast *smp_sim_broadcast_item(struct smp_sim_expander *expander, uint64_t type, uint64_t phy,
                                                 uint64_t reason)
{
    const uint64_t numbers[] = { type, phy, reason };

    return find_or_add(&expander->broadcasts, sizeof(struct smp_sim_broadcast), numbers, sizeof numbers);
}

/* ---- Making ---------------------------------------------------------------------------------------- */

/* Gives a field of an image the number that it has before the file says more, if the standard has the field. */
static void put_default(const struct smp_function *function, uint8_t *image, uint8_t standard, const char *key,
                        uint64_t number)
{
    const struct smp_field *row = smp_sim_row(&function->response, key);

    if (row->since <= standard)
        smp_field_put(image, function->response_bytes, row, number);
}

static void put_blanks(const struct smp_function *function, uint8_t *image, uint8_t standard)
{
    const struct smp_table *table = &function->response;

    for (const struct smp_field *row = table->rows; row < table->rows + table->count; row++)
        if (row->type == SMP_ASCII && row->since <= standard && !(row->flags & FIELD_LINE))
            memset(image + row->byte, ' ', row->bits / 8U);
}

/* What a vendor would fill in that the file need not tell. */
static void default_expander(const struct smp_sim_expander *expander)
{
    static const char *const set[] = { "expander_change_count", "long_response", "configures_others",
                                       "open_reject_retry_supported" };
    const struct smp_function *manufacturer = &smp_function_report_manufacturer_information;

    for (size_t i = 0; i < sizeof set / sizeof *set; i++)
        put_default(&smp_function_report_general, expander->general, expander->standard, set[i], 1);
    put_default(manufacturer, expander->manufacturer, expander->standard, "sas_1_1_format", 1);
    put_blanks(manufacturer, expander->manufacturer, expander->standard);
}

/* All phys are like the first, but for their number. */
static void default_phys(const struct smp_sim_expander *expander)
{
    const struct smp_function *discover = &smp_function_discover;
    const uint8_t standard = expander->standard;
    const uint64_t best =
        standard >= SPL_4 ? RATE_G5 : standard >= SAS_3 ? RATE_G4 : standard >= SAS_2 ? RATE_G3 : RATE_G2;
    const struct {
        const char *key;
        uint64_t number;
    } fields[] = {
        { "hardware_minimum_physical_link_rate", RATE_G1 },
        { "hardware_maximum_physical_link_rate", best },
        { "programmed_minimum_physical_link_rate", RATE_G1 },
        { "programmed_maximum_physical_link_rate", best },
        { "partial_pathway_timeout_value", 7 },
        { "device_slot_number", 0xff },
        { "device_slot_group_number", 0xff },
    };
    uint8_t *image = expander->phys->image[IMAGE_DISCOVER];

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        put_default(discover, image, standard, fields[i].key, fields[i].number);
    put_blanks(discover, image, standard);
    for (unsigned i = 1; i < expander->phy_count; i++)
        memcpy(image + i * discover->response_bytes, image, discover->response_bytes);
    smp_sim_fill(discover, image, expander->phy_count, smp_sim_row(&discover->response, "phy_identifier"), 0, 1);
}

/* The images of all phys stand one kind after the other: memory of kinds that nobody sets is never touched. */
bool smp_sim_make_phys(struct smp_sim_expander *expander, unsigned count)
{
    size_t each = sizeof *expander->phys;
    uint8_t *at;

    for (unsigned b = 0; b < PHY_BUFFERS; b++)
        each += smp_sim_phy_function((enum smp_sim_image)b)->response_bytes;
    expander->phys = calloc(count, each);
    if (!expander->phys)
        return false;
    expander->phy_count = count;
    at = (uint8_t *)(expander->phys + count);
    for (unsigned b = 0; b < PHY_BUFFERS; b++)
        for (unsigned i = 0; i < count; i++, at += smp_sim_phy_function((enum smp_sim_image)b)->response_bytes)
            expander->phys[i].image[b] = at;
    for (unsigned i = 0; i < count; i++)
        expander->phys[i].expander = expander;
    default_expander(expander);
    default_phys(expander);
    smp_sim_set_general(expander, "number_of_phys", count);
    return true;
}

struct smp_sim_expander *smp_sim_make_expander(struct smp_sim_domain *domain, struct smp_sim_text name)
{
    size_t general = smp_function_report_general.response_bytes;
    size_t manufacturer = smp_function_report_manufacturer_information.response_bytes;
    struct smp_sim_expander *expander = calloc(1, sizeof *expander + general + manufacturer);
    struct smp_sim_expander **end = &domain->expanders;

    if (!expander)
        return NULL;
    while (*end)
        end = &(*end)->next;
    *end = expander;
    expander->domain = domain;
    expander->name = name;
    expander->standard = SAS_2_SHORT;
    expander->general = (uint8_t *)(expander + 1);
    expander->manufacturer = expander->general + general;
    return expander;
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
