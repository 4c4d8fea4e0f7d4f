/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Filling error objects, and lines of diagnosis. */
#ifndef LIB_CORE_ERROR_H
#define LIB_CORE_ERROR_H

#include <smputils.h>

#define SMP_PRINTF(text, first) __attribute__((format(printf, text, first)))

/* Records status, os_errno (0: none; else its text is appended after ": ") and the formatted text, clears
 * the hint and returns status, so that `return smp_fail(...)` ends a function. error may be NULL.
 * The text is made safe as by smp_make_safe(). */
int smp_fail(struct smp_error *error, int status, int os_errno, const char *format, ...) SMP_PRINTF(4, 5);

/* Sets the hint of an error that was just recorded. */
void smp_hint(struct smp_error *error, const char *format, ...) SMP_PRINTF(2, 3);

/* Replaces what a terminal might take for more than a character: bytes that are not printable ASCII become '.'. */
void smp_make_safe(char *text);

/* Does the trace, which may be NULL, take lines of this level? */
bool smp_traces(const struct smp_trace *trace, int level);

/* Gives one line to the trace if its level is asked for; trace may be NULL. */
void smp_trace(const struct smp_trace *trace, int level, const char *format, ...) SMP_PRINTF(3, 4);

#endif
