/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Names of values that several functions share, of function results, and of rates. */
#include "frames/names.h"
#include "frames/results.h"

/* Results of SMP functions; what is not listed is reserved. */
#define RESULT_ROW(value, name, key, text) NAME(value, key, text),
NAMES(function_result, NULL, SMP_RESULTS(RESULT_ROW));
#undef RESULT_ROW

/* Codes 2 and 3 are reserved. */
NAMES(number_of_zone_groups, NULL,
    NAME(0x00, "groups_128", "128"),
    NAME(0x01, "groups_256", "256"));

NAMES(zoning_save, NULL,
    NAME(0x00, "shadow", "shadow"),
    NAME(0x01, "saved", "saved"),
    NAME(0x02, "shadow_and_saved_if_supported", "shadow, and saved if saving is supported"),
    NAME(0x03, "shadow_and_saved", "shadow and saved"));

/* Type 8 has no primitive: ZONED BROADCAST only. */
NAMES(broadcast_type, NULL,
    NAME(0x00, "change", "Broadcast (Change)"),
    NAME(0x01, "reserved_change_0", "Broadcast (Reserved Change 0)"),
    NAME(0x02, "reserved_change_1", "Broadcast (Reserved Change 1)"),
    NAME(0x03, "ses", "Broadcast (SES)"),
    NAME(0x04, "expander", "Broadcast (Expander)"),
    NAME(0x05, "asynchronous_event", "Broadcast (Asynchronous event)"),
    NAME(0x06, "reserved_3", "Broadcast (Reserved 3)"),
    NAME(0x07, "reserved_4", "Broadcast (Reserved 4)"),
    NAME(0x08, "zone_activate", "Broadcast (Zone activate)"));

NAMES(gpio_register_type, "reserved",
    NAME(0x00, "gpio_cfg", "GPIO_CFG"),
    NAME(0x01, "gpio_rx", "GPIO_RX"),
    NAME(0x02, "gpio_rx_gp", "GPIO_RX_GP"),
    NAME(0x03, "gpio_tx", "GPIO_TX"),
    NAME(0x04, "gpio_tx_gp", "GPIO_TX_GP"),
    RANGE(0xc0, 0xff, "vendor_specific", "vendor specific"));

/* Special values of numbers. */
NAMES(time_limit, NULL, NAME(0x00, "unlimited", NULL));

NAMES(ssp_connect_time_limit, NULL, WHOLE_LINE(0x00, "unlimited", "SSP connect time unlimited (0)"));

NAMES(nexus_loss_time, NULL,
    NAME(0x00, "vendor_specific", NULL),
    NAME(0xffff, "never", NULL));

NAMES(power_done_timeout, NULL, NAME(0xff, "vendor_specific", NULL));

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
    LINK_RATES("phy enabled, "));

NAMES(hardware_link_rate, "reserved", LINK_RATES(""));

NAMES(routing_attribute, "reserved",
    NAME(0x00, "direct", "direct"),
    NAME(0x01, "subtractive", "subtractive"),
    NAME(0x02, "table", "table"));
