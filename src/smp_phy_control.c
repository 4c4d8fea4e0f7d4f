/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_phy_control: PHY CONTROL, for one phy or several. */
#include "cli.h"

enum { DISABLE = 3 };

/* Short names of operations, of which scripts may write the first two letters or anything that begins so. */
static const struct smp_names operations = SMP_NAMES(NULL,
    { .value = 0, .key = "nop" },   { .value = 1, .key = "lr" },    { .value = 2, .key = "hr" },
    { .value = 3, .key = "dis" },   { .value = 5, .key = "cel" },   { .value = 6, .key = "ca" },
    { .value = 7, .key = "tspss" }, { .value = 8, .key = "citnl" }, { .value = 9, .key = "sadn" });

/* The phys of a set as the option takes them: "0-3,8", or "none". */
static const char *list_text(const bool phys[], char *text, size_t room)
{
    size_t used = 0;

    snprintf(text, room, "none");
    for (unsigned phy = 0; phy <= LAST_PHY && used < room; phy++) {
        unsigned first = phy;

        if (!phys[phy])
            continue;
        while (phy < LAST_PHY && phys[phy + 1])
            phy++;
        used += (size_t)snprintf(text + used, room - used, "%s%u", used ? "," : "", first);
        if (phy > first && used < room)
            used += (size_t)snprintf(text + used, room - used, "-%u", phy);
    }
    return text;
}

/* Cuts "all" phys to as many as the target says it has; with --dry-run the first one stands for them. */
static int choose_phys(struct cli *cli)
{
    unsigned end = 1;

    if (cli_send(cli, &smp_function_report_general, NULL, 0) > 0)
        return cli_answer_failure(cli);
    if (!cli->dry_run)
        end = (unsigned)smp_frame_value(&cli->answer.frame, "number_of_phys");
    if (end == 0)
        return cli_fail(cli, SMP_OTHER, "the target tells no number of phys");
    memset(cli->phys + end, false, LAST_PHY + 1 - end);
    return SMP_OK;
}

/* The words for what became of a phy. One that is just not meant is left out: a vacant one, or one of all phys without
 * the SATA that the operation is about. NULL: a failure that ends the run. */
static const char *phy_words(const struct cli *cli, int status)
{
    if (status == SMP_OK)
        return "accepted";
    if (status == RESULT_PHY_VACANT)
        return "inaccessible (phy vacant)";
    return cli->all_phys && status == RESULT_PHY_DOES_NOT_SUPPORT_SATA ? "no SATA" : NULL;
}

/* Asks phy after phy. One that is left out is named, is a failure in the end if it was asked for by number, and the run
 * goes on. What is still to be asked stays in cli->phys. */
static int run_several(struct cli *cli)
{
    int status = cli->all_phys ? choose_phys(cli) : SMP_OK, left_out = SMP_OK;
    bool accepted[LAST_PHY + 1] = { false };
    char done[256], left[256];

    for (unsigned phy = 0; status == SMP_OK && phy <= LAST_PHY; phy++) {
        const char *words;

        if (!cli->phys[phy])
            continue;
        cli->phys[phy] = false;
        cli_set(cli, "phy_identifier", phy);
        cli_request(cli);
        words = phy_words(cli, cli->answer.status);
        accepted[phy] = cli->answer.status == SMP_OK;
        if (cli->mode == OUTPUT_TEXT && words)
            printf("  phy %3u: %s\n", phy, words);
        if (words && !accepted[phy] && !cli->all_phys)
            left_out = RESULT_PHY_VACANT;
        if (words)
            cli->answer.status = SMP_OK;
        status = cli_show(cli);
        if (status)
            cli_progress(cli, "failed at phy %u; phys done: %s; not tried: %s", phy,
                         list_text(accepted, done, sizeof done), list_text(cli->phys, left, sizeof left));
        /* It belongs to the first request: what that does moves the count. */
        cli_set(cli, "expected_expander_change_count", 0);
    }
    return status ? status : left_out;
}

static int guard(struct cli *cli)
{
    return cli_number(cli, "op") == DISABLE ? guard_disable(cli) : SMP_OK;
}

static int run(struct cli *cli)
{
    if (cli->phy_count > 1)
        return run_several(cli);
    cli_set(cli, "phy_identifier", cli->first_phy);
    return cli_run_one(cli);
}

SMP_UTILITY(.summary = "Send PHY CONTROL requests: reset, disable or set up phys.",
            .function = &smp_function_phy_control, .many = true, .guard = guard, .run = run, OPTIONS(
    OPT_ADDRESS('a', "attached", "ADN", "attached_device_name", "attached device name, for --op=sadn"),
    OPT_FIELD('D', "pwrdis", "PDC", "power_disable_control", "power disable signal: 0 no change, 2 negate, 3 assert"),
    OPT_EXPECTED,
    OPT_FORCE,
    OPT_FIELD('l', "sas-sl", "CO", "enable_sas_slumber", "SAS slumber: 0 no change, 1 manage, 2 disable"),
    OPT_FIELD('L', "sata-sl", "CO", "enable_sata_slumber", "SATA slumber: 0 no change, 1 manage, 2 disable"),
    OPT_FIELD('m', "min", "MI", "programmed_minimum_physical_link_rate",
              "minimum rate: 0 no change, 8: 1.5 Gbps, 9: 3, 10: 6, 11: 12, 12: 22.5", .named = true),
    OPT_FIELD('M', "max", "MA", "programmed_maximum_physical_link_rate", "maximum rate, as --min", .named = true),
    OPT_FIELD('o', "op", "OP", "phy_operation",
              "operation, a number or nop lr hr dis cel ca tspss citnl sadn; --op=help lists names",
              .shorts = &operations),
    OPT_PHYS("phys: 3, 0-3,8 or all (default 0)"),
    OPT_FIELD('P', "pptv", "TI", "partial_pathway_timeout_value", "partial pathway timeout value, us"),
    OPT_FIELD('q', "sas-pa", "CO", "enable_sas_partial", "SAS partial: 0 no change, 1 manage, 2 disable"),
    OPT_FIELD('Q', "sata-pa", "CO", "enable_sata_partial", "SATA partial: 0 no change, 1 manage, 2 disable")))
