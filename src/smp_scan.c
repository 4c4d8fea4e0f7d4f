/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_scan: which SMP targets can be reached, and what disks say of the expanders they are attached to. */
#include "scan.h"

#include "core/recording.h"
#include "scsi/log_page.h"

#include <errno.h>
#include <stdlib.h>

enum { PAGE_ROOM = 65536 };

/* ---- The command line ------------------------------------------------------------------------------ */

/* How many operands are domain files? The others are disks. */
static int count_domains(const struct cli *cli)
{
    int count = 0;

    for (int i = 0; i < cli->operand_count; i++)
        count += smp_scan_is_domain(cli->operands[i]);
    return count;
}

static const char *root(const struct cli *cli)
{
    return cli_text(cli, "sysfs-root") ? cli_text(cli, "sysfs-root") : "";
}

static int check(struct cli *cli)
{
    bool disks = cli_count(cli, "inhex") || count_domains(cli) < cli->operand_count;
    const char *interface = cli_text(cli, "interface");
    struct stat folder;

    if ((cli->mode == OUTPUT_HEX || cli->mode == OUTPUT_RAW) && !disks)
        return cli_fail(cli, SMP_SYNTAX, "--hex and --raw show the log page of a disk: no DISK given");
    if (cli->dry_run && disks)
        return cli_fail(cli, SMP_SYNTAX, "--dry-run shows SMP requests: disks are not sent any");
    if (cli_count(cli, "probe") && cli_count(cli, "sysfs-root"))
        return cli_fail(cli, SMP_SYNTAX, "--probe asks this system, --sysfs-root shows another one");
    if (interface && !smp_interface_find(interface))
        return cli_fail(cli, SMP_SYNTAX, "unknown interface '%s' for --interface: see --interface=help", interface);
    if (cli_count(cli, "inhex") && cli->operand_count)
        return cli_fail(cli, SMP_SYNTAX, "--inhex takes the place of '%s'", cli->operands[0]);
    if (cli_text(cli, "sysfs-root") && stat(root(cli), &folder) != 0)
        return cli_fail_errno(cli, SMP_OPEN, errno, "cannot look at '%s'", root(cli));
    return SMP_OK;
}

/* ---- Targets --------------------------------------------------------------------------------------- */

/* Keeps the targets that --sa and --interface ask for. */
static void keep_wanted(const struct cli *cli, struct smp_scan *scan)
{
    const char *name = cli_text(cli, "interface");
    const struct smp_interface *interface = name ? smp_interface_find(name) : NULL;
    size_t kept = 0;

    for (size_t i = 0; i < scan->target_count; i++) {
        const struct smp_scan_target *target = &scan->targets[i];

        if (cli_number(cli, "sa") && target->sas_address != cli_number(cli, "sa"))
            continue;
        if (!interface || (target->interface && strcmp(interface->name, target->interface) == 0))
            scan->targets[kept++] = *target;
    }
    scan->target_count = kept;
}

/* Lists the system, or the domain files among the operands. */
static int list_targets(struct cli *cli, struct scan_view *view)
{
    struct smp_scan *targets = &view->targets;
    struct smp_error error;
    int status = SMP_OK;

    if (!cli->operand_count && smp_scan_system(targets, &error))
        status = cli_report(cli, &error);
    for (int i = 0; i < cli->operand_count; i++)
        if (smp_scan_is_domain(cli->operands[i]) && smp_scan_domain(targets, cli->operands[i], &error))
            status = cli_report(cli, &error);
    view->found = targets->target_count;
    keep_wanted(cli, targets);
    for (size_t i = 0; cli_count(cli, "probe") && i < targets->target_count; i++) {
        int answered = scan_probe(cli, &targets->targets[i]);

        status = status ? status : answered;
    }
    return status;
}

/* ---- Disks ----------------------------------------------------------------------------------------- */

/* Where the expanders that a disk names are looked for: the system is looked at once, and only if a disk needs it. */
static const struct smp_scan *look_around(const struct cli *cli, struct smp_scan *around, struct scan_disk *disk)
{
    if (smp_scan_domain_of_disk(&disk->domain, disk->name))
        return &disk->domain;
    if (!around->system.root) {
        around->system.root = root(cli);
        smp_scan_system(around, NULL);
    }
    return around;
}

