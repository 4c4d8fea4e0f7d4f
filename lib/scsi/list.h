/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The SCSI pass-throughs, in probing order: the one list of them. SCSI_PASS(name) stands for
 * smp_scsi_pass_<name>. Each is compiled everywhere; configure tells which ones this system has no use for. */
#ifndef WITHOUT_SG
SCSI_PASS(sg)
#endif
#ifndef WITHOUT_CAM
SCSI_PASS(cam)
#endif
#ifndef WITHOUT_USCSI
SCSI_PASS(uscsi)
#endif
#ifndef WITHOUT_SCIOCMD
SCSI_PASS(sciocmd)
#endif
SCSI_PASS(sim)
