/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Random responses, from plain noise to frames whose lists are in order. */
#ifndef TESTS_RANDOM_FRAMES_H
#define TESTS_RANDOM_FRAMES_H

#include "oracle.h"

/* A generator whose numbers depend on its seed only (splitmix64). */
struct random {
    uint64_t state;
};

static inline uint64_t random_next(struct random *random)
{
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* A number below limit, which is not 0. */
static inline size_t random_below(struct random *random, size_t limit)
{
    return (size_t)(random_next(random) >> 11) % limit;
}

static inline void random_fill(struct random *random, uint8_t *data, size_t length)
{
    for (size_t i = 0; i < length; i += 8) {
        uint64_t bits = random_next(random);

        memcpy(data + i, &bits, length - i < 8 ? length - i : 8);
    }
}

enum random_shape { RANDOM_NOISE, RANDOM_HEADER, RANDOM_GOOD, RANDOM_MUTATED, RANDOM_SHAPES };

/* A header that belongs to the rest; sometimes with a result or without a length. */
static inline void random_header(struct random *random, const struct smp_function *function, uint8_t *frame,
                                 size_t length)
{
    const uint8_t header[4] = {
        0x41,
        function->code,
        (uint8_t)(random_below(random, 16) == 0 ? random_below(random, 64) : 0),
        (uint8_t)(random_below(random, 8) == 0 ? 0 : (length < 1024 ? length / 4 - (length >= 4) : 255)),
    };

    memcpy(frame, header, length < sizeof header ? length : sizeof header);
}

/* Writes a row that rules a list, if it is inside the frame. */
static inline void random_put(const struct smp_table *table, const char *key, uint8_t *frame, size_t length,
                              uint64_t number)
{
    const struct smp_field *row = key ? oracle_row_in(table, key) : NULL;

    if (row)
        smp_field_put(frame, length, row, number);
}

/* Makes the list of a response one that can be read: a kind, a stride and a count that fit. */
static inline void random_list(struct random *random, const struct smp_table *table,
                               const struct smp_field *row, uint8_t *frame, size_t length)
{
    const struct smp_list *list = row->list;
    const struct smp_list_kind *kind = &list->kinds[random_below(random, list->kind_count)];
    size_t stride = kind->table->bytes;
    size_t count;

    if (list->length_key)
        stride = (stride + 3) / 4 * 4 + 4 * random_below(random, 3);
    count = length > row->byte ? (length - row->byte) / stride : 0;
    random_put(table, list->selector_key, frame, length, kind->selector_value);
    random_put(table, list->length_key, frame, length, stride / 4);
    random_put(table, list->count_key, frame, length, count);
    for (size_t i = 0; kind->has_header && i < count; i++)
        random_header(random, &smp_function_discover, frame + row->byte + i * stride, stride);
}

/* Half of the frames are mostly zeros, as frames of real targets are. */
static inline void random_thin_out(struct random *random, uint8_t *frame, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (random_below(random, 4))
            frame[i] = 0;
}

static inline void random_mutate(struct random *random, uint8_t *frame, size_t length)
{
    for (size_t n = 1 + random_below(random, 8); n && length; n--)
        frame[random_below(random, random_below(random, 2) ? length : length < 64 ? length : 64)] =
            (uint8_t)random_next(random);
}

/* A response of length bytes to a function. */
static inline void random_frame(struct random *random, const struct smp_function *function,
                                enum random_shape shape, uint8_t *frame, size_t length)
{
    const struct smp_table *table = &function->response;

    random_fill(random, frame, length);
    if (shape == RANDOM_NOISE)
        return;
    if (random_below(random, 2))
        random_thin_out(random, frame, length);
    random_header(random, function, frame, length);
    if (shape == RANDOM_HEADER)
        return;
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].list)
            random_list(random, table, &table->rows[i], frame, length);
    if (shape == RANDOM_MUTATED)
        random_mutate(random, frame, length);
}

#endif
