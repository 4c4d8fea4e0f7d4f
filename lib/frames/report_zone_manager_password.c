/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT ZONE MANAGER PASSWORD (05h), SAS-2 10.4.3.8. 40 bytes. 32 bytes of 00h are the password that
 * everyone knows, 32 of FFh one that nobody has. All 32 may be used: the password is no C string. Early
 * drafts have no report type. */
#include "frames/frames.h"

/* A password has no shadow value: 1 is reserved. */
static NAMES(password_report_type, NULL,
    NAME(0x00, "current", "current"),
    NAME(0x02, "saved", "saved"),
    NAME(0x03, "default", "default"));

static const struct smp_field request_rows[] = {
    ENUM("report_type", 4, 1, 2, SAS_2, smp_names_password_report_type),
};

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .label = "Expander change count", .show = SHOW_SET_OR_VERBOSE),
    ENUM("report_type", 6, 1, 2, SAS_2, smp_names_password_report_type),
    BYTES("zone_manager_password", 8, 32, SAS_2, .flags = FIELD_SECRET),
};

SMP_FUNCTION(report_zone_manager_password, 0x05, SAS_2, "REPORT ZONE MANAGER PASSWORD",
             "Report zone manager password", "smp_rep_zone_man_pass",
             REQUEST(8), RESPONSE(40));
