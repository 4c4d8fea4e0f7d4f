/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Taking target names apart, and reading the small text files that tell about them. */
#include "interface/interface.h"

#include "core/digits.h"
#include "core/system.h"
#include "interface/sysfs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Is this a path of the running system, which a built tree replaces? */
static bool is_system_path(const char *path)
{
    return smp_behind(path, "/dev/") || smp_behind(path, "/sys/") || smp_behind(path, "/proc/");
}

/* Sets target->path to the first length bytes of name, without final slashes, and looks it up. */
static bool set_path(struct smp_target *target, const char *name, size_t length)
{
    while (length > 1 && name[length - 1] == '/')
        length--;
    if (!smp_path(target->path, "%s%.*s", is_system_path(name) ? target->root : "", (int)length, name)[0])
        return false;
    target->exists = stat(target->path, &target->status) == 0;
    return true;
}

/* A name that exists as it stands wins where its part before the comma does not exist. */
int smp_target_parse(struct smp_target *target, const char *name, struct smp_error *error)
{
    const char *comma = strrchr(name, ',');
    size_t length = strlen(name);
    uint64_t number;
    bool whole;

    target->given = name;
    target->has_number = false;
    target->number = 0;
    if (length == 0 || comma == name)
        return smp_fail(error, SMP_SYNTAX, 0, "bad target name '%s': it is empty", name);
    if (!set_path(target, name, length))
        return smp_fail(error, SMP_SYNTAX, 0, "bad target name '%.80s...': longer than %zu bytes", name,
                        sizeof target->path - 1);
    whole = target->exists;
    if (comma && smp_read_number(comma + 1, name + length, &number) == name + length && number <= UINT_MAX) {
        set_path(target, name, (size_t)(comma - name));
        target->has_number = target->exists || !whole;
        if (target->has_number)
            target->number = (unsigned)number;
        else
            set_path(target, name, length);
    } else if (comma && !whole) {
        return smp_fail(error, SMP_SYNTAX, 0, "bad target name '%s': what follows the comma must be a number", name);
    }
    return SMP_OK;
}

struct smp_verdict smp_verdict(enum smp_match match, const char *format, ...)
{
    struct smp_verdict verdict = { .match = match };
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(verdict.reason, sizeof verdict.reason, format, arguments);
    va_end(arguments);
    return verdict;
}

struct smp_verdict smp_missing(enum smp_match match, const char *reason, const char *hint)
{
    struct smp_verdict verdict = smp_verdict(match, "%s", reason);

    verdict.hint = hint;
    return verdict;
}

int smp_open_node(const char *path, int flags)
{
    struct stat status;
    bool other = stat(path, &status) == 0 && !S_ISCHR(status.st_mode);

    return smp_sys_open(path, other ? flags | O_NONBLOCK : flags);
}

/* Stops at the end of the file, at an error, and where it would have to wait. */
size_t smp_read_start(const char *path, char *text, size_t room)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    size_t length = 0;
    ssize_t got = 1;

    while (fd >= 0 && got > 0 && length < room - 1) {
        got = read(fd, text + length, room - 1 - length);
        if (got > 0)
            length += (size_t)got;
        else if (got < 0 && errno == EINTR)
            got = 1;
    }
    if (fd >= 0)
        close(fd);
    text[length] = '\0';
    return length;
}

/* The rest of the file is not looked at. */
const char *smp_read_line(const char *path, char *line, size_t room)
{
    size_t got = smp_read_start(path, line, room);
    size_t length = 0;

    for (; length < got && line[length] != '\n'; length++)
        if (line[length] < ' ' || line[length] > '~')
            line[length] = '.';
    while (length > 0 && line[length - 1] == ' ')
        length--;
    line[length] = '\0';
    return line;
}
