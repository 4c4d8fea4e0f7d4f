/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_conf_general: CONFIGURE GENERAL. Only the fields whose options are given are changed. */
#include "cli.h"

SMP_UTILITY(.summary = "Send a CONFIGURE GENERAL request: set time limits of the target.",
            .function = &smp_function_configure_general, OPTIONS(
    OPT_FIELD('c', "connect", "CO", "stp_maximum_connect_time_limit", "STP maximum connect time limit, 100 us"),
    OPT_FIELD('e', "expander", "IT", "initial_time_to_delay_expander_forward_open_indication",
              "initial time to delay expander forward open indication, 100 ns"),
    OPT_EXPECTED,
    OPT_FIELD('i', "inactivity", "IN", "stp_bus_inactivity_time_limit", "STP bus inactivity time limit, 100 us"),
    OPT_FIELD('n', "nexus", "NE", "stp_smp_i_t_nexus_loss_time", "STP SMP I_T nexus loss time, ms"),
    OPT_FIELD('o', "open", "OP", "stp_reject_to_open_limit", "STP reject to open limit, 10 us"),
    OPT_FIELD('p', "power", "PD", "power_done_timeout", "power done timeout, s"),
    OPT_FIELD('R', "reduced", "RE", "initial_time_to_reduced_functionality",
              "initial time to reduced functionality, 100 ms"),
    OPT_FIELD('S', "ssp", "CTL", "ssp_maximum_connect_time_limit", "SSP maximum connect time limit, 100 us")))
