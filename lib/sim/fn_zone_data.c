/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The functions that configure zoning data. They change the shadow set; current follows at the activate step,
 * and so does what is to be saved. */
#include "sim/call.h"

#include <string.h>

enum { ZONING_KEEP = 0, ZONING_ENABLE = 1, ZONING_DISABLE = 2 };

/* ---- The kinds of data ----------------------------------------------------------------------------- */

static unsigned check_enable(const struct smp_sim_call *call)
{
    return smp_sim_asked(call, "enable_disable_zoning") > ZONING_DISABLE
               ? RESULT_UNKNOWN_ENABLE_DISABLE_ZONING_VALUE
               : RESULT_ACCEPTED;
}

static void apply_enable(struct smp_sim_call *call, enum smp_sim_zone_set set)
{
    uint64_t value = smp_sim_asked(call, "enable_disable_zoning");
    uint64_t *variable = call->expander->variable;

    variable[set == ZONE_SAVED ? VAR_ZONING_SAVED : VAR_ZONING_SHADOW] =
        value == ZONING_KEEP ? variable[VAR_ZONING_SHADOW] : value == ZONING_ENABLE;
}

/* All descriptors are looked at before any is applied. */
static unsigned check_phys(const struct smp_sim_call *call)
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

static void apply_phys(struct smp_sim_call *call, enum smp_sim_zone_set set)
{
    struct smp_list_iterator list;
    struct smp_frame element;

    smp_sim_asked_list(call, &list);
    while (smp_list_next(&list, &element))
        apply_phy_descriptor(call, set, &element);
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

static unsigned check_table(const struct smp_sim_call *call)
{
    struct smp_list_iterator list;

    smp_sim_asked_list(call, &list);
    if (smp_sim_asked(call, "starting_source_zone_group") + list.left > call->expander->zone_groups)
        return RESULT_SOURCE_ZONE_GROUP_DOES_NOT_EXIST;
    return list.left && 8 * list.stride > call->expander->zone_groups ? RESULT_FAILED : RESULT_ACCEPTED;
}

static void apply_table(struct smp_sim_call *call, enum smp_sim_zone_set set)
{
    unsigned source = (unsigned)smp_sim_asked(call, "starting_source_zone_group");
    struct smp_list_iterator list;
    struct smp_frame element;

    smp_sim_asked_list(call, &list);
    for (; smp_list_next(&list, &element); source++) {
        size_t length;
        const uint8_t *row =
            smp_field_bytes(&element, smp_frame_row(&element, "zone_permission_bits"), &length);

        apply_row(call->expander, set, source, row, length);
    }
}

/* ---- Requests -------------------------------------------------------------------------------------- */

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

/* All results in their order; "failed" is the last. */
static unsigned check(const struct smp_sim_call *call, const struct kind *kind)
{
    uint64_t save = smp_sim_asked(call, "save");
    unsigned result = kind->check(call);

    if (result == RESULT_PHY_DOES_NOT_EXIST)
        return result;
    if (!smp_sim_holds_lock(call, call->expander))
        return RESULT_ZONE_LOCK_VIOLATION;
    if (result && result != RESULT_FAILED)
        return result;
    if ((save == SAVE_ONLY || save == SAVE_TOO) && !smp_sim_general(call->expander, kind->saving_key))
        return RESULT_SAVING_NOT_SUPPORTED;
    return result;
}

/* Keeps a request for the activate step. False: no room. */
static bool keep_request(const struct smp_sim_call *call)
{
    struct smp_sim_list *saves = &call->expander->saves;
    struct smp_sim_save *save = saves->count < SIM_MAX_SAVES ? smp_sim_add(saves, sizeof *save) : NULL;

    if (save)
        memcpy(save->request, call->request.data, call->request.length);
    return save != NULL;
}

static unsigned configure(struct smp_sim_call *call, const struct kind *kind)
{
    uint64_t save = smp_sim_asked(call, "save");
    unsigned result = check(call, kind);

    if (result)
        return result;
    if (save == SAVE_ONLY) {
        if (!keep_request(call))
            return RESULT_FAILED;
    } else {
        kind->apply(call, ZONE_SHADOW);
        if (save != SAVE_NOT && smp_sim_general(call->expander, kind->saving_key))
            call->expander->variable[VAR_LOCK_SAVE] |= kind->what;
    }
    smp_sim_restart_timer(call, call->expander);
    return RESULT_ACCEPTED;
}

unsigned smp_sim_configure_zoning(struct smp_sim_call *call)
{
    const struct kind *kind = kinds;

    while (kind->function != call->function)
        kind++;
    return configure(call, kind);
}

/* ---- Activation ------------------------------------------------------------------------------------ */

/* Does to the saved set what a request wanted that was kept in the state file: looked at once more. */
static void save_request(struct smp_sim_call *call, const struct smp_sim_save *save)
{
    size_t length = SMP_HEADER_BYTES + 4 * (size_t)save->request[SMP_LENGTH_BYTE];

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct smp_function *function = kinds[i].function;

        call->function = function;
        smp_frame_request(&call->request, function, save->request, length);
        if (length >= function->request_bytes &&
            smp_frame_value(&call->request, "function") == function->code &&
            kinds[i].check(call) == RESULT_ACCEPTED)
            kinds[i].apply(call, ZONE_SAVED);
    }
}

void smp_sim_activate(struct smp_sim_call *call, struct smp_sim_expander *expander)
{
    const struct smp_sim_save *saves = expander->saves.items;
    struct smp_sim_call each = { .domain = call->domain, .expander = expander, .phy = SIM_NO_PHY };

    smp_sim_zone_activate(expander);
    call->domain->changed = true;
    for (size_t i = 0; i < expander->saves.count; i++)
        save_request(&each, &saves[i]);
    expander->saves.count = 0;
    smp_sim_restart_timer(call, expander);
}
