/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * FreeBSD's CAM pass-through devices: finding and opening the one of a device name, and what CAM says about a
 * request. Shared by SMP requests and SCSI commands. */
#ifndef LIB_INTERFACE_CAM_PASS_H
#define LIB_INTERFACE_CAM_PASS_H

#include "interface/abi_cam.h"
#include "interface/errnos.h"
#include "interface/interface.h"

/* What a CAM status means. */
struct smp_cam_status {
    unsigned value;
    const char *name;
    int status;   /* enum smp_status */
    int os_errno; /* that lets a caller try again, or 0 */
    const char *why;
    const char *hint; /* or NULL */
};

extern const struct smp_interface smp_interface_cam;
extern const struct smp_cam_status smp_cam_statuses[];
extern const size_t smp_cam_status_count;
extern const struct smp_errno_table smp_cam_open_errnos;
extern const struct smp_errno_table smp_cam_send_errnos;

/* Does the name look like one of a device that CAM has (/dev/ses0, pass3, da0p1)? For match(). */
enum smp_match smp_cam_match(const struct smp_target *target, char *reason, size_t room);

/* An open pass-through device with the control block of its requests. */
struct smp_cam {
    int fd;
    union ccb ccb;
};

/* Opens the pass-through device of the target; with ",force" also one that is not on SAS. *state gets cleared
 * memory of state_bytes that begins with a struct smp_cam; smp_cam_close() ends both. */
int smp_cam_open(const struct smp_target *target, size_t state_bytes, void **state, struct smp_error *error);
void smp_cam_close(void *state);

/* Hands a control block to the open pass-through device of name. Fails where the system call does: what CAM
 * made of it is in the block's status. */
int smp_cam_run(int fd, union ccb *ccb, const char *name, struct smp_error *error);

/* Records what a control block's status says about a request to name, and returns the status for it. */
int smp_cam_fail(struct smp_error *error, unsigned ccb_status, const char *name);

#endif
