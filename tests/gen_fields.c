/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Prints the FIELDS section of a manual page: what the request and the response of the SMP functions of a
 * utility consist of, made of the field rows.   gen_fields UTILITY */
#include "frames/frames.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *const standards[] = {
    [SAS_1] = "SAS-1", [SAS_1_1] = "SAS-1.1", [SAS_2] = "SAS-2", [SAS_2_SHORT] = "SAS-2", [SAS_2_1] = "SAS-2.1",
    [SAS_3] = "SAS-3", [SPL_4] = "SPL-4",     [SPL_5] = "SPL-5", [SINCE_UNKNOWN] = "?",
};

/* "9", "4-5", "10.7", "12.6-4", "16-": bytes, and bits where a row is no whole bytes. */
static const char *place(const struct smp_field *row, char *text, size_t room)
{
    unsigned used = 7U - row->high + row->bits;
    unsigned last = row->byte + (used + 7) / 8 - 1;
    unsigned low = (8 - used % 8) % 8;

    if (row->bits == FIELD_TO_END)
        snprintf(text, room, "%u-", row->byte);
    else if (row->bits % 8 == 0 && row->high == 7 && last == row->byte)
        snprintf(text, room, "%u", row->byte);
    else if (row->bits % 8 == 0 && row->high == 7)
        snprintf(text, room, "%u-%u", row->byte, last);
    else if (row->bits == 1)
        snprintf(text, room, "%u.%u", row->byte, row->high);
    else if (last == row->byte)
        snprintf(text, room, "%u.%u-%u", row->byte, row->high, low);
    else
        snprintf(text, room, "%u.%u-%u.%u", row->byte, row->high, last, low);
    return text;
}

/* The label of text output that is more than the key with blanks, or NULL. */
static const char *own_label(const struct smp_field *row)
{
    const char *label = row->word ? row->word : row->label;

    if (!label || strlen(label) != strlen(row->key))
        return label;
    for (size_t i = 0; row->key[i]; i++)
        if (label[i] != row->key[i] && !(label[i] == ' ' && row->key[i] == '_'))
            return label;
    return NULL;
}

static void print_row(const struct smp_function *function, const struct smp_field *row)
{
    unsigned since = row->since > function->since ? row->since : function->since;
    char text[32];

    printf("  %-11s %-8s %s", place(row, text, sizeof text), standards[since], row->key);
    if (row->unit)
        printf(" (%s)", row->unit);
    if (row->when.key)
        printf(", if %s is %" PRIu32, row->when.key, row->when.value);
    putchar('\n');
    if (own_label(row))
        printf("                       \\(dq%s\\(dq\n", own_label(row));
}

static void print_table(const struct smp_function *function, const struct smp_table *table, const char *heading)
{
    if (!table->count)
        return;
    printf(".PP\n%s:\n.PP\n.nf\n", heading);
    for (size_t i = 0; i < table->count; i++)
        print_row(function, &table->rows[i]);
    puts(".fi");
}

/* The elements of the lists of a table; whole responses as elements are told where that response is told. */
static void print_elements(const struct smp_function *function, const struct smp_table *table)
{
    char heading[160];

    for (size_t i = 0; i < table->count; i++) {
        const struct smp_list *list = table->rows[i].list;

        for (size_t kind = 0; list && kind < list->kind_count; kind++) {
            const struct smp_list_kind *element = &list->kinds[kind];

            snprintf(heading, sizeof heading, "Elements of %s, %s", table->rows[i].key, element->table->section);
            if (element->has_header)
                printf(".PP\nElements of %s can be whole %s responses.\n", table->rows[i].key,
                       smp_function_discover.name);
            else
                print_table(function, element->table, heading);
        }
    }
}

static void print_function(const struct smp_function *function)
{
    printf(".SS %s (function %02Xh, since %s)\n", function->name, function->code, standards[function->since]);
    print_table(function, &function->request, "Request");
    print_elements(function, &function->request);
    print_table(function, &function->response, "Response");
    print_elements(function, &function->response);
    if (!function->response.count)
        puts("The response carries a function result and no data.");
}

int main(int argc, char **argv)
{
    const struct smp_function *function;

    if (argc != 2)
        return 91;
    puts(".SH FIELDS\n"
         "Bytes of the frame, after a point the bits; the standard that brought the field; the name of the field in\n"
         "JSON, key=value and domain files; its unit; and its label in text output where that differs.");
    for (size_t i = 0; (function = smp_function_at(i)); i++)
        if (function->utility && strcmp(function->utility, argv[1]) == 0)
            print_function(function);
    return fflush(stdout) || ferror(stdout);
}
