/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Zone management functions. Those that configure zoning data change the shadow set; current follows at the
 * activate step, and so does what is to be saved. */
#include "sim/call.h"

#include <string.h>

enum { BROADCAST_ZONE_ACTIVATE = 8, TENTH_OF_SECOND_MS = 100 };
enum { ZONING_KEEP = 0, ZONING_ENABLE = 1 };

/* SAVE of requests. */
enum { SAVE_NOT = 0, SAVE_ONLY = 1, SAVE_IF_SUPPORTED = 2, SAVE_TOO = 3 };

static bool must_save(uint64_t save)
{
    return save == SAVE_ONLY || save == SAVE_TOO;
}

/* ---- Reports --------------------------------------------------------------------------------------- */

unsigned smp_sim_do_report_zone_permission_table(struct smp_sim_call *call)
{
    const struct smp_sim_expander *expander = call->expander;
    uint64_t set = smp_sim_asked(call, "report_type");
    uint64_t start = smp_sim_asked(call, "starting_source_zone_group");

    if (start >= expander->zone_groups)
        return RESULT_SOURCE_ZONE_GROUP_DOES_NOT_EXIST;
    if (set == ZONE_SAVED && !smp_sim_get(expander->general, "saving_zone_permission_table_supported"))
        return RESULT_SAVING_NOT_SUPPORTED;
    for (uint64_t group = start; group < expander->zone_groups && smp_sim_add_element(call); group++)
        memcpy(call->element.bytes, smp_sim_item(expander, PART_PERMISSIONS, set * expander->zone_groups + group).bytes,
               call->element.size);
    return RESULT_ACCEPTED;
}

unsigned smp_sim_do_report_zone_manager_password(struct smp_sim_call *call)
{
    const struct smp_field *row = smp_sim_row(&call->function->response, "zone_manager_password");
    uint64_t set = smp_sim_asked(call, "report_type");

    if (!smp_sim_get(call->expander->general, "physical_presence_asserted"))
        return RESULT_NO_PHYSICAL_PRESENCE;
    if (set == ZONE_SHADOW)
        return call->expander->standard >= SPL_4 ? RESULT_INVALID_FIELD : RESULT_FAILED;
    if (set == ZONE_SAVED && !smp_sim_get(call->expander->general, "saving_zone_manager_password_supported"))
        return RESULT_SAVING_NOT_SUPPORTED;
    memcpy(call->response.bytes + row->byte, smp_sim_item(call->expander, PART_PASSWORDS, set).bytes, SIM_PASSWORD);
    return RESULT_ACCEPTED;
}

/* ---- Lock ------------------------------------------------------------------------------------------ */

/* Is the expander locked by this requester? */
static bool holds_lock(const struct smp_sim_call *call, const struct smp_sim_expander *expander)
{
    return smp_sim_get(expander->general, "zone_locked") &&
           smp_sim_get(expander->general, "active_zone_manager_sas_address") == smp_sim_requester(call);
}

/* Each accepted request of the zone manager starts the inactivity timer of the lock again. */
static void restart_timer(const struct smp_sim_call *call, struct smp_sim_expander *expander)
{
    uint64_t limit = smp_sim_get(expander->general, "zone_lock_inactivity_time_limit");

    expander->variable[VAR_LOCK_DEADLINE] = limit ? call->now + limit * TENTH_OF_SECOND_MS : 0;
}

/* A password that disables locking by password: nobody can give it. */
static bool is_disabled(const uint8_t *password)
{
    return *password == 0xff && memcmp(password, password + 1, SIM_PASSWORD - 1) == 0;
}

/* Does the request carry the current password, or does somebody stand beside the expander? */
static bool may_manage(const struct smp_sim_call *call)
{
    const uint8_t *current = smp_sim_item(call->expander, PART_PASSWORDS, ZONE_CURRENT).bytes;
    const uint8_t *given = smp_sim_asked_bytes(call, "zone_manager_password");

    return smp_sim_get(call->expander->general, "physical_presence_asserted") ||
           (!is_disabled(current) && memcmp(given, current, SIM_PASSWORD) == 0);
}

