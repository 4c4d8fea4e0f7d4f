/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Parts of a text: a prefix, the last name of a path, numbers and bytes written with digits. */
#ifndef LIB_CORE_DIGITS_H
#define LIB_CORE_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What stands behind prefix in text; NULL: it does not begin so. */
const char *smp_behind(const char *text, const char *prefix);

/* The last component of a path. */
const char *smp_base_name(const char *path);

/* Reads digits of base 10 or 16 from text up to end. Returns the first character that is none; NULL with errno
 * EINVAL: there is no digit, or ERANGE: the number is too large. */
const char *smp_read_digits(const char *text, const char *end, unsigned base, uint64_t *number);

/* The same, with 0x in front of hexadecimal digits; others are decimal. */
const char *smp_read_number(const char *text, const char *end, uint64_t *number);

/* Are the first length characters of a text all hex digits? */
bool smp_is_hex(const char *text, size_t length);

/* Turns length hex digits into (length + 1) / 2 bytes; the first byte is of one digit where length is odd. False:
 * not all are hex digits, and only bytes in front of the first that is none are written. */
bool smp_read_hex(const char *text, size_t length, uint8_t *bytes);

#endif
