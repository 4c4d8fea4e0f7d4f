/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Numbers of the command line and of input files. */
#include "cli.h"
#include "core/digits.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

static const char not_number[] = "not a number";
static const char too_large[] = "too large";

/* Digits up to end, all of them, at least one. */
static const char *parse_digits(const char *text, const char *end, unsigned base, uint64_t *number)
{
    const char *rest = smp_read_digits(text, end, base, number);

    if (!rest && errno == ERANGE)
        return too_large;
    return rest == end ? NULL : not_number;
}

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

/* One factor: hex to the end of the text, or decimal and a multiplier. *rest is the factor behind its x, or
 * NULL. A loop over factors, not a recursion: an argument may have very many. */
static const char *parse_factor(const char *text, uint64_t *number, const char **rest)
{
    const char *end = text + strspn(text, "0123456789");
    const char *why;
    uint64_t multiplier = 1;

    *rest = NULL;
    if (strncasecmp(text, "0x", 2) == 0)
        return parse_digits(text + 2, text + strlen(text), 16, number);
    why = parse_digits(text, end, 10, number);
    if (why)
        return why;
    if (tolower((unsigned char)*end) == 'x')
        *rest = end + 1;
    else if (*end)
        multiplier = find_factor(end);
    if (!multiplier)
        return not_number;
    return scale(number, multiplier) ? NULL : too_large;
}

/* Factors with an x between them. */
static const char *parse_scaled(const char *text, uint64_t *number)
{
    uint64_t product = 1;

    while (text) {
        const char *why = parse_factor(text, number, &text);

        if (why)
            return why;
        if (!scale(&product, *number))
            return too_large;
    }
    *number = product;
    return NULL;
}

const char *cli_parse_number(const char *text, bool scaled, uint64_t *number)
{
    size_t length = strlen(text);

    if (strncasecmp(text, "0x", 2) == 0)
        return parse_digits(text + 2, text + length, 16, number);
    if (length > 1 && tolower((unsigned char)text[length - 1]) == 'h')
        return parse_digits(text, text + length - 1, 16, number);
    return scaled ? parse_scaled(text, number) : parse_digits(text, text + length, 10, number);
}

/* ---- Phy identifiers ------------------------------------------------------------------------------- */

enum { LAST_PHY = 254 };

static const char *add_range(struct cli *cli, char *item)
{
    char *dash = strchr(item, '-');
    uint64_t first, last;
    const char *why;

    if (dash)
        *dash = '\0';
    why = cli_parse_number(item, true, &first);
    last = first;
    if (!why && dash)
        why = cli_parse_number(dash + 1, true, &last);
    if (why)
        return why;
    if (first > LAST_PHY || last > LAST_PHY)
        return "must be 0 to 254";
    if (first > last)
        return "range runs backwards";
    for (uint64_t phy = first; phy <= last; phy++)
        cli->phys[phy / 8] |= (uint8_t)(1U << phy % 8);
    return NULL;
}

const char *cli_parse_phys(struct cli *cli, const char *text)
{
    char copy[1024];

    memset(cli->phys, 0, sizeof cli->phys);
    cli->all_phys = strcmp(text, "all") == 0;
    if (cli->all_phys)
        memset(cli->phys, 0xff, sizeof cli->phys);
    if (strlen(text) >= sizeof copy)
        return "list is too long";
    memcpy(copy, text, strlen(text) + 1);
    for (char *item = copy, *next; !cli->all_phys && item; item = next) {
        const char *why;

        next = strchr(item, ',');
        if (next)
            *next++ = '\0';
        why = add_range(cli, item);
        if (why)
            return why;
    }
    cli->phy_count = 0;
    for (unsigned phy = 0; phy <= LAST_PHY; phy++)
        cli->phy_count += cli_phy_wanted(cli, phy);
    return NULL;
}

bool cli_phy_wanted(const struct cli *cli, unsigned phy)
{
    return phy <= LAST_PHY && (cli->phys[phy / 8] >> phy % 8 & 1);
}

unsigned cli_first_phy(const struct cli *cli)
{
    for (unsigned phy = 0; phy <= LAST_PHY; phy++)
        if (cli_phy_wanted(cli, phy))
            return phy;
    return 0;
}

unsigned cli_last_phy(const struct cli *cli)
{
    for (unsigned phy = LAST_PHY; phy > 0; phy--)
        if (cli_phy_wanted(cli, phy))
            return phy;
    return 0;
}
