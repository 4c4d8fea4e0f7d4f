/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the errors of the Linux bsg interface mean. */
#include "interface/sgv4.h"

#include <errno.h>

static const struct smp_errno_row open_rows[] = {
    SMP_ERRNO(EACCES, SMP_OPEN, "the node is for root only", "run it as root"),
    SMP_ERRNO(EPERM, SMP_OPEN, "not permitted", "run it as root (CAP_SYS_RAWIO is needed)"),
    SMP_ERRNO(ENOENT, SMP_OPEN, "there is no such node",
              "was it unplugged or renumbered? see /sys/class/bsg"),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the device behind the node has gone",
              "was it unplugged or renumbered? see /sys/class/bsg"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the device behind the node has gone",
              "was it unplugged or renumbered? see /sys/class/bsg"),
    SMP_ERRNO(EBUSY, SMP_OPEN, "another program holds it", "try again later"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
};

const struct smp_errno_table smp_sgv4_open_errnos = SMP_ERRNO_TABLE("sgv4: open", SMP_OPEN, open_rows);

static const struct smp_errno_row send_rows[] = {
    SMP_ERRNO(EPERM, SMP_OTHER, "a privilege is missing",
              "run it as root: CAP_SYS_RAWIO is needed, the mode of the node does not help"),
    SMP_ERRNO(EACCES, SMP_OTHER, "a privilege is missing",
              "run it as root: CAP_SYS_RAWIO is needed, the mode of the node does not help"),
    SMP_ERRNO(EINVAL, SMP_OTHER, "the node is no SMP target, or its driver refuses the size of the frame",
              "name the node of an expander: /dev/bsg/expander-HOST:NUMBER"),
    SMP_ERRNO(ENOTTY, SMP_OTHER, "it is no bsg node",
              "name the node of an expander: /dev/bsg/expander-HOST:NUMBER"),
    SMP_ERRNO(ENOSYS, SMP_OTHER, "it is a SCSI generic node, not a bsg node",
              "name the node of an expander: /dev/bsg/expander-HOST:NUMBER"),
    SMP_ERRNO(EOPNOTSUPP, SMP_OTHER, "this node or kernel does not pass SMP frames",
              "name the node of an expander: /dev/bsg/expander-HOST:NUMBER"),
    SMP_ERRNO(ECOMM, SMP_OTHER, "the target does not answer", "is the expander powered and still attached?"),
    SMP_ERRNO(EMSGSIZE, SMP_MALFORMED, "the response is longer than its room", NULL),
    SMP_ERRNO(ETIMEDOUT, SMP_OTHER, "no answer in time; the host adapter was reset",
              "such a reset disturbs all its devices: look at the kernel log before trying again"),
    SMP_ERRNO(ETIME, SMP_OTHER, "no answer in time; the host adapter was reset",
              "such a reset disturbs all its devices: look at the kernel log before trying again"),
    SMP_ERRNO(EFAULT, SMP_OTHER, "the host adapter is being reset", "try again in a minute"),
    SMP_ERRNO(EAGAIN, SMP_OTHER, "the driver is busy", "try again, or --retries=N"),
    SMP_ERRNO(EBUSY, SMP_OTHER, "the driver is busy", "try again, or --retries=N"),
    SMP_ERRNO(ENXIO, SMP_OTHER, "the host adapter gave no reply", NULL),
    SMP_ERRNO(EIO, SMP_OTHER, "the request failed in the driver", "look at the kernel log"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the target has gone", "was it unplugged? see /sys/class/bsg"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
    SMP_ERRNO(EINTR, SMP_OTHER, "a signal ended the wait",
              "the target may have got the request: find out before sending it again"),
};

const struct smp_errno_table smp_sgv4_send_errnos = SMP_ERRNO_TABLE("sgv4: SG_IO", SMP_OTHER, send_rows);

const char *smp_host_status_text(unsigned status)
{
    static const char *const texts[] = {
        [0x00] = "ok",
        [0x01] = "no connection",
        [0x02] = "bus busy",
        [0x03] = "timed out",
        [0x04] = "bad target",
        [0x05] = "aborted",
        [0x07] = "error",
        [0x08] = "reset",
        [0x0b] = "soft error",
        [0x0d] = "requeued",
        [0x0e] = "transport disrupted",
        [0x0f] = "transport failed fast",
        [0x14] = "transport marginal",
    };
    const char *text = status < sizeof texts / sizeof *texts ? texts[status] : NULL;

    return !text ? "unknown" : text;
}
