/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Finding things out from Linux sysfs. */
#include "interface/sysfs.h"

#include "core/devnum.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_ROOM = 256, TEXT_ROOM = 8192 };

/* Copies text of length bytes into name[room], unprintable bytes as '.'; false: empty or too long. */
static bool copy_name(char *name, size_t room, const char *text, size_t length)
{
    if (length == 0 || length >= room)
        return false;
    for (size_t i = 0; i < length; i++) {
        name[i] = text[i];
        if (name[i] < ' ' || name[i] > '~')
            name[i] = '.';
    }
    name[length] = '\0';
    return true;
}

/* Resolves any path into resolved[room]. */
static bool resolve(const char *path, char *resolved, size_t room)
{
    char *real = realpath(path, NULL);
    bool fits = real && strlen(real) < room;

    if (fits)
        memcpy(resolved, real, strlen(real) + 1);
    free(real);
    return fits;
}

/* Is the resolved folder one of this target's /sys? */
static bool inside_sys(const struct smp_target *target, const char *folder)
{
    char sys[SMP_NAME_MAX];
    char resolved[SMP_NAME_MAX];
    size_t length;

    if (!smp_target_path(target, sys, sizeof sys, "/sys") || !resolve(sys, resolved, sizeof resolved))
        return false;
    length = strlen(resolved);
    return strncmp(folder, resolved, length) == 0 && folder[length] == '/';
}

/* Links are followed once, here; afterwards all is below one real folder. */
bool smp_sysfs_folder(const struct smp_target *target, const char *path, char *folder, size_t room)
{
    return resolve(path, folder, room) && inside_sys(target, folder);
}

/* By /sys/dev/char or /sys/dev/block. */
bool smp_sysfs_of_device(const struct smp_target *target, const struct stat *status, char *folder,
                         size_t room)
{
    const char *kind = S_ISBLK(status->st_mode) ? "block" : "char";
    char path[SMP_NAME_MAX];

    if (!S_ISBLK(status->st_mode) && !S_ISCHR(status->st_mode))
        return false;
    return smp_target_path(target, path, sizeof path, "/sys/dev/%s/%u:%u", kind,
                           (unsigned)major(status->st_rdev), (unsigned)minor(status->st_rdev)) &&
           smp_sysfs_folder(target, path, folder, room);
}

/* Whole or not at all. */
bool smp_sysfs_join(char *path, size_t room, const char *folder, const char *sub)
{
    int length = snprintf(path, room, "%s/%s", folder, sub);

    return length >= 0 && (size_t)length < room;
}

/* Reads the link itself: where it points to need not exist. */
bool smp_sysfs_link(const char *folder, const char *link, char *name, size_t room)
{
    char path[SMP_NAME_MAX];
    char text[SMP_NAME_MAX];
    const char *last;
    ssize_t length;

    if (!smp_sysfs_join(path, sizeof path, folder, link))
        return false;
    length = readlink(path, text, sizeof text - 1);
    if (length <= 0)
        return false;
    text[length] = '\0';
    last = strrchr(text, '/');
    last = !last ? text : last + 1;
    return copy_name(name, room, last, strlen(last));
}

/* Looks at no more entries than tell "several". */
bool smp_sysfs_only_entry(const char *folder, const char *sub, char *name, size_t room)
{
    char path[SMP_NAME_MAX];
    struct dirent *entry;
    size_t found = 0;
    bool fits = false;
    DIR *listing;

    if (!smp_sysfs_join(path, sizeof path, folder, sub) || (listing = opendir(path)) == NULL)
        return false;
    while (found < 2 && (entry = readdir(listing))) {
        if (entry->d_name[0] != '.') {
            found++;
            fits = copy_name(name, room, entry->d_name, strlen(entry->d_name));
        }
    }
    closedir(listing);
    return found == 1 && fits;
}

/* Anything of that name. */
bool smp_sysfs_has(const char *folder, const char *sub)
{
    char path[SMP_NAME_MAX];
    struct stat status;

    return smp_sysfs_join(path, sizeof path, folder, sub) && stat(path, &status) == 0;
}

