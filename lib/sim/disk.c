/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The far ends of links to disks: what a disk tells of its phys is what the expanders report, seen from
 * there. */
#include "sim/disk.h"

#include "frames/log_protocol_port.h"

#include <stdlib.h>
#include <string.h>

/* Page control and format of a parameter: a list in binary format; SAS as protocol. */
enum { PORT_PAGE = 0x18, LIST_PARAMETER = 0x03, SAS = 6, EXPANDER_DEVICE = 2 };

/* A descriptor without phy events, and as many of them as the length byte of a parameter can count. */
enum { DESCRIPTOR_BYTES = 52, LENGTH_BYTES = 4, MOST_PHYS = 4 };

/* ---- Which phys ------------------------------------------------------------------------------------ */

/* A phy of the domain that a disk may be attached to. */
struct place {
    const struct smp_sim_expander *expander;
    unsigned phy;
};

/* What DISCOVER would tell of the device behind a phy if the link is up. */
static uint64_t plugged(const struct place *place, const char *key)
{
    return smp_sim_get(&smp_function_discover, place->expander->phys[place->phy].image[IMAGE_PLUGGED], key);
}

/* Moves to the next phy with a device, from {first expander, 0} on; false: there is none. */
static bool find_device(struct place *place)
{
    while (place->expander) {
        for (; place->phy < place->expander->phy_count; place->phy++) {
            const struct smp_sim_phy *phy = &place->expander->phys[place->phy];

            if (phy->plug == PLUG_DEVICE && !phy->vacant && !plugged(place, "virtual_phy"))
                return true;
        }
        place->expander = place->expander->next;
        place->phy = 0;
    }
    return false;
}

static void read_disk(const struct place *place, struct smp_sim_disk *disk)
{
    disk->sas_address = plugged(place, "attached_sas_address");
    disk->device_name = plugged(place, "attached_device_name");
    disk->ssp = plugged(place, "attached_ssp_target_port");
}

static bool belongs(const struct smp_sim_disk *disk, const struct place *place)
{
    return plugged(place, "attached_sas_address") == disk->sas_address ||
           (disk->device_name && plugged(place, "attached_device_name") == disk->device_name);
}

/* The place that EXPANDER.PHY names; false: it names none. */
static bool find_place(const struct smp_sim_domain *domain, const char *word, struct place *place)
{
    const char *dot = strrchr(word, '.');
    char *end;

    if (!dot || !dot[1] || strlen(dot + 1) > 3 || dot[1 + strspn(dot + 1, "0123456789")])
        return false;
    place->expander = smp_sim_expander_named(
        domain, (struct smp_sim_text){ .start = word, .length = (size_t)(dot - word) });
    place->phy = (unsigned)strtoul(dot + 1, &end, 10);
    return place->expander && place->phy < place->expander->phy_count;
}

bool smp_sim_disk_find(const struct smp_sim_domain *domain, const char *word, struct smp_sim_disk *disk)
{
    struct place place = { .expander = domain->expanders };
    struct place wanted = { 0 };
    bool by_place = find_place(domain, word, &wanted);
    unsigned long long address = 0;
    char *end = NULL;

    if (!by_place && strncmp(word, "0x", 2) == 0)
        address = strtoull(word + 2, &end, 16);
    for (; find_device(&place); place.phy++) {
        read_disk(&place, disk);
        if (by_place && place.expander == wanted.expander && place.phy == wanted.phy)
            return true;
        if (address && *end == '\0' && (disk->sas_address == address || disk->device_name == address))
            return true;
    }
    return false;
}

/* ---- The page -------------------------------------------------------------------------------------- */

static void put(const struct smp_table *table, uint8_t *data, size_t room, const char *key, uint64_t number)
{
    const struct smp_field *row = smp_sim_row(table, key);

    if (row)
        smp_field_put(data, room, row, number);
}

/* The counters of the disk's end of a link: the same as those of the expander's end. */
static void put_counters(const struct smp_sim_phy *phy, uint8_t *data)
{
    static const char *const keys[] = { "invalid_dword_count", "running_disparity_error_count",
                                        "loss_of_dword_synchronization_count", "phy_reset_problem_count" };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        put(&smp_log_phy, data, DESCRIPTOR_BYTES, keys[i],
            smp_sim_get(&smp_function_report_phy_error_log, phy->image[IMAGE_ERROR_LOG], keys[i]));
}

