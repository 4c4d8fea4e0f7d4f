/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * A recording as target: answers each request as it was answered when it was recorded. The same request asked
 * again gets the next answer of the recording, and after the last one that one again. */
#include "core/field.h"
#include "interface/interface.h"
#include "interface/recording.h"

#include <string.h>

static enum smp_match match(const struct smp_target *target, char *reason, size_t room)
{
    char line[sizeof SMP_RECORDING_SIGNATURE];

    if (!target->exists || !S_ISREG(target->status.st_mode)) {
        snprintf(reason, room, "%s", target->exists ? "not a file" : "no such file");
        return MATCH_NO;
    }
    if (!smp_read_line(target->path, line, sizeof line) ||
        strncmp(line, SMP_RECORDING_SIGNATURE, strlen(SMP_RECORDING_SIGNATURE)) != 0) {
        snprintf(reason, room, "its first line is not that of a recording");
        return MATCH_NO;
    }
    snprintf(reason, room, "its first line is that of a recording");
    return MATCH_CERTAIN;
}

/* A recording without exchanges is one: it answers nothing. */
static int open_recording(struct smp_device *device, struct smp_error *error)
{
    struct smp_answer *first;
    int status;

    if (!device->target.exists || !S_ISREG(device->target.status.st_mode))
        return smp_fail(error, SMP_OPEN, 0, "cannot open '%s': it is no regular file", device->target.given);
    status = smp_recording_read(device->target.path, &first, device->target.trace, error);
    device->state = first;
    if (device->sas_address == 0 && first)
        device->sas_address = first->address;
    return status;
}

static void close_recording(struct smp_device *device)
{
    smp_recording_free(device->state);
}

/* Is this the recorded exchange of the same request with the same target? */
static bool fits(const struct smp_answer *answer, uint64_t address, const uint8_t *request,
                 size_t request_bytes)
{
    return (address == 0 || answer->address == 0 || answer->address == address) &&
           answer->request_bytes == request_bytes && memcmp(answer->bytes, request, request_bytes) == 0;
}

/* The first unused answer to a request, or the last one; NULL: none. */
static struct smp_answer *find_answer(struct smp_answer *answer, uint64_t address, const uint8_t *request,
                                      size_t request_bytes)
{
    struct smp_answer *last = NULL;

    for (; answer && (!last || last->used); answer = answer->next) {
        if (fits(answer, address, request, request_bytes))
            last = answer;
    }
    return last;
}

/* Says that the recording has nothing for a request, and whether it has something like it. */
static int fail_no_answer(const struct smp_device *device, uint8_t code, struct smp_error *error)
{
    const struct smp_function *function = smp_function_by_code(code);
    size_t similar = 0;

    for (const struct smp_answer *answer = device->state; answer; answer = answer->next)
        similar += answer->bytes[SMP_FUNCTION_BYTE] == code;
    smp_fail(error, SMP_OTHER, 0, "recording '%s' has no answer to this request: %s (0x%02x)",
             device->target.given, !function ? "unknown function" : function->name, code);
    if (similar > 0)
        smp_hint(error, "it has %zu of this function for other fields or another SAS address", similar);
    return SMP_OTHER;
}

static int send_request(struct smp_device *device, const uint8_t *request, size_t request_bytes,
                        uint8_t *response, size_t room, size_t *received, struct smp_error *error)
{
    uint8_t asked[SMP_MAX_FRAME];
    struct smp_answer *answer;

    *received = 0;
    memcpy(asked, request, request_bytes);
    smp_mask_secrets(asked, request_bytes, true);
    answer = find_answer(device->state, device->target.sas_address, asked, request_bytes);
    if (!answer)
        return fail_no_answer(device, request[SMP_FUNCTION_BYTE], error);
    answer->used = true;
    *received = answer->received < room ? answer->received : room;
    memcpy(response, answer->bytes + request_bytes, *received);
    if (answer->status != 0) {
        smp_fail(error, answer->status, 0, "%s", answer->text);
        if (error)
            error->os_errno = answer->os_errno;
        return answer->status;
    }
    if (answer->received == 0)
        return smp_fail(error, SMP_MALFORMED, 0, "no response data in recording '%s'", device->target.given);
    if (answer->received > room)
        return smp_fail(error, SMP_MALFORMED, 0, "the response in recording '%s' has %zu bytes, room is %zu",
                        device->target.given, answer->received, room);
    return SMP_OK;
}

const struct smp_interface smp_interface_replay = {
    .name = "replay",
    .help = "a recording made with --record=FILE",
    .max_request = SMP_MAX_FRAME,
    .max_response = SMP_MAX_FRAME,
    .match = match,
    .open = open_recording,
    .send = send_request,
    .close = close_recording,
};
