/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Simulated domains: their expanders as targets. */
#include "scan/scan.h"

#include "frames/frames.h"
#include "interface/sim.h"

#include <stdio.h>
#include <string.h>

/* Takes the name of a domain file, FILE or FILE,N, apart; false: it is none. */
static bool parse(const char *name, struct smp_target *target)
{
    *target = (struct smp_target){ .root = "" };
    return smp_target_parse(target, name, NULL) == SMP_OK &&
           smp_interface_sim.match(target).match == MATCH_CERTAIN;
}

bool smp_scan_is_domain(const char *name)
{
    struct smp_target target;

    return parse(name, &target);
}

/* A text field of a response to REPORT MANUFACTURER INFORMATION, printable and without blanks at its end. */
static void read_text(const uint8_t *response, const char *key, char *text, size_t room)
{
    const struct smp_field *row = smp_table_row(&smp_function_report_manufacturer_information.response, key);
    size_t length = row->bits / 8U < room ? row->bits / 8U : room - 1;

    memcpy(text, response + row->byte, length);
    while (length && (text[length - 1] == ' ' || text[length - 1] == '\0'))
        length--;
    text[length] = '\0';
    smp_make_safe(text);
}

static void add_expander(struct smp_scan *scan, const char *file, unsigned index,
                         const struct smp_sim_summary *summary)
{
    struct smp_scan_target *target =
        smp_scan_add(scan, summary->name, smp_interface_sim.name, "simulated expander");

    if (!target || snprintf(target->device, sizeof target->device, "%s,%u", file, index) < 0)
        return;
    target->sas_address = summary->sas_address;
    target->phys_known = true;
    target->phys = summary->phys;
    read_text(summary->manufacturer, "vendor_identification", target->vendor, sizeof target->vendor);
    read_text(summary->manufacturer, "product_identification", target->product, sizeof target->product);
    read_text(summary->manufacturer, "product_revision_level", target->revision, sizeof target->revision);
    snprintf(target->attached_to, sizeof target->attached_to, "%s", summary->attached_to);
}

int smp_scan_domain(struct smp_scan *scan, const char *file, struct smp_error *error)
{
    const struct smp_open_options options = { .size = sizeof options, .interface = smp_interface_sim.name };
    struct smp_sim_summary summary;
    struct smp_target target;
    struct smp_device *device;
    int status;

    if (!parse(file, &target))
        return smp_fail(error, SMP_OPEN, 0, "'%s' is no simulated domain", file);
    status = smp_device_open(&device, file, &options, error);
    if (status)
        return status;
    for (unsigned i = target.number; smp_sim_summarize(device, i, &summary); i++) {
        add_expander(scan, target.path, i, &summary);
        if (target.has_number)
            break;
    }
    smp_device_close(device);
    return SMP_OK;
}

bool smp_scan_domain_of_disk(struct smp_scan *scan, const char *name)
{
    char file[SMP_NAME_MAX];
    const char *colon = strrchr(name, ':');

    if (!colon || (size_t)(colon - name) >= sizeof file)
        return false;
    snprintf(file, sizeof file, "%.*s", (int)(colon - name), name);
    return smp_scan_domain(scan, file, NULL) == SMP_OK;
}
