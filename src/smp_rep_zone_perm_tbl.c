/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_zone_perm_tbl: REPORT ZONE PERMISSION TABLE, as smp_conf_zone_perm_tbl reads it or as bits. */
#include "chunks.h"
#include "output_file.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

enum { MOST_GROUPS = 256, GROUPS_128 = 0, GROUPS_256 = 1 };

static const struct smp_option options[] = {
    OPT_FLAG('a', "append", "with --permf: behind what the file holds"),
    OPT_NUMBER('B', "bits", "COL", 1, MOST_GROUPS,
               "a table of bits with COL columns, ZP[0,0] at the top left"),
    OPT_FLAG('m', "multiple", "the whole table from --start on, with as many requests as it takes"),
    OPT_FLAG('N', "nocomma", "rows as hex digits without commas"),
    OPT_FIELD('n', "num", "MD", "maximum_number_of_zone_permission_descriptors",
              "rows at most (default 0: as many as fit)"),
    OPT_TEXT('P', "permf", "FN", "write to the file FN when complete (- is stdout)"),
    OPT_FIELD('R', "report", "RT", "report_type", "table: 0 current, 1 shadow, 2 saved, 3 default"),
    OPT_FIELD('f', "start", "SS", "starting_source_zone_group", "first source zone group (default 0)"),
};

static int check(struct cli *cli)
{
    size_t room = chunk_room(cli->function);

    if (cli_number(cli, "num") > room)
        return cli_fail(cli, SMP_SYNTAX, "bad value '%s' for --num: must be 0 to %zu", cli_text(cli, "num"),
                        room);
    if (cli_count(cli, "multiple") && cli_number(cli, "num"))
        return cli_fail(cli, SMP_SYNTAX, "--multiple and --num clash: give one or the other");
    if (cli_count(cli, "append") && !cli_count(cli, "permf"))
        return cli_fail(cli, SMP_SYNTAX, "--append needs --permf");
    if (cli_count(cli, "permf") && (cli->mode != OUTPUT_TEXT || cli_count(cli, "inhex")))
        return cli_fail(cli, SMP_SYNTAX, "--permf does not go with --json, --kv, --hex, --raw and --inhex");
    return SMP_OK;
}

/* Zone groups of the target; 0: a reserved code. */
static unsigned group_count(const struct smp_frame *frame)
{
    uint64_t code = smp_frame_value(frame, "number_of_zone_groups");

    return code == GROUPS_128 ? 128 : code == GROUPS_256 ? 256 : 0;
}

static bool next(const struct smp_frame *frame, uint64_t asked, size_t count, uint64_t *index)
{
    (void)asked;
    *index = smp_frame_value(frame, "starting_source_zone_group") + count;
    return *index < group_count(frame);
}

/* ---- Text ------------------------------------------------------------------------------------------ */

/* "#  report type: 0 [current]": the number of a row and its name between two marks. */
static void print_named(FILE *out, const struct smp_frame *frame, const char *key, const char *label,
                        const char *marks)
{
    const struct smp_field *row = smp_frame_row(frame, key);
    uint64_t number = smp_field_number(frame, row);
    const struct smp_name *name = smp_names_find(row->names, number);

    fprintf(out, "#  %s: %" PRIu64 " %c%s%c\n", label, number, marks[0], name ? name->text : "?", marks[1]);
}

/* The header as comment lines. What belongs to one request only is said so where there are more. */
static void print_header(const struct cli *cli, FILE *out, const struct smp_frame *frame, bool multiple)
{
    const char *which = multiple ? " (of first request)" : "";
    uint64_t change = smp_frame_value(frame, "expander_change_count");

    fprintf(out, "# %s response:\n", cli->function->title);
    if (change || cli->verbose)
        fprintf(out, "#  Expander change count: %" PRIu64 "\n", change);
    fprintf(out, "#  zone locked: %" PRIu64 "\n", smp_frame_value(frame, "zone_locked"));
    print_named(out, frame, "report_type", "report type", "[]");
    print_named(out, frame, "number_of_zone_groups", "number of zone groups", "()");
    if (cli->verbose) {
        fprintf(out, "#  zone permission descriptor length: %" PRIu64 " dwords\n",
                smp_frame_value(frame, "zone_permission_descriptor_length"));
        fprintf(out, "#  starting source zone group%s: %" PRIu64 "\n", which,
                smp_frame_value(frame, "starting_source_zone_group"));
    }
    if (cli->verbose || !multiple)
        fprintf(out, "#  number of zone permission descriptors%s: %" PRIu64 "\n", which,
                smp_frame_value(frame, "number_of_zone_permission_descriptors"));
    if (cli_number(cli, "start") || cli_count(cli, "append"))
        fprintf(out, "--start=%" PRIu64 "\n", cli_number(cli, "start"));
}

