/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Text, key=value, JSON and the public walk say the same of a response: what its rows and bytes say. Each
 * output is read back by a parser of this test and written again in one common form; the same form is made
 * of the rows and the bytes alone (oracle.h). TAP. */
#include "core/error.h"
#include "json.h"
#include "output/output.h"
#include "random_frames.h"
#include "tap.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>

enum { ROUNDS_PER_FUNCTION = 400, PATH = 200 };

/* A text that grows: one line "path=value" per field. */
struct lines {
    FILE *out;
    char *text;
    size_t length;
};

static void lines_open(struct lines *lines)
{
    lines->out = open_memstream(&lines->text, &lines->length);
    if (!lines->out)
        abort();
}

/* Ends writing; text is then valid until lines_free(). */
static void lines_end(struct lines *lines)
{
    fclose(lines->out);
    lines->out = NULL;
}

static void lines_free(struct lines *lines)
{
    free(lines->text);
}

/* Bytes so that each stands for itself whatever it is. */
static void put_bytes(FILE *out, const void *bytes, size_t length)
{
    const uint8_t *at = bytes;

    for (size_t i = 0; i < length; i++)
        if (at[i] > ' ' && at[i] < 0x7f && at[i] != '%')
            putc(at[i], out);
        else
            fprintf(out, "%%%02x", at[i]);
}

static void put_hex(FILE *out, const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        fprintf(out, "%02x", bytes[i]);
}

/* ---- What the rows say ----------------------------------------------------------------------------- */

/* The outputs differ in how they write a truth value and uncovered bytes, and in the name of a list. */
enum form { FORM_JSON, FORM_KV, FORM_WALK };

static void expect_frame(FILE *out, enum form form, const char *prefix, const struct oracle *frame);

/* Is the number a text of 0x and 16 digits? */
static bool is_wide(const struct smp_field *row)
{
    return row->type == SMP_ADDRESS || (row->type == SMP_HEX && row->bits > 53);
}

static void expect_name(FILE *out, const char *prefix, const struct smp_field *row, uint64_t number)
{
    for (size_t i = 0; row->names && i < row->names->count; i++) {
        const struct smp_name *name = &row->names->rows[i];
        uint32_t last = name->last ? name->last : name->value;

        if (name->key && number >= name->value && number <= last) {
            fprintf(out, "%s%s_name=%s\n", prefix, row->key, name->key);
            return;
        }
    }
}

static void expect_number(FILE *out, enum form form, const char *prefix, const struct oracle *frame,
                          const struct smp_field *row)
{
    uint64_t number = oracle_number(frame, row);

    fprintf(out, "%s%s=", prefix, row->key);
    if (row->type == SMP_BOOL && form == FORM_JSON)
        fprintf(out, "%s\n", number ? "true" : "false");
    else if (is_wide(row))
        fprintf(out, "0x%016" PRIx64 "\n", number);
    else
        fprintf(out, "%" PRIu64 "\n", number);
    expect_name(out, prefix, row, number);
    if (row->detail) {
        struct oracle detail = oracle_detail(frame, row);
        char path[PATH];

        snprintf(path, sizeof path, "%s%s_bits.", prefix, row->key);
        expect_frame(out, form, path, &detail);
    }
}

/* Bytes of which the fourth is what the first has to be: the outputs put each four in order. */
static bool is_swapped(const struct smp_field *row, const uint8_t *bytes, size_t length)
{
    return row->first_byte && length >= 4 && bytes[0] != row->first_byte && bytes[3] == row->first_byte;
}

static void expect_bytes(FILE *out, enum form form, const char *prefix, const struct oracle *frame,
                         const struct smp_field *row)
{
    size_t end = row->bits == FIELD_TO_END ? frame->length : oracle_end(row);
    const uint8_t *bytes = frame->data + row->byte;
    size_t length = end - row->byte;

    fprintf(out, "%s%s=", prefix, row->key);
    while (form != FORM_WALK && row->type == SMP_ASCII && length &&
           (bytes[length - 1] == ' ' || bytes[length - 1] == '\0'))
        length--;
    if (row->type == SMP_ASCII)
        put_bytes(out, bytes, length);
    else if (form != FORM_WALK && is_swapped(row, bytes, length))
        for (size_t i = 0; i < length; i += 4)
            fprintf(out, "%02x%02x%02x%02x", bytes[i + 3], bytes[i + 2], bytes[i + 1], bytes[i]);
    else
        put_hex(out, bytes, length);
    putc('\n', out);
}

