/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Builds small trees that stand for /sys, /dev and /proc, in a directory of their own. A device node is a
 * link to /dev/null, which every system has; so its number is that of /dev/null. */
#ifndef TESTS_SYSFS_TREE_H
#define TESTS_SYSFS_TREE_H

#include "core/devnum.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TREE_PATH = 1024 };

static char tree_root[64];

/* The path of something in the tree; the next eight calls leave the answer alone. */
__attribute__((format(printf, 1, 2))) static inline const char *tree_path(const char *format, ...)
{
    static char paths[8][TREE_PATH];
    static unsigned next;
    char *path = paths[next++ % 8];
    int used = snprintf(path, TREE_PATH, "%s", tree_root);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(path + used, TREE_PATH - (size_t)used, format, arguments);
    va_end(arguments);
    return path;
}

/* Makes the folders above path. */
static inline void tree_parents(const char *path)
{
    char copy[TREE_PATH];

    snprintf(copy, sizeof copy, "%s", path);
    for (char *slash = strchr(copy + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0700);
        *slash = '/';
    }
}

/* Makes an empty tree; false: not possible here. */
static inline bool tree_begin(void)
{
    const char *where = getenv("TMPDIR");

    snprintf(tree_root, sizeof tree_root, "%.40s/smp-tree-XXXXXX",
             where == NULL || *where == '\0' ? "/tmp" : where);
    return mkdtemp(tree_root) != NULL;
}

/* Writes bytes to a file of the tree, with the folders above it. */
static inline void tree_bytes(const char *path, const void *bytes, size_t length)
{
    const char *full = tree_path("%s", path);
    FILE *file;

    tree_parents(full);
    file = fopen(full, "w");
    if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) {
        printf("Bail out! cannot write %s\n", full);
        exit(99);
    }
}

/* Writes a text file. */
static inline void tree_text(const char *path, const char *text)
{
    tree_bytes(path, text, strlen(text));
}

/* Makes a symbolic link; to is taken as it is. */
static inline void tree_link(const char *path, const char *to)
{
    const char *full = tree_path("%s", path);

    tree_parents(full);
    if (symlink(to, full) != 0) {
        printf("Bail out! cannot make the link %s\n", full);
        exit(99);
    }
}

/* Makes a folder. */
static inline void tree_folder(const char *path)
{
    const char *full = tree_path("%s/", path);

    tree_parents(full);
}

/* Removes a file or a link of the tree. */
static inline void tree_remove(const char *path)
{
    unlink(tree_path("%s", path));
}

/* Removes a folder and what is in it, links not followed. */
static inline void tree_clear(const char *folder)
{
    DIR *entries = opendir(folder);
    struct dirent *entry;
    char path[PATH_MAX];

    while (entries != NULL && (entry = readdir(entries)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
            if (unlink(path) != 0) {
                tree_clear(path);
            }
        }
    }
    if (entries != NULL) {
        closedir(entries);
    }
    rmdir(folder);
}

/* Removes the tree. */
static inline void tree_end(void)
{
    tree_clear(tree_root);
}

/* Makes the bsg node name below the folder owner of /sys/devices, as sysfs and devtmpfs show it: the folder
 * with dev, uevent, subsystem and device, the class link, /dev/bsg/name. number is MAJOR:MINOR. */
static inline void tree_bsg(const char *owner, const char *name, const char *number)
{
    char path[TREE_PATH];
    char text[TREE_PATH];

    snprintf(path, sizeof path, "%s/bsg/%s/dev", owner, name);
    snprintf(text, sizeof text, "%s\n", number);
    tree_text(path, text);
    snprintf(path, sizeof path, "%s/bsg/%s/uevent", owner, name);
    snprintf(text, sizeof text, "MAJOR=%.*s\nMINOR=%s\nDEVNAME=bsg/%s\n", (int)strcspn(number, ":"), number,
             strchr(number, ':') + 1, name);
    tree_text(path, text);
    snprintf(path, sizeof path, "%s/bsg/%s/subsystem", owner, name);
    tree_link(path, "/nowhere/class/bsg");
    snprintf(path, sizeof path, "%s/bsg/%s/device", owner, name);
    tree_link(path, "../..");
    snprintf(path, sizeof path, "/sys/class/bsg/%s", name);
    snprintf(text, sizeof text, "../..%s/bsg/%s", owner + strlen("/sys"), name);
    tree_link(path, text);
    snprintf(path, sizeof path, "/dev/bsg/%s", name);
    tree_link(path, "/dev/null");
}

