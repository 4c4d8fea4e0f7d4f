/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Names of values that several functions share, and of function results. */
#include "frames/name_rows.h"
#include "frames/results.h"

/* Results of SMP functions; what is not listed is reserved. */
#define RESULT_ROW(value, name, key, text) NAME(value, key, text),
NAMES(function_result, NULL, SMP_RESULTS(RESULT_ROW));
#undef RESULT_ROW

/* Codes 2 and 3 are reserved. */
NAMES(number_of_zone_groups, NULL,
    NAME(0x00, "groups_128", "128"),
    NAME(0x01, "groups_256", "256"));

NAMES(zone_report_type, NULL,
    NAME(0x00, "current", "current"),
    NAME(0x01, "shadow", "shadow"),
    NAME(0x02, "saved", "saved"),
    NAME(0x03, "default", "default"));

/* A password has no shadow value: 1 is reserved. */
NAMES(password_report_type, NULL,
    NAME(0x00, "current", "current"),
    NAME(0x02, "saved", "saved"),
    NAME(0x03, "default", "default"));

NAMES(zoning_save, NULL,
    NAME(0x00, "shadow", "shadow"),
    NAME(0x01, "saved", "saved"),
    NAME(0x02, "shadow_and_saved_if_supported", "shadow, and saved if saving is supported"),
    NAME(0x03, "shadow_and_saved", "shadow and saved"));

NAMES(zone_manager_password_save, NULL,
    NAME(0x00, "current", "current"),
    NAME(0x01, "saved", "saved"),
    NAME(0x02, "current_and_saved_if_supported", "current, and saved if saving is supported"),
    NAME(0x03, "current_and_saved", "current and saved"));

NAMES(enable_disable_zoning, "reserved",
    NAME(0x00, "no_change", "no change"),
    NAME(0x01, "enable", "enable zoning"),
    NAME(0x02, "disable", "disable zoning"));

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

/* The reasons above 0 are those of Broadcast (Expander), from memory of the standard: no words. */
NAMES(broadcast_reason, NULL,
    NAME(0x00, "unspecified", NULL),
    NAME(0x01, "peak_threshold_reached", NULL),
    NAME(0x02, "peak_cleared", NULL),
    NAME(0x03, "reduced_functionality", NULL));

NAMES(phy_of_broadcast, NULL, NAME(0xff, "none", NULL));

NAMES(gpio_register_type, "reserved",
    NAME(0x00, "gpio_cfg", "GPIO_CFG"),
    NAME(0x01, "gpio_rx", "GPIO_RX"),
    NAME(0x02, "gpio_rx_gp", "GPIO_RX_GP"),
    NAME(0x03, "gpio_tx", "GPIO_TX"),
    NAME(0x04, "gpio_tx_gp", "GPIO_TX_GP"),
    RANGE(0xc0, 0xff, "vendor_specific", "vendor specific"));

/* What each light can do; activity and errors have more. */
#define LIGHT \
    NAME(0x00, "off", "off"), \
    NAME(0x01, "on", "on"), \
    NAME(0x02, "blink_a_on_first", "blink generator A, on first"), \
    NAME(0x03, "blink_a_off_first", "blink generator A, off first")

#define LIGHT_B \
    NAME(0x06, "blink_b_on_first", "blink generator B, on first"), \
    NAME(0x07, "blink_b_off_first", "blink generator B, off first")

NAMES(sgpio_activity, NULL, LIGHT,
    NAME(0x04, "end_of_frame", "follow drive activity, triggered at end of frame"),
    NAME(0x05, "start_of_frame", "follow drive activity, triggered at start of frame"),
    LIGHT_B);

NAMES(sgpio_locate, NULL, LIGHT);

NAMES(sgpio_error, NULL, LIGHT, NAME(0x04, "on_4", "on"), NAME(0x05, "on_5", "on"), LIGHT_B);

/* Special values of numbers. */
NAMES(time_limit, NULL, NAME(0x00, "unlimited", NULL));

NAMES(ssp_connect_time_limit, NULL, WHOLE_LINE(0x00, "unlimited", "SSP connect time unlimited (0)"));

NAMES(nexus_loss_time, NULL,
    NAME(0x00, "vendor_specific", NULL),
    NAME(0xffff, "never", NULL));

NAMES(power_done_timeout, NULL, NAME(0xff, "vendor_specific", NULL));

NAMES(enclosure_identifier, NULL, WHOLE_LINE(0x00, NULL, "enclosure logical identifier <empty>"));

NAMES(zone_manager_address, NULL, NAME(0x00, NULL, "0"));
