/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * A strict reader of JSON (RFC 8259) for the tests: one document becomes a tree. Refuses what a lenient
 * reader takes: commas too many, text behind the document, control characters, two members of one name. */
#ifndef TESTS_JSON_H
#define TESTS_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum json_type { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
    enum json_type type;
    char *key;         /* of a member, else NULL */
    char *text;        /* number as written; string, escapes undone, NUL-terminated */
    size_t length;     /* bytes at text */
    struct json *first; /* members or elements */
    struct json *next;
};

struct json_reader {
    const char *start;
    const char *at;
    const char *end;
    const char *problem; /* the first one, or NULL */
};

enum { JSON_DEEPEST = 32 };

static inline void *json_refuse(struct json_reader *reader, const char *problem)
{
    if (!reader->problem)
        reader->problem = problem;
    return NULL;
}

static inline void json_free(struct json *json)
{
    while (json) {
        struct json *next = json->next;

        json_free(json->first);
        free(json->key);
        free(json->text);
        free(json);
        json = next;
    }
}

static inline void json_blank(struct json_reader *reader)
{
    while (reader->at < reader->end && strchr(" \t\r\n", *reader->at) && *reader->at)
        reader->at++;
}

/* Takes one character if it is the next one. */
static inline bool json_take(struct json_reader *reader, char c)
{
    if (reader->at == reader->end || *reader->at != c)
        return false;
    reader->at++;
    return true;
}

static inline int json_hex(char c)
{
    const char *digits = "0123456789abcdef";
    const char *found = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;

    return found ? (int)(found - digits) : -1;
}

/* The four digits of a \u escape: a byte. The utilities escape nothing else this way. */
static inline int json_unicode(struct json_reader *reader)
{
    int code = 0;

    for (int i = 0; i < 4; i++) {
        int digit = reader->at < reader->end ? json_hex(*reader->at++) : -1;

        if (digit < 0)
            return -1;
        code = 16 * code + digit;
    }
    return code <= 0xff ? code : -1;
}

static inline int json_escape(struct json_reader *reader)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    char c = reader->at < reader->end ? *reader->at++ : '\0';
    const char *found = c ? strchr(letters, c) : NULL;

    if (c == 'u')
        return json_unicode(reader);
    return found ? meanings[found - letters] : -1;
}

/* A string behind its opening quote, into text of *length bytes that the caller frees. */
static inline char *json_string(struct json_reader *reader, size_t *length)
{
    char *text = malloc((size_t)(reader->end - reader->at) + 1);

    *length = 0;
    if (!text)
        abort();
    while (reader->at < reader->end && *reader->at != '"') {
        int c = (unsigned char)*reader->at++;

        if (c < 0x20)
            json_refuse(reader, "control character in a string");
        if (c == '\\')
            c = json_escape(reader);
        if (c < 0)
            json_refuse(reader, "no such escape");
        text[(*length)++] = (char)c;
    }
    text[*length] = '\0';
    if (!json_take(reader, '"'))
        json_refuse(reader, "string without end");
    return text;
}

static inline void json_digits(struct json_reader *reader)
{
    const char *start = reader->at;

    while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9')
        reader->at++;
    if (reader->at == start)
        json_refuse(reader, "expected a digit");
}

static inline void json_number(struct json_reader *reader, struct json *json)
{
    const char *start = reader->at;

    json_take(reader, '-');
    if (!json_take(reader, '0'))
        json_digits(reader);
    if (json_take(reader, '.'))
        json_digits(reader);
    if (json_take(reader, 'e') || json_take(reader, 'E')) {
        if (!json_take(reader, '+'))
            json_take(reader, '-');
        json_digits(reader);
    }
    json->length = (size_t)(reader->at - start);
    json->text = strndup(start, json->length);
}

static inline bool json_word(struct json_reader *reader, const char *word)
{
    size_t length = strlen(word);

    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0)
        return false;
    reader->at += length;
    return true;
}

static inline struct json *json_value(struct json_reader *reader, int depth);

static inline char *json_member_key(struct json_reader *reader, const struct json *parent)
{
    size_t length;
    char *key;

    json_blank(reader);
    if (!json_take(reader, '"'))
        return json_refuse(reader, "expected a key");
    key = json_string(reader, &length);
    for (const struct json *member = parent->first; member; member = member->next)
        if (strcmp(member->key, key) == 0)
            json_refuse(reader, "two members have this key");
    json_blank(reader);
    if (!json_take(reader, ':'))
        json_refuse(reader, "expected ':'");
    return key;
}

/* Members or elements up to the closing bracket. */
static inline void json_children(struct json_reader *reader, struct json *json, char close, int depth)
{
    struct json **end = &json->first;

    json_blank(reader);
    if (json_take(reader, close))
        return;
    do {
        char *key = json->type == JSON_OBJECT ? json_member_key(reader, json) : NULL;

        *end = json_value(reader, depth + 1);
        if (!*end) {
            free(key);
            return;
        }
        (*end)->key = key;
        end = &(*end)->next;
        json_blank(reader);
    } while (!reader->problem && json_take(reader, ','));
    if (!json_take(reader, close))
        json_refuse(reader, "expected ',' or the end");
}

/* One value; NULL: refused. */
static inline struct json *json_value(struct json_reader *reader, int depth)
{
    struct json *json;

    json_blank(reader);
    if (reader->at == reader->end || depth > JSON_DEEPEST || reader->problem)
        return json_refuse(reader, depth > JSON_DEEPEST ? "too deep" : "expected a value");
    json = calloc(1, sizeof *json);
    if (!json)
        abort();
    if (json_take(reader, '{')) {
        json->type = JSON_OBJECT;
        json_children(reader, json, '}', depth);
    } else if (json_take(reader, '[')) {
        json->type = JSON_ARRAY;
        json_children(reader, json, ']', depth);
    } else if (json_take(reader, '"')) {
        json->type = JSON_STRING;
        json->text = json_string(reader, &json->length);
    } else if (json_word(reader, "true")) {
        json->type = JSON_TRUE;
    } else if (json_word(reader, "false")) {
        json->type = JSON_FALSE;
    } else if (json_word(reader, "null")) {
        json->type = JSON_NULL;
    } else {
        json->type = JSON_NUMBER;
        json_number(reader, json);
    }
    return json;
}

/* Reads one whole document; NULL: *problem tells why not. The caller frees it with json_free(). */
static inline struct json *json_read(const char *text, size_t length, const char **problem)
{
    struct json_reader reader = { .start = text, .at = text, .end = text + length };
    struct json *json = json_value(&reader, 0);

    json_blank(&reader);
    if (json && reader.at < reader.end)
        json_refuse(&reader, "text behind the document");
    *problem = reader.problem;
    if (!reader.problem)
        return json;
    json_free(json);
    return NULL;
}

static inline const struct json *json_get(const struct json *json, const char *key)
{
    const struct json *member = json && json->type == JSON_OBJECT ? json->first : NULL;

    while (member && strcmp(member->key, key) != 0)
        member = member->next;
    return member;
}

#endif
