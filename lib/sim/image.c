/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What is kept: responses and their descriptors as bytes, read and written by the keys of their rows. */
#include "sim/domain.h"

const struct smp_field *smp_sim_row(const struct smp_table *table, const char *key)
{
    const struct smp_field *row = smp_table_row(table, key);

    return row ? row : smp_table_row(&smp_response_header, key);
}

const struct smp_field *smp_sim_list_row(const struct smp_table *table)
{
    const struct smp_field *last = table->count ? &table->rows[table->count - 1] : NULL;

    return last && last->list ? last : NULL;
}

struct smp_sim_piece smp_sim_item(const struct smp_sim_expander *expander, enum smp_sim_part part, size_t index)
{
    const struct smp_sim_list *list = &expander->parts[part];

    return (struct smp_sim_piece){ list->table, (uint8_t *)list->items + index * list->bytes, list->bytes };
}

struct smp_sim_piece smp_sim_image(const struct smp_sim_phy *phy, enum smp_sim_part part)
{
    return smp_sim_item(phy->expander, part, phy->number);
}

uint64_t smp_sim_get(struct smp_sim_piece piece, const char *key)
{
    const struct smp_field *row = smp_sim_row(piece.table, key);

    return row ? smp_field_get(piece.bytes, row) : 0;
}

void smp_sim_put(struct smp_sim_piece piece, const char *key, uint64_t number)
{
    const struct smp_field *row = smp_sim_row(piece.table, key);

    if (row)
        smp_field_put(piece.bytes, piece.size, row, number);
}

void smp_sim_put_all(struct smp_sim_piece piece, struct smp_frame from)
{
    for (size_t i = 0; i < piece.table->count; i++) {
        const struct smp_field *row = &piece.table->rows[i];
        const struct smp_field *source = smp_table_row(from.table, row->key);

        if (source)
            smp_field_put(piece.bytes, piece.size, row, smp_field_number(&from, source));
    }
}

struct smp_frame smp_sim_frame(struct smp_sim_piece piece)
{
    return (struct smp_frame){ .table = piece.table, .data = piece.bytes, .length = piece.size };
}

void smp_sim_fill(struct smp_sim_piece first, size_t count, const struct smp_field *row, uint64_t number,
                  uint64_t step)
{
    for (; count; count--, first.bytes += first.size, number += step)
        smp_field_put(first.bytes, first.size, row, number);
}

/* Responses grew with the standards: one ends with the dword of the last field that its standard knows, and
 * has at least the size it had in SAS-1.1. */
size_t smp_sim_response_bytes(const struct smp_function *function, uint8_t standard)
{
    size_t bytes = function->sas1_response_bytes;

    for (size_t i = 0; i < function->response.count; i++) {
        const struct smp_field *row = &function->response.rows[i];
        size_t end = (row->end + 3U) / 4 * 4;

        if (row->bits == FIELD_TO_END)
            return function->response_bytes;
        if (row->since <= standard && end > bytes)
            bytes = end;
    }
    return bytes > function->response_bytes || bytes == 0 ? function->response_bytes : bytes;
}
