/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * CONFIGURE ZONE PHY INFORMATION (8Ah), SAS-2 10.4.3.25. 8 bytes and descriptors of 4. Drafts have no
 * descriptor length: 0 there means 4 bytes. */
#include "frames/frames.h"

static const struct smp_field descriptor_rows[] = {
    U8("phy_identifier", 0, SAS_2),
    BIT("inside_zpsds_persistent", 1, 5, SAS_2),
    BIT("requested_inside_zpsds", 1, 4, SAS_2),
    BIT("zone_group_persistent", 1, 2, SAS_2),
    U8("zone_group", 3, SAS_2),
};

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    BITS("zone_phy_configuration_descriptor_length", 6, 7, 6, SAS_2, .unit = "dword"),
    ENUM("save", 6, 1, 2, SAS_2, smp_names_zoning_save),
    U8("number_of_zone_phy_configuration_descriptors", 7, SAS_2),
    DESCRIPTORS("zone_phy_configuration_descriptor", 8, .repair_length = true,
                KIND("zone_phy_configuration_descriptor", descriptor_rows, 4)),
};

SMP_FUNCTION(configure_zone_phy_information, 0x8a, SAS_2, "CONFIGURE ZONE PHY INFORMATION",
             "Configure zone phy information", "smp_conf_zone_phy_info", COMMAND(8));
