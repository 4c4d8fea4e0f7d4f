/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Phy events. Their list is a fixed one: an entry for each event of each phy, phys ascending, from
 * index 1. */
#include "sim/call.h"

/* Peak value detectors keep the highest value seen; all other sources are counters. */
enum { FIRST_PEAK = 0x2b, LAST_PEAK = 0x2e };
enum { BROADCAST_EXPANDER = 4, REASON_PEAK_CLEARED = 2 };

static bool is_peak(uint64_t source)
{
    return source >= FIRST_PEAK && source <= LAST_PEAK;
}

static bool add_event(struct smp_sim_call *call, const struct smp_sim_event *event)
{
    if (!smp_sim_add_element(call))
        return false;
    smp_sim_write(&call->element, "phy_identifier", event->phy);
    smp_sim_write(&call->element, "phy_event_source", event->source);
    smp_sim_write(&call->element, "phy_event", event->value);
    smp_sim_write(&call->element, "peak_value_detector_threshold", event->threshold);
    return true;
}

/* The events of the call's phy: *count of them. */
static struct smp_sim_event *events_of_phy(const struct smp_sim_call *call, size_t *count)
{
    const struct smp_sim_list *list = &call->expander->events;
    struct smp_sim_event *event = list->items;
    struct smp_sim_event *end = event + list->count;
    size_t number = 0;

    while (event < end && event->phy < smp_sim_phy_number(call->phy))
        event++;
    while (event + number < end && event[number].phy == smp_sim_phy_number(call->phy))
        number++;
    *count = number;
    return event;
}

unsigned smp_sim_do_report_phy_event(struct smp_sim_call *call)
{
    size_t count;
    const struct smp_sim_event *events = events_of_phy(call, &count);

    for (size_t i = 0; i < count && add_event(call, &events[i]); i++)
        ;
    if (call->expander->quirks & QUIRK_NO_EVENT_LENGTH)
        smp_sim_write(&call->response, "phy_event_descriptor_length", 0);
    return RESULT_ACCEPTED;
}

unsigned smp_sim_do_report_phy_event_list(struct smp_sim_call *call)
{
    const struct smp_sim_event *events = call->expander->events.items;
    size_t count = call->expander->events.count;
    size_t start = (size_t)smp_sim_asked(call, "starting_phy_event_list_descriptor_index");

    if (start > count)
        start = 1;
    for (size_t i = start; i && i <= count && add_event(call, &events[i - 1]); i++)
        ;
    smp_sim_write(&call->response, "first_phy_event_list_descriptor_index", start);
    if (call->expander->quirks & QUIRK_NO_EVENT_LENGTH)
        smp_sim_write(&call->response, "phy_event_list_descriptor_length", 0);
    return RESULT_ACCEPTED;
}

/* ---- CONFIGURE PHY EVENT --------------------------------------------------------------------------- */

/* Checks the list of the request: a source for each event that the phy keeps, all of them known. */
static unsigned check_sources(const struct smp_sim_call *call, size_t kept)
{
    struct smp_list_iterator list = smp_sim_asked_list(call);
    struct smp_frame element;

    if (list.left > kept)
        return RESULT_FAILED;
    if (list.left && list.left < kept && !(call->expander->quirks & QUIRK_SHORT_EVENT_LIST))
        return RESULT_INCOMPLETE_DESCRIPTOR_LIST;
    while (smp_list_next(&list, &element))
        if (!smp_sim_is_named(&element, "phy_event_source", smp_frame_value(&element, "phy_event_source")))
            return RESULT_UNKNOWN_PHY_EVENT_SOURCE;
    return RESULT_ACCEPTED;
}

/* Gives the phy's events their new sources in order; one that changes its source starts from 0. */
static void set_sources(struct smp_sim_call *call, struct smp_sim_event *event)
{
    struct smp_list_iterator list = smp_sim_asked_list(call);
    struct smp_frame element;

    for (; smp_list_next(&list, &element); event++) {
        uint64_t source = smp_frame_value(&element, "phy_event_source");

        if (event->source != source)
            event->value = 0;
        event->source = source;
        event->threshold = is_peak(source) ? smp_frame_value(&element, "peak_value_detector_threshold") : 0;
    }
}

unsigned smp_sim_do_configure_phy_event(struct smp_sim_call *call)
{
    size_t count;
    struct smp_sim_event *events = events_of_phy(call, &count);
    unsigned result = check_sources(call, count);

    if (result)
        return result;
    set_sources(call, events);
    for (size_t i = 0; smp_sim_asked(call, "clear_peaks") && i < count; i++)
        if (is_peak(events[i].source)) {
            events[i].value = 0;
            smp_sim_count_broadcast(call->expander, BROADCAST_EXPANDER, events[i].phy, REASON_PEAK_CLEARED);
        }
    return RESULT_ACCEPTED;
}