unsigned smp_sim_do_zone_lock(struct smp_sim_call *call)
{
    struct smp_sim_expander *expander = call->expander;
    bool locked = smp_sim_get(expander->general, "zone_locked");

    if (!may_manage(call))
        return RESULT_NO_MANAGEMENT_ACCESS_RIGHTS;
    if (locked && (!holds_lock(call, expander) || expander->quirks & QUIRK_NO_RELOCK)) {
        call->whole = true; /* tells who holds the lock */
        return RESULT_ZONE_LOCK_VIOLATION;
    }
    if (!locked) {
        smp_sim_copy_zoning(expander, ZONE_SHADOW, ZONE_CURRENT, SAVE_ALL);
        smp_sim_put(expander->general, "zone_locked", 1);
        smp_sim_put(expander->general, "active_zone_manager_sas_address", smp_sim_requester(call));
    }
    smp_sim_put(expander->general, "zone_lock_inactivity_time_limit",
                smp_sim_asked(call, "zone_lock_inactivity_time_limit"));
    restart_timer(call, expander);
    smp_sim_put(call->response, "active_zone_manager_sas_address", smp_sim_requester(call));
    return RESULT_ACCEPTED;
}

unsigned smp_sim_do_zone_unlock(struct smp_sim_call *call)
{
    if (!holds_lock(call, call->expander))
        return RESULT_ZONE_LOCK_VIOLATION;
    if (smp_sim_asked(call, "activate_required") && !call->expander->variable[VAR_LOCK_ACTIVATED])
        return RESULT_NOT_ACTIVATED;
    smp_sim_zone_unlock(call->expander);
    return RESULT_ACCEPTED;
}

/* ---- Password -------------------------------------------------------------------------------------- */

/* The password has no shadow: it changes at once, without a lock. */
unsigned smp_sim_do_configure_zone_manager_password(struct smp_sim_call *call)
{
    struct smp_sim_expander *expander = call->expander;
    bool can_save = smp_sim_get(expander->general, "saving_zone_manager_password_supported");
    uint64_t save = smp_sim_asked(call, "save");
    const uint8_t *password = smp_sim_asked_bytes(call, "new_zone_manager_password");
    bool presence = smp_sim_get(expander->general, "physical_presence_supported");

    if (!may_manage(call))
        return RESULT_NO_MANAGEMENT_ACCESS_RIGHTS;
    if (is_disabled(password) && presence && !smp_sim_get(expander->general, "physical_presence_asserted"))
        return RESULT_NO_PHYSICAL_PRESENCE;
    if (must_save(save) && !can_save)
        return RESULT_SAVING_NOT_SUPPORTED;
    if (is_disabled(password) && !presence)
        return RESULT_DISABLED_PASSWORD_NOT_SUPPORTED;
    if (save != SAVE_ONLY)
        memcpy(smp_sim_item(expander, PART_PASSWORDS, ZONE_CURRENT).bytes, password, SIM_PASSWORD);
    if (save != SAVE_NOT && can_save)
        memcpy(smp_sim_item(expander, PART_PASSWORDS, ZONE_SAVED).bytes, password, SIM_PASSWORD);
    return RESULT_ACCEPTED;
}

/* ---- The kinds of zoning data ---------------------------------------------------------------------- */

static unsigned check_enable(const struct smp_sim_call *call)
{
    uint64_t value = smp_sim_asked(call, "enable_disable_zoning");

    return smp_sim_is_named(&call->request, "enable_disable_zoning", value)
               ? RESULT_ACCEPTED
               : RESULT_UNKNOWN_ENABLE_DISABLE_ZONING_VALUE;
}

static void apply_enable(struct smp_sim_call *call, enum smp_sim_zone_set set)
{
    uint64_t value = smp_sim_asked(call, "enable_disable_zoning");
    uint64_t *enabled = &call->expander->variable[VAR_ZONING_ENABLED];

    enabled[set] = value == ZONING_KEEP ? enabled[ZONE_SHADOW] : value == ZONING_ENABLE;
}

