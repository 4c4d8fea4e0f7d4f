/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 *   bench_run RUNS COMMAND [ARGUMENT...] [-- COMMAND [ARGUMENT...]]...
 * Runs each command RUNS times, in turns so that all meet the same machine, with nothing on standard input
 * and its output thrown away. Prints a line per command: median and fastest wall time in us from spawn to
 * exit, and the largest peak memory in KiB. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

enum { MOST_COMMANDS = 64 };

extern char **environ;

struct command {
    char **argv;
    uint64_t *times; /* ns */
    long peak;       /* KiB */
};

static uint64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

/* One run; returns its time, or 0 if it could not be started. */
static uint64_t run(struct command *command, const posix_spawn_file_actions_t *actions)
{
    struct rusage usage;
    uint64_t begin = now_ns();
    pid_t pid;
    int status;

    if (posix_spawnp(&pid, command->argv[0], actions, NULL, command->argv, environ) != 0)
        return 0;
    while (wait4(pid, &status, 0, &usage) < 0)
        if (errno != EINTR)
            return 0;
    if (usage.ru_maxrss > command->peak)
        command->peak = usage.ru_maxrss;
    return now_ns() - begin;
}

static int compare_times(const void *left, const void *right)
{
    const uint64_t *a = left;
    const uint64_t *b = right;

    return (*a > *b) - (*a < *b);
}

/* Splits the arguments at "--"; returns how many commands there are, 0: they cannot be used. */
static size_t split(char **argv, struct command *commands, size_t runs)
{
    size_t count = 0;

    while (*argv && count < MOST_COMMANDS) {
        commands[count] = (struct command){ .argv = argv, .times = calloc(runs, sizeof(uint64_t)) };
        if (!commands[count].times || strcmp(*argv, "--") == 0)
            return 0;
        count++;
        while (*argv && strcmp(*argv, "--") != 0)
            argv++;
        if (*argv)
            *argv++ = NULL;
    }
    return *argv ? 0 : count;
}

int main(int argc, char **argv)
{
    struct command commands[MOST_COMMANDS];
    posix_spawn_file_actions_t actions;
    size_t runs = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
    size_t count = runs ? split(argv + 2, commands, runs) : 0;

    if (!count) {
        fputs("usage: bench_run RUNS COMMAND [ARGUMENT...] [-- COMMAND...]\n", stderr);
        return 91;
    }
    posix_spawn_file_actions_init(&actions);
    for (int fd = 0; fd < 3; fd++)
        posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", fd ? O_WRONLY : O_RDONLY, 0);
    for (size_t i = 0; i < runs; i++)
        for (size_t k = 0; k < count; k++)
            commands[k].times[i] = run(&commands[k], &actions);
    for (size_t k = 0; k < count; k++) {
        qsort(commands[k].times, runs, sizeof(uint64_t), compare_times);
        printf("%.1f %.1f %ld\n", (double)commands[k].times[runs / 2] / 1e3,
               (double)commands[k].times[0] / 1e3, commands[k].peak);
        free(commands[k].times);
    }
    posix_spawn_file_actions_destroy(&actions);
    return 0;
}