static void expect_list(FILE *out, enum form form, const char *prefix, const struct oracle *frame,
                        const struct smp_field *row)
{
    struct oracle_list list = oracle_list(frame, row);

    for (size_t i = 0; i < list.count; i++) {
        struct oracle element = oracle_element(frame, row, &list, i);
        char path[PATH];

        snprintf(path, sizeof path, "%s%s[%zu].", prefix, row->list_key ? row->list_key : row->key, i);
        expect_frame(out, form, path, &element);
    }
}

/* Runs of bytes that no row describes and that are not zero. */
static void expect_unknown(FILE *out, enum form form, const char *prefix, const struct oracle *frame)
{
    size_t run = 0;

    for (size_t at = 0, end; at < frame->length; at = end + 1) {
        for (end = at; end < frame->length && frame->data[end] && !oracle_described(frame, end); end++)
            continue;
        if (end == at)
            continue;
        if (form == FORM_JSON)
            fprintf(out, "%sunknown_bytes[%zu].offset=%zu\n%sunknown_bytes[%zu].bytes=", prefix, run, at,
                    prefix, run);
        else
            fprintf(out, "%sunknown_bytes[%zu]=", prefix, at);
        put_hex(out, frame->data + at, end - at);
        putc('\n', out);
        run++;
    }
}

static void expect_frame(FILE *out, enum form form, const char *prefix, const struct oracle *frame)
{
    const struct smp_field *result = frame->element && frame->header ? oracle_row(frame, "function_result")
                                                                     : NULL;

    if (result && oracle_present(frame, result))
        expect_number(out, form, prefix, frame, result);
    for (size_t i = 0; i < frame->table->count; i++) {
        const struct smp_field *row = &frame->table->rows[i];

        if (!oracle_present(frame, row))
            continue;
        if (row->list)
            expect_list(out, form, prefix, frame, row);
        else if (oracle_is_number(row))
            expect_number(out, form, prefix, frame, row);
        else
            expect_bytes(out, form, prefix, frame, row);
    }
    if (form != FORM_WALK && frame->result == 0)
        expect_unknown(out, form, prefix, frame);
}

/* ---- What JSON says -------------------------------------------------------------------------------- */

static void read_json(FILE *out, const char *path, const struct json *json)
{
    char inner[PATH];
    size_t index = 0;

    if (json->type == JSON_OBJECT || json->type == JSON_ARRAY) {
        for (const struct json *child = json->first; child; child = child->next) {
            if (json->type == JSON_ARRAY)
                snprintf(inner, sizeof inner, "%s[%zu]", path, index++);
            else
                snprintf(inner, sizeof inner, "%s%s%s", path, *path ? "." : "", child->key);
            read_json(out, inner, child);
        }
        return;
    }
    fprintf(out, "%s=", path);
    if (json->type == JSON_TRUE || json->type == JSON_FALSE)
        fputs(json->type == JSON_TRUE ? "true" : "false", out);
    else if (json->type == JSON_NULL)
        fputs("null", out);
    else
        put_bytes(out, json->text, json->length);
    putc('\n', out);
}

/* ---- What key=value says --------------------------------------------------------------------------- */

/* One line: its key of the allowed characters, its value with the escapes of JSON. */
static bool read_kv_line(FILE *out, const char *line, size_t length)
{
    size_t key = strspn(line, "abcdefghijklmnopqrstuvwxyz0123456789_.[]");
    struct json_reader reader = { .at = line + key + 1, .end = line + length };

    if (key == 0 || key >= length || line[key] != '=')
        return false;
    fprintf(out, "%.*s", (int)key + 1, line);
    while (reader.at < reader.end) {
        int c = (unsigned char)*reader.at++;

        if (c < 0x20 || c > 0x7e)
            return false;
        if (c == '\\')
            c = json_escape(&reader);
        if (c < 0)
            return false;
        put_bytes(out, &(uint8_t){ (uint8_t)c }, 1);
    }
    putc('\n', out);
    return true;
}

