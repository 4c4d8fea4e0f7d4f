/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Making device text safe for JSON and key=value. */
#ifndef LIB_OUTPUT_ESCAPE_H
#define LIB_OUTPUT_ESCAPE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Writes bytes as the inside of a JSON string: quote and backslash escaped, all but printable ASCII as
 * \u00XX. The result holds printable ASCII only. */
void smp_escape(FILE *out, const uint8_t *bytes, size_t length);

/* The same for text that is not from a device: well formed UTF-8 stays as it is. */
void smp_escape_text(FILE *out, const char *text);

#endif
