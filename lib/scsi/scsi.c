/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * SCSI devices: choosing the pass-through, judging what a command brought. */
#include "scsi/scsi.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_TIMEOUT_MS = 20000, REASON_ROOM = 160 };

/* Sense keys. */
enum { KEY_RECOVERED_ERROR = 1, KEY_ILLEGAL_REQUEST = 5, KEY_UNIT_ATTENTION = 6 };

#define SCSI_PASS(name) extern const struct smp_scsi_pass smp_scsi_pass_##name;
#include "scsi/list.h"
#undef SCSI_PASS

static const struct smp_scsi_pass *const passes[] = {
#define SCSI_PASS(name) &smp_scsi_pass_##name,
#include "scsi/list.h"
#undef SCSI_PASS
    NULL
};

enum { PASSES = sizeof passes / sizeof *passes - 1 };

const struct smp_scsi_pass *smp_scsi_pass_at(size_t index)
{
    return index < PASSES ? passes[index] : NULL;
}

/* ---- Opening --------------------------------------------------------------------------------------- */

/* The surest pass-through for a target, or NULL; reason[room] is why the first one said no,
 * which is the system's own. */
static const struct smp_scsi_pass *choose(const struct smp_target *target, char *reason, size_t room)
{
    const struct smp_scsi_pass *best = NULL;
    enum smp_match best_match = MATCH_NO;

    for (size_t i = 0; i < PASSES; i++) {
        char why[REASON_ROOM] = "";
        enum smp_match verdict = passes[i]->match(target, why, sizeof why);

        smp_trace(target->trace, 2, "%s: %s: %s", passes[i]->name,
                  verdict == MATCH_NO ? "no" : verdict == MATCH_POSSIBLE ? "possible" : "yes", why);
        if (i == 0)
            snprintf(reason, room, "%s", why);
        if (verdict > best_match) {
            best = passes[i];
            best_match = verdict;
        }
    }
    return best;
}

static const struct smp_scsi_pass *pass_named(const char *name)
{
    for (size_t i = 0; i < PASSES; i++)
        if (strcmp(passes[i]->name, name) == 0)
            return passes[i];
    return NULL;
}

/* Finds the pass-through and opens through it. */
static int open_target(struct smp_scsi_device *device, const char *wanted, struct smp_error *error)
{
    struct smp_target *target = &device->target;
    char reason[REASON_ROOM] = "this program was built without SCSI pass-through";
    int status = smp_target_parse(target, target->given, error);

    if (status != SMP_OK)
        return status;
    device->pass = wanted ? pass_named(wanted) : choose(target, reason, sizeof reason);
    if (!device->pass && wanted)
        return smp_fail(error, SMP_SYNTAX, 0, "no SCSI pass-through is called '%s'", wanted);
    if (!device->pass && !target->exists)
        return smp_fail(error, SMP_OPEN, ENOENT, "cannot open '%s'", target->given);
    if (!device->pass)
        return smp_fail(error, SMP_OPEN, 0, "'%s' is no SCSI device: %s", target->given, reason);
    return device->pass->open(device, error);
}

int smp_scsi_open(struct smp_scsi_device **device, const char *root, const char *name,
                  const struct smp_open_options *options, struct smp_error *error)
{
    size_t bytes = strlen(name) + 1;
    struct smp_scsi_device *made = calloc(1, sizeof *made + bytes);
    int status;

    *device = NULL;
    if (!made)
        return smp_fail(error, SMP_RESOURCE, errno, "cannot open '%s'", name);
    made->target.given = memcpy(made + 1, name, bytes);
    made->target.root = root;
    made->target.timeout_ms = options && options->timeout_ms ? options->timeout_ms : DEFAULT_TIMEOUT_MS;
    made->target.trace = options ? options->trace : NULL;
    status = open_target(made, options ? options->interface : NULL, error);
    if (status == SMP_OK)
        *device = made;
    else
        free(made);
    return status;
}

