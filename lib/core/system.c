/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The system calls through which interfaces reach a driver. */
#include "core/system.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* open(2) that no child process inherits and no signal ends. */
int smp_sys_open(const char *path, int flags)
{
    int fd;

    do {
        fd = open(path, flags | O_CLOEXEC);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

/* ioctl(2), once. */
int smp_sys_ioctl(int fd, unsigned long request, void *argument)
{
    return ioctl(fd, request, argument);
}

/* close(2), once: after EINTR the descriptor is gone all the same. */
int smp_sys_close(int fd)
{
    return close(fd);
}
