/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Faults that a domain file asks for: which request they hit, and what becomes of the response. */
#include "sim/call.h"

bool smp_sim_faults_count(const struct smp_sim_domain *domain)
{
    const struct smp_sim_fault *faults = domain->faults.items;
    const uint64_t *seen = domain->expanders ? domain->expanders->parts[PART_FAULTS].items : NULL;

    for (size_t i = 0; seen && i < domain->faults.count; i++)
        if (seen[i] < faults[i].after + faults[i].times)
            return true;
    return false;
}

static bool concerns(const struct smp_sim_fault *fault, const struct smp_sim_call *call)
{
    if ((fault->expander && fault->expander != call->expander) ||
        (fault->function && fault->function != call->function))
        return false;
    return fault->phy == SIM_NO_PHY ||
           (call->function && smp_frame_row(&call->request, "phy_identifier") &&
            smp_frame_value(&call->request, "phy_identifier") == fault->phy);
}

const struct smp_sim_fault *smp_sim_find_fault(const struct smp_sim_call *call)
{
    struct smp_sim_domain *domain = call->expander->domain;
    const struct smp_sim_fault *fault = domain->faults.items;
    uint64_t *seen = domain->expanders->parts[PART_FAULTS].items;

    for (size_t i = 0; i < domain->faults.count; i++, fault++, seen++) {
        bool counts = *seen < fault->after + fault->times; /* does it still matter how many were seen? */
        bool hit = *seen >= fault->after && (!fault->times || counts);

        if (!concerns(fault, call))
            continue;
        *seen += counts;
        domain->changed = domain->changed || counts;
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

void smp_sim_spoil(struct smp_sim_call *call, const struct smp_sim_fault *fault)
{
    if (fault->kind == FAULT_SHORT && fault->number < call->length)
        call->length = fault->number;
    else if (fault->kind == FAULT_LENGTH)
        call->response.bytes[SMP_LENGTH_BYTE] = (uint8_t)fault->number;
    else if (fault->kind == FAULT_WRONG_FUNCTION)
        call->response.bytes[SMP_FUNCTION_BYTE] ^= 1;
    else if (fault->kind == FAULT_GARBAGE)
        fill_garbage(call->response.bytes, call->length);
}
