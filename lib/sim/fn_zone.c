/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Zone management functions. What configures changes the shadow set; current follows at ZONE ACTIVATE. */
#include "sim/call.h"

#include <string.h>

/* SAVE of the requests. The sources do not tell when a value that is only saved takes its place: at once. */
enum { SAVE_NOT = 0, SAVE_ONLY = 1, SAVE_IF_SUPPORTED = 2, SAVE_TOO = 3 };
enum { ZONING_KEEP = 0, ZONING_ENABLE = 1, ZONING_DISABLE = 2 };
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

/* Is the expander locked by this requester? */
static bool holds_lock(const struct smp_sim_call *call, const struct smp_sim_expander *expander)
{
    return is_locked(expander) &&
           smp_sim_general(expander, "active_zone_manager_sas_address") == smp_sim_requester(call);
}

/* Each accepted request of the zone manager starts the inactivity timer again. */
static void restart_timer(struct smp_sim_call *call)
{
    uint64_t limit = smp_sim_general(call->expander, "zone_lock_inactivity_time_limit");

    call->expander->variable[VAR_LOCK_DEADLINE] = limit ? call->now + limit * TENTH_OF_SECOND_MS : 0;
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
    if (is_locked(expander) && (!holds_lock(call, expander) || expander->quirks & QUIRK_NO_RELOCK)) {
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
    restart_timer(call);
    smp_sim_tell(call, "active_zone_manager_sas_address", smp_sim_requester(call));
    return RESULT_ACCEPTED;
}

unsigned smp_sim_zone_activate_step(struct smp_sim_call *call)
{
    if (!holds_lock(call, call->expander))
        return RESULT_ZONE_LOCK_VIOLATION;
    smp_sim_zone_activate(call->domain, call->expander);
    restart_timer(call);
    return RESULT_ACCEPTED;
}

unsigned smp_sim_zone_unlock_step(struct smp_sim_call *call)
{
    if (!holds_lock(call, call->expander))
        return RESULT_ZONE_LOCK_VIOLATION;
    if (smp_sim_asked(call, "activate_required") && !call->expander->variable[VAR_LOCK_ACTIVATED])
        return RESULT_NOT_ACTIVATED;
    smp_sim_zone_unlock(call->domain, call->expander);
    return RESULT_ACCEPTED;
}

/* ---- Configuration --------------------------------------------------------------------------------- */

/* What a zone configuration request may do: its manager must hold the lock, its SAVE must be supported. */
static unsigned check_configuration(const struct smp_sim_call *call, const char *saving_key)
{
    uint64_t save = smp_sim_asked(call, "save");

    if (!holds_lock(call, call->expander))
        return RESULT_ZONE_LOCK_VIOLATION;
    if ((save == SAVE_ONLY || save == SAVE_TOO) && !smp_sim_general(call->expander, saving_key))
        return RESULT_SAVING_NOT_SUPPORTED;
    return RESULT_ACCEPTED;
}

/* The set that a request with this SAVE changes; notes what the next activate step has to save. */
static enum smp_sim_zone_set changed_set(struct smp_sim_call *call, const char *saving_key, uint64_t what)
{
    uint64_t save = smp_sim_asked(call, "save");

    if ((save == SAVE_IF_SUPPORTED || save == SAVE_TOO) && smp_sim_general(call->expander, saving_key))
        call->expander->variable[VAR_LOCK_SAVE] |= what;
    restart_timer(call);
    return save == SAVE_ONLY ? ZONE_SAVED : ZONE_SHADOW;
}

unsigned smp_sim_enable_disable_zoning(struct smp_sim_call *call)
{
    static const char saving[] = "saving_zoning_enabled_supported";
    uint64_t value = smp_sim_asked(call, "enable_disable_zoning");
    uint64_t *variable = call->expander->variable;
    unsigned result = holds_lock(call, call->expander) ? RESULT_ACCEPTED : RESULT_ZONE_LOCK_VIOLATION;
    unsigned target;

    if (!result && value > ZONING_DISABLE)
        result = RESULT_UNKNOWN_ENABLE_DISABLE_ZONING_VALUE;
    if (!result)
        result = check_configuration(call, saving);
    if (result)
        return result;
    target = changed_set(call, saving, SAVE_ENABLED) == ZONE_SAVED ? VAR_ZONING_SAVED : VAR_ZONING_SHADOW;
    variable[target] = value == ZONING_KEEP ? variable[VAR_ZONING_SHADOW] : value == ZONING_ENABLE;
    return RESULT_ACCEPTED;
}

/* All descriptors are looked at before any is applied. */
static unsigned check_phy_descriptors(const struct smp_sim_call *call)
{
    struct smp_list_iterator list;
    struct smp_frame element;

    smp_sim_asked_list(call, &list);
    while (smp_list_next(&list, &element)) {
        if (smp_frame_value(&element, "phy_identifier") >= call->expander->phy_count)
            return RESULT_PHY_DOES_NOT_EXIST;
        if (smp_frame_value(&element, "zone_group") >= call->expander->zone_groups)
            return RESULT_ZONE_GROUP_OUT_OF_RANGE;
    }
    return RESULT_ACCEPTED;
}

static void apply_phy_descriptor(struct smp_sim_call *call, enum smp_sim_zone_set set,
                                 const struct smp_frame *element)
{
    struct smp_sim_phy *phy = &call->expander->phys[smp_frame_value(element, "phy_identifier")];
    char key[64];

    for (size_t i = 0; i < element->table->count; i++) {
        const char *field = element->table->rows[i].key;

        if (strcmp(field, "phy_identifier") != 0)
            smp_sim_set_discover(phy, smp_sim_zone_key(set, field, key, sizeof key),
                                 smp_frame_value(element, field));
    }
}

unsigned smp_sim_configure_zone_phy_information(struct smp_sim_call *call)
{
    static const char saving[] = "saving_zone_phy_information_supported";
    struct smp_list_iterator list;
    struct smp_frame element;
    enum smp_sim_zone_set set;
    unsigned result = check_phy_descriptors(call);

    if (result == RESULT_PHY_DOES_NOT_EXIST)
        return result;
    if (check_configuration(call, saving) == RESULT_ZONE_LOCK_VIOLATION)
        return RESULT_ZONE_LOCK_VIOLATION;
    if (!result)
        result = check_configuration(call, saving);
    if (result)
        return result;
    set = changed_set(call, saving, SAVE_PHYS);
    smp_sim_asked_list(call, &list);
    while (smp_list_next(&list, &element))
        apply_phy_descriptor(call, set, &element);
    return RESULT_ACCEPTED;
}

/* A row of 128 groups given to an expander with 256 leaves the others out of reach. */
static void apply_row(struct smp_sim_expander *expander, enum smp_sim_zone_set set, unsigned source,
                      const uint8_t *row, size_t bytes)
{
    for (unsigned group = 0; group < expander->zone_groups; group++) {
        bool permitted = group < 8 * bytes && (row[bytes - 1 - group / 8] >> group % 8 & 1);

        smp_sim_permit(expander, set, source, group, permitted);
    }
}

unsigned smp_sim_configure_zone_permission_table(struct smp_sim_call *call)
{
    static const char saving[] = "saving_zone_permission_table_supported";
    unsigned source = (unsigned)smp_sim_asked(call, "starting_source_zone_group");
    struct smp_list_iterator list;
    struct smp_frame element;
    enum smp_sim_zone_set set;
    unsigned result = check_configuration(call, saving);

    smp_sim_asked_list(call, &list);
    if (result != RESULT_ZONE_LOCK_VIOLATION && source + list.left > call->expander->zone_groups)
        result = RESULT_SOURCE_ZONE_GROUP_DOES_NOT_EXIST;
    if (!result && 8 * list.stride > call->expander->zone_groups && list.left)
        result = RESULT_FAILED;
    if (result)
        return result;
    set = changed_set(call, saving, SAVE_TABLE);
    for (; smp_list_next(&list, &element); source++) {
        size_t length;
        const uint8_t *row =
            smp_field_bytes(&element, smp_frame_row(&element, "zone_permission_bits"), &length);

        apply_row(call->expander, set, source, row, length);
    }
    return RESULT_ACCEPTED;
}

/* The password has no shadow: it changes at once, without a lock. */
unsigned smp_sim_configure_zone_manager_password(struct smp_sim_call *call)
{
    struct smp_sim_expander *expander = call->expander;
    bool can_save = smp_sim_general(expander, "saving_zone_manager_password_supported");
    uint64_t save = smp_sim_asked(call, "save");
    size_t length;
    const uint8_t *password = smp_sim_asked_bytes(call, "new_zone_manager_password", &length);

    if (!knows_password(call) && !smp_sim_general(expander, "physical_presence_asserted"))
        return RESULT_NO_MANAGEMENT_ACCESS_RIGHTS;
    if ((save == SAVE_ONLY || save == SAVE_TOO) && !can_save)
        return RESULT_SAVING_NOT_SUPPORTED;
    if (is_disabled(password)) {
        if (!smp_sim_general(expander, "physical_presence_supported"))
            return RESULT_DISABLED_PASSWORD_NOT_SUPPORTED;
        if (!smp_sim_general(expander, "physical_presence_asserted"))
            return RESULT_NO_PHYSICAL_PRESENCE;
    }
    if (save != SAVE_ONLY)
        memcpy(expander->password[ZONE_CURRENT], password, SIM_PASSWORD);
    if (save != SAVE_NOT && can_save)
        memcpy(expander->password[ZONE_SAVED], password, SIM_PASSWORD);
    call->domain->changed = true;
    return RESULT_ACCEPTED;
}

/* ---- ZONED BROADCAST ------------------------------------------------------------------------------- */

/* Runs the activate step on the locked expanders of the ZPSDS that the requester manages; one that has done
 * it under this lock is not visited again. */
static void activate_all(struct smp_sim_call *call, struct smp_sim_expander *expander)
{
    if (holds_lock(call, expander))
        smp_sim_zone_activate(call->domain, expander);
    for (unsigned i = 0; i < expander->phy_count; i++) {
        struct smp_sim_expander *far = expander->phys[i].far;

        if (far && smp_sim_up(&expander->phys[i]) && smp_sim_discover(&expander->phys[i], "inside_zpsds") &&
            holds_lock(call, far) && !far->variable[VAR_LOCK_ACTIVATED])
            activate_all(call, far);
    }
}

unsigned smp_sim_zoned_broadcast(struct smp_sim_call *call)
{
    uint8_t type = (uint8_t)smp_sim_asked(call, "broadcast_type");
    struct smp_list_iterator list;
    struct smp_frame element;

    smp_sim_asked_list(call, &list);
    while (smp_list_next(&list, &element))
        if (smp_frame_value(&element, "broadcast_source_zone_group") >= call->expander->zone_groups)
            return RESULT_ZONE_GROUP_OUT_OF_RANGE;
    smp_sim_count_broadcast(call->expander, type, SIM_NO_PHY, 0);
    if (type == BROADCAST_ZONE_ACTIVATE)
        activate_all(call, call->expander);
    call->domain->changed = true;
    return RESULT_ACCEPTED;
}
