/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The SCSI pass-throughs and what they say about errors. */
#ifndef LIB_SCSI_PASS_H
#define LIB_SCSI_PASS_H

#include "scsi/scsi.h"

extern const struct smp_interface smp_scsi_pass_sg;
extern const struct smp_interface smp_scsi_pass_cam;
extern const struct smp_interface smp_scsi_pass_uscsi;
extern const struct smp_interface smp_scsi_pass_sciocmd;
extern const struct smp_interface smp_scsi_pass_sim;

extern const struct smp_causes smp_sg_errnos;
extern const struct smp_causes smp_uscsi_errnos;
extern const struct smp_causes smp_sciocmd_errnos;

#endif
