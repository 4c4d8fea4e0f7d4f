/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_conf_zone_perm_tbl: CONFIGURE ZONE PERMISSION TABLE, as many requests as the rows need. */
#include "files.h"
#include "core/digits.h"

enum { GROUPS_128, GROUPS_256, LAST_GROUP = 255, MOST_ROW_BYTES = 32 };

/* The rows to write, and the source zone group of the first. */
static struct payload rows;
static uint64_t start;

/* Finds out what a row is, as far as the options and the lines so far tell; returns its bytes. */
static size_t choose_groups(struct cli *cli)
{
    const struct smp_table *narrow = cli_descriptor_table(&cli->function->request);
    bool wide = cli_count(cli, "deduce") && rows.longest_line > narrow->bytes;
    uint64_t groups = wide ? GROUPS_256 : cli_number(cli, "numzg");

    payload_choose(&rows, groups);
    cli_set(cli, "number_of_zone_groups", groups);
    return rows.table->bytes;
}

/* --start=N before the rows tells where they begin and must agree with the option; behind rows it must be the
 * one that follows them, since all go into one table. */
static int take_start(struct cli *cli, uint64_t number)
{
    const size_t row = choose_groups(cli), read = rows.length;
    uint64_t next;

    if (read == 0 && !cli_count(cli, "start"))
        start = number;
    next = start + read / row;
    if (read % row)
        return payload_fail(&rows, "--start=%" PRIu64 " within a row of %zu bytes", number, row);
    if (number == next)
        return SMP_OK;
    if (read == 0)
        return payload_fail(&rows, "--start=%" PRIu64 ", but the command line says --start=%" PRIu64, number, next);
    return payload_fail(&rows, "--start=%" PRIu64 " behind the row of source zone group %" PRIu64
                        ": must be --start=%" PRIu64, number, next - 1, next);
}

/* Rows, or a line that begins with a dash: --start=N, or nothing but the dash. */
static int take_line(struct payload *payload, char *line)
{
    const char *text;
    uint64_t number;

    line[strcspn(line, *line == '-' ? "# \t" : "-")] = '\0';
    if (*line != '-')
        return payload_add_line(payload, line);
    if (strcmp(line, "-") == 0)
        return SMP_OK;
    text = smp_behind(line, "--start=");
    if (!text)
        return payload_fail(payload, "unknown line '%.40s': with a dash only --start=N", line);
    if (cli_parse_number(text, true, &number) || number > LAST_GROUP)
        return payload_fail(payload, "'%.40s': must be 0 to %d", line, LAST_GROUP);
    return take_start(payload->cli, number);
}

/* Are the bytes rows of whole zone groups that the table has? */
static int check_rows(struct cli *cli, const char *file)
{
    const size_t row = choose_groups(cli), read = rows.length;

    if (read < row || read % row)
        return cli_fail(cli, SMP_SYNTAX, "%s: %zu bytes are no whole rows of %zu bytes", smp_lines_name(file), read,
                        row);
    if (start + read / row - 1 > LAST_GROUP)
        return cli_fail(cli, SMP_SYNTAX, "%s: %zu rows from source zone group %" PRIu64 " on go beyond group %d",
                        smp_lines_name(file), read / row, start, LAST_GROUP);
    return SMP_OK;
}

static int prepare(struct cli *cli)
{
    static uint8_t bytes[(LAST_GROUP + 1) * MOST_ROW_BYTES];
    const char *file = cli_text(cli, "permf");
    int status;

    if (!file)
        return cli_fail(cli, SMP_SYNTAX, "--permf=FN is missing");
    if (cli_count(cli, "deduce") && cli_count(cli, "numzg"))
        return cli_fail(cli, SMP_SYNTAX, "--deduce and --numzg do not go together");
    rows = (struct payload){ .cli = cli, .bytes = bytes, .room = sizeof bytes, .take_line = take_line };
    start = cli_number(cli, "start");
    status = payload_read(&rows, file);
    return status ? status : check_rows(cli, file);
}

/* As many requests as it takes; says how far it got when one fails. */
static int run(struct cli *cli)
{
    const size_t row = rows.table->bytes, most = rows.most * row;
    struct payload part = rows;
    int status = SMP_OK;

    for (uint64_t group = start; status == SMP_OK && rows.length; group += part.length / row) {
        part.length = rows.length < most ? rows.length : most;
        cli_set(cli, "starting_source_zone_group", group);
        payload_set(&part);
        status = cli_run_one(cli);
        if (status && group > start)
            cli_progress(cli, "rows %" PRIu64 "-%" PRIu64 " written, failed at row %" PRIu64, start, group - 1, group);
        else if (status)
            cli_progress(cli, "no row written, failed at row %" PRIu64, group);
        part.bytes += part.length;
        rows.length -= part.length;
    }
    return status;
}

SMP_UTILITY(.summary = "Send CONFIGURE ZONE PERMISSION TABLE requests: write rows of the zone permission table.",
            .function = &smp_function_configure_zone_permission_table, .many = true, .prepare = prepare, .run = run,
            OPTIONS(
    OPT_FLAG('d', "deduce", "256 zone groups if a line of FN has more than 16 bytes, else 128"),
    OPT_EXPECTED,
    OPT_FIELD('f', "start", "SS", "starting_source_zone_group", "first source zone group (default 0, or what FN says)"),
    OPT_FIELD('n', "numzg", "NG", "number_of_zone_groups", "number of zone groups: 0 128, 1 256", .high = GROUPS_256),
    OPT_TEXT('P', "permf", "FN", "rows of the permission table, hex bytes, in FN (- is stdin)"),
    OPT_SAVE))
