/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Lists that a target reports in pieces: one of them, or all (--multiple). */
#ifndef SRC_CLI_CHUNKS_H
#define SRC_CLI_CHUNKS_H

#include "cli.h"

/* How a list is asked for. */
struct chunk_list {
    const char *start; /* request field: index of the first descriptor wanted */
    const char *first; /* response field: index of its first descriptor */
    const char *list;  /* response row of the descriptors */
    int end;           /* function result of a start behind the last descriptor, 0: none */
    const char *most;  /* request field that --num sets (0: as many as a response holds); NULL: no --num */
    /* Is there more behind this answer, of count descriptors, to a request that began at asked? Then sets
     * *next to the index to go on with. */
    bool (*next)(const struct smp_frame *frame, uint64_t asked, size_t count, uint64_t *next);
};

/* Where a view stands in the list; cli->data points to it while chunks_run() shows answers. Utilities that
 * keep more begin their own structure with it. */
struct chunk_place {
    bool multiple;     /* all pieces are fetched */
    bool more;         /* this answer is not the first */
    size_t before;     /* descriptors in the answers before this one */
    bool moved;        /* the target changed the list meanwhile */
};

/* Was --multiple given, or does the output (JSON) want it, as long as --num does not say how much? */
bool chunks_wanted(const struct cli *cli, const struct chunk_list *list);

/* Descriptors of the smallest kind that one response of a function has room for. */
size_t chunk_room(const struct smp_function *function, const char *list_key);

/* Asks for the list as the options say and shows each answer; if place->multiple goes on until all pieces
 * are there, whatever the target puts into one. Tells if the list changed meanwhile. A target that does not
 * move on, or announces more and gives none, is malformed. Returns the exit status. */
int chunks_run(struct cli *cli, const struct chunk_list *list, struct chunk_place *place);

/* How many whole descriptors an answer carries. */
size_t chunk_descriptors(const struct smp_frame *frame, const char *list_key);

/* The index behind index + count, where indexes run from 1 to 65535 and begin again with 1. */
uint64_t chunk_wrap(uint64_t index, size_t count);

#endif
