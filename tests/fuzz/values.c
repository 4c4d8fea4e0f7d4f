/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * libFuzzer: numbers, value names and bytes of input files and arguments, and lists of phys. */
#include "files.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct smp_option option = { .name = "option" };
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

static void read_numbers(struct cli *cli)
{
    struct payload list = payload_of_list(cli, "phy_event_source", "peak_value_detector_threshold");
    struct payload listed = list;

    payload_read(&list, path);
    payload_parse(&listed, option.name);
    if (list.count > 2 * list.most || listed.count > 2 * listed.most)
        abort();
}

static void read_bytes(struct cli *cli)
{
    uint8_t *bytes = malloc(100);
    struct payload payload = { .cli = cli, .bytes = bytes, .room = 100 };

    if (!bytes)
        abort();
    payload_read(&payload, path);
    payload = (struct payload){ .cli = cli, .bytes = bytes, .room = 100 };
    payload_parse(&payload, option.name);
    if (payload.length > payload.room)
        abort();
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cli cli = { .utility = &utility, .function = utility.function, .name = "fuzz" };
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
    cli.values[0] = (struct option_value){ .row = &option, .count = 1, .text = text };
    read_numbers(&cli);
    read_bytes(&cli);
    free(text);
    return 0;
}
