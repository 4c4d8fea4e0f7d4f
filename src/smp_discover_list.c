/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_discover_list: DISCOVER LIST, many phys in one response. */
#include "phy.h"
#include "files.h"

/* What this run lists, and how far it has come. */
static struct {
    struct phy_line_style style;
    struct phy_query query;
    bool one_line;
    unsigned next;  /* phy identifier to go on with */
    unsigned most;  /* phys to list */
    unsigned end;   /* first phy identifier that the target has not */
    unsigned index; /* of the next descriptor: so many were listed */
    bool tail;      /* a line with a tail was printed */
    int worst;      /* status of a descriptor with a function result */
} listing;

static int check(struct cli *cli)
{
    bool other = cli_count(cli, "summary") || cli_count(cli, "adn") || cli_number(cli, "filter") ||
                 cli_count(cli, "descriptor") || cli->mode != OUTPUT_TEXT || cli_count(cli, "inhex");

    if (cli_count(cli, "zpi") && other)
        return cli_fail(cli, SMP_SYNTAX, "--zpi does not go with --summary, --adn, --filter, --descriptor, --inhex "
                        "and other outputs than text");
    return SMP_OK;
}

static unsigned choose_type(const struct cli *cli, bool summary)
{
    if (cli_count(cli, "descriptor"))
        return (unsigned)cli_number(cli, "descriptor");
    if (cli_count(cli, "adn") || phy_slots_wanted(cli) || cli_count(cli, "cap"))
        return LONG_DESCRIPTOR;
    return cli_count(cli, "brief") || summary || cli_count(cli, "zpi") ? SHORT_DESCRIPTOR : LONG_DESCRIPTOR;
}

/* Makes the listing that the options ask for. */
static void begin_listing(struct cli *cli)
{
    bool some = cli_count(cli, "one") || cli_count(cli, "num") || cli_count(cli, "phy") || cli_count(cli, "zpi");
    bool summary = cli_count(cli, "summary") || !some;
    bool all = summary || cli_count(cli, "inhex") || (cli_count(cli, "zpi") && !cli_count(cli, "num"));

    listing.query.type = choose_type(cli, summary);
    listing.query.filter = (unsigned)cli_number(cli, "filter");
    listing.query.ignore_zone = cli_count(cli, "ignore") || cli_count(cli, "zpi");
    listing.style.brief = (int)cli_count(cli, "brief") + summary;
    listing.style.names = cli_count(cli, "adn") && listing.query.type == LONG_DESCRIPTOR;
    listing.style.capable = cli_count(cli, "cap");
    listing.style.slots = phy_slots_wanted(cli);
    listing.style.show_all = cli->verbose > 0;
    listing.one_line = summary || cli_count(cli, "one");
    listing.next = (unsigned)cli_number(cli, "phy");
    listing.most = all ? MAX_PHYS : (unsigned)cli_number(cli, "num");
    listing.end = MAX_PHYS;
    if (listing.query.type == SHORT_DESCRIPTOR && (cli_count(cli, "adn") || cli_count(cli, "dsn")))
        cli_warn(cli, "short descriptors (--descriptor=1) have no device name and slot: --adn and --dsn are ignored");
}

/* ---- Text ------------------------------------------------------------------------------------------ */

static void full_text(struct cli *cli, const struct smp_frame *header, const struct smp_frame *frame, unsigned phy)
{
    uint64_t count, all = smp_frame_value(header, "expander_change_count");

    if (cli_count(cli, "brief") && !cli->verbose && frame->result == 0 &&
        smp_frame_value(frame, "attached_device_type") == 0)
        return;
    printf("descriptor %u:\n  phy identifier: %u\n", listing.index, phy);
    if (frame->result == RESULT_PHY_VACANT) {
        puts("  inaccessible (phy vacant)");
    } else if (frame->result) {
        printf("  >>> function result: %s\n", cli_result_text(frame->result));
        listing.worst = SMP_OTHER;
    } else if (phy_is_long(frame)) {
        if (smp_frame_get(frame, "expander_change_count", &count) && count && count != all)
            printf("  >>> expander change counts differ, header: %" PRIu64 ", this phy: %" PRIu64 "\n", all, count);
        phy_text(cli, frame, "phy_identifier");
    } else {
        phy_short_text(cli, frame, smp_frame_value(header, "zoning_enabled"));
    }
}

/* ---- Zone phy information, as smp_conf_zone_phy_info reads it ---------------------------------------- */

enum { ZONE_PHY_BYTES = 8 };

static void zpi_head(const struct cli *cli, const struct smp_frame *header)
{
    unsigned most = cli_count(cli, "num") ? (unsigned)cli_number(cli, "num") : MAX_PHYS - 1;

    fprintf(cli->out, "# Zone phy information from DISCOVER LIST:\n#  expander change count: %" PRIu64 "\n"
            "#  starting phy id: %" PRIu64 "\n#  maximum number of phys output: %u\n#  zoning enabled: %" PRIu64 "\n#\n"
            "# Values below are in hex, phy_id in first column, zone group in last\n",
            smp_frame_value(header, "expander_change_count"), smp_frame_value(header, "starting_phy_identifier"), most,
            smp_frame_value(header, "zoning_enabled"));
}

