/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_conf_zone_phy_info: CONFIGURE ZONE PHY INFORMATION, the zone groups of phys. */
#include "payload.h"

static const struct smp_option options[] = {
    OPT_EXPECTED,
    OPT_TEXT('p', "pconf", "FN", "zone phy information, 4 hex bytes for each phy, in FN (- is stdin)"),
    OPT_FIELD('S', "save", "SAV", "save", "0 shadow, 1 saved, 2 shadow and saved if supported, 3 both"),
};

static int prepare(struct cli *cli)
{
    static uint8_t bytes[SMP_MAX_FRAME];
    static struct payload payload = { .bytes = bytes };
    struct request_list list = request_list_of(cli->function, 0);
    const char *file = cli_text(cli, "pconf");
    int status;

    if (!file)
        return cli_fail(cli, SMP_SYNTAX, "--pconf=FN is missing");
    payload.room = list.most * list.table->bytes;
    status = payload_read(cli, &payload, file);
    if (status)
        return status;
    if (payload.length == 0)
        return cli_fail(cli, SMP_SYNTAX, "%s: holds no zone phy information", smp_lines_name(file));
    if (payload.length % list.table->bytes)
        return cli_fail(cli, SMP_SYNTAX, "%s: %zu bytes: not a multiple of %u, the bytes of a phy",
                        smp_lines_name(file), payload.length, (unsigned)list.table->bytes);
    request_list_set(cli, &list, bytes, payload.length / list.table->bytes);
    return SMP_OK;
}

SMP_UTILITY(.summary = "Send a CONFIGURE ZONE PHY INFORMATION request: set the zone groups of phys.",
            .function = &smp_function_configure_zone_phy_information, .prepare = prepare)
