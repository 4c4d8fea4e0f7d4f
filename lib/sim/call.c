/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading a request and writing its response by key. */
#include "sim/call.h"

#include <string.h>

uint64_t smp_sim_asked(const struct smp_sim_call *call, const char *key)
{
    const struct smp_field *row = smp_frame_row(&call->request, key);

    return row && row->since <= call->expander->standard ? smp_field_number(&call->request, row) : 0;
}

const uint8_t *smp_sim_asked_bytes(const struct smp_sim_call *call, const char *key, size_t *length)
{
    return smp_field_bytes(&call->request, smp_frame_row(&call->request, key), length);
}

void smp_sim_tell(struct smp_sim_call *call, const char *key, uint64_t number)
{
    const struct smp_field *row = smp_sim_row(&call->function->response, key);

    if (row)
        smp_field_put(call->response, call->length, row, number);
}

void smp_sim_copy(struct smp_sim_call *call, const uint8_t *image)
{
    memcpy(call->response, image, call->length);
}

bool smp_sim_add_element(struct smp_sim_call *call, size_t kind, size_t size, struct smp_sim_element *element)
{
    if (call->length + size > call->room)
        return false;
    *element = (struct smp_sim_element){
        .table = smp_sim_list_row(&call->function->response)->list->kinds[kind].table,
        .bytes = call->response + call->length,
        .size = size,
    };
    call->length += size;
    return true;
}

size_t smp_sim_element_bytes(const struct smp_sim_call *call, size_t kind)
{
    return smp_sim_list_row(&call->function->response)->list->kinds[kind].table->bytes;
}

void smp_sim_element_put(const struct smp_sim_element *element, const char *key, uint64_t number)
{
    const struct smp_field *row = smp_sim_row(element->table, key);

    if (row)
        smp_field_put(element->bytes, element->size, row, number);
}

void smp_sim_asked_list(const struct smp_sim_call *call, struct smp_list_iterator *list)
{
    smp_list_begin(&call->request, smp_sim_list_row(&call->function->request), list);
}

uint64_t smp_sim_requester(const struct smp_sim_call *call)
{
    return call->domain->requester ? call->domain->requester->sas_address : call->expander->sas_address;
}
