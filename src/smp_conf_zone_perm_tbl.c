/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_conf_zone_perm_tbl: CONFIGURE ZONE PERMISSION TABLE, as many requests as the rows need. */
#include "payload.h"

#include <inttypes.h>
#include <string.h>

enum { GROUPS_128, GROUPS_256, MOST_TABLE_BYTES = 256 * 32 };

static const struct smp_option options[] = {
    OPT_FLAG('d', "deduce", "256 zone groups if a line of FN has more than 16 bytes, else 128"),
    OPT_EXPECTED,
    OPT_FIELD('f', "start", "SS", "starting_source_zone_group",
              "first source zone group (default 0, or what FN says)"),
    OPT_FIELD('n', "numzg", "NG", "number_of_zone_groups", "number of zone groups: 0 128, 1 256",
              .high = GROUPS_256),
    OPT_TEXT('P', "permf", "FN", "rows of the permission table, hex bytes, in FN (- is stdin)"),
    OPT_FIELD('S', "save", "SAV", "save", "0 shadow, 1 saved, 2 shadow and saved if supported, 3 both"),
};

/* The rows to write. */
struct rows {
    struct request_list list;
    uint8_t bytes[MOST_TABLE_BYTES];
    size_t count;
    uint64_t start; /* source zone group of the first row */
};

static const struct smp_field *start_row(void)
{
    struct smp_frame request;

    smp_frame_request(&request, &smp_function_configure_zone_permission_table, NULL, 0);
    return smp_frame_row(&request, "starting_source_zone_group");
}

/* What a row is, as far as the options and the lines so far tell. */
static void choose_groups(struct cli *cli, struct rows *rows, const struct payload *payload)
{
    const struct smp_function *function = cli->function;
    uint64_t groups = cli_number(cli, "numzg");

    rows->list = request_list_of(function, groups);
    if (cli_count(cli, "deduce") && payload->longest_line > rows->list.table->bytes) {
        groups = GROUPS_256;
        rows->list = request_list_of(function, groups);
    }
    cli_set(cli, "number_of_zone_groups", groups);
}

/* --start=N before the rows tells where they begin and must agree with the option; behind rows it must be the
 * one that follows them, since all go into one table. */
static int take_start(struct rows *rows, const struct input *input, const struct payload *payload,
                      uint64_t number)
{
    uint64_t next;

    if (payload->length == 0 && !cli_count(input->cli, "start"))
        rows->start = number;
    choose_groups(input->cli, rows, payload);
    next = rows->start + payload->length / rows->list.table->bytes;
    if (payload->length % rows->list.table->bytes)
        return input_fail(input, "--start=%" PRIu64 " within a row of %u bytes", number,
                          (unsigned)rows->list.table->bytes);
    if (number == next)
        return SMP_OK;
    if (payload->length == 0)
        return input_fail(input, "--start=%" PRIu64 ", but the command line says --start=%" PRIu64, number,
                          next);
    return input_fail(input, "--start=%" PRIu64 " behind the row of source zone group %" PRIu64
                      ": must be --start=%" PRIu64, number, next - 1, next);
}

/* A line that begins with a dash: --start=N, or nothing but the dash. */
static int read_dash_line(struct rows *rows, const struct input *input, const struct payload *payload,
                          const char *line)
{
    static const char word[] = "--start=";
    uint64_t number, last = smp_field_max(start_row());

    if (strcmp(line, "-") == 0)
        return SMP_OK;
    if (strncmp(line, word, sizeof word - 1) != 0)
        return input_fail(input, "unknown line '%.40s': with a dash only --start=N", line);
    if (cli_parse_number(line + sizeof word - 1, true, &number) || number > last)
        return input_fail(input, "'%.40s': must be 0 to %" PRIu64, line, last);
    return take_start(rows, input, payload, number);
}

static int read_file(struct cli *cli, struct rows *rows, struct payload *payload)
{
    struct input input;
    int status = input_open(cli, &input, cli_text(cli, "permf"));
    char *line;

    if (status)
        return status;
    while (status == SMP_OK && (line = input_line(&input))) {
        if (*line == '-') {
            line[strcspn(line, "# \t")] = '\0';
            status = read_dash_line(rows, &input, payload, line);
        } else {
            line[strcspn(line, "-")] = '\0';
            status = payload_add_line(payload, &input, line);
        }
    }
    return input_close(&input, status);
}

/* The bytes as rows of whole zone groups that the table has. */
static int count_rows(struct cli *cli, struct rows *rows, const struct payload *payload)
{
    const char *file = smp_lines_name(cli_text(cli, "permf"));
    size_t row = rows->list.table->bytes;
    uint64_t last = smp_field_max(start_row());

    rows->count = payload->length / row;
    if (payload->length < row || payload->length % row)
        return cli_fail(cli, SMP_SYNTAX, "%s: %zu bytes are no whole rows of %zu bytes", file,
                        payload->length, row);
    if (rows->start + rows->count - 1 > last)
        return cli_fail(cli, SMP_SYNTAX,
                        "%s: %zu rows from source zone group %" PRIu64 " on go beyond group %" PRIu64, file,
                        rows->count, rows->start, last);
    return SMP_OK;
}

static int check(struct cli *cli)
{
    static struct rows rows;
    struct payload payload = { .bytes = rows.bytes, .room = sizeof rows.bytes };
    int status;

    if (cli_count(cli, "inhex"))
        return SMP_OK;
    if (!cli_text(cli, "permf"))
        return cli_fail(cli, SMP_SYNTAX, "--permf=FN is missing");
    if (cli_count(cli, "deduce") && cli_count(cli, "numzg"))
        return cli_fail(cli, SMP_SYNTAX, "--deduce and --numzg do not go together");
    rows.start = cli_number(cli, "start");
    status = read_file(cli, &rows, &payload);
    if (status)
        return status;
    choose_groups(cli, &rows, &payload);
    cli->data = &rows;
    return count_rows(cli, &rows, &payload);
}

/* Says how far it got when a request failed. */
static void tell_progress(struct cli *cli, const struct rows *rows, size_t first)
{
    uint64_t failed = rows->start + first;

    if (first)
        cli_progress(cli, "rows %" PRIu64 "-%" PRIu64 " written, failed at row %" PRIu64, rows->start, failed - 1,
                     failed);
    else
        cli_progress(cli, "no row written, failed at row %" PRIu64, failed);
}

static int run(struct cli *cli)
{
    const struct rows *rows = cli->data;
    struct cli_answer answer;
    int status = SMP_OK;

    for (size_t first = 0, count; status == SMP_OK && first < rows->count; first += count) {
        count = rows->count - first < rows->list.most ? rows->count - first : rows->list.most;
        cli_set(cli, "starting_source_zone_group", rows->start + first);
        request_list_set(cli, &rows->list, rows->bytes + first * rows->list.table->bytes, count);
        cli_request(cli, &answer);
        status = cli_show(cli, &answer);
        if (status)
            tell_progress(cli, rows, first);
    }
    return status;
}

static const struct smp_utility utility = {
    .name = "smp_conf_zone_perm_tbl",
    .summary = "Send CONFIGURE ZONE PERMISSION TABLE requests: write rows of the zone permission table.",
    .function = &smp_function_configure_zone_permission_table,
    SMP_OPTIONS(options),
    .many = true,
    .check = check,
    .run = run,
};

SMP_MAIN(utility)
