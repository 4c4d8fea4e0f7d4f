/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Bytes in hex. */
#include "output/output.h"

enum { BYTES_PER_LINE = 16, FIRST_BYTE_COLUMN = 8, ASCII_COLUMN = 60 };

static const char digits[] = "0123456789abcdef";

void smp_put_blanks(FILE *out, int count)
{
    while (count-- > 0)
        putc_unlocked(' ', out);
}

void smp_put_hex(FILE *out, const uint8_t *bytes, size_t count, char behind)
{
    for (size_t i = 0; i < count; i++) {
        putc_unlocked(digits[bytes[i] >> 4], out);
        putc_unlocked(digits[bytes[i] & 0xf], out);
        if (behind)
            putc_unlocked(behind, out);
    }
}

void smp_put_list(FILE *out, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            putc_unlocked(',', out);
        if (bytes[i] >> 4)
            putc_unlocked(digits[bytes[i] >> 4], out);
        putc_unlocked(digits[bytes[i] & 0xf], out);
    }
    putc_unlocked('\n', out);
}

static void dump_line(FILE *out, const uint8_t *data, size_t offset, size_t count, bool ascii)
{
    int column = fprintf(out, " %02zx", offset);

    for (size_t i = 0; i < count; i++) {
        int want = FIRST_BYTE_COLUMN + (int)(3 * i) + (i >= BYTES_PER_LINE / 2);

        smp_put_blanks(out, want - column);
        smp_put_hex(out, &data[offset + i], 1, '\0');
        column = want + 2;
    }
    if (ascii) {
        smp_put_blanks(out, ASCII_COLUMN - column);
        for (size_t i = 0; i < count; i++) {
            uint8_t byte = data[offset + i];

            putc_unlocked(byte >= 0x20 && byte < 0x7f ? byte : '.', out);
        }
    }
    putc_unlocked('\n', out);
}

void smp_hex_dump(FILE *out, const uint8_t *data, size_t length, bool ascii)
{
    for (size_t offset = 0; offset < length; offset += BYTES_PER_LINE)
        dump_line(out, data, offset, length - offset < BYTES_PER_LINE ? length - offset : BYTES_PER_LINE, ascii);
}
