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
    uint64_t start;  /* source zone group of the first row */
    uint64_t groups; /* code of the number of zone groups */
    bool start_in_file;
};

static const struct smp_field *start_row(void)
{
    struct smp_frame request;

    smp_frame_request(&request, &smp_function_configure_zone_permission_table, NULL, 0);
    return smp_frame_row(&request, "starting_source_zone_group");
}

/* The line --start=N; other lines that begin with a dash say nothing. */
static int read_dash_line(struct rows *rows, const struct input *input, const char *line)
{
    static const char word[] = "--start=";

    if (strncmp(line, word, sizeof word - 1) != 0)
        return SMP_OK;
    if (cli_parse_number(line + sizeof word - 1, true, &rows->start) ||
        rows->start > smp_field_max(start_row()))
        return input_fail(input, "'%.40s': must be 0 to %" PRIu64, line, smp_field_max(start_row()));
    rows->start_in_file = true;
    return SMP_OK;
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
            status = read_dash_line(rows, &input, line);
        } else {
            line[strcspn(line, "-")] = '\0';
            status = payload_add_line(payload, &input, line);
        }
    }
    input_close(&input);
    return status;
}

/* Where the rows begin: the option and the file must not say different things. */
static int choose_start(struct cli *cli, struct rows *rows)
{
    uint64_t given = cli_number(cli, "start");

    if (!cli_count(cli, "start"))
        return SMP_OK;
    if (rows->start_in_file && rows->start != given)
        return cli_fail(cli, SMP_SYNTAX, "%s says --start=%" PRIu64 ", the command line --start=%" PRIu64,
                        input_name(cli_text(cli, "permf")), rows->start, given);
    rows->start = given;
    return SMP_OK;
}

/* The bytes as rows of whole zone groups that the table has. */
static int count_rows(struct cli *cli, struct rows *rows, const struct payload *payload)
{
    const char *file = input_name(cli_text(cli, "permf"));
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
    rows.list = request_list_of(&smp_function_configure_zone_permission_table, GROUPS_128);
    status = read_file(cli, &rows, &payload);
    if (status == SMP_OK)
        status = choose_start(cli, &rows);
    if (status)
        return status;
    rows.groups = cli_number(cli, "numzg");
    if (cli_count(cli, "deduce") && payload.longest_line > rows.list.table->bytes)
        rows.groups = GROUPS_256;
    rows.list = request_list_of(&smp_function_configure_zone_permission_table, rows.groups);
    cli->data = &rows;
    return count_rows(cli, &rows, &payload);
}

static int send_rows(struct cli *cli, const struct rows *rows, size_t first, size_t count,
                     struct cli_answer *answer)
{
    struct smp_param params[MAX_PARAMS];
    size_t used = cli_option_params(cli, params, MAX_PARAMS - LIST_PARAMS - 2);

    params[used++] = (struct smp_param){ .key = "starting_source_zone_group", .number = rows->start + first };
    params[used++] = (struct smp_param){ .key = "number_of_zone_groups", .number = rows->groups };
    used +=
        request_list_params(&rows->list, rows->bytes + first * rows->list.table->bytes, count, params + used);
    return cli_send(cli, cli->utility->function, params, used, answer);
}

/* Says how far it got when a request failed. */
static void tell_progress(struct cli *cli, const struct rows *rows, size_t first)
{
    uint64_t failed = rows->start + first;

    if (first)
        payload_progress(cli, "rows %" PRIu64 "-%" PRIu64 " written, failed at row %" PRIu64, rows->start,
                         failed - 1, failed);
    else
        payload_progress(cli, "no row written, failed at row %" PRIu64, failed);
}

static int run(struct cli *cli)
{
    const struct rows *rows = cli->data;
    struct cli_answer answer;
    int status = SMP_OK;

    for (size_t first = 0, count; status == SMP_OK && first < rows->count; first += count) {
        count = rows->count - first < rows->list.most ? rows->count - first : rows->list.most;
        send_rows(cli, rows, first, count, &answer);
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
