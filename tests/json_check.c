/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 *   json_check SCHEMA [POINTER] <DOCUMENT
 * Is standard input one strict JSON document that a JSON Schema allows? Exits 0; or tells what is wrong and
 * exits 1. With POINTER ("/response/number_of_phys") prints that value. Knows the keywords that
 * doc/smp_utils.schema.json uses, and refuses a schema with others, so that no rule is passed over. */
#include "json.h"

#include <regex.h>

enum { MOST_BYTES = 8 << 20 };

struct checker {
    const struct json *schema; /* the whole of it, for $ref */
    char path[400];            /* of the value at hand */
    bool good;
};

static void check(struct checker *checker, const struct json *schema, const struct json *value);

static void complain(struct checker *checker, const char *what)
{
    printf("%s: %s\n", checker->path[0] ? checker->path : "/", what);
    checker->good = false;
}

/* ---- Keywords -------------------------------------------------------------------------------------- */

static bool is_type(const struct json *value, const char *type)
{
    static const char *const names[] = {
        "null", "boolean", "boolean", "number", "string", "array", "object"
    };

    if (strcmp(type, "integer") == 0)
        return value->type == JSON_NUMBER && !strpbrk(value->text, ".eE");
    return strcmp(names[value->type], type) == 0;
}

static void check_type(struct checker *checker, const struct json *rule, const struct json *value)
{
    if (rule->type == JSON_STRING) {
        if (!is_type(value, rule->text))
            complain(checker, "another type than allowed");
        return;
    }
    for (const struct json *type = rule->first; type; type = type->next)
        if (is_type(value, type->text))
            return;
    complain(checker, "none of the types allowed");
}

static bool matches(struct checker *checker, const char *pattern, const char *text)
{
    regex_t regex;
    bool found;

    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB)) {
        complain(checker, "the schema has a bad pattern");
        return false;
    }
    found = regexec(&regex, text, 0, NULL, 0) == 0;
    regfree(&regex);
    return found;
}

static void check_pattern(struct checker *checker, const struct json *rule, const struct json *value)
{
    if (value->type == JSON_STRING && !matches(checker, rule->text, value->text))
        complain(checker, "text does not match the pattern");
}

/* Scalars of the schema only. */
static void check_enum(struct checker *checker, const struct json *rule, const struct json *value)
{
    for (const struct json *allowed = rule->first; allowed; allowed = allowed->next)
        if (allowed->type == value->type && (!value->text || strcmp(allowed->text, value->text) == 0))
            return;
    complain(checker, "value is none of those allowed");
}

static void check_minimum(struct checker *checker, const struct json *rule, const struct json *value)
{
    if (value->type == JSON_NUMBER && strtod(value->text, NULL) < strtod(rule->text, NULL))
        complain(checker, "number below the minimum");
}

static void check_maximum(struct checker *checker, const struct json *rule, const struct json *value)
{
    if (value->type == JSON_NUMBER && strtod(value->text, NULL) > strtod(rule->text, NULL))
        complain(checker, "number above the maximum");
}

static void check_required(struct checker *checker, const struct json *rule, const struct json *value)
{
    for (const struct json *key = rule->first; value->type == JSON_OBJECT && key; key = key->next)
        if (!json_get(value, key->text)) {
            complain(checker, "a required member is missing");
            printf("  %s\n", key->text);
        }
}

static void check_items(struct checker *checker, const struct json *rule, const struct json *value)
{
    size_t end = strlen(checker->path);
    size_t index = 0;

    for (const struct json *item = value->first; value->type == JSON_ARRAY && item; item = item->next) {
        snprintf(checker->path + end, sizeof checker->path - end, "/%zu", index++);
        check(checker, rule, item);
    }
    checker->path[end] = '\0';
}

static void check_reference(struct checker *checker, const struct json *rule, const struct json *value)
{
    static const char prefix[] = "#/$defs/";
    const struct json *target = NULL;

    if (strncmp(rule->text, prefix, sizeof prefix - 1) == 0)
        target = json_get(json_get(checker->schema, "$defs"), rule->text + sizeof prefix - 1);
    if (target)
        check(checker, target, value);
    else
        complain(checker, "the schema refers to what it does not have");
}

