/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Output files are written beside their place and renamed when complete. */
#include "files.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail(struct cli *cli, const char *path)
{
    struct smp_error error;

    smp_fail(&error, SMP_OPEN, errno, "cannot write '%s'", path);
    return cli_report(cli, &error);
}

static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

/* The file that is not complete yet: a signal that ends the utility takes it along. */
static const char *volatile unfinished;

static void remove_unfinished(int number)
{
    if (unfinished)
        unlink(unfinished);
    signal(number, SIG_DFL);
    raise(number);
}

static void guard_unfinished(const char *temporary)
{
    static const int ends[] = { SIGHUP, SIGINT, SIGTERM };

    unfinished = temporary;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (signal(ends[i], temporary ? remove_unfinished : SIG_DFL) == SIG_IGN)
            signal(ends[i], SIG_IGN);
}

/* A new file beside the place that path leads to; its name is kept in file->temporary. */
static FILE *open_beside(struct output_file *file)
{
    int fd;

    if (!realpath(file->path, file->place)) {
        if (errno != ENOENT)
            return NULL;
        snprintf(file->place, sizeof file->place, "%s", file->path);
    }
    snprintf(file->temporary, sizeof file->temporary, "%s.XXXXXX", file->place);
    fd = mkstemp(file->temporary);
    return fd < 0 ? NULL : fdopen(fd, "w");
}

/* Gives a file that is no secret the permissions of the old one, or those that a new one gets. */
static void share(const struct output_file *file, int fd)
{
    const mode_t mask = umask(0), all = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
    struct stat old;

    umask(mask);
    fchmod(fd, stat(file->path, &old) == 0 ? old.st_mode & all : all & ~mask);
}

int output_file_open(struct cli *cli, struct output_file *file, const char *path, bool secret)
{
    FILE *out = stdout;

    file->path = path;
    file->temporary[0] = '\0';
    if (strcmp(path, "-") != 0)
        out = is_special(path) ? fopen(path, "w") : open_beside(file);
    if (!out)
        return fail(cli, path);
    if (file->temporary[0])
        guard_unfinished(file->temporary);
    if (file->temporary[0] && !secret)
        share(file, fileno(out));
    cli->out = out;
    return SMP_OK;
}

int output_file_close(struct cli *cli, struct output_file *file, int status)
{
    bool good;

    if (cli->out == stdout)
        return status;
    good = !ferror(cli->out) && fflush(cli->out) == 0;
    if (good && file->temporary[0])
        good = fsync(fileno(cli->out)) == 0;
    good = fclose(cli->out) == 0 && good;
    cli->out = stdout;
    if (file->temporary[0] && status == SMP_OK && good)
        good = rename(file->temporary, file->place) == 0;
    if (!good)
        status = fail(cli, file->path);
    if (file->temporary[0] && status)
        unlink(file->temporary);
    guard_unfinished(NULL);
    return status;
}
