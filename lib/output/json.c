/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What machines read: a small writer of JSON (RFC 8259) and of the same as key=value lines, and the fields of a
 * frame as members. */
#include "output/output.h"

#include <inttypes.h>
#include <string.h>

enum { KEY_ROOM = 96 };

/* ---- Strings --------------------------------------------------------------------------------------- */

/* Bytes of the well formed UTF-8 sequence beyond ASCII at text (RFC 3629), 0: none. */
static size_t utf8_length(const uint8_t *text)
{
    size_t length = text[0] >= 0xf0 ? 4 : text[0] >= 0xe0 ? 3 : 2;
    uint32_t code = text[0] & (0xffU >> (length + 1));
    static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };

    if (text[0] < 0xc2 || text[0] > 0xf4)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (text[i] & 0x3f);
    }
    return code < smallest[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? 0 : length;
}

/* Writes bytes as the inside of a JSON string: quote and backslash escaped, all but printable ASCII as \u00XX. Of text
 * with a NUL behind it well formed UTF-8 may stay as it is. */
static void escape(FILE *out, const uint8_t *bytes, size_t length, bool keeps_utf8)
{
    const uint8_t *end = bytes + length;

    while (bytes < end) {
        size_t sequence = keeps_utf8 ? utf8_length(bytes) : 0;

        if (sequence)
            fwrite(bytes, 1, sequence, out);
        else if (*bytes == '"' || *bytes == '\\')
            fprintf(out, "\\%c", *bytes);
        else if (*bytes >= 0x20 && *bytes < 0x7f)
            putc_unlocked(*bytes, out);
        else
            fprintf(out, "\\u%04x", *bytes);
        bytes += sequence ? sequence : 1;
    }
}

/* ---- The writer ------------------------------------------------------------------------------------ */

/* What stands in front of a value: comma, line break, indent and key, or the whole path. */
static void begin_value(struct smp_json *json, const char *key, bool quoted)
{
    size_t index = json->items[json->depth]++;

    if (json->lines) {
        fprintf(json->out, "%s%s=", json->path, key);
        return;
    }
    if (json->depth > 0)
        fprintf(json->out, "%s\n%*s", index ? "," : "", 2 * json->depth, "");
    if (key)
        fprintf(json->out, "\"%s\": ", key);
    if (quoted)
        putc('"', json->out);
}

static void end_value(struct smp_json *json, bool quoted)
{
    if (json->lines)
        putc('\n', json->out);
    else if (quoted)
        putc('"', json->out);
}

/* Lines show no brackets: the path grows by "key." or by the "key" and the "[0]." of an array. */
static void open_nest(struct smp_json *json, const char *key, char bracket, char closing)
{
    size_t used = strlen(json->path);
    char *end = json->path + used;

    if (!json->lines) {
        begin_value(json, key, false);
        putc(bracket, json->out);
    } else if (key) {
        snprintf(end, sizeof json->path - used, bracket == '{' ? "%s." : "%s", key);
    } else {
        snprintf(end, sizeof json->path - used, "[%zu].", json->items[json->depth]++);
    }
    if (json->depth + 1 < SMP_JSON_DEPTH)
        json->depth++;
    json->items[json->depth] = 0;
    json->outer[json->depth] = used;
    json->closing[json->depth] = closing;
}

void smp_json_object(struct smp_json *json, const char *key)
{
    open_nest(json, key, '{', '}');
}

void smp_json_array(struct smp_json *json, const char *key)
{
    open_nest(json, key, '[', ']');
}

void smp_json_end(struct smp_json *json)
{
    bool filled = json->items[json->depth] > 0;
    char closing = json->closing[json->depth];

    json->path[json->outer[json->depth]] = '\0';
    if (json->depth > 0)
        json->depth--;
    if (json->lines)
        return;
    if (filled)
        fprintf(json->out, "\n%*s", 2 * json->depth, "");
    putc(closing, json->out);
    if (json->depth == 0)
        putc('\n', json->out);
}

void smp_json_number(struct smp_json *json, const char *key, uint64_t number)
{
    begin_value(json, key, false);
    fprintf(json->out, "%" PRIu64, number);
    end_value(json, false);
}

void smp_json_bool(struct smp_json *json, const char *key, bool value)
{
    static const char *const words[][2] = { { "false", "true" }, { "0", "1" } };

    begin_value(json, key, false);
    fputs(words[json->lines][value], json->out);
    end_value(json, false);
}

