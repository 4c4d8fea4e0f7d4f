/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * PHY CONTROL and PHY TEST FUNCTION. */
#include "core/digits.h"
#include "sim/call.h"

#include <stdio.h>
#include <string.h>

enum {
    OPERATION_NOP = 0,
    OPERATION_LINK_RESET = 1,
    OPERATION_HARD_RESET = 2,
    OPERATION_DISABLE = 3,
    OPERATION_CLEAR_ERROR_LOG = 5,
    OPERATION_CLEAR_AFFILIATION = 6,
    OPERATION_PORT_SELECTION = 7,
    OPERATION_CLEAR_NEXUS_LOSS = 8,
    OPERATION_SET_DEVICE_NAME = 9
};
enum { REASON_PHY_CONTROL = 3, REASON_TEST_STOPPED = 8 };
enum { TEST_TRANSMIT = 1 };
enum { SWITCH_ON = 1, SWITCH_OFF = 2 };
enum { POWER_NEGATE = 2, POWER_ASSERT = 3 };

/* ---- Phy operations -------------------------------------------------------------------------------- */

static void clear_error_log(struct smp_sim_call *call)
{
    struct smp_sim_piece log = smp_sim_image(call->phy, PART_ERROR_LOG);

    memset(log.bytes, 0, log.size);
}

static void reset(struct smp_sim_call *call)
{
    *smp_sim_image(call->phy, PART_TESTING).bytes = false;
    smp_sim_link_reset(call->phy, REASON_PHY_CONTROL);
}

static void disable(struct smp_sim_call *call)
{
    struct smp_sim_phy *phy = call->phy;

    *smp_sim_image(phy, PART_TESTING).bytes = false;
    smp_sim_link_down(phy, RATE_DISABLED);
    if (call->expander->zone_groups && smp_sim_get(phy->linked, "attached_sata_device") &&
        !smp_sim_get(phy->shown, "zone_group_persistent"))
        smp_sim_zone_regroup(phy, smp_sim_get(phy->shown, "default_zone_group"));
}

static void set_device_name(struct smp_sim_call *call)
{
    smp_sim_put(call->phy->shown, "attached_device_name", smp_sim_asked(call, "attached_device_name"));
}

/* Fields of REPORT PHY SATA that operations clear. */
static const char *const affiliation[] = { "affiliation_valid", "affiliated_stp_initiator_sas_address",
                                           "current_affiliation_contexts", NULL };
static const char *const nexus_loss[] = { "stp_i_t_nexus_loss_occurred", "stp_i_t_nexus_loss_sas_address",
                                          NULL };

static const struct operation {
    uint8_t since;
    bool sata;                              /* only for phys with a SATA device */
    const char *const *clears;              /* or NULL */
    void (*run)(struct smp_sim_call *call); /* or NULL: nothing is seen of it */
} operations[] = {
    [OPERATION_NOP] = { SAS_1, false, NULL, NULL },
    [OPERATION_LINK_RESET] = { SAS_1, false, NULL, reset },
    [OPERATION_HARD_RESET] = { SAS_1, false, affiliation, reset },
    [OPERATION_DISABLE] = { SAS_1, false, affiliation, disable },
    [OPERATION_CLEAR_ERROR_LOG] = { SAS_1, false, NULL, clear_error_log },
    [OPERATION_CLEAR_AFFILIATION] = { SAS_1, true, affiliation, NULL },
    [OPERATION_PORT_SELECTION] = { SAS_1, true, NULL, NULL },
    [OPERATION_CLEAR_NEXUS_LOSS] = { SAS_2, true, nexus_loss, NULL },
    [OPERATION_SET_DEVICE_NAME] = { SAS_2, true, NULL, set_device_name },
};

/* Is the phy's SATA device in use by this requester? */
static bool holds_affiliation(const struct smp_sim_call *call)
{
    struct smp_sim_piece sata = smp_sim_image(call->phy, PART_SATA);

    return smp_sim_get(sata, "affiliation_valid") &&
           smp_sim_get(sata, "affiliated_stp_initiator_sas_address") == smp_sim_requester(call);
}

static unsigned check_operation(const struct smp_sim_call *call, uint64_t code)
{
    const struct smp_sim_phy *phy = call->phy;

    if (!smp_sim_is_named(&call->request, "phy_operation", code) ||
        code >= sizeof operations / sizeof *operations || operations[code].since > call->expander->standard)
        return RESULT_UNKNOWN_PHY_OPERATION;
    if (code == OPERATION_PORT_SELECTION && smp_sim_get(phy->shown, "attached_sata_port_selector"))
        return RESULT_ACCEPTED;
    if (operations[code].sata && !smp_sim_get(phy->linked, "attached_sata_device"))
        return RESULT_PHY_DOES_NOT_SUPPORT_SATA;
    if (code == OPERATION_CLEAR_AFFILIATION && !holds_affiliation(call))
        return RESULT_AFFILIATION_VIOLATION;
    return code == OPERATION_PORT_SELECTION ? RESULT_FAILED : RESULT_ACCEPTED;
}

/* ---- PHY CONTROL ----------------------------------------------------------------------------------- */

static const char least_key[] = "programmed_minimum_physical_link_rate";
static const char most_key[] = "programmed_maximum_physical_link_rate";

