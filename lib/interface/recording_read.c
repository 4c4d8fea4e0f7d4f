/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading recordings. */
#include "interface/recording.h"

#include "core/field.h"
#include "core/lines.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_EXCHANGES = 100000 };

/* An exchange that is being read. */
struct draft {
    uint64_t address;
    uint8_t request[SMP_MAX_FRAME];
    uint8_t response[SMP_MAX_FRAME];
    struct smp_hex request_hex;
    struct smp_hex response_hex;
    bool has_request;
    bool has_response;
    int status;
    int os_errno;
    char text[sizeof((struct smp_error *)0)->text];
};

struct reader {
    struct smp_lines lines;
    struct smp_answer **end; /* where the next one is linked */
    size_t count;
    struct draft draft;
    struct smp_hex *block; /* where bytes go, or NULL */
    bool counted;          /* the block's length is given */
    size_t expected;       /* that length */
    const struct smp_trace *trace;
    struct smp_error *error;
};

/* Says what is wrong in the line that is being read. */
static int wrong(const struct reader *reader, const char *what)
{
    const struct smp_lines *lines = &reader->lines;

    return smp_fail(reader->error, SMP_OPEN, lines->os_errno, "%s:%zu: %s", lines->name, lines->number, what);
}

/* Starts a new exchange. */
static void clear_draft(struct draft *draft)
{
    memset(draft, 0, sizeof *draft);
    draft->request_hex.data = draft->request;
    draft->request_hex.room = sizeof draft->request;
    draft->response_hex.data = draft->response;
    draft->response_hex.room = sizeof draft->response;
}

/* Ends the block of bytes: it has as many as its first line said. */
static int end_block(struct reader *reader)
{
    const struct smp_hex *block = reader->block;

    reader->block = NULL;
    if (!block)
        return SMP_OK;
    if (reader->counted && block->length != reader->expected)
        return wrong(reader, block->length < reader->expected ? "fewer bytes before here than announced"
                                                              : "more bytes before here than announced");
    if (block->length < SMP_HEADER_BYTES && block == &reader->draft.request_hex)
        return wrong(reader, "the request before here has less than 4 bytes");
    return SMP_OK;
}

/* A copy of the draft in the list. */
static int keep_draft(struct reader *reader)
{
    const struct draft *draft = &reader->draft;
    size_t request_bytes = draft->request_hex.length;
    size_t received = draft->response_hex.length;
    struct smp_answer *answer;

    if (++reader->count > MAX_EXCHANGES)
        return wrong(reader, "too many exchanges");
    answer = calloc(1, sizeof *answer + request_bytes + received);
    if (!answer || (draft->status != 0 && (answer->text = strdup(draft->text)) == NULL)) {
        free(answer);
        return smp_fail(reader->error, SMP_RESOURCE, ENOMEM, "cannot read '%s'", reader->lines.name);
    }
    answer->address = draft->address;
    answer->status = draft->status;
    answer->os_errno = draft->os_errno;
    answer->request_bytes = request_bytes;
    answer->received = received;
    memcpy(answer->bytes, draft->request, request_bytes);
    memcpy(answer->bytes + request_bytes, draft->response, received);
    *reader->end = answer;
    reader->end = &answer->next;
    return SMP_OK;
}

/* Ends the exchange that is being read, if there is one. */
static int end_exchange(struct reader *reader)
{
    int status = end_block(reader);

    if (status == SMP_OK && reader->draft.has_request) {
        smp_mask_secrets(reader->draft.request, reader->draft.request_hex.length, true);
        status = keep_draft(reader);
        clear_draft(&reader->draft);
    }
    return status;
}

/* "exchange: TIME INTERFACE ADDRESS DEVICE": only the address rules anything. */
static int read_exchange(struct reader *reader, const char *rest)
{
    int status = end_exchange(reader);
    uint64_t address;

    if (status != SMP_OK)
        return status;
    clear_draft(&reader->draft);
    if (sscanf(rest, "%*s %*s 0x%16" SCNx64, &address) == 1)
        reader->draft.address = address;
    return SMP_OK;
}

/* "request N:" or "response N:": bytes follow. */
static int begin_block(struct reader *reader, struct smp_hex *block, const char *rest)
{
    char *end;
    unsigned long number = strtoul(rest, &end, 10);

    reader->counted = end != rest;
    if (number > SMP_MAX_FRAME)
        return wrong(reader, "frame too long");
    reader->block = block;
    reader->expected = number;
    end += strspn(end, " :");
    return *end == '\0' || *end == '#' ? SMP_OK : wrong(reader, "expected a number of bytes");
}

static int read_request(struct reader *reader, const char *rest)
{
    int status = SMP_OK;

    if (reader->draft.has_request)
        status = end_exchange(reader);
    reader->draft.has_request = true;
    return status == SMP_OK ? begin_block(reader, &reader->draft.request_hex, rest) : status;
}

static int read_response(struct reader *reader, const char *rest)
{
    int status = end_block(reader);

    if (status != SMP_OK)
        return status;
    if (!reader->draft.has_request || reader->draft.has_response)
        return wrong(reader, "a response without its request");
    reader->draft.has_response = true;
    return begin_block(reader, &reader->draft.response_hex, rest);
}