static bool read_kv(FILE *out, const char *text, size_t length)
{
    const char *end = text + length;

    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));

        if (!stop || !read_kv_line(out, text, (size_t)(stop - text)))
            return false;
        text = stop + 1;
    }
    return true;
}

/* ---- What the public walk says --------------------------------------------------------------------- */

struct walk {
    FILE *out;
    const char *list;
    char prefix[PATH];
    size_t outside; /* length of the prefix without that of the open group */
};

static void walk_field(void *user, const struct smp_value *value)
{
    struct walk *walk = user;

    fprintf(walk->out, "%s%s=", walk->prefix, value->key);
    if (value->type == SMP_ASCII)
        put_bytes(walk->out, value->bytes, value->length);
    else if (value->type == SMP_BYTES)
        put_hex(walk->out, value->bytes, value->length);
    else if (value->type == SMP_ADDRESS || (value->type == SMP_HEX && value->bits > 53))
        fprintf(walk->out, "0x%016" PRIx64, value->number);
    else
        fprintf(walk->out, "%" PRIu64, value->number);
    putc('\n', walk->out);
    if (value->name)
        fprintf(walk->out, "%s%s_name=%s\n", walk->prefix, value->key, value->name);
}

static void walk_list(void *user, const char *key)
{
    ((struct walk *)user)->list = key;
}

static void walk_element(void *user, size_t index)
{
    struct walk *walk = user;

    snprintf(walk->prefix, sizeof walk->prefix, "%s[%zu].", walk->list, index);
}

static void walk_element_end(void *user)
{
    ((struct walk *)user)->prefix[0] = '\0';
}

static void walk_group(void *user, const char *key)
{
    struct walk *walk = user;

    walk->outside = strlen(walk->prefix);
    snprintf(walk->prefix + walk->outside, sizeof walk->prefix - walk->outside, "%s.", key);
}

static void walk_group_end(void *user)
{
    struct walk *walk = user;

    walk->prefix[walk->outside] = '\0';
}

/* ---- What text says -------------------------------------------------------------------------------- */

struct text_check {
    const char *at; /* next line */
    const char *problem;
    char subject[PATH];
};

static void text_problem(struct text_check *check, const char *what, const char *subject)
{
    if (check->problem)
        return;
    check->problem = what;
    snprintf(check->subject, sizeof check->subject, "%s: '%.*s'", subject, (int)strcspn(check->at, "\n"),
             check->at);
}

/* Takes an expected word from the line; false: it is not there. */
static bool take(struct text_check *check, const char *word)
{
    size_t length = strlen(word);

    if (strncmp(check->at, word, length) != 0)
        return false;
    check->at += length;
    return true;
}

static void row_label(const struct smp_field *row, char *label, size_t room)
{
    snprintf(label, room, "%s", row->label ? row->label : row->key);
    for (char *c = label; !row->label && *c; c++)
        if (*c == '_')
            *c = ' ';
}

/* Are these the words of a named value, with its number in the place of '#'? */
static bool words_are(const struct smp_name *name, uint64_t number, const char *value, size_t length)
{
    size_t before = name->with_number ? strcspn(name->text, "#") : strlen(name->text);
    const char *behind = name->text + before + name->with_number;
    char *end = NULL;

    if (strncmp(value, name->text, before) != 0)
        return false;
    if (!name->with_number)
        return length == before;
    return strtoull(value + before, &end, 16) == number && (size_t)(value + length - end) == strlen(behind) &&
           strncmp(end, behind, strlen(behind)) == 0;
}

/* The name of a number that text shows in words, NULL: none. */
static const struct smp_name *name_of(const struct smp_field *row, uint64_t number)
{
    for (size_t i = 0; row->names && row->style != STYLE_NUMBER && i < row->names->count; i++) {
        const struct smp_name *candidate = &row->names->rows[i];

        if (number >= candidate->value && number <= (candidate->last ? candidate->last : candidate->value))
            return candidate;
    }
    return NULL;
}

