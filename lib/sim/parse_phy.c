/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Fields of expanders and phys, and the statement "phy PHYS WORD ..." of domain files: what is attached to phys
 * and what they report. */
#include "frames/names.h"
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
    static const char suffix[] = "zone_group";
    unsigned groups = parser->expander->zone_groups;
    size_t length = strlen(row->key);

    if (length < sizeof suffix - 1 || strcmp(row->key + length - (sizeof suffix - 1), suffix) != 0)
        return smp_field_max(row);
    return groups ? groups - 1 : 0;
}

/* Puts a number, growing by its step, into a row of all images that the statement is about. */
static void put_row(struct smp_sim_parser *parser, const struct smp_function *function, uint8_t *images,
                    const struct smp_field *row, struct smp_sim_number number)
{
    uint64_t most = most_of(parser, row);

    for (unsigned i = 0; i < phy_count(parser); i++)
        if (number.value > most || (i && number.step > (most - number.value) / i)) {
            smp_sim_bad(parser, "%s of phy %u: at most %" PRIu64, row->key, parser->first + i, most);
            return;
        }
    smp_sim_fill(function, images, phy_count(parser), row, number.value, number.step);
}

/* Fails for a field that came after the standard of the open expander, and for one that follows from others. */
static void check_field(struct smp_sim_parser *parser, const struct smp_field *row)
{
    static const char *const computed[][9] = {
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

/* Takes the value of a row for all images that the statement is about. */
static void take_row(struct smp_sim_parser *parser, const struct smp_function *function, uint8_t *images,
                     const struct smp_field *row)
{
    check_field(parser, row);
    if (row->type == SMP_ASCII || row->type == SMP_BYTES) {
        smp_sim_take_bytes(parser, row->key, images + row->byte, row->bits / 8U, row->type == SMP_ASCII);
        for (unsigned i = 1; i < phy_count(parser); i++)
            memcpy(images + i * function->response_bytes + row->byte, images + row->byte, row->bits / 8U);
    } else if (parser->phys) {
        put_row(parser, function, images, row, smp_sim_take_value(parser, row));
    } else {
        smp_field_put(images, function->response_bytes, row, smp_sim_take_single(parser, row));
    }
}

void smp_sim_take_field(struct smp_sim_parser *parser, const char *key)
{
    static const struct smp_function *const functions[] = { &smp_function_report_general,
                                                            &smp_function_report_manufacturer_information };
    const struct smp_sim_expander *expander = parser->expander;
    uint8_t *const own[] = { expander->general, expander->manufacturer };
    uint8_t *const *images = parser->phys ? expander->phys[parser->first].image : own;
    unsigned count = parser->phys ? PHY_IMAGES : sizeof own / sizeof *own;

    for (unsigned i = 0; i < count; i++) {
        const struct smp_function *function =
            parser->phys ? smp_sim_phy_function((enum smp_sim_image)i) : functions[i];
        const struct smp_field *row = smp_sim_row(&function->response, key);

        if (row) {
            take_row(parser, function, images[i], row);
            return;
        }
    }
    smp_sim_bad(parser, "no field of %s is called '%s'", parser->phys ? "a phy" : "an expander", key);
}

void smp_sim_parse_set(struct smp_sim_parser *parser)
{
    const char *key = smp_sim_peek(parser);

    smp_sim_take(parser, "key of a field");
    smp_sim_take_field(parser, key);
}

/* Puts a number, growing by its step, into a field of all phys of the statement. */
static void put(struct smp_sim_parser *parser, enum smp_sim_image image, const char *key,
                struct smp_sim_number number)
{
    const struct smp_function *function = smp_sim_phy_function(image);

    put_row(parser, function, parser->expander->phys[parser->first].image[image],
            smp_sim_row(&function->response, key), number);
}

static void put_all(struct smp_sim_parser *parser, enum smp_sim_image image, const char *key, uint64_t value)
{
    put(parser, image, key, (struct smp_sim_number){ .value = value });
}

/* ---- What is attached ------------------------------------------------------------------------------ */

/* A device whose port bits are these. */
static void put_device(struct smp_sim_parser *parser, const char *const *keys, struct smp_sim_number address)
{
    put_all(parser, IMAGE_DISCOVER, "attached_device_type", 1);
    for (; *keys; keys++)
        put_all(parser, IMAGE_DISCOVER, *keys, 1);
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        parser->expander->phys[phy].plug = PLUG_DEVICE;
    put(parser, IMAGE_DISCOVER, "attached_sas_address", address);
}

/* Takes the address of a device if there is one. */
static struct smp_sim_number take_address(struct smp_sim_parser *parser, uint64_t otherwise, uint64_t step)
{
    struct smp_sim_number address = { otherwise, step };

    return smp_sim_number_next(parser) ? smp_sim_take_stepped(parser, "SAS address") : address;
}

static void attach_sata(struct smp_sim_parser *parser)
{
    /* First FIS of a plain disk after its link reset. */
    static const uint8_t disk_fis[] = { 0x34, 0x00, 0x50, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00,
                                        0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00 };
    static const char *const keys[] = { "attached_sata_device", NULL };
    const struct smp_field *fis =
        smp_sim_row(&smp_function_report_phy_sata.response, "register_device_to_host_fis");
    uint64_t span = 16;
    struct smp_sim_number address;

    /* An expander's STP/SATA bridges have addresses made of its own and the phy number. */
    while (span < parser->expander->phy_count)
        span *= 2;
    address = take_address(parser, (parser->expander->sas_address & ~(span - 1)) + parser->first, 1);
    put(parser, IMAGE_SATA, "stp_sas_address", address);
    put_all(parser, IMAGE_SATA, "affiliations_supported", 1);
    put_all(parser, IMAGE_SATA, "maximum_affiliation_contexts", 1);
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        memcpy(parser->expander->phys[phy].image[IMAGE_SATA] + fis->byte, disk_fis, sizeof disk_fis);
    put_device(parser, keys, address);
}

/* A cable to a host or expander that may be described further down; joined when all are known. */
static void attach_cable(struct smp_sim_parser *parser)
{
    struct smp_sim_text peer = smp_sim_take(parser, "what to attach");
    struct smp_sim_number phy = smp_sim_take_stepped(parser, "phy at the other end");
    struct smp_sim_cable *cable = smp_sim_add(&parser->domain->cables, sizeof *cable);

    if (phy.value >= SIM_MAX_PHYS || phy.step >= SIM_MAX_PHYS)
        smp_sim_bad(parser, "phy at the other end: must be below %d", SIM_MAX_PHYS);
    if (!cable) {
        smp_sim_no_memory(parser);
        return;
    }
    *cable = (struct smp_sim_cable){
        .expander = parser->expander,
        .first = parser->first,
        .last = parser->last,
        .peer = peer,
        .peer_phy = (unsigned)phy.value,
        .peer_step = (unsigned)phy.step,
        .line = parser->line,
    };
}

static void parse_attach(struct smp_sim_parser *parser)
{
    static const struct {
        const char *word;
        const char *keys[4]; /* port bits */
    } devices[] = {
        { "ssp", { "attached_ssp_target_port" } },
        { "smp", { "attached_smp_target_port" } },
        { "initiator",
          { "attached_ssp_initiator_port", "attached_stp_initiator_port", "attached_smp_initiator_port" } },
    };

    if (smp_sim_accept(parser, "sata")) {
        attach_sata(parser);
        return;
    }
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (smp_sim_accept(parser, devices[i].word)) {
            put_device(parser, devices[i].keys, smp_sim_take_stepped(parser, "SAS address of the device"));
            return;
        }
    attach_cable(parser);
}

/* The target of an enclosure services process behind a phy without a link. */
static void parse_virtual(struct smp_sim_parser *parser)
{
    static const char *const keys[] = { "virtual_phy", "attached_smp_initiator_port", "attached_ssp_target_port",
                                        NULL };
    const struct smp_sim_number own = { .value = parser->first, .step = 1 };

    put(parser, IMAGE_DISCOVER, "attached_phy_identifier", own);
    put_device(parser, keys, take_address(parser, parser->expander->sas_address - 1, 0));
}

/* ---- Other words ----------------------------------------------------------------------------------- */

static void parse_vacant(struct smp_sim_parser *parser)
{
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        parser->expander->phys[phy].vacant = true;
}

static const struct smp_name rate_names[] = {
    { .key = "1.5", .value = RATE_G1 }, { .key = "3", .value = RATE_G2 },    { .key = "6", .value = RATE_G3 },
    { .key = "12", .value = RATE_G4 },  { .key = "22.5", .value = RATE_G5 },
};
static const struct smp_names rates = SMP_NAMES(rate_names, NULL);

static void parse_rate(struct smp_sim_parser *parser)
{
    const struct smp_name *rate = smp_sim_accept_name(parser, &rates);

    if (!rate) {
        smp_sim_bad(parser, "rate: must be 1.5, 3, 6, 12 or 22.5 (Gbps)");
        return;
    }
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        if (rate->value > smp_sim_discover(&parser->expander->phys[phy], "hardware_maximum_physical_link_rate"))
            smp_sim_bad(parser, "rate: %s Gbps is more than phy %u can do", rate->key, phy);
    put_all(parser, IMAGE_DISCOVER, "negotiated_logical_link_rate", rate->value);
    put_all(parser, IMAGE_DISCOVER, "negotiated_physical_link_rate", rate->value);
}

static void parse_group(struct smp_sim_parser *parser)
{
    struct smp_sim_number group = smp_sim_take_stepped(parser, "zone group");
    char key[SIM_WORD];

    if (parser->expander->zone_groups == 0)
        smp_sim_bad(parser, "the expander has 0 zone groups: see 'zoning'");
    for (unsigned set = 0; set < ZONE_SETS; set++) {
        smp_sim_zone_key((enum smp_sim_zone_set)set, "zone_group", key, sizeof key);
        put(parser, IMAGE_DISCOVER, key, group);
    }
}

static void parse_affiliation(struct smp_sim_parser *parser)
{
    uint64_t address = smp_sim_take_number(parser, "SAS address of the STP initiator", UINT64_MAX);

    put_all(parser, IMAGE_SATA, "affiliations_supported", 1);
    put_all(parser, IMAGE_SATA, "affiliation_valid", 1);
    put_all(parser, IMAGE_SATA, "current_affiliation_contexts", 1);
    put_all(parser, IMAGE_SATA, "maximum_affiliation_contexts", 1);
    put_all(parser, IMAGE_SATA, "affiliated_stp_initiator_sas_address", address);
}

static const struct smp_sim_word phy_words[] = {
    { .word = "attach", .parse = parse_attach },
    { .word = "virtual", .parse = parse_virtual },
    { .word = "vacant", .parse = parse_vacant },
    { .word = "rate", .parse = parse_rate },
    { .word = "group", .parse = parse_group },
    { .word = "affiliation", .parse = parse_affiliation },
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
};

/* The states that a phy can be in without a link: the names of rates below g1, "disabled", "spinup_hold". */
static bool take_state(struct smp_sim_parser *parser)
{
    for (size_t i = 0; i < smp_names_negotiated_link_rate.count; i++) {
        const struct smp_name *name = &smp_names_negotiated_link_rate.rows[i];

        if (name->value < RATE_G1 && smp_sim_accept(parser, name->key)) {
            for (unsigned phy = parser->first; phy <= parser->last; phy++)
                parser->expander->phys[phy].state = (uint8_t)name->value;
            return true;
        }
    }
    return false;
}

/* Takes "3", "3-7" or "all". */
static void take_phys(struct smp_sim_parser *parser)
{
    unsigned count = parser->expander->phy_count;
    bool all = smp_sim_accept(parser, "all");
    struct smp_sim_text word = all ? (struct smp_sim_text){ 0 } : smp_sim_take(parser, "phy number");

    if (count == 0)
        smp_sim_bad(parser, "phys must be told before");
    else if (all)
        parser->last = count - 1;
    else if (!smp_sim_read_range(word, count, &parser->first, &parser->last))
        smp_sim_bad(parser, "bad phys '%.*s': must be N or N-M within 0 to %u", (int)word.length, word.start,
                    count - 1);
    parser->phys = true;
}

void smp_sim_parse_phy(struct smp_sim_parser *parser)
{
    take_phys(parser);
    while (smp_sim_more(parser))
        if (!smp_sim_dispatch(parser, phy_words, sizeof phy_words / sizeof *phy_words) && !take_state(parser))
            smp_sim_bad(parser, "unknown phy word '%s'", smp_sim_peek(parser));
}
