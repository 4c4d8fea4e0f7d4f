/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Names of values as people type them. */
#include "cli.h"

#include <ctype.h>
#include <string.h>

enum how { NOT_AT_ALL, AS_BEGINNING, IN_FULL };

enum { SHORT_LETTERS = 2 };

/* How a typed text agrees with a key, where '-' stands for '_' as well; or with the words of a value: all of them,
 * or whole ones from the first. In words blanks and the case of letters do not count: "6", "6gbps" and "6 Gbps" are
 * the same rate. */
static enum how match(const char *known, const char *text, bool words)
{
    for (; *text; known++, text++) {
        while (words && *known == ' ' && *text != ' ')
            known++;
        if (*known == *text || (!words && *known == '_' && *text == '-'))
            continue;
        if (!words || tolower((unsigned char)*known) != tolower((unsigned char)*text))
            return NOT_AT_ALL;
    }
    if (*known == '\0')
        return IN_FULL;
    return !words || *known == ' ' ? AS_BEGINNING : NOT_AT_ALL;
}

/* The value that a text names by its key or by its words: in full, or as the only one that begins so. */
static bool find(const struct smp_names *names, const char *text, bool words, uint64_t *number)
{
    size_t matches = 0;

    for (size_t i = 0; i < names->count; i++) {
        const struct smp_name *name = &names->rows[i];
        const char *known = words ? name->text : name->key;
        enum how how = name->key && known && !name->last ? match(known, text, words) : NOT_AT_ALL;

        if (how == NOT_AT_ALL)
            continue;
        *number = name->value;
        if (how == IN_FULL)
            return true;
        matches++;
    }
    return matches == 1;
}

bool cli_find_name(const struct smp_names *names, const struct smp_names *shorts, const char *text, uint64_t *number)
{
    if (strlen(text) < (shorts ? SHORT_LETTERS : 1))
        return false;
    for (size_t i = 0; shorts && i < shorts->count; i++) {
        *number = shorts->rows[i].value;
        if (strncmp(shorts->rows[i].key, text, SHORT_LETTERS) == 0)
            return true;
    }
    return names && (find(names, text, false, number) || find(names, text, true, number));
}
