/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * How smp_scan shows what it found. */
#include "scan_disks.h"

#include "columns.h"
#include "output/escape.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Targets --------------------------------------------------------------------------------------- */

enum member_kind { MEMBER_TEXT, MEMBER_POINTER, MEMBER_ADDRESS, MEMBER_PHYS, MEMBER_FLAG };

/* What is shown of a target: its key for machines, its heading in text (NULL: not there). */
static const struct member {
    const char *key;
    const char *heading;
    enum member_kind kind;
    size_t place;
} members[] = {
    { "device", "SMP_DEVICE", MEMBER_TEXT, offsetof(struct smp_scan_target, device) },
    { "interface", "INTERFACE", MEMBER_POINTER, offsetof(struct smp_scan_target, interface) },
    { "sas_address", "SAS_ADDRESS", MEMBER_ADDRESS, offsetof(struct smp_scan_target, sas_address) },
    { "needs_sas_address", NULL, MEMBER_FLAG, offsetof(struct smp_scan_target, needs_address) },
    { "vendor", "VENDOR", MEMBER_TEXT, offsetof(struct smp_scan_target, vendor) },
    { "product", "PRODUCT", MEMBER_TEXT, offsetof(struct smp_scan_target, product) },
    { "revision", "REVISION", MEMBER_TEXT, offsetof(struct smp_scan_target, revision) },
    { "phys", "PHYS", MEMBER_PHYS, offsetof(struct smp_scan_target, phys) },
    { "host", "HOST", MEMBER_TEXT, offsetof(struct smp_scan_target, host) },
    { "driver", "DRIVER", MEMBER_TEXT, offsetof(struct smp_scan_target, driver) },
    { "attached_to", "ATTACHED_TO", MEMBER_TEXT, offsetof(struct smp_scan_target, attached_to) },
    { "kind", "KIND", MEMBER_POINTER, offsetof(struct smp_scan_target, kind) },
    { "name", NULL, MEMBER_TEXT, offsetof(struct smp_scan_target, name) },
};

enum { MEMBERS = sizeof members / sizeof *members };

/* The value of a member as text, in buffer[room] if it is a number; NULL: not known. */
static const char *member_text(const struct smp_scan_target *target, const struct member *member,
                               char *buffer, size_t room)
{
    const char *at = (const char *)target + member->place;
    const char *pointer;

    switch (member->kind) {
    case MEMBER_POINTER:
        memcpy(&pointer, at, sizeof pointer);
        return pointer;
    case MEMBER_ADDRESS:
        snprintf(buffer, room, "0x%016" PRIx64, target->sas_address);
        return target->sas_address ? buffer : NULL;
    case MEMBER_PHYS:
        snprintf(buffer, room, "%u", target->phys);
        return target->phys_known ? buffer : NULL;
    case MEMBER_FLAG:
        return target->needs_address ? "1" : "0";
    default:
        return at[0] ? at : NULL;
    }
}

/* The members with a heading, in order: the column-th one. */
static const struct member *column_member(size_t column)
{
    const struct member *member = members;

    while (!member->heading || column--)
        member++;
    return member;
}

static const char *target_cell(const void *user, size_t row, size_t column, char *buffer)
{
    const struct smp_scan *scan = user;

    return member_text(&scan->targets[row], column_member(column), buffer, COLUMN_ROOM);
}

static void print_targets(const struct smp_scan *scan)
{
    const char *headings[MEMBERS];
    struct columns columns = {
        .rows = scan->target_count, .headings = headings, .cell = target_cell, .user = scan
    };

    for (size_t i = 0; i < MEMBERS; i++)
        if (members[i].heading)
            headings[columns.count++] = members[i].heading;
    if (columns.rows)
        columns_print(&columns);
}

