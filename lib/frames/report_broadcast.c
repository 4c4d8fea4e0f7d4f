/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT BROADCAST (06h), SAS-2 10.4.3.9. 12 bytes and descriptors of 8, one for each phy and reason that
 * this expander originated a Broadcast for. Early drafts have the number of descriptors at byte 7 and no
 * descriptor length. */
#include "frames/frames.h"

static NAMES(phy_of_broadcast, NULL, WHOLE_LINE(0xff, "none", "no specific phy id"));

/* The reasons above 0 are those of Broadcast (Expander), from memory of the standard: no words. */
static NAMES(broadcast_reason, NULL,
    NAME(0x00, "unspecified", NULL),
    NAME(0x01, "peak_threshold_reached", NULL),
    NAME(0x02, "peak_cleared", NULL),
    NAME(0x03, "reduced_functionality", NULL));

static const struct smp_field request_rows[] = { ENUM("broadcast_type", 4, 3, 4, SAS_2, smp_names_broadcast_type) };

static const struct smp_field descriptor_rows[] = {
    ENUM("broadcast_type", 0, 3, 4, SAS_2, smp_names_broadcast_type, .style = STYLE_NAMED),
    U8("phy_identifier", 1, SAS_2, .names = &smp_names_phy_of_broadcast, .label = "phy id"),
    ENUM("broadcast_reason", 2, 3, 4, SAS_2, smp_names_broadcast_reason),
    BE16("broadcast_count", 4, SAS_2),
};

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .label = "Expander change count", .show = SHOW_SET_OR_VERBOSE),
    ENUM("broadcast_type", 6, 3, 4, SAS_2, smp_names_broadcast_type, .style = STYLE_NAMED),
    U8("broadcast_descriptor_length", 10, SAS_2, .unit = "dword", .suffix = " dwords"),
    U8("number_of_broadcast_descriptors", 11, SAS_2),
    DESCRIPTORS("broadcast_descriptor", 12, KIND("broadcast_descriptor", descriptor_rows, 8)),
};

SMP_FUNCTION(report_broadcast, 0x06, SAS_2, "REPORT BROADCAST", "Report broadcast", "smp_rep_broadcast",
             REQUEST(8), RESPONSE(12));
