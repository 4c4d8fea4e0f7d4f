/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Lines, words and values of domain files. */
#include "core/digits.h"
#include "sim/parser.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int smp_sim_bad(struct smp_sim_parser *parser, const char *format, ...)
{
    char text[300];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return smp_fail(parser->error, SMP_OPEN, 0, "%s:%u: %s", parser->file, parser->line, text);
}

int smp_sim_no_memory(struct smp_sim_parser *parser)
{
    return smp_fail(parser->error, SMP_RESOURCE, 0, "out of memory for domain '%s'", parser->file);
}

/* ---- Lines and words ------------------------------------------------------------------------------- */

/* '=' separates like a blank, so that "result=busy" and "result busy" are the same. */
static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '=';
}

static bool ends_line(char c)
{
    return c == '\0' || c == '\n' || c == '#';
}

/* Takes the word at *at apart; false: a quote that is not closed. */
static bool take_token(const char **at, struct smp_sim_token *token)
{
    const char *start = *at;
    const char *end = start;

    token->quoted = *start == '"';
    if (token->quoted) {
        start++;
        end = start + strcspn(start, "\"\n");
        if (*end != '"')
            return false;
        *at = end + 1;
    } else {
        while (!is_blank(*end) && !ends_line(*end) && *end != '"')
            end++;
        *at = end;
    }
    token->start = start;
    token->length = (size_t)(end - start);
    return true;
}

static int split_line(struct smp_sim_parser *parser)
{
    const char *at = parser->at;

    parser->count = parser->next = 0;
    for (;;) {
        while (is_blank(*at))
            at++;
        if (ends_line(*at))
            break;
        if (parser->count == SIM_MAX_WORDS)
            return smp_sim_bad(parser, "more than %d words in a line", SIM_MAX_WORDS);
        if (!take_token(&at, &parser->tokens[parser->count++]))
            return smp_sim_bad(parser, "a quote is not closed");
    }
    at += strcspn(at, "\n");
    parser->at = *at ? at + 1 : at;
    return 0;
}

int smp_sim_next_line(struct smp_sim_parser *parser, bool *end)
{
    char word[SIM_WORD];

    *end = false;
    if (parser->next < parser->count)
        return smp_sim_bad(parser, "unexpected word '%s'", smp_sim_peek(parser, word));
    while (*parser->at) {
        int status;

        parser->line++;
        status = split_line(parser);
        if (status || parser->count)
            return status;
    }
    *end = true;
    return 0;
}

const char *smp_sim_peek(const struct smp_sim_parser *parser, char *word)
{
    word[0] = '\0';
    if (parser->next < parser->count) {
        const struct smp_sim_token *token = &parser->tokens[parser->next];

        snprintf(word, SIM_WORD, "%.*s", (int)(token->length < SIM_WORD ? token->length : SIM_WORD - 1),
                 token->start);
    }
    return word;
}

bool smp_sim_accept(struct smp_sim_parser *parser, const char *word)
{
    const struct smp_sim_token *token = &parser->tokens[parser->next];

    if (parser->next >= parser->count || token->quoted || *token->start != *word ||
        token->length != strlen(word) || memcmp(token->start, word, token->length) != 0)
        return false;
    parser->next++;
    return true;
}

int smp_sim_take(struct smp_sim_parser *parser, const char *what, struct smp_sim_token *token)
{
    if (parser->next >= parser->count)
        return smp_sim_bad(parser, "%s is missing", what);
    *token = parser->tokens[parser->next++];
    return 0;
}

int smp_sim_take_word(struct smp_sim_parser *parser, const char *what, char *word)
{
    struct smp_sim_token token;

    smp_sim_peek(parser, word);
    return smp_sim_take(parser, what, &token);
}

int smp_sim_dispatch(struct smp_sim_parser *parser, const struct smp_sim_word *words, size_t count,
                     const char *what)
{
    char word[SIM_WORD];

    for (size_t i = 0; i < count; i++)
        if (smp_sim_accept(parser, words[i].word))
            return words[i].parse(parser);
    return smp_sim_bad(parser, "unknown %s '%s'", what, smp_sim_peek(parser, word));
}

/* ---- Numbers --------------------------------------------------------------------------------------- */

static bool read_stepped(const struct smp_sim_token *token, struct smp_sim_number *number)
{
    const char *end = token->start + token->length;
    const char *at = smp_read_number(token->start, end, &number->value);

    number->step = 0;
    if (!at || token->quoted)
        return false;
    if (at < end && *at == '+') {
        number->step = 1;
        if (++at < end)
            at = smp_read_number(at, end, &number->step);
    }
    return at == end;
}

bool smp_sim_number_next(const struct smp_sim_parser *parser)
{
    struct smp_sim_number number;

    return parser->next < parser->count && read_stepped(&parser->tokens[parser->next], &number);
}

