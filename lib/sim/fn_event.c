/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Phy events. Their list is a fixed one: an entry for each event of each phy, phys ascending, from
 * index 1. */
#include "sim/call.h"

/* Peak value detectors keep the highest value seen; all other sources are counters. */
enum { FIRST_PEAK = 0x2b, LAST_PEAK = 0x2e };
enum { BROADCAST_EXPANDER = 4, REASON_PEAK_CLEARED = 2 };

/* The phy of an event. */
static uint64_t phy_of(const struct smp_sim_call *call, size_t index)
{
    return smp_sim_get(smp_sim_item(call->expander, PART_EVENTS, index), "phy_identifier");
}

static bool is_peak(uint64_t source)
{
    return source >= FIRST_PEAK && source <= LAST_PEAK;
}

unsigned smp_sim_do_report_phy_event(struct smp_sim_call *call)
{
    for (size_t i = 0; i < call->expander->parts[PART_EVENTS].count; i++)
        if (phy_of(call, i) == call->phy->number)
            smp_sim_add_item(call, PART_EVENTS, i);
    if (call->expander->quirks & QUIRK_NO_EVENT_LENGTH)
        smp_sim_put(call->response, "phy_event_descriptor_length", 0);
    return RESULT_ACCEPTED;
}

unsigned smp_sim_do_report_phy_event_list(struct smp_sim_call *call)
{
    size_t count = call->expander->parts[PART_EVENTS].count;
    size_t start = (size_t)smp_sim_asked(call, "starting_phy_event_list_descriptor_index");

    if (start > count)
        start = 1;
    for (size_t i = start; i && i <= count && smp_sim_add_item(call, PART_EVENTS, i - 1); i++)
        ;
    smp_sim_put(call->response, "first_phy_event_list_descriptor_index", start);
    if (call->expander->quirks & QUIRK_NO_EVENT_LENGTH)
        smp_sim_put(call->response, "phy_event_list_descriptor_length", 0);
    return RESULT_ACCEPTED;
}

/* ---- CONFIGURE PHY EVENT --------------------------------------------------------------------------- */

/* Checks the list of the request: a source for each event that the phy keeps, all of them known. */
static unsigned check_sources(const struct smp_sim_call *call, size_t kept)
{
    struct smp_list_iterator list = smp_frame_list(&call->request);

    if (list.left > kept)
        return RESULT_FAILED;
    if (list.left && list.left < kept && !(call->expander->quirks & QUIRK_SHORT_EVENT_LIST))
        return RESULT_INCOMPLETE_DESCRIPTOR_LIST;
    while (smp_list_next(&list))
        if (!smp_sim_is_named(&list.element, "phy_event_source", smp_frame_value(&list.element, "phy_event_source")))
            return RESULT_UNKNOWN_PHY_EVENT_SOURCE;
    return RESULT_ACCEPTED;
}

/* Gives events their new sources in order; one that changes its source starts from 0. */
static void set_sources(struct smp_sim_call *call, size_t first)
{
    struct smp_list_iterator list = smp_frame_list(&call->request);

    for (; smp_list_next(&list); first++) {
        struct smp_sim_piece event = smp_sim_item(call->expander, PART_EVENTS, first);
        uint64_t source = smp_frame_value(&list.element, "phy_event_source");

        if (smp_sim_get(event, "phy_event_source") != source)
            smp_sim_put(event, "phy_event", 0);
        smp_sim_put_all(event, list.element);
        if (!is_peak(source))
            smp_sim_put(event, "peak_value_detector_threshold", 0);
    }
}

unsigned smp_sim_do_configure_phy_event(struct smp_sim_call *call)
{
    size_t count = call->expander->parts[PART_EVENTS].count;
    uint8_t phy = call->phy->number;
    size_t first = 0;
    size_t kept = 0;
    unsigned result;

    while (first < count && phy_of(call, first) < phy)
        first++;
    while (first + kept < count && phy_of(call, first + kept) == phy)
        kept++;
    result = check_sources(call, kept);
    if (result || !kept)
        return result;
    set_sources(call, first);
    for (size_t i = first; smp_sim_asked(call, "clear_peaks") && i < first + kept; i++) {
        struct smp_sim_piece event = smp_sim_item(call->expander, PART_EVENTS, i);

        if (!is_peak(smp_sim_get(event, "phy_event_source")))
            continue;
        smp_sim_put(event, "phy_event", 0);
        smp_sim_count_broadcast(call->expander, BROADCAST_EXPANDER, phy, REASON_PEAK_CLEARED);
    }
    return RESULT_ACCEPTED;
}
