/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * What a response contains, found out a second time: straight from the rows and bit by bit, with nothing of
 * the library but its tables. Tests compare the library and its outputs with this. */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H

#include "frames/frames.h"

#include <string.h>

/* A response, a list element or a word of flags. */
struct oracle {
    const struct smp_table *table;
    const struct smp_table *header; /* rows of bytes 0 to 3, or NULL */
    const uint8_t *data;
    size_t length;    /* bytes that count */
    bool short_shape; /* SAS-1.1 response */
    bool element;
    unsigned result;
};

/* The elements of a list. */
struct oracle_list {
    const struct smp_list_kind *kind; /* NULL: none can be read */
    size_t stride;
    size_t count;   /* whole elements that are there */
    bool malformed; /* it claims others */
};

static inline bool oracle_is_number(const struct smp_field *row)
{
    return row->type != SMP_ASCII && row->type != SMP_BYTES;
}

/* First byte behind what a row needs. */
static inline size_t oracle_end(const struct smp_field *row)
{
    size_t last_bit = 8U * row->byte + (7U - row->high) + row->bits - 1;

    return row->bits == FIELD_TO_END ? row->byte : last_bit / 8 + 1;
}

static inline uint64_t oracle_number(const struct oracle *frame, const struct smp_field *row)
{
    size_t first = 8U * row->byte + 7U - row->high;
    uint64_t number = 0;

    for (size_t bit = first; bit < first + row->bits; bit++)
        number = 2 * number + (frame->data[bit / 8] >> (7 - bit % 8) & 1);
    return number;
}

static inline const struct smp_field *oracle_row_in(const struct smp_table *table, const char *key)
{
    for (size_t i = 0; table && i < table->count; i++)
        if (strcmp(table->rows[i].key, key) == 0)
            return &table->rows[i];
    return NULL;
}

static inline const struct smp_field *oracle_row(const struct oracle *frame, const char *key)
{
    const struct smp_field *row = oracle_row_in(frame->table, key);

    return row ? row : oracle_row_in(frame->header, key);
}

/* Has a row a value with a meaning? The four conditions: received, of this shape, allowed by the function
 * result, allowed by another row. */
static inline bool oracle_present(const struct oracle *frame, const struct smp_field *row)
{
    bool of_header = frame->header && row >= frame->header->rows &&
                     row < frame->header->rows + frame->header->count;
    bool since_sas_2 = row->since >= SAS_2 && row->since != SAS_2_SHORT;
    bool on_error = of_header || ((row->flags & FIELD_ON_ERROR) != 0);
    const struct smp_field *ruler;

    if (oracle_end(row) > frame->length || (frame->short_shape && since_sas_2))
        return false;
    if (frame->result && !on_error)
        return false;
    if (frame->result && !of_header && row->type == SMP_ADDRESS && oracle_number(frame, row) == 0)
        return false;
    if (!row->when.key)
        return true;
    ruler = oracle_row(frame, row->when.key);
    return ruler && oracle_present(frame, ruler) && oracle_number(frame, ruler) == row->when.value;
}

/* The number of a row that may be absent: then 0. */
static inline uint64_t oracle_value(const struct oracle *frame, const char *key)
{
    const struct smp_field *row = oracle_row(frame, key);

    return row && oracle_present(frame, row) ? oracle_number(frame, row) : 0;
}

/* The bytes of a received response that count. */
static inline size_t oracle_length(const struct smp_function *function, const uint8_t *data, size_t received)
{
    size_t own = 4;

    if (received < 4 || (function->flags & FUNCTION_NO_LENGTHS))
        return received;
    if (data[3])
        own = 4U + 4U * data[3];
    else if (data[2] == 0 && function->sas1_response_bytes)
        own = function->sas1_response_bytes;
    return own < received ? own : received;
}

static inline struct oracle oracle_response(const struct smp_function *function, const uint8_t *data,
                                            size_t received)
{
    struct oracle frame = { .table = &function->response, .header = &smp_response_header, .data = data };

    frame.length = oracle_length(function, data, received);
    if (frame.length >= 4) {
        frame.result = data[2];
        frame.short_shape = data[3] == 0 && !(function->flags & FUNCTION_NO_LENGTHS);
    }
    return frame;
}

/* The finer rows of a present row of flags. */
static inline struct oracle oracle_detail(const struct oracle *frame, const struct smp_field *row)
{
    return (struct oracle){ .table = row->detail, .data = frame->data + row->byte, .length = row->bits / 8U };
}

static inline const struct smp_list_kind *oracle_kind(const struct oracle *frame, const struct smp_list *list)
{
    uint64_t selector = list->selector_key ? oracle_value(frame, list->selector_key)
                                           : list->kinds[0].selector_value;

    for (size_t i = 0; i < list->kind_count; i++)
        if (list->kinds[i].selector_value == selector)
            return &list->kinds[i];
    return NULL;
}

static inline size_t oracle_stride(const struct oracle *frame, const struct smp_list *list, size_t smallest)
{
    uint64_t told;

    if (!list->length_key)
        return smallest;
    told = oracle_value(frame, list->length_key);
    if (!list->length_in_bytes || told != list->length_in_bytes)
        told *= 4;
    return list->repair_length && told < smallest ? smallest : (size_t)told;
}

/* What can be read of the list of a present row. */
static inline struct oracle_list oracle_list(const struct oracle *frame, const struct smp_field *row)
{
    const struct smp_list *list = row->list;
    struct oracle_list found = { .kind = oracle_kind(frame, list), .malformed = true };
    size_t room = frame->length - row->byte;
    uint64_t claimed;

    if (!found.kind)
        return found;
    found.stride = oracle_stride(frame, list, found.kind->table->bytes);
    if (list->count_key)
        claimed = oracle_value(frame, list->count_key);
    else
        claimed = found.stride ? room / found.stride : 0;
    if (claimed && found.stride < found.kind->table->bytes)
        return found;
    found.count = found.stride && claimed > room / found.stride ? room / found.stride : (size_t)claimed;
    found.malformed = found.count != claimed;
    return found;
}

static inline struct oracle oracle_element(const struct oracle *frame, const struct smp_field *row,
                                           const struct oracle_list *list, size_t index)
{
    struct oracle element = {
        .table = list->kind->table,
        .header = list->kind->has_header ? &smp_response_header : NULL,
        .data = frame->data + row->byte + index * list->stride,
        .length = list->stride,
        .element = true,
    };
    const struct smp_field *result = oracle_row(&element, "function_result");

    if (result && oracle_end(result) <= element.length)
        element.result = (unsigned)oracle_number(&element, result);
    return element;
}

/* Does a row that is present, or the header, describe this byte? */
static inline bool oracle_described(const struct oracle *frame, size_t offset)
{
    if (frame->header && offset < 4)
        return true;
    for (size_t i = 0; i < frame->table->count; i++) {
        const struct smp_field *row = &frame->table->rows[i];
        size_t end = row->bits == FIELD_TO_END ? frame->length : oracle_end(row);

        if (oracle_present(frame, row) && offset >= row->byte && offset < end)
            return true;
    }
    return false;
}

#endif
