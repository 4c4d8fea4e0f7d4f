/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Solaris and illumos: SMP targets under /dev/smp, through the USMPCMD ioctl of the smp driver. */
#include "core/digits.h"
#include "core/field.h"
#include "core/system.h"
#include "interface/abi_usmp.h"
#include "interface/causes.h"
#include "interface/interface.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(SMP_MAX_FRAME + SMP_CRC_BYTES <= SMP_USMP_LARGEST, "the driver takes the largest frame");

const struct smp_causes smp_usmp_open_errnos = SMP_CAUSES("usmp: open", SMP_OPEN,
    SMP_ERRNO(EACCES, SMP_OPEN, "permission denied", "run it as root, or change the mode of the device node"),
    SMP_ERRNO(EPERM, SMP_OPEN, "privilege missing", "run it as root or with the privilege PRIV_SYS_DEVICES"),
    SMP_ERRNO(ENOENT, SMP_OPEN, "no such device node",
              "see 'ls /dev/smp'; 'devfsadm -i smp' makes missing links"),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the link is stale: no such instance of the smp driver",
              "'devfsadm -C' removes stale links; see 'ls -l /dev/smp'"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the expander has gone", "see 'ls -l /dev/smp' for those that are there"),
    SMP_ERRNO(EBUSY, SMP_OPEN, "another program holds it exclusively", "end the other program, or try later"));

const struct smp_causes smp_usmp_send_errnos = SMP_CAUSES("usmp: USMPCMD", SMP_OTHER,
    SMP_ERRNO(EINVAL, SMP_OTHER, "the driver refuses the size or the kind of this request",
              "the driver takes 8 to 1032 bytes in both directions"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
    SMP_ERRNO(EIO, SMP_OTHER, "the expander did not accept or did not answer the request", NULL),
    SMP_ERRNO(ETIME, SMP_OTHER, "no answer in time", "--timeout=SECONDS gives it longer"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the expander has gone", "see 'ls -l /dev/smp' for those that are there"),
    SMP_ERRNO(EOVERFLOW, SMP_MALFORMED, "the response is longer than the buffer and was cut off", NULL),
    SMP_ERRNO(EPERM, SMP_OTHER, "the privilege PRIV_SYS_DEVICES is missing",
              "run it as root or with PRIV_SYS_DEVICES, see ppriv(1); the node's mode does not help"),
    SMP_ERRNO(EFAULT, SMP_OTHER, "bad address: an internal error", NULL),
    SMP_ERRNO(ENXIO, SMP_OPEN, "no such instance of the smp driver", "'devfsadm -C' removes stale links"),
    SMP_ERRNO(ERANGE, SMP_OTHER, "the host bus adapter does not take this size", NULL),
    SMP_ERRNO(EAGAIN, SMP_OTHER, "the host bus adapter is busy", "try again, or --retries=N"),
    SMP_ERRNO(EBUSY, SMP_OTHER, "busy", "try again, or --retries=N"),
    SMP_ERRNO(ENOTTY, SMP_OTHER, "not a device of the smp driver", "give a name under /dev/smp"),
    SMP_ERRNO_EINTR);

/* Does the device node behind the links belong to the smp driver? */
static bool leads_to_smp(const char *path)
{
    char *real = realpath(path, NULL);
    size_t length = real ? strlen(real) : 0;
    bool yes = length > 4 && (strcmp(real + length - 4, ":smp") == 0 || strstr(real, "/smp@"));

    free(real);
    return yes;
}

static struct smp_verdict match(const struct smp_target *target)
{
    bool named = smp_behind(target->path, "/dev/smp/");

    if (!target->exists)
        return smp_missing(MATCH_NO, named ? "no such node in /dev/smp" : "no such file",
                           named ? "see 'ls /dev/smp'; 'devfsadm -i smp' makes missing links" : NULL);
    if (!S_ISCHR(target->status.st_mode))
        return smp_verdict(MATCH_NO, "not a character device");
    if (leads_to_smp(target->path))
        return smp_verdict(MATCH_CERTAIN, "node of the smp driver");
    if (named)
        return smp_verdict(MATCH_POSSIBLE,
                           "named as in /dev/smp, but no link to a node of the smp driver");
    return smp_verdict(MATCH_NO, "not under /dev/smp and no node of the smp driver");
}

static int open_node(struct smp_device *device, struct smp_error *error)
{
    device->fd = smp_open_node(device->target.path, O_RDONLY);
    if (device->fd < 0)
        return smp_fail_errno(error, &smp_usmp_open_errnos, errno, "cannot open", device->target.given);
    return SMP_OK;
}

/* The driver hands out its whole buffer, which counts as cut only where something came. */
static int send_request(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error)
{
    size_t with_crc = transfer->room + SMP_CRC_BYTES;
    struct smp_usmp_command command = {
        .request = transfer->request,
        .response = transfer->response,
        .request_bytes = transfer->request_bytes + SMP_CRC_BYTES,
        .response_bytes = with_crc < SMP_USMP_SMALLEST ? SMP_USMP_SMALLEST : with_crc,
        .timeout = (int)smp_device_seconds(device),
    };
    int number = smp_sys_ioctl(device->fd, smp_usmp_ioctl, &command) < 0 ? errno : 0;

    if (!number || (number == EOVERFLOW && transfer->response[SMP_TYPE_BYTE] == SMP_RESPONSE_FRAME))
        transfer->received = transfer->room;
    if (!number)
        return SMP_OK;
    return smp_fail_errno(error, &smp_usmp_send_errnos, number, "SMP request failed on", device->target.given);
}

const struct smp_interface smp_interface_usmp = {
    .name = "usmp",
    .help = "Solaris, illumos: /dev/smp/expd0",
    .ignores_address = true,
    .no_length = true,
    .match = match,
    .open = open_node,
    .send = send_request,
};