void smp_scsi_close(struct smp_scsi_device *device)
{
    if (!device)
        return;
    device->pass->close(device);
    free(device);
}

unsigned smp_scsi_seconds(const struct smp_scsi_device *device, unsigned largest)
{
    uint32_t ms = device->target.timeout_ms;
    unsigned seconds = ms / 1000 + (ms % 1000 != 0);

    return seconds == 0 ? 1 : seconds > largest ? largest : seconds;
}

/* ---- Commands -------------------------------------------------------------------------------------- */

struct status_row {
    uint8_t value;
    int os_errno; /* that lets a caller try again, or 0 */
    const char *text;
};

static const struct status_row statuses[] = {
    { 0x04, 0, "condition met" },      { 0x08, EBUSY, "busy" },
    { 0x18, 0, "reservation conflict" }, { 0x28, EAGAIN, "task set full" },
    { 0x30, 0, "ACA active" },         { 0x40, 0, "task aborted" },
};

/* Tells a status other than GOOD and CHECK CONDITION. */
static int fail_status(const struct smp_scsi_command *command, const char *name, struct smp_error *error)
{
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (statuses[i].value == command->status)
            return smp_fail(error, SMP_OTHER, statuses[i].os_errno,
                            "SCSI command failed on '%s': %s (status %02xh)", name, statuses[i].text,
                            command->status);
    return smp_fail(error, SMP_OTHER, 0, "SCSI command failed on '%s': status %02xh", name, command->status);
}

/* Tells a CHECK CONDITION by its sense data. */
static int fail_sense(const struct smp_scsi_command *command, const char *name, struct smp_error *error)
{
    char text[128];
    struct smp_sense sense;
    bool decoded = smp_sense_decode(command->sense, command->sense_bytes, &sense);

    smp_fail(error, SMP_OTHER, decoded && sense.key == KEY_UNIT_ATTENTION ? EAGAIN : 0,
             "SCSI command failed on '%s': %s", name, smp_sense_text(command->sense, command->sense_bytes, text, sizeof text));
    if (decoded && sense.key == KEY_ILLEGAL_REQUEST)
        smp_hint(error, "the device does not have what was asked for; SATA disks usually do not");
    return SMP_OTHER;
}

/* Has the device done what it was asked all the same? A recovered error, or one that has no key, is told with
 * CHECK CONDITION too. A deferred error (odd response code) is that of an earlier command, and ended this one. */
static bool is_done(const struct smp_scsi_command *command, const struct smp_sense *sense)
{
    return sense->key <= KEY_RECOVERED_ERROR && !(command->sense[0] & 1);
}

/* Sends the command once and judges it; *again tells that the device only wanted to say something first. */
static int execute_once(struct smp_scsi_device *device, struct smp_scsi_command *command, bool *again,
                        struct smp_error *error)
{
    struct smp_sense sense;
    bool decoded;
    int status;

    command->received = 0;
    command->status = SMP_SCSI_GOOD;
    command->sense_bytes = 0;
    memset(command->data, 0, command->room);
    status = device->pass->execute(device, command, error);
    if (status != SMP_OK || command->status == SMP_SCSI_GOOD)
        return status;
    decoded = command->status == SMP_SCSI_CHECK_CONDITION &&
              smp_sense_decode(command->sense, command->sense_bytes, &sense);
    if (decoded && is_done(command, &sense))
        return SMP_OK;
    *again = decoded && sense.key == KEY_UNIT_ATTENTION;
    command->received = 0; /* some systems count what did not come with an error */
    return command->status == SMP_SCSI_CHECK_CONDITION ? fail_sense(command, device->target.given, error)
                                                       : fail_status(command, device->target.given, error);
}

int smp_scsi_execute(struct smp_scsi_device *device, struct smp_scsi_command *command,
                     struct smp_error *error)
{
    bool again = false;
    int status = execute_once(device, command, &again, error);

    return again ? execute_once(device, command, &again, error) : status;
}
