/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What is written through a row is read through it, and nothing else changes: every row of every table, and
 * every field of every request. TAP. */
#include "core/error.h"
#include "frames/log_protocol_port.h"
#include "random_frames.h"
#include "tap.h"

#include <stdlib.h>

enum { ROUNDS = 40, MOST_KEYS = 64 };

static struct random rng = { 7 };
static unsigned long fields;
static unsigned complaints;

static void complain(const struct smp_table *table, const char *key, const char *what)
{
    if (complaints++ < 50)
        printf("# %s %s: %s\n", table->section, key, what);
}

/* ---- Rows ------------------------------------------------------------------------------------------ */

/* One row in a heap block that ends with it. */
static void check_row(const struct smp_table *table, const struct smp_field *row)
{
    size_t bytes = oracle_end(row);
    uint8_t *data = malloc(bytes);
    uint8_t *before = malloc(bytes);
    struct oracle view = { .table = table, .data = data, .length = bytes };
    struct smp_frame frame = { .table = table, .data = data, .length = bytes };
    uint64_t number = random_next(&rng) & smp_field_max(row);

    if (!data || !before)
        abort();
    random_fill(&rng, data, bytes);
    memcpy(before, data, bytes);
    if (smp_field_number(&frame, row) != oracle_number(&view, row))
        complain(table, row->key, "reads another number than its bits are");
    if (!smp_field_put(data, bytes, row, smp_field_number(&frame, row)) || memcmp(data, before, bytes) != 0)
        complain(table, row->key, "writing what was read changes bytes");
    if (!smp_field_put(data, bytes, row, number) || oracle_number(&view, row) != number)
        complain(table, row->key, "reads another number than was written");
    if (!smp_field_put(data, bytes, row, oracle_number(&(struct oracle){ .data = before }, row)) ||
        memcmp(data, before, bytes) != 0)
        complain(table, row->key, "writing changes bits of others");
    if (smp_field_put(data, bytes - 1, row, number) || memcmp(data, before, bytes) != 0)
        complain(table, row->key, "is written where it does not fit");
    if (row->bits < 64 && (smp_field_put(data, bytes, row, smp_field_max(row) + 1) ||
                           smp_field_put(data, bytes, row, UINT64_MAX) || memcmp(data, before, bytes) != 0))
        complain(table, row->key, "takes a number that is too large");
    fields++;
    free(before);
    free(data);
}

/* Bytes: exactly those of the row; as a number they cannot be written. */
static void check_bytes(const struct smp_table *table, const struct smp_field *row)
{
    uint8_t data[SMP_MAX_FRAME] = { 0 };
    struct smp_frame frame = { .table = table, .data = data, .length = sizeof data };
    size_t expected = row->bits == FIELD_TO_END ? sizeof data - row->byte : row->bits / 8U;
    size_t length;

    if (smp_field_bytes(&frame, row, &length) != data + row->byte || length != expected)
        complain(table, row->key, "bytes are elsewhere");
    frame.length = row->byte;
    smp_field_bytes(&frame, row, &length);
    if (length)
        complain(table, row->key, "bytes behind the frame");
    if (smp_field_put(data, sizeof data, row, 0))
        complain(table, row->key, "bytes are written as a number");
    fields++;
}

static void check_table(const struct smp_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct smp_field *row = &table->rows[i];

        for (unsigned round = 0; oracle_is_number(row) && round < ROUNDS; round++)
            check_row(table, row);
        if (!oracle_is_number(row))
            check_bytes(table, row);
        if (row->detail)
            check_table(row->detail);
        for (size_t kind = 0; row->list && kind < row->list->kind_count; kind++)
            if (!row->list->kinds[kind].has_header)
                check_table(row->list->kinds[kind].table);
    }
}

static void check_rows(void)
{
    static const struct smp_table *const others[] = {
        &smp_request_header,  &smp_response_header, &smp_phy_capabilities, &smp_gpio_cfg_0,
        &smp_gpio_cfg_1,      &smp_gpio_rx,         &smp_gpio_tx,          &smp_gpio_rx_gp_cfg,
        &smp_gpio_tx_gp_cfg,  &smp_gpio_gp_data,    &smp_gpio_tx_drive,    &smp_log_page_header,
        &smp_log_port,        &smp_log_phy,
    };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        check_table(others[i]);
    for (size_t i = 0; smp_function_at(i); i++) {
        check_table(&smp_function_at(i)->request);
        check_table(&smp_function_at(i)->response);
    }
    ok(complaints == 0, "%lu times a row was read and written", fields);
}

