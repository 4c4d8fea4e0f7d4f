/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Solaris and illumos: SCSI commands by USCSICMD to raw disk nodes (/dev/rdsk/c0t0d0s2) and SES devices. */
#include "scsi/scsi.h"

#include "core/digits.h"
#include "core/system.h"
#include "scsi/abi_uscsi.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

const struct smp_causes smp_uscsi_errnos = SMP_CAUSES("uscsi: open, USCSICMD", SMP_OTHER,
    SMP_ERRNO(EPERM, SMP_OPEN,
              "only root, or one with the privilege PRIV_SYS_DEVICES, may send SCSI commands",
              "run it as root; the mode of the device node does not help"),
    SMP_ERRNO(EACCES, SMP_OPEN, "permission denied", "run it as root"),
    SMP_ERRNO(ENOENT, SMP_OPEN, "no such device", "name the raw node of a disk: /dev/rdsk/c0t0d0s2"),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the device has gone", NULL),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the device has gone", NULL),
    SMP_ERRNO(EBUSY, SMP_OTHER, "another program holds it exclusively", "try again later"),
    SMP_ERRNO(EINVAL, SMP_OTHER, "the driver refuses a value of the command", NULL),
    SMP_ERRNO(EIO, SMP_OTHER, "an error on the way to the device", NULL),
    SMP_ERRNO(EFAULT, SMP_OTHER, "bad address: an internal error", NULL),
    SMP_ERRNO(ENOTTY, SMP_OPEN, "the device takes no SCSI commands",
              "name the raw node of a disk: /dev/rdsk/c0t0d0s2"),
    SMP_ERRNO_EINTR);

/* Is this the raw node of a SCSI device: by its folder, or by the minor name of the node behind the links? */
static bool is_raw(const char *path)
{
    static const char *const folders[] = { "/dev/rdsk/", "/dev/es/", "/dev/rmt/" };
    char *real = realpath(path, NULL);
    size_t length = real ? strlen(real) : 0;
    bool raw = length > 4 && strcmp(real + length - 4, ",raw") == 0;

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        raw |= smp_behind(path, folders[i]) != NULL;
    free(real);
    return raw;
}

static struct smp_verdict match(const struct smp_target *target)
{
    if (!target->exists)
        return smp_verdict(MATCH_NO, "no such file");
    if (S_ISBLK(target->status.st_mode))
        return smp_verdict(MATCH_NO, "a block device: name the raw one in /dev/rdsk");
    if (!S_ISCHR(target->status.st_mode))
        return smp_verdict(MATCH_NO, "not a character device");
    if (is_raw(target->path))
        return smp_verdict(MATCH_CERTAIN, "raw SCSI device");
    return smp_verdict(MATCH_NO, "a character device outside /dev/rdsk, /dev/es and /dev/rmt");
}

/* Learns how much the driver carries at once; older systems do not tell. */
static void ask_limit(struct smp_device *device)
{
    uint64_t limit = 0;

    if (smp_sys_ioctl(device->fd, SMP_USCSI_MAX_TRANSFER, &limit) == 0 && limit > 0 && limit <= SIZE_MAX)
        device->max_transfer = (size_t)limit;
}

static int open_device(struct smp_device *device, struct smp_error *error)
{
    device->fd = smp_sys_open(device->target.path, O_RDONLY | O_NONBLOCK);
    if (device->fd < 0)
        return smp_fail_errno(error, &smp_uscsi_errnos, errno, "cannot open", device->target.given);
    ask_limit(device);
    return SMP_OK;
}

/* The driver reports a status other than GOOD as EIO with the status in the block; EIO alone is the way's. */
static int execute(struct smp_device *device, struct smp_scsi_command *command, struct smp_error *error)
{
    struct smp_uscsi_command block = {
        .flags = SMP_USCSI_SILENT | SMP_USCSI_DIAGNOSE | SMP_USCSI_RQENABLE |
                 (command->room ? SMP_USCSI_READ : 0),
        .timeout = (int16_t)smp_scsi_seconds(device, INT16_MAX),
        .cdb = command->cdb,
        .data = command->room ? command->data : NULL,
        .data_bytes = command->room,
        .cdb_bytes = command->cdb_bytes,
        .sense_room = SMP_SENSE_MAX,
        .sense = command->sense,
    };

    if (smp_sys_ioctl(device->fd, SMP_USCSI_COMMAND, &block) < 0 &&
        (errno != EIO || block.status == SMP_SCSI_GOOD))
        return smp_fail_errno(error, &smp_uscsi_errnos, errno, "SCSI command failed on",
                              device->target.given);
    command->status = (uint8_t)(block.status & 0x3e);
    if (command->status != SMP_SCSI_GOOD && block.sense_status == SMP_SCSI_GOOD &&
        block.sense_residual <= SMP_SENSE_MAX)
        command->sense_bytes = (size_t)(SMP_SENSE_MAX - block.sense_residual);
    command->residual = block.residual;
    return SMP_OK;
}

const struct smp_interface smp_scsi_pass_uscsi = {
    .name = "uscsi",
    .help = "Solaris, illumos: /dev/rdsk/c0t0d0s2, /dev/es/ses0",
    .match = match,
    .open = open_device,
    .execute = execute,
};
