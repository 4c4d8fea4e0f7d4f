/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * libFuzzer: a file as recording and as hex text. */
#include "core/recording.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    struct smp_answer *first = NULL;
    struct smp_error error = { 0 };
    uint8_t frame[SMP_MAX_FRAME];
    size_t length = 0;

    write_file(data, size);
    if (smp_recording_read(path, &first, NULL, &error) == SMP_OK)
        smp_recording_free(first);
    else if (!error.text[0])
        abort();
    error.text[0] = '\0';
    if (smp_hex_parse(path, frame, sizeof frame, &length, &error) != SMP_OK && !error.text[0])
        abort();
    if (length > sizeof frame)
        abort();
    return 0;
}
