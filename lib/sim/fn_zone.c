/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Zone management functions but for those that configure zoning data. */
#include "sim/call.h"

#include <string.h>

enum { BROADCAST_ZONE_ACTIVATE = 8, TENTH_OF_SECOND_MS = 100 };

/* ---- Reports --------------------------------------------------------------------------------------- */

unsigned smp_sim_report_zone_permission_table(struct smp_sim_call *call)
{
    const struct smp_sim_expander *expander = call->expander;
    uint64_t set = smp_sim_asked(call, "report_type");
    uint64_t start = smp_sim_asked(call, "starting_source_zone_group");
    uint64_t most = smp_sim_asked(call, "maximum_number_of_zone_permission_descriptors");
    size_t kind = expander->zone_groups > 128;
    size_t size = smp_sim_element_bytes(call, kind);
    struct smp_sim_element element;
    unsigned number = 0;

    if (start >= expander->zone_groups)
        return RESULT_SOURCE_ZONE_GROUP_DOES_NOT_EXIST;
    if (set == ZONE_SAVED && !smp_sim_general(expander, "saving_zone_permission_table_supported"))
        return RESULT_SAVING_NOT_SUPPORTED;
    while (number < most && start + number < expander->zone_groups &&
           smp_sim_add_element(call, kind, size, &element)) {
        memcpy(element.bytes, expander->permission[set] + (start + number) * size, size);
        number++;
    }
    smp_sim_tell(call, "zone_locked", smp_sim_general(expander, "zone_locked"));
    smp_sim_tell(call, "report_type", set);
    smp_sim_tell(call, "number_of_zone_groups", kind);
    smp_sim_tell(call, "zone_permission_descriptor_length", size / 4);
    smp_sim_tell(call, "starting_source_zone_group", start);
    smp_sim_tell(call, "number_of_zone_permission_descriptors", number);
    return RESULT_ACCEPTED;
}

unsigned smp_sim_report_zone_manager_password(struct smp_sim_call *call)
{
    uint64_t set = smp_sim_asked(call, "report_type");
    const struct smp_field *row = smp_sim_row(&call->function->response, "zone_manager_password");

    if (!smp_sim_general(call->expander, "physical_presence_asserted"))
        return RESULT_NO_PHYSICAL_PRESENCE;
    if (set == ZONE_SHADOW)
        return call->expander->standard >= SPL_4 ? RESULT_INVALID_FIELD : RESULT_FAILED;
    if (set == ZONE_SAVED && !smp_sim_general(call->expander, "saving_zone_manager_password_supported"))
        return RESULT_SAVING_NOT_SUPPORTED;
    smp_sim_tell(call, "report_type", set);
    memcpy(call->response + row->byte, call->expander->password[set], SIM_PASSWORD);
    return RESULT_ACCEPTED;
}

/* ---- Lock ------------------------------------------------------------------------------------------ */

static bool is_locked(const struct smp_sim_expander *expander)
{
    return smp_sim_general(expander, "zone_locked");
}

bool smp_sim_holds_lock(const struct smp_sim_call *call, const struct smp_sim_expander *expander)
{
    return is_locked(expander) &&
           smp_sim_general(expander, "active_zone_manager_sas_address") == smp_sim_requester(call);
}

void smp_sim_restart_timer(struct smp_sim_call *call, struct smp_sim_expander *expander)
{
    uint64_t limit = smp_sim_general(expander, "zone_lock_inactivity_time_limit");

    expander->variable[VAR_LOCK_DEADLINE] = limit ? call->now + limit * TENTH_OF_SECOND_MS : 0;
    call->domain->changed = true;
}

/* A password that disables locking by password: nobody can give it. */
static bool is_disabled(const uint8_t *password)
{
    for (size_t i = 0; i < SIM_PASSWORD; i++)
        if (password[i] != 0xff)
            return false;
    return true;
}

/* Does the request carry the current password? */
static bool knows_password(const struct smp_sim_call *call)
{
    const uint8_t *current = call->expander->password[ZONE_CURRENT];
    size_t length;
    const uint8_t *given = smp_sim_asked_bytes(call, "zone_manager_password", &length);

    return length == SIM_PASSWORD && !is_disabled(current) && memcmp(given, current, SIM_PASSWORD) == 0;
}

unsigned smp_sim_zone_lock(struct smp_sim_call *call)
{
    struct smp_sim_expander *expander = call->expander;

    if (!knows_password(call) && !smp_sim_general(expander, "physical_presence_asserted"))
        return RESULT_NO_MANAGEMENT_ACCESS_RIGHTS;
    if (is_locked(expander) && (!smp_sim_holds_lock(call, expander) || expander->quirks & QUIRK_NO_RELOCK)) {
        smp_sim_tell(call, "active_zone_manager_sas_address",
                     smp_sim_general(expander, "active_zone_manager_sas_address"));
        call->whole = true;
        return RESULT_ZONE_LOCK_VIOLATION;
    }
    if (!is_locked(expander)) {
        smp_sim_zone_reload(expander);
        smp_sim_set_general(expander, "zone_locked", 1);
        smp_sim_set_general(expander, "active_zone_manager_sas_address", smp_sim_requester(call));
    }
    smp_sim_set_general(expander, "zone_lock_inactivity_time_limit",
                        smp_sim_asked(call, "zone_lock_inactivity_time_limit"));
    smp_sim_restart_timer(call, expander);
    smp_sim_tell(call, "active_zone_manager_sas_address", smp_sim_requester(call));
    return RESULT_ACCEPTED;
}

