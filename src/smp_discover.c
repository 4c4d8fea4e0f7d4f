/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_discover: DISCOVER, one phy or all of them. */
#include "discover.h"
#include "discover_names.h"

#include <inttypes.h>
#include <stdlib.h>

static const struct smp_option options[] = {
    OPT_FLAG('A', "adn", "one line per phy: attached device name instead of rate and zone group"),
    OPT_FLAG('b', "brief", "less output; twice: even less"),
    OPT_FLAG('c', "cap", "take the phy capabilities apart; one line per phy: say if the attached phy is faster"),
    OPT_FLAG('D', "dsn", "one line per phy: device slot number (also if SMP_UTILS_DSN is set)"),
    OPT_FLAG('i', "ignore", "ignore zone groups: show phys that zoning hides"),
    OPT_FLAG('l', "list", "name=value lines"),
    OPT_FLAG('m', "multiple", "all phys, one line each; twice: all their fields"),
    OPT_FLAG('M', "my", "only the SAS address of the target itself"),
    OPT_NUMBER('n', "num", "NUM", 0, 65535, "with --multiple or --summary: number of phys (0: all)", .preset = 0),
    OPT_FLAG(0, "one-by-one", "one DISCOVER request for each phy, no DISCOVER LIST"),
    OPT_PHYS("phy, or first phy with --multiple; 0-3,8 or all: a line each"),
    OPT_FLAG('S', "summary", "all phys that have something attached (what happens without -p, -n, -m, -M)"),
    OPT_ZERO,
};

enum mode { MODE_ONE, MODE_ADDRESS, MODE_LINES, MODE_FULL };

static bool is_summary(const struct cli *cli)
{
    return cli_count(cli, "summary") || !(cli_count(cli, "phy") || cli_number(cli, "num") || cli_count(cli, "multiple"));
}

static enum mode choose_mode(const struct cli *cli)
{
    if (cli_count(cli, "my"))
        return MODE_ADDRESS;
    if (!is_summary(cli) && cli_count(cli, "multiple") > 1)
        return MODE_FULL;
    return is_summary(cli) || cli_count(cli, "multiple") || cli->phy_count > 1 ? MODE_LINES : MODE_ONE;
}

/* ---- One phy --------------------------------------------------------------------------------------- */

static int send_discover(struct cli *cli, unsigned phy, struct cli_answer *answer)
{
    const struct smp_param params[] = { { .key = "phy_identifier", .number = phy },
                                        { .key = "ignore_zone_group", .number = cli_count(cli, "ignore") > 0 } };

    return cli_send(cli, &smp_function_discover, params, sizeof params / sizeof *params, answer);
}

static void print_change_count(const struct cli *cli, const struct smp_frame *frame)
{
    uint64_t count;

    if (!cli_count(cli, "brief") && smp_frame_get(frame, "expander_change_count", &count))
        printf("expander_cc=%" PRIu64 "\n", count);
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    if (cli_count(cli, "list")) {
        print_change_count(cli, frame);
        discover_names(frame, (unsigned)smp_frame_value(frame, "phy_identifier"), cli_count(cli, "brief"));
        return NULL;
    }
    cli_print_title(cli);
    phy_text(cli, frame, NULL, cli_count(cli, "cap"));
    return NULL;
}

static int run_one(struct cli *cli)
{
    unsigned phy = cli_first_phy(cli);
    struct cli_answer answer;
    int status = send_discover(cli, phy, &answer);

    if (cli->mode == OUTPUT_TEXT && status == RESULT_PHY_VACANT)
        printf("  phy identifier: %u  inaccessible (phy vacant)\n", phy);
    return cli_show(cli, &answer);
}

static int run_address(struct cli *cli)
{
    struct cli_answer answer;
    int status = send_discover(cli, cli_first_phy(cli), &answer);
    uint64_t address = smp_frame_value(&answer.frame, "sas_address");

    if (cli->mode != OUTPUT_TEXT || status == CLI_DRY_RUN)
        return cli_show(cli, &answer);
    printf("0x%" PRIx64 "\n", address);
    return status == RESULT_PHY_VACANT && address ? SMP_OK : cli_answer_failure(cli, &answer);
}

/* ---- All phys -------------------------------------------------------------------------------------- */

static void warn_address(const struct cli *cli, const struct phy_table *table)
{
    uint64_t address;

    if (!cli_number(cli, "sa") || !table->used ||
        !smp_frame_get(&table->entries[0].frame, "sas_address", &address))
        return;
    if (address != cli->sas_address)
        puts("  <<< Warning: reported expander address is not the one requested >>>");
}

static void print_full(const struct cli *cli, const struct phy_entry *entry)
{
    if (entry->frame.result) {
        const struct phy_line_style plain = { .brief = 0 };

        phy_line(&plain, entry->phy, &entry->frame);
        return;
    }
    if (cli_count(cli, "list")) {
        discover_names(&entry->frame, entry->phy, cli_count(cli, "brief"));
        return;
    }
    printf("phy identifier: %u\n", entry->phy);
    if (entry->frame.table == &smp_function_discover.response) {
        struct smp_text text = cli_text_style(cli, 2);

        smp_text_key(&text, &entry->frame, "expander_change_count");
    }
    phy_text(cli, &entry->frame, "phy_identifier", cli_count(cli, "cap"));
}

