/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Finding things out from Linux sysfs and /proc: of a target, and of the way to it. */
#include "interface/sysfs.h"

#include "core/devnum.h"
#include "core/digits.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_ROOM = 8192, MAX_ENTRIES = 65536 };

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

bool smp_sysfs_of_device(const struct smp_target *target, char *folder)
{
    bool block = S_ISBLK(target->status.st_mode);
    const char *path = SMP_PATH("%s/sys/dev/%s/%u:%u", target->root, block ? "block" : "char",
                                (unsigned)major(target->status.st_rdev), (unsigned)minor(target->status.st_rdev));

    return (block || S_ISCHR(target->status.st_mode)) && smp_sysfs_folder(target, path, folder);
}

bool smp_sysfs_of_target(const struct smp_target *target, char *folder)
{
    return target->exists &&
           (smp_sysfs_of_device(target, folder) || smp_sysfs_folder(target, target->path, folder));
}

/* Copies text of length bytes into name[SMP_WORD_ROOM], unprintable bytes as '.', and returns it: "" is too long. */
static const char *copy_name(char *name, const char *text, size_t length)
{
    snprintf(name, SMP_WORD_ROOM, "%.*s", length < SMP_WORD_ROOM ? (int)length : 0, text);
    smp_make_safe(name);
    return name;
}

/* Components are compared whole: each starts after a slash. */
const char *smp_sysfs_above(char *name, const char *folder, const char *prefix)
{
    const char *last = "";

    for (const char *slash = strchr(folder, '/'); slash; slash = strchr(slash + 1, '/'))
        if (smp_behind(slash + 1, prefix))
            last = slash + 1;
    return copy_name(name, last, strcspn(last, "/"));
}

/* Reads the link itself: where it points to need not exist. */
const char *smp_sysfs_subsystem(char *name, const char *folder)
{
    char text[SMP_NAME_MAX];
    ssize_t length = readlink(SMP_PATH("%s/subsystem", folder), text, sizeof text - 1);

    text[length > 0 ? length : 0] = '\0';
    return copy_name(name, smp_base_name(text), strlen(smp_base_name(text)));
}

/* ---- Attributes ------------------------------------------------------------------------------------ */

bool smp_read_pair(const char *text, unsigned *first, unsigned *second)
{
    char rest;

    return text[strspn(text, "0123456789:")] == '\0' && sscanf(text, "%9u:%9u%c", first, second, &rest) == 2;
}

/* The kernel prints addresses as 0x and 16 hex digits; anything else is no address. */
uint64_t smp_sysfs_address(const char *line)
{
    const char *digits = smp_behind(line, "0x");
    const char *end = line + strlen(line);
    uint64_t address;

    return digits && smp_read_digits(digits, end, 16, &address) == end ? address : 0;
}

/* Lines are "248 bsg"; those of character devices end where the block devices begin. */
int smp_proc_number(const struct smp_target *target, const char *list, const char *name, int wanted)
{
    char text[TEXT_ROOM], word[TEXT_ROOM];
    int number, found = SMP_PROC_NONE;
    char *rest;

    if (smp_read_start(SMP_PATH("%s/proc/%s", target->root, list), text, sizeof text) == 0)
        return SMP_PROC_NO_LIST;
    for (char *line = strtok_r(text, "\n", &rest); line && !smp_behind(line, "Block");
         line = strtok_r(NULL, "\n", &rest))
        if (sscanf(line, "%9d%*1[ ]%[^\n]", &number, word) == 2 && number >= 0 && strcmp(word, name) == 0 &&
            (found == SMP_PROC_NONE || number == wanted))
            found = number;
    return found;
}

/* ---- Entries of a folder ---------------------------------------------------------------------------- */

bool smp_entries_begin(struct smp_entries *entries, const char *folder)
{
    entries->listing = opendir(folder);
    entries->left = entries->listing ? MAX_ENTRIES : 0;
    return entries->listing;
}

/* Is a name printable ASCII, as all names that kernels make, and no longer than they are? */
static bool is_printable(const char *name)
{
    size_t length = 0;

    while (name[length] > ' ' && name[length] <= '~')
        length++;
    return name[length] == '\0' && length < SMP_WORD_ROOM;
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
    bool cut = entries->listing && entries->left == 0 && readdir(entries->listing);

    if (entries->listing)
        closedir(entries->listing);
    return cut;
}

/* ---- The way --------------------------------------------------------------------------------------- */

/* Adds the addresses of the phys of this system's adapters ("phy-HOST:NUMBER"; those of expanders have a third
 * number). */
static void add_requesters(const struct smp_target *target, struct smp_way *way)
{
    static const char prefix[] = "phy-";
    struct smp_entries entries;
    unsigned host, number;
    const char *name;

    smp_entries_begin(&entries, SMP_PATH("%s/sys/class/sas_phy", target->root));
    while (way->count < SMP_REQUESTERS_MAX && (name = smp_entries_next(&entries, prefix))) {
        uint64_t address = 0;
        size_t i = 0;

        if (smp_read_pair(name + strlen(prefix), &host, &number))
            address = SMP_ADDRESS("%s/sys/class/sas_phy/%s/sas_address", target->root, name);
        while (i < way->count && way->requesters[i] != address)
            i++;
        if (address && i == way->count)
            way->requesters[way->count++] = address;
    }
    smp_entries_end(&entries);
}

/* The address of the expander next above that of the target: sysfs nests each in the one that leads to it, and names
 * several folders by the own one. */
static uint64_t expander_above(const struct smp_target *target)
{
    static const char prefix[] = "expander-";
    char folder[SMP_NAME_MAX], above[SMP_WORD_ROOM] = "";
    const char *own = smp_sysfs_of_target(target, folder) ? SMP_ABOVE(folder, prefix) : "";

    while (*own && strcmp(smp_sysfs_above(above, folder, prefix), own) == 0)
        *strrchr(folder, '/') = '\0';
    return *above ? SMP_ADDRESS("%s/sys/class/sas_device/%s/sas_address", target->root, above) : 0;
}

/* A recording is answered from a file, whoever asks. */
void smp_device_way(const struct smp_device *device, struct smp_way *way)
{
    const struct smp_target *target = &device->target;

    *way = (struct smp_way){ .zoning_comes = -1 };
    if (device->interface->way) {
        device->interface->way(device, way);
        return;
    }
    way->next_hop = expander_above(target);
    if (!target->exists || !S_ISREG(target->status.st_mode))
        add_requesters(target, way);
}