/* A rate of the phy; zero asks for no change. */
static uint64_t wanted_rate(const struct smp_sim_call *call, const char *key)
{
    uint64_t rate = smp_sim_asked(call, key);

    return rate ? rate : smp_sim_get(call->phy->shown, key);
}

static unsigned check_rates(const struct smp_sim_call *call)
{
    uint64_t least = wanted_rate(call, least_key);
    uint64_t most = wanted_rate(call, most_key);

    if ((!smp_sim_asked(call, least_key) && !smp_sim_asked(call, most_key)) ||
        (least <= most && least >= smp_sim_get(call->phy->shown, "hardware_minimum_physical_link_rate") &&
         most <= smp_sim_get(call->phy->shown, "hardware_maximum_physical_link_rate")))
        return RESULT_ACCEPTED;
    return call->expander->standard >= SPL_4 ? RESULT_INVALID_FIELD : RESULT_FAILED;
}

/* Switches that a phy is capable of; any can be put off. */
static void apply_switch(struct smp_sim_phy *phy, const char *name, uint64_t asked)
{
    char capable[64], enabled[64];

    snprintf(capable, sizeof capable, "%s_capable", name);
    snprintf(enabled, sizeof enabled, "%s_enabled", name);
    if (asked == SWITCH_OFF || (asked == SWITCH_ON && smp_sim_get(phy->shown, capable)))
        smp_sim_put(phy->shown, enabled, asked == SWITCH_ON);
}

/* Settings that go with any operation. */
static void apply_settings(struct smp_sim_call *call)
{
    const struct smp_table *table = &call->function->request;
    uint64_t control = smp_sim_asked(call, "power_disable_control");

    smp_sim_put(call->phy->shown, least_key, wanted_rate(call, least_key));
    smp_sim_put(call->phy->shown, most_key, wanted_rate(call, most_key));
    if (smp_sim_asked(call, "update_partial_pathway_timeout_value"))
        smp_sim_put(call->phy->shown, "partial_pathway_timeout_value",
                    smp_sim_asked(call, "partial_pathway_timeout_value"));
    if (control == POWER_NEGATE || control == POWER_ASSERT)
        smp_sim_put(call->phy->shown, "pwr_dis_signal", control);
    for (size_t i = 0; i < table->count; i++) {
        const char *name = smp_behind(table->rows[i].key, "enable_");

        if (name)
            apply_switch(call->phy, name, smp_sim_asked(call, table->rows[i].key));
    }
}

unsigned smp_sim_do_phy_control(struct smp_sim_call *call)
{
    uint64_t code = smp_sim_asked(call, "phy_operation");
    unsigned result = check_operation(call, code);

    if (!result)
        result = check_rates(call);
    if (!result && smp_sim_asked(call, "power_disable_control") >= POWER_NEGATE &&
        !smp_sim_get(call->phy->shown, "pwr_dis_control_capable"))
        result = RESULT_FAILED;
    if (result)
        return result;
    apply_settings(call);
    for (const char *const *key = operations[code].clears; key && *key; key++)
        smp_sim_put(smp_sim_image(call->phy, PART_SATA), *key, 0);
    if (operations[code].run)
        operations[code].run(call);
    return RESULT_ACCEPTED;
}

/* ---- PHY TEST FUNCTION ----------------------------------------------------------------------------- */

/* Patterns that have a name of the standard, rates of the hardware, and not on the phy that carries the very
 * connection of this request. */
static bool can_transmit(const struct smp_sim_call *call)
{
    uint64_t pattern = smp_sim_asked(call, "phy_test_pattern");
    uint64_t ssc = smp_sim_asked(call, "phy_test_pattern_ssc");
    uint64_t rate = smp_sim_asked(call, "phy_test_pattern_physical_link_rate");

    return smp_sim_is_named(&call->request, "phy_test_pattern", pattern) &&
           smp_sim_is_named(&call->request, "phy_test_pattern_ssc", ssc) &&
           rate >= smp_sim_get(call->phy->shown, "hardware_minimum_physical_link_rate") &&
           rate <= smp_sim_get(call->phy->shown, "hardware_maximum_physical_link_rate") &&
           call->phy != call->expander->ingress;
}

unsigned smp_sim_do_phy_test_function(struct smp_sim_call *call)
{
    struct smp_sim_phy *phy = call->phy;
    uint64_t function = smp_sim_asked(call, "phy_test_function");
    uint8_t *testing = smp_sim_image(phy, PART_TESTING).bytes;
    bool was_testing = *testing;

    if (!smp_sim_is_named(&call->request, "phy_test_function", function))
        return RESULT_UNKNOWN_PHY_TEST_FUNCTION;
    if (function == TEST_TRANSMIT && was_testing)
        return RESULT_PHY_TEST_FUNCTION_IN_PROGRESS;
    if (function == TEST_TRANSMIT && !can_transmit(call))
        return RESULT_FAILED;
    *testing = function == TEST_TRANSMIT;
    if (*testing)
        smp_sim_link_down(phy, RATE_UNKNOWN);
    else if (was_testing)
        smp_sim_link_reset(phy, REASON_TEST_STOPPED);
    return RESULT_ACCEPTED;
}
