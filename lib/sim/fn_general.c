/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * General functions: what the expander tells of itself, its self-configuration, its Broadcasts. */
#include "sim/call.h"

#include <string.h>

/* ---- REPORT GENERAL, CONFIGURE GENERAL ------------------------------------------------------------- */

unsigned smp_sim_report_general(struct smp_sim_call *call)
{
    struct smp_sim_expander *expander = call->expander;
    bool zone_configuring = smp_sim_zone_configuring(expander);

    smp_sim_copy(call, expander->general);
    if (zone_configuring) {
        smp_sim_tell(call, "zone_configuring", 1);
        smp_sim_tell(call, "configuring", 1);
    }
    if (expander->statuses.count)
        smp_sim_tell(call, "last_self_configuration_status_descriptor_index", expander->statuses.count);
    if (expander->statuses.count >
        smp_sim_general(expander, "maximum_number_of_stored_self_configuration_status_descriptors"))
        smp_sim_tell(call, "maximum_number_of_stored_self_configuration_status_descriptors",
                     expander->statuses.count);
    if (expander->events.count) {
        smp_sim_tell(call, "last_phy_event_list_descriptor_index", expander->events.count);
        smp_sim_tell(call, "maximum_number_of_stored_phy_event_list_descriptors", expander->events.count);
    }
    return RESULT_ACCEPTED;
}

unsigned smp_sim_report_manufacturer_information(struct smp_sim_call *call)
{
    smp_sim_copy(call, call->expander->manufacturer);
    return RESULT_ACCEPTED;
}

/* Each field of the request goes with a bit "update_" and its key: that is all there is to know. */
unsigned smp_sim_configure_general(struct smp_sim_call *call)
{
    static const char prefix[] = "update_";
    const struct smp_table *table = &call->function->request;

    for (size_t i = 0; i < table->count; i++) {
        const char *key = table->rows[i].key;
        const char *field = key + sizeof prefix - 1;

        if (strncmp(key, prefix, sizeof prefix - 1) != 0 || !smp_sim_asked(call, key))
            continue;
        if (strcmp(field, "power_done_timeout") == 0 && smp_sim_asked(call, field) == 0)
            continue; /* 0 keeps the present value */
        smp_sim_set_general(call->expander, field, smp_sim_asked(call, field));
        call->domain->changed = true;
    }
    return RESULT_ACCEPTED;
}

/* ---- REPORT SELF-CONFIGURATION STATUS -------------------------------------------------------------- */

/* Indexes run from 1; one that is not stored means the next that is, with wrap. */
unsigned smp_sim_report_self_configuration_status(struct smp_sim_call *call)
{
    const struct smp_sim_list *list = &call->expander->statuses;
    const struct smp_sim_status *items = list->items;
    size_t size = smp_sim_element_bytes(call, 0);
    size_t start = (size_t)smp_sim_asked(call, "starting_self_configuration_status_descriptor_index");
    struct smp_sim_element element;
    size_t number = 0;

    if (start > list->count)
        start = list->count ? 1 : 0;
    for (size_t i = start; i && i <= list->count && smp_sim_add_element(call, 0, size, &element); i++) {
        smp_sim_element_put(&element, "status_type", items[i - 1].type);
        smp_sim_element_put(&element, "final", items[i - 1].final);
        smp_sim_element_put(&element, "phy_identifier", items[i - 1].phy);
        smp_sim_element_put(&element, "sas_address", items[i - 1].sas_address);
        number++;
    }
    smp_sim_tell(call, "starting_self_configuration_status_descriptor_index", start);
    smp_sim_tell(call, "total_number_of_self_configuration_status_descriptors",
                 start ? list->count - start + 1 : 0);
    smp_sim_tell(call, "last_self_configuration_status_descriptor_index", list->count);
    smp_sim_tell(call, "self_configuration_status_descriptor_length",
                 call->expander->quirks & QUIRK_STATUS_BYTES ? size : size / 4);
    smp_sim_tell(call, "number_of_self_configuration_status_descriptors", number);
    return RESULT_ACCEPTED;
}

/* ---- REPORT BROADCAST ------------------------------------------------------------------------------ */

/* Phys ascending, "no phy" last. */
unsigned smp_sim_report_broadcast(struct smp_sim_call *call)
{
    const struct smp_sim_broadcast *items = call->expander->broadcasts.items;
    uint64_t type = smp_sim_asked(call, "broadcast_type");
    size_t size = smp_sim_element_bytes(call, 0);
    struct smp_sim_element element;
    size_t number = 0;

    for (unsigned phy = 0; phy <= SIM_NO_PHY; phy++)
        for (size_t i = 0; i < call->expander->broadcasts.count; i++) {
            if (items[i].type != type || items[i].phy != phy || items[i].count == 0 ||
                !smp_sim_add_element(call, 0, size, &element))
                continue;
            smp_sim_element_put(&element, "broadcast_type", type);
            smp_sim_element_put(&element, "phy_identifier", phy);
            smp_sim_element_put(&element, "broadcast_reason", items[i].reason);
            smp_sim_element_put(&element, "broadcast_count", items[i].count);
            number++;
        }
    smp_sim_tell(call, "broadcast_type", type);
    smp_sim_tell(call, "broadcast_descriptor_length", size / 4);
    smp_sim_tell(call, "number_of_broadcast_descriptors", number);
    return RESULT_ACCEPTED;
}
