/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * REPORT SELF-CONFIGURATION STATUS (03h), SAS-2 10.4.3.6. 20 bytes and descriptors of 16. Early drafts have
 * no number of descriptors and start them at byte 16. Some firmware gives the descriptor length in bytes: a
 * length of 16 is taken so. */
#include "frames/frames.h"

/* What most keys and their labels are of. */
#define STATUS "self_configuration_status_descriptor"
#define WORDS "self-configuration status descriptor"

static const struct smp_field request_rows[] = {
    BE16("starting_" STATUS "_index", 6, SAS_2, .label = "starting " WORDS " index"),
};

static const struct smp_field descriptor_rows[] = {
    ENUM("status_type", 0, 7, 8, SAS_2, smp_names_self_configuration_status, .label = "status"),
    BIT("final", 1, 0, SAS_2),
    U8("phy_identifier", 3, SAS_2, .label = "phy id"),
    ADDR("sas_address", 8, SAS_2),
};

static const struct smp_field response_rows[] = {
    BE16("expander_change_count", 4, SAS_2, .label = "Expander change count", .show = SHOW_SET_OR_VERBOSE),
    BE16("starting_" STATUS "_index", 6, SAS_2, .label = "starting " WORDS " index", FULL),
    BE16("total_number_of_" STATUS "s", 8, SAS_2, .label = "total number of " WORDS "s"),
    BE16("last_" STATUS "_index", 10, SAS_2, .label = "last " WORDS " index", FULL),
    U8(STATUS "_length", 12, SAS_2, .unit = "dword", .label = WORDS " length", .suffix = " dwords", FULL),
    U8("number_of_" STATUS "s", 19, SAS_2, .label = "number of " WORDS "s"),
    LIST(STATUS "_list", 20, SAS_2, .list_key = "descriptors", .label = WORDS " list",
         OF(.count_key = "number_of_" STATUS "s", .length_key = STATUS "_length", .length_in_bytes = 16,
            KIND(STATUS, descriptor_rows, 16))),
};

SMP_FUNCTION(report_self_configuration_status, 0x03, SAS_2, "REPORT SELF-CONFIGURATION STATUS",
             "Report self-configuration status", "smp_rep_self_conf_stat",
             REQUEST(8), RESPONSE(20));
