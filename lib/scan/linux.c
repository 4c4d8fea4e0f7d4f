/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Linux: SMP targets in sysfs. Expanders and host adapters have bsg nodes; an expander that has none may be
 * reached through the control node of a Fusion MPT adapter. */
#include "scan/scan.h"

#include "core/digits.h"
#include "interface/mpt.h"
#include "interface/bsg_node.h"
#include "interface/sysfs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- Hosts ----------------------------------------------------------------------------------------- */

/* The number behind the comma is the driver's own, which the host shows as unique_id. */
bool smp_scan_control(const struct smp_scan *scan, const char *host, struct smp_scan_control *control)
{
    const char *folder = SMP_PATH("%s/sys/class/scsi_host/%s", scan->system.root, host);
    const struct smp_mpt_family *row = smp_mpt_family_driven(SMP_LINE("%s/proc_name", folder));
    const char *number = SMP_LINE("%s/unique_id", folder);
    bool told = *number && number[strspn(number, "0123456789")] == '\0';

    if (!row)
        return false;
    control->doubt = told ? "" : " (the number is a guess)";
    snprintf(control->device, sizeof control->device, "/dev/%s,%s", row->node, told ? number : "0");
    control->module = row->module;
    control->there = access(SMP_PATH("%s/sys/class/misc/%s", scan->system.root, row->node), F_OK) == 0;
    return true;
}

bool smp_scan_hidden_way(const struct smp_scan *scan, const char *host, char *device, size_t room)
{
    struct smp_scan_control control;

    if (!host[0] || !smp_scan_control(scan, host, &control) || !control.there)
        return false;
    snprintf(device, room, "%s", control.device);
    return true;
}

/* ---- What sysfs says of a target ------------------------------------------------------------------- */

/* The number of phys: the folder of an expander or host has one of "phy-..." for each. */
static void count_phys(const char *owner, struct smp_scan_target *target)
{
    struct smp_entries entries;

    smp_entries_begin(&entries, owner);
    while (smp_entries_next(&entries, "phy-"))
        target->phys++;
    smp_entries_end(&entries);
    target->phys_known = target->phys > 0;
}

/* The strings of REPORT MANUFACTURER INFORMATION that the kernel keeps. */
static void read_expander(const struct smp_target *system, struct smp_scan_target *target)
{
    const char *folder = SMP_PATH("%s/sys/class/sas_expander/%s", system->root, target->name);

    if (access(folder, F_OK) != 0)
        return;
    smp_read_line(SMP_PATH("%s/vendor_id", folder), target->vendor, sizeof target->vendor);
    smp_read_line(SMP_PATH("%s/product_id", folder), target->product, sizeof target->product);
    smp_read_line(SMP_PATH("%s/product_rev", folder), target->revision, sizeof target->revision);
    if (!target->sas_address)
        target->sas_address = SMP_ADDRESS("%s/sys/class/sas_device/%s/sas_address", system->root, target->name);
}

/* What drivers tell of an adapter; its address is that of its first phy where the driver does not say. */
static void read_adapter(const struct smp_target *system, struct smp_scan_target *target)
{
    const char *host = SMP_PATH("%s/sys/class/scsi_host/%s", system->root, target->host);
    const char *number = smp_behind(target->host, "host");

    smp_read_line(SMP_PATH("%s/board_name", host), target->product, sizeof target->product);
    smp_read_line(SMP_PATH("%s/version_fw", host), target->revision, sizeof target->revision);
    if (!target->sas_address && number && *number)
        target->sas_address = SMP_ADDRESS("%s/sys/class/sas_phy/phy-%s:0/sas_address", system->root, number);
}

