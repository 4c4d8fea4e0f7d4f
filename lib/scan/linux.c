/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Linux: SMP targets in sysfs. Expanders and host adapters have bsg nodes; an expander that has none may be
 * reached through the control node of a Fusion MPT adapter. */
#include "scan/scan.h"

#include "interface/mpt.h"
#include "interface/bsg_node.h"
#include "interface/sysfs.h"
#include "scan/entries.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { REASON_ROOM = 160 };

/* ---- Hosts ----------------------------------------------------------------------------------------- */

bool smp_scan_host_read(const struct smp_scan *scan, const char *host, const char *attribute, char *line,
                        size_t room)
{
    char folder[SMP_NAME_MAX];

    return smp_target_path(&scan->system, folder, sizeof folder, "/sys/class/scsi_host/%s", host) &&
           smp_sysfs_read(folder, attribute, line, room);
}

/* The number behind the comma is the driver's own, which the host shows as unique_id. */
bool smp_scan_control(const struct smp_scan *scan, const char *host, const char *driver,
                      struct smp_scan_control *control)
{
    const struct smp_mpt_family *row = smp_mpt_families;
    char number[16];
    char path[SMP_NAME_MAX];

    while (strcmp(driver, row->driver) != 0)
        if (++row == smp_mpt_families + SMP_MPT_FAMILIES)
            return false;
    control->guessed = !smp_scan_host_read(scan, host, "unique_id", number, sizeof number) ||
                       number[strspn(number, "0123456789")] != '\0';
    if (control->guessed)
        snprintf(number, sizeof number, "0");
    snprintf(control->device, sizeof control->device, "/dev/%s,%s", row->node, number);
    control->module = row->module;
    control->there = smp_target_path(&scan->system, path, sizeof path, "/sys/class/misc/%s", row->node) &&
                     smp_sysfs_has(path, ".");
    return true;
}

const char *smp_scan_doubt(const struct smp_scan_control *control)
{
    return control->guessed ? " (the number is a guess)" : "";
}

bool smp_scan_hidden_way(const struct smp_scan *scan, const char *host, char *device, size_t room)
{
    struct smp_scan_control control;
    char driver[32];

    if (!host[0] || !smp_scan_host_read(scan, host, "proc_name", driver, sizeof driver) ||
        !smp_scan_control(scan, host, driver, &control) || !control.there)
        return false;
    snprintf(device, room, "%s", control.device);
    return true;
}

/* ---- What sysfs says of a target ------------------------------------------------------------------- */

/* The number of phys: the folder of an expander or host has one of "phy-..." for each. */
static void count_phys(const char *owner, struct smp_scan_target *target)
{
    struct smp_entries entries;

    if (!smp_entries_begin(&entries, owner))
        return;
    while (smp_entries_next(&entries, "phy-"))
        target->phys++;
    smp_entries_end(&entries);
    target->phys_known = target->phys > 0;
}

/* The strings of REPORT MANUFACTURER INFORMATION that the kernel keeps. */
static void read_expander(const struct smp_scan *scan, struct smp_scan_target *target)
{
    char folder[SMP_NAME_MAX];

    if (!smp_target_path(&scan->system, folder, sizeof folder, "/sys/class/sas_expander/%s", target->name) ||
        !smp_sysfs_has(folder, "."))
        return;
    smp_sysfs_read(folder, "vendor_id", target->vendor, sizeof target->vendor);
    smp_sysfs_read(folder, "product_id", target->product, sizeof target->product);
    smp_sysfs_read(folder, "product_rev", target->revision, sizeof target->revision);
    if (!target->sas_address &&
        smp_target_path(&scan->system, folder, sizeof folder, "/sys/class/sas_device/%s", target->name))
        target->sas_address = smp_sysfs_address(folder, "sas_address");
}

/* What drivers tell of an adapter; its address is that of its first phy where the driver does not say. */
static void read_adapter(const struct smp_scan *scan, struct smp_scan_target *target)
{
    char folder[SMP_NAME_MAX];

    smp_scan_host_read(scan, target->host, "board_name", target->product, sizeof target->product);
    smp_scan_host_read(scan, target->host, "version_fw", target->revision, sizeof target->revision);
    if (!target->sas_address && strlen(target->host) > strlen("host") &&
        smp_target_path(&scan->system, folder, sizeof folder, "/sys/class/sas_phy/phy-%s:0",
                        target->host + strlen("host")))
        target->sas_address = smp_sysfs_address(folder, "sas_address");
}

