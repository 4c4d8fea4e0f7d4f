/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Linux: LSI/Broadcom Fusion MPT host bus adapters through the control nodes of their drivers. Such a node is
 * no SMP target: which adapter (,N) and which SAS address behind it is said in each request. */
#include "interface/mpt.h"

#include "core/bytes.h"
#include "core/devnum.h"
#include "core/digits.h"
#include "core/system.h"
#include "interface/abi_mpt.h"
#include "interface/causes.h"
#include "interface/mpi.h"
#include "interface/sysfs.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { MISC_MAJOR = 10, REPLY_ROOM = 128 };

/* Where the request frame keeps what it says. */
enum {
    FRAME_PORT = 1,
    FRAME_FUNCTION = 3,
    FRAME_REQUEST_BYTES = 4,
    FRAME_ADDRESS = 16
};

/* SAS addresses begin with a network address authority of IEEE, or with that of local ones. */
enum { NAA_SHIFT = 60, NAA_LOCALLY_ASSIGNED = 3, NAA_IEEE_REGISTERED = 5 };

static const struct smp_mpt_family families[] = {
    { "mptctl", "mptsas", "mptctl", 220, UINT8_MAX, 'm', 0x00,
      "'modprobe mptctl' makes the node where an adapter of the 1064/1068/1078 kind is" },
    { "mpt2ctl", "mpt2sas", NULL, 221, UINT_MAX, 'L', 0xff,
      "the driver mpt3sas makes the node; it serves SAS2xxx adapters" },
    { "mpt3ctl", "mpt3sas", NULL, 222, UINT_MAX, 'L', 0xff,
      "the driver mpt3sas makes the node; it serves SAS3xxx adapters" },
};

enum { FAMILIES = sizeof families / sizeof *families };

struct mpt_state {
    const struct smp_mpt_family *family;
};

const struct smp_causes smp_mpt_open_errnos = SMP_CAUSES("mpt: open, IOCINFO", SMP_OPEN,
    SMP_ERRNO(EACCES, SMP_OPEN, "permission denied", "run it as root, or change the mode of the device node"),
    SMP_ERRNO(EPERM, SMP_OPEN, "not permitted", "run it as root"),
    SMP_ERRNO(ENOENT, SMP_OPEN, "no such node", "'modprobe mptctl' or 'modprobe mpt3sas' makes it"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "no adapter of this family with this number",
              "the number behind the comma is unique_id in /sys/class/scsi_host/host*"),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the node is stale: its driver is not loaded",
              "'modprobe mptctl' or 'modprobe mpt3sas' loads it"),
    SMP_ERRNO(ENOTTY, SMP_OPEN, "not a control node of this driver", NULL),
    SMP_ERRNO(EINVAL, SMP_OPEN, "not a control node of this driver", NULL));

