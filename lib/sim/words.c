/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Lines, words and values of domain files. */
#include "core/digits.h"
#include "sim/parser.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void smp_sim_bad(struct smp_sim_parser *parser, const char *format, ...)
{
    char text[300];
    va_list arguments;

    if (parser->status)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    parser->status = smp_fail(parser->error, SMP_OPEN, 0, "%s:%u: %s", parser->file, parser->line, text);
    parser->next = parser->count;
}

bool smp_sim_made(struct smp_sim_parser *parser, bool made)
{
    if (!made && !parser->status) {
        parser->status = smp_fail(parser->error, SMP_RESOURCE, 0, "out of memory for domain '%s'", parser->file);
        parser->next = parser->count;
    }
    return made;
}

/* ---- Lines and words ------------------------------------------------------------------------------- */

/* A word has at least one byte in the text, and here at most one more, its NUL. */
char *smp_sim_room(const char *text)
{
    return malloc(2 * strlen(text) + 1);
}

/* '=' separates like a blank, so that "result=busy" and "result busy" are the same. */
static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '=';
}

/* Takes the word at a place and returns what is behind it; NULL: a quote that is not closed. */
static const char *read_word(struct smp_sim_parser *parser, const char *at)
{
    bool quoted = *at == '"';
    size_t length = 1 + strcspn(at + 1, quoted ? "\"\n" : " \t\r=\n#\"");

    memcpy(parser->room, at, length);
    parser->room[length] = '\0';
    parser->words[parser->count++] = parser->room;
    parser->room += length + 1;
    at += length;
    if (!quoted)
        return at;
    return *at == '"' ? at + 1 : NULL;
}

static void split_line(struct smp_sim_parser *parser)
{
    const char *at = parser->at;

    parser->line++;
    parser->count = parser->next = 0;
    while (*at && *at != '\n' && *at != '#') {
        if (is_blank(*at)) {
            at++;
            continue;
        }
        if (parser->count == SIM_MAX_WORDS)
            smp_sim_bad(parser, "more than %d words in a line", SIM_MAX_WORDS);
        else if (!(at = read_word(parser, at)))
            smp_sim_bad(parser, "a quote is not closed");
        if (parser->status)
            return;
    }
    at += strcspn(at, "\n");
    parser->at = *at ? at + 1 : at;
}

bool smp_sim_next_line(struct smp_sim_parser *parser)
{
    if (smp_sim_more(parser))
        smp_sim_bad(parser, "unexpected word " UNKNOWN, smp_sim_peek(parser));
    while (!parser->status && *parser->at) {
        split_line(parser);
        if (smp_sim_more(parser))
            return true;
    }
    return false;
}

bool smp_sim_more(const struct smp_sim_parser *parser)
{
    return parser->next < parser->count;
}

/* A word without the quote that it may begin with. */
static const char *bare(const char *word)
{
    return word + (*word == '"');
}

const char *smp_sim_peek(const struct smp_sim_parser *parser)
{
    return smp_sim_more(parser) ? bare(parser->words[parser->next]) : "";
}

bool smp_sim_accept(struct smp_sim_parser *parser, const char *word)
{
    const char *next = smp_sim_more(parser) ? parser->words[parser->next] : "";
    bool accepted = *next == *word && strcmp(next, word) == 0;

    parser->next += accepted;
    return accepted;
}

const struct smp_name *smp_sim_find_name(const struct smp_names *names, const char *key)
{
    for (const struct smp_name *name = names->rows; name < names->rows + names->count; name++)
        if (name->key && *name->key == *key && strcmp(name->key, key) == 0)
            return name;
    return NULL;
}

const struct smp_name *smp_sim_accept_name(struct smp_sim_parser *parser, const struct smp_names *names)
{
    const struct smp_name *name = smp_sim_find_name(names, smp_sim_peek(parser));

    parser->next += name != NULL;
    return name;
}

/* Takes the next word as it stands there. */
static const char *take_raw(struct smp_sim_parser *parser, const char *what)
{
    if (smp_sim_more(parser))
        return parser->words[parser->next++];
    smp_sim_bad(parser, "%s is missing", what);
    return "";
}

const char *smp_sim_take(struct smp_sim_parser *parser, const char *what)
{
    return bare(take_raw(parser, what));
}

