/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Prints what the interfaces say about errors, as the tables of doc/INTERFACES.md. */
#include "interface/cam.h"
#include "scsi/scsi.h"

#include <stdio.h>

static const struct smp_causes *const tables[] = {
    &smp_sgv4_open_errnos, &smp_sgv4_send_errnos, &smp_mpt_open_errnos, &smp_mpt_send_errnos,
    &smp_aac_open_errnos,  &smp_aac_send_errnos,  &smp_cam_open_errnos, &smp_cam_send_errnos,
    &smp_usmp_open_errnos, &smp_usmp_send_errnos, &smp_sg_errnos,       &smp_uscsi_errnos,
    &smp_sciocmd_errnos,   &smp_cam_statuses,
};

static void print_row(const char *name, int status, const char *why, const char *hint)
{
    printf("| %s | %d | %s | %s |\n", name, status, why, hint ? hint : "");
}

static void print_table(const struct smp_causes *table)
{
    bool is_errno = table != &smp_cam_statuses;
    char name[64];

    printf("<!-- errors: %s -->\n", table->name);
    printf("| %s | exit status | meaning | what to do |\n|---|---|---|---|\n", is_errno ? "errno" : "CAM status");
    for (size_t i = 0; i < table->count; i++) {
        const struct smp_cause *row = &table->rows[i];

        snprintf(name, sizeof name, "%02X %s", (unsigned)row->number, row->symbol);
        print_row(is_errno ? row->symbol : name, row->status, row->why, row->hint);
    }
    if (is_errno)
        print_row("any other", table->status, "(the system's own words)", NULL);
}

int main(void)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        print_table(tables[i]);
    return 0;
}
