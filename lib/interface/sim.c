/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Interface "sim": a domain file as target. Each request locks the domain, sees what others have changed and
 * leaves its own changes in the state file before it is answered. */
#include "interface/sim.h"
#include "sim/disk.h"
#include "sim/store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MAX_COMMENT = 1024 * 1024 }; /* bytes of blanks and comments before the first word */

struct sim {
    struct smp_sim_store store;
    struct smp_sim_domain domain;
    struct smp_sim_expander *expander;
    uint64_t sas_address; /* of the expander: it may be built anew */
    unsigned index;
};

/* ---- Detection ------------------------------------------------------------------------------------- */

/* How many of the bytes of text[length] are blank or belong to a comment; *comment: inside of one. */
static size_t count_blank(const char *text, size_t length, bool *comment)
{
    size_t i = 0;

    for (; i < length; i++) {
        if (*comment || text[i] == '#')
            *comment = text[i] != '\n';
        else if (text[i] == '\0' || !strchr(" \t\r\n", text[i]))
            break;
    }
    return i;
}

/* Does the first line that is not blank or a comment begin with the signature? 1 or 0, -1 with errno: it
 * cannot be read. Long comments are passed over, but not without end. */
static int has_signature(int fd)
{
    char text[4096];
    bool comment = false;
    ssize_t length = pread(fd, text, sizeof text - 1, 0);
    off_t at;

    text[length > 0 ? length : 0] = '\0';
    at = (off_t)smp_sim_mark_bytes(text);
    while (length > 0 && at < MAX_COMMENT && (length = pread(fd, text, sizeof text - 1, at)) > 0) {
        size_t blank = count_blank(text, (size_t)length, &comment);

        text[length] = '\0';
        at += (off_t)blank;
        if (blank == 0)
            return strncmp(text, "smp_domain", 10) == 0 && (text[10] == ' ' || text[10] == '\t');
    }
    return length < 0 ? -1 : 0;
}

/* Why a file cannot be read. */
static void tell_errno(int number, char *reason, size_t room)
{
    char words[80];

    if (strerror_r(number, words, sizeof words) != 0)
        snprintf(words, sizeof words, "error %d", number);
    snprintf(reason, room, "cannot be read: %s", words);
}

static enum smp_match match(const struct smp_target *target, char *reason, size_t room)
{
    int found;
    int fd;

