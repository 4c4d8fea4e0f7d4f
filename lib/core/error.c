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

static void SMP_PRINTF(3, 0) format_safe(char *text, size_t room, const char *format, va_list arguments)
{
    vsnprintf(text, room, format, arguments);
    smp_make_safe(text);
}

/* Fills the error object; a text that is too long is cut in front of the operating system's reason. */
int smp_fail(struct smp_error *error, int status, int os_errno, const char *format, ...)
{
    char reason[REASON_MAX] = ": ";
    va_list arguments;

    if (!error)
        return status;
    error->status = status;
    error->os_errno = os_errno;
    error->hint[0] = '\0';
    if (!os_errno)
        reason[0] = '\0';
    else if (strerror_r(os_errno, reason + 2, sizeof reason - 2) != 0)
        snprintf(reason, sizeof reason, ": error %d", os_errno);
    va_start(arguments, format);
    format_safe(error->text, sizeof error->text - strlen(reason), format, arguments);
    va_end(arguments);
    smp_make_safe(reason);
    strncat(error->text, reason, sizeof error->text - strlen(error->text) - 1);
    return status;
}

void smp_hint(struct smp_error *error, const char *format, ...)
{
    va_list arguments;

    if (!error)
        return;
    va_start(arguments, format);
    format_safe(error->hint, sizeof error->hint, format, arguments);
    va_end(arguments);
}

bool smp_traces(const struct smp_trace *trace, int level)
{
    return trace && trace->line && level <= trace->level;
}

/* Makes the line only if somebody wants it. */
void smp_trace(const struct smp_trace *trace, int level, const char *format, ...)
{
    char line[LINE_MAX_BYTES];
    va_list arguments;

    if (!smp_traces(trace, level))
        return;
    va_start(arguments, format);
    format_safe(line, sizeof line, format, arguments);
    va_end(arguments);
    trace->line(trace->user, level, line);
}
