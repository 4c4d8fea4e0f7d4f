/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Names of values that tell the state of a phy, and of what can be asked of one. */
#include "frames/name_rows.h"

/* What IDENTIFY told; type 3 is SAS-1.x only. */
NAMES(attached_device_type, "reserved",
    NAME(0x00, "no_device_attached", "no device attached"),
    NAME(0x01, "sas_or_sata_device", "SAS or SATA device"),
    NAME(0x02, "expander_device", "expander device"),
    NAME(0x03, "fanout_expander_device", "expander device (fanout)"));

/* Why a phy did its last link reset sequence. */
NAMES(reason, "reserved",
    NAME(0x00, "unknown", "unknown"),
    NAME(0x01, "power_on", "power on"),
    NAME(0x02, "hard_reset", "hard reset"),
    NAME(0x03, "smp_phy_control", "SMP phy control requested"),
    NAME(0x04, "loss_of_dword_synchronization", "loss of dword synchronization"),
    NAME(0x05, "multiplexing_error", "error in multiplexing (MUX) sequence"),
    NAME(0x06, "i_t_nexus_loss_timer", "I_T nexus loss timeout STP/SATA"),
    NAME(0x07, "break_timeout_timer", "break timeout timer expired"),
    NAME(0x08, "phy_test_function_stopped", "phy test function stopped"),
    NAME(0x09, "expander_reduced_functionality", "expander reduced functionality"));

/* From g1 on the phy is ready. */
NAMES(negotiated_link_rate, "reserved",
    NAME(0x00, "unknown", "phy enabled; unknown"),
    NAME(0x01, "disabled", "phy disabled"),
    NAME(0x02, "phy_reset_problem", "phy enabled; speed negotiation failed"),
    NAME(0x03, "spinup_hold", "phy enabled; SATA spinup hold state"),
    NAME(0x04, "port_selector", "phy enabled; port selector"),
    NAME(0x05, "reset_in_progress", "phy enabled; reset in progress"),
    NAME(0x06, "unsupported_phy_attached", "phy enabled; unsupported phy attached"),
    NAME(0x08, "g1", "phy enabled, 1.5 Gbps"),
    NAME(0x09, "g2", "phy enabled, 3 Gbps"),
    NAME(0x0a, "g3", "phy enabled, 6 Gbps"),
    NAME(0x0b, "g4", "phy enabled, 12 Gbps"),
    NAME(0x0c, "g5", "phy enabled, 22.5 Gbps"));

/* What phys can do. */
#define LINK_RATES \
    NAME(0x08, "g1", "1.5 Gbps"), \
    NAME(0x09, "g2", "3 Gbps"), \
    NAME(0x0a, "g3", "6 Gbps"), \
    NAME(0x0b, "g4", "12 Gbps"), \
    NAME(0x0c, "g5", "22.5 Gbps")

/* Rates of DISCOVER. */
NAMES(programmed_link_rate, "reserved", NAME(0x00, "not_programmable", "not programmable"), LINK_RATES);

NAMES(hardware_link_rate, "reserved", LINK_RATES);

NAMES(routing_attribute, "reserved",
    NAME(0x00, "direct", "direct"),
    NAME(0x01, "subtractive", "subtractive"),
    NAME(0x02, "table", "table"));

NAMES(phy_power_condition, "reserved",
    NAME(0x00, "active", "active"),
    NAME(0x01, "partial", "partial"),
    NAME(0x02, "slumber", "slumber"),
    NAME(0x03, NULL, "reserved"));

/* Power consumption management of a phy; the codes are from memory of SPL-2. */
NAMES(power_capable, NULL,
    NAME(0x00, "none", "none"),
    NAME(0x01, "power_consumer", "power consumer"),
    NAME(0x02, "power_source", "power source"));

NAMES(pwr_dis_signal, "reserved",
    NAME(0x00, "not_capable", "not capable"),
    NAME(0x01, NULL, "reserved"),
    NAME(0x02, "negated", "negated"),
    NAME(0x03, "asserted", "asserted"));

