/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The reply frame of an LSI/Broadcom Fusion MPT (MPI 1, 2, 2.5) SMP pass-through request, as drivers of
 * that family hand it up through their own ioctl and through bsg. */
#ifndef LIB_INTERFACE_MPI_H
#define LIB_INTERFACE_MPI_H

#include <smputils.h>

enum { SMP_MPI_PASSTHROUGH = 0x1a, SMP_MPI_REPLY_BYTES = 28 };

/* Is this the shape of an SMP pass-through reply (function code, length)? */
bool smp_mpi_is_reply(const uint8_t *reply, size_t bytes);

/* Is this, of at least 16 bytes, a reply whose IOC status tells a failure? It may be shorter than a whole one. */
bool smp_mpi_is_failure(const uint8_t *reply);

/* Judges a reply of the given shape: 0 and the bytes of SMP response that came (without CRC) in *length;
 * or the IOC's reason why there is none. With SMP_MALFORMED (the response was cut) *length is valid too,
 * else it is 0. subject is the target's name for the message, address the SAS address behind it that the
 * request went to (0: the name is that of the target itself). */
int smp_mpi_judge(const uint8_t *reply, const char *subject, uint64_t address, size_t *length,
                  struct smp_error *error);

#endif
