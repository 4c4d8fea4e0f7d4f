/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * libFuzzer: numbers, value names and bytes of input files and arguments, and lists of phys. */
#include "payload.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct smp_utility utility = { .function = &smp_function_configure_phy_event };

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

static void read_numbers(struct cli *cli, const char *text)
{
    const struct request_list events = request_list_of(utility.function, 0);
    uint8_t bytes[SMP_MAX_FRAME];
    struct payload list = payload_of_numbers(&events, bytes, "phy_event_source", "peak_value_detector_threshold");
    struct payload listed = list;

    payload_read(cli, &list, path);
    payload_parse(cli, &listed, "option", text);
    if (list.count > 2 * events.most || listed.count > 2 * events.most)
        abort();
}

static void read_bytes(struct cli *cli, const char *text)
{
    uint8_t *bytes = malloc(100);
    struct payload payload = { .bytes = bytes, .room = 100 };

    if (!bytes)
        abort();
    payload_read(cli, &payload, path);
    payload = (struct payload){ .bytes = bytes, .room = 100 };
    payload_parse(cli, &payload, "option", text);
    if (payload.length > payload.room)
        abort();
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cli cli = { .utility = &utility, .name = "fuzz" };
    char *text = malloc(size + 1);
    uint64_t number;

    if (!text)
        abort();
    memcpy(text, data, size);
    text[size] = '\0';
    write_file(data, size);
    cli_parse_number(text, true, &number);
    cli_parse_number(text, false, &number);
    cli_parse_phys(&cli, text);
    read_numbers(&cli, text);
    read_bytes(&cli, text);
    free(text);
    return 0;
}
