/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Input files, lists of values and passwords; output files are written beside their place and renamed when complete. */
#include "files.h"
#include "core/digits.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Values ---------------------------------------------------------------------------------------- */

int payload_fail(const struct payload *payload, const char *format, ...)
{
    const struct smp_lines *lines = payload->lines;
    char text[256];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!lines)
        return cli_fail(payload->cli, SMP_SYNTAX, "bad value for --%s: %s", payload->option, text);
    return cli_fail(payload->cli, SMP_SYNTAX, "%s:%zu: %s", lines->name, lines->number, text);
}

/* Adds a word of hex digits, which is not shown if it may be part of a password. */
static int add_bytes(struct payload *payload, const char *word)
{
    size_t length = strlen(word);
    const char *why = NULL;

    if (payload->length == 0)
        payload->packed = length > 2;
    if (!smp_is_hex(word, length))
        why = "not bare hexadecimal (no 0x, no h)";
    else if (!payload->packed && length > 2)
        why = "not a byte: one or two hex digits";
    else if (payload->packed && length % 2)
        why = "an odd number of hex digits";
    if (why && payload->secret)
        return payload_fail(payload, "%s", why);
    if (why)
        return payload_fail(payload, "'%.40s' is %s", word, why);
    if (payload->length + (length + 1) / 2 > payload->room)
        return payload_fail(payload, "too long: more than %zu bytes", payload->room);
    smp_read_hex(word, length, payload->bytes + payload->length);
    payload->length += (length + 1) / 2;
    return SMP_OK;
}

/* Adds a number, or the name of one. */
static int add_number(struct payload *payload, const char *word)
{
    const struct smp_field *row = payload->rows[payload->count % payload->row_count];
    size_t stride = payload->table->bytes, most = payload->most * payload->row_count;
    uint8_t *descriptor = payload->bytes + payload->count / payload->row_count * stride;
    uint64_t number;

    if (payload->count == most)
        return payload_fail(payload, "too long: more than %zu values", most);
    if (cli_parse_number(word, false, &number) && !cli_find_name(row->names, NULL, word, &number))
        return payload_fail(payload, "'%.40s' is not a number%s", word, row->names ? " and no name" : "");
    if (!smp_field_put(descriptor, stride, row, number))
        return payload_fail(payload, "'%.40s' is out of range: must be 0 to %" PRIu64, word, smp_field_max(row));
    payload->count++;
    return SMP_OK;
}

/* Adds the words of a text, which is changed. */
static int add_text(struct payload *payload, char *text)
{
    int status = SMP_OK;
    char *rest;

    for (char *word = strtok_r(text, " \t,", &rest); word && !status; word = strtok_r(NULL, " \t,", &rest))
        status = payload->row_count ? add_number(payload, word) : add_bytes(payload, word);
    return status;
}

int payload_add_line(struct payload *payload, char *line)
{
    size_t before = payload->length;
    int status;

    line[strcspn(line, "#")] = '\0';
    status = add_text(payload, line);
    if (payload->length - before > payload->longest_line)
        payload->longest_line = payload->length - before;
    return status;
}

/* The next line without blanks around it; NULL: there is none. */
static char *next_line(struct smp_lines *lines)
{
    char *line = smp_lines_next(lines);

    for (size_t length = line ? strlen(line) : 0; length && isspace((unsigned char)line[length - 1]);)
        line[--length] = '\0';
    return line ? line + strspn(line, " \t") : NULL;
}

/* The end of reading a file or (dashes) an option: is there what is needed? */
static int check_any(const struct payload *payload, const char *dashes, const char *name)
{
    if (!payload->what || payload->complete || payload->length || payload->count)
        return SMP_OK;
    return cli_fail(payload->cli, SMP_SYNTAX, "%s%s: holds no %s", dashes, name, payload->what);
}

int payload_read(struct payload *payload, const char *path)
{
    struct smp_error *error = &payload->cli->error;
    struct smp_lines lines;
    int status = SMP_OK;
    char *line;

    if (!smp_lines_open(&lines, path, SMP_LINES_MAX))
        return cli_fail_errno(payload->cli, SMP_SYNTAX, errno, "cannot read '%s'", path);
    payload->lines = &lines;
    while (status == SMP_OK && !payload->complete && (line = next_line(&lines)))
        status = payload->take_line ? payload->take_line(payload, line) : payload_add_line(payload, line);
    if (status == SMP_OK && lines.problem) {
        smp_fail(error, SMP_SYNTAX, lines.os_errno, "%s:%zu: %s", lines.name, lines.number, lines.problem);
        status = cli_report(payload->cli, error);
    }
    payload->lines = NULL;
    smp_lines_close(&lines);
    return status ? status : check_any(payload, "", lines.name);
}

