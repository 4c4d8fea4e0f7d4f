/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * CONFIGURE PHY EVENT (93h), SAS-2 10.4.3.30. 12 bytes and descriptors of 8. Drafts have no descriptor
 * length: 0 there means 8 bytes. */
#include "frames/frames.h"

static const struct smp_field descriptor_rows[] = {
    ENUM("phy_event_source", 3, 7, 8, SAS_2, smp_names_phy_event_source),
    BE32("peak_value_detector_threshold", 4, SAS_2),
};

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    BIT("clear_peaks", 6, 0, SAS_2),
    U8("phy_identifier", 9, SAS_2),
    U8("phy_event_configuration_descriptor_length", 10, SAS_2, .unit = "dword"),
    U8("number_of_phy_event_configuration_descriptors", 11, SAS_2),
    DESCRIPTORS("phy_event_configuration_descriptor", 12, .repair_length = true,
                KIND("phy_event_configuration_descriptor", descriptor_rows, 8)),
};

SMP_FUNCTION(configure_phy_event, 0x93, SAS_2, "CONFIGURE PHY EVENT", "Configure phy event", "smp_conf_phy_event",
             COMMAND(12));