/* Is the value behind the label the number? Words are looked up, numbers are read. */
static bool value_is(const struct smp_field *row, uint64_t number, const char *value, size_t length)
{
    const struct smp_name *name = name_of(row, number);
    bool hex = row->type == SMP_HEX || row->type == SMP_ADDRESS || row->style == STYLE_HEX16;
    char *end;

    if (row->style == STYLE_NAMED)
        return strtoull(value, &end, 10) == number && strncmp(end, " [", 2) == 0 && value[length - 1] == ']' &&
               strncmp(end + 2, name ? name->text : "Reserved", strlen(name ? name->text : "Reserved")) == 0;
    if (name && name->text)
        return words_are(name, number, value, length);
    if (!name && row->names && row->style != STYLE_NUMBER && row->names->other)
        return strtoull(value + strlen(row->names->other) + 2, NULL, 10) == number;
    if (strtoull(value, &end, hex ? 16 : 10) != (row->style == STYLE_BYTES ? 4 * number : number))
        return false;
    return end == value + length || *end == ' ';
}

/* Device text up to its first NUL: a '.' may stand for any byte that cannot be printed. */
static bool text_is(const struct oracle *frame, const struct smp_field *row, const char *value, size_t length)
{
    const uint8_t *bytes = frame->data + row->byte;
    size_t i;

    for (i = 0; i < row->bits / 8U && bytes[i] && i < length; i++) {
        bool printable = bytes[i] >= ' ' && bytes[i] <= '~';

        if (value[i] != (printable ? (char)bytes[i] : '.'))
            return false;
    }
    return i == length && (i == row->bits / 8U || !bytes[i]);
}

/* Pairs of hex digits, each with a blank behind. */
static bool hex_is(const struct oracle *frame, const struct smp_field *row, const char *value, size_t length)
{
    size_t end = row->bits == FIELD_TO_END ? frame->length : oracle_end(row);

    for (size_t i = 0; i < end - row->byte && 3 * i < length; i++) {
        char pair[4];

        snprintf(pair, sizeof pair, "%02x ", frame->data[row->byte + i]);
        if (strncmp(value + 3 * i, pair, 3) != 0)
            return false;
    }
    return length == 3 * (end - row->byte);
}

/* The value in front of the cursor, up to the next of the given characters. */
static void check_value(struct text_check *check, const struct oracle *frame, const struct smp_field *row,
                        const char *stop)
{
    size_t length = strcspn(check->at, stop);
    bool good = row->type == SMP_ASCII   ? text_is(frame, row, check->at, length)
                : row->type == SMP_BYTES ? hex_is(frame, row, check->at, length)
                                         : value_is(row, oracle_number(frame, row), check->at, length);

    if (!good)
        text_problem(check, "another value", row->key);
    check->at += length;
}

static void check_shared_line(struct text_check *check, const struct oracle *frame,
                              const struct smp_field *first)
{
    if (!take(check, first->line) || !take(check, ":"))
        text_problem(check, "no line", first->line);
    for (const struct smp_field *row = first; row <= first + first->span; row++) {
        if (!oracle_present(frame, row))
            continue;
        if (!take(check, " ") || !take(check, row->word) || !take(check, "="))
            text_problem(check, "not on its line", row->key);
        check_value(check, frame, row, " \n");
    }
}

/* Has text a line for this row? The rules about noise, for --verbose without --brief. */
static bool has_line(const struct oracle *frame, const struct smp_field *row)
{
    bool set = oracle_is_number(row) ? oracle_number(frame, row) != 0 : frame->data[row->byte] != 0;

    if (row->show & SHOW_NEVER || (row->show & SHOW_NOT_ELEMENT && frame->element))
        return false;
    if (row->show & SHOW_SET && !set)
        return false;
    return !(row->show & SHOW_GUARD_SHORT) || !frame->short_shape || oracle_value(frame, row->guard) != 0;
}

/* Do the words of the row's value stand for its label too? */
static bool has_whole_line(const struct oracle *frame, const struct smp_field *row)
{
    const struct smp_name *name =
        !oracle_is_number(row) ? NULL : name_of(row, oracle_number(frame, row));

    return name && name->whole_line;
}

static void check_row(struct text_check *check, const struct oracle *frame, const struct smp_field *row)
{
    char label[PATH];
    const char *between = row->type == SMP_BYTES ? ":\n    " : ": ";

    row_label(row, label, sizeof label);
    if (has_whole_line(frame, row)) {
        between = "";
        label[0] = '\0';
    }
    if (!take(check, "  ") || (!row->line && (!take(check, label) || !take(check, between))))
        text_problem(check, "no line", row->key);
    else if (row->line)
        check_shared_line(check, frame, row);
    else
        check_value(check, frame, row, "\n");
    if (!check->problem && !take(check, "\n"))
        text_problem(check, "more on the line", row->key);
}

