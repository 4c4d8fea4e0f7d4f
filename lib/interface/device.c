/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Opening a target through the interface that fits, and sending requests to it. */
#include "core/field.h"
#include "interface/detect.h"
#include "interface/expander.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_TIMEOUT_MS = 20000 };

/* ---- Opening --------------------------------------------------------------------------------------- */

/* A device with a copy of its name behind it; NULL: out of memory. */
static struct smp_device *new_device(const char *root, const char *name,
                                     const struct smp_open_options *options)
{
    size_t length = strlen(name) + 1;
    struct smp_device *device = calloc(1, sizeof *device + length);
    char *copy;

    if (!device)
        return NULL;
    copy = (char *)(device + 1);
    memcpy(copy, name, length);
    device->target.given = copy;
    device->target.root = root;
    device->target.timeout_ms = DEFAULT_TIMEOUT_MS;
    if (options) {
        device->target.trace = options->trace;
        device->target.sas_address = options->sas_address;
        device->sas_address = options->sas_address;
        if (options->timeout_ms != 0)
            device->target.timeout_ms = options->timeout_ms;
    }
    return device;
}

/* An interface that cannot send without an address gets none: the hint offers one that sysfs knows. */
static int fail_no_address(const struct smp_device *device, struct smp_error *error)
{
    struct smp_known_expander known;
    int status = smp_fail(error, SMP_SYNTAX, 0,
                          "interface %s needs the SAS address of the target on '%s': "
                          "--sa=ADDR is missing",
                          device->interface->name, device->target.given);

    if (!smp_sysfs_expander(&device->target, &known))
        smp_hint(error, "give --sa=ADDR or set SMP_UTILS_SAS_ADDR");
    else if (known.here)
        smp_hint(error, "an expander behind this adapter is --sa=0x%016" PRIx64, known.address);
    else
        smp_hint(error, "none behind this adapter is known; one behind host%u is --sa=0x%016" PRIx64,
                 known.host, known.address);
    return status;
}

/* An address that the interface has no use for is not the target's: nothing has compared them. */
static void ignore_address(struct smp_device *device)
{
    if ((device->interface->flags & INTERFACE_IGNORES_ADDRESS) && device->sas_address != 0) {
        smp_trace(device->target.trace, 0, "interface %s has no use for the SAS address 0x%016" PRIx64 ": it is ignored",
                  device->interface->name, device->sas_address);
        device->sas_address = 0;
    }
}

/* Finds the interface and opens through it. */
static int open_target(struct smp_device *device, const char *wanted, struct smp_error *error)
{
    int status = smp_target_parse(&device->target, device->target.given, error);

    if (status == SMP_OK)
        status = smp_detect(&device->target, wanted, &device->interface, error);
    if (status != SMP_OK)
        return status;
    if ((device->interface->flags & INTERFACE_NEEDS_ADDRESS) && device->target.sas_address == 0)
        return fail_no_address(device, error);
    ignore_address(device);
    status = device->interface->open(device, error);
    if (status == SMP_OK)
        smp_trace(device->target.trace, 2, "'%s' is open through %s", device->target.given,
                  device->interface->name);
    return status;
}

/* Options of a caller who did not say how large they are may hold anything. */
static int check_options(const struct smp_open_options *options, struct smp_error *error)
{
    if (!options || options->size >= sizeof *options)
        return SMP_OK;
    return smp_fail(error, SMP_SYNTAX, 0,
                    "options of %zu bytes: size must be sizeof(struct smp_open_options), %zu", options->size,
                    sizeof *options);
}

/* On failure *device is NULL, and nothing is left behind. */
int smp_device_open_at(struct smp_device **device, const char *root, const char *name,
                       const struct smp_open_options *options, struct smp_error *error)
{
    struct smp_device *made;
    int status = check_options(options, error);

    *device = NULL;
    if (status != SMP_OK)
        return status;
    made = new_device(root, name, options);
    if (!made)
        return smp_fail(error, SMP_RESOURCE, ENOMEM, "cannot open '%s'", name);
    status = open_target(made, !options ? NULL : options->interface, error);
    if (status != SMP_OK) {
        free(made);
        return status;
    }
    *device = made;
    return SMP_OK;
}

int smp_device_open(struct smp_device **device, const char *name, const struct smp_open_options *options,
                    struct smp_error *error)
{
    return smp_device_open_at(device, "", name, options, error);
}

void smp_device_close(struct smp_device *device)
{
    if (device) {
        device->interface->close(device);
        free(device);
    }
}

/* ---- Sending --------------------------------------------------------------------------------------- */

/* Refuses what the interface cannot carry before anything is sent. */
static int check_lengths(const struct smp_device *device, size_t request_bytes, size_t room,
                         struct smp_error *error)
{
    size_t limit = device->interface->max_request;

    if (request_bytes < SMP_HEADER_BYTES || request_bytes > limit)
        return smp_fail(error, SMP_SYNTAX, 0,
                        "bad request length %zu for interface %s: must be %d to %zu bytes", request_bytes,
                        device->interface->name, SMP_HEADER_BYTES, limit);
    if (room < SMP_HEADER_BYTES)
        return smp_fail(error, SMP_SYNTAX, 0, "bad response room %zu: must be at least %d bytes", room,
                        SMP_HEADER_BYTES);
    return SMP_OK;
}

/* How much of a response of unknown length is valid, by the rules of its function. */
static size_t derive_length(uint8_t code, const uint8_t *response, size_t received)
{
    const struct smp_function *function = smp_function_by_code(code);

    return !function ? received : smp_response_length(function, response, received);
}

/* A frame that is no response to this request is none at all, whoever asks: buffers that nothing was written
 * to, or that belonged to another request, must not pass. One without a whole header is left to the caller. */
static int check_answer(uint8_t code, const uint8_t *response, size_t received, struct smp_error *error)
{
    const struct smp_function *function = smp_function_by_code(code);
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
    int status;

    *received = 0;
    status = check_lengths(device, request_bytes, room, error);
    if (status != SMP_OK)
        return status;
    if (room > interface->max_response)
        room = interface->max_response;
    memset(response, 0, room);
    status = interface->send(device, request, request_bytes, response, room, received, error);
    if (status == SMP_OK && (interface->flags & INTERFACE_NO_LENGTH))
        *received = derive_length(request[SMP_FUNCTION_BYTE], response, *received);
    if (status == SMP_OK)
        status = check_answer(request[SMP_FUNCTION_BYTE], response, *received, error);
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
