/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * PHY CONTROL (91h), SAS-2 10.4.3.28 and SPL-3. A request of 40 bytes in every generation. */
#include "frames/frames.h"

static NAMES(phy_operation, "reserved",
    NAME(0x00, "nop", "no operation"),
    NAME(0x01, "link_reset", "link reset"),
    NAME(0x02, "hard_reset", "hard reset"),
    NAME(0x03, "disable", "disable"),
    NAME(0x05, "clear_error_log", "clear error log"),
    NAME(0x06, "clear_affiliation", "clear affiliation"),
    NAME(0x07, "transmit_sata_port_selection_signal", "transmit SATA port selection signal"),
    NAME(0x08, "clear_stp_i_t_nexus_loss", "clear STP I_T nexus loss"),
    NAME(0x09, "set_attached_device_name", "set attached device name"));

/* 0 keeps what is set. */
static NAMES(programmed_physical_link_rate, "reserved", NAME(0x00, "no_change", "do not change"), LINK_RATES(""));

static NAMES(enable_phy_power_condition, "reserved",
    NAME(0x00, "no_change", "no change"),
    NAME(0x01, "manage", "manage (enable) the phy power condition"),
    NAME(0x02, "disable", "disable the phy power condition"));

static NAMES(power_disable_control, "reserved",
    NAME(0x00, "no_change", "no change"),
    NAME(0x02, "negate", "negate the POWER DISABLE signal"),
    NAME(0x03, "assert", "assert the POWER DISABLE signal"));

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    U8("phy_identifier", 9, SAS_1),
    ENUM("phy_operation", 10, 7, 8, SAS_1, smp_names_phy_operation),
    BIT("update_partial_pathway_timeout_value", 11, 0, SAS_1),
    ADDR("attached_device_name", 24, SAS_2),
    ENUM("programmed_minimum_physical_link_rate", 32, 7, 4, SAS_1, smp_names_programmed_physical_link_rate),
    ENUM("programmed_maximum_physical_link_rate", 33, 7, 4, SAS_1, smp_names_programmed_physical_link_rate),
    ENUM("enable_sas_slumber", 34, 7, 2, SAS_2_1, smp_names_enable_phy_power_condition),
    ENUM("enable_sas_partial", 34, 5, 2, SAS_2_1, smp_names_enable_phy_power_condition),
    ENUM("enable_sata_slumber", 34, 3, 2, SAS_2_1, smp_names_enable_phy_power_condition),
    ENUM("enable_sata_partial", 34, 1, 2, SAS_2_1, smp_names_enable_phy_power_condition),
    ENUM("power_disable_control", 35, 7, 2, SAS_3, smp_names_power_disable_control),
    BITS("partial_pathway_timeout_value", 36, 3, 4, SAS_1, .unit = "us"),
};

SMP_FUNCTION(phy_control, 0x91, SAS_1, "PHY CONTROL", "Phy control", "smp_phy_control",
             COMMAND(40), .sas1_response_bytes = 4);
