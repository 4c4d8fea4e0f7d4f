/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The state text: what differs from the domain file, found by comparing with a domain made of it afresh. */
#include "sim/domain.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes the head of a line, where the line needs one: "phy 3 ". */
struct writer {
    FILE *out;
    const char *head;
};

static void write_hex(FILE *out, const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        fprintf(out, "%02x", bytes[i]);
    fputc('\n', out);
}

/* Lines "set KEY VALUE" for each number in which two images differ. */
static void write_image(const struct writer *writer, const struct smp_function *function, const uint8_t *old,
                        const uint8_t *now)
{
    struct smp_frame before = { .function = function, .data = old, .length = function->response_bytes };
    struct smp_frame after = { .function = function, .data = now, .length = function->response_bytes };

    if (memcmp(old, now, function->response_bytes) == 0)
        return;
    for (size_t i = 0; i < function->response.count; i++) {
        const struct smp_field *row = &function->response.rows[i];

        if (!(row->flags & FIELD_LINE) && smp_field_number(&before, row) != smp_field_number(&after, row))
            fprintf(writer->out, "%sset %s 0x%" PRIx64 "\n", writer->head, row->key,
                    smp_field_number(&after, row));
    }
}

static bool same_events(const struct smp_sim_expander *old, const struct smp_sim_expander *now)
{
    return old->events.count == now->events.count &&
           (now->events.count == 0 || memcmp(old->events.items, now->events.items,
                                             now->events.count * sizeof(struct smp_sim_event)) == 0);
}

static void write_events(FILE *out, const struct smp_sim_expander *old, const struct smp_sim_expander *now)
{
    const struct smp_sim_event *events = now->events.items;

    if (same_events(old, now))
        return;
    fputs("no_events\n", out);
    for (size_t i = 0; i < now->events.count; i++)
        fprintf(out, "phy %u event %u value %" PRIu32 " threshold %" PRIu32 "\n", events[i].phy,
                events[i].source, events[i].value, events[i].threshold);
}

static void write_phys(FILE *out, const struct smp_sim_expander *old, const struct smp_sim_expander *now)
{
    char head[24];
    const struct writer writer = { .out = out, .head = head };

    for (unsigned phy = 0; phy < now->phy_count; phy++) {
        snprintf(head, sizeof head, "phy %u ", phy);
        for (unsigned image = 0; image < PHY_IMAGES; image++)
            write_image(&writer, smp_sim_phy_function((enum smp_sim_image)image), old->phys[phy].image[image],
                        now->phys[phy].image[image]);
        if (now->phys[phy].testing != old->phys[phy].testing)
            fprintf(out, "%stesting %d\n", head, now->phys[phy].testing);
    }
}

/* What a zone lock will save; domain files have none. */
static void write_saves(FILE *out, const struct smp_sim_expander *now)
{
    const struct smp_sim_save *saves = now->saves.items;

    for (size_t i = 0; i < now->saves.count; i++) {
        fprintf(out, "save_request %u ", saves[i].length);
        write_hex(out, saves[i].request, saves[i].length);
    }
}

/* Entries are never taken away: those of the domain file that did not change may stand again. */
static void write_lists(FILE *out, const struct smp_sim_expander *now)
{
    const struct smp_sim_route *routes = now->routes.items;
    const struct smp_sim_broadcast *broadcasts = now->broadcasts.items;

    for (size_t i = 0; i < now->routes.count; i++)
        fprintf(out, "route %u %u 0x%" PRIx64 "%s\n", routes[i].phy, routes[i].index, routes[i].sas_address,
                routes[i].disabled ? " disabled" : "");
    for (size_t i = 0; i < now->broadcasts.count; i++)
        fprintf(out, "broadcast %u count %u phy %u reason %u\n", broadcasts[i].type, broadcasts[i].count,
                broadcasts[i].phy, broadcasts[i].reason);
}

static void write_zoning(FILE *out, const struct smp_sim_expander *old, const struct smp_sim_expander *now)
{
    static const char *const names[ZONE_SETS] = { "current", "shadow", "saved", "default" };
    size_t bytes = now->zone_groups / 8;

    for (unsigned set = 0; set < ZONE_SETS; set++) {
        for (unsigned group = 0; group < now->zone_groups; group++)
            if (memcmp(old->permission[set] + group * bytes, now->permission[set] + group * bytes, bytes) !=
                0) {
                fprintf(out, "zone_row %s %u ", names[set], group);
                write_hex(out, now->permission[set] + group * bytes, bytes);
            }
        if (memcmp(old->password[set], now->password[set], SIM_PASSWORD) != 0) {
            fprintf(out, "zone_password %s ", names[set]);
            write_hex(out, now->password[set], SIM_PASSWORD);
        }
    }
}

static void write_gpio(FILE *out, const struct smp_sim_gpio *old, const struct smp_sim_gpio *now)
{
    for (unsigned type = 0; type < GPIO_TYPES; type++)
        for (unsigned i = 0; i < now->count[type]; i++) {
            const uint8_t *bytes = now->registers[type] + i * SIM_REGISTER;

            if (memcmp(old->registers[type] + i * SIM_REGISTER, bytes, SIM_REGISTER) == 0)
                continue;
            fprintf(out, "gpio_register %u %u ", type, i);
            write_hex(out, bytes, SIM_REGISTER);
        }
}

static void write_expander(FILE *out, const struct smp_sim_expander *old, const struct smp_sim_expander *now)
{
    const struct writer writer = { .out = out, .head = "" };

    fprintf(out, "expander \"%.*s\"\n", (int)now->name.length, now->name.start);
    write_image(&writer, &smp_function_report_general, old->general, now->general);
    for (unsigned i = 0; i < SIM_VARIABLES; i++)
        if (old->variable[i] != now->variable[i])
            fprintf(out, "set %s %" PRIu64 "\n", smp_sim_variables[i], now->variable[i]);
    write_phys(out, old, now);
    write_events(out, old, now);
    write_lists(out, now);
    write_saves(out, now);
    write_zoning(out, old, now);
    write_gpio(out, &old->gpio, &now->gpio);
}

static void write_faults(FILE *out, const struct smp_sim_domain *domain)
{
    const struct smp_sim_fault *faults = domain->faults.items;

    for (size_t i = 0; i < domain->faults.count; i++)
        if (faults[i].seen)
            fprintf(out, "fault_seen %zu %u\n", i, faults[i].seen);
}

char *smp_sim_state_text(const struct smp_sim_domain *domain)
{
    struct smp_sim_domain fresh = { .file = domain->file, .text = domain->text };
    const struct smp_sim_expander *old;
    char *text = NULL;
    size_t length = 0;
    FILE *out = NULL;
    bool written;

    if (smp_sim_parse(&fresh, NULL) == 0)
        out = open_memstream(&text, &length);
    if (out) {
        write_faults(out, domain);
        old = fresh.expanders;
        for (const struct smp_sim_expander *now = domain->expanders; now && old;
             now = now->next, old = old->next)
            write_expander(out, old, now);
        written = !ferror(out);
        if (fclose(out) != 0 || !written) {
            free(text);
            text = NULL;
        }
    }
    smp_sim_free(&fresh);
    return text;
}
