/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Zone phy information files: what smp_discover_list --zpi writes and smp_conf_zone_phy_info reads. */
#ifndef SRC_CLI_ZONE_PHY_FILE_H
#define SRC_CLI_ZONE_PHY_FILE_H

#include "cli.h"

/* The comment lines above the first phy; most: phys asked for. */
void zone_phy_file_head(FILE *out, const struct smp_frame *header, unsigned most);

/* The line of a phy from its DISCOVER LIST descriptor; a vacant phy is a comment. false: the descriptor has
 * a function result that leaves the file without this phy, reported. */
bool zone_phy_file_line(const struct cli *cli, FILE *out, const struct smp_frame *frame, unsigned phy);

#endif
