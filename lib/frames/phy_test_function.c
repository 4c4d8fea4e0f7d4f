/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * PHY TEST FUNCTION (92h), SAS-2 10.4.3.29 and SPL-4. A request of 40 bytes in every generation. Headers
 * disagree on the names of byte 15 (phy test pattern or phy test function SATA and SSC), not on the bits. */
#include "frames/frames.h"

static NAMES(phy_test_function, "reserved",
    NAME(0x00, "stop", "stop"),
    NAME(0x01, "transmit_pattern", "transmit pattern"),
    RANGE(0xf0, 0xff, "vendor_specific", "vendor specific"));

static NAMES(phy_test_pattern, "reserved",
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

static NAMES(phy_test_pattern_ssc, "reserved",
    NAME(0x00, "none", "no SSC"),
    NAME(0x01, "center", "center-spreading SSC"),
    NAME(0x02, "down", "down-spreading SSC"));

static NAMES(phy_test_pattern_dwords_control, "reserved",
    NAME(0x00, "data", "all bytes as data characters"),
    NAME(0x08, "fifth_control", "fifth byte as control character"),
    NAME(0x80, "first_control", "first byte as control character"),
    NAME(0x88, "first_and_fifth_control", "first and fifth byte as control characters"));

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    U8("phy_identifier", 9, SAS_1_1),
    ENUM("phy_test_function", 10, 7, 8, SAS_1_1, smp_names_phy_test_function),
    ENUM("phy_test_pattern", 11, 7, 8, SAS_1_1, smp_names_phy_test_pattern),
    BIT("phy_test_pattern_sata", 15, 6, SAS_2),
    ENUM("phy_test_pattern_ssc", 15, 5, 2, SAS_2, smp_names_phy_test_pattern_ssc),
    ENUM("phy_test_pattern_physical_link_rate", 15, 3, 4, SAS_1_1, smp_names_hardware_link_rate),
    ENUM("phy_test_pattern_dwords_control", 19, 7, 8, SAS_2, smp_names_phy_test_pattern_dwords_control),
    HEX("phy_test_pattern_dwords", 20, 64, SAS_2),
};

SMP_FUNCTION(phy_test_function, 0x92, SAS_1_1, "PHY TEST FUNCTION", "Phy test function", "smp_phy_test",
             COMMAND(40), .sas1_response_bytes = 4);
