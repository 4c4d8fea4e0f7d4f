/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The command line: option rows to values and to help. */
#include "cli.h"
#include "core/digits.h"

#include <getopt.h>
#include <stdlib.h>

static const struct smp_option common_options[] = {
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

enum { COMMON_OPTIONS = sizeof common_options / sizeof *common_options };

const struct option_value *cli_option(const struct cli *cli, const char *name)
{
    const struct option_value *value = cli->values;

    while (value->row && (*value->row->name != *name || strcmp(value->row->name, name) != 0))
        value++;
    return value;
}

/* ---- Request fields -------------------------------------------------------------------------------- */

void cli_set_field(struct cli *cli, struct smp_param field)
{
    size_t i = 0;

    while (i < cli->field_count && strcmp(cli->fields[i].key, field.key) != 0)
        i++;
    if (i == MAX_FIELDS)
        abort();
    cli->fields[i] = field;
    cli->field_count += i == cli->field_count;
}

/* Sets what the options say. A request field update_X tells the target to take field X: it is set for the options
 * that were given. */
static void set_fields(struct cli *cli)
{
    for (const struct option_value *value = cli->values; value->row; value++) {
        const struct smp_field *update;
        char key[96];

        if (!value->row->key)
            continue;
        cli_set(cli, value->row->key, value->number);
        snprintf(key, sizeof key, "update_%s", value->row->key);
        update = smp_table_row(&cli->utility->function->request, key);
        if (update && value->count)
            cli_set(cli, update->key, 1);
    }
}

/* ---- Help and lists of names: all made of the rows ----------------------------------------------------- */

enum { HELP_COLUMN = 30 };

static void print_option(const struct smp_option *option)
{
    int column = option->letter ? printf("  -%c, --%s", option->letter, option->name)
                                : printf("      --%s", option->name);

    if (option->arg)
        column += printf("=%s", option->arg);
    if (column >= HELP_COLUMN) {
        putchar('\n');
        column = 0;
    }
    printf("%*s%s\n", HELP_COLUMN - column, "", option->help);
}

static void print_help(const struct cli *cli)
{
    const struct smp_utility *utility = cli->utility;

    printf("usage: %s [OPTION...] %s\n\n%s\n\n", cli->name,
           utility->operands ? utility->operands : "SMP_DEVICE[,N]", utility->summary);
    for (size_t i = 0; cli->values[i].row; i++) {
        if (i == utility->option_count)
            puts(i ? "\nIn every utility:" : "");
        print_option(cli->values[i].row);
    }
    printf("\nSMP_DEVICE is a device node, a sysfs folder, a simulated domain file or a recording; the\n"
           "environment variable SMP_UTILS_DEVICE stands in for it. Exit status: 0, an SMP function result\n"
           "(1 to 63), 91 syntax, 92 target cannot be used, 97 malformed response, 99 other errors.\n"
           "More: man %s, man smp_utils\n",
           cli->name);
}

static void print_names(const struct smp_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct smp_name *name = &names->rows[i];

        if (name->key && !name->last)
            printf("%3" PRIu32 "  %-40s  %s\n", name->value, name->key, name->text ? name->text : "");
    }
}

/* ---- Values ---------------------------------------------------------------------------------------- */

static int bad_value(struct cli *cli, const struct option_value *value, const char *why)
{
    return cli_fail(cli, SMP_SYNTAX, "bad value '%s' for --%s: %s", value->text, value->row->name, why);
}

static int set_number(struct cli *cli, struct option_value *value)
{
    const struct smp_option *option = value->row;
    const struct smp_table *request = &cli->utility->function->request;
    const struct smp_field *field = option->key ? smp_table_row(request, option->key) : NULL;
    const struct smp_names *names = field ? field->names : NULL;
    uint64_t high = option->high ? option->high : field ? smp_field_max(field) : UINT64_MAX;
    bool is_number = !cli_parse_number(value->text, true, &value->number);
    char range[96];

    if (is_number && value->number >= option->low && value->number <= high &&
        (!option->named || smp_names_find(names, value->number)))
        return SMP_OK;
    if (names && strcmp(value->text, "help") == 0) {
        print_names(names);
        return CLI_DONE;
    }
    if (cli_find_name(names, option->shorts, value->text, &value->number))
        return SMP_OK;
    snprintf(range, sizeof range, "must be %" PRIu64 " to %" PRIu64 "%s", option->low, high,
             !names          ? ""
             : option->named ? " and have a name (see help as value)"
                             : " or a name (see help as value)");
    return bad_value(cli, value, range);
}

static int set_address(struct cli *cli, struct option_value *value)
{
    const char *text = value->text, *why;

    if (strcmp(text, "-1") == 0) {
        value->number = UINT64_MAX;
        return SMP_OK;
    }
    why = cli_parse_number(text, false, &value->number);
    if (!why && strncmp(text, "0x", 2) != 0 && strlen(text) == 16)
        why = "16 digits without 0x: write 0x in front of hex digits";
    else if (why && strlen(text) == 16 && smp_is_hex(text, 16))
        why = "not a decimal number: write 0x in front of hex digits";
    return why ? bad_value(cli, value, why) : SMP_OK;
}

/* Overwrites an argument with a star. */
static void hide_argument(char *text)
{
    size_t length = strlen(text);

    memset(text, '\0', length);
    if (length)
        *text = '*';
}

/* Stores an option's argument. A password leaves the command line, where other users could read it, and is kept
 * apart. */
