/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Finding the bsg node of a target. In sysfs the folder of a node is OWNER/bsg/NAME; the class folders in
 * OWNER (sas_expander, sas_host, ...) tell what the node belongs to. */
#include "interface/bsg_node.h"
#include "interface/sysfs.h"

#include <stdio.h>
#include <string.h>

enum { ATTRIBUTE_ROOM = 128 };

/* Kinds of owners by the class folder in them. Drivers of SAS hosts hand SMP frames to what is attached to
 * them, some even to end devices; logical units and other transports never take any. */
static const struct owner_row {
    const char *folder;
    enum smp_match match;
    const char *kind;
} owner_rows[] = {
    {"sas_expander", MATCH_CERTAIN, "an expander"},
    {"sas_host", MATCH_CERTAIN, "a SAS host adapter"},
    {"sas_end_device", MATCH_POSSIBLE, "an end device, which seldom is an SMP target"},
    {"sas_device", MATCH_POSSIBLE, "a SAS device that is not known as an SMP target"},
    {"scsi_device", MATCH_NO, "a logical unit, which is no SMP target"},
    {"fc_host", MATCH_NO, "a Fibre Channel host adapter"},
    {"fc_remote_ports", MATCH_NO, "a Fibre Channel port"},
    {"iscsi_host", MATCH_NO, "an iSCSI host adapter"},
    {"iscsi_session", MATCH_NO, "an iSCSI session"},
};

/* The same by the name of the node, where sysfs does not tell. */
static const struct owner_row name_rows[] = {
    {"expander-", MATCH_CERTAIN, "an expander"},
    {"sas_host", MATCH_CERTAIN, "a SAS host adapter"},
    {"end_device-", MATCH_POSSIBLE, "an end device, which seldom is an SMP target"},
    {"mpi3mrctl", MATCH_NO, "a management node"},
    {"fc_host", MATCH_NO, "a Fibre Channel host adapter"},
    {"rport-", MATCH_NO, "a Fibre Channel port"},
    {"iscsi_host", MATCH_NO, "an iSCSI host adapter"},
    {"", MATCH_POSSIBLE, "a bsg node of unknown kind"},
};

static const struct driver_row {
    const char *name;
    enum smp_bsg_driver driver;
} driver_rows[] = {
    {"mptsas", BSG_DRIVER_MPT},
    {"mpt2sas", BSG_DRIVER_MPT},
    {"mpt3sas", BSG_DRIVER_MPT},
    {"mpi3mr", BSG_DRIVER_MPI3},
};

/* Writes the reason for a no. */
static bool no(char *reason, size_t room, const char *text)
{
    snprintf(reason, room, "%s", text);
    return false;
}

/* ---- What a node belongs to ------------------------------------------------------------------------ */

/* Sets match and kind by the name alone. */
static void classify_by_name(struct smp_bsg_node *node)
{
    const struct owner_row *row = name_rows;

    while (strncmp(node->name, row->folder, strlen(row->folder)) != 0)
        row++;
    node->match = row->match;
    node->kind = row->kind;
}

/* Sets match and kind by the owner's folder, or by name if that has none we know. */
static void classify(struct smp_bsg_node *node, const char *owner)
{
    classify_by_name(node);
    for (size_t i = 0; i < sizeof owner_rows / sizeof *owner_rows; i++) {
        if (smp_sysfs_has(owner, owner_rows[i].folder)) {
            node->match = owner_rows[i].match;
            node->kind = owner_rows[i].kind;
            return;
        }
    }
}

/* Reads what the class folder sas_device in the owner says: the address, and whether it takes SMP. */
static void read_sas_device(struct smp_bsg_node *node, const char *owner)
{
    char classes[SMP_NAME_MAX];
    char folder[SMP_NAME_MAX];
    char name[ATTRIBUTE_ROOM];
    char protocols[ATTRIBUTE_ROOM];

    if (!smp_sysfs_only_entry(owner, "sas_device", name, sizeof name) ||
        !smp_sysfs_join(classes, sizeof classes, owner, "sas_device") ||
        !smp_sysfs_join(folder, sizeof folder, classes, name))
        return;
    node->sas_address = smp_sysfs_address(folder, "sas_address");
    if (node->match == MATCH_POSSIBLE &&
        smp_sysfs_read(folder, "target_port_protocols", protocols, sizeof protocols) &&
        strstr(protocols, "smp")) {
        node->match = MATCH_CERTAIN;
        node->kind = "an SMP target";
    }
}

/* Finds the SCSI host above the node, and by its driver how answers are to be read. */
static void read_host(const struct smp_target *target, struct smp_bsg_node *node, const char *owner)
{
    char host[ATTRIBUTE_ROOM];
    char path[SMP_NAME_MAX];
    char driver[ATTRIBUTE_ROOM];

    if (!smp_sysfs_above(owner, "host", host, sizeof host) ||
        !smp_target_path(target, path, sizeof path, "/sys/class/scsi_host/%s", host) ||
        !smp_sysfs_read(path, "proc_name", driver, sizeof driver))
        return;
    for (size_t i = 0; i < sizeof driver_rows / sizeof *driver_rows; i++) {
        if (strcmp(driver, driver_rows[i].name) == 0)
            node->driver = driver_rows[i].driver;
    }
    if (node->sas_address == 0 && strncmp(node->name, "sas_host", 8) == 0)
        node->sas_address = smp_sysfs_address(path, "host_sas_address");
}

