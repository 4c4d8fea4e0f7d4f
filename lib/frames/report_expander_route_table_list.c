/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT EXPANDER ROUTE TABLE LIST (22h), SAS-2 10.4.3.17, for expander-based route tables. 32 bytes and
 * descriptors of 16. Bit k of the phy bit map, counted from the lowest bit of its last byte, is phy
 * STARTING PHY IDENTIFIER + k. Drafts had a 16-bit count at byte 10, no descriptor length and a valid bit
 * for the zone group. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    BE16("maximum_number_of_expander_route_table_descriptors", 8, SAS_2),
    BE16("starting_routed_sas_address_index", 10, SAS_2),
    U8("starting_phy_identifier", 19, SAS_2),
};

static const struct smp_field descriptor_rows[] = {
    ADDR("routed_sas_address", 0, SAS_2, .label = "routed SAS address"),
    HEX("phy_bit_map", 8, 48, SAS_2),
    BIT("zone_group_valid", 14, 7, SINCE_UNKNOWN),
    U8("zone_group", 15, SAS_2),
};

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, FULL),
    BE16("expander_route_table_change_count", 6, SAS_2, FULL),
    BIT("self_configuring", 8, 3, SAS_2, FULL),
    BIT("zone_configuring", 8, 2, SAS_2, FULL),
    BIT("configuring", 8, 1, SAS_2, FULL),
    BIT("zoning_enabled", 8, 0, SAS_2, .label = "zone enabled", FULL),
    U8("expander_route_table_descriptor_length", 10, SAS_2, .unit = "dword", .suffix = " dwords", FULL),
    U8("number_of_expander_route_table_descriptors", 11, SAS_2, .flags = FIELD_OF_PIECE),
    BE16("first_routed_sas_address_index", 12, SAS_2, .label = "first routed SAS address index"),
    BE16("last_routed_sas_address_index", 14, SAS_2, .label = "last routed SAS address index",
         .flags = FIELD_OF_PIECE),
    U8("starting_phy_identifier", 19, SAS_2, .label = "starting phy id"),
    DESCRIPTORS("expander_route_table_descriptor", 32, KIND("expander_route_table_descriptor", descriptor_rows, 16)),
};

SMP_FUNCTION(report_expander_route_table_list, 0x22, SAS_2, "REPORT EXPANDER ROUTE TABLE LIST",
             "Report expander route table", "smp_rep_exp_route_tbl",
             REQUEST(28), RESPONSE(32));
