/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Finding things out from Linux sysfs and /proc. Paths called folder are resolved ones (links followed, the target's
 * root included) of at most SMP_NAME_MAX bytes; everything read there is taken as hostile: bounded, one line,
 * printable. */
#ifndef LIB_INTERFACE_SYSFS_H
#define LIB_INTERFACE_SYSFS_H

#include "interface/interface.h"

#include <dirent.h>

enum {
    SMP_LINE_ROOM = 256,
    SMP_WORD_ROOM = 64 /* for names that kernels make */
};

/* Formats a path into path[SMP_NAME_MAX] and returns it: whole, or else "", which names nothing. Paths of the system
 * begin with target->root. This and the other macros in capitals take memory of the block that they stand in. */
const char *smp_path(char *path, const char *format, ...) SMP_PRINTF(2, 3);
#define SMP_PATH(...) smp_path((char[SMP_NAME_MAX]){ 0 }, __VA_ARGS__)

/* Resolves a path of the system, below target->root, into folder; false: missing, or not in /sys. */
bool smp_sysfs_folder(const struct smp_target *target, const char *path, char *folder);

/* The folder of a target that is a character or block device, by its number; false: sysfs does not know it. */
bool smp_sysfs_of_device(const struct smp_target *target, char *folder);

/* The same, or the target itself if it is a folder of sysfs. */
bool smp_sysfs_of_target(const struct smp_target *target, char *folder);

/* The last component of folder that begins with prefix ("expander-" gives "expander-6:0"): what a device hangs on; "":
 * there is none. Returns name[SMP_WORD_ROOM]. */
const char *smp_sysfs_above(char *name, const char *folder, const char *prefix);
#define SMP_ABOVE(...) smp_sysfs_above((char[SMP_WORD_ROOM]){ 0 }, __VA_ARGS__)

/* What the link subsystem of a folder names ("bsg"), or "". Returns name[SMP_WORD_ROOM]. */
const char *smp_sysfs_subsystem(char *name, const char *folder);
#define SMP_SUBSYSTEM(folder) smp_sysfs_subsystem((char[SMP_WORD_ROOM]){ 0 }, folder)

/* The line of an attribute by its path, as smp_read_line() reads it. */
#define SMP_LINE(...) smp_read_line(SMP_PATH(__VA_ARGS__), (char[SMP_LINE_ROOM]){ 0 }, SMP_LINE_ROOM)

/* Takes "HOST:NUMBER" apart, of at most nine digits each; false: there is something else, or more. */
bool smp_read_pair(const char *text, unsigned *first, unsigned *second);

/* A SAS address ("0x5001517e85c3efff"), or 0; of an attribute by its path. */
uint64_t smp_sysfs_address(const char *line);
#define SMP_ADDRESS(...) smp_sysfs_address(SMP_LINE(__VA_ARGS__))

/* The number that a list in /proc gives a name, "devices" (character devices) or "misc": the first one, or wanted if
 * that is not -1 and one of them. */
enum { SMP_PROC_NONE = -1, SMP_PROC_NO_LIST = -2 };
int smp_proc_number(const struct smp_target *target, const char *list, const char *name, int wanted);

/* ---- Entries of a folder ---------------------------------------------------------------------------- */

/* A bounded number of entries, hidden ones left out, and those that no kernel makes: names that are unprintable, or
 * of 64 bytes and more. */
struct smp_entries {
    DIR *listing;
    size_t left;
};

/* Opens a folder; false, with errno: it cannot be read, and has no entries. */
bool smp_entries_begin(struct smp_entries *entries, const char *folder);

/* The name of the next entry that begins with prefix, valid until the next call; NULL at the end. */
const char *smp_entries_next(struct smp_entries *entries, const char *prefix);

/* Ends it; true: the folder has more entries than are gone through. */
bool smp_entries_end(struct smp_entries *entries);

#endif
