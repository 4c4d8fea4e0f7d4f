/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Whose requests a target gets, and which way they come: the SAS addresses of the phys of this system's
 * adapters, and of the expander that the target hangs on. */
#include "interface/interface.h"
#include "interface/sysfs.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { MAX_ENTRIES = 65536, NAME_ROOM = 32 };

/* Is this a phy of an adapter ("phy-HOST:NUMBER")? Those of expanders have a third number. */
static bool is_own_phy(const char *name)
{
    unsigned host, number;
    char rest;

    return strlen(name) < NAME_ROOM && sscanf(name, "phy-%9u:%9u%c", &host, &number, &rest) == 2;
}

/* Adds an address that is not there yet; returns how many there are. */
static size_t add_address(uint64_t *addresses, size_t count, uint64_t address)
{
    for (size_t i = 0; i < count; i++)
        if (addresses[i] == address)
            return count;
    addresses[count] = address;
    return count + 1;
}

/* The addresses of the phys in an open folder. */
static size_t read_phys(DIR *entries, const char *folder, uint64_t *addresses, size_t room)
{
    struct dirent *entry;
    size_t count = 0;

    for (int i = 0; i < MAX_ENTRIES && count < room && (entry = readdir(entries)); i++) {
        char path[SMP_NAME_MAX];
        uint64_t address = 0;

        if (is_own_phy(entry->d_name) && smp_sysfs_join(path, sizeof path, folder, entry->d_name))
            address = smp_sysfs_address(path, "sas_address");
        if (address)
            count = add_address(addresses, count, address);
    }
    return count;
}

/* What Linux says of this system. */
static size_t own_addresses(const struct smp_target *target, uint64_t *addresses, size_t room)
{
    char folder[SMP_NAME_MAX];
    DIR *entries = NULL;
    size_t count;

    if (smp_target_path(target, folder, sizeof folder, "/sys/class/sas_phy"))
        entries = opendir(folder);
    if (!entries)
        return 0;
    count = read_phys(entries, folder, addresses, room);
    closedir(entries);
    return count;
}

/* A recording is answered from a file, whoever asks. */
size_t smp_device_requesters(const struct smp_device *device, uint64_t *addresses, size_t room)
{
    const struct smp_interface *interface = device->interface;

    if (room == 0)
        return 0;
    if (interface->requester) {
        addresses[0] = interface->requester(device);
        return addresses[0] != 0;
    }
    if (device->target.exists && S_ISREG(device->target.status.st_mode))
        return 0;
    return own_addresses(&device->target, addresses, room);
}

/* ---- The way --------------------------------------------------------------------------------------- */

/* The folder of a target that sysfs knows: a node in /dev or a folder in /sys. */
static bool find_folder(const struct smp_target *target, char *folder, size_t room)
{
    if (!target->exists)
        return false;
    return smp_sysfs_of_device(target, &target->status, folder, room) ||
           smp_sysfs_folder(target, target->path, folder, room);
}

/* Cuts a path before the component called name; false: it has none. */
static bool cut_before(char *path, const char *name)
{
    size_t length = strlen(name);

    for (char *at = strstr(path, name); at; at = strstr(at + 1, name))
        if (at > path && at[-1] == '/' && (at[length] == '/' || at[length] == '\0')) {
            at[-1] = '\0';
            return true;
        }
    return false;
}

/* The address of the expander next above that of the target: sysfs nests each in the one that leads to it. */
static uint64_t expander_above(const struct smp_target *target)
{
    static const char prefix[] = "expander-";
    char folder[SMP_NAME_MAX], name[NAME_ROOM];

    if (!find_folder(target, folder, sizeof folder) || !smp_sysfs_above(folder, prefix, name, sizeof name) ||
        !cut_before(folder, name) || !smp_sysfs_above(folder, prefix, name, sizeof name) ||
        !smp_target_path(target, folder, sizeof folder, "/sys/class/sas_device/%s", name))
        return 0;
    return smp_sysfs_address(folder, "sas_address");
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
