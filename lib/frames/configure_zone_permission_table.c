/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * CONFIGURE ZONE PERMISSION TABLE (8Bh), SAS-2 10.4.3.26. 16 bytes and one row of the table per descriptor,
 * laid out as in REPORT ZONE PERMISSION TABLE. Drafts have no descriptor length: 0 there means the length
 * that belongs to the number of zone groups. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    U8("starting_source_zone_group", 6, SAS_2),
    U8("number_of_zone_permission_configuration_descriptors", 7, SAS_2),
    ENUM("number_of_zone_groups", 8, 7, 2, SAS_2, smp_names_number_of_zone_groups),
    ENUM("save", 8, 1, 2, SAS_2, smp_names_zoning_save),
    U8("zone_permission_configuration_descriptor_length", 9, SAS_2, .unit = "dword"),
    ZONE_PERMISSIONS("zone_permission_configuration_descriptor", "zone_permission_bits"),
};

SMP_FUNCTION(configure_zone_permission_table, 0x8b, SAS_2, "CONFIGURE ZONE PERMISSION TABLE",
             "Configure zone permission table", "smp_conf_zone_perm_tbl", COMMAND(16));
