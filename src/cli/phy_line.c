/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * A phy in words: one line, or all its fields. */
#include "discover.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SAS_OR_SATA_DEVICE = 1, FANOUT_EXPANDER = 3, DEFAULT_ZONE_GROUP = 1, NO_SLOT = 0xff };

bool phy_slots_wanted(const struct cli *cli)
{
    return cli_count(cli, "dsn") || getenv("SMP_UTILS_DSN");
}

static bool is_set(const struct smp_frame *frame, const char *key)
{
    return smp_frame_value(frame, key) != 0;
}

static char routing_letter(const struct smp_frame *frame, bool universal)
{
    static const char letters[] = { 'D', 'S', 'T' };
    uint64_t routing = smp_frame_value(frame, "routing_attribute");

    if (routing >= sizeof letters)
        return 'R';
    return routing == 2 && universal ? 'U' : letters[routing];
}

static const char *phy_state(const struct smp_frame *frame)
{
    static const char *const states[] = {
        NULL, "disabled", "reset problem", "spinup hold", "port selector", "reset in progress",
        "unsupported phy attached",
    };
    uint64_t rate = smp_frame_value(frame, "negotiated_logical_link_rate");

    return rate < sizeof states / sizeof *states ? states[rate] : NULL;
}

static const char *link_rate(const struct smp_frame *frame)
{
    static const char *const rates[] = { "1.5", "3", "6", "12", "22.5" };
    uint64_t rate = smp_frame_value(frame, "negotiated_logical_link_rate");

    return rate >= 8 && rate - 8 < sizeof rates / sizeof *rates ? rates[rate - 8] : NULL;
}

/* " i(SSP+STP)": the protocols whose bits are set. */
static void print_protocols(const struct smp_frame *frame, char letter, const char *const *keys,
                            const char *const *words, size_t count)
{
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        if (!is_set(frame, keys[i]))
            continue;
        printf("%s%s", any ? "+" : letter == 'i' ? " i(" : " t(", words[i]);
        any = true;
    }
    if (any)
        putchar(')');
}

static void print_roles(const struct smp_frame *frame)
{
    static const char *const initiator_keys[] = { "attached_ssp_initiator_port", "attached_stp_initiator_port",
                                                  "attached_smp_initiator_port", "attached_sata_host" };
    static const char *const target_keys[] = { "attached_sata_port_selector", "attached_ssp_target_port",
                                               "attached_stp_target_port", "attached_smp_target_port",
                                               "attached_sata_device" };
    static const char *const words[] = { "PORT_SEL", "SSP", "STP", "SMP", "SATA" };
    bool target = false;

    for (size_t i = 1; i < sizeof target_keys / sizeof *target_keys; i++)
        target = target || is_set(frame, target_keys[i]);
    print_protocols(frame, 'i', initiator_keys, words + 1, 4);
    if (target)
        print_protocols(frame, 't', target_keys, words, 5);
}

static void print_slot(const struct phy_line_style *style, const struct smp_frame *frame)
{
    uint64_t slot;

    if (style->slots && smp_frame_get(frame, "device_slot_number", &slot) && slot != NO_SLOT)
        printf("  dsn=%" PRIu64, slot);
}

static void print_zone(const struct phy_line_style *style, const struct smp_frame *frame)
{
    uint64_t group;

    if (style->zoning && smp_frame_get(frame, "zone_group", &group) && group != DEFAULT_ZONE_GROUP)
        printf("  ZG:%" PRIu64, group);
}

/* Does a word of phy capabilities have a rate, with or without SSC? */
static bool has_rate(const struct smp_frame *capabilities, unsigned generation)
{
    char with[24], without[24];

    snprintf(with, sizeof with, "g%u_with_ssc", generation);
    snprintf(without, sizeof without, "g%u_without_ssc", generation);
    return is_set(capabilities, with) || is_set(capabilities, without);
}

/* The fastest rate that the attached phy has and this one has not. */
static void print_capable(const struct smp_frame *frame)
{
    static const char *const rates[] = { "6", "12", "22.5" };
    const struct smp_field *current_row = smp_frame_row(frame, "current_phy_capabilities");
    const struct smp_field *attached_row = smp_frame_row(frame, "attached_phy_capabilities");
    struct smp_frame current, attached;

    if (!current_row || !attached_row || is_set(frame, "virtual_phy") ||
        !smp_frame_detail(frame, current_row, &current) || !smp_frame_detail(frame, attached_row, &attached))
        return;
    for (unsigned i = sizeof rates / sizeof *rates; i-- > 0;) {
        if (has_rate(&attached, i + 3) && !has_rate(&current, i + 3)) {
            printf("  [att: %s G capable]", rates[i]);
            return;
        }
    }
}

static void print_attached(const struct phy_line_style *style, const struct smp_frame *frame)
{
    static const char *const types[] = { "", "", "exp", "fex" };
    uint64_t name;

    printf("attached:[%016" PRIx64 ":%02" PRIu64, smp_frame_value(frame, "attached_sas_address"),
           smp_frame_value(frame, "attached_phy_identifier"));
    if (style->names && smp_frame_get(frame, "attached_device_name", &name))
        printf(" %016" PRIx64, name);
    printf(" %s%s", types[smp_frame_value(frame, "attached_device_type")], is_set(frame, "virtual_phy") ? " V" : "");
    print_roles(frame);
    putchar(']');
}

/* What follows the bracket. */
static void print_tail(const struct phy_line_style *style, const struct smp_frame *frame, bool attached)
{
    const char *rate = attached ? link_rate(frame) : NULL;
    bool bare = style->brief >= 2 || style->names;

    if (!bare && rate)
        printf("  %s Gbps", rate);
    if (!bare && attached && style->capable)
        print_capable(frame);
    if (!bare)
        print_zone(style, frame);
    if (!bare || (attached && style->slots_if_brief))
        print_slot(style, frame);
}