/* Without the blanks that pad strings of devices. */
bool smp_sysfs_read(const char *folder, const char *sub, char *line, size_t room)
{
    char path[SMP_NAME_MAX];
    size_t length;

    if (!smp_sysfs_join(path, sizeof path, folder, sub) || !smp_read_line(path, line, room))
        return false;
    length = strlen(line);
    while (length > 0 && line[length - 1] == ' ')
        line[--length] = '\0';
    return length > 0;
}

/* The kernel prints addresses as 0x and 16 hex digits; anything else is no address. */
uint64_t smp_sysfs_address(const char *folder, const char *sub)
{
    char line[LINE_ROOM];
    unsigned long long address;
    char *end;

    if (!smp_sysfs_read(folder, sub, line, sizeof line) || line[0] != '0' || line[1] != 'x' ||
        !isxdigit((unsigned char)line[2]))
        return 0;
    errno = 0;
    address = strtoull(line + 2, &end, 16);
    return errno == 0 && *end == '\0' ? address : 0;
}

/* Reads no more than a uevent file can hold. */
bool smp_sysfs_uevent(const char *folder, const char *key, char *value, size_t room)
{
    char path[SMP_NAME_MAX];
    char text[TEXT_ROOM];
    const char *line = text;
    size_t key_length = strlen(key);

    if (!smp_sysfs_join(path, sizeof path, folder, "uevent") ||
        smp_read_start(path, text, sizeof text) == 0)
        return false;
    while (strncmp(line, key, key_length) != 0 || line[key_length] != '=') {
        line += strcspn(line, "\n");
        if (*line == '\0')
            return false;
        line++;
    }
    line += key_length + 1;
    return copy_name(value, room, line, strcspn(line, "\n"));
}

/* Digits, a colon, digits. */
bool smp_sysfs_number(const char *folder, dev_t *number)
{
    char line[LINE_ROOM];
    unsigned long major_part;
    unsigned long minor_part;
    char *colon;
    char *end;

    if (!smp_sysfs_read(folder, "dev", line, sizeof line))
        return false;
    major_part = strtoul(line, &colon, 10);
    if (colon == line || *colon != ':' || major_part > 0xfff)
        return false;
    minor_part = strtoul(colon + 1, &end, 10);
    if (end == colon + 1 || *end != '\0' || minor_part > 0xfffff)
        return false;
    *number = makedev((unsigned)major_part, (unsigned)minor_part);
    return true;
}

/* Components are compared whole: each starts after a slash. */
bool smp_sysfs_above(const char *folder, const char *prefix, char *name, size_t room)
{
    const char *last = NULL;

    for (const char *slash = strchr(folder, '/'); slash; slash = strchr(slash + 1, '/')) {
        if (strncmp(slash + 1, prefix, strlen(prefix)) == 0)
            last = slash + 1;
    }
    return last && copy_name(name, room, last, strcspn(last, "/"));
}

/* Lines are "248 bsg"; those of character devices end where the block devices begin. */
bool smp_sysfs_major_is(const struct smp_target *target, const struct stat *status, const char *name)
{
    char path[SMP_NAME_MAX];
    char text[TEXT_ROOM];
    size_t name_length = strlen(name);

    if (!S_ISCHR(status->st_mode) || !smp_target_path(target, path, sizeof path, "/proc/devices") ||
        smp_read_start(path, text, sizeof text) == 0)
        return false;
    for (const char *line = text; strncmp(line, "Block", 5) != 0; line++) {
        char *end;
        unsigned long number = strtoul(line, &end, 10);

        if (end != line && *end == ' ' && strcspn(end + 1, "\n") == name_length &&
            strncmp(end + 1, name, name_length) == 0 && number == major(status->st_rdev))
            return true;
        line += strcspn(line, "\n");
        if (*line == '\0')
            return false;
    }
    return false;
}
