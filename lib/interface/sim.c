/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Interface "sim": a domain file as target. Each request locks the domain, sees what others have changed and
 * leaves its own changes in the state file before it is answered. */
#include "interface/sim.h"

#include "core/digits.h"
#include "core/system.h"
#include "sim/disk.h"
#include "sim/store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_COMMENTS = 1024 * 1024 }; /* bytes before the first word */

struct sim {
    struct smp_sim_store store;
    struct smp_sim_domain domain;
    struct smp_sim_expander *expander; /* NULL: the domain is to be built anew */
    unsigned index;
};

/* ---- Detection ------------------------------------------------------------------------------------- */

/* Is the first word, behind a byte order mark, blank lines and comments, that of a domain file? */
static bool has_signature(const char *text)
{
    text = smp_sim_behind_mark(text);
    while (*(text += strspn(text, " \t\r\n")) == '#')
        text += strcspn(text, "\n");
    text = smp_behind(text, "smp_domain");
    return text && (*text == ' ' || *text == '\t');
}

static struct smp_verdict match(const struct smp_target *target)
{
    struct smp_error error = { .text = "does not begin with 'smp_domain'" };
    size_t most = target->status.st_size < MOST_COMMENTS ? (size_t)target->status.st_size + 1 : MOST_COMMENTS;
    bool found;
    char *text;

    if (!target->exists || !S_ISREG(target->status.st_mode))
        return smp_verdict(MATCH_NO, "not a regular file");
    errno = 0;
    text = malloc(most);
    found = text && smp_read_start(target->path, text, most) && has_signature(text);
    if (errno && !(text && *text))
        smp_fail(&error, SMP_OPEN, errno, "cannot be read");
    free(text);
    if (found)
        return smp_verdict(MATCH_CERTAIN, "a domain file: begins with 'smp_domain'");
    return smp_verdict(MATCH_NO, "%s", error.text);
}

/* ---- Opening --------------------------------------------------------------------------------------- */

/* Makes the domain of its file and of the state that was read. */
static int build(struct sim *sim, struct smp_error *error)
{
    int status;

    smp_sim_free(&sim->domain);
    sim->domain.file = sim->store.path;
    sim->domain.text = sim->store.text;
    status = smp_sim_parse(&sim->domain, error);
    if (!status && sim->store.state)
        status = smp_sim_apply(&sim->domain, sim->store.state_path, sim->store.state, error);
    sim->domain.changed = false;
    sim->expander = status ? NULL : smp_sim_expander_at(&sim->domain, sim->index);
    return status;
}

/* Sees what other processes have changed. While the domain is opened there is no lock: a state file is replaced as a
 * whole. */
static int refresh(struct sim *sim, struct smp_error *error)
{
    bool changed;
    int status = smp_sim_store_read(&sim->store, &changed, error);

    return status || (!changed && sim->expander) ? status : build(sim, error);
}

/* Finds the index of the expander that ,N or --sa ask for. */
static int choose(struct sim *sim, const struct smp_target *target, struct smp_error *error)
{
    unsigned count = 0;

    sim->index = target->number;
    for (const struct smp_sim_expander *each = sim->domain.expanders; each; each = each->next, count++)
        if (!target->has_number && target->sas_address && each->sas_address == target->sas_address) {
            sim->index = count;
            break;
        }
    sim->expander = smp_sim_expander_at(&sim->domain, sim->index);
    if (!sim->expander)
        return smp_fail(error, SMP_OPEN, 0, "'%s' has no expander ,%u: they are numbered from 0 to %u",
                        target->path, sim->index, count - 1);
    if (target->sas_address && sim->expander->sas_address != target->sas_address) {
        smp_fail(error, SMP_OPEN, 0, "'%s' has no expander with SAS address 0x%016" PRIx64, target->given,
                 target->sas_address);
        smp_hint(error, "expander ,%u is 0x%016" PRIx64, sim->index, sim->expander->sas_address);
        return SMP_OPEN;
    }
    return 0;
}

static void close_sim(struct smp_device *device)
{
    struct sim *sim = device->state;

    smp_sim_free(&sim->domain);
    smp_sim_store_close(&sim->store);
}

