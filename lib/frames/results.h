/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Function results (byte 2 of a response), SPL-5; the last but one is in SPL but not in SAS-2, the last one of
 * unknown age. The one list of them: value, name for the code, key and words. */
#ifndef LIB_FRAMES_RESULTS_H
#define LIB_FRAMES_RESULTS_H

#define SMP_RESULTS(RESULT) \
    RESULT(0x00, ACCEPTED, "smp_function_accepted", "SMP function accepted") \
    RESULT(0x01, UNKNOWN_FUNCTION, "unknown_smp_function", "Unknown SMP function") \
    RESULT(0x02, FAILED, "smp_function_failed", "SMP function failed") \
    RESULT(0x03, INVALID_LENGTH, "invalid_request_frame_length", "Invalid request frame length") \
    RESULT(0x04, INVALID_CHANGE_COUNT, "invalid_expander_change_count", "Invalid expander change count") \
    RESULT(0x05, BUSY, "busy", "Busy") \
    RESULT(0x06, INCOMPLETE_DESCRIPTOR_LIST, "incomplete_descriptor_list", "Incomplete descriptor list") \
    RESULT(0x10, PHY_DOES_NOT_EXIST, "phy_does_not_exist", "Phy does not exist") \
    RESULT(0x11, INDEX_DOES_NOT_EXIST, "index_does_not_exist", "Index does not exist") \
    RESULT(0x12, PHY_DOES_NOT_SUPPORT_SATA, "phy_does_not_support_sata", "Phy does not support SATA") \
    RESULT(0x13, UNKNOWN_PHY_OPERATION, "unknown_phy_operation", "Unknown phy operation") \
    RESULT(0x14, UNKNOWN_PHY_TEST_FUNCTION, "unknown_phy_test_function", "Unknown phy test function") \
    RESULT(0x15, PHY_TEST_FUNCTION_IN_PROGRESS, "phy_test_function_in_progress", "Phy test function in progress") \
    RESULT(0x16, PHY_VACANT, "phy_vacant", "Phy vacant") \
    RESULT(0x17, UNKNOWN_PHY_EVENT_SOURCE, "unknown_phy_event_source", "Unknown phy event source") \
    RESULT(0x18, UNKNOWN_DESCRIPTOR_TYPE, "unknown_descriptor_type", "Unknown descriptor type") \
    RESULT(0x19, UNKNOWN_PHY_FILTER, "unknown_phy_filter", "Unknown phy filter") \
    RESULT(0x1a, AFFILIATION_VIOLATION, "affiliation_violation", "Affiliation violation") \
    RESULT(0x20, ZONE_VIOLATION, "smp_zone_violation", "SMP zone violation") \
    RESULT(0x21, NO_MANAGEMENT_ACCESS_RIGHTS, "no_management_access_rights", "No management access rights") \
    RESULT(0x22, UNKNOWN_ENABLE_DISABLE_ZONING_VALUE, "unknown_enable_disable_zoning_value", \
           "Unknown enable disable zoning value") \
    RESULT(0x23, ZONE_LOCK_VIOLATION, "zone_lock_violation", "Zone lock violation") \
    RESULT(0x24, NOT_ACTIVATED, "not_activated", "Not activated") \
    RESULT(0x25, ZONE_GROUP_OUT_OF_RANGE, "zone_group_out_of_range", "Zone group out of range") \
    RESULT(0x26, NO_PHYSICAL_PRESENCE, "no_physical_presence", "No physical presence") \
    RESULT(0x27, SAVING_NOT_SUPPORTED, "saving_not_supported", "Saving not supported") \
    RESULT(0x28, SOURCE_ZONE_GROUP_DOES_NOT_EXIST, "source_zone_group_does_not_exist", \
           "Source zone group does not exist") \
    RESULT(0x29, DISABLED_PASSWORD_NOT_SUPPORTED, "disabled_password_not_supported", \
           "Disabled password not supported") \
    RESULT(0x2a, INVALID_FIELD, "invalid_field_in_smp_request", "Invalid field in SMP request")

#define SMP_RESULT_VALUE(value, name, key, text) RESULT_##name = (value),
enum smp_function_result { SMP_RESULTS(SMP_RESULT_VALUE) };
#undef SMP_RESULT_VALUE

#endif
