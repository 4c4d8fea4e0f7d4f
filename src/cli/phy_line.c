/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * A phy in words: one line, or all its fields. */
#include "phy.h"

#include <stdlib.h>

enum { FANOUT_EXPANDER = 3, DEFAULT_ZONE_GROUP = 1, NO_SLOT = 0xff, FIRST_RATE = 8, GENERATIONS = 5 };

/* Negotiated logical link rates: states of a phy that is not ready, and Gbps from g1 on. */
static const char *const rate_words[] = {
    NULL, "disabled", "reset problem", "spinup hold", "port selector", "reset in progress",
    "unsupported phy attached", NULL, "1.5", "3", "6", "12", "22.5",
};

bool phy_slots_wanted(const struct cli *cli)
{
    return cli_count(cli, "dsn") || getenv("SMP_UTILS_DSN");
}

bool phy_is_long(const struct smp_frame *frame)
{
    return frame->table == &smp_function_discover.response;
}

static bool is_set(const struct smp_frame *frame, const char *key)
{
    return smp_frame_value(frame, key) != 0;
}

/* ---- One line -------------------------------------------------------------------------------------- */

static char routing_letter(const struct smp_frame *frame, bool universal)
{
    static const char letters[] = { 'D', 'S', 'T', 'R' };
    uint64_t routing = smp_frame_value(frame, "routing_attribute");

    return routing == 2 && universal ? 'U' : letters[routing < 3 ? routing : 3];
}

/* "SSP+STP)" behind an opening: the protocols whose bits are set, from the row of the first on. */
static void print_roles(const struct smp_frame *frame, const char *opening, const char *first)
{
    static const char *const words[] = { "SSP", "STP", "SMP", "SATA" };
    const struct smp_field *row = smp_frame_row(frame, first);
    const char *before = opening;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++, row++) {
        if (!smp_field_present(frame, row) || !smp_field_number(frame, row))
            continue;
        fputs(before, stdout);
        fputs(words[i], stdout);
        before = "+";
    }
    if (before != opening)
        putchar(')');
}

/* Has a word of phy capabilities a rate: 1 with SSC, 2 without, 3 both, 0 neither. Their rows stand side by side. */
static unsigned find_rate(const struct smp_frame *capabilities, unsigned generation)
{
    const struct smp_field *without = smp_frame_row(capabilities, "g1_without_ssc") + 2 * (generation - 1);

    return (unsigned)(smp_field_number(capabilities, without + 1) | smp_field_number(capabilities, without) << 1);
}

static bool find_capabilities(const struct smp_frame *frame, const char *key, struct smp_frame *word)
{
    const struct smp_field *row = smp_frame_row(frame, key);

    return row && smp_frame_detail(frame, row, word);
}

/* The fastest rate from 6 Gbps on that the attached phy has and this one has not. */
static void print_capable(const struct smp_frame *frame)
{
    struct smp_frame current, attached;

    if (is_set(frame, "virtual_phy") || !find_capabilities(frame, "current_phy_capabilities", &current) ||
        !find_capabilities(frame, "attached_phy_capabilities", &attached))
        return;
    for (unsigned g = GENERATIONS; g >= 3; g--) {
        if (find_rate(&attached, g) && !find_rate(&current, g)) {
            printf("  [att: %s G capable]", rate_words[FIRST_RATE + g - 1]);
            return;
        }
    }
}

/* A port selector is told beside other targets only. */
static void print_attached(const struct phy_line_style *style, const struct smp_frame *frame, uint64_t type)
{
    static const char *const types[] = { "", "", "exp", "fex" };
    uint64_t name;

    printf("attached:[%016" PRIx64 ":%02" PRIu64, smp_frame_value(frame, "attached_sas_address"),
           smp_frame_value(frame, "attached_phy_identifier"));
    if (style->names && smp_frame_get(frame, "attached_device_name", &name))
        printf(" %016" PRIx64, name);
    printf(" %s%s", types[type], is_set(frame, "virtual_phy") ? " V" : "");
    print_roles(frame, " i(", "attached_ssp_initiator_port");
    print_roles(frame, is_set(frame, "attached_sata_port_selector") ? " t(PORT_SEL+" : " t(",
                "attached_ssp_target_port");
    putchar(']');
}

static void print_slot(const struct phy_line_style *style, const struct smp_frame *frame)
{
    uint64_t slot;

    if (style->slots && smp_frame_get(frame, "device_slot_number", &slot) && slot != NO_SLOT)
        printf("  dsn=%" PRIu64, slot);
}

/* What follows the bracket; rate: its word, or NULL. */
static void print_tail(const struct phy_line_style *style, const struct smp_frame *frame, const char *rate,
                       bool attached)
{
    bool bare = style->brief >= 2 || style->names;
    uint64_t group;

    if (!bare && attached && rate)
        printf("  %s Gbps", rate);
    if (!bare && attached && style->capable)
        print_capable(frame);
    if (!bare && style->zoning && smp_frame_get(frame, "zone_group", &group) && group != DEFAULT_ZONE_GROUP)
        printf("  ZG:%" PRIu64, group);
    if (!bare || (attached && style->slots_if_brief))
        print_slot(style, frame);
}

