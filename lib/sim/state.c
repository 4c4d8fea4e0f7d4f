/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The state text: what differs from the domain file, found by comparing with a domain made of it afresh. It has
 * a line for each item: number of the expander, word of the part, number of the item in it; then the item's bytes
 * in hex without those of zero at the end. Numbers that no standard lays out are as this machine keeps them.
 *
 *     0 report_general 0 00000000000302000000000c
 *     0 broadcasts 1 0004000002 */
#include "sim/parser.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Writing --------------------------------------------------------------------------------------- */

static void write_bytes(FILE *out, const uint8_t *bytes, size_t length)
{
    while (length > 1 && bytes[length - 1] == 0)
        length--;
    for (size_t i = 0; i < length; i++)
        fprintf(out, "%02x", bytes[i]);
}

static void write_part(FILE *out, unsigned expander, const char *word, const struct smp_sim_list *old,
                       const struct smp_sim_list *now)
{
    const uint8_t *item = now->items;

    for (size_t i = 0; i < now->count; i++, item += now->bytes) {
        if (i < old->count && memcmp((const uint8_t *)old->items + i * now->bytes, item, now->bytes) == 0)
            continue;
        fprintf(out, "%u %s %zu ", expander, word, i);
        write_bytes(out, item, now->bytes);
        fputc('\n', out);
    }
}

static void write_domain(FILE *out, const struct smp_sim_domain *old, const struct smp_sim_domain *now)
{
    const struct smp_sim_expander *was = old->expanders;
    unsigned number = 0;

    for (const struct smp_sim_expander *is = now->expanders; is; is = is->next, was = was->next, number++)
        for (enum smp_sim_part part = 0; part < PARTS; part++)
            if (smp_sim_kinds[part].word)
                write_part(out, number, smp_sim_kinds[part].word, &was->parts[part], &is->parts[part]);
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

/* Takes an item, or adds it behind the last. */
static void read_item(struct smp_sim_parser *parser, struct smp_sim_expander *expander, enum smp_sim_part part)
{
    const char *word = smp_sim_kinds[part].word;
    struct smp_sim_list *list = &expander->parts[part];
    uint64_t index = smp_sim_take_number(parser, "item", UINT64_MAX);

    if (index > list->count || (index == list->count && index >= smp_sim_kinds[part].most))
        smp_sim_bad(parser, "%s: there is no item %" PRIu64, word, index);
    else if (index < list->count || smp_sim_made(parser, smp_sim_add(list)))
        smp_sim_take_bytes(parser, word, smp_sim_item(expander, part, index).bytes, list->bytes, false);
}

static void read_line(struct smp_sim_parser *parser)
{
    uint64_t number = smp_sim_take_number(parser, "expander", SIM_MAX_EXPANDERS - 1);
    struct smp_sim_expander *expander = smp_sim_expander_at(parser->domain, (unsigned)number);
    enum smp_sim_part part = 0;

    while (part < PARTS && !(smp_sim_kinds[part].word && smp_sim_accept(parser, smp_sim_kinds[part].word)))
        part++;
    if (!expander)
        smp_sim_bad(parser, "there is no expander %" PRIu64, number);
    else if (part == PARTS)
        smp_sim_bad(parser, "unknown part " UNKNOWN, smp_sim_peek(parser));
    else
        read_item(parser, expander, part);
}

int smp_sim_apply(struct smp_sim_domain *domain, const char *file, const char *text, struct smp_error *error)
{
    char *words = smp_sim_room(text);
    struct smp_sim_parser parser = { .domain = domain, .error = error, .file = file, .at = text, .room = words };

    smp_sim_made(&parser, words);
    while (smp_sim_next_line(&parser))
        read_line(&parser);
    free(words);
    return parser.status;
}
