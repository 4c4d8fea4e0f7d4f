/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * How smp_scan shows what disks tell of their phys. */
#include "scan_disks.h"

#include "columns.h"
#include "frames/log_protocol_port.h"
#include "output/escape.h"
#include "scsi/log_page.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { TYPE_EXPANDER = 2, TYPE_FANOUT_EXPANDER = 3 };

void scan_disk_check(struct scan_disk *disk)
{
    struct smp_log_ports ports;
    struct smp_log_port_view port;
    struct smp_frame phy;
    size_t phys = 0;
    const char *problem = NULL;

    smp_log_ports_begin(&ports, disk->page, disk->length);
    while (smp_log_port_next(&ports, &port))
        while (smp_log_phy_next(&port, &phy, &problem))
            phys++;
    if (ports.problem)
        problem = ports.problem;
    if (!phys && !problem)
        problem = "it tells of no SAS phy";
    if (problem)
        smp_fail(&disk->error, SMP_MALFORMED, 0, "log page 18h of '%s': %s", disk->name, problem);
}

/* Adds a row; false: out of memory. */
static bool add_phy(struct disk_phys *phys, const struct disk_phy *phy)
{
    struct disk_phy *rows = phys->rows;

    if ((phys->count & (phys->count - 1)) == 0)
        rows = realloc(rows, (phys->count ? 2 * phys->count : 1) * sizeof *rows);
    if (!rows)
        return false;
    phys->rows = rows;
    rows[phys->count++] = *phy;
    return true;
}

/* Looks for the expander that a phy names. */
static void find_target(struct disk_phy *phy)
{
    const struct scan_disk *disk = phy->disk;
    uint64_t type = smp_frame_value(&phy->phy, "attached_device_type");
    uint64_t address = smp_frame_value(&phy->phy, "attached_sas_address");

    phy->target = smp_scan_find(disk->around, address, disk->known.host);
    phy->hidden[0] = '\0';
    if (!phy->target && (type == TYPE_EXPANDER || type == TYPE_FANOUT_EXPANDER))
        smp_scan_hidden_way(disk->around, disk->known.host, phy->hidden, sizeof phy->hidden);
}

bool scan_disks_collect(struct disk_phys *phys, const struct scan_disk *disk)
{
    struct disk_phy phy = { .disk = disk, .target = smp_scan_named(disk->around, disk->known.attached_to) };
    struct smp_log_ports ports;
    struct smp_log_port_view port;
    const char *problem;

    if (!disk->page)
        return !phy.target || add_phy(phys, &phy);
    phy.told = true;
    smp_log_ports_begin(&ports, disk->page, disk->length);
    while (smp_log_port_next(&ports, &port))
        while (smp_log_phy_next(&port, &phy.phy, &problem)) {
            phy.port = port.frame;
            find_target(&phy);
            if (!add_phy(phys, &phy))
                return false;
        }
    return true;
}

/* The SMP_DEVICE that reaches what a phy is attached to, NULL: none. */
static const char *device_of(const struct disk_phy *phy)
{
    if (phy->target)
        return phy->target->device[0] ? phy->target->device : NULL;
    return phy->hidden[0] ? phy->hidden : NULL;
}

/* The SMP_DEVICE that the system says a disk hangs on, NULL: it does not say. */
static const char *system_device(const struct scan_disk *disk)
{
    const struct smp_scan_target *target = smp_scan_named(disk->around, disk->known.attached_to);

    return target && target->device[0] ? target->device : NULL;
}

/* Columns of the text: rows of the page that fill them. */
static const struct disk_column {
    const char *heading;
    const char *key; /* NULL: not from the page */
    bool port;
} disk_columns[] = {
    { "DISK", NULL, false },
    { "PORT", "relative_target_port_identifier", true },
    { "PHY", "phy_identifier", false },
    { "ATTACHED_SAS_ADDRESS", "attached_sas_address", false },
    { "ATTACHED_PHY", "attached_phy_identifier", false },
    { "ATTACHED_TYPE", "attached_device_type", false },
    { "RATE", "negotiated_logical_link_rate", false },
    { "INVALID_DWORDS", "invalid_dword_count", false },
    { "DISPARITY_ERRORS", "running_disparity_error_count", false },
    { "SYNC_LOSSES", "loss_of_dword_synchronization_count", false },
    { "RESET_PROBLEMS", "phy_reset_problem_count", false },
    { "SMP_DEVICE", NULL, false },
};

