/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * libFuzzer: a response through the decoder and every output. The first byte chooses function and output. */
#include "core/error.h"
#include "output/output.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void see_field(void *user, const struct smp_value *value)
{
    uint64_t *sum = user;

    *sum += value->number + (value->bytes && value->length ? value->bytes[value->length - 1] : 0);
}

static void show(FILE *out, const struct smp_frame *frame, unsigned way)
{
    const struct smp_text text = { .out = out, .brief = (int)way & 1, .verbose = (int)way & 2 };
    struct smp_json json = { .out = out }, lines = { .out = out, .lines = true };

    smp_text_frame(&text, frame);
    smp_json_object(&json, NULL);
    smp_json_frame(&json, frame);
    smp_json_end(&json);
    smp_json_frame(&lines, frame);
}

static void decode(const struct smp_function *function, const uint8_t *data, size_t size, unsigned way)
{
    static FILE *out;
    uint64_t sum = 0;
    const struct smp_visitor visitor = { .size = sizeof visitor, .user = &sum, .field = see_field };
    struct smp_frame frame;
    struct smp_error error;
    int result;

    if (!out && !(out = fopen("/dev/null", "w")))
        abort();
    smp_response_check(function, data, size, &result, &error);
    smp_response_walk(function, data, size, &visitor, &error);
    smp_frame_response(&frame, function, data, size);
    show(out, &frame, way);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t count = 0;
    uint8_t *frame;

    if (size < 1 || size > SMP_MAX_FRAME + 1)
        return 0;
    while (smp_function_at(count))
        count++;
    frame = malloc(size);
    if (!frame)
        abort();
    memcpy(frame, data + 1, size - 1);
    decode(smp_function_at(data[0] / 4 % count), frame, size - 1, data[0]);
    free(frame);
    return 0;
}
