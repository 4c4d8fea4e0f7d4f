/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * DISCOVER (10h), SAS-2 10.4.3.10 and SPL-5. 52 bytes in SAS-1.1, 108 in SAS-2, 120 since SPL (SAS-2.1).
 * Without its CRC it is also the long descriptor of DISCOVER LIST. What IDENTIFY told (bytes 12 to 34)
 * counts only while the negotiated logical link rate is g1 or more. Some expanders give their SAS address
 * also for a vacant phy. */
#include "frames/frames.h"

/* Power consumption management of a phy; the codes are from memory of SPL-2. */
static NAMES(power_capable, NULL,
    NAME(0x00, "none", "none"),
    NAME(0x01, "power_consumer", "power consumer"),
    NAME(0x02, "power_source", "power source"));

static NAMES(phy_power_condition, "reserved",
    NAME(0x00, "active", "active"),
    NAME(0x01, "partial", "partial"),
    NAME(0x02, "slumber", "slumber"),
    NAME(0x03, NULL, "reserved"));

static NAMES(pwr_dis_signal, "reserved",
    NAME(0x00, "not_capable", "not capable"),
    NAME(0x01, NULL, "reserved"),
    NAME(0x02, "negated", "negated"),
    NAME(0x03, "asserted", "asserted"));

/* Codes other than 0 could not be verified: they have no names. */
static NAMES(pwr_dis_control_capable, NULL, NAME(0x00, "not_capable", "not capable"));

static NAMES(programmed_link_rate, "reserved", NAME(0x00, "not_programmable", "not programmable"), LINK_RATES(""));

/* Slots of DISCOVER: 0xff is no slot. */
static NAMES(device_slot_number, NULL, NAME(0xff, "none", NULL));

static NAMES(device_slot_group_number, NULL, NAME(0xff, "none", "not available"));

static const struct smp_field request_rows[] = {
    BIT("ignore_zone_group", 8, 0, SAS_2),
    U8("phy_identifier", 9, SAS_1),
};

/* A set of zone phy information in the four bytes at b; the current set (byte 60) has more. The shadow value
 * of ZONING ENABLED came later than the rest. */