/* Codes other than 0 could not be verified: they have no names. */
NAMES(pwr_dis_control_capable, NULL, NAME(0x00, "not_capable", "not capable"));

/* Slots of DISCOVER: 0xff is no slot. */
NAMES(device_slot_number, NULL, NAME(0xff, "none", NULL));

NAMES(device_slot_group_number, NULL, NAME(0xff, "none", "not available"));

NAMES(tx_ssc_type, NULL,
    NAME(0x00, "down_spreading", "down-spreading (or no SSC)"),
    NAME(0x01, "center_spreading", "center-spreading"));

/* Filter 3 is not in every edition of the standard. */
NAMES(phy_filter, NULL,
    NAME(0x00, "all", "all phys"),
    NAME(0x01, "expander_attached", "attached device type 2 or 3"),
    NAME(0x02, "any_attached", "attached device type not 0"),
    NAME(0x03, "sas_sata_attached", "attached device type 1"));

NAMES(discover_descriptor_type, NULL,
    NAME(0x00, "long", "long"),
    NAME(0x01, "short", "short"));

NAMES(phy_operation, "reserved",
    NAME(0x00, "nop", "no operation"),
    NAME(0x01, "link_reset", "link reset"),
    NAME(0x02, "hard_reset", "hard reset"),
    NAME(0x03, "disable", "disable"),
    NAME(0x05, "clear_error_log", "clear error log"),
    NAME(0x06, "clear_affiliation", "clear affiliation"),
    NAME(0x07, "transmit_sata_port_selection_signal", "transmit SATA port selection signal"),
    NAME(0x08, "clear_stp_i_t_nexus_loss", "clear STP I_T nexus loss"),
    NAME(0x09, "set_attached_device_name", "set attached device name"));

/* Rates of PHY CONTROL: 0 keeps what is set. */
NAMES(programmed_physical_link_rate, "reserved", NAME(0x00, "no_change", "do not change"), LINK_RATES);

NAMES(enable_phy_power_condition, "reserved",
    NAME(0x00, "no_change", "no change"),
    NAME(0x01, "manage", "manage (enable) the phy power condition"),
    NAME(0x02, "disable", "disable the phy power condition"));

NAMES(power_disable_control, "reserved",
    NAME(0x00, "no_change", "no change"),
    NAME(0x02, "negate", "negate the POWER DISABLE signal"),
    NAME(0x03, "assert", "assert the POWER DISABLE signal"));

NAMES(phy_test_function, "reserved",
    NAME(0x00, "stop", "stop"),
    NAME(0x01, "transmit_pattern", "transmit pattern"),
    RANGE(0xf0, 0xff, "vendor_specific", "vendor specific"));

NAMES(phy_test_pattern, "reserved",
    NAME(0x01, "jtpat", "JTPAT"),
    NAME(0x02, "cjtpat", "CJTPAT"),
    NAME(0x03, "prbs9", "PRBS9"),
    NAME(0x04, "prbs15", "PRBS15"),
    NAME(0x10, "train", "TRAIN"),
    NAME(0x11, "train_done", "TRAIN_DONE"),
    NAME(0x12, "idle", "IDLE"),
    NAME(0x13, "scrambled_0", "SCRAMBLED_0"),
    NAME(0x40, "two_dwords", "TWO_DWORDS"),
    RANGE(0xf0, 0xff, "vendor_specific", "vendor specific"));

NAMES(phy_test_pattern_ssc, "reserved",
    NAME(0x00, "none", "no SSC"),
    NAME(0x01, "center", "center-spreading SSC"),
    NAME(0x02, "down", "down-spreading SSC"));

NAMES(phy_test_pattern_dwords_control, "reserved",
    NAME(0x00, "data", "all bytes as data characters"),
    NAME(0x08, "fifth_control", "fifth byte as control character"),
    NAME(0x80, "first_control", "first byte as control character"),
    NAME(0x88, "first_and_fifth_control", "first and fifth byte as control characters"));
