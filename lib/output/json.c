/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * JSON (RFC 8259): a small writer, and the fields of a frame as members. */
#include "output/output.h"
#include "output/escape.h"

#include <inttypes.h>
#include <string.h>

/* Comma, line break and indent before a member or element; then its key. */
static void begin_item(struct smp_json *json, const char *key)
{
    if (json->depth > 0) {
        fputs(json->filled[json->depth] ? ",\n" : "\n", json->out);
        fprintf(json->out, "%*s", 2 * json->depth, "");
        json->filled[json->depth] = true;
    }
    if (key)
        fprintf(json->out, "\"%s\": ", key);
}

static void open_nest(struct smp_json *json, const char *key, char bracket)
{
    begin_item(json, key);
    putc(bracket, json->out);
    if (json->depth + 1 < SMP_JSON_DEPTH)
        json->depth++;
    json->filled[json->depth] = false;
}

static void close_nest(struct smp_json *json, char bracket)
{
    bool filled = json->filled[json->depth];

    if (json->depth > 0)
        json->depth--;
    if (filled)
        fprintf(json->out, "\n%*s", 2 * json->depth, "");
    putc(bracket, json->out);
    if (json->depth == 0)
        putc('\n', json->out);
}

void smp_json_object(struct smp_json *json, const char *key)
{
    open_nest(json, key, '{');
}

void smp_json_array(struct smp_json *json, const char *key)
{
    open_nest(json, key, '[');
}

void smp_json_end_object(struct smp_json *json)
{
    close_nest(json, '}');
}

void smp_json_end_array(struct smp_json *json)
{
    close_nest(json, ']');
}

void smp_json_number(struct smp_json *json, const char *key, uint64_t number)
{
    begin_item(json, key);
    fprintf(json->out, "%" PRIu64, number);
}

void smp_json_bool(struct smp_json *json, const char *key, bool value)
{
    begin_item(json, key);
    fputs(value ? "true" : "false", json->out);
}

void smp_json_text(struct smp_json *json, const char *key, const uint8_t *bytes, size_t length, bool trim)
{
    begin_item(json, key);
    putc('"', json->out);
    smp_escape(json->out, bytes, trim ? smp_trimmed(bytes, length) : length);
    putc('"', json->out);
}

void smp_json_string(struct smp_json *json, const char *key, const char *text)
{
    begin_item(json, key);
    putc('"', json->out);
    smp_escape_text(json->out, text);
    putc('"', json->out);
}

void smp_json_bytes(struct smp_json *json, const char *key, const uint8_t *bytes, size_t length)
{
    begin_item(json, key);
    putc('"', json->out);
    for (size_t i = 0; i < length; i++)
        fprintf(json->out, "%02x", bytes[i]);
    putc('"', json->out);
}

void smp_json_address(struct smp_json *json, const char *key, uint64_t address)
{
    begin_item(json, key);
    fprintf(json->out, "\"0x%016" PRIx64 "\"", address);
}

/* ---- Frames ---------------------------------------------------------------------------------------- */

struct json_walk {
    struct smp_json *json;
    bool unknown; /* unknown_bytes is open */
};

static void end_unknown(struct json_walk *walk)
{
    if (walk->unknown)
        smp_json_end_array(walk->json);
    walk->unknown = false;
}

static void json_number(struct smp_json *json, const struct smp_field *row, uint64_t number)
{
    if (row->type == SMP_BOOL)
        smp_json_bool(json, row->key, number != 0);
    else if (row->type == SMP_ADDRESS || (row->type == SMP_HEX && row->bits > 53))
        smp_json_address(json, row->key, number);
    else
        smp_json_number(json, row->key, number);
}

/* The second member of a value that has a name: "<key>_name". */
static void json_name(struct smp_json *json, const struct smp_field *row, uint64_t number)
{
    const struct smp_name *name = row->names ? smp_names_find(row->names, number) : NULL;
    char key[96];

    if (!name || !name->key)
        return;
    snprintf(key, sizeof key, "%s_name", row->key);
    smp_json_string(json, key, name->key);
}

static void json_detail(struct json_walk *walk, const struct smp_frame *frame, const struct smp_field *row);

static void json_field(void *user, const struct smp_frame *frame, const struct smp_field *row)
{
    struct json_walk *walk = user;
    size_t length;
    const uint8_t *bytes;

    if (row->flags & FIELD_LINE)
        return;
    if (row->type != SMP_ASCII && row->type != SMP_BYTES) {
        uint64_t number = smp_field_number(frame, row);

        json_number(walk->json, row, number);
        json_name(walk->json, row, number);
        json_detail(walk, frame, row);
        return;
    }
    bytes = smp_field_bytes(frame, row, &length);
    if (row->type == SMP_ASCII)
        smp_json_text(walk->json, row->key, bytes, length, true);
    else
        smp_json_bytes(walk->json, row->key, bytes, length);
}

static void json_list_begin(void *user, const struct smp_frame *frame, const struct smp_field *row)
{
    struct json_walk *walk = user;

    (void)frame;
    smp_json_array(walk->json, row->list_key ? row->list_key : row->key);
}

static void json_element_begin(void *user, const struct smp_frame *element, size_t index)
{
    struct json_walk *walk = user;

    (void)element;
    (void)index;
    smp_json_object(walk->json, NULL);
}

static void json_element_end(void *user, const struct smp_frame *element, size_t index)
{
    struct json_walk *walk = user;

    (void)element;
    (void)index;
    end_unknown(walk);
    smp_json_end_object(walk->json);
}

static void json_list_end(void *user, const struct smp_frame *frame, const struct smp_field *row)
{
    struct json_walk *walk = user;

    (void)frame;
    (void)row;
    smp_json_end_array(walk->json);
}

static void json_unknown(void *user, const struct smp_frame *frame, size_t offset, size_t length)
{
    struct json_walk *walk = user;

    if (!walk->unknown)
        smp_json_array(walk->json, "unknown_bytes");
    walk->unknown = true;
    smp_json_object(walk->json, NULL);
    smp_json_number(walk->json, "offset", offset);
    smp_json_bytes(walk->json, "bytes", frame->data + offset, length);
    smp_json_end_object(walk->json);
}

static struct smp_sink json_sink(struct json_walk *walk)
{
    return (struct smp_sink){
        .user = walk,
        .field = json_field,
        .list_begin = json_list_begin,
        .element_begin = json_element_begin,
        .element_end = json_element_end,
        .list_end = json_list_end,
        .unknown = json_unknown,
    };
}

/* The finer fields of a word of flags: "<key>_bits". */
static void json_detail(struct json_walk *walk, const struct smp_frame *frame, const struct smp_field *row)
{
    struct smp_frame detail;
    struct json_walk inner = { .json = walk->json };
    struct smp_sink sink = json_sink(&inner);
    char key[96];

    if (!smp_frame_detail(frame, row, &detail))
        return;
    sink.unknown = NULL;
    snprintf(key, sizeof key, "%s_bits", row->key);
    smp_json_object(walk->json, key);
    smp_walk(&detail, &sink);
    smp_json_end_object(walk->json);
}

const char *smp_json_frame(struct smp_json *json, const struct smp_frame *frame)
{
    struct json_walk walk = { .json = json };
    const struct smp_sink sink = json_sink(&walk);
    const char *problem = smp_walk(frame, &sink);

    end_unknown(&walk);
    return problem;
}
