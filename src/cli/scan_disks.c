/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * How smp_scan shows what disks tell of their phys. */
#include "scan.h"

#include "frames/log_protocol_port.h"
#include "scsi/log_page.h"

enum { TYPE_EXPANDER = 2, TYPE_FANOUT_EXPANDER = 3, VALUE_ROOM = 600 };

void scan_disk_check(struct scan_disk *disk)
{
    struct smp_log_walk walk = smp_log_walk(disk->page, disk->length);
    bool any = smp_log_next(&walk);

    while (smp_log_next(&walk))
        continue;
    if (!any && !walk.problem)
        walk.problem = "it tells of no SAS phy";
    if (walk.problem)
        smp_fail(&disk->error, SMP_MALFORMED, 0, "log page 18h of '%s': %s", disk->name, walk.problem);
}

/* The SMP_DEVICE that reaches what a phy is attached to, be it an expander that the system does not show; or empty. */
static const char *device_of(const struct scan_disk *disk, const struct smp_frame *phy, char *device, size_t room)
{
    uint64_t type = smp_frame_value(phy, "attached_device_type");
    uint64_t address = smp_frame_value(phy, "attached_sas_address");
    const struct smp_scan_target *target = smp_scan_find(disk->around, address, disk->known.host);

    *device = '\0';
    if (!target && (type == TYPE_EXPANDER || type == TYPE_FANOUT_EXPANDER))
        smp_scan_hidden_way(disk->around, disk->known.host, device, room);
    return target ? target->device : device;
}

/* The target that the system says a disk hangs on, NULL: it does not say. */
static const struct smp_scan_target *system_target(const struct scan_disk *disk)
{
    return smp_scan_named(disk->around, disk->known.attached_to);
}

/* ---- Text ------------------------------------------------------------------------------------------ */

/* Columns between the disk's name and the SMP_DEVICE, and the rows of the page that fill them. */
static const struct {
    const char *heading;
    const char *key;
} columns[] = {
    { "PORT", "relative_target_port_identifier" },
    { "PHY", "phy_identifier" },
    { "ATTACHED_SAS_ADDRESS", "attached_sas_address" },
    { "ATTACHED_PHY", "attached_phy_identifier" },
    { "ATTACHED_TYPE", "attached_device_type" },
    { "RATE", "negotiated_logical_link_rate" },
    { "INVALID_DWORDS", "invalid_dword_count" },
    { "DISPARITY_ERRORS", "running_disparity_error_count" },
    { "SYNC_LOSSES", "loss_of_dword_synchronization_count" },
    { "RESET_PROBLEMS", "phy_reset_problem_count" },
};

enum { COLUMNS = sizeof columns / sizeof *columns, ADDRESS_COLUMN = 2, TYPE_COLUMN = 4 };

const size_t scan_disk_columns = COLUMNS + 2;

static void put_phy(FILE *cells, const struct scan_disk *disk, const struct smp_log_walk *walk)
{
    bool alone = smp_frame_value(&walk->phy, "attached_sas_address") == 0;
    char value[VALUE_ROOM];

    scan_put_cell(cells, disk->name);
    for (size_t i = 0; i < COLUMNS; i++) {
        const struct smp_frame *frame = i == 0 ? &walk->port : &walk->phy;
        const struct smp_field *row = smp_frame_row(frame, columns[i].key);
        bool to_what = strncmp(columns[i].key, "attached_", strlen("attached_")) == 0 && i != TYPE_COLUMN;

        /* Where nothing is attached, what says to what has no meaning. */
        if (smp_field_present(frame, row) && !(alone && to_what))
            scan_put_cell(cells, smp_text_value(frame, row, value, sizeof value));
        else
            scan_put_cell(cells, NULL);
    }
    scan_put_cell(cells, device_of(disk, &walk->phy, value, sizeof value));
}

/* Of a disk that gave no page, what the system knows. */
static void put_unread(FILE *cells, const struct scan_disk *disk)
{
    const struct smp_scan_target *target = system_target(disk);
    char address[24] = "";

    if (!target)
        return;
    if (target->sas_address)
        snprintf(address, sizeof address, "0x%016" PRIx64, target->sas_address);
    scan_put_cell(cells, disk->name);
    for (size_t i = 0; i < COLUMNS; i++)
        scan_put_cell(cells, i == ADDRESS_COLUMN ? address : NULL);
    scan_put_cell(cells, target->device);
}

void scan_put_disks(FILE *cells, const struct scan_view *view)
{
    scan_put_cell(cells, "DISK");
    for (size_t i = 0; i < COLUMNS; i++)
        scan_put_cell(cells, columns[i].heading);
    scan_put_cell(cells, "SMP_DEVICE");
    for (size_t i = 0; i < view->disk_count; i++) {
        const struct scan_disk *disk = &view->disks[i];

        if (!disk->page)
            put_unread(cells, disk);
        for (struct smp_log_walk walk = smp_log_walk(disk->page, disk->length); smp_log_next(&walk);)
            put_phy(cells, disk, &walk);
    }
}

/* ---- Machines -------------------------------------------------------------------------------------- */

static void json_phy(struct smp_json *json, const struct scan_disk *disk, const struct smp_log_walk *walk)
{
    char device[SMP_NAME_MAX];

    smp_json_object(json, NULL);
    smp_json_object(json, "port");
    smp_json_frame(json, &walk->port);
    smp_json_end(json);
    smp_json_frame(json, &walk->phy);
    scan_put_text(json, "smp_device", device_of(disk, &walk->phy, device, sizeof device));
    smp_json_end(json);
}

/* Lines have less, and the device first. */
void scan_disk_json(struct smp_json *json, const struct scan_disk *disk)
{
    const struct smp_scan_target *target = system_target(disk);
    const char *device = target ? target->device : "";

    smp_json_object(json, NULL);
    smp_json_string(json, "disk", disk->name);
    if (!json->lines)
        scan_put_text(json, "host", disk->known.host);
    scan_put_text(json, "attached_to", disk->known.attached_to);
    if (json->lines)
        scan_put_text(json, "smp_device", device);
    smp_json_array(json, "phys");
    for (struct smp_log_walk walk = smp_log_walk(disk->page, disk->length); smp_log_next(&walk);)
        json_phy(json, disk, &walk);
    smp_json_end(json);
    if (!json->lines) {
        scan_put_text(json, "smp_device", device);
        scan_put_text(json, "error", disk->error.text);
    }
    smp_json_end(json);
}
