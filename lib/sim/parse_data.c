/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Statements of domain files about zoning, GPIO and what expanders keep in lists. */
#include "sim/parser.h"

#include <string.h>

/* ---- Lists ----------------------------------------------------------------------------------------- */

/* Largest number of a phy of the open expander. */
static unsigned last_phy(const struct smp_sim_parser *parser)
{
    return parser->expander->phy_count ? parser->expander->phy_count - 1 : 0;
}

/* Takes the value of a field of an item. */
static void take_member(struct smp_sim_parser *parser, struct smp_sim_piece item, const char *key)
{
    smp_sim_put(item, key, smp_sim_take_value(parser, smp_sim_row(item.table, key), false).value);
}

/* Adds an event behind those of the same phy: the list is in order of phys. */
static bool add_event(struct smp_sim_expander *expander, struct smp_sim_piece event, unsigned phy)
{
    struct smp_sim_list *list = &expander->parts[PART_EVENTS];
    const struct smp_field *row = smp_sim_row(list->table, "phy_identifier");
    uint8_t *end = smp_sim_add(list), *at = end;

    if (!end)
        return false;
    while (at > (uint8_t *)list->items && smp_field_get(at - list->bytes, row) > phy)
        at -= list->bytes;
    memmove(at + list->bytes, at, (size_t)(end - at));
    memcpy(at, event.bytes, list->bytes);
    return true;
}

/* "event SOURCE [value N] [threshold N]", a word of "phy" */
void smp_sim_parse_event(struct smp_sim_parser *parser)
{
    uint8_t bytes[SMP_MAX_FRAME] = { 0 };
    struct smp_sim_piece event = { parser->expander->parts[PART_EVENTS].table, bytes, sizeof bytes };

    take_member(parser, event, "phy_event_source");
    smp_sim_put(event, "phy_event", smp_sim_take_option(parser, "value", UINT32_MAX, 0));
    smp_sim_put(event, "peak_value_detector_threshold", smp_sim_take_option(parser, "threshold", UINT32_MAX, 0));
    for (unsigned phy = parser->first; phy <= parser->last; phy++) {
        smp_sim_put(event, "phy_identifier", phy);
        smp_sim_made(parser, add_event(parser->expander, event, phy));
    }
}

/* "route PHY INDEX ADDRESS [disabled]" */
static void parse_route(struct smp_sim_parser *parser)
{
    struct smp_sim_list *list = &parser->expander->parts[PART_ROUTES];
    uint8_t bytes[SMP_MAX_FRAME] = { 0 };
    struct smp_sim_piece route = { list->table, bytes, sizeof bytes };

    smp_sim_put(route, "phy_identifier", smp_sim_take_number(parser, "phy of the route", last_phy(parser)));
    smp_sim_put(route, "expander_route_index", smp_sim_take_number(parser, "index of the route", UINT16_MAX));
    smp_sim_put(route, "routed_sas_address", smp_sim_take_number(parser, "routed SAS address", UINT64_MAX));
    smp_sim_put(route, "expander_route_entry_disabled", smp_sim_accept(parser, "disabled"));
    smp_sim_made(parser, smp_sim_replace_or_add(list, bytes, "phy_identifier"));
}

/* "self_configuration STATUS [phy N] [address A] [final]" */
static void parse_status(struct smp_sim_parser *parser)
{
    struct smp_sim_list *list = &parser->expander->parts[PART_STATUSES];
    struct smp_sim_piece status = { list->table, smp_sim_add(list), list->bytes };

    if (!smp_sim_made(parser, status.bytes))
        return;
    take_member(parser, status, "status_type");
    smp_sim_put(status, "phy_identifier", smp_sim_take_option(parser, "phy", last_phy(parser), 0));
    smp_sim_put(status, "sas_address", smp_sim_take_option(parser, "address", UINT64_MAX, 0));
    smp_sim_put(status, "final", smp_sim_accept(parser, "final"));
}

