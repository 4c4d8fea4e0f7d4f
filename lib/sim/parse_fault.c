/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The statement "fault" of domain files. */
#include "sim/parser.h"

#include <errno.h>

/* By enum smp_sim_fault_kind. */
static const struct {
    const char *word;
    const char *number; /* what the number behind it is, or NULL: there is none, or one with names */
    unsigned max;
} actions[] = {
    [FAULT_RESULT] = { "result", NULL, 0 },
    [FAULT_SHORT] = { "short", "bytes of the response", SMP_MAX_FRAME },
    [FAULT_LENGTH] = { "length", "response length in dwords", 255 },
    [FAULT_WRONG_FUNCTION] = { "wrong_function", NULL, 0 },
    [FAULT_GARBAGE] = { "garbage", NULL, 0 },
    [FAULT_ERRNO] = { "errno", NULL, 0 },
    [FAULT_TIMEOUT] = { "timeout", NULL, 0 },
};

static const struct smp_names errnos = SMP_NAMES(NULL,
    { .key = "EACCES", .value = EACCES }, { .key = "EAGAIN", .value = EAGAIN },
    { .key = "EBUSY", .value = EBUSY },   { .key = "EFAULT", .value = EFAULT },
    { .key = "EINTR", .value = EINTR },   { .key = "EINVAL", .value = EINVAL },
    { .key = "EIO", .value = EIO },       { .key = "ENODEV", .value = ENODEV },
    { .key = "ENOMEM", .value = ENOMEM }, { .key = "ENOTTY", .value = ENOTTY },
    { .key = "ENXIO", .value = ENXIO },   { .key = "EOVERFLOW", .value = EOVERFLOW },
    { .key = "EPERM", .value = EPERM },   { .key = "EPROTO", .value = EPROTO },
    { .key = "ETIMEDOUT", .value = ETIMEDOUT });

static const struct smp_function *take_function(struct smp_sim_parser *parser)
{
    const char *name = smp_sim_peek(parser);
    const struct smp_function *function = smp_function_by_name(name);

    if (smp_sim_accept(parser, "any"))
        return NULL;
    if (!function)
        smp_sim_bad(parser, "unknown function '%s'", name);
    smp_sim_take(parser, "function");
    return function;
}

static uint64_t take_errno(struct smp_sim_parser *parser)
{
    const struct smp_name *name = smp_sim_accept_name(parser, &errnos);

    return name ? name->value : smp_sim_take_number(parser, "errno", 255);
}

static void take_action(struct smp_sim_parser *parser, struct smp_sim_fault *fault)
{
    uint64_t number = 0;
    uint8_t kind = 0;

    while (kind <= FAULT_TIMEOUT && !smp_sim_accept(parser, actions[kind].word))
        kind++;
    fault->kind = kind;
    if (kind > FAULT_TIMEOUT)
        smp_sim_bad(parser, "unknown fault: must be result, short, length, wrong_function, garbage, errno or "
                            "timeout");
    else if (kind == FAULT_RESULT)
        number = smp_sim_take_single(parser, smp_sim_row(&smp_response_header, "function_result"));
    else if (kind == FAULT_ERRNO)
        number = take_errno(parser);
    else if (actions[kind].number)
        number = smp_sim_take_number(parser, actions[kind].number, actions[kind].max);
    fault->number = (unsigned)number;
}

void smp_sim_parse_fault(struct smp_sim_parser *parser)
{
    struct smp_sim_fault *fault = smp_sim_add(&parser->domain->faults);

    if (!smp_sim_made(parser, fault))
        return;
    fault->expander = parser->expander;
    fault->function = take_function(parser);
    take_action(parser, fault);
    fault->phy = (unsigned)smp_sim_take_option(parser, "phy", SIM_MAX_PHYS - 1, SIM_NO_PHY);
    fault->after = (unsigned)smp_sim_take_option(parser, "after", UINT16_MAX, 0);
    fault->times = (unsigned)smp_sim_take_option(parser, "times", UINT16_MAX, 0);
}
