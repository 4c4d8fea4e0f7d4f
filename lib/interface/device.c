/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Opening a target through the interface that fits, and sending requests to it. */
#include "core/field.h"
#include "core/system.h"
#include "interface/interface.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_TIMEOUT_MS = 20000 };

/* ---- Opening --------------------------------------------------------------------------------------- */

/* Options of a caller who did not say how large they are may hold anything. */
int smp_device_make(struct smp_device **device, const char *root, const char *name,
                    const struct smp_open_options *options,
                    int (*open)(struct smp_device *device, const char *wanted, struct smp_error *error),
                    struct smp_error *error)
{
    static const struct smp_open_options defaults = { .size = sizeof defaults };
    size_t length = strlen(name) + 1;
    struct smp_device *made;
    int status;

    *device = NULL;
    if (!options)
        options = &defaults;
    if (options->size < sizeof *options)
        return smp_fail(error, SMP_SYNTAX, 0,
                        "options of %zu bytes: size must be sizeof(struct smp_open_options), %zu", options->size,
                        sizeof *options);
    made = calloc(1, sizeof *made + length);
    if (!made)
        return smp_fail(error, SMP_RESOURCE, ENOMEM, "cannot open '%s'", name);
    made->target.root = root;
    made->target.timeout_ms = options->timeout_ms ? options->timeout_ms : DEFAULT_TIMEOUT_MS;
    made->target.trace = options->trace;
    made->target.sas_address = options->sas_address;
    made->sas_address = options->sas_address;
    status = smp_target_parse(&made->target, memcpy(made + 1, name, length), error);
    if (!status)
        status = open(made, options->interface, error);
    if (status)
        free(made);
    else
        *device = made;
    return status;
}

static void release(struct smp_device *device)
{
    if (device->fd >= 0)
        smp_sys_close(device->fd);
    free(device->state);
}

int smp_device_begin(struct smp_device *device, struct smp_error *error)
{
    size_t bytes = device->interface->state_bytes;
    int status;

    device->fd = -1;
    device->state = bytes ? calloc(1, bytes) : NULL;
    if (bytes && !device->state)
        return smp_fail(error, SMP_RESOURCE, ENOMEM, "cannot open '%s'", device->target.given);
    status = device->interface->open(device, error);
    if (status)
        release(device);
    return status;
}

void smp_device_end(struct smp_device *device)
{
    if (device->interface->close)
        device->interface->close(device);
    release(device);
}

/* Finds the interface and opens through it. An address that the interface has no use for is not the target's: nothing
 * has compared them. */
static int open_target(struct smp_device *device, const char *wanted, struct smp_error *error)
{
    struct smp_target *target = &device->target;
    int status = smp_detect(target, wanted, &device->interface, error);

    if (status)
        return status;
    if (device->interface->ignores_address && device->sas_address) {
        smp_trace(target->trace, 0, "interface %s has no use for the SAS address 0x%016" PRIx64 ": it is ignored",
                  device->interface->name, device->sas_address);
        device->sas_address = 0;
    }
    status = smp_device_begin(device, error);
    if (!status)
        smp_trace(target->trace, 2, "'%s' is open through %s", target->given, device->interface->name);
    return status;
}

int smp_device_open_at(struct smp_device **device, const char *root, const char *name,
                       const struct smp_open_options *options, struct smp_error *error)
{
    return smp_device_make(device, root, name, options, open_target, error);
}

int smp_device_open(struct smp_device **device, const char *name, const struct smp_open_options *options,
                    struct smp_error *error)
{
    return smp_device_open_at(device, "", name, options, error);
}

void smp_device_close(struct smp_device *device)
{
    if (device)
        smp_device_end(device);
    free(device);
}

uint32_t smp_device_seconds(const struct smp_device *device)
{
    return device->target.timeout_ms / 1000 + (device->target.timeout_ms % 1000 != 0);
}

/* ---- Sending --------------------------------------------------------------------------------------- */

/* Judges what send() took for a success by what came. A driver that hands out its whole buffer tells by the first
 * byte only that something did. */
