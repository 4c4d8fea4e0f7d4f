/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_rep_manufacturer: REPORT MANUFACTURER INFORMATION. */
#include "cli.h"

SMP_UTILITY(.summary = "Send a REPORT MANUFACTURER INFORMATION request and show who made the target.",
            .function = &smp_function_report_manufacturer_information, .title = "Report manufacturer response",
            OPTIONS(OPT_ZERO))
