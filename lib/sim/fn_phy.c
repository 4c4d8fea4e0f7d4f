/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * PHY CONTROL and PHY TEST FUNCTION. */
#include "sim/call.h"

#include <string.h>

enum phy_operation {
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
enum { TEST_STOP = 0, TEST_TRANSMIT = 1 };
enum { SWITCH_ON = 1, SWITCH_OFF = 2 };
enum { POWER_NEGATE = 2, POWER_ASSERT = 3 };

static struct smp_sim_phy *phy_of(const struct smp_sim_call *call)
{
    return &call->expander->phys[call->phy];
}

static uint64_t sata(const struct smp_sim_call *call, const char *key)
{
    return smp_sim_get(&smp_function_report_phy_sata, phy_of(call)->image[IMAGE_SATA], key);
}

static void set_sata(struct smp_sim_call *call, const char *key, uint64_t number)
{
    smp_sim_put(&smp_function_report_phy_sata, phy_of(call)->image[IMAGE_SATA], key, number);
}

static bool has_sata(const struct smp_sim_call *call)
{
    return smp_sim_get(&smp_function_discover, phy_of(call)->image[IMAGE_PLUGGED], "attached_sata_device");
}

/* ---- Checks ---------------------------------------------------------------------------------------- */

static unsigned check_operation(const struct smp_sim_call *call, uint64_t operation)
{
    switch (operation) {
    case OPERATION_NOP:
    case OPERATION_LINK_RESET:
    case OPERATION_HARD_RESET:
    case OPERATION_DISABLE:
    case OPERATION_CLEAR_ERROR_LOG:
        return RESULT_ACCEPTED;
    case OPERATION_CLEAR_AFFILIATION:
        if (!has_sata(call))
            return RESULT_PHY_DOES_NOT_SUPPORT_SATA;
        return sata(call, "affiliation_valid") &&
                       sata(call, "affiliated_stp_initiator_sas_address") == smp_sim_requester(call)
                   ? RESULT_ACCEPTED
                   : RESULT_AFFILIATION_VIOLATION;
    case OPERATION_PORT_SELECTION:
        if (smp_sim_discover(phy_of(call), "attached_sata_port_selector"))
            return RESULT_ACCEPTED;
        return has_sata(call) ? RESULT_FAILED : RESULT_PHY_DOES_NOT_SUPPORT_SATA;
    case OPERATION_CLEAR_NEXUS_LOSS:
    case OPERATION_SET_DEVICE_NAME:
        if (call->expander->standard < SAS_2)
            return RESULT_UNKNOWN_PHY_OPERATION;
        return has_sata(call) ? RESULT_ACCEPTED : RESULT_PHY_DOES_NOT_SUPPORT_SATA;
    default:
        return RESULT_UNKNOWN_PHY_OPERATION;
    }
}

/* The rate that a request leads to: its own, or the one that the phy has where it asks for no change. */
static uint64_t wanted_rate(const struct smp_sim_call *call, const char *key)
{
    uint64_t rate = smp_sim_asked(call, key);

    return rate ? rate : smp_sim_discover(phy_of(call), key);
}

static unsigned check_rates(const struct smp_sim_call *call)
{
    uint64_t least = wanted_rate(call, "programmed_minimum_physical_link_rate");
    uint64_t most = wanted_rate(call, "programmed_maximum_physical_link_rate");
    bool changes = smp_sim_asked(call, "programmed_minimum_physical_link_rate") ||
                   smp_sim_asked(call, "programmed_maximum_physical_link_rate");

    if (!changes || (least <= most &&
                     least >= smp_sim_discover(phy_of(call), "hardware_minimum_physical_link_rate") &&
                     most <= smp_sim_discover(phy_of(call), "hardware_maximum_physical_link_rate")))
        return RESULT_ACCEPTED;
    return call->expander->standard >= SPL_4 ? RESULT_INVALID_FIELD : RESULT_FAILED;
}

static unsigned check_power(const struct smp_sim_call *call)
{
    uint64_t control = smp_sim_asked(call, "power_disable_control");

    if (control < POWER_NEGATE || smp_sim_discover(phy_of(call), "pwr_dis_control_capable"))
        return RESULT_ACCEPTED;
    return RESULT_FAILED;
}

/* ---- Effects --------------------------------------------------------------------------------------- */

static void set_if_asked(struct smp_sim_call *call, const char *key)
{
    if (smp_sim_asked(call, key))
        smp_sim_set_discover(phy_of(call), key, smp_sim_asked(call, key));
}

/* Settings that go with any operation. */
static void apply_settings(struct smp_sim_call *call)
{
    static const struct {
        const char *request;
        const char *capable;
        const char *enabled;
    } switches[] = {
        { "enable_sas_slumber", "sas_slumber_capable", "sas_slumber_enabled" },
        { "enable_sas_partial", "sas_partial_capable", "sas_partial_enabled" },
        { "enable_sata_slumber", "sata_slumber_capable", "sata_slumber_enabled" },
        { "enable_sata_partial", "sata_partial_capable", "sata_partial_enabled" },
    };
    uint64_t control = smp_sim_asked(call, "power_disable_control");

    set_if_asked(call, "programmed_minimum_physical_link_rate");
    set_if_asked(call, "programmed_maximum_physical_link_rate");
    if (smp_sim_asked(call, "update_partial_pathway_timeout_value"))
        smp_sim_set_discover(phy_of(call), "partial_pathway_timeout_value",
                             smp_sim_asked(call, "partial_pathway_timeout_value"));
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        uint64_t asked = smp_sim_asked(call, switches[i].request);

        if (asked == SWITCH_OFF ||
            (asked == SWITCH_ON && smp_sim_discover(phy_of(call), switches[i].capable)))
            smp_sim_set_discover(phy_of(call), switches[i].enabled, asked == SWITCH_ON);
    }
    if (control == POWER_NEGATE || control == POWER_ASSERT)
        smp_sim_set_discover(phy_of(call), "pwr_dis_signal", control);
}

