/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * What would cut a target off from the host that asks for it is refused unless --force is given, wherever the
 * way from this host to the target can be known. Where it cannot, nothing is refused. */
#ifndef SRC_CLI_GUARD_H
#define SRC_CLI_GUARD_H

#include "cli.h"

#define OPT_FORCE \
    OPT_FLAG(0, "force", "do it even if this host could then no longer reach or manage the target")

/* Would disabling the phys of --phy (none given: phy 0) leave no working phy that leads to this host? Returns
 * 0 to go on, or SMP_SYNTAX after reporting. */
int guard_disable(struct cli *cli);

/* Would activating the shadow zoning values keep this host from managing the target's zoning, and so from
 * undoing it? Only told where it cannot be known if zoning will be enabled (SAS-2 expanders that have it
 * disabled now). Returns 0 to go on, or SMP_SYNTAX after reporting. */
int guard_activate(struct cli *cli);

#endif
