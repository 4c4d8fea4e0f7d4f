/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * What a way to an SMP target (an interface) must provide. This header is the porting guide: one constant
 * struct smp_interface per file of this folder, listed once in list.h. */
#ifndef LIB_INTERFACE_INTERFACE_H
#define LIB_INTERFACE_INTERFACE_H

#include "core/error.h"

#include <sys/stat.h>

enum {
    SMP_NAME_MAX = 512, /* longest target name, bytes with the final NUL */
    SMP_REASON_ROOM = 200,
    SMP_REQUESTERS_MAX = 32
};

/* How sure an interface is that a name is its own. */
enum smp_match { MATCH_NO, MATCH_POSSIBLE, MATCH_CERTAIN };

/* What an interface says of a target. */
struct smp_verdict {
    enum smp_match match;
    const char *hint; /* of a usual name of this interface's nodes that names nothing: what to do; else NULL */
    char reason[SMP_REASON_ROOM]; /* for a yes and for a no */
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

/* One request to send and its response. Neither count is of the CRC, for which there is room behind both frames. */
struct smp_transfer {
    uint8_t request[SMP_MAX_FRAME + SMP_CRC_BYTES]; /* zeros behind its bytes */
    size_t request_bytes;
    uint8_t response[SMP_MAX_FRAME + SMP_CRC_BYTES]; /* cleared */
    size_t room;     /* bytes of response that are wanted, at most SMP_MAX_FRAME */
    size_t received; /* 0; send() tells how many came, though they be more than the room */
};

struct smp_scsi_command; /* see scsi/scsi.h */

/* An open target, or an open SCSI device. What is in fd and state is closed and freed by the caller of open(), also
 * where open() fails. */
struct smp_device {
    const struct smp_interface *interface;
    struct smp_target target;
    uint64_t sas_address; /* given or found by open(), or 0 */
    size_t max_transfer;  /* of a SCSI device: bytes that the system carries at once, 0: not known */
    int fd;               /* that open() opened, or -1 */
    void *state;          /* the interface's own: cleared memory of state_bytes */
};

/* What is known of the way of requests to a target. */
struct smp_way {
    uint64_t requesters[SMP_REQUESTERS_MAX]; /* SAS addresses that they may come from */
    size_t count;                            /* of them, 0: not known */
    uint64_t next_hop; /* SAS address of the expander, or of the requester, that the target's phys towards the requester
                        * are attached to, or 0: not known */
    int zoning_comes;  /* will zoning be enabled after the next activate step? 1: yes, 0: no, -1: not known. For targets
                        * whose SMP responses do not tell (SAS-2) */
};

struct smp_interface {
    const char *name; /* what --interface= takes */
    const char *prefixes[3]; /* what begins so means it too; ended by NULL */
    const char *help; /* one line: system, names of targets */
    bool ignores_address; /* has no use for a SAS address */
    bool no_length;       /* is not told how many bytes came: derived from the frame */
    size_t state_bytes; /* 0: no state, or one that open() makes by malloc() */

    /* Is this name one of ours? Looks at the name, the file type and sysfs or /proc only; opens nothing for
     * writing, sends nothing, changes nothing. */
    struct smp_verdict (*match)(const struct smp_target *target);

    /* Opens device->target; the error says what, on which subject, why, and for known causes what to do. Status
     * SMP_OPEN, SMP_RESOURCE or, where it cannot send without a SAS address that was not given, SMP_SYNTAX. */
    int (*open)(struct smp_device *device, struct smp_error *error);

    /* Sends one request and stores its response. transfer->received: how many bytes came, or with
     * no_length how many of the room may be valid (the caller derives the length from the frame). On
     * failure it is 0, or what came for SMP_MALFORMED "longer than fits". Never a stale or zero-filled buffer as
     * success. */
    int (*send)(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error);

    /* In place of send(), for SCSI devices: has the device execute a command. Fails where the device did not answer;
     * an answer other than GOOD is in command->status and its sense data in command->sense. Lowers command->residual,
     * which is room before, to the bytes that did not come. */
    int (*execute)(struct smp_device *device, struct smp_scsi_command *command, struct smp_error *error);

    /* Undoes what open() did beyond fd and state; sets state to NULL if it has freed it. NULL: nothing is left to do.
     * Called once for each successful open(). */
    void (*close)(struct smp_device *device);

