/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Names of phy event sources and of self-configuration statuses. */
#include "frames/names.h"

/* Event 1 is called by its SAS-2 name in REPORT PHY EVENT and by its SPL name elsewhere: scripts match
 * both. The vendor specific sources have no words. */
#define PHY_EVENT_SOURCES(first_words)                                                                      \
    NAME(0x00, "no_event", "No event"),                                                                     \
    NAME(0x01, "invalid_word_count", first_words),                                                          \
    NAME(0x02, "running_disparity_error_count", "Running disparity error count"),                           \
    NAME(0x03, "loss_of_dword_synchronization_count", "Loss of dword synchronization count"),               \
    NAME(0x04, "phy_reset_problem_count", "Phy reset problem count"),                                       \
    NAME(0x05, "elasticity_buffer_overflow_count", "Elasticity buffer overflow count"),                     \
    NAME(0x06, "received_error_count", "Received ERROR count"),                                             \
    NAME(0x07, "invalid_spl_packet_count", "Invalid SPL packet count"),                                     \
    NAME(0x08, "loss_of_spl_packet_synchronization_count", "Loss of SPL packet synchronization count"),     \
    NAME(0x20, "received_address_frame_error_count", "Received address frame error count"),                 \
    NAME(0x21, "transmitted_abandon_class_open_reject_count",                                               \
         "Transmitted abandon-class OPEN_REJECT count"),                                                    \
    NAME(0x22, "received_abandon_class_open_reject_count", "Received abandon-class OPEN_REJECT count"),     \
    NAME(0x23, "transmitted_retry_class_open_reject_count", "Transmitted retry-class OPEN_REJECT count"),   \
    NAME(0x24, "received_retry_class_open_reject_count", "Received retry-class OPEN_REJECT count"),         \
    NAME(0x25, "received_aip_waiting_on_partial_count", "Received AIP (WAITING ON PARTIAL) count"),         \
    NAME(0x26, "received_aip_waiting_on_connection_count", "Received AIP (WAITING ON CONNECTION) count"),   \
    NAME(0x27, "transmitted_break_count", "Transmitted BREAK count"),                                       \
    NAME(0x28, "received_break_count", "Received BREAK count"),                                             \
    NAME(0x29, "break_timeout_count", "Break timeout count"),                                               \
    NAME(0x2a, "connection_count", "Connection count"),                                                     \
    NAME(0x2b, "peak_transmitted_pathway_blocked_count", "Peak transmitted pathway blocked count"),         \
    NAME(0x2c, "peak_transmitted_arbitration_wait_time", "Peak transmitted arbitration wait time"),         \
    NAME(0x2d, "peak_arbitration_time", "Peak arbitration time"),                                           \
    NAME(0x2e, "peak_connection_time", "Peak connection time"),                                             \
    NAME(0x2f, "persistent_connection_count", "Persistent connection count"),                               \
    NAME(0x40, "transmitted_ssp_frame_count", "Transmitted SSP frame count"),                               \
    NAME(0x41, "received_ssp_frame_count", "Received SSP frame count"),                                     \
    NAME(0x42, "transmitted_ssp_frame_error_count", "Transmitted SSP frame error count"),                   \
    NAME(0x43, "received_ssp_frame_error_count", "Received SSP frame error count"),                         \
    NAME(0x44, "transmitted_credit_blocked_count", "Transmitted CREDIT_BLOCKED count"),                     \
    NAME(0x45, "received_credit_blocked_count", "Received CREDIT_BLOCKED count"),                           \
    NAME(0x50, "transmitted_sata_frame_count", "Transmitted SATA frame count"),                             \
    NAME(0x51, "received_sata_frame_count", "Received SATA frame count"),                                   \
    NAME(0x52, "sata_flow_control_buffer_overflow_count", "SATA flow control buffer overflow count"),       \
    NAME(0x60, "transmitted_smp_frame_count", "Transmitted SMP frame count"),                               \
    NAME(0x61, "received_smp_frame_count", "Received SMP frame count"),                                     \
    NAME(0x63, "received_smp_frame_error_count", "Received SMP frame error count"),                         \
    RANGE(0xd0, 0xff, "vendor_specific", NULL)

NAMES(phy_event_source, NULL, PHY_EVENT_SOURCES("Invalid word count"));

NAMES(phy_event_source_dword, NULL, PHY_EVENT_SOURCES("Invalid dword count"));

/* {SA} and {PI} stand for the SAS address and the phy identifier beside the status, also in text. */
NAMES(self_configuration_status, NULL,
    NAME(0x00, "no_status", "reserved"),
    NAME(0x01, "general_error", "error not related to a specific layer"),
    NAME(0x02, "connecting", "trying to connect to SMP target {SA}"),
    NAME(0x03, "route_table_full", "route table full, unable to add {SA}"),
    NAME(0x04, "out_of_resources", "expander out of resources"),
    RANGE(0x05, 0x1f, NULL, "reserved for status not related to specific layer"),
    NAME(0x20, "phy_layer_error", "error reported by phy layer"),
    NAME(0x21, "lost_dword_synchronization", "all phys including {PI} lost dword sync"),
    RANGE(0x22, 0x3f, NULL, "reserved for status reported by phy layer"),
    NAME(0x40, "link_layer_error", "error reported by link layer"),
    NAME(0x41, "open_timeout", "open timeout timer expired"),
    NAME(0x42, "abandon_open_reject", "received an abandon-class open-reject"),
    NAME(0x43, "retry_open_rejects", "vendor specific number of retry-class"),
    NAME(0x44, "i_t_nexus_loss", "I_T nexus loss occurred"),
    NAME(0x45, "break_received", "connection request, received break"),
    NAME(0x46, "response_crc_error", "SMP response frame CRC error"),
    RANGE(0x47, 0x5f, NULL, "reserved for status reported by link layer"),
    NAME(0x60, "port_layer_error", "error reported by port layer"),
    NAME(0x61, "response_timeout", "SMP response frame timeout"),
    RANGE(0x62, 0x7f, NULL, "reserved for status reported by port layer"),
    NAME(0x80, "transport_layer_error", "error reported by SMP transport layer"),
    RANGE(0x81, 0x9f, NULL, "reserved for status reported by SMP transport layer"),
    NAME(0xa0, "application_layer_error", "error reported by management app layer"),
    NAME(0xa1, "response_too_short", "SMP response frame is too short"),
    NAME(0xa2, "response_invalid_values", "SMP response contains invalid fields"),
    NAME(0xa3, "response_inconsistent", "SMP response contains inconsistent fields"),
    NAME(0xa4, "configuring_bit_set", "{SA} has configuring bit set"),
    NAME(0xa5, "self_configuring_bit_set", "{SA} has self configuring bit set"),
    NAME(0xa6, "zone_configuring_bit_set", "{SA} has zone configuring bit set"),
    RANGE(0xa7, 0xbf, NULL, "reserved for status reported by management app layer"),
    RANGE(0xc0, 0xdf, NULL, "reserved"),
    RANGE(0xe0, 0xff, "vendor_specific", "vendor specific"));