/* "broadcast TYPE [count N] [phy N] [reason N]" */
static void parse_broadcast(struct smp_sim_parser *parser)
{
    struct smp_sim_list *list = &parser->expander->parts[PART_BROADCASTS];
    uint8_t bytes[SMP_MAX_FRAME] = { 0 };
    struct smp_sim_piece item = { list->table, bytes, sizeof bytes };
    uint64_t phy;

    take_member(parser, item, "broadcast_type");
    smp_sim_put(item, "broadcast_count", smp_sim_take_option(parser, "count", UINT16_MAX, 1));
    phy = smp_sim_take_option(parser, "phy", SIM_NO_PHY, SIM_NO_PHY);
    smp_sim_put(item, "phy_identifier", phy);
    if (smp_sim_accept(parser, "reason"))
        take_member(parser, item, "broadcast_reason");
    if (phy != SIM_NO_PHY && phy > last_phy(parser))
        smp_sim_bad(parser, "phy: must be a number from 0 to %u", last_phy(parser));
    smp_sim_made(parser, smp_sim_replace_or_add(list, bytes, "broadcast_reason"));
}

/* ---- Zoning ---------------------------------------------------------------------------------------- */

static const struct smp_sim_word zoning_words[] = {
    { .word = "enabled", .ones = { "zoning_enabled" } },
    { .word = "saving",
      .ones = { "saving_zoning_enabled_supported", "saving_zone_permission_table_supported",
                "saving_zone_phy_information_supported", "saving_zone_manager_password_supported" } },
    { .word = "presence", .ones = { "physical_presence_supported" } },
    { .word = "present", .ones = { "physical_presence_supported", "physical_presence_asserted" } },
    { .word = NULL },
};

/* "zoning [128 | 256] [enabled] [saving] [presence | present]" */
static void parse_zoning(struct smp_sim_parser *parser)
{
    struct smp_sim_expander *expander = parser->expander;
    unsigned groups = smp_sim_accept(parser, "256") ? 256 : 128;

    smp_sim_accept(parser, "128");
    if (expander->phy_count == 0 || expander->zone_groups)
        smp_sim_bad(parser, "zoning must be told once, after phys");
    else if (expander->standard < SAS_2)
        smp_sim_bad(parser, "zoning needs SAS-2 or later");
    else
        smp_sim_made(parser, smp_sim_make_zoning(expander, groups));
    while (smp_sim_more(parser))
        if (!smp_sim_dispatch(parser, zoning_words))
            smp_sim_bad(parser, "unknown zoning word " UNKNOWN, smp_sim_peek(parser));
    expander->variable[VAR_ZONING_ENABLED] = smp_sim_get(expander->general, "zoning_enabled");
}

/* Takes "8" or "8-15"; leaves both as they are after a mistake. */
static void take_groups(struct smp_sim_parser *parser, unsigned *first, unsigned *last)
{
    const char *word = smp_sim_take(parser, "zone group");

    if (!smp_sim_read_range(word, parser->expander->zone_groups, first, last))
        smp_sim_bad(parser, "bad zone groups '%s': must be N or N-M, below %u", word, parser->expander->zone_groups);
}

/* "permit GROUPS GROUPS ...": each group of the first word and each of the others may reach each other. */
static void parse_permit(struct smp_sim_parser *parser)
{
    unsigned from[2] = { 1, 0 }; /* none */
    unsigned to[2] = { 1, 0 };

    take_groups(parser, &from[0], &from[1]);
    if (!smp_sim_more(parser))
        smp_sim_bad(parser, "the zone groups that may be reached are missing");
    while (smp_sim_more(parser)) {
        take_groups(parser, &to[0], &to[1]);
        for (unsigned s = from[0]; s <= from[1]; s++)
            for (unsigned d = to[0]; d <= to[1]; d++)
                smp_sim_permit(parser->expander, ZONE_CURRENT, s, d, true);
    }
}

