/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * From the command line and the environment to an open target. */
#include "cli.h"

#include <inttypes.h>
#include <stdlib.h>

enum { NAA_SHIFT = 60, NAA_IEEE_REGISTERED = 5, NAA_LOCALLY_ASSIGNED = 3 };

static const char *environment(const char *name)
{
    const char *text = getenv(name);

    return text && text[0] ? text : NULL;
}

/* The address of --sa, else of the environment; a bad one there is a warning and 0. */
static uint64_t wanted_address(const struct cli *cli)
{
    const char *text = environment("SMP_UTILS_SAS_ADDR");
    uint64_t address = cli_number(cli, "sa");
    const char *why;

    if (address || !text)
        return address;
    why = cli_parse_number(text, false, &address);
    if (!why)
        return address;
    cli_warn(cli, "SMP_UTILS_SAS_ADDR '%s' is ignored: %s", text, why);
    return 0;
}

/* SAS addresses start with 5 or 3; others only where the user names the interface. */
int cli_check_address(struct cli *cli, const char *subject, uint64_t address)
{
    uint64_t naa = address >> NAA_SHIFT;

    if (address == 0 || naa == NAA_IEEE_REGISTERED || naa == NAA_LOCALLY_ASSIGNED)
        return 0;
    if (!cli_count(cli, "interface"))
        return cli_fail(cli, SMP_SYNTAX, "bad value '0x%" PRIx64 "' for %s: a SAS address has 16 hex digits and "
                        "starts with 5 (NAA 5) or 3", address, subject);
    cli_warn(cli, "0x%" PRIx64 " does not look like a SAS address (NAA 5 or 3)", address);
    return 0;
}

static void print_trace(void *user, int level, const char *text)
{
    const struct cli *cli = user;

    (void)level;
    cli_warn(cli, "%s", text);
}

struct smp_open_options cli_open_options(struct cli *cli)
{
    cli->trace = (struct smp_trace){ .line = print_trace, .user = cli, .level = cli->verbose };
    return (struct smp_open_options){ .size = sizeof(struct smp_open_options),
                                      .interface = cli_text(cli, "interface"),
                                      .timeout_ms = (uint32_t)cli_number(cli, "timeout") * 1000U,
                                      .trace = &cli->trace };
}

int cli_open(struct cli *cli)
{
    struct smp_open_options options = cli_open_options(cli);
    struct smp_error error;
    int status;

    if (!cli->operand || !cli->operand[0])
        cli->operand = environment("SMP_UTILS_DEVICE");
    cli->sas_address = wanted_address(cli);
    status = cli_check_address(cli, cli_number(cli, "sa") ? "--sa" : "SMP_UTILS_SAS_ADDR", cli->sas_address);
    if (status || cli->dry_run)
        return status;
    if (!cli->operand)
        return cli_fail(cli, SMP_SYNTAX, "no SMP_DEVICE given and SMP_UTILS_DEVICE is not set");
    options.sas_address = cli->sas_address;
    if (smp_device_open(&cli->device, cli->operand, &options, &error))
        return cli_report(cli, &error);
    return 0;
}
