/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT PHY EVENT (14h), SAS-2 10.4.3.14. 16 bytes and descriptors of 12. Early drafts have no descriptor
 * length and some firmware sends 0 there: less than 12 bytes means 12. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = { U8("phy_identifier", 9, SAS_2) };

static const struct smp_field descriptor_rows[] = {
    ENUM("phy_event_source", 3, 7, 8, SAS_2, smp_names_phy_event_source_dword),
    BE32("phy_event", 4, SAS_2),
    BE32("peak_value_detector_threshold", 8, SAS_2),
};

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .label = "Expander change count", .show = SHOW_SET_OR_VERBOSE),
    U8("phy_identifier", 9, SAS_2),
    U8("phy_event_descriptor_length", 14, SAS_2, .unit = "dword", .suffix = " dwords"),
    U8("number_of_phy_event_descriptors", 15, SAS_2),
    DESCRIPTORS("phy_event_descriptor", 16, .repair_length = true, KIND("phy_event_descriptor", descriptor_rows, 12)),
};

SMP_FUNCTION(report_phy_event, 0x14, SAS_2, "REPORT PHY EVENT", "Report phy event", "smp_rep_phy_event",
             REQUEST(12), RESPONSE(16));