static unsigned bit_columns(const struct cli *cli, const struct smp_frame *frame)
{
    unsigned groups = group_count(frame), columns = (unsigned)cli_number(cli, "bits");

    return columns < groups ? columns : groups;
}

static void print_bit_heading(FILE *out, unsigned columns)
{
    fputs("\n\nOutput unsuitable for smp_conf_zone_perm_tbl utility\n\n    ", out);
    for (unsigned i = 0; i < columns; i++)
        fprintf(out, "%u", i % 10);
    fputs("\n\n", out);
}

static void print_bits(FILE *out, const uint8_t *row, size_t length, uint64_t source, unsigned columns)
{
    if (source >= columns)
        return;
    fprintf(out, "%-4" PRIu64, source);
    for (unsigned group = 0; group < columns; group++)
        putc(smp_zone_permits(row, length, group) ? '1' : '0', out);
    putc('\n', out);
}

static void print_bytes(FILE *out, const uint8_t *row, size_t length, bool comma)
{
    for (size_t i = 0; i < length; i++)
        fprintf(out, comma ? "%s%x" : "%s%02x", comma && i ? "," : "", row[i]);
    putc('\n', out);
}

static const char *print_rows(const struct cli *cli, FILE *out, const struct smp_frame *frame)
{
    uint64_t source = smp_frame_value(frame, "starting_source_zone_group");
    struct smp_list_iterator list;
    struct smp_frame descriptor;

    cli_list_begin(frame, &list);
    while (smp_list_next(&list, &descriptor)) {
        const struct smp_field *field = smp_frame_row(&descriptor, "zone_permission");
        size_t length;
        const uint8_t *row = smp_field_bytes(&descriptor, field, &length);

        if (cli_count(cli, "bits"))
            print_bits(out, row, length, source + list.index - 1, bit_columns(cli, frame));
        else
            print_bytes(out, row, length, !cli_count(cli, "nocomma"));
    }
    return list.problem;
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    FILE *out = cli->data ? cli->data : stdout;

    if (!cli->chunk.more) {
        print_header(cli, out, frame, cli->chunk.multiple);
        if (cli_count(cli, "bits") && group_count(frame))
            print_bit_heading(out, bit_columns(cli, frame));
    }
    return print_rows(cli, out, frame);
}

/* ---- Requests and the file ------------------------------------------------------------------------- */

static const struct chunk_list list = {
    .option = "start",
    .start = "starting_source_zone_group",
    .first = "starting_source_zone_group",
    .most = "maximum_number_of_zone_permission_descriptors",
    .next = next,
};

static int read_table(struct cli *cli, FILE *out)
{
    int status;

    cli->data = out;
    status = chunks_run(cli);
    if (cli->chunk.moved && cli->mode == OUTPUT_TEXT)
        fputs("# The target changed meanwhile: the rows may not fit together\n", out);
    return status;
}

/* Copies what the file held, so that new lines come behind it. Returns SMP_OPEN, reported, on failure. */
static int copy_old(struct cli *cli, const char *path, FILE *out)
{
    FILE *old = fopen(path, "r");
    struct smp_error error;
    bool good;
    int c;

    if (!old && errno == ENOENT)
        return SMP_OK;
    while (old && (c = getc(old)) != EOF)
        putc(c, out);
    good = old && !ferror(old);
    if (!good)
        smp_fail(&error, SMP_OPEN, errno, "cannot read '%s'", path);
    if (old)
        fclose(old);
    return good ? SMP_OK : cli_report(cli, &error);
}

static int run(struct cli *cli)
{
    struct output_file file;
    int status = SMP_OK;

    if (!cli_count(cli, "permf") || cli->dry_run)
        return read_table(cli, stdout);
    if (output_file_open(cli, &file, cli_text(cli, "permf")))
        return SMP_OPEN;
    output_file_share(&file);
    if (cli_count(cli, "append") && file.temporary)
        status = copy_old(cli, file.path, file.out);
    if (status == SMP_OK)
        status = read_table(cli, file.out);
    return output_file_close(cli, &file, status);
}

SMP_UTILITY(.summary = "Send REPORT ZONE PERMISSION TABLE requests and show which zone groups reach which.",
            .function = &smp_function_report_zone_permission_table,
            .list = &list,
            .many = true,
            .check = check,
            .run = run,
            .view = view)
