/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * One request and its answer. */
#include "cli.h"
#include "interface/recording.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HIGHEST_STATUS_RESULT = 63, RETRY_PAUSE_MS = 100, DUMP_RESPONSE_LEVEL = 5 };

/* A copy of a frame without its passwords, into copy[SMP_MAX_FRAME]. */
static void copy_masked(uint8_t *copy, const uint8_t *frame, size_t length, bool is_request)
{
    memcpy(copy, frame, length);
    smp_mask_secrets(copy, length, is_request);
}

/* Shows a frame in hex without its passwords. */
static void dump_masked(FILE *out, const uint8_t *frame, size_t length, bool is_request)
{
    uint8_t copy[SMP_MAX_FRAME];

    copy_masked(copy, frame, length, is_request);
    smp_hex_dump(out, copy, length, false);
}

/* --dry-run: the request on stdout, in JSON as one of the document's requests. */
static void show_request(struct cli *cli, const struct smp_function *function, const uint8_t *request, size_t length)
{
    uint8_t copy[SMP_MAX_FRAME];

    if (cli->mode != OUTPUT_JSON) {
        dump_masked(stdout, request, length, true);
        return;
    }
    copy_masked(copy, request, length, true);
    cli_json_request(cli, function, copy, length);
}

static void pause_before_retry(void)
{
    const struct timespec pause = { .tv_nsec = RETRY_PAUSE_MS * 1000000L };

    nanosleep(&pause, NULL);
}

static bool is_busy(const struct cli_answer *answer)
{
    int code = answer->status == SMP_OTHER ? answer->error.os_errno : 0;

    return answer->result == RESULT_BUSY || code == EAGAIN || code == EBUSY;
}

void cli_judge(struct cli_answer *answer)
{
    answer->foreign = !smp_response_answers(answer->function, answer->bytes, answer->received);
    smp_frame_response(&answer->frame, answer->function, answer->bytes, answer->received);
    answer->status = smp_response_check(answer->function, answer->bytes, answer->received, &answer->result,
                                        &answer->error);
    if (answer->status == 0 && answer->result)
        answer->status = answer->result <= HIGHEST_STATUS_RESULT ? answer->result : SMP_OTHER;
}

static void record(struct cli *cli, const uint8_t *request, size_t length, const struct cli_answer *answer)
{
    const struct smp_exchange exchange = { .request = request,
                                           .request_bytes = length,
                                           .response = answer->bytes,
                                           .received = answer->received,
                                           .failure = answer->status ? &answer->error : NULL };
    const char *path = cli_text(cli, "record");
    struct smp_error error;

    if (!path)
        path = getenv("SMP_UTILS_RECORD");
    if (!path || !path[0] || cli->record_failed)
        return;
    cli->record_failed = smp_recording_append(path, cli->device, &exchange, &error) != SMP_OK;
    if (cli->record_failed)
        cli_report(cli, &error);
}

static void exchange(struct cli *cli, const uint8_t *request, size_t length, struct cli_answer *answer)
{
    struct smp_error error;

    answer->received = 0;
    answer->result = 0;
    memset(&answer->error, 0, sizeof answer->error);
    answer->status = smp_device_send(cli->device, request, length, answer->bytes, sizeof answer->bytes,
                                     &answer->received, &answer->error);
    error = answer->error;
    record(cli, request, length, answer);
    if (cli->verbose >= DUMP_RESPONSE_LEVEL)
        dump_masked(stderr, answer->bytes, answer->received, false);
    if (answer->status && !answer->received)
        return;
    cli_judge(answer);
    if (error.status) {
        answer->error = error;
        answer->status = error.status;
    }
}

/* --zero: no length fields, as SAS-1.1 framed requests. */
static void clear_lengths(const struct smp_function *function, uint8_t *frame)
{
    static const char *const keys[] = { "allocated_response_length", "request_length" };
    struct smp_frame view;

    smp_frame_request(&view, function, frame, function->request_bytes);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct smp_field *row = smp_frame_row(&view, keys[i]);

        if (row)
            smp_field_put(frame, function->request_bytes, row, 0);
    }
}

static bool wants_zero(const struct cli *cli)
{
    for (size_t i = 0; i < cli->utility->option_count; i++)
        if (strcmp(cli->utility->options[i].name, "zero") == 0)
            return cli->values[i].count > 0;
    return false;
}

int cli_send(struct cli *cli, const struct smp_function *function, const struct smp_param *params, size_t count,
             struct cli_answer *answer)
{
    uint8_t request[SMP_MAX_FRAME];
    size_t length;
    uint64_t left = cli_number(cli, "retries");

    memset(answer, 0, offsetof(struct cli_answer, bytes));
    answer->function = function;
    smp_frame_response(&answer->frame, function, answer->bytes, 0);
    answer->status = smp_request_build(function, params, count, request, sizeof request, &length, &answer->error);
    if (answer->status)
        return answer->status;
    if (wants_zero(cli) && function == cli->function)
        clear_lengths(function, request);
    if (cli->dry_run) {
        show_request(cli, function, request, length);
        return answer->status = CLI_DRY_RUN;
    }
    if (cli->verbose) {
        cli_warn(cli, "%s request:", function->name);
        dump_masked(stderr, request, length, true);
    }
    exchange(cli, request, length, answer);
    while (is_busy(answer) && left--) {
        pause_before_retry();
        exchange(cli, request, length, answer);
    }
    return answer->status;
}

static void set_field(struct cli *cli, struct smp_param field)
{
    size_t i = 0;

    while (i < cli->field_count && strcmp(cli->fields[i].key, field.key) != 0)
        i++;
    if (i == MAX_FIELDS)
        abort();
    cli->fields[i] = field;
    cli->field_count += i == cli->field_count;
}

void cli_set(struct cli *cli, const char *key, uint64_t number)
{
    set_field(cli, (struct smp_param){ .key = key, .number = number });
}

void cli_set_bytes(struct cli *cli, const char *key, const uint8_t *bytes, size_t length)
{
    set_field(cli, (struct smp_param){ .key = key, .bytes = bytes, .length = length });
}

int cli_request(struct cli *cli, struct cli_answer *answer)
{
    struct smp_param params[MAX_PARAMS];
    size_t count = cli_option_params(cli, params, MAX_PARAMS - MAX_FIELDS);

    memcpy(params + count, cli->fields, sizeof cli->fields);
    return cli_send(cli, cli->function, params, count + cli->field_count, answer);
}

int cli_resolve_automatic(struct cli *cli)
{
    struct cli_answer answer;

    for (size_t i = 0; i < cli->utility->option_count; i++) {
        if (!cli->values[i].automatic)
            continue;
        if (cli->dry_run)
            return cli_fail(cli, SMP_SYNTAX, "--%s=auto needs the target, which --dry-run does not ask",
                            cli->utility->options[i].name);
        if (cli_send(cli, &smp_function_report_general, NULL, 0, &answer))
            return cli_answer_failure(cli, &answer);
        cli->values[i].number = smp_frame_value(&answer.frame, "expander_change_count");
    }
    return SMP_OK;
}
