/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * A simulated SMP target: which request is accepted, in which order what is checked, and how the response
 * is cut to what the requester takes. */
#include "sim/call.h"

#include <errno.h>
#include <string.h>

enum { GROUP_MANAGE = 2, GROUP_BROADCAST = 3 };

/* While zoning is enabled the requester needs access to one of two zone groups; but to some functions
 * something else opens the way as well. */
enum checks {
    MANAGE = 1,
    BROADCAST = 2,
    OR_PHY = 4,      /* or access to the group of the phy */
    OR_PRESENCE = 8, /* or physical presence */
    ANY_COUNT = 16   /* an expected change count is not checked: its bytes are restricted */
};

static const struct action {
    const struct smp_function *function;
    unsigned (*act)(struct smp_sim_call *call);
    const char *need;
    unsigned checks;
} actions[] = {
#define ACTION(key, act, need, checks) { &smp_function_##key, smp_sim_do_##act, need, checks },
#include "sim/list.h"
#undef ACTION
};

static const struct action *find_action(uint8_t code)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (actions[i].function->code == code)
            return &actions[i];
    return NULL;
}

/* ---- Checks ---------------------------------------------------------------------------------------- */

static bool knows(const struct smp_sim_call *call, const struct action *action)
{
    const struct smp_sim_gpio *gpio = &call->expander->gpio;

    if (!action || action->function->since > call->expander->standard)
        return false;
    if (action->function->flags & FUNCTION_GUESSED)
        return gpio->enhanced;
    if (action->function->flags & FUNCTION_NO_LENGTHS)
        return gpio->count[GPIO_CFG] != 0;
    return !action->need || smp_sim_get(call->general, action->need);
}

/* Is the request as long as its function's are, with as many descriptors as it says? */
static bool has_wanted_length(const struct smp_sim_call *call)
{
    const struct smp_table *table = &call->function->request;
    size_t wanted = call->function->request_bytes;

    if (smp_sim_list_row(table)) {
        const struct smp_list_iterator list = smp_frame_list(&call->request);

        return !list.problem && call->request.length == (wanted + list.left * list.stride + 3) / 4 * 4;
    }
    return call->request.length == wanted ||
           (table->count && table->rows[table->count - 1].bits == FIELD_TO_END);
}

static bool length_fits(const struct smp_sim_call *call)
{
    const struct smp_function *function = call->function;
    size_t length = call->request.length;
    size_t told = call->request.data[SMP_LENGTH_BYTE];

    if (length < function->request_bytes || length % 4 || !has_wanted_length(call))
        return false;
    if (function->flags & FUNCTION_NO_LENGTHS || call->expander->standard < SAS_2)
        return true;
    return told == (length - SMP_HEADER_BYTES) / 4 || (told == 0 && function->since < SAS_2);
}

static bool count_fits(const struct smp_sim_call *call)
{
    uint64_t expected = smp_sim_asked(call, "expected_expander_change_count");
    uint64_t count = smp_sim_get(call->expander->general, "expander_change_count");

    return expected == 0 || count == 0 || expected == count;
}

/* Functions about a phy: it must be there, and input functions must be allowed to see it. */
static unsigned check_phy(struct smp_sim_call *call)
{
    uint64_t phy = smp_sim_asked(call, "phy_identifier");

    if (!smp_frame_row(&call->request, "phy_identifier"))
        return RESULT_ACCEPTED;
    if (phy >= call->expander->phy_count)
        return RESULT_PHY_DOES_NOT_EXIST;
    call->phy = &call->expander->phys[phy];
    if (call->function->flags & FUNCTION_WRITES ? call->phy->vacant : !smp_sim_sees(call, call->phy))
        return RESULT_PHY_VACANT;
    return RESULT_ACCEPTED;
}

static bool has_access(const struct smp_sim_call *call, unsigned checks)
{
    const struct smp_sim_expander *expander = call->expander;

    return !(checks & (MANAGE | BROADCAST)) ||
           smp_sim_access(expander, checks & BROADCAST ? GROUP_BROADCAST : GROUP_MANAGE) ||
           (checks & OR_PHY && !smp_sim_hidden(call->phy)) ||
           (checks & OR_PRESENCE && smp_sim_get(expander->general, "physical_presence_asserted"));
}

/* All checks in their order; then the function itself. No check has an effect. */
static unsigned run(struct smp_sim_call *call, const struct action *action)
{
    unsigned result;

    if (!length_fits(call))
        return RESULT_INVALID_LENGTH;
    if (!(action->checks & ANY_COUNT) && !count_fits(call))
        return RESULT_INVALID_CHANGE_COUNT;
    result = check_phy(call);
    if (result)
        return result;
    if (!has_access(call, action->checks))
        return RESULT_ZONE_VIOLATION;
    smp_sim_tell_known(call);
    result = action->act(call);
    if (!result && call->function->flags & FUNCTION_WRITES)
        call->expander->domain->changed = true;
    return result;
}

/* ---- The response ---------------------------------------------------------------------------------- */

/* Is this answered in the shape of SAS-1.1? By targets of that time, and to requests of that time. */
static bool is_short(const struct smp_sim_call *call)
{
    if (call->function->flags & FUNCTION_NO_LENGTHS)
        return false;
    return call->expander->standard < SAS_2 ||
           (call->function->since < SAS_2 && call->request.data[SMP_RESULT_BYTE] == 0);
}

