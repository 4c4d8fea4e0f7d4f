/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The command line: option rows to values. */
#include "cli.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_BASE = 256 }; /* getopt value of row i: LONG_BASE + i */

const struct smp_option cli_common_options[] = {
    OPT_FLAG('h', "help", "show this help on stdout"),
    OPT_FLAG('H', "hex", "show the response as hex dump; twice: with characters"),
    OPT_TEXT('I', "interface", "INTF[,force]", "way to the target; --interface=help lists them"),
    OPT_FLAG('r', "raw", "write the bytes of the response"),
    OPT_ADDRESS('s', "sa", "SAS_ADDR", NULL, "SAS address of the target (0x5...), for interfaces that need one"),
    OPT_FLAG('v', "verbose", "more diagnosis on stderr; may be repeated"),
    OPT_FLAG('V', "version", "show the version on stdout"),
    OPT_FLAG(0, "json", "one JSON document on stdout"),
    OPT_FLAG(0, "kv", "key=value lines on stdout"),
    OPT_FLAG(0, "dry-run", "show the request in hex, send nothing"),
    OPT_TEXT(0, "inhex", "FILE", "decode the response in FILE (hex; - is stdin), use no target"),
    OPT_TEXT(0, "record", "FILE", "append requests and responses to FILE, a recording"),
    OPT_NUMBER(0, "retries", "N", 0, 100, "times to repeat a request that meets a busy target", .preset = 0),
    OPT_NUMBER(0, "timeout", "SECONDS", 1, 86400, "time for one request (default 20)", .preset = 20),
};

const size_t cli_common_option_count = sizeof cli_common_options / sizeof *cli_common_options;

const struct smp_option *cli_option_at(const struct smp_utility *utility, size_t index)
{
    if (index < utility->option_count)
        return &utility->options[index];
    index -= utility->option_count;
    return index < cli_common_option_count ? &cli_common_options[index] : NULL;
}

/* The value of a row; asking for a name that is no row is a bug of the utility. */
static const struct option_value *find_value(const struct cli *cli, const char *name)
{
    const struct smp_option *option;

    for (size_t i = 0; (option = cli_option_at(cli->utility, i)); i++)
        if (strcmp(option->name, name) == 0)
            return &cli->values[i];
    abort();
}

unsigned cli_count(const struct cli *cli, const char *name)
{
    return find_value(cli, name)->count;
}

uint64_t cli_number(const struct cli *cli, const char *name)
{
    return find_value(cli, name)->number;
}

const char *cli_text(const struct cli *cli, const char *name)
{
    return find_value(cli, name)->text;
}

const struct smp_field *cli_option_field(const struct smp_utility *utility, const struct smp_option *option)
{
    struct smp_frame request;

    if (!option->key)
        return NULL;
    smp_frame_request(&request, utility->function, NULL, 0);
    return smp_frame_row(&request, option->key);
}

/* Was an option given that sets this request field? */
static bool is_set(const struct cli *cli, const char *key)
{
    const struct smp_option *option;

    for (size_t i = 0; (option = cli_option_at(cli->utility, i)); i++)
        if (option->key && cli->values[i].count && strcmp(option->key, key) == 0)
            return true;
    return false;
}

/* A request field update_X tells the target to take field X: set for the options that were given. */
static size_t update_params(const struct cli *cli, struct smp_param *params, size_t room)
{
    static const char prefix[] = "update_";
    const struct smp_table *request = &cli->utility->function->request;
    size_t count = 0;

    for (size_t i = 0; i < request->count && count < room; i++) {
        const char *key = request->rows[i].key;

        if (key && strncmp(key, prefix, sizeof prefix - 1) == 0 && is_set(cli, key + sizeof prefix - 1))
            params[count++] = (struct smp_param){ .key = key, .number = 1 };
    }
    return count;
}

size_t cli_option_params(const struct cli *cli, struct smp_param *params, size_t room)
{
    const struct smp_option *option;
    size_t count = 0;

    for (size_t i = 0; (option = cli_option_at(cli->utility, i)) && count < room; i++)
        if (option->key)
            params[count++] = (struct smp_param){ .key = option->key, .number = cli->values[i].number };
    return count + update_params(cli, params + count, room - count);
}

/* ---- Values ---------------------------------------------------------------------------------------- */

static int bad_value(struct cli *cli, const struct smp_option *option, const char *text, const char *why)
{
    if (option->secret)
        text = "...";
    return cli_fail(cli, SMP_SYNTAX, "bad value '%s' for --%s: %s", text, option->name, why);
}

/* May the option have this number? */
static bool takes(const struct smp_option *option, const struct smp_field *row, uint64_t high, uint64_t number)
{
    return number >= option->low && number <= high && (!option->named || smp_names_find(row->names, number));
}

