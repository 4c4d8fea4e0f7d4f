/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * CONFIGURE ROUTE INFORMATION (90h), SAS-2 10.4.3.27, for phy-based route tables. A request of 40 bytes in
 * every generation. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    BE16("expander_route_index", 6, SAS_1),
    U8("phy_identifier", 9, SAS_1),
    BIT("disable_expander_route_entry", 12, 7, SAS_1),
    ADDR("routed_sas_address", 16, SAS_1),
};

SMP_FUNCTION(configure_route_information, 0x90, SAS_1, "CONFIGURE ROUTE INFORMATION",
             "Configure route information", "smp_conf_route_info", COMMAND(40), .sas1_response_bytes = 4);
