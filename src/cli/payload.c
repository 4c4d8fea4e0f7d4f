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

static const char separators[] = " \t,";

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
    if (smp_lines_open(&input->lines, path))
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

/* Cuts the comment off a line. */
static void cut_comment(char *line)
{
    line[strcspn(line, "#")] = '\0';
}

/* ---- Bytes ----------------------------------------------------------------------------------------- */

enum { SHOWN_WORD = 40 }; /* characters of a bad word in a message */

/* Notes what is wrong with a word, which is not shown if it may be part of a password. */
static bool refuse(struct payload *payload, const char *word, size_t length, const char *why)
{
    if (payload->secret)
        snprintf(payload->problem, sizeof payload->problem, "%s", why);
    else
        snprintf(payload->problem, sizeof payload->problem, "'%.*s' is %s",
                 length < SHOWN_WORD ? (int)length : SHOWN_WORD, word, why);
    return false;
}

/* Is a word good in this form? */
static bool check_word(struct payload *payload, const char *word, size_t length)
{
    if (strspn(word, "0123456789abcdefABCDEF") < length)
        return refuse(payload, word, length, "not bare hexadecimal (no 0x, no h)");
    if (payload->form == FORM_SEPARATED && length > 2)
        return refuse(payload, word, length, "not a byte: one or two hex digits");
    if (payload->form == FORM_PACKED && length % 2)
        return refuse(payload, word, length, "an odd number of hex digits");
    if (payload->length + (length + 1) / 2 <= payload->room)
        return true;
    snprintf(payload->problem, sizeof payload->problem, "too long: more than %zu bytes", payload->room);
    return false;
}

static bool add_word(struct payload *payload, const char *word, size_t length)
{
    if (payload->form == FORM_UNKNOWN)
        payload->form = length > 2 ? FORM_PACKED : FORM_SEPARATED;
    if (!check_word(payload, word, length))
        return false;
    smp_read_hex(word, length, payload->bytes + payload->length);
    payload->length += (length + 1) / 2;
    return true;
}

/* Adds the words of a text; false: payload->problem tells why not. */
static bool add_text(struct payload *payload, const char *text)
{
    size_t length;

    for (text += strspn(text, separators); *text; text += length + strspn(text + length, separators)) {
        length = strcspn(text, separators);
        if (!add_word(payload, text, length))
            return false;
    }
    return true;
}

int payload_add_line(struct payload *payload, const struct input *input, char *line)
{
    size_t before = payload->length;

    cut_comment(line);
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

int payload_parse(struct cli *cli, struct payload *payload, const char *option, const char *text)
{
    if (add_text(payload, text))
        return SMP_OK;
    return cli_fail(cli, SMP_SYNTAX, "bad value for --%s: %s", option, payload->problem);
}

/* ---- Numbers --------------------------------------------------------------------------------------- */

/* Adds one number; false with what is wrong in problem[room]. */
static bool add_number(struct number_list *list, const char *word, char *problem, size_t room)
{
    const struct smp_field *row = list->rows[list->count % list->row_count];
    uint64_t number;

    if (list->count == list->most) {
        snprintf(problem, room, "too long: more than %zu values", list->most);
        return false;
    }
    if (cli_parse_number(word, false, &number) && !(row->names && cli_find_name(row->names, word, &number))) {
        snprintf(problem, room, "'%.40s' is not a number%s", word, row->names ? " and no name" : "");
        return false;
    }
    if (number > smp_field_max(row)) {
        snprintf(problem, room, "'%.40s' is out of range: must be 0 to %" PRIu64, word, smp_field_max(row));
        return false;
    }
    smp_field_put(list->bytes + list->count / list->row_count * list->stride, list->stride, row, number);
    list->count++;
    return true;
}

/* Adds the numbers of a text, which is changed; false with what is wrong in problem[room]. */
static bool add_numbers(struct number_list *list, char *text, char *problem, size_t room)
{
    char *word = text + strspn(text, separators);

    while (*word) {
        char *end = word + strcspn(word, separators);
        char *next = end + strspn(end, separators);

        *end = '\0';
        if (!add_number(list, word, problem, room))
            return false;
        word = next;
    }
    return true;
}

/* Two commas in a row mean that a value was forgotten. */
static bool has_gap(const char *text)
{
    return strchr(",", *text) || strstr(text, ",,") || (*text && text[strlen(text) - 1] == ',');
}

int numbers_parse(struct cli *cli, struct number_list *list, const char *option, const char *text)
{
    char problem[PROBLEM_ROOM] = "a value is missing";
    char *copy = strdup(text);
    bool good;

    if (!copy)
        return cli_fail(cli, SMP_RESOURCE, "out of memory");
    good = !has_gap(text) && add_numbers(list, copy, problem, sizeof problem);
    free(copy);
    return good ? SMP_OK : cli_fail(cli, SMP_SYNTAX, "bad value for --%s: %s", option, problem);
}

int numbers_read(struct cli *cli, struct number_list *list, const char *path)
{
    struct input input;
    int status = input_open(cli, &input, path);
    char problem[PROBLEM_ROOM];
    char *line;

    if (status)
        return status;
    while (status == SMP_OK && (line = input_line(&input))) {
        cut_comment(line);
        if (!add_numbers(list, line, problem, sizeof problem))
            status = input_fail(&input, "%s", problem);
    }
    return input_close(&input, status);
}

/* ---- Progress -------------------------------------------------------------------------------------- */

void payload_progress(struct cli *cli, const char *format, ...)
{
    size_t used = strlen(cli->error.text);
    char text[sizeof cli->error.text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    cli_warn(cli, "%s", text);
    snprintf(cli->error.text + used, sizeof cli->error.text - used, "; %s", text);
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

struct number_list numbers_of(const struct request_list *list, uint8_t *bytes, const char *first, const char *second)
{
    const struct smp_frame descriptor = { .table = list->table };
    const size_t count = second ? 2 : 1;

    return (struct number_list){ .rows = { smp_frame_row(&descriptor, first),
                                           second ? smp_frame_row(&descriptor, second) : NULL },
                                 .row_count = count,
                                 .most = count * list->most,
                                 .bytes = bytes,
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
