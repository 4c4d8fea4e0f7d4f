/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The language of domain files. One statement a line; words are separated by blanks or '='; '#' begins a
 * comment; text with blanks stands in "quotes". Numbers are decimal or begin with 0x; where phys are meant,
 * N+ and N+STEP count up from phy to phy. Values that have names (those of JSON and key=value output) may be
 * given by name. KEY is the key of a field in JSON and key=value output.
 *
 *     smp_domain 1                        first statement
 *     latency TIME                        of each request: 1ms, 80us, 2s
 *     requester HOST                      whose requests these are (else the first host's)
 *     host NAME                           and behind it: sas_address A, phys N
 *     expander NAME                       and behind it:
 *         standard SAS-1.1 | SAS-2 | SAS-2.1 | SAS-3 | SAS-4
 *         sas_address A
 *         phys N
 *         vendor, product, revision, component_vendor, component_id, component_revision, enclosure,
 *         route_indexes, routed_addresses, change_count VALUE
 *         set KEY VALUE                   of REPORT GENERAL or REPORT MANUFACTURER INFORMATION
 *         phy N | N-M | all WORD ...      see below
 *         zoning [128 | 256] [enabled] [saving] [presence | present]
 *         permit GROUPS GROUPS ...        who may reach whom
 *         password zero | disabled | "TEXT"
 *         gpio DRIVES [streams N] [enhanced]
 *         gpio_register TYPE INDEX HEX
 *         route PHY INDEX ADDRESS [disabled]
 *         self_configuration STATUS [phy N] [address A] [final]
 *         broadcast TYPE [count N] [phy N] [reason R]
 *         quirk WORD ...
 *     fault FUNCTION | any ACTION [phy N] [after N] [times N]     behind an expander of it, else of all
 *         ACTION: result R | short BYTES | length DWORDS | wrong_function | garbage | errno E | timeout
 *
 * Words of "phy", as many as wanted: attach NAME PHY (a host or expander of this file), attach ssp | sata |
 * smp | initiator ADDRESS, virtual [ADDRESS], rate GBPS, vacant, disabled, spinup_hold, port_selector,
 * phy_reset_problem and the other states of DISCOVER, routing R, slot N, connector T, element N, link N,
 * name A, far_phy N, fis HEX, affiliation A, group N, event SOURCE [value N] [threshold N], set KEY VALUE
 * (of DISCOVER, REPORT PHY ERROR LOG or REPORT PHY SATA). */
#include "sim/parser.h"

#include <stdlib.h>
#include <string.h>

/* What some editors put before text in UTF-8. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static int parse_latency(struct smp_sim_parser *parser)
{
    static const struct {
        const char *unit;
        uint64_t us;
    } units[] = { { "us", 1 }, { "ms", 1000 }, { "s", 1000000 } };
    struct smp_sim_token token = { 0 };
    uint64_t number = 0;
    size_t digits = 0;
    int status = smp_sim_take(parser, "latency", &token);

    if (status)
        return status;
    while (digits < token.length && digits < 9 && token.start[digits] >= '0' && token.start[digits] <= '9')
        number = 10 * number + (uint64_t)(token.start[digits++] - '0');
    for (size_t i = 0; digits && i < sizeof units / sizeof *units; i++)
        if (token.length - digits == strlen(units[i].unit) &&
            memcmp(token.start + digits, units[i].unit, token.length - digits) == 0) {
            parser->domain->latency_us = number * units[i].us;
            return 0;
        }
    return smp_sim_bad(parser, "bad latency '%.*s': must be like 80us, 1ms or 2s", (int)token.length,
                       token.start);
}

static int parse_requester(struct smp_sim_parser *parser)
{
    struct smp_sim_token token = { 0 };
    int status = smp_sim_take(parser, "name of a host", &token);

    parser->domain->requester_name = (struct smp_sim_text){ token.start, token.length };
    parser->domain->requester_line = parser->line;
    return status;
}

/* Takes the name of a new host or expander. */
static int take_name(struct smp_sim_parser *parser, struct smp_sim_text *name)
{
    struct smp_sim_token token = { 0 };
    int status = smp_sim_take(parser, "name", &token);

    if (status)
        return status;
    *name = (struct smp_sim_text){ token.start, token.length };
    if (smp_sim_host_named(parser->domain, *name) || smp_sim_expander_named(parser->domain, *name))
        return smp_sim_bad(parser, "the name '%.*s' is used twice", (int)name->length, name->start);
    return 0;
}

static int parse_host(struct smp_sim_parser *parser)
{
    struct smp_sim_host **end = &parser->domain->hosts;
    struct smp_sim_text name = { 0 };
    unsigned count = 0;
    int status = take_name(parser, &name);

    if (status)
        return status;
    for (; *end; end = &(*end)->next)
        count++;
    if (count == SIM_MAX_HOSTS)
        return smp_sim_bad(parser, "more than %d hosts", SIM_MAX_HOSTS);
    *end = calloc(1, sizeof **end);
    if (!*end)
        return smp_sim_no_memory(parser);
    (*end)->name = name;
    parser->host = *end;
    parser->expander = NULL;
    return 0;
}

static int parse_expander(struct smp_sim_parser *parser)
{
    struct smp_sim_text name = { 0 };
    int status = take_name(parser, &name);

    if (status)
        return status;
    if (smp_sim_expander_at(parser->domain, SIM_MAX_EXPANDERS - 1))
        return smp_sim_bad(parser, "more than %d expanders", SIM_MAX_EXPANDERS);
    parser->host = NULL;
    parser->expander = smp_sim_make_expander(parser->domain);
    if (!parser->expander)
        return smp_sim_no_memory(parser);
    parser->expander->name = name;
    parser->expander->standard = SAS_2_SHORT;
    return 0;
}

static int parse_host_address(struct smp_sim_parser *parser)
{
    return smp_sim_take_number(parser, "sas_address", UINT64_MAX, &parser->host->sas_address);
}

static int parse_host_phys(struct smp_sim_parser *parser)
{
    uint64_t count = 0;
    int status = smp_sim_take_number(parser, "phys", SIM_MAX_PHYS, &count);

    parser->host->phy_count = (unsigned)count;
    return status;
}

/* ---- Statements ------------------------------------------------------------------------------------ */

static const struct smp_sim_word domain_words[] = {
    { "expander", parse_expander },
    { "host", parse_host },
    { "latency", parse_latency },
    { "requester", parse_requester },
};

static const struct smp_sim_word host_words[] = {
    { "sas_address", parse_host_address },
    { "phys", parse_host_phys },
    { "fault", smp_sim_parse_fault },
};

static const struct smp_sim_word no_words[] = {
    { "fault", smp_sim_parse_fault },
};

static int parse_statement(struct smp_sim_parser *parser)
{
    for (size_t i = 0; i < sizeof domain_words / sizeof *domain_words; i++)
        if (smp_sim_accept(parser, domain_words[i].word))
            return domain_words[i].parse(parser);
    if (parser->expander)
        return smp_sim_parse_expander(parser);
    if (parser->host)
        return smp_sim_dispatch(parser, host_words, sizeof host_words / sizeof *host_words, "word");
    return smp_sim_dispatch(parser, no_words, sizeof no_words / sizeof *no_words, "word");
}

static int parse_statements(struct smp_sim_parser *parser)
{
    for (;;) {
        bool end;
        int status = smp_sim_next_line(parser, &end);

        if (!status && !end)
            status = parse_statement(parser);
        if (status || end)
            return status;
    }
}

size_t smp_sim_mark_bytes(const char *text)
{
    return strncmp(text, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0 ? strlen(BYTE_ORDER_MARK) : 0;
}

static int parse_signature(struct smp_sim_parser *parser)
{
    uint64_t version = 0;
    bool end;
    int status = smp_sim_next_line(parser, &end);

    if (status)
        return status;
    if (end || !smp_sim_accept(parser, "smp_domain"))
        return smp_sim_bad(parser, "no domain file: the first line must be 'smp_domain 1'");
    status = smp_sim_take_number(parser, "version of the language", UINT32_MAX, &version);
    if (!status && version != 1)
        return smp_sim_bad(parser, "version %llu of the language is not known", (unsigned long long)version);
    return status;
}

int smp_sim_parse(struct smp_sim_domain *domain, struct smp_error *error)
{
    struct smp_sim_parser parser = { .domain = domain, .error = error, .file = domain->file,
                                     .at = domain->text + smp_sim_mark_bytes(domain->text) };
    int status = parse_signature(&parser);

    if (!status)
        status = parse_statements(&parser);
    if (!status && !domain->expanders)
        status = smp_sim_bad(&parser, "the domain has no expander");
    return status ? status : smp_sim_join(domain, error);
}
