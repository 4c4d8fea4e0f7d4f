/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the SCSI hosts of Linux tell about SMP targets that are missing, and which of them reach targets of
 * which sysfs shows nothing. */
#include "scan/scan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_HOSTS = 1024, TEXT_ROOM = 4096, CAP_SYS_RAWIO = 17 };

/* SAS drivers of which sysfs shows too little. */
static const struct driver_row {
    const char *name;
    bool controls;    /* SMP goes through its control node: struct smp_interface aac */
    const char *why;
    const char *hint;
} drivers[] = {
    { "aacraid", true, "", "" },
    { "hpsa", false, "its driver has no SMP handler", "the vendor's tool ssacli shows what is attached" },
    { "megaraid_sas", false, "its driver keeps the SAS objects to itself",
      "the vendor's tool (storcli, perccli) shows expanders" },
    { "arcmsr", false, "its driver keeps the SAS objects to itself", "the vendor's tool shows expanders" },
    { "3w-sas", false, "its driver keeps the SAS objects to itself", "the vendor's tool shows expanders" },
    { "mptspi", false, "a parallel SCSI adapter", "" },
    { "mptfc", false, "a Fibre Channel adapter", "" },
};

struct host {
    unsigned number;
    char name[32];
    char driver[32];
};

struct hosts {
    struct host *rows;
    size_t count;
};

/* ---- Collecting ------------------------------------------------------------------------------------ */

/* Reads the decimal number at text; false: there is none, or it is longer than a host's number is. */
static bool read_number(const char *text, unsigned *number)
{
    size_t length = strspn(text, "0123456789");

    if (length == 0 || length > 9)
        return false;
    *number = (unsigned)strtoul(text, NULL, 10);
    return true;
}

static void add_host(const struct smp_scan *scan, struct hosts *hosts, const char *name)
{
    struct host *host = &hosts->rows[hosts->count];

    memset(host, 0, sizeof *host);
    if (strlen(name) >= sizeof host->name || !read_number(name + strlen("host"), &host->number))
        return;
    snprintf(host->name, sizeof host->name, "%.31s", name);
    if (!smp_sysfs_host(&scan->system, name, "proc_name", host->driver, sizeof host->driver))
        snprintf(host->driver, sizeof host->driver, "unknown driver");
    hosts->count++;
}

static int compare_hosts(const void *a, const void *b)
{
    const struct host *one = a;
    const struct host *other = b;

    return one->number < other->number ? -1 : one->number > other->number;
}

/* Returns 0, or why the hosts cannot be listed. */
static int collect_hosts(struct smp_scan *scan, struct hosts *hosts)
{
    struct smp_entries entries;
    const char *name;

    if (!smp_entries_begin(&entries, SMP_PATH("%s/sys/class/scsi_host", scan->system.root)))
        return errno;
    while (hosts->count < MAX_HOSTS && (name = smp_entries_next(&entries, "host")))
        add_host(scan, hosts, name);
    if (hosts->count == MAX_HOSTS && smp_entries_next(&entries, "host"))
        scan->cut = true;
    smp_scan_end(scan, &entries);
    qsort(hosts->rows, hosts->count, sizeof *hosts->rows, compare_hosts);
    return 0;
}

/* ---- Telling --------------------------------------------------------------------------------------- */

/* A controller reaches expanders by their index, which only it knows. */
static void add_controller(struct smp_scan *scan, const struct host *host)
{
    struct smp_scan_target *target;
    char number[16];
    unsigned index = 0;
    bool told = smp_sysfs_host(&scan->system, host->name, "unique_id", number, sizeof number) &&
                read_number(number, &index);

    if (!told)
        smp_scan_note(scan, true, NULL, "%s does not tell its number: '/dev/aac%u' is a guess", host->name, index);
    target = smp_scan_add(scan);
    if (!target)
        return;
    snprintf(target->device, sizeof target->device, "/dev/aac%u", index);
    snprintf(target->name, sizeof target->name, "aac%u", index);
    snprintf(target->host, sizeof target->host, "%s", host->name);
    snprintf(target->driver, sizeof target->driver, "%s", host->driver);
    snprintf(target->attached_to, sizeof target->attached_to, "%s", host->name);
    target->interface = "aac";
    target->kind = "expander behind a controller";
}

/* A note on a host. */
static void tell(struct smp_scan *scan, const struct host *host, const char *why, const char *hint)
{
    smp_scan_note(scan, false, hint, "%s (%s): %s", host->name, host->driver, why);
}

/* The same with what the control node of its driver could do. */
static void tell_hidden(struct smp_scan *scan, const struct host *host, const char *why)
{
    struct smp_scan_control control;
    char hint[SMP_NOTE_ROOM] = "";

    if (!smp_scan_control(scan, host->name, host->driver, &control))
        snprintf(hint, sizeof hint, "'smp_scan DISK' asks a disk for what it is attached to");
    else if (control.there)
        snprintf(hint, sizeof hint, "'%s'%s with --sa=SAS_ADDR reaches expanders; 'smp_scan DISK' finds addresses",
                 control.device, control.doubt);
    else if (control.module)
        snprintf(hint, sizeof hint, "'modprobe %s' makes a way to them, '%s'%s with --sa=SAS_ADDR", control.module,
                 control.device, control.doubt);
    tell(scan, host, why, hint);
}

static const struct driver_row *find_driver(const char *name)
{
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
        if (strcmp(drivers[i].name, name) == 0)
            return &drivers[i];
    return NULL;
}