/* Reads the page of a disk; what goes wrong is kept in disk->error. */
static void read_device(struct cli *cli, struct scan_disk *disk)
{
    struct smp_open_options open_options = cli_open_options(cli);
    struct smp_device *device;

    smp_scan_disk(root(cli), disk->name, &disk->known);
    if (smp_scsi_open(&device, root(cli), disk->name, &open_options, &disk->error))
        return;
    smp_log_page_read(device, &disk->page, &disk->length, &disk->error);
    smp_device_close(device);
}

/* Reads the page from a file of hex numbers. */
static void read_hex(struct scan_disk *disk)
{
    disk->page = malloc(PAGE_ROOM);
    if (!disk->page)
        smp_fail(&disk->error, SMP_RESOURCE, errno, "cannot read '%s'", disk->name);
    else
        smp_hex_parse(disk->name, disk->page, PAGE_ROOM, &disk->length, &disk->error);
}

static void read_disk(struct cli *cli, struct scan_view *view, const char *name)
{
    struct scan_disk *disk = &view->disks[view->disk_count++];

    disk->name = name;
    if (cli_count(cli, "inhex"))
        read_hex(disk);
    else
        read_device(cli, disk);
    if (!disk->error.status)
        scan_disk_check(disk);
    disk->around = look_around(cli, &view->around, disk);
}

/* Reads the pages of --inhex or of the disks among the operands; the status of the last failure. */
static int read_disks(struct cli *cli, struct scan_view *view)
{
    int status = SMP_OK;

    if (cli_count(cli, "inhex"))
        read_disk(cli, view, cli_text(cli, "inhex"));
    for (int i = 0; i < cli->operand_count; i++)
        if (!smp_scan_is_domain(cli->operands[i]))
            read_disk(cli, view, cli->operands[i]);
    for (size_t i = 0; i < view->disk_count; i++)
        if (view->disks[i].error.status)
            status = cli_report(cli, &view->disks[i].error);
    return status;
}

/* ---- A run ----------------------------------------------------------------------------------------- */

/* Says why there is nothing to use in the list; status SMP_OK: there is. */
static int check_listed(struct cli *cli, const struct scan_view *view)
{
    if (smp_scan_count(&view->targets, true))
        return SMP_OK;
    if (view->targets.target_count)
        return cli_fail(cli, SMP_OPEN, "there is no way to any of the SMP targets found");
    if (view->found)
        return cli_fail(cli, SMP_OPEN, "none of %zu SMP targets is what --sa or --interface ask for", view->found);
    return cli_fail(cli, SMP_OPEN, "no SMP target found");
}

static int scan(struct cli *cli, struct scan_view *view)
{
    int worst, status;

    view->list = (cli->operand_count == 0 && !cli_count(cli, "inhex")) || count_domains(cli);
    worst = view->list ? list_targets(cli, view) : SMP_OK;
    status = read_disks(cli, view);
    worst = worst ? worst : status;
    if (cli->dry_run)
        return worst;
    status = scan_show(cli, view, cli_count(cli, "all") || !smp_scan_count(&view->targets, false));
    worst = worst ? worst : status;
    return !worst && view->list ? check_listed(cli, view) : worst;
}

static int run(struct cli *cli)
{
    struct scan_view view = { .targets.system.root = root(cli),
                              .disks = calloc((size_t)cli->operand_count + 1, sizeof *view.disks) };
    int status = view.disks ? scan(cli, &view) : cli_fail(cli, SMP_RESOURCE, "out of memory");

    for (size_t i = 0; i < view.disk_count; i++) {
        free(view.disks[i].page);
        smp_scan_free(&view.disks[i].domain);
    }
    free(view.disks);
    smp_scan_free(&view.targets);
    smp_scan_free(&view.around);
    return status;
}

SMP_UTILITY(.name = "smp_scan",
            .summary = "List the SMP targets that can be reached, or what disks say of the expanders they hang on.",
            .function = &smp_function_report_general, .operands = "[DISK | DOMAIN_FILE | DOMAIN_FILE:DISK]...",
            .many = true, .check = check, .run = run, OPTIONS(
    OPT_FLAG('a', "all", "say of every host adapter why it has no SMP targets"),
    OPT_FLAG('p', "probe", "send requests to each target: whether it answers, and what sysfs does not tell"),
    OPT_TEXT(0, "sysfs-root", "DIR", "look at /sys, /dev and /proc below DIR, a copied tree")))
