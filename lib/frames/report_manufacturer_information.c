/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT MANUFACTURER INFORMATION (01h), SAS-2 10.4.3.5. 60 bytes in every generation. Bytes 40 to 59 were
 * vendor specific in SAS-1; SAS-1.1 FORMAT says that 40 to 50 are the component's names. */
#include "frames/frames.h"

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .label = "Expander change count", .show = SHOW_SET_OR_VERBOSE),
    BIT("sas_1_1_format", 8, 0, SAS_1_1, .label = "SAS-1.1 format"),
    TEXT("vendor_identification", 12, 8, SAS_1),
    TEXT("product_identification", 20, 16, SAS_1),
    TEXT("product_revision_level", 36, 4, SAS_1),
    TEXT("component_vendor_identification", 40, 8, SAS_1_1, .when = { "sas_1_1_format", 1 }, .show = SHOW_SET),
    BE16("component_id", 48, SAS_1_1, .when = { "sas_1_1_format", 1 }, .show = SHOW_SET),
    U8("component_revision_level", 50, SAS_1_1, .when = { "sas_1_1_format", 1 }, .show = SHOW_SET),
    BYTES("vendor_specific", 52, 8, SAS_1, .show = SHOW_NEVER),
};

SMP_FUNCTION(report_manufacturer_information, 0x01, SAS_1, "REPORT MANUFACTURER INFORMATION",
             "Report manufacturer information", "smp_rep_manufacturer",
             .request_bytes = 4, RESPONSE(60), .sas1_response_bytes = 60);
