/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Linux: SCSI commands by SG_IO, version 3 header, to /dev/sdX, /dev/sgN, /dev/stN and /dev/srN. */
#include "scsi/scsi.h"

#include "core/devnum.h"
#include "core/system.h"
#include "scsi/abi_sg.h"

#include <errno.h>
#include <fcntl.h>

const struct smp_causes smp_sg_errnos = SMP_CAUSES("sg: open, SG_IO", SMP_OTHER,
    SMP_ERRNO(EACCES, SMP_OPEN, "permission denied", "run it as root, or as a member of the group 'disk'"),
    SMP_ERRNO(EPERM, SMP_OPEN, "the kernel lets only root send this command", "run it as root (CAP_SYS_RAWIO)"),
    SMP_ERRNO(ENOENT, SMP_OPEN, "no such device", NULL),
    SMP_ERRNO(ENOTTY, SMP_OPEN, "not a SCSI device", "NVMe drives and other block devices take no SCSI commands"),
    SMP_ERRNO(EINVAL, SMP_OPEN, "the device takes no SCSI commands of this form", NULL),
    SMP_ERRNO(ENOSYS, SMP_OPEN, "the device takes no SCSI commands of this form", NULL),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the device has gone", NULL),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the device has gone", NULL),
    SMP_ERRNO(EBUSY, SMP_OTHER, "another program holds it exclusively", "try again later"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
    SMP_ERRNO(EIO, SMP_OTHER, "an error on the way to the device", NULL),
    SMP_ERRNO_EINTR);

/* Host bytes: what the host bus adapter's driver says. */
static const struct smp_causes host_statuses = SMP_CAUSES("host status", SMP_OTHER,
    { .number = 0x01, .why = "no connection (DID_NO_CONNECT)" },
    { .number = 0x02, .os_errno = EBUSY, .why = "bus busy (DID_BUS_BUSY)" },
    { .number = 0x03, .why = "time out (DID_TIME_OUT)" },
    { .number = 0x04, .why = "bad target (DID_BAD_TARGET)" },
    { .number = 0x05, .why = "aborted (DID_ABORT)" },
    { .number = 0x07, .why = "error in the adapter (DID_ERROR)" },
    { .number = 0x08, .os_errno = EAGAIN, .why = "reset (DID_RESET)" },
    { .number = 0x0b, .os_errno = EAGAIN, .why = "to be tried again (DID_SOFT_ERROR)" },
    { .number = 0x0d, .os_errno = EAGAIN, .why = "to be tried again (DID_REQUEUE)" },
    { .number = 0x0e, .os_errno = EAGAIN, .why = "transport disrupted (DID_TRANSPORT_DISRUPTED)" },
    { .number = 0x0f, .why = "transport failed (DID_TRANSPORT_FAILFAST)" },
    { .number = 0x14, .why = "transport marginal (DID_TRANSPORT_MARGINAL)" });

/* Major numbers of SCSI devices (Documentation/admin-guide/devices.txt). */
static bool is_scsi_major(bool block, unsigned number)
{
    if (block)
        return number == 8 || number == 11 || (number >= 65 && number <= 71) ||
               (number >= 128 && number <= 135);
    return number == 9 || number == 21;
}

static struct smp_verdict match(const struct smp_target *target)
{
    bool block = S_ISBLK(target->status.st_mode);
    unsigned number = major(target->status.st_rdev);

    if (!target->exists)
        return smp_verdict(MATCH_NO, "no such file");
    if (!block && !S_ISCHR(target->status.st_mode))
        return smp_verdict(MATCH_NO, "not a device node");
    if (is_scsi_major(block, number))
        return smp_verdict(MATCH_CERTAIN, "SCSI device, major number %u", number);
    return smp_verdict(block ? MATCH_POSSIBLE : MATCH_NO,
                       "a %s device, whose major number %u is none of SCSI disks, tapes, CDs or sg",
                       block ? "block" : "character", number);
}

static int open_device(struct smp_device *device, struct smp_error *error)
{
    device->fd = smp_sys_open(device->target.path, O_RDONLY | O_NONBLOCK);
    if (device->fd < 0)
        return smp_fail_errno(error, &smp_sg_errnos, errno, "cannot open", device->target.given);
    return SMP_OK;
}

static int fail_host(const struct smp_sg_header *header, const char *name, struct smp_error *error)
{
    const struct smp_cause *row = smp_cause_find(&host_statuses, header->host_status);

    if (row)
        return smp_fail(error, SMP_OTHER, row->os_errno, "SCSI command failed on '%s': %s", name, row->why);
    return smp_fail(error, SMP_OTHER, 0, "SCSI command failed on '%s': %s status %02xh", name,
                    header->host_status ? "host" : "driver",
                    header->host_status ? header->host_status : header->driver_status);
}

static int judge(const struct smp_sg_header *header, struct smp_scsi_command *command, const char *name,
                 struct smp_error *error)
{
    unsigned driver = header->driver_status & 0x0fU & ~(unsigned)SMP_SG_DRIVER_SENSE;

    if (header->host_status || driver)
        return fail_host(header, name, error);
    command->status = header->status & 0x3e;
    command->sense_bytes = header->sense_bytes < SMP_SENSE_MAX ? header->sense_bytes : SMP_SENSE_MAX;
    command->residual = (uint64_t)header->residual; /* huge if negative */
    return SMP_OK;
}

static int execute(struct smp_device *device, struct smp_scsi_command *command, struct smp_error *error)
{
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

    if (smp_sys_ioctl(device->fd, SMP_SG_IO, &header) < 0)
        return smp_fail_errno(error, &smp_sg_errnos, errno, "SCSI command failed on", name);
    return judge(&header, command, name, error);
}

const struct smp_interface smp_scsi_pass_sg = {
    .name = "sg",
    .help = "Linux: /dev/sda, /dev/sg0, /dev/st0, /dev/sr0",
    .match = match,
    .open = open_device,
    .execute = execute,
};
