/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Bounded access to the bytes of one row. */
#include "core/field.h"

#include <string.h>

static bool is_bytes(const struct smp_field *row)
{
    return row->type == SMP_ASCII || row->type == SMP_BYTES;
}

uint64_t smp_field_get(const uint8_t *data, const struct smp_field *row)
{
    uint64_t number = 0;

    for (size_t at = row->byte; at < row->end; at++)
        number = number << 8 | data[at];
    return number >> row->shift & smp_field_max(row);
}

bool smp_field_put(uint8_t *data, size_t room, const struct smp_field *row, uint64_t number)
{
    uint64_t mask = smp_field_max(row);

    if (is_bytes(row) || number > mask || row->end > room)
        return false;
    mask <<= row->shift;
    number <<= row->shift;
    for (size_t end = row->end; end > row->byte; end--, mask >>= 8, number >>= 8)
        data[end - 1] = (uint8_t)((data[end - 1] & ~mask) | number);
    return true;
}

const struct smp_name *smp_names_find(const struct smp_names *names, uint64_t value)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct smp_name *name = &names->rows[i];

        if (value == name->value || (name->last && value >= name->value && value <= name->last))
            return name;
    }
    return NULL;
}

const char *smp_field_label(const struct smp_field *row, char *label)
{
    size_t i;

    if (row->label)
        return row->label;
    for (i = 0; i + 1 < SMP_LABEL_ROOM && row->key[i]; i++)
        label[i] = (char)(row->key[i] == '_' ? ' ' : row->key[i]);
    label[i] = '\0';
    return label;
}

/* Hundreds of keys are looked up. Equal literals of one program are one string as a rule, so that looking for the
 * key's address finds most; comparing first letters spares most calls for the others. */
const struct smp_field *smp_table_row(const struct smp_table *table, const char *key)
{
    const struct smp_field *rows = table->rows;

    for (size_t i = 0; i < table->count; i++)
        if (rows[i].key == key)
            return &rows[i];
    for (size_t i = 0; i < table->count; i++)
        if (*rows[i].key == *key && strcmp(rows[i].key, key) == 0)
            return &rows[i];
    return NULL;
}

/* The header rows of a frame that has a header: requests are told by their table. */
static const struct smp_table *header_of(const struct smp_frame *frame)
{
    return frame->function && frame->table == &frame->function->request ? &smp_request_header
                                                                        : &smp_response_header;
}

const struct smp_field *smp_frame_row(const struct smp_frame *frame, const char *key)
{
    const struct smp_field *row = smp_table_row(frame->table, key);

    return row || !frame->has_header ? row : smp_table_row(header_of(frame), key);
}

static bool is_header_row(const struct smp_frame *frame, const struct smp_field *row)
{
    const struct smp_table *header = header_of(frame);

    return frame->has_header && row >= header->rows && row < header->rows + header->count;
}

static bool meant(const struct smp_frame *frame, const struct smp_field *row)
{
    const struct smp_field *ruler;

    if (!row->when.key)
        return true;
    ruler = smp_frame_row(frame, row->when.key);
    return ruler && smp_field_present(frame, ruler) && smp_field_get(frame->data, ruler) == row->when.value;
}

/* After a function result other than 0 only marked rows mean something, addresses only if given. */
static bool meant_on_error(const struct smp_frame *frame, const struct smp_field *row)
{
    if (is_header_row(frame, row))
        return true;
    if (!(row->flags & FIELD_ON_ERROR))
        return false;
    return row->type != SMP_ADDRESS || smp_field_get(frame->data, row) != 0;
}

bool smp_field_present(const struct smp_frame *frame, const struct smp_field *row)
{
    if (row->end > frame->length)
        return false;
    if (frame->short_shape && row->since >= SAS_2 && row->since != SAS_2_SHORT)
        return false;
    if (frame->result != 0 && !meant_on_error(frame, row))
        return false;
    return meant(frame, row);
}

const struct smp_field *smp_frame_next(const struct smp_frame *frame, const struct smp_field *row)
{
    const struct smp_field *end;

    if (!row && frame->element && frame->has_header) {
        row = smp_table_row(&smp_response_header, "function_result");
        if (smp_field_present(frame, row))
            return row;
    }
    if (!frame->table->count)
        return NULL;
    end = frame->table->rows + frame->table->count;
    row = !row || is_header_row(frame, row) ? frame->table->rows : row + 1;
    while (row < end && !smp_field_present(frame, row))
        row++;
    return row < end ? row : NULL;
}

uint64_t smp_field_number(const struct smp_frame *frame, const struct smp_field *row)
{
    return is_bytes(row) || row->end > frame->length ? 0 : smp_field_get(frame->data, row);
}

const uint8_t *smp_field_bytes(const struct smp_frame *frame, const struct smp_field *row, size_t *length)
{
    size_t end = row->bits == FIELD_TO_END ? frame->length : row->end;

    if (end > frame->length || end < row->byte) {
        *length = 0;
        return frame->data;
    }
    *length = end - row->byte;
    return frame->data + row->byte;
}

const uint8_t *smp_field_ordered(const struct smp_frame *frame, const struct smp_field *row, uint8_t *ordered,
                                 size_t *length)
{
    const uint8_t *bytes = smp_field_bytes(frame, row, length);

    if (!row->first_byte || *length < 4 || *length % 4 || bytes[0] == row->first_byte || bytes[3] != row->first_byte)
        return bytes;
    for (size_t i = 0; i < *length; i++)
        ordered[i] = bytes[i ^ 3];
    return ordered;
}

bool smp_frame_get(const struct smp_frame *frame, const char *key, uint64_t *number)
{
    const struct smp_field *row = smp_frame_row(frame, key);

    if (!row || is_bytes(row) || !smp_field_present(frame, row))
        return false;
    *number = smp_field_get(frame->data, row);
    return true;
}

uint64_t smp_frame_value(const struct smp_frame *frame, const char *key)
{
    uint64_t number = 0;

    return smp_frame_get(frame, key, &number) ? number : 0;
}