/* The number that a name of the option's values stands for. */
static bool find_name(const struct smp_option *option, const struct smp_field *row, const char *text,
                      uint64_t *number)
{
    if (option->shorts && (strlen(text) < 2 || cli_find_short(option->shorts, text, number)))
        return strlen(text) >= 2;
    return row && row->names && cli_find_name(row->names, text, number);
}

static int set_number(struct cli *cli, const struct smp_option *option, const char *text, uint64_t *number)
{
    const struct smp_field *row = cli_option_field(cli->utility, option);
    uint64_t high = option->high ? option->high : row ? smp_field_max(row) : UINT64_MAX;
    const char *why = cli_parse_number(text, true, number);
    char range[96];

    if (why && row && row->names && strcmp(text, "help") == 0) {
        cli_print_names(row);
        return SMP_OK + 1;
    }
    if ((!why && takes(option, row, high, *number)) || find_name(option, row, text, number))
        return 0;
    snprintf(range, sizeof range, "must be %" PRIu64 " to %" PRIu64 "%s", option->low, high,
             !row || !row->names ? "" : option->named ? " and have a name (see help as value)"
                                                      : " or a name (see help as value)");
    return bad_value(cli, option, text, range) + 1;
}

static int set_address(struct cli *cli, const struct smp_option *option, const char *text, uint64_t *number)
{
    const char *why;

    if (strcmp(text, "-1") == 0) {
        *number = UINT64_MAX;
        return 0;
    }
    why = cli_parse_number(text, false, number);
    if (!why && strncmp(text, "0x", 2) != 0 && strlen(text) == 16)
        why = "16 digits without 0x: write 0x in front of hex digits";
    else if (why && strlen(text) == 16 && strspn(text, "0123456789abcdefABCDEF") == 16)
        why = "not a decimal number: write 0x in front of hex digits";
    return why ? bad_value(cli, option, text, why) + 1 : 0;
}

/* Overwrites an argument with a star. */
static void hide_argument(char *text)
{
    size_t length = strlen(text);

    memset(text, '\0', length);
    if (length)
        *text = '*';
}

bool cli_takes_secrets(const struct smp_utility *utility)
{
    for (size_t i = 0; i < utility->option_count; i++)
        if (utility->options[i].secret)
            return true;
    return false;
}

static void forget_secret(struct option_value *value)
{
    if (value->secret)
        memset(value->secret, 0, strlen(value->secret));
    free(value->secret);
    value->secret = NULL;
}

void cli_forget_secrets(struct cli *cli)
{
    for (size_t i = 0; i < MAX_OPTIONS; i++)
        forget_secret(&cli->values[i]);
}

/* A password leaves the command line, where other users could read it, and is kept apart. */
static int take_secret(struct cli *cli, struct option_value *value, char *text)
{
    forget_secret(value);
    value->secret = strdup(text);
    value->text = value->secret;
    hide_argument(text);
    return value->secret ? 0 : cli_fail(cli, SMP_RESOURCE, "out of memory") + 1;
}

/* Stores one given option; 0 to go on, or exit status + 1. */
static int set_value(struct cli *cli, size_t index, char *text)
{
    const struct smp_option *option = cli_option_at(cli->utility, index);
    struct option_value *value = &cli->values[index];
    const char *why;

    value->count++;
    value->text = text;
    if (option->secret)
        return take_secret(cli, value, text);
    value->automatic = option->automatic && strcmp(text, "auto") == 0;
    if (value->automatic)
        return 0;
    switch (option->kind) {
    case OPTION_FLAG:
        value->number = 1;
        return 0;
    case OPTION_NUMBER:
        return set_number(cli, option, text, &value->number);
    case OPTION_ADDRESS:
        return set_address(cli, option, text, &value->number);
    case OPTION_PHYS:
        why = cli_parse_phys(cli, text);
        return why ? bad_value(cli, option, text, why) + 1 : 0;
    default:
        return 0;
    }
}

/* ---- getopt ---------------------------------------------------------------------------------------- */

enum { NAME_ROOM = 32 };

struct tables {
    char letters[2 * MAX_OPTIONS + 2];
    struct option longs[2 * MAX_OPTIONS + 1];
    char underscored[MAX_OPTIONS][NAME_ROOM];
};

/* Names with dashes are also known with underscores; false: this one has no dash. */
static bool underscore(char *copy, const char *name)
{
    snprintf(copy, NAME_ROOM, "%s", name);
    for (char *at = copy; *at; at++)
        if (*at == '-')
            *at = '_';
    return strcmp(copy, name) != 0;
}

