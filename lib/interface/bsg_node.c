/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Finding the bsg node of a target. In sysfs the folder of a node is OWNER/bsg/NAME; the class folders in
 * OWNER (sas_expander, sas_host, ...) tell what the node belongs to. */
#include "interface/bsg_node.h"

#include "core/devnum.h"
#include "core/digits.h"
#include "interface/mpt.h"
#include "interface/sysfs.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { UEVENT_ROOM = 8192 }; /* no such file holds more */

/* Kinds of owners by the class folder in them, and by the name of the node where sysfs does not tell; rows without
 * folder come last. Drivers of SAS hosts hand SMP frames to what is attached to them, some even to end devices;
 * logical units and other transports never take any. */
static const struct owner_row {
    const char *folder; /* or NULL */
    const char *prefix; /* of the node's name; none begins with a slash */
    enum smp_match match;
    const char *kind;
} owner_rows[] = {
    { "sas_expander", "expander-", MATCH_CERTAIN, "an expander" },
    { "sas_host", "sas_host", MATCH_CERTAIN, "a SAS host adapter" },
    { "sas_end_device", "end_device-", MATCH_POSSIBLE, "an end device, which seldom is an SMP target" },
    { "sas_device", "/", MATCH_POSSIBLE, "a SAS device that is not known as an SMP target" },
    { "scsi_device", "/", MATCH_NO, "a logical unit, which is no SMP target" },
    { "fc_host", "fc_host", MATCH_NO, "a Fibre Channel host adapter" },
    { "fc_remote_ports", "rport-", MATCH_NO, "a Fibre Channel port" },
    { "iscsi_host", "iscsi_host", MATCH_NO, "an iSCSI host adapter" },
    { "iscsi_session", "/", MATCH_NO, "an iSCSI session" },
    { NULL, "mpi3mrctl", MATCH_NO, "a management node" },
    { NULL, "", MATCH_POSSIBLE, "a bsg node of unknown kind" },
};

/* ---- What a node belongs to ------------------------------------------------------------------------ */

/* The only entry of a folder; false: none, or several. */
static bool only_entry(const char *folder, char *name)
{
    struct smp_entries entries;
    const char *first;
    bool only;

    smp_entries_begin(&entries, folder);
    first = smp_entries_next(&entries, "");
    only = first && snprintf(name, SMP_WORD_ROOM, "%s", first) > 0 && !smp_entries_next(&entries, "");
    smp_entries_end(&entries);
    return only;
}

/* By the owner's class folder, or by the node's name if the owner ("": none) has no folder that we know. */
static void classify(struct smp_bsg_node *node)
{
    const struct owner_row *row = owner_rows;

    while (row->folder && !(node->owner[0] && access(SMP_PATH("%s/%s", node->owner, row->folder), F_OK) == 0))
        row++;
    if (!row->folder)
        for (row = owner_rows; !smp_behind(node->name, row->prefix);)
            row++;
    node->match = row->match;
    node->kind = row->kind;
}

/* Reads what the class folder sas_device in the owner says: the address, and whether it takes SMP. */
static void read_sas_device(struct smp_bsg_node *node)
{
    char name[SMP_WORD_ROOM];

    if (!only_entry(SMP_PATH("%s/sas_device", node->owner), name))
        return;
    node->sas_address = SMP_ADDRESS("%s/sas_device/%s/sas_address", node->owner, name);
    if (node->match == MATCH_POSSIBLE &&
        strstr(SMP_LINE("%s/sas_device/%s/target_port_protocols", node->owner, name), "smp")) {
        node->match = MATCH_CERTAIN;
        node->kind = "an SMP target";
    }
}

/* Finds the SCSI host above the node, and by its driver how answers are to be read. */
static void read_host(const struct smp_target *target, struct smp_bsg_node *node)
{
    const char *host = SMP_PATH("%s/sys/class/scsi_host/%s", target->root, SMP_ABOVE(node->owner, "host"));
    const char *driver = SMP_LINE("%s/proc_name", host);

    if (smp_mpt_family_driven(driver))
        node->driver = BSG_DRIVER_MPT;
    else if (strcmp(driver, "mpi3mr") == 0)
        node->driver = BSG_DRIVER_MPI3;
    if (*driver && !node->sas_address && smp_behind(node->name, "sas_host"))
        node->sas_address = SMP_ADDRESS("%s/host_sas_address", host);
}

/* Fills node from its folder OWNER/bsg/NAME, whose attribute dev is "MAJOR:MINOR". */
static bool read_node(const struct smp_target *target, struct smp_bsg_node *node, const char *folder)
{
    const char *slash = strrchr(folder, '/');
    int length = (int)(slash - folder) - (int)strlen("/bsg");
    unsigned first, second;

    if (length < 0 || !smp_behind(folder + length, "/bsg/") || strlen(slash + 1) >= sizeof node->name)
        return false;
    snprintf(node->owner, sizeof node->owner, "%.*s", length, folder);
    snprintf(node->name, sizeof node->name, "%s", slash + 1);
    classify(node);
    read_sas_device(node);
    read_host(target, node);
    if (smp_read_pair(SMP_LINE("%s/dev", folder), &first, &second) && first <= 0xfff && second <= 0xfffff)
        node->number = makedev(first, second);
    return true;
}

