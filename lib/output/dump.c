/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Bytes in hex. */
#include "output/output.h"

enum { BYTES_PER_LINE = 16 };

void smp_put_hex(FILE *out, const uint8_t *bytes, size_t count, char between)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < count; i++) {
        if (i > 0 && between)
            putc_unlocked(between, out);
        if (bytes[i] > 0xf || between != ',')
            putc_unlocked(digits[bytes[i] >> 4], out);
        putc_unlocked(digits[bytes[i] & 0xf], out);
    }
}

static void dump_line(FILE *out, const uint8_t *bytes, size_t offset, size_t count, bool ascii)
{
    fprintf(out, " %-6.2zx", offset);
    for (size_t i = 0; i < (ascii ? BYTES_PER_LINE : count); i++) {
        fputs(i == BYTES_PER_LINE / 2 ? "  " : " ", out);
        if (i < count)
            smp_put_hex(out, &bytes[i], 1, '\0');
        else
            fputs("  ", out);
    }
    if (ascii)
        fputs("    ", out);
    for (size_t i = 0; ascii && i < count; i++)
        putc_unlocked(bytes[i] >= 0x20 && bytes[i] < 0x7f ? bytes[i] : '.', out);
    putc('\n', out);
}

void smp_hex_dump(FILE *out, const uint8_t *data, size_t length, bool ascii)
{
    for (size_t at = 0; at < length; at += BYTES_PER_LINE)
        dump_line(out, data + at, at, length - at < BYTES_PER_LINE ? length - at : BYTES_PER_LINE, ascii);
}
