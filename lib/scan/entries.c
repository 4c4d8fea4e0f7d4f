/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Going through the entries of a folder. */
#include "scan/entries.h"

#include <string.h>

enum { MAX_ENTRIES = 65536, NAME_ROOM = 64 };

/* Is a name printable ASCII, as all names that kernels make, and no longer than they are? */
static bool is_printable(const char *name)
{
    size_t length = 0;

    while (name[length] > ' ' && name[length] <= '~')
        length++;
    return name[length] == '\0' && length < NAME_ROOM;
}

bool smp_entries_begin(struct smp_entries *entries, const char *folder)
{
    entries->listing = opendir(folder);
    entries->left = MAX_ENTRIES;
    return entries->listing;
}

const char *smp_entries_next(struct smp_entries *entries, const char *prefix)
{
    struct dirent *entry;

    while (entries->left > 0 && (entry = readdir(entries->listing))) {
        entries->left--;
        if (entry->d_name[0] != '.' && strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
            is_printable(entry->d_name))
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