/* All descriptors are looked at before any is applied. */
static unsigned check_phys(const struct smp_sim_call *call)
{
    struct smp_list_iterator list = smp_frame_list(&call->request);

    while (smp_list_next(&list)) {
        if (smp_frame_value(&list.element, "phy_identifier") >= call->expander->phy_count)
            return RESULT_PHY_DOES_NOT_EXIST;
        if (smp_frame_value(&list.element, "zone_group") >= call->expander->zone_groups)
            return RESULT_ZONE_GROUP_OUT_OF_RANGE;
    }
    return RESULT_ACCEPTED;
}

static void apply_phys(struct smp_sim_call *call, enum smp_sim_zone_set set)
{
    struct smp_list_iterator list = smp_frame_list(&call->request);

    while (smp_list_next(&list)) {
        struct smp_sim_piece image = call->expander->phys[smp_frame_value(&list.element, "phy_identifier")].shown;

        for (size_t i = 0; i < list.element.table->count; i++) {
            const struct smp_field *row = &list.element.table->rows[i];
            const struct smp_field *target = smp_sim_zone_row(set, row->key);

            if (target)
                smp_field_put(image.bytes, image.size, target, smp_field_number(&list.element, row));
        }
    }
}

static unsigned check_table(const struct smp_sim_call *call)
{
    const struct smp_list_iterator list = smp_frame_list(&call->request);

    if (smp_sim_asked(call, "starting_source_zone_group") + list.left > call->expander->zone_groups)
        return RESULT_SOURCE_ZONE_GROUP_DOES_NOT_EXIST;
    return list.left && 8 * list.stride > call->expander->zone_groups ? RESULT_FAILED : RESULT_ACCEPTED;
}

/* A row of 128 groups given to an expander with 256 leaves the others out of reach. */
static void apply_table(struct smp_sim_call *call, enum smp_sim_zone_set set)
{
    unsigned source = (unsigned)smp_sim_asked(call, "starting_source_zone_group");
    struct smp_list_iterator list = smp_frame_list(&call->request);

    for (; smp_list_next(&list); source++) {
        size_t length;
        const uint8_t *row =
            smp_field_bytes(&list.element, smp_frame_row(&list.element, "zone_permission_bits"), &length);

        for (unsigned group = 0; group < call->expander->zone_groups; group++)
            smp_sim_permit(call->expander, set, source, group, smp_zone_permits(row, length, group));
    }
}

/* A kind of zoning data and the function that configures it. */
static const struct kind {
    const struct smp_function *function;
    const char *saving_key; /* tells whether it can be saved */
    unsigned what;          /* SAVE_* */
    unsigned (*check)(const struct smp_sim_call *call); /* of the values; without effect */
    void (*apply)(struct smp_sim_call *call, enum smp_sim_zone_set set);
} kinds[] = {
    { &smp_function_enable_disable_zoning, "saving_zoning_enabled_supported", SAVE_ENABLED, check_enable,
      apply_enable },
    { &smp_function_configure_zone_phy_information, "saving_zone_phy_information_supported", SAVE_PHYS,
      check_phys, apply_phys },
    { &smp_function_configure_zone_permission_table, "saving_zone_permission_table_supported", SAVE_TABLE,
      check_table, apply_table },
};

/* ---- Requests that configure zoning data ----------------------------------------------------------- */

/* Keeps a request for the activate step. False: no room. */
static bool keep_request(const struct smp_sim_call *call)
{
    struct smp_sim_list *saves = &call->expander->parts[PART_SAVES];
    uint8_t *request = saves->count < SIM_MAX_SAVES ? smp_sim_add(saves) : NULL;

    if (request)
        memcpy(request, call->request.data, call->request.length);
    return request != NULL;
}

/* Results have an order: that a phy is not there comes first, "failed" last. */
unsigned smp_sim_do_configure_zoning(struct smp_sim_call *call)
{
    const struct kind *kind = kinds;
    uint64_t save = smp_sim_asked(call, "save");
    bool can_save;
    unsigned result;

    while (kind->function != call->function)
        kind++;
    can_save = smp_sim_get(call->expander->general, kind->saving_key);
    result = kind->check(call);
    if (result != RESULT_PHY_DOES_NOT_EXIST && !holds_lock(call, call->expander))
        result = RESULT_ZONE_LOCK_VIOLATION;
    if ((!result || result == RESULT_FAILED) && must_save(save) && !can_save)
        result = RESULT_SAVING_NOT_SUPPORTED;
    if (!result && save == SAVE_ONLY && !keep_request(call))
        result = RESULT_FAILED;
    if (result)
        return result;
    if (save != SAVE_ONLY)
        kind->apply(call, ZONE_SHADOW);
    if (save != SAVE_ONLY && save != SAVE_NOT && can_save)
        call->expander->variable[VAR_LOCK_SAVE] |= kind->what;
    restart_timer(call, call->expander);
    return RESULT_ACCEPTED;
}