/* ---- Requests -------------------------------------------------------------------------------------- */

struct request {
    const struct smp_function *function;
    uint8_t frame[SMP_MAX_FRAME];
    size_t length;
    struct smp_error error;
};

static int build(struct request *request, const struct smp_param *params, size_t count)
{
    memset(request->frame, 0xee, sizeof request->frame);
    request->length = 0;
    return smp_request_build(request->function, params, count, request->frame, sizeof request->frame,
                             &request->length, &request->error);
}

/* The header tells type, function and lengths; the rest is zero. */
static void check_header(const struct request *request)
{
    const struct smp_table *table = &request->function->request;
    const uint8_t *frame = request->frame;
    bool lengths = !(request->function->flags & FUNCTION_NO_LENGTHS);

    if (frame[0] != 0x40 || frame[1] != request->function->code)
        complain(table, request->function->key, "request has another type or function");
    if (request->length < 4 || request->length % 4 || request->length > SMP_MAX_FRAME)
        complain(table, request->function->key, "request has no possible length");
    if (lengths && frame[3] != request->length / 4 - 1)
        complain(table, request->function->key, "request tells another length");
    if (lengths && 4U + 4U * frame[2] < request->function->response_bytes && frame[2] != 0xff)
        complain(table, request->function->key, "request has no room for its response");
}

static void check_empty(struct request *request)
{
    if (build(request, NULL, 0) || request->length != request->function->request_bytes)
        complain(&request->function->request, request->function->key,
                 "request without fields has another length");
    check_header(request);
    for (size_t i = request->function->flags & FUNCTION_NO_LENGTHS ? 2 : 4; i < request->length; i++)
        if (request->frame[i])
            complain(&request->function->request, request->function->key,
                     "request without fields is not zero");
}

/* The value of one row in a request that was built with it. */
static void check_number(struct request *request, const struct smp_field *row)
{
    const struct smp_table *table = &request->function->request;
    struct smp_param param = { .key = row->key, .number = random_next(&rng) & smp_field_max(row) };
    struct smp_frame view;

    if (build(request, &param, 1)) {
        complain(table, row->key, "request field is refused");
        return;
    }
    check_header(request);
    smp_frame_request(&view, request->function, request->frame, request->length);
    if (smp_field_number(&view, row) != param.number)
        complain(table, row->key, "request field has another value");
    param.number = smp_field_max(row);
    if (build(request, &param, 1))
        complain(table, row->key, "largest value of a request field is refused");
    param.number++;
    if (param.number && (build(request, &param, 1) != SMP_SYNTAX || !strstr(request->error.text, row->key)))
        complain(table, row->key, "request field takes what it cannot hold");
    fields++;
}

/* Bytes of a length in a request: there, padded with zeros; one too many is refused. */
static void check_length(struct request *request, const struct smp_field *row, size_t length)
{
    const struct smp_table *table = &request->function->request;
    uint8_t bytes[SMP_MAX_FRAME + 1];
    const struct smp_param param = { .key = row->key, .bytes = bytes, .length = length };
    bool fits = row->bits == FIELD_TO_END ? row->byte + length <= SMP_MAX_FRAME : length <= row->bits / 8U;

    random_fill(&rng, bytes, sizeof bytes);
    if (build(request, &param, 1) != (fits ? SMP_OK : SMP_SYNTAX))
        complain(table, row->key, fits ? "request bytes are refused" : "too many request bytes are taken");
    if (!fits || request->length < row->byte + length)
        return;
    check_header(request);
    if (memcmp(request->frame + row->byte, bytes, length) != 0)
        complain(table, row->key, "request has other bytes");
    fields++;
}

static void check_request_bytes(struct request *request, const struct smp_field *row)
{
    size_t most = row->bits == FIELD_TO_END ? SMP_MAX_FRAME - row->byte : row->bits / 8U;

    for (size_t length = 0; length <= most + 1; length++)
        check_length(request, row, length);
}

