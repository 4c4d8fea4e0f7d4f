/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Checks the field tables against the rules that the engine and the outputs rely on. TAP. */
#include "frames/frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_BYTES = 4, LONGEST_KEY = 64 };

/* A table with what bounds it. */
struct subject {
    const struct smp_function *function; /* NULL: registers, words of flags */
    const struct smp_table *table;
    size_t bytes; /* of what its rows read */
    size_t first; /* first byte that rows may read */
};

static unsigned complaints; /* of the check that runs */

static void complain(const struct subject *subject, const char *key, const char *what)
{
    printf("# %s %s %s: %s\n", subject->function ? subject->function->key : "-",
           subject->table->section ? subject->table->section : "-", key ? key : "-", what);
    complaints++;
}

static bool is_key(const char *text)
{
    size_t length = text ? strlen(text) : 0;

    return length && length <= LONGEST_KEY && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

static bool is_number(const struct smp_field *row)
{
    return row->type != SMP_ASCII && row->type != SMP_BYTES;
}

/* Index of the row of a key; count of the table: none. */
static size_t find(const struct smp_table *table, const char *key)
{
    size_t i;

    for (i = 0; i < table->count; i++)
        if (strcmp(table->rows[i].key, key) == 0)
            break;
    return i;
}

/* Position of the first bit of a row in its frame, most significant bits first. */
static size_t first_bit(const struct smp_field *row)
{
    return 8U * row->byte + 7U - row->high;
}

/* ---- Checks of one row ----------------------------------------------------------------------------- */

static void check_key(const struct subject *subject, size_t i)
{
    const struct smp_field *row = &subject->table->rows[i];
    char companion[LONGEST_KEY + sizeof "_name"];

    if (!is_key(row->key)) {
        complain(subject, row->key, "key is not of a-z, 0-9 and _");
        return;
    }
    if (find(subject->table, row->key) != i)
        complain(subject, row->key, "key is not unique");
    snprintf(companion, sizeof companion, "%s_name", row->key);
    if (row->names && find(subject->table, companion) != subject->table->count)
        complain(subject, row->key, "the member for the name of its value is another row");
    if (row->list_key && !is_key(row->list_key))
        complain(subject, row->list_key, "list key is not of a-z, 0-9 and _");
}

/* Rows ascend, but for the one whose place in text is not that in the frame. */
static void check_order(const struct subject *subject, size_t i)
{
    const struct smp_field *row = &subject->table->rows[i];

    if (subject->function == &smp_function_discover_list && strcmp(row->key, "expander_change_count") == 0)
        return;
    for (size_t before = 0; before < i; before++) {
        const struct smp_field *other = &subject->table->rows[before];

        if (first_bit(other) >= first_bit(row))
            complain(subject, row->key, "row does not follow the rows above");
    }
}

static void check_width(const struct subject *subject, size_t i)
{
    const struct smp_field *row = &subject->table->rows[i];
    bool to_end = row->bits == FIELD_TO_END;

    if (row->high > 7 || row->bits == 0)
        complain(subject, row->key, "no such bits");
    else if (is_number(row) && row->bits > 64)
        complain(subject, row->key, "number is wider than 64 bits");
    else if (row->type == SMP_BOOL && row->bits != 1)
        complain(subject, row->key, "truth value is wider than a bit");
    else if (!is_number(row) && !to_end && (row->high != 7 || row->bits % 8))
        complain(subject, row->key, "text or bytes do not begin and end with a byte");
    else if (is_number(row) && 7U - row->high + row->bits > 8 && (row->high != 7 || row->bits % 8))
        complain(subject, row->key, "number of several bytes does not begin and end with a byte");
    else if (row->byte < subject->first || (!to_end && first_bit(row) + row->bits > 8 * subject->bytes))
        complain(subject, row->key, "row is outside its frame or element");
    else if (to_end ? row->end != row->byte : row->end != (first_bit(row) + row->bits + 7) / 8)
        complain(subject, row->key, "row does not end where its bits do");
    else if (is_number(row) && row->shift != 8U * row->end - first_bit(row) - row->bits)
        complain(subject, row->key, "bits are not where they stand in the last byte");
}

static void check_overlap(const struct subject *subject, size_t i)
{
    const struct smp_field *row = &subject->table->rows[i];

    for (size_t before = 0; before < i; before++) {
        const struct smp_field *other = &subject->table->rows[before];

        if (first_bit(row) < first_bit(other) + other->bits &&
            first_bit(other) < first_bit(row) + row->bits)
            complain(subject, row->key, "row reads bits of a row above");
    }
}

static void check_columns(const struct subject *subject, size_t i)
{
    const struct smp_field *row = &subject->table->rows[i];

    if (row->type == SMP_ENUM && !row->names)
        complain(subject, row->key, "enumeration has no names");
    if (!is_number(row) && (row->names || row->unit || row->style != STYLE_DEFAULT))
        complain(subject, row->key, "names, unit or style of a number on text or bytes");
    if (row->suffix && row->type != SMP_UINT && row->style != STYLE_NUMBER)
        complain(subject, row->key, "suffix on what is not shown as a decimal number");
    if (row->style == STYLE_BYTES && (!row->unit || strcmp(row->unit, "dword") != 0))
        complain(subject, row->key, "only a length in dwords is shown as bytes");
    if (strstr(row->key, "password") && !is_number(row) && !(row->flags & FIELD_SECRET))
        complain(subject, row->key, "a password is not marked as a secret");
    if (subject->function && row->since < subject->function->since)
        complain(subject, row->key, "row is older than its function");
    if (row->detail && (row->type != SMP_HEX || row->detail->bytes * 8U != row->bits))
        complain(subject, row->key, "detail does not fit its row");
}

/* What a row depends on exists, and what rules its meaning stands above it. */
static void check_references(const struct subject *subject, size_t i)
{
    const struct smp_field *row = &subject->table->rows[i];
    bool guarded = row->show & (SHOW_GUARD_BRIEF | SHOW_GUARD_SHORT);

    if (row->when.key && find(subject->table, row->when.key) >= i)
        complain(subject, row->key, "`when` names no row above");
    if (guarded != (row->guard != NULL))
        complain(subject, row->key, "guard without its flag, or flag without a guard");
    if (row->guard && find(subject->table, row->guard) == subject->table->count)
        complain(subject, row->key, "guard names no row");
    if (row->guard && row->show & SHOW_GUARD_BRIEF && find(subject->table, row->guard) == i)
        complain(subject, row->key, "row guards itself in brief text");
}

static void check_list_key(const struct subject *subject, size_t i, const char *key)
{
    if (key && find(subject->table, key) >= i)
        complain(subject, key, "a list depends on what is no row above it");
}

static void check_list(const struct subject *subject, size_t i)
{
    const struct smp_field *row = &subject->table->rows[i];
    const struct smp_list *list = row->list;

    if (row->bits == FIELD_TO_END && i + 1 != subject->table->count)
        complain(subject, row->key, "rows below one that runs to the end");
    if (!list)
        return;
    check_list_key(subject, i, list->count_key);
    check_list_key(subject, i, list->length_key);
    check_list_key(subject, i, list->selector_key);
    if (list->kind_count == 0 || (list->kind_count > 1 && !list->selector_key))
        complain(subject, row->key, "list does not know its kind of elements");
    for (size_t kind = 0; kind < list->kind_count; kind++)
        if (list->kinds[kind].table->bytes == 0 ||
            (list->length_key && list->kinds[kind].table->bytes % 4 != 0))
            complain(subject, row->key, "elements have no smallest size in dwords");
}

static void check_line(const struct subject *subject, size_t i)
{
    const struct smp_field *row = &subject->table->rows[i];

    if (!row->line && row->span)
        complain(subject, row->key, "a line without label");
    for (size_t k = 0; row->line && k <= row->span; k++)
        if (i + k >= subject->table->count || (k && row[k].line) || !row[k].word || row[k].byte != row->byte ||
            row[k].show)
            complain(subject, row->line, "line with rows of another byte, without words, or with rules of their own");
}

/* ---- Names of values ------------------------------------------------------------------------------- */

static uint32_t last_value(const struct smp_name *name)
{
    return name->last ? name->last : name->value;
}

static void check_name(const struct subject *subject, const struct smp_field *row, size_t k)
{
    const struct smp_name *name = &row->names->rows[k];

    if (!name->key && !name->text)
        complain(subject, row->key, "value with neither name nor words");
    if (name->key && !is_key(name->key))
        complain(subject, name->key, "name is not of a-z, 0-9 and _");
    if (last_value(name) < name->value || (row->bits < 32 && last_value(name) >> row->bits))
        complain(subject, row->key, "value with a name does not fit the row");
    if (k && name->value <= last_value(name - 1))
        complain(subject, row->key, "values with names do not ascend");
    if (name->with_number != (name->text && strchr(name->text, '#')))
        complain(subject, row->key, "words with '#' and no number, or the reverse");
    for (size_t other = 0; name->key && other < k; other++)
        if (row->names->rows[other].key && strcmp(row->names->rows[other].key, name->key) == 0)
            complain(subject, name->key, "two values have this name");
}

static void check_names(const struct subject *subject, size_t i)
{
    const struct smp_field *row = &subject->table->rows[i];

    for (size_t k = 0; row->names && k < row->names->count; k++)
        check_name(subject, row, k);
}

/* ---- Functions ------------------------------------------------------------------------------------- */

static bool is_length(size_t bytes)
{
    return bytes >= HEADER_BYTES && bytes <= SMP_MAX_FRAME && bytes % 4 == 0;
}

static void check_function(const struct smp_function *function)
{
    const struct subject subject = { .function = function, .table = &function->response };
    const struct smp_function *next = smp_function_by_code(function->code);

    if (next != function || smp_function_by_name(function->name) != function ||
        smp_function_by_name(function->key) != function)
        complain(&subject, NULL, "function is not found by its code, name and key");
    if (!is_key(function->key) || !function->name || !function->title || !function->utility)
        complain(&subject, NULL, "function lacks a name");
    if (!is_length(function->request_bytes) || !is_length(function->response_bytes))
        complain(&subject, NULL, "frame has no possible length");
    if (function->sas1_response_bytes &&
        (!is_length(function->sas1_response_bytes) || function->since > SAS_1_1 ||
         function->sas1_response_bytes > function->response_bytes))
        complain(&subject, NULL, "SAS-1.1 shape is no part of the full response");
    if ((function->code >= 0x80) != ((function->flags & FUNCTION_WRITES) != 0))
        complain(&subject, NULL, "functions from 80h on write, others do not");
}

static void check_functions(void)
{
    for (size_t i = 0; smp_function_at(i); i++) {
        check_function(smp_function_at(i));
        if (i && smp_function_at(i)->code <= smp_function_at(i - 1)->code) {
            printf("# functions are not in code order at %s\n", smp_function_at(i)->key);
            complaints++;
        }
    }
    if (!smp_result_text(0) || !smp_result_text(0x2a) || smp_result_text(0x2b) || smp_result_text(-1)) {
        puts("# function results do not end with 2ah");
        complaints++;
    }
}

/* ---- Running --------------------------------------------------------------------------------------- */

typedef void row_check(const struct subject *subject, size_t i);

static void check_rows(const struct subject *subject, row_check *check)
{
    for (size_t i = 0; i < subject->table->count; i++)
        check(subject, i);
}

/* A table, and the elements of its lists; the rows of a whole response are checked with its own function. */
static void check_table(const struct subject *subject, row_check *check)
{
    check_rows(subject, check);
    for (size_t i = 0; i < subject->table->count; i++) {
        const struct smp_list *list = subject->table->rows[i].list;

        for (size_t kind = 0; list && kind < list->kind_count; kind++) {
            const struct smp_table *table = list->kinds[kind].table;
            const struct subject element = { subject->function, table, table->bytes, 0 };

            if (!list->kinds[kind].has_header)
                check_rows(&element, check);
        }
    }
}

static void check_all_tables(row_check *check)
{
    static const struct smp_table *const others[] = {
        &smp_phy_capabilities, &smp_gpio_cfg_0,     &smp_gpio_cfg_1,     &smp_gpio_rx,      &smp_gpio_tx,
        &smp_gpio_rx_gp_cfg,   &smp_gpio_tx_gp_cfg, &smp_gpio_gp_data,   &smp_gpio_tx_drive,
    };

    for (size_t i = 0; smp_function_at(i); i++) {
        const struct smp_function *function = smp_function_at(i);
        size_t first = function->flags & FUNCTION_NO_LENGTHS ? 2 : HEADER_BYTES;
        const struct subject request = { function, &function->request, function->request_bytes, first };
        const struct subject response = { function, &function->response, function->response_bytes,
                                          HEADER_BYTES };

        check_table(&request, check);
        check_table(&response, check);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const struct subject subject = { NULL, others[i], others[i]->bytes, 0 };

        check_table(&subject, check);
    }
}

int main(void)
{
    static const struct {
        const char *what;
        row_check *check;
    } checks[] = {
        { "keys are unique words", check_key },
        { "rows are in frame order", check_order },
        { "widths are possible and inside the frame", check_width },
        { "no bit is read by two rows", check_overlap },
        { "columns fit the type", check_columns },
        { "when and guard refer to rows", check_references },
        { "lists can be read", check_list },
        { "names of values are words, ascend and fit", check_names },
        { "lines share the rows of one byte", check_line },
    };
    size_t count = sizeof checks / sizeof *checks;
    bool failed = false;

    printf("1..%zu\n", count + 1);
    for (size_t i = 0; i <= count; i++) {
        complaints = 0;
        if (i < count)
            check_all_tables(checks[i].check);
        else
            check_functions();
        failed |= complaints > 0;
        printf("%s %zu - %s\n", complaints ? "not ok" : "ok", i + 1,
               i < count ? checks[i].what : "functions are complete and in code order");
    }
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
