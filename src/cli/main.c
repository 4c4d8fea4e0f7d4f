/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The course of every utility. */
#include "chunks.h"
#include "interface/recording.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

/* The utility's function that a frame answers, by the code it carries; else its main function. */
static const struct smp_function *function_of(const struct smp_utility *utility, const uint8_t *frame, size_t length)
{
    struct smp_frame view = { .table = &smp_response_header, .data = frame, .length = length };

    if (utility->also && smp_frame_value(&view, "function") == utility->also->code)
        return utility->also;
    return utility->function;
}

int cli_run_inhex(struct cli *cli)
{
    struct cli_answer answer = { .function = cli->utility->function };
    struct smp_error error;

    if (smp_hex_parse(cli_text(cli, "inhex"), answer.bytes, sizeof answer.bytes, &answer.received, &error))
        return cli_report(cli, &error);
    answer.function = function_of(cli->utility, answer.bytes, answer.received);
    cli_judge(&answer);
    return cli_show(cli, &answer);
}

/* After the command line: input files and conflicts, then a decode, or a target and its requests. */
static int run(struct cli *cli)
{
    const struct smp_utility *utility = cli->utility;
    int status = utility->check ? utility->check(cli) : SMP_OK;

    if (status == CLI_DONE)
        return SMP_OK;
    if (status == SMP_OK && utility->operands)
        return utility->run(cli);
    if (status == SMP_OK && cli_count(cli, "inhex"))
        return cli_run_inhex(cli);
    if (status == SMP_OK)
        status = cli_open(cli);
    if (status == SMP_OK)
        status = cli_resolve_automatic(cli);
    if (status == SMP_OK)
        status = utility->run ? utility->run(cli) : utility->list ? chunks_run(cli) : cli_run_one(cli);
    return status;
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
    struct smp_error error;

    errno = 0;
    if (!ferror(stdout) && fflush(stdout) == 0)
        return status;
    if (pipe_is_broken) {
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    smp_fail(&error, SMP_OTHER, errno, "cannot write standard output");
    cli_report(cli, &error);
    return status ? status : SMP_OTHER;
}

/* Was JSON asked for, although the command line could not be read to its end? */
static bool json_asked(const struct cli *cli)
{
    for (int i = 1; i < cli->argc; i++)
        if (strcmp(cli->argv[i], "--json") == 0)
            return true;
    return false;
}

int smp_main(const struct smp_utility *utility, int argc, char **argv)
{
    struct cli cli = { .utility = utility, .function = utility->function, .argc = argc, .argv = argv };
    int ended = cli_parse(&cli);
    int status;

    if (signal(SIGPIPE, note_broken_pipe) == SIG_IGN)
        signal(SIGPIPE, SIG_IGN);
    if (ended == 0) {
        status = run(&cli);
        if (status == SMP_OK && cli.record_failed)
            status = SMP_OPEN;
        cli_json_end(&cli, status);
    } else {
        status = ended - 1;
        if (status && json_asked(&cli)) {
            cli.mode = OUTPUT_JSON;
            cli.hide_arguments = cli_takes_secrets(utility);
            cli_json_end(&cli, status);
        }
    }
    smp_device_close(cli.device);
    cli_forget_secrets(&cli);
    return close_stdout(&cli, status);
}
