/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT GENERAL (00h), SAS-2 10.4.3.4 and SPL-4. 28 bytes in SAS-1.1, 72 since SAS-2. The two STP time
 * limits count 100 us, as CONFIGURE GENERAL sets them; a unit of 100 ms is seen elsewhere. The short shape
 * carries LONG RESPONSE as well: it tells a client that sent no lengths that longer answers can be had. */
#include "frames/frames.h"

static NAMES(enclosure_identifier, NULL, WHOLE_LINE(0x00, NULL, "enclosure logical identifier <empty>"));

static NAMES(zone_manager_address, NULL, NAME(0x00, NULL, "0"));

/* Machines are told the unit, and people behind the number. */
#define UNIT(words) .unit = words, .suffix = " (unit: " words ")"

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_1, FULL),
    BE16("expander_route_indexes", 6, SAS_1, FULL),
    BIT("long_response", 8, 7, SAS_2_SHORT),
    U8("number_of_phys", 9, SAS_1),
    BIT("table_to_table_supported", 10, 7, SAS_2, FULL),
    BIT("zone_configuring", 10, 6, SAS_2, .show = SHOW_SET_IF_BRIEF),
    BIT("self_configuring", 10, 5, SAS_2, .show = SHOW_SET_IF_BRIEF),
    BIT("stp_continue_awt", 10, 4, SAS_2, .label = "STP continue AWT", FULL),
    BIT("open_reject_retry_supported", 10, 3, SAS_2, FULL),
    BIT("configures_others", 10, 2, SAS_2, FULL),
    BIT("configuring", 10, 1, SAS_1, FULL),
    BIT("externally_configurable_route_table", 10, 0, SAS_1, FULL),
    BIT("extended_fairness", 11, 1, SPL_4, FULL),
    BIT("initiates_ssp_close", 11, 0, SAS_3, .label = "initiates SSP close", FULL),
    HEX("enclosure_logical_identifier", 12, 64, SAS_1_1, .names = &smp_names_enclosure_identifier,
        .style = STYLE_HEX16, .show = SHOW_FULL | SHOW_SET_OR_VERBOSE,
        .label = "enclosure logical identifier (hex)"),
    BE16("ssp_maximum_connect_time_limit", 28, SAS_3, .unit = "100us", .names = &smp_names_ssp_connect_time_limit,
        .label = "SSP connect time limit", .suffix = " (100 usec units)", FULL),
    BE16("stp_bus_inactivity_time_limit", 30, SAS_2, UNIT("100us"), .names = &smp_names_time_limit,
        .label = "STP bus inactivity limit", FULL),
    BE16("stp_maximum_connect_time_limit", 32, SAS_2, UNIT("100us"), .names = &smp_names_time_limit,
        .label = "STP connect time limit", FULL),
    BE16("stp_smp_i_t_nexus_loss_time", 34, SAS_2, UNIT("ms"), .names = &smp_names_nexus_loss_time,
        .label = "STP SMP I_T nexus loss time", FULL),
    ENUM("number_of_zone_groups", 36, 7, 2, SAS_2, smp_names_number_of_zone_groups, .style = STYLE_NUMBER,
        .suffix = " (0->128, 1->256)", .show = SHOW_GUARD_BRIEF, .guard = "zoning_supported"),
    BIT("zone_locked", 36, 4, SAS_2, .show = SHOW_GUARD_BRIEF, .guard = "zoning_supported"),
    BIT("physical_presence_supported", 36, 3, SAS_2, .show = SHOW_FULL | SHOW_GUARD_BRIEF,
        .guard = "zoning_supported"),
    BIT("physical_presence_asserted", 36, 2, SAS_2, .show = SHOW_GUARD_BRIEF, .guard = "physical_presence_supported"),
    BIT("zoning_supported", 36, 1, SAS_2, FULL),
    BIT("zoning_enabled", 36, 0, SAS_2, .show = SHOW_GUARD_BRIEF, .guard = "zoning_supported"),
    BIT("saving", 37, 4, SAS_2, .show = SHOW_SET_IF_BRIEF | SHOW_GUARD_BRIEF, .guard = "zoning_supported"),
    BIT("saving_zone_manager_password_supported", 37, 3, SAS_2, FULL),
    BIT("saving_zone_phy_information_supported", 37, 2, SAS_2, FULL),
    BIT("saving_zone_permission_table_supported", 37, 1, SAS_2, FULL),
    BIT("saving_zoning_enabled_supported", 37, 0, SAS_2, FULL),
    BE16("maximum_number_of_routed_sas_addresses", 38, SAS_2, .label = "maximum number of routed SAS addresses",
        FULL),
    ADDR("active_zone_manager_sas_address", 40, SAS_2, .names = &smp_names_zone_manager_address, .style = STYLE_HEX16,
        .label = "active zone manager SAS address (hex)", FULL),
    BE16("zone_lock_inactivity_time_limit", 48, SAS_2, UNIT("100ms"), .names = &smp_names_time_limit, FULL),
    U8("power_done_timeout", 52, SAS_3, .unit = "s", .names = &smp_names_power_done_timeout,
        .suffix = " (unit: second)", FULL),
    U8("first_enclosure_connector_element_index", 53, SAS_2, FULL),
    U8("number_of_enclosure_connector_element_indexes", 54, SAS_2, FULL),
    U8("initial_time_to_delay_expander_forward_open_indication", 55, SPL_4, UNIT("100ns"), FULL),
    BIT("reduced_functionality", 56, 7, SAS_2, .show = SHOW_FULL | SHOW_SET),
    BIT("external_port", 56, 6, SPL_5, .show = SHOW_FULL | SHOW_SET),
    U8("time_to_reduced_functionality", 57, SAS_2, UNIT("100ms"), FULL),
    U8("initial_time_to_reduced_functionality", 58, SAS_2, UNIT("100ms"), FULL),
    U8("maximum_reduced_functionality_time", 59, SAS_2, .unit = "s", .suffix = " (unit: second)", FULL),
    BE16("last_self_configuration_status_descriptor_index", 60, SAS_2,
        .label = "last self-configuration status descriptor index", FULL),
    BE16("maximum_number_of_stored_self_configuration_status_descriptors", 62, SAS_2,
        .label = "maximum number of stored self-configuration status descriptors", FULL),
    BE16("last_phy_event_list_descriptor_index", 64, SAS_2, FULL),
    BE16("maximum_number_of_stored_phy_event_list_descriptors", 66, SAS_2, FULL),
    BE16("stp_reject_to_open_limit", 68, SAS_2, UNIT("10us"), .label = "STP reject to open limit", FULL),
};

SMP_FUNCTION(report_general, 0x00, SAS_1, "REPORT GENERAL", "Report general", "smp_rep_general",
             .request_bytes = 4, RESPONSE(72), .sas1_response_bytes = 28);
