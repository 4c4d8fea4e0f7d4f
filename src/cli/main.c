/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The course of every utility: command line, input files, target, requests, end. */
#include "cli.h"
#include "core/recording.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

enum { NAA_SHIFT = 60, NAA_IEEE_REGISTERED = 5, NAA_LOCALLY_ASSIGNED = 3 };

const char *cli_environment(const char *name)
{
    const char *text = getenv(name);

    return text && text[0] ? text : NULL;
}

/* ---- The target ------------------------------------------------------------------------------------ */

int cli_check_address(struct cli *cli, const char *subject, uint64_t address)
{
    uint64_t naa = address >> NAA_SHIFT;

    if (address == 0 || naa == NAA_IEEE_REGISTERED || naa == NAA_LOCALLY_ASSIGNED)
        return SMP_OK;
    if (!cli_count(cli, "interface"))
        return cli_fail(cli, SMP_SYNTAX, "bad value '0x%" PRIx64 "' for %s: a SAS address has 16 hex digits and "
                        "starts with 5 (NAA 5) or 3", address, subject);
    cli_warn(cli, "0x%" PRIx64 " does not look like a SAS address (NAA 5 or 3)", address);
    return SMP_OK;
}

/* The address of --sa, else of the environment, where one that is no number is ignored. */
static int find_address(struct cli *cli)
{
    const char *text = cli_environment("SMP_UTILS_SAS_ADDR"), *why;

    cli->sas_address = cli_number(cli, "sa");
    if (cli->sas_address || !text)
        return cli_check_address(cli, "--sa", cli->sas_address);
    why = cli_parse_number(text, false, &cli->sas_address);
    if (why) {
        cli_warn(cli, "SMP_UTILS_SAS_ADDR '%s' is ignored: %s", text, why);
        cli->sas_address = 0;
    }
    return cli_check_address(cli, "SMP_UTILS_SAS_ADDR", cli->sas_address);
}

static void print_trace(void *user, int level, const char *text)
{
    (void)level;
    cli_warn(user, "%s", text);
}

struct smp_open_options cli_open_options(struct cli *cli)
{
    cli->trace = (struct smp_trace){ .line = print_trace, .user = cli, .level = cli->verbose };
    return (struct smp_open_options){ .size = sizeof(struct smp_open_options),
                                      .interface = cli_text(cli, "interface"),
                                      .timeout_ms = (uint32_t)cli_number(cli, "timeout") * 1000U,
                                      .sas_address = cli->sas_address,
                                      .trace = &cli->trace };
}

/* Opens the target of the operand or the environment; with --dry-run none is needed. */
static int open_target(struct cli *cli)
{
    const char *given = cli->operand_count ? cli->operands[0] : "";
    const char *name = *given ? given : cli_environment("SMP_UTILS_DEVICE");
    struct smp_error *error = &cli->answer.error;
    struct smp_open_options options;
    int status = find_address(cli);

    if (status || cli->dry_run)
        return status;
    if (!name)
        return cli_fail(cli, SMP_SYNTAX, "no SMP_DEVICE given and SMP_UTILS_DEVICE is not set");
    options = cli_open_options(cli);
    return smp_device_open(&cli->device, name, &options, error) ? cli_report(cli, error) : SMP_OK;
}

/* Asks the target for the change count that is to be expected, if it is "auto". */
static int resolve_automatic(struct cli *cli)
{
    const struct option_value *expected = cli_option(cli, "expected");

    if (!expected->text || strcmp(expected->text, "auto") != 0)
        return SMP_OK;
    if (cli->dry_run)
        return cli_fail(cli, SMP_SYNTAX, "--expected=auto needs the target, which --dry-run does not ask");
    if (cli_send(cli, &smp_function_report_general, NULL, 0))
        return cli_answer_failure(cli);
    cli_set(cli, expected->row->key, smp_frame_value(&cli->answer.frame, "expander_change_count"));
    return SMP_OK;
}

/* ---- A run ----------------------------------------------------------------------------------------- */

/* Decodes --inhex instead of asking a target, by the function whose code the frame carries. */
static int run_inhex(struct cli *cli)
{
    const struct smp_function *also = cli->utility->also;
    struct cli_answer *answer = &cli->answer;

    answer->frame.function = cli->utility->function;
    if (smp_hex_parse(cli_text(cli, "inhex"), answer->bytes, sizeof answer->bytes, &answer->received, &answer->error))
        return cli_report(cli, &answer->error);
    if (also && answer->received > SMP_FUNCTION_BYTE && answer->bytes[SMP_FUNCTION_BYTE] == also->code)
        answer->frame.function = also;
    cli_judge(cli);
    return cli_show(cli);
}

/* After the command line: conflicts, then a decode, or input files, a target and its requests. */
static int run(struct cli *cli)
{
    const struct smp_utility *utility = cli->utility;
    int status = utility->check ? utility->check(cli) : SMP_OK;

    if (status)
        return status == CLI_DONE ? SMP_OK : status;
    if (utility->operands)
        return utility->run(cli);
    if (cli_count(cli, "inhex"))
        return run_inhex(cli);
    if (utility->prepare)
        status = utility->prepare(cli);
    if (status == SMP_OK)
        status = open_target(cli);
    if (status == SMP_OK)
        status = resolve_automatic(cli);
    if (status == SMP_OK && utility->guard)
        status = utility->guard(cli);
    if (status)
        return status;
    return utility->run ? utility->run(cli) : cli_run_one(cli);
}

/* A reader that has gone must not end a utility half way through what it does: that is for close_stdout(). */
static volatile sig_atomic_t pipe_is_broken;

static void note_broken_pipe(int number)
{
    (void)number;
    pipe_is_broken = 1;
}

/* Standard output that cannot be written is an error; a reader that has gone ends the utility as it would have
 * by itself. */
static int close_stdout(struct cli *cli, int status)
{
    errno = 0;
    if (!ferror(stdout) && fflush(stdout) == 0)
        return status;
    if (pipe_is_broken) {
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    cli_fail_errno(cli, SMP_OTHER, errno, "cannot write standard output");
    return status ? status : SMP_OTHER;
}

int smp_main(const struct smp_utility *utility, int argc, char **argv)
{
    struct cli cli = { .utility = utility, .function = utility->function, .out = stdout, .argc = argc, .argv = argv };
    int status;

    cli.name = utility->name ? utility->name : utility->function->utility;
    status = cli_parse(&cli);
    if (signal(SIGPIPE, note_broken_pipe) == SIG_IGN)
        signal(SIGPIPE, SIG_IGN);
    if (status == SMP_OK)
        status = run(&cli);
    if (status == SMP_OK && cli.record_failed)
        status = SMP_OPEN;
    if (status == CLI_DONE)
        status = SMP_OK;
    else
        cli_json_end(&cli, status);
    smp_device_close(cli.device);
    memset(cli.values, 0, sizeof cli.values);
    return close_stdout(&cli, status);
}
