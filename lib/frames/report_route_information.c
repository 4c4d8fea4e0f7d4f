/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT ROUTE INFORMATION (13h), SAS-2 10.4.3.13, for phy-based route tables. 40 bytes in every
 * generation. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    BE16("expander_route_index", 6, SAS_1),
    U8("phy_identifier", 9, SAS_1),
};

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .show = SHOW_SET_OR_VERBOSE),
    BE16("expander_route_index", 6, SAS_1),
    U8("phy_identifier", 9, SAS_1),
    BIT("expander_route_entry_disabled", 12, 7, SAS_1),
    ADDR("routed_sas_address", 16, SAS_1, .label = "routed SAS address", .show = SHOW_NEVER),
};

SMP_FUNCTION(report_route_information, 0x13, SAS_1, "REPORT ROUTE INFORMATION",
             "Report route information", "smp_rep_route_info",
             REQUEST(12), RESPONSE(40), .sas1_response_bytes = 40);
