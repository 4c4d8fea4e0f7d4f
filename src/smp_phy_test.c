/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_phy_test: PHY TEST FUNCTION. */
#include "cli.h"

enum { DEFAULT_PATTERN = 0x02, DEFAULT_RATE = 0x0a }; /* CJTPAT at 6 Gbps */

SMP_UTILITY(.summary = "Send a PHY TEST FUNCTION request: a phy transmits a pattern until it is stopped.",
            .function = &smp_function_phy_test_function, OPTIONS(
    OPT_FIELD('c', "control", "CO", "phy_test_pattern_dwords_control", "phy test pattern dwords control"),
    OPT_ADDRESS('d', "dwords", "DW", "phy_test_pattern_dwords", "phy test pattern dwords, 64 bits; -1 is all ones"),
    OPT_EXPECTED,
    OPT_FIELD('f', "function", "FN", "phy_test_function", "0 stop (default), 1 transmit pattern"),
    OPT_FIELD('l', "linkrate", "LR", "phy_test_pattern_physical_link_rate",
              "8: 1.5 Gbps, 9: 3, 10: 6 (default), 11: 12, 12: 22.5", .preset = DEFAULT_RATE, .named = true),
    OPT_PHY("phy identifier"),
    OPT_FIELD('P', "pattern", "PA", "phy_test_pattern", "phy test pattern (default 2: CJTPAT)",
              .preset = DEFAULT_PATTERN),
    OPT_FIELD('S', "spread", "SC", "phy_test_pattern_ssc", "spreading (SSC): 0 none, 1 center, 2 down"),
    OPT_SWITCH('t', "sata", "phy_test_pattern_sata", "the pattern is a SATA one")))
