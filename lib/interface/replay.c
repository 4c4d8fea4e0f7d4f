/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * A recording as target: answers each request as it was answered when it was recorded. The same request asked
 * again gets the next answer of the recording, and after the last one that one again. */
#include "core/digits.h"
#include "core/field.h"
#include "core/lines.h"
#include "interface/interface.h"
#include "interface/recording.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_EXCHANGES = 100000, MAX_TEXT = 399 }; /* characters of a failure: as many as an error holds */

/* ---- Reading --------------------------------------------------------------------------------------- */

struct reader {
    struct smp_lines lines;
    struct smp_answer **end; /* where the next one is linked */
    size_t count;
    struct smp_answer draft; /* the exchange that is being read; it has a request once that is whole */
    uint8_t bytes[2 * SMP_MAX_FRAME]; /* its frames */
    bool has_response;
    size_t *block;      /* the draft's count of the frame whose bytes are being read, or NULL */
    struct smp_hex hex; /* those bytes */
    bool counted;       /* their number is given */
    size_t expected;    /* that number */
};

/* The functions that read return NULL, or what is wrong in the line that is being read, or this. */
static const char no_memory[] = "no memory";

/* Begins the bytes of a frame: as many as rest says, "N:". */
static const char *begin_block(struct reader *reader, size_t *block, uint8_t *bytes, const char *rest)
{
    char *end;
    unsigned long number = strtoul(rest, &end, 10);

    reader->counted = end != rest;
    if (number > SMP_MAX_FRAME)
        return "frame too long";
    reader->block = block;
    reader->hex = (struct smp_hex){ .data = bytes, .room = SMP_MAX_FRAME };
    reader->expected = number;
    end += strspn(end, " :");
    return *end == '\0' || *end == '#' ? NULL : "expected a number of bytes";
}

/* Ends the bytes of a frame: there are as many as its first line said. */
static const char *end_block(struct reader *reader)
{
    size_t *block = reader->block;
    size_t length = reader->hex.length;

    reader->block = NULL;
    if (!block)
        return NULL;
    if (reader->counted && length != reader->expected)
        return length < reader->expected ? "fewer bytes before here than announced"
                                         : "more bytes before here than announced";
    if (length < SMP_HEADER_BYTES && block == &reader->draft.request_bytes)
        return "the request before here has less than 4 bytes";
    *block = length;
    return NULL;
}

/* Ends the exchange that is being read, if there is one, and whose frames have ended: a copy of the draft goes to the
 * list. */
static const char *end_exchange(struct reader *reader)
{
    struct smp_answer *draft = &reader->draft, *answer;
    size_t bytes = draft->request_bytes + draft->received;

    if (!draft->request_bytes)
        return NULL;
    if (++reader->count > MAX_EXCHANGES)
        return "too many exchanges";
    smp_mask_secrets(reader->bytes, draft->request_bytes, true);
    answer = malloc(sizeof *answer + bytes);
    if (!answer)
        return no_memory;
    *answer = *draft;
    answer->bytes = memcpy(answer + 1, reader->bytes, bytes);
    *reader->end = answer;
    reader->end = &answer->next;
    *draft = (struct smp_answer){ 0 };
    reader->has_response = false;
    return NULL;
}

/* "exchange: TIME INTERFACE ADDRESS DEVICE": only the address rules anything. */
static const char *read_exchange(struct reader *reader, const char *rest)
{
    const char *problem = end_exchange(reader);
    uint64_t address;

    reader->draft.address = sscanf(rest, "%*s %*s 0x%16" SCNx64, &address) == 1 ? address : 0;
    return problem;
}

static const char *read_request(struct reader *reader, const char *rest)
{
    const char *problem = end_exchange(reader);

    return problem ? problem : begin_block(reader, &reader->draft.request_bytes, reader->bytes, rest);
}

static const char *read_response(struct reader *reader, const char *rest)
{
    struct smp_answer *draft = &reader->draft;

    if (!draft->request_bytes || reader->has_response)
        return "a response without its request";
    reader->has_response = true;
    return begin_block(reader, &draft->received, reader->bytes + draft->request_bytes, rest);
}

/* "failed STATUS ERRNO: TEXT". */
static const char *read_failed(struct reader *reader, const char *rest)
{
    struct smp_answer *draft = &reader->draft;
    int text = 0;

    if (!draft->request_bytes || draft->status)
        return "a failure without its request";
    if (sscanf(rest, "%9d %9d: %n", &draft->status, &draft->os_errno, &text) != 2 || text == 0 ||
        draft->status < 1 || draft->status > 255 || draft->os_errno < 0)
        return "expected 'failed STATUS ERRNO: TEXT'";
    draft->text = strndup(rest + text, MAX_TEXT);
    return draft->text ? NULL : no_memory;
}

