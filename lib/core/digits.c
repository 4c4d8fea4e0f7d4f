/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Parts of a text. */
#include "core/digits.h"

#include <errno.h>
#include <string.h>

enum { NO_DIGIT = 16 };

const char *smp_behind(const char *text, const char *prefix)
{
    size_t length = strlen(prefix);

    return strncmp(text, prefix, length) == 0 ? text + length : NULL;
}

const char *smp_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static unsigned digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (unsigned)(c - 'a') + 10;
    return c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : NO_DIGIT;
}

const char *smp_read_digits(const char *text, const char *end, unsigned base, uint64_t *number)
{
    const char *at = text;

    *number = 0;
    for (unsigned digit; at < end && (digit = digit_value(*at)) < base; at++) {
        if (*number > (UINT64_MAX - digit) / base) {
            errno = ERANGE;
            return NULL;
        }
        *number = *number * base + digit;
    }
    errno = EINVAL;
    return at > text ? at : NULL;
}

const char *smp_read_number(const char *text, const char *end, uint64_t *number)
{
    bool hex = end - text > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');

    return hex ? smp_read_digits(text + 2, end, 16, number) : smp_read_digits(text, end, 10, number);
}

bool smp_is_hex(const char *text, size_t length)
{
    return strspn(text, "0123456789abcdefABCDEF") >= length;
}

bool smp_read_hex(const char *text, size_t length, uint8_t *bytes)
{
    for (unsigned digit, both = 0; length; length--) {
        digit = digit_value(*text++);
        if (digit == NO_DIGIT)
            return false;
        both = both << 4 | digit;
        if (length % 2)
            *bytes++ = (uint8_t)both;
    }
    return true;
}
