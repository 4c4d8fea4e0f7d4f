/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the system knows of SAS beside a target: which expanders there are, whose requests a target gets, and which
 * way they come. */
#include "interface/mpt.h"
#include "interface/sysfs.h"

#include <stdio.h>
#include <string.h>

enum { NAME_ROOM = 32 };

/* ---- Expanders ------------------------------------------------------------------------------------- */

/* Is this host the adapter that the target's node and number name? */
static bool is_adapter(const struct smp_target *target, unsigned number)
{
    const struct smp_mpt_family *family = smp_mpt_family_named(target->path);
    char host[NAME_ROOM], driver[NAME_ROOM], id[NAME_ROOM];
    unsigned own;
    char rest;

    snprintf(host, sizeof host, "host%u", number);
    return family && smp_sysfs_host(target, host, "proc_name", driver, sizeof driver) &&
           strcmp(driver, family->driver) == 0 && smp_sysfs_host(target, host, "unique_id", id, sizeof id) &&
           sscanf(id, "%9u%c", &own, &rest) == 1 && own == target->number;
}

bool smp_sysfs_expander(const struct smp_target *target, struct smp_known_expander *found)
{
    static const char prefix[] = "expander-";
    struct smp_entries entries;
    uint64_t first = UINT64_MAX;
    const char *name;
    unsigned number;

    if (!smp_entries_begin(&entries, SMP_PATH("%s/sys/class/sas_expander", target->root)))
        return false;
    while ((name = smp_entries_next(&entries, prefix))) {
        struct smp_known_expander each;
        uint64_t rank;

        if (!smp_read_pair(name + strlen(prefix), &each.host, &number) ||
            !(each.address = smp_sysfs_sas_device(target, name)))
            continue;
        each.here = is_adapter(target, each.host);
        rank = (uint64_t)!each.here << 60 | (uint64_t)each.host << 30 | number; /* both have at most nine digits */
        if (rank < first) {
            *found = each;
            first = rank;
        }
    }
    smp_entries_end(&entries);
    return first != UINT64_MAX;
}

/* ---- Requesters ------------------------------------------------------------------------------------ */

/* The addresses of the phys of this system's adapters ("phy-HOST:NUMBER"; those of expanders have a third number). */
static size_t own_addresses(const struct smp_target *target, uint64_t *addresses, size_t room)
{
    static const char prefix[] = "phy-";
    struct smp_entries entries;
    unsigned host, number;
    const char *name;
    size_t count = 0;

    if (!smp_entries_begin(&entries, SMP_PATH("%s/sys/class/sas_phy", target->root)))
        return 0;
    while (count < room && (name = smp_entries_next(&entries, prefix))) {
        uint64_t address = 0;
        size_t i = 0;

        if (smp_read_pair(name + strlen(prefix), &host, &number))
            address = smp_sysfs_address(SMP_PATH("%s/sys/class/sas_phy/%s/sas_address", target->root, name));
        while (i < count && addresses[i] != address)
            i++;
        if (address && i == count)
            addresses[count++] = address;
    }
    smp_entries_end(&entries);
    return count;
}

/* A recording is answered from a file, whoever asks. */
size_t smp_device_requesters(const struct smp_device *device, uint64_t *addresses, size_t room)
{
    if (room == 0)
        return 0;
    if (device->interface->requester) {
        addresses[0] = device->interface->requester(device);
        return addresses[0] != 0;
    }
    if (device->target.exists && S_ISREG(device->target.status.st_mode))
        return 0;
    return own_addresses(&device->target, addresses, room);
}

/* ---- The way --------------------------------------------------------------------------------------- */

/* The address of the expander next above that of the target: sysfs nests each in the one that leads to it, and names
 * several folders by the own one. */
static uint64_t expander_above(const struct smp_target *target)
{
    static const char prefix[] = "expander-";
    char folder[SMP_NAME_MAX], own[NAME_ROOM], name[NAME_ROOM];

    if (!smp_sysfs_of_target(target, folder) || !smp_sysfs_above(folder, prefix, own, sizeof own))
        return 0;
    do {
        *strrchr(folder, '/') = '\0';
        if (!smp_sysfs_above(folder, prefix, name, sizeof name))
            return 0;
    } while (strcmp(name, own) == 0);
    return smp_sysfs_sas_device(target, name);
}

uint64_t smp_device_next_hop(const struct smp_device *device)
{
    const struct smp_interface *interface = device->interface;

    return interface->next_hop ? interface->next_hop(device) : expander_above(&device->target);
}

int smp_device_zoning_comes(const struct smp_device *device)
{
    return device->interface->zoning_comes ? device->interface->zoning_comes(device) : -1;
}
