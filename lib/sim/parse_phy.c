/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Fields of expanders and phys, and the statement "phy PHYS WORD ..." of domain files: what is attached to phys
 * and what they report. */
#include "sim/parser.h"

#include <inttypes.h>
#include <string.h>

/* ---- Fields ---------------------------------------------------------------------------------------- */

/* How many phys the statement is about; 1 if it is about the expander. */
static unsigned phy_count(const struct smp_sim_parser *parser)
{
    return parser->last - parser->first + 1;
}

/* Largest number of a row that makes sense for the open expander. */
static uint64_t most_of(const struct smp_sim_parser *parser, const struct smp_field *row)
{
    unsigned groups = parser->expander->zone_groups;
    const char *end = strstr(row->key, "zone_group");

    if (!end || strcmp(end, "zone_group") != 0)
        return smp_field_max(row);
    return groups ? groups - 1 : 0;
}

/* A field, and the first of the items that the statement is about: the expander's, or those of phys. */
struct place {
    const struct smp_field *row;
    struct smp_sim_piece first;
};

/* Finds the field of a key; false, and a mistake: there is none. */
static bool find_field(struct smp_sim_parser *parser, const char *key, struct place *place)
{
    enum smp_sim_part part = parser->phys ? PART_DISCOVER : PART_GENERAL;
    enum smp_sim_part last = parser->phys ? PART_SATA : PART_MANUFACTURER;

    for (; part <= last; part++) {
        place->first = smp_sim_item(parser->expander, part, parser->first);
        place->row = smp_sim_row(place->first.table, key);
        if (place->row)
            return true;
    }
    smp_sim_bad(parser, "no field of %s is called " UNKNOWN, parser->phys ? "a phy" : "an expander", key);
    return false;
}

/* Puts a number, growing by its step, into all images that the statement is about. */
static void put(struct smp_sim_parser *parser, const struct place *place, struct smp_sim_number number)
{
    uint64_t most = most_of(parser, place->row);

    for (unsigned i = 0; i < phy_count(parser); i++)
        if (number.value > most || (i && number.step > (most - number.value) / i))
            smp_sim_bad(parser, "%s of phy %u: at most %" PRIu64, place->row->key, parser->first + i, most);
    smp_sim_fill(place->first, phy_count(parser), place->row, number.value, number.step);
}

void smp_sim_put_field(struct smp_sim_parser *parser, const char *key, struct smp_sim_number number)
{
    struct place place;

    if (find_field(parser, key, &place))
        put(parser, &place, number);
}

/* Fails for a field that came after the standard of the open expander, and for one that follows from others. */
static void check_field(struct smp_sim_parser *parser, const struct smp_field *row)
{
    static const char *const computed[2][9] = { /* of the expander, and of phys */
        { "number_of_phys", "zoning_supported", "zoning_enabled", "number_of_zone_groups", "zone_configuring" },
        { "phy_identifier", "sas_address", "expander_change_count", "zoning_enabled", "shadow_zoning_enabled",
          "saved_zoning_enabled", "default_zoning_enabled", "inside_zpsds" },
    };
    bool follows = smp_sim_row(&smp_response_header, row->key) != NULL;

    for (const char *const *key = computed[parser->phys]; *key && !follows; key++)
        follows = strcmp(row->key, *key) == 0;
    if (follows)
        smp_sim_bad(parser, "%s follows from other statements and cannot be set", row->key);
    else if (row->since > parser->expander->standard)
        smp_sim_bad(parser, "%s came after the expander's standard", row->key);
}

/* Takes text or hex digits for the first image and copies them to the others. */
static void take_bytes(struct smp_sim_parser *parser, const struct place *place)
{
    const struct smp_field *row = place->row;
    uint8_t *bytes = place->first.bytes + row->byte;
    size_t length = row->bits / 8U;

    smp_sim_take_bytes(parser, row->key, bytes, length, row->type == SMP_ASCII);
    for (unsigned i = 1; i < phy_count(parser); i++)
        memcpy(bytes + i * place->first.size, bytes, length);
}

void smp_sim_take_field(struct smp_sim_parser *parser, const char *key)
{
    struct place place;

    if (!find_field(parser, key, &place))
        return;
    check_field(parser, place.row);
    if (place.row->type == SMP_ASCII || place.row->type == SMP_BYTES)
        take_bytes(parser, &place);
    else
        put(parser, &place, smp_sim_take_value(parser, place.row, parser->phys));
}

