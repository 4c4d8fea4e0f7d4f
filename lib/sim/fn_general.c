/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * General functions: what the expander tells of itself, its self-configuration, its Broadcasts. */
#include "sim/call.h"

#include <string.h>

/* ---- REPORT GENERAL, CONFIGURE GENERAL ------------------------------------------------------------- */

void smp_sim_general_now(struct smp_sim_call *call)
{
    static const char stored_key[] = "maximum_number_of_stored_self_configuration_status_descriptors";
    const struct smp_function *general = &smp_function_report_general;
    const struct smp_sim_expander *expander = call->expander;
    size_t statuses = expander->statuses.count;
    size_t events = expander->events.count;

    memcpy(call->general, expander->general, general->response_bytes);
    smp_sim_put(general, call->general, "zoning_supported", expander->zone_groups != 0);
    smp_sim_put(general, call->general, "number_of_zone_groups", expander->zone_groups > 128);
    smp_sim_put(general, call->general, "zoning_enabled", smp_sim_zoned(expander));
    if (expander->zone_groups && smp_sim_general(expander, "zone_locked") &&
        smp_sim_shadow_differs(expander)) {
        smp_sim_put(general, call->general, "zone_configuring", 1);
        smp_sim_put(general, call->general, "configuring", 1);
    }
    if (statuses)
        smp_sim_put(general, call->general, "last_self_configuration_status_descriptor_index", statuses);
    if (statuses > smp_sim_general(expander, stored_key))
        smp_sim_put(general, call->general, stored_key, statuses);
    if (events) {
        smp_sim_put(general, call->general, "last_phy_event_list_descriptor_index", events);
        smp_sim_put(general, call->general, "maximum_number_of_stored_phy_event_list_descriptors", events);
    }
}

/* For functions whose response is told before they are called. */
unsigned smp_sim_do_nothing_more(struct smp_sim_call *call)
{
    (void)call;
    return RESULT_ACCEPTED;
}

/* Each field of the request goes with a bit "update_" and its key: that is all there is to know. */
unsigned smp_sim_do_configure_general(struct smp_sim_call *call)
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
    }
    return RESULT_ACCEPTED;
}

/* ---- REPORT SELF-CONFIGURATION STATUS -------------------------------------------------------------- */

/* Indexes run from 1; one that is not stored means the next that is, with wrap. */
unsigned smp_sim_do_report_self_configuration_status(struct smp_sim_call *call)
{
    const struct smp_sim_list *list = &call->expander->statuses;
    const struct smp_sim_status *items = list->items;
    size_t start = (size_t)smp_sim_asked(call, "starting_self_configuration_status_descriptor_index");

    if (start > list->count)
        start = list->count ? 1 : 0;
    for (size_t i = start; i && i <= list->count && smp_sim_add_element(call); i++) {
        smp_sim_write(&call->element, "status_type", items[i - 1].type);
        smp_sim_write(&call->element, "final", items[i - 1].final);
        smp_sim_write(&call->element, "phy_identifier", items[i - 1].phy);
        smp_sim_write(&call->element, "sas_address", items[i - 1].sas_address);
    }
    smp_sim_write(&call->response, "starting_self_configuration_status_descriptor_index", start);
    smp_sim_write(&call->response, "total_number_of_self_configuration_status_descriptors",
                 start ? list->count - start + 1 : 0);
    smp_sim_write(&call->response, "last_self_configuration_status_descriptor_index", list->count);
    if (call->expander->quirks & QUIRK_STATUS_BYTES)
        smp_sim_write(&call->response, "self_configuration_status_descriptor_length", call->element.size);
    return RESULT_ACCEPTED;
}

/* ---- REPORT BROADCAST ------------------------------------------------------------------------------ */

/* Phys ascending, "no phy" last. */
unsigned smp_sim_do_report_broadcast(struct smp_sim_call *call)
{
    const struct smp_sim_list *list = &call->expander->broadcasts;
    const struct smp_sim_broadcast *items = list->items;
    uint64_t type = smp_sim_asked(call, "broadcast_type");

    for (unsigned phy = 0; phy <= SIM_NO_PHY; phy++)
        for (size_t i = 0; i < list->count; i++) {
            if (items[i].type != type || items[i].phy != phy || items[i].count == 0 ||
                !smp_sim_add_element(call))
                continue;
            smp_sim_write(&call->element, "broadcast_type", type);
            smp_sim_write(&call->element, "phy_identifier", phy);
            smp_sim_write(&call->element, "broadcast_reason", items[i].reason);
            smp_sim_write(&call->element, "broadcast_count", items[i].count);
        }
    return RESULT_ACCEPTED;
}
