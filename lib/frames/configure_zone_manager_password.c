/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * CONFIGURE ZONE MANAGER PASSWORD (89h), SAS-2 10.4.3.24. A request of 72 bytes; passwords are padded with
 * NULs. */
#include "frames/frames.h"

static NAMES(zone_manager_password_save, NULL,
    NAME(0x00, "current", "current"),
    NAME(0x01, "saved", "saved"),
    NAME(0x02, "current_and_saved_if_supported", "current, and saved if saving is supported"),
    NAME(0x03, "current_and_saved", "current and saved"));

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    ENUM("save", 6, 1, 2, SAS_2, smp_names_zone_manager_password_save),
    TEXT("zone_manager_password", 8, 32, SAS_2, .flags = FIELD_SECRET),
    TEXT("new_zone_manager_password", 40, 32, SAS_2, .flags = FIELD_SECRET),
};

SMP_FUNCTION(configure_zone_manager_password, 0x89, SAS_2, "CONFIGURE ZONE MANAGER PASSWORD",
             "Configure zone manager password", "smp_conf_zone_man_pass", COMMAND(72));