static void clear_affiliation(struct smp_sim_call *call)
{
    set_sata(call, "affiliation_valid", 0);
    set_sata(call, "affiliated_stp_initiator_sas_address", 0);
    set_sata(call, "current_affiliation_contexts", 0);
}

static void clear_error_log(struct smp_sim_call *call)
{
    static const char *const counters[] = { "invalid_dword_count", "running_disparity_error_count",
                                            "loss_of_dword_synchronization_count",
                                            "phy_reset_problem_count" };

    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        smp_sim_put(&smp_function_report_phy_error_log, phy_of(call)->image[IMAGE_ERROR_LOG], counters[i], 0);
}

static void disable(struct smp_sim_call *call)
{
    struct smp_sim_phy *phy = phy_of(call);

    clear_affiliation(call);
    phy->testing = false;
    smp_sim_link_down(phy, RATE_DISABLED);
    if (call->expander->zone_groups && has_sata(call) && !smp_sim_discover(phy, "zone_group_persistent"))
        smp_sim_zone_regroup(phy, smp_sim_discover(phy, "default_zone_group"));
}

static void reset(struct smp_sim_call *call, bool hard)
{
    if (hard)
        clear_affiliation(call);
    phy_of(call)->testing = false;
    smp_sim_link_reset(phy_of(call), REASON_PHY_CONTROL);
}

static void operate(struct smp_sim_call *call, uint64_t operation)
{
    switch (operation) {
    case OPERATION_LINK_RESET:
    case OPERATION_HARD_RESET:
        reset(call, operation == OPERATION_HARD_RESET);
        break;
    case OPERATION_DISABLE:
        disable(call);
        break;
    case OPERATION_CLEAR_ERROR_LOG:
        clear_error_log(call);
        break;
    case OPERATION_CLEAR_AFFILIATION:
        clear_affiliation(call);
        break;
    case OPERATION_CLEAR_NEXUS_LOSS:
        set_sata(call, "stp_i_t_nexus_loss_occurred", 0);
        set_sata(call, "stp_i_t_nexus_loss_sas_address", 0);
        break;
    case OPERATION_SET_DEVICE_NAME:
        smp_sim_set_discover(phy_of(call), "attached_device_name",
                             smp_sim_asked(call, "attached_device_name"));
        break;
    default:
        break;
    }
}

unsigned smp_sim_phy_control(struct smp_sim_call *call)
{
    uint64_t operation = smp_sim_asked(call, "phy_operation");
    unsigned result = check_operation(call, operation);

    if (!result)
        result = check_rates(call);
    if (!result)
        result = check_power(call);
    if (result)
        return result;
    apply_settings(call);
    operate(call, operation);
    call->domain->changed = true;
    return RESULT_ACCEPTED;
}

/* ---- PHY TEST FUNCTION ----------------------------------------------------------------------------- */

/* Patterns that have a name of the standard, rates of the hardware, and not on the phy that carries the very
 * connection of this request. */
static bool can_transmit(const struct smp_sim_call *call)
{
    const struct smp_field *row = smp_frame_row(&call->request, "phy_test_pattern");
    const struct smp_name *pattern = smp_names_find(row->names, smp_sim_asked(call, "phy_test_pattern"));
    uint64_t rate = smp_sim_asked(call, "phy_test_pattern_physical_link_rate");

    return pattern && pattern->last == 0 && smp_sim_asked(call, "phy_test_pattern_ssc") <= 2 &&
           rate >= smp_sim_discover(phy_of(call), "hardware_minimum_physical_link_rate") &&
           rate <= smp_sim_discover(phy_of(call), "hardware_maximum_physical_link_rate") &&
           phy_of(call) != call->expander->ingress;
}

unsigned smp_sim_phy_test_function(struct smp_sim_call *call)
{
    struct smp_sim_phy *phy = phy_of(call);
    uint64_t function = smp_sim_asked(call, "phy_test_function");

    if (function != TEST_STOP && function != TEST_TRANSMIT)
        return RESULT_UNKNOWN_PHY_TEST_FUNCTION;
    if (function == TEST_STOP) {
        if (phy->testing) {
            phy->testing = false;
            smp_sim_link_reset(phy, REASON_TEST_STOPPED);
        }
        return RESULT_ACCEPTED;
    }
    if (phy->testing)
        return RESULT_PHY_TEST_FUNCTION_IN_PROGRESS;
    if (!can_transmit(call))
        return RESULT_FAILED;
    phy->testing = true;
    smp_sim_link_down(phy, RATE_UNKNOWN);
    return RESULT_ACCEPTED;
}