/* Two commas in a row mean that a value was forgotten. */
static bool has_gap(const char *text)
{
    return strchr(",", *text) || strstr(text, ",,") || text[strlen(text) - 1] == ',';
}

int payload_parse(struct payload *payload, const char *option)
{
    const char *text = cli_text(payload->cli, option);
    char *copy = text ? strdup(text) : NULL;
    int status;

    if (!text)
        return SMP_OK;
    if (!copy)
        return cli_fail(payload->cli, SMP_RESOURCE, "out of memory");
    payload->option = option;
    if (payload->row_count && has_gap(text))
        status = payload_fail(payload, "a value is missing");
    else
        status = add_text(payload, copy);
    free(copy);
    return status ? status : check_any(payload, "--", option);
}

/* ---- Descriptors ----------------------------------------------------------------------------------- */

void payload_choose(struct payload *payload, uint64_t kind)
{
    const struct smp_table *request = &payload->cli->function->request;
    const struct smp_field *row = &request->rows[request->count - 1];
    const struct smp_list *list = row->list;
    uint64_t most_counted = smp_field_max(smp_table_row(request, list->count_key));

    payload->list = row;
    for (size_t i = 0; i < list->kind_count; i++)
        if (i == 0 || list->kinds[i].selector_value == kind)
            payload->table = list->kinds[i].table;
    payload->most = (SMP_MAX_FRAME - row->byte) / payload->table->bytes;
    if (payload->most > most_counted)
        payload->most = (size_t)most_counted;
}

struct payload payload_of_list(struct cli *cli, const char *first, const char *second)
{
    static uint8_t bytes[SMP_MAX_FRAME];
    struct payload payload = { .cli = cli, .bytes = bytes };

    payload_choose(&payload, 0);
    payload.room = payload.most * payload.table->bytes;
    if (first)
        payload.rows[payload.row_count++] = smp_table_row(payload.table, first);
    if (second)
        payload.rows[payload.row_count++] = smp_table_row(payload.table, second);
    return payload;
}

void payload_set(const struct payload *payload)
{
    const struct smp_list *list = payload->list->list;
    const size_t stride = payload->table->bytes;
    size_t count = payload->row_count ? payload->count / payload->row_count : payload->length / stride;

    cli_set_bytes(payload->cli, payload->list->key, payload->bytes, count * stride);
    cli_set(payload->cli, list->count_key, count);
    if (list->length_key)
        cli_set(payload->cli, list->length_key, stride / 4);
}

/* ---- Zone manager passwords ------------------------------------------------------------------------ */

/* Adds what a line holds: hex bytes, or a text in quotes or ffh for the rest, behind which nothing counts. */
static int take_line(struct payload *payload, char *line)
{
    uint8_t *next = payload->bytes + payload->length;
    size_t left = payload->room - payload->length;
    const char *end = *line ? strchr(line + 1, *line) : NULL;

    payload->complete = *line == '\'' || *line == '"' || strncmp(line, "-1", 2) == 0;
    if (!payload->complete)
        return payload_add_line(payload, line);
    if (*line == '-')
        memset(next, 0xff, left);
    else if (!end)
        return payload_fail(payload, "a quote is not closed");
    else if ((size_t)(end - line - 1) > left)
        return payload_fail(payload, "too long: more than %zu bytes", payload->room);
    else
        memcpy(next, line + 1, (size_t)(end - line - 1));
    return SMP_OK;
}

