/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * DISCOVER, DISCOVER LIST and the reports about one phy. */
#include "sim/call.h"

#include <string.h>

enum { FILTER_ALL, FILTER_EXPANDERS, FILTER_ATTACHED, FILTER_DEVICES };
enum { DESCRIPTOR_LONG, DESCRIPTOR_SHORT };
enum { DEVICE = 1, EXPANDER, FANOUT_EXPANDER };

void smp_sim_fill_discover(const struct smp_sim_expander *expander, unsigned phy, uint8_t *bytes, size_t room)
{
    const struct {
        const char *key;
        uint64_t number;
        uint8_t since;
    } zoning[] = {
        { "zoning_enabled", smp_sim_general(expander, "zoning_enabled"), SAS_2 },
        { "shadow_zoning_enabled", expander->variable[VAR_ZONING_SHADOW], SAS_3 },
        { "saved_zoning_enabled", expander->variable[VAR_ZONING_SAVED], SAS_2 },
        { "default_zoning_enabled", expander->variable[VAR_ZONING_DEFAULT], SAS_2 },
    };

    memcpy(bytes, expander->phys[phy].image[IMAGE_DISCOVER], room);
    for (size_t i = 0; expander->zone_groups && i < sizeof zoning / sizeof *zoning; i++)
        if (zoning[i].since <= expander->standard)
            smp_field_put(bytes, room, smp_sim_row(&smp_function_discover.response, zoning[i].key),
                          zoning[i].number);
}

unsigned smp_sim_discover_phy(struct smp_sim_call *call)
{
    smp_sim_fill_discover(call->expander, call->phy, call->response, call->length);
    return RESULT_ACCEPTED;
}

unsigned smp_sim_report_phy_error_log(struct smp_sim_call *call)
{
    smp_sim_copy(call, call->expander->phys[call->phy].image[IMAGE_ERROR_LOG]);
    smp_sim_tell(call, "phy_identifier", call->phy);
    return RESULT_ACCEPTED;
}

/* ---- REPORT PHY SATA ------------------------------------------------------------------------------- */

/* As some early firmware sends it: each four bytes reversed. */
static void swap_fis(struct smp_sim_call *call)
{
    const struct smp_field *row = smp_sim_row(&call->function->response, "register_device_to_host_fis");

    for (size_t i = row->byte; i + 4 <= row->byte + row->bits / 8U; i += 4) {
        const uint8_t four[4] = { call->response[i + 3], call->response[i + 2], call->response[i + 1],
                                  call->response[i] };

        memcpy(call->response + i, four, sizeof four);
    }
}

unsigned smp_sim_report_phy_sata(struct smp_sim_call *call)
{
    const struct smp_sim_phy *phy = &call->expander->phys[call->phy];
    const struct smp_function *sata = &smp_function_report_phy_sata;
    uint64_t context = smp_sim_asked(call, "affiliation_context");

    if (!smp_sim_get(&smp_function_discover, phy->image[IMAGE_PLUGGED], "attached_sata_device"))
        return RESULT_PHY_DOES_NOT_SUPPORT_SATA;
    smp_sim_copy(call, phy->image[IMAGE_SATA]);
    smp_sim_tell(call, "phy_identifier", call->phy);
    smp_sim_tell(call, "affiliation_context", context);
    if (context && context >= smp_sim_get(sata, phy->image[IMAGE_SATA], "maximum_affiliation_contexts")) {
        smp_sim_tell(call, "affiliation_valid", 0);
        smp_sim_tell(call, "affiliated_stp_initiator_sas_address", 0);
    }
    if (call->expander->quirks & QUIRK_FIS_SWAPPED)
        swap_fis(call);
    return RESULT_ACCEPTED;
}

/* ---- DISCOVER LIST --------------------------------------------------------------------------------- */

static bool passes(const struct smp_sim_phy *phy, uint64_t filter)
{
    uint64_t type = smp_sim_discover(phy, "attached_device_type");

    return filter == FILTER_EXPANDERS ? type == EXPANDER || type == FANOUT_EXPANDER
           : filter == FILTER_DEVICES ? type == DEVICE
                                      : type != 0;
}

/* Rows of the short descriptor and the rows of DISCOVER that tell the same, looked up once for a request. */
struct short_rows {
    const struct smp_field *source[64];
};

static void find_short_rows(const struct smp_table *table, struct short_rows *rows)
{
    memset(rows, 0, sizeof *rows);
    for (size_t i = 0; i < table->count && i < sizeof rows->source / sizeof *rows->source; i++)
        if (!(table->rows[i].flags & FIELD_LINE))
            rows->source[i] = smp_sim_row(&smp_function_discover.response, table->rows[i].key);
}

static void fill_short(const struct smp_sim_phy *phy, const struct short_rows *rows,
                       const struct smp_sim_element *element)
{
    const struct smp_frame discover = {
        .function = &smp_function_discover,
        .table = &smp_function_discover.response,
        .data = phy->image[IMAGE_DISCOVER],
        .length = smp_function_discover.response_bytes,
    };

    for (size_t i = 0; i < element->table->count && i < sizeof rows->source / sizeof *rows->source; i++)
        if (rows->source[i])
            smp_field_put(element->bytes, element->size, &element->table->rows[i],
                          smp_field_number(&discover, rows->source[i]));
}

