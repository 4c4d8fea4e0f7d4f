/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Numbers and lists of phy identifiers as the command line and input files have them. TAP. */
#include "cli.h"
#include "tap.h"

#include <inttypes.h>
#include <stdlib.h>

enum { PLAIN = 1, SCALED = 2, BOTH = PLAIN | SCALED };

/* Texts that are numbers: for both readers, or where multipliers are read. */
static const struct {
    const char *text;
    int readers;
    uint64_t number;
} numbers[] = {
    { "0", BOTH, 0 },
    { "00", BOTH, 0 },
    { "010", BOTH, 10 },
    { "254", BOTH, 254 },
    { "4294967296", BOTH, UINT64_C(4294967296) },
    { "18446744073709551615", BOTH, UINT64_MAX },
    { "0x0", BOTH, 0 },
    { "0x1f", BOTH, 0x1f },
    { "0X1F", BOTH, 0x1f },
    { "0xffffffffffffffff", BOTH, UINT64_MAX },
    { "0x00000000000000000000000000000001", BOTH, 1 },
    { "5000c50000520a2ah", BOTH, UINT64_C(0x5000c50000520a2a) },
    { "2bH", BOTH, 0x2b },
    { "0h", BOTH, 0 },
    { "bh", BOTH, 0x0b },
    { "3c", SCALED, 3 },
    { "3w", SCALED, 6 },
    { "3b", SCALED, 1536 },
    { "3k", SCALED, 3072 },
    { "3K", SCALED, 3072 },
    { "3KiB", SCALED, 3072 },
    { "3kB", SCALED, 3000 },
    { "3KB", SCALED, 3000 },
    { "3m", SCALED, 3145728 },
    { "3MiB", SCALED, 3145728 },
    { "3MB", SCALED, 3000000 },
    { "3g", SCALED, UINT64_C(3221225472) },
    { "3GiB", SCALED, UINT64_C(3221225472) },
    { "3GB", SCALED, UINT64_C(3000000000) },
    { "0G", SCALED, 0 },
    { "3x4", SCALED, 12 },
    { "3X4", SCALED, 12 },
    { "2x3x4", SCALED, 24 },
    { "2x0x10", SCALED, 32 },
    { "2x1k", SCALED, 2048 },
    { "5x0", SCALED, 0 },
    { "17179869183G", SCALED, UINT64_C(17179869183) << 30 },
};

/* Texts that are none, whoever reads them. */
static const struct {
    const char *text;
    const char *why;
} refused[] = {
    { "", "not a number" },
    { " ", "not a number" },
    { " 5", "not a number" },
    { "5 ", "not a number" },
    { "5,", "not a number" },
    { "5\n", "not a number" },
    { "+5", "not a number" },
    { "-5", "not a number" },
    { "--5", "not a number" },
    { "5.0", "not a number" },
    { "1e3", "not a number" },
    { "abc", "not a number" },
    { "2q", "not a number" },
    { "0x", "not a number" },
    { "0x1g", "not a number" },
    { "0x 1", "not a number" },
    { "0x-1", "not a number" },
    { "0x1fh", "not a number" },
    { "0x0x1", "not a number" },
    { "x5", "not a number" },
    { "h", "not a number" },
    { "5hh", "not a number" },
    { "kh", "not a number" },
    { "k", "not a number" },
    { "5kk", "not a number" },
    { "5kx2", "not a number" },
    { "5x", "not a number" },
    { "5xx5", "not a number" },
    { "5T", "not a number" },
    { "5K i", "not a number" },
    { "nan", "not a number" },
    { "\xc2\xb2", "not a number" },
    { "\xff", "not a number" },
    { "18446744073709551616", "too large" },
    { "99999999999999999999999999999999999", "too large" },
    { "0x10000000000000000", "too large" },
    { "10000000000000000h", "too large" },
};

/* Texts that only overflow by their multiplier. */
static const char *const overflows[] = {
    "17179869184G", "18446744073709551615k", "4294967296x4294967296", "2x2x9223372036854775807",
};

static void check_number(const char *text, bool scaled, const char *why, uint64_t expected)
{
    uint64_t number = 77;
    const char *problem = cli_parse_number(text, scaled, &number);
    bool good = why ? problem && strcmp(problem, why) == 0 : !problem && number == expected;

    if (!ok(good, "'%.*s'%s is %s", (int)strcspn(text, "\n"), text, scaled ? " (with multipliers)" : "",
            why ? why : "read"))
        printf("# got %s, %" PRIu64 "\n", problem ? problem : "a number", number);
}