/* "password zero", "password disabled" or "password TEXT": the vendor's, saved and current one. */
static void parse_password(struct smp_sim_parser *parser)
{
    uint8_t password[SIM_PASSWORD] = { 0 };

    if (smp_sim_accept(parser, "disabled"))
        memset(password, 0xff, sizeof password);
    else if (!smp_sim_accept(parser, "zero"))
        smp_sim_take_bytes(parser, "password", password, sizeof password, false);
    for (unsigned set = 0; set < ZONE_SETS; set++)
        memcpy(smp_sim_item(parser->expander, PART_PASSWORDS, set).bytes, password, sizeof password);
}

/* ---- GPIO ------------------------------------------------------------------------------------------ */

static bool make_registers(struct smp_sim_expander *expander, uint64_t drives, uint64_t streams)
{
    const unsigned bays = (unsigned)(drives + 3) / 4;
    const unsigned words = 1 + (unsigned)streams;
    const unsigned counts[GPIO_TYPES] = { [GPIO_CFG] = 2,    [GPIO_RX] = bays,     [GPIO_RX_GP] = words,
                                          [GPIO_TX] = bays, [GPIO_TX_GP] = words };
    struct smp_sim_gpio *gpio = &expander->gpio;
    struct smp_sim_piece cfg;
    unsigned count = 0;

    for (unsigned type = 0; type < GPIO_TYPES; count += counts[type++]) {
        gpio->first[type] = count;
        gpio->count[type] = counts[type];
    }
    if (!smp_sim_make(expander, PART_REGISTERS, count))
        return false;
    cfg = (struct smp_sim_piece){ &smp_gpio_cfg_0, smp_sim_item(expander, PART_REGISTERS, 0).bytes, SIM_REGISTER };
    smp_sim_put(cfg, "gpio_enable", 1);
    smp_sim_put(cfg, "cfg_register_count", 2);
    smp_sim_put(cfg, "gp_register_count", streams);
    smp_sim_put(cfg, "supported_drive_count", drives);
    return true;
}

/* "gpio DRIVES [streams N] [enhanced]" */
static void parse_gpio(struct smp_sim_parser *parser)
{
    struct smp_sim_gpio *gpio = &parser->expander->gpio;
    uint64_t drives = smp_sim_take_number(parser, "number of drives", 255);
    uint64_t streams = (3 * drives + 31) / 32 < 15 ? (3 * drives + 31) / 32 : 15;

    if (gpio->count[GPIO_CFG])
        smp_sim_bad(parser, "gpio is told twice");
    if (smp_sim_accept(parser, "streams"))
        streams = smp_sim_take_number(parser, "number of general purpose registers", 15);
    gpio->enhanced = smp_sim_accept(parser, "enhanced");
    if (!parser->status)
        smp_sim_made(parser, make_registers(parser->expander, drives, streams));
}

/* "gpio_register TYPE INDEX HEX" */
static void parse_gpio_register(struct smp_sim_parser *parser)
{
    const struct smp_field *row = smp_sim_row(&smp_function_read_gpio_register.request, "register_type");
    const struct smp_sim_gpio *gpio = &parser->expander->gpio;
    uint64_t type = smp_sim_take_value(parser, row, false).value;
    uint64_t index;

    if (type >= GPIO_TYPES || gpio->count[type] == 0) {
        smp_sim_bad(parser, "no such GPIO register: see 'gpio'");
        return;
    }
    index = smp_sim_take_number(parser, "index of the register", gpio->count[type] - 1);
    smp_sim_take_bytes(parser, "register",
                       smp_sim_item(parser->expander, PART_REGISTERS, gpio->first[type] + index).bytes, SIM_REGISTER,
                       false);
}

const struct smp_sim_word smp_sim_data_words[] = {
    { .word = "zoning", .parse = parse_zoning },
    { .word = "permit", .parse = parse_permit },
    { .word = "password", .parse = parse_password },
    { .word = "gpio", .parse = parse_gpio },
    { .word = "gpio_register", .parse = parse_gpio_register },
    { .word = "route", .parse = parse_route },
    { .word = "self_configuration", .parse = parse_status },
    { .word = "broadcast", .parse = parse_broadcast },
    { .word = NULL },
};
