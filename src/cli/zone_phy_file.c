/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Writing zone phy information files through the rows of CONFIGURE ZONE PHY INFORMATION. */
#include "discover.h"
#include "payload.h"

#include <inttypes.h>

enum { MOST_BYTES = 8 };

void zone_phy_file_head(const struct cli *cli, const struct smp_frame *header, unsigned most)
{
    fprintf(cli->out, "# Zone phy information from DISCOVER LIST:\n#  expander change count: %" PRIu64 "\n"
            "#  starting phy id: %" PRIu64 "\n#  maximum number of phys output: %u\n#  zoning enabled: %" PRIu64 "\n#\n"
            "# Values below are in hex, phy_id in first column, zone group in last\n",
            smp_frame_value(header, "expander_change_count"), smp_frame_value(header, "starting_phy_identifier"), most,
            smp_frame_value(header, "zoning_enabled"));
}

bool zone_phy_file_line(const struct cli *cli, const struct smp_frame *frame, unsigned phy)
{
    const struct smp_table *table = request_list_of(&smp_function_configure_zone_phy_information, 0).table;
    uint8_t bytes[MOST_BYTES] = { 0 };

    if (frame->result == RESULT_PHY_VACANT) {
        fprintf(cli->out, "# phy %x: vacant\n", phy);
        return true;
    }
    if (frame->result) {
        cli_warn(cli, "phy %u: function result: %s", phy, cli_result_text(frame->result));
        return false;
    }
    for (size_t i = 0; i < table->count; i++)
        smp_field_put(bytes, sizeof bytes, &table->rows[i], smp_frame_value(frame, table->rows[i].key));
    for (size_t i = 0; i < table->bytes; i++)
        fprintf(cli->out, "%x%c", bytes[i], i + 1 < table->bytes ? ',' : '\n');
    return true;
}