void smp_json_string(struct smp_json *json, const char *key, const char *text)
{
    begin_value(json, key, true);
    escape(json->out, (const uint8_t *)text, strlen(text), !json->lines);
    end_value(json, true);
}

void smp_json_address(struct smp_json *json, const char *key, uint64_t address)
{
    begin_value(json, key, true);
    fprintf(json->out, "0x%016" PRIx64, address);
    end_value(json, true);
}

void smp_json_bytes(struct smp_json *json, const char *key, const uint8_t *bytes, size_t length)
{
    begin_value(json, key, true);
    smp_put_hex(json->out, bytes, length, '\0');
    end_value(json, true);
}

/* ---- Frames ---------------------------------------------------------------------------------------- */

/* Device text without blanks and NULs at its end. */
static void put_text(struct smp_json *json, const char *key, const uint8_t *bytes, size_t length)
{
    while (length && (bytes[length - 1] == ' ' || bytes[length - 1] == '\0'))
        length--;
    begin_value(json, key, true);
    escape(json->out, bytes, length, false);
    end_value(json, true);
}

/* A value that has a name has a second member "<key>_name". */
static void put_number(struct smp_json *json, const struct smp_field *row, uint64_t number)
{
    const struct smp_name *name = row->names ? smp_names_find(row->names, number) : NULL;
    char key[KEY_ROOM];

    if (row->type == SMP_BOOL)
        smp_json_bool(json, row->key, number != 0);
    else if (row->type == SMP_ADDRESS || (row->type == SMP_HEX && row->bits > 53))
        smp_json_address(json, row->key, number);
    else
        smp_json_number(json, row->key, number);
    if (!name || !name->key)
        return;
    snprintf(key, sizeof key, "%s_name", row->key);
    smp_json_string(json, key, name->key);
}

/* The finer fields of a word of flags follow as "<key>_bits". */
static void put_field(struct smp_json *json, const struct smp_frame *frame, const struct smp_field *row)
{
    struct smp_frame detail;
    char key[KEY_ROOM];
    size_t length;
    uint8_t ordered[SMP_MAX_FRAME];
    const uint8_t *bytes = smp_field_ordered(frame, row, ordered, &length);

    if (row->type == SMP_ASCII)
        put_text(json, row->key, bytes, length);
    else if (row->type == SMP_BYTES)
        smp_json_bytes(json, row->key, bytes, length);
    else
        put_number(json, row, smp_field_number(frame, row));
    if (!smp_frame_detail(frame, row, &detail))
        return;
    snprintf(key, sizeof key, "%s_bits", row->key);
    smp_json_object(json, key);
    smp_json_frame(json, &detail);
    smp_json_end(json);
}

static const char *put_list(struct smp_json *json, const struct smp_frame *frame, const struct smp_field *row)
{
    struct smp_list_iterator list = smp_frame_list(frame);

    smp_json_array(json, row->list_key ? row->list_key : row->key);
    while (smp_list_next(&list)) {
        smp_json_object(json, NULL);
        smp_json_frame(json, &list.element);
        smp_json_end(json);
    }
    smp_json_end(json);
    return list.problem;
}

/* Each run of bytes that no row describes. */
static void put_unknown(struct smp_json *json, const struct smp_frame *frame)
{
    bool unknown[SMP_MAX_FRAME], opened = false;
    size_t length = smp_frame_unknown(frame, unknown);
    char key[KEY_ROOM];

    for (size_t at = 0, end; at < length; at = end + 1) {
        for (end = at; end < length && unknown[end]; end++)
            continue;
        if (end == at)
            continue;
        if (json->lines) {
            snprintf(key, sizeof key, "unknown_bytes[%zu]", at);
            smp_json_bytes(json, key, frame->data + at, end - at);
            continue;
        }
        if (!opened)
            smp_json_array(json, "unknown_bytes");
        opened = true;
        smp_json_object(json, NULL);
        smp_json_number(json, "offset", at);
        smp_json_bytes(json, "bytes", frame->data + at, end - at);
        smp_json_end(json);
    }
    if (opened)
        smp_json_end(json);
}

const char *smp_json_frame(struct smp_json *json, const struct smp_frame *frame)
{
    const char *problem = NULL;

    for (const struct smp_field *row = NULL; (row = smp_frame_next(frame, row));)
        if (row->list)
            problem = put_list(json, frame, row);
        else
            put_field(json, frame, row);
    put_unknown(json, frame);
    return problem;
}
