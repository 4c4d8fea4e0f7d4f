/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * A simulated SMP target: which request is accepted, in which order what is checked, and how the response
 * is cut to what the requester takes. */
#include "sim/call.h"

#include <errno.h>
#include <string.h>

/* What an expander must have, else the function is unknown to it. */
enum need {
    NEEDS_NOTHING,
    NEEDS_ZONING,
    NEEDS_GPIO,
    NEEDS_EVENTS,
    NEEDS_PHY_ROUTES,     /* phy-based route tables */
    NEEDS_EXTERNAL,       /* ... that others configure */
    NEEDS_ROUTES,         /* an expander-based route table */
    NEEDS_SELF_CONFIGURING
};

/* Zone group that a requester needs access to while zoning is enabled. */
enum gate {
    GATE_NONE,
    GATE_MANAGE,    /* 2 */
    GATE_PHY,       /* 2, or the group of the phy */
    GATE_BROADCAST, /* 3 */
    GATE_PRESENCE   /* 2, or physical presence */
};

enum { GROUP_MANAGE = 2, GROUP_BROADCAST = 3 };

struct action {
    const struct smp_function *function;
    unsigned (*act)(struct smp_sim_call *call);
    uint8_t need;
    uint8_t gate;
    bool ignores_count; /* expected change count: its bytes are restricted */
};

static const struct action actions[] = {
    { .function = &smp_function_report_general, .act = smp_sim_report_general },
    { .function = &smp_function_report_manufacturer_information,
      .act = smp_sim_report_manufacturer_information },
    { .function = &smp_function_read_gpio_register, .act = smp_sim_read_gpio_register, .need = NEEDS_GPIO },
    { .function = &smp_function_report_self_configuration_status,
      .act = smp_sim_report_self_configuration_status, .need = NEEDS_SELF_CONFIGURING },
    { .function = &smp_function_report_zone_permission_table, .act = smp_sim_report_zone_permission_table,
      .need = NEEDS_ZONING },
    { .function = &smp_function_report_zone_manager_password, .act = smp_sim_report_zone_manager_password,
      .need = NEEDS_ZONING },
    { .function = &smp_function_report_broadcast, .act = smp_sim_report_broadcast },
    { .function = &smp_function_read_gpio_register_enhanced, .act = smp_sim_read_gpio_register,
      .need = NEEDS_GPIO },
    { .function = &smp_function_discover, .act = smp_sim_discover_phy },
    { .function = &smp_function_report_phy_error_log, .act = smp_sim_report_phy_error_log },
    { .function = &smp_function_report_phy_sata, .act = smp_sim_report_phy_sata },
    { .function = &smp_function_report_route_information, .act = smp_sim_report_route_information,
      .need = NEEDS_PHY_ROUTES },
    { .function = &smp_function_report_phy_event, .act = smp_sim_report_phy_event, .need = NEEDS_EVENTS },
    { .function = &smp_function_discover_list, .act = smp_sim_discover_list },
    { .function = &smp_function_report_phy_event_list, .act = smp_sim_report_phy_event_list,
      .need = NEEDS_EVENTS },
    { .function = &smp_function_report_expander_route_table_list,
      .act = smp_sim_report_expander_route_table_list, .need = NEEDS_ROUTES },
    { .function = &smp_function_configure_general, .act = smp_sim_configure_general, .gate = GATE_MANAGE },
    { .function = &smp_function_enable_disable_zoning, .act = smp_sim_configure_zoning,
      .need = NEEDS_ZONING },
    { .function = &smp_function_write_gpio_register, .act = smp_sim_write_gpio_register, .need = NEEDS_GPIO },
    { .function = &smp_function_write_gpio_register_enhanced, .act = smp_sim_write_gpio_register,
      .need = NEEDS_GPIO },
    { .function = &smp_function_zoned_broadcast, .act = smp_sim_zoned_broadcast, .need = NEEDS_ZONING,
      .gate = GATE_BROADCAST, .ignores_count = true },
    { .function = &smp_function_zone_lock, .act = smp_sim_zone_lock, .need = NEEDS_ZONING,
      .gate = GATE_PRESENCE },
    { .function = &smp_function_zone_activate, .act = smp_sim_zone_activate_step, .need = NEEDS_ZONING },
    { .function = &smp_function_zone_unlock, .act = smp_sim_zone_unlock_step, .need = NEEDS_ZONING,
      .ignores_count = true },
    { .function = &smp_function_configure_zone_manager_password,
      .act = smp_sim_configure_zone_manager_password, .need = NEEDS_ZONING, .gate = GATE_MANAGE },
    { .function = &smp_function_configure_zone_phy_information, .act = smp_sim_configure_zoning,
      .need = NEEDS_ZONING },
    { .function = &smp_function_configure_zone_permission_table,
      .act = smp_sim_configure_zoning, .need = NEEDS_ZONING },
    { .function = &smp_function_configure_route_information, .act = smp_sim_configure_route_information,
      .need = NEEDS_EXTERNAL, .gate = GATE_MANAGE },
    { .function = &smp_function_phy_control, .act = smp_sim_phy_control, .gate = GATE_PHY },
    { .function = &smp_function_phy_test_function, .act = smp_sim_phy_test_function, .gate = GATE_PHY },
    { .function = &smp_function_configure_phy_event, .act = smp_sim_configure_phy_event, .need = NEEDS_EVENTS,
      .gate = GATE_PHY },
};