static void print_entry(struct cli *cli, enum mode mode, const struct phy_line_style *style,
                        const struct phy_entry *entry)
{
    if (cli->mode == OUTPUT_JSON || cli->mode == OUTPUT_KV)
        cli_show_data(cli, &entry->frame);
    else if (cli->mode == OUTPUT_HEX)
        smp_hex_dump(stdout, entry->bytes, entry->frame.length, cli_count(cli, "hex") > 1);
    else if (cli->mode == OUTPUT_RAW)
        smp_raw_dump(stdout, entry->bytes, entry->frame.length);
    else if (mode == MODE_FULL || cli_count(cli, "list"))
        print_full(cli, entry);
    else
        phy_line(style, entry->phy, &entry->frame);
}

/* A first phy that the target has not. */
static void tell_beyond(struct cli *cli, const struct phy_query *query, const struct phy_table *table)
{
    unsigned count = table->general.number_of_phys;

    if (!count || query->first < count)
        return;
    if (cli->mode == OUTPUT_TEXT)
        printf("Given phy_id=%u at or beyond number of phys (%u)\n", query->first, count);
    else
        cli_warn(cli, "phy %u is at or beyond the number of phys (%u)", query->first, count);
}

static void print_table(struct cli *cli, enum mode mode, const struct phy_table *table)
{
    const struct phy_line_style style = {
        .brief = (int)cli_count(cli, "brief") + is_summary(cli),
        .names = cli_count(cli, "adn"),
        .slots = phy_slots_wanted(cli),
        .slots_if_brief = true,
        .capable = cli_count(cli, "cap"),
        .universal = table->general.universal,
        .zoning = table->zoning,
    };

    if (cli->mode == OUTPUT_TEXT)
        warn_address(cli, table);
    for (size_t i = 0; i < table->used; i++)
        if (cli->phy_count <= 1 || cli_phy_wanted(cli, table->entries[i].phy))
            print_entry(cli, mode, &style, &table->entries[i]);
}

static struct phy_query make_query(const struct cli *cli, enum mode mode)
{
    bool bytes = cli->mode == OUTPUT_HEX || cli->mode == OUTPUT_RAW;
    bool lines = mode == MODE_LINES && cli->mode == OUTPUT_TEXT && !cli_count(cli, "list");
    bool short_will_do = lines && !cli_count(cli, "adn") && !cli_count(cli, "cap") && !phy_slots_wanted(cli) &&
                         !cli_number(cli, "sa");
    struct phy_query query = {
        .first = cli_first_phy(cli),
        .count = cli->phy_count > 1 && !cli->all_phys ? cli_last_phy(cli) - cli_first_phy(cli) + 1
                 : cli_number(cli, "num")             ? (unsigned)cli_number(cli, "num")
                                                      : MAX_PHYS,
        .ignore_zone = cli_count(cli, "ignore"),
        .type = short_will_do ? SHORT_DESCRIPTOR : LONG_DESCRIPTOR,
        .one_by_one = bytes || cli_count(cli, "one-by-one") || cli_count(cli, "zero"),
        .only_wanted = cli->phy_count > 1,
    };

    return query;
}

static int run_table(struct cli *cli, enum mode mode)
{
    const struct phy_query query = make_query(cli, mode);
    struct phy_table *table = calloc(1, sizeof *table);
    int status;

    if (!table)
        return cli_fail(cli, SMP_RESOURCE, "out of memory");
    status = phy_table_read(cli, &query, table);
    if (status == CLI_DRY_RUN) {
        status = SMP_OK;
    } else {
        tell_beyond(cli, &query, table);
        print_table(cli, mode, table);
        status = cli_answer_failure(cli, &table->last);
        if (status == SMP_OK)
            status = phy_table_check_wanted(cli, table);
        if (table->moved)
            cli_notice(cli, "the expander change count moved twice while reading: phys may not fit together");
    }
    phy_table_free(table);
    free(table);
    return status;
}

static int check(struct cli *cli)
{
    if (cli->phy_count > 1 && cli_number(cli, "num"))
        return cli_fail(cli, SMP_SYNTAX, "--num does not go with a list of phys");
    return SMP_OK;
}

static int run(struct cli *cli)
{
    enum mode mode = choose_mode(cli);

    if (mode == MODE_ONE)
        return run_one(cli);
    return mode == MODE_ADDRESS ? run_address(cli) : run_table(cli, mode);
}

static const struct smp_utility utility = {
    .name = "smp_discover",
    .summary = "Send DISCOVER (or DISCOVER LIST) requests and show phys and what is attached to them.",
    .function = &smp_function_discover,
    .title = "Discover response",
    .brief_title = "Discover response (brief)",
    SMP_OPTIONS(options),
    .many = true,
    .check = check,
    .run = run,
    .view = view,
};

SMP_MAIN(utility)
