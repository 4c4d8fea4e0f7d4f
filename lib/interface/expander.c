/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Which expanders Linux knows. */
#include "interface/expander.h"

#include "interface/mpt.h"
#include "interface/sysfs.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { MAX_ENTRIES = 65536, NAME_ROOM = 32 };

/* Takes "expander-HOST:NUMBER" apart; false: another name. */
static bool parse_name(const char *name, unsigned *host, unsigned *number)
{
    char rest;

    return strlen(name) < NAME_ROOM && sscanf(name, "expander-%9u:%9u%c", host, number, &rest) == 2;
}

/* The address of the expander with this name, or 0. */
static uint64_t address_of(const struct smp_target *target, const char *name)
{
    char folder[SMP_NAME_MAX];

    return smp_target_path(target, folder, sizeof folder, "/sys/class/sas_device/%s", name)
               ? smp_sysfs_address(folder, "sas_address")
               : 0;
}

/* Is this host the adapter that the target's node and number name? */
static bool is_adapter(const struct smp_target *target, unsigned host)
{
    const struct smp_mpt_family *family = smp_mpt_family_named(target->path);
    char folder[SMP_NAME_MAX];
    char driver[NAME_ROOM];
    char id[NAME_ROOM];
    unsigned number;
    char rest;

    return family && smp_target_path(target, folder, sizeof folder, "/sys/class/scsi_host/host%u", host) &&
           smp_sysfs_read(folder, "proc_name", driver, sizeof driver) && strcmp(driver, family->driver) == 0 &&
           smp_sysfs_read(folder, "unique_id", id, sizeof id) &&
           sscanf(id, "%9u%c", &number, &rest) == 1 && number == target->number;
}

/* Looks at one entry; *rank is that of what was found, by host and number. */
static void consider(const struct smp_target *target, const char *name, struct smp_known_expander *found,
                     uint64_t *rank)
{
    struct smp_known_expander candidate;
    unsigned number;
    uint64_t own;

    if (!parse_name(name, &candidate.host, &number))
        return;
    candidate.address = address_of(target, name);
    if (!candidate.address)
        return;
    candidate.here = is_adapter(target, candidate.host);
    own = (uint64_t)candidate.host << 32 | number;
    if (!found->address || (candidate.here && !found->here) || (candidate.here == found->here && own < *rank)) {
        *found = candidate;
        *rank = own;
    }
}

bool smp_sysfs_expander(const struct smp_target *target, struct smp_known_expander *found)
{
    char folder[SMP_NAME_MAX];
    struct dirent *entry;
    uint64_t rank = 0;
    DIR *entries;

    *found = (struct smp_known_expander){ 0 };
    if (!smp_target_path(target, folder, sizeof folder, "/sys/class/sas_expander") ||
        !(entries = opendir(folder)))
        return false;
    for (int i = 0; i < MAX_ENTRIES && (entry = readdir(entries)); i++)
        consider(target, entry->d_name, found, &rank);
    closedir(entries);
    return found->address != 0;
}
