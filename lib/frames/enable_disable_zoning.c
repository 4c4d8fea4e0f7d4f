/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * ENABLE DISABLE ZONING (81h), SAS-2 10.4.3.19. A request of 12 bytes. Changes the shadow value, or the
 * saved one; the current value follows at ZONE ACTIVATE. */
#include "frames/frames.h"

static NAMES(enable_disable_zoning, "reserved",
    NAME(0x00, "no_change", "no change"),
    NAME(0x01, "enable", "enable zoning"),
    NAME(0x02, "disable", "disable zoning"));

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    ENUM("save", 6, 1, 2, SAS_2, smp_names_zoning_save),
    ENUM("enable_disable_zoning", 8, 1, 2, SAS_2, smp_names_enable_disable_zoning),
};

SMP_FUNCTION(enable_disable_zoning, 0x81, SAS_2, "ENABLE DISABLE ZONING",
             "Enable disable zoning", "smp_ena_dis_zoning", COMMAND(12));
