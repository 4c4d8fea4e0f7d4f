/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Linux: SCSI commands by SG_IO, version 3 header, to /dev/sdX, /dev/sgN, /dev/stN and /dev/srN. */
#include "scsi/pass.h"

#include "core/devnum.h"
#include "core/system.h"
#include "scsi/abi_sg.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sg_state {
    int fd;
};

static const struct smp_errno_row rows[] = {
    SMP_ERRNO(EACCES, SMP_OPEN, "permission denied", "run it as root, or as a member of the group 'disk'"),
    SMP_ERRNO(EPERM, SMP_OPEN, "the kernel lets only root send this command",
              "run it as root (CAP_SYS_RAWIO)"),
    SMP_ERRNO(ENOENT, SMP_OPEN, "no such device", NULL),
    SMP_ERRNO(ENOTTY, SMP_OPEN, "not a SCSI device",
              "NVMe drives and other block devices take no SCSI commands"),
    SMP_ERRNO(EINVAL, SMP_OPEN, "the device takes no SCSI commands of this form", NULL),
    SMP_ERRNO(ENOSYS, SMP_OPEN, "the device takes no SCSI commands of this form", NULL),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the device has gone", NULL),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the device has gone", NULL),
    SMP_ERRNO(EBUSY, SMP_OTHER, "another program holds it exclusively", "try again later"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
    SMP_ERRNO(EIO, SMP_OTHER, "an error on the way to the device", NULL),
    SMP_ERRNO(EINTR, SMP_OTHER, "a signal ended the wait",
              "the target may have got the request: find out before sending it again"),
};

const struct smp_errno_table smp_sg_errnos = SMP_ERRNO_TABLE("sg: open, SG_IO", SMP_OTHER, rows);

/* Host bytes: what the host bus adapter's driver says. */
struct host_row {
    uint16_t value;
    int os_errno; /* that lets a caller try again, or 0 */
    const char *text;
};

static const struct host_row hosts[] = {
    { 0x01, 0, "no connection (DID_NO_CONNECT)" },
    { 0x02, EBUSY, "bus busy (DID_BUS_BUSY)" },
    { 0x03, 0, "time out (DID_TIME_OUT)" },
    { 0x04, 0, "bad target (DID_BAD_TARGET)" },
    { 0x05, 0, "aborted (DID_ABORT)" },
    { 0x07, 0, "error in the adapter (DID_ERROR)" },
    { 0x08, EAGAIN, "reset (DID_RESET)" },
    { 0x0b, EAGAIN, "to be tried again (DID_SOFT_ERROR)" },
    { 0x0d, EAGAIN, "to be tried again (DID_REQUEUE)" },
    { 0x0e, EAGAIN, "transport disrupted (DID_TRANSPORT_DISRUPTED)" },
    { 0x0f, 0, "transport failed (DID_TRANSPORT_FAILFAST)" },
    { 0x14, 0, "transport marginal (DID_TRANSPORT_MARGINAL)" },
};

/* Major numbers of SCSI devices (Documentation/admin-guide/devices.txt). */
static bool is_scsi_major(bool block, unsigned number)
{
    if (block)
        return number == 8 || number == 11 || (number >= 65 && number <= 71) ||
               (number >= 128 && number <= 135);
    return number == 9 || number == 21;
}

static enum smp_match match(const struct smp_target *target, char *reason, size_t room)
{
    bool block = S_ISBLK(target->status.st_mode);
    unsigned number = major(target->status.st_rdev);

    if (!target->exists || (!block && !S_ISCHR(target->status.st_mode))) {
        snprintf(reason, room, target->exists ? "not a device node" : "no such file");
        return MATCH_NO;
    }
    if (is_scsi_major(block, number)) {
        snprintf(reason, room, "SCSI device, major number %u", number);
        return MATCH_CERTAIN;
    }
    snprintf(reason, room, "a %s device, whose major number %u is none of SCSI disks, tapes, CDs or sg",
             block ? "block" : "character", number);
    return block ? MATCH_POSSIBLE : MATCH_NO;
}

static int open_device(struct smp_scsi_device *device, struct smp_error *error)
{
    struct sg_state *state = calloc(1, sizeof *state);
    int status;

    if (!state)
        return smp_fail(error, SMP_RESOURCE, errno, "cannot open '%s'", device->target.given);
    state->fd = smp_sys_open(device->target.path, O_RDONLY | O_NONBLOCK);
    if (state->fd < 0) {
        status = smp_fail_errno(error, &smp_sg_errnos, errno, "cannot open", device->target.given);
        free(state);
        return status;
    }
    device->state = state;
    return SMP_OK;
}

static void close_device(struct smp_scsi_device *device)
{
    struct sg_state *state = device->state;

    smp_sys_close(state->fd);
    free(state);
}

static int fail_host(const struct smp_sg_header *header, const char *name, struct smp_error *error)
{
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        if (hosts[i].value == header->host_status)
            return smp_fail(error, SMP_OTHER, hosts[i].os_errno, "SCSI command failed on '%s': %s", name,
                            hosts[i].text);
    if (header->host_status)
        return smp_fail(error, SMP_OTHER, 0, "SCSI command failed on '%s': host status %02xh", name,
                        header->host_status);
    return smp_fail(error, SMP_OTHER, 0, "SCSI command failed on '%s': driver status %02xh", name,
                    header->driver_status);
}

static int judge(const struct smp_sg_header *header, struct smp_scsi_command *command, const char *name,
                 struct smp_error *error)
{
    unsigned driver = header->driver_status & 0x0fU & ~(unsigned)SMP_SG_DRIVER_SENSE;

    if (header->host_status || driver)
        return fail_host(header, name, error);
    command->status = header->status & 0x3e;
    command->sense_bytes = header->sense_bytes < SMP_SENSE_MAX ? header->sense_bytes : SMP_SENSE_MAX;
    if (header->residual >= 0 && (size_t)header->residual <= command->room)
        command->received = command->room - (size_t)header->residual;
    return SMP_OK;
}

static int execute(struct smp_scsi_device *device, struct smp_scsi_command *command, struct smp_error *error)
{
    struct sg_state *state = device->state;
    const char *name = device->target.given;
    struct smp_sg_header header = {
        .interface_id = SMP_SG_INTERFACE,
        .direction = command->room ? SMP_SG_DATA_IN : SMP_SG_NO_DATA,
        .cdb_bytes = command->cdb_bytes,
        .sense_room = SMP_SENSE_MAX,
        .data_bytes = (unsigned)command->room,
        .data = command->data,
        .cdb = command->cdb,
        .sense = command->sense,
        .timeout = device->target.timeout_ms,
    };

    if (smp_sys_ioctl(state->fd, SMP_SG_IO, &header) < 0)
        return smp_fail_errno(error, &smp_sg_errnos, errno, "SCSI command failed on", name);
    return judge(&header, command, name, error);
}

const struct smp_scsi_pass smp_scsi_pass_sg = {
    .name = "sg",
    .help = "Linux: /dev/sda, /dev/sg0, /dev/st0, /dev/sr0",
    .match = match,
    .open = open_device,
    .execute = execute,
    .close = close_device,
};
