/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_zone_perm_tbl: REPORT ZONE PERMISSION TABLE, as smp_conf_zone_perm_tbl reads it or as bits. */
#include "files.h"

enum { MOST_GROUPS = 256 };

static const char start_key[] = "starting_source_zone_group";

static int check(struct cli *cli)
{
    size_t room = chunk_room(cli->function);

    if (cli_number(cli, "num") > room)
        return cli_fail(cli, SMP_SYNTAX, "bad value '%s' for --num: must be 0 to %zu", cli_text(cli, "num"), room);
    if (cli_count(cli, "multiple") && cli_number(cli, "num"))
        return cli_fail(cli, SMP_SYNTAX, "--multiple and --num clash: give one or the other");
    if (cli_count(cli, "append") && !cli_count(cli, "permf"))
        return cli_fail(cli, SMP_SYNTAX, "--append needs --permf");
    if (cli_count(cli, "permf") && (cli->mode != OUTPUT_TEXT || cli_count(cli, "inhex")))
        return cli_fail(cli, SMP_SYNTAX, "--permf does not go with --json, --kv, --hex, --raw and --inhex");
    return SMP_OK;
}

static unsigned number(const struct smp_frame *frame, const char *key)
{
    return (unsigned)smp_frame_value(frame, key);
}

/* Zone groups of the target; 0: a reserved code. */
static unsigned group_count(const struct smp_frame *frame)
{
    static const unsigned counts[] = { 128, 256, 0, 0 };

    return counts[number(frame, "number_of_zone_groups")];
}

static bool next(const struct smp_frame *frame, size_t count, uint64_t *index)
{
    *index = smp_frame_value(frame, start_key) + count;
    return *index < group_count(frame);
}

/* ---- Text ------------------------------------------------------------------------------------------ */

/* "#  number of zone groups: 0 (128)": a row that is there, with the name of its number in a pair of marks. */
static void print_row(const struct cli *cli, const struct smp_frame *frame, const char *key, const char *marks)
{
    const struct smp_field *row = smp_frame_row(frame, key);
    const struct smp_name *name = row->names ? smp_names_find(row->names, number(frame, key)) : NULL;
    char label[SMP_LABEL_ROOM];

    if (!smp_field_present(frame, row))
        return;
    fprintf(cli->out, "#  %s%s: %u%s", smp_field_label(row, label), smp_text_which(row, cli->chunk.multiple),
            number(frame, key), row->suffix ? row->suffix : "");
    if (row->names)
        fprintf(cli->out, " %c%s%c", marks[0], name ? name->text : "?", marks[1]);
    putc('\n', cli->out);
}

/* The header as comment lines. */
static void print_header(const struct cli *cli, const struct smp_frame *frame)
{
    fprintf(cli->out, "# %s response:\n", cli->function->title);
    if (number(frame, "expander_change_count") || cli->verbose)
        print_row(cli, frame, "expander_change_count", NULL);
    print_row(cli, frame, "zone_locked", NULL);
    print_row(cli, frame, "report_type", "[]");
    print_row(cli, frame, "number_of_zone_groups", "()");
    if (cli->verbose)
        print_row(cli, frame, "zone_permission_descriptor_length", NULL);
    if (cli->verbose)
        print_row(cli, frame, start_key, NULL);
    if (cli->verbose || !cli->chunk.multiple)
        print_row(cli, frame, "number_of_zone_permission_descriptors", NULL);
    if (cli_number(cli, "start") || cli_count(cli, "append"))
        fprintf(cli->out, "--start=%" PRIu64 "\n", cli_number(cli, "start"));
}

static void print_bit_heading(FILE *out, unsigned columns)
{
    fputs("\n\nOutput unsuitable for smp_conf_zone_perm_tbl utility\n\n    ", out);
    for (unsigned i = 0; i < columns; i++)
        fprintf(out, "%u", i % 10);
    fputs("\n\n", out);
}

static void print_bits(FILE *out, const uint8_t *row, size_t length, unsigned source, unsigned columns)
{
    if (source >= columns)
        return;
    fprintf(out, "%-4u", source);
    for (unsigned group = 0; group < columns; group++)
        putc(smp_zone_permits(row, length, group) ? '1' : '0', out);
    putc('\n', out);
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    unsigned groups = group_count(frame), bits = (unsigned)cli_number(cli, "bits");
    unsigned columns = bits < groups ? bits : groups, source = number(frame, start_key);
    struct smp_list_iterator list = smp_frame_list(frame);

    if (!cli->chunk.before)
        print_header(cli, frame);
    if (!cli->chunk.before && columns)
        print_bit_heading(cli->out, columns);
    for (; smp_list_next(&list); source++) {
        size_t length;
        const uint8_t *row = smp_field_bytes(&list.element, smp_frame_row(&list.element, "zone_permission"), &length);

        if (bits) {
            print_bits(cli->out, row, length, source, columns);
            continue;
        }
        smp_put_hex(cli->out, row, length, cli_count(cli, "nocomma") ? '\0' : ',');
        putc('\n', cli->out);
    }
    return list.problem;
}

/* ---- Requests and the file ------------------------------------------------------------------------- */

static int read_table(struct cli *cli)
{
    int status = chunks_run(cli);

    if (cli->chunk.moved && cli->mode == OUTPUT_TEXT)
        fputs("# The target changed meanwhile: the rows may not fit together\n", cli->out);
    return status;
}

static int run(struct cli *cli)
{
    return output_run(cli, "permf", cli_count(cli, "append") ? FILE_APPENDED : FILE_NEW, read_table);
}

SMP_UTILITY(.summary = "Send REPORT ZONE PERMISSION TABLE requests and show which zone groups reach which.",
            .function = &smp_function_report_zone_permission_table, .many = true, .check = check,
            .run = run, .view = view, .list = { .option = "start", .first = start_key, .next = next }, OPTIONS(
    OPT_FLAG('a', "append", "with --permf: behind what the file holds"),
    OPT_NUMBER('B', "bits", "COL", 1, MOST_GROUPS, "a table of bits with COL columns, ZP[0,0] at the top left"),
    OPT_FLAG('m', "multiple", "the whole table from --start on, with as many requests as it takes"),
    OPT_FLAG('N', "nocomma", "rows as hex digits without commas"),
    OPT_FIELD('n', "num", "MD", "maximum_number_of_zone_permission_descriptors",
              "rows at most (default 0: as many as fit)"),
    OPT_TEXT('P', "permf", "FN", "write to the file FN when complete (- is stdout)"),
    OPT_FIELD('R', "report", "RT", "report_type", "table: 0 current, 1 shadow, 2 saved, 3 default"),
    OPT_FIELD('f', "start", "SS", start_key, "first source zone group (default 0)")))
