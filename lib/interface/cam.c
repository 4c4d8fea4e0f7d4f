/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * FreeBSD: SMP requests through CAM, and what SCSI commands have in common with them. A control block goes to the
 * pass device that stands beside each device; the transport layer's own device, xpt0, knows which one that is.
 *
 * CAM knows no expanders; an SMP request goes to a device, which answers itself if it is an SMP target, or else has
 * it sent to the expander that it hangs on. */
#include "interface/cam.h"

#include "core/digits.h"
#include "core/system.h"
#include "interface/sysfs.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

const struct smp_causes smp_cam_open_errnos = SMP_CAUSES("cam: open, CAMGETPASSTHRU", SMP_OPEN,
    SMP_ERRNO(EACCES, SMP_OPEN, "permission denied", "/dev/xpt0 and /dev/pass* must be open to you: run it as root"),
    SMP_ERRNO(EPERM, SMP_OPEN, "not permitted", "run it as root"),
    SMP_ERRNO(ENOENT, SMP_OPEN, "no such device, or the kernel has no pass driver", "see 'camcontrol devlist'"),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the device has gone", "see 'camcontrol devlist'"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the device has gone", "see 'camcontrol devlist'"),
    SMP_ERRNO(EBUSY, SMP_OPEN, "another program holds it exclusively", NULL),
    SMP_ERRNO(ENOTTY, SMP_OPEN, "not a CAM device, or program and kernel are of different releases",
              "build this program on the release it runs on"));

const struct smp_causes smp_cam_send_errnos = SMP_CAUSES("cam: CAMIOCOMMAND", SMP_OTHER,
    SMP_ERRNO(EINVAL, SMP_OTHER, "the kernel refuses the control block", NULL),
    SMP_ERRNO(ENODEV, SMP_OTHER, "the kernel does not take this request on a pass-through device", NULL),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the device has gone", "see 'camcontrol devlist'"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
    SMP_ERRNO(EFAULT, SMP_OTHER, "bad address: an internal error", NULL),
    SMP_ERRNO(ENOTTY, SMP_OTHER, "program and kernel are of different releases",
              "build this program on the release it runs on"),
    SMP_ERRNO(EPERM, SMP_OTHER, "not permitted", "run it as root"),
    SMP_ERRNO_EINTR);

const struct smp_causes smp_cam_statuses = SMP_CAUSES("cam: CAM status", SMP_OTHER,
    { 0x00, "REQ_INPROG", SMP_OTHER, 0, "the kernel did not complete the request", NULL },
    { 0x02, "REQ_ABORTED", SMP_OTHER, 0, "aborted by the host", NULL },
    { 0x04, "REQ_CMP_ERR", SMP_OTHER, 0,
      "the host bus adapter reports an error: no connection, or no such target", NULL },
    { 0x05, "BUSY", SMP_OTHER, EBUSY, "busy", "try again, or --retries=N" },
    { 0x06, "REQ_INVALID", SMP_OTHER, 0, "the adapter's driver refuses the lengths of the request", NULL },
    { 0x07, "PATH_INVALID", SMP_OTHER, 0, "no such path", NULL },
    { 0x08, "DEV_NOT_THERE", SMP_OPEN, 0, "the device is behind no expander, or its parent is no SMP target",
      "name the SES device of an enclosure (/dev/ses0), or a disk behind an expander" },
    { 0x0a, "SEL_TIMEOUT", SMP_OPEN, 0, "the target has gone", "see 'camcontrol devlist'" },
    { 0x0b, "CMD_TIMEOUT", SMP_OTHER, 0, "no answer in time", "--timeout=SECONDS gives it longer" },
    { 0x0c, "SCSI_STATUS_ERROR", SMP_OTHER, 0, "the device reports an error", NULL },
    { 0x0e, "SCSI_BUS_RESET", SMP_OTHER, EAGAIN, "a reset came in between", "try again, or --retries=N" },
    { 0x10, "AUTOSENSE_FAIL", SMP_OTHER, 0, "the sense data could not be read", NULL },
    { 0x11, "NO_HBA", SMP_OPEN, 0, "no host bus adapter", NULL },
    { 0x12, "DATA_RUN_ERR", SMP_OTHER, 0, "more data than fits", NULL },
    { 0x15, "CCB_LEN_ERR", SMP_OPEN, 0, "program and kernel are of different releases",
      "build this program on the release it runs on" },
    { 0x16, "PROVIDE_FAIL", SMP_OTHER, 0, "the adapter cannot do what is asked", NULL },
    { 0x19, "UNREC_HBA_ERROR", SMP_OTHER, 0, "the host bus adapter failed", NULL },
    { 0x1a, "REQ_TOO_BIG", SMP_OTHER, 0, "the request is too large for the host bus adapter", NULL },
    { 0x1b, "REQUEUE_REQ", SMP_OTHER, EAGAIN, "to be sent again", "try again, or --retries=N" },
    { 0x1d, "SCSI_IT_NEXUS_LOST", SMP_OPEN, 0, "the connection to the target is lost", NULL },
    { 0x34, "RESRC_UNAVAIL", SMP_OTHER, EAGAIN, "the adapter has no resources for it now",
      "try again, or --retries=N" },
    { 0x38, "LUN_INVALID", SMP_OPEN, 0, "no such logical unit", NULL },
    { 0x39, "TID_INVALID", SMP_OPEN, 0, "no such target", NULL },
    { 0x3a, "FUNC_NOTAVAIL", SMP_OPEN, 0, "the driver of the host bus adapter has no SMP pass-through",
      "mps, mpr, isci and pms have it" });