static const struct keyword {
    const char *word;
    const char *(*read)(struct reader *reader, const char *rest);
} keywords[] = {
    { "exchange", read_exchange },
    { "request", read_request },
    { "response", read_response },
    { "failed", read_failed },
};

/* The first line is the signature with a version that is known. */
static const char *read_signature(const char *line)
{
    const char *version = smp_behind(line, SMP_RECORDING_SIGNATURE);

    if (!version)
        return "this is no recording";
    if (strtol(version, NULL, 10) != SMP_RECORDING_VERSION)
        return "unknown version of recording";
    return NULL;
}

/* Would this last line, cut as it is, have begun another exchange? Then the one before it is whole. */
static bool begins_exchange(const struct reader *reader, const char *line)
{
    return reader->lines.cut && (!reader->block || reader->counted) && strncmp(line, "exchange", strlen(line)) == 0;
}

/* A line is a keyword's, or bytes of the frame before it. */
static const char *read_line(struct reader *reader, char *line)
{
    const char *text = line + strspn(line, " \t");

    if (reader->lines.number == 1)
        return read_signature(line);
    if (*text == '\0' || *text == '#' || begins_exchange(reader, line))
        return NULL;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        const char *rest = smp_behind(text, keywords[i].word);

        if (rest && !isalnum((unsigned char)*rest)) {
            const char *problem = end_block(reader);

            return problem ? problem : keywords[i].read(reader, rest + strspn(rest, ": \t"));
        }
    }
    if (!reader->block)
        return "expected 'exchange', 'request', 'response' or 'failed'";
    return smp_hex_line(&reader->hex, line) ? NULL : reader->hex.problem;
}

/* Reads all lines. Torn is a last exchange with fewer bytes than announced, and what a last line without end makes
 * wrong: it was not written to its end, and is left out. */
static const char *read_lines(struct reader *reader, const struct smp_trace *trace)
{
    struct smp_lines *lines = &reader->lines;
    const char *problem = NULL;
    bool torn;
    char *line;

    while (!problem && (line = smp_lines_next(lines)))
        problem = read_line(reader, line);
    if (!problem && lines->problem)
        return lines->problem;
    if (lines->number == 0) {
        lines->number++;
        return "this is no recording";
    }
    torn = !problem && reader->block && ((reader->counted && reader->hex.length < reader->expected) ||
                                         (lines->cut && reader->hex.length == 0));
    if (!problem && !torn)
        problem = end_block(reader);
    if (!problem && !torn)
        problem = end_exchange(reader);
    if (!torn && (!problem || problem == no_memory || !lines->cut || lines->number == 1))
        return problem;
    smp_trace(trace, 0, "%s:%zu: the last exchange was not written to its end and is left out", lines->name,
              lines->number);
    return NULL;
}

void smp_recording_free(struct smp_answer *answer)
{
    while (answer) {
        struct smp_answer *next = answer->next;

        free(answer->text);
        free(answer);
        answer = next;
    }
}

/* The reader is too large for the stack of a thread. A file called "-" is one: nobody types a recording. */
int smp_recording_read(const char *path, struct smp_answer **first, const struct smp_trace *trace,
                       struct smp_error *error)
{
    struct reader *reader = calloc(1, sizeof *reader);
    const char *problem;
    int status = SMP_OK;

    *first = NULL;
    if (!reader || !smp_lines_open(&reader->lines, strcmp(path, "-") == 0 ? "./-" : path, SIZE_MAX)) {
        status = reader ? smp_fail(error, SMP_OPEN, errno, "cannot open '%s'", path)
                        : smp_fail(error, SMP_RESOURCE, ENOMEM, "cannot read '%s'", path);
        free(reader);
        return status;
    }
    reader->end = first;
    problem = read_lines(reader, trace);
    smp_lines_close(&reader->lines);
    if (problem == no_memory)
        status = smp_fail(error, SMP_RESOURCE, ENOMEM, "cannot read '%s'", path);
    else if (problem)
        status = smp_fail(error, SMP_OPEN, reader->lines.os_errno, "%s:%zu: %s", reader->lines.name,
                          reader->lines.number, problem);
    free(reader->draft.text);
    free(reader);
    if (status) {
        smp_recording_free(*first);
        *first = NULL;
    }
    return status;
}

/* ---- Answering ------------------------------------------------------------------------------------- */

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
