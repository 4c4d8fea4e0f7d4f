/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Disks of a simulated domain, DOMAIN_FILE:DISK. They know one command, LOG SENSE of page 18h. */
#include "scsi/scsi.h"

#include "interface/sim.h"

#include <stdio.h>
#include <string.h>

enum { PAGE_ROOM = 8192, LOG_SENSE = 0x4d, PORT_PAGE = 0x18, PAGE_MASK = 0x3f };

/* Bytes of the command that matter. */
enum { CDB_PAGE = 2, CDB_SUBPAGE = 3, CDB_BYTES = 10 };

/* Fixed format sense data of ILLEGAL REQUEST: what is asked for is not there. */
enum { SENSE_BYTES = 18, INVALID_OPERATION = 0x20, INVALID_FIELD = 0x24 };

struct sim_state {
    size_t length; /* of the page, 0: the disk has none */
    uint8_t page[PAGE_ROOM];
};

/* Takes FILE:DISK apart: the file into file[room]. Returns the disk, or NULL: another kind of name. */
static const char *split(const char *name, char *file, size_t room)
{
    const char *colon = strrchr(name, ':');

    if (!colon || colon == name || !colon[1] || (size_t)(colon - name) >= room)
        return NULL;
    snprintf(file, room, "%.*s", (int)(colon - name), name);
    return colon + 1;
}

static struct smp_verdict match(const struct smp_target *target)
{
    struct smp_target domain = { .root = "" };
    char file[SMP_NAME_MAX];

    if (!split(target->given, file, sizeof file))
        return smp_verdict(MATCH_NO, "not of the form DOMAIN_FILE:DISK");
    if (smp_target_parse(&domain, file, NULL))
        return smp_verdict(MATCH_NO, "the part before the colon is no file name");
    return smp_interface_sim.match(&domain);
}

/* The page is made when the disk is opened, as the domain is then: it is not kept open. */
static int open_disk(struct smp_device *device, struct smp_error *error)
{
    static const struct smp_open_options options = { .size = sizeof options, .interface = "sim" };
    struct sim_state *state = device->state;
    char file[SMP_NAME_MAX];
    const char *disk = split(device->target.given, file, sizeof file);
    struct smp_device *domain;
    int status;

    if (!disk)
        return smp_fail(error, SMP_SYNTAX, 0, "'%s' is not of the form DOMAIN_FILE:DISK", device->target.given);
    status = smp_device_open(&domain, file, &options, error);
    if (status)
        return status;
    status = smp_sim_disk_page(domain, disk, state->page, sizeof state->page, &state->length, error);
    smp_device_close(domain);
    return status;
}

static int refuse(struct smp_scsi_command *command, uint8_t code)
{
    const uint8_t sense[SENSE_BYTES] = { [0] = 0x70, [2] = 0x05, [7] = SENSE_BYTES - 8, [12] = code };

    command->status = SMP_SCSI_CHECK_CONDITION;
    memcpy(command->sense, sense, sizeof sense);
    command->sense_bytes = sizeof sense;
    return SMP_OK;
}

static int execute(struct smp_device *device, struct smp_scsi_command *command, struct smp_error *error)
{
    const struct sim_state *state = device->state;
    const uint8_t *cdb = command->cdb;
    size_t bytes;

    (void)error;
    if (command->cdb_bytes < CDB_BYTES || cdb[0] != LOG_SENSE)
        return refuse(command, INVALID_OPERATION);
    if ((cdb[CDB_PAGE] & PAGE_MASK) != PORT_PAGE || cdb[CDB_SUBPAGE] || !state->length)
        return refuse(command, INVALID_FIELD);
    bytes = state->length < command->room ? state->length : command->room;
    memcpy(command->data, state->page, bytes);
    command->residual = command->room - bytes;
    return SMP_OK;
}

const struct smp_interface smp_scsi_pass_sim = {
    .name = "sim",
    .help = "a disk of a simulated domain: DOMAIN_FILE:SAS_ADDR or DOMAIN_FILE:EXPANDER.PHY",
    .state_bytes = sizeof(struct sim_state),
    .match = match,
    .open = open_disk,
    .execute = execute,
};
