/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The short names of smp_discover --list, which scripts know. */
#ifndef SRC_CLI_DISCOVER_NAMES_H
#define SRC_CLI_DISCOVER_NAMES_H

#include "core/field.h"

/* Prints "phy_id=N" and a line "  name=value" for each present field; brief: the most used ones. */
void discover_names(const struct smp_frame *frame, unsigned phy, bool brief);

#endif
