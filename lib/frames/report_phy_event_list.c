/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT PHY EVENT LIST (21h), SAS-2 10.4.3.16. 16 bytes and descriptors of 12; indexes run from 1 and wrap
 * from FFFFh to 1. One header file puts the count at byte 14 and the descriptors at 15: a slip. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = { BE16("starting_phy_event_list_descriptor_index", 6, SAS_2) };

static const struct smp_field descriptor_rows[] = {
    U8("phy_identifier", 2, SAS_2),
    ENUM("phy_event_source", 3, 7, 8, SAS_2, smp_names_phy_event_source),
    BE32("phy_event", 4, SAS_2),
    BE32("peak_value_detector_threshold", 8, SAS_2),
};

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .label = "Expander change count", .show = SHOW_SET_OR_VERBOSE),
    BE16("first_phy_event_list_descriptor_index", 6, SAS_2),
    BE16("last_phy_event_list_descriptor_index", 8, SAS_2),
    U8("phy_event_list_descriptor_length", 10, SAS_2, .unit = "dword", .label = "phy event descriptor length",
        .suffix = " dwords"),
    U8("number_of_phy_event_list_descriptors", 15, SAS_2, .label = "number of phy event descriptors"),
    DESCRIPTORS("phy_event_list_descriptor", 16, KIND("phy_event_list_descriptor", descriptor_rows, 12)),
};

SMP_FUNCTION(report_phy_event_list, 0x21, SAS_2, "REPORT PHY EVENT LIST",
             "Report phy event list", "smp_rep_phy_event_list",
             REQUEST(8), RESPONSE(16));
