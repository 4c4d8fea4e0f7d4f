/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_general: REPORT GENERAL. */
#include "cli.h"

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    uint64_t count;

    if (!cli_count(cli, "changecount"))
        cli_print_header(cli, frame);
    else if (smp_frame_get(frame, "expander_change_count", &count))
        printf("%" PRIu64 "\n", count);
    return NULL;
}

SMP_UTILITY(.summary = "Send a REPORT GENERAL request and show what kind of target it is.",
            .function = &smp_function_report_general, .brief_title = "Report general, brief response", .view = view,
            OPTIONS(
    OPT_FLAG('b', "brief", "only the important lines"),
    OPT_FLAG('c', "changecount", "only the expander change count, as a number"),
    OPT_ZERO))
