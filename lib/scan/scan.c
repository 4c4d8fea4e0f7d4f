/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The rows of a scan: making, sorting and finding them. */
#include "scan/scan.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ROWS = 4096 };

/* ---- Memory ---------------------------------------------------------------------------------------- */

/* Room for one more item in an array of count; it doubles whenever count is a power of two. */
static void *grow(void *items, size_t count, size_t size)
{
    if (count >= MAX_ROWS)
        return NULL;
    return (count & (count - 1)) == 0 ? realloc(items, (count ? 2 * count : 1) * size) : items;
}

struct smp_scan_target *smp_scan_add(struct smp_scan *scan, const char *name, const char *interface, const char *kind)
{
    struct smp_scan_target *targets = grow(scan->targets, scan->target_count, sizeof *targets);

    if (!targets) {
        scan->cut = true;
        return NULL;
    }
    scan->targets = targets;
    targets += scan->target_count++;
    *targets = (struct smp_scan_target){ .interface = interface, .kind = kind };
    snprintf(targets->name, sizeof targets->name, "%s", name);
    return targets;
}

void smp_scan_note(struct smp_scan *scan, bool problem, const char *hint, const char *format, ...)
{
    struct smp_scan_note *notes = grow(scan->notes, scan->note_count, sizeof *notes);
    va_list arguments;

    if (!notes) {
        scan->cut = true;
        return;
    }
    scan->notes = notes;
    notes += scan->note_count++;
    *notes = (struct smp_scan_note){ .problem = problem };
    snprintf(notes->hint, sizeof notes->hint, "%s", hint ? hint : "");
    va_start(arguments, format);
    vsnprintf(notes->text, sizeof notes->text, format, arguments);
    va_end(arguments);
}

void smp_scan_end(struct smp_scan *scan, struct smp_entries *entries)
{
    if (smp_entries_end(entries))
        scan->cut = true;
}

void smp_scan_free(struct smp_scan *scan)
{
    free(scan->targets);
    free(scan->notes);
    *scan = (struct smp_scan){ .system = { .root = scan->system.root } };
}

/* ---- Order ----------------------------------------------------------------------------------------- */

/* Compares names so that numbers in them are in the order of their values. */
static int compare_names(const char *a, const char *b)
{
    while (*a && *b) {
        if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
            char *end_a, *end_b;
            unsigned long long number_a = strtoull(a, &end_a, 10);
            unsigned long long number_b = strtoull(b, &end_b, 10);

            if (number_a != number_b)
                return number_a < number_b ? -1 : 1;
            a = end_a;
            b = end_b;
        } else if (*a++ != *b++) {
            return a[-1] < b[-1] ? -1 : 1;
        }
    }
    return *a ? 1 : *b ? -1 : 0;
}

static int compare_targets(const void *a, const void *b)
{
    const struct smp_scan_target *one = a;
    const struct smp_scan_target *other = b;
    int order = compare_names(one->host, other->host);

    return order ? order : compare_names(one->name, other->name);
}

/* ---- Finding --------------------------------------------------------------------------------------- */

size_t smp_scan_count(const struct smp_scan *scan, bool adapters)
{
    size_t count = 0;

    for (size_t i = 0; i < scan->target_count; i++)
        count += scan->targets[i].device[0] && (adapters || !scan->targets[i].adapter);
    return count;
}

const struct smp_scan_target *smp_scan_named(const struct smp_scan *scan, const char *name)
{
    for (size_t i = 0; i < scan->target_count; i++)
        if (strcmp(scan->targets[i].name, name) == 0)
            return &scan->targets[i];
    return NULL;
}

const struct smp_scan_target *smp_scan_find(const struct smp_scan *scan, uint64_t sas_address,
                                            const char *host)
{
    const struct smp_scan_target *found = NULL;

    for (size_t i = 0; sas_address && i < scan->target_count; i++) {
        const struct smp_scan_target *target = &scan->targets[i];

        if (target->sas_address != sas_address || !target->device[0])
            continue;
        if (strcmp(target->host, host) == 0)
            return target;
        if (!found)
            found = target;
    }
    return found;
}

/* ---- The whole system ------------------------------------------------------------------------------ */

static const struct smp_scan_place places[] = {
    { "/sys/class/bsg", "", smp_scan_add_bsg, "sgv4", NULL },
    { "/sys/class/sas_expander", "expander-", smp_scan_add_expander, NULL, NULL },
    { "/dev/smp", "expd", smp_scan_add_node, "usmp", "expander" },
    { "/dev", "ses", smp_scan_add_node, "cam", "enclosure services device" },
};

/* Adds the targets of a place; one that may not be read is noted. */
static void look_at(struct smp_scan *scan, const struct smp_scan_place *place)
{
    struct smp_entries entries;
    const char *name;

    if (smp_entries_begin(&entries, SMP_PATH("%s%s", scan->system.root, place->folder))) {
        while (!scan->cut && (name = smp_entries_next(&entries, place->prefix)))
            place->add(scan, name, place);
        smp_scan_end(scan, &entries);
    } else if (errno == EACCES || errno == EPERM) {
        smp_scan_note(scan, true, "what it lists is missing here: run smp_scan as root", "cannot read '%.100s%s': %s",
                      scan->system.root, place->folder, strerror(errno));
    }
}

int smp_scan_system(struct smp_scan *scan, struct smp_error *error)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        look_at(scan, &places[i]);
    smp_scan_hosts(scan);
    smp_scan_check_nodes(scan);
    if (scan->target_count)
        qsort(scan->targets, scan->target_count, sizeof *scan->targets, compare_targets);
    if (scan->cut)
        return smp_fail(error, SMP_RESOURCE, 0, "the list is not complete: more targets than can be listed");
    return SMP_OK;
}