bool phy_line(const struct phy_line_style *style, unsigned phy, const struct smp_frame *frame)
{
    uint64_t type = smp_frame_value(frame, "attached_device_type");
    uint64_t rate = smp_frame_value(frame, "negotiated_logical_link_rate");
    const char *word = rate < sizeof rate_words / sizeof *rate_words ? rate_words[rate] : NULL;
    const char *state = rate < FIRST_RATE ? word : NULL;
    bool attached = type && type <= FANOUT_EXPANDER;

    if (frame->result == RESULT_PHY_VACANT)
        printf("  phy %3u: inaccessible (phy vacant)\n", phy);
    else if (frame->result)
        printf("  phy %3u: function result: %s\n", phy, cli_result_text(frame->result));
    if (frame->result || (!style->show_all && type == 0 && (style->brief >= 2 || (style->brief && !state))))
        return false;
    printf("  phy %3u:%c:%s", phy, routing_letter(frame, style->universal),
           state ? state : attached ? "" : "attached:[0000000000000000:00]");
    if (state)
        print_slot(style, frame);
    else if (attached)
        print_attached(style, frame, type);
    if (!state)
        print_tail(style, frame, word, attached);
    putchar('\n');
    return !state;
}

/* ---- All fields ------------------------------------------------------------------------------------ */

/* "G1: with SSC" for each generation that the word has; the line breaks are those that scripts know. */
static void print_generations(const struct smp_frame *word, bool verbose)
{
    static const char *const ssc[] = { NULL, "with SSC", "without SSC", "with/without SSC" };
    unsigned have[GENERATIONS + 1], known = 0, last = 0, last_on_line;

    for (unsigned g = 1; g <= GENERATIONS; g++) {
        have[g] = find_rate(word, g);
        known += have[g] != 0;
        last = have[g] ? g : last;
    }
    last_on_line = have[1] && have[2] ? 2 : known >= GENERATIONS - 1 ? 4 : last;
    for (unsigned g = 1; g <= last; g++) {
        if (!have[g])
            continue;
        printf("    G%u", g);
        if (verbose)
            printf(" (%s Gbps)", rate_words[FIRST_RATE + g - 1]);
        printf(": %s%s", ssc[have[g]], g == last_on_line || g == last ? "\n" : "");
    }
}

static void print_capabilities(const struct smp_frame *frame, const char *key, bool verbose)
{
    struct smp_frame word;

    if (!find_capabilities(frame, key, &word))
        return;
    printf("    Tx SSC type: %" PRIu64 ", Requested interleaved SPL: %" PRIu64 ", [Req logical lr: 0x%" PRIx64 "]\n",
           smp_frame_value(&word, "tx_ssc_type"), smp_frame_value(&word, "requested_interleaved_spl"),
           smp_frame_value(&word, "requested_logical_link_rate"));
    print_generations(&word, verbose);
    printf("    Extended coefficient settings: %" PRIu64 "\n", smp_frame_value(&word, "extended_coefficient_settings"));
}

void phy_text(const struct cli *cli, const struct smp_frame *frame, const char *after)
{
    static const char *const words[] = { "programmed_phy_capabilities", "current_phy_capabilities",
                                         "attached_phy_capabilities" };
    bool short_of_all = cli_count(cli, "brief") > 1 && !is_set(frame, "attached_device_type");

    for (size_t i = 0; cli_count(cli, "cap") && !cli_count(cli, "brief") && i < sizeof words / sizeof *words; i++) {
        cli_print_part(cli, frame, after, words[i]);
        print_capabilities(frame, words[i], cli->verbose);
        after = words[i];
    }
    cli_print_part(cli, frame, after, short_of_all ? "attached_device_type" : NULL);
}

/* The order of a short descriptor's lines, by their first rows. */
static const char *const short_order[] = {
    "attached_device_type", "attached_reason", "negotiated_logical_link_rate", "attached_ssp_initiator_port",
    "attached_sata_port_selector", "attached_ssp_target_port", "virtual_phy", "attached_sas_address",
    "attached_phy_identifier", "phy_change_count", "routing_attribute", "reason", "negotiated_physical_link_rate",
    "zone_group", "inside_zpsds_persistent", "requested_inside_zpsds", "zone_group_persistent", "inside_zpsds",
    "buffered_phy_burst_size",
};

void phy_short_text(const struct cli *cli, const struct smp_frame *frame, bool zoning)
{
    const struct smp_text text = cli_text_style(cli, 2);

    for (size_t i = 0; i < sizeof short_order / sizeof *short_order; i++) {
        smp_text_key(&text, frame, short_order[i]);
        if (i == 0 && text.brief >= 2 && !is_set(frame, "attached_device_type"))
            return;
    }
    if (text.brief && zoning)
        printf("  zone group: %" PRIu64 "\n", smp_frame_value(frame, "zone_group"));
}
