/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Numbers and names of the command line and of input files. */
#include "cli.h"
#include "core/digits.h"

#include <ctype.h>
#include <errno.h>
#include <strings.h>

static const char not_number[] = "not a number";
static const char too_large[] = "too large";

static const struct multiplier {
    const char *suffix;
    uint64_t factor;
} multipliers[] = {
    { "c", 1 },
    { "w", 2 },
    { "b", 512 },
    { "k", 1024 },
    { "kib", 1024 },
    { "kb", 1000 },
    { "m", 1048576 },
    { "mib", 1048576 },
    { "mb", 1000000 },
    { "g", 1073741824 },
    { "gib", 1073741824 },
    { "gb", 1000000000 },
};

static uint64_t find_factor(const char *suffix)
{
    for (size_t i = 0; i < sizeof multipliers / sizeof *multipliers; i++)
        if (strcasecmp(suffix, multipliers[i].suffix) == 0)
            return multipliers[i].factor;
    return 0;
}

/* Multiplies; false: too large. */
static bool scale(uint64_t *number, uint64_t factor)
{
    if (factor && *number > UINT64_MAX / factor)
        return false;
    *number *= factor;
    return true;
}

/* Why a number that was read up to rest, of a text that ends at end, is none. */
static const char *judge(const char *rest, const char *end)
{
    if (!rest && errno == ERANGE)
        return too_large;
    return rest == end ? NULL : not_number;
}

/* A loop over factors, not a recursion: an argument may have very many. Hex runs to the end of the text. */
static const char *parse_product(const char *text, const char *end, uint64_t *product)
{
    bool more = true;

    for (*product = 1; more; text++) {
        bool hex = strncasecmp(text, "0x", 2) == 0;
        uint64_t number, multiplier = 1;

        text = smp_read_number(text, end, &number);
        if (!text || (hex && text != end))
            return judge(text, end);
        more = tolower((unsigned char)*text) == 'x';
        if (!more && text != end)
            multiplier = find_factor(text);
        if (!multiplier)
            return not_number;
        if (!scale(product, number) || !scale(product, multiplier))
            return too_large;
    }
    return NULL;
}

const char *cli_parse_number(const char *text, bool scaled, uint64_t *number)
{
    const char *end = text + strlen(text);
    bool hex = strncasecmp(text, "0x", 2) == 0;

    if (!hex && end - text > 1 && tolower((unsigned char)end[-1]) == 'h')
        return judge(smp_read_digits(text, end - 1, 16, number), end - 1);
    return scaled ? parse_product(text, end, number) : judge(smp_read_number(text, end, number), end);
}

/* ---- Phy identifiers ------------------------------------------------------------------------------- */

static const char *add_range(struct cli *cli, char *item)
{
    char *dash = strchr(item, '-');
    uint64_t first, last;
    const char *why;

    if (dash)
        *dash++ = '\0';
    why = cli_parse_number(item, true, &first);
    if (!why)
        why = cli_parse_number(dash ? dash : item, true, &last);
    if (why)
        return why;
    if (first > LAST_PHY || last > LAST_PHY)
        return "must be 0 to 254";
    if (first > last)
        return "range runs backwards";
    memset(cli->phys + first, true, last - first + 1);
    return NULL;
}

const char *cli_parse_phys(struct cli *cli, const char *text)
{
    const char *why = NULL;
    char copy[1024];

    memset(cli->phys, false, sizeof cli->phys);
    cli->all_phys = strcmp(text, "all") == 0;
    if (cli->all_phys)
        text = "0-254";
    if (strlen(text) >= sizeof copy)
        return "list is too long";
    memcpy(copy, text, strlen(text) + 1);
    for (char *item = copy, *next; item && !why; item = next) {
        next = strchr(item, ',');
        if (next)
            *next++ = '\0';
        why = add_range(cli, item);
    }
    cli->phy_count = cli->first_phy = cli->last_phy = 0;
    for (unsigned phy = 0; phy <= LAST_PHY; phy++) {
        if (!cli->phys[phy])
            continue;
        if (cli->phy_count++ == 0)
            cli->first_phy = phy;
        cli->last_phy = phy;
    }
    return why;
}

/* ---- Names of values as people type them --------------------------------------------------------------- */

enum { SHORT_LETTERS = 2 };

/* What is left of a key behind a typed text, where '-' stands for '_' as well, or of the words of a value; NULL: they
 * do not agree. In words blanks and the case of letters do not count: "6", "6gbps" and "6 Gbps" are the same rate. */
static const char *match(const char *known, const char *text, bool words)
{
    for (; *text; known++, text++) {
        while (words && *known == ' ' && *text != ' ')
            known++;
        if (*known == *text || (!words && *known == '_' && *text == '-'))
            continue;
        if (!words || tolower((unsigned char)*known) != tolower((unsigned char)*text))
            return NULL;
    }
    return known;
}

/* The value that a text names by its key or by its words: in full, or as the only one whose key begins so or whose
 * first words these are. */
static bool find(const struct smp_names *names, const char *text, bool words, uint64_t *number)
{
    size_t matches = 0;

    for (size_t i = 0; i < names->count; i++) {
        const struct smp_name *name = &names->rows[i];
        const char *known = words ? name->text : name->key;
        const char *rest = name->key && known && !name->last ? match(known, text, words) : NULL;

        if (!rest || (words && *rest && *rest != ' '))
            continue;
        *number = name->value;
        if (!*rest)
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
