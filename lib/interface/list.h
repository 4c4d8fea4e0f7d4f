/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The interfaces, in probing order: the one list of them. INTERFACE(name) stands for smp_interface_<name>.
 * Each is compiled everywhere; configure tells which ones this system has no use for. */
#ifndef WITHOUT_SGV4
INTERFACE(sgv4)
#endif
#ifndef WITHOUT_MPT
INTERFACE(mpt)
#endif
#ifndef WITHOUT_AAC
INTERFACE(aac)
#endif
#ifndef WITHOUT_CAM
INTERFACE(cam)
#endif
#ifndef WITHOUT_USMP
INTERFACE(usmp)
#endif
INTERFACE(sim)
INTERFACE(replay)
