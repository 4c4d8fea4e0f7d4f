/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Finding things out from Linux sysfs and /proc. */
#include "interface/sysfs.h"

#include "core/devnum.h"
#include "core/digits.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_ROOM = 256, TEXT_ROOM = 8192, MAX_ENTRIES = 65536, NAME_ROOM = 64 };

/* ---- Paths ----------------------------------------------------------------------------------------- */

const char *smp_path(char *path, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(path, SMP_NAME_MAX, format, arguments);
    va_end(arguments);
    if (length < 0 || length >= SMP_NAME_MAX)
        path[0] = '\0';
    return path;
}

static bool resolve(const char *path, char *resolved)
{
    char *real = realpath(path, NULL);

    smp_path(resolved, "%s", real ? real : "");
    free(real);
    return resolved[0];
}

/* Links are followed once, here; afterwards all is below one real folder. */
bool smp_sysfs_folder(const struct smp_target *target, const char *path, char *folder)
{
    char top[SMP_NAME_MAX];
    const char *rest;

    if (!resolve(path, folder) || !resolve(SMP_PATH("%s/sys", target->root), top))
        return false;
    rest = smp_behind(folder, top);
    return rest && *rest == '/';
}

bool smp_sysfs_of_device(const struct smp_target *target, const struct stat *status, char *folder)
{
    const char *kind = S_ISBLK(status->st_mode) ? "block" : "char";
    const char *path = SMP_PATH("%s/sys/dev/%s/%u:%u", target->root, kind, (unsigned)major(status->st_rdev),
                                (unsigned)minor(status->st_rdev));

    return (S_ISBLK(status->st_mode) || S_ISCHR(status->st_mode)) && smp_sysfs_folder(target, path, folder);
}

bool smp_sysfs_of_target(const struct smp_target *target, char *folder)
{
    return target->exists && (smp_sysfs_of_device(target, &target->status, folder) ||
                              smp_sysfs_folder(target, target->path, folder));
}

/* Copies text of length bytes into name[room], unprintable bytes as '.'; false: empty or too long. */
static bool copy_name(char *name, size_t room, const char *text, size_t length)
{
    if (length == 0 || length >= room)
        return false;
    snprintf(name, room, "%.*s", (int)length, text);
    smp_make_safe(name);
    return true;
}

/* Components are compared whole: each starts after a slash. */
bool smp_sysfs_above(const char *folder, const char *prefix, char *name, size_t room)
{
    const char *last = NULL;

    for (const char *slash = strchr(folder, '/'); slash; slash = strchr(slash + 1, '/'))
        if (smp_behind(slash + 1, prefix))
            last = slash + 1;
    return last && copy_name(name, room, last, strcspn(last, "/"));
}

/* Reads the link itself: where it points to need not exist. */
bool smp_sysfs_subsystem(const char *folder, char *name, size_t room)
{
    char text[SMP_NAME_MAX];
    ssize_t length = readlink(SMP_PATH("%s/subsystem", folder), text, sizeof text - 1);

    text[length > 0 ? length : 0] = '\0';
    return copy_name(name, room, smp_base_name(text), strlen(smp_base_name(text)));
}

bool smp_sysfs_has(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0;
}

/* ---- Attributes ------------------------------------------------------------------------------------ */

bool smp_sysfs_host(const struct smp_target *target, const char *host, const char *attribute, char *line,
                    size_t room)
{
    return smp_read_line(SMP_PATH("%s/sys/class/scsi_host/%s/%s", target->root, host, attribute), line, room);
}

bool smp_read_pair(const char *text, unsigned *first, unsigned *second)
{
    char rest;

    return sscanf(text, "%9u:%9u%c", first, second, &rest) == 2;
}

/* The kernel prints addresses as 0x and 16 hex digits; anything else is no address. */
uint64_t smp_sysfs_address(const char *path)
{
    char line[LINE_ROOM];
    const char *digits = smp_read_line(path, line, sizeof line) ? smp_behind(line, "0x") : NULL;
    const char *end = line + strlen(line);
    uint64_t address;

    return digits && smp_read_digits(digits, end, 16, &address) == end ? address : 0;
}

uint64_t smp_sysfs_sas_device(const struct smp_target *target, const char *name)
{
    return smp_sysfs_address(SMP_PATH("%s/sys/class/sas_device/%s/sas_address", target->root, name));
}

/* Lines are "248 bsg"; those of character devices end where the block devices begin. */
int smp_proc_number(const struct smp_target *target, const char *list, const char *name, int wanted)
{
    char text[TEXT_ROOM];
    const char *line = text;
    int found = SMP_PROC_NONE;

    if (smp_read_start(SMP_PATH("%s/proc/%s", target->root, list), text, sizeof text) == 0)
        return SMP_PROC_NO_LIST;
    while (*line && !smp_behind(line, "Block")) {
        const char *end = line + strcspn(line, "\n");
        char word[NAME_ROOM];
        int number;

        if (sscanf(line, "%9d %63s", &number, word) == 2 && number >= 0 && strcmp(word, name) == 0 &&
            (found == SMP_PROC_NONE || number == wanted))
            found = number;
        line = end + (*end == '\n');
    }
    return found;
}

/* ---- Entries of a folder ---------------------------------------------------------------------------- */

bool smp_entries_begin(struct smp_entries *entries, const char *folder)
{
    entries->listing = opendir(folder);
    entries->left = MAX_ENTRIES;
    return entries->listing;
}

/* Is a name printable ASCII, as all names that kernels make, and no longer than they are? */
static bool is_printable(const char *name)
{
    size_t length = 0;

    while (name[length] > ' ' && name[length] <= '~')
        length++;
    return name[length] == '\0' && length < NAME_ROOM;
}

const char *smp_entries_next(struct smp_entries *entries, const char *prefix)
{
    struct dirent *entry;

    while (entries->left > 0 && (entry = readdir(entries->listing))) {
        entries->left--;
        if (entry->d_name[0] != '.' && smp_behind(entry->d_name, prefix) && is_printable(entry->d_name))
            return entry->d_name;
    }
    return NULL;
}

bool smp_entries_end(struct smp_entries *entries)
{
    bool cut = entries->left == 0 && readdir(entries->listing);

    closedir(entries->listing);
    return cut;
}
