/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The far ends of links to disks: what a disk tells of its phys is what the expanders report, seen from
 * there. */
#include "sim/disk.h"

#include "core/digits.h"
#include "frames/log_protocol_port.h"

#include <string.h>

/* Page control and format of a parameter: a list in binary format; SAS as protocol. */
enum { PORT_PAGE = 0x18, LIST_PARAMETER = 0x03, SAS = 6, EXPANDER_DEVICE = 2 };

/* A descriptor without phy events, and as many of them as the length byte of a parameter can count. */
enum { DESCRIPTOR_BYTES = 52, LENGTH_BYTES = 4, MOST_PHYS = 4 };

/* ---- Which phys ------------------------------------------------------------------------------------ */

/* The next phy with a device, behind this one or (NULL) the first; NULL: there is none. */
static const struct smp_sim_phy *next_device(const struct smp_sim_domain *domain,
                                             const struct smp_sim_phy *phy)
{
    const struct smp_sim_expander *expander = phy ? phy->expander : domain->expanders;
    unsigned number = phy ? phy->number + 1U : 0;

    for (; expander; expander = expander->next, number = 0)
        for (; number < expander->phy_count; number++) {
            phy = &expander->phys[number];
            if (phy->plugged && !phy->far && !phy->host && !phy->vacant && !smp_sim_get(phy->linked, "virtual_phy"))
                return phy;
        }
    return NULL;
}

/* Is the device behind a phy the same disk, as its SAS address or its device name (0: it has none) tells? */
static bool belongs(const struct smp_sim_phy *disk, const struct smp_sim_phy *phy)
{
    uint64_t name = smp_sim_get(disk->linked, "attached_device_name");

    return smp_sim_get(phy->linked, "attached_sas_address") == smp_sim_get(disk->linked, "attached_sas_address") ||
           (name && smp_sim_get(phy->linked, "attached_device_name") == name);
}

/* Is this phy meant by the word EXPANDER.PHY? */
static bool is_named(const struct smp_sim_phy *phy, const char *word)
{
    const char *dot = smp_behind(word, phy->expander->name);
    const char *end = word + strlen(word);
    uint64_t number;

    return dot && *dot == '.' && end - dot <= 4 && smp_read_digits(dot + 1, end, 10, &number) == end &&
           number == phy->number;
}

/* The first phy that a word tells, by its name or by the SAS address or device name of the disk behind it; NULL: there
 * is none. The disk is the devices behind all phys that belong to it. */
static const struct smp_sim_phy *find_disk(const struct smp_sim_domain *domain, const char *word)
{
    const struct smp_sim_phy *phy = next_device(domain, NULL);
    const char *end = word + strlen(word);
    uint64_t address = 0;

    if (strncmp(word, "0x", 2) != 0 || smp_read_number(word, end, &address) != end)
        address = 0;
    while (phy && !is_named(phy, word) &&
           !(address && (smp_sim_get(phy->linked, "attached_sas_address") == address ||
                         smp_sim_get(phy->linked, "attached_device_name") == address)))
        phy = next_device(domain, phy);
    return phy;
}

/* ---- The page -------------------------------------------------------------------------------------- */

/* A phy of the disk. Its counters are those of the expander's end; what it knows of the expander it has
 * learned when the link came up. */
static void put_phy(const struct smp_sim_phy *phy, uint8_t *data)
{
    const struct smp_sim_piece piece = { &smp_log_phy, data, DESCRIPTOR_BYTES };

    memset(data, 0, DESCRIPTOR_BYTES);
    smp_sim_put_all(piece, smp_sim_frame(smp_sim_image(phy, PART_ERROR_LOG)));
    smp_sim_put(piece, "phy_identifier", smp_sim_get(phy->linked, "attached_phy_identifier"));
    smp_sim_put(piece, "descriptor_length", DESCRIPTOR_BYTES - LENGTH_BYTES);
    smp_sim_put(piece, "sas_address", smp_sim_get(phy->linked, "attached_sas_address"));
    if (!smp_sim_up(phy))
        return;
    smp_sim_put(piece, "attached_device_type", EXPANDER_DEVICE);
    smp_sim_put(piece, "attached_reason", smp_sim_get(phy->shown, "reason"));
    smp_sim_put(piece, "reason", smp_sim_get(phy->shown, "attached_reason"));
    smp_sim_put(piece, "negotiated_logical_link_rate",
                smp_sim_get(phy->shown, "negotiated_logical_link_rate"));
    smp_sim_put(piece, "attached_smp_target_port", 1);
    smp_sim_put(piece, "attached_sas_address", phy->expander->sas_address);
    smp_sim_put(piece, "attached_phy_identifier", phy->number);
}