static void check_numbers(void)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        check_number(numbers[i].text, true, NULL, numbers[i].number);
        check_number(numbers[i].text, false, numbers[i].readers & PLAIN ? NULL : "not a number",
                     numbers[i].number);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        check_number(refused[i].text, true, refused[i].why, 0);
        check_number(refused[i].text, false, refused[i].why, 0);
    }
    for (size_t i = 0; i < sizeof overflows / sizeof *overflows; i++)
        check_number(overflows[i], true, "too large", 0);
}

/* A product of very many factors, as long as an argument can be. */
static void check_long_product(void)
{
    enum { FACTORS = 65000 };
    char *text = malloc(2 * FACTORS + 2);
    uint64_t number = 0;
    const char *why;

    if (!text)
        abort();
    for (size_t i = 0; i < FACTORS; i++)
        memcpy(text + 2 * i, "1x", 2);
    memcpy(text + (size_t)2 * FACTORS, "7", 2);
    why = cli_parse_number(text, true, &number);
    ok(why || number == 7, "a product of %d factors is read or refused", FACTORS);
    free(text);
}

/* ---- Phy identifiers ------------------------------------------------------------------------------- */

/* What a list of phys means: the phys in order, or why it is refused. */
static const struct {
    const char *text;
    const char *why; /* NULL: */
    const char *phys;
} lists[] = {
    { "0", NULL, "0" },
    { "7", NULL, "7" },
    { "254", NULL, "254" },
    { "0x10", NULL, "16" },
    { "10h", NULL, "16" },
    { "0-3", NULL, "0 1 2 3" },
    { "0-3,8", NULL, "0 1 2 3 8" },
    { "8,0-3", NULL, "0 1 2 3 8" },
    { "3,3,2-3", NULL, "2 3" },
    { "0x2-0x4", NULL, "2 3 4" },
    { "5-5", NULL, "5" },
    { "", "not a number", NULL },
    { ",", "not a number", NULL },
    { "1,", "not a number", NULL },
    { ",1", "not a number", NULL },
    { "1,,2", "not a number", NULL },
    { "-", "not a number", NULL },
    { "-1", "not a number", NULL },
    { "1-", "not a number", NULL },
    { "1-2-3", "not a number", NULL },
    { "1 2", "not a number", NULL },
    { "every", "not a number", NULL },
    { "all,1", "not a number", NULL },
    { "255", "must be 0 to 254", NULL },
    { "0-255", "must be 0 to 254", NULL },
    { "4294967296", "must be 0 to 254", NULL },
    { "0-18446744073709551615", "must be 0 to 254", NULL },
    { "18446744073709551616", "too large", NULL },
    { "3-2", "range runs backwards", NULL },
};

static void list_phys(const struct cli *cli, char *text, size_t room)
{
    size_t used = 0;

    text[0] = '\0';
    for (unsigned phy = 0; phy < sizeof cli->phys && used < room; phy++)
        if (cli->phys[phy])
            used += (size_t)snprintf(text + used, room - used, "%s%u", used ? " " : "", phy);
}

static void check_phys(void)
{
    struct cli cli = { 0 };
    char got[2000];

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const char *why = cli_parse_phys(&cli, lists[i].text);

        if (lists[i].why) {
            is_str(why, lists[i].why, lists[i].text);
            continue;
        }
        list_phys(&cli, got, sizeof got);
        is_str(why ? why : got, lists[i].phys, lists[i].text);
    }
    ok(!cli_parse_phys(&cli, "all") && cli.all_phys && cli.phy_count == 255 && !cli.phys[255],
       "all: every identifier but FFh");
    ok(!cli_parse_phys(&cli, "9,4") && !cli.all_phys && cli.phy_count == 2 && cli.first_phy == 4,
       "the first phy is the lowest");
    memset(got, '1', sizeof got - 1);
    got[sizeof got - 1] = '\0';
    ok(cli_parse_phys(&cli, got) != NULL, "a very long list of phys is refused");
}

int main(void)
{
    check_numbers();
    check_long_product();
    check_phys();
    return tap_done();
}
