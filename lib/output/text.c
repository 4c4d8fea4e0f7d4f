/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Text output: one line per row. The rules about noise (brief, verbose) live here and only here. */
#include "core/error.h"
#include "output/output.h"

#include <inttypes.h>
#include <string.h>

enum { VALUE_ROOM = 3 * SMP_MAX_FRAME + 1 }; /* all bytes of a frame in hex */

static bool is_set(const struct smp_frame *frame, const struct smp_field *row)
{
    size_t length;
    const uint8_t *bytes;

    if (row->type != SMP_ASCII && row->type != SMP_BYTES)
        return smp_field_number(frame, row) != 0;
    bytes = smp_field_bytes(frame, row, &length);
    return length && bytes[0];
}

/* Is the row that guards this one set, and the row that guards that one in brief text? */
static bool guard_allows(const struct smp_frame *frame, const struct smp_field *row)
{
    const struct smp_field *guard = smp_frame_row(frame, row->guard);

    if (!guard || !smp_field_present(frame, guard) || !is_set(frame, guard))
        return false;
    return guard == row || !(guard->show & SHOW_GUARD_BRIEF) || guard_allows(frame, guard);
}

static bool shown(const struct smp_text *text, const struct smp_frame *frame, const struct smp_field *row)
{
    const unsigned show = row->show;
    bool if_set = show & SHOW_SET || (show & SHOW_SET_OR_VERBOSE && !text->verbose) ||
                  (show & SHOW_SET_IF_BRIEF && text->brief);

    if (row->list || show & SHOW_NEVER || (show & SHOW_NOT_ELEMENT && frame->element) ||
        (if_set && !is_set(frame, row)))
        return false;
    if (text->brief && (show & SHOW_FULL || (show & SHOW_FULL_ELEMENT && frame->element)))
        return false;
    if ((show & SHOW_GUARD_SHORT && frame->short_shape) || (show & SHOW_GUARD_BRIEF && text->brief))
        return guard_allows(frame, row);
    return true;
}

/* Device text up to its first NUL, made safe. */
static void ascii_value(const struct smp_frame *frame, const struct smp_field *row, char *buffer, size_t room)
{
    size_t length;
    const uint8_t *bytes = smp_field_bytes(frame, row, &length);

    snprintf(buffer, room, "%.*s", (int)length, (const char *)bytes);
    smp_make_safe(buffer);
}

static void bytes_value(const struct smp_frame *frame, const struct smp_field *row, char *buffer, size_t room)
{
    size_t length;
    uint8_t ordered[SMP_MAX_FRAME];
    const uint8_t *bytes = smp_field_ordered(frame, row, ordered, &length);

    buffer[0] = '\0';
    for (size_t i = 0; i < length && 3 * (i + 1) < room; i++)
        snprintf(buffer + 3 * i, room - 3 * i, "%02x ", bytes[i]);
}

/* The words of a number that has some; false: show the number. */
static bool name_value(const struct smp_field *row, uint64_t number, char *buffer, size_t room)
{
    const struct smp_name *name;

    if (!row->names || row->style == STYLE_NUMBER)
        return false;
    name = smp_names_find(row->names, number);
    if (row->style == STYLE_NAMED && name)
        snprintf(buffer, room, "%" PRIu64 " [%s]", number, name->text);
    else if (row->style == STYLE_NAMED)
        snprintf(buffer, room, "%" PRIu64 " [Reserved [0x%" PRIx64 "]]", number, number);
    else if (name && name->text && name->with_number)
        snprintf(buffer, room, "%.*s0x%" PRIx64 "%s", (int)strcspn(name->text, "#"), name->text, number,
                 strchr(name->text, '#') + 1);
    else if (name && name->text)
        snprintf(buffer, room, "%s", name->text);
    else if (!name && row->names->other)
        snprintf(buffer, room, "%s [%" PRIu64 "]", row->names->other, number);
    else
        return false;
    return true;
}

const char *smp_text_value(const struct smp_frame *frame, const struct smp_field *row, char *buffer, size_t room)
{
    uint64_t number = smp_field_number(frame, row);

    if (row->type == SMP_ASCII)
        ascii_value(frame, row, buffer, room);
    else if (row->type == SMP_BYTES)
        bytes_value(frame, row, buffer, room);
    else if (name_value(row, number, buffer, room))
        return buffer;
    else if (row->style == STYLE_BYTES)
        snprintf(buffer, room, "%" PRIu64 " bytes", 4 * number);
    else if (row->style == STYLE_HEX16)
        snprintf(buffer, room, "%016" PRIx64, number);
    else if (row->style == STYLE_DEFAULT && (row->type == SMP_HEX || row->type == SMP_ADDRESS))
        snprintf(buffer, room, "0x%" PRIx64, number);
    else
        snprintf(buffer, room, "%" PRIu64 "%s%s", number, row->suffix && frame->element ? " " : "",
                 !row->suffix ? "" : frame->element ? row->unit : row->suffix);
    return buffer;
}

/* "attached target: ssp=1 stp=0 ...": a label and the rows that share its line. */
static void print_line(const struct smp_text *text, const struct smp_frame *frame, const struct smp_field *first)
{
    char value[VALUE_ROOM];

    fprintf(text->out, "%*s%s:", text->indent, "", first->line);
    for (const struct smp_field *row = first; row <= first + first->span; row++)
        if (smp_field_present(frame, row))
            fprintf(text->out, " %s=%s", row->word, smp_text_value(frame, row, value, sizeof value));
    putc('\n', text->out);
}

const char *smp_text_which(const struct smp_field *row, bool first)
{
    return first && row->flags & FIELD_OF_PIECE ? " (of first request)" : "";
}

/* A line with the label and the value; bytes have a line of their own, and some words are the whole line. */
static void print_row(const struct smp_text *text, const struct smp_frame *frame, const struct smp_field *row)
{
    const struct smp_name *name = row->names ? smp_names_find(row->names, smp_field_number(frame, row)) : NULL;
    char room[SMP_LABEL_ROOM], value[VALUE_ROOM];
    const char *label = smp_field_label(row, room), *which = smp_text_which(row, text->first);

    if (row->line) {
        print_line(text, frame, row);
        return;
    }
    smp_text_value(frame, row, value, sizeof value);
    if (name && name->whole_line)
        fprintf(text->out, "%*s%s\n", text->indent, "", value);
    else if (row->type == SMP_BYTES)
        fprintf(text->out, "%*s%s:\n%*s%s\n", text->indent, "", label, text->indent + 2, "", value);
    else
        fprintf(text->out, "%*s%s%s: %s\n", text->indent, "", label, which, value);
}

static bool is_named(const struct smp_field *row, const char *key)
{
    return key && strcmp(row->key, key) == 0;
}

void smp_text_frame(const struct smp_text *text, const struct smp_frame *frame)
{
    bool waiting = text->after != NULL, stopped = false;

    for (const struct smp_field *row = NULL; !stopped && (row = smp_frame_next(frame, row));) {
        if (waiting) {
            waiting = !is_named(row, text->after);
            continue;
        }
        if (shown(text, frame, row))
            print_row(text, frame, row);
        stopped = is_named(row, text->until);
        row += row->span;
    }
}

void smp_text_key(const struct smp_text *text, const struct smp_frame *frame, const char *key)
{
    const struct smp_field *row = smp_table_row(frame->table, key);

    if (row && smp_field_present(frame, row) && shown(text, frame, row))
        print_row(text, frame, row);
}