int password_read(struct cli *cli, struct password *password, const char *key)
{
    const char *text = cli_text(cli, password->text), *file = cli_text(cli, password->file);
    const char *variable = cli_text(cli, password->environment);
    const char *option = variable ? password->environment : password->text;
    struct payload payload = { .cli = cli, .bytes = password->bytes, .room = sizeof password->bytes, .secret = true,
                               .what = "password", .take_line = take_line };

    cli_set_bytes(cli, key, password->bytes, sizeof password->bytes);
    password->given = text || file || variable;
    if (text && !*text)
        text = NULL;
    if ((text != NULL) + (file != NULL) + (variable != NULL) > 1)
        return cli_fail(cli, SMP_SYNTAX, "only one of --%s, --%s and --%s may be given", password->text,
                        password->file, password->environment);
    if (file)
        return payload_read(&payload, file);
    if (variable) {
        text = getenv(variable);
        if (!text)
            return cli_fail(cli, SMP_SYNTAX, "bad value '%s' for --%s: no such environment variable", variable, option);
    }
    if (!text)
        return SMP_OK;
    if (!*text)
        return cli_fail(cli, SMP_SYNTAX, "the password of --%s is empty", option);
    if (strlen(text) > payload.room)
        return cli_fail(cli, SMP_SYNTAX, "the password of --%s is too long: more than %zu bytes", option, payload.room);
    memcpy(password->bytes, text, strlen(text));
    return SMP_OK;
}

/* ---- The output file ------------------------------------------------------------------------------- */

static struct {
    const char *path;     /* as given */
    char place[PATH_MAX]; /* where it goes, links followed */
    char temporary[PATH_MAX + sizeof ".XXXXXX"]; /* where it is until it is complete */
} output;

enum { EVERYBODY = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH };

static int fail(struct cli *cli, const char *what)
{
    return cli_fail_errno(cli, SMP_OPEN, errno, "cannot %s '%s'", what, output.path);
}

static void remove_unfinished(int number)
{
    unlink(output.temporary);
    signal(number, SIG_DFL);
    raise(number);
}

/* A signal that ends the utility takes the file along that is not complete yet. */
static void guard_unfinished(void)
{
    static const int ends[] = { SIGHUP, SIGINT, SIGTERM };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (signal(ends[i], remove_unfinished) == SIG_IGN)
            signal(ends[i], SIG_IGN);
}

/* A new file beside the place that path leads to, whose name is kept. It has the permissions of the old file, or those
 * that a new one gets; a secret is its owner's. */
static FILE *open_beside(enum output_kind kind, mode_t permissions)
{
    int fd;

    if (!realpath(output.path, output.place)) {
        if (errno != ENOENT)
            return NULL;
        snprintf(output.place, sizeof output.place, "%s", output.path);
    }
    snprintf(output.temporary, sizeof output.temporary, "%s.XXXXXX", output.place);
    fd = mkstemp(output.temporary);
    if (fd < 0)
        return NULL;
    guard_unfinished();
    if (kind != FILE_SECRET)
        fchmod(fd, permissions & EVERYBODY);
    return fdopen(fd, "w");
}

/* Copies what the old file holds. */
static int copy_old(struct cli *cli)
{
    FILE *old = fopen(output.path, "r");
    int c, status = SMP_OK;

    if (!old)
        return fail(cli, "read");
    while ((c = getc(old)) != EOF)
        putc(c, cli->out);
    if (ferror(old))
        status = fail(cli, "read");
    fclose(old);
    return status;
}

/* Ends the file: with status 0 it takes its place, on failure the old one stays. Returns the status, or
 * SMP_OPEN, reported, if the file cannot be completed. */
static int finish(struct cli *cli, int status, bool beside)
{
    bool good = !ferror(cli->out) && fflush(cli->out) == 0 && (!beside || fsync(fileno(cli->out)) == 0);

    good = fclose(cli->out) == 0 && good;
    cli->out = stdout;
    if (beside && status == SMP_OK && good)
        good = rename(output.temporary, output.place) == 0;
    if (!good)
        status = fail(cli, "write");
    if (beside && status)
        unlink(output.temporary);
    return status;
}

int output_run(struct cli *cli, const char *option, enum output_kind kind, int (*show)(struct cli *cli))
{
    const char *path = cli_text(cli, option);
    int status = SMP_OK;
    struct stat old;
    bool exists, beside;
    mode_t mask;
    FILE *out;

    if (!path || cli->dry_run || strcmp(path, "-") == 0)
        return show(cli);
    mask = umask(0);
    umask(mask);
    exists = stat(path, &old) == 0;
    beside = !exists || S_ISREG(old.st_mode);
    output.path = path;
    out = beside ? open_beside(kind, exists ? old.st_mode : ~mask) : fopen(path, "w");
    if (!out)
        return fail(cli, "write");
    cli->out = out;
    if (kind == FILE_APPENDED && exists && beside)
        status = copy_old(cli);
    return finish(cli, status ? status : show(cli), beside);
}