/* ---- Checks ---------------------------------------------------------------------------------------- */

static uint64_t header_number(const uint8_t *request, const char *key)
{
    const struct smp_frame header = { .table = &smp_request_header, .data = request, .length = SMP_HEADER_BYTES };

    return smp_frame_value(&header, key);
}

static const struct action *find_action(const uint8_t *request)
{
    uint64_t code = header_number(request, "function");

    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (actions[i].function->code == code)
            return &actions[i];
    return NULL;
}

static bool has(const struct smp_sim_expander *expander, enum need need)
{
    switch (need) {
    case NEEDS_ZONING:
        return expander->zone_groups != 0;
    case NEEDS_GPIO:
        return expander->gpio.count[GPIO_CFG] != 0;
    case NEEDS_EVENTS:
        return expander->events.count != 0;
    case NEEDS_PHY_ROUTES:
        return smp_sim_general(expander, "expander_route_indexes") != 0;
    case NEEDS_EXTERNAL:
        return smp_sim_general(expander, "externally_configurable_route_table") != 0;
    case NEEDS_ROUTES:
        return smp_sim_general(expander, "maximum_number_of_routed_sas_addresses") != 0;
    case NEEDS_SELF_CONFIGURING:
        return smp_sim_general(expander, "configures_others") != 0;
    case NEEDS_NOTHING:
        break;
    }
    return true;
}

static bool knows(const struct smp_sim_expander *expander, const struct action *action)
{
    if (!action || action->function->since > expander->standard || !has(expander, (enum need)action->need))
        return false;
    return !(action->function->flags & FUNCTION_GUESSED) || expander->gpio.enhanced;
}

/* Length that a request must have: fixed, or with as many descriptors as it says; 0: it contradicts
 * itself. */
static size_t wanted_length(const struct smp_sim_call *call)
{
    const struct smp_field *row = smp_sim_list_row(&call->function->request);
    struct smp_list_iterator list;

    if (!row)
        return call->function->request_bytes;
    smp_list_begin(&call->request, row, &list);
    if (list.problem)
        return 0;
    return (call->function->request_bytes + list.left * list.stride + 3) / 4 * 4;
}

static bool ends_open(const struct smp_table *table)
{
    return table->count && table->rows[table->count - 1].bits == FIELD_TO_END &&
           !table->rows[table->count - 1].list;
}

static bool length_fits(const struct smp_sim_call *call)
{
    const struct smp_function *function = call->function;
    size_t length = call->request.length;
    uint64_t told;

    if (length < function->request_bytes || length % 4)
        return false;
    if (!ends_open(&function->request) && length != wanted_length(call))
        return false;
    if (function->flags & FUNCTION_NO_LENGTHS || call->expander->standard < SAS_2)
        return true;
    told = header_number(call->request.data, "request_length");
    return told == (length - SMP_HEADER_BYTES) / 4 || (told == 0 && function->since < SAS_2);
}

static bool count_fits(const struct smp_sim_call *call, const struct action *action)
{
    uint64_t expected = smp_sim_asked(call, "expected_expander_change_count");
    uint64_t count = smp_sim_general(call->expander, "expander_change_count");

    return action->ignores_count || expected == 0 || count == 0 || expected == count;
}