/* ---- Members --------------------------------------------------------------------------------------- */

static void check_member(struct checker *checker, const struct json *rule, const struct json *member)
{
    size_t end = strlen(checker->path);

    snprintf(checker->path + end, sizeof checker->path - end, "/%s", member->key);
    if (rule->type == JSON_FALSE)
        complain(checker, "member that is not allowed");
    else if (rule->type == JSON_OBJECT)
        check(checker, rule, member);
    checker->path[end] = '\0';
}

/* properties, patternProperties, and additionalProperties for members that neither names. */
static void check_members(struct checker *checker, const struct json *schema, const struct json *value)
{
    const struct json *patterns = json_get(schema, "patternProperties");
    const struct json *others = json_get(schema, "additionalProperties");

    for (const struct json *member = value->first; value->type == JSON_OBJECT && member;
         member = member->next) {
        const struct json *rule = json_get(json_get(schema, "properties"), member->key);
        bool named = rule != NULL;

        if (rule)
            check_member(checker, rule, member);
        for (rule = patterns ? patterns->first : NULL; rule; rule = rule->next)
            if (matches(checker, rule->key, member->key)) {
                named = true;
                check_member(checker, rule, member);
            }
        if (!named && others)
            check_member(checker, others, member);
    }
}

static const struct keyword {
    const char *name;
    void (*check)(struct checker *checker, const struct json *rule,
                  const struct json *value); /* NULL: no rule */
} keywords[] = {
    { "$schema", NULL },
    { "$id", NULL },
    { "$defs", NULL },
    { "$ref", check_reference },
    { "title", NULL },
    { "description", NULL },
    { "type", check_type },
    { "enum", check_enum },
    { "pattern", check_pattern },
    { "minimum", check_minimum },
    { "maximum", check_maximum },
    { "required", check_required },
    { "items", check_items },
    { "properties", NULL }, /* these three: check_members() */
    { "patternProperties", NULL },
    { "additionalProperties", NULL },
};

static void check(struct checker *checker, const struct json *schema, const struct json *value)
{
    for (const struct json *rule = schema->first; rule; rule = rule->next) {
        size_t i = 0;

        while (i < sizeof keywords / sizeof *keywords && strcmp(keywords[i].name, rule->key) != 0)
            i++;
        if (i == sizeof keywords / sizeof *keywords)
            complain(checker, "the schema has a keyword that is not known here");
        else if (keywords[i].check)
            keywords[i].check(checker, rule, value);
    }
    check_members(checker, schema, value);
}

/* ---- Files ----------------------------------------------------------------------------------------- */

/* A whole JSON file; NULL after telling why not. */
static struct json *read_document(FILE *file, const char *name)
{
    char *text = malloc(MOST_BYTES);
    const char *problem = "cannot be read";
    struct json *json = NULL;

    if (text && file)
        json = json_read(text, fread(text, 1, MOST_BYTES, file), &problem);
    if (!json)
        printf("%s: %s\n", name, problem);
    free(text);
    return json;
}

/* The value at a pointer such as /responses/0/response; NULL: none. */
static const struct json *find(const struct json *json, char *pointer)
{
    for (char *part = strtok(pointer, "/"); part && json; part = strtok(NULL, "/")) {
        if (json->type == JSON_OBJECT) {
            json = json_get(json, part);
            continue;
        }
        json = json->type == JSON_ARRAY ? json->first : NULL;
        for (unsigned long index = strtoul(part, NULL, 10); index && json; index--)
            json = json->next;
    }
    return json;
}

static void print_value(const struct json *json)
{
    static const char *const words[] = { "null", "false", "true", "", "", "[...]", "{...}" };

    puts(!json ? "(absent)" : json->text ? json->text : words[json->type]);
}

int main(int argc, char **argv)
{
    FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
    struct checker checker = { .good = true };
    struct json *schema = read_document(file, argc > 1 ? argv[1] : "schema");
    struct json *document = read_document(stdin, "standard input");

    checker.schema = schema;
    if (schema && document)
        check(&checker, schema, document);
    if (document && argc > 2)
        print_value(find(document, argv[2]));
    checker.good &= schema && document;
    json_free(document);
    json_free(schema);
    if (file)
        fclose(file);
    return !checker.good;
}