static enum phy_line result_line(unsigned phy, int result)
{
    if (result == RESULT_PHY_VACANT)
        printf("  phy %3u: inaccessible (phy vacant)\n", phy);
    else
        printf("  phy %3u: function result: %s\n", phy, cli_result_text(result));
    return LINE_PLAIN;
}

enum phy_line phy_line(const struct phy_line_style *style, unsigned phy, const struct smp_frame *frame)
{
    uint64_t type = smp_frame_value(frame, "attached_device_type");
    const char *state = phy_state(frame);
    bool attached = type >= SAS_OR_SATA_DEVICE && type <= FANOUT_EXPANDER;

    if (frame->result)
        return result_line(phy, frame->result);
    if (!style->show_all && type == 0 && (style->brief >= 2 || (style->brief && !state)))
        return LINE_NONE;
    printf("  phy %3u:%c:", phy, routing_letter(frame, style->universal));
    if (state) {
        fputs(state, stdout);
        print_slot(style, frame);
        putchar('\n');
        return LINE_PLAIN;
    }
    if (attached)
        print_attached(style, frame);
    else
        fputs("attached:[0000000000000000:00]", stdout);
    print_tail(style, frame, attached);
    putchar('\n');
    return LINE_ATTACHED;
}

/* ---- All fields ------------------------------------------------------------------------------------ */

enum { GENERATIONS = 5 };

/* "G1: with SSC" for each generation that the word has; the line breaks are those that scripts know. */
static void print_generations(const struct smp_frame *word, int verbose)
{
    static const char *const rates[GENERATIONS] = { "1.5", "3", "6", "12", "22.5" };
    unsigned have = 0, absent = 0;
    bool pending = false, break_after_2;

    for (unsigned g = 1; g <= GENERATIONS; g++)
        if (has_rate(word, g))
            have |= 1U << g;
        else
            absent++;
    break_after_2 = (have & 1U << 1) && (have & 1U << 2);
    for (unsigned g = 1; g <= GENERATIONS; g++) {
        char with[24], without[24];

        if (!(have & 1U << g))
            continue;
        snprintf(with, sizeof with, "g%u_with_ssc", g);
        snprintf(without, sizeof without, "g%u_without_ssc", g);
        printf("    G%u", g);
        if (verbose)
            printf(" (%s Gbps)", rates[g - 1]);
        printf(": %s", !is_set(word, without) ? "with SSC" : !is_set(word, with) ? "without SSC" : "with/without SSC");
        pending = true;
        if ((g == 2 && break_after_2) || (g == 4 && !break_after_2 && absent <= 1)) {
            putchar('\n');
            pending = false;
        }
    }
    if (pending)
        putchar('\n');
}

static void print_capabilities(const struct smp_frame *frame, const char *key, int verbose)
{
    const struct smp_field *row = smp_frame_row(frame, key);
    struct smp_frame word;

    if (!row || !smp_frame_detail(frame, row, &word))
        return;
    printf("    Tx SSC type: %" PRIu64 ", Requested interleaved SPL: %" PRIu64 ", [Req logical lr: 0x%" PRIx64 "]\n",
           smp_frame_value(&word, "tx_ssc_type"), smp_frame_value(&word, "requested_interleaved_spl"),
           smp_frame_value(&word, "requested_logical_link_rate"));
    print_generations(&word, verbose);
    printf("    Extended coefficient settings: %" PRIu64 "\n", smp_frame_value(&word, "extended_coefficient_settings"));
}

void phy_text(const struct cli *cli, const struct smp_frame *frame, const char *after, bool cap)
{
    static const char *const words[] = { "programmed_phy_capabilities", "current_phy_capabilities",
                                         "attached_phy_capabilities" };
    struct smp_text text = cli_text_style(cli, 2);

    text.after = after;
    if (text.brief >= 2 && !is_set(frame, "attached_device_type")) {
        text.until = "attached_device_type";
        smp_text_frame(&text, frame);
        return;
    }
    for (size_t i = 0; cap && !text.brief && i < sizeof words / sizeof *words; i++) {
        text.until = words[i];
        smp_text_frame(&text, frame);
        print_capabilities(frame, words[i], cli->verbose);
        text.after = words[i];
    }
    text.until = NULL;
    smp_text_frame(&text, frame);
}

/* The order of a short descriptor's lines; names of LINE rows are their labels. */
static const char *const short_order[] = {
    "attached_device_type", "attached_reason", "negotiated_logical_link_rate", "attached initiator",
    "attached_sata_port_selector", "attached target", "virtual_phy", "attached_sas_address",
    "attached_phy_identifier", "phy_change_count", "routing_attribute", "reason", "negotiated_physical_link_rate",
    "zone_group", "inside_zpsds_persistent", "requested_inside_zpsds", "zone_group_persistent", "inside_zpsds",
    "buffered_phy_burst_size",
};

void phy_short_text(const struct cli *cli, const struct smp_frame *frame, bool zoning)
{
    const struct smp_text text = cli_text_style(cli, 2);

    for (size_t i = 0; i < sizeof short_order / sizeof *short_order; i++) {
        smp_text_key(&text, frame, short_order[i]);
        if (i == 0 && text.brief >= 2 && smp_frame_value(frame, "attached_device_type") == 0)
            return;
    }
    if (text.brief && zoning)
        printf("  zone group: %" PRIu64 "\n", smp_frame_value(frame, "zone_group"));
}
