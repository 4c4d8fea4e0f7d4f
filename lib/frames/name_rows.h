/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Macros that write the rows of value names; only for the files that define them. */
#ifndef LIB_FRAMES_NAME_ROWS_H
#define LIB_FRAMES_NAME_ROWS_H

#include "frames/names.h"

/* A value whose words stand for label and value. */
#define WHOLE_LINE(v, k, words) { .value = (v), .key = (k), .text = (words), .whole_line = true }

/* One value; values first to end; the same with the number at the '#' of the text. */
#define NAME(v, k, words) { .value = (v), .key = (k), .text = (words) }
#define RANGE(v, end, k, words) { .value = (v), .last = (end), .key = (k), .text = (words) }
#define NUMBERED(v, end, k, words) \
    { .value = (v), .last = (end), .key = (k), .text = (words), .with_number = true }

/* Defines smp_names_<what>: the words of other values, or NULL, and the rows. */
#define NAMES(what, ...) const struct smp_names smp_names_##what = SMP_NAMES(__VA_ARGS__)

#endif