/* ---- From names to nodes --------------------------------------------------------------------------- */

/* The device node of a folder: /dev and the kernel's name for it in uevent, which is hostile until it is of the shape
 * bsg/NAME. */
static bool device_of_folder(const struct smp_target *target, struct smp_bsg_node *node, const char *folder)
{
    static const char key[] = "\nDEVNAME=bsg/";
    char text[UEVENT_ROOM] = "\n";
    char *name;

    smp_read_start(SMP_PATH("%s/uevent", folder), text + 1, sizeof text - 1);
    name = strstr(text, key);
    name = name ? name + strlen(key) : node->name;
    name[strcspn(name, "\n")] = '\0';
    smp_make_safe(name);
    if (strchr(name, '/') || name[0] == '.' || strlen(name) >= sizeof node->name)
        name = node->name;
    return smp_path(node->path, "%s/dev/bsg/%s", target->root, name)[0];
}

/* Resolves the node's folder from any folder that leads to one: its own, its owner's, or one of a class. */
static bool find_in_folder(const struct smp_target *target, const char *folder, char *found)
{
    static const char *const ways[] = { "bsg", "device/bsg" };
    char name[SMP_WORD_ROOM];

    if (strcmp(SMP_SUBSYSTEM(folder), "bsg") == 0)
        return smp_sysfs_folder(target, folder, found);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (only_entry(SMP_PATH("%s/%s", folder, ways[i]), name))
            return smp_sysfs_folder(target, SMP_PATH("%s/%s/%s", folder, ways[i], name), found);
    return false;
}

static struct smp_verdict verdict_of(const struct smp_bsg_node *node)
{
    return smp_verdict(node->match, "bsg node %s of %s", node->name, node->kind);
}

/* A folder of sysfs. */
static struct smp_verdict find_by_folder(const struct smp_target *target, const char *path, struct smp_bsg_node *node)
{
    char folder[SMP_NAME_MAX];
    char found[SMP_NAME_MAX];

    if (!smp_sysfs_folder(target, path, folder))
        return smp_verdict(MATCH_NO, "a directory that is not in sysfs");
    if (!find_in_folder(target, folder, found) || !read_node(target, node, found) ||
        !device_of_folder(target, node, found))
        return smp_verdict(MATCH_NO, "a sysfs folder without a bsg node");
    return verdict_of(node);
}

/* A device node, whatever its name is: sysfs tells by its number, or /proc/devices by its major number. */
static struct smp_verdict find_by_device(const struct smp_target *target, struct smp_bsg_node *node)
{
    char folder[SMP_NAME_MAX];
    int number = (int)major(target->status.st_rdev);

    if (smp_sysfs_of_device(target, folder)) {
        const char *subsystem = SMP_SUBSYSTEM(folder);

        if (!*subsystem)
            return smp_verdict(MATCH_NO, "a character device without subsystem");
        if (strcmp(subsystem, "bsg") != 0)
            return smp_verdict(MATCH_NO, "a character device of subsystem %s, not of bsg", subsystem);
        read_node(target, node, folder);
    } else if (smp_proc_number(target, "devices", "bsg", number) != number) {
        return smp_verdict(MATCH_NO, "a character device, but no bsg node");
    }
    node->number = target->status.st_rdev;
    if (!node->name[0]) {
        snprintf(node->name, sizeof node->name, "%.*s", (int)sizeof node->name - 1, smp_base_name(target->path));
        classify(node);
    }
    return verdict_of(node);
}

/* By what kind of file the name is; one without slash that is no file is a name of the class: "expander-6:0". */
struct smp_verdict smp_bsg_find(const struct smp_target *target, struct smp_bsg_node *node)
{
    mode_t mode = target->status.st_mode;
    const char *path;

    memset(node, 0, sizeof *node);
    memcpy(node->path, target->path, sizeof node->path);
    if (target->exists && S_ISCHR(mode))
        return find_by_device(target, node);
    if (target->exists && S_ISDIR(mode))
        return find_by_folder(target, target->path, node);
    if (target->exists)
        return smp_verdict(MATCH_NO, S_ISBLK(mode) ? "a block device" : "no device node");
    path = SMP_PATH("%s/sys/class/bsg/%s", target->root, target->path);
    if (strchr(target->path, '/') || target->path[0] == '.' || access(path, F_OK) != 0)
        return smp_missing(MATCH_NO, "no such file, and no such name in /sys/class/bsg",
                           smp_behind(target->path, SMP_PATH("%s/dev/bsg/", target->root))
                               ? "was it unplugged or renumbered? see /dev/bsg and /sys/class/bsg"
                               : NULL);
    return find_by_folder(target, path, node);
}