static int set_value(struct cli *cli, struct option_value *value, char *text)
{
    const char *why;

    value->text = text;
    if (value->row->secret) {
        snprintf(value->secret, sizeof value->secret, "%s", text);
        value->text = value->secret;
        hide_argument(text);
    }
    if (value->row->automatic && strcmp(text, "auto") == 0)
        return SMP_OK;
    if (value->row->kind == OPTION_NUMBER)
        return set_number(cli, value);
    if (value->row->kind == OPTION_ADDRESS)
        return set_address(cli, value);
    if (value->row->kind == OPTION_FLAG)
        value->number = 1;
    why = value->row->kind == OPTION_PHYS ? cli_parse_phys(cli, text) : NULL;
    return why ? bad_value(cli, value, why) : SMP_OK;
}

/* ---- getopt ---------------------------------------------------------------------------------------- */

enum { NAME_ROOM = 32, LONG_BASE = 256 /* getopt's code of option i: LONG_BASE + i */ };

/* What getopt_long() wants of the rows. Names with dashes are also known with underscores. */
static struct {
    char letters[2 * MAX_OPTIONS + 2];
    struct option longs[2 * MAX_OPTIONS + 1];
    char underscored[MAX_OPTIONS][NAME_ROOM];
} tables;

static void build_tables(const struct cli *cli)
{
    struct option *next = tables.longs;
    char *letter = tables.letters;

    *letter++ = ':';
    for (int i = 0; cli->values[i].row; i++) {
        const struct smp_option *option = cli->values[i].row;
        char *name = tables.underscored[i];

        *next++ = (struct option){ option->name, option->arg ? required_argument : no_argument, NULL, LONG_BASE + i };
        if (strchr(option->name, '-')) {
            snprintf(name, NAME_ROOM, "%s", option->name);
            for (char *dash = name; (dash = strchr(dash, '-'));)
                *dash = '_';
            *next = next[-1];
            next++->name = name;
        }
        if (option->letter)
            *letter++ = option->letter;
        if (option->letter && option->arg)
            *letter++ = ':';
    }
}

/* The option of a code of getopt_long(), NULL: none. */
static struct option_value *find_code(struct cli *cli, int code)
{
    for (struct option_value *value = cli->values; value->row; value++)
        if (code == LONG_BASE + (value - cli->values) || (code && code == value->row->letter))
            return value;
    return NULL;
}

/* The words for what getopt_long() did not take. */
static int bad_option(struct cli *cli, int code, const char *word)
{
    char letter[3] = { '-', (char)optopt, '\0' };
    const char *subject = strncmp(word, "--", 2) == 0 ? word : letter;
    int length = (int)strcspn(subject, "=");

    if (code == '?' && optopt >= LONG_BASE)
        return cli_fail(cli, SMP_SYNTAX, "option '--%s' takes no argument", find_code(cli, optopt)->row->name);
    if (code == ':')
        return cli_fail(cli, SMP_SYNTAX, "option '%.*s' needs an argument", length, subject);
    return cli_fail(cli, SMP_SYNTAX, "unknown or ambiguous option '%.*s'", length, subject);
}

/* Acts on an option. CLI_DONE: it was all that is asked for. */
static int take_option(struct cli *cli, struct option_value *value, char *text)
{
    const char *name = value->row->name;

    if (strcmp(name, "help") == 0)
        print_help(cli);
    else if (strcmp(name, "version") == 0)
        printf("version: %s (%s)\n", PACKAGE_VERSION, cli->name);
    else if (strcmp(name, "interface") == 0 && strcmp(text, "help") == 0)
        for (size_t i = 0; smp_interface_name(i); i++)
            printf("%-8s  %s\n", smp_interface_name(i), smp_interface_help(i));
    else
        return set_value(cli, value, text);
    return CLI_DONE;
}

/* Acts on the options in order up to the first that ends the run. Those behind it are only read to hide
 * passwords and to know the output. */
static int parse_options(struct cli *cli)
{
    int status = SMP_OK;
    int code;

    build_tables(cli);
    opterr = 0;
    optind = 1;
    while ((code = getopt_long(cli->argc, cli->argv, tables.letters, tables.longs, NULL)) != -1) {
        struct option_value *value = find_code(cli, code);

        if (value)
            value->count++;
        if (status && value && value->row->secret)
            hide_argument(optarg);
        if (!status)
            status = value ? take_option(cli, value, optarg) : bad_option(cli, code, cli->argv[optind - 1]);
    }
    return status;
}

/* The options that there are: the utility's and the common ones. */
static void list_options(struct cli *cli)
{
    size_t own = cli->utility->option_count;

    for (size_t i = 0; i < own + COMMON_OPTIONS; i++) {
        const struct smp_option *row = i < own ? &cli->utility->options[i] : &common_options[i - own];

        cli->values[i] = (struct option_value){ .row = row, .number = row->preset };
        cli->hide_arguments |= row->secret;
    }
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
    int status;

    list_options(cli);
    status = parse_options(cli);
    cli->mode = choose_mode(cli);
    cli->json = (struct smp_json){ .out = stdout, .lines = cli->mode == OUTPUT_KV };
    cli->verbose = (int)cli_count(cli, "verbose");
    cli->dry_run = cli_count(cli, "dry-run") > 0;
    cli->operands = cli->argv + optind;
    cli->operand_count = cli->argc - optind;
    if (status)
        return status;
    if (!cli->utility->operands && cli->operand_count > 1)
        return cli_fail(cli, SMP_SYNTAX, "surplus argument '%s'", cli->operands[1]);
    cli->hide_arguments = false;
    set_fields(cli);
    return SMP_OK;
}
