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
    lines->is_stdin = strcmp(path, "-") == 0;
    lines->file = lines->is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    lines->name = smp_lines_name(path);
    lines->left = most;
    lines->next = lines->text;
    return lines->file >= 0;
}

char *smp_lines_next(struct smp_lines *lines)
{
    char *newline, *line = lines->next;
    ssize_t got = !lines->cut; /* 0: there is no more */
    size_t length, whole;

    while (!(newline = memchr(line, '\n', lines->held)) && got > 0) {
        line = lines->next = memmove(lines->text, line, lines->held);
        got = read(lines->file, line + lines->held, sizeof lines->text - lines->held);
        lines->held += got > 0 ? (size_t)got : 0;
        lines->used = lines->held > lines->used ? lines->held : lines->used;
    }
    lines->os_errno = got < 0 ? errno : 0;
    length = newline ? (size_t)(newline - line) : lines->held;
    whole = length + (newline != NULL);
    lines->problem = got < 0                        ? "it cannot be read"
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
    line[length] = '\0';
    lines->next = line + whole;
    lines->held -= whole;
    lines->left -= whole;
    return line;
}

void smp_lines_close(struct smp_lines *lines)
{
    memset(lines->text, 0, lines->used);
    if (lines->is_stdin)
        lseek(lines->file, -(off_t)lines->held, SEEK_CUR); /* what was not given is for the next reader of a file */
    else
        close(lines->file);
}
