/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_conf_zone_perm_tbl: CONFIGURE ZONE PERMISSION TABLE, as many requests as the rows need. */
#include "files.h"

#include <string.h>

enum { GROUPS_128, GROUPS_256, LAST_GROUP = 255, MOST_ROW_BYTES = 32 };

static const struct smp_option options[] = {
    OPT_FLAG('d', "deduce", "256 zone groups if a line of FN has more than 16 bytes, else 128"),
    OPT_EXPECTED,
    OPT_FIELD('f', "start", "SS", "starting_source_zone_group", "first source zone group (default 0, or what FN says)"),
    OPT_FIELD('n', "numzg", "NG", "number_of_zone_groups", "number of zone groups: 0 128, 1 256", .high = GROUPS_256),
    OPT_TEXT('P', "permf", "FN", "rows of the permission table, hex bytes, in FN (- is stdin)"),
    OPT_FIELD('S', "save", "SAV", "save", "0 shadow, 1 saved, 2 shadow and saved if supported, 3 both"),
};

/* The rows to write. */
struct rows {
    struct payload payload;
    uint8_t bytes[(LAST_GROUP + 1) * MOST_ROW_BYTES];
    size_t count;
    uint64_t start; /* source zone group of the first row */
};

/* Finds out what a row is, as far as the options and the lines so far tell; returns its bytes. */
static size_t choose_groups(struct cli *cli, struct rows *rows)
{
    uint64_t groups = cli_number(cli, "numzg");

    payload_choose(&rows->payload, groups);
    if (cli_count(cli, "deduce") && rows->payload.longest_line > rows->payload.table->bytes) {
        groups = GROUPS_256;
        payload_choose(&rows->payload, groups);
    }
    cli_set(cli, "number_of_zone_groups", groups);
    return rows->payload.table->bytes;
}

/* --start=N before the rows tells where they begin and must agree with the option; behind rows it must be the
 * one that follows them, since all go into one table. */
static int take_start(struct payload *payload, uint64_t number)
{
    struct rows *rows = payload->cli->data;
    const size_t row = choose_groups(payload->cli, rows), read = payload->length;
    uint64_t next;

    if (read == 0 && !cli_count(payload->cli, "start"))
        rows->start = number;
    next = rows->start + read / row;
    if (read % row)
        return payload_fail(payload, "--start=%" PRIu64 " within a row of %zu bytes", number, row);
    if (number == next)
        return SMP_OK;
    if (read == 0)
        return payload_fail(payload, "--start=%" PRIu64 ", but the command line says --start=%" PRIu64, number, next);
    return payload_fail(payload, "--start=%" PRIu64 " behind the row of source zone group %" PRIu64
                        ": must be --start=%" PRIu64, number, next - 1, next);
}

/* Rows, or a line that begins with a dash: --start=N, or nothing but the dash. */
static int take_line(struct payload *payload, char *line)
{
    static const char word[] = "--start=";
    uint64_t number;

    line[strcspn(line, *line == '-' ? "# \t" : "-")] = '\0';
    if (*line != '-')
        return payload_add_line(payload, line);
    if (strcmp(line, "-") == 0)
        return SMP_OK;
    if (strncmp(line, word, sizeof word - 1) != 0)
        return payload_fail(payload, "unknown line '%.40s': with a dash only --start=N", line);
    if (cli_parse_number(line + sizeof word - 1, true, &number) || number > LAST_GROUP)
        return payload_fail(payload, "'%.40s': must be 0 to %d", line, LAST_GROUP);
    return take_start(payload, number);
}

/* The bytes as rows of whole zone groups that the table has. */
static int count_rows(struct cli *cli, struct rows *rows, const char *file)
{
    const size_t row = choose_groups(cli, rows), read = rows->payload.length;

    rows->count = read / row;
    if (read < row || read % row)
        return cli_fail(cli, SMP_SYNTAX, "%s: %zu bytes are no whole rows of %zu bytes", smp_lines_name(file), read,
                        row);
    if (rows->start + rows->count - 1 > LAST_GROUP)
        return cli_fail(cli, SMP_SYNTAX, "%s: %zu rows from source zone group %" PRIu64 " on go beyond group %d",
                        smp_lines_name(file), rows->count, rows->start, LAST_GROUP);
    return SMP_OK;
}

static int prepare(struct cli *cli)
{
    static struct rows rows;
    const char *file = cli_text(cli, "permf");
    int status;

    if (!file)
        return cli_fail(cli, SMP_SYNTAX, "--permf=FN is missing");
    if (cli_count(cli, "deduce") && cli_count(cli, "numzg"))
        return cli_fail(cli, SMP_SYNTAX, "--deduce and --numzg do not go together");
    rows.payload = (struct payload){ .cli = cli, .bytes = rows.bytes, .room = sizeof rows.bytes, .take_line = take_line };
    rows.start = cli_number(cli, "start");
    cli->data = &rows;
    status = payload_read(&rows.payload, file);
    return status ? status : count_rows(cli, &rows, file);
}

/* As many requests as it takes; says how far it got when one fails. */
static int run(struct cli *cli)
{
    const struct rows *rows = cli->data;
    int status = SMP_OK;

    for (size_t first = 0, count; status == SMP_OK && first < rows->count; first += count) {
        const uint64_t group = rows->start + first;

        count = rows->count - first < rows->payload.most ? rows->count - first : rows->payload.most;
        cli_set(cli, "starting_source_zone_group", group);
        payload_set(&rows->payload, rows->bytes + first * rows->payload.table->bytes, count);
        status = cli_run_one(cli);
        if (status && first)
            cli_progress(cli, "rows %" PRIu64 "-%" PRIu64 " written, failed at row %" PRIu64, rows->start,
                         group - 1, group);
        else if (status)
            cli_progress(cli, "no row written, failed at row %" PRIu64, group);
    }
    return status;
}

SMP_UTILITY(.summary = "Send CONFIGURE ZONE PERMISSION TABLE requests: write rows of the zone permission table.",
            .function = &smp_function_configure_zone_permission_table, .many = true, .prepare = prepare, .run = run)
