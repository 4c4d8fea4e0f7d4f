/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Facts of the Fusion MPT message interface that concern SMP pass-through. All fields are little endian.
 * Reply: byte 2 length in 32-bit words, 3 function, 4-5 response data length (no CRC), 13 SAS status,
 * 14-15 IOC status (bit 15: the log info that follows is valid), 16-19 IOC log info. */
#include "interface/mpi.h"

#include "core/bytes.h"
#include "interface/causes.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    WORDS_WITH_STATUS = 4, /* length of a reply that has an IOC status at least */
    IOC_STATUS_MASK = 0x7fff,
    IOC_LOG_INFO_VALID = 0x8000,
    IOC_OK = 0x00,
    IOC_DATA_UNDERRUN = 0x45, /* the usual end of a response shorter than its room */
    IOC_SMP_DATA_OVERRUN = 0x91,
    DETAILS_ROOM = 160
};

static const char no_address[] =
    "no such SAS address behind this adapter: check the address, the adapter's number and the cables";

static const struct smp_causes ioc_statuses = SMP_CAUSES("IOC status", SMP_OTHER,
    { 0x01, NULL, SMP_OTHER, 0, "invalid function", NULL },
    { 0x02, NULL, SMP_OTHER, EBUSY, "busy", NULL },
    { 0x03, NULL, SMP_OTHER, 0, "invalid scatter gather list", NULL },
    { 0x04, NULL, SMP_OTHER, 0, "internal error", NULL },
    { 0x05, NULL, SMP_OTHER, 0, "invalid virtual port", NULL },
    { 0x06, NULL, SMP_OTHER, EAGAIN, "insufficient resources", NULL },
    { 0x07, NULL, SMP_OTHER, 0, "invalid field", NULL },
    { 0x08, NULL, SMP_OTHER, 0, "invalid state", NULL },
    { 0x09, NULL, SMP_OTHER, 0, "operational state does not support the request", NULL },
    { 0x42, NULL, SMP_OPEN, 0, "invalid device handle", no_address },
    { 0x43, NULL, SMP_OPEN, 0, "device not there", no_address },
    { 0x44, NULL, SMP_OTHER, 0, "data overrun", NULL },
    { 0x47, NULL, SMP_OTHER, 0, "protocol error", NULL },
    { 0x48, NULL, SMP_OTHER, 0, "task terminated", NULL },
    { 0x4b, NULL, SMP_OTHER, 0, "request terminated by the adapter", NULL },
    { 0x90, NULL, SMP_OTHER, 0, "SMP request failed", NULL },
    { IOC_SMP_DATA_OVERRUN, NULL, SMP_MALFORMED, 0, "SMP response longer than its room", NULL },
    { 0xa0, NULL, SMP_OTHER, 0, "diagnostic buffer released", NULL });

static const struct smp_cause unknown = { .status = SMP_OTHER, .why = "unknown status" };

static const char *const sas_texts[] = {
    "success", "unknown error", "invalid frame", "bad destination", "break received",
    "connection rate not supported", "port layer request", "SMP target protocol not supported",
    "STP resources busy", "wrong destination", "short information unit", "long information unit",
    "transfer ready with incorrect write data", "transfer ready with wrong request offset",
    "transfer ready not expected", "incorrect data length", "too much read data", "data offset error",
    "NAK received", "connection failed", "initiator response timeout",
};

/* Words of a SAS status. */
static const char *sas_text(unsigned value)
{
    return value < sizeof sas_texts / sizeof *sas_texts ? sas_texts[value] : "unknown status";
}

/* Tells by function code and length. */
bool smp_mpi_is_reply(const uint8_t *reply, size_t bytes)
{
    return bytes >= SMP_MPI_REPLY_BYTES && reply[3] == SMP_MPI_PASSTHROUGH && reply[2] >= SMP_MPI_REPLY_BYTES / 4;
}

/* A default reply is shorter, but says why. */
bool smp_mpi_is_failure(const uint8_t *reply)
{
    return reply[3] == SMP_MPI_PASSTHROUGH && reply[2] >= WORDS_WITH_STATUS &&
           smp_get_le16(reply + 14) & IOC_STATUS_MASK;
}

/* What the adapter says besides its IOC status, as support asks for it. Returns buffer. */
static const char *details(const uint8_t *reply, uint64_t address, char *buffer, size_t room)
{
    unsigned sas = reply[13];
    uint32_t log = smp_get_le16(reply + 14) & IOC_LOG_INFO_VALID ? smp_get_le32(reply + 16) : 0;
    char target[40] = "", status[80] = "", info[40] = "";

    if (address)
        snprintf(target, sizeof target, "; SAS address 0x%016" PRIx64, address);
    if (sas)
        snprintf(status, sizeof status, "; %s (SAS status 0x%02x)", sas_text(sas), sas);
    if (log)
        snprintf(info, sizeof info, "; IOC log info 0x%08" PRIx32, log);
    snprintf(buffer, room, "%s%s%s", status, info, target);
    return buffer;
}

/* An IOC that is content may have got no answer all the same: the SAS status tells. */
int smp_mpi_judge(const uint8_t *reply, const char *subject, uint64_t address, size_t *length,
                  struct smp_error *error)
{
    unsigned ioc = smp_get_le16(reply + 14) & IOC_STATUS_MASK;
    const struct smp_cause *known = smp_cause_find(&ioc_statuses, ioc);
    const struct smp_cause *row = known ? known : &unknown;
    bool ioc_good = ioc == IOC_OK || ioc == IOC_DATA_UNDERRUN;
    char more[DETAILS_ROOM];

    *length = (ioc_good && reply[13] == 0) || ioc == IOC_SMP_DATA_OVERRUN ? smp_get_le16(reply + 4) : 0;
    if (ioc_good && reply[13] == 0)
        return SMP_OK;
    details(reply, address, more, sizeof more);
    if (ioc_good)
        return smp_fail(error, SMP_OTHER, 0, "the host adapter got no answer from '%s'%s", subject, more);
    smp_fail(error, row->status, row->os_errno,
             "the host adapter got no whole answer from '%s': %s (IOC status 0x%04x)%s", subject, row->why, ioc, more);
    if (row->hint)
        smp_hint(error, "%s", row->hint);
    return row->status;
}
