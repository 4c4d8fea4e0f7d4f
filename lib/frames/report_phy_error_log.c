/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT PHY ERROR LOG (11h), SAS-2 10.4.3.11. 28 bytes in every generation. The counters stop at
 * FFFFFFFFh; their wrapping twins are phy events 1 to 4. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = { U8("phy_identifier", 9, SAS_1) };

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .label = "Expander change count", .show = SHOW_SET_OR_VERBOSE),
    U8("phy_identifier", 9, SAS_1),
    BE32("invalid_dword_count", 12, SAS_1),
    BE32("running_disparity_error_count", 16, SAS_1),
    BE32("loss_of_dword_synchronization_count", 20, SAS_1),
    BE32("phy_reset_problem_count", 24, SAS_1),
};

SMP_FUNCTION(report_phy_error_log, 0x11, SAS_1, "REPORT PHY ERROR LOG", "Report phy error log", "smp_rep_phy_err_log",
             REQUEST(12), RESPONSE(28), .sas1_response_bytes = 28);