    /* Tells of the way. NULL: the system is asked which addresses are its own, and for the next hop. */
    void (*way)(const struct smp_device *device, struct smp_way *way);
};

/* Takes NAME[,N] apart into target (path, number) and looks the path up; target->root must be set. The text
 * after the last comma is N if it is all digits, or 0x and hex digits; another text after a comma is an error
 * unless the whole name exists as a file. Fails with SMP_SYNTAX. */
int smp_target_parse(struct smp_target *target, const char *name, struct smp_error *error);

/* A verdict with its reason, without hint; and with the hint for a name without node. */
struct smp_verdict smp_verdict(enum smp_match match, const char *format, ...) SMP_PRINTF(2, 3);
struct smp_verdict smp_missing(enum smp_match match, const char *reason, const char *hint);

/* Opens a device node without hanging: what is none (a FIFO, forced) is opened with O_NONBLOCK, a node is not,
 * since some drivers take that for every request. A descriptor, or -1 with errno set. */
int smp_open_node(const char *path, int flags);

/* The time-out of a device in whole seconds, rounded up, for drivers that count in them. */
uint32_t smp_device_seconds(const struct smp_device *device);

/* Reads the first room - 1 bytes of a file, waiting for nothing (a FIFO is empty), and ends them with a NUL;
 * returns how many were read, 0 as well if the file cannot be read. */
size_t smp_read_start(const char *path, char *text, size_t room);

/* Reads the first line of a small text file (sysfs attribute) without its newline and the blanks before it, which pad
 * strings of devices, unprintable bytes as '.', and returns it: "" as well if it cannot be read. Never reads more than
 * room bytes. */
const char *smp_read_line(const char *path, char *line, size_t room);

/* smp_device_open() with a prefix for the paths below /dev, /sys and /proc: looks at a copied or built tree.
 * root must live as long as the device; "" is the running system. */
int smp_device_open_at(struct smp_device **device, const char *root, const char *name,
                       const struct smp_open_options *options, struct smp_error *error);

/* Makes a device for a name, with copies of what the options say, takes the name apart and hands it to open(), which
 * finds the interface and begins it. On failure *device is NULL, and nothing is left behind. */
int smp_device_make(struct smp_device **device, const char *root, const char *name,
                    const struct smp_open_options *options,
                    int (*open)(struct smp_device *device, const char *wanted, struct smp_error *error),
                    struct smp_error *error);

/* Opens a device whose interface and target are set; smp_device_end() closes it. On failure nothing stays open. */
int smp_device_begin(struct smp_device *device, struct smp_error *error);
void smp_device_end(struct smp_device *device);

/* smp_device_send() to an open device without what all interfaces have in common: limits, the check that the answer
 * is one, the length of an answer that its interface cannot tell. Only the bytes received are written. */
int smp_device_exchange(struct smp_device *device, const uint8_t *request, size_t request_bytes, uint8_t *response,
                        size_t room, size_t *received, struct smp_error *error);

/* Tells of the way of requests through this device. */
void smp_device_way(const struct smp_device *device, struct smp_way *way);

/* The interface that --interface=name means, by its name or one of its prefixes, with or without ",force"; NULL:
 * none. */
const struct smp_interface *smp_interface_find(const char *name);

/* The interface of a list ended by NULL that is surest of a target, the first of equals; NULL: none claims it. */
const struct smp_interface *smp_interface_surest(const struct smp_interface *const *list,
                                                 const struct smp_target *target);

/* Chooses by wanted (NAME[,force], force, or NULL: by what the target is) and sets target->force if it is asked for.
 * Automatic: the interface that is surest. Fails with SMP_OPEN, and says what was looked at. */
int smp_detect(struct smp_target *target, const char *wanted, const struct smp_interface **chosen,
               struct smp_error *error);

#define INTERFACE(name, offered) extern const struct smp_interface smp_interface_##name;
#include "interface/list.h"
#undef INTERFACE

/* In lists of interfaces: what follows where offered is 1, nothing where it is 0. */
#define SMP_IF(offered, ...) SMP_IF_PASTE(offered, __VA_ARGS__)
#define SMP_IF_PASTE(offered, ...) SMP_IF_##offered(__VA_ARGS__)
#define SMP_IF_1(...) __VA_ARGS__
#define SMP_IF_0(...)

#endif
