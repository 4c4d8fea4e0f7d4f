/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * SCSI devices: choosing the pass-through, judging what a command brought, sense data. */
#include "scsi/scsi.h"

#include "core/field.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Sense keys; KEY_NONE: sense data that are too short for one, or neither of the formats. */
enum { KEY_RECOVERED_ERROR = 1, KEY_ILLEGAL_REQUEST = 5, KEY_UNIT_ATTENTION = 6, KEY_NONE = 16 };

static const struct smp_interface *const passes[] = {
#define SCSI_PASS(name, offered) SMP_IF(offered, &smp_scsi_pass_##name,)
#include "scsi/list.h"
#undef SCSI_PASS
    NULL
};

/* ---- Opening --------------------------------------------------------------------------------------- */

/* Finds the pass-through, which nobody asks for by name, and opens through it. Of those that say no the first one is
 * told: the system's own. */
static int open_target(struct smp_device *device, const char *wanted, struct smp_error *error)
{
    const struct smp_target *target = &device->target;

    (void)wanted;
    device->interface = smp_interface_surest(passes, target);
    if (device->interface)
        return smp_device_begin(device, error);
    if (!target->exists)
        return smp_fail(error, SMP_OPEN, ENOENT, "cannot open '%s'", target->given);
    return smp_fail(error, SMP_OPEN, 0, "'%s' is no SCSI device: %s", target->given,
                    passes[0]->match(target).reason);
}

int smp_scsi_open(struct smp_device **device, const char *root, const char *name,
                  const struct smp_open_options *options, struct smp_error *error)
{
    return smp_device_make(device, root, name, options, open_target, error);
}

unsigned smp_scsi_seconds(const struct smp_device *device, unsigned largest)
{
    uint32_t seconds = smp_device_seconds(device);

    return seconds == 0 ? 1 : seconds > largest ? largest : seconds;
}

/* ---- Sense data (SPC-4 clause 4.5) ------------------------------------------------------------------ */

struct sense {
    uint8_t key;
    uint8_t code;      /* additional sense code */
    uint8_t qualifier; /* and its qualifier */
};

static const char *const keys[KEY_NONE] = {
    "no sense", "recovered error", "not ready", "medium error", "hardware error", "illegal request",
    "unit attention", "data protect", "blank check", "vendor specific", "copy aborted", "aborted command",
    "reserved", "volume overflow", "miscompare", "completed",
};

/* Additional sense codes with their qualifiers, and behind them codes for all other qualifiers: those that reading a
 * log page or inquiry data can bring. */
static const struct smp_names codes = SMP_NAMES(NULL,
    NAME(0x0000, NULL, "no additional sense"),
    NAME(0x0400, NULL, "not ready, cause not reportable"),
    NAME(0x0401, NULL, "becoming ready"),
    NAME(0x0402, NULL, "needs a start command"),
    NAME(0x0403, NULL, "needs manual intervention"),
    NAME(0x0404, NULL, "format in progress"),
    NAME(0x0409, NULL, "self-test in progress"),
    NAME(0x041b, NULL, "sanitize in progress"),
    RANGE(0x0400, 0x04ff, NULL, "not ready"),
    NAME(0x0500, NULL, "logical unit does not respond to selection"),
    NAME(0x0800, NULL, "logical unit communication failure"),
    RANGE(0x0b00, 0x0bff, NULL, "warning"),
    NAME(0x1a00, NULL, "parameter list length error"),
    NAME(0x2000, NULL, "command not supported"),
    NAME(0x2400, NULL, "invalid field in CDB"),
    NAME(0x2500, NULL, "logical unit not supported"),
    NAME(0x2600, NULL, "invalid field in parameter list"),
    RANGE(0x2900, 0x29ff, NULL, "power on or reset occurred"),
    RANGE(0x2a00, 0x2aff, NULL, "parameters changed"),
    RANGE(0x2f00, 0x2fff, NULL, "commands cleared"),
    RANGE(0x3a00, 0x3aff, NULL, "medium not present"),
    RANGE(0x3e00, 0x3eff, NULL, "logical unit not configured or failed"),
    RANGE(0x3f00, 0x3fff, NULL, "target operating conditions changed"),
    NAME(0x4400, NULL, "internal target failure"),
    RANGE(0x4700, 0x47ff, NULL, "transmission error"),
    RANGE(0x4b00, 0x4bff, NULL, "data phase error"),
    NAME(0x4e00, NULL, "overlapped commands attempted"),
    RANGE(0x5500, 0x55ff, NULL, "system resource failure"),
    RANGE(0x5d00, 0x5dff, NULL, "failure prediction threshold exceeded"));

