/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading a request and writing its response by key. */
#include "sim/call.h"

#include <stdio.h>
#include <string.h>

/* ---- The request ----------------------------------------------------------------------------------- */

uint64_t smp_sim_asked(const struct smp_sim_call *call, const char *key)
{
    const struct smp_field *row = smp_frame_row(&call->request, key);

    return row && row->since <= call->expander->standard ? smp_field_number(&call->request, row) : 0;
}

const uint8_t *smp_sim_asked_bytes(const struct smp_sim_call *call, const char *key)
{
    return call->request.data + smp_frame_row(&call->request, key)->byte;
}

bool smp_sim_is_named(const struct smp_frame *frame, const char *key, uint64_t value)
{
    const struct smp_name *name = smp_names_find(smp_frame_row(frame, key)->names, value);

    return name && name->last == 0;
}

uint64_t smp_sim_requester(const struct smp_sim_call *call)
{
    const struct smp_sim_host *requester = call->expander->domain->requester;

    return requester ? requester->sas_address : call->expander->sas_address;
}

bool smp_sim_sees(const struct smp_sim_call *call, const struct smp_sim_phy *phy)
{
    return !phy->vacant && (smp_sim_asked(call, "ignore_zone_group") || !smp_sim_hidden(phy));
}

/* ---- The response ---------------------------------------------------------------------------------- */

void smp_sim_put_header(uint8_t *response, uint8_t code, unsigned result, size_t length)
{
    response[SMP_TYPE_BYTE] = SMP_RESPONSE_FRAME;
    response[SMP_FUNCTION_BYTE] = code;
    response[SMP_RESULT_BYTE] = (uint8_t)result;
    response[SMP_LENGTH_BYTE] = (uint8_t)(length ? (length - SMP_HEADER_BYTES) / 4 : 0);
}

/* The image whose copy the response is; NULL: none. NOW stands before GENERAL, which has the same rows. */
static const uint8_t *image_of(const struct smp_sim_call *call)
{
    for (enum smp_sim_part part = PART_NOW; part <= PART_SATA; part++)
        if (call->expander->parts[part].table == &call->function->response)
            return smp_sim_item(call->expander, part, call->phy ? call->phy->number : 0).bytes;
    return NULL;
}

/* Makes the list of the response ready for elements: fields that are told already choose their kind. */
static void begin_list(struct smp_sim_call *call, const struct smp_field *row)
{
    const struct smp_frame response = smp_sim_frame(call->response);
    const struct smp_list_iterator list = smp_frame_list(&response);
    char most[80];

    snprintf(most, sizeof most, "maximum_%s", row->list->count_key);
    call->most_elements = smp_frame_row(&call->request, most) ? smp_sim_asked(call, most) : UINT64_MAX;
    if (!list.kind)
        return;
    call->element.table = list.kind->table;
    call->element.size = list.kind->has_header
                             ? smp_sim_response_bytes(&smp_function_discover, call->expander->standard)
                             : list.kind->table->bytes;
    smp_sim_put(call->response, row->list->length_key, call->element.size / 4);
}

void smp_sim_tell_known(struct smp_sim_call *call)
{
    const struct smp_field *list = smp_sim_list_row(call->response.table);
    const uint8_t *image = image_of(call);

    if (image)
        memcpy(call->response.bytes, image, call->length);
    else
        smp_sim_put_all(call->response, smp_sim_frame(call->general));
    smp_sim_put_all(call->response, call->request);
    if (list)
        begin_list(call, list);
}

bool smp_sim_add_element(struct smp_sim_call *call)
{
    const struct smp_field *row = smp_sim_list_row(call->response.table);

    if (call->elements >= call->most_elements || call->length + call->element.size > call->room)
        return false;
    call->element.bytes = call->response.bytes + call->length;
    call->length += call->element.size;
    smp_sim_put(call->response, row->list->count_key, ++call->elements);
    return true;
}

bool smp_sim_add_item(struct smp_sim_call *call, enum smp_sim_part part, size_t index)
{
    if (!smp_sim_add_element(call))
        return false;
    smp_sim_put_all(call->element, smp_sim_frame(smp_sim_item(call->expander, part, index)));
    return true;
}
