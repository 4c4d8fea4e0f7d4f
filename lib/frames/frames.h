/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * What the standards say of SMP frames, as data: one constant per SMP function (one file each, named by the
 * function's key), the registers of SFF-8485 and the bits of phy capabilities. Offsets, widths and lengths
 * of frames are written in this folder and nowhere else. */
#ifndef LIB_FRAMES_FRAMES_H
#define LIB_FRAMES_FRAMES_H

#include "frames/names.h"

#define FUNCTION(key) extern const struct smp_function smp_function_##key;
#include "frames/list.h"
#undef FUNCTION

/* Defines smp_function_<key>: code, standard, name, title, utility, and the other members by name. The rows of its
 * frames are the arrays request_rows and response_rows of its file. */
#define SMP_FUNCTION(k, c, s, n, t, u, ...) \
    const struct smp_function smp_function_##k = { \
        .key = #k, .code = (c), .since = (s), .name = (n), .title = (t), .utility = (u), __VA_ARGS__ \
    }
#define REQUEST(size) .request_bytes = (size), .request = SMP_TABLE("request", request_rows, 0)
#define RESPONSE(size) .response_bytes = (size), .response = SMP_TABLE("response", response_rows, 0)

/* A function that changes the target: its response brings no data. */
#define COMMAND(size) .flags = FUNCTION_WRITES, REQUEST(size), .response_bytes = SMP_HEADER_BYTES

/* The list of descriptors from byte b to the end of a frame: "number_of_<name>s" of them, each "<name>_length" long.
 * Its kinds and the other members of struct smp_list by name. */
#define DESCRIPTORS(name, b, ...) \
    LIST(name "_list", b, SAS_2, .list_key = "descriptors", \
         OF(.count_key = "number_of_" name "s", .length_key = name "_length", __VA_ARGS__))

/* Descriptors that are rows of the zone permission table, of one field each: 128 or 256 zone groups. */
#define ZONE_PERMISSIONS(name, field) \
    DESCRIPTORS(name, 16, .repair_length = true, .selector_key = "number_of_zone_groups", \
                KINDS({ .selector_value = 0, .table = TABLE(name "_128", ZONE_PERMISSION_BITS(field, 16), 16) }, \
                      { .selector_value = 1, .table = TABLE(name "_256", ZONE_PERMISSION_BITS(field, 32), 32) }))
#define ZONE_PERMISSION_BITS(field, size) ((const struct smp_field[]){ BYTES(field, 0, size, SAS_2) })

/* What is attached to a phy, in four bytes of DISCOVER and of the short descriptors of DISCOVER LIST. */
#define ATTACHED(b, s, selector_since) \
    ENUM("attached_device_type", b, 6, 3, s, smp_names_attached_device_type, .label = "attached SAS device type"), \
    ENUM("attached_reason", b, 3, 4, SAS_2, smp_names_reason, .show = SHOW_FULL_ELEMENT), \
    ENUM("negotiated_logical_link_rate", (b) + 1, 3, 4, s, smp_names_negotiated_link_rate), \
    BIT("attached_ssp_initiator_port", (b) + 2, 3, s, .word = "ssp", LINE("attached initiator", 4)), \
    BIT("attached_stp_initiator_port", (b) + 2, 2, s, .word = "stp"), \
    BIT("attached_smp_initiator_port", (b) + 2, 1, s, .word = "smp"), \
    BIT("attached_sata_host", (b) + 2, 0, s, .word = "sata_host"), \
    BIT("attached_sata_port_selector", (b) + 3, 7, selector_since, FULL), \
    BIT("stp_buffer_too_small", (b) + 3, 4, SAS_2_1, .label = "STP buffer too small", FULL), \
    BIT("attached_ssp_target_port", (b) + 3, 3, s, .word = "ssp", LINE("attached target", 4)), \
    BIT("attached_stp_target_port", (b) + 3, 2, s, .word = "stp"), \
    BIT("attached_smp_target_port", (b) + 3, 1, s, .word = "smp"), \
    BIT("attached_sata_device", (b) + 3, 0, s, .word = "sata_device")

/* Does a row of the zone permission table, length bytes as REPORT ZONE PERMISSION TABLE carries it, let its
 * source zone group reach the destination group? Not where the row has no bit for it. */
bool smp_zone_permits(const uint8_t *row, size_t length, unsigned group);

/* The 32 bits of a phy capabilities word of DISCOVER: what a phy sends in SNW-3. */
extern const struct smp_table smp_phy_capabilities;

/* Registers of SFF-8485, four bytes each; the data of the GPIO functions are a row of them. */
extern const struct smp_table smp_gpio_cfg_0;
extern const struct smp_table smp_gpio_cfg_1;
extern const struct smp_table smp_gpio_rx;
extern const struct smp_table smp_gpio_tx;
extern const struct smp_table smp_gpio_rx_gp_cfg;
extern const struct smp_table smp_gpio_tx_gp_cfg;
extern const struct smp_table smp_gpio_gp_data;

/* The byte of one drive in smp_gpio_tx. */
extern const struct smp_table smp_gpio_tx_drive;

#endif
