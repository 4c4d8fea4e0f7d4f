/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Prints what the interfaces say about errors, as the tables of doc/INTERFACES.md. */
#include "interface/aac.h"
#include "interface/cam_pass.h"
#include "interface/mpt.h"
#include "interface/sgv4.h"
#include "interface/usmp.h"
#include "scsi/pass.h"

#include <stdio.h>

static const struct smp_errno_table *const tables[] = {
    &smp_sgv4_open_errnos, &smp_sgv4_send_errnos, &smp_mpt_open_errnos, &smp_mpt_send_errnos,
    &smp_aac_open_errnos,  &smp_aac_send_errnos,  &smp_cam_open_errnos, &smp_cam_send_errnos,
    &smp_usmp_open_errnos, &smp_usmp_send_errnos, &smp_sg_errnos,       &smp_uscsi_errnos,
    &smp_sciocmd_errnos,
};

static void print_row(const char *name, int status, const char *why, const char *hint)
{
    printf("| %s | %d | %s | %s |\n", name, status, why, hint ? hint : "");
}

static void print_head(const char *name, const char *what)
{
    printf("<!-- errors: %s -->\n", name);
    printf("| %s | exit status | meaning | what to do |\n|---|---|---|---|\n", what);
}

static void print_table(const struct smp_errno_table *table)
{
    print_head(table->name, "errno");
    for (size_t i = 0; i < table->count; i++)
        print_row(table->rows[i].symbol, table->rows[i].status, table->rows[i].why, table->rows[i].hint);
    print_row("any other", table->status, "(the system's own words)", NULL);
}

int main(void)
{
    char name[64];

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        print_table(tables[i]);
    print_head("cam: CAM status", "CAM status");
    for (size_t i = 0; i < smp_cam_status_count; i++) {
        const struct smp_cam_status *row = &smp_cam_statuses[i];

        snprintf(name, sizeof name, "%02X %s", row->value, row->name);
        print_row(name, row->status, row->why, row->hint);
    }
    return 0;
}
