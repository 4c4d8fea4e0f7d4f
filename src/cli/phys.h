/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reports that are asked phy by phy: one phy as the utility shows it, several in one run as a table. */
#ifndef SRC_CLI_PHYS_H
#define SRC_CLI_PHYS_H

#include "cli.h"

enum { PHYS_COLUMNS = 6 };

/* One column of the table: a response field, shown right-aligned under its heading. */
struct phys_column {
    const char *key;
    const char *heading;
};

/* What the table of several phys tells. A column without key ends them. */
struct phys_report {
    struct phys_column columns[PHYS_COLUMNS + 1]; /* the table has these columns ... */
    const char *heading; /* ... or this heading and the rows that print_rows() prints */
    /* Prints the rows of a phy. state: what is to be said of the phy besides ("disabled"; zeros then mean
     * nothing), or NULL. Returns why a list is malformed, or NULL. */
    const char *(*print_rows)(unsigned phy, const struct smp_frame *frame, const char *state);
};

/* Sends the utility's function, made of its options, for each phy of --phy (default: phy 0) and shows the
 * answers. Several phys: vacant and disabled ones and those without what is asked for are named and are no
 * failure; a listed phy that does not exist gives its result as status and the run goes on; any other
 * failure ends it. Returns the exit status. */
int phys_run(struct cli *cli);

#endif
