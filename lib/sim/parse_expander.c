/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Statements of domain files about an expander. */
#include "sim/parser.h"

#include <stdlib.h>
#include <string.h>

/* Standards as people call them, and the newest fields that a target of them has. */
static const struct {
    const char *word;
    uint8_t since;
} standards[] = {
    { "SAS-1", SAS_1 },     { "SAS-1.1", SAS_1_1 }, { "SAS-2", SAS_2_SHORT }, { "SAS-2.1", SAS_2_1 },
    { "SPL", SAS_2_1 },     { "SAS-3", SAS_3 },     { "SPL-2", SAS_3 },       { "SPL-3", SAS_3 },
    { "SAS-4", SPL_4 },     { "SPL-4", SPL_4 },     { "SPL-5", SPL_5 },
};

static const struct {
    const char *word;
    unsigned quirk;
} quirks[] = {
    { "no_transpose", QUIRK_NO_TRANSPOSE },
    { "keep_manager", QUIRK_KEEP_MANAGER },
    { "change_at_activate", QUIRK_CHANGE_AT_ACTIVATE },
    { "no_address_on_error", QUIRK_NO_ADDRESS_ON_ERROR },
    { "fis_swapped", QUIRK_FIS_SWAPPED },
    { "status_length_in_bytes", QUIRK_STATUS_BYTES },
    { "no_event_length", QUIRK_NO_EVENT_LENGTH },
    { "no_relock", QUIRK_NO_RELOCK },
    { "short_event_list", QUIRK_SHORT_EVENT_LIST },
    { "empty_route_list", QUIRK_EMPTY_ROUTE_LIST },
};

static const struct {
    const char *word;
    const char *key;
} aliases[] = {
    { "vendor", "vendor_identification" },
    { "product", "product_identification" },
    { "revision", "product_revision_level" },
    { "component_vendor", "component_vendor_identification" },
    { "component_id", "component_id" },
    { "component_revision", "component_revision_level" },
    { "enclosure", "enclosure_logical_identifier" },
    { "route_indexes", "expander_route_indexes" },
    { "routed_addresses", "maximum_number_of_routed_sas_addresses" },
    { "change_count", "expander_change_count" },
};

static int parse_standard(struct smp_sim_parser *parser)
{
    char word[SIM_WORD];

    if (parser->expander->phy_count)
        return smp_sim_bad(parser, "standard must be told before phys");
    for (size_t i = 0; i < sizeof standards / sizeof *standards; i++)
        if (smp_sim_accept(parser, standards[i].word)) {
            parser->expander->standard = standards[i].since;
            return 0;
        }
    return smp_sim_bad(parser, "unknown standard '%s': SAS-1.1, SAS-2, SAS-2.1, SAS-3, SAS-4 ...",
                       smp_sim_peek(parser, word));
}

static int parse_address(struct smp_sim_parser *parser)
{
    return smp_sim_take_number(parser, "sas_address", UINT64_MAX, &parser->expander->sas_address);
}

static void blank_text(uint8_t *image, const char *key)
{
    const struct smp_field *row = smp_sim_row(&smp_function_report_manufacturer_information.response, key);

    memset(image + row->byte, ' ', row->bits / 8U);
}

/* What a vendor would fill in that the file need not tell. */
static void default_expander(struct smp_sim_expander *expander)
{
    const struct smp_function *manufacturer = &smp_function_report_manufacturer_information;

    smp_sim_set_general(expander, "expander_change_count", 1);
    blank_text(expander->manufacturer, "vendor_identification");
    blank_text(expander->manufacturer, "product_identification");
    blank_text(expander->manufacturer, "product_revision_level");
    if (expander->standard < SAS_1_1)
        return;
    smp_sim_put(manufacturer, expander->manufacturer, "sas_1_1_format", 1);
    blank_text(expander->manufacturer, "component_vendor_identification");
    if (expander->standard < SAS_2)
        return;
    smp_sim_set_general(expander, "long_response", 1);
    smp_sim_set_general(expander, "configures_others", 1);
    smp_sim_set_general(expander, "open_reject_retry_supported", 1);
}

static int parse_phys(struct smp_sim_parser *parser)
{
    uint64_t count;
    int status = smp_sim_take_number(parser, "phys", SIM_MAX_PHYS, &count);

    if (status)
        return status;
    if (parser->expander->phy_count || count == 0)
        return smp_sim_bad(parser, count ? "phys are told twice" : "an expander has at least one phy");
    default_expander(parser->expander);
    return smp_sim_make_phys(parser->expander, (unsigned)count) ? 0 : smp_sim_no_memory(parser);
}

/* ---- Fields ---------------------------------------------------------------------------------------- */

static int take_variable(struct smp_sim_parser *parser, const char *key)
{
    for (unsigned i = 0; i < SIM_VARIABLES; i++)
        if (strcmp(smp_sim_variables[i], key) == 0)
            return smp_sim_take_number(parser, key, UINT64_MAX, &parser->expander->variable[i]);
    return smp_sim_bad(parser, "no field of an expander is called '%s'", key);
}

/* State texts may have it: bytes that are never shown can change, too. */
int smp_sim_check_since(struct smp_sim_parser *parser, const struct smp_field *row)
{
    if (parser->state || row->since <= parser->expander->standard)
        return 0;
    return smp_sim_bad(parser, "%s came after the expander's standard", row->key);
}

static int take_key(struct smp_sim_parser *parser, const char *key)
{
    const struct smp_function *function = &smp_function_report_general;
    const struct smp_field *row = smp_sim_row(&function->response, key);
    uint8_t *image = parser->expander->general;
    int status;

    if (!row) {
        function = &smp_function_report_manufacturer_information;
        row = smp_sim_row(&function->response, key);
        image = parser->expander->manufacturer;
    }
    if (!row)
        return take_variable(parser, key);
    status = smp_sim_check_since(parser, row);
    return status ? status : smp_sim_take_row(parser, function, row, image);
}

