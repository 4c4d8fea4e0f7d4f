/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * A recording as target: answers each request as it was answered when it was recorded. The same request asked
 * again gets the next answer of the recording, and after the last one that one again. */
#include "core/field.h"
#include "core/recording.h"
#include "interface/interface.h"

#include <string.h>

static bool is_file(const struct smp_target *target)
{
    return target->exists && S_ISREG(target->status.st_mode);
}

static struct smp_verdict match(const struct smp_target *target)
{
    char start[sizeof SMP_RECORDING_SIGNATURE];

    if (!is_file(target))
        return smp_verdict(MATCH_NO, target->exists ? "not a file" : "no such file");
    smp_read_start(target->path, start, sizeof start);
    if (strcmp(start, SMP_RECORDING_SIGNATURE) != 0)
        return smp_verdict(MATCH_NO, "its first line is not that of a recording");
    return smp_verdict(MATCH_CERTAIN, "its first line is that of a recording");
}

/* A recording without exchanges is one: it answers nothing. */
static int open_recording(struct smp_device *device, struct smp_error *error)
{
    struct smp_answer *first;
    int status;

    if (!is_file(&device->target))
        return smp_fail(error, SMP_OPEN, 0, "cannot open '%s': it is no regular file", device->target.given);
    status = smp_recording_read(device->target.path, &first, device->target.trace, error);
    device->state = first;
    if (first && !device->sas_address)
        device->sas_address = first->address;
    return status;
}

static void close_recording(struct smp_device *device)
{
    smp_recording_free(device->state);
    device->state = NULL;
}

/* Is this the recorded exchange of the same request with the same target? */
static bool fits(const struct smp_answer *answer, uint64_t address, const struct smp_transfer *asked)
{
    return (!address || !answer->address || answer->address == address) &&
           answer->request_bytes == asked->request_bytes &&
           memcmp(answer->bytes, asked->request, asked->request_bytes) == 0;
}

/* The first unused answer to a request, or the last one; NULL: none. */
static struct smp_answer *find_answer(const struct smp_device *device, const struct smp_transfer *asked)
{
    struct smp_answer *last = NULL;

    for (struct smp_answer *answer = device->state; answer && (!last || last->used); answer = answer->next)
        if (fits(answer, device->target.sas_address, asked))
            last = answer;
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
             device->target.given, function ? function->name : "unknown function", code);
    if (similar)
        smp_hint(error, "it has %zu of this function for other fields or another SAS address", similar);
    return SMP_OTHER;
}

static int send_request(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error)
{
    const char *name = device->target.given;
    struct smp_answer *answer;

    smp_mask_secrets(transfer->request, transfer->request_bytes, true);
    answer = find_answer(device, transfer);
    if (!answer)
        return fail_no_answer(device, transfer->request[SMP_FUNCTION_BYTE], error);
    answer->used = true;
    transfer->received = answer->received < transfer->room ? answer->received : transfer->room;
    memcpy(transfer->response, answer->bytes + answer->request_bytes, transfer->received);
    if (answer->status) {
        smp_fail(error, answer->status, 0, "%s", answer->text);
        if (error)
            error->os_errno = answer->os_errno;
        return answer->status;
    }
    if (!answer->received)
        return smp_fail(error, SMP_MALFORMED, 0, "no response data in recording '%s'", name);
    if (answer->received > transfer->room)
        return smp_fail(error, SMP_MALFORMED, 0, "the response in recording '%s' has %zu bytes, room is %zu", name,
                        answer->received, transfer->room);
    return SMP_OK;
}

const struct smp_interface smp_interface_replay = {
    .name = "replay",
    .help = "a recording made with --record=FILE",
    .match = match,
    .open = open_recording,
    .send = send_request,
    .close = close_recording,
};