/* Fills node from its folder OWNER/bsg/NAME. */
static bool read_node(const struct smp_target *target, struct smp_bsg_node *node, const char *folder)
{
    char owner[SMP_NAME_MAX];
    const char *slash = strrchr(folder, '/');
    size_t length = !slash ? 0 : (size_t)(slash - folder);

    if (length < 4 || length - 4 >= sizeof owner || strncmp(slash - 4, "/bsg", 4) != 0 ||
        strlen(slash + 1) >= sizeof node->name)
        return false;
    memcpy(owner, folder, length - 4);
    owner[length - 4] = '\0';
    snprintf(node->name, sizeof node->name, "%s", slash + 1);
    classify(node, owner);
    read_sas_device(node, owner);
    read_host(target, node, owner);
    node->numbered = smp_sysfs_number(folder, &node->number);
    return true;
}

/* ---- From names to nodes --------------------------------------------------------------------------- */

/* The device node of a folder: /dev and the kernel's name for it, which is hostile until it is of the shape
 * bsg/NAME. */
static bool device_of_folder(const struct smp_target *target, struct smp_bsg_node *node, const char *folder)
{
    char name[ATTRIBUTE_ROOM];

    if (!smp_sysfs_uevent(folder, "DEVNAME", name, sizeof name) || strncmp(name, "bsg/", 4) != 0 ||
        strchr(name + 4, '/') || name[4] == '.')
        snprintf(name, sizeof name, "bsg/%s", node->name);
    return smp_target_path(target, node->path, sizeof node->path, "/dev/%s", name);
}

/* Finds the node's folder from any folder that leads to one: its own, its owner's, or one of a class. */
static bool find_in_folder(const char *folder, char *found, size_t room)
{
    static const char *const ways[] = {"bsg", "device/bsg"};
    char name[ATTRIBUTE_ROOM];
    char path[SMP_NAME_MAX];

    if (smp_sysfs_link(folder, "subsystem", name, sizeof name) && strcmp(name, "bsg") == 0)
        return smp_sysfs_join(found, room, folder, ".");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (smp_sysfs_only_entry(folder, ways[i], name, sizeof name) &&
            smp_sysfs_join(path, sizeof path, folder, ways[i]) && smp_sysfs_join(found, room, path, name))
            return true;
    }
    return false;
}

/* A folder of sysfs. */
static bool find_by_folder(const struct smp_target *target, const char *path, struct smp_bsg_node *node,
                           char *reason, size_t room)
{
    char folder[SMP_NAME_MAX];
    char found[SMP_NAME_MAX];
    char resolved[SMP_NAME_MAX];

    if (!smp_sysfs_folder(target, path, folder, sizeof folder))
        return no(reason, room, "a directory that is not in sysfs");
    if (!find_in_folder(folder, found, sizeof found) ||
        !smp_sysfs_folder(target, found, resolved, sizeof resolved) || !read_node(target, node, resolved) ||
        !device_of_folder(target, node, resolved))
        return no(reason, room, "a sysfs folder without a bsg node");
    return true;
}

/* A device node, whatever its name is: sysfs tells by its number, or /proc/devices by its major number. */
static bool find_by_device(const struct smp_target *target, struct smp_bsg_node *node, char *reason,
                           size_t room)
{
    char folder[SMP_NAME_MAX];
    char subsystem[ATTRIBUTE_ROOM];
    const char *slash = strrchr(target->path, '/');

    snprintf(node->path, sizeof node->path, "%s", target->path);
    node->numbered = true;
    node->number = target->status.st_rdev;
    if (smp_sysfs_of_device(target, &target->status, folder, sizeof folder)) {
        if (!smp_sysfs_link(folder, "subsystem", subsystem, sizeof subsystem))
            return no(reason, room, "a character device without subsystem");
        if (strcmp(subsystem, "bsg") != 0) {
            snprintf(reason, room, "a character device of subsystem %s, not of bsg", subsystem);
            return false;
        }
        if (read_node(target, node, folder)) {
            node->number = target->status.st_rdev;
            return true;
        }
    } else if (!smp_sysfs_major_is(target, &target->status, "bsg")) {
        return no(reason, room, "a character device, but no bsg node");
    }
    snprintf(node->name, sizeof node->name, "%.*s", (int)sizeof node->name - 1,
             !slash ? target->path : slash + 1);
    classify_by_name(node);
    return true;
}

/* A name without slash that is no file here: "expander-6:0". */
static bool find_by_name(const struct smp_target *target, struct smp_bsg_node *node, char *reason,
                         size_t room)
{
    char path[SMP_NAME_MAX];
    struct stat status;

    if (strchr(target->path, '/') || target->path[0] == '.' ||
        !smp_target_path(target, path, sizeof path, "/sys/class/bsg/%s", target->path) ||
        stat(path, &status) != 0)
        return no(reason, room, "no such file, and no such name in /sys/class/bsg");
    return find_by_folder(target, path, node, reason, room);
}

/* By what kind of file the name is. */
bool smp_bsg_find(const struct smp_target *target, struct smp_bsg_node *node, char *reason, size_t room)
{
    memset(node, 0, sizeof *node);
    if (!target->exists)
        return find_by_name(target, node, reason, room);
    if (S_ISCHR(target->status.st_mode))
        return find_by_device(target, node, reason, room);
    if (S_ISDIR(target->status.st_mode))
        return find_by_folder(target, target->path, node, reason, room);
    return no(reason, room, S_ISBLK(target->status.st_mode) ? "a block device" : "no device node");
}
