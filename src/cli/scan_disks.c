/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * How smp_scan shows what disks tell of their phys. */
#include "scan.h"

#include "frames/log_protocol_port.h"
#include "scsi/log_page.h"

#include <inttypes.h>
#include <string.h>

enum { TYPE_EXPANDER = 2, TYPE_FANOUT_EXPANDER = 3, VALUE_ROOM = 600 };

/* A phy of a disk. */
struct disk_phy {
    const struct scan_disk *disk;
    struct smp_frame port;
    struct smp_frame phy;
    char device[SMP_NAME_MAX]; /* SMP_DEVICE that reaches what it is attached to, or empty */
};

/* Who is given the phys of a disk. */
struct phy_user {
    void (*show)(const struct phy_user *user, const struct disk_phy *phy);
    FILE *cells;
    struct smp_json *json;
};

/* The expander that a phy names, or the way to one that the system does not show. */
static void find_device(struct disk_phy *phy)
{
    const struct scan_disk *disk = phy->disk;
    uint64_t type = smp_frame_value(&phy->phy, "attached_device_type");
    uint64_t address = smp_frame_value(&phy->phy, "attached_sas_address");
    const struct smp_scan_target *target = smp_scan_find(disk->around, address, disk->known.host);

    phy->device[0] = '\0';
    if (target)
        snprintf(phy->device, sizeof phy->device, "%s", target->device);
    else if (type == TYPE_EXPANDER || type == TYPE_FANOUT_EXPANDER)
        smp_scan_hidden_way(disk->around, disk->known.host, phy->device, sizeof phy->device);
}

/* Gives each phy that a disk's page tells of to the user (NULL: nobody); returns how many. *problem: why the page ends
 * early, or NULL. */
static size_t each_phy(const struct scan_disk *disk, const struct phy_user *user, const char **problem)
{
    struct disk_phy phy = { .disk = disk };
    struct smp_log_ports ports;
    struct smp_log_port_view port;
    size_t count = 0;

    *problem = NULL;
    smp_log_ports_begin(&ports, disk->page, disk->length);
    while (smp_log_port_next(&ports, &port)) {
        phy.port = port.frame;
        for (; smp_log_phy_next(&port, &phy.phy, problem); count++) {
            if (!user)
                continue;
            find_device(&phy);
            user->show(user, &phy);
        }
    }
    if (ports.problem)
        *problem = ports.problem;
    return count;
}

void scan_disk_check(struct scan_disk *disk)
{
    const char *problem;

    if (!each_phy(disk, NULL, &problem) && !problem)
        problem = "it tells of no SAS phy";
    if (problem)
        smp_fail(&disk->error, SMP_MALFORMED, 0, "log page 18h of '%s': %s", disk->name, problem);
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

static void put_phy(const struct phy_user *user, const struct disk_phy *phy)
{
    bool alone = smp_frame_value(&phy->phy, "attached_sas_address") == 0;
    char value[VALUE_ROOM];

    scan_put_cell(user->cells, phy->disk->name);
    for (size_t i = 0; i < COLUMNS; i++) {
        const struct smp_frame *frame = i == 0 ? &phy->port : &phy->phy;
        const struct smp_field *row = smp_frame_row(frame, columns[i].key);
        bool to_what = strncmp(columns[i].key, "attached_", strlen("attached_")) == 0 && i != TYPE_COLUMN;

        /* Where nothing is attached, what says to what has no meaning. */
        if (smp_field_present(frame, row) && !(alone && to_what))
            scan_put_cell(user->cells, smp_text_value(frame, row, value, sizeof value));
        else
            scan_put_cell(user->cells, NULL);
    }
    scan_put_cell(user->cells, phy->device);
}

/* The target that the system says a disk hangs on, NULL: it does not say. */
static const struct smp_scan_target *system_target(const struct scan_disk *disk)
{
    return smp_scan_named(disk->around, disk->known.attached_to);
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
    const struct phy_user user = { .show = put_phy, .cells = cells };
    const char *problem;

    scan_put_cell(cells, "DISK");
    for (size_t i = 0; i < COLUMNS; i++)
        scan_put_cell(cells, columns[i].heading);
    scan_put_cell(cells, "SMP_DEVICE");
    for (size_t i = 0; i < view->disk_count; i++)
        if (view->disks[i].page)
            each_phy(&view->disks[i], &user, &problem);
        else
            put_unread(cells, &view->disks[i]);
}

/* ---- Machines -------------------------------------------------------------------------------------- */

static void put_text(struct smp_json *json, const char *key, const char *text)
{
    if (text[0])
        smp_json_string(json, key, text);
}

static void json_phy(const struct phy_user *user, const struct disk_phy *phy)
{
    smp_json_object(user->json, NULL);
    smp_json_object(user->json, "port");
    smp_json_frame(user->json, &phy->port);
    smp_json_end(user->json);
    smp_json_frame(user->json, &phy->phy);
    put_text(user->json, "smp_device", phy->device);
    smp_json_end(user->json);
}

/* Lines have less, and the device first. */
void scan_disk_json(struct smp_json *json, const struct scan_disk *disk)
{
    const struct phy_user user = { .show = json_phy, .json = json };
    const struct smp_scan_target *target = system_target(disk);
    const char *device = target ? target->device : "", *problem;

    smp_json_object(json, NULL);
    smp_json_string(json, "disk", disk->name);
    if (!json->lines)
        put_text(json, "host", disk->known.host);
    put_text(json, "attached_to", disk->known.attached_to);
    if (json->lines)
        put_text(json, "smp_device", device);
    smp_json_array(json, "phys");
    if (disk->page)
        each_phy(disk, &user, &problem);
    smp_json_end(json);
    if (!json->lines) {
        put_text(json, "smp_device", device);
        put_text(json, "error", disk->error.text);
    }
    smp_json_end(json);
}