/* Fills in what the owner's folder and its place tell: ".../host6/port-6:0/expander-6:0". */
static void read_owner(const struct smp_scan *scan, const char *owner, struct smp_scan_target *target)
{
    char above[SMP_NAME_MAX];

    count_phys(owner, target);
    if (smp_sysfs_above(owner, "host", target->host, sizeof target->host))
        smp_scan_host_read(scan, target->host, "proc_name", target->driver, sizeof target->driver);
    snprintf(above, sizeof above, "%s", owner);
    *strrchr(above, '/') = '\0';
    if (strncmp(target->name, "sas_host", strlen("sas_host")) == 0) {
        target->kind = "host adapter";
        target->adapter = true;
        read_adapter(scan, target);
        return;
    }
    target->kind = strncmp(target->name, "expander-", strlen("expander-")) == 0 ? "expander" : "SMP target";
    if (!smp_sysfs_above(above, "expander-", target->attached_to, sizeof target->attached_to))
        smp_sysfs_above(above, "host", target->attached_to, sizeof target->attached_to);
    read_expander(scan, target);
}

/* Cuts CLASS/NAME off a folder OWNER/CLASS/NAME; false: there are no two components to cut. */
static bool cut_to_owner(char *folder)
{
    for (int i = 0; i < 2; i++) {
        char *slash = strrchr(folder, '/');

        if (!slash || slash == folder)
            return false;
        *slash = '\0';
    }
    return strchr(folder, '/');
}

/* ---- Nodes ----------------------------------------------------------------------------------------- */

/* Adds the target of a bsg node; nodes of disks and other transports are none. */
static void add_node(struct smp_scan *scan, const char *name)
{
    struct smp_target node_target = { .root = scan->system.root };
    struct smp_bsg_node node;
    struct smp_scan_target *target;
    char path[SMP_NAME_MAX];
    char reason[REASON_ROOM];

    snprintf(path, sizeof path, "/sys/class/bsg/%s", name);
    if (smp_target_parse(&node_target, path, NULL) || node_target.has_number ||
        !smp_bsg_find(&node_target, &node, reason, sizeof reason) || node.match != MATCH_CERTAIN ||
        !smp_sysfs_folder(&scan->system, node_target.path, path, sizeof path) || !cut_to_owner(path))
        return;
    target = smp_scan_add(scan);
    if (!target)
        return;
    snprintf(target->device, sizeof target->device, "%s", node.path + strlen(scan->system.root));
    snprintf(target->name, sizeof target->name, "%s", node.name);
    target->interface = "sgv4";
    target->sas_address = node.sas_address;
    read_owner(scan, path, target);
}

static void add_nodes(struct smp_scan *scan)
{
    struct smp_entries entries;
    const char *name;

    if (!smp_scan_begin(scan, &entries, "/sys/class/bsg"))
        return;
    while (!scan->cut && (name = smp_entries_next(&entries, "")))
        add_node(scan, name);
    smp_scan_end(scan, &entries);
}

/* ---- Expanders without node ------------------------------------------------------------------------ */

/* Another way to an expander that has no bsg node, or a note that there is none. */
static void find_other_way(struct smp_scan *scan, struct smp_scan_target *target)
{
    struct smp_scan_control control;
    struct smp_scan_note *note;
    char address[24] = "SAS_ADDR";
    bool fusion = smp_scan_control(scan, target->host, target->driver, &control);

    if (target->sas_address)
        snprintf(address, sizeof address, "0x%016" PRIx64, target->sas_address);
    note = smp_scan_note(scan, true, "%s has no bsg node", target->name);
    if (fusion && control.there) {
        snprintf(target->device, sizeof target->device, "%s", control.device);
        target->interface = "mpt";
        target->needs_address = true;
        smp_scan_hint(note, "'%s'%s with --sa=%s reaches it", control.device, smp_scan_doubt(&control), address);
    } else if (fusion && control.module) {
        smp_scan_hint(note, "'modprobe %s' makes another way to it, '%s'%s with --sa=%s", control.module,
                      control.device, smp_scan_doubt(&control), address);
    } else {
        smp_scan_hint(note, "its driver has no SMP handler, or the kernel was built without bsg "
                      "(CONFIG_SCSI_SAS_HOST_SMP)");
    }
}

static void add_expander(struct smp_scan *scan, const char *name)
{
    struct smp_scan_target *target;
    char class[SMP_NAME_MAX];
    char folder[SMP_NAME_MAX];

    if (smp_scan_named(scan, name) ||
        !smp_target_path(&scan->system, class, sizeof class, "/sys/class/sas_expander/%s", name) ||
        !smp_sysfs_folder(&scan->system, class, folder, sizeof folder) ||
        strcmp(strrchr(folder, '/') + 1, name) != 0 || !cut_to_owner(folder))
        return;
    target = smp_scan_add(scan);
    if (!target)
        return;
    snprintf(target->name, sizeof target->name, "%s", name);
    read_owner(scan, folder, target);
    find_other_way(scan, target);
}

static void add_expanders(struct smp_scan *scan)
{
    struct smp_entries entries;
    const char *name;

    if (!smp_scan_begin(scan, &entries, "/sys/class/sas_expander"))
        return;
    while (!scan->cut && (name = smp_entries_next(&entries, "expander-")))
        add_expander(scan, name);
    smp_scan_end(scan, &entries);
}

void smp_scan_sysfs(struct smp_scan *scan)
{
    add_nodes(scan);
    add_expanders(scan);
}
