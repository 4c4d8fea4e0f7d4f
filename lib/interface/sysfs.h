/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Finding things out from Linux sysfs. Paths called folder are resolved ones (links followed, the target's
 * root included); everything read there is taken as hostile: bounded, one line, printable. */
#ifndef LIB_INTERFACE_SYSFS_H
#define LIB_INTERFACE_SYSFS_H

#include "interface/interface.h"

/* Resolves a path of the system, below target->root, into folder[room]; false: missing, or not in /sys. */
bool smp_sysfs_folder(const struct smp_target *target, const char *path, char *folder, size_t room);

/* The folder of a character or block device by its number; false: sysfs does not know it. */
bool smp_sysfs_of_device(const struct smp_target *target, const struct stat *status, char *folder,
                         size_t room);

/* Last component of the symbolic link folder/link ("subsystem" gives "bsg"). */
bool smp_sysfs_link(const char *folder, const char *link, char *name, size_t room);

/* The only entry of folder/sub; false: none, or several. */
bool smp_sysfs_only_entry(const char *folder, const char *sub, char *name, size_t room);

/* Does folder/sub exist? */
bool smp_sysfs_has(const char *folder, const char *sub);

/* Folder/sub into path[room]; false: too long. */
bool smp_sysfs_join(char *path, size_t room, const char *folder, const char *sub);

/* First line of the attribute folder/sub. */
bool smp_sysfs_read(const char *folder, const char *sub, char *line, size_t room);

/* A SAS address attribute ("0x5001517e85c3efff"), or 0. */
uint64_t smp_sysfs_address(const char *folder, const char *sub);

/* The value of a line KEY=value of folder/uevent. */
bool smp_sysfs_uevent(const char *folder, const char *key, char *value, size_t room);

/* The device number in folder/dev ("MAJOR:MINOR"). */
bool smp_sysfs_number(const char *folder, dev_t *number);

/* The last component of folder that begins with prefix ("expander-" gives "expander-6:0"): what a device
 * hangs on. */
bool smp_sysfs_above(const char *folder, const char *prefix, char *name, size_t room);

/* Is the major number of status the one that /proc/devices gives to the character driver called name? For
 * systems that do not show /sys. */
bool smp_sysfs_major_is(const struct smp_target *target, const struct stat *status, const char *name);

#endif
