/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * CONNECTOR TYPE codes of SES with the most physical links of each. That no blank stands before the links, a
 * bracket is missing at 0x26 and a blank ends 0x29 is what scripts know. */
#include "frames/names.h"

#define LINKS(v, k, words, links) NAME(v, k, words "(physical links: " #links ")")
#define WIDE(v, k, words, links) NAME(v, k, words "(maximum physical links: " #links ")")
#define UNNAMED(v, end, k, words) NUMBERED(v, end, k, words " type: #(physical links: 0)")

NAMES(connector_type, NULL,
    LINKS(0x00, "no_information", "No information", 0),
    WIDE(0x01, "sas_4x_receptacle", "SAS 4x receptacle (SFF-8470)", 4),
    WIDE(0x02, "mini_sas_4x_receptacle", "Mini SAS 4x receptacle (SFF-8088)", 4),
    WIDE(0x03, "qsfp_plus_receptacle", "QSFP+ receptacle (SFF-8436)", 4),
    WIDE(0x04, "mini_sas_4x_active_receptacle", "Mini SAS 4x active receptacle (SFF-8088)", 4),
    WIDE(0x05, "mini_sas_hd_4x_receptacle", "Mini SAS HD 4x receptacle (SFF-8644)", 4),
    WIDE(0x06, "mini_sas_hd_8x_receptacle", "Mini SAS HD 8x receptacle (SFF-8644)", 8),
    WIDE(0x07, "mini_sas_hd_16x_receptacle", "Mini SAS HD 16x receptacle (SFF-8644)", 16),
    UNNAMED(0x08, 0x0e, NULL, "unknown external connector"),
    LINKS(0x0f, "vendor_specific_external", "Vendor specific external connector", 0),
    WIDE(0x10, "sas_4i_plug", "SAS 4i plug (SFF-8484)", 4),
    WIDE(0x11, "mini_sas_4i_receptacle", "Mini SAS 4i receptacle (SFF-8087)", 4),
    WIDE(0x12, "mini_sas_hd_4i_receptacle", "Mini SAS HD 4i receptacle (SFF-8643)", 4),
    WIDE(0x13, "mini_sas_hd_8i_receptacle", "Mini SAS HD 8i receptacle (SFF-8643)", 8),
    WIDE(0x14, "mini_sas_hd_16i_receptacle", "Mini SAS HD 16i receptacle (SFF-8643)", 16),
    WIDE(0x15, "slimsas_4i", "SlimSAS 4i (SFF-8654)", 4),
    WIDE(0x16, "slimsas_8i", "SlimSAS 8i (SFF-8654)", 8),
    WIDE(0x17, "sas_minilink_4i", "SAS MiniLink 4i (SFF-8612)", 4),
    WIDE(0x18, "sas_minilink_8i", "SAS MiniLink 8i (SFF-8612)", 8),
    UNNAMED(0x19, 0x1f, NULL, "unknown internal wide connector"),
    WIDE(0x20, "sas_drive_backplane_receptacle", "SAS Drive backplane receptacle (SFF-8482)", 2),
    LINKS(0x21, "sata_host_plug", "SATA host plug", 1),
    WIDE(0x22, "sas_drive_plug", "SAS Drive plug (SFF-8482)", 2),
    LINKS(0x23, "sata_device_plug", "SATA device plug", 1),
    WIDE(0x24, "micro_sas_receptacle", "Micro SAS receptacle", 2),
    LINKS(0x25, "micro_sata_device_plug", "Micro SATA device plug", 1),
    WIDE(0x26, "micro_sas_plug", "Micro SAS plug (SFF-8486", 2),
    WIDE(0x27, "micro_sas_sata_plug", "Micro SAS/SATA plug (SFF-8486)", 2),
    WIDE(0x28, "sas_12g_drive_backplane_receptacle",
         "12 Gb/s SAS Drive backplane receptacle (SFF-8680)", 2),
    WIDE(0x29, "sas_12g_drive_plug", "12Gb/s SAS Drive Plug (SFF-8680) ", 2),
    WIDE(0x2a, "multifunction_12g_6x_receptacle",
         "Multifunction 12 Gb/s 6x Unshielded receptacle (SFF-8639)", 6),
    WIDE(0x2b, "multifunction_12g_6x_plug", "Multifunction 12 Gb/s 6x Unshielded plug (SFF-8639)", 6),
    WIDE(0x2c, "sas_multilink_drive_backplane_receptacle",
         "SAS MultiLink drive backplane receptacle (SFF-8630)", 4),
    WIDE(0x2d, "sas_multilink_drive_backplane_plug", "SAS MultiLink drive backplane plug (SFF-8630)", 4),
    UNNAMED(0x2e, 0x2e, NULL, "unknown internal connector to end device,"),
    LINKS(0x2f, "sas_virtual_connector", "SAS virtual connector", 1),
    UNNAMED(0x30, 0x3e, NULL, "unknown internal connector,"),
    LINKS(0x3f, "vendor_specific_internal", "Vendor specific internal connector", 0),
    WIDE(0x40, "sas_high_density_drive_backplane_receptacle",
         "SAS high density drive backplane receptacle (SFF-8631)", 8),
    WIDE(0x41, "sas_high_density_drive_backplane_plug",
         "SAS high density drive backplane plug (SFF-8631)", 8),
    UNNAMED(0x42, 0x6f, NULL, "reserved connector"),
    UNNAMED(0x70, 0x7f, "vendor_specific", "vendor specific connector"));
