/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Linux: expanders behind Adaptec/PMC controllers of the driver aacraid. The controller is the device node,
 * the expander its index in the controller's list. Frames longer than one FIB holds go in chunks. */
#include "interface/aac.h"

#include "core/bytes.h"
#include "core/devnum.h"
#include "core/system.h"
#include "interface/abi_aac.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct aac_state {
    int fd;
    uint8_t fib[SMP_AAC_FIB_BYTES];
};

static const struct smp_errno_row open_rows[] = {
    SMP_ERRNO(EACCES, SMP_OPEN, "permission denied", "run it as root, or change the mode of the device node"),
    SMP_ERRNO(EPERM, SMP_OPEN, "not permitted", "run it as root"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "no controller with this number",
              "the number is unique_id of the aacraid host in /sys/class/scsi_host/host*"),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the node is stale: its driver is not loaded", "'modprobe aacraid' loads it"),
};

const struct smp_errno_table smp_aac_open_errnos = SMP_ERRNO_TABLE("aac: open", SMP_OPEN, open_rows);

static const struct smp_errno_row send_rows[] = {
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
    SMP_ERRNO(EINTR, SMP_OTHER, "a signal ended the wait",
              "the target may have got the request: find out before sending it again"),
};

const struct smp_errno_table smp_aac_send_errnos = SMP_ERRNO_TABLE("aac: FSACTL_SENDFIB", SMP_OTHER,
                                                                   send_rows);

/* ---- Detection ------------------------------------------------------------------------------------- */

/* The major number of character device driver "aac" in /proc/devices; false: it is not loaded. */
static bool aac_major(const struct smp_target *target, unsigned *number)
{
    char path[SMP_NAME_MAX];
    char text[8192];
    char *line;

    if (!smp_target_path(target, path, sizeof path, "/proc/devices") ||
        !smp_read_start(path, text, sizeof text))
        return false;
    line = strstr(text, "Block devices");
    if (line)
        *line = '\0';
    line = strstr(text, " aac\n");
    if (!line)
        return false;
    while (line > text && line[-1] != '\n')
        line--;
    return sscanf(line, "%9u aac", number) == 1;
}

/* The controller's number of a name /dev/aac or /dev/aacN; false: another name. */
static bool controller_named(const char *path, unsigned *number)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char rest;

    *number = 0;
    return strcmp(name, "aac") == 0 || (strlen(name) < 9 && sscanf(name, "aac%5u%c", number, &rest) == 1);
}

/* A file that is none of a driver is told first, at no cost: so each simulated domain starts. */
static enum smp_match match(const struct smp_target *target, char *reason, size_t room)
{
    unsigned number, controller;
    bool loaded, named;

    if (target->exists && !S_ISCHR(target->status.st_mode)) {
        snprintf(reason, room, "not a character device");
        return MATCH_NO;
    }
    loaded = aac_major(target, &number);
    named = controller_named(target->path, &controller);
    if (!target->exists) {
        snprintf(reason, room,
                 !named   ? "no such file"
                 : loaded ? "the name of a controller, without a node"
                          : "no such node, and the driver aacraid is not loaded");
        return named && loaded ? MATCH_POSSIBLE : MATCH_NO;
    }
    if (!loaded) {
        snprintf(reason, room, "the driver aacraid is not loaded");
        return MATCH_NO;
    }
    if (major(target->status.st_rdev) != number) {
        snprintf(reason, room, "not the major number of the driver aacraid, %u", number);
        return MATCH_NO;
    }
    snprintf(reason, room, "controller %u of the driver aacraid", (unsigned)minor(target->status.st_rdev));
    return MATCH_CERTAIN;
}

static const char *missing(const char *path)
{
    unsigned controller;

    return controller_named(path, &controller) ? "'modprobe aacraid' loads the driver" : NULL;
}

/* ---- Opening --------------------------------------------------------------------------------------- */

