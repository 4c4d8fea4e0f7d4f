/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_conf_zone_man_pass: CONFIGURE ZONE MANAGER PASSWORD. */
#include "files.h"

/* The new password has one source; ZERO, which protects nothing, must be meant. */
static int check_new(struct cli *cli, struct password *password)
{
    static const uint8_t zeros[PASSWORD_ROOM];
    bool zero = cli_count(cli, "new-zero"), disabled = cli_count(cli, "new-disabled");

    if (zero + disabled + password->given > 1)
        return cli_fail(cli, SMP_SYNTAX, "only one new password may be given");
    if (disabled)
        memset(password->bytes, 0xff, sizeof password->bytes);
    if (!zero && !disabled && !password->given)
        return cli_fail(cli, SMP_SYNTAX, "no new password given (--new-fpass, --new-env, --new-zero, --new-disabled)");
    if (!zero && memcmp(password->bytes, zeros, sizeof zeros) == 0)
        return cli_fail(cli, SMP_SYNTAX,
                        "the new password is all zeros, so everybody may lock: --new-zero if that is meant");
    return SMP_OK;
}

static int prepare(struct cli *cli)
{
    static struct password current = { .text = "password", .file = "fpass", .environment = "env" };
    static struct password next = { .text = "new-pass", .file = "new-fpass", .environment = "new-env" };
    const char *file = cli_text(cli, "fpass"), *next_file = cli_text(cli, "new-fpass");
    int status;

    if (file && next_file && strcmp(file, "-") == 0 && strcmp(next_file, "-") == 0)
        return cli_fail(cli, SMP_SYNTAX, "--fpass and --new-fpass cannot both be stdin");
    status = password_read(cli, &current, "zone_manager_password");
    if (status == SMP_OK)
        status = password_read(cli, &next, "new_zone_manager_password");
    return status ? status : check_new(cli, &next);
}

SMP_UTILITY(.summary = "Send a CONFIGURE ZONE MANAGER PASSWORD request: change the password of zone managers.",
            .function = &smp_function_configure_zone_manager_password, .prepare = prepare, OPTIONS(
    OPT_TEXT(0, "env", "VAR", "current password in the environment variable VAR"),
    OPT_EXPECTED,
    OPT_TEXT('F', "fpass", "FP", "current password in the file FP (- is stdin)"),
    OPT_PASSWORD('n', "new-pass", "new password; better keep it in a file: --new-fpass"),
    OPT_TEXT('N', "new-fpass", "NF", "new password in the file NF (- is stdin)"),
    OPT_TEXT(0, "new-env", "VAR", "new password in the environment variable VAR"),
    OPT_FLAG(0, "new-disabled", "the new password is DISABLED (32 x ffh): nobody may lock with a password"),
    OPT_FLAG(0, "new-zero", "the new password is ZERO (32 x 00h): everybody may lock"),
    OPT_PASSWORD('P', "password", "current password (default ZERO); better keep it in a file: --fpass"),
    OPT_FIELD('S', "save", "SAV", "save", "0 current, 1 saved, 2 current and saved if supported, 3 both")))
