/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * One request and its answer. */
#include "cli.h"

#include <errno.h>
#include <time.h>

enum { HIGHEST_STATUS_RESULT = 63, RETRY_PAUSE_MS = 100, DUMP_RESPONSE_LEVEL = 5 };

static bool is_busy(const struct cli_answer *answer)
{
    int code = answer->status == SMP_OTHER ? answer->error.os_errno : 0;

    return answer->frame.result == RESULT_BUSY || code == EAGAIN || code == EBUSY;
}

void cli_name_result(struct cli *cli, int phy)
{
    struct cli_answer *answer = &cli->answer;
    const char *text = smp_result_text(answer->result);
    char unknown[64], which[32] = "";

    snprintf(unknown, sizeof unknown, "Unknown function result code=0x%x", (unsigned)answer->result);
    if (phy >= 0)
        snprintf(which, sizeof which, " (for phy_id=%d)", phy);
    smp_fail(&answer->error, answer->status, 0, "%s result%s: %s", answer->frame.function->title, which,
             text ? text : unknown);
}

void cli_judge(struct cli *cli)
{
    struct cli_answer *answer = &cli->answer;
    bool answers = smp_response_answers(answer->frame.function, answer->bytes, answer->received);

    smp_frame_response(&answer->frame, answer->frame.function, answer->bytes, answers ? answer->received : 0);
    answer->status = smp_response_check(answer->frame.function, answer->bytes, answer->received, &answer->result,
                                        &answer->error);
    if (answer->status || !answer->result)
        return;
    answer->status = answer->result <= HIGHEST_STATUS_RESULT ? answer->result : SMP_OTHER;
    cli_name_result(cli, -1);
}

static void record(struct cli *cli, const uint8_t *request, size_t length, const struct smp_error *failure)
{
    const struct smp_exchange exchange = { .request = request,
                                           .request_bytes = length,
                                           .response = cli->answer.bytes,
                                           .received = cli->answer.received,
                                           .failure = failure };
    const char *given = cli_text(cli, "record");
    const char *path = given ? given : cli_environment("SMP_UTILS_RECORD");
    struct smp_error error;

    if (!path || !path[0] || cli->record_failed)
        return;
    cli->record_failed = smp_recording_append(path, cli->device, &exchange, &error) != SMP_OK;
    if (cli->record_failed)
        cli_report(cli, &error);
}

/* Sends the request once. What came is looked at even where sending it failed, but then that is the failure. */
static void exchange(struct cli *cli, const uint8_t *request, size_t length)
{
    struct cli_answer *answer = &cli->answer;
    struct smp_error failure;
    int status = smp_device_send(cli->device, request, length, answer->bytes, sizeof answer->bytes, &answer->received,
                                 &failure);

    record(cli, request, length, status ? &failure : NULL);
    if (cli->verbose >= DUMP_RESPONSE_LEVEL)
        cli_show_frame(cli, stderr, answer->bytes, answer->received, false);
    cli_judge(cli);
    if (!status)
        return;
    answer->error = failure;
    answer->status = status;
    answer->result = 0;
}

int cli_send(struct cli *cli, const struct smp_function *function, const struct smp_param *params, size_t count)
{
    struct cli_answer *answer = &cli->answer;
    const struct timespec pause = { .tv_nsec = RETRY_PAUSE_MS * 1000000L };
    uint64_t left = cli_number(cli, "retries");
    uint8_t request[SMP_MAX_FRAME];
    size_t length;

    memset(answer, 0, offsetof(struct cli_answer, bytes));
    smp_frame_response(&answer->frame, function, answer->bytes, 0);
    answer->status = smp_request_build(function, params, count, request, sizeof request, &length, &answer->error);
    if (answer->status)
        return answer->status;
    if (cli_count(cli, "zero") && function == cli->function)
        request[SMP_RESULT_BYTE] = request[SMP_LENGTH_BYTE] = 0;
    if (cli->dry_run) {
        cli_show_frame(cli, stdout, request, length, true);
        return answer->status = CLI_DRY_RUN;
    }
    if (cli->verbose) {
        cli_warn(cli, "%s request:", function->name);
        cli_show_frame(cli, stderr, request, length, true);
    }
    exchange(cli, request, length);
    while (is_busy(answer) && left--) {
        nanosleep(&pause, NULL);
        exchange(cli, request, length);
    }
    return answer->status;
}

int cli_request(struct cli *cli)
{
    return cli_send(cli, cli->function, cli->fields, cli->field_count);
}