unsigned smp_sim_zone_unlock_step(struct smp_sim_call *call)
{
    if (!smp_sim_holds_lock(call, call->expander))
        return RESULT_ZONE_LOCK_VIOLATION;
    if (smp_sim_asked(call, "activate_required") && !call->expander->variable[VAR_LOCK_ACTIVATED])
        return RESULT_NOT_ACTIVATED;
    smp_sim_zone_unlock(call->expander);
    return RESULT_ACCEPTED;
}

/* ---- Activation ------------------------------------------------------------------------------------ */

unsigned smp_sim_zone_activate_step(struct smp_sim_call *call)
{
    if (!smp_sim_holds_lock(call, call->expander))
        return RESULT_ZONE_LOCK_VIOLATION;
    smp_sim_activate(call, call->expander);
    return RESULT_ACCEPTED;
}

/* ---- Password -------------------------------------------------------------------------------------- */

/* The password has no shadow: it changes at once, without a lock. */
unsigned smp_sim_configure_zone_manager_password(struct smp_sim_call *call)
{
    struct smp_sim_expander *expander = call->expander;
    bool can_save = smp_sim_general(expander, "saving_zone_manager_password_supported");
    uint64_t save = smp_sim_asked(call, "save");
    size_t length;
    const uint8_t *password = smp_sim_asked_bytes(call, "new_zone_manager_password", &length);
    bool presence = smp_sim_general(expander, "physical_presence_supported");
    bool disables = is_disabled(password);

    if (!knows_password(call) && !smp_sim_general(expander, "physical_presence_asserted"))
        return RESULT_NO_MANAGEMENT_ACCESS_RIGHTS;
    if (disables && presence && !smp_sim_general(expander, "physical_presence_asserted"))
        return RESULT_NO_PHYSICAL_PRESENCE;
    if ((save == SAVE_ONLY || save == SAVE_TOO) && !can_save)
        return RESULT_SAVING_NOT_SUPPORTED;
    if (disables && !presence)
        return RESULT_DISABLED_PASSWORD_NOT_SUPPORTED;
    if (save != SAVE_ONLY)
        memcpy(expander->password[ZONE_CURRENT], password, SIM_PASSWORD);
    if (save != SAVE_NOT && can_save)
        memcpy(expander->password[ZONE_SAVED], password, SIM_PASSWORD);
    call->domain->changed = true;
    return RESULT_ACCEPTED;
}

/* ---- ZONED BROADCAST ------------------------------------------------------------------------------- */

static bool is_among(struct smp_sim_expander *const *expanders, size_t count,
                     const struct smp_sim_expander *expander)
{
    for (size_t i = 0; i < count; i++)
        if (expanders[i] == expander)
            return true;
    return false;
}

/* Runs the activate step on the expanders of the ZPSDS that the requester has locked. */
static void activate_all(struct smp_sim_call *call)
{
    struct smp_sim_expander *reached[SIM_MAX_EXPANDERS] = { call->expander };
    size_t count = 1;

    for (size_t i = 0; i < count; i++) {
        for (unsigned phy = 0; phy < reached[i]->phy_count; phy++) {
            const struct smp_sim_phy *near = &reached[i]->phys[phy];

            if (near->far && smp_sim_up(near) && smp_sim_discover(near, "inside_zpsds") &&
                count < SIM_MAX_EXPANDERS && !is_among(reached, count, near->far->expander))
                reached[count++] = near->far->expander;
        }
    }
    for (size_t i = 0; i < count; i++)
        if (smp_sim_holds_lock(call, reached[i]))
            smp_sim_activate(call, reached[i]);
}

unsigned smp_sim_zoned_broadcast(struct smp_sim_call *call)
{
    uint64_t type = smp_sim_asked(call, "broadcast_type");
    struct smp_list_iterator list;
    struct smp_frame element;

    smp_sim_asked_list(call, &list);
    while (smp_list_next(&list, &element))
        if (smp_frame_value(&element, "broadcast_source_zone_group") >= call->expander->zone_groups)
            return RESULT_ZONE_GROUP_OUT_OF_RANGE;
    smp_sim_count_broadcast(call->expander, type, SIM_NO_PHY, 0);
    if (type == BROADCAST_ZONE_ACTIVATE)
        activate_all(call);
    call->domain->changed = true;
    return RESULT_ACCEPTED;
}