/* The system makes no node for this driver: tells how to make it. */
static int fail_open(const struct smp_target *target, int number, struct smp_error *error)
{
    unsigned driver, controller;
    int status = smp_fail_errno(error, &smp_aac_open_errnos, number, "cannot open", target->given);

    if (number != ENOENT || !controller_named(target->path, &controller))
        return status;
    if (aac_major(target, &driver))
        smp_hint(error, "the system makes no such node; 'mknod -m 600 /dev/aac%u c %u %u' does", controller,
                 driver, controller);
    else
        smp_hint(error, "'modprobe aacraid' loads the driver");
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
    const struct smp_target *target = &device->target;
    struct aac_state *state = calloc(1, sizeof *state);

    if (!state)
        return smp_fail(error, SMP_RESOURCE, errno, "cannot open '%s'", target->given);
    state->fd = open_path(target->path);
    if (state->fd < 0) {
        int status = fail_open(target, errno, error);

        free(state);
        return status;
    }
    device->state = state;
    return SMP_OK;
}

static void close_node(struct smp_device *device)
{
    struct aac_state *state = device->state;

    smp_sys_close(state->fd);
    free(state);
}

/* ---- Sending --------------------------------------------------------------------------------------- */

struct exchange {
    struct smp_device *device;
    const uint8_t *request;
    size_t request_bytes;
    uint8_t *response;
    size_t room;
    size_t sent;
    size_t got;      /* bytes of response fetched, of which at most room are stored */
    size_t expected; /* length of the response as the controller says */
    uint32_t state;  /* as the controller left it */
};

/* Hands one FIB with the next chunk of the request (or none) to the controller. */
static int call(struct exchange *exchange, size_t chunk, uint32_t response_bytes, struct smp_error *error)
{
    struct aac_state *state = exchange->device->state;
    uint8_t *fib = state->fib;

    memset(fib, 0, SMP_AAC_FIB_BYTES);
    smp_put_le32(fib + SMP_AAC_XFER_STATE, SMP_AAC_API_FIB_HOST_OWNED);
    smp_put_le16(fib + SMP_AAC_COMMAND, SMP_AAC_SMP_PASSTHROUGH);
    fib[SMP_AAC_STRUCT_TYPE] = SMP_AAC_TYPE_FIB;
    smp_put_le16(fib + SMP_AAC_SIZE, SMP_AAC_FIB_BYTES - SMP_AAC_FUNCTION);
    smp_put_le16(fib + SMP_AAC_SENDER_SIZE, SMP_AAC_FIB_BYTES);
    smp_put_le32(fib + SMP_AAC_EXPANDER, exchange->device->target.number);
    smp_put_le32(fib + SMP_AAC_STATUS, exchange->state);
    smp_put_le32(fib + SMP_AAC_REQUEST_BYTES, (uint32_t)exchange->request_bytes);
    smp_put_le32(fib + SMP_AAC_RESPONSE_BYTES, response_bytes);
    memcpy(fib + SMP_AAC_DATA, exchange->request + exchange->sent, chunk);
    exchange->sent += chunk;
    if (smp_sys_ioctl(state->fd, SMP_AAC_SENDFIB, fib) < 0)
        return smp_fail_errno(error, &smp_aac_send_errnos, errno, "SMP request failed on",
                              exchange->device->target.given);
    exchange->state = smp_get_le32(fib + SMP_AAC_STATUS);
    return SMP_OK;
}

/* The controller's word for a state that ends the exchange without a response. */
static int fail_state(const struct exchange *exchange, struct smp_error *error)
{
    static const char *const texts[] = { "it ended early", "error", "busy", "time out", "invalid parameter" };
    const char *name = exchange->device->target.given;
    uint32_t state = exchange->state;
    int status;

    status = smp_fail(
        error, SMP_OTHER, state == 2 ? EBUSY : 0, "SMP request failed on '%s': %s (controller status 0x%x)",
        name, state < sizeof texts / sizeof *texts ? texts[state] : "unexpected state", (unsigned)state);
    if (state == 4)
        smp_hint(error, "does the controller have an expander %u? see 'arcconf expanderlist'",
                 exchange->device->target.number);
    return status;
}

