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
    LARGEST_ROOM = 0xfffc /* some adapters do not carry an odd number, or 64 KiB */
};

/* A view on bytes by a table. */
static struct smp_frame view(const struct smp_table *table, const uint8_t *data, size_t length)
{
    return (struct smp_frame){ .table = table, .data = data, .length = length };
}

/* One LOG SENSE of room bytes. */
static int log_sense(struct smp_device *device, uint8_t *data, size_t room, size_t *received,
                     struct smp_error *error)
{
    uint8_t cdb[CDB_BYTES] = { [0] = LOG_SENSE, [CDB_PAGE] = CUMULATIVE | PORT_PAGE };
    struct smp_scsi_command command = { .cdb = cdb, .cdb_bytes = sizeof cdb, .data = data, .room = room };
    int status;

    cdb[CDB_ROOM] = (uint8_t)(room >> 8);
    cdb[CDB_ROOM + 1] = (uint8_t)room;
    status = smp_scsi_execute(device, &command, error);
    *received = command.received;
    return status;
}

/* Is this the start of the page? *bytes gets its whole length as it says. */
static int check_header(const uint8_t *data, size_t received, size_t *bytes, const char *name,
                        struct smp_error *error)
{
    struct smp_frame header = view(&smp_log_page_header, data, received);

    if (received < smp_log_page_header.bytes)
        return smp_fail(error, SMP_MALFORMED, 0, "log page 18h of '%s' is too short: %zu bytes", name,
                        received);
    if (smp_frame_value(&header, "page_code") != PORT_PAGE || smp_frame_value(&header, "subpage_code") != 0)
        return smp_fail(error, SMP_MALFORMED, 0, "'%s' answers with log page %02xh instead of 18h", name,
                        (unsigned)smp_frame_value(&header, "page_code"));
    *bytes = smp_log_page_header.bytes + (size_t)smp_frame_value(&header, "page_length");
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
    const char *name = device->target.given;
    uint8_t start[4]; /* the header: how long is the page? */
    size_t bytes, room, received;
    int status = log_sense(device, start, sizeof start, &received, error);

    *page = NULL;
    if (status == SMP_OK)
        status = check_header(start, received, &bytes, name, error);
    if (status != SMP_OK)
        return status;
    room = page_room(device, bytes);
    *page = malloc(room);
    if (!*page)
        return smp_fail(error, SMP_RESOURCE, errno, "cannot read log page 18h of '%s'", name);
    status = log_sense(device, *page, room, &received, error);
    if (status == SMP_OK)
        status = check_header(*page, received, &bytes, name, error);
    *length = received < bytes ? received : bytes;
    if (status != SMP_OK) {
        free(*page);
        *page = NULL;
    }
    return status;
}

/* ---- Ports and phys -------------------------------------------------------------------------------- */

void smp_log_ports_begin(struct smp_log_ports *ports, const uint8_t *page, size_t length)
{
    *ports = (struct smp_log_ports){ .page = page, .length = length, .offset = smp_log_page_header.bytes };
}

/* Bytes of the parameter at hand: its header counts no more than itself. */
static size_t parameter_bytes(const struct smp_frame *frame)
{
    return 4 + (size_t)smp_frame_value(frame, "parameter_length");
}

bool smp_log_port_next(struct smp_log_ports *ports, struct smp_log_port_view *port)
{
    while (ports->offset < ports->length) {
        size_t left = ports->length - ports->offset;
        const uint8_t *data = ports->page + ports->offset;
        size_t fixed = smp_log_port.bytes;
        struct smp_frame frame = view(&smp_log_port, data, left < fixed ? left : fixed);
        size_t bytes = parameter_bytes(&frame);

        if (left < 4 || bytes > left)
            ports->problem = "the page ends inside a port";
        if (left < 4)
            return false;
        if (bytes > left)
            bytes = left;
        ports->offset += bytes;
        if (bytes < fixed || smp_frame_value(&frame, "protocol_identifier") != SAS)
            continue;
        *port = (struct smp_log_port_view){
            .frame = frame,
            .phys = data + fixed,
            .phy_bytes = bytes - fixed,
            .phys_left = (size_t)smp_frame_value(&frame, "number_of_phys"),
        };
        return true;
    }
    return false;
}

bool smp_log_phy_next(struct smp_log_port_view *port, struct smp_frame *phy, const char **problem)
{
    struct smp_frame head = view(&smp_log_phy, port->phys, port->phy_bytes);
    size_t bytes = 4 + (size_t)smp_frame_value(&head, "descriptor_length");

    if (port->phys_left == 0)
        return false;
    if (bytes < smp_log_phy.bytes)
        bytes = smp_log_phy.bytes;
    if (bytes > port->phy_bytes) {
        *problem = "fewer phys received than announced";
        bytes = port->phy_bytes;
        port->phys_left = 1;
    }
    *phy = view(&smp_log_phy, port->phys, bytes);
    port->phys += bytes;
    port->phy_bytes -= bytes;
    port->phys_left--;
    return bytes > 0;
}