/* The line of a phy; a vacant one is a comment, others may be left out. */
static void zpi_line(struct cli *cli, const struct smp_frame *frame, unsigned phy)
{
    const struct smp_table *table = cli_descriptor_table(&smp_function_configure_zone_phy_information.request);
    uint8_t bytes[ZONE_PHY_BYTES] = { 0 };

    if (frame->result == RESULT_PHY_VACANT) {
        fprintf(cli->out, "# phy %x: vacant\n", phy);
        return;
    }
    if (frame->result) {
        cli_warn(cli, "phy %u: function result: %s", phy, cli_result_text(frame->result));
        listing.worst = SMP_OTHER;
        return;
    }
    for (size_t i = 0; i < table->count; i++)
        smp_field_put(bytes, sizeof bytes, &table->rows[i], smp_frame_value(frame, table->rows[i].key));
    smp_put_hex(cli->out, bytes, table->bytes, ',');
    putc('\n', cli->out);
}

/* ---- Requests -------------------------------------------------------------------------------------- */

/* Prints the descriptors of an answer and moves on behind the last one. Returns why they end early. */
static const char *print_elements(struct cli *cli, const struct smp_frame *header)
{
    const bool text = cli->mode == OUTPUT_TEXT, zpi = cli_count(cli, "zpi");
    struct smp_list_iterator list = smp_frame_list(header);

    for (; listing.index < listing.most && smp_list_next(&list); listing.index++) {
        unsigned phy = (unsigned)smp_frame_value(&list.element, "phy_identifier");

        if (zpi)
            zpi_line(cli, &list.element, phy);
        else if (text && !listing.one_line)
            full_text(cli, header, &list.element, phy);
        else if (text && phy_line(&listing.style, phy, &list.element) && !listing.style.brief)
            listing.tail = true;
        if (phy >= listing.next)
            listing.next = phy + 1;
    }
    return list.problem;
}

/* What the text output shows of a response: the next part of this run's listing, or one from --inhex. */
static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    if (cli_count(cli, "inhex"))
        begin_listing(cli);
    listing.style.zoning = smp_frame_value(frame, "zoning_enabled");
    if (!listing.index && cli_count(cli, "zpi") && !cli_count(cli, "brief"))
        zpi_head(cli, frame);
    else if (!listing.index && !cli_count(cli, "zpi") && !listing.one_line)
        cli_print_header(cli, frame);
    return print_elements(cli, frame);
}

/* An answer that brings no phy behind those before ends the listing. */
static int list_phys(struct cli *cli)
{
    unsigned asked = MAX_PHYS; /* none yet */
    int status = SMP_OK;

    while (status == SMP_OK && listing.index < listing.most && listing.next < listing.end && listing.next != asked) {
        asked = listing.next;
        if (phy_list_send(cli, &listing.query, asked, listing.most - listing.index) == CLI_DRY_RUN)
            return SMP_OK;
        if (cli->answer.status != RESULT_PHY_DOES_NOT_EXIST || !listing.index)
            status = cli_show(cli);
        if (cli->answer.status == SMP_OK && status == SMP_OK && cli->mode != OUTPUT_TEXT)
            print_elements(cli, &cli->answer.frame);
    }
    if (status == SMP_OK && listing.tail)
        puts(listing.style.zoning ? "Zoning enabled" : "Zoning disabled");
    return status ? status : listing.worst;
}

static int run(struct cli *cli)
{
    unsigned phys = 0;

    begin_listing(cli);
    if (cli_send(cli, &smp_function_report_general, NULL, 0) == SMP_OK) {
        listing.style.universal = smp_frame_value(&cli->answer.frame, "table_to_table_supported");
        phys = (unsigned)smp_frame_value(&cli->answer.frame, "number_of_phys");
    }
    if (phys)
        listing.end = phys;
    if (listing.next >= listing.end && cli->mode == OUTPUT_TEXT)
        printf("Given phy_id=%u equals or exceeds number of phys (%u)\n", listing.next, listing.end);
    return output_run(cli, "zpi", FILE_NEW, list_phys);
}

SMP_UTILITY(.summary = "Send DISCOVER LIST requests and show phys and what is attached to them.",
            .function = &smp_function_discover_list, .title = "Discover list response header", .many = true,
            .check = check, .run = run, .view = view, OPTIONS(
    OPT_FLAG('A', "adn", "one line per phy: attached device name instead of rate and zone group"),
    OPT_FLAG('b', "brief", "less output; twice: even less"),
    OPT_FLAG('c', "cap", "take the phy capabilities apart; one line per phy: say if the attached phy is faster"),
    OPT_FIELD('d', "descriptor", "TY", "descriptor_type", "descriptor type: 0 long, 1 short"),
    OPT_FLAG('D', "dsn", "one line per phy: device slot number (also if SMP_UTILS_DSN is set)"),
    OPT_FIELD('f', "filter", "FI", "phy_filter",
              "0 all phys, 1 with expanders, 2 with anything attached, 3 with devices"),
    OPT_FLAG('i', "ignore", "ignore zone groups: show phys that zoning hides"),
    OPT_FLAG('l', "list", "accepted for compatibility; see --kv"),
    OPT_NUMBER('n', "num", "NUM", 0, 254, "number of phys (default 1; with --summary and --zpi all)", .preset = 1),
    OPT_FLAG('o', "one", "one line per phy"),
    OPT_FIELD('p', "phy", "ID", "starting_phy_identifier", "first phy", .high = LAST_PHY),
    OPT_FLAG('S', "summary", "all phys that have something attached (what happens without -o, -n, -p, -Z)"),
    OPT_TEXT('Z', "zpi", "FN", "write a zone phy information file for smp_conf_zone_phy_info (- is stdout)")))
