/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The statement "fault" of domain files. */
#include "sim/parser.h"

#include <errno.h>
#include <string.h>

static const struct {
    const char *word;
    uint8_t kind;
    const char *number; /* what the number behind it is, or NULL: there is none */
    unsigned max;
} actions[] = {
    { "short", FAULT_SHORT, "bytes of the response", SMP_MAX_FRAME },
    { "length", FAULT_LENGTH, "response length in dwords", 255 },
    { "wrong_function", FAULT_WRONG_FUNCTION, NULL, 0 },
    { "garbage", FAULT_GARBAGE, NULL, 0 },
    { "timeout", FAULT_TIMEOUT, NULL, 0 },
};

static const struct {
    const char *word;
    int number;
} errnos[] = {
    { "EACCES", EACCES }, { "EAGAIN", EAGAIN }, { "EBUSY", EBUSY },   { "EFAULT", EFAULT },
    { "EINTR", EINTR },   { "EINVAL", EINVAL }, { "EIO", EIO },       { "ENODEV", ENODEV },
    { "ENOMEM", ENOMEM }, { "ENOTTY", ENOTTY }, { "ENXIO", ENXIO },   { "EOVERFLOW", EOVERFLOW },
    { "EPERM", EPERM },   { "EPROTO", EPROTO }, { "ETIMEDOUT", ETIMEDOUT },
};

static int take_function(struct smp_sim_parser *parser, const struct smp_function **function)
{
    char word[SIM_WORD];

    *function = NULL;
    if (smp_sim_accept(parser, "any"))
        return 0;
    *function = smp_function_by_name(smp_sim_peek(parser, word));
    if (!*function)
        return smp_sim_bad(parser, "unknown function '%s'", word);
    parser->next++;
    return 0;
}

static int take_errno(struct smp_sim_parser *parser, unsigned *number)
{
    uint64_t value;
    int status;

    for (size_t i = 0; i < sizeof errnos / sizeof *errnos; i++)
        if (smp_sim_accept(parser, errnos[i].word)) {
            *number = (unsigned)errnos[i].number;
            return 0;
        }
    status = smp_sim_take_number(parser, "errno", 255, &value);
    *number = status ? 0 : (unsigned)value;
    return status;
}

static int take_action(struct smp_sim_parser *parser, struct smp_sim_fault *fault)
{
    const struct smp_field *result = smp_sim_row(&smp_response_header, "function_result");
    uint64_t number = 0;
    int status = 0;

    if (smp_sim_accept(parser, "result")) {
        status = smp_sim_take_single(parser, result, &number);
        fault->kind = FAULT_RESULT;
        fault->number = (unsigned)number;
        return status;
    }
    if (smp_sim_accept(parser, "errno")) {
        fault->kind = FAULT_ERRNO;
        return take_errno(parser, &fault->number);
    }
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (!smp_sim_accept(parser, actions[i].word))
            continue;
        if (actions[i].number)
            status = smp_sim_take_number(parser, actions[i].number, actions[i].max, &number);
        fault->kind = actions[i].kind;
        fault->number = (unsigned)number;
        return status;
    }
    return smp_sim_bad(parser, "unknown fault: must be result, short, length, wrong_function, garbage, errno "
                               "or timeout");
}

int smp_sim_parse_fault(struct smp_sim_parser *parser)
{
    struct smp_sim_fault fault = { .expander = parser->expander, .phy = SIM_NO_PHY };
    struct smp_sim_fault *item;
    uint64_t phy = SIM_NO_PHY;
    uint64_t after = 0;
    uint64_t times = 0;
    const struct smp_sim_keyed keyed[] = {
        { "phy", SIM_MAX_PHYS - 1, &phy, NULL },
        { "after", UINT16_MAX, &after, NULL },
        { "times", UINT16_MAX, &times, NULL },
    };
    int status = take_function(parser, &fault.function);

    if (!status)
        status = take_action(parser, &fault);
    if (!status)
        status = smp_sim_take_keyed(parser, keyed, sizeof keyed / sizeof *keyed);
    if (status)
        return status;
    fault.phy = (unsigned)phy;
    fault.after = (unsigned)after;
    fault.times = (unsigned)times;
    item = smp_sim_add(&parser->domain->faults, sizeof *item);
    if (!item)
        return smp_sim_no_memory(parser);
    *item = fault;
    return 0;
}
