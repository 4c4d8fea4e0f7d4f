/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Memory of a simulated domain: making, finding and freeing its parts. */
#include "sim/domain.h"

#include <stdlib.h>
#include <string.h>

#define PART_KIND(name, ...) [PART_##name] = { __VA_ARGS__ },
const struct smp_sim_kind smp_sim_kinds[PARTS] = { SIM_PARTS(PART_KIND) };
#undef PART_KIND

/* Room doubles whenever the count is a power of two; it never shrinks below what that needs, so that users
 * may take items off the end by lowering the count. */
void *smp_sim_add(struct smp_sim_list *list)
{
    bool full = (list->count & (list->count - 1)) == 0;
    uint8_t *items = full ? realloc(list->items, (2 * list->count + 1) * list->bytes) : list->items;

    if (!items)
        return NULL;
    list->items = items;
    return memset(items + list->count++ * list->bytes, 0, list->bytes);
}

uint8_t *smp_sim_find_or_add(struct smp_sim_list *list, const uint8_t *item, const char *last_key)
{
    size_t length = smp_sim_row(list->table, last_key)->end;
    uint8_t *found = list->items;

    for (size_t i = 0; i < list->count; i++, found += list->bytes)
        if (memcmp(found, item, length) == 0)
            return found;
    found = smp_sim_add(list);
    if (found)
        memcpy(found, item, list->bytes);
    return found;
}

bool smp_sim_replace_or_add(struct smp_sim_list *list, const uint8_t *item, const char *last_key)
{
    uint8_t *kept = smp_sim_find_or_add(list, item, last_key);

    if (kept)
        memcpy(kept, item, list->bytes);
    return kept != NULL;
}

/* ---- Making ---------------------------------------------------------------------------------------- */

bool smp_sim_make(struct smp_sim_expander *expander, enum smp_sim_part part, size_t count)
{
    struct smp_sim_list *list = &expander->parts[part];

    list->items = calloc(count, list->bytes);
    list->count = list->items ? count : 0;
    return list->items != NULL;
}

static void put_blanks(const struct smp_sim_expander *expander, enum smp_sim_part part)
{
    struct smp_sim_piece item = smp_sim_item(expander, part, 0);

    for (const struct smp_field *row = item.table->rows; row < item.table->rows + item.table->count; row++)
        if (row->type == SMP_ASCII && row->since <= expander->standard)
            memset(item.bytes + row->byte, ' ', row->bits / 8U);
}

/* What a vendor would fill in that the file need not tell. All phys are like the first, but for their number. */
static void put_defaults(const struct smp_sim_expander *expander)
{
    const uint8_t standard = expander->standard;
    const uint64_t best =
        standard >= SPL_4 ? RATE_G5 : standard >= SAS_3 ? RATE_G4 : standard >= SAS_2 ? RATE_G3 : RATE_G2;
    const struct {
        enum smp_sim_part part;
        const char *key;
        uint64_t number;
    } fields[] = {
        { PART_GENERAL, "expander_change_count", 1 },
        { PART_GENERAL, "long_response", 1 },
        { PART_GENERAL, "configures_others", 1 },
        { PART_GENERAL, "open_reject_retry_supported", 1 },
        { PART_MANUFACTURER, "sas_1_1_format", 1 },
        { PART_DISCOVER, "hardware_minimum_physical_link_rate", RATE_G1 },
        { PART_DISCOVER, "hardware_maximum_physical_link_rate", best },
        { PART_DISCOVER, "programmed_minimum_physical_link_rate", RATE_G1 },
        { PART_DISCOVER, "programmed_maximum_physical_link_rate", best },
        { PART_DISCOVER, "partial_pathway_timeout_value", 7 },
        { PART_DISCOVER, "device_slot_number", 0xff },
        { PART_DISCOVER, "device_slot_group_number", 0xff },
    };
    struct smp_sim_piece first = expander->phys->shown;

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct smp_sim_piece item = smp_sim_item(expander, fields[i].part, 0);

        if (smp_sim_row(item.table, fields[i].key)->since <= standard)
            smp_sim_put(item, fields[i].key, fields[i].number);
    }
    put_blanks(expander, PART_MANUFACTURER);
    put_blanks(expander, PART_DISCOVER);
    for (unsigned i = 1; i < expander->phy_count; i++)
        memcpy(first.bytes + i * first.size, first.bytes, first.size);
    smp_sim_fill(first, expander->phy_count, smp_sim_row(first.table, "phy_identifier"), 0, 1);
}

