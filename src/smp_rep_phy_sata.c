/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_phy_sata: REPORT PHY SATA, for one phy or several. */
#include "cli.h"

SMP_UTILITY(.summary = "Send a REPORT PHY SATA request and show the SATA side of a phy.",
            .function = &smp_function_report_phy_sata, .many = true, .run = phys_run, .phys.columns = {
    { "stp_sas_address", "   STP SAS address" },
    { "affiliation_valid", "affiliation" },
    { "affiliated_stp_initiator_sas_address", "     STP initiator" },
    { "current_affiliation_contexts", "contexts" },
    { "maximum_affiliation_contexts", "maximum" },
    { "stp_i_t_nexus_loss_occurred", "nexus loss" } }, OPTIONS(
    OPT_FIELD('a', "affiliation", "AC", "affiliation_context", "affiliation context (default 0)"),
    OPT_PHYS("phy (default 0); 0-3,8 or all: a table"),
    OPT_ZERO))
