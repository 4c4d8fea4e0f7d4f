/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Log page 18h of a disk. */
#include "scsi/log_page.h"

#include "frames/log_protocol_port.h"

#include <errno.h>
#include <stdlib.h>

/* LOG SENSE(10): byte 2 is page control (01b, cumulative values) and page code, bytes 7-8 the room. */
enum {
    LOG_SENSE = 0x4d,
    CDB_BYTES = 10,
    CDB_PAGE = 2,
    CDB_ROOM = 7,
    CUMULATIVE = 0x40,
    PORT_PAGE = 0x18,
    SAS = 6,
    LENGTH_BYTES = 4,     /* of a parameter or descriptor: its header, which its length does not count */
    LARGEST_ROOM = 0xfffc /* some adapters do not carry an odd number, or 64 KiB */
};

/* A view on bytes by a table. */
static struct smp_frame view(const struct smp_table *table, const uint8_t *data, size_t length)
{
    return (struct smp_frame){ .table = table, .data = data, .length = length };
}

/* One LOG SENSE of room bytes: *length of them came and belong to the page, which has *bytes as it says. */
static int log_sense(struct smp_device *device, uint8_t *data, size_t room, size_t *length, size_t *bytes,
                     struct smp_error *error)
{
    const char *name = device->target.given;
    uint8_t cdb[CDB_BYTES] = { [0] = LOG_SENSE, [CDB_PAGE] = CUMULATIVE | PORT_PAGE };
    struct smp_scsi_command command = { .cdb = cdb, .cdb_bytes = sizeof cdb, .data = data, .room = room };
    struct smp_frame header;
    int status;

    cdb[CDB_ROOM] = (uint8_t)(room >> 8);
    cdb[CDB_ROOM + 1] = (uint8_t)room;
    status = smp_scsi_execute(device, &command, error);
    if (status)
        return status;
    header = view(&smp_log_page_header, data, command.received);
    if (header.length < smp_log_page_header.bytes)
        return smp_fail(error, SMP_MALFORMED, 0, "log page 18h of '%s' is too short: %zu bytes", name, header.length);
    if (smp_frame_value(&header, "page_code") != PORT_PAGE || smp_frame_value(&header, "subpage_code") != 0)
        return smp_fail(error, SMP_MALFORMED, 0, "'%s' answers with log page %02xh instead of 18h", name,
                        (unsigned)smp_frame_value(&header, "page_code"));
    *bytes = smp_log_page_header.bytes + (size_t)smp_frame_value(&header, "page_length");
    *length = header.length < *bytes ? header.length : *bytes;
    return SMP_OK;
}

/* Room for the whole page, as much as the system carries. */
static size_t page_room(const struct smp_device *device, size_t bytes)
{
    size_t largest = LARGEST_ROOM;

    if (device->max_transfer >= smp_log_page_header.bytes && device->max_transfer < largest)
        largest = device->max_transfer;
    return bytes < largest ? bytes : largest;
}

int smp_log_page_read(struct smp_device *device, uint8_t **page, size_t *length, struct smp_error *error)
{
    uint8_t start[4]; /* the header: how long is the page? */
    size_t bytes, room, came;
    int status = log_sense(device, start, sizeof start, &came, &bytes, error);

    *page = NULL;
    *length = 0;
    if (status)
        return status;
    room = page_room(device, bytes);
    *page = malloc(room);
    if (!*page)
        return smp_fail(error, SMP_RESOURCE, errno, "cannot read log page 18h of '%s'", device->target.given);
    status = log_sense(device, *page, room, &came, &bytes, error);
    if (status == SMP_OK) {
        *length = came;
        return SMP_OK;
    }
    free(*page);
    *page = NULL;
    return status;
}

/* ---- Ports and phys -------------------------------------------------------------------------------- */

struct smp_log_walk smp_log_walk(const uint8_t *page, size_t length)
{
    return (struct smp_log_walk){ .page = page, .length = page ? length : 0, .offset = smp_log_page_header.bytes };
}

/* Goes to the next port; one that does not speak SAS has no phys to give. */
static bool next_port(struct smp_log_walk *walk)
{
    const size_t fixed = smp_log_port.bytes;
    size_t left = walk->offset < walk->length ? walk->length - walk->offset : 0;
    size_t bytes;

    if (left == 0)
        return false;
    walk->port = view(&smp_log_port, walk->page + walk->offset, left < fixed ? left : fixed);
    bytes = LENGTH_BYTES + (size_t)smp_frame_value(&walk->port, "parameter_length");
    if (bytes > left) {
        walk->problem = "the page ends inside a port";
        bytes = left;
    }
    walk->offset += bytes;
    if (bytes < fixed || smp_frame_value(&walk->port, "protocol_identifier") != SAS)
        return true;
    walk->phys_left = (size_t)smp_frame_value(&walk->port, "number_of_phys");
    walk->phy = view(&smp_log_phy, walk->port.data + fixed, 0);
    return true;
}

/* Goes to the next phy of the port, which begins where the last one ends. */
static bool next_phy_of_port(struct smp_log_walk *walk)
{
    const uint8_t *data;
    size_t left, bytes;

    if (walk->phys_left == 0)
        return false;
    data = walk->phy.data + walk->phy.length;
    left = (size_t)(walk->page + walk->offset - data);
    walk->phy = view(&smp_log_phy, data, left);
    bytes = LENGTH_BYTES + (size_t)smp_frame_value(&walk->phy, "descriptor_length");
    if (bytes < smp_log_phy.bytes)
        bytes = smp_log_phy.bytes;
    walk->phys_left--;
    if (bytes > left) {
        if (!walk->problem)
            walk->problem = "fewer phys received than announced";
        bytes = left;
        walk->phys_left = 0;
    }
    walk->phy.length = bytes;
    return bytes > 0;
}

bool smp_log_next(struct smp_log_walk *walk)
{
    while (!next_phy_of_port(walk))
        if (!next_port(walk))
            return false;
    return true;
}
