/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The SCSI pass-throughs, in probing order: the one list of them. SCSI_PASS(name, offered) stands for
 * smp_scsi_pass_<name>. Each is compiled everywhere; configure tells which ones this system has a use for. */
SCSI_PASS(sg, WITH_SG)
SCSI_PASS(cam, WITH_CAM)
SCSI_PASS(uscsi, WITH_USCSI)
SCSI_PASS(sciocmd, WITH_SCIOCMD)
SCSI_PASS(sim, 1)
