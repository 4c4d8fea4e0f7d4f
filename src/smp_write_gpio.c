/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_write_gpio: WRITE GPIO REGISTER and its enhanced form. */
#include "files.h"

static int prepare(struct cli *cli)
{
    static uint8_t bytes[SMP_MAX_FRAME];
    struct payload payload = { .cli = cli, .bytes = bytes };
    size_t wanted = (size_t)cli_number(cli, "count") * smp_gpio_cfg_0.bytes;
    const char *data = cli_text(cli, "data");
    int status;

    if (!data)
        return cli_fail(cli, SMP_SYNTAX, "--data=H,H... is missing");
    if (cli_count(cli, "enhanced"))
        cli->function = cli->utility->also;
    payload.room = SMP_MAX_FRAME - cli->function->request_bytes;
    if (wanted > payload.room)
        return cli_fail(cli, SMP_SYNTAX, "bad value '%s' for --count: a request has room for %zu registers",
                        cli_text(cli, "count"), payload.room / smp_gpio_cfg_0.bytes);
    status = *data == '-' ? payload_read(&payload, "-") : payload_parse(&payload, "data");
    if (status)
        return status;
    if (payload.length != wanted)
        return cli_fail(cli, SMP_SYNTAX, "--data has %zu bytes, the registers need %zu", payload.length, wanted);
    cli_set_bytes(cli, "write_data", bytes, payload.length);
    return SMP_OK;
}

SMP_UTILITY(.summary = "Send a WRITE GPIO REGISTER request: set registers of SFF-8485, such as the lights of drives.",
            .function = &smp_function_write_gpio_register, .also = &smp_function_write_gpio_register_enhanced,
            .prepare = prepare, OPTIONS(
    OPT_FIELD('c', "count", "CO", "register_count", "number of registers (default 1)", .low = 1, .preset = 1),
    OPT_TEXT('d', "data", "H,H...", "hex bytes, 4 for each register, separated by commas; - reads stdin"),
    OPT_FLAG('E', "enhanced", "send WRITE GPIO REGISTER ENHANCED"),
    OPT_FIELD('i', "index", "IN", "register_index", "first register"),
    OPT_NUMBER('p', "phy", "ID", 0, LAST_PHY, "accepted for compatibility, has no effect"),
    OPT_FIELD('t', "type", "TY", "register_type", "register type, number or name (default 0: GPIO_CFG)")))
