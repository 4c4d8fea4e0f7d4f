/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Answers in the chosen output, messages, and the JSON document around them. */
#include "cli.h"
#include "interface/recording.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

enum { JSON_FORMAT_VERSION = 1 };

/* ---- Messages -------------------------------------------------------------------------------------- */

int cli_report(struct cli *cli, const struct smp_error *error)
{
    fprintf(stderr, "%s: %s\n", cli->utility->name, error->text);
    if (error->hint[0])
        fprintf(stderr, "%s: %s\n", cli->utility->name, error->hint);
    cli->error = *error;
    return error->status;
}

int cli_fail(struct cli *cli, int status, const char *format, ...)
{
    struct smp_error error;
    char text[sizeof error.text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    smp_fail(&error, status, 0, "%s", text);
    if (status == SMP_SYNTAX)
        smp_hint(&error, "try '%s --help'", cli->utility->name);
    return cli_report(cli, &error);
}

void cli_warn(const struct cli *cli, const char *format, ...)
{
    struct smp_error safe;
    char text[sizeof safe.text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    smp_fail(&safe, SMP_OTHER, 0, "%s", text);
    fprintf(stderr, "%s: %s\n", cli->utility->name, safe.text);
}

void cli_notice(struct cli *cli, const char *format, ...)
{
    char text[NOTICE_BYTES];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    cli_warn(cli, "%s", text);
    if (cli->notice_count < MAX_NOTICES)
        memcpy(cli->notices[cli->notice_count++], text, sizeof text);
}

/* What cli_notice() said, as strings. */
static void json_notices(struct cli *cli)
{
    if (!cli->notice_count)
        return;
    smp_json_array(&cli->json, "warnings");
    for (size_t i = 0; i < cli->notice_count; i++)
        smp_json_string(&cli->json, NULL, cli->notices[i]);
    smp_json_end_array(&cli->json);
}

const char *cli_result_text(int result)
{
    const char *text = smp_result_text(result);

    return text ? text : "Unknown function result";
}

int cli_answer_failure(struct cli *cli, const struct cli_answer *answer)
{
    struct smp_error error;

    cli->function_result = answer->result;
    if (answer->status <= 0)
        return 0;
    if (answer->error.status)
        return cli_report(cli, &answer->error);
    if (smp_result_text(answer->result))
        smp_fail(&error, answer->status, 0, "%s result: %s", answer->function->title, smp_result_text(answer->result));
    else
        smp_fail(&error, answer->status, 0, "%s result: Unknown function result code=0x%x", answer->function->title,
                 (unsigned)answer->result);
    return cli_report(cli, &error);
}

/* ---- JSON document --------------------------------------------------------------------------------- */

static void json_arguments(struct cli *cli)
{
    smp_json_array(&cli->json, "arguments");
    for (int i = 1; i < cli->argc && !cli->hide_arguments; i++)
        smp_json_string(&cli->json, NULL, cli->argv[i]);
    smp_json_end_array(&cli->json);
}

void cli_json_begin(struct cli *cli)
{
    if (cli->mode != OUTPUT_JSON || cli->json_open)
        return;
    cli->json.out = stdout;
    cli->json_open = true;
    smp_json_object(&cli->json, NULL);
    smp_json_number(&cli->json, "format_version", JSON_FORMAT_VERSION);
    smp_json_string(&cli->json, "utility", cli->utility->name);
    smp_json_string(&cli->json, "version", PACKAGE_VERSION);
    json_arguments(cli);
    if (!cli->device)
        return;
    smp_json_object(&cli->json, "target");
    smp_json_string(&cli->json, "device", smp_device_name(cli->device));
    smp_json_string(&cli->json, "interface", smp_device_interface(cli->device));
    if (smp_device_sas_address(cli->device))
        smp_json_address(&cli->json, "sas_address", smp_device_sas_address(cli->device));
    smp_json_end_object(&cli->json);
}

static void json_code(struct cli *cli, const char *key, unsigned code, const char *name)
{
    smp_json_object(&cli->json, key);
    smp_json_number(&cli->json, "code", code);
    if (name)
        smp_json_string(&cli->json, "name", name);
    smp_json_end_object(&cli->json);
}

/* Which request a response answers, where its own fields need not tell. */
static void json_request(struct cli *cli)
{
    if (!cli->about)
        return;
    smp_json_object(&cli->json, "request");
    smp_json_number(&cli->json, cli->about->key, cli->about->number);
    smp_json_end_object(&cli->json);
}

static const char *json_response(struct cli *cli, const struct smp_frame *frame)
{
    const char *problem;

    cli_json_begin(cli);
    if (cli->utility->many && !cli->json_list_open)
        smp_json_array(&cli->json, "responses");
    cli->json_list_open = cli->utility->many;
    if (cli->utility->many)
        smp_json_object(&cli->json, NULL);
    json_code(cli, "function", frame->function->code, frame->function->name);
    json_request(cli);
    json_code(cli, "function_result", (unsigned)frame->result, smp_result_text(frame->result));
    smp_json_object(&cli->json, "response");
    problem = smp_json_frame(&cli->json, frame);
    smp_json_end_object(&cli->json);
    if (cli->utility->many)
        smp_json_end_object(&cli->json);
    return problem;
}

void cli_json_request(struct cli *cli, const struct smp_function *function, const uint8_t *request, size_t length)
{
    cli_json_begin(cli);
    if (!cli->json_list_open)
        smp_json_array(&cli->json, "requests");
    cli->json_list_open = true;
    smp_json_object(&cli->json, NULL);
    json_code(cli, "function", function->code, function->name);
    smp_json_bytes(&cli->json, "bytes", request, length);
    smp_json_end_object(&cli->json);
}

void cli_json_end(struct cli *cli, int status)
{
    if (cli->mode != OUTPUT_JSON)
        return;
    cli_json_begin(cli);
    if (cli->json_list_open)
        smp_json_end_array(&cli->json);
    json_notices(cli);
    if (cli->error.text[0])
        smp_json_string(&cli->json, "error", cli->error.text);
    if (cli->error.hint[0])
        smp_json_string(&cli->json, "hint", cli->error.hint);
    smp_json_number(&cli->json, "exit_status", (uint64_t)status);
    smp_json_end_object(&cli->json);
}

/* ---- Answers --------------------------------------------------------------------------------------- */

struct smp_text cli_text_style(const struct cli *cli, int indent)
{
    const struct smp_option *options = cli->utility->options;
    struct smp_text text = { .out = stdout, .indent = indent, .verbose = cli->verbose };

    for (size_t i = 0; i < cli->utility->option_count; i++)
        if (strcmp(options[i].name, "brief") == 0)
            text.brief = (int)cli->values[i].count;
    return text;
}

/* Where several responses may come the keys say which one: "responses[0].key=value", as in JSON. */
static const char *kv_response(struct cli *cli, const struct smp_frame *frame)
{
    char prefix[40] = "";

    if (cli->utility->many)
        snprintf(prefix, sizeof prefix, "responses[%zu].", cli->responses++);
    if (cli->about)
        printf("%srequest.%s=%" PRIu64 "\n", prefix, cli->about->key, cli->about->number);
    printf("%sfunction_result=%d\n", prefix, frame->result);
    return smp_kv_frame(stdout, prefix, frame);
}

const char *cli_show_data(struct cli *cli, const struct smp_frame *frame)
{
    return cli->mode == OUTPUT_JSON ? json_response(cli, frame) : kv_response(cli, frame);
}

void cli_print_title(const struct cli *cli)
{
    const struct smp_utility *utility = cli->utility;
    bool brief = utility->brief_title && cli_text_style(cli, 0).brief;

    printf("%s:\n", brief ? utility->brief_title : utility->title);
}

void cli_print_header(const struct cli *cli, const struct smp_frame *frame)
{
    struct smp_text text = cli_text_style(cli, 2);

    cli_print_title(cli);
    text.header_only = true;
    smp_text_frame(&text, frame);
}

void cli_list_begin(const struct smp_frame *frame, struct smp_list_iterator *list)
{
    smp_list_begin(frame, &frame->table->rows[frame->table->count - 1], list);
}

static const char *show_text(struct cli *cli, const struct smp_frame *frame)
{
    const struct smp_text text = cli_text_style(cli, 2);

    if (cli->utility->view)
        return cli->utility->view(cli, frame);
    cli_print_title(cli);
    return smp_text_frame(&text, frame);
}

/* Has an answer fields to show as text: accepted, or truncated behind its header? Functions that carry no
 * data show none. */
static bool has_text(const struct cli_answer *answer)
{
    bool usable = answer->status == SMP_OK || (answer->status == SMP_MALFORMED && answer->error.status &&
                                               answer->frame.length > smp_response_header.bytes);

    return usable && !answer->foreign && answer->function->response.count > 0;
}

int cli_show(struct cli *cli, const struct cli_answer *answer)
{
    const char *problem = NULL;
    size_t length = answer->foreign ? answer->received : answer->frame.length;

    if (answer->status == CLI_DRY_RUN)
        return SMP_OK;
    if (cli->mode == OUTPUT_HEX)
        smp_hex_dump(stdout, answer->bytes, length, cli_count(cli, "hex") > 1);
    else if (cli->mode == OUTPUT_RAW)
        smp_raw_dump(stdout, answer->bytes, length);
    else if (length && !answer->foreign && cli->mode != OUTPUT_TEXT)
        problem = cli_show_data(cli, &answer->frame);
    else if (has_text(answer))
        problem = show_text(cli, &answer->frame);
    if (answer->status)
        return cli_answer_failure(cli, answer);
    if (problem)
        return cli_fail(cli, SMP_MALFORMED, "%s: %s", answer->function->name, problem);
    return SMP_OK;
}

int cli_run_one(struct cli *cli)
{
    struct cli_answer answer;

    cli_request(cli, &answer);
    return cli_show(cli, &answer);
}
