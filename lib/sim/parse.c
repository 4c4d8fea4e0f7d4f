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
#include "core/digits.h"
#include "sim/parser.h"

#include <errno.h>
#include <string.h>

/* What some editors put before text in UTF-8. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

enum { MOST_LATENCY = 999999999 };

/* ---- The domain and its hosts ---------------------------------------------------------------------- */

static const struct smp_names units = SMP_NAMES(NULL, WORD("us", 1), WORD("ms", 1000), WORD("s", 1000000));

static void parse_latency(struct smp_sim_parser *parser)
{
    const char *word = smp_sim_take(parser, "latency");
    uint64_t number = 0;
    const char *end = smp_read_digits(word, word + strlen(word), 10, &number);
    const struct smp_name *unit = end ? smp_sim_find_name(&units, end) : NULL;

    if (!unit || number > MOST_LATENCY)
        smp_sim_bad(parser, "bad latency " UNKNOWN ": must be like 80us, 1ms or 2s", word);
    else
        parser->domain->latency_us = number * unit->value;
}

static void parse_requester(struct smp_sim_parser *parser)
{
    parser->domain->requester_name = smp_sim_take(parser, "name of a host");
    parser->domain->requester_line = parser->line;
}

/* Takes the name of a new host or expander. */
static const char *take_name(struct smp_sim_parser *parser)
{
    const char *name = smp_sim_take(parser, "name");

    if (smp_sim_host_named(parser->domain, name) || smp_sim_expander_named(parser->domain, name))
        smp_sim_bad(parser, "the name '%s' is used twice", name);
    return name;
}

static void parse_host(struct smp_sim_parser *parser)
{
    const char *name = take_name(parser);

    if (parser->domain->hosts.count == SIM_MAX_HOSTS)
        smp_sim_bad(parser, "more than %d hosts", SIM_MAX_HOSTS);
    parser->expander = NULL;
    parser->host = smp_sim_add(&parser->domain->hosts);
    if (smp_sim_made(parser, parser->host))
        parser->host->name = name;
}

static void parse_address(struct smp_sim_parser *parser)
{
    uint64_t *address = parser->host ? &parser->host->sas_address : &parser->expander->sas_address;

    *address = smp_sim_take_number(parser, "sas_address", UINT64_MAX);
}

/* ---- An expander ----------------------------------------------------------------------------------- */

static void parse_expander(struct smp_sim_parser *parser)
{
    const char *name = take_name(parser);

    if (smp_sim_expander_at(parser->domain, SIM_MAX_EXPANDERS - 1))
        smp_sim_bad(parser, "more than %d expanders", SIM_MAX_EXPANDERS);
    parser->host = NULL;
    parser->expander = smp_sim_make_expander(parser->domain, name);
    smp_sim_made(parser, parser->expander);
}

/* Standards as people call them, and the newest fields that a target of them has. */
static const struct smp_names standards = SMP_NAMES(NULL,
    WORD("SAS-1", SAS_1), WORD("SAS-1.1", SAS_1_1), WORD("SAS-2", SAS_2_SHORT), WORD("SAS-2.1", SAS_2_1),
    WORD("SPL", SAS_2_1), WORD("SAS-3", SAS_3), WORD("SPL-2", SAS_3), WORD("SPL-3", SAS_3), WORD("SAS-4", SPL_4),
    WORD("SPL-4", SPL_4), WORD("SPL-5", SPL_5));

static void parse_standard(struct smp_sim_parser *parser)
{
    const struct smp_name *name = smp_sim_accept_name(parser, &standards);

    if (parser->expander->phy_count)
        smp_sim_bad(parser, "standard must be told before phys");
    else if (!name)
        smp_sim_bad(parser, "unknown standard " UNKNOWN ": SAS-1.1, SAS-2, SAS-2.1, SAS-3, SAS-4 ...",
                    smp_sim_peek(parser));
    else
        parser->expander->standard = (uint8_t)name->value;
}

