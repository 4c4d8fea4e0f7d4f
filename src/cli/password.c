/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Zone manager passwords. */
#include "password.h"
#include "payload.h"

#include <stdlib.h>
#include <string.h>

/* Takes a text as password. */
static int take_text(struct cli *cli, struct password *password, const char *option, const char *text)
{
    size_t length = strlen(text);

    if (length == 0)
        return cli_fail(cli, SMP_SYNTAX, "the password of --%s is empty", option);
    if (length > sizeof password->bytes)
        return cli_fail(cli, SMP_SYNTAX, "the password of --%s is too long: more than %zu bytes", option,
                        sizeof password->bytes);
    memcpy(password->bytes, text, length);
    return SMP_OK;
}

/* Adds what a line holds: hex bytes, or a text in quotes or ffh for the rest, behind which nothing counts (*last). */
static int add_line(struct payload *payload, const struct input *input, char *line, bool *last)
{
    uint8_t *next = payload->bytes + payload->length;
    size_t left = payload->room - payload->length;
    const char *end = strchr(line + 1, *line);

    *last = *line == '\'' || *line == '"' || strncmp(line, "-1", 2) == 0;
    if (!*last)
        return payload_add_line(payload, input, line);
    if (*line == '-')
        memset(next, 0xff, left);
    else if (!end)
        return input_fail(input, "a quote is not closed");
    else if ((size_t)(end - line - 1) > left)
        return input_fail(input, "too long: more than %zu bytes", payload->room);
    else
        memcpy(next, line + 1, (size_t)(end - line - 1));
    return SMP_OK;
}

static int take_file(struct cli *cli, struct password *password, const char *path)
{
    struct payload payload = { .bytes = password->bytes, .room = sizeof password->bytes, .secret = true };
    struct input input;
    int status = input_open(cli, &input, path);
    bool last = false;
    char *line;

    if (status)
        return status;
    while (status == SMP_OK && !last && (line = input_line(&input)))
        status = add_line(&payload, &input, line, &last);
    status = input_close(&input, status);
    if (status == SMP_OK && !last && payload.length == 0)
        status = cli_fail(cli, SMP_SYNTAX, "%s: holds no password", input.lines.name);
    return status;
}

int password_read(struct cli *cli, struct password *password, const char *key)
{
    const char *text = cli_text(cli, password->text);
    const char *file = cli_text(cli, password->file);
    const char *variable = cli_text(cli, password->environment);

    cli_set_bytes(cli, key, password->bytes, sizeof password->bytes);
    password->given = text || file || variable;
    if (text && !*text)
        text = NULL;
    if ((text != NULL) + (file != NULL) + (variable != NULL) > 1)
        return cli_fail(cli, SMP_SYNTAX, "only one of --%s, --%s and --%s may be given", password->text,
                        password->file, password->environment);
    if (file)
        return take_file(cli, password, file);
    if (text)
        return take_text(cli, password, password->text, text);
    if (!variable)
        return SMP_OK;
    text = getenv(variable);
    if (!text)
        return cli_fail(cli, SMP_SYNTAX, "bad value '%s' for --%s: no such environment variable", variable,
                        password->environment);
    return take_text(cli, password, password->environment, text);
}
