/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors */
#include "output/escape.h"

void smp_escape(FILE *out, const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = bytes[i];

        if (byte == '"' || byte == '\\')
            fprintf(out, "\\%c", byte);
        else if (byte >= 0x20 && byte < 0x7f)
            putc(byte, out);
        else
            fprintf(out, "\\u%04x", byte);
    }
}

size_t smp_trimmed(const uint8_t *bytes, size_t length)
{
    while (length && (bytes[length - 1] == ' ' || bytes[length - 1] == '\0'))
        length--;
    return length;
}
