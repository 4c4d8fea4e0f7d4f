/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Building requests from keys and values, judging responses, and the public walk. */
#include "core/error.h"
#include "core/field.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MAX_DWORDS = 255, KEY_ROOM = 96 };

/* Largest response that the function can have, in dwords behind the header, as a request asks for it. */
static uint8_t allocated_dwords(const struct smp_function *function)
{
    const struct smp_table *table = &function->response;

    if (function->response_bytes <= SMP_HEADER_BYTES)
        return 0;
    if (table->count && table->rows[table->count - 1].bits == FIELD_TO_END)
        return MAX_DWORDS;
    return (uint8_t)((function->response_bytes - SMP_HEADER_BYTES) / 4);
}

/* Is this row of a request made by smp_request_build() alone? Of the header only the allocated response length
 * is the caller's, and that where the function has one. */
static bool is_filled_in(const struct smp_function *function, const struct smp_field *row)
{
    const struct smp_field *header = smp_request_header.rows;

    return row >= header && row < header + smp_request_header.count &&
           (row->byte != SMP_RESULT_BYTE || function->flags & FUNCTION_NO_LENGTHS);
}

/* Puts bytes into a frame of length bytes, which a row that runs to its end makes longer. */
static int put_bytes(uint8_t *frame, size_t *length, const struct smp_field *row, const struct smp_param *param,
                     struct smp_error *error)
{
    size_t place = row->bits == FIELD_TO_END ? (param->length + 3) / 4 * 4 : row->bits / 8U;

    if (!param->bytes && (param->number || param->length))
        return smp_fail(error, SMP_SYNTAX, 0, "%s takes bytes, not a number", row->key);
    if (param->length > place)
        return smp_fail(error, SMP_SYNTAX, 0, "%zu bytes are too long for %s: at most %zu", param->length,
                        row->key, place);
    if (row->byte + place > SMP_MAX_FRAME)
        return smp_fail(error, SMP_SYNTAX, 0, "%s does not fit a frame: %zu bytes", row->key, param->length);
    if (param->length)
        memcpy(frame + row->byte, param->bytes, param->length);
    if (row->byte + place > *length)
        *length = row->byte + place;
    return SMP_OK;
}

static int put_param(const struct smp_function *function, uint8_t *frame, size_t *length,
                     const struct smp_param *param, struct smp_error *error)
{
    const struct smp_field *row;
    struct smp_frame view;

    smp_frame_request(&view, function, frame, *length);
    row = smp_frame_row(&view, param->key);
    if (!row)
        return smp_fail(error, SMP_SYNTAX, 0, "%s has no request field '%s'", function->name, param->key);
    if (is_filled_in(function, row))
        return smp_fail(error, SMP_SYNTAX, 0, "request field '%s' of %s is filled in and cannot be set",
                        param->key, function->name);
    if (row->type == SMP_ASCII || row->type == SMP_BYTES)
        return put_bytes(frame, length, row, param, error);
    if (param->bytes || param->length)
        return smp_fail(error, SMP_SYNTAX, 0, "%s takes a number, not bytes", row->key);
    if (!smp_field_put(frame, *length, row, param->number))
        return smp_fail(error, SMP_SYNTAX, 0, "%" PRIu64 " is out of range for %s: at most %" PRIu64,
                        param->number, row->key, smp_field_max(row));
    return SMP_OK;
}

int smp_request_build(const struct smp_function *function, const struct smp_param *params, size_t count,
                      uint8_t *frame, size_t room, size_t *length, struct smp_error *error)
{
    uint8_t bytes[SMP_MAX_FRAME] = { [SMP_TYPE_BYTE] = SMP_REQUEST_FRAME, [SMP_FUNCTION_BYTE] = function->code };
    size_t used = function->request_bytes;
    bool has_lengths = !(function->flags & FUNCTION_NO_LENGTHS);

    if (has_lengths)
        bytes[SMP_RESULT_BYTE] = allocated_dwords(function);
    for (size_t i = 0; i < count; i++) {
        int status = put_param(function, bytes, &used, &params[i], error);

        if (status)
            return status;
    }
    if (has_lengths)
        bytes[SMP_LENGTH_BYTE] = (uint8_t)((used - SMP_HEADER_BYTES) / 4);
    if (used > room)
        return smp_fail(error, SMP_SYNTAX, 0, "%s request of %zu bytes does not fit %zu", function->name, used, room);
    *length = used;
    memcpy(frame, bytes, used);
    return SMP_OK;
}

/* Smallest accepted response that can be used: the SAS-1.1 shape, or the part before a list. What reads without
 * such a part carries a dword at least. */
static size_t smallest_response(const struct smp_function *function)
{
    if (function->sas1_response_bytes)
        return function->sas1_response_bytes;
    if (function->response_bytes == SMP_HEADER_BYTES && !(function->flags & FUNCTION_WRITES))
        return SMP_HEADER_BYTES + 4;
    return function->response_bytes;
}

