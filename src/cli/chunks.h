/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Lists that a target reports in pieces: one of them, or all (--multiple). */
#ifndef SRC_CLI_CHUNKS_H
#define SRC_CLI_CHUNKS_H

#include "cli.h"

/* Descriptors of the smallest kind that one response of a function has room for. */
size_t chunk_room(const struct smp_function *function);

/* Asks for the list of the utility as the options say and shows each answer; with --multiple, and for JSON where --num
 * does not say how much, goes on until all pieces are there, whatever the target puts into one. Tells if the list
 * changed meanwhile. A target that does not move on, or announces more and gives none, is malformed. Returns the
 * exit status. */
int chunks_run(struct cli *cli);

/* The index behind index + count, where indexes run from 1 to 65535 and begin again with 1. */
uint64_t chunk_wrap(uint64_t index, size_t count);

#endif
