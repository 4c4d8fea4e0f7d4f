/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * How smp_scan shows what it found. */
#include "scan.h"

#include <errno.h>
#include <stdlib.h>

/* ---- Columns --------------------------------------------------------------------------------------- */

enum { MAX_COLUMNS = 16 };

/* Cells are strings one behind the other. */
void scan_put_cell(FILE *cells, const char *text)
{
    fputs(text && text[0] ? text : "-", cells);
    putc('\0', cells);
}

/* Prints cells in aligned columns; the first row is that of the headings, and is not printed alone. */
static void print_columns(const char *cells, size_t length, size_t columns)
{
    const char *const end = cells + length;
    size_t widths[MAX_COLUMNS] = { 0 }, count = 0;

    for (const char *cell = cells; cell < end; cell += strlen(cell) + 1, count++)
        if (strlen(cell) > widths[count % columns])
            widths[count % columns] = strlen(cell);
    if (count <= columns)
        return;
    count = 0;
    for (const char *cell = cells; cell < end; cell += strlen(cell) + 1) {
        bool last = ++count % columns == 0;

        printf("%-*s%s", last ? 0 : (int)widths[(count - 1) % columns], cell, last ? "\n" : "  ");
    }
}

/* ---- Targets --------------------------------------------------------------------------------------- */

static const char *const headings[] = { "SMP_DEVICE", "INTERFACE", "SAS_ADDRESS", "VENDOR", "PRODUCT", "REVISION",
                                        "PHYS", "HOST", "DRIVER", "ATTACHED_TO", "KIND" };

enum { TEXT_COLUMNS = sizeof headings / sizeof *headings };

static void put_target(FILE *cells, const struct smp_scan_target *target)
{
    char address[24] = "", phys[16] = "";
    const char *const texts[TEXT_COLUMNS] = { target->device, target->interface, address, target->vendor,
                                              target->product, target->revision, phys, target->host, target->driver,
                                              target->attached_to, target->kind };

    if (target->sas_address)
        snprintf(address, sizeof address, "0x%016" PRIx64, target->sas_address);
    if (target->phys_known)
        snprintf(phys, sizeof phys, "%u", target->phys);
    for (size_t i = 0; i < TEXT_COLUMNS; i++)
        scan_put_cell(cells, texts[i]);
}

static void put_targets(FILE *cells, const struct scan_view *view)
{
    for (size_t i = 0; i < TEXT_COLUMNS; i++)
        scan_put_cell(cells, headings[i]);
    for (size_t i = 0; i < view->targets.target_count; i++)
        put_target(cells, &view->targets.targets[i]);
}

void scan_put_text(struct smp_json *json, const char *key, const char *text)
{
    if (text && text[0])
        smp_json_string(json, key, text);
}

static void json_target(struct smp_json *json, const struct smp_scan_target *target)
{
    smp_json_object(json, NULL);
    scan_put_text(json, "device", target->device);
    scan_put_text(json, "interface", target->interface);
    if (target->sas_address)
        smp_json_address(json, "sas_address", target->sas_address);
    smp_json_bool(json, "needs_sas_address", target->needs_address);
    scan_put_text(json, "vendor", target->vendor);
    scan_put_text(json, "product", target->product);
    scan_put_text(json, "revision", target->revision);
    if (target->phys_known)
        smp_json_number(json, "phys", target->phys);
    scan_put_text(json, "host", target->host);
    scan_put_text(json, "driver", target->driver);
    scan_put_text(json, "attached_to", target->attached_to);
    scan_put_text(json, "kind", target->kind);
    scan_put_text(json, "name", target->name);
    smp_json_end(json);
}

/* ---- All ------------------------------------------------------------------------------------------- */

static void print_notes(struct cli *cli, const struct smp_scan *scan, bool all)
{
    for (size_t i = 0; i < scan->note_count; i++) {
        if (!all && !scan->notes[i].problem)
            continue;
        cli_warn(cli, "%s", scan->notes[i].text);
        if (scan->notes[i].hint[0])
            cli_warn(cli, "%s", scan->notes[i].hint);
    }
}

static void json_notes(struct smp_json *json, const struct smp_scan *scan)
{
    smp_json_array(json, "notes");
    for (size_t i = 0; i < scan->note_count; i++) {
        smp_json_object(json, NULL);
        smp_json_string(json, "text", scan->notes[i].text);
        scan_put_text(json, "hint", scan->notes[i].hint);
        smp_json_end(json);
    }
    smp_json_end(json);
}

static void show_data(struct cli *cli, const struct scan_view *view)
{
    struct smp_json *json = &cli->json;

    cli_json_begin(cli);
    if (view->list) {
        smp_json_array(json, "targets");
        for (size_t i = 0; i < view->targets.target_count; i++)
            json_target(json, &view->targets.targets[i]);
        smp_json_end(json);
    }
    if (view->list && !json->lines)
        json_notes(json, &view->targets);
    if (!view->disk_count)
        return;
    smp_json_array(json, "disks");
    for (size_t i = 0; i < view->disk_count; i++)
        scan_disk_json(json, &view->disks[i]);
    smp_json_end(json);
}

/* Prints the cells that put() adds; false: no memory for them. */
static bool show_columns(const struct scan_view *view, void (*put)(FILE *cells, const struct scan_view *view),
                         size_t columns)
{
    char *text = NULL;
    size_t length;
    FILE *cells = open_memstream(&text, &length);
    bool good;

    if (!cells)
        return false;
    put(cells, view);
    good = !ferror(cells);
    good = fclose(cells) == 0 && good;
    if (good)
        print_columns(text, length, columns);
    free(text);
    return good;
}

int scan_show(struct cli *cli, const struct scan_view *view, bool all)
{
    if (view->list)
        print_notes(cli, &view->targets, all);
    if (cli->mode == OUTPUT_JSON || cli->mode == OUTPUT_KV) {
        show_data(cli, view);
    } else if (cli->mode != OUTPUT_TEXT) {
        for (size_t i = 0; i < view->disk_count; i++)
            cli_show_bytes(cli, view->disks[i].page, view->disks[i].length);
    } else if (!show_columns(view, put_targets, TEXT_COLUMNS) ||
               !show_columns(view, scan_put_disks, scan_disk_columns)) {
        return cli_fail_errno(cli, SMP_RESOURCE, ENOMEM, "cannot show all phys");
    }
    return SMP_OK;
}
