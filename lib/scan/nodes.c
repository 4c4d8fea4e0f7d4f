/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * SMP targets of systems where device nodes are all there is to see, and disks by their nodes. */
#include "scan/scan.h"

#include "interface/sysfs.h"
#include "scan/entries.h"

#include <stdio.h>
#include <string.h>

static const struct node_row {
    const char *folder;
    const char *prefix; /* of the names, digits follow */
    const char *interface;
    const char *kind;
} node_rows[] = {
    { "/dev/smp", "expd", "usmp", "expander" },
    { "/dev", "ses", "cam", "enclosure services device" },
};

static void add_nodes(struct smp_scan *scan, const struct node_row *row)
{
    struct smp_entries entries;
    char folder[SMP_NAME_MAX];
    const char *name;

    if (!smp_target_path(&scan->system, folder, sizeof folder, "%s", row->folder) ||
        !smp_entries_begin(&entries, folder))
        return;
    while ((name = smp_entries_next(&entries, row->prefix)) != NULL) {
        size_t fixed = strlen(row->prefix);
        struct smp_scan_target *target;

        if (name[fixed] == '\0' || name[fixed + strspn(name + fixed, "0123456789")] != '\0')
            continue;
        target = smp_scan_add(scan);
        if (!target)
            break;
        snprintf(target->device, sizeof target->device, "%s/%s", row->folder, name);
        snprintf(target->name, sizeof target->name, "%s", name);
        target->interface = row->interface;
        target->kind = row->kind;
    }
    smp_entries_end(&entries);
}

void smp_scan_nodes(struct smp_scan *scan)
{
    for (size_t i = 0; i < sizeof node_rows / sizeof *node_rows; i++)
        add_nodes(scan, &node_rows[i]);
}

/* By the number of the node: its folder in sysfs nests in those of what leads to it. */
void smp_scan_disk(const char *root, const char *name, struct smp_scan_disk *disk)
{
    struct smp_target target = { .root = root };
    char folder[SMP_NAME_MAX];

    memset(disk, 0, sizeof *disk);
    if (smp_target_parse(&target, name, NULL) || !target.exists ||
        !smp_sysfs_of_device(&target, &target.status, folder, sizeof folder))
        return;
    smp_sysfs_above(folder, "host", disk->host, sizeof disk->host);
    if (!smp_sysfs_above(folder, "expander-", disk->attached_to, sizeof disk->attached_to))
        snprintf(disk->attached_to, sizeof disk->attached_to, "%s", disk->host);
}