int smp_sim_take_stepped(struct smp_sim_parser *parser, const char *what, struct smp_sim_number *number)
{
    struct smp_sim_token token;
    int status = smp_sim_take(parser, what, &token);

    if (status)
        return status;
    if (!read_stepped(&token, number))
        return smp_sim_bad(parser, "%s: '%.*s' is no number", what, (int)token.length, token.start);
    return 0;
}

int smp_sim_take_number(struct smp_sim_parser *parser, const char *what, uint64_t max, uint64_t *number)
{
    struct smp_sim_number stepped = { 0 };
    int status = smp_sim_take_stepped(parser, what, &stepped);

    if (status)
        return status;
    if (stepped.step || stepped.value > max)
        return smp_sim_bad(parser, "%s: must be a number from 0 to %" PRIu64, what, max);
    *number = stepped.value;
    return 0;
}

/* The value of a name as JSON and key=value print it, or as text does ("6 Gbps"). */
static const struct smp_name *find_name(const struct smp_names *names, const struct smp_sim_token *token)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct smp_name *name = &names->rows[i];

        if (name->key && strlen(name->key) == token->length &&
            memcmp(name->key, token->start, token->length) == 0)
            return name;
    }
    return NULL;
}

int smp_sim_take_value(struct smp_sim_parser *parser, const struct smp_field *row,
                       struct smp_sim_number *number)
{
    int status;

    if (row->names && parser->next < parser->count && !smp_sim_number_next(parser)) {
        const struct smp_sim_token *token = &parser->tokens[parser->next];
        const struct smp_name *name = find_name(row->names, token);

        if (!name)
            return smp_sim_bad(parser, "%s has no value '%.*s'", row->key, (int)token->length, token->start);
        parser->next++;
        *number = (struct smp_sim_number){ .value = name->value };
        return 0;
    }
    status = smp_sim_take_stepped(parser, row->key, number);
    if (!status && number->value > smp_field_max(row))
        return smp_sim_bad(parser, "%s: at most %" PRIu64, row->key, smp_field_max(row));
    return status;
}

int smp_sim_take_single(struct smp_sim_parser *parser, const struct smp_field *row, uint64_t *number)
{
    struct smp_sim_number stepped = { 0 };
    int status = smp_sim_take_value(parser, row, &stepped);

    if (!status && stepped.step)
        return smp_sim_bad(parser, "%s: one number, without a step", row->key);
    *number = stepped.value;
    return status;
}

int smp_sim_take_keyed(struct smp_sim_parser *parser, const struct smp_sim_keyed *keyed, size_t count)
{
    int status = 0;

    for (size_t i = 0; !status && i < count; i++)
        if (smp_sim_accept(parser, keyed[i].word))
            status = keyed[i].row ? smp_sim_take_single(parser, keyed[i].row, keyed[i].number)
                                  : smp_sim_take_number(parser, keyed[i].word, keyed[i].max, keyed[i].number);
    return status;
}

/* ---- Bytes, phys ----------------------------------------------------------------------------------- */

int smp_sim_take_bytes(struct smp_sim_parser *parser, const char *what, uint8_t *bytes, size_t room,
                       bool text)
{
    struct smp_sim_token token = { 0 };
    int status = smp_sim_take(parser, what, &token);

    if (status)
        return status;
    memset(bytes, text ? ' ' : 0, room);
    if (text || token.quoted) {
        if (token.length > room)
            return smp_sim_bad(parser, "%s: '%.*s' is longer than %zu bytes", what, (int)token.length,
                               token.start, room);
        memcpy(bytes, token.start, token.length);
    } else if (token.length % 2 || token.length / 2 > room || !smp_read_hex(token.start, token.length, bytes)) {
        return smp_sim_bad(parser, "%s: must be pairs of hex digits, at most %zu", what, room);
    }
    return 0;
}

int smp_sim_take_phys(struct smp_sim_parser *parser, unsigned *first, unsigned *last)
{
    unsigned count = parser->expander->phy_count;
    struct smp_sim_token token = { 0 };
    uint64_t from;
    uint64_t to;
    const char *at;
    int status = smp_sim_take(parser, "phy number", &token);

    if (status)
        return status;
    if (count == 0)
        return smp_sim_bad(parser, "phys must be told before");
    *first = 0;
    *last = count - 1;
    if (token.length == 3 && memcmp(token.start, "all", 3) == 0)
        return 0;
    at = smp_read_number(token.start, token.start + token.length, &from);
    to = from;
    if (at && *at == '-' && at < token.start + token.length)
        at = smp_read_number(at + 1, token.start + token.length, &to);
    if (at != token.start + token.length || from > to || to >= count)
        return smp_sim_bad(parser, "bad phys '%.*s': must be N or N-M within 0 to %u", (int)token.length,
                           token.start, count - 1);
    *first = (unsigned)from;
    *last = (unsigned)to;
    return 0;
}
