/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * A driver made of paper: the three system calls that interfaces use, as a test program wants them. What was
 * opened and closed is counted; each ioctl goes to fake.ioctl, which sees every byte and chooses the errno.
 * Included once by a test program, instead of linking lib/core/system.c. */
#ifndef TESTS_FAKE_SYSTEM_H
#define TESTS_FAKE_SYSTEM_H

#include "core/system.h"
#include "interface/causes.h"
#include "interface/interface.h"
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct {
    int open_errno; /* 0: opening works */
    char path[SMP_NAME_MAX]; /* last opened */
    int flags;
    int opens;
    int closes;
    int calls; /* of ioctl */
    unsigned long request; /* last */
    int ioctl_errno; /* not 0: every ioctl fails with it, and fake.ioctl is not asked */
    int (*ioctl)(unsigned long request, void *argument);
} fake;

enum { FAKE_FD = 77 };

int smp_sys_open(const char *path, int flags)
{
    snprintf(fake.path, sizeof fake.path, "%s", path);
    fake.flags = flags;
    if (fake.open_errno) {
        errno = fake.open_errno;
        return -1;
    }
    fake.opens++;
    return FAKE_FD;
}

int smp_sys_ioctl(int fd, unsigned long request, void *argument)
{
    fake.calls++;
    fake.request = request;
    if (fd != FAKE_FD || fake.opens == fake.closes) {
        errno = EBADF;
        return -1;
    }
    if (fake.ioctl_errno) {
        errno = fake.ioctl_errno;
        return -1;
    }
    return fake.ioctl ? fake.ioctl(request, argument) : 0;
}

int smp_sys_close(int fd)
{
    fake.closes += fd == FAKE_FD;
    return 0;
}

/* A fresh driver. */
static inline void fake_reset(int (*handler)(unsigned long request, void *argument))
{
    memset(&fake, 0, sizeof fake);
    fake.ioctl = handler;
}

/* Nothing stays open. */
static inline void fake_is_closed(const char *name)
{
    ok(fake.opens == fake.closes, "%s: %d opened, %d closed", name, fake.opens, fake.closes);
}

/* What an error row promises is what came: status, reason, errno, hint. */
static inline void is_row(int status, const struct smp_error *error, const struct smp_cause *row,
                          const char *name)
{
    bool good = status == row->status && error->status == row->status && error->os_errno == row->number &&
                strstr(error->text, row->why) && strcmp(error->hint, row->hint ? row->hint : "") == 0;

    if (!ok(good, "%s: %s gives %d", name, row->symbol, row->status))
        printf("# status %d, text '%s', hint '%s'\n", status, error->text, error->hint);
}

/* ---- Built trees ----------------------------------------------------------------------------------- */

static char tree[64]; /* root of the tree, a new temporary folder */

/* Starts an empty tree. */
static inline bool tree_begin(void)
{
    snprintf(tree, sizeof tree, "/tmp/smp_tree.XXXXXX");
    return mkdtemp(tree) != NULL;
}

/* Path below the tree, its folders made. */
static inline const char *tree_path(const char *path)
{
    static char whole[SMP_NAME_MAX];

    snprintf(whole, sizeof whole, "%s%s", tree, path);
    for (char *slash = strchr(whole + strlen(tree) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(whole, 0755);
        *slash = '/';
    }
    return whole;
}

static inline void tree_file(const char *path, const char *text)
{
    FILE *file = fopen(tree_path(path), "w");

    if (file) {
        fputs(text, file);
        fclose(file);
    }
}

static inline void tree_folder(const char *path)
{
    mkdir(tree_path(path), 0755);
}

static inline void tree_link(const char *path, const char *to)
{
    ok(symlink(to, tree_path(path)) == 0, "link %s", path);
}

/* Removes the tree. */
static inline void tree_end(void)
{
    char command[SMP_NAME_MAX];

    snprintf(command, sizeof command, "rm -rf '%s'", tree);
    ok(strncmp(tree, "/tmp/smp_tree.", 14) == 0 && system(command) == 0, "tree removed");
}

#endif