static void parse_phys(struct smp_sim_parser *parser)
{
    unsigned count = (unsigned)smp_sim_take_number(parser, "phys", SIM_MAX_PHYS);

    if (parser->host)
        parser->host->phy_count = count;
    else if (count == 0 || parser->expander->phy_count)
        smp_sim_bad(parser, count ? "phys are told twice" : "an expander has at least one phy");
    else
        smp_sim_made(parser, smp_sim_make_phys(parser->expander, count));
}

#define QUIRK_NAME(name, bit, word) WORD(word, bit),
static const struct smp_names quirks = SMP_NAMES(NULL, SIM_QUIRKS(QUIRK_NAME));
#undef QUIRK_NAME

static void parse_quirk(struct smp_sim_parser *parser)
{
    while (smp_sim_more(parser)) {
        const struct smp_name *name = smp_sim_accept_name(parser, &quirks);

        if (name)
            parser->expander->quirks |= name->value;
        else
            smp_sim_bad(parser, "unknown quirk " UNKNOWN, smp_sim_peek(parser));
    }
}

/* ---- Faults ---------------------------------------------------------------------------------------- */

#define ERRNO(name) WORD(#name, name)

static const struct smp_names errnos = SMP_NAMES(NULL,
    ERRNO(EACCES), ERRNO(EAGAIN), ERRNO(EBUSY), ERRNO(EFAULT), ERRNO(EINTR), ERRNO(EINVAL), ERRNO(EIO), ERRNO(ENODEV),
    ERRNO(ENOMEM), ERRNO(ENOTTY), ERRNO(ENXIO), ERRNO(EOVERFLOW), ERRNO(EPERM), ERRNO(EPROTO), ERRNO(ETIMEDOUT));

static const struct smp_names actions = SMP_NAMES(NULL,
    WORD("result", FAULT_RESULT), WORD("short", FAULT_SHORT), WORD("length", FAULT_LENGTH),
    WORD("wrong_function", FAULT_WRONG_FUNCTION), WORD("garbage", FAULT_GARBAGE), WORD("errno", FAULT_ERRNO),
    WORD("timeout", FAULT_TIMEOUT));

static const struct smp_function *take_function(struct smp_sim_parser *parser)
{
    const char *name = smp_sim_peek(parser);
    const struct smp_function *function = smp_function_by_name(name);

    if (smp_sim_accept(parser, "any"))
        return NULL;
    if (!function)
        smp_sim_bad(parser, "unknown function " UNKNOWN, name);
    smp_sim_take(parser, "function");
    return function;
}

/* Takes the number behind the word of a fault, as far as there is one. */
static uint64_t take_fault_number(struct smp_sim_parser *parser, enum smp_sim_fault_kind kind)
{
    const struct smp_name *name = kind == FAULT_ERRNO ? smp_sim_accept_name(parser, &errnos) : NULL;

    if (kind == FAULT_RESULT)
        return smp_sim_take_value(parser, smp_sim_row(&smp_response_header, "function_result"), false).value;
    if (kind == FAULT_SHORT)
        return smp_sim_take_number(parser, "bytes of the response", SMP_MAX_FRAME);
    if (kind == FAULT_LENGTH)
        return smp_sim_take_number(parser, "response length in dwords", 255);
    if (kind == FAULT_ERRNO)
        return name ? name->value : smp_sim_take_number(parser, "errno", 255);
    return 0;
}

static void parse_fault(struct smp_sim_parser *parser)
{
    struct smp_sim_fault *fault = smp_sim_add(&parser->domain->faults);
    const struct smp_name *action;

    if (!smp_sim_made(parser, fault))
        return;
    fault->expander = parser->expander;
    fault->function = take_function(parser);
    action = smp_sim_accept_name(parser, &actions);
    if (!action) {
        smp_sim_bad(parser, "unknown fault: must be result, short, length, wrong_function, garbage, errno or timeout");
        return;
    }
    fault->kind = (uint8_t)action->value;
    fault->number = (unsigned)take_fault_number(parser, fault->kind);
    fault->phy = (unsigned)smp_sim_take_option(parser, "phy", SIM_MAX_PHYS - 1, SIM_NO_PHY);
    fault->after = (unsigned)smp_sim_take_option(parser, "after", UINT16_MAX, 0);
    fault->times = (unsigned)smp_sim_take_option(parser, "times", UINT16_MAX, 0);
}

