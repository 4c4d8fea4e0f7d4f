/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What the SCSI hosts of Linux tell about SMP targets that are missing, and which of them reach targets of
 * which sysfs shows nothing. */
#include "scan/scan.h"

#include "interface/mpt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_HOSTS = 1024, TEXT_ROOM = 4096, CAP_SYS_RAWIO = 17 };

/* SAS drivers of which sysfs shows too little. */
static const struct driver_row {
    const char *name;
    const char *why; /* NULL: SMP goes through its control node: struct smp_interface aac */
    const char *hint;
} drivers[] = {
    { "aacraid", NULL, NULL },
    { "hpsa", "its driver has no SMP handler", "the vendor's tool ssacli shows what is attached" },
    { "megaraid_sas", "its driver keeps the SAS objects to itself",
      "the vendor's tool (storcli, perccli) shows expanders" },
    { "arcmsr", "its driver keeps the SAS objects to itself", "the vendor's tool shows expanders" },
    { "3w-sas", "its driver keeps the SAS objects to itself", "the vendor's tool shows expanders" },
    { "mptspi", "a parallel SCSI adapter", NULL },
    { "mptfc", "a Fibre Channel adapter", NULL },
};

/* What the entries of a class tell of a host: their names begin with prefix and the number of the host. Where they lead
 * need not be there: a copied tree may have the links alone. */
enum { SEEN_TRANSPORT = 1, SEEN_HANDLER = 2, SEEN_EXPANDER = 4, SEEN_END_DEVICE = 8, SEEN_UNIT = 16 };

static const struct class_row {
    const char *folder;
    const char *prefix;
    unsigned seen;
} classes[] = {
    { "sas_host", "host", SEEN_TRANSPORT },
    { "bsg", "sas_host", SEEN_HANDLER },
    { "sas_device", "expander-", SEEN_EXPANDER },
    { "sas_device", "end_device-", SEEN_END_DEVICE },
    { "scsi_device", "", SEEN_UNIT },
};

struct host {
    unsigned number;
    unsigned seen;
    char name[32];
    char driver[32];
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

static int compare_hosts(const void *a, const void *b)
{
    const struct host *one = a;
    const struct host *other = b;

    return one->number < other->number ? -1 : one->number > other->number;
}

/* The numbers of the hosts, in order; returns 0, or why they cannot be listed. */
static int list_hosts(struct smp_scan *scan, struct host *hosts, size_t *count)
{
    struct smp_entries entries;
    const char *name;

    *count = 0;
    if (!smp_entries_begin(&entries, SMP_PATH("%s/sys/class/scsi_host", scan->system.root)))
        return errno;
    while (*count < MAX_HOSTS && (name = smp_entries_next(&entries, "host"))) {
        hosts[*count].seen = 0;
        *count += read_number(name + strlen("host"), &hosts[*count].number);
    }
    if (*count == MAX_HOSTS && smp_entries_next(&entries, "host"))
        scan->cut = true;
    smp_scan_end(scan, &entries);
    qsort(hosts, *count, sizeof *hosts, compare_hosts);
    return 0;
}

/* Marks the hosts that a class tells of, in one walk over it: a class may have as many entries as hosts have disks. */
static void mark_hosts(struct smp_scan *scan, struct host *hosts, size_t count, const struct class_row *class)
{
    struct smp_entries entries;
    const char *name;

    smp_entries_begin(&entries, SMP_PATH("%s/sys/class/%s", scan->system.root, class->folder));
    while ((name = smp_entries_next(&entries, class->prefix))) {
        struct host wanted, *host = NULL;

        if (read_number(name + strlen(class->prefix), &wanted.number))
            host = bsearch(&wanted, hosts, count, sizeof *hosts, compare_hosts);
        if (host)
            host->seen |= class->seen;
    }
    smp_scan_end(scan, &entries);
}

static void read_driver(const struct smp_scan *scan, struct host *host)
{
    snprintf(host->name, sizeof host->name, "host%u", host->number);
    if (!*smp_read_line(SMP_PATH("%s/sys/class/scsi_host/%s/proc_name", scan->system.root, host->name), host->driver,
                        sizeof host->driver))
        snprintf(host->driver, sizeof host->driver, "unknown driver");
}

/* Adds a driver's name to a list of them, " ahci virtio", if it is not there yet. */
static void add_driver(char *list, size_t room, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = strstr(list, name); at; at = strstr(at + 1, name))
        if (at[-1] == ' ' && (at[length] == ' ' || at[length] == '\0'))
            return;
    snprintf(list + strlen(list), room - strlen(list), " %s", name);
}