bool smp_sim_dispatch(struct smp_sim_parser *parser, const struct smp_sim_word *words)
{
    enum smp_sim_where here = parser->expander ? SIM_EXPANDER : parser->host ? SIM_HOST_TOO : SIM_ANYWHERE;

    for (; words->word; words++)
        if (words->where >= here && smp_sim_accept(parser, words->word)) {
            for (const char *const *key = words->ones; *key; key++)
                smp_sim_put_field(parser, *key, (struct smp_sim_number){ .value = 1 });
            if (words->key)
                smp_sim_take_field(parser, words->key);
            if (words->parse)
                words->parse(parser);
            return true;
        }
    return false;
}

/* ---- Numbers --------------------------------------------------------------------------------------- */

static bool read_stepped(const char *word, struct smp_sim_number *number)
{
    const char *end = word + strlen(word);
    const char *at = smp_read_number(word, end, &number->value);

    number->step = 0;
    if (at && *at == '+') {
        number->step = 1;
        if (++at < end)
            at = smp_read_number(at, end, &number->step);
    }
    return at == end;
}

bool smp_sim_number_next(const struct smp_sim_parser *parser)
{
    struct smp_sim_number number;

    return smp_sim_more(parser) && read_stepped(parser->words[parser->next], &number);
}

struct smp_sim_number smp_sim_take_stepped(struct smp_sim_parser *parser, const char *what)
{
    const char *word = take_raw(parser, what);
    struct smp_sim_number number = { 0 };

    if (!read_stepped(word, &number))
        smp_sim_bad(parser, "%s: '%s' is no number", what, bare(word));
    return parser->status ? (struct smp_sim_number){ 0 } : number;
}

uint64_t smp_sim_take_number(struct smp_sim_parser *parser, const char *what, uint64_t max)
{
    struct smp_sim_number number = smp_sim_take_stepped(parser, what);

    if (number.step || number.value > max)
        smp_sim_bad(parser, "%s: must be a number from 0 to %" PRIu64, what, max);
    return parser->status ? 0 : number.value;
}

uint64_t smp_sim_take_option(struct smp_sim_parser *parser, const char *word, uint64_t max, uint64_t otherwise)
{
    return smp_sim_accept(parser, word) ? smp_sim_take_number(parser, word, max) : otherwise;
}

/* The names of values are those of JSON and key=value output. */
struct smp_sim_number smp_sim_take_value(struct smp_sim_parser *parser, const struct smp_field *row, bool stepped)
{
    const struct smp_name *name = row->names ? smp_sim_accept_name(parser, row->names) : NULL;
    struct smp_sim_number number;

    if (name)
        return (struct smp_sim_number){ .value = name->value };
    if (row->names && smp_sim_more(parser) && !smp_sim_number_next(parser))
        smp_sim_bad(parser, "%s has no value " UNKNOWN, row->key, smp_sim_peek(parser));
    number = smp_sim_take_stepped(parser, row->key);
    if (number.value > smp_field_max(row))
        smp_sim_bad(parser, "%s: at most %" PRIu64, row->key, smp_field_max(row));
    if (number.step && !stepped)
        smp_sim_bad(parser, "%s: one number, without a step", row->key);
    return parser->status ? (struct smp_sim_number){ 0 } : number;
}

bool smp_sim_read_range(const char *word, unsigned count, unsigned *first, unsigned *last)
{
    const char *end = word + strlen(word);
    uint64_t from, to;
    const char *at = smp_read_number(word, end, &from);

    to = from;
    if (at && *at == '-')
        at = smp_read_number(at + 1, end, &to);
    if (at != end || from > to || to >= count)
        return false;
    *first = (unsigned)from;
    *last = (unsigned)to;
    return true;
}

/* ---- Bytes ----------------------------------------------------------------------------------------- */

void smp_sim_take_bytes(struct smp_sim_parser *parser, const char *what, uint8_t *bytes, size_t room, bool text)
{
    const char *raw = take_raw(parser, what);
    const char *word = bare(raw);
    size_t length = strlen(word);

    memset(bytes, text ? ' ' : 0, room);
    if (!text && word == raw) {
        if (length % 2 || length / 2 > room || !smp_read_hex(word, length, bytes))
            smp_sim_bad(parser, "%s: must be pairs of hex digits, at most %zu", what, room);
    } else if (length > room) {
        smp_sim_bad(parser, "%s: '%s' is longer than %zu bytes", what, word, room);
    } else {
        memcpy(bytes, word, length);
    }
}
