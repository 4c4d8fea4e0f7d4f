/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The bytes of a frame in hex. */
#include "output/output.h"

enum { BYTES_PER_LINE = 16, FIRST_BYTE_COLUMN = 8, ASCII_COLUMN = 60 };

static void dump_line(FILE *out, const uint8_t *data, size_t offset, size_t count, bool ascii)
{
    int column = fprintf(out, " %02zx", offset);

    for (size_t i = 0; i < count; i++) {
        int want = FIRST_BYTE_COLUMN + (int)(3 * i) + (i >= BYTES_PER_LINE / 2);

        column += fprintf(out, "%*s%02x", want - column, "", data[offset + i]);
    }
    if (ascii) {
        fprintf(out, "%*s", ASCII_COLUMN - column, "");
        for (size_t i = 0; i < count; i++) {
            uint8_t byte = data[offset + i];

            putc(byte >= 0x20 && byte < 0x7f ? byte : '.', out);
        }
    }
    putc('\n', out);
}

void smp_hex_dump(FILE *out, const uint8_t *data, size_t length, bool ascii)
{
    for (size_t offset = 0; offset < length; offset += BYTES_PER_LINE)
        dump_line(out, data, offset, length - offset < BYTES_PER_LINE ? length - offset : BYTES_PER_LINE, ascii);
}
