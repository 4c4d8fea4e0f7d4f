/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Filling error objects, and lines of diagnosis. */
#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { REASON_MAX = 120, LINE_MAX_BYTES = 1024 };

const char *smp_version(void)
{
    return SMPUTILS_VERSION;
}

void smp_make_safe(char *text)
{
    for (; *text; text++)
        if (*text < ' ' || *text > '~')
            *text = '.';
}

/* Writes ": " and the operating system's words for os_errno, or nothing for 0. */
static void describe_errno(char *reason, size_t room, int os_errno)
{
    char words[REASON_MAX - 2];

    reason[0] = '\0';
    if (os_errno == 0)
        return;
    if (strerror_r(os_errno, words, sizeof words) != 0)
        snprintf(words, sizeof words, "error %d", os_errno);
    snprintf(reason, room, ": %s", words);
}

/* Fills the error object; a text that is too long is cut in front of the operating system's reason. */
int smp_fail(struct smp_error *error, int status, int os_errno, const char *format, ...)
{
    char reason[REASON_MAX];
    size_t used;
    va_list arguments;

    if (!error)
        return status;
    error->status = status;
    error->os_errno = os_errno;
    error->hint[0] = '\0';
    describe_errno(reason, sizeof reason, os_errno);
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text - strlen(reason), format, arguments);
    va_end(arguments);
    used = strlen(error->text);
    snprintf(error->text + used, sizeof error->text - used, "%s", reason);
    smp_make_safe(error->text);
    return status;
}

/* Fills the hint, made safe as the text is. */
void smp_hint(struct smp_error *error, const char *format, ...)
{
    va_list arguments;

    if (!error)
        return;
    va_start(arguments, format);
    vsnprintf(error->hint, sizeof error->hint, format, arguments);
    va_end(arguments);
    smp_make_safe(error->hint);
}

/* Makes the line only if somebody wants it. */
void smp_trace(const struct smp_trace *trace, int level, const char *format, ...)
{
    char line[LINE_MAX_BYTES];
    va_list arguments;

    if (!trace || !trace->line || level > trace->level)
        return;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    smp_make_safe(line);
    trace->line(trace->user, level, line);
}
