/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_phy_err_log: REPORT PHY ERROR LOG, for one phy or several. */
#include "cli.h"

SMP_UTILITY(.summary = "Send a REPORT PHY ERROR LOG request and show the link error counters of a phy.",
            .function = &smp_function_report_phy_error_log, .many = true, .run = phys_run, .phys.columns = {
    { "invalid_dword_count", "invalid dwords" },
    { "running_disparity_error_count", "disparity errors" },
    { "loss_of_dword_synchronization_count", "losses of sync" },
    { "phy_reset_problem_count", "reset problems" } }, OPTIONS(
    OPT_PHYS("phy (default 0); 0-3,8 or all: a table"),
    OPT_ZERO))