static bool gate_open(const struct smp_sim_call *call, enum gate gate)
{
    const struct smp_sim_expander *expander = call->expander;

    switch (gate) {
    case GATE_MANAGE:
        return smp_sim_access(expander, GROUP_MANAGE);
    case GATE_PHY:
        return smp_sim_access(expander, GROUP_MANAGE) ||
               !smp_sim_hidden(&expander->phys[call->phy]);
    case GATE_BROADCAST:
        return smp_sim_access(expander, GROUP_BROADCAST);
    case GATE_PRESENCE:
        return smp_sim_access(expander, GROUP_MANAGE) ||
               smp_sim_general(expander, "physical_presence_asserted");
    case GATE_NONE:
        break;
    }
    return true;
}

/* Functions about a phy: it must be there, and input functions must be allowed to see it. */
static unsigned check_phy(struct smp_sim_call *call)
{
    bool writes = call->function->flags & FUNCTION_WRITES;

    if (!smp_frame_row(&call->request, "phy_identifier"))
        return RESULT_ACCEPTED;
    call->phy = (unsigned)smp_sim_asked(call, "phy_identifier");
    if (call->phy >= call->expander->phy_count)
        return RESULT_PHY_DOES_NOT_EXIST;
    if (call->expander->phys[call->phy].vacant)
        return RESULT_PHY_VACANT;
    if (!writes && !smp_sim_asked(call, "ignore_zone_group") &&
        smp_sim_hidden(&call->expander->phys[call->phy]))
        return RESULT_PHY_VACANT;
    return RESULT_ACCEPTED;
}

/* All checks in their order; then the function itself. No check has an effect. */
static unsigned run(struct smp_sim_call *call, const struct action *action)
{
    unsigned result;

    if (!length_fits(call))
        return RESULT_INVALID_LENGTH;
    if (!count_fits(call, action))
        return RESULT_INVALID_CHANGE_COUNT;
    result = check_phy(call);
    if (result)
        return result;
    if (!gate_open(call, (enum gate)action->gate))
        return RESULT_ZONE_VIOLATION;
    return action->act(call);
}

/* ---- The response ---------------------------------------------------------------------------------- */

/* Is this answered in the shape of SAS-1.1? By targets of that time, and to requests of that time. */
static bool is_short(const struct smp_sim_call *call)
{
    if (call->function->flags & FUNCTION_NO_LENGTHS)
        return false;
    return call->expander->standard < SAS_2 ||
           (call->function->since < SAS_2 &&
            header_number(call->request.data, "allocated_response_length") == 0);
}

static void begin_response(struct smp_sim_call *call)
{
    const struct smp_function *function = call->function;
    size_t allocated = (size_t)header_number(call->request.data, "allocated_response_length");

    call->length = smp_sim_response_bytes(function, call->expander->standard);
    if (is_short(call))
        call->room = function->sas1_response_bytes ? function->sas1_response_bytes : SMP_HEADER_BYTES;
    else if (function->flags & FUNCTION_NO_LENGTHS)
        call->room = SMP_MAX_FRAME;
    else
        call->room = SMP_HEADER_BYTES + 4 * allocated;
    if (call->room > SMP_MAX_FRAME)
        call->room = SMP_MAX_FRAME;
}

/* Fields that came with SAS-2 are not in the short shape, although their bytes may be. */
static void clear_new_fields(struct smp_sim_call *call)
{
    const struct smp_table *table = &call->function->response;

    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].since >= SAS_2 && !(table->rows[i].flags & FIELD_LINE) &&
            (table->rows[i].since != SAS_2_SHORT || call->expander->standard < SAS_2))
            smp_field_put(call->response, call->length, &table->rows[i], 0);
}

/* Many expanders tell their address although the phy is vacant. */
static void tell_vacant(struct smp_sim_call *call)
{
    if (call->function != &smp_function_discover || call->expander->quirks & QUIRK_NO_ADDRESS_ON_ERROR)
        return;
    call->whole = true;
    smp_sim_tell(call, "phy_identifier", call->phy);
    smp_sim_tell(call, "sas_address", call->expander->sas_address);
}

