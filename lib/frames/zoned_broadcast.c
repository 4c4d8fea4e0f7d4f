/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * ZONED BROADCAST (85h), SAS-2 10.4.3.20. 8 bytes and one byte for each source zone group, padded with
 * zeros to a dword. Early drafts have a broadcast type of 3 bits. */
#include "frames/frames.h"

static const struct smp_field group_rows[] = { U8("broadcast_source_zone_group", 0, SAS_2) };

static const struct smp_field request_rows[] = {
    /* The standard restricts these bytes for an expected expander change count and a target ignores them, yet
     * they can be set as in the other zoning functions. */
    BE16("expected_expander_change_count", 4, SAS_2),
    ENUM("broadcast_type", 6, 3, 4, SAS_2, smp_names_broadcast_type),
    U8("number_of_broadcast_source_zone_groups", 7, SAS_2),
    LIST("broadcast_source_zone_group_list", 8, SAS_2,
         OF(.count_key = "number_of_broadcast_source_zone_groups",
            KIND("broadcast_source_zone_group", group_rows, 1))),
};

SMP_FUNCTION(zoned_broadcast, 0x85, SAS_2, "ZONED BROADCAST", "Zoned broadcast", "smp_zoned_broadcast", COMMAND(8));
