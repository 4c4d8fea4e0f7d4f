/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Help and lists of names: all made of the rows. */
#include "cli.h"

#include <inttypes.h>
#include <stdio.h>

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

void cli_print_help(const struct cli *cli)
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

void cli_print_names(const struct smp_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct smp_name *name = &names->rows[i];

        if (name->key && !name->last)
            printf("%3" PRIu32 "  %-40s  %s\n", name->value, name->key, name->text ? name->text : "");
    }
}

void cli_print_interfaces(void)
{
    for (size_t i = 0; smp_interface_name(i); i++)
        printf("%-8s  %s\n", smp_interface_name(i), smp_interface_help(i));
}
