/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Files that a utility writes: complete or not at all. */
#ifndef SRC_CLI_OUTPUT_FILE_H
#define SRC_CLI_OUTPUT_FILE_H

#include "cli.h"

/* A file being written beside its place, or stdout. */
struct output_file {
    const char *path;    /* as given; "-": stdout */
    char *place;         /* where it goes, links followed */
    char *temporary;     /* where it is until it is complete, or NULL: path itself is written */
};

/* Opens path for writing as cli->out; "-" is stdout. The old file stays until output_file_close(). A name that is no
 * regular file (a pipe, /dev/null) is written as it is. The file of a secret has mode 0600, others the permissions of
 * the old file, or those that a new file gets. Returns 0 or SMP_OPEN, reported. */
int output_file_open(struct cli *cli, struct output_file *file, const char *path, bool secret);

/* Ends the file: with status 0 it takes its place, on failure the old one stays. Returns the status, or
 * SMP_OPEN, reported, if the file cannot be completed. */
int output_file_close(struct cli *cli, struct output_file *file, int status);

#endif
