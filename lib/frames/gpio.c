/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Registers that the GPIO functions carry, SFF-8485 rev 0.7: four bytes each. The register of drives 4n to
 * 4n+3 has the highest drive first. What the rates and times of GPIO_CFG[1] count is told differently by
 * different drivers (eighths of a second, with or without one added), so that they stay numbers without a
 * unit. */
#include "frames/frames.h"

/* What each light can do; activity and errors have more. */
#define LIGHT \
    NAME(0x00, "off", "off"), \
    NAME(0x01, "on", "on"), \
    NAME(0x02, "blink_a_on_first", "blink generator A, on first"), \
    NAME(0x03, "blink_a_off_first", "blink generator A, off first")

#define LIGHT_B \
    NAME(0x06, "blink_b_on_first", "blink generator B, on first"), \
    NAME(0x07, "blink_b_off_first", "blink generator B, off first")

static NAMES(sgpio_activity, NULL, LIGHT,
    NAME(0x04, "end_of_frame", "follow drive activity, triggered at end of frame"),
    NAME(0x05, "start_of_frame", "follow drive activity, triggered at start of frame"),
    LIGHT_B);

static NAMES(sgpio_locate, NULL, LIGHT);

static NAMES(sgpio_error, NULL, LIGHT, NAME(0x04, "on_4", "on"), NAME(0x05, "on_5", "on"), LIGHT_B);

/* Type GPIO_CFG, index 0. Only GPIO ENABLE can be written. */
static const struct smp_field cfg_0_rows[] = {
    BITS("version", 1, 3, 4, SAS_1_1),
    BIT("gpio_enable", 2, 7, SAS_1_1, .label = "GPIO enable"),
    BITS("cfg_register_count", 2, 6, 3, SAS_1_1),
    BITS("gp_register_count", 2, 3, 4, SAS_1_1),
    U8("supported_drive_count", 3, SAS_1_1),
};

/* Type GPIO_CFG, index 1. */
static const struct smp_field cfg_1_rows[] = {
    BITS("blink_generator_rate_b", 1, 7, 4, SAS_1_1, .label = "blink generator rate B"),
    BITS("blink_generator_rate_a", 1, 3, 4, SAS_1_1, .label = "blink generator rate A"),
    BITS("force_activity_off", 2, 7, 4, SAS_1_1),
    BITS("maximum_activity_on", 2, 3, 4, SAS_1_1),
    BITS("stretch_activity_off", 3, 7, 4, SAS_1_1),
    BITS("stretch_activity_on", 3, 3, 4, SAS_1_1),
};

/* The lights of one drive: the byte at b of a register, keys beginning with prefix. */
#define DRIVE_LIGHTS(prefix, b)                                                                             \
    ENUM(prefix "activity", b, 7, 3, SAS_1_1, smp_names_sgpio_activity),                                    \
    ENUM(prefix "locate", b, 4, 2, SAS_1_1, smp_names_sgpio_locate),                                        \
    ENUM(prefix "error", b, 2, 3, SAS_1_1, smp_names_sgpio_error)

static const struct smp_field tx_drive_rows[] = { DRIVE_LIGHTS("", 0) };

/* Type GPIO_TX, index n: drive k here is drive 4n + k. */
static const struct smp_field tx_rows[] = {
    DRIVE_LIGHTS("drive_3_", 0),
    DRIVE_LIGHTS("drive_2_", 1),
    DRIVE_LIGHTS("drive_1_", 2),
    DRIVE_LIGHTS("drive_0_", 3),
};

/* Type GPIO_RX, index n, in the same order: bit k is input k of the drive. */
static const struct smp_field rx_rows[] = {
    SMP_ROW("drive_3_gpio_input", 0, 2, 3, SMP_HEX, SAS_1_1),
    SMP_ROW("drive_2_gpio_input", 1, 2, 3, SMP_HEX, SAS_1_1),
    SMP_ROW("drive_1_gpio_input", 2, 2, 3, SMP_HEX, SAS_1_1),
    SMP_ROW("drive_0_gpio_input", 3, 2, 3, SMP_HEX, SAS_1_1),
};

/* Types GPIO_RX_GP and GPIO_TX_GP, index 0. */
static const struct smp_field rx_gp_cfg_rows[] = { U8("count", 2, SAS_1_1) };

static const struct smp_field tx_gp_cfg_rows[] = {
    U8("count", 2, SAS_1_1),
    BIT("sload_3", 3, 3, SAS_1_1),
    BIT("sload_2", 3, 2, SAS_1_1),
    BIT("sload_1", 3, 1, SAS_1_1),
    BIT("sload_0", 3, 0, SAS_1_1),
};

/* Both general purpose types from index 1 on: 32 bits of the stream, the first one bit 0 of byte 3. */
static const struct smp_field gp_data_rows[] = { BYTES("bit_stream", 0, 4, SAS_1_1) };

const struct smp_table smp_gpio_cfg_0 = SMP_TABLE("gpio_cfg_0", cfg_0_rows, 4);
const struct smp_table smp_gpio_cfg_1 = SMP_TABLE("gpio_cfg_1", cfg_1_rows, 4);
const struct smp_table smp_gpio_rx = SMP_TABLE("gpio_rx", rx_rows, 4);
const struct smp_table smp_gpio_tx = SMP_TABLE("gpio_tx", tx_rows, 4);
const struct smp_table smp_gpio_rx_gp_cfg = SMP_TABLE("gpio_rx_gp_cfg", rx_gp_cfg_rows, 4);
const struct smp_table smp_gpio_tx_gp_cfg = SMP_TABLE("gpio_tx_gp_cfg", tx_gp_cfg_rows, 4);
const struct smp_table smp_gpio_gp_data = SMP_TABLE("gpio_gp_data", gp_data_rows, 4);
const struct smp_table smp_gpio_tx_drive = SMP_TABLE("gpio_tx_drive", tx_drive_rows, 1);
