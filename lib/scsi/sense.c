/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Sense data (SPC-4 clause 4.5): what a SCSI device says about a command it did not execute. */
#include "scsi/scsi.h"

#include <stdio.h>

static const char *const keys[16] = {
    "no sense", "recovered error", "not ready", "medium error", "hardware error", "illegal request",
    "unit attention", "data protect", "blank check", "vendor specific", "copy aborted", "aborted command",
    "reserved", "volume overflow", "miscompare", "completed",
};

enum { ANY_QUALIFIER = 0x100 };

struct code_row {
    uint8_t code;
    uint16_t qualifier; /* or ANY_QUALIFIER, behind the exact ones */
    const char *text;
};

/* Those that reading a log page or inquiry data can bring. */
static const struct code_row codes[] = {
    { 0x00, 0x00, "no additional sense" },
    { 0x04, 0x00, "not ready, cause not reportable" },
    { 0x04, 0x01, "becoming ready" },
    { 0x04, 0x02, "needs a start command" },
    { 0x04, 0x03, "needs manual intervention" },
    { 0x04, 0x04, "format in progress" },
    { 0x04, 0x09, "self-test in progress" },
    { 0x04, 0x1b, "sanitize in progress" },
    { 0x04, ANY_QUALIFIER, "not ready" },
    { 0x05, 0x00, "logical unit does not respond to selection" },
    { 0x08, 0x00, "logical unit communication failure" },
    { 0x0b, ANY_QUALIFIER, "warning" },
    { 0x1a, 0x00, "parameter list length error" },
    { 0x20, 0x00, "command not supported" },
    { 0x24, 0x00, "invalid field in CDB" },
    { 0x25, 0x00, "logical unit not supported" },
    { 0x26, 0x00, "invalid field in parameter list" },
    { 0x29, ANY_QUALIFIER, "power on or reset occurred" },
    { 0x2a, ANY_QUALIFIER, "parameters changed" },
    { 0x2f, ANY_QUALIFIER, "commands cleared" },
    { 0x3a, ANY_QUALIFIER, "medium not present" },
    { 0x3e, ANY_QUALIFIER, "logical unit not configured or failed" },
    { 0x3f, ANY_QUALIFIER, "target operating conditions changed" },
    { 0x44, 0x00, "internal target failure" },
    { 0x47, ANY_QUALIFIER, "transmission error" },
    { 0x4b, ANY_QUALIFIER, "data phase error" },
    { 0x4e, 0x00, "overlapped commands attempted" },
    { 0x55, ANY_QUALIFIER, "system resource failure" },
    { 0x5d, ANY_QUALIFIER, "failure prediction threshold exceeded" },
};

bool smp_sense_decode(const uint8_t *sense, size_t bytes, struct smp_sense *decoded)
{
    uint8_t format = bytes ? sense[0] & 0x7f : 0;

    *decoded = (struct smp_sense){ 0 };
    if ((format == 0x72 || format == 0x73) && bytes >= 4) {
        *decoded = (struct smp_sense){ .key = sense[1] & 0x0f, .code = sense[2], .qualifier = sense[3] };
        return true;
    }
    if ((format != 0x70 && format != 0x71) || bytes < 3)
        return false;
    decoded->key = sense[2] & 0x0f;
    if (bytes >= 14 && sense[7] >= 6) {
        decoded->code = sense[12];
        decoded->qualifier = sense[13];
    }
    return true;
}

/* Words of a code and qualifier, NULL: none known. */
static const char *code_text(const struct smp_sense *sense)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].code == sense->code &&
            (codes[i].qualifier == sense->qualifier || codes[i].qualifier == ANY_QUALIFIER))
            return codes[i].text;
    return NULL;
}

const char *smp_sense_text(const uint8_t *sense, size_t bytes, char *buffer, size_t room)
{
    struct smp_sense decoded;
    const char *text;

    if (!smp_sense_decode(sense, bytes, &decoded)) {
        snprintf(buffer, room, "no usable sense data");
        return buffer;
    }
    text = code_text(&decoded);
    snprintf(buffer, room, "%s%s%s (%x/%02x/%02x)", keys[decoded.key], text ? ", " : "", text ? text : "",
             decoded.key, decoded.code, decoded.qualifier);
    return buffer;
}