static void begin_response(struct smp_sim_call *call)
{
    const struct smp_function *function = call->function;

    call->length = smp_sim_response_bytes(function, call->expander->standard);
    call->response.table = &function->response;
    call->response.size = call->length;
    if (is_short(call))
        call->room = function->sas1_response_bytes ? function->sas1_response_bytes : SMP_HEADER_BYTES;
    else if (function->flags & FUNCTION_NO_LENGTHS)
        call->room = SMP_MAX_FRAME;
    else /* what a response has its result in is the allocated response length of a request */
        call->room = SMP_HEADER_BYTES + 4 * (size_t)call->request.data[SMP_RESULT_BYTE];
}

/* Fields that came with SAS-2 are not in the short shape, although their bytes may be. */
static void clear_new_fields(struct smp_sim_call *call)
{
    const struct smp_table *table = &call->function->response;

    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].since >= SAS_2 &&
            (table->rows[i].since != SAS_2_SHORT || call->expander->standard < SAS_2))
            smp_field_put(call->response.bytes, call->length, &table->rows[i], 0);
}

/* Many expanders tell their address although the phy is vacant. */
static void tell_vacant(struct smp_sim_call *call)
{
    if (call->function != &smp_function_discover || call->expander->quirks & QUIRK_NO_ADDRESS_ON_ERROR)
        return;
    call->whole = true;
    smp_sim_put(call->response, "phy_identifier", smp_sim_asked(call, "phy_identifier"));
    smp_sim_put(call->response, "sas_address", call->expander->sas_address);
}

static void end_response(struct smp_sim_call *call, unsigned result)
{
    if (result == RESULT_PHY_VACANT)
        tell_vacant(call);
    if (result && !call->whole) {
        memset(call->response.bytes, 0, call->length);
        call->length = SMP_HEADER_BYTES;
    }
    if (call->length > call->room)
        call->length = call->room;
    if (call->length > SMP_HEADER_BYTES)
        smp_sim_put(call->response, "expander_change_count",
                    smp_sim_get(call->expander->general, "expander_change_count"));
    if (is_short(call))
        clear_new_fields(call);
    smp_sim_put_header(call->response.bytes, call->function->code, result,
                       is_short(call) || call->function->flags & FUNCTION_NO_LENGTHS ? 0 : call->length);
}

/* Zone locks whose time has run out are gone before anything else happens: a request to one expander may
 * have an effect on others. */
static void expire_locks(struct smp_sim_domain *domain, uint64_t now)
{
    for (struct smp_sim_expander *each = domain->expanders; each; each = each->next) {
        uint64_t deadline = each->variable[VAR_LOCK_DEADLINE];

        if (deadline && now >= deadline && each->zone_groups)
            smp_sim_zone_unlock(each);
    }
}

/* The fault, if any, may force a result. */
static void answer(struct smp_sim_call *call, const struct action *action,
                   const struct smp_sim_fault *fault)
{
    bool forced = fault && fault->kind == FAULT_RESULT;

    if (!knows(call, action)) {
        call->length = SMP_HEADER_BYTES;
        smp_sim_put_header(call->response.bytes, call->request.data[SMP_FUNCTION_BYTE],
                           forced ? fault->number : RESULT_UNKNOWN_FUNCTION, call->length);
        return;
    }
    begin_response(call);
    end_response(call, forced ? fault->number : run(call, action));
}

/* ---- Requests -------------------------------------------------------------------------------------- */

bool smp_sim_writes(const struct smp_sim_domain *domain, const uint8_t *request, size_t length)
{
    const struct action *action =
        length >= SMP_HEADER_BYTES ? find_action(request[SMP_FUNCTION_BYTE]) : NULL;

    return (action && action->function->flags & FUNCTION_WRITES) || smp_sim_faults_count(domain);
}

int smp_sim_answer(struct smp_sim_domain *domain, struct smp_sim_expander *expander, uint64_t now,
                   const uint8_t *request, size_t length, uint8_t *response, size_t *received)
{
    struct smp_sim_call call = {
        .expander = expander,
        .now = now,
        .request = { .data = request, .length = length },
        .response = { .bytes = response },
    };
    const struct action *action;
    const struct smp_sim_fault *fault;

    *received = 0;
    memset(response, 0, SMP_MAX_FRAME);
    if (length < SMP_HEADER_BYTES || request[SMP_TYPE_BYTE] != SMP_REQUEST_FRAME)
        return EINVAL;
    expire_locks(domain, now);
    action = find_action(request[SMP_FUNCTION_BYTE]);
    if (action) {
        call.function = action->function;
        smp_frame_request(&call.request, call.function, request, length);
    }
    fault = smp_sim_find_fault(&call);
    if (fault && fault->kind == FAULT_ERRNO)
        return (int)fault->number;
    if (fault && fault->kind == FAULT_TIMEOUT)
        return SIM_TIMEOUT;
    smp_sim_general_now(&call);
    answer(&call, action, fault);
    if (fault)
        smp_sim_spoil(&call, fault);
    *received = call.length;
    return 0;
}