static int check_received(const struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error)
{
    const char *name = device->target.given;

    if (transfer->received > transfer->room)
        return smp_fail(error, SMP_MALFORMED, 0,
                        "the response from '%s' is longer than fits: %zu bytes, room for %zu", name,
                        transfer->received, transfer->room);
    if (!transfer->received)
        return smp_fail(error, SMP_MALFORMED, 0, "an empty response from '%s'", name);
    if (!device->interface->no_length || transfer->response[SMP_TYPE_BYTE] == SMP_RESPONSE_FRAME)
        return SMP_OK;
    transfer->received = 0;
    return smp_fail(error, SMP_MALFORMED, 0, "no SMP response from '%s': its first byte is %02xh instead of %02xh",
                    name, transfer->response[SMP_TYPE_BYTE], SMP_RESPONSE_FRAME);
}

int smp_device_exchange(struct smp_device *device, const uint8_t *request, size_t request_bytes, uint8_t *response,
                        size_t room, size_t *received, struct smp_error *error)
{
    struct smp_transfer transfer = { .request_bytes = request_bytes,
                                     .room = room < SMP_MAX_FRAME ? room : SMP_MAX_FRAME };
    int status;

    memcpy(transfer.request, request, request_bytes);
    status = device->interface->send(device, &transfer, error);
    if (!status)
        status = check_received(device, &transfer, error);
    *received = transfer.received < transfer.room ? transfer.received : transfer.room;
    memcpy(response, transfer.response, *received);
    return status;
}

/* Refuses what no interface can carry before anything is sent. */
static int check_lengths(const struct smp_device *device, size_t request_bytes, size_t room, struct smp_error *error)
{
    if (request_bytes < SMP_HEADER_BYTES || request_bytes > SMP_MAX_FRAME)
        return smp_fail(error, SMP_SYNTAX, 0, "bad request length %zu for interface %s: must be %d to %u bytes",
                        request_bytes, device->interface->name, SMP_HEADER_BYTES, SMP_MAX_FRAME);
    if (room < SMP_HEADER_BYTES)
        return smp_fail(error, SMP_SYNTAX, 0, "bad response room %zu: must be at least %d bytes", room,
                        SMP_HEADER_BYTES);
    return SMP_OK;
}

/* A frame that is no response to this request is none at all, whoever asks: buffers that nothing was written
 * to, or that belonged to another request, must not pass. One without a whole header is left to the caller. */
static int check_answer(const struct smp_function *function, uint8_t code, const uint8_t *response, size_t received,
                        struct smp_error *error)
{
    int result;

    if (received < SMP_HEADER_BYTES ||
        (response[SMP_TYPE_BYTE] == SMP_RESPONSE_FRAME && response[SMP_FUNCTION_BYTE] == code))
        return SMP_OK;
    if (function)
        return smp_response_check(function, response, received, &result, error);
    return smp_fail(error, SMP_MALFORMED, 0, "no response to function %02xh: it starts with %02xh %02xh", code,
                    response[SMP_TYPE_BYTE], response[SMP_FUNCTION_BYTE]);
}

/* The response area is cleared first, so that nothing old can be taken for an answer. */
int smp_device_send(struct smp_device *device, const uint8_t *request, size_t request_bytes,
                    uint8_t *response, size_t room, size_t *received, struct smp_error *error)
{
    const struct smp_interface *interface = device->interface;
    const struct smp_function *function;
    int status = check_lengths(device, request_bytes, room, error);

    *received = 0;
    if (status)
        return status;
    memset(response, 0, room);
    status = smp_device_exchange(device, request, request_bytes, response, room, received, error);
    function = smp_function_by_code(request[SMP_FUNCTION_BYTE]);
    if (!status && function && interface->no_length)
        *received = smp_response_length(function, response, *received);
    if (!status)
        status = check_answer(function, request[SMP_FUNCTION_BYTE], response, *received, error);
    smp_trace(device->target.trace, 4,
              "%s: function 0x%02x, %zu bytes sent, room for %zu, %zu received, status %d", interface->name,
              request[SMP_FUNCTION_BYTE], request_bytes, room, *received, status);
    return status;
}

/* ---- What is open ---------------------------------------------------------------------------------- */

const char *smp_device_name(const struct smp_device *device)
{
    return device->target.given;
}

const char *smp_device_interface(const struct smp_device *device)
{
    return device->interface->name;
}

uint64_t smp_device_sas_address(const struct smp_device *device)
{
    return device->sas_address;
}
