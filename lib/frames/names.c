/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Names of values that several functions share, and of function results. */
#include "frames/names.h"
#include "frames/name_rows.h"
#include "frames/results.h"

/* Results of SMP functions; what is not listed is reserved. */
#define RESULT_ROW(value, name, key, text) NAME(value, key, text),
static const struct smp_name function_result[] = { SMP_RESULTS(RESULT_ROW) };
#undef RESULT_ROW
NAMES(function_result, NULL);

/* Codes 2 and 3 are reserved. */
static const struct smp_name number_of_zone_groups[] = {
    NAME(0x00, "groups_128", "128"),
    NAME(0x01, "groups_256", "256"),
};
NAMES(number_of_zone_groups, NULL);

static const struct smp_name zone_report_type[] = {
    NAME(0x00, "current", "current"),
    NAME(0x01, "shadow", "shadow"),
    NAME(0x02, "saved", "saved"),
    NAME(0x03, "default", "default"),
};
NAMES(zone_report_type, NULL);

/* A password has no shadow value: 1 is reserved. */
static const struct smp_name password_report_type[] = {
    NAME(0x00, "current", "current"),
    NAME(0x02, "saved", "saved"),
    NAME(0x03, "default", "default"),
};
NAMES(password_report_type, NULL);

static const struct smp_name zoning_save[] = {
    NAME(0x00, "shadow", "shadow"),
    NAME(0x01, "saved", "saved"),
    NAME(0x02, "shadow_and_saved_if_supported", "shadow, and saved if saving is supported"),
    NAME(0x03, "shadow_and_saved", "shadow and saved"),
};
NAMES(zoning_save, NULL);

static const struct smp_name zone_manager_password_save[] = {
    NAME(0x00, "current", "current"),
    NAME(0x01, "saved", "saved"),
    NAME(0x02, "current_and_saved_if_supported", "current, and saved if saving is supported"),
    NAME(0x03, "current_and_saved", "current and saved"),
};
NAMES(zone_manager_password_save, NULL);

static const struct smp_name enable_disable_zoning[] = {
    NAME(0x00, "no_change", "no change"),
    NAME(0x01, "enable", "enable zoning"),
    NAME(0x02, "disable", "disable zoning"),
};
NAMES(enable_disable_zoning, "reserved");

/* Type 8 has no primitive: ZONED BROADCAST only. */
static const struct smp_name broadcast_type[] = {
    NAME(0x00, "change", "Broadcast (Change)"),
    NAME(0x01, "reserved_change_0", "Broadcast (Reserved Change 0)"),
    NAME(0x02, "reserved_change_1", "Broadcast (Reserved Change 1)"),
    NAME(0x03, "ses", "Broadcast (SES)"),
    NAME(0x04, "expander", "Broadcast (Expander)"),
    NAME(0x05, "asynchronous_event", "Broadcast (Asynchronous event)"),
    NAME(0x06, "reserved_3", "Broadcast (Reserved 3)"),
    NAME(0x07, "reserved_4", "Broadcast (Reserved 4)"),
    NAME(0x08, "zone_activate", "Broadcast (Zone activate)"),
};
NAMES(broadcast_type, NULL);

/* The reasons above 0 are those of Broadcast (Expander), from memory of the standard: no words. */
static const struct smp_name broadcast_reason[] = {
    NAME(0x00, "unspecified", NULL),
    NAME(0x01, "peak_threshold_reached", NULL),
    NAME(0x02, "peak_cleared", NULL),
    NAME(0x03, "reduced_functionality", NULL),
};
NAMES(broadcast_reason, NULL);

static const struct smp_name phy_of_broadcast[] = {
    NAME(0xff, "none", NULL),
};
NAMES(phy_of_broadcast, NULL);

static const struct smp_name gpio_register_type[] = {
    NAME(0x00, "gpio_cfg", "GPIO_CFG"),
    NAME(0x01, "gpio_rx", "GPIO_RX"),
    NAME(0x02, "gpio_rx_gp", "GPIO_RX_GP"),
    NAME(0x03, "gpio_tx", "GPIO_TX"),
    NAME(0x04, "gpio_tx_gp", "GPIO_TX_GP"),
    RANGE(0xc0, 0xff, "vendor_specific", "vendor specific"),
};
NAMES(gpio_register_type, "reserved");

static const struct smp_name sgpio_activity[] = {
    NAME(0x00, "off", "off"),
    NAME(0x01, "on", "on"),
    NAME(0x02, "blink_a_on_first", "blink generator A, on first"),
    NAME(0x03, "blink_a_off_first", "blink generator A, off first"),
    NAME(0x04, "end_of_frame", "follow drive activity, triggered at end of frame"),
    NAME(0x05, "start_of_frame", "follow drive activity, triggered at start of frame"),
    NAME(0x06, "blink_b_on_first", "blink generator B, on first"),
    NAME(0x07, "blink_b_off_first", "blink generator B, off first"),
};
NAMES(sgpio_activity, NULL);

static const struct smp_name sgpio_locate[] = {
    NAME(0x00, "off", "off"),
    NAME(0x01, "on", "on"),
    NAME(0x02, "blink_a_on_first", "blink generator A, on first"),
    NAME(0x03, "blink_a_off_first", "blink generator A, off first"),
};
NAMES(sgpio_locate, NULL);

static const struct smp_name sgpio_error[] = {
    NAME(0x00, "off", "off"),
    NAME(0x01, "on", "on"),
    NAME(0x02, "blink_a_on_first", "blink generator A, on first"),
    NAME(0x03, "blink_a_off_first", "blink generator A, off first"),
    NAME(0x04, "on_4", "on"),
    NAME(0x05, "on_5", "on"),
    NAME(0x06, "blink_b_on_first", "blink generator B, on first"),
    NAME(0x07, "blink_b_off_first", "blink generator B, off first"),
};
NAMES(sgpio_error, NULL);

/* Special values of numbers. */
static const struct smp_name time_limit[] = {
    NAME(0x00, "unlimited", NULL),
};
NAMES(time_limit, NULL);

static const struct smp_name ssp_connect_time_limit[] = {
    WHOLE_LINE(0x00, "unlimited", "SSP connect time unlimited (0)"),
};
NAMES(ssp_connect_time_limit, NULL);

static const struct smp_name nexus_loss_time[] = {
    NAME(0x00, "vendor_specific", NULL),
    NAME(0xffff, "never", NULL),
};
NAMES(nexus_loss_time, NULL);

static const struct smp_name power_done_timeout[] = {
    NAME(0xff, "vendor_specific", NULL),
};
NAMES(power_done_timeout, NULL);

static const struct smp_name enclosure_identifier[] = {
    WHOLE_LINE(0x00, NULL, "enclosure logical identifier <empty>"),
};
NAMES(enclosure_identifier, NULL);

static const struct smp_name zone_manager_address[] = {
    NAME(0x00, NULL, "0"),
};
NAMES(zone_manager_address, NULL);