/* Has a class of sysfs an entry of the host: its name begins with prefix and the number of the host? */
static bool has_entry(const struct smp_scan *scan, const char *class, const char *prefix, const struct host *host)
{
    struct smp_entries entries;
    char wanted[32];
    bool found;

    if (!smp_entries_begin(&entries, SMP_PATH("%s/sys/class/%s", scan->system.root, class)))
        return false;
    snprintf(wanted, sizeof wanted, "%s%u:", prefix, host->number);
    found = smp_entries_next(&entries, wanted);
    smp_entries_end(&entries);
    return found;
}

/* Says of a SAS host why it has no expander. Returns whether it is a SAS host: its driver is known as one, or uses
 * the SAS transport, so that its SAS objects are in sysfs. */
static bool judge_host(struct smp_scan *scan, const struct host *host)
{
    const struct driver_row *driver = find_driver(host->driver);
    struct smp_scan_control control;
    const char *root = scan->system.root;
    bool fusion = smp_scan_control(scan, host->name, host->driver, &control);
    bool transport = smp_sysfs_has(SMP_PATH("%s/sys/class/sas_host/%s", root, host->name));
    bool expander = (transport || fusion) && has_entry(scan, "sas_device", "expander-", host);

    if (driver && driver->controls)
        add_controller(scan, host);
    else if (driver)
        tell(scan, host, driver->why, driver->hint);
    else if (transport && !smp_sysfs_has(SMP_PATH("%s/sys/class/bsg/sas_%s", root, host->name)))
        tell_hidden(scan, host, "it has no bsg node: its driver has no SMP handler, or the kernel no bsg");
    else if ((fusion || transport) && !expander && !has_entry(scan, "sas_device", "end_device-", host) &&
             has_entry(scan, "scsi_device", "", host))
        tell_hidden(scan, host, "it has disks but shows no SAS objects: multipath or RAID mode hides them");
    else if (fusion && !transport && !expander)
        tell_hidden(scan, host, "it shows no SAS objects: its firmware or driver hides them, or did not start");
    else if (transport && !expander)
        tell(scan, host, "no expander is attached to it", NULL);
    return driver || fusion || transport;
}

/* No host is a SAS host: names their drivers, each once. */
static void tell_no_sas(struct smp_scan *scan, const struct hosts *hosts)
{
    char *text = smp_scan_note(scan, false, NULL, "none of the SCSI hosts is a SAS host adapter:");

    for (size_t i = 0; text && i < hosts->count; i++) {
        size_t used = strlen(text);
        size_t before = 0;

        while (before < i && strcmp(hosts->rows[before].driver, hosts->rows[i].driver) != 0)
            before++;
        if (before == i)
            snprintf(text + used, SMP_NOTE_ROOM - used, " %s", hosts->rows[i].driver);
    }
}

/* There are no hosts at all. */
static void tell_no_hosts(struct smp_scan *scan, int why)
{
    const char *root = scan->system.root;

    if (why == EACCES || why == EPERM)
        smp_scan_note(scan, true, NULL, "cannot read '%.80s/sys/class/scsi_host': %s", root, strerror(why));
    else if (!smp_sysfs_has(SMP_PATH("%s/sys/class", root)))
        smp_scan_note(scan, false, "on Linux: mount -t sysfs sysfs /sys",
                      "no sysfs at '%.80s/sys', no node in '/dev/smp' or '/dev/ses*'", root);
    else
        smp_scan_note(scan, false, "if there is one, its driver is not loaded: see 'lspci -k'",
                      "the system has no SCSI host adapter");
}

/* ---- Permission ------------------------------------------------------------------------------------ */

/* Has this process the capability that the drivers ask for? True as well where the system does not tell. */
static bool may_send(const struct smp_scan *scan)
{
    static const char label[] = "\nCapEff:";
    char text[TEXT_ROOM];
    const char *line;
    unsigned long long set;
    char *end;

    smp_read_start(SMP_PATH("%s/proc/self/status", scan->system.root), text, sizeof text);
    line = strstr(text, label);
    if (!line)
        return true;
    set = strtoull(line + strlen(label), &end, 16);
    return end == line + strlen(label) || set >> CAP_SYS_RAWIO & 1;
}

static void check_permission(struct smp_scan *scan)
{
    bool asked = false;

    for (size_t i = 0; i < scan->target_count && !asked; i++)
        asked = scan->targets[i].interface && (strcmp(scan->targets[i].interface, "sgv4") == 0 ||
                                               strcmp(scan->targets[i].interface, "aac") == 0);
    if (asked && !may_send(scan))
        smp_scan_note(scan, true, "run utilities as root; the mode of the device nodes does not help",
                      "requests will be refused: the capability CAP_SYS_RAWIO is missing");
}

void smp_scan_hosts(struct smp_scan *scan)
{
    struct hosts hosts = { .rows = malloc(MAX_HOSTS * sizeof *hosts.rows) };
    bool sas = false;
    int why;

    if (!hosts.rows) {
        scan->cut = true;
        return;
    }
    why = collect_hosts(scan, &hosts);
    for (size_t i = 0; i < hosts.count; i++)
        sas |= judge_host(scan, &hosts.rows[i]);
    if (hosts.count && !sas)
        tell_no_sas(scan, &hosts);
    else if (!hosts.count && !scan->target_count)
        tell_no_hosts(scan, why);
    check_permission(scan);
    free(hosts.rows);
}
