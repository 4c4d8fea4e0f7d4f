/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Statements of domain files about phy events, zoning and GPIO. */
#include "sim/parser.h"

#include <stdlib.h>
#include <string.h>

/* ---- Phy events ------------------------------------------------------------------------------------ */

/* Adds an event behind those of the same phy: the list is in order of phys. */
static bool add_event(struct smp_sim_expander *expander, const struct smp_sim_event *event)
{
    struct smp_sim_event *events;
    size_t at;

    if (!smp_sim_add(&expander->events, sizeof *event))
        return false;
    events = expander->events.items;
    for (at = expander->events.count - 1; at > 0 && events[at - 1].phy > event->phy; at--)
        events[at] = events[at - 1];
    events[at] = *event;
    return true;
}

/* "event SOURCE [value N] [threshold N]", a word of "phy" */
int smp_sim_parse_event(struct smp_sim_parser *parser)
{
    const struct smp_field *row = smp_sim_element_row(&smp_function_report_phy_event.response,
                                                      "phy_event_source");
    uint64_t source;
    uint64_t value = 0;
    uint64_t threshold = 0;
    const struct smp_sim_keyed keyed[] = {
        { "value", UINT32_MAX, &value, NULL },
        { "threshold", UINT32_MAX, &threshold, NULL },
    };
    int status = smp_sim_take_single(parser, row, &source);

    if (!status)
        status = smp_sim_take_keyed(parser, keyed, sizeof keyed / sizeof *keyed);
    for (unsigned phy = parser->first; !status && phy <= parser->last; phy++) {
        const struct smp_sim_event event = { phy, source, value, threshold };

        if (!add_event(parser->expander, &event))
            status = smp_sim_no_memory(parser);
    }
    return status;
}

/* ---- Zoning ---------------------------------------------------------------------------------------- */

static const char *const saving_keys[] = {
    "saving_zoning_enabled_supported",
    "saving_zone_permission_table_supported",
    "saving_zone_phy_information_supported",
    "saving_zone_manager_password_supported",
};

/* A word of "zoning"; false: not one of its words. */
static bool take_zoning_word(struct smp_sim_parser *parser)
{
    struct smp_sim_expander *expander = parser->expander;

    if (smp_sim_accept(parser, "enabled")) {
        smp_sim_set_general(expander, "zoning_enabled", 1);
        expander->variable[VAR_ZONING_SHADOW] = 1;
        expander->variable[VAR_ZONING_SAVED] = 1;
        expander->variable[VAR_ZONING_DEFAULT] = 1;
    } else if (smp_sim_accept(parser, "saving")) {
        for (size_t i = 0; i < sizeof saving_keys / sizeof *saving_keys; i++)
            smp_sim_set_general(expander, saving_keys[i], 1);
    } else if (smp_sim_accept(parser, "presence")) {
        smp_sim_set_general(expander, "physical_presence_supported", 1);
    } else if (smp_sim_accept(parser, "present")) {
        smp_sim_set_general(expander, "physical_presence_supported", 1);
        smp_sim_set_general(expander, "physical_presence_asserted", 1);
    } else {
        return false;
    }
    return true;
}

/* Expanders start with all phys in the group that reaches every other. */
static void open_groups(struct smp_sim_expander *expander)
{
    const struct smp_function *discover = &smp_function_discover;
    char key[SIM_WORD];

    for (unsigned set = 0; set < ZONE_SETS; set++) {
        const struct smp_field *row = smp_sim_row(
            &discover->response, smp_sim_zone_key((enum smp_sim_zone_set)set, "zone_group", key, sizeof key));

        for (unsigned phy = 0; phy < expander->phy_count; phy++)
            smp_field_put(expander->phys[phy].image[IMAGE_DISCOVER], discover->response_bytes, row, 1);
    }
}

int smp_sim_parse_zoning(struct smp_sim_parser *parser)
{
    char word[SIM_WORD];
    unsigned groups = smp_sim_accept(parser, "256") ? 256 : 128;

    smp_sim_accept(parser, "128");
    if (parser->expander->phy_count == 0 || parser->expander->zone_groups)
        return smp_sim_bad(parser, "zoning must be told once, after phys");
    if (parser->expander->standard < SAS_2)
        return smp_sim_bad(parser, "zoning needs SAS-2 or later");
    if (!smp_sim_make_zoning(parser->expander, groups))
        return smp_sim_no_memory(parser);
    open_groups(parser->expander);
    while (parser->next < parser->count)
        if (!take_zoning_word(parser))
            return smp_sim_bad(parser, "unknown zoning word '%s'", smp_sim_peek(parser, word));
    return 0;
}

/* Takes "8" or "8-15". */
static int take_groups(struct smp_sim_parser *parser, unsigned *first, unsigned *last)
{
    struct smp_sim_token token = { 0 };
    unsigned groups = parser->expander->zone_groups;
    int status = smp_sim_take(parser, "zone group", &token);
    unsigned number[2] = { 0, 0 };
    size_t which = 0;

    if (status)
        return status;
    for (size_t i = 0; i < token.length; i++) {
        char c = token.start[i];

        if (c >= '0' && c <= '9' && number[which] < 256)
            number[which] = 10 * number[which] + (unsigned)(c - '0');
        else if (c == '-' && which == 0 && i > 0)
            which = 1;
        else
            number[which] = groups;
    }
    *first = number[0];
    *last = number[which];
    if (*first >= groups || *last >= groups || *first > *last)
        return smp_sim_bad(parser, "bad zone groups '%.*s': must be N or N-M, below %u", (int)token.length,
                           token.start, groups);
    return 0;
}