static void check_frame(struct text_check *check, const struct oracle *frame);

static void check_list(struct text_check *check, const struct oracle *frame, const struct smp_field *row)
{
    struct oracle_list list = oracle_list(frame, row);

    for (size_t i = 0; i < list.count && !check->problem; i++) {
        struct oracle element = oracle_element(frame, row, &list, i);
        char heading[40];

        snprintf(heading, sizeof heading, "descriptor %zu:\n", i);
        if (!take(check, heading))
            text_problem(check, "no heading", heading);
        check_frame(check, &element);
    }
}

/* Every line in turn: as many as rows that have one. */
static void check_frame(struct text_check *check, const struct oracle *frame)
{
    const struct smp_field *result = frame->element && frame->header ? oracle_row(frame, "function_result")
                                                                     : NULL;

    if (result && oracle_present(frame, result) && has_line(frame, result))
        check_row(check, frame, result);
    for (size_t i = 0; i < frame->table->count && !check->problem; i++) {
        const struct smp_field *row = &frame->table->rows[i];

        if (oracle_present(frame, row) && row->list) {
            check_list(check, frame, row);
        } else if (oracle_present(frame, row) && has_line(frame, row)) {
            check_row(check, frame, row);
            i += row->span;
        }
    }
}

/* ---- Comparing ------------------------------------------------------------------------------------- */

static unsigned complaints;

static void complain(const struct smp_function *function, const char *output, const char *what,
                     const uint8_t *data, size_t length)
{
    if (complaints++ >= 3)
        return;
    printf("# %s, %s: %s\n# frame:", function->key, output, what);
    for (size_t i = 0; i < length; i++)
        printf(" %02x", data[i]);
    putchar('\n');
}

/* Prints the first lines that differ. */
static bool same_lines(const struct lines *got, const struct lines *expected)
{
    const char *left = got->text;
    const char *right = expected->text;

    if (strcmp(left, right) == 0)
        return true;
    while (*left && strcspn(left, "\n") == strcspn(right, "\n") &&
           strncmp(left, right, strcspn(left, "\n") + 1) == 0) {
        left += strcspn(left, "\n") + 1;
        right += strcspn(right, "\n") + 1;
    }
    if (complaints < 3)
        printf("#      got: %.*s\n# expected: %.*s\n", (int)strcspn(left, "\n"), left,
               (int)strcspn(right, "\n"), right);
    return false;
}

struct subject {
    const struct smp_function *function;
    const uint8_t *data;
    size_t received;
    struct oracle expected;
    struct smp_frame frame;
    bool malformed; /* a list claims what is not there */
};

static void check_ending(const struct subject *subject, const char *output, const char *problem)
{
    if ((problem != NULL) != subject->malformed)
        complain(subject->function, output, problem ? problem : "malformed list is not told", subject->data,
                 subject->received);
}

static void compare(const struct subject *subject, enum form form, const char *output, struct lines *got)
{
    struct lines expected;

    lines_open(&expected);
    expect_frame(expected.out, form, "", &subject->expected);
    lines_end(&expected);
    lines_end(got);
    if (!same_lines(got, &expected))
        complain(subject->function, output, "another content", subject->data, subject->received);
    lines_free(&expected);
    lines_free(got);
}

static void compare_json(const struct subject *subject)
{
    struct lines raw, got;
    struct smp_json writer = { 0 };
    struct json *document;
    const char *problem;

    lines_open(&raw);
    writer.out = raw.out;
    smp_json_object(&writer, NULL);
    check_ending(subject, "JSON", smp_json_frame(&writer, &subject->frame));
    smp_json_end(&writer);
    lines_end(&raw);
    document = json_read(raw.text, raw.length, &problem);
    lines_open(&got);
    if (document)
        read_json(got.out, "", document);
    else
        complain(subject->function, "JSON", problem, subject->data, subject->received);
    compare(subject, FORM_JSON, "JSON", &got);
    json_free(document);
    lines_free(&raw);
}

