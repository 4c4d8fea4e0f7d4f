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

int smp_sim_check_set(struct smp_sim_parser *parser, const struct smp_field *row, const char *const *computed)
{
    bool worked_out = smp_sim_row(&smp_response_header, row->key) != NULL;

    for (; *computed && !worked_out; computed++)
        worked_out = strcmp(row->key, *computed) == 0;
    if (worked_out)
        return smp_sim_bad(parser, "%s follows from other statements and cannot be set", row->key);
    if (row->since > parser->expander->standard)
        return smp_sim_bad(parser, "%s came after the expander's standard", row->key);
    return 0;
}

unsigned smp_sim_last_phy(const struct smp_sim_parser *parser)
{
    return parser->expander->phy_count ? parser->expander->phy_count - 1 : 0;
}

static int take_key(struct smp_sim_parser *parser, const char *key)
{
    static const char *const computed[] = { "number_of_phys", "zoning_supported", "zoning_enabled",
                                            "number_of_zone_groups", "zone_configuring", NULL };
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
        return smp_sim_bad(parser, "no field of an expander is called '%s'", key);
    status = smp_sim_check_set(parser, row, computed);
    return status ? status : smp_sim_take_row(parser, function, row, image);
}

static int parse_set(struct smp_sim_parser *parser)
{
    char key[SIM_WORD];
    int status = smp_sim_take_word(parser, "key of a field", key);

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
    int status = smp_sim_take_number(parser, "phy of the route", smp_sim_last_phy(parser), &route.phy);

    if (!status)
        status = smp_sim_take_number(parser, "index of the route", UINT16_MAX, &route.index);
    if (!status)
        status = smp_sim_take_number(parser, "routed SAS address", UINT64_MAX, &route.sas_address);
    if (status)
        return status;
    route.disabled = smp_sim_accept(parser, "disabled");
    return smp_sim_set_route(parser->expander, &route) ? 0 : smp_sim_no_memory(parser);
}

/* "self_configuration STATUS phy N address A [final]" */
static int parse_status(struct smp_sim_parser *parser)
{
    const struct smp_field *row =
        smp_sim_element_row(&smp_function_report_self_configuration_status.response, "status_type");
    struct smp_sim_status *item;
    uint64_t type;
    uint64_t phy = 0;
    uint64_t address = 0;
    const struct smp_sim_keyed keyed[] = {
        { "phy", smp_sim_last_phy(parser), &phy, NULL },
        { "address", UINT64_MAX, &address, NULL },
    };
    int status = smp_sim_take_single(parser, row, &type);

    if (!status)
        status = smp_sim_take_keyed(parser, keyed, sizeof keyed / sizeof *keyed);
    if (status)
        return status;
    item = smp_sim_add(&parser->expander->statuses, sizeof *item);
    if (!item)
        return smp_sim_no_memory(parser);
    *item = (struct smp_sim_status){ .type = type, .phy = phy,
                                     .sas_address = address, .final = smp_sim_accept(parser, "final") };
    return 0;
}

/* "broadcast TYPE count N [phy N] [reason N]" */
static int parse_broadcast(struct smp_sim_parser *parser)
{
    const struct smp_table *table = &smp_function_report_broadcast.response;
    struct smp_sim_broadcast *item;
    uint64_t type;
    uint64_t count = 1;
    uint64_t phy = SIM_NO_PHY;
    uint64_t reason = 0;
    const struct smp_sim_keyed keyed[] = {
        { "count", UINT16_MAX, &count, NULL },
        { "phy", SIM_NO_PHY, &phy, NULL },
        { "reason", 0, &reason, smp_sim_element_row(table, "broadcast_reason") },
    };
    int status = smp_sim_take_single(parser, smp_sim_element_row(table, "broadcast_type"), &type);

    if (!status)
        status = smp_sim_take_keyed(parser, keyed, sizeof keyed / sizeof *keyed);
    if (!status && phy != SIM_NO_PHY && phy > smp_sim_last_phy(parser))
        status = smp_sim_bad(parser, "phy: must be a number from 0 to %u", smp_sim_last_phy(parser));
    if (status)
        return status;
    item = smp_sim_broadcast_item(parser->expander, type, phy, reason);
    if (!item)
        return smp_sim_no_memory(parser);
    item->count = count;
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
        { "gpio", smp_sim_parse_gpio },
        { "gpio_register", smp_sim_parse_gpio_register },
        { "route", parse_route },
        { "self_configuration", parse_status },
        { "broadcast", parse_broadcast },
        { "quirk", parse_quirk },
        { "fault", smp_sim_parse_fault },
    };

    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (smp_sim_accept(parser, aliases[i].word))
            return take_key(parser, aliases[i].key);
    return smp_sim_dispatch(parser, words, sizeof words / sizeof *words, "word");
}
