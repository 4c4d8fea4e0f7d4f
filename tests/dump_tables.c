/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Prints every row of every SMP function as tab-separated text:
 *   function section byte len bits key type unit since
 * so that the tables can be compared with a specification by a program. Bits are counted within the bytes of
 * the row, "-" is all of them; len "*" runs to the end of the frame. */
#include "frames/frames.h"

#include <stdio.h>
#include <string.h>

static const char *const types[] = {
    [SMP_UINT] = "uint",           [SMP_BOOL] = "bool",   [SMP_ENUM] = "enum",   [SMP_HEX] = "hex",
    [SMP_ADDRESS] = "sas_address", [SMP_ASCII] = "ascii", [SMP_BYTES] = "bytes",
};

static const char *const standards[] = {
    [SAS_1] = "1",       [SAS_1_1] = "1.1", [SAS_2] = "2", [SAS_2_SHORT] = "2",
    [SAS_2_1] = "2.1",   [SAS_3] = "3",     [SPL_4] = "4", [SPL_5] = "5",
    [SINCE_UNKNOWN] = "?",
};

/* Register layouts belong to no frame: the function whose data they are, and the table. */
static const struct {
    const struct smp_function *function;
    const struct smp_table *table;
} registers[] = {
    { &smp_function_read_gpio_register, &smp_gpio_cfg_0 },
    { &smp_function_read_gpio_register, &smp_gpio_cfg_1 },
    { &smp_function_read_gpio_register, &smp_gpio_tx_drive },
    { &smp_function_write_gpio_register, &smp_gpio_cfg_0 },
    { &smp_function_write_gpio_register, &smp_gpio_cfg_1 },
    { &smp_function_write_gpio_register, &smp_gpio_tx },
    { &smp_function_write_gpio_register, &smp_gpio_rx },
    { &smp_function_write_gpio_register, &smp_gpio_rx_gp_cfg },
    { &smp_function_write_gpio_register, &smp_gpio_tx_gp_cfg },
    { &smp_function_write_gpio_register, &smp_gpio_gp_data },
};

static void print_place(const struct smp_field *row)
{
    unsigned used = 7U - row->high + row->bits;
    unsigned bytes = (used + 7) / 8;

    if (row->bits == FIELD_TO_END)
        printf("*\t-");
    else if (row->bits == 8 * bytes)
        printf("%u\t-", bytes);
    else
        printf("%u\t%u:%u", bytes, 8 * bytes - 8 + row->high, 8 * bytes - used);
}

/* One row; a row is as old as its function at most. */
static void print_row(const struct smp_function *function, const char *section, const struct smp_field *row)
{
    unsigned since = row->since > function->since ? row->since : function->since;

    printf("%02x\t%s\t%u\t", function->code, section, row->byte);
    print_place(row);
    printf("\t%s\t%s\t%s\t%s\n", row->key, types[row->type], row->unit ? row->unit : "-", standards[since]);
}

static void print_table(const struct smp_function *function, const struct smp_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        print_row(function, table->section, &table->rows[i]);
}

/* The elements of the lists of a table; an element that is a whole response is one row of bytes. */
static void print_elements(const struct smp_function *function, const struct smp_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct smp_list *list = table->rows[i].list;

        for (size_t kind = 0; list && kind < list->kind_count; kind++)
            if (list->kinds[kind].has_header)
                printf("%02x\tlong_descriptor\t0\t%u\t-\tdiscover_response\tbytes\t-\t%s\n", function->code,
                       smp_function_discover.response_bytes, standards[function->since]);
            else
                print_table(function, list->kinds[kind].table);
    }
}

/* The four bytes that begin a frame; functions of SFF-8485 have no lengths there. */
static void print_header(const struct smp_function *function, const struct smp_table *header)
{
    for (size_t i = 0; i < header->count; i++) {
        const struct smp_field *row = &header->rows[i];
        bool length = row->unit && strcmp(row->unit, "dword") == 0;

        if (!length || !(function->flags & FUNCTION_NO_LENGTHS))
            print_row(function, header->section, row);
    }
}

static void print_function(const struct smp_function *function)
{
    print_header(function, &smp_request_header);
    print_table(function, &function->request);
    print_elements(function, &function->request);
    print_header(function, &smp_response_header);
    print_table(function, &function->response);
    print_elements(function, &function->response);
    for (size_t i = 0; i < sizeof registers / sizeof *registers; i++)
        if (registers[i].function == function)
            print_table(function, registers[i].table);
}

int main(void)
{
    puts("function\tsection\tbyte\tlen\tbits\tkey\ttype\tunit\tsince");
    for (size_t i = 0; smp_function_at(i); i++)
        print_function(smp_function_at(i));
    return fflush(stdout) || ferror(stdout);
}