static int open_sim(struct smp_device *device, struct smp_error *error)
{
    const char *path = device->target.path;
    struct sim *sim = device->state;
    int status;

    device->fd = smp_sys_open(path, O_RDONLY | O_NONBLOCK);
    if (device->fd < 0)
        return smp_fail(error, SMP_OPEN, errno, "cannot open domain file '%s'", path);
    status = smp_sim_store_open(&sim->store, device->fd, path, error);
    if (!status)
        status = refresh(sim, error);
    if (!status)
        status = choose(sim, &device->target, error);
    if (status)
        close_sim(device);
    else
        device->sas_address = sim->expander->sas_address;
    return status;
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
    uint64_t most = timeout_ms ? (uint64_t)timeout_ms * 1000 : UINT64_MAX;
    uint64_t us = sim->domain.latency_us < most ? sim->domain.latency_us : most;
    struct timespec left = { .tv_sec = (time_t)(us / 1000000), .tv_nsec = (long)(us % 1000000) * 1000 };

    while (us && nanosleep(&left, &left) != 0 && errno == EINTR)
        ;
    return sim->domain.latency_us <= most;
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

/* The request reaches the expander, if a path leads there; *why there is no answer, or 0. The lock is held. */
static int deliver(struct sim *sim, bool writes, struct smp_transfer *transfer, int *why, struct smp_error *error)
{
    const struct smp_sim_host *requester;
    size_t received;
    int status = refresh(sim, error);

    if (status)
        return status;
    smp_sim_find_paths(&sim->domain);
    requester = sim->domain.requester;
    if (requester && !sim->expander->ingress) {
        smp_fail(error, SMP_OTHER, ENXIO,
                 "no link leads from '%s' to expander '%s', for links are down or zoning keeps it out",
                 requester->name, sim->expander->name);
        smp_hint(error, "remove '%s' to bring the domain back to its first state", sim->store.state_path);
        return SMP_OTHER;
    }
    *why = smp_sim_answer(&sim->domain, sim->expander, now_ms(), transfer->request, transfer->request_bytes,
                          transfer->response, &received);
    if (writes && sim->domain.changed)
        status = keep(sim, error);
    transfer->received = status ? 0 : received;
    return status;
}

static int send_sim(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error)
{
    struct sim *sim = device->state;
    const struct smp_target *target = &device->target;
    bool writes = smp_sim_writes(&sim->domain, transfer->request, transfer->request_bytes);
    int why = SIM_TIMEOUT;
    int status = 0;

    if (wait_latency(sim, target->timeout_ms)) {
        status = smp_sim_store_lock(&sim->store, writes, target->timeout_ms, error);
        if (status)
            return status;
        status = deliver(sim, writes, transfer, &why, error);
        smp_sim_store_unlock(&sim->store);
    }
    if (status)
        return status;
    if (why == SIM_TIMEOUT)
        return smp_fail(error, SMP_OTHER, ETIMEDOUT, "'%s' gave no answer within %" PRIu32 " ms", target->path,
                        target->timeout_ms);
    return why ? smp_fail(error, SMP_OTHER, why, "'%s': SMP request failed", target->path) : 0;
}

static void tell_way(const struct smp_device *device, struct smp_way *way)
{
    struct sim *sim = device->state;

    smp_sim_find_paths(&sim->domain);
    if (sim->domain.requester && sim->domain.requester->sas_address)
        way->requesters[way->count++] = sim->domain.requester->sas_address;
    if (sim->expander && sim->expander->ingress)
        way->next_hop = smp_sim_get(sim->expander->ingress->shown, "attached_sas_address");
    way->zoning_comes = sim->expander && sim->expander->variable[VAR_ZONING_ENABLED + ZONE_SHADOW] != 0;
}

/* ---- What is not SMP ------------------------------------------------------------------------------- */

bool smp_sim_summarize(struct smp_device *device, unsigned index, struct smp_sim_summary *summary)
{
    struct sim *sim = device->state;
    const struct smp_sim_expander *expander = smp_sim_expander_at(&sim->domain, index);
    const struct smp_sim_phy *up;

    if (!expander)
        return false;
    smp_sim_find_paths(&sim->domain);
    up = expander->ingress;
    *summary = (struct smp_sim_summary){
        .name = expander->name,
        .attached_to = !up ? "" : up->far ? up->far->expander->name : up->host->name,
        .sas_address = expander->sas_address,
        .phys = expander->phy_count,
        .manufacturer = smp_sim_item(expander, PART_MANUFACTURER, 0).bytes,
    };
    return true;
}

int smp_sim_disk_page(const struct smp_device *device, const char *disk, uint8_t *page, size_t room,
                      size_t *length, struct smp_error *error)
{
    const struct sim *sim = device->state;

    return smp_sim_disk_answer(&sim->domain, disk, page, room, length, error);
}

const struct smp_interface smp_interface_sim = {
    .name = "sim",
    .help = "simulated SAS domain: a domain file, FILE or FILE,N for its N-th expander from 0",
    .state_bytes = sizeof(struct sim),
    .match = match,
    .open = open_sim,
    .send = send_sim,
    .close = close_sim,
    .way = tell_way,
};
