/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * CONFIGURE GENERAL (80h), SAS-2 10.4.3.18 and SPL-4. A request of 20 bytes; early drafts end after byte
 * 15. A value is taken only if its update bit is 1. The values are read back with REPORT GENERAL. */
#include "frames/frames.h"

static const struct smp_field request_rows[] = {
    BE16("expected_expander_change_count", 4, SAS_2),
    BE16("ssp_maximum_connect_time_limit", 6, SAS_3, .unit = "100us", .names = &smp_names_ssp_connect_time_limit),
    BIT("update_initial_time_to_delay_expander_forward_open_indication", 8, 7, SPL_4),
    BIT("update_ssp_maximum_connect_time_limit", 8, 6, SAS_3),
    BIT("update_power_done_timeout", 8, 5, SAS_3),
    BIT("update_stp_reject_to_open_limit", 8, 4, SAS_2),
    BIT("update_initial_time_to_reduced_functionality", 8, 3, SAS_2),
    BIT("update_stp_smp_i_t_nexus_loss_time", 8, 2, SAS_2),
    BIT("update_stp_maximum_connect_time_limit", 8, 1, SAS_2),
    BIT("update_stp_bus_inactivity_time_limit", 8, 0, SAS_2),
    U8("initial_time_to_delay_expander_forward_open_indication", 9, SPL_4, .unit = "100ns"),
    BE16("stp_bus_inactivity_time_limit", 10, SAS_2, .unit = "100us", .names = &smp_names_time_limit),
    BE16("stp_maximum_connect_time_limit", 12, SAS_2, .unit = "100us", .names = &smp_names_time_limit),
    BE16("stp_smp_i_t_nexus_loss_time", 14, SAS_2, .unit = "ms", .names = &smp_names_nexus_loss_time),
    U8("initial_time_to_reduced_functionality", 16, SAS_2, .unit = "100ms"),
    U8("power_done_timeout", 17, SAS_3, .unit = "s", .names = &smp_names_power_done_timeout),
    BE16("stp_reject_to_open_limit", 18, SAS_2, .unit = "10us"),
};

SMP_FUNCTION(configure_general, 0x80, SAS_2, "CONFIGURE GENERAL", "Configure general", "smp_conf_general",
             COMMAND(20));
