/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Answers in the chosen output, messages, and the JSON document around them. */
#include "cli.h"

#include <stdarg.h>

enum { JSON_FORMAT_VERSION = 1, DUMP_DESCRIPTOR_LEVEL = 2 };

/* ---- Messages -------------------------------------------------------------------------------------- */

int cli_report(struct cli *cli, const struct smp_error *error)
{
    fprintf(stderr, "%s: %s\n", cli->name, error->text);
    if (error->hint[0])
        fprintf(stderr, "%s: %s\n", cli->name, error->hint);
    if (error != &cli->error)
        cli->error = *error;
    return error->status;
}

int cli_fail_errno(struct cli *cli, int status, int code, const char *format, ...)
{
    char text[sizeof cli->error.text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    smp_fail(&cli->error, status, code, "%s", text);
    if (status == SMP_SYNTAX && !code)
        smp_hint(&cli->error, "try '%s --help'", cli->name);
    return cli_report(cli, &cli->error);
}

void cli_say(struct cli *cli, enum message_kind kind, const char *format, ...)
{
    size_t used = strlen(cli->error.text);
    char text[sizeof cli->error.text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    smp_make_safe(text);
    fprintf(stderr, "%s: %s\n", cli->name, text);
    if (kind == MESSAGE_NOTICE && cli->notice_count < MAX_NOTICES)
        snprintf(cli->notices[cli->notice_count++], NOTICE_BYTES, "%s", text);
    if (kind == MESSAGE_PROGRESS)
        snprintf(cli->error.text + used, sizeof cli->error.text - used, "; %s", text);
}

const char *cli_result_text(int result)
{
    const char *text = smp_result_text(result);

    return text ? text : "Unknown function result";
}

int cli_answer_failure(struct cli *cli)
{
    return cli->answer.status > 0 ? cli_report(cli, &cli->answer.error) : SMP_OK;
}

/* ---- JSON document --------------------------------------------------------------------------------- */

void cli_json_begin(struct cli *cli)
{
    struct smp_json *json = &cli->json;

    if (cli->mode != OUTPUT_JSON || json->depth)
        return;
    smp_json_object(json, NULL);
    smp_json_number(json, "format_version", JSON_FORMAT_VERSION);
    smp_json_string(json, "utility", cli->name);
    smp_json_string(json, "version", PACKAGE_VERSION);
    smp_json_array(json, "arguments");
    for (int i = 1; i < cli->argc && !cli->hide_arguments; i++)
        smp_json_string(json, NULL, cli->argv[i]);
    smp_json_end(json);
    if (!cli->device)
        return;
    smp_json_object(json, "target");
    smp_json_string(json, "device", smp_device_name(cli->device));
    smp_json_string(json, "interface", smp_device_interface(cli->device));
    if (smp_device_sas_address(cli->device))
        smp_json_address(json, "sas_address", smp_device_sas_address(cli->device));
    smp_json_end(json);
}

/* Begins an element of the document's "responses" or "requests". */
static void begin_element(struct cli *cli, const char *list)
{
    cli_json_begin(cli);
    if (!cli->list_open)
        smp_json_array(&cli->json, list);
    cli->list_open = true;
    smp_json_object(&cli->json, NULL);
}

static void json_code(struct smp_json *json, const char *key, unsigned code, const char *name)
{
    smp_json_object(json, key);
    smp_json_number(json, "code", code);
    if (name)
        smp_json_string(json, "name", name);
    smp_json_end(json);
}

void cli_show_frame(struct cli *cli, FILE *out, const uint8_t *frame, size_t length, bool is_request)
{
    const struct smp_function *function = cli->answer.frame.function;
    uint8_t copy[SMP_MAX_FRAME];

    memcpy(copy, frame, length);
    smp_mask_secrets(copy, length, is_request);
    if (out != stdout || cli->mode != OUTPUT_JSON) {
        smp_hex_dump(out, copy, length, false);
        return;
    }
    begin_element(cli, "requests");
    json_code(&cli->json, "function", function->code, function->name);
    smp_json_bytes(&cli->json, "bytes", copy, length);
    smp_json_end(&cli->json);
}

/* Which of several phys a response is about: its own fields need not tell. */
static void put_request(struct cli *cli)
{
    for (size_t i = 0; cli->phy_count > 1 && i < cli->field_count; i++) {
        if (strcmp(cli->fields[i].key, "phy_identifier") != 0)
            continue;
        smp_json_object(&cli->json, "request");
        smp_json_number(&cli->json, cli->fields[i].key, cli->fields[i].number);
        smp_json_end(&cli->json);
    }
}

/* Lines have the fields side by side with the function result. */
const char *cli_show_data(struct cli *cli, const struct smp_frame *frame)
{
    struct smp_json *json = &cli->json;
    const char *problem, *more = NULL;

    if (cli->utility->many)
        begin_element(cli, "responses");
    else
        cli_json_begin(cli);
    if (!json->lines)
        json_code(json, "function", frame->function->code, frame->function->name);
    put_request(cli);
    if (json->lines) {
        smp_json_number(json, "function_result", (unsigned)frame->result);
    } else {
        json_code(json, "function_result", (unsigned)frame->result, smp_result_text(frame->result));
        smp_json_object(json, "response");
    }
    problem = smp_json_frame(json, frame);
    if (cli->utility->extra)
        more = cli->utility->extra(cli, frame);
    if (!json->lines)
        smp_json_end(json);
    if (cli->utility->many)
        smp_json_end(json);
    return problem ? problem : more;
}

void cli_json_end(struct cli *cli, int status)
{
    struct smp_json *json = &cli->json;

    if (cli->mode != OUTPUT_JSON)
        return;
    cli_json_begin(cli);
    if (cli->list_open)
        smp_json_end(json);
    if (cli->notice_count) {
        smp_json_array(json, "warnings");
        for (size_t i = 0; i < cli->notice_count; i++)
            smp_json_string(json, NULL, cli->notices[i]);
        smp_json_end(json);
    }
    if (cli->error.text[0])
        smp_json_string(json, "error", cli->error.text);
    if (cli->error.hint[0])
        smp_json_string(json, "hint", cli->error.hint);
    smp_json_number(json, "exit_status", (uint64_t)status);
    smp_json_end(json);
}

/* ---- Answers --------------------------------------------------------------------------------------- */

struct smp_text cli_text_style(const struct cli *cli, int indent)
{
    return (struct smp_text){ .out = cli->out,
                              .indent = indent,
                              .verbose = cli->verbose,
                              .brief = (int)cli_count(cli, "brief") };
}

void cli_print_title(const struct cli *cli)
{
    const struct smp_utility *utility = cli->utility;
    const char *brief = cli_text_style(cli, 0).brief ? utility->brief_title : NULL;
    const char *title = brief ? brief : utility->title;

    printf("%s%s:\n", title ? title : utility->function->title, title ? "" : " response");
}

void cli_print_part(const struct cli *cli, const struct smp_frame *frame, const char *after, const char *until)
{
    struct smp_text text = cli_text_style(cli, 2);

    text.first = cli->chunk.multiple;
    text.after = after;
    text.until = until;
    smp_text_frame(&text, frame);
}

void cli_print_header(const struct cli *cli, const struct smp_frame *frame)
{
    cli_print_title(cli);
    cli_print_part(cli, frame, NULL, NULL);
}

void cli_print_bytes(const struct cli *cli, const char *label, const struct smp_frame *frame)
{
    if (cli->verbose < DUMP_DESCRIPTOR_LEVEL)
        return;
    fputs(label, stdout);
    smp_put_hex(stdout, frame->data, frame->length, ' ');
    puts(" ");
}

const struct smp_table *cli_descriptor_table(const struct smp_table *table)
{
    return table->rows[table->count - 1].list->kinds[0].table;
}

static const char *show_text(struct cli *cli, const struct smp_frame *frame)
{
    if (cli->utility->view)
        return cli->utility->view(cli, frame);
    cli_print_header(cli, frame);
    return NULL;
}

void cli_show_bytes(const struct cli *cli, const uint8_t *bytes, size_t length)
{
    if (cli->mode == OUTPUT_HEX)
        smp_hex_dump(stdout, bytes, length, cli_count(cli, "hex") > 1);
    else if (length)
        fwrite(bytes, 1, length, stdout);
}

/* Has an answer fields to show as text: accepted, or truncated behind its header? Functions that carry no
 * data show none. */
static bool has_text(const struct cli_answer *answer)
{
    bool usable = answer->status == SMP_OK ||
                  (answer->status == SMP_MALFORMED && answer->frame.length > SMP_HEADER_BYTES);

    return usable && answer->frame.function->response.count > 0;
}

int cli_show(struct cli *cli)
{
    const struct cli_answer *answer = &cli->answer;
    const struct smp_frame *frame = &answer->frame;
    const char *problem = NULL;

    if (answer->status == CLI_DRY_RUN)
        return SMP_OK;
    if (cli->mode == OUTPUT_HEX || cli->mode == OUTPUT_RAW)
        cli_show_bytes(cli, answer->bytes, frame->length ? frame->length : answer->received);
    else if (cli->mode == OUTPUT_TEXT && has_text(answer))
        problem = show_text(cli, frame);
    else if (cli->mode != OUTPUT_TEXT && frame->length)
        problem = cli_show_data(cli, frame);
    if (answer->status)
        return cli_answer_failure(cli);
    if (problem)
        return cli_fail(cli, SMP_MALFORMED, "%s: %s", answer->frame.function->name, problem);
    return SMP_OK;
}

int cli_run_one(struct cli *cli)
{
    cli_request(cli);
    return cli_show(cli);
}