/* Sends the whole request, as many FIBs as it takes. */
static int send_chunks(struct exchange *exchange, struct smp_error *error)
{
    do {
        size_t left = exchange->request_bytes - exchange->sent;
        int status = call(exchange, left < SMP_AAC_CHUNK ? left : SMP_AAC_CHUNK, (uint32_t)exchange->room,
                          error);

        if (status != SMP_OK)
            return status;
    } while (exchange->state == SMP_AAC_MORE_REQUEST && exchange->sent < exchange->request_bytes);
    return exchange->sent < exchange->request_bytes ? fail_state(exchange, error) : SMP_OK;
}

/* Stores the part of the response that the last FIB brought. */
static void take_chunk(struct exchange *exchange)
{
    const struct aac_state *state = exchange->device->state;
    size_t chunk = exchange->expected - exchange->got;
    size_t space = exchange->got < exchange->room ? exchange->room - exchange->got : 0;

    if (chunk > SMP_AAC_CHUNK)
        chunk = SMP_AAC_CHUNK;
    memcpy(exchange->response + (exchange->room - space), state->fib + SMP_AAC_DATA,
           chunk < space ? chunk : space);
    exchange->got += chunk;
}

/* Fetches the whole response; a controller that announces more than a frame is not followed. */
static int fetch_chunks(struct exchange *exchange, struct smp_error *error)
{
    const struct aac_state *state = exchange->device->state;
    uint32_t announced = smp_get_le32(state->fib + SMP_AAC_RESPONSE_BYTES);

    if (exchange->state != 0 && exchange->state != SMP_AAC_MORE_RESPONSE)
        return fail_state(exchange, error);
    exchange->expected = announced;
    take_chunk(exchange);
    while (exchange->state == SMP_AAC_MORE_RESPONSE && exchange->got < exchange->expected &&
           exchange->got < exchange->room) {
        int status = call(exchange, 0, announced, error);

        if (status != SMP_OK)
            return status;
        if (exchange->state != 0 && exchange->state != SMP_AAC_MORE_RESPONSE)
            return fail_state(exchange, error);
        take_chunk(exchange);
    }
    return SMP_OK;
}

/* Was all of the response fetched, and did all of it fit? */
static int check_length(const struct exchange *exchange, struct smp_error *error)
{
    const char *name = exchange->device->target.given;

    if (exchange->expected > exchange->room)
        return smp_fail(error, SMP_MALFORMED, 0,
                        "the response from '%s' is longer than fits: %zu bytes, room for %zu", name,
                        exchange->expected, exchange->room);
    if (exchange->got < exchange->expected)
        return smp_fail(error, SMP_MALFORMED, 0, "the response from '%s' ended after %zu of %zu bytes", name,
                        exchange->got, exchange->expected);
    if (exchange->state != 0)
        return smp_fail(error, SMP_MALFORMED, 0, "'%s' announced more response than its length of %zu bytes",
                        name, exchange->expected);
    if (exchange->expected == 0)
        return smp_fail(error, SMP_MALFORMED, 0, "an empty response from '%s'", name);
    return SMP_OK;
}

static int send_request(struct smp_device *device, const uint8_t *request, size_t request_bytes,
                        uint8_t *response, size_t room, size_t *received, struct smp_error *error)
{
    struct exchange exchange = {
        .device = device,
        .request = request,
        .request_bytes = request_bytes,
        .response = response,
        .room = room < SMP_MAX_FRAME ? room : SMP_MAX_FRAME,
    };
    int status = send_chunks(&exchange, error);

    *received = 0;
    if (status == SMP_OK)
        status = fetch_chunks(&exchange, error);
    if (status != SMP_OK)
        return status;
    *received = exchange.got < exchange.room ? exchange.got : exchange.room;
    return check_length(&exchange, error);
}

const struct smp_interface smp_interface_aac = {
    .name = "aac",
    .aliases = "aac*",
    .help = "Linux: /dev/aac0 and ,N for the expander in the controller's list",
    .flags = INTERFACE_IGNORES_ADDRESS,
    .max_request = SMP_MAX_FRAME,
    .max_response = SMP_MAX_FRAME,
    .match = match,
    .missing = missing,
    .open = open_node,
    .send = send_request,
    .close = close_node,
};