/* A long descriptor is a whole DISCOVER response, its header included. */
static void fill_long(const struct smp_sim_call *call, unsigned phy, unsigned result,
                      const struct smp_sim_element *element)
{
    const struct smp_function *discover = &smp_function_discover;

    if (result == RESULT_ACCEPTED)
        smp_sim_fill_discover(call->expander, phy, element->bytes, element->size);
    else if (!(call->expander->quirks & QUIRK_NO_ADDRESS_ON_ERROR))
        smp_sim_element_put(element, "sas_address", call->expander->sas_address);
    smp_sim_element_put(element, "smp_frame_type", SMP_RESPONSE_FRAME);
    smp_sim_element_put(element, "function", discover->code);
    smp_sim_element_put(element, "response_length", element->size / 4 - 1);
    smp_sim_element_put(element, "expander_change_count",
                        smp_sim_general(call->expander, "expander_change_count"));
}

static void fill_descriptor(const struct smp_sim_call *call, unsigned phy, uint64_t type,
                            const struct short_rows *rows, const struct smp_sim_element *element)
{
    bool hidden = !smp_sim_asked(call, "ignore_zone_group") &&
                  smp_sim_hidden(&call->expander->phys[phy]);
    unsigned result = hidden || call->expander->phys[phy].vacant ? RESULT_PHY_VACANT : RESULT_ACCEPTED;

    if (type == DESCRIPTOR_LONG)
        fill_long(call, phy, result, element);
    else if (result == RESULT_ACCEPTED)
        fill_short(&call->expander->phys[phy], rows, element);
    smp_sim_element_put(element, "phy_identifier", phy);
    smp_sim_element_put(element, "function_result", result);
}

static bool is_listed(const struct smp_sim_call *call, unsigned phy, uint64_t filter)
{
    if (filter == FILTER_ALL)
        return true;
    if (call->expander->phys[phy].vacant ||
        (!smp_sim_asked(call, "ignore_zone_group") && smp_sim_hidden(&call->expander->phys[phy])))
        return false;
    return passes(&call->expander->phys[phy], filter);
}

/* The bits that REPORT GENERAL has as well. */
static void tell_general(struct smp_sim_call *call)
{
    static const char *const keys[] = {
        "zoning_supported", "zoning_enabled", "self_configuring", "configuring",
        "externally_configurable_route_table",
    };
    bool zone_configuring = smp_sim_zone_configuring(call->expander);

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        smp_sim_tell(call, keys[i], smp_sim_general(call->expander, keys[i]));
    if (zone_configuring) {
        smp_sim_tell(call, "zone_configuring", 1);
        smp_sim_tell(call, "configuring", 1);
    }
    smp_sim_tell(call, "last_self_configuration_status_descriptor_index", call->expander->statuses.count);
    smp_sim_tell(call, "last_phy_event_list_descriptor_index", call->expander->events.count);
}

unsigned smp_sim_discover_list(struct smp_sim_call *call)
{
    uint64_t start = smp_sim_asked(call, "starting_phy_identifier");
    uint64_t filter = smp_sim_asked(call, "phy_filter");
    uint64_t type = smp_sim_asked(call, "descriptor_type");
    uint64_t most = smp_sim_asked(call, "maximum_number_of_discover_list_descriptors");
    size_t size = type == DESCRIPTOR_SHORT ? smp_sim_element_bytes(call, DESCRIPTOR_SHORT)
                                           : smp_sim_response_bytes(&smp_function_discover,
                                                                    call->expander->standard);
    struct short_rows rows;
    struct smp_sim_element element;
    unsigned number = 0;

    if (start >= call->expander->phy_count)
        return RESULT_PHY_DOES_NOT_EXIST;
    if (filter > FILTER_DEVICES)
        return RESULT_UNKNOWN_PHY_FILTER;
    if (type > DESCRIPTOR_SHORT)
        return RESULT_UNKNOWN_DESCRIPTOR_TYPE;
    find_short_rows(smp_sim_list_row(&call->function->response)->list->kinds[DESCRIPTOR_SHORT].table, &rows);
    smp_sim_tell(call, "starting_phy_identifier", start);
    for (unsigned phy = (unsigned)start; phy < call->expander->phy_count && number < most; phy++) {
        if (!is_listed(call, phy, filter))
            continue;
        if (!smp_sim_add_element(call, (size_t)type, size, &element))
            break;
        if (number++ == 0)
            smp_sim_tell(call, "starting_phy_identifier", phy);
        fill_descriptor(call, phy, type, &rows, &element);
    }
    smp_sim_tell(call, "number_of_discover_list_descriptors", number);
    smp_sim_tell(call, "phy_filter", filter);
    smp_sim_tell(call, "descriptor_type", type);
    smp_sim_tell(call, "discover_list_descriptor_length", size / 4);
    tell_general(call);
    return RESULT_ACCEPTED;
}
