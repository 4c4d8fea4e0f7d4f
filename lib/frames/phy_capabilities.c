/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Phy capabilities of SNW-3, SPL-4: 32 bits, of which the first sent is the first bit of byte 0. A valid
 * word begins with START 1; a word of zeros means that there was no SNW-3. PARITY makes the number of ones
 * even. REQUESTED LOGICAL LINK RATE is obsolete since SPL-5. */
#include "frames/frames.h"

static NAMES(tx_ssc_type, NULL,
    NAME(0x00, "down_spreading", "down-spreading (or no SSC)"),
    NAME(0x01, "center_spreading", "center-spreading"));

static const struct smp_field rows[] = {
    BIT("start", 0, 7, SAS_2),
    ENUM("tx_ssc_type", 0, 6, 1, SAS_2, smp_names_tx_ssc_type, .style = STYLE_NUMBER, .label = "Tx SSC type"),
    BITS("requested_interleaved_spl", 0, 5, 2, SPL_4, .label = "Requested interleaved SPL"),
    BITS("requested_logical_link_rate", 0, 3, 4, SAS_2),
    BIT("g1_without_ssc", 1, 7, SAS_2),
    BIT("g1_with_ssc", 1, 6, SAS_2),
    BIT("g2_without_ssc", 1, 5, SAS_2),
    BIT("g2_with_ssc", 1, 4, SAS_2),
    BIT("g3_without_ssc", 1, 3, SAS_2),
    BIT("g3_with_ssc", 1, 2, SAS_2),
    BIT("g4_without_ssc", 1, 1, SAS_3),
    BIT("g4_with_ssc", 1, 0, SAS_3),
    BIT("g5_without_ssc", 2, 7, SPL_4),
    BIT("g5_with_ssc", 2, 6, SPL_4),
    BIT("extended_coefficient_settings", 3, 1, SPL_4, .label = "Extended coefficient settings"),
    BIT("parity", 3, 0, SAS_2),
};

const struct smp_table smp_phy_capabilities = SMP_TABLE("phy_capabilities", rows, 4);
