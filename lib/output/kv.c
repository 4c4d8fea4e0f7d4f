/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * key=value lines. */
#include "output/escape.h"
#include "output/output.h"

#include <inttypes.h>

enum { PREFIX_ROOM = 160 };

struct kv_walk {
    FILE *out;
    const char *prefix;       /* before every key */
    const char *list;         /* key of the open list, or NULL */
    char element[PREFIX_ROOM]; /* "list[0]." inside an element, else empty */
};

static void kv_key(struct kv_walk *walk, const char *key)
{
    fprintf(walk->out, "%s%s%s", walk->prefix, walk->element, key);
}

static void kv_number(struct kv_walk *walk, const struct smp_field *row, uint64_t number)
{
    const struct smp_name *name = row->names ? smp_names_find(row->names, number) : NULL;

    kv_key(walk, row->key);
    if (row->type == SMP_ADDRESS || (row->type == SMP_HEX && row->bits > 53))
        fprintf(walk->out, "=0x%016" PRIx64 "\n", number);
    else
        fprintf(walk->out, "=%" PRIu64 "\n", number);
    if (name && name->key) {
        kv_key(walk, row->key);
        fprintf(walk->out, "_name=%s\n", name->key);
    }
}

static void kv_bytes(struct kv_walk *walk, const char *key, const uint8_t *bytes, size_t length)
{
    kv_key(walk, key);
    putc('=', walk->out);
    for (size_t i = 0; i < length; i++)
        fprintf(walk->out, "%02x", bytes[i]);
    putc('\n', walk->out);
}

/* The finer fields of a word of flags: "<key>_bits.<field>=". */
static void kv_detail(struct kv_walk *walk, const struct smp_frame *frame, const struct smp_field *row)
{
    struct smp_frame detail;
    char prefix[2 * PREFIX_ROOM];

    if (!smp_frame_detail(frame, row, &detail))
        return;
    snprintf(prefix, sizeof prefix, "%s%s%s_bits.", walk->prefix, walk->element, row->key);
    smp_kv_frame(walk->out, prefix, &detail);
}

static void kv_field(void *user, const struct smp_frame *frame, const struct smp_field *row)
{
    struct kv_walk *walk = user;
    size_t length;
    const uint8_t *bytes;

    if (row->flags & FIELD_LINE)
        return;
    if (row->type != SMP_ASCII && row->type != SMP_BYTES) {
        kv_number(walk, row, smp_field_number(frame, row));
        kv_detail(walk, frame, row);
        return;
    }
    bytes = smp_field_bytes(frame, row, &length);
    if (row->type == SMP_BYTES) {
        kv_bytes(walk, row->key, bytes, length);
        return;
    }
    kv_key(walk, row->key);
    putc('=', walk->out);
    smp_escape(walk->out, bytes, smp_trimmed(bytes, length));
    putc('\n', walk->out);
}

static void kv_list_begin(void *user, const struct smp_frame *frame, const struct smp_field *row)
{
    struct kv_walk *walk = user;

    (void)frame;
    walk->list = row->list_key ? row->list_key : row->key;
}

static void kv_element_begin(void *user, const struct smp_frame *element, size_t index)
{
    struct kv_walk *walk = user;

    (void)element;
    snprintf(walk->element, sizeof walk->element, "%s[%zu].", walk->list, index);
}

static void kv_element_end(void *user, const struct smp_frame *element, size_t index)
{
    struct kv_walk *walk = user;

    (void)element;
    (void)index;
    walk->element[0] = '\0';
}

static void kv_unknown(void *user, const struct smp_frame *frame, size_t offset, size_t length)
{
    struct kv_walk *walk = user;
    char key[40];

    snprintf(key, sizeof key, "unknown_bytes[%zu]", offset);
    kv_bytes(walk, key, frame->data + offset, length);
}

const char *smp_kv_frame(FILE *out, const char *prefix, const struct smp_frame *frame)
{
    struct kv_walk walk = { .out = out, .prefix = prefix };
    const struct smp_sink sink = {
        .user = &walk,
        .field = kv_field,
        .list_begin = kv_list_begin,
        .element_begin = kv_element_begin,
        .element_end = kv_element_end,
        .unknown = kv_unknown,
    };

    return smp_walk(frame, &sink);
}
