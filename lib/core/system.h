/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The system calls through which interfaces reach a driver. Tests replace them at link time by defining
 * the same names, and so see every byte handed to the driver and choose every errno. */
#ifndef LIB_CORE_SYSTEM_H
#define LIB_CORE_SYSTEM_H

/* open(2) with O_CLOEXEC, restarted after EINTR: a descriptor, or -1 with errno set. */
int smp_sys_open(const char *path, int flags);

/* ioctl(2): what it returns, or -1 with errno set. Not restarted: the driver may have acted. */
int smp_sys_ioctl(int fd, unsigned long request, void *argument);

/* close(2). */
int smp_sys_close(int fd);

#endif