static void put_header(struct smp_sim_call *call, uint64_t function, unsigned result)
{
    const struct smp_field *length = smp_sim_row(&smp_response_header, "response_length");
    bool lengths = !call->function || !(call->function->flags & FUNCTION_NO_LENGTHS);
    bool told = call->function && !is_short(call);
    const struct {
        const char *key;
        uint64_t number;
    } rows[] = {
        { "smp_frame_type", SMP_RESPONSE_FRAME },
        { "function", function },
        { "function_result", result },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        smp_field_put(call->response, SMP_MAX_FRAME, smp_sim_row(&smp_response_header, rows[i].key),
                      rows[i].number);
    if (lengths)
        smp_field_put(call->response, SMP_MAX_FRAME, length, told ? (call->length - SMP_HEADER_BYTES) / 4 : 0);
}

static void end_response(struct smp_sim_call *call, unsigned result)
{
    if (result == RESULT_PHY_VACANT)
        tell_vacant(call);
    if (result && !call->whole) {
        memset(call->response, 0, call->length);
        call->length = SMP_HEADER_BYTES;
    }
    if (call->length > call->room)
        call->length = call->room;
    if (call->length > SMP_HEADER_BYTES)
        smp_sim_tell(call, "expander_change_count", smp_sim_general(call->expander, "expander_change_count"));
    if (is_short(call))
        clear_new_fields(call);
    put_header(call, call->function->code, result);
}

/* Zone locks whose time has run out are gone before anything else happens: a request to one expander may
 * have an effect on others. */
static void expire_locks(struct smp_sim_domain *domain, uint64_t now)
{
    for (struct smp_sim_expander *each = domain->expanders; each; each = each->next) {
        uint64_t deadline = each->variable[VAR_LOCK_DEADLINE];

        if (deadline && now >= deadline && smp_sim_general(each, "zone_locked"))
            smp_sim_zone_unlock(each);
    }
}

static void answer(struct smp_sim_call *call, const struct action *action, int forced)
{
    unsigned result = forced >= 0 ? (unsigned)forced : RESULT_UNKNOWN_FUNCTION;

    if (!knows(call->expander, action)) {
        call->function = NULL;
        put_header(call, header_number(call->request.data, "function"), result);
        call->length = SMP_HEADER_BYTES;
        return;
    }
    smp_frame_request(&call->request, action->function, call->request.data, call->request.length);
    begin_response(call);
    if (forced < 0)
        result = run(call, action);
    end_response(call, result);
}

/* ---- Requests -------------------------------------------------------------------------------------- */

bool smp_sim_writes(const struct smp_sim_domain *domain, const uint8_t *request, size_t length)
{
    const struct action *action = length >= SMP_HEADER_BYTES ? find_action(request) : NULL;

    return (action && action->function->flags & FUNCTION_WRITES) || smp_sim_faults_count(domain);
}

void smp_sim_answer(struct smp_sim_domain *domain, struct smp_sim_expander *expander, uint64_t now,
                    const uint8_t *request, size_t length, struct smp_sim_reply *reply)
{
    struct smp_sim_call call = {
        .domain = domain,
        .expander = expander,
        .now = now,
        .request = { .data = request, .length = length },
        .phy = SIM_NO_PHY,
        .response = reply->frame,
    };
    const struct action *action;
    const struct smp_sim_fault *fault;

    memset(reply, 0, sizeof *reply);
    if (length < SMP_HEADER_BYTES || header_number(request, "smp_frame_type") != SMP_REQUEST_FRAME) {
        reply->os_errno = EINVAL;
        return;
    }
    action = find_action(request);
    expire_locks(domain, now);
    call.function = action ? action->function : NULL;
    fault = smp_sim_find_fault(&call);
    if (fault && (fault->kind == FAULT_ERRNO || fault->kind == FAULT_TIMEOUT)) {
        reply->os_errno = fault->kind == FAULT_ERRNO ? (int)fault->number : ETIMEDOUT;
        reply->timeout = fault->kind == FAULT_TIMEOUT;
        return;
    }
    answer(&call, action, fault && fault->kind == FAULT_RESULT ? (int)fault->number : -1);
    if (fault)
        smp_sim_spoil(&call, fault);
    reply->length = call.length;
}