/* Reads fixed and descriptor format. */
static struct sense decode_sense(const uint8_t *sense, size_t bytes)
{
    uint8_t format = bytes ? sense[0] & 0x7f : 0;
    struct sense decoded = { .key = KEY_NONE };

    if ((format == 0x72 || format == 0x73) && bytes >= 4)
        return (struct sense){ .key = sense[1] & 0x0f, .code = sense[2], .qualifier = sense[3] };
    if ((format != 0x70 && format != 0x71) || bytes < 3)
        return decoded;
    decoded.key = sense[2] & 0x0f;
    if (bytes >= 14 && sense[7] >= 6) {
        decoded.code = sense[12];
        decoded.qualifier = sense[13];
    }
    return decoded;
}

const char *smp_sense_text(const uint8_t *sense, size_t bytes, char *buffer, size_t room)
{
    const struct sense decoded = decode_sense(sense, bytes);
    const struct smp_name *row = smp_names_find(&codes, (unsigned)decoded.code << 8 | decoded.qualifier);

    if (decoded.key == KEY_NONE)
        snprintf(buffer, room, "no usable sense data");
    else
        snprintf(buffer, room, "%s%s%s (%x/%02x/%02x)", keys[decoded.key], row ? ", " : "", row ? row->text : "",
                 decoded.key, decoded.code, decoded.qualifier);
    return buffer;
}

/* ---- Commands -------------------------------------------------------------------------------------- */

static const struct smp_causes statuses = SMP_CAUSES("SCSI status", SMP_OTHER,
    { .number = 0x04, .why = "condition met" },
    { .number = 0x08, .why = "busy", .os_errno = EBUSY },
    { .number = 0x18, .why = "reservation conflict" },
    { .number = 0x28, .why = "task set full", .os_errno = EAGAIN },
    { .number = 0x30, .why = "ACA active" },
    { .number = 0x40, .why = "task aborted" });

/* Tells a status other than GOOD and CHECK CONDITION. */
static int fail_status(const struct smp_scsi_command *command, const char *name, struct smp_error *error)
{
    const struct smp_cause *row = smp_cause_find(&statuses, command->status);

    if (row)
        return smp_fail(error, SMP_OTHER, row->os_errno, "SCSI command failed on '%s': %s (status %02xh)", name,
                        row->why, command->status);
    return smp_fail(error, SMP_OTHER, 0, "SCSI command failed on '%s': status %02xh", name, command->status);
}

/* Judges a CHECK CONDITION by its sense data; *again tells that the device only wanted to say something first. It has
 * done what it was asked all the same where it tells a recovered error, or one that has no key; but a deferred error
 * (odd response code) is that of an earlier command, and ended this one. */
static int judge_sense(const struct smp_scsi_command *command, const char *name, bool *again, struct smp_error *error)
{
    const struct sense sense = decode_sense(command->sense, command->sense_bytes);
    char text[128];

    *again = sense.key == KEY_UNIT_ATTENTION;
    if (sense.key <= KEY_RECOVERED_ERROR && !(command->sense[0] & 1))
        return SMP_OK;
    smp_fail(error, SMP_OTHER, *again ? EAGAIN : 0, "SCSI command failed on '%s': %s", name,
             smp_sense_text(command->sense, command->sense_bytes, text, sizeof text));
    if (sense.key == KEY_ILLEGAL_REQUEST)
        smp_hint(error, "the device does not have what was asked for; SATA disks usually do not");
    return SMP_OTHER;
}

/* Sends the command once and judges it; *again as above. */
static int execute_once(struct smp_device *device, struct smp_scsi_command *command, bool *again,
                        struct smp_error *error)
{
    const char *name = device->target.given;
    bool known;
    int status;

    command->residual = command->room;
    command->status = SMP_SCSI_GOOD;
    command->sense_bytes = 0;
    memset(command->data, 0, command->room);
    status = device->interface->execute(device, command, error);
    if (command->status == SMP_SCSI_CHECK_CONDITION && status == SMP_OK)
        status = judge_sense(command, name, again, error);
    else if (command->status != SMP_SCSI_GOOD && status == SMP_OK)
        status = fail_status(command, name, error);
    /* Some systems count what did not come with an error. */
    known = status == SMP_OK && command->residual <= command->room;
    command->received = known ? command->room - (size_t)command->residual : 0;
    return status;
}

int smp_scsi_execute(struct smp_device *device, struct smp_scsi_command *command,
                     struct smp_error *error)
{
    bool again = false;
    int status = execute_once(device, command, &again, error);

    if (!again)
        return status;
    if (error)
        *error = (struct smp_error){ 0 };
    return execute_once(device, command, &again, error);
}