    if (!target->exists || !S_ISREG(target->status.st_mode)) {
        snprintf(reason, room, "not a regular file");
        return MATCH_NO;
    }
    fd = open(target->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    found = fd < 0 ? -1 : has_signature(fd);
    if (found < 0)
        tell_errno(errno, reason, room);
    if (fd >= 0)
        close(fd);
    if (found < 0)
        return MATCH_NO;
    if (!found) {
        snprintf(reason, room, "does not begin with 'smp_domain'");
        return MATCH_NO;
    }
    snprintf(reason, room, "a domain file: begins with 'smp_domain'");
    return MATCH_CERTAIN;
}

/* ---- Opening --------------------------------------------------------------------------------------- */

/* Makes the domain of its file and of the state that was read. */
static int build(struct sim *sim, const char *path, struct smp_error *error)
{
    const char *state = smp_sim_store_text(&sim->store);
    int status;

    smp_sim_free(&sim->domain);
    sim->domain.file = path;
    sim->domain.text = sim->store.text;
    status = smp_sim_parse(&sim->domain, error);
    if (!status && state)
        status = smp_sim_apply(&sim->domain, sim->store.state_path, state, error);
    sim->domain.changed = false;
    sim->expander = status ? NULL : smp_sim_expander_at(&sim->domain, sim->index);
    return status;
}

/* Finds the index of the expander that ,N or --sa ask for. */
static int choose(struct sim *sim, const struct smp_target *target, struct smp_error *error)
{
    unsigned count = 0;
    unsigned chosen = target->number;

    for (const struct smp_sim_expander *each = sim->domain.expanders; each; each = each->next, count++)
        if (!target->has_number && target->sas_address && each->sas_address == target->sas_address) {
            chosen = count;
            break;
        }
    sim->index = chosen;
    sim->expander = smp_sim_expander_at(&sim->domain, chosen);
    if (!sim->expander)
        return smp_fail(error, SMP_OPEN, 0, "'%s' has no expander ,%u: they are numbered from 0 to %u",
                        target->path, chosen, count - 1);
    if (target->sas_address && sim->expander->sas_address != target->sas_address) {
        smp_fail(error, SMP_OPEN, 0, "'%s' has no expander with SAS address 0x%016" PRIx64, target->given,
                 target->sas_address);
        smp_hint(error, "expander ,%u is 0x%016" PRIx64, chosen, sim->expander->sas_address);
        return SMP_OPEN;
    }
    return 0;
}

static void close_sim(struct smp_device *device)
{
    struct sim *sim = device->state;

    smp_sim_free(&sim->domain);
    smp_sim_store_close(&sim->store);
    free(sim);
    device->state = NULL;
}

static int open_sim(struct smp_device *device, struct smp_error *error)
{
    struct sim *sim = calloc(1, sizeof *sim);
    int status;

    if (!sim)
        return smp_fail(error, SMP_RESOURCE, 0, "out of memory for domain '%s'", device->target.path);
    status = smp_sim_store_open(&sim->store, device->target.path, error);
    if (status) {
        free(sim);
        return status;
    }
    device->state = sim;
    status = build(sim, device->target.path, error);
    if (!status)
        status = choose(sim, &device->target, error);
    if (status) {
        close_sim(device);
        return status;
    }
    device->sas_address = sim->expander->sas_address;
    return 0;
}

/* ---- Requests -------------------------------------------------------------------------------------- */

static uint64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* Waits as long as the simulated request takes; false: that is longer than the time-out. */
static bool wait_latency(const struct sim *sim, uint32_t timeout_ms)
{
    uint64_t us = sim->domain.latency_us;
    bool in_time = !timeout_ms || us <= (uint64_t)timeout_ms * 1000;
    struct timespec left;

    if (!in_time)
        us = (uint64_t)timeout_ms * 1000;
    left = (struct timespec){ .tv_sec = (time_t)(us / 1000000), .tv_nsec = (long)(us % 1000000) * 1000 };
    while (us && nanosleep(&left, &left) != 0 && errno == EINTR)
        ;
    return in_time;
}

/* Sees what other processes have changed; the lock is held. */
static int refresh(struct sim *sim, const char *path, struct smp_error *error)
{
    bool changed = false;
    int status = smp_sim_store_read(&sim->store, &changed, error);

    if (!status && (changed || !sim->expander))
        status = build(sim, path, error);
    return status;
}

static int keep(struct sim *sim, struct smp_error *error)
{
    char *text = smp_sim_state_text(&sim->domain);
    int status = text ? smp_sim_store_write(&sim->store, text, error)
                      : smp_fail(error, SMP_RESOURCE, 0, "out of memory for the state of the domain");

    free(text);
    sim->domain.changed = false;
    if (status)
        sim->expander = NULL; /* what was changed in memory only is forgotten: built anew next time */
    return status;
}

/* The request reaches the expander, if a path leads there; the lock is held. */
static int deliver(struct sim *sim, const char *path, bool writes, const uint8_t *request, size_t length,
                   struct smp_sim_reply *reply, struct smp_error *error)
{
    int status = refresh(sim, path, error);