#define ZONE_PHY_INFORMATION(set, b, enabled_since) \
    BIT(set "_inside_zpsds_persistent", b, 5, SAS_2, .label = set " inside ZPSDS persistent", FULL), \
    BIT(set "_requested_inside_zpsds", b, 4, SAS_2, .label = set " requested inside ZPSDS", FULL), \
    BIT(set "_zone_group_persistent", b, 2, SAS_2, FULL), \
    BIT(set "_zoning_enabled", b, 0, enabled_since, FULL), \
    U8(set "_zone_group", (b) + 3, SAS_2, FULL)

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .show = SHOW_FULL | SHOW_SET_OR_VERBOSE | SHOW_NOT_ELEMENT),
    U8("phy_identifier", 9, SAS_1, .flags = FIELD_ON_ERROR),
    ATTACHED(12, SAS_1, SAS_1_1),
    ADDR("sas_address", 16, SAS_1, .flags = FIELD_ON_ERROR, .label = "SAS address"),
    ADDR("attached_sas_address", 24, SAS_1, .label = "attached SAS address"),
    U8("attached_phy_identifier", 32, SAS_1),
    BIT("attached_persistent_capable", 33, 7, SAS_3, FULL),
    ENUM("attached_power_capable", 33, 6, 2, SAS_3, smp_names_power_capable, .style = STYLE_NUMBER, FULL),
    BIT("attached_slumber_capable", 33, 4, SAS_2_1, FULL),
    BIT("attached_partial_capable", 33, 3, SAS_2_1, FULL),
    BIT("attached_inside_zpsds_persistent", 33, 2, SAS_2, .label = "attached inside ZPSDS persistent", FULL),
    BIT("attached_requested_inside_zpsds", 33, 1, SAS_2, .label = "attached requested inside ZPSDS", FULL),
    BIT("attached_break_reply_capable", 33, 0, SAS_2, .label = "attached break_reply capable", FULL),
    BIT("attached_apta_capable", 34, 2, SPL_4, FULL),
    BIT("attached_smp_priority_capable", 34, 1, SAS_3, FULL),
    BIT("attached_pwr_dis_capable", 34, 0, SAS_3, .label = "attached pwr_dis capable", FULL),
    ENUM("programmed_minimum_physical_link_rate", 40, 7, 4, SAS_1, smp_names_programmed_link_rate, FULL),
    ENUM("hardware_minimum_physical_link_rate", 40, 3, 4, SAS_1, smp_names_hardware_link_rate, FULL),
    ENUM("programmed_maximum_physical_link_rate", 41, 7, 4, SAS_1, smp_names_programmed_link_rate, FULL),
    ENUM("hardware_maximum_physical_link_rate", 41, 3, 4, SAS_1, smp_names_hardware_link_rate, FULL),
    U8("phy_change_count", 42, SAS_1, FULL),
    BIT("virtual_phy", 43, 7, SAS_1, FULL),
    BITS("partial_pathway_timeout_value", 43, 3, 4, SAS_1, .unit = "us", .suffix = " microsecs", FULL),
    ENUM("routing_attribute", 44, 3, 4, SAS_1, smp_names_routing_attribute),
    ENUM("connector_type", 45, 6, 7, SAS_1_1, smp_names_connector_type, .show = SHOW_FULL | SHOW_GUARD_SHORT,
        .guard = "connector_type"),
    U8("connector_element_index", 46, SAS_1_1, .show = SHOW_FULL | SHOW_GUARD_SHORT, .guard = "connector_type"),
    U8("connector_physical_link", 47, SAS_1_1, .show = SHOW_FULL | SHOW_GUARD_SHORT, .guard = "connector_type"),
    ENUM("phy_power_condition", 48, 7, 2, SAS_2_1, smp_names_phy_power_condition, FULL),
    ENUM("sas_power_capable", 48, 5, 2, SAS_3, smp_names_power_capable, .style = STYLE_NUMBER,
        .show = SHOW_FULL | SHOW_NOT_ELEMENT),
    BIT("sas_slumber_capable", 48, 3, SAS_2_1, FULL),
    BIT("sas_partial_capable", 48, 2, SAS_2_1, FULL),
    BIT("sata_slumber_capable", 48, 1, SAS_2_1, FULL),
    BIT("sata_partial_capable", 48, 0, SAS_2_1, FULL),
    ENUM("pwr_dis_signal", 49, 7, 2, SAS_3, smp_names_pwr_dis_signal, .label = "pwr_dis signal", FULL),
    ENUM("pwr_dis_control_capable", 49, 5, 2, SAS_3, smp_names_pwr_dis_control_capable, .style = STYLE_NUMBER,
        .label = "pwr_dis control capable", FULL),
    BIT("sas_slumber_enabled", 49, 3, SAS_2_1, FULL),
    BIT("sas_partial_enabled", 49, 2, SAS_2_1, FULL),
    BIT("sata_slumber_enabled", 49, 1, SAS_2_1, FULL),
    BIT("sata_partial_enabled", 49, 0, SAS_2_1, FULL),
    BYTES("vendor_specific", 50, 2, SAS_1, .show = SHOW_NEVER),
    HEX("attached_device_name", 52, 64, SAS_2, FULL),
    BIT("requested_inside_zpsds_changed_by_expander", 60, 6, SAS_2,
        .label = "requested inside ZPSDS changed by expander", FULL),
    BIT("inside_zpsds_persistent", 60, 5, SAS_2, .label = "inside ZPSDS persistent", FULL),
    BIT("requested_inside_zpsds", 60, 4, SAS_2, .label = "requested inside ZPSDS", FULL),
    BIT("zone_group_persistent", 60, 2, SAS_2, FULL),
    BIT("inside_zpsds", 60, 1, SAS_2, .label = "inside ZPSDS", FULL),
    BIT("zoning_enabled", 60, 0, SAS_2, FULL),
    U8("zone_group", 63, SAS_2, .show = SHOW_GUARD_BRIEF, .guard = "zoning_enabled"),
    ENUM("self_configuration_status", 64, 7, 8, SAS_2, smp_names_self_configuration_status, .style = STYLE_NUMBER,
        .label = "self-configuration status", FULL),
    U8("self_configuration_levels_completed", 65, SAS_2, .label = "self-configuration levels completed", FULL),
    ADDR("self_configuration_sas_address", 68, SAS_2, .label = "self-configuration sas address", FULL),
    HEX("programmed_phy_capabilities", 76, 32, SAS_2, .detail = &smp_phy_capabilities, FULL),
    HEX("current_phy_capabilities", 80, 32, SAS_2, .detail = &smp_phy_capabilities, FULL),
    HEX("attached_phy_capabilities", 84, 32, SAS_2, .detail = &smp_phy_capabilities, FULL),
    ENUM("reason", 94, 7, 4, SAS_2, smp_names_reason, FULL),
    ENUM("negotiated_physical_link_rate", 94, 3, 4, SAS_2, smp_names_negotiated_link_rate, FULL),
    BIT("optical_mode_enabled", 95, 2, SAS_2_1, FULL),
    BIT("negotiated_ssc", 95, 1, SAS_2, .label = "negotiated SSC", FULL),
    BIT("hardware_muxing_supported", 95, 0, SAS_2, FULL),
    ZONE_PHY_INFORMATION("default", 96, SAS_2),
    ZONE_PHY_INFORMATION("saved", 100, SAS_2),
    ZONE_PHY_INFORMATION("shadow", 104, SAS_3),
    U8("device_slot_number", 108, SAS_2_1, .names = &smp_names_device_slot_number, FULL),
    U8("device_slot_group_number", 109, SAS_2_1, .names = &smp_names_device_slot_group_number, FULL),
    TEXT("device_slot_group_output_connector", 110, 6, SAS_2_1, FULL),
    BE16("stp_buffer_size", 116, SAS_2_1, .label = "STP buffer size", FULL),
    U8("buffered_phy_burst_size", 118, SPL_4, .unit = "KiB", .label = "Buffered phy burst size (KiB)", FULL),
};

SMP_FUNCTION(discover, 0x10, SAS_1, "DISCOVER", "Discover", "smp_discover",
             REQUEST(12), .response_bytes = 120, .response = SMP_TABLE("response", response_rows, 52),
             .sas1_response_bytes = 52);
