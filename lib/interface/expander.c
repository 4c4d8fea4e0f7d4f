/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Which expanders Linux knows. */
#include "interface/expander.h"

#include "interface/sysfs.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { MAX_ENTRIES = 65536, NAME_ROOM = 32 };

/* Takes "expander-HOST:NUMBER" apart into a rank that sorts by host and number; false: another name. */
static bool expander_rank(const char *name, uint64_t *rank)
{
    unsigned host, number;
    char rest;

    if (strlen(name) >= NAME_ROOM || sscanf(name, "expander-%9u:%9u%c", &host, &number, &rest) != 2)
        return false;
    *rank = (uint64_t)host << 32 | number;
    return true;
}

/* The address of the expander with this name, or 0. */
static uint64_t expander_address(const char *root, const char *name)
{
    char folder[SMP_NAME_MAX];
    int length = snprintf(folder, sizeof folder, "%s/sys/class/sas_device/%.*s", root, NAME_ROOM, name);

    return length >= 0 && (size_t)length < sizeof folder ? smp_sysfs_address(folder, "sas_address") : 0;
}

/* The address of the best entry of an open folder, or 0. */
static uint64_t first_expander(DIR *entries, const char *root)
{
    struct dirent *entry;
    uint64_t best = 0;
    uint64_t address = 0;
    uint64_t rank;

    for (int i = 0; i < MAX_ENTRIES && (entry = readdir(entries)); i++) {
        uint64_t candidate;

        if (!expander_rank(entry->d_name, &rank) || (address && rank >= best))
            continue;
        candidate = expander_address(root, entry->d_name);
        if (candidate) {
            best = rank;
            address = candidate;
        }
    }
    return address;
}

bool smp_sysfs_expander_address(const char *root, uint64_t *address)
{
    char folder[SMP_NAME_MAX];
    int length = snprintf(folder, sizeof folder, "%s/sys/class/sas_expander", root);
    DIR *entries = length >= 0 && (size_t)length < sizeof folder ? opendir(folder) : NULL;

    if (!entries)
        return false;
    *address = first_expander(entries, root);
    closedir(entries);
    return *address != 0;
}
