/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_zone_man_pass: REPORT ZONE MANAGER PASSWORD, as a line that password files take. */
#include "cli.h"
#include "output_file.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

static const char key[] = "zone_manager_password";

static const struct smp_option options[] = {
    OPT_TEXT('F', "fpass", "FP",
             "write the file FP for --fpass of other utilities (- is stdout, with comments)"),
    OPT_FLAG('p', "phex", "show the password as 32 hex bytes instead of '...'"),
    OPT_FIELD('R', "report", "RT", "report_type", "0 current, 2 saved, 3 default"),
};

/* Other outputs than text would show on stdout what is to go to the file. */
static int check(struct cli *cli)
{
    if (cli_count(cli, "fpass") && (cli->mode != OUTPUT_TEXT || cli_count(cli, "inhex")))
        return cli_fail(cli, SMP_SYNTAX, "--fpass does not go with --json, --kv, --hex, --raw and --inhex");
    return SMP_OK;
}

/* Can the first length bytes stand between quotes and be read again, and does nothing follow them? */
static bool can_quote(const uint8_t *bytes, size_t length, size_t all)
{
    for (size_t i = 0; i < length; i++)
        if (!isprint(bytes[i]) || bytes[i] == '\'')
            return false;
    for (size_t i = length; i < all; i++)
        if (bytes[i])
            return false;
    return true;
}

static void print_password(const struct cli *cli, FILE *out, const struct smp_frame *frame)
{
    size_t all, length = 0;
    const uint8_t *bytes = smp_field_bytes(frame, smp_frame_row(frame, key), &all);

    while (length < all && bytes[length])
        length++;
    if (!cli_count(cli, "phex") && can_quote(bytes, length, all)) {
        fprintf(out, "'%.*s'\n", (int)length, (const char *)bytes);
        return;
    }
    for (size_t i = 0; i < all; i++)
        fprintf(out, "%x%c", bytes[i], i + 1 < all ? ',' : '\n');
}

static void print_comments(const struct cli *cli, FILE *out, const struct smp_frame *frame)
{
    uint64_t changes = smp_frame_value(frame, "expander_change_count");

    fputs("# Report zone manager password response:\n", out);
    if (changes || cli->verbose)
        fprintf(out, "#  Expander change count: %" PRIu64 "\n", changes);
    fprintf(out, "#  Report type: %" PRIu64 "\n", smp_frame_value(frame, "report_type"));
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    if (cli_text(cli, "fpass"))
        print_comments(cli, stdout, frame);
    print_password(cli, stdout, frame);
    return NULL;
}

/* Writes the password file; only its owner may read it. */
static int write_file(struct cli *cli, const struct smp_frame *frame)
{
    struct output_file file;
    int status = output_file_open(cli, &file, cli_text(cli, "fpass"));

    if (status)
        return status;
    print_comments(cli, file.out, frame);
    print_password(cli, file.out, frame);
    return output_file_close(cli, &file, SMP_OK);
}

static int run(struct cli *cli)
{
    const char *path = cli_text(cli, "fpass");
    bool to_file = path && strcmp(path, "-") != 0;
    struct cli_answer answer;

    cli_request(cli, &answer);
    if (answer.status == SMP_OK && to_file)
        return write_file(cli, &answer.frame);
    return cli_show(cli, &answer);
}

SMP_UTILITY(.summary = "Send a REPORT ZONE MANAGER PASSWORD request and show the password.",
            .function = &smp_function_report_zone_manager_password,
            .check = check,
            .run = run,
            .view = view)