/* ---- Names ----------------------------------------------------------------------------------------- */

/* Drivers of devices that a SAS adapter can have. */
static const char *const drivers[] = { "ses", "pass", "da", "sa", "cd", "ch", "ada" };

struct cam_name {
    const char *driver;
    unsigned unit;
};

/* Is what follows a unit number a slice or partition ("", "p1", "s1a", ".nop" is none)? */
static bool is_part(const char *text)
{
    return text[strspn(text, "abcdefghps0123456789")] == '\0';
}

/* Takes "/dev/ses0", "da3p1", "nsa0" apart; false: no name of a CAM device. */
static bool parse_name(const char *path, struct cam_name *name)
{
    const char *word = smp_base_name(path);
    char rest[8] = "";

    if (smp_behind(word, "nsa"))
        word++;
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++) {
        const char *unit = smp_behind(word, drivers[i]);

        name->driver = drivers[i];
        if (unit && isdigit((unsigned char)*unit))
            return strlen(unit) <= 12 && sscanf(unit, "%5u%7s", &name->unit, rest) >= 1 && is_part(rest);
    }
    return false;
}

struct smp_verdict smp_cam_match(const struct smp_target *target)
{
    struct cam_name name;

    if (target->exists && !S_ISCHR(target->status.st_mode))
        return smp_verdict(MATCH_NO, "not a character device");
    if (!parse_name(target->path, &name))
        return smp_verdict(MATCH_NO, "not the name of a CAM device");
    if (target->has_number)
        return smp_verdict(MATCH_NO, "a CAM device takes no number behind a comma");
    return smp_verdict(target->exists ? MATCH_CERTAIN : MATCH_POSSIBLE, "unit %u of the CAM driver %s",
                       name.unit, name.driver);
}

/* ---- Opening --------------------------------------------------------------------------------------- */

/* Asks the transport layer which pass device stands beside the named device: its unit. */
static int find_pass(const struct smp_target *target, struct cam_name *name, struct smp_error *error)
{
    union ccb ccb;
    int fd, number;
    bool failed;

    memset(&ccb, 0, sizeof ccb);
    ccb.ccb_h.func_code = XPT_GDEVLIST;
    snprintf(ccb.cgdl.periph_name, sizeof ccb.cgdl.periph_name, "%s", name->driver);
    ccb.cgdl.unit_number = name->unit;
    fd = smp_sys_open(SMP_PATH("%s/dev/xpt0", target->root), O_RDWR);
    if (fd < 0)
        return smp_fail_errno(error, &smp_cam_open_errnos, errno, "cannot open", "/dev/xpt0");
    failed = smp_sys_ioctl(fd, CAMGETPASSTHRU, &ccb) < 0;
    number = errno;
    smp_sys_close(fd);
    if (failed)
        return smp_fail_errno(error, &smp_cam_open_errnos, number, "cannot find the pass-through device of",
                              target->given);
    ccb.cgdl.periph_name[sizeof ccb.cgdl.periph_name - 1] = '\0';
    if (ccb.cgdl.status == CAM_GDEVLIST_ERROR || strcmp(ccb.cgdl.periph_name, "pass") != 0)
        return smp_fail(error, SMP_OPEN, 0, "cannot open '%s': it has no pass-through device", target->given);
    name->unit = ccb.cgdl.unit_number;
    return SMP_OK;
}

