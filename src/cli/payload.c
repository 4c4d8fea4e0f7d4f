/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Input files and lists of values. */
#include "payload.h"
#include "core/digits.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- Lines ----------------------------------------------------------------------------------------- */

int input_fail(const struct input *input, const char *format, ...)
{
    char text[256];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return cli_fail(input->cli, SMP_SYNTAX, "%s:%zu: %s", input->lines.name, input->lines.number, text);
}

int input_open(struct cli *cli, struct input *input, const char *path)
{
    struct smp_error error;

    input->cli = cli;
    if (smp_lines_open(&input->lines, path, SMP_LINES_MAX))
        return SMP_OK;
    smp_fail(&error, SMP_SYNTAX, errno, "cannot read '%s'", path);
    return cli_report(cli, &error);
}

int input_close(struct input *input, int status)
{
    const struct smp_lines *lines = &input->lines;
    struct smp_error error;

    if (status == SMP_OK && lines->problem) {
        smp_fail(&error, SMP_SYNTAX, lines->os_errno, "%s:%zu: %s", lines->name, lines->number, lines->problem);
        status = cli_report(input->cli, &error);
    }
    smp_lines_close(&input->lines);
    return status;
}

char *input_line(struct input *input)
{
    char *line;

    while ((line = smp_lines_next(&input->lines))) {
        size_t length = strlen(line);

        while (length && isspace((unsigned char)line[length - 1]))
            length--;
        line[length] = '\0';
        line += strspn(line, " \t");
        if (*line && *line != '#')
            return line;
    }
    return NULL;
}

/* ---- Values ---------------------------------------------------------------------------------------- */

/* Notes what is wrong with a value. */
static bool SMP_PRINTF(2, 3) refuse(struct payload *payload, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(payload->problem, sizeof payload->problem, format, args);
    va_end(args);
    return false;
}

/* Adds a word of hex digits, which is not shown if it may be part of a password. */
static bool add_bytes(struct payload *payload, const char *word)
{
    size_t length = strlen(word);
    const char *why = NULL;

    if (payload->length == 0)
        payload->packed = length > 2;
    if (!smp_is_hex(word, length))
        why = "not bare hexadecimal (no 0x, no h)";
    else if (!payload->packed && length > 2)
        why = "not a byte: one or two hex digits";
    else if (payload->packed && length % 2)
        why = "an odd number of hex digits";
    if (why)
        return payload->secret ? refuse(payload, "%s", why) : refuse(payload, "'%.40s' is %s", word, why);
    if (payload->length + (length + 1) / 2 > payload->room)
        return refuse(payload, "too long: more than %zu bytes", payload->room);
    smp_read_hex(word, length, payload->bytes + payload->length);
    payload->length += (length + 1) / 2;
    return true;
}

/* Adds a number, or the name of one. */
static bool add_number(struct payload *payload, const char *word)
{
    const struct smp_field *row = payload->rows[payload->count % payload->row_count];
    size_t most = payload->room / payload->stride * payload->row_count;
    uint8_t *descriptor = payload->bytes + payload->count / payload->row_count * payload->stride;
    uint64_t number;

    if (payload->count == most)
        return refuse(payload, "too long: more than %zu values", most);
    if (cli_parse_number(word, false, &number) && !cli_find_name(row->names, NULL, word, &number))
        return refuse(payload, "'%.40s' is not a number%s", word, row->names ? " and no name" : "");
    if (!smp_field_put(descriptor, payload->stride, row, number))
        return refuse(payload, "'%.40s' is out of range: must be 0 to %" PRIu64, word, smp_field_max(row));
    payload->count++;
    return true;
}

/* Adds the words of a text, which is changed; false: payload->problem tells why not. */
static bool add_text(struct payload *payload, char *text)
{
    char *rest;

    for (char *word = strtok_r(text, " \t,", &rest); word; word = strtok_r(NULL, " \t,", &rest))
        if (!(payload->row_count ? add_number(payload, word) : add_bytes(payload, word)))
            return false;
    return true;
}

int payload_add_line(struct payload *payload, const struct input *input, char *line)
{
    size_t before = payload->length;

    line[strcspn(line, "#")] = '\0';
    if (!add_text(payload, line))
        return input_fail(input, "%s", payload->problem);
    if (payload->length - before > payload->longest_line)
        payload->longest_line = payload->length - before;
    return SMP_OK;
}

int payload_read(struct cli *cli, struct payload *payload, const char *path)
{
    struct input input;
    int status = input_open(cli, &input, path);
    char *line;

    if (status)
        return status;
    while (status == SMP_OK && (line = input_line(&input)))
        status = payload_add_line(payload, &input, line);
    return input_close(&input, status);
}

/* Two commas in a row mean that a value was forgotten. */
static bool has_gap(const char *text)
{
    return strchr(",", *text) || strstr(text, ",,") || text[strlen(text) - 1] == ',';
}

int payload_parse(struct cli *cli, struct payload *payload, const char *option, const char *text)
{
    char *copy = strdup(text);
    bool good;

    if (!copy)
        return cli_fail(cli, SMP_RESOURCE, "out of memory");
    if (payload->row_count && has_gap(text))
        good = refuse(payload, "a value is missing");
    else
        good = add_text(payload, copy);
    free(copy);
    return good ? SMP_OK : cli_fail(cli, SMP_SYNTAX, "bad value for --%s: %s", option, payload->problem);
}

/* ---- Descriptors ----------------------------------------------------------------------------------- */

struct request_list request_list_of(const struct smp_function *function, uint64_t kind)
{
    const struct smp_table *rows = &function->request;
    struct request_list list = { .row = &rows->rows[rows->count - 1] };
    const struct smp_list *facts = list.row->list;
    struct smp_frame request;
    uint64_t most_counted;

    for (size_t i = 0; i < facts->kind_count; i++)
        if (i == 0 || facts->kinds[i].selector_value == kind)
            list.table = facts->kinds[i].table;
    smp_frame_request(&request, function, NULL, 0);
    most_counted = smp_field_max(smp_frame_row(&request, facts->count_key));
    list.most = (SMP_MAX_FRAME - list.row->byte) / list.table->bytes;
    if (list.most > most_counted)
        list.most = (size_t)most_counted;
    return list;
}

struct payload payload_of_numbers(const struct request_list *list, uint8_t *bytes, const char *first,
                                  const char *second)
{
    const struct smp_frame descriptor = { .table = list->table };

    return (struct payload){ .bytes = bytes,
                             .room = list->most * list->table->bytes,
                             .rows = { smp_frame_row(&descriptor, first),
                                       second ? smp_frame_row(&descriptor, second) : NULL },
                             .row_count = second ? 2 : 1,
                             .stride = list->table->bytes };
}

void request_list_set(struct cli *cli, const struct request_list *list, const uint8_t *bytes, size_t count)
{
    const struct smp_list *facts = list->row->list;

    cli_set_bytes(cli, list->row->key, bytes, count * list->table->bytes);
    cli_set(cli, facts->count_key, count);
    if (facts->length_key)
        cli_set(cli, facts->length_key, list->table->bytes / 4U);
}