/* "failed STATUS ERRNO: TEXT". */
static int read_failed(struct reader *reader, const char *rest)
{
    struct draft *draft = &reader->draft;
    int status = end_block(reader);
    int text = 0;

    if (status != SMP_OK)
        return status;
    if (!draft->has_request || draft->status != 0)
        return wrong(reader, "a failure without its request");
    if (sscanf(rest, "%9d %9d: %n", &draft->status, &draft->os_errno, &text) != 2 || text == 0 ||
        draft->status < 1 || draft->status > 255 || draft->os_errno < 0)
        return wrong(reader, "expected 'failed STATUS ERRNO: TEXT'");
    snprintf(draft->text, sizeof draft->text, "%.*s", (int)sizeof draft->text - 1, rest + text);
    return SMP_OK;
}

static const struct keyword {
    const char *word;
    int (*read)(struct reader *reader, const char *rest);
} keywords[] = {
    {"exchange", read_exchange},
    {"request", read_request},
    {"response", read_response},
    {"failed", read_failed},
};

/* A line is a keyword's, or bytes of the block before it. */
static int read_line(struct reader *reader, char *line)
{
    const char *text = line + strspn(line, " \t");

    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        size_t length = strlen(keywords[i].word);

        if (strncmp(text, keywords[i].word, length) == 0 && !isalnum((unsigned char)text[length])) {
            text += length;
            return keywords[i].read(reader, text + strspn(text, ": \t"));
        }
    }
    if (*text == '\0' || *text == '#')
        return SMP_OK;
    if (!reader->block)
        return wrong(reader, "expected 'exchange', 'request', 'response' or 'failed'");
    return smp_hex_line(reader->block, line) ? SMP_OK : wrong(reader, reader->block->problem);
}

/* The first line is the signature with a version that is known. */
static int read_signature(struct reader *reader, const char *line)
{
    const char *version = line + strlen(SMP_RECORDING_SIGNATURE);

    if (strncmp(line, SMP_RECORDING_SIGNATURE, strlen(SMP_RECORDING_SIGNATURE)) != 0)
        return wrong(reader, "this is no recording");
    return strtol(version, NULL, 10) == SMP_RECORDING_VERSION ? SMP_OK
                                                              : wrong(reader, "unknown version of recording");
}

/* Leaves out the last exchange, which was not written to its end. */
static int drop_torn(struct reader *reader)
{
    smp_trace(reader->trace, 0, "%s:%zu: the last exchange was not written to its end and is left out",
              reader->lines.name, reader->lines.number);
    reader->block = NULL;
    clear_draft(&reader->draft);
    if (reader->error)
        *reader->error = (struct smp_error){ .status = SMP_OK };
    return SMP_OK;
}

/* Would this last line, cut as it is, have begun another exchange? Then the one before it is whole. */
static bool begins_exchange(const struct reader *reader, const char *line)
{
    return (!reader->block || reader->counted) && strncmp(line, "exchange", strlen(line)) == 0;
}

/* Ends the last exchange. Torn are a block with fewer bytes than announced, and what a cut line makes wrong. */
static int end_last(struct reader *reader, bool cut)
{
    const struct smp_hex *block = reader->block;
    bool torn = block && ((reader->counted && block->length < reader->expected) ||
                                  (cut && block->length == 0));
    int status = torn ? SMP_OPEN : end_exchange(reader);

    return torn || (cut && status == SMP_OPEN) ? drop_torn(reader) : status;
}

/* Takes a line; the last one is cut if it has no end. */
static int read_next(struct reader *reader, char *line, bool cut)
{
    int status;

    if (reader->lines.number == 1)
        return read_signature(reader, line);
    if (cut && begins_exchange(reader, line))
        return SMP_OK;
    status = read_line(reader, line);
    return cut && status == SMP_OPEN ? drop_torn(reader) : status;
}

/* Reads all lines. */
static int read_lines(struct reader *reader)
{
    struct smp_lines *lines = &reader->lines;
    int status = SMP_OK;
    char *line;

    while (status == SMP_OK && (line = smp_lines_next(lines)))
        status = read_next(reader, line, lines->cut);
    if (status == SMP_OK && lines->problem)
        return wrong(reader, lines->problem);
    if (lines->number == 0) {
        lines->number++;
        return wrong(reader, "this is no recording");
    }
    return status == SMP_OK ? end_last(reader, lines->cut) : status;
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

/* The reader is too large for the stack of a thread. */
int smp_recording_read(const char *path, struct smp_answer **first, const struct smp_trace *trace,
                       struct smp_error *error)
{
    struct reader *reader = calloc(1, sizeof *reader);
    int status;

    *first = NULL;
    if (!reader)
        return smp_fail(error, SMP_RESOURCE, ENOMEM, "cannot read '%s'", path);
    if (!smp_lines_open(&reader->lines, path)) {
        free(reader);
        return smp_fail(error, SMP_OPEN, errno, "cannot open '%s'", path);
    }
    reader->end = first;
    reader->trace = trace;
    reader->error = error;
    clear_draft(&reader->draft);
    status = read_lines(reader);
    smp_lines_close(&reader->lines);
    free(reader);
    if (status != SMP_OK) {
        smp_recording_free(*first);
        *first = NULL;
    }
    return status;
}
