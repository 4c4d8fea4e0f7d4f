/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The files of a simulated domain: the domain file, which also is the lock, and the state file.
 *
 * The state file stands beside the domain file as NAME.state; in the directory that SMP_UTILS_SIM_STATE
 * names; or, where the domain file's directory cannot be written, in $XDG_STATE_HOME/smp_utils (default
 * ~/.local/state/smp_utils). In directories for many domains its name is NAME-HASH.state, with a hash of the
 * domain file's real path. It is replaced as a whole, so that it is complete at any time, and carries a
 * check sum and the identity of its domain file: name and contents. */
#ifndef LIB_SIM_STORE_H
#define LIB_SIM_STORE_H

#include "sim/domain.h"

#include <sys/stat.h>

struct smp_sim_store {
    const char *path; /* of the domain file */
    int fd;           /* of the domain file */
    char *text;       /* of the domain file */
    char *state_path; /* of the state file, which need not exist */
    char *state;      /* its text, for smp_sim_apply(), as last read or written, or NULL: there is none */
    struct stat file; /* the domain file as it was opened: its identity, and permissions for the state file */
    uint64_t identity;
};

/* Reads the open domain file. Descriptor and path are the caller's, and to stay as long as the store. Fails with
 * SMP_OPEN or SMP_RESOURCE; smp_sim_store_close() is needed in any case. */
int smp_sim_store_open(struct smp_sim_store *store, int fd, const char *path, struct smp_error *error);

void smp_sim_store_close(struct smp_sim_store *store);

/* Locks the domain, for reading or alone, within a time. Fails with SMP_OTHER, also where another file has
 * taken the place of the domain file. */
int smp_sim_store_lock(struct smp_sim_store *store, bool alone, uint32_t timeout_ms, struct smp_error *error);
void smp_sim_store_unlock(struct smp_sim_store *store);

/* Reads the state file if it is there; *changed: it is not what it was at the last call. Fails with SMP_OPEN
 * where it is damaged or that of another domain file: it is never used, nor deleted. */
int smp_sim_store_read(struct smp_sim_store *store, bool *changed, struct smp_error *error);

/* Replaces the state file by one with this text, if it is not the one that was read last. Fails with SMP_OTHER. */
int smp_sim_store_write(struct smp_sim_store *store, const char *text, struct smp_error *error);

#endif