/* Has the disk a phy with this address before this phy? Then the port is already told. */
static bool is_told(const struct smp_sim_domain *domain, const struct smp_sim_phy *disk,
                    const struct smp_sim_phy *phy)
{
    const struct smp_sim_phy *before = next_device(domain, NULL);

    for (; before != phy; before = next_device(domain, before))
        if (belongs(disk, before) &&
            smp_sim_get(before->linked, "attached_sas_address") == smp_sim_get(phy->linked, "attached_sas_address"))
            return true;
    return false;
}

/* The port that begins with a phy, into data[room]: returns its length, 0 if it does not fit. */
static size_t put_port(const struct smp_sim_domain *domain, const struct smp_sim_phy *phy, unsigned number,
                       uint8_t *data, size_t room)
{
    const struct smp_sim_piece piece = { &smp_log_port, data, room };
    uint64_t address = smp_sim_get(phy->linked, "attached_sas_address");
    size_t length = smp_log_port.bytes;
    unsigned phys = 0;

    for (; phys < MOST_PHYS && phy; phy = next_device(domain, phy)) {
        if (smp_sim_get(phy->linked, "attached_sas_address") != address)
            continue;
        if (room < length + DESCRIPTOR_BYTES)
            return 0;
        put_phy(phy, data + length);
        length += DESCRIPTOR_BYTES;
        phys++;
    }
    memset(data, 0, smp_log_port.bytes);
    smp_sim_put(piece, "relative_target_port_identifier", number);
    smp_sim_put(piece, "parameter_control", LIST_PARAMETER);
    smp_sim_put(piece, "parameter_length", length - LENGTH_BYTES);
    smp_sim_put(piece, "protocol_identifier", SAS);
    smp_sim_put(piece, "number_of_phys", phys);
    return length;
}

static size_t put_page(const struct smp_sim_domain *domain, const struct smp_sim_phy *disk, uint8_t *page, size_t room)
{
    const struct smp_sim_piece header = { &smp_log_page_header, page, room };
    const struct smp_sim_phy *phy;
    size_t length = smp_log_page_header.bytes;
    unsigned ports = 0;

    if (room < length)
        return 0;
    for (phy = next_device(domain, NULL); phy; phy = next_device(domain, phy)) {
        size_t port = 0;

        if (belongs(disk, phy) && !is_told(domain, disk, phy))
            port = put_port(domain, phy, ports + 1, page + length, room - length);
        ports += port > 0;
        length += port;
    }
    memset(page, 0, smp_log_page_header.bytes);
    smp_sim_put(header, "page_code", PORT_PAGE);
    smp_sim_put(header, "page_length", length - smp_log_page_header.bytes);
    return length;
}

int smp_sim_disk_answer(const struct smp_sim_domain *domain, const char *word, uint8_t *page, size_t room,
                        size_t *length, struct smp_error *error)
{
    const struct smp_sim_phy *disk = find_disk(domain, word);

    *length = 0;
    if (!disk) {
        smp_fail(error, SMP_OPEN, 0, "'%s' has no disk '%s'", domain->file, word);
        smp_hint(error, "name one by its SAS address (0x5...) or by the phy that it is attached to (EXPANDER.PHY)");
        return SMP_OPEN;
    }
    if (smp_sim_get(disk->linked, "attached_ssp_target_port"))
        *length = put_page(domain, disk, page, room);
    return SMP_OK;
}
