/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Faults that a domain file asks for: which request they hit, and what becomes of the response. */
#include "sim/call.h"

#include <string.h>

/* Does it still matter how many requests were seen? */
static bool counts(const struct smp_sim_fault *fault)
{
    return fault->seen < fault->after + fault->times;
}

bool smp_sim_faults_count(const struct smp_sim_domain *domain)
{
    const struct smp_sim_fault *faults = domain->faults.items;

    for (size_t i = 0; i < domain->faults.count; i++)
        if (counts(&faults[i]))
            return true;
    return false;
}

static bool concerns(const struct smp_sim_fault *fault, const struct smp_sim_call *call)
{
    struct smp_frame request;

    if ((fault->expander && fault->expander != call->expander) ||
        (fault->function && fault->function != call->function))
        return false;
    if (fault->phy == SIM_NO_PHY)
        return true;
    if (!call->function)
        return false;
    smp_frame_request(&request, call->function, call->request.data, call->request.length);
    return smp_frame_row(&request, "phy_identifier") &&
           smp_frame_value(&request, "phy_identifier") == fault->phy;
}

const struct smp_sim_fault *smp_sim_find_fault(const struct smp_sim_call *call)
{
    struct smp_sim_fault *faults = call->domain->faults.items;

    for (size_t i = 0; i < call->domain->faults.count; i++) {
        struct smp_sim_fault *fault = &faults[i];
        bool hit = fault->seen >= fault->after && (!fault->times || counts(fault));

        if (!concerns(fault, call))
            continue;
        if (counts(fault)) {
            fault->seen++;
            call->domain->changed = true;
        }
        if (hit)
            return fault;
    }
    return NULL;
}

/* Bytes without meaning, the same every time. */
static void fill_garbage(uint8_t *bytes, size_t length)
{
    uint32_t seed = 0x5eed;

    for (size_t i = 0; i < length; i++) {
        seed = seed * 1664525U + 1013904223U;
        bytes[i] = (uint8_t)(seed >> 24);
    }
}

static void put_header(struct smp_sim_call *call, const char *key, uint64_t number)
{
    smp_field_put(call->response, SMP_MAX_FRAME, smp_sim_row(&smp_response_header, key), number);
}

void smp_sim_spoil(struct smp_sim_call *call, const struct smp_sim_fault *fault)
{
    switch (fault->kind) {
    case FAULT_SHORT:
        call->length = fault->number < call->length ? fault->number : call->length;
        break;
    case FAULT_LENGTH:
        put_header(call, "response_length", fault->number);
        break;
    case FAULT_WRONG_FUNCTION:
        put_header(call, "function",
                   smp_sim_get(&smp_function_report_general, call->response, "function") ^ 1);
        break;
    case FAULT_GARBAGE:
        fill_garbage(call->response, call->length);
        break;
    default:
        break;
    }
}
