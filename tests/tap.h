/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Test Anything Protocol, as much as the tests need. A test program includes this once, and ends with
 * `return tap_done();`, which prints the plan. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static struct {
    unsigned run;
    unsigned failed;
} tap;

/* One test point with a formatted name. Returns good. */
__attribute__((format(printf, 2, 3))) static inline bool ok(bool good, const char *name, ...)
{
    va_list arguments;

    tap.run++;
    tap.failed += !good;
    printf("%sok %u - ", good ? "" : "not ", tap.run);
    va_start(arguments, name);
    vprintf(name, arguments);
    va_end(arguments);
    putchar('\n');
    return good;
}

/* Two integers are equal. */
static inline bool is_int(long long got, long long expected, const char *name)
{
    if (!ok(got == expected, "%s", name)) {
        printf("#      got: %lld (0x%llx)\n# expected: %lld (0x%llx)\n", got, (unsigned long long)got,
               expected, (unsigned long long)expected);
        return false;
    }
    return true;
}

/* Two texts are equal; NULL equals NULL. */
static inline bool is_str(const char *got, const char *expected, const char *name)
{
    bool equal = got == NULL || expected == NULL ? got == expected : strcmp(got, expected) == 0;

    if (!ok(equal, "%s", name)) {
        printf("#      got: %s\n# expected: %s\n", got == NULL ? "(null)" : got,
               expected == NULL ? "(null)" : expected);
    }
    return equal;
}

/* A text contains another. */
static inline bool has_str(const char *got, const char *part, const char *name)
{
    bool found = strstr(got, part) != NULL;

    if (!ok(found, "%s", name)) {
        printf("#      got: %s\n# expected to contain: %s\n", got, part);
    }
    return found;
}

/* Two runs of bytes are equal. */
static inline bool is_bytes(const void *got, const void *expected, size_t length, const char *name)
{
    const uint8_t *left = got;
    const uint8_t *right = expected;
    bool equal = memcmp(got, expected, length) == 0;

    ok(equal, "%s", name);
    for (size_t i = 0; !equal && i < length; i++) {
        if (left[i] != right[i]) {
            printf("# byte %zu: got 0x%02x, expected 0x%02x\n", i, left[i], right[i]);
        }
    }
    return equal;
}

/* One test point that could not be run, and why. */
static inline void skip(const char *name, const char *why)
{
    tap.run++;
    printf("ok %u - %s # SKIP %s\n", tap.run, name, why);
}

/* Ends everything: something the tests stand on is missing. */
static inline int tap_bail(const char *why)
{
    printf("Bail out! %s\n", why);
    return 99;
}

/* Prints the plan; returns the exit status. */
static inline int tap_done(void)
{
    printf("1..%u\n", tap.run);
    return tap.failed != 0;
}

#endif