/* All numeric fields at once, each with a value of its own. */
static void check_together(struct request *request)
{
    const struct smp_table *table = &request->function->request;
    struct smp_param params[MOST_KEYS];
    struct smp_frame view;
    size_t count = 0;

    for (size_t i = 0; i < table->count && count < MOST_KEYS; i++)
        if (oracle_is_number(&table->rows[i]))
            params[count++] = (struct smp_param){
                .key = table->rows[i].key, .number = random_next(&rng) & smp_field_max(&table->rows[i])
            };
    if (build(request, params, count))
        complain(table, request->function->key, "request of all fields is refused");
    smp_frame_request(&view, request->function, request->frame, request->length);
    for (size_t i = 0; i < count; i++)
        if (smp_field_number(&view, smp_frame_row(&view, params[i].key)) != params[i].number)
            complain(table, params[i].key, "request field has another value beside others");
}

/* What cannot be built: with a reason, and without touching the caller's frame. */
static void check_refusals(struct request *request)
{
    const struct smp_param unknown = { .key = "no_such_field" };
    const struct smp_table *table = &request->function->request;
    uint8_t untouched[SMP_MAX_FRAME];

    memset(untouched, 0xee, sizeof untouched);
    if (build(request, &unknown, 1) != SMP_SYNTAX || !strstr(request->error.text, "no_such_field"))
        complain(table, request->function->key, "unknown field is not refused by name");
    if (memcmp(request->frame, untouched, sizeof untouched) != 0)
        complain(table, request->function->key, "frame was written although the request is refused");
    if (smp_request_build(request->function, NULL, 0, request->frame, request->function->request_bytes - 1U,
                          &request->length, &request->error) != SMP_SYNTAX ||
        memcmp(request->frame, untouched, sizeof untouched) != 0)
        complain(table, request->function->key, "request is written where it does not fit");
    if (smp_request_build(request->function, &unknown, 1, request->frame, sizeof request->frame,
                          &request->length, NULL) != SMP_SYNTAX)
        complain(table, request->function->key, "request is not refused without an error object");
}

/* What is no value of a field, or no field of the caller's. */
static void check_kinds(struct request *request, const struct smp_field *row)
{
    static const uint8_t bytes[4] = { 0, 0, 0, 1 };
    const struct smp_param as_number = { .key = row->key, .number = 1 };
    const struct smp_param as_bytes = { .key = row->key, .bytes = bytes, .length = sizeof bytes };
    const struct smp_param as_length = { .key = row->key, .length = sizeof bytes };
    const struct smp_table *table = &request->function->request;

    if (oracle_is_number(row) ? build(request, &as_bytes, 1) != SMP_SYNTAX
                              : build(request, &as_number, 1) != SMP_SYNTAX)
        complain(table, row->key, "request field takes a value of another kind");
    if (build(request, &as_length, 1) != SMP_SYNTAX || !strstr(request->error.text, row->key))
        complain(table, row->key, "request field takes bytes that are nowhere");
}

static void check_header_keys(struct request *request)
{
    static const char *const keys[] = { "smp_frame_type", "function", "request_length" };
    const struct smp_table *table = &request->function->request;
    bool lengths = !(request->function->flags & FUNCTION_NO_LENGTHS);
    struct smp_param param = { .key = "allocated_response_length", .number = 3 };

    if (build(request, &param, 1) != (lengths ? SMP_OK : SMP_SYNTAX) || (lengths && request->frame[2] != 3))
        complain(table, param.key, "is set where it is none, or not set where it is one");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        param.key = keys[i];
        if (build(request, &param, 1) != SMP_SYNTAX || !strstr(request->error.text, keys[i]))
            complain(table, keys[i], "is taken although it is filled in");
    }
}

static void check_requests(void)
{
    complaints = 0;
    fields = 0;
    for (size_t i = 0; smp_function_at(i); i++) {
        struct request request = { .function = smp_function_at(i) };
        const struct smp_table *table = &request.function->request;

        check_empty(&request);
        check_together(&request);
        check_refusals(&request);
        check_header_keys(&request);
        for (size_t k = 0; k < table->count; k++) {
            check_kinds(&request, &table->rows[k]);
            if (oracle_is_number(&table->rows[k]))
                check_number(&request, &table->rows[k]);
            else
                check_request_bytes(&request, &table->rows[k]);
        }
    }
    ok(complaints == 0, "%lu times a request was built and read back", fields);
}

int main(void)
{
    check_rows();
    check_requests();
    return tap_done();
}
