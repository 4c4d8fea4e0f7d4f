/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * How smp_scan shows what it found: aligned columns, JSON, key=value. */
#ifndef SRC_CLI_SCAN_H
#define SRC_CLI_SCAN_H

#include "cli.h"
#include "scan/scan.h"

/* A disk that was asked for its log page 18h. */
struct scan_disk {
    const char *name;
    struct smp_scan_disk known;    /* what the system knows of it */
    struct smp_scan domain;        /* the simulated domain that it is in, if it is in one */
    const struct smp_scan *around; /* where the expanders that it names are looked for */
    uint8_t *page;                 /* owned; NULL: it gave none */
    size_t length;
    struct smp_error error;        /* why there is no page, or only a part; status 0: all is there */
};

/* What a run has found. */
struct scan_view {
    bool list;               /* targets were asked for */
    size_t found;            /* how many targets there were before --sa and --interface */
    struct smp_scan targets;
    struct smp_scan around;  /* targets of the system, for disks; its root is set when it is looked at */
    struct scan_disk *disks;
    size_t disk_count;
};

/* Shows it in the output mode on stdout; notes go to stderr, and to JSON as well. all: also the notes that
 * are of interest only where there are no targets. Returns 0, or the status of running out of memory. */
int scan_show(struct cli *cli, const struct scan_view *view, bool all);

/* Finds out whether the page of a disk holds all that it announces; if not, disk->error tells. */
void scan_disk_check(struct scan_disk *disk);

/* Opens a target and asks it for what is not known of it; with --dry-run only shows the first request.
 * Returns 0, or the status after reporting why it does not answer. */
int scan_probe(struct cli *cli, struct smp_scan_target *target);

/* ---- Between the files that show it ---------------------------------------------------------------- */

/* Adds a cell to text that will be columns; nothing known is a "-". */
void scan_put_cell(FILE *cells, const char *text);

/* Adds the cells of all disks, headings first: a row for each phy that a disk tells of, or one for what the system
 * knows of the disk. */
void scan_put_disks(FILE *cells, const struct scan_view *view);
extern const size_t scan_disk_columns;

/* A text as a member of the open object for machines, if it is known: not NULL or empty. */
void scan_put_text(struct smp_json *json, const char *key, const char *text);

/* A disk as an object for machines. */
void scan_disk_json(struct smp_json *json, const struct scan_disk *disk);

#endif
