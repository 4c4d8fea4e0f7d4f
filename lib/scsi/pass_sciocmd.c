/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * AIX: SCSI commands by struct sc_passthru: DK_PASSTHRU to a raw disk (/dev/rhdisk0), or SCIOCMD to a
 * parallel adapter (/dev/scsi0,ID or /dev/scsi0,ID,LUN), where a path to the device is started first and
 * stopped last. */
#include "scsi/scsi.h"

#include "core/digits.h"
#include "core/system.h"
#include "interface/sysfs.h"
#include "scsi/abi_sciocmd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum { TRIES = 3, REQUEST_SENSE = 0x03, REQUEST_SENSE_BYTES = 6, LONGEST_SECONDS = 3600 };

struct sc_state {
    bool adapter; /* else a disk, for which id and lun do not count */
    uint64_t id;
    uint64_t lun;
};

const struct smp_causes smp_sciocmd_errnos = SMP_CAUSES("sciocmd: open, SCIOCMD", SMP_OTHER,
    SMP_ERRNO(EIO, SMP_OTHER, "a system error, also after three tries", NULL),
    SMP_ERRNO(EFAULT, SMP_OTHER, "bad address: an internal error", NULL),
    SMP_ERRNO(EINVAL, SMP_OTHER, "the driver refuses the request", NULL),
    SMP_ERRNO(EACCES, SMP_OPEN, "permission denied, or the adapter is in diagnostics mode",
              "run it as root; end diagnostics of the adapter"),
    SMP_ERRNO(EPERM, SMP_OPEN, "not permitted", "run it as root"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
    SMP_ERRNO(ETIMEDOUT, SMP_OTHER, "no answer in time", "try again, or --timeout=SECONDS"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the device does not respond", NULL),
    SMP_ERRNO(ENOENT, SMP_OPEN, "no such device", "see 'lsdev -Cc disk'"),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the device is not configured", "see 'lsdev -Cc disk'"),
    SMP_ERRNO(EBUSY, SMP_OTHER, "another program holds it exclusively", "try again later"),
    SMP_ERRNO_EINTR);

/* What the driver's einval_arg numbers. */
static const char *const fields[] = {
    [1] = "version", [9] = "q_tag_msg", [10] = "flags", [11] = "devflags", [12] = "q_flags",
    [13] = "command_length", [15] = "autosense_length", [16] = "scsi_cdb", [17] = "timeout_value",
    [18] = "data_length: the transfer is larger than the adapter takes", [19] = "scsi_id", [20] = "lun_id",
    [21] = "buffer", [22] = "autosense_buffer_ptr", [23] = "variable_cdb_length", [24] = "variable_cdb_ptr",
};

/* What adapter_status of the newer kind numbers, from 1. */
static const char *const adapter_texts[] = {
    NULL,
    "error on the host's I/O bus", "transport fault", "command time out", "no device response",
    "adapter hardware failure", "adapter software failure", "world wide name changed",
    "fuse or terminator power", "transport reset", "adapter busy", "transport dead", "device to be verified",
    "device migrated", "error, not to be tried again", "error, logging delayed",
};

/* ---- Names ----------------------------------------------------------------------------------------- */

/* What follows prefix and digits in text; NULL: it does not begin so. */
static const char *behind_number(const char *text, const char *prefix)
{
    const char *number = smp_behind(text, prefix);
    size_t digits = number ? strspn(number, "0123456789") : 0;

    return digits ? number + digits : NULL;
}

static bool is_disk(const char *path)
{
    const char *name = smp_base_name(path);
    const char *rest = behind_number(name[0] == 'r' ? name + 1 : name, "hdisk");

    return rest && *rest == '\0';
}

/* An adapter's name; ",ID" may still stand behind it if ",LUN" was taken off before. */
static bool is_adapter(const char *path)
{
    const char *name = smp_base_name(path);
    const char *rest = behind_number(name[0] == 'v' ? name + 1 : name, "scsi");

    if (rest && *rest == ',' && strlen(rest) < 5)
        rest = behind_number(rest, ",");
    return rest && *rest == '\0';
}

static struct smp_verdict match(const struct smp_target *target)
{
    if (is_disk(target->path))
        return smp_verdict(target->exists ? MATCH_CERTAIN : MATCH_POSSIBLE, "named as a disk of AIX");
    if (!is_adapter(target->path))
        return smp_verdict(MATCH_NO, "not named as a disk (rhdiskN) or SCSI adapter (scsiN,ID) of AIX");
    if (target->has_number)
        return smp_verdict(MATCH_CERTAIN, "named as a SCSI adapter of AIX");
    return smp_verdict(MATCH_NO, "a SCSI adapter without ,ID of the device behind it");
}

/* ---- Opening --------------------------------------------------------------------------------------- */

/* Takes the ID and LUN of a device behind an adapter from its name. */
static int read_place(const struct smp_target *target, struct sc_state *state, struct smp_error *error)
{
    const char *comma = strchr(smp_base_name(target->path), ',');

    state->adapter = is_adapter(target->path);
    state->id = target->number;
    if (!state->adapter)
        return SMP_OK;
    if (comma) {
        state->id = strtoull(comma + 1, NULL, 10);
        state->lun = target->number;
    }
    if (!target->has_number) {
        smp_fail(error, SMP_SYNTAX, 0, "'%s' is an adapter: which device behind it?", target->given);
        smp_hint(error, "give ,ID or ,ID,LUN behind the name; see 'lsdev -Cs scsi'");
        return SMP_SYNTAX;
    }
    if (state->id > 15 || state->lun > 63)
        return smp_fail(error, SMP_SYNTAX, 0, "bad device name '%s': an ID is at most 15, a LUN at most 63",
                        target->given);
    return SMP_OK;
}

/* Starts or stops the path to the device behind an adapter; the argument is a number, not an address. */
static int control(const struct smp_device *device, unsigned long request)
{
    const struct sc_state *state = device->state;
    uintptr_t id_lun = (uintptr_t)((state->id & 0xf) << 8 | (state->lun & 0x3f));

    return state->adapter ? smp_sys_ioctl(device->fd, request, (void *)id_lun) : 0;
}

/* The raw node is opened: /dev/rhdisk0 of /dev/hdisk0, the adapter without ",ID". */
static int open_device(struct smp_device *device, struct smp_error *error)
{
    const char *given = device->target.path;
    const char *name = smp_base_name(given);
    const char *path = SMP_PATH("%.*s%s%.*s", (int)(name - given), given, name[0] == 'h' ? "r" : "",
                                (int)strcspn(name, ","), name);
    int status = read_place(&device->target, device->state, error);

    if (status)
        return status;
    device->fd = smp_open_node(path, O_RDONLY);
    if (device->fd < 0)
        return smp_fail_errno(error, &smp_sciocmd_errnos, errno, "cannot open", path);
    if (control(device, SMP_SC_START) == 0)
        return SMP_OK;
    if (errno == EINVAL)
        return smp_fail(error, SMP_OPEN, EINVAL, "cannot start '%s': it is in use, or no device has this ID and LUN",
                        device->target.given);
    return smp_fail_errno(error, &smp_sciocmd_errnos, errno, "cannot start", device->target.given);
}

static void close_device(struct smp_device *device)
{
    control(device, SMP_SC_STOP);
}

/* ---- Commands -------------------------------------------------------------------------------------- */

static void fill(struct smp_sc_passthru *block, const struct smp_device *device,
                 struct smp_scsi_command *command)
{
    const struct sc_state *state = device->state;

    *block = (struct smp_sc_passthru){
        .version = SMP_SC_VERSION,
        .flags = command->room ? SMP_SC_READ : 0,
        .cdb_bytes = command->cdb_bytes,
        .sense_room = SMP_SENSE_MAX,
        .timeout = smp_scsi_seconds(device, LONGEST_SECONDS),
        .data_bytes = command->room,
        .scsi_id = state->id,
        .lun_id = state->lun,
        .data = command->room ? command->data : NULL,
        .sense = command->sense,
    };
    memcpy(block->cdb, command->cdb, command->cdb_bytes);
}

/* Tells which field the driver did not take. */
static int fail_field(const struct smp_sc_passthru *block, const char *name, struct smp_error *error)
{
    const char *text = block->bad_field < sizeof fields / sizeof *fields ? fields[block->bad_field] : NULL;

    if (block->bad_field == 0)
        return smp_fail_errno(error, &smp_sciocmd_errnos, EINVAL, "SCSI command failed on", name);
    return smp_fail(error, SMP_OTHER, EINVAL, "SCSI command failed on '%s': the driver refuses field %u%s%s",
                    name, block->bad_field, text ? ", " : "", text ? text : "");
}

static int fail_adapter(const struct smp_sc_passthru *block, const char *name, struct smp_error *error)
{
    bool known = block->adapter_status_type == SMP_SC_TYPE_SAM &&
                 block->adapter_status < sizeof adapter_texts / sizeof *adapter_texts;

    return smp_fail(error, SMP_OTHER, 0, "SCSI command failed on '%s': %s (adapter status %02xh)", name,
                    known ? adapter_texts[block->adapter_status] : "adapter error", block->adapter_status);
}

/* Hands the block over; EIO without any status may be better on another try. */
static int call(const struct smp_device *device, struct smp_sc_passthru *block)
{
    const struct sc_state *state = device->state;
    struct smp_sc_passthru asked = *block;
    int result = -1;

    for (int i = 0; i < TRIES && result < 0; i++) {
        *block = asked;
        result = smp_sys_ioctl(device->fd, state->adapter ? SMP_SC_COMMAND : SMP_SC_DISK, block);
        if (result < 0 && (errno != EIO || block->status_validity))
            break;
    }
    return result;
}

/* Fetches sense data that did not come by themselves. */
static void request_sense(struct smp_device *device, struct smp_scsi_command *command)
{
    static const uint8_t cdb[REQUEST_SENSE_BYTES] = { REQUEST_SENSE, 0, 0, 0, SMP_SENSE_MAX, 0 };
    struct smp_scsi_command ask = {
        .cdb = cdb, .cdb_bytes = sizeof cdb, .data = command->sense, .room = SMP_SENSE_MAX
    };
    struct smp_sc_passthru block;

    fill(&block, device, &ask);
    block.sense = NULL;
    block.sense_room = 0;
    memset(command->sense, 0, sizeof command->sense);
    if (call(device, &block) >= 0 && block.residual <= SMP_SENSE_MAX)
        command->sense_bytes = SMP_SENSE_MAX - (size_t)block.residual;
}

/* Takes the SCSI status and what belongs to it. */
static void take_status(struct smp_device *device, const struct smp_sc_passthru *block,
                        struct smp_scsi_command *command)
{
    command->status = block->scsi_status & SMP_SC_STATUS_MASK;
    if (command->status != SMP_SCSI_CHECK_CONDITION)
        return;
    if (block->set_flags & SMP_SC_AUTOSENSE)
        command->sense_bytes = SMP_SENSE_MAX;
    else
        request_sense(device, command);
}

/* The status of the device says more than that of the adapter, where both hold. */
static int execute(struct smp_device *device, struct smp_scsi_command *command, struct smp_error *error)
{
    const char *name = device->target.given;
    struct smp_sc_passthru block;
    bool failed;

    fill(&block, device, command);
    failed = call(device, &block) < 0;
    if (failed && errno == EINVAL)
        return fail_field(&block, name, error);
    if (failed && (errno != EIO || !block.status_validity))
        return smp_fail_errno(error, &smp_sciocmd_errnos, errno, "SCSI command failed on", name);
    if (block.status_validity & SMP_SC_SCSI_STATUS)
        take_status(device, &block, command);
    if (command->status == SMP_SCSI_GOOD && block.status_validity & SMP_SC_ADAPTER_STATUS &&
        block.adapter_status)
        return fail_adapter(&block, name, error);
    if (failed && command->status == SMP_SCSI_GOOD)
        return smp_fail_errno(error, &smp_sciocmd_errnos, EIO, "SCSI command failed on", name);
    command->residual = block.residual;
    return SMP_OK;
}

const struct smp_interface smp_scsi_pass_sciocmd = {
    .name = "sciocmd",
    .help = "AIX: /dev/rhdisk0, or /dev/scsi0,ID[,LUN] of a parallel adapter",
    .state_bytes = sizeof(struct sc_state),
    .match = match,
    .open = open_device,
    .execute = execute,
    .close = close_device,
};
