/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Choosing the interface for a target. */
#ifndef LIB_INTERFACE_DETECT_H
#define LIB_INTERFACE_DETECT_H

#include "interface/interface.h"

/* Chooses by wanted (NAME[,force], force, or NULL: by what the target is) and sets target->force. Automatic:
 * the interface that is surest, the first of equals in probing order. Fails with SMP_OPEN, and says what was
 * looked at. */
int smp_detect(struct smp_target *target, const char *wanted, const struct smp_interface **chosen,
               struct smp_error *error);

#endif
