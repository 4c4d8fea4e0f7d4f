/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Text files, line by line. */
#include "core/lines.h"

#include <errno.h>
#include <string.h>

const char *smp_lines_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

bool smp_lines_open(struct smp_lines *lines, const char *path, size_t most)
{
    lines->file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    lines->name = smp_lines_name(path);
    lines->number = 0;
    lines->cut = false;
    lines->problem = NULL;
    lines->os_errno = 0;
    lines->longest = 0;
    lines->left = most;
    return lines->file;
}

char *smp_lines_next(struct smp_lines *lines)
{
    size_t length = 0;
    int c;

    while ((c = getc_unlocked(lines->file)) != EOF && c != '\n' && !lines->problem) {
        if (c == '\0')
            lines->problem = "no text: a byte of value 0";
        else if (length == sizeof lines->text - 1)
            lines->problem = "the line is too long";
        else
            lines->text[length++] = (char)c;
    }
    if (!lines->problem && length + (c != EOF) > lines->left)
        lines->problem = "the file is too large";
    lines->left -= lines->problem ? 0 : length + (c != EOF);
    if (ferror(lines->file)) {
        lines->problem = "it cannot be read";
        lines->os_errno = errno;
    }
    lines->text[length] = '\0';
    if (length > lines->longest)
        lines->longest = length;
    if (c == EOF && length == 0 && !lines->problem)
        return NULL;
    lines->cut = c == EOF;
    lines->number++;
    return lines->problem ? NULL : lines->text;
}

void smp_lines_close(struct smp_lines *lines)
{
    memset(lines->text, 0, lines->longest);
    if (lines->file != stdin)
        fclose(lines->file);
}