/* Is the device on a SAS adapter? */
static int check_transport(const struct smp_device *device, struct smp_error *error)
{
    const struct smp_target *target = &device->target;
    union ccb ccb;
    int status;

    memset(&ccb, 0, sizeof ccb);
    ccb.ccb_h.func_code = XPT_PATH_INQ;
    status = smp_cam_run(device, &ccb, CAM_REQ_CMP, error);
    if (status)
        return status;
    if (ccb.cpi.transport != XPORT_SAS) {
        smp_fail(error, SMP_OPEN, 0, "cannot use '%s': its adapter is no SAS adapter", target->given);
        smp_hint(error, "see 'camcontrol devlist -v' for devices on mps, mpr, isci or pms");
        return SMP_OPEN;
    }
    smp_trace(target->trace, 3, "cam: '%s' is on %.16s%u", target->given, ccb.cpi.dev_name,
              (unsigned)ccb.cpi.unit_number);
    return SMP_OK;
}

int smp_cam_open(struct smp_device *device, struct smp_error *error)
{
    const struct smp_target *target = &device->target;
    struct cam_name name;
    const char *path;
    int status = SMP_OK;

    if (!parse_name(target->path, &name))
        return smp_fail(error, SMP_OPEN, 0, "cannot open '%s': not the name of a CAM device", target->given);
    if (strcmp(name.driver, "pass") != 0)
        status = find_pass(target, &name, error);
    if (status)
        return status;
    path = SMP_PATH("%s/dev/pass%u", target->root, name.unit);
    smp_trace(target->trace, 3, "cam: '%s' goes through %s", target->given, path);
    device->fd = smp_sys_open(path, O_RDWR);
    if (device->fd < 0)
        return smp_fail_errno(error, &smp_cam_open_errnos, errno, "cannot open", path);
    return target->force ? SMP_OK : check_transport(device, error);
}

/* ---- Requests -------------------------------------------------------------------------------------- */

int smp_cam_run(const struct smp_device *device, union ccb *ccb, unsigned accepted, struct smp_error *error)
{
    const char *name = device->target.given;
    unsigned value;

    if (smp_sys_ioctl(device->fd, CAMIOCOMMAND, ccb) < 0)
        return smp_fail_errno(error, &smp_cam_send_errnos, errno, "request failed on", name);
    value = ccb->ccb_h.status & CAM_STATUS_MASK;
    return value == CAM_REQ_CMP || value == accepted ? SMP_OK : smp_cam_fail(error, value, name);
}

int smp_cam_fail(struct smp_error *error, unsigned value, const char *name)
{
    const struct smp_cause *row = smp_cause_find(&smp_cam_statuses, value);

    if (!row)
        return smp_fail(error, SMP_OTHER, 0, "request failed on '%s': CAM status %02xh", name, value);
    smp_fail(error, row->status, row->os_errno, "request failed on '%s': %s (CAM status %02xh, %s)", name, row->why,
             value, row->symbol);
    if (row->hint)
        smp_hint(error, "%s", row->hint);
    return row->status;
}

/* ---- SMP ------------------------------------------------------------------------------------------- */

enum { CAM_SMP_RESULT = 0x1e }; /* a response whose function result is not 0: a response all the same */

/* The request's length is without CRC, the response's room counts it. */
static int send_request(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error)
{
    union ccb ccb;
    int status;

    memset(&ccb, 0, sizeof ccb);
    ccb.ccb_h.func_code = XPT_SMP_IO;
    ccb.ccb_h.flags = CAM_DEV_QFRZDIS;
    ccb.ccb_h.timeout = device->target.timeout_ms;
    ccb.smpio.smp_request = transfer->request;
    ccb.smpio.smp_request_len = (int)transfer->request_bytes;
    ccb.smpio.smp_response = transfer->response;
    ccb.smpio.smp_response_len = (int)(transfer->room + SMP_CRC_BYTES);
    status = smp_cam_run(device, &ccb, CAM_SMP_RESULT, error);
    transfer->received = status ? 0 : transfer->room;
    return status;
}

const struct smp_interface smp_interface_cam = {
    .name = "cam",
    .help = "FreeBSD: /dev/ses0, or any device behind an expander (pass3, da0)",
    .ignores_address = true,
    .no_length = true,
    .match = smp_cam_match,
    .open = smp_cam_open,
    .send = send_request,
};
