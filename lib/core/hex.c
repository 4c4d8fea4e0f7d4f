/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Reading frames from hex text, in the forms that dump programs print and people write.
 *
 * A dump line has an offset, which must be the number of bytes read so far, and may end in a column of
 * characters. Its form tells where the bytes end:
 *   --hex        " 00     41 00 00 11    A..."   offset and three blanks: at the next three blanks
 *   xxd          "00000000: 4100 0011  A..."     offset, with or without 0x, and a colon: at the next two blanks
 *   hexdump -C   "00000000  41 00 00 11 |A...|"  a bar: at the bar */
#include "core/digits.h"
#include "core/lines.h"
#include "core/recording.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The functions below return NULL, or what is wrong. */
static const char *SMP_PRINTF(2, 3) refuse(struct smp_hex *hex, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(hex->problem, sizeof hex->problem, format, arguments);
    va_end(arguments);
    return hex->problem;
}

/* Cuts the comment and final blanks, and turns tabs into blanks; all must be text. */
static const char *clean(struct smp_hex *hex, char *line)
{
    size_t length = strcspn(line, "#");

    while (length > 0 && isspace((unsigned char)line[length - 1]))
        length--;
    line[length] = '\0';
    for (size_t i = 0; i < length; i++) {
        if (line[i] >= ' ' && line[i] <= '~')
            continue;
        if (line[i] != '\t')
            return refuse(hex, "byte 0x%02x is no text", (unsigned char)line[i]);
        line[i] = ' ';
    }
    return NULL;
}

/* The hex digits of a word: what stands behind 0x, or all of it. */
static const char *digits_of(const char *word)
{
    return word[0] == '0' && (word[1] == 'x' || word[1] == 'X') && word[2] ? word + 2 : word;
}

/* Adds the byte or the packed bytes of a word. What is wrong is only asked where that fails. */
static const char *add_word(struct smp_hex *hex, const char *word)
{
    const char *text = digits_of(word);
    size_t length = strlen(text), count = (length + 1) / 2;
    bool odd = length > 2 && length % 2 != 0;

    if (!odd && count <= hex->room - hex->length && smp_read_hex(text, length, hex->data + hex->length)) {
        hex->length += count;
        return NULL;
    }
    if (!smp_is_hex(text, length))
        return refuse(hex, "'%.40s' is no hex byte", word);
    return odd ? refuse(hex, "'%.40s' has an odd number of hex digits", word)
               : refuse(hex, "more than %zu bytes", hex->room);
}

/* Adds all words of a text without offset. */
static const char *add_words(struct smp_hex *hex, char *text)
{
    const char *problem = NULL;

    for (char *end = text; *text && !problem; text = end) {
        while (*end && *end != ' ' && *end != ',')
            end++;
        if (*end)
            *end++ = '\0';
        if (*text)
            problem = add_word(hex, text);
    }
    return problem;
}

/* Is the offset the number of bytes so far? */
static const char *check_offset(struct smp_hex *hex, const char *word)
{
    const char *end = word + strlen(word);
    uint64_t offset;

    if (smp_read_digits(digits_of(word), end, 16, &offset) != end)
        return refuse(hex, "'%.40s' is no offset", word);
    if (offset != hex->length)
        return refuse(hex, "offset 0x%" PRIx64 " where 0x%zx is expected", offset, hex->length);
    return NULL;
}

/* The offset is asked for first: characters of a column may be bars and colons. */
const char *smp_hex_line(struct smp_hex *hex, char *line)
{
    char *word = line + strspn(line, " \t");
    char *end, *bytes, *column;
    const char *problem = clean(hex, word);
    bool colon, wide;

    if (problem || *word == '\0')
        return problem;
    end = word + strcspn(word, " ,:");
    colon = *end == ':';
    wide = strspn(end, " ") >= 3;
    bytes = end + (colon || *end == ',');
    bytes += strspn(bytes, " ");
    column = colon ? strstr(bytes, "  ") : wide ? strstr(bytes, "   ") : strchr(bytes, '|');
    if (!colon && !wide && !column)
        return hex->columns && *end == '\0' ? check_offset(hex, word) : add_words(hex, word);
    if (column)
        *column = '\0';
    *end = '\0';
    hex->columns |= !colon && !wide;
    problem = check_offset(hex, word);
    return problem ? problem : add_words(hex, bytes);
}

int smp_hex_parse(const char *path, uint8_t *data, size_t room, size_t *length, struct smp_error *error)
{
    struct smp_hex hex = { .data = data, .room = room };
    struct smp_lines lines;
    const char *problem = NULL;
    char *line;

    *length = 0;
    if (!smp_lines_open(&lines, path, SMP_LINES_MAX))
        return smp_fail(error, SMP_SYNTAX, errno, "cannot read '%s'", lines.name);
    while (!problem && (line = smp_lines_next(&lines)))
        problem = lines.number == 1 && smp_behind(line, SMP_RECORDING_SIGNATURE)
                      ? "this is a recording, which is named as a target"
                      : smp_hex_line(&hex, line);
    smp_lines_close(&lines);
    problem = problem ? problem : lines.problem;
    if (problem)
        return smp_fail(error, SMP_SYNTAX, lines.os_errno, "%s:%zu: %s", lines.name, lines.number, problem);
    if (hex.length == 0)
        return smp_fail(error, SMP_SYNTAX, 0, "no bytes in '%s'", lines.name);
    *length = hex.length;
    return SMP_OK;
}
