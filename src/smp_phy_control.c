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

static const struct smp_option options[] = {
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
    OPT_FIELD('Q', "sata-pa", "CO", "enable_sata_partial", "SATA partial: 0 no change, 1 manage, 2 disable"),
};

/* How far a run over several phys got: what became of each phy, and the status of one that was left out. */
struct progress {
    enum { NOT_ASKED, WAITING, ACCEPTED, ENDED } of[LAST_PHY + 1];
    int status;
};

/* The phys of one kind as the option takes them: "0-3,8", or "none". */
static const char *list_text(const struct progress *progress, unsigned kind, char *text, size_t room)
{
    size_t used = 0;

    snprintf(text, room, "none");
    for (unsigned phy = 0; phy <= LAST_PHY && used < room; phy++) {
        unsigned first = phy;

        if (progress->of[phy] != kind)
            continue;
        while (phy < LAST_PHY && progress->of[phy + 1] == kind)
            phy++;
        used += (size_t)snprintf(text + used, room - used, "%s%u", used ? "," : "", first);
        if (phy > first && used < room)
            used += (size_t)snprintf(text + used, room - used, "-%u", phy);
    }
    return text;
}

/* The phys to ask. "all" is as many phys as the target says it has; with --dry-run the first one stands for them. */
static int choose_phys(struct cli *cli, struct progress *progress)
{
    unsigned end = LAST_PHY + 1;
    struct cli_answer answer;

    if (cli->all_phys && cli_send(cli, &smp_function_report_general, NULL, 0, &answer) > 0)
        return cli_answer_failure(cli, &answer);
    if (cli->all_phys)
        end = cli->dry_run ? 1 : (unsigned)smp_frame_value(&answer.frame, "number_of_phys");
    if (end == 0)
        return cli_fail(cli, SMP_OTHER, "the target tells no number of phys");
    for (unsigned phy = 0; phy < end; phy++)
        progress->of[phy] = cli_phy_wanted(cli, phy) ? WAITING : NOT_ASKED;
    return SMP_OK;
}

/* Is a phy just not meant: vacant, or one of all phys without the SATA that the operation is about? */
static bool is_left_out(const struct cli *cli, const struct cli_answer *answer)
{
    return answer->status == RESULT_PHY_VACANT || (cli->all_phys && answer->status == RESULT_PHY_DOES_NOT_SUPPORT_SATA);
}

/* Shows the answer for one phy. A phy that is left out is named, is a failure in the end if it was asked for
 * by number, and the run goes on. Returns the status of what ends the run. */
static int show_phy(struct cli *cli, struct progress *progress, unsigned phy, struct cli_answer *answer)
{
    const char *words = answer->status == SMP_OK ? "accepted" : NULL;

    progress->of[phy] = answer->status == SMP_OK ? ACCEPTED : ENDED;
    if (is_left_out(cli, answer)) {
        words = answer->status == RESULT_PHY_VACANT ? "inaccessible (phy vacant)" : "no SATA";
        answer->status = SMP_OK;
        if (!cli->all_phys)
            progress->status = RESULT_PHY_VACANT;
    }
    if (cli->mode == OUTPUT_TEXT && words)
        printf("  phy %3u: %s\n", phy, words);
    return cli_show(cli, answer);
}

static int run_several(struct cli *cli)
{
    struct progress progress = { .status = SMP_OK };
    int status = choose_phys(cli, &progress);
    char done[256], left[256];

    for (unsigned phy = 0; status == SMP_OK && phy <= LAST_PHY; phy++) {
        struct cli_answer answer;

        if (progress.of[phy] != WAITING)
            continue;
        cli_set(cli, "phy_identifier", phy);
        if (cli_request(cli, &answer) != CLI_DRY_RUN)
            status = show_phy(cli, &progress, phy, &answer);
        if (status)
            cli_progress(cli, "failed at phy %u; phys done: %s; not tried: %s", phy,
                             list_text(&progress, ACCEPTED, done, sizeof done),
                             list_text(&progress, WAITING, left, sizeof left));
        /* It belongs to the first request: what that does moves the count. */
        cli_set(cli, "expected_expander_change_count", 0);
    }
    return status ? status : progress.status;
}

static int run(struct cli *cli)
{
    int status = cli_number(cli, "op") == DISABLE ? guard_disable(cli) : SMP_OK;

    if (status == SMP_OK && cli->phy_count > 1)
        return run_several(cli);
    cli_set(cli, "phy_identifier", cli->first_phy);
    return status ? status : cli_run_one(cli);
}

SMP_UTILITY(.summary = "Send PHY CONTROL requests: reset, disable or set up phys.",
            .function = &smp_function_phy_control, .many = true, .run = run)
