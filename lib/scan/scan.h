/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Finding the SMP targets that this host can reach, by looking only: no device is opened and nothing is
 * sent. Where there are none, notes say why. */
#ifndef LIB_SCAN_SCAN_H
#define LIB_SCAN_SCAN_H

#include "interface/sysfs.h"

/* One SMP target. Texts that are not known are empty; they are printable. */
struct smp_scan_target {
    char device[SMP_NAME_MAX]; /* the SMP_DEVICE to use, or empty: there is no way to it */
    const char *interface;     /* "sgv4", ..., or NULL: there is no way to it */
    const char *kind;          /* what it is: "expander", "host adapter", ... */
    bool adapter;              /* a host adapter: it may hand on requests, but is no expander */
    char name[64];             /* what the system calls it: "expander-6:0" */
    uint64_t sas_address;      /* 0: not known */
    bool needs_address;        /* the interface must be told the SAS address (--sa) */
    char vendor[32];
    char product[32];
    char revision[32];
    bool phys_known;
    unsigned phys;
    char host[32];             /* "host6" */
    char driver[32];           /* of that host: "mpt3sas" */
    char attached_to[64];      /* the expander or host that leads to it */
};

/* Why a target is missing, or why one cannot be used. */
enum { SMP_NOTE_ROOM = 200 };

struct smp_scan_note {
    bool problem; /* about a target that was found; else of interest where there are none */
    char text[SMP_NOTE_ROOM];
    char hint[SMP_NOTE_ROOM]; /* what to do, or empty */
};

struct smp_scan {
    struct smp_target system; /* its root is the prefix of /dev, /sys and /proc; "" is the running system */
    struct smp_scan_target *targets;
    size_t target_count;
    struct smp_scan_note *notes;
    size_t note_count;
    bool cut; /* something was left out: too much of it, or no memory */
};

/* What the system has, sorted by host and name. scan is zeroed but for system.root; it is to be freed in any
 * case. Fails with SMP_RESOURCE, with what was found in scan. */
int smp_scan_system(struct smp_scan *scan, struct smp_error *error);

/* Adds the expanders of a simulated domain file. Fails with SMP_OPEN or SMP_RESOURCE. */
int smp_scan_domain(struct smp_scan *scan, const char *file, struct smp_error *error);

/* Is this the name of a simulated domain file? */
bool smp_scan_is_domain(const char *name);

/* Is a disk named DOMAIN_FILE:DISK, in a simulated domain? Then its expanders are added. */
bool smp_scan_domain_of_disk(struct smp_scan *scan, const char *name);

/* Frees what a scan holds. */
void smp_scan_free(struct smp_scan *scan);

/* The target with this SAS address that has a device; of several one behind this host. NULL: none. */
const struct smp_scan_target *smp_scan_find(const struct smp_scan *scan, uint64_t sas_address,
                                            const char *host);

/* How many of the targets can be reached; host adapters count or not, since they are not what one looks for. */
size_t smp_scan_count(const struct smp_scan *scan, bool adapters);

/* The target with this name, NULL: none. */
const struct smp_scan_target *smp_scan_named(const struct smp_scan *scan, const char *name);

/* How expanders behind a host are reached that the system does not show, given their SAS address:
 * "/dev/mpt3ctl,0" into device[room]; false: in no way. */
bool smp_scan_hidden_way(const struct smp_scan *scan, const char *host, char *device, size_t room);

/* What the system knows of a disk without asking it. Texts are empty if it does not. */
struct smp_scan_disk {
    char attached_to[64]; /* "expander-6:0" or "host6" */
    char host[32];
};

/* Looks up a disk, given by its device node, in the sysfs below root. */
void smp_scan_disk(const char *root, const char *name, struct smp_scan_disk *disk);

/* ---- Between the files of this folder --------------------------------------------------------------- */

/* A new target at the end of the scan's, of which no more is known than what is given; NULL stands for what is not.
 * Returns NULL where there is no more room, which the scan notes. */
struct smp_scan_target *smp_scan_add(struct smp_scan *scan, const char *name, const char *interface, const char *kind);

/* Adds a note: its text, and what to do or NULL. */
void smp_scan_note(struct smp_scan *scan, bool problem, const char *hint, const char *format, ...) SMP_PRINTF(4, 5);

/* A folder of the system whose entries may be targets. */
struct smp_scan_place {
    const char *folder;
    const char *prefix; /* of the names */
    void (*add)(struct smp_scan *scan, const char *name, const struct smp_scan_place *place);
    const char *interface; /* of the targets, or NULL: add() finds out */
    const char *kind;      /* what they are, or NULL: the same */
};

/* Adds the target of a name, if it is one. linux.c: of a bsg node; of an expander without one. nodes.c: of a device
 * node, whose name ends in a number. */
void smp_scan_add_bsg(struct smp_scan *scan, const char *name, const struct smp_scan_place *place);
void smp_scan_add_expander(struct smp_scan *scan, const char *name, const struct smp_scan_place *place);
void smp_scan_add_node(struct smp_scan *scan, const char *name, const struct smp_scan_place *place);

/* Ends going through the entries of a folder, and takes note of those that were too many. */
void smp_scan_end(struct smp_scan *scan, struct smp_entries *entries);

/* How the mpt interface reaches a Fusion MPT adapter. */
struct smp_scan_control {
    char device[64];    /* "/dev/mpt3ctl,0" */
    bool there;         /* its node exists */
    const char *doubt;  /* what is to be said behind device: nothing, or that its number is a guess */
    const char *module; /* what to load for the node, or NULL: the driver of the host makes it itself */
};

/* The control node of a host; false: its driver has none. */
bool smp_scan_control(const struct smp_scan *scan, const char *host, struct smp_scan_control *control);

/* nodes.c: which nodes of the targets found are missing, or closed to this user. */
void smp_scan_check_nodes(struct smp_scan *scan);

/* hosts.c: what the SCSI hosts tell about missing targets. */
void smp_scan_hosts(struct smp_scan *scan);

#endif
