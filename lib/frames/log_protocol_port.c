/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * SCSI log page 18h, PROTOCOL SPECIFIC PORT, in the form of SAS SSP (SPL-4 9.2.7.2; header SPC-4 7.3.1). One
 * parameter per port of the device, one descriptor per phy of the port. A descriptor length below 44 (SAS-1.1
 * says 0) means a descriptor of 48 bytes, which has no phy events. */
#include "frames/log_protocol_port.h"

#include "frames/names.h"

static const struct smp_names protocols = SMP_NAMES("reserved",
    { .value = 0, .key = "fcp", .text = "Fibre Channel" },
    { .value = 1, .key = "spi", .text = "parallel SCSI" },
    { .value = 4, .key = "srp", .text = "SRP" },
    { .value = 5, .key = "iscsi", .text = "iSCSI" },
    { .value = 6, .key = "sas", .text = "SAS" },
    { .value = 9, .key = "uas", .text = "USB attached SCSI" },
    { .value = 10, .key = "sop", .text = "SCSI over PCIe" });

static const struct smp_field header_rows[] = {
    BIT("disable_save", 0, 7, SAS_1),
    BIT("subpage_format", 0, 6, SAS_1),
    SMP_ROW("page_code", 0, 5, 6, SMP_HEX, SAS_1),
    HEX("subpage_code", 1, 8, SAS_1),
    BE16("page_length", 2, SAS_1),
};

const struct smp_table smp_log_page_header = SMP_TABLE("log_page_header", header_rows, 4);

static const struct smp_field port_rows[] = {
    BE16("relative_target_port_identifier", 0, SAS_1),
    HEX("parameter_control", 2, 8, SAS_1, FULL),
    U8("parameter_length", 3, SAS_1, FULL),
    ENUM("protocol_identifier", 4, 3, 4, SAS_1, protocols, FULL),
    U8("generation_code", 6, SAS_2, .show = SHOW_SET),
    U8("number_of_phys", 7, SAS_1),
};

const struct smp_table smp_log_port = SMP_TABLE("port", port_rows, 8);

static const struct smp_field event_rows[] = {
    ENUM("phy_event_source", 3, 7, 8, SAS_2, smp_names_phy_event_source),
    BE32("phy_event", 4, SAS_2),
    BE32("peak_value_detector_threshold", 8, SAS_2),
};

static const struct smp_field phy_rows[] = {
    U8("phy_identifier", 1, SAS_1),
    U8("descriptor_length", 3, SAS_1, .show = SHOW_NEVER),
    ENUM("attached_device_type", 4, 6, 3, SAS_1, smp_names_attached_device_type),
    ENUM("attached_reason", 4, 3, 4, SAS_2, smp_names_reason),
    ENUM("reason", 5, 7, 4, SAS_2, smp_names_reason),
    ENUM("negotiated_logical_link_rate", 5, 3, 4, SAS_1, smp_names_negotiated_link_rate),
    BIT("attached_ssp_initiator_port", 6, 3, SAS_1, .word = "ssp", LINE("attached initiator", 3)),
    BIT("attached_stp_initiator_port", 6, 2, SAS_1, .word = "stp"),
    BIT("attached_smp_initiator_port", 6, 1, SAS_1, .word = "smp"),
    BIT("attached_ssp_target_port", 7, 3, SAS_1, .word = "ssp", LINE("attached target", 3)),
    BIT("attached_stp_target_port", 7, 2, SAS_1, .word = "stp"),
    BIT("attached_smp_target_port", 7, 1, SAS_1, .word = "smp"),
    ADDR("sas_address", 8, SAS_1, .label = "SAS address"),
    ADDR("attached_sas_address", 16, SAS_1, .label = "attached SAS address"),
    U8("attached_phy_identifier", 24, SAS_1),
    BE32("invalid_dword_count", 32, SAS_1),
    BE32("running_disparity_error_count", 36, SAS_1),
    BE32("loss_of_dword_synchronization_count", 40, SAS_1),
    BE32("phy_reset_problem_count", 44, SAS_1),
    U8("number_of_phy_event_descriptors", 51, SAS_2, .show = SHOW_SET),
    LIST("phy_event_descriptor_list", 52, SAS_2, .list_key = "phy_events",
         OF(.count_key = "number_of_phy_event_descriptors", KIND("phy_event_descriptor", event_rows, 12))),
};

const struct smp_table smp_log_phy = SMP_TABLE("phy", phy_rows, 48);
