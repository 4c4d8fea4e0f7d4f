/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * libFuzzer: an input file of a utility, up to the request that is made of it. The utility is linked with its
 * main() renamed utility_main; FUZZ_OPTION is its option for the file, FUZZ_OTHER an argument that it needs. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef FUZZ_OTHER
#define FUZZ_OTHER "--dry-run"
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int utility_main(int argc, char **argv);

static char path[] = "/tmp/smp_fuzz.XXXXXX";

static void remove_file(void)
{
    unlink(path);
}

/* One file for all inputs. */
static void write_file(const uint8_t *data, size_t size)
{
    static int fd = -1;

    if (fd < 0) {
        fd = mkstemp(path);
        atexit(remove_file);
    }
    if (ftruncate(fd, 0) || pwrite(fd, data, size, 0) != (ssize_t)size)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char option[100];
    char name[] = "utility", dry_run[] = "--dry-run", other[] = FUZZ_OTHER, device[] = "no_device";
    char *argv[] = { name, dry_run, other, option, device, NULL };
    int status;

    write_file(data, size);
    snprintf(option, sizeof option, "%s=%s", FUZZ_OPTION, path);
    status = utility_main((int)(sizeof argv / sizeof *argv) - 1, argv);
    if (status < 0 || status > 99)
        abort();
    return 0;
}