/* ---- Telling --------------------------------------------------------------------------------------- */

/* A controller reaches expanders by their index, which only it knows. */
static void add_controller(struct smp_scan *scan, const struct host *host)
{
    struct smp_scan_target *target;
    char name[32];
    unsigned index = 0;
    bool told = read_number(SMP_LINE("%s/sys/class/scsi_host/%s/unique_id", scan->system.root, host->name), &index);

    if (!told)
        smp_scan_note(scan, true, NULL, "%s does not tell its number: '/dev/aac%u' is a guess", host->name, index);
    snprintf(name, sizeof name, "aac%u", index);
    target = smp_scan_add(scan, name, "aac", "expander behind a controller");
    if (!target)
        return;
    snprintf(target->device, sizeof target->device, "/dev/%s", name);
    snprintf(target->host, sizeof target->host, "%s", host->name);
    snprintf(target->driver, sizeof target->driver, "%s", host->driver);
    snprintf(target->attached_to, sizeof target->attached_to, "%s", host->name);
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

    if (!smp_scan_control(scan, host->name, &control))
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

/* Says of a SAS host why it has no expander. Returns whether it is a SAS host: its driver is known as one, or uses
 * the SAS transport, so that its SAS objects are in sysfs. */
static bool judge_host(struct smp_scan *scan, const struct host *host)
{
    const struct driver_row *driver = find_driver(host->driver);
    bool fusion = smp_mpt_family_driven(host->driver);
    bool transport = host->seen & SEEN_TRANSPORT;
    bool expander = host->seen & SEEN_EXPANDER;

    if (driver && !driver->why)
        add_controller(scan, host);
    else if (driver)
        tell(scan, host, driver->why, driver->hint);
    else if (transport && !(host->seen & SEEN_HANDLER))
        tell_hidden(scan, host, "it has no bsg node: its driver has no SMP handler, or the kernel no bsg");
    else if ((fusion || transport) && !expander && !(host->seen & SEEN_END_DEVICE) && host->seen & SEEN_UNIT)
        tell_hidden(scan, host, "it has disks but shows no SAS objects: multipath or RAID mode hides them");
    else if (fusion && !transport && !expander)
        tell_hidden(scan, host, "it shows no SAS objects: its firmware or driver hides them, or did not start");
    else if (transport && !expander)
        tell(scan, host, "no expander is attached to it", NULL);
    return driver || fusion || transport;
}

/* There are no hosts at all. */
static void tell_no_hosts(struct smp_scan *scan, int why)
{
    const char *root = scan->system.root;

    if (why == EACCES || why == EPERM)
        smp_scan_note(scan, true, NULL, "cannot read '%.80s/sys/class/scsi_host': %s", root, strerror(why));
    else if (access(SMP_PATH("%s/sys/class", root), F_OK) != 0)
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
    char text[TEXT_ROOM];
    const char *line;
    unsigned long long set;

    smp_read_start(SMP_PATH("%s/proc/self/status", scan->system.root), text, sizeof text);
    line = strstr(text, "\nCapEff:");
    return !line || sscanf(line, " CapEff:%llx", &set) != 1 || set >> CAP_SYS_RAWIO & 1;
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
    struct host hosts[MAX_HOSTS];
    char drivers_seen[SMP_NOTE_ROOM] = "";
    size_t count;
    int why = list_hosts(scan, hosts, &count);
    bool sas = false;

    for (size_t i = 0; count && i < sizeof classes / sizeof *classes; i++)
        mark_hosts(scan, hosts, count, &classes[i]);
    for (size_t i = 0; i < count; i++) {
        read_driver(scan, &hosts[i]);
        sas |= judge_host(scan, &hosts[i]);
        add_driver(drivers_seen, sizeof drivers_seen, hosts[i].driver);
    }
    if (count && !sas)
        smp_scan_note(scan, false, NULL, "none of the SCSI hosts is a SAS host adapter:%s", drivers_seen);
    else if (!count && !scan->target_count)
        tell_no_hosts(scan, why);
    check_permission(scan);
}
