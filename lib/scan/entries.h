/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Going through the entries of a folder, a bounded number of them, hidden ones left out. */
#ifndef LIB_SCAN_ENTRIES_H
#define LIB_SCAN_ENTRIES_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>

struct smp_entries {
    DIR *listing;
    size_t left;
};

/* Opens a folder; false, with errno: it cannot be read. smp_entries_end() is needed only after true. */
bool smp_entries_begin(struct smp_entries *entries, const char *folder);

/* The name of the next entry that begins with prefix, valid until the next call; NULL at the end. Names
 * that no kernel makes are left out: unprintable ones, and those of 64 bytes and more. */
const char *smp_entries_next(struct smp_entries *entries, const char *prefix);

/* Ends it; true: the folder has more entries than are gone through. */
bool smp_entries_end(struct smp_entries *entries);

#endif
