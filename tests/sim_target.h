/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * A simulated domain as the tests use it: domain files in a folder of their own, requests by key. */
#ifndef TESTS_SIM_TARGET_H
#define TESTS_SIM_TARGET_H

#include "frames/frames.h"
#include "interface/sim.h"
#include "tap.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/smp_sim_XXXXXX";

/* What came back from the last request. */
static struct {
    uint8_t bytes[SMP_MAX_FRAME];
    size_t length;
    struct smp_frame frame;
    struct smp_error error;
} reply;

/* A path in the tests' folder; valid until the fourth call after this one. */
__attribute__((unused)) static const char *path_of(const char *name)
{
    static char paths[4][256];
    static unsigned turn;
    char *path = paths[turn++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

__attribute__((unused)) static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
        exit(tap_bail("cannot write test files"));
    }
}

/* Opens an expander of a domain file; 0 or a status with reply.error filled. */
__attribute__((unused)) static int open_target(struct smp_device *device, const char *path, unsigned number)
{
    *device = (struct smp_device){ .interface = &smp_interface_sim };
    snprintf(device->target.path, sizeof device->target.path, "%s", path);
    device->target.given = device->target.path;
    device->target.has_number = number != 0;
    device->target.number = number;
    device->target.timeout_ms = 10000;
    device->target.root = "";
    device->target.exists = stat(path, &device->target.status) == 0;
    return smp_device_begin(device, &reply.error);
}

/* Sends bytes; 0 or a status. */
__attribute__((unused)) static int send_bytes(struct smp_device *device, const struct smp_function *function,
                                              const uint8_t *request, size_t length)
{
    int status = smp_device_exchange(device, request, length, reply.bytes, sizeof reply.bytes,
                                        &reply.length, &reply.error);

    smp_frame_response(&reply.frame, function, reply.bytes, reply.length);
    return status;
}

/* Builds a request from (key, number) pairs ended by NULL and sends it; the function result, or -status. */
__attribute__((unused)) static int ask(struct smp_device *device, const struct smp_function *function,
                                       const struct smp_param *params, size_t count)
{
    uint8_t request[SMP_MAX_FRAME];
    size_t length = 0;
    int status = smp_request_build(function, params, count, request, sizeof request, &length, &reply.error);

    if (!status) {
        status = send_bytes(device, function, request, length);
    }
    return status ? -status : reply.frame.result;
}

#define ASK(device, name, ...)                                                                              \
    ask(device, &smp_function_##name, (const struct smp_param[]){ __VA_ARGS__ },                            \
        sizeof((const struct smp_param[]){ __VA_ARGS__ }) / sizeof(struct smp_param))
#define ASK_PLAIN(device, name) ask(device, &smp_function_##name, NULL, 0)
#define P(name, value) { .key = (name), .number = (value) }
#define PB(name, data, size) { .key = (name), .bytes = (const uint8_t *)(data), .length = (size) }

/* A number of the last response; -1: absent. */
__attribute__((unused)) static long long told(const char *key)
{
    uint64_t number;

    return smp_frame_get(&reply.frame, key, &number) ? (long long)number : -1;
}

/* A number of an element of the last response's list; -1: absent. */
__attribute__((unused)) static long long told_at(size_t index, const char *key)
{
    struct smp_list_iterator list = smp_frame_list(&reply.frame);
    uint64_t number;

    while (smp_list_next(&list)) {
        if (list.index == index + 1) {
            return smp_frame_get(&list.element, key, &number) ? (long long)number : -1;
        }
    }
    return -1;
}

/* Makes the tests' folder. */
__attribute__((unused)) static bool begin_tests(void)
{
    unsetenv("SMP_UTILS_SIM_STATE");
    return mkdtemp(folder) != NULL;
}

/* Removes the tests' folder, which has files only. */
__attribute__((unused)) static int end_tests(void)
{
    char command[300];

    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0) {
        printf("# cannot remove %s\n", folder);
    }
    return tap_done();
}

#endif
