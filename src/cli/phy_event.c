/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Phy events in words. */
#include "phy.h"

/* Sources that are no plain counters: peak value detectors. */
enum {
    NO_EVENT = 0x00,
    PEAK_PATHWAY_BLOCKED_COUNT = 0x2b, /* 8 bits */
    PEAK_ARBITRATION_WAIT_TIME = 0x2c, /* 16 bits as ARBITRATION WAIT TIME: us, from 8000h on ms behind 32,768 us */
    PEAK_ARBITRATION_TIME = 0x2d,      /* us */
    PEAK_CONNECTION_TIME = 0x2e,       /* us */
    WAIT_TIME_STEP = 0x8000,
    WAIT_TIME_STEP_MS = 33
};

/* A wait time as whole us, or as ms where it is a long one. */
static uint32_t wait_time(uint16_t raw, const char **unit)
{
    *unit = raw < WAIT_TIME_STEP ? " (us)" : " (ms)";
    return raw < WAIT_TIME_STEP ? raw : raw - (uint32_t)WAIT_TIME_STEP + WAIT_TIME_STEP_MS;
}

struct phy_event phy_event_of(const struct smp_frame *descriptor)
{
    const struct smp_field *row = smp_frame_row(descriptor, "phy_event_source");
    const struct smp_name *name = smp_names_find(row->names, smp_field_number(descriptor, row));
    struct phy_event event = {
        .source = (unsigned)smp_field_number(descriptor, row),
        .name = name ? name->text : NULL,
        .value = (uint32_t)smp_frame_value(descriptor, "phy_event"),
        .threshold = (uint32_t)smp_frame_value(descriptor, "peak_value_detector_threshold"),
        .unit = "",
        .threshold_unit = "",
        .peak = true,
    };

    switch (event.source) {
    case PEAK_PATHWAY_BLOCKED_COUNT:
        event.value = (uint8_t)event.value;
        event.threshold = (uint8_t)event.threshold;
        break;
    case PEAK_ARBITRATION_WAIT_TIME:
        event.value = wait_time((uint16_t)event.value, &event.unit);
        event.threshold = wait_time((uint16_t)event.threshold, &event.threshold_unit);
        break;
    case PEAK_ARBITRATION_TIME:
    case PEAK_CONNECTION_TIME:
        event.unit = " (us)";
        break;
    default:
        event.peak = false;
    }
    return event;
}

void phy_event_print(const struct phy_event *event, int indent, bool hex)
{
    if (!event->name) {
        printf(hex ? "Unknown phy event source: 0x%x" : "Unknown phy event source: %u", event->source);
        printf(", val=%" PRIu32 ", thresh_val=%" PRIu32 "\n", event->value, event->threshold);
        return;
    }
    if (event->source == NO_EVENT)
        puts(event->name);
    else
        printf("%s%s: %" PRIu32 "\n", event->name, event->unit, event->value);
    if (event->peak)
        printf("%*sPeak value detector threshold%s: %" PRIu32 "\n", indent, "", event->threshold_unit,
               event->threshold);
}

int phy_event_enumerate(struct cli *cli)
{
    const struct smp_table *table = cli->function->response.count ? &cli->function->response : &cli->function->request;
    const struct smp_names *sources = smp_table_row(cli_descriptor_table(table), "phy_event_source")->names;

    if (!cli_count(cli, "enumerate"))
        return SMP_OK;
    puts("Phy Event Source names (preceded by hex value):");
    for (size_t i = 0; i < sources->count; i++)
        if (sources->rows[i].text)
            printf("    [0x%02" PRIx32 "] %s\n", sources->rows[i].value, sources->rows[i].text);
    return CLI_DONE;
}
