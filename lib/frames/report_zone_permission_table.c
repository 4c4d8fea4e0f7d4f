/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT ZONE PERMISSION TABLE (04h), SAS-2 10.4.3.7. 16 bytes and one row of the table per descriptor: 16
 * bytes for 128 zone groups, 32 for 256. Destination group d is bit d % 8 of byte (length - 1 - d / 8).
 * Early drafts have no descriptor length: 0 there means the length that belongs to the number of zone
 * groups. */
#include "frames/frames.h"

static NAMES(zone_report_type, NULL,
    NAME(0x00, "current", "current"),
    NAME(0x01, "shadow", "shadow"),
    NAME(0x02, "saved", "saved"),
    NAME(0x03, "default", "default"));

static const struct smp_field request_rows[] = {
    ENUM("report_type", 4, 1, 2, SAS_2, smp_names_zone_report_type),
    U8("starting_source_zone_group", 6, SAS_2),
    U8("maximum_number_of_zone_permission_descriptors", 7, SAS_2),
};

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .label = "Expander change count", .show = SHOW_SET_OR_VERBOSE),
    BIT("zone_locked", 6, 7, SAS_2),
    ENUM("report_type", 6, 1, 2, SAS_2, smp_names_zone_report_type),
    ENUM("number_of_zone_groups", 7, 7, 2, SAS_2, smp_names_number_of_zone_groups),
    U8("zone_permission_descriptor_length", 13, SAS_2, .unit = "dword", .suffix = " dwords"),
    U8("starting_source_zone_group", 14, SAS_2, .flags = FIELD_OF_PIECE),
    U8("number_of_zone_permission_descriptors", 15, SAS_2, .flags = FIELD_OF_PIECE),
    ZONE_PERMISSIONS("zone_permission_descriptor", "zone_permission"),
};

bool smp_zone_permits(const uint8_t *row, size_t length, unsigned group)
{
    return group / 8 < length && (row[length - 1 - group / 8] >> group % 8 & 1);
}

SMP_FUNCTION(report_zone_permission_table, 0x04, SAS_2, "REPORT ZONE PERMISSION TABLE",
             "Report zone permission table", "smp_rep_zone_perm_tbl",
             REQUEST(8), RESPONSE(16));