static void json_target(struct smp_json *json, const struct smp_scan_target *target)
{
    char buffer[32];

    smp_json_object(json, NULL);
    for (size_t i = 0; i < MEMBERS; i++) {
        const char *text = member_text(target, &members[i], buffer, sizeof buffer);

        if (!text)
            continue;
        if (members[i].kind == MEMBER_PHYS)
            smp_json_number(json, members[i].key, target->phys);
        else if (members[i].kind == MEMBER_FLAG)
            smp_json_bool(json, members[i].key, target->needs_address);
        else
            smp_json_string(json, members[i].key, text);
    }
    smp_json_end_object(json);
}

void scan_kv_text(const char *prefix, const char *key, const char *text)
{
    printf("%s%s=", prefix, key);
    smp_escape(stdout, (const uint8_t *)text, strlen(text));
    putchar('\n');
}

static void kv_targets(const struct smp_scan *scan)
{
    char buffer[32];
    char prefix[40];

    for (size_t t = 0; t < scan->target_count; t++)
        for (size_t i = 0; i < MEMBERS; i++) {
            const char *text = member_text(&scan->targets[t], &members[i], buffer, sizeof buffer);

            snprintf(prefix, sizeof prefix, "targets[%zu].", t);
            if (text)
                scan_kv_text(prefix, members[i].key, text);
        }
}

/* ---- All ------------------------------------------------------------------------------------------- */

static void print_notes(const struct cli *cli, const struct smp_scan *scan, bool all)
{
    for (size_t i = 0; i < scan->note_count; i++) {
        if (!all && !scan->notes[i].problem)
            continue;
        cli_warn(cli, "%s", scan->notes[i].text);
        if (scan->notes[i].hint[0])
            cli_warn(cli, "%s", scan->notes[i].hint);
    }
}

static void json_listed(struct smp_json *json, const struct smp_scan *scan)
{
    smp_json_array(json, "targets");
    for (size_t i = 0; i < scan->target_count; i++)
        json_target(json, &scan->targets[i]);
    smp_json_end_array(json);
    smp_json_array(json, "notes");
    for (size_t i = 0; i < scan->note_count; i++) {
        smp_json_object(json, NULL);
        smp_json_string(json, "text", scan->notes[i].text);
        if (scan->notes[i].hint[0])
            smp_json_string(json, "hint", scan->notes[i].hint);
        smp_json_end_object(json);
    }
    smp_json_end_array(json);
}

static void show_json(struct cli *cli, const struct scan_view *view, const struct disk_phys *phys)
{
    cli_json_begin(cli);
    if (view->listed)
        json_listed(&cli->json, view->listed);
    if (!view->disk_count)
        return;
    smp_json_array(&cli->json, "disks");
    for (size_t i = 0; i < view->disk_count; i++)
        scan_disks_json(&cli->json, phys, &view->disks[i]);
    smp_json_end_array(&cli->json);
}

static void show_bytes(const struct cli *cli, const struct scan_view *view)
{
    for (size_t i = 0; i < view->disk_count; i++)
        if (cli->mode == OUTPUT_HEX)
            smp_hex_dump(stdout, view->disks[i].page, view->disks[i].length, cli_count(cli, "hex") > 1);
        else
            smp_raw_dump(stdout, view->disks[i].page, view->disks[i].length);
}

int scan_show(struct cli *cli, const struct scan_view *view, bool all)
{
    struct disk_phys phys = { 0 };
    bool complete = true;

    for (size_t i = 0; i < view->disk_count && complete; i++)
        complete = scan_disks_collect(&phys, &view->disks[i]);
    if (view->listed)
        print_notes(cli, view->listed, all);
    if (cli->mode == OUTPUT_JSON) {
        show_json(cli, view, &phys);
    } else if (cli->mode == OUTPUT_KV) {
        if (view->listed)
            kv_targets(view->listed);
        for (size_t i = 0; i < view->disk_count; i++)
            scan_disks_kv(&phys, &view->disks[i], i);
    } else if (cli->mode == OUTPUT_TEXT) {
        if (view->listed)
            print_targets(view->listed);
        scan_disks_print(&phys);
    } else {
        show_bytes(cli, view);
    }
    free(phys.rows);
    return complete ? SMP_OK : cli_fail(cli, SMP_RESOURCE, "cannot show all phys: %s", strerror(ENOMEM));
}
