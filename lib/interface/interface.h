/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * What a way to an SMP target (an interface) must provide. This header is the porting guide: one constant
 * struct smp_interface per file of this folder, listed once in list.h. */
#ifndef LIB_INTERFACE_INTERFACE_H
#define LIB_INTERFACE_INTERFACE_H

#include "core/error.h"

#include <sys/stat.h>

enum { SMP_NAME_MAX = 512 }; /* longest target name, bytes with the final NUL */

/* How sure an interface is that a name is its own. */
enum smp_match { MATCH_NO, MATCH_POSSIBLE, MATCH_CERTAIN };

enum smp_interface_flags {
    INTERFACE_NEEDS_ADDRESS = 1, /* cannot send without the SAS address of the target */
    INTERFACE_NO_LENGTH = 2,     /* is not told how many bytes came: derived from the frame */
    INTERFACE_IGNORES_ADDRESS = 4 /* has no use for a SAS address */
};

/* A target name taken apart, and what the system says of it. Made once, read by every match(). */
struct smp_target {
    const char *given;          /* as the user wrote it */
    char path[SMP_NAME_MAX];    /* without ,N and final slashes; root stands before /dev, /sys and /proc */
    bool has_number;
    unsigned number;            /* N of ,N, else 0 */
    bool exists;                /* status is valid */
    struct stat status;         /* of path, links followed */
    const char *root;           /* prefix of /sys, /proc and /dev paths: "" */
    uint64_t sas_address;       /* as given, or 0 */
    uint32_t timeout_ms;
    bool force;                 /* ",force": open although nothing matches */
    const struct smp_trace *trace;
};

/* An open target. Interfaces keep their own state behind state. */
struct smp_device {
    const struct smp_interface *interface;
    struct smp_target target;
    uint64_t sas_address; /* given or found by open(), or 0 */
    void *state;          /* owned by the interface between open() and close() */
};

struct smp_interface {
    const char *name; /* what --interface= takes */
    const char *aliases; /* further names, separated by blanks; a final * stands for any ending; or NULL */
    const char *help; /* one line: system, names of targets */
    unsigned flags;
    size_t max_request;  /* longest request and response that can be carried, bytes without CRC */
    size_t max_response;

    /* Is this name one of ours? Looks at the name, the file type and sysfs or /proc only; opens nothing for
     * writing, sends nothing, changes nothing. Writes the reason, for a yes and for a no, into reason[room]. */
    enum smp_match (*match)(const struct smp_target *target, char *reason, size_t room);

    /* What to do if this path, which names nothing, is a usual name of this interface's nodes; NULL: it is none.
     * The member may be NULL. */
    const char *(*missing)(const char *path);

    /* Opens device->target and sets device->state. On failure nothing stays open; the error says what, on
     * which subject, why, and for known causes what to do. Status SMP_OPEN or SMP_RESOURCE. */
    int (*open)(struct smp_device *device, struct smp_error *error);

    /* Sends one request (request_bytes without CRC; the caller has checked max_request) and stores at most
     * room response bytes without CRC. *received: how many came, or with INTERFACE_NO_LENGTH how many bytes
     * of the room may be valid (the caller derives the length from the frame). On failure *received is 0,
     * or what came for SMP_MALFORMED "longer than fits". Never a stale or zero-filled buffer as success. */
    int (*send)(struct smp_device *device, const uint8_t *request, size_t request_bytes, uint8_t *response,
                size_t room, size_t *received, struct smp_error *error);

    /* Frees device->state. Called once for each successful open(). */
    void (*close)(struct smp_device *device);

    /* SAS address of the port that the requests come from, or 0: not known. NULL: the system is asked which
     * addresses are its own. */
    uint64_t (*requester)(const struct smp_device *device);

    /* SAS address of what the target's phys towards the requester are attached to (an expander, or the
     * requester itself), or 0: not known. NULL: the system is asked. */
    uint64_t (*next_hop)(const struct smp_device *device);

    /* Will zoning be enabled after the next activate step? 1: yes, 0: no, -1: not known. For targets whose SMP
     * responses do not tell (SAS-2). NULL: never known. */
    int (*zoning_comes)(const struct smp_device *device);
};

/* Takes NAME[,N] apart into target (path, number) and looks the path up; target->root must be set. The text
 * after the last comma is N if it is all digits, or 0x and hex digits; another text after a comma is an error
 * unless the whole name exists as a file. Fails with SMP_SYNTAX. */
int smp_target_parse(struct smp_target *target, const char *name, struct smp_error *error);

/* Prefixes a path of the system with target->root into path[room]; false: too long. */
bool smp_target_path(const struct smp_target *target, char *path, size_t room, const char *format, ...)
    SMP_PRINTF(4, 5);

/* Opens a device node without hanging: what is none (a FIFO, forced) is opened with O_NONBLOCK, a node is not,
 * since some drivers take that for every request. A descriptor, or -1 with errno set. */
int smp_open_node(const char *path, int flags);

/* Reads the first room - 1 bytes of a file, waiting for nothing (a FIFO is empty), and ends them with a NUL;
 * returns how many were read, 0 as well if the file cannot be read. */
size_t smp_read_start(const char *path, char *text, size_t room);

/* Reads the first line of a small text file (sysfs attribute) without its newline, unprintable bytes as
 * '.'; false: cannot be read, or empty. Never reads more than room bytes. */
bool smp_read_line(const char *path, char *line, size_t room);

/* smp_device_open() with a prefix for the paths below /dev, /sys and /proc: looks at a copied or built tree.
 * root must live as long as the device; "" is the running system. */
int smp_device_open_at(struct smp_device **device, const char *root, const char *name,
                       const struct smp_open_options *options, struct smp_error *error);

/* The SAS addresses that requests through this device may come from: at most room of them, the number is returned;
 * 0: not known. */
size_t smp_device_requesters(const struct smp_device *device, uint64_t *addresses, size_t room);

/* The SAS address of the expander, or of the requester, that the target's phys towards the requester are
 * attached to; 0: not known. */
uint64_t smp_device_next_hop(const struct smp_device *device);

/* Will zoning be enabled after the next activate step? 1: yes, 0: no, -1: the interface does not know. */
int smp_device_zoning_comes(const struct smp_device *device);

/* The interface that --interface=name means, by its name or one of its aliases, with or without ",force"; NULL:
 * none. */
const struct smp_interface *smp_interface_find(const char *name);

/* The index-th interface in probing order, NULL past the last. */
const struct smp_interface *smp_interface_at(size_t index);

#endif
