/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * FreeBSD's CAM pass-through devices: finding and opening the one of a device name, and what CAM says about a
 * request. Shared by SMP requests and SCSI commands. */
#ifndef LIB_INTERFACE_CAM_H
#define LIB_INTERFACE_CAM_H

#include "interface/abi_cam.h"
#include "interface/causes.h"
#include "interface/interface.h"

extern const struct smp_causes smp_cam_statuses;

/* Does the name look like one of a device that CAM has (/dev/ses0, pass3, da0p1)? For match(). */
struct smp_verdict smp_cam_match(const struct smp_target *target);

/* Opens the pass-through device of the target into device->fd; with ",force" also one that is not on SAS. */
int smp_cam_open(struct smp_device *device, struct smp_error *error);

/* Hands a control block to the open pass-through device. Fails where the system call does, and where CAM made
 * something else of it than CAM_REQ_CMP or the accepted status. */
int smp_cam_run(const struct smp_device *device, union ccb *ccb, unsigned accepted, struct smp_error *error);

/* Records what the status of a control block says about a request to name, and returns the status for it. */
int smp_cam_fail(struct smp_error *error, unsigned value, const char *name);

#endif
