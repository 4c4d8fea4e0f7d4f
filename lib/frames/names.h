/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Names of values: machine keys and the words of text output. One constant for each enumeration. */
#ifndef LIB_FRAMES_NAMES_H
#define LIB_FRAMES_NAMES_H

#include "core/field.h"

extern const struct smp_names smp_names_function_result;
extern const struct smp_names smp_names_attached_device_type;
extern const struct smp_names smp_names_reason;
extern const struct smp_names smp_names_negotiated_link_rate;
extern const struct smp_names smp_names_hardware_link_rate;
extern const struct smp_names smp_names_routing_attribute;
extern const struct smp_names smp_names_connector_type;
extern const struct smp_names smp_names_self_configuration_status;
extern const struct smp_names smp_names_number_of_zone_groups;
extern const struct smp_names smp_names_broadcast_type;
extern const struct smp_names smp_names_phy_event_source;
extern const struct smp_names smp_names_phy_event_source_dword;
extern const struct smp_names smp_names_zoning_save;
extern const struct smp_names smp_names_gpio_register_type;
extern const struct smp_names smp_names_time_limit;
extern const struct smp_names smp_names_ssp_connect_time_limit;
extern const struct smp_names smp_names_nexus_loss_time;
extern const struct smp_names smp_names_power_done_timeout;

/* What phys can do, with words in front of each rate. */
#define LINK_RATES(words) \
    NAME(0x08, "g1", words "1.5 Gbps"), \
    NAME(0x09, "g2", words "3 Gbps"), \
    NAME(0x0a, "g3", words "6 Gbps"), \
    NAME(0x0b, "g4", words "12 Gbps"), \
    NAME(0x0c, "g5", words "22.5 Gbps")

#endif