    if (status)
        return status;
    smp_sim_find_paths(&sim->domain);
    if (sim->domain.requester && !sim->expander->ingress) {
        smp_fail(error, SMP_OTHER, ENXIO, "no link leads from '%.*s' to expander '%.*s'",
                 (int)sim->domain.requester->name.length, sim->domain.requester->name.start,
                 (int)sim->expander->name.length, sim->expander->name.start);
        smp_hint(error, "remove '%s' to bring the domain back to its first state", sim->store.state_path);
        return SMP_OTHER;
    }
    smp_sim_answer(&sim->domain, sim->expander, now_ms(), request, length, reply);
    return writes && sim->domain.changed ? keep(sim, error) : 0;
}

static int give(const struct smp_sim_reply *reply, const char *path, uint32_t timeout_ms,
                struct smp_transfer *transfer, struct smp_error *error)
{
    if (reply->timeout)
        return smp_fail(error, SMP_OTHER, ETIMEDOUT, "'%s' gave no answer within %" PRIu32 " ms", path,
                        timeout_ms);
    if (reply->os_errno)
        return smp_fail(error, SMP_OTHER, reply->os_errno, "'%s': SMP request failed", path);
    transfer->received = reply->length < transfer->room ? reply->length : transfer->room;
    memcpy(transfer->response, reply->frame, transfer->received);
    if (reply->length > transfer->room)
        return smp_fail(error, SMP_MALFORMED, 0, "'%s': response of %zu bytes does not fit %zu", path,
                        reply->length, transfer->room);
    if (reply->length == 0)
        return smp_fail(error, SMP_MALFORMED, 0, "'%s': empty response", path);
    return 0;
}

static int send_sim(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error)
{
    struct sim *sim = device->state;
    const struct smp_target *target = &device->target;
    bool writes = smp_sim_writes(&sim->domain, transfer->request, transfer->request_bytes);
    struct smp_sim_reply reply;
    int status;

    if (!wait_latency(sim, target->timeout_ms))
        return smp_fail(error, SMP_OTHER, ETIMEDOUT, "'%s' gave no answer within %" PRIu32 " ms",
                        target->path, target->timeout_ms);
    status = smp_sim_store_lock(&sim->store, target->path, writes, target->timeout_ms, error);
    if (status)
        return status;
    status = deliver(sim, target->path, writes, transfer->request, transfer->request_bytes, &reply, error);
    smp_sim_store_unlock(&sim->store);
    return status ? status : give(&reply, target->path, target->timeout_ms, transfer, error);
}

uint64_t smp_sim_requester_address(const struct smp_device *device)
{
    const struct sim *sim = device->interface == &smp_interface_sim ? device->state : NULL;

    return sim && sim->domain.requester ? sim->domain.requester->sas_address : 0;
}

/* What the phys of an expander towards the requester are attached to, or NULL. */
static const struct smp_sim_phy *phy_upward(struct sim *sim, const struct smp_sim_expander *expander)
{
    smp_sim_find_paths(&sim->domain);
    return expander ? expander->ingress : NULL;
}

static uint64_t next_hop(const struct smp_device *device)
{
    struct sim *sim = device->state;
    const struct smp_sim_phy *up = phy_upward(sim, sim->expander);

    if (!up)
        return 0;
    if (up->plug == PLUG_EXPANDER)
        return up->far->expander->sas_address;
    return up->plug == PLUG_HOST ? up->host->sas_address : 0;
}

static int zoning_comes(const struct smp_device *device)
{
    const struct sim *sim = device->state;

    return sim->expander->variable[VAR_ZONING_SHADOW] != 0;
}

/* ---- What is not SMP ------------------------------------------------------------------------------- */

/* A text field of an expander's REPORT MANUFACTURER INFORMATION, printable and without blanks at its end. */
static void read_text(const struct smp_sim_expander *expander, const char *key, char *text, size_t room)
{
    const struct smp_function *function = &smp_function_report_manufacturer_information;
    const struct smp_field *row = smp_sim_row(&function->response, key);
    size_t length = row->bits / 8U < room ? row->bits / 8U : room - 1;

    memcpy(text, expander->manufacturer + row->byte, length);
    while (length && (text[length - 1] == ' ' || text[length - 1] == '\0'))
        length--;
    text[length] = '\0';
    for (size_t i = 0; i < length; i++)
        if (text[i] < ' ' || text[i] > '~')
            text[i] = '.';
}

static void copy_text(char *text, size_t room, struct smp_sim_text from)
{
    snprintf(text, room, "%.*s", (int)from.length, from.start);
}

int smp_sim_refresh(struct smp_device *device, struct smp_error *error)
{
    struct sim *sim = device->state;
    const struct smp_target *target = &device->target;
    int status = smp_sim_store_lock(&sim->store, target->path, false, target->timeout_ms, error);

    if (status)
        return status;
    status = refresh(sim, target->path, error);
    smp_sim_store_unlock(&sim->store);
    return status;
}

bool smp_sim_summarize(struct smp_device *device, unsigned index, struct smp_sim_summary *summary)
{
    struct sim *sim = device->state;
    const struct smp_sim_expander *expander = smp_sim_expander_at(&sim->domain, index);
    const struct smp_sim_phy *up;

    memset(summary, 0, sizeof *summary);
    if (!expander)
        return false;
    copy_text(summary->name, sizeof summary->name, expander->name);
    summary->sas_address = expander->sas_address;
    summary->phys = expander->phy_count;
    read_text(expander, "vendor_identification", summary->vendor, sizeof summary->vendor);
    read_text(expander, "product_identification", summary->product, sizeof summary->product);
    read_text(expander, "product_revision_level", summary->revision, sizeof summary->revision);
    up = phy_upward(sim, expander);
    if (!up)
        return true;
    if (up->plug == PLUG_HOST)
        copy_text(summary->attached_to, sizeof summary->attached_to, up->host->name);
    else if (up->plug == PLUG_EXPANDER)
        copy_text(summary->attached_to, sizeof summary->attached_to, up->far->expander->name);
    return true;
}

int smp_sim_disk_page(const struct smp_device *device, const char *disk, uint8_t *page, size_t room,
                      size_t *length, struct smp_error *error)
{
    const struct sim *sim = device->state;
    struct smp_sim_disk found;

    *length = 0;
    if (!smp_sim_disk_find(&sim->domain, disk, &found)) {
        smp_fail(error, SMP_OPEN, 0, "'%s' has no disk '%s'", device->target.path, disk);
        smp_hint(error,
                 "name one by its SAS address (0x5...) or by the phy that it is attached to (EXPANDER.PHY)");
        return SMP_OPEN;
    }
    if (found.ssp)
        *length = smp_sim_disk_log_page(&sim->domain, &found, page, room);
    return SMP_OK;
}

const struct smp_interface smp_interface_sim = {
    .name = "sim",
    .help = "simulated SAS domain: a domain file, FILE or FILE,N for its N-th expander from 0",
    .match = match,
    .open = open_sim,
    .send = send_sim,
    .close = close_sim,
    .requester = smp_sim_requester_address,
    .next_hop = next_hop,
    .zoning_comes = zoning_comes,
};
