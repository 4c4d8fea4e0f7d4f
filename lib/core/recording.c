/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading recordings. */
#include "core/recording.h"

#include "core/digits.h"
#include "core/field.h"
#include "core/lines.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_EXCHANGES = 100000, MAX_TEXT = 399 }; /* characters of a failure: as many as an error holds */

struct reader {
    struct smp_lines lines;
    struct smp_answer **end; /* where the next one is linked */
    size_t count;
    struct smp_answer draft; /* the exchange that is being read; it has a request once that is whole */
    uint8_t bytes[2 * SMP_MAX_FRAME]; /* its frames, one behind the other */
    size_t *block;      /* the draft's count of the frame whose bytes are being read, or NULL */
    struct smp_hex hex; /* those bytes, or the last ones that were read */
    bool counted;       /* their number is given */
    size_t expected;    /* that number */
};

/* The functions that read return NULL, or what is wrong in the line that is being read, or one of these. */
static const char no_memory[] = "no memory", torn[] = "not written to its end";

/* Begins the bytes of a frame, behind those of the request if that is whole: as many as rest says, "N:". */
static const char *begin_block(struct reader *reader, size_t *block, const char *rest)
{
    char *end;
    unsigned long number = strtoul(rest, &end, 10);

    reader->counted = end != rest;
    if (number > SMP_MAX_FRAME)
        return "frame too long";
    reader->block = block;
    reader->hex = (struct smp_hex){ .data = reader->bytes + reader->draft.request_bytes, .room = SMP_MAX_FRAME };
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
    return NULL;
}

/* "exchange: TIME INTERFACE ADDRESS DEVICE": only the address rules anything. */
static const char *read_exchange(struct reader *reader, const char *rest)
{
    uint64_t address;

    reader->draft.address = sscanf(rest, "%*s %*s 0x%16" SCNx64, &address) == 1 ? address : 0;
    return NULL;
}

static const char *read_request(struct reader *reader, const char *rest)
{
    return begin_block(reader, &reader->draft.request_bytes, rest);
}

/* There is one only: behind another one the last frame does not stand first. */
static const char *read_response(struct reader *reader, const char *rest)
{
    if (!reader->draft.request_bytes || reader->hex.data != reader->bytes)
        return "a response without its request";
    return begin_block(reader, &reader->draft.received, rest);
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
    bool ends; /* the exchange before it */
    const char *(*read)(struct reader *reader, const char *rest);
} keywords[] = {
    { "exchange", true, read_exchange },
    { "request", true, read_request },
    { "response", false, read_response },
    { "failed", false, read_failed },
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

            if (!problem && keywords[i].ends)
                problem = end_exchange(reader);
            return problem ? problem : keywords[i].read(reader, rest + strspn(rest, ": \t"));
        }
    }
    if (!reader->block)
        return "expected 'exchange', 'request', 'response' or 'failed'";
    return smp_hex_line(&reader->hex, line);
}

/* Reads all lines. Torn is a last exchange with fewer bytes than announced, and what a last line without end makes
 * wrong: it was not written to its end, and is left out. */
static const char *read_lines(struct reader *reader, const struct smp_trace *trace)
{
    struct smp_lines *lines = &reader->lines;
    const char *problem = NULL;
    char *line;

    while (!problem && (line = smp_lines_next(lines)))
        problem = read_line(reader, line);
    if (!problem && lines->problem)
        return lines->problem;
    if (lines->number == 0) {
        lines->number++;
        return "this is no recording";
    }
    if (!problem && reader->block && ((reader->counted && reader->hex.length < reader->expected) ||
                                      (lines->cut && reader->hex.length == 0)))
        problem = torn;
    problem = problem ? problem : end_block(reader);
    problem = problem ? problem : end_exchange(reader);
    if (problem != torn && (!problem || problem == no_memory || !lines->cut || lines->number == 1))
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
    if (!reader)
        return smp_fail(error, SMP_RESOURCE, ENOMEM, "cannot read '%s'", path);
    if (!smp_lines_open(&reader->lines, strcmp(path, "-") == 0 ? "./-" : path, SIZE_MAX)) {
        smp_fail(error, SMP_OPEN, errno, "cannot open '%s'", path);
        free(reader);
        return SMP_OPEN;
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
