/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * DISCOVER LIST (20h), SAS-2 10.4.3.15 and SPL-5. 48 bytes and descriptors: a short one of 24 bytes, or a
 * long one, the whole DISCOVER response of that phy (108 bytes in SAS-2, 120 since SPL). Early drafts call
 * bytes 0, 1 and 3 of a long descriptor reserved, so that its length is that of the header. A vacant phy is
 * a descriptor with result 16h. */
#include "frames/frames.h"

/* Filter 3 is not in every edition of the standard. */
static NAMES(phy_filter, NULL,
    NAME(0x00, "all", "all phys"),
    NAME(0x01, "expander_attached", "attached device type 2 or 3"),
    NAME(0x02, "any_attached", "attached device type not 0"),
    NAME(0x03, "sas_sata_attached", "attached device type 1"));

static NAMES(discover_descriptor_type, NULL,
    NAME(0x00, "long", "long"),
    NAME(0x01, "short", "short"));

static const struct smp_field request_rows[] = {
    U8("starting_phy_identifier", 8, SAS_2),
    U8("maximum_number_of_discover_list_descriptors", 9, SAS_2),
    BIT("ignore_zone_group", 10, 7, SAS_2),
    ENUM("phy_filter", 10, 3, 4, SAS_2, smp_names_phy_filter),
    ENUM("descriptor_type", 11, 3, 4, SAS_2, smp_names_discover_descriptor_type),
    BYTES("vendor_specific", 16, 12, SAS_2),
};

static const struct smp_field short_descriptor_rows[] = {
    U8("phy_identifier", 0, SAS_2, .flags = FIELD_ON_ERROR),
    ENUM("function_result", 1, 7, 8, SAS_2, smp_names_function_result, .flags = FIELD_ON_ERROR, .show = SHOW_SET),
    ATTACHED(2, SAS_2, SAS_2),
    BIT("virtual_phy", 6, 7, SAS_2, FULL),
    ENUM("routing_attribute", 6, 3, 4, SAS_2, smp_names_routing_attribute),
    ENUM("reason", 7, 7, 4, SAS_2, smp_names_reason, FULL),
    ENUM("negotiated_physical_link_rate", 7, 3, 4, SAS_2, smp_names_negotiated_link_rate, FULL),
    U8("zone_group", 8, SAS_2, FULL),
    BIT("inside_zpsds_persistent", 9, 5, SAS_2, .label = "inside ZPSDS persistent", FULL),
    BIT("requested_inside_zpsds", 9, 4, SAS_2, .label = "requested inside ZPSDS", FULL),
    BIT("zone_group_persistent", 9, 2, SAS_2, FULL),
    BIT("inside_zpsds", 9, 1, SAS_2, .label = "inside ZPSDS", FULL),
    U8("attached_phy_identifier", 10, SAS_2),
    U8("phy_change_count", 11, SAS_2, FULL),
    ADDR("attached_sas_address", 12, SAS_2, .label = "attached SAS address"),
    U8("buffered_phy_burst_size", 20, SPL_4, .unit = "KiB", .label = "Buffered phy burst size (KiB)", FULL),
};

static const struct smp_field response_rows[] = {
    U8("starting_phy_identifier", 8, SAS_2, .label = "starting phy id"),
    U8("number_of_discover_list_descriptors", 9, SAS_2),
    /* Out of frame order: this is where text has it. */
    BE16("expander_change_count", 4, SAS_2, FULL),
    ENUM("phy_filter", 10, 3, 4, SAS_2, smp_names_phy_filter, .style = STYLE_NUMBER, .label = "filter", FULL),
    ENUM("descriptor_type", 11, 3, 4, SAS_2, smp_names_discover_descriptor_type, .style = STYLE_NUMBER, FULL),
    U8("discover_list_descriptor_length", 12, SAS_2, .unit = "dword", .style = STYLE_BYTES, FULL),
    BIT("zoning_supported", 16, 7, SAS_2, FULL),
    BIT("zoning_enabled", 16, 6, SAS_2, FULL),
    BIT("self_configuring", 16, 3, SAS_2, FULL),
    BIT("zone_configuring", 16, 2, SAS_2, FULL),
    BIT("configuring", 16, 1, SAS_2, FULL),
    BIT("externally_configurable_route_table", 16, 0, SAS_2, FULL),
    BE16("last_self_configuration_status_descriptor_index", 18, SAS_2,
        .label = "last self-configuration status descriptor index", FULL),
    BE16("last_phy_event_list_descriptor_index", 20, SAS_2, FULL),
    BYTES("vendor_specific", 32, 16, SAS_2, .show = SHOW_NEVER),
    DESCRIPTORS("discover_list_descriptor", 48, .selector_key = "descriptor_type",
                KINDS({ .selector_value = 0, .table = &smp_function_discover.response, .has_header = true },
                      { .selector_value = 1, .table = TABLE("short_descriptor", short_descriptor_rows, 24) })),
};

SMP_FUNCTION(discover_list, 0x20, SAS_2, "DISCOVER LIST", "Discover list", "smp_discover_list",
             REQUEST(28), RESPONSE(48));
