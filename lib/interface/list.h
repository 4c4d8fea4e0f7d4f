/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The interfaces, in probing order: the one list of them. INTERFACE(name, offered) stands for smp_interface_<name>.
 * Each is compiled everywhere; configure tells which ones this system has a use for. */
INTERFACE(sgv4, WITH_SGV4)
INTERFACE(mpt, WITH_MPT)
INTERFACE(aac, WITH_AAC)
INTERFACE(cam, WITH_CAM)
INTERFACE(usmp, WITH_USMP)
INTERFACE(sim, 1)
INTERFACE(replay, 1)
