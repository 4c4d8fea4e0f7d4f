/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The state text: what differs from the domain file, found by comparing with a domain made of it afresh. It has
 * a line for each item: number of the expander, name of the part, number of the item in it; then the item's
 * numbers, or its bytes in hex without those of zero at the end.
 *
 *     0 report_general 0 00000000000302000000000c
 *     0 broadcasts 1 0 4 0 2 */
#include "sim/parser.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A part of an expander that requests change: items of one size. */
struct part {
    const char *name;
    void *items;
    size_t count;
    size_t bytes;  /* of an item */
    size_t stride; /* from one item to the next */
    bool numbers;  /* items are made of uint64_t */
    struct smp_sim_list *list; /* that requests make longer, or NULL ... */
    size_t most;               /* ... and most items of it */
};

enum { PARTS = 14, NUMBER = sizeof(uint64_t) };

static struct part array(const char *name, void *items, size_t count, size_t bytes)
{
    return (struct part){ .name = name, .items = items, .count = count, .bytes = bytes, .stride = bytes };
}

static struct part images(const struct smp_sim_expander *expander, enum smp_sim_image image)
{
    const struct smp_function *function = smp_sim_phy_function(image);

    return array(function->key, expander->phys->image[image], expander->phy_count, function->response_bytes);
}

static struct part registers(const struct smp_sim_gpio *gpio)
{
    size_t count = 0;

    for (unsigned type = 0; type < GPIO_TYPES; type++)
        count += gpio->count[type];
    return array("gpio_registers", gpio->registers[0], count, SIM_REGISTER);
}

static struct part list(const char *name, struct smp_sim_list *list, size_t most, size_t bytes, bool numbers)
{
    return (struct part){ .name = name, .items = list->items, .count = list->count, .bytes = bytes, .stride = bytes,
                          .numbers = numbers, .list = list, .most = most };
}

/* All parts of an expander. What the domain counts goes with the first. */
static void find_parts(const struct smp_sim_domain *domain, struct smp_sim_expander *each, struct part parts[PARTS])
{
    struct smp_sim_fault *fault = domain->faults.items;
    size_t groups = each->zone_groups;
    const struct part found[PARTS] = {
        array("report_general", each->general, 1, smp_function_report_general.response_bytes),
        images(each, IMAGE_DISCOVER),
        images(each, IMAGE_ERROR_LOG),
        images(each, IMAGE_SATA),
        array("permissions", each->permission[0], ZONE_SETS * groups, groups / 8),
        array("passwords", each->password, ZONE_SETS, SIM_PASSWORD),
        registers(&each->gpio),
        list("events", &each->events, each->events.count, sizeof(struct smp_sim_event), true),
        list("broadcasts", &each->broadcasts, SIZE_MAX, sizeof(struct smp_sim_broadcast), true),
        list("routes", &each->routes, SIZE_MAX, sizeof(struct smp_sim_route), true),
        list("saves", &each->saves, SIM_MAX_SAVES, sizeof(struct smp_sim_save), false),
        { .name = "variables", .items = each->variable, .count = SIM_VARIABLES, .bytes = NUMBER, .stride = NUMBER,
          .numbers = true },
        { .name = "testing", .items = &each->phys->testing, .count = each->phy_count, .bytes = 1,
          .stride = sizeof *each->phys },
        { .name = "faults", .items = fault ? &fault->seen : NULL, .bytes = NUMBER, .stride = sizeof *fault,
          .count = each == domain->expanders ? domain->faults.count : 0, .numbers = true },
    };

    memcpy(parts, found, sizeof found);
}

static void *item_at(const struct part *part, size_t index)
{
    return (uint8_t *)part->items + index * part->stride;
}

/* ---- Writing --------------------------------------------------------------------------------------- */

static void write_bytes(FILE *out, const uint8_t *bytes, size_t length)
{
    while (length > 1 && bytes[length - 1] == 0)
        length--;
    for (size_t i = 0; i < length; i++)
        fprintf(out, "%02x", bytes[i]);
}