/* "permit GROUPS GROUPS ...": each group of the first word and each of the others may reach each other. */
int smp_sim_parse_permit(struct smp_sim_parser *parser)
{
    unsigned from[2];
    unsigned to[2];
    int status = take_groups(parser, &from[0], &from[1]);

    if (!status && parser->next == parser->count)
        status = smp_sim_bad(parser, "the zone groups that may be reached are missing");
    while (!status && parser->next < parser->count) {
        status = take_groups(parser, &to[0], &to[1]);
        for (unsigned set = 0; !status && set < ZONE_SETS; set++)
            for (unsigned s = from[0]; s <= from[1]; s++)
                for (unsigned d = to[0]; d <= to[1]; d++)
                    smp_sim_permit(parser->expander, (enum smp_sim_zone_set)set, s, d, true);
    }
    return status;
}

/* "password zero", "password disabled" or "password TEXT": the vendor's, saved and current one. */
int smp_sim_parse_password(struct smp_sim_parser *parser)
{
    uint8_t password[SIM_PASSWORD] = { 0 };
    int status = 0;

    if (smp_sim_accept(parser, "disabled"))
        memset(password, 0xff, sizeof password);
    else if (!smp_sim_accept(parser, "zero"))
        status = smp_sim_take_bytes(parser, "password", password, sizeof password, false);
    for (unsigned set = 0; !status && set < ZONE_SETS; set++)
        memcpy(parser->expander->password[set], password, sizeof password);
    return status;
}

/* ---- GPIO ------------------------------------------------------------------------------------------ */

static void put_register(uint8_t *bytes, const struct smp_table *table, const char *key, uint64_t number)
{
    const struct smp_field *row = smp_sim_row(table, key);

    if (row)
        smp_field_put(bytes, SIM_REGISTER, row, number);
}

static bool make_registers(struct smp_sim_gpio *gpio, unsigned drives, unsigned streams)
{
    const unsigned counts[GPIO_TYPES] = {
        [GPIO_CFG] = 2,
        [GPIO_RX] = (drives + 3) / 4,
        [GPIO_RX_GP] = 1 + streams,
        [GPIO_TX] = (drives + 3) / 4,
        [GPIO_TX_GP] = 1 + streams,
    };

    size_t total = 0;
    uint8_t *at;

    for (unsigned type = 0; type < GPIO_TYPES; type++)
        total += counts[type];
    at = calloc(total, SIM_REGISTER);
    if (!at)
        return false;
    for (unsigned type = 0; type < GPIO_TYPES; at += counts[type++] * SIM_REGISTER) {
        gpio->registers[type] = at;
        gpio->count[type] = counts[type];
    }
    put_register(gpio->registers[GPIO_CFG], &smp_gpio_cfg_0, "gpio_enable", 1);
    put_register(gpio->registers[GPIO_CFG], &smp_gpio_cfg_0, "cfg_register_count", 2);
    put_register(gpio->registers[GPIO_CFG], &smp_gpio_cfg_0, "gp_register_count", streams);
    put_register(gpio->registers[GPIO_CFG], &smp_gpio_cfg_0, "supported_drive_count", drives);
    return true;
}

/* "gpio DRIVES [streams N] [enhanced]" */
int smp_sim_parse_gpio(struct smp_sim_parser *parser)
{
    struct smp_sim_gpio *gpio = &parser->expander->gpio;
    uint64_t drives;
    uint64_t streams;
    int status = smp_sim_take_number(parser, "number of drives", 255, &drives);

    if (status)
        return status;
    if (gpio->count[GPIO_CFG])
        return smp_sim_bad(parser, "gpio is told twice");
    streams = (3 * drives + 31) / 32 < 15 ? (3 * drives + 31) / 32 : 15;
    if (smp_sim_accept(parser, "streams"))
        status = smp_sim_take_number(parser, "number of general purpose registers", 15, &streams);
    gpio->enhanced = smp_sim_accept(parser, "enhanced");
    if (status)
        return status;
    return make_registers(gpio, (unsigned)drives, (unsigned)streams) ? 0 : smp_sim_no_memory(parser);
}

/* "gpio_register TYPE INDEX HEX" */
int smp_sim_parse_gpio_register(struct smp_sim_parser *parser)
{
    const struct smp_field *row = smp_sim_row(&smp_function_read_gpio_register.request, "register_type");
    struct smp_sim_gpio *gpio = &parser->expander->gpio;
    uint64_t type;
    uint64_t index = 0;
    int status = smp_sim_take_single(parser, row, &type);

    if (!status && (type >= GPIO_TYPES || gpio->count[type] == 0))
        return smp_sim_bad(parser, "no such GPIO register: see 'gpio'");
    if (!status)
        status = smp_sim_take_number(parser, "index of the register", gpio->count[type] - 1, &index);
    if (status)
        return status;
    return smp_sim_take_bytes(parser, "register", gpio->registers[type] + index * SIM_REGISTER,
                              SIM_REGISTER, false);
}