/* What getopt_long() wants of the rows. */
static void build_tables(const struct smp_utility *utility, struct tables *tables)
{
    const struct smp_option *option;
    size_t used = 0;
    size_t longs = 0;

    memset(tables, 0, sizeof *tables);
    tables->letters[used++] = ':';
    for (size_t i = 0; i < MAX_OPTIONS && (option = cli_option_at(utility, i)); i++) {
        struct option row = { .name = option->name,
                              .has_arg = option->arg ? required_argument : no_argument,
                              .val = LONG_BASE + (int)i };

        tables->longs[longs++] = row;
        if (underscore(tables->underscored[i], option->name)) {
            row.name = tables->underscored[i];
            tables->longs[longs++] = row;
        }
        if (option->letter)
            tables->letters[used++] = option->letter;
        if (option->letter && option->arg)
            tables->letters[used++] = ':';
    }
}

static size_t find_letter(const struct smp_utility *utility, int letter)
{
    const struct smp_option *option;
    size_t i;

    for (i = 0; (option = cli_option_at(utility, i)); i++)
        if (option->letter == letter)
            break;
    return i;
}

/* The words for what getopt_long() did not take. */
static int bad_option(struct cli *cli, int code, const char *word)
{
    char letter[3] = { '-', (char)optopt, '\0' };
    const char *subject = strncmp(word, "--", 2) == 0 ? word : letter;
    int length = (int)strcspn(subject, "=");

    if (code == '?' && optopt >= LONG_BASE)
        return cli_fail(cli, SMP_SYNTAX, "option '--%s' takes no argument",
                        cli_option_at(cli->utility, (size_t)(optopt - LONG_BASE))->name) + 1;
    if (code == ':')
        return cli_fail(cli, SMP_SYNTAX, "option '%.*s' needs an argument", length, subject) + 1;
    return cli_fail(cli, SMP_SYNTAX, "unknown or ambiguous option '%.*s'", length, subject) + 1;
}

/* Acts on what ends a run while options are read; exit status + 1, or 0. */
static int end_early(struct cli *cli, const struct smp_option *option, const char *text)
{
    if (strcmp(option->name, "help") == 0)
        cli_print_help(cli->utility);
    else if (strcmp(option->name, "version") == 0)
        cli_print_version(cli->utility);
    else if (strcmp(option->name, "interface") == 0 && strcmp(text, "help") == 0)
        cli_print_interfaces();
    else
        return 0;
    return SMP_OK + 1;
}

/* Acts on the options in order up to the first that ends the run. Those behind it are only read to hide
 * passwords. */
static int parse_options(struct cli *cli)
{
    struct tables tables;
    int ended = 0;
    int code;

    build_tables(cli->utility, &tables);
    opterr = 0;
    optind = 1;
    while ((code = getopt_long(cli->argc, cli->argv, tables.letters, tables.longs, NULL)) != -1) {
        size_t index = code >= LONG_BASE ? (size_t)(code - LONG_BASE) : find_letter(cli->utility, code);
        const struct smp_option *option = cli_option_at(cli->utility, index);

        if (ended && option && option->secret)
            hide_argument(optarg);
        if (ended)
            continue;
        if (code == '?' || code == ':')
            ended = bad_option(cli, code, cli->argv[optind - 1]);
        else
            ended = end_early(cli, option, optarg);
        if (!ended)
            ended = set_value(cli, index, optarg);
    }
    return ended;
}

static void set_presets(struct cli *cli)
{
    const struct smp_option *option;

    for (size_t i = 0; (option = cli_option_at(cli->utility, i)); i++)
        cli->values[i].number = option->preset;
}

static enum output_mode choose_mode(const struct cli *cli)
{
    if (cli_count(cli, "json"))
        return OUTPUT_JSON;
    if (cli_count(cli, "hex"))
        return OUTPUT_HEX;
    if (cli_count(cli, "raw"))
        return OUTPUT_RAW;
    return cli_count(cli, "kv") ? OUTPUT_KV : OUTPUT_TEXT;
}

int cli_parse(struct cli *cli)
{
    int ended;

    set_presets(cli);
    ended = parse_options(cli);
    cli->mode = choose_mode(cli);
    if (ended)
        return ended;
    cli->verbose = (int)cli_count(cli, "verbose");
    cli->dry_run = cli_count(cli, "dry-run") > 0;
    cli->operands = cli->argv + optind;
    cli->operand_count = cli->argc - optind;
    if (cli->utility->operands)
        return 0;
    if (optind < cli->argc)
        cli->operand = cli->argv[optind++];
    if (optind < cli->argc)
        return cli_fail(cli, SMP_SYNTAX, "surplus argument '%s'", cli->argv[optind]) + 1;
    return 0;
}
