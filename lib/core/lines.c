/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Text files, line by line. */
#include "core/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

const char *smp_lines_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

bool smp_lines_open(struct smp_lines *lines, const char *path, size_t most)
{
    memset(lines, 0, offsetof(struct smp_lines, text));
    lines->file = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    lines->name = smp_lines_name(path);
    lines->left = most;
    lines->next = lines->text;
    return lines->file >= 0;
}

/* Reads what has come of the file; false: nothing, or there is no room for it. */
static bool read_more(struct smp_lines *lines)
{
    ssize_t got;

    memmove(lines->text, lines->next, lines->held);
    lines->next = lines->text;
    got = lines->cut ? 0 : read(lines->file, lines->text + lines->held, sizeof lines->text - lines->held);
    lines->os_errno = got < 0 ? errno : 0;
    lines->held += got < 0 ? 0 : (size_t)got;
    if (lines->held > lines->used)
        lines->used = lines->held;
    return got > 0;
}

char *smp_lines_next(struct smp_lines *lines)
{
    char *newline, *line;
    size_t length, whole;

    while (!(newline = memchr(lines->next, '\n', lines->held)) && read_more(lines))
        continue;
    line = lines->next;
    length = newline ? (size_t)(newline - line) : lines->held;
    whole = length + (newline != NULL);
    lines->problem = lines->os_errno                ? "it cannot be read"
                     : memchr(line, '\0', length)   ? "no text: a byte of value 0"
                     : length == sizeof lines->text ? "the line is too long"
                     : whole > lines->left          ? "the file is too large"
                                                    : NULL;
    if (whole == 0 && !lines->problem)
        return NULL;
    lines->cut = !newline;
    lines->number++;
    if (lines->problem)
        return NULL;
    lines->next += whole;
    lines->held -= whole;
    lines->left -= whole;
    line[length] = '\0';
    return line;
}

void smp_lines_close(struct smp_lines *lines)
{
    memset(lines->text, 0, lines->used);
    if (lines->file != STDIN_FILENO)
        close(lines->file);
}