/* ---- Activation ------------------------------------------------------------------------------------ */

/* Does to the saved set what a request wanted that was kept in the state file: looked at once more. */
static void save_request(struct smp_sim_expander *expander, const uint8_t *request)
{
    size_t length = SMP_HEADER_BYTES + 4 * (size_t)request[SMP_LENGTH_BYTE];

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct smp_sim_call call = { .expander = expander, .function = kinds[i].function };

        smp_frame_request(&call.request, call.function, request, length);
        if (length >= call.function->request_bytes && request[SMP_FUNCTION_BYTE] == call.function->code &&
            kinds[i].check(&call) == RESULT_ACCEPTED)
            kinds[i].apply(&call, ZONE_SAVED);
    }
}

/* The activate step with all that goes with it; the requester holds the expander's lock. */
static void activate(const struct smp_sim_call *call, struct smp_sim_expander *expander)
{
    bool differs = smp_sim_shadow_differs(expander);

    smp_sim_copy_zoning(expander, ZONE_CURRENT, ZONE_SHADOW, SAVE_ALL);
    smp_sim_copy_zoning(expander, ZONE_SAVED, ZONE_SHADOW, expander->variable[VAR_LOCK_SAVE]);
    expander->variable[VAR_LOCK_SAVE] = 0;
    expander->variable[VAR_LOCK_ACTIVATED] = 1;
    if (differs && expander->quirks & QUIRK_CHANGE_AT_ACTIVATE)
        smp_sim_change(expander, NULL);
    else if (differs)
        expander->variable[VAR_LOCK_CHANGED] = 1;
    for (size_t i = 0; i < expander->parts[PART_SAVES].count; i++)
        save_request(expander, smp_sim_item(expander, PART_SAVES, i).bytes);
    expander->parts[PART_SAVES].count = 0;
    restart_timer(call, expander);
}

unsigned smp_sim_do_zone_activate(struct smp_sim_call *call)
{
    if (!holds_lock(call, call->expander))
        return RESULT_ZONE_LOCK_VIOLATION;
    activate(call, call->expander);
    return RESULT_ACCEPTED;
}

/* ---- ZONED BROADCAST ------------------------------------------------------------------------------- */

/* Runs the activate step on an expander and those of its ZPSDS that were not reached yet, if the requester has locked
 * them. */
static void activate_all(const struct smp_sim_call *call, struct smp_sim_expander *expander)
{
    expander->reached = true;
    if (holds_lock(call, expander))
        activate(call, expander);
    for (const struct smp_sim_phy *phy = expander->phys; phy < expander->phys + expander->phy_count; phy++)
        if (phy->far && !phy->far->expander->reached && smp_sim_up(phy) && smp_sim_get(phy->shown, "inside_zpsds"))
            activate_all(call, phy->far->expander);
}

unsigned smp_sim_do_zoned_broadcast(struct smp_sim_call *call)
{
    uint64_t type = smp_sim_asked(call, "broadcast_type");
    struct smp_list_iterator list = smp_frame_list(&call->request);

    while (smp_list_next(&list))
        if (smp_frame_value(&list.element, "broadcast_source_zone_group") >= call->expander->zone_groups)
            return RESULT_ZONE_GROUP_OUT_OF_RANGE;
    smp_sim_count_broadcast(call->expander, type, SIM_NO_PHY, 0);
    if (type != BROADCAST_ZONE_ACTIVATE)
        return RESULT_ACCEPTED;
    for (struct smp_sim_expander *each = call->expander->domain->expanders; each; each = each->next)
        each->reached = false;
    activate_all(call, call->expander);
    return RESULT_ACCEPTED;
}
