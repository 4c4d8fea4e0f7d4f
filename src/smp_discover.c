/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_discover: DISCOVER, one phy or all of them. */
#include "phy.h"

static bool is_summary(const struct cli *cli)
{
    return cli_count(cli, "summary") ||
           !(cli_count(cli, "phy") || cli_number(cli, "num") || cli_count(cli, "multiple"));
}

/* Of all phys: their lines, or all their fields? */
static bool shows_fields(const struct cli *cli)
{
    return cli_count(cli, "list") || (!is_summary(cli) && cli_count(cli, "multiple") > 1);
}

/* ---- One phy --------------------------------------------------------------------------------------- */

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    uint64_t count;

    if (!cli_count(cli, "list")) {
        cli_print_title(cli);
        phy_text(cli, frame, NULL);
        return NULL;
    }
    if (!cli_count(cli, "brief") && smp_frame_get(frame, "expander_change_count", &count))
        printf("expander_cc=%" PRIu64 "\n", count);
    phy_names(cli, frame, (unsigned)smp_frame_value(frame, "phy_identifier"));
    return NULL;
}

/* One phy, or with --my the address of the target. */
static int run_one(struct cli *cli)
{
    unsigned phy = cli->first_phy;
    int status = phy_send(cli, phy, cli_count(cli, "ignore"));
    uint64_t address = smp_frame_value(&cli->answer.frame, "sas_address");

    if (cli->mode != OUTPUT_TEXT || status == CLI_DRY_RUN)
        return cli_show(cli);
    if (cli_count(cli, "my")) {
        printf("0x%" PRIx64 "\n", address);
        return status == RESULT_PHY_VACANT && address ? SMP_OK : cli_answer_failure(cli);
    }
    if (status == RESULT_PHY_VACANT)
        printf("  phy identifier: %u  inaccessible (phy vacant)\n", phy);
    return cli_show(cli);
}

/* ---- All phys -------------------------------------------------------------------------------------- */

static void print_fields(const struct cli *cli, const struct phy_entry *entry)
{
    struct smp_text text = cli_text_style(cli, 2);

    if (cli_count(cli, "list")) {
        phy_names(cli, &entry->frame, entry->phy);
        return;
    }
    printf("phy identifier: %u\n", entry->phy);
    smp_text_key(&text, &entry->frame, "expander_change_count");
    phy_text(cli, &entry->frame, "phy_identifier");
}

static void print_entry(struct cli *cli, const struct phy_line_style *style, bool fields, const struct phy_entry *entry)
{
    if (cli->mode == OUTPUT_JSON || cli->mode == OUTPUT_KV)
        cli_show_data(cli, &entry->frame);
    else if (cli->mode != OUTPUT_TEXT)
        cli_show_bytes(cli, entry->frame.data, entry->frame.length);
    else if (fields && !entry->frame.result)
        print_fields(cli, entry);
    else
        phy_line(style, entry->phy, &entry->frame);
}

/* Says what is odd about the target: a first phy that it has not, another address than that of --sa. */
static void warn(struct cli *cli, const struct phy_query *query, const struct phy_table *table)
{
    unsigned count = table->number_of_phys;
    uint64_t address;

    if (count && query->first >= count && cli->mode == OUTPUT_TEXT)
        printf("Given phy_id=%u at or beyond number of phys (%u)\n", query->first, count);
    else if (count && query->first >= count)
        cli_warn(cli, "phy %u is at or beyond the number of phys (%u)", query->first, count);
    if (cli->mode == OUTPUT_TEXT && cli_number(cli, "sa") && table->used &&
        smp_frame_get(&table->entries[0].frame, "sas_address", &address) && address != cli->sas_address)
        puts("  <<< Warning: reported expander address is not the one requested >>>");
}

static void print_table(struct cli *cli, const struct phy_table *table)
{
    const struct phy_line_style style = {
        .brief = (int)cli_count(cli, "brief") + is_summary(cli),
        .names = cli_count(cli, "adn"),
        .capable = cli_count(cli, "cap"),
        .slots = phy_slots_wanted(cli),
        .slots_if_brief = true,
        .universal = table->universal,
        .zoning = table->zoning,
    };
    const bool fields = shows_fields(cli);

    for (size_t i = 0; i < table->used; i++)
        if (cli->phy_count <= 1 || cli->phys[table->entries[i].phy])
            print_entry(cli, &style, fields, &table->entries[i]);
}

/* Are all phys there that a list in --phy names? Else says which is not: the exit status. */
static int check_wanted(struct cli *cli, const struct phy_table *table)
{
    unsigned last = table->used ? table->entries[table->used - 1].phy : 0;

    for (unsigned phy = last + 1; phy < MAX_PHYS && !cli->all_phys && cli->phy_count > 1; phy++)
        if (cli->phys[phy])
            return cli_fail(cli, RESULT_PHY_DOES_NOT_EXIST, "phy %u: %s", phy,
                            cli_result_text(RESULT_PHY_DOES_NOT_EXIST));
    return SMP_OK;
}

static struct phy_query make_query(const struct cli *cli)
{
    unsigned most = (unsigned)cli_number(cli, "num");
    bool bytes = cli->mode == OUTPUT_HEX || cli->mode == OUTPUT_RAW;
    bool short_will_do = cli->mode == OUTPUT_TEXT && !shows_fields(cli) && !cli_count(cli, "adn") &&
                         !cli_count(cli, "cap") && !phy_slots_wanted(cli) && !cli_number(cli, "sa");

    return (struct phy_query){
        .first = cli->first_phy,
        .count = cli->phy_count > 1 ? cli->last_phy - cli->first_phy + 1 : most ? most : MAX_PHYS,
        .ignore_zone = cli_count(cli, "ignore"),
        .type = short_will_do ? SHORT_DESCRIPTOR : LONG_DESCRIPTOR,
        .one_by_one = bytes || cli_count(cli, "one-by-one") || cli_count(cli, "zero"),
        .only_wanted = cli->phy_count > 1,
    };
}

static int run_table(struct cli *cli)
{
    static struct phy_table table;
    const struct phy_query query = make_query(cli);
    int status;

    if (phy_table_read(cli, &query, &table) == CLI_DRY_RUN)
        return SMP_OK;
    warn(cli, &query, &table);
    print_table(cli, &table);
    status = cli_answer_failure(cli);
    if (status == SMP_OK)
        status = check_wanted(cli, &table);
    if (table.moved)
        cli_notice(cli, "the expander change count moved twice while reading: phys may not fit together");
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
    bool several = is_summary(cli) || cli_count(cli, "multiple") || cli->phy_count > 1;

    return several && !cli_count(cli, "my") ? run_table(cli) : run_one(cli);
}

SMP_UTILITY(.summary = "Send DISCOVER (or DISCOVER LIST) requests and show phys and what is attached to them.",
            .function = &smp_function_discover, .brief_title = "Discover response (brief)", .many = true,
            .check = check, .run = run, .view = view, OPTIONS(
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
    OPT_ZERO))
