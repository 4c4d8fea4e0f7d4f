/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * SMP targets of systems where device nodes are all there is to see, and disks by their nodes. */
#include "scan/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void smp_scan_add_node(struct smp_scan *scan, const char *name, const struct smp_scan_place *place)
{
    const char *digits = name + strlen(place->prefix);
    struct smp_scan_target *target;

    if (*digits == '\0' || digits[strspn(digits, "0123456789")] != '\0')
        return;
    target = smp_scan_add(scan, name, place->interface, place->kind);
    if (target)
        snprintf(target->device, sizeof target->device, "%s/%s", place->folder, name);
}

/* ---- Are the nodes there, and open to this user? ----------------------------------------------------- */

/* What is opened for a target: CAM is asked through a node of its own. */
static const char *node_of(const struct smp_scan_target *target)
{
    return strcmp(target->interface, "cam") == 0 ? "/dev/xpt0" : target->device;
}

/* A node that the system knows may be missing in /dev: in containers, or without devtmpfs. */
static void check_node(struct smp_scan *scan, const struct smp_scan_target *target)
{
    const char *node = node_of(target);
    bool is_aac = strcmp(target->interface, "aac") == 0;
    int mode = is_aac || node != target->device ? R_OK | W_OK : R_OK;
    int length = (int)strcspn(node, ",");
    int shown = length < 100 ? length : 100;

    if (faccessat(AT_FDCWD, SMP_PATH("%s%.*s", scan->system.root, length, node), mode, AT_EACCESS) == 0)
        return;
    if (errno == EACCES)
        smp_scan_note(scan, true, "run utilities as root, or change the mode of the node",
                      "no permission to open '%.*s'", shown, node);
    else if (errno == ENOENT && node == target->device)
        smp_scan_note(scan, true,
                      is_aac ? "the system makes none for this driver; a request to it tells how to make one"
                             : "udev or devtmpfs makes it; containers must be given it",
                      "the device node '%.*s' does not exist", shown, node);
}

/* A copied tree may come without /dev, which tells nothing. Several targets may share one node. */
void smp_scan_check_nodes(struct smp_scan *scan)
{
    const char *before = "";

    if (access(SMP_PATH("%s/dev", scan->system.root), F_OK) != 0)
        return;
    for (size_t i = 0; i < scan->target_count; i++) {
        const struct smp_scan_target *target = &scan->targets[i];

        if (!target->device[0] || strcmp(node_of(target), before) == 0)
            continue;
        check_node(scan, target);
        before = node_of(target);
    }
}

/* ---- Disks ----------------------------------------------------------------------------------------- */

/* By the number of the node: its folder in sysfs nests in those of what leads to it. */
void smp_scan_disk(const char *root, const char *name, struct smp_scan_disk *disk)
{
    struct smp_target target = { .root = root };
    char folder[SMP_NAME_MAX];
    const char *expander;

    memset(disk, 0, sizeof *disk);
    if (smp_target_parse(&target, name, NULL) || !target.exists ||
        !smp_sysfs_of_device(&target, folder))
        return;
    expander = SMP_ABOVE(folder, "expander-");
    snprintf(disk->host, sizeof disk->host, "%s", SMP_ABOVE(folder, "host"));
    snprintf(disk->attached_to, sizeof disk->attached_to, "%s", *expander ? expander : disk->host);
}
