/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * General functions: what the expander tells of itself, its self-configuration, its Broadcasts. */
#include "core/digits.h"
#include "sim/call.h"

#include <string.h>

/* ---- REPORT GENERAL, CONFIGURE GENERAL ------------------------------------------------------------- */

void smp_sim_general_now(struct smp_sim_call *call)
{
    static const char stored_key[] = "maximum_number_of_stored_self_configuration_status_descriptors";
    const struct smp_sim_expander *expander = call->expander;
    struct smp_sim_piece kept = expander->general;
    struct smp_sim_piece now = smp_sim_item(expander, PART_NOW, 0);
    size_t statuses = expander->parts[PART_STATUSES].count;
    size_t events = expander->parts[PART_EVENTS].count;

    call->general = now;
    memcpy(now.bytes, kept.bytes, kept.size);
    smp_sim_put(now, "zoning_supported", expander->zone_groups != 0);
    smp_sim_put(now, "number_of_zone_groups", expander->zone_groups > 128);
    smp_sim_put(now, "zoning_enabled", smp_sim_zoned(expander));
    if (expander->zone_groups && smp_sim_get(kept, "zone_locked") && smp_sim_shadow_differs(expander)) {
        smp_sim_put(now, "zone_configuring", 1);
        smp_sim_put(now, "configuring", 1);
    }
    if (statuses)
        smp_sim_put(now, "last_self_configuration_status_descriptor_index", statuses);
    if (statuses > smp_sim_get(kept, stored_key))
        smp_sim_put(now, stored_key, statuses);
    if (events) {
        smp_sim_put(now, "last_phy_event_list_descriptor_index", events);
        smp_sim_put(now, "maximum_number_of_stored_phy_event_list_descriptors", events);
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
    const struct smp_table *table = &call->function->request;

    for (size_t i = 0; i < table->count; i++) {
        const char *field = smp_behind(table->rows[i].key, "update_");

        if (!field || !smp_sim_asked(call, table->rows[i].key))
            continue;
        if (strcmp(field, "power_done_timeout") == 0 && smp_sim_asked(call, field) == 0)
            continue; /* 0 keeps the present value */
        smp_sim_put(call->expander->general, field, smp_sim_asked(call, field));
    }
    return RESULT_ACCEPTED;
}

/* ---- REPORT SELF-CONFIGURATION STATUS -------------------------------------------------------------- */

/* Indexes run from 1; one that is not stored means the next that is, with wrap. */
unsigned smp_sim_do_report_self_configuration_status(struct smp_sim_call *call)
{
    size_t count = call->expander->parts[PART_STATUSES].count;
    size_t start = (size_t)smp_sim_asked(call, "starting_self_configuration_status_descriptor_index");

    if (start > count)
        start = count ? 1 : 0;
    for (size_t i = start; i && i <= count && smp_sim_add_item(call, PART_STATUSES, i - 1); i++)
        ;
    smp_sim_put(call->response, "starting_self_configuration_status_descriptor_index", start);
    smp_sim_put(call->response, "total_number_of_self_configuration_status_descriptors",
                start ? count - start + 1 : 0);
    smp_sim_put(call->response, "last_self_configuration_status_descriptor_index", count);
    if (call->expander->quirks & QUIRK_STATUS_BYTES)
        smp_sim_put(call->response, "self_configuration_status_descriptor_length", call->element.size);
    return RESULT_ACCEPTED;
}

/* ---- REPORT BROADCAST ------------------------------------------------------------------------------ */

/* Phys ascending, "no phy" last. */
unsigned smp_sim_do_report_broadcast(struct smp_sim_call *call)
{
    uint64_t type = smp_sim_asked(call, "broadcast_type");

    for (unsigned phy = 0; phy <= SIM_NO_PHY; phy++)
        for (size_t i = 0; i < call->expander->parts[PART_BROADCASTS].count; i++) {
            struct smp_sim_piece item = smp_sim_item(call->expander, PART_BROADCASTS, i);

            if (smp_sim_get(item, "phy_identifier") == phy && smp_sim_get(item, "broadcast_type") == type &&
                smp_sim_get(item, "broadcast_count"))
                smp_sim_add_item(call, PART_BROADCASTS, i);
        }
    return RESULT_ACCEPTED;
}