void smp_sim_parse_set(struct smp_sim_parser *parser)
{
    smp_sim_take_field(parser, smp_sim_take(parser, "key of a field"));
}

/* ---- What is attached ------------------------------------------------------------------------------ */

/* Plugs a device with an address into the phys. */
static void put_device(struct smp_sim_parser *parser, struct smp_sim_number address)
{
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        parser->expander->phys[phy].plugged = true;
    smp_sim_put_field(parser, "attached_sas_address", address);
}

static void attach_device(struct smp_sim_parser *parser)
{
    put_device(parser, smp_sim_take_stepped(parser, "SAS address of the device"));
}

/* An expander's STP/SATA bridges have addresses made of its own and the phy number. */
static struct smp_sim_number bridge_address(const struct smp_sim_parser *parser)
{
    uint64_t span = 16;

    while (span < parser->expander->phy_count)
        span *= 2;
    return (struct smp_sim_number){ (parser->expander->sas_address & ~(span - 1)) + parser->first, 1 };
}

static void attach_sata(struct smp_sim_parser *parser)
{
    /* First FIS of a plain disk after its link reset. */
    static const uint8_t disk_fis[] = { 0x34, 0x00, 0x50, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00,
                                        0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00 };
    const struct smp_field *fis =
        smp_sim_row(&smp_function_report_phy_sata.response, "register_device_to_host_fis");
    struct smp_sim_number address = bridge_address(parser);

    if (smp_sim_number_next(parser))
        address = smp_sim_take_stepped(parser, "SAS address of the device");
    smp_sim_put_field(parser, "stp_sas_address", address);
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        memcpy(smp_sim_item(parser->expander, PART_SATA, phy).bytes + fis->byte, disk_fis, sizeof disk_fis);
    put_device(parser, address);
}

/* A cable to a host or expander that may be described further down; joined when all are known. */
static void attach_cable(struct smp_sim_parser *parser)
{
    const char *peer = smp_sim_take(parser, "what to attach");
    struct smp_sim_number phy = smp_sim_take_stepped(parser, "phy at the other end");

    if (phy.value >= SIM_MAX_PHYS || phy.step >= SIM_MAX_PHYS)
        smp_sim_bad(parser, "phy at the other end: must be below %d", SIM_MAX_PHYS);
    for (unsigned i = parser->first; i <= parser->last; i++, phy.value += phy.step) {
        struct smp_sim_cable *cable = smp_sim_add(&parser->domain->cables);

        if (smp_sim_made(parser, cable))
            *cable = (struct smp_sim_cable){ .phy = &parser->expander->phys[i], .peer = peer,
                                             .peer_phy = (unsigned)phy.value, .line = parser->line };
    }
}

/* Each with its port bits. */
static const struct smp_sim_word devices[] = {
    { .word = "ssp", .ones = { "attached_device_type", "attached_ssp_target_port" }, .parse = attach_device },
    { .word = "smp", .ones = { "attached_device_type", "attached_smp_target_port" }, .parse = attach_device },
    { .word = "initiator",
      .ones = { "attached_device_type", "attached_ssp_initiator_port", "attached_stp_initiator_port",
                "attached_smp_initiator_port" },
      .parse = attach_device },
    { .word = "sata",
      .ones = { "attached_device_type", "attached_sata_device", "affiliations_supported",
                "maximum_affiliation_contexts" },
      .parse = attach_sata },
    { .word = NULL },
};

static void parse_attach(struct smp_sim_parser *parser)
{
    if (!smp_sim_dispatch(parser, devices))
        attach_cable(parser);
}

/* The target of an enclosure services process behind a phy without a link. */
static void parse_virtual(struct smp_sim_parser *parser)
{
    struct smp_sim_number address = { .value = parser->expander->sas_address - 1 };

    if (smp_sim_number_next(parser))
        address = smp_sim_take_stepped(parser, "SAS address of the device");
    smp_sim_put_field(parser, "attached_phy_identifier", (struct smp_sim_number){ .value = parser->first, .step = 1 });
    put_device(parser, address);
}

/* ---- Other words ----------------------------------------------------------------------------------- */

static void parse_vacant(struct smp_sim_parser *parser)
{
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        parser->expander->phys[phy].vacant = true;
}