/* A phy of the disk; what it knows of the expander it has learned when the link came up. */
static void put_phy(const struct place *place, uint8_t *data)
{
    const struct smp_sim_phy *phy = &place->expander->phys[place->phy];
    const struct smp_table *table = &smp_log_phy;

    memset(data, 0, DESCRIPTOR_BYTES);
    put(table, data, DESCRIPTOR_BYTES, "phy_identifier", plugged(place, "attached_phy_identifier"));
    put(table, data, DESCRIPTOR_BYTES, "descriptor_length", DESCRIPTOR_BYTES - LENGTH_BYTES);
    put(table, data, DESCRIPTOR_BYTES, "sas_address", plugged(place, "attached_sas_address"));
    put_counters(phy, data);
    if (!smp_sim_up(phy))
        return;
    put(table, data, DESCRIPTOR_BYTES, "attached_device_type", EXPANDER_DEVICE);
    put(table, data, DESCRIPTOR_BYTES, "attached_reason", smp_sim_discover(phy, "reason"));
    put(table, data, DESCRIPTOR_BYTES, "reason", smp_sim_discover(phy, "attached_reason"));
    put(table, data, DESCRIPTOR_BYTES, "negotiated_logical_link_rate",
        smp_sim_discover(phy, "negotiated_logical_link_rate"));
    put(table, data, DESCRIPTOR_BYTES, "attached_smp_target_port", 1);
    put(table, data, DESCRIPTOR_BYTES, "attached_sas_address", place->expander->sas_address);
    put(table, data, DESCRIPTOR_BYTES, "attached_phy_identifier", place->phy);
}

/* Has the disk a phy with this address before this place? Then the port is already told. */
static bool is_told(const struct smp_sim_domain *domain, const struct smp_sim_disk *disk,
                    const struct place *place)
{
    struct place before = { .expander = domain->expanders };
    uint64_t address = plugged(place, "attached_sas_address");

    for (; find_device(&before); before.phy++) {
        if (before.expander == place->expander && before.phy == place->phy)
            return false;
        if (belongs(disk, &before) && plugged(&before, "attached_sas_address") == address)
            return true;
    }
    return false;
}

/* The port that begins with a place, into data[room]: returns its length, 0 if it does not fit. */
static size_t put_port(struct place place, unsigned number, uint8_t *data, size_t room)
{
    uint64_t address = plugged(&place, "attached_sas_address");
    size_t length = smp_log_port.bytes;
    unsigned phys = 0;

    for (; phys < MOST_PHYS && find_device(&place); place.phy++) {
        if (plugged(&place, "attached_sas_address") != address)
            continue;
        if (room < length + DESCRIPTOR_BYTES)
            return 0;
        put_phy(&place, data + length);
        length += DESCRIPTOR_BYTES;
        phys++;
    }
    memset(data, 0, smp_log_port.bytes);
    put(&smp_log_port, data, room, "relative_target_port_identifier", number);
    put(&smp_log_port, data, room, "parameter_control", LIST_PARAMETER);
    put(&smp_log_port, data, room, "parameter_length", length - LENGTH_BYTES);
    put(&smp_log_port, data, room, "protocol_identifier", SAS);
    put(&smp_log_port, data, room, "number_of_phys", phys);
    return length;
}

size_t smp_sim_disk_log_page(const struct smp_sim_domain *domain, const struct smp_sim_disk *disk,
                             uint8_t *page, size_t room)
{
    struct place place = { .expander = domain->expanders };
    size_t length = smp_log_page_header.bytes;
    unsigned ports = 0;

    if (room < length)
        return 0;
    for (; find_device(&place); place.phy++) {
        size_t port = 0;

        if (belongs(disk, &place) && !is_told(domain, disk, &place))
            port = put_port(place, ports + 1, page + length, room - length);
        ports += port > 0;
        length += port;
    }
    memset(page, 0, smp_log_page_header.bytes);
    put(&smp_log_page_header, page, room, "page_code", PORT_PAGE);
    put(&smp_log_page_header, page, room, "page_length", length - smp_log_page_header.bytes);
    return length;
}
