/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_zone_lock: ZONE LOCK. */
#include "files.h"

static const char manager[] = "active_zone_manager_sas_address";

static int prepare(struct cli *cli)
{
    static struct password password = { .text = "password", .file = "fpass", .environment = "env" };

    return password_read(cli, &password, "zone_manager_password");
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    const struct smp_text text = cli_text_style(cli, 0);

    smp_text_key(&text, frame, manager);
    return NULL;
}

/* Is the target known not to be locked? */
static bool is_free(struct cli *cli)
{
    uint64_t locked;

    return !cli->dry_run && cli_send(cli, &smp_function_report_general, NULL, 0) == SMP_OK &&
           smp_frame_get(&cli->answer.frame, "zone_locked", &locked) && !locked;
}

/* Ends a lock that could not be told of: its caller takes it for not held. One that may have been held before
 * stays. That stdout cannot be written is reported when the utility ends. */
static int take_back(struct cli *cli, bool was_free)
{
    if (!was_free)
        cli_warn(cli, "the zone lock stays: it may have been held before");
    else if (cli_send(cli, &smp_function_zone_unlock, NULL, 0))
        cli_answer_failure(cli);
    else
        cli_warn(cli, "the zone lock was ended again");
    return SMP_OTHER;
}

static int run(struct cli *cli)
{
    bool was_free = is_free(cli);
    uint64_t holder;
    int status;

    cli_request(cli);
    status = cli_show(cli);
    /* A refusal may tell who holds the lock. */
    if (cli->answer.frame.result && smp_frame_get(&cli->answer.frame, manager, &holder) && holder)
        cli_warn(cli, "Active zone manager SAS address (hex): %016" PRIx64, holder);
    if (cli->answer.status == SMP_MALFORMED)
        cli_progress(cli, "the target may be locked now");
    if (cli->answer.status == SMP_OK && fflush(stdout))
        return take_back(cli, was_free);
    return status;
}

SMP_UTILITY(.summary = "Send a ZONE LOCK request: only this host may then change the zoning of the target.",
            .function = &smp_function_zone_lock, .prepare = prepare, .run = run, .view = view, OPTIONS(
    OPT_TEXT(0, "env", "VAR", "password in the environment variable VAR"),
    OPT_EXPECTED,
    OPT_TEXT('F', "fpass", "FP", "password in the file FP (- is stdin)"),
    OPT_FIELD('i', "inactivity", "TL", "zone_lock_inactivity_time_limit",
              "the lock ends after this time without zoning requests, 100 ms (default 0: never)"),
    OPT_PASSWORD('P', "password", "password (default ZERO); better keep it in a file: --fpass")))
