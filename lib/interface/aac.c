/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Linux: expanders behind Adaptec/PMC controllers of the driver aacraid. The controller is the device node,
 * the expander its index in the controller's list. Frames longer than one FIB holds go in chunks. */
#include "core/bytes.h"
#include "core/devnum.h"
#include "core/digits.h"
#include "core/system.h"
#include "interface/abi_aac.h"
#include "interface/causes.h"
#include "interface/sysfs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static const char load_it[] = "'modprobe aacraid' loads the driver";

const struct smp_causes smp_aac_open_errnos = SMP_CAUSES("aac: open", SMP_OPEN,
    SMP_ERRNO(EACCES, SMP_OPEN, "permission denied", "run it as root, or change the mode of the device node"),
    SMP_ERRNO(EPERM, SMP_OPEN, "not permitted", "run it as root"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "no controller with this number",
              "the number is unique_id of the aacraid host in /sys/class/scsi_host/host*"),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the node is stale: its driver is not loaded", "'modprobe aacraid' loads it"));

const struct smp_causes smp_aac_send_errnos = SMP_CAUSES("aac: FSACTL_SENDFIB", SMP_OTHER,
    SMP_ERRNO(EPERM, SMP_OTHER, "the capability CAP_SYS_RAWIO is missing, or the controller is shut down",
              "run it as root; the mode of the device node does not help"),
    SMP_ERRNO(EBUSY, SMP_OTHER, "the controller is being reset", "try again, or --retries=N"),
    SMP_ERRNO(EAGAIN, SMP_OTHER, "the controller is busy", "try again, or --retries=N"),
    SMP_ERRNO(EINVAL, SMP_OTHER, "the controller did not complete the request", NULL),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
    SMP_ERRNO(EFAULT, SMP_OTHER, "bad address: an internal error", NULL),
    SMP_ERRNO(ETIMEDOUT, SMP_OTHER, "no answer in time", NULL),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the controller has gone", NULL),
    SMP_ERRNO(ENOTTY, SMP_OTHER, "not a node of the driver aacraid", NULL),
    SMP_ERRNO_EINTR);

/* ---- Detection ------------------------------------------------------------------------------------- */

/* The controller's number of a name /dev/aac or /dev/aacN; false: another name. */
static bool controller_named(const char *path, unsigned *number)
{
    const char *name = smp_base_name(path);
    char rest;

    *number = 0;
    return strcmp(name, "aac") == 0 || (strlen(name) < 9 && sscanf(name, "aac%5u%c", number, &rest) == 1);
}

/* A file that is none of a driver is told first, at no cost: so each simulated domain starts. */
static struct smp_verdict match(const struct smp_target *target)
{
    unsigned controller;
    bool loaded;
    int number;

    if (target->exists && !S_ISCHR(target->status.st_mode))
        return smp_verdict(MATCH_NO, "not a character device");
    if (!target->exists && !controller_named(target->path, &controller))
        return smp_verdict(MATCH_NO, "no such file");
    number = smp_proc_number(target, "devices", "aac", -1);
    loaded = number >= 0;
    if (!target->exists)
        return loaded ? smp_missing(MATCH_POSSIBLE, "the name of a controller, without a node", load_it)
                      : smp_missing(MATCH_NO, "no such node, and the driver aacraid is not loaded", load_it);
    if (!loaded)
        return smp_verdict(MATCH_NO, "the driver aacraid is not loaded");
    if ((int)major(target->status.st_rdev) != number)
        return smp_verdict(MATCH_NO, "not the major number of the driver aacraid, %d", number);
    return smp_verdict(MATCH_CERTAIN, "controller %u of the driver aacraid",
                       (unsigned)minor(target->status.st_rdev));
}

/* ---- Opening --------------------------------------------------------------------------------------- */

/* The system makes no node for this driver: tells how to make it. */
static int fail_open(const struct smp_target *target, int number, struct smp_error *error)
{
    int driver = smp_proc_number(target, "devices", "aac", -1);
    unsigned controller;
    int status = smp_fail_errno(error, &smp_aac_open_errnos, number, "cannot open", target->given);

    if (number != ENOENT || !controller_named(target->path, &controller))
        return status;
    if (driver >= 0)
        smp_hint(error, "the system makes no such node; 'mknod -m 600 /dev/aac%u c %d %u' does", controller,
                 driver, controller);
    else
        smp_hint(error, "%s", load_it);
    return status;
}

/* Opens the node; /dev/aac without a node of its own is /dev/aac0. */
static int open_path(const char *path)
{
    size_t length = strlen(path);
    char first[SMP_NAME_MAX + 1];
    int fd = smp_open_node(path, O_RDWR);

    if (fd >= 0 || errno != ENOENT || length < 4 || strcmp(path + length - 4, "/aac") != 0)
        return fd;
    snprintf(first, sizeof first, "%s0", path);
    return smp_open_node(first, O_RDWR);
}

static int open_node(struct smp_device *device, struct smp_error *error)
{
    device->fd = open_path(device->target.path);
    return device->fd < 0 ? fail_open(&device->target, errno, error) : SMP_OK;
}

/* ---- Sending --------------------------------------------------------------------------------------- */

struct exchange {
    struct smp_device *device;
    struct smp_transfer *transfer;
    size_t sent;
    uint32_t expected; /* length of the response: what is wanted, then what the controller says */
    uint32_t state;    /* as the controller left it */
    uint8_t fib[SMP_AAC_FIB_BYTES];
};

/* Hands one FIB with the next chunk of the request (none behind its end) to the controller. */
static int call(struct exchange *exchange, struct smp_error *error)
{
    const struct smp_target *target = &exchange->device->target;
    const struct smp_transfer *transfer = exchange->transfer;
    size_t left = transfer->request_bytes - exchange->sent;
    size_t chunk = left < SMP_AAC_CHUNK ? left : SMP_AAC_CHUNK;
    uint8_t *fib = exchange->fib;

    memset(fib, 0, SMP_AAC_FIB_BYTES);
    smp_put_le32(fib + SMP_AAC_XFER_STATE, SMP_AAC_API_FIB_HOST_OWNED);
    smp_put_le16(fib + SMP_AAC_COMMAND, SMP_AAC_SMP_PASSTHROUGH);
    fib[SMP_AAC_STRUCT_TYPE] = SMP_AAC_TYPE_FIB;
    smp_put_le16(fib + SMP_AAC_SIZE, SMP_AAC_FIB_BYTES - SMP_AAC_FUNCTION);
    smp_put_le16(fib + SMP_AAC_SENDER_SIZE, SMP_AAC_FIB_BYTES);
    smp_put_le32(fib + SMP_AAC_EXPANDER, target->number);
    smp_put_le32(fib + SMP_AAC_STATUS, exchange->state);
    smp_put_le32(fib + SMP_AAC_REQUEST_BYTES, (uint32_t)transfer->request_bytes);
    smp_put_le32(fib + SMP_AAC_RESPONSE_BYTES, exchange->expected);
    memcpy(fib + SMP_AAC_DATA, transfer->request + exchange->sent, chunk);
    exchange->sent += chunk;
    if (smp_sys_ioctl(exchange->device->fd, SMP_AAC_SENDFIB, fib) < 0)
        return smp_fail_errno(error, &smp_aac_send_errnos, errno, "SMP request failed on", target->given);
    exchange->state = smp_get_le32(fib + SMP_AAC_STATUS);
    return SMP_OK;
}

/* The controller's word for a state that ends the exchange without a response. */
static int fail_state(const struct exchange *exchange, struct smp_error *error)
{
    static const char *const texts[] = { "it ended early", "error", "busy", "time out", "invalid parameter" };
    const struct smp_target *target = &exchange->device->target;
    unsigned state = exchange->state;
    const char *text = state < sizeof texts / sizeof *texts ? texts[state] : "unexpected state";

    smp_fail(error, SMP_OTHER, state == 2 ? EBUSY : 0, "SMP request failed on '%s': %s (controller status 0x%x)",
             target->given, text, state);
    if (state == 4)
        smp_hint(error, "does the controller have an expander %u? see 'arcconf expanderlist'", target->number);
    return SMP_OTHER;
}

/* Stores the part of the response that the last FIB brought. */
static void take_chunk(struct exchange *exchange)
{
    struct smp_transfer *transfer = exchange->transfer;
    size_t left = (exchange->expected < transfer->room ? exchange->expected : transfer->room) - transfer->received;
    size_t chunk = left < SMP_AAC_CHUNK ? left : SMP_AAC_CHUNK;

    memcpy(transfer->response + transfer->received, exchange->fib + SMP_AAC_DATA, chunk);
    transfer->received += chunk;
}

/* Sends the whole request and fetches the whole response, as many FIBs as it takes; a controller that announces more
 * than a frame is not followed. */
static int converse(struct exchange *exchange, struct smp_error *error)
{
    struct smp_transfer *transfer = exchange->transfer;
    int status;

    do
        status = call(exchange, error);
    while (!status && exchange->state == SMP_AAC_MORE_REQUEST && exchange->sent < transfer->request_bytes);
    if (!status && exchange->sent < transfer->request_bytes)
        return fail_state(exchange, error);
    exchange->expected = smp_get_le32(exchange->fib + SMP_AAC_RESPONSE_BYTES);
    while (!status) {
        if (exchange->state != 0 && exchange->state != SMP_AAC_MORE_RESPONSE)
            return fail_state(exchange, error);
        take_chunk(exchange);
        if (exchange->state == 0 || transfer->received >= exchange->expected || transfer->received >= transfer->room)
            return SMP_OK;
        status = call(exchange, error);
    }
    return status;
}

/* That a response is longer than fits is told to the caller by its length. */
static int send_request(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error)
{
    struct exchange exchange = { .device = device, .transfer = transfer, .expected = (uint32_t)transfer->room };
    const char *name = device->target.given;
    int status = converse(&exchange, error);

    if (status)
        transfer->received = 0;
    else if (exchange.expected > transfer->room && transfer->received == transfer->room)
        transfer->received = exchange.expected;
    else if (transfer->received < exchange.expected)
        return smp_fail(error, SMP_MALFORMED, 0, "the response from '%s' ended after %zu of %zu bytes", name,
                        transfer->received, (size_t)exchange.expected);
    else if (exchange.state != 0)
        return smp_fail(error, SMP_MALFORMED, 0, "'%s' announced more response than its length of %zu bytes", name,
                        (size_t)exchange.expected);
    return status;
}

const struct smp_interface smp_interface_aac = {
    .name = "aac",
    .prefixes = { "aac" },
    .help = "Linux: /dev/aac0 and ,N for the expander in the controller's list",
    .ignores_address = true,
    .match = match,
    .open = open_node,
    .send = send_request,
};
