/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * DISCOVER, DISCOVER LIST and the reports about one phy. */
#include "sim/call.h"

#include <string.h>

enum { FILTER_ALL, FILTER_EXPANDERS, FILTER_ATTACHED, FILTER_DEVICES };
enum { DESCRIPTOR_LONG };
enum { MOST_ROWS = 64 }; /* of a short descriptor */
enum { DEVICE = 1, EXPANDER, FANOUT_EXPANDER };

/* What DISCOVER tells of all phys alike, into a copy of a phy's image. */
static void fill_discover(const struct smp_sim_expander *expander, uint8_t *bytes, size_t room)
{
    for (enum smp_sim_zone_set set = 0; expander->zone_groups && set < ZONE_SETS; set++) {
        const struct smp_field *row = smp_sim_zone_row(set, "zoning_enabled");

        if (row->since <= expander->standard)
            smp_field_put(bytes, room, row, expander->variable[VAR_ZONING_ENABLED + set]);
    }
}

unsigned smp_sim_do_discover(struct smp_sim_call *call)
{
    fill_discover(call->expander, call->response.bytes, call->length);
    return RESULT_ACCEPTED;
}

/* ---- REPORT PHY SATA ------------------------------------------------------------------------------- */

/* As some early firmware sends it: each four bytes reversed. */
static void swap_fis(struct smp_sim_call *call)
{
    const struct smp_field *row = smp_sim_row(&call->function->response, "register_device_to_host_fis");
    const uint8_t *kept = smp_sim_image(call->phy, PART_SATA).bytes + row->byte;

    for (size_t i = 0; i < row->bits / 8U; i++)
        call->response.bytes[row->byte + (i ^ 3)] = kept[i];
}

unsigned smp_sim_do_report_phy_sata(struct smp_sim_call *call)
{
    const struct smp_sim_phy *phy = call->phy;
    uint64_t context = smp_sim_asked(call, "affiliation_context");

    if (!smp_sim_get(phy->linked, "attached_sata_device"))
        return RESULT_PHY_DOES_NOT_SUPPORT_SATA;
    if (context &&
        context >= smp_sim_get(smp_sim_image(phy, PART_SATA), "maximum_affiliation_contexts")) {
        smp_sim_put(call->response, "affiliation_valid", 0);
        smp_sim_put(call->response, "affiliated_stp_initiator_sas_address", 0);
    }
    if (call->expander->quirks & QUIRK_FIS_SWAPPED)
        swap_fis(call);
    return RESULT_ACCEPTED;
}

/* ---- DISCOVER LIST --------------------------------------------------------------------------------- */

static bool passes(const struct smp_sim_phy *phy, uint64_t filter)
{
    uint64_t type = smp_sim_get(phy->shown, "attached_device_type");

    return filter == FILTER_EXPANDERS ? type == EXPANDER || type == FANOUT_EXPANDER
           : filter == FILTER_DEVICES ? type == DEVICE
                                      : type != 0;
}

/* A long descriptor is a whole DISCOVER response, its header included. */
static void fill_long(const struct smp_sim_call *call, const struct smp_sim_phy *phy, bool seen)
{
    const struct smp_sim_piece *element = &call->element;

    if (seen) {
        memcpy(element->bytes, phy->shown.bytes, element->size);
        fill_discover(call->expander, element->bytes, element->size);
    } else if (!(call->expander->quirks & QUIRK_NO_ADDRESS_ON_ERROR)) {
        smp_sim_put(call->element, "sas_address", call->expander->sas_address);
    }
    smp_sim_put_header(element->bytes, smp_function_discover.code, RESULT_ACCEPTED, element->size);
    smp_sim_put(call->element, "expander_change_count", smp_sim_get(call->expander->general, "expander_change_count"));
}

/* A short descriptor, zero at first, has rows of DISCOVER: sources[i] is where its i-th row is there, or NULL. */
static void fill_short(const struct smp_sim_call *call, const struct smp_sim_phy *phy,
                       const struct smp_field *const *sources)
{
    const struct smp_sim_piece *element = &call->element;
    const uint8_t *image = phy->shown.bytes;

    for (size_t i = 0; i < element->table->count && i < MOST_ROWS; i++) {
        uint64_t number = sources[i] ? smp_field_get(image, sources[i]) : 0;

        if (number)
            smp_field_put(element->bytes, element->size, &element->table->rows[i], number);
    }
}

unsigned smp_sim_do_discover_list(struct smp_sim_call *call)
{
    const struct smp_table *table = call->element.table;
    const struct smp_field *sources[MOST_ROWS] = { NULL };
    uint64_t start = smp_sim_asked(call, "starting_phy_identifier");
    uint64_t filter = smp_sim_asked(call, "phy_filter");
    uint64_t type = smp_sim_asked(call, "descriptor_type");

    if (start >= call->expander->phy_count)
        return RESULT_PHY_DOES_NOT_EXIST;
    if (!smp_sim_is_named(&call->request, "phy_filter", filter))
        return RESULT_UNKNOWN_PHY_FILTER;
    if (!smp_sim_is_named(&call->request, "descriptor_type", type))
        return RESULT_UNKNOWN_DESCRIPTOR_TYPE;
    for (size_t i = 0; type != DESCRIPTOR_LONG && i < table->count && i < MOST_ROWS; i++)
        sources[i] = smp_sim_row(&smp_function_discover.response, table->rows[i].key);
    for (uint64_t i = start; i < call->expander->phy_count; i++) {
        const struct smp_sim_phy *phy = &call->expander->phys[i];
        bool seen = smp_sim_sees(call, phy);

        if (filter != FILTER_ALL && !(seen && passes(phy, filter)))
            continue;
        if (!smp_sim_add_element(call))
            break;
        if (call->elements == 1)
            smp_sim_put(call->response, "starting_phy_identifier", i);
        if (type == DESCRIPTOR_LONG)
            fill_long(call, phy, seen);
        else if (seen)
            fill_short(call, phy, sources);
        smp_sim_put(call->element, "phy_identifier", i);
        smp_sim_put(call->element, "function_result", seen ? RESULT_ACCEPTED : RESULT_PHY_VACANT);
    }
    return RESULT_ACCEPTED;
}