/* Is this the response that it should be? */
static int check_header(const struct smp_function *function, const uint8_t *frame, size_t received,
                        struct smp_error *error)
{
    if (received < SMP_HEADER_BYTES)
        return smp_fail(error, SMP_MALFORMED, 0, "%s: response of %zu bytes is shorter than its header",
                        function->name, received);
    if (frame[SMP_TYPE_BYTE] != SMP_RESPONSE_FRAME)
        return smp_fail(error, SMP_MALFORMED, 0, "%s: not an SMP response: frame type %02xh instead of %02xh",
                        function->name, frame[SMP_TYPE_BYTE], SMP_RESPONSE_FRAME);
    if (!smp_response_answers(function, frame, received))
        return smp_fail(error, SMP_MALFORMED, 0, "%s: response to another function: %02xh instead of %02xh",
                        function->name, frame[SMP_FUNCTION_BYTE], function->code);
    return 0;
}

int smp_response_check(const struct smp_function *function, const uint8_t *frame, size_t received,
                       int *result, struct smp_error *error)
{
    size_t valid, announced;
    int status = check_header(function, frame, received, error);

    *result = 0;
    if (status)
        return status;
    *result = frame[SMP_RESULT_BYTE];
    if (*result)
        return 0;
    valid = smp_response_length(function, frame, received);
    if (valid < smallest_response(function))
        return smp_fail(error, SMP_MALFORMED, 0, "%s: response of %zu bytes is truncated: at least %zu are needed",
                        function->name, valid, smallest_response(function));
    announced = smp_response_length(function, frame, SIZE_MAX);
    if (announced != SIZE_MAX && announced > received)
        return smp_fail(error, SMP_MALFORMED, 0, "%s: response is cut: %zu of the %zu bytes that it announces came",
                        function->name, received, announced);
    return 0;
}

/* ---- The public walk: rows as values -------------------------------------------------------------- */

static const char *visit(const struct smp_visitor *visitor, const struct smp_frame *frame);

/* The finer fields of a word of flags. */
static void visit_detail(const struct smp_visitor *visitor, const struct smp_frame *frame,
                         const struct smp_field *row)
{
    struct smp_frame detail;
    char key[KEY_ROOM];

    if (!visitor->group_begin || !smp_frame_detail(frame, row, &detail))
        return;
    snprintf(key, sizeof key, "%s_bits", row->key);
    visitor->group_begin(visitor->user, key);
    visit(visitor, &detail);
    if (visitor->group_end)
        visitor->group_end(visitor->user);
}

static void visit_field(const struct smp_visitor *visitor, const struct smp_frame *frame,
                        const struct smp_field *row)
{
    char label[SMP_LABEL_ROOM];
    struct smp_value value = { .key = row->key,
                               .label = smp_field_label(row, label),
                               .type = (enum smp_type)row->type,
                               .unit = row->unit };
    const struct smp_name *name;

    if (row->type == SMP_ASCII || row->type == SMP_BYTES) {
        value.bytes = smp_field_bytes(frame, row, &value.length);
    } else {
        value.number = smp_field_number(frame, row);
        value.bits = row->bits;
        name = row->names ? smp_names_find(row->names, value.number) : NULL;
        value.name = name ? name->key : NULL;
    }
    if (visitor->field)
        visitor->field(visitor->user, &value);
    visit_detail(visitor, frame, row);
}

static const char *visit_list(const struct smp_visitor *visitor, const struct smp_frame *frame,
                              const struct smp_field *row)
{
    struct smp_list_iterator list = smp_frame_list(frame);

    if (visitor->list_begin)
        visitor->list_begin(visitor->user, row->list_key ? row->list_key : row->key);
    while (smp_list_next(&list)) {
        if (visitor->element_begin)
            visitor->element_begin(visitor->user, list.index - 1);
        visit(visitor, &list.element);
        if (visitor->element_end)
            visitor->element_end(visitor->user);
    }
    if (visitor->list_end)
        visitor->list_end(visitor->user);
    return list.problem;
}

static const char *visit(const struct smp_visitor *visitor, const struct smp_frame *frame)
{
    const char *problem = NULL;

    for (const struct smp_field *row = NULL; (row = smp_frame_next(frame, row));)
        if (row->list)
            problem = visit_list(visitor, frame, row);
        else
            visit_field(visitor, frame, row);
    return problem;
}

int smp_response_walk(const struct smp_function *function, const uint8_t *frame, size_t received,
                      const struct smp_visitor *visitor, struct smp_error *error)
{
    struct smp_frame view;
    const char *problem;
    int status;

    if (visitor->size < sizeof *visitor)
        return smp_fail(error, SMP_SYNTAX, 0,
                        "visitor of %zu bytes: size must be sizeof(struct smp_visitor), %zu", visitor->size,
                        sizeof *visitor);
    status = check_header(function, frame, received, error);
    if (status)
        return status;
    smp_frame_response(&view, function, frame, received);
    problem = visit(visitor, &view);
    return problem ? smp_fail(error, SMP_MALFORMED, 0, "%s: %s", function->name, problem) : 0;
}