/* Fills in what the owner's folder and its place tell: ".../host6/port-6:0/expander-6:0". */
static void read_owner(const struct smp_target *system, const char *owner, struct smp_scan_target *target)
{
    char above[SMP_NAME_MAX];
    const char *expander;

    count_phys(owner, target);
    snprintf(target->host, sizeof target->host, "%s", SMP_ABOVE(owner, "host"));
    smp_read_line(SMP_PATH("%s/sys/class/scsi_host/%s/proc_name", system->root, target->host), target->driver,
                  sizeof target->driver);
    if (smp_behind(target->name, "sas_host")) {
        target->kind = "host adapter";
        target->adapter = true;
        read_adapter(system, target);
        return;
    }
    target->kind = smp_behind(target->name, "expander-") ? "expander" : "SMP target";
    snprintf(above, sizeof above, "%.*s", (int)(strrchr(owner, '/') - owner), owner);
    expander = SMP_ABOVE(above, "expander-");
    snprintf(target->attached_to, sizeof target->attached_to, "%s", *expander ? expander : SMP_ABOVE(above, "host"));
    read_expander(system, target);
}

/* ---- Nodes ----------------------------------------------------------------------------------------- */

/* Nodes of disks and other transports are no targets. */
void smp_scan_add_bsg(struct smp_scan *scan, const char *name, const struct smp_scan_place *place)
{
    struct smp_target named = { .root = scan->system.root };
    struct smp_scan_target *target;
    struct smp_bsg_node node;

    snprintf(named.path, sizeof named.path, "%s", name);
    if (smp_bsg_find(&named, &node).match != MATCH_CERTAIN)
        return;
    target = smp_scan_add(scan, node.name, place->interface, NULL);
    if (!target)
        return;
    snprintf(target->device, sizeof target->device, "%s", node.path + strlen(scan->system.root));
    target->sas_address = node.sas_address;
    read_owner(&scan->system, node.owner, target);
}

/* ---- Expanders without node ------------------------------------------------------------------------ */

/* Another way to an expander that has no bsg node, or a note that there is none. */
static void find_other_way(struct smp_scan *scan, struct smp_scan_target *target)
{
    struct smp_scan_control control;
    char address[24] = "SAS_ADDR";
    char hint[SMP_NOTE_ROOM] =
        "its driver has no SMP handler, or the kernel was built without bsg (CONFIG_SCSI_SAS_HOST_SMP)";
    bool fusion = smp_scan_control(scan, target->host, &control);

    if (target->sas_address)
        snprintf(address, sizeof address, "0x%016" PRIx64, target->sas_address);
    if (fusion && control.there) {
        snprintf(target->device, sizeof target->device, "%s", control.device);
        target->interface = "mpt";
        target->needs_address = true;
        snprintf(hint, sizeof hint, "'%s'%s with --sa=%s reaches it", control.device, control.doubt, address);
    } else if (fusion && control.module) {
        snprintf(hint, sizeof hint, "'modprobe %s' makes another way to it, '%s'%s with --sa=%s", control.module,
                 control.device, control.doubt, address);
    }
    smp_scan_note(scan, true, hint, "%s has no bsg node", target->name);
}

/* Cuts CLASS/NAME off a folder OWNER/CLASS/NAME; false: it has another name, or there are no two components to
 * cut. */
static bool cut_to_owner(char *folder, const char *name)
{
    char *slash = strrchr(folder, '/');

    if (strcmp(slash + 1, name) != 0)
        return false;
    *slash = '\0';
    slash = strrchr(folder, '/');
    if (!slash || slash == folder)
        return false;
    *slash = '\0';
    return true;
}

void smp_scan_add_expander(struct smp_scan *scan, const char *name, const struct smp_scan_place *place)
{
    struct smp_scan_target *target;
    const char *class = SMP_PATH("%s/sys/class/sas_expander/%s", scan->system.root, name);
    char folder[SMP_NAME_MAX];

    if (smp_scan_named(scan, name) || !smp_sysfs_folder(&scan->system, class, folder) || !cut_to_owner(folder, name))
        return;
    target = smp_scan_add(scan, name, place->interface, NULL);
    if (!target)
        return;
    read_owner(&scan->system, folder, target);
    find_other_way(scan, target);
}