/* ---- Statements ------------------------------------------------------------------------------------ */

static const struct smp_sim_word statements[] = {
    { .word = "phy", .parse = smp_sim_parse_phy },
    { .word = "set", .parse = smp_sim_parse_set },
    { .word = "sas_address", .where = SIM_HOST_TOO, .parse = parse_address },
    { .word = "phys", .where = SIM_HOST_TOO, .parse = parse_phys },
    { .word = "standard", .parse = parse_standard },
    { .word = "vendor", .key = "vendor_identification" },
    { .word = "product", .key = "product_identification" },
    { .word = "revision", .key = "product_revision_level" },
    { .word = "component_vendor", .key = "component_vendor_identification" },
    { .word = "component_id", .key = "component_id" },
    { .word = "component_revision", .key = "component_revision_level" },
    { .word = "enclosure", .key = "enclosure_logical_identifier" },
    { .word = "route_indexes", .key = "expander_route_indexes" },
    { .word = "routed_addresses", .key = "maximum_number_of_routed_sas_addresses" },
    { .word = "change_count", .key = "expander_change_count" },
    { .word = "quirk", .parse = parse_quirk },
    { .word = "fault", .where = SIM_ANYWHERE, .parse = parse_fault },
    { .word = "expander", .where = SIM_ANYWHERE, .parse = parse_expander },
    { .word = "host", .where = SIM_ANYWHERE, .parse = parse_host },
    { .word = "latency", .where = SIM_ANYWHERE, .parse = parse_latency },
    { .word = "requester", .where = SIM_ANYWHERE, .parse = parse_requester },
    { .word = NULL },
};

static void parse_statement(struct smp_sim_parser *parser)
{
    parser->phys = false;
    parser->first = parser->last = 0;
    if (!smp_sim_dispatch(parser, statements) && !smp_sim_dispatch(parser, smp_sim_data_words))
        smp_sim_bad(parser, "unknown word " UNKNOWN, smp_sim_peek(parser));
}

static void parse_signature(struct smp_sim_parser *parser)
{
    uint64_t version;

    if (!smp_sim_next_line(parser) || !smp_sim_accept(parser, "smp_domain"))
        smp_sim_bad(parser, "no domain file: the first line must be 'smp_domain 1'");
    version = smp_sim_take_number(parser, "version of the language", UINT32_MAX);
    if (version != 1)
        smp_sim_bad(parser, "version %llu of the language is not known", (unsigned long long)version);
}

const char *smp_sim_behind_mark(const char *text)
{
    const char *behind = smp_behind(text, BYTE_ORDER_MARK);

    return behind ? behind : text;
}

int smp_sim_parse(struct smp_sim_domain *domain, struct smp_error *error)
{
    struct smp_sim_parser parser = { .domain = domain, .error = error, .file = domain->file,
                                     .at = smp_sim_behind_mark(domain->text) };

    domain->hosts.bytes = sizeof(struct smp_sim_host);
    domain->faults.bytes = sizeof(struct smp_sim_fault);
    domain->cables.bytes = sizeof(struct smp_sim_cable);
    domain->requester_name = "";
    domain->words = parser.room = smp_sim_room(domain->text);
    smp_sim_made(&parser, parser.room);
    parse_signature(&parser);
    while (smp_sim_next_line(&parser))
        parse_statement(&parser);
    if (!domain->expanders)
        smp_sim_bad(&parser, "the domain has no expander");
    if (!parser.status && domain->faults.count)
        smp_sim_made(&parser, smp_sim_make(domain->expanders, PART_FAULTS, domain->faults.count));
    return parser.status ? parser.status : smp_sim_join(domain, error);
}
