/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Phy events in words. */
#include "phy_event.h"

#include <inttypes.h>
#include <stdio.h>

/* What the 32 bits of a value and its threshold hold. */
enum value_format {
    FORMAT_COUNT,
    FORMAT_PEAK_COUNT,   /* 8 bits */
    FORMAT_WAIT_TIME,    /* 16 bits as ARBITRATION WAIT TIME: us, from 8000h on ms behind 32,768 us */
    FORMAT_MICROSECONDS
};

/* The sources that are no plain counters. */
static const struct peak_source {
    uint8_t source;
    uint8_t format;
} peak_sources[] = {
    { 0x2b, FORMAT_PEAK_COUNT },
    { 0x2c, FORMAT_WAIT_TIME },
    { 0x2d, FORMAT_MICROSECONDS },
    { 0x2e, FORMAT_MICROSECONDS },
};

enum { NO_EVENT = 0x00, WAIT_TIME_STEP = 0x8000, WAIT_TIME_STEP_MS = 33 };

static enum value_format find_format(unsigned source)
{
    for (size_t i = 0; i < sizeof peak_sources / sizeof *peak_sources; i++)
        if (peak_sources[i].source == source)
            return (enum value_format)peak_sources[i].format;
    return FORMAT_COUNT;
}

/* A wait time as whole us, or as ms where it is a long one. */
static uint32_t wait_time(uint16_t raw, const char **unit)
{
    *unit = raw < WAIT_TIME_STEP ? " (us)" : " (ms)";
    return raw < WAIT_TIME_STEP ? raw : raw - (uint32_t)WAIT_TIME_STEP + WAIT_TIME_STEP_MS;
}

void phy_event_decode(const struct smp_frame *descriptor, struct phy_event *event)
{
    const struct smp_field *row = smp_frame_row(descriptor, "phy_event_source");
    const struct smp_name *name;
    enum value_format format;

    *event = (struct phy_event){
        .source = (unsigned)smp_field_number(descriptor, row),
        .value = (uint32_t)smp_frame_value(descriptor, "phy_event"),
        .threshold = (uint32_t)smp_frame_value(descriptor, "peak_value_detector_threshold"),
        .unit = "",
        .threshold_unit = "",
    };
    name = smp_names_find(row->names, event->source);
    event->name = name ? name->text : NULL;
    format = find_format(event->source);
    event->peak = format != FORMAT_COUNT;
    if (format == FORMAT_PEAK_COUNT) {
        event->value = (uint8_t)event->value;
        event->threshold = (uint8_t)event->threshold;
    } else if (format == FORMAT_WAIT_TIME) {
        event->value = wait_time((uint16_t)event->value, &event->unit);
        event->threshold = wait_time((uint16_t)event->threshold, &event->threshold_unit);
    } else if (format == FORMAT_MICROSECONDS) {
        event->unit = " (us)";
    }
}

void phy_event_print(const struct phy_event *event, int indent)
{
    if (event->source == NO_EVENT) {
        puts(event->name);
        return;
    }
    printf("%s%s: %" PRIu32 "\n", event->name, event->unit, event->value);
    if (event->peak)
        printf("%*sPeak value detector threshold%s: %" PRIu32 "\n", indent, "", event->threshold_unit,
               event->threshold);
}

void phy_event_enumerate(const struct smp_function *function, const char *list_key)
{
    struct smp_frame response;
    struct smp_frame descriptor = { .function = function };
    const struct smp_names *names;

    smp_frame_response(&response, function, NULL, 0);
    descriptor.table = smp_frame_row(&response, list_key)->list->kinds[0].table;
    names = smp_frame_row(&descriptor, "phy_event_source")->names;
    puts("Phy Event Source names (preceded by hex value):");
    for (size_t i = 0; i < names->count; i++)
        if (names->rows[i].text)
            printf("    [0x%02" PRIx32 "] %s\n", names->rows[i].value, names->rows[i].text);
}