static void compare_kv(const struct subject *subject)
{
    struct smp_json writer = { .lines = true };
    struct lines raw, got;

    lines_open(&raw);
    writer.out = raw.out;
    check_ending(subject, "key=value", smp_json_frame(&writer, &subject->frame));
    lines_end(&raw);
    lines_open(&got);
    if (!read_kv(got.out, raw.text, raw.length))
        complain(subject->function, "key=value", "line that is none", subject->data, subject->received);
    compare(subject, FORM_KV, "key=value", &got);
    lines_free(&raw);
}

static void compare_walk(const struct subject *subject)
{
    struct lines got;
    struct walk walk = { .prefix = "" };
    const struct smp_visitor visitor = { sizeof visitor, &walk, walk_field, walk_list, walk_element, walk_element_end,
                                         NULL, walk_group, walk_group_end };
    struct smp_error error;
    int status;

    lines_open(&got);
    walk.out = got.out;
    status = smp_response_walk(subject->function, subject->data, subject->received, &visitor, &error);
    if (smp_response_answers(subject->function, subject->data, subject->received)) {
        check_ending(subject, "walk", status ? error.text : NULL);
        compare(subject, FORM_WALK, "walk", &got);
        return;
    }
    lines_end(&got);
    if (status != SMP_MALFORMED || got.length)
        complain(subject->function, "walk", "of what is no response to this function", subject->data,
                 subject->received);
    lines_free(&got);
}

/* The lines of a frame and of the elements of its list; returns why the list is malformed, or NULL. */
static const char *print_all(const struct smp_text *style, const struct smp_frame *frame)
{
    struct smp_list_iterator list = { 0 };

    smp_text_frame(style, frame);
    if (frame->table->count && frame->table->rows[frame->table->count - 1].list)
        list = smp_frame_list(frame);
    while (smp_list_next(&list)) {
        fprintf(style->out, "descriptor %zu:\n", list.index - 1);
        smp_text_frame(style, &list.element);
    }
    return list.problem;
}

static void compare_text(const struct subject *subject)
{
    struct lines raw;
    struct smp_text style = { .indent = 2, .verbose = 1 };
    struct text_check check = { 0 };

    lines_open(&raw);
    style.out = raw.out;
    check_ending(subject, "text", print_all(&style, &subject->frame));
    lines_end(&raw);
    check.at = raw.text;
    check_frame(&check, &subject->expected);
    if (!check.problem && *check.at)
        text_problem(&check, "a line too many", "end");
    if (check.problem) {
        if (complaints < 3)
            printf("# %s\n", check.subject);
        complain(subject->function, "text", check.problem, subject->data, subject->received);
    }
    lines_free(&raw);
}

static void compare_all(const struct smp_function *function, const uint8_t *data, size_t received)
{
    const struct smp_table *table = &function->response;
    struct subject subject = { .function = function, .data = data, .received = received };

    subject.expected = oracle_response(function, data, received);
    smp_frame_response(&subject.frame, function, data, received);
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].list && oracle_present(&subject.expected, &table->rows[i]))
            subject.malformed = oracle_list(&subject.expected, &table->rows[i]).malformed;
    compare_json(&subject);
    compare_kv(&subject);
    compare_walk(&subject);
    compare_text(&subject);
}

int main(int argc, char **argv)
{
    struct random random = { argc > 1 ? strtoull(argv[1], NULL, 0) : 42 };
    unsigned rounds = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 0) : ROUNDS_PER_FUNCTION;
    uint8_t data[SMP_MAX_FRAME];

    for (size_t i = 0; smp_function_at(i); i++) {
        const struct smp_function *function = smp_function_at(i);

        complaints = 0;
        for (unsigned round = 0; round < rounds; round++) {
            size_t whole = function->response_bytes;
            size_t length = round % 3 == 0 ? whole
                                           : random_below(&random, round % 3 == 1 ? whole + 8U : 1025);

            random_frame(&random, function, RANDOM_SHAPES - 1 - round % RANDOM_SHAPES, data, length);
            compare_all(function, data, length);
        }
        ok(complaints == 0, "%s: text, JSON, key=value and walk agree", function->key);
    }
    return tap_done();
}
