/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The statement "phy PHYS WORD ..." of domain files: what is attached to phys and what they report. */
#include "frames/names.h"
#include "sim/parser.h"

#include <inttypes.h>
#include <string.h>

/* Words that stand for keys; a word may set several. */
static const struct {
    const char *word;
    const char *key;
} aliases[] = {
    { "slot", "device_slot_number" },
    { "connector", "connector_type" },
    { "element", "connector_element_index" },
    { "link", "connector_physical_link" },
    { "routing", "routing_attribute" },
    { "name", "attached_device_name" },
    { "far_phy", "attached_phy_identifier" },
    { "fis", "register_device_to_host_fis" },
};

/* What may be attached besides hosts and expanders of the file, and the port bits that tell of it. */
static const struct {
    const char *word;
    const char *keys[3];
} devices[] = {
    { "ssp", { "attached_ssp_target_port" } },
    { "sata", { "attached_sata_device" } },
    { "smp", { "attached_smp_target_port" } },
    { "initiator",
      { "attached_ssp_initiator_port", "attached_stp_initiator_port", "attached_smp_initiator_port" } },
};

/* First FIS of a plain disk after its link reset. */
static const uint8_t disk_fis[] = { 0x34, 0x00, 0x50, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00,
                                    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00 };

static uint8_t *image_of(const struct smp_sim_parser *parser, unsigned phy, enum smp_sim_image image)
{
    return parser->expander->phys[phy].image[image];
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

/* The number for the index-th phy; false: above most. */
static bool grow(const struct smp_sim_number *number, unsigned index, uint64_t most, uint64_t *value)
{
    if (number->value > most || (index && number->step > (most - number->value) / index))
        return false;
    *value = number->value + number->step * index;
    return true;
}

/* Puts a number, growing by its step, into a row of all phys of the statement. */
static int put_row(struct smp_sim_parser *parser, enum smp_sim_image image, const struct smp_field *row,
                   const struct smp_sim_number *number)
{
    size_t bytes = smp_sim_phy_function(image)->response_bytes;
    uint64_t most = most_of(parser, row);

    for (unsigned phy = parser->first; phy <= parser->last; phy++) {
        uint64_t value;

        if (!grow(number, phy - parser->first, most, &value))
            return smp_sim_bad(parser, "%s of phy %u: at most %" PRIu64, row->key, phy, most);
        smp_field_put(image_of(parser, phy, image), bytes, row, value);
    }
    return 0;
}

static int put_stepped(struct smp_sim_parser *parser, enum smp_sim_image image, const char *key,
                       const struct smp_sim_number *number)
{
    return put_row(parser, image, smp_sim_row(&smp_sim_phy_function(image)->response, key), number);
}

static void put_all(struct smp_sim_parser *parser, enum smp_sim_image image, const char *key, uint64_t value)
{
    const struct smp_sim_number number = { .value = value };

    put_stepped(parser, image, key, &number);
}

int smp_sim_take_row(struct smp_sim_parser *parser, const struct smp_function *function,
                     const struct smp_field *row, uint8_t *image)
{
    uint64_t number;
    int status;

    if (row->type == SMP_ASCII || row->type == SMP_BYTES)
        return smp_sim_take_bytes(parser, row->key, image + row->byte, row->bits / 8U,
                                  row->type == SMP_ASCII);
    status = smp_sim_take_single(parser, row, &number);
    if (!status)
        smp_field_put(image, function->response_bytes, row, number);
    return status;
}

/* Takes the value of a row for all phys of the statement. */
static int take_key(struct smp_sim_parser *parser, enum smp_sim_image image, const struct smp_field *row)
{
    const struct smp_function *function = smp_sim_phy_function(image);
    struct smp_sim_number number = { 0 };
    int status;

    if (row->type != SMP_ASCII && row->type != SMP_BYTES) {
        status = smp_sim_take_value(parser, row, &number);
        return status ? status : put_row(parser, image, row, &number);
    }
    status = smp_sim_take_row(parser, function, row, image_of(parser, parser->first, image));
    for (unsigned phy = parser->first + 1; !status && phy <= parser->last; phy++)
        memcpy(image_of(parser, phy, image) + row->byte,
               image_of(parser, parser->first, image) + row->byte, row->bits / 8U);
    return status;
}

static int take_any_key(struct smp_sim_parser *parser, const char *key)
{
    static const char *const computed[] = {
        "phy_identifier",        "sas_address",          "expander_change_count",  "zoning_enabled",
        "shadow_zoning_enabled", "saved_zoning_enabled", "default_zoning_enabled", "inside_zpsds",
        NULL,
    };

    for (unsigned image = 0; image < PHY_IMAGES; image++) {
        const struct smp_function *function = smp_sim_phy_function((enum smp_sim_image)image);
        const struct smp_field *row = smp_sim_row(&function->response, key);

        if (row) {
            int status = smp_sim_check_set(parser, row, computed);

            return status ? status : take_key(parser, (enum smp_sim_image)image, row);
        }
    }
    return smp_sim_bad(parser, "no field of a phy is called '%s'", key);
}

static int parse_set(struct smp_sim_parser *parser)
{
    char key[SIM_WORD];
    int status = smp_sim_take_word(parser, "key of a field", key);

    return status ? status : take_any_key(parser, key);
}

/* ---- What is attached ------------------------------------------------------------------------------ */

/* An expander's STP/SATA bridges have addresses made of its own and the phy number. */
static uint64_t bridge_address(const struct smp_sim_expander *expander)
{
    uint64_t span = 16;

    while (span < expander->phy_count)
        span *= 2;
    return (expander->sas_address & ~(span - 1));
}

static void attach_sata(struct smp_sim_parser *parser, const struct smp_sim_number *address)
{
    const struct smp_function *sata = smp_sim_phy_function(IMAGE_SATA);
    const struct smp_field *fis = smp_sim_row(&sata->response, "register_device_to_host_fis");

    put_stepped(parser, IMAGE_SATA, "stp_sas_address", address);
    put_all(parser, IMAGE_SATA, "affiliations_supported", 1);
    put_all(parser, IMAGE_SATA, "maximum_affiliation_contexts", 1);
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        memcpy(image_of(parser, phy, IMAGE_SATA) + fis->byte, disk_fis, sizeof disk_fis);
}

static int attach_device(struct smp_sim_parser *parser, size_t device)
{
    bool sata = strcmp(devices[device].word, "sata") == 0;
    struct smp_sim_number address = { .value = bridge_address(parser->expander) + parser->first, .step = 1 };

    if (!sata || smp_sim_number_next(parser)) {
        int status = smp_sim_take_stepped(parser, "SAS address of the device", &address);

        if (status)
            return status;
    }
    if (sata)
        attach_sata(parser, &address);
    put_all(parser, IMAGE_DISCOVER, "attached_device_type", 1);
    for (size_t i = 0; i < 3 && devices[device].keys[i]; i++)
        put_all(parser, IMAGE_DISCOVER, devices[device].keys[i], 1);
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        parser->expander->phys[phy].plug = PLUG_DEVICE;
    return put_stepped(parser, IMAGE_DISCOVER, "attached_sas_address", &address);
}

/* A cable to a host or expander that may be described further down; joined when all are known. */
static int attach_cable(struct smp_sim_parser *parser)
{
    struct smp_sim_token peer = { 0 };
    struct smp_sim_number phy = { 0 };
    struct smp_sim_cable *cable;
    int status = smp_sim_take(parser, "what to attach", &peer);

    if (!status)
        status = smp_sim_take_stepped(parser, "phy at the other end", &phy);
    if (status)
        return status;
    if (phy.value >= SIM_MAX_PHYS || phy.step >= SIM_MAX_PHYS)
        return smp_sim_bad(parser, "phy at the other end: must be below %d", SIM_MAX_PHYS);
    cable = smp_sim_add(&parser->domain->cables, sizeof *cable);
    if (!cable)
        return smp_sim_no_memory(parser);
    *cable = (struct smp_sim_cable){
        .expander = parser->expander,
        .first = parser->first,
        .last = parser->last,
        .peer = { .start = peer.start, .length = peer.length },
        .peer_phy = (unsigned)phy.value,
        .peer_step = (unsigned)phy.step,
        .line = parser->line,
    };
    return 0;
}

static int parse_attach(struct smp_sim_parser *parser)
{
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (smp_sim_accept(parser, devices[i].word))
            return attach_device(parser, i);
    return attach_cable(parser);
}

/* The target of an enclosure services process behind a phy without a link. */
static int parse_virtual(struct smp_sim_parser *parser)
{
    struct smp_sim_number address = { .value = parser->expander->sas_address - 1 };
    const struct smp_sim_number own = { .value = parser->first, .step = 1 };

    if (smp_sim_number_next(parser)) {
        int status = smp_sim_take_stepped(parser, "SAS address of the virtual device", &address);

        if (status)
            return status;
    }
    put_all(parser, IMAGE_DISCOVER, "virtual_phy", 1);
    put_all(parser, IMAGE_DISCOVER, "attached_device_type", 1);
    put_all(parser, IMAGE_DISCOVER, "attached_smp_initiator_port", 1);
    put_all(parser, IMAGE_DISCOVER, "attached_ssp_target_port", 1);
    put_stepped(parser, IMAGE_DISCOVER, "attached_phy_identifier", &own);
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        parser->expander->phys[phy].plug = PLUG_DEVICE;
    return put_stepped(parser, IMAGE_DISCOVER, "attached_sas_address", &address);
}

/* ---- Other words ----------------------------------------------------------------------------------- */

static int parse_vacant(struct smp_sim_parser *parser)
{
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        parser->expander->phys[phy].vacant = true;
    return 0;
}

static int put_rate(struct smp_sim_parser *parser, const char *word, unsigned rate)
{
    for (unsigned phy = parser->first; phy <= parser->last; phy++)
        if (rate > smp_sim_discover(&parser->expander->phys[phy], "hardware_maximum_physical_link_rate"))
            return smp_sim_bad(parser, "rate: %s Gbps is more than phy %u can do", word, phy);
    put_all(parser, IMAGE_DISCOVER, "negotiated_logical_link_rate", rate);
    put_all(parser, IMAGE_DISCOVER, "negotiated_physical_link_rate", rate);
    return 0;
}

static int parse_rate(struct smp_sim_parser *parser)
{
    static const char *const rates[] = { "1.5", "3", "6", "12", "22.5" };

    for (unsigned i = 0; i < sizeof rates / sizeof *rates; i++)
        if (smp_sim_accept(parser, rates[i]))
            return put_rate(parser, rates[i], RATE_G1 + i);
    return smp_sim_bad(parser, "rate: must be 1.5, 3, 6, 12 or 22.5 (Gbps)");
}

static int parse_group(struct smp_sim_parser *parser)
{
    struct smp_sim_number group = { 0 };
    char key[SIM_WORD];
    int status = smp_sim_take_stepped(parser, "zone group", &group);

    if (!status && parser->expander->zone_groups == 0)
        return smp_sim_bad(parser, "the expander has 0 zone groups: see 'zoning'");
    for (unsigned set = 0; !status && set < ZONE_SETS; set++)
        status =
            put_stepped(parser, IMAGE_DISCOVER,
                        smp_sim_zone_key((enum smp_sim_zone_set)set, "zone_group", key, sizeof key), &group);
    return status;
}

static int parse_affiliation(struct smp_sim_parser *parser)
{
    uint64_t address;
    int status = smp_sim_take_number(parser, "SAS address of the STP initiator", UINT64_MAX, &address);

    if (status)
        return status;
    put_all(parser, IMAGE_SATA, "affiliations_supported", 1);
    put_all(parser, IMAGE_SATA, "affiliation_valid", 1);
    put_all(parser, IMAGE_SATA, "current_affiliation_contexts", 1);
    put_all(parser, IMAGE_SATA, "maximum_affiliation_contexts", 1);
    put_all(parser, IMAGE_SATA, "affiliated_stp_initiator_sas_address", address);
    return 0;
}

/* The states that a phy can be in without a link: the names of rates below g1, "disabled", "spinup_hold". */
static bool parse_state_name(struct smp_sim_parser *parser)
{
    for (size_t i = 0; i < smp_names_negotiated_link_rate.count; i++) {
        const struct smp_name *name = &smp_names_negotiated_link_rate.rows[i];

        if (name->value >= RATE_G1 || !name->key || !smp_sim_accept(parser, name->key))
            continue;
        for (unsigned phy = parser->first; phy <= parser->last; phy++)
            parser->expander->phys[phy].state = (uint8_t)name->value;
        return true;
    }
    return false;
}

int smp_sim_parse_phy(struct smp_sim_parser *parser)
{
    static const struct smp_sim_word words[] = {
        { "attach", parse_attach },       { "virtual", parse_virtual }, { "vacant", parse_vacant },
        { "rate", parse_rate },           { "group", parse_group },     { "affiliation", parse_affiliation },
        { "event", smp_sim_parse_event }, { "set", parse_set },
    };
    int status = smp_sim_take_phys(parser, &parser->first, &parser->last);

    while (!status && parser->next < parser->count) {
        size_t alias = 0;

        while (alias < sizeof aliases / sizeof *aliases && !smp_sim_accept(parser, aliases[alias].word))
            alias++;
        if (alias < sizeof aliases / sizeof *aliases)
            status = take_any_key(parser, aliases[alias].key);
        else if (!parse_state_name(parser))
            status = smp_sim_dispatch(parser, words, sizeof words / sizeof *words, "phy word");
    }
    return status;
}
