/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Reading frames from hex text, in the forms that dump programs print and people write.
 *
 * A dump line has an offset, which must be the number of bytes read so far, and may end in a column of
 * characters. Its form tells where the bytes end:
 *   --hex        " 00     41 00 00 11    A..."   offset and three blanks: at the next three blanks
 *   xxd          "00000000: 4100 0011  A..."     offset and a colon: at the next two blanks
 *   hexdump -C   "00000000  41 00 00 11 |A...|"  a bar: at the bar */
#include "core/digits.h"
#include "core/lines.h"
#include "interface/recording.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

static const char blanks[] = " ,";

/* Records what is wrong with a line. */
static bool SMP_PRINTF(2, 3) refuse(struct smp_hex *hex, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(hex->problem, sizeof hex->problem, format, arguments);
    va_end(arguments);
    return false;
}

/* Cuts the comment and final blanks, and turns tabs into blanks; false: the line is no text. */
static bool clean(struct smp_hex *hex, char *line)
{
    size_t length = strcspn(line, "#");

    while (length > 0 && isspace((unsigned char)line[length - 1]))
        length--;
    line[length] = '\0';
    for (size_t i = 0; i < length; i++) {
        if (line[i] == '\t')
            line[i] = ' ';
        else if (line[i] < ' ' || line[i] > '~')
            return refuse(hex, "byte 0x%02x is no text", (unsigned char)line[i]);
    }
    return true;
}

/* Adds the byte or the packed bytes of a word of length characters. */
static bool add_word(struct smp_hex *hex, const char *word, size_t length)
{
    const char *text = word;
    size_t left = length;

    if (left > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        text += 2;
        left -= 2;
    }
    if (strspn(text, "0123456789abcdefABCDEF") < left)
        return refuse(hex, "'%.*s' is no hex byte", (int)(length < 40 ? length : 40), word);
    if (left > 2 && left % 2 != 0)
        return refuse(hex, "'%.*s' has an odd number of hex digits", (int)(length < 40 ? length : 40), word);
    if ((left + 1) / 2 > hex->room - hex->length)
        return refuse(hex, "more than %zu bytes", hex->room);
    smp_read_hex(text, left, hex->data + hex->length);
    hex->length += (left + 1) / 2;
    return true;
}

/* Adds all words of a text without offset. */
static bool add_words(struct smp_hex *hex, const char *text)
{
    for (text += strspn(text, blanks); *text != '\0'; text += strspn(text, blanks)) {
        size_t length = strcspn(text, blanks);

        if (!add_word(hex, text, length))
            return false;
        text += length;
    }
    return true;
}

/* Is the offset word the number of bytes so far? */
static bool check_offset(struct smp_hex *hex, const char *word, size_t length)
{
    uint64_t offset;

    if (smp_read_digits(word, word + length, 16, &offset) != word + length)
        return refuse(hex, "'%.*s' is no offset", (int)(length < 40 ? length : 40), word);
    if (offset != hex->length)
        return refuse(hex, "offset 0x%" PRIx64 " where 0x%zx is expected", offset, hex->length);
    return true;
}

/* The offset is asked for first: characters of a column may be bars and colons. */
bool smp_hex_line(struct smp_hex *hex, char *line)
{
    char *word = line + strspn(line, " \t");
    size_t length, gap;
    bool colon;
    char *rest, *column;

    if (!clean(hex, word) || *word == '\0')
        return *word == '\0';
    length = strcspn(word, " ,:");
    colon = word[length] == ':';
    rest = word + length + colon;
    gap = strspn(rest, " ");
    column = colon ? strstr(rest + gap, "  ") : gap >= 3 ? strstr(rest + gap, "   ") : strchr(rest, '|');
    if (!colon && gap < 3 && !column)
        return hex->columns && *rest == '\0' ? check_offset(hex, word, length) : add_words(hex, word);
    if (!check_offset(hex, word, length))
        return false;
    hex->columns |= !colon && gap < 3;
    if (column)
        *column = '\0';
    return add_words(hex, rest + gap);
}

/* Reads all lines; false: hex->problem tells. */
static bool read_lines(struct smp_hex *hex, struct smp_lines *lines)
{
    char *line;

    while ((line = smp_lines_next(lines))) {
        if (lines->number == 1 && strncmp(line, SMP_RECORDING_SIGNATURE, strlen(SMP_RECORDING_SIGNATURE)) == 0)
            return refuse(hex, "this is a recording, which is named as a target");
        if (!smp_hex_line(hex, line))
            return false;
    }
    return !lines->problem || refuse(hex, "%s", lines->problem);
}

int smp_hex_parse(const char *path, uint8_t *data, size_t room, size_t *length, struct smp_error *error)
{
    struct smp_hex hex = { .data = data, .room = room };
    struct smp_lines lines;
    bool good;

    *length = 0;
    if (!smp_lines_open(&lines, path))
        return smp_fail(error, SMP_SYNTAX, errno, "cannot read '%s'", lines.name);
    good = read_lines(&hex, &lines);
    smp_lines_close(&lines);
    if (!good)
        return smp_fail(error, SMP_SYNTAX, lines.os_errno, "%s:%zu: %s", lines.name, lines.number, hex.problem);
    if (hex.length == 0)
        return smp_fail(error, SMP_SYNTAX, 0, "no bytes in '%s'", lines.name);
    *length = hex.length;
    return SMP_OK;
}
