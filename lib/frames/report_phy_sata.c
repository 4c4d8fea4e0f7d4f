/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT PHY SATA (12h), SAS-2 10.4.3.12. 56 bytes in SAS-1.1, 68 since SAS-2. The FIS is in wire order,
 * type 34h at byte 24; some SAS-1.x expanders swap each four bytes. A driver header that puts the nexus
 * loss bit at byte 11 bit 3 is wrong. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    U8("phy_identifier", 9, SAS_1),
    U8("affiliation_context", 10, SAS_2),
};

enum { FIS_TYPE = 0x34 }; /* the first byte of a Register - Device to Host FIS (Serial ATA) */

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .show = SHOW_SET_OR_VERBOSE),
    U8("phy_identifier", 9, SAS_1),
    BIT("stp_i_t_nexus_loss_occurred", 11, 2, SAS_2, .label = "STP I_T nexus loss occurred"),
    BIT("affiliations_supported", 11, 1, SAS_1),
    BIT("affiliation_valid", 11, 0, SAS_1),
    ADDR("stp_sas_address", 16, SAS_1, .label = "STP SAS address"),
    BYTES("register_device_to_host_fis", 24, 20, SAS_1, .first_byte = FIS_TYPE, .label = "register device to host FIS"),
    ADDR("affiliated_stp_initiator_sas_address", 48, SAS_1, .label = "affiliated STP initiator SAS address"),
    ADDR("stp_i_t_nexus_loss_sas_address", 56, SAS_2, .when = { "stp_i_t_nexus_loss_occurred", 1 },
        .label = "STP I_T nexus loss SAS address"),
    U8("affiliation_context", 65, SAS_2),
    U8("current_affiliation_contexts", 66, SAS_2),
    U8("maximum_affiliation_contexts", 67, SAS_2),
};

SMP_FUNCTION(report_phy_sata, 0x12, SAS_1, "REPORT PHY SATA", "Report phy SATA", "smp_rep_phy_sata",
             REQUEST(12), RESPONSE(68), .sas1_response_bytes = 56);