static void write_numbers(FILE *out, const uint64_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%" PRIu64, i ? " " : "", numbers[i]);
}

static void write_part(FILE *out, unsigned expander, const struct part *old, const struct part *now)
{
    for (size_t i = 0; i < now->count; i++) {
        if (i < old->count && memcmp(item_at(old, i), item_at(now, i), now->bytes) == 0)
            continue;
        fprintf(out, "%u %s %zu ", expander, now->name, i);
        if (now->numbers)
            write_numbers(out, item_at(now, i), now->bytes / NUMBER);
        else
            write_bytes(out, item_at(now, i), now->bytes);
        fputc('\n', out);
    }
}

static void write_domain(FILE *out, const struct smp_sim_domain *old, const struct smp_sim_domain *now)
{
    struct part before[PARTS];
    struct part after[PARTS];
    struct smp_sim_expander *was = old->expanders;
    unsigned expander = 0;

    for (struct smp_sim_expander *is = now->expanders; is; is = is->next, was = was->next, expander++) {
        find_parts(old, was, before);
        find_parts(now, is, after);
        for (size_t i = 0; i < PARTS; i++)
            write_part(out, expander, &before[i], &after[i]);
    }
}

char *smp_sim_state_text(const struct smp_sim_domain *domain)
{
    struct smp_sim_domain fresh = { .file = domain->file, .text = domain->text };
    char *text = NULL;
    size_t length = 0;
    FILE *out = NULL;
    bool written;

    if (smp_sim_parse(&fresh, NULL) == 0)
        out = open_memstream(&text, &length);
    if (out) {
        write_domain(out, &fresh, domain);
        written = !ferror(out);
        if (fclose(out) != 0 || !written) {
            free(text);
            text = NULL;
        }
    }
    smp_sim_free(&fresh);
    return text;
}

/* ---- Reading --------------------------------------------------------------------------------------- */

/* Finds an item, or adds it behind the last; NULL, and a mistake: that cannot be. */
static void *find_item(struct smp_sim_parser *parser, const struct part *part)
{
    uint64_t index = smp_sim_take_number(parser, "item", UINT64_MAX);
    void *item;

    if (index < part->count)
        return item_at(part, (size_t)index);
    if (!part->list || index > part->count || index >= part->most) {
        smp_sim_bad(parser, "%s: there is no item %" PRIu64, part->name, index);
        return NULL;
    }
    item = smp_sim_add(part->list, part->bytes);
    return smp_sim_made(parser, item) ? item : NULL;
}

static void read_line(struct smp_sim_parser *parser)
{
    uint64_t number = smp_sim_take_number(parser, "expander", SIM_MAX_EXPANDERS - 1);
    struct smp_sim_expander *expander = smp_sim_expander_at(parser->domain, (unsigned)number);
    struct part parts[PARTS];
    struct part *part = parts;
    void *item;

    if (!expander) {
        smp_sim_bad(parser, "there is no expander %" PRIu64, number);
        return;
    }
    find_parts(parser->domain, expander, parts);
    while (part < parts + PARTS && !smp_sim_accept(parser, part->name))
        part++;
    if (part == parts + PARTS) {
        smp_sim_bad(parser, "unknown part '%s'", smp_sim_peek(parser));
        return;
    }
    item = find_item(parser, part);
    if (item && !part->numbers)
        smp_sim_take_bytes(parser, part->name, item, part->bytes, false);
    for (size_t i = 0; item && part->numbers && i < part->bytes / NUMBER; i++)
        ((uint64_t *)item)[i] = smp_sim_take_number(parser, part->name, UINT64_MAX);
}

int smp_sim_apply(struct smp_sim_domain *domain, const char *file, const char *text, struct smp_error *error)
{
    struct smp_sim_parser parser = { .domain = domain, .error = error, .file = file, .at = text };

    while (smp_sim_next_line(&parser))
        read_line(&parser);
    return parser.status;
}
