/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_conf_zone_phy_info: CONFIGURE ZONE PHY INFORMATION, the zone groups of phys. */
#include "files.h"

static int prepare(struct cli *cli)
{
    struct payload payload = payload_of_list(cli, NULL, NULL);
    const size_t stride = payload.table->bytes;
    const char *file = cli_text(cli, "pconf");
    int status;

    if (!file)
        return cli_fail(cli, SMP_SYNTAX, "--pconf=FN is missing");
    payload.what = "zone phy information";
    status = payload_read(&payload, file);
    if (status == SMP_OK && payload.length % stride)
        status = cli_fail(cli, SMP_SYNTAX, "%s: %zu bytes: not a multiple of %zu, the bytes of a phy",
                          smp_lines_name(file), payload.length, stride);
    payload_set(&payload);
    return status;
}

SMP_UTILITY(.summary = "Send a CONFIGURE ZONE PHY INFORMATION request: set the zone groups of phys.",
            .function = &smp_function_configure_zone_phy_information, .prepare = prepare, OPTIONS(
    OPT_EXPECTED,
    OPT_TEXT('p', "pconf", "FN", "zone phy information, 4 hex bytes for each phy, in FN (- is stdin)"),
    OPT_SAVE))