const struct smp_causes smp_mpt_send_errnos = SMP_CAUSES("mpt: COMMAND", SMP_OTHER,
    SMP_ERRNO(ENODEV, SMP_OPEN, "no adapter of this family with this number",
              "the number behind the comma is unique_id in /sys/class/scsi_host/host*"),
    SMP_ERRNO(EINVAL, SMP_OTHER, "the driver refuses the request", NULL),
    SMP_ERRNO(EFAULT, SMP_OTHER, "the adapter is not operational (disabled, or being reset)", "try again later"),
    SMP_ERRNO(EAGAIN, SMP_OTHER, "the adapter is busy or being reset", "try again, or --retries=N"),
    SMP_ERRNO(EBUSY, SMP_OTHER, "the adapter is being reset", "try again, or --retries=N"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
    SMP_ERRNO(ENODATA, SMP_OTHER, "no answer in time (mptctl: the answer could not be copied)",
              "mpt2ctl, mpt3ctl: the driver has reset the whole adapter: do not repeat it blindly"),
    SMP_ERRNO(ETIME, SMP_OTHER, "no answer in time",
              "the driver has reset the whole adapter: do not repeat it blindly"),
    SMP_ERRNO_EINTR,
    SMP_ERRNO(ENOTTY, SMP_OTHER, "not a control node of this driver", NULL),
    SMP_ERRNO(EPERM, SMP_OTHER, "not permitted", "run it as root"));

/* ---- Detection ------------------------------------------------------------------------------------- */

/* The family whose usual node name ends this path; NULL: none. */
static const struct smp_mpt_family *family_named(const char *path)
{
    for (size_t i = 0; i < FAMILIES; i++)
        if (strcmp(smp_base_name(path), families[i].node) == 0)
            return &families[i];
    return NULL;
}

const struct smp_mpt_family *smp_mpt_family_driven(const char *driver)
{
    for (size_t i = 0; i < FAMILIES; i++)
        if (strcmp(driver, families[i].driver) == 0)
            return &families[i];
    return NULL;
}

/* Whose node is this character device? certain tells that sysfs or /proc/misc says so, else it is the number
 * alone, because neither is there to be asked. NULL: none of ours. */
static const struct smp_mpt_family *family_of(const struct smp_target *target, bool *certain)
{
    char folder[SMP_NAME_MAX];
    int number = (int)minor(target->status.st_rdev);

    *certain = true;
    if (smp_sysfs_of_device(target, folder))
        return family_named(folder);
    for (size_t i = 0; i < FAMILIES; i++) {
        const struct smp_mpt_family *family = &families[i];
        int listed = smp_proc_number(target, "misc", family->node, number);

        *certain = listed == number;
        if (*certain || (listed == SMP_PROC_NO_LIST && number == (int)family->number))
            return family;
    }
    return NULL;
}

static bool is_misc(const struct smp_target *target)
{
    return target->exists && S_ISCHR(target->status.st_mode) && major(target->status.st_rdev) == MISC_MAJOR;
}

static struct smp_verdict match(const struct smp_target *target)
{
    const struct smp_mpt_family *family = family_named(target->path);
    bool certain;

    if (!target->exists)
        return smp_missing(MATCH_NO, family ? "no such node" : "no such file", family ? family->hint : NULL);
    if (!is_misc(target))
        return smp_verdict(MATCH_NO, "not a character device of major number 10");
    family = family_of(target, &certain);
    if (!family)
        return smp_verdict(MATCH_NO, "misc device 10:%u is no node of an MPT driver",
                           minor(target->status.st_rdev));
    return smp_verdict(certain ? MATCH_CERTAIN : MATCH_POSSIBLE,
                       certain ? "node of %s" : "has the device number of %s, nothing to prove it", family->node);
}

/* ---- Expanders ------------------------------------------------------------------------------------- */

/* Is this host the adapter that the target's node and number name? */
static bool is_adapter(const struct smp_target *target, unsigned number)
{
    const struct smp_mpt_family *family = family_named(target->path);
    const char *host = SMP_PATH("%s/sys/class/scsi_host/host%u", target->root, number);
    unsigned own;
    char rest;

    return family && strcmp(SMP_LINE("%s/proc_name", host), family->driver) == 0 &&
           sscanf(SMP_LINE("%s/unique_id", host), "%9u%c", &own, &rest) == 1 && own == target->number;
}

bool smp_mpt_expander(const struct smp_target *target, struct smp_known_expander *found)
{
    static const char prefix[] = "expander-";
    struct smp_entries entries;
    uint64_t first = UINT64_MAX;
    const char *name;
    unsigned number;

    smp_entries_begin(&entries, SMP_PATH("%s/sys/class/sas_expander", target->root));
    while ((name = smp_entries_next(&entries, prefix))) {
        struct smp_known_expander each;
        uint64_t rank;

        if (!smp_read_pair(name + strlen(prefix), &each.host, &number) ||
            !(each.address = SMP_ADDRESS("%s/sys/class/sas_device/%s/sas_address", target->root, name)))
            continue;
        each.here = is_adapter(target, each.host);
        rank = (uint64_t)!each.here << 60 | (uint64_t)each.host << 30 | number; /* both have at most nine digits */
        if (rank < first) {
            *found = each;
            first = rank;
        }
    }
    smp_entries_end(&entries);
    return first != UINT64_MAX;
}

/* Nothing can be sent without an address: the hint offers one that sysfs knows. */
static int fail_no_address(const struct smp_target *target, struct smp_error *error)
{
    struct smp_known_expander known;

    smp_fail(error, SMP_SYNTAX, 0, "interface mpt needs the SAS address of the target on '%s': --sa=ADDR is missing",
             target->given);
    if (!smp_mpt_expander(target, &known))
        smp_hint(error, "give --sa=ADDR or set SMP_UTILS_SAS_ADDR");
    else if (known.here)
        smp_hint(error, "an expander behind this adapter is --sa=0x%016" PRIx64, known.address);
    else
        smp_hint(error, "none behind this adapter is known; one behind host%u is --sa=0x%016" PRIx64, known.host,
                 known.address);
    return SMP_SYNTAX;
}

/* ---- Opening --------------------------------------------------------------------------------------- */

/* Asks the driver about the adapter: finds wrong numbers and wrong nodes before a request is sent. */
static int probe(const struct smp_device *device, const struct smp_mpt_family *family, struct smp_error *error)
{
    struct smp_mpt_ioc_info info = { .ioc = device->target.number };

    if (smp_sys_ioctl(device->fd, SMP_MPT_IOC_INFO(family->magic), &info) < 0) {
        int number = errno;

        if (number == EAGAIN || number == EBUSY || number == EFAULT || number == EINTR)
            return SMP_OK;
        return smp_fail_errno(error, &smp_mpt_open_errnos, number, "cannot use", device->target.given);
    }
    smp_trace(device->target.trace, 3, "mpt: adapter %u of %s, type %u", device->target.number, family->node,
              (unsigned)info.adapter_type);
    if (info.adapter_type < 3)
        return smp_fail(error, SMP_OPEN, 0, "cannot use '%s': the adapter is no SAS adapter",
                        device->target.given);
    return SMP_OK;
}

/* What the node is, or with ",force" what its name looks like. */
static const struct smp_mpt_family *choose_family(const struct smp_target *target)
{
    bool certain;
    const struct smp_mpt_family *family = is_misc(target) ? family_of(target, &certain) : NULL;

    if (!family)
        family = family_named(target->path);
    return family || !target->force ? family : &families[FAMILIES - 1];
}

/* Refuses what the driver would take for something else: mptctl looks at the low byte of the number only. */
static int check_target(const struct smp_device *device, const struct smp_mpt_family *family,
                        struct smp_error *error)
{
    const struct smp_target *target = &device->target;
    uint64_t authority = device->sas_address >> NAA_SHIFT;

    if (!family)
        return smp_fail(error, SMP_OPEN, 0, "cannot open '%s': not a control node of an MPT driver",
                        target->given);
    if (target->number > family->last_number)
        return smp_fail(error, SMP_OPEN, 0, "cannot open '%s': %s numbers its adapters from 0 to %u",
                        target->given, family->node, family->last_number);
    if (authority != NAA_IEEE_REGISTERED && authority != NAA_LOCALLY_ASSIGNED)
        smp_trace(target->trace, 1, "0x%016" PRIx64 " does not begin as a SAS address (5 or 3)",
                  device->sas_address);
    return SMP_OK;
}

static int open_node(struct smp_device *device, struct smp_error *error)
{
    const struct smp_target *target = &device->target;
    const struct smp_mpt_family *family = choose_family(target);
    struct mpt_state *state = device->state;
    int status = device->sas_address ? check_target(device, family, error) : fail_no_address(target, error);

    if (status)
        return status;
    state->family = family;
    device->fd = smp_open_node(target->path, O_RDONLY);
    if (device->fd < 0)
        return smp_fail_errno(error, &smp_mpt_open_errnos, errno, "cannot open", target->given);
    return target->force ? SMP_OK : probe(device, family, error);
}

/* ---- Sending --------------------------------------------------------------------------------------- */

/* mptctl leaves the reply untouched if there is none, mpt3sas hands out zeros: neither may look like success. */
static int send_request(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error)
{
    const struct mpt_state *state = device->state;
    const char *name = device->target.given;
    uint8_t reply[REPLY_ROOM] = { 0 };
    struct smp_mpt_command command = {
        .ioc = device->target.number,
        .timeout = (int32_t)smp_device_seconds(device),
        .reply = reply,
        .data_in = transfer->response,
        .data_out = transfer->request,
        .max_reply_bytes = REPLY_ROOM,
        .data_in_bytes = (uint32_t)(transfer->room + SMP_CRC_BYTES),
        .data_out_bytes = (uint32_t)transfer->request_bytes,
        .sgl_offset = SMP_MPT_FRAME_BYTES / 4,
        .frame = { [FRAME_PORT] = state->family->any_port, [FRAME_FUNCTION] = SMP_MPI_PASSTHROUGH },
    };

    smp_put_le16(command.frame + FRAME_REQUEST_BYTES, (uint16_t)transfer->request_bytes);
    smp_put_le64(command.frame + FRAME_ADDRESS, device->sas_address);
    if (smp_sys_ioctl(device->fd, SMP_MPT_COMMAND(state->family->magic), &command) < 0)
        return smp_fail_errno(error, &smp_mpt_send_errnos, errno, "SMP request failed on", name);
    if (!smp_mpi_is_reply(reply, REPLY_ROOM) && !smp_mpi_is_failure(reply))
        return smp_fail(error, SMP_OTHER, 0, "the host adapter gave no reply to the SMP request to '%s'", name);
    return smp_mpi_judge(reply, name, device->sas_address, &transfer->received, error);
}

const struct smp_interface smp_interface_mpt = {
    .name = "mpt",
    .prefixes = { "mpt" },
    .help = "Linux: /dev/mptctl, /dev/mpt2ctl, /dev/mpt3ctl and ,N for the adapter; needs --sa=SAS_ADDR",
    .state_bytes = sizeof(struct mpt_state),
    .match = match,
    .open = open_node,
    .send = send_request,
};