/* MAJOR:MINOR of /dev/null, which stands for every device node. */
static inline const char *tree_null(void)
{
    static char text[32];
    struct stat status;

    if (stat("/dev/null", &status) == 0) {
        snprintf(text, sizeof text, "%u:%u", (unsigned)major(status.st_rdev),
                 (unsigned)minor(status.st_rdev));
    }
    return text;
}

/* Makes /sys/dev/char/MAJOR:MINOR lead to the folder of the node name below owner: what /dev/null then is. */
static inline void tree_null_is(const char *owner, const char *name)
{
    char path[TREE_PATH];
    char text[TREE_PATH];

    snprintf(path, sizeof path, "/sys/dev/char/%s", tree_null());
    snprintf(text, sizeof text, "../..%s/bsg/%s", owner + strlen("/sys"), name);
    tree_remove(path);
    tree_link(path, text);
}

#define TREE_HOST       "/sys/devices/pci0/host6"
#define TREE_EXPANDER   TREE_HOST "/port-6:0/expander-6:0"
#define TREE_END_DEVICE TREE_EXPANDER "/port-6:0:4/end_device-6:0:4"
#define TREE_UNIT       TREE_END_DEVICE "/target6:0:0/6:0:0:0"

/* A host with driver, an expander, an end device and its logical unit with a disk and an sg node. */
static inline void tree_shelf(const char *driver)
{
    char text[64];

    tree_bsg(TREE_HOST, "sas_host6", tree_null());
    tree_folder(TREE_HOST "/sas_host/host6");
    snprintf(text, sizeof text, "%s\n", driver);
    tree_text(TREE_HOST "/scsi_host/host6/proc_name", text);
    tree_text(TREE_HOST "/scsi_host/host6/host_sas_address", "0x500605b00aaf8c30\n");
    tree_link(TREE_HOST "/scsi_host/host6/device", "../../../host6");
    tree_link("/sys/class/scsi_host/host6", "../../devices/pci0/host6/scsi_host/host6");

    tree_bsg(TREE_EXPANDER, "expander-6:0", tree_null());
    tree_text(TREE_EXPANDER "/sas_expander/expander-6:0/vendor_id", "LSI     \n");
    tree_link(TREE_EXPANDER "/sas_expander/expander-6:0/device", "../../../expander-6:0");
    tree_text(TREE_EXPANDER "/sas_device/expander-6:0/sas_address", "0x5001517e85c3efff\n");
    tree_text(TREE_EXPANDER "/sas_device/expander-6:0/target_port_protocols", "smp\n");
    tree_link(TREE_EXPANDER "/sas_device/expander-6:0/device", "../../../expander-6:0");
    tree_link("/sys/class/sas_expander/expander-6:0",
              "../../devices/pci0/host6/port-6:0/expander-6:0/sas_expander/expander-6:0");
    tree_link("/sys/class/sas_device/expander-6:0",
              "../../devices/pci0/host6/port-6:0/expander-6:0/sas_device/expander-6:0");

    tree_bsg(TREE_END_DEVICE, "end_device-6:0:4", tree_null());
    tree_folder(TREE_END_DEVICE "/sas_end_device/end_device-6:0:4");
    tree_text(TREE_END_DEVICE "/sas_device/end_device-6:0:4/sas_address", "0x5000c50000520a2a\n");
    tree_text(TREE_END_DEVICE "/sas_device/end_device-6:0:4/target_port_protocols", "ssp\n");

    tree_bsg(TREE_UNIT, "6:0:0:0", tree_null());
    tree_folder(TREE_UNIT "/scsi_device/6:0:0:0");
}

#endif
