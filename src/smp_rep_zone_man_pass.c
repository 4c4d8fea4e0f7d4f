/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_zone_man_pass: REPORT ZONE MANAGER PASSWORD, as a line that password files take. */
#include "files.h"

#include <ctype.h>

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
    for (size_t i = 0; i < all; i++)
        if (i < length ? !isprint(bytes[i]) || bytes[i] == '\'' : bytes[i])
            return false;
    return true;
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    uint64_t changes = smp_frame_value(frame, "expander_change_count");
    size_t all;
    const uint8_t *bytes = smp_field_bytes(frame, smp_frame_row(frame, "zone_manager_password"), &all);
    size_t length = strnlen((const char *)bytes, all);

    if (cli_text(cli, "fpass")) {
        fputs("# Report zone manager password response:\n", cli->out);
        if (changes || cli->verbose)
            fprintf(cli->out, "#  Expander change count: %" PRIu64 "\n", changes);
        fprintf(cli->out, "#  Report type: %" PRIu64 "\n", smp_frame_value(frame, "report_type"));
    }
    if (!cli_count(cli, "phex") && can_quote(bytes, length, all)) {
        fprintf(cli->out, "'%.*s'\n", (int)length, (const char *)bytes);
        return NULL;
    }
    smp_put_hex(cli->out, bytes, all, ',');
    fputs(all ? "\n" : "", cli->out);
    return NULL;
}

/* Only its owner may read the password file. */
static int run(struct cli *cli)
{
    return cli_request(cli) ? cli_show(cli) : output_run(cli, "fpass", FILE_SECRET, cli_show);
}

SMP_UTILITY(.summary = "Send a REPORT ZONE MANAGER PASSWORD request and show the password.",
            .function = &smp_function_report_zone_manager_password, .check = check, .run = run, .view = view, OPTIONS(
    OPT_TEXT('F', "fpass", "FP", "write the file FP for --fpass of other utilities (- is stdout, with comments)"),
    OPT_FLAG('p', "phex", "show the password as 32 hex bytes instead of '...'"),
    OPT_FIELD('R', "report", "RT", "report_type", "0 current, 2 saved, 3 default")))