static int parse_set(struct smp_sim_parser *parser)
{
    struct smp_sim_token token = { 0 };
    char key[SIM_WORD];
    int status;

    smp_sim_peek(parser, key);
    status = smp_sim_take(parser, "key of a field", &token);
    return status ? status : take_key(parser, key);
}

static int parse_quirk(struct smp_sim_parser *parser)
{
    char word[SIM_WORD];

    while (parser->next < parser->count) {
        size_t i = 0;

        while (i < sizeof quirks / sizeof *quirks && !smp_sim_accept(parser, quirks[i].word))
            i++;
        if (i == sizeof quirks / sizeof *quirks)
            return smp_sim_bad(parser, "unknown quirk '%s'", smp_sim_peek(parser, word));
        parser->expander->quirks |= quirks[i].quirk;
    }
    return 0;
}

/* ---- Routing, self-configuration, broadcasts ------------------------------------------------------- */

static int parse_route(struct smp_sim_parser *parser)
{
    struct smp_sim_route route = { 0 };
    uint64_t phy = 0;
    uint64_t index = 0;
    int status = smp_sim_take_number(parser, "phy of the route", SIM_MAX_PHYS - 1, &phy);

    if (!status)
        status = smp_sim_take_number(parser, "index of the route", UINT16_MAX, &index);
    if (!status)
        status = smp_sim_take_number(parser, "routed SAS address", UINT64_MAX, &route.sas_address);
    if (status)
        return status;
    route.phy = (uint8_t)phy;
    route.index = (uint16_t)index;
    route.disabled = smp_sim_accept(parser, "disabled");
    return smp_sim_set_route(parser->expander, &route) ? 0 : smp_sim_no_memory(parser);
}

/* "self_configuration STATUS phy N address A [final]" */
static int parse_status(struct smp_sim_parser *parser)
{
    const struct smp_field *row =
        smp_sim_element_row(&smp_function_report_self_configuration_status.response, "status_type");
    struct smp_sim_number type = { 0 };
    struct smp_sim_status *item;
    uint64_t phy = 0;
    uint64_t address = 0;
    int status = smp_sim_take_value(parser, row, &type);

    if (!status && smp_sim_accept(parser, "phy"))
        status = smp_sim_take_number(parser, "phy", SIM_MAX_PHYS - 1, &phy);
    if (!status && smp_sim_accept(parser, "address"))
        status = smp_sim_take_number(parser, "address", UINT64_MAX, &address);
    if (status)
        return status;
    item = smp_sim_add(&parser->expander->statuses, sizeof *item);
    if (!item)
        return smp_sim_no_memory(parser);
    *item = (struct smp_sim_status){ .type = (uint8_t)type.value, .phy = (uint8_t)phy,
                                     .sas_address = address, .final = smp_sim_accept(parser, "final") };
    return 0;
}

/* "broadcast TYPE count N [phy N] [reason N]" */
static int parse_broadcast(struct smp_sim_parser *parser)
{
    const struct smp_table *table = &smp_function_report_broadcast.response;
    struct smp_sim_number type = { 0 };
    struct smp_sim_number reason = { 0 };
    struct smp_sim_broadcast *item;
    uint64_t count = 1;
    uint64_t phy = SIM_NO_PHY;
    int status = smp_sim_take_value(parser, smp_sim_element_row(table, "broadcast_type"), &type);

    if (!status && smp_sim_accept(parser, "count"))
        status = smp_sim_take_number(parser, "count", UINT16_MAX, &count);
    if (!status && smp_sim_accept(parser, "phy"))
        status = smp_sim_take_number(parser, "phy", SIM_NO_PHY, &phy);
    if (!status && smp_sim_accept(parser, "reason"))
        status = smp_sim_take_value(parser, smp_sim_element_row(table, "broadcast_reason"), &reason);
    if (status)
        return status;
    item = smp_sim_broadcast_item(parser->expander, (uint8_t)(type.value & 15), (uint8_t)phy,
                                  (uint8_t)(reason.value & 15));
    if (!item)
        return smp_sim_no_memory(parser);
    item->count = (uint16_t)count;
    return 0;
}

/* "no_events", in a state text: its events replace those of the domain file. */
static int parse_no_events(struct smp_sim_parser *parser)
{
    parser->expander->events.count = 0;
    return 0;
}

int smp_sim_parse_expander(struct smp_sim_parser *parser)
{
    static const struct smp_sim_word words[] = {
        { "phy", smp_sim_parse_phy },
        { "set", parse_set },
        { "standard", parse_standard },
        { "sas_address", parse_address },
        { "phys", parse_phys },
        { "zoning", smp_sim_parse_zoning },
        { "permit", smp_sim_parse_permit },
        { "password", smp_sim_parse_password },
        { "zone_password", smp_sim_parse_zone_password },
        { "zone_row", smp_sim_parse_zone_row },
        { "gpio", smp_sim_parse_gpio },
        { "gpio_register", smp_sim_parse_gpio_register },
        { "route", parse_route },
        { "self_configuration", parse_status },
        { "broadcast", parse_broadcast },
        { "no_events", parse_no_events },
        { "quirk", parse_quirk },
        { "fault", smp_sim_parse_fault },
    };

    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (smp_sim_accept(parser, aliases[i].word))
            return take_key(parser, aliases[i].key);
    return smp_sim_dispatch(parser, words, sizeof words / sizeof *words, "word");
}