static const struct smp_names rates = SMP_NAMES(NULL,
    WORD("1.5", RATE_G1), WORD("3", RATE_G2), WORD("6", RATE_G3), WORD("12", RATE_G4), WORD("22.5", RATE_G5));

static void parse_rate(struct smp_sim_parser *parser)
{
    const struct smp_name *rate = smp_sim_accept_name(parser, &rates);

    if (!rate) {
        smp_sim_bad(parser, "rate: must be 1.5, 3, 6, 12 or 22.5 (Gbps)");
        return;
    }
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        if (rate->value > smp_sim_get(parser->expander->phys[phy].shown, "hardware_maximum_physical_link_rate"))
            smp_sim_bad(parser, "rate: %s Gbps is more than phy %u can do", rate->key, phy);
    smp_sim_put_field(parser, "negotiated_logical_link_rate", (struct smp_sim_number){ .value = rate->value });
    smp_sim_put_field(parser, "negotiated_physical_link_rate", (struct smp_sim_number){ .value = rate->value });
}

static void parse_group(struct smp_sim_parser *parser)
{
    struct smp_sim_number group = smp_sim_take_stepped(parser, "zone group");

    if (parser->expander->zone_groups == 0)
        smp_sim_bad(parser, "the expander has 0 zone groups: see 'zoning'");
    for (enum smp_sim_zone_set set = 0; set < ZONE_SETS; set++)
        smp_sim_put_field(parser, smp_sim_zone_row(set, "zone_group")->key, group);
}

static void parse_affiliation(struct smp_sim_parser *parser)
{
    struct smp_sim_number address = { smp_sim_take_number(parser, "SAS address of the STP initiator", UINT64_MAX), 0 };

    smp_sim_put_field(parser, "affiliated_stp_initiator_sas_address", address);
}

static const struct smp_sim_word phy_words[] = {
    { .word = "attach", .parse = parse_attach },
    { .word = "virtual",
      .ones = { "virtual_phy", "attached_device_type", "attached_smp_initiator_port", "attached_ssp_target_port" },
      .parse = parse_virtual },
    { .word = "vacant", .parse = parse_vacant },
    { .word = "rate", .parse = parse_rate },
    { .word = "group", .parse = parse_group },
    { .word = "affiliation",
      .ones = { "affiliations_supported", "affiliation_valid", "current_affiliation_contexts",
                "maximum_affiliation_contexts" },
      .parse = parse_affiliation },
    { .word = "event", .parse = smp_sim_parse_event },
    { .word = "set", .parse = smp_sim_parse_set },
    { .word = "slot", .key = "device_slot_number" },
    { .word = "connector", .key = "connector_type" },
    { .word = "element", .key = "connector_element_index" },
    { .word = "link", .key = "connector_physical_link" },
    { .word = "routing", .key = "routing_attribute" },
    { .word = "name", .key = "attached_device_name" },
    { .word = "far_phy", .key = "attached_phy_identifier" },
    { .word = "fis", .key = "register_device_to_host_fis" },
    { .word = NULL },
};

/* The states that a phy can be in without a link: the names of rates below g1, "disabled", "spinup_hold". */
static bool take_state(struct smp_sim_parser *parser)
{
    const struct smp_name *name = smp_sim_accept_name(parser, &smp_names_negotiated_link_rate);

    for (unsigned phy = parser->first; name && phy <= parser->last; phy++)
        parser->expander->phys[phy].state = (uint8_t)name->value;
    return name && name->value < RATE_G1;
}

/* Takes "3", "3-7" or "all". */
static void take_phys(struct smp_sim_parser *parser)
{
    unsigned count = parser->expander->phy_count;
    bool all = smp_sim_accept(parser, "all");
    const char *word = all ? NULL : smp_sim_take(parser, "phy number");

    if (count == 0)
        smp_sim_bad(parser, "phys must be told before");
    else if (all)
        parser->last = count - 1;
    else if (!smp_sim_read_range(word, count, &parser->first, &parser->last))
        smp_sim_bad(parser, "bad phys '%s': must be N or N-M within 0 to %u", word, count - 1);
    parser->phys = true;
}

void smp_sim_parse_phy(struct smp_sim_parser *parser)
{
    take_phys(parser);
    while (smp_sim_more(parser)) {
        const char *word = smp_sim_peek(parser);

        if (!smp_sim_dispatch(parser, phy_words) && !take_state(parser))
            smp_sim_bad(parser, "unknown phy word " UNKNOWN, word);
    }
}
