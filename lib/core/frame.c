/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Frame lengths, views on frames, lists of descriptors, and what no row describes. */
#include "core/field.h"

#include <string.h>

bool smp_response_answers(const struct smp_function *function, const uint8_t *frame, size_t received)
{
    return received >= SMP_HEADER_BYTES && frame[SMP_TYPE_BYTE] == SMP_RESPONSE_FRAME &&
           frame[SMP_FUNCTION_BYTE] == function->code;
}

size_t smp_response_length(const struct smp_function *function, const uint8_t *frame, size_t received)
{
    size_t own;

    if (received < SMP_HEADER_BYTES || function->flags & FUNCTION_NO_LENGTHS)
        return received;
    if (frame[SMP_LENGTH_BYTE])
        own = SMP_HEADER_BYTES + 4 * (size_t)frame[SMP_LENGTH_BYTE];
    else if (frame[SMP_RESULT_BYTE] == 0 && function->sas1_response_bytes)
        own = function->sas1_response_bytes;
    else
        own = SMP_HEADER_BYTES;
    return own < received ? own : received;
}

/* Length bytes of a frame of this function, or a part of one, and the table that reads them. */
static struct smp_frame view(const struct smp_function *function, const struct smp_table *table, const uint8_t *data,
                             size_t length)
{
    return (struct smp_frame){ .function = function, .table = table, .data = data, .length = length };
}

void smp_frame_response(struct smp_frame *frame, const struct smp_function *function, const uint8_t *data,
                        size_t received)
{
    *frame = view(function, &function->response, data, smp_response_length(function, data, received));
    frame->has_header = true;
    if (frame->length >= SMP_HEADER_BYTES) {
        frame->result = data[SMP_RESULT_BYTE];
        frame->short_shape = data[SMP_LENGTH_BYTE] == 0 && !(function->flags & FUNCTION_NO_LENGTHS);
    }
}

void smp_frame_request(struct smp_frame *frame, const struct smp_function *function, const uint8_t *data,
                       size_t length)
{
    *frame = view(function, &function->request, data, length);
    frame->has_header = true;
}

bool smp_frame_detail(const struct smp_frame *frame, const struct smp_field *row, struct smp_frame *detail)
{
    if (!row->detail || !smp_field_present(frame, row))
        return false;
    *detail = view(frame->function, row->detail, frame->data + row->byte, row->bits / 8U);
    return true;
}

/* Every row that is a secret is cut to what there is of it. */
bool smp_mask_secrets(uint8_t *frame, size_t length, bool is_request)
{
    const struct smp_function *function =
        length > SMP_FUNCTION_BYTE ? smp_function_by_code(frame[SMP_FUNCTION_BYTE]) : NULL;
    const struct smp_table *table;
    bool any = false;

    if (!function)
        return false;
    table = is_request ? &function->request : &function->response;
    for (size_t i = 0; i < table->count; i++) {
        const struct smp_field *row = &table->rows[i];
        size_t bytes = row->bits / 8U; /* of a row that runs to the end more than any frame has */

        if ((row->flags & FIELD_SECRET) && row->byte < length) {
            memset(frame + row->byte, 0, bytes < length - row->byte ? bytes : length - row->byte);
            any = true;
        }
    }
    return any;
}

/* ---- Lists ----------------------------------------------------------------------------------------- */

/* Rows that a list depends on count as 0 where they are absent. */
static const struct smp_list_kind *choose_kind(const struct smp_frame *frame, const struct smp_list *list)
{
    uint64_t selector = list->selector_key ? smp_frame_value(frame, list->selector_key) : 0;

    for (size_t i = 0; i < list->kind_count; i++)
        if (list->kinds[i].selector_value == selector)
            return &list->kinds[i];
    return NULL;
}

static size_t choose_stride(const struct smp_frame *frame, const struct smp_list *list, size_t smallest)
{
    size_t stride;

    if (!list->length_key)
        return smallest;
    stride = (size_t)smp_frame_value(frame, list->length_key);
    if (!list->length_in_bytes || stride != list->length_in_bytes)
        stride *= 4;
    return stride < smallest && list->repair_length ? smallest : stride;
}

struct smp_list_iterator smp_frame_list(const struct smp_frame *frame)
{
    const struct smp_field *row = &frame->table->rows[frame->table->count - 1];
    struct smp_list_iterator list = { .frame = frame, .offset = row->byte };
    const struct smp_list *rules = row->list;

    if (!smp_field_present(frame, row))
        return list;
    list.kind = choose_kind(frame, rules);
    if (!list.kind) {
        list.problem = "unknown type of descriptor";
        return list;
    }
    list.stride = choose_stride(frame, rules, list.kind->table->bytes);
    list.left = rules->count_key ? (size_t)smp_frame_value(frame, rules->count_key)
                : list.stride    ? (frame->length - row->byte) / list.stride
                                 : 0;
    if (list.left && (list.stride == 0 || list.stride < list.kind->table->bytes)) {
        list.problem = "descriptor length is too small";
        list.left = 0;
    }
    return list;
}

bool smp_list_next(struct smp_list_iterator *list)
{
    if (list->left == 0)
        return false;
    if (list->frame->length - list->offset < list->stride) {
        list->problem = "fewer descriptors received than announced";
        list->left = 0;
        return false;
    }
    list->element = view(list->frame->function, list->kind->table, list->frame->data + list->offset, list->stride);
    list->element.has_header = list->kind->has_header;
    list->element.element = true;
    list->element.result = (int)smp_frame_value(&list->element, "function_result"); /* of its own, or 0 */
    list->offset += list->stride;
    list->left--;
    list->index++;
    return true;
}

/* ---- What no row describes ------------------------------------------------------------------------- */

/* Bytes whose only row has no meaning here are unknown, too: they are not lost. */
size_t smp_frame_unknown(const struct smp_frame *frame, bool *unknown)
{
    struct smp_frame cut = *frame;
    size_t first = frame->has_header ? SMP_HEADER_BYTES : 0;

    if (cut.length > SMP_MAX_FRAME)
        cut.length = SMP_MAX_FRAME;
    for (size_t i = 0; i < cut.length; i++)
        unknown[i] = i >= first && frame->data[i] && frame->result == 0;
    for (size_t i = 0; i < frame->table->count; i++) {
        const struct smp_field *row = &frame->table->rows[i];
        size_t length;

        if (!smp_field_present(&cut, row))
            continue;
        smp_field_bytes(&cut, row, &length);
        memset(unknown + row->byte, 0, length);
    }
    return cut.length;
}