enum { DISK_COLUMNS = sizeof disk_columns / sizeof *disk_columns };

/* Has a field of the page a meaning? Where nothing is attached, what says to what has none. */
static bool phy_has(const struct disk_phy *phy, const char *key)
{
    return strncmp(key, "attached_", strlen("attached_")) != 0 || strcmp(key, "attached_device_type") == 0 ||
           smp_frame_value(&phy->phy, "attached_sas_address") != 0;
}

static const char *disk_cell(const void *user, size_t row, size_t column, char *buffer)
{
    const struct disk_phys *phys = user;
    const struct disk_phy *phy = &phys->rows[row];
    const struct smp_frame *frame = disk_columns[column].port ? &phy->port : &phy->phy;
    const char *key = disk_columns[column].key;
    const struct smp_field *field;

    if (column == 0)
        return phy->disk->name;
    if (!key)
        return device_of(phy);
    if (!phy->told) {
        snprintf(buffer, COLUMN_ROOM, "0x%016" PRIx64, phy->target->sas_address);
        return strcmp(key, "attached_sas_address") == 0 && phy->target->sas_address ? buffer : NULL;
    }
    field = smp_frame_row(frame, key);
    if (!phy_has(phy, key) || !smp_field_present(frame, field))
        return NULL;
    return smp_text_value(frame, field, buffer, COLUMN_ROOM);
}

void scan_disks_print(const struct disk_phys *phys)
{
    const char *headings[DISK_COLUMNS];
    struct columns columns = {
        .rows = phys->count, .count = DISK_COLUMNS, .headings = headings, .cell = disk_cell, .user = phys
    };

    for (size_t i = 0; i < DISK_COLUMNS; i++)
        headings[i] = disk_columns[i].heading;
    if (columns.rows)
        columns_print(&columns);
}

static void json_phys(struct smp_json *json, const struct disk_phys *phys, const struct scan_disk *disk)
{
    smp_json_array(json, "phys");
    for (size_t i = 0; i < phys->count; i++) {
        const struct disk_phy *phy = &phys->rows[i];

        if (phy->disk != disk || !phy->told)
            continue;
        smp_json_object(json, NULL);
        smp_json_object(json, "port");
        smp_json_frame(json, &phy->port);
        smp_json_end_object(json);
        smp_json_frame(json, &phy->phy);
        if (device_of(phy))
            smp_json_string(json, "smp_device", device_of(phy));
        smp_json_end_object(json);
    }
    smp_json_end_array(json);
}

void scan_disks_json(struct smp_json *json, const struct disk_phys *phys, const struct scan_disk *disk)
{
    smp_json_object(json, NULL);
    smp_json_string(json, "disk", disk->name);
    if (disk->known.host[0])
        smp_json_string(json, "host", disk->known.host);
    if (disk->known.attached_to[0])
        smp_json_string(json, "attached_to", disk->known.attached_to);
    json_phys(json, phys, disk);
    if (system_device(disk))
        smp_json_string(json, "smp_device", system_device(disk));
    if (disk->error.status)
        smp_json_string(json, "error", disk->error.text);
    smp_json_end_object(json);
}

void scan_disks_kv(const struct disk_phys *phys, const struct scan_disk *disk, size_t index)
{
    char prefix[80];
    size_t number = 0;

    snprintf(prefix, sizeof prefix, "disks[%zu].", index);
    scan_kv_text(prefix, "disk", disk->name);
    if (disk->known.attached_to[0])
        scan_kv_text(prefix, "attached_to", disk->known.attached_to);
    if (system_device(disk))
        scan_kv_text(prefix, "smp_device", system_device(disk));
    for (size_t i = 0; i < phys->count; i++) {
        if (phys->rows[i].disk != disk || !phys->rows[i].told)
            continue;
        snprintf(prefix, sizeof prefix, "disks[%zu].phys[%zu].port.", index, number);
        smp_kv_frame(stdout, prefix, &phys->rows[i].port);
        snprintf(prefix, sizeof prefix, "disks[%zu].phys[%zu].", index, number++);
        smp_kv_frame(stdout, prefix, &phys->rows[i].phy);
        if (device_of(&phys->rows[i]))
            scan_kv_text(prefix, "smp_device", device_of(&phys->rows[i]));
    }
}
