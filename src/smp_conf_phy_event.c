/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_conf_phy_event: CONFIGURE PHY EVENT, which events a phy counts. */
#include "files.h"
#include "phy.h"

static const char source[] = "phy_event_source", threshold[] = "peak_value_detector_threshold";

/* --file: pairs of source and threshold. */
static int read_file(struct cli *cli)
{
    struct payload pairs = payload_of_list(cli, source, threshold);
    const char *file = cli_text(cli, "file");
    int status;

    pairs.what = "phy event source";
    status = payload_read(&pairs, file);
    if (status == SMP_OK && pairs.count % 2)
        status = cli_fail(cli, SMP_SYNTAX, "%s: a threshold is missing: %zu values are no pairs", smp_lines_name(file),
                          pairs.count);
    payload_set(&pairs);
    return status;
}

/* --pes and --thres: by position; thresholds that are not given are 0. */
static int read_lists(struct cli *cli)
{
    struct payload sources = payload_of_list(cli, source, NULL);
    struct payload thresholds = payload_of_list(cli, threshold, NULL);
    int status = payload_parse(&sources, "pes");

    if (status == SMP_OK)
        status = payload_parse(&thresholds, "thres");
    if (status)
        return status;
    if (thresholds.count > sources.count)
        cli_warn(cli, "%zu thresholds for %zu sources: the surplus ones are ignored", thresholds.count, sources.count);
    payload_set(&sources);
    return SMP_OK;
}

static int prepare(struct cli *cli)
{
    static const char *const once[] = { "file", "pes", "thres" };

    for (size_t i = 0; i < sizeof once / sizeof *once; i++)
        if (cli_count(cli, once[i]) > 1)
            return cli_fail(cli, SMP_SYNTAX, "--%s may be given once", once[i]);
    if (cli_text(cli, "file") && cli_text(cli, "pes"))
        return cli_fail(cli, SMP_SYNTAX, "--file and --pes do not go together");
    if (cli_text(cli, "file") && cli_text(cli, "thres"))
        cli_warn(cli, "--thres is ignored: the thresholds are those of --file");
    if (!cli_text(cli, "file") && !cli_text(cli, "pes") && !cli_count(cli, "clear"))
        cli_warn(cli, "none of --clear, --file and --pes: a request without phy event sources");
    return cli_text(cli, "file") ? read_file(cli) : read_lists(cli);
}

SMP_UTILITY(.summary = "Send a CONFIGURE PHY EVENT request: choose the events that a phy counts.",
            .function = &smp_function_configure_phy_event, .check = phy_event_enumerate, .prepare = prepare, OPTIONS(
    OPT_SWITCH('C', "clear", "clear_peaks", "clear all peak value detectors of the phy"),
    OPT_FLAG('e', "enumerate", "show the phy event sources, use no target"),
    OPT_EXPECTED,
    OPT_TEXT('f', "file", "FILE", "pairs of source and threshold in FILE (- is stdin)"),
    OPT_TEXT('P', "pes", "PES,...", "phy event sources, numbers or names"),
    OPT_PHY("phy identifier"),
    OPT_TEXT('T', "thres", "THR,...", "peak value detector thresholds of the sources (default 0)")))
