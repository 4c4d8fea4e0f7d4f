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

/* Bytes of the well formed UTF-8 sequence beyond ASCII at text (RFC 3629), 0: none. */
static size_t utf8_length(const uint8_t *text)
{
    size_t length = text[0] >= 0xf0 ? 4 : text[0] >= 0xe0 ? 3 : 2;
    uint32_t code = text[0] & (0xffU >> (length + 1));
    static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };

    if (text[0] < 0xc2 || text[0] > 0xf4)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (text[i] & 0x3f);
    }
    return code < smallest[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? 0 : length;
}

void smp_escape_text(FILE *out, const char *text)
{
    const uint8_t *bytes = (const uint8_t *)text;

    while (*bytes) {
        size_t length = utf8_length(bytes);

        if (length)
            fwrite(bytes, 1, length, out);
        else
            smp_escape(out, bytes, 1);
        bytes += length ? length : 1;
    }
}
