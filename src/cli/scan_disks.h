/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Between the files that show what smp_scan found: phys of disks as rows. */
#ifndef SRC_CLI_SCAN_DISKS_H
#define SRC_CLI_SCAN_DISKS_H

#include "scan.h"

/* A phy of a disk, or a disk that tells of none. */
struct disk_phy {
    const struct scan_disk *disk;
    bool told;             /* the frames are there */
    struct smp_frame port;
    struct smp_frame phy;
    const struct smp_scan_target *target; /* the expander it is attached to, or NULL */
    char hidden[64];       /* else the device that reaches it given its address, or empty */
};

struct disk_phys {
    struct disk_phy *rows;
    size_t count;
};

/* Adds the phys that a disk's page tells of, or what the system knows of the disk; false: out of memory. The
 * caller frees phys->rows. */
bool scan_disks_collect(struct disk_phys *phys, const struct scan_disk *disk);

/* All rows as text. */
void scan_disks_print(const struct disk_phys *phys);

/* One disk, the index-th one, as a JSON object and as key=value lines. */
void scan_disks_json(struct smp_json *json, const struct disk_phys *phys, const struct scan_disk *disk);
void scan_disks_kv(const struct disk_phys *phys, const struct scan_disk *disk, size_t index);

/* A line prefix + key=text, escaped. */
void scan_kv_text(const char *prefix, const char *key, const char *text);

#endif