bool smp_sim_make_phys(struct smp_sim_expander *expander, unsigned count)
{
    for (enum smp_sim_part part = PART_DISCOVER; part <= PART_PHYS; part++)
        if (!smp_sim_make(expander, part, count))
            return false;
    expander->phys = expander->parts[PART_PHYS].items;
    expander->phy_count = count;
    for (unsigned i = 0; i < count; i++)
        expander->phys[i] = (struct smp_sim_phy){
            .expander = expander,
            .number = (uint8_t)i,
            .shown = smp_sim_item(expander, PART_DISCOVER, i),
            .linked = smp_sim_item(expander, PART_PLUGGED, i),
        };
    put_defaults(expander);
    smp_sim_put(expander->general, "number_of_phys", count);
    return true;
}

/* Makes a part as it is at first. */
static bool begin_part(struct smp_sim_expander *expander, enum smp_sim_part part)
{
    const struct smp_sim_kind *kind = &smp_sim_kinds[part];
    const struct smp_function *function = kind->function;
    struct smp_sim_list *list = &expander->parts[part];
    const struct smp_field *row = function ? smp_sim_list_row(&function->response) : NULL;

    list->table = row ? row->list->kinds->table : function ? &function->response : NULL;
    list->bytes = row ? list->table->bytes : function ? function->response_bytes : kind->bytes;
    return !kind->count || smp_sim_make(expander, part, kind->count);
}

struct smp_sim_expander *smp_sim_make_expander(struct smp_sim_domain *domain, const char *name)
{
    struct smp_sim_expander *expander = calloc(1, sizeof *expander);
    struct smp_sim_expander **end = &domain->expanders;

    if (!expander)
        return NULL;
    while (*end)
        end = &(*end)->next;
    *end = expander;
    expander->domain = domain;
    expander->name = name;
    expander->standard = SAS_2_SHORT;
    for (enum smp_sim_part part = 0; part < PARTS; part++)
        if (!begin_part(expander, part))
            return NULL;
    expander->general = smp_sim_item(expander, PART_GENERAL, 0);
    expander->variable = expander->parts[PART_VARIABLES].items;
    return expander;
}

void smp_sim_free(struct smp_sim_domain *domain)
{
    while (domain->expanders) {
        struct smp_sim_expander *expander = domain->expanders;

        domain->expanders = expander->next;
        for (enum smp_sim_part part = 0; part < PARTS; part++)
            free(expander->parts[part].items);
        free(expander);
    }
    free(domain->hosts.items);
    free(domain->faults.items);
    free(domain->cables.items);
    free(domain->words);
    *domain = (struct smp_sim_domain){ .file = domain->file, .text = domain->text };
}

struct smp_sim_expander *smp_sim_expander_at(const struct smp_sim_domain *domain, unsigned index)
{
    struct smp_sim_expander *expander = domain->expanders;

    while (expander && index--)
        expander = expander->next;
    return expander;
}

struct smp_sim_expander *smp_sim_expander_named(const struct smp_sim_domain *domain, const char *name)
{
    struct smp_sim_expander *expander = domain->expanders;

    while (expander && strcmp(expander->name, name) != 0)
        expander = expander->next;
    return expander;
}

const struct smp_sim_host *smp_sim_host_named(const struct smp_sim_domain *domain, const char *name)
{
    const struct smp_sim_host *hosts = domain->hosts.items;

    for (size_t i = 0; i < domain->hosts.count; i++)
        if (strcmp(hosts[i].name, name) == 0)
            return &hosts[i];
    return NULL;
}
