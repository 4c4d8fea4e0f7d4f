/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * What smputils.h promises of threads and signals: handles are independent, and a signal during a request
 * leaves its handle usable. On a simulated domain in a folder of its own. TAP. */
#include "tap.h"

#include <smputils.h>

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

enum { THREADS = 4, REQUESTS = 150, SIGNALLED_REQUESTS = 60, PHYS = 6 };

static const char domain_text[] =
    "smp_domain 1\n"
    "latency 200us\n"
    "host hba0\n sas_address 0x500605b0000272b0\n phys 8\n"
    "expander near\n standard SAS-2\n sas_address 0x50000d1000000100\n phys 6\n phy 0 attach hba0 0\n"
    " phy 5 attach far 5\n"
    "expander far\n standard SAS-3\n sas_address 0x50000d1000000200\n phys 6\n vendor ACME\n";

/* One thread with a handle. */
struct worker {
    char name[300]; /* of the target */
    uint64_t address; /* that it must have */
    bool writes;
    unsigned requests;
    unsigned good;
    unsigned interrupted;
    struct smp_error error; /* the first one */
};

/* ---- One request ----------------------------------------------------------------------------------- */

static void see_address(void *user, const struct smp_value *value)
{
    if (strcmp(value->key, "sas_address") == 0)
        *(uint64_t *)user = value->number;
}

/* Sends a request about a phy and judges the answer; a DISCOVER must come from this worker's expander. */
static int ask(struct smp_device *device, struct worker *worker, unsigned phy, struct smp_error *error)
{
    const char *name = worker->writes ? "phy_control" : "discover";
    const struct smp_function *function = smp_function_by_name(name);
    const struct smp_param params[] = { { .key = "phy_identifier", .number = phy },
                                        { .key = "phy_operation", .number = 5 } }; /* clear error log */
    uint8_t request[SMP_MAX_FRAME], response[SMP_MAX_FRAME];
    uint64_t address = worker->address;
    const struct smp_visitor visitor = { .size = sizeof visitor, .user = &address, .field = see_address };
    size_t length, received;
    int result = 0;
    int status = smp_request_build(function, params, worker->writes ? 2 : 1, request, sizeof request, &length,
                                   error);

    if (status == SMP_OK)
        status = smp_device_send(device, request, length, response, sizeof response, &received, error);
    if (status == SMP_OK)
        status = smp_response_check(function, response, received, &result, error);
    if (status == SMP_OK && !worker->writes)
        status = smp_response_walk(function, response, received, &visitor, error);
    return status ? status : result ? result : address == worker->address ? SMP_OK : SMP_OTHER;
}

static void *work(void *user)
{
    struct worker *worker = user;
    struct smp_device *device;

    if (smp_device_open(&device, worker->name, NULL, &worker->error))
        return NULL;
    for (unsigned i = 0; i < worker->requests; i++) {
        struct smp_error error = { 0 };
        int status = ask(device, worker, i % PHYS, &error);

        worker->good += status == SMP_OK;
        worker->interrupted += status == SMP_OTHER && error.os_errno == EINTR;
        if (status && !worker->error.status)
            worker->error = error;
    }
    smp_device_close(device);
    return NULL;
}

/* ---- Threads --------------------------------------------------------------------------------------- */

static void prepare(struct worker *worker, const char *path, unsigned index, bool writes)
{
    snprintf(worker->name, sizeof worker->name, "%s,%u", path, index % 2);
    worker->address = index % 2 ? UINT64_C(0x50000d1000000200) : UINT64_C(0x50000d1000000100);
    worker->writes = writes;
    worker->requests = REQUESTS;
}

static void run_threads(struct worker *workers, const char *what)
{
    pthread_t threads[THREADS];
    bool started[THREADS];

    for (unsigned i = 0; i < THREADS; i++)
        started[i] = pthread_create(&threads[i], NULL, work, &workers[i]) == 0;
    for (unsigned i = 0; i < THREADS; i++) {
        if (started[i])
            pthread_join(threads[i], NULL);
        if (!ok(started[i] && workers[i].good == workers[i].requests, "thread %u of %d %s", i, THREADS, what))
            printf("# %u of %u were good: %s\n", workers[i].good, workers[i].requests, workers[i].error.text);
    }
}

static void check_threads(const char *path)
{
    struct worker readers[THREADS] = { 0 };
    struct worker writers[THREADS] = { 0 };

    for (unsigned i = 0; i < THREADS; i++) {
        prepare(&readers[i], path, i, false);
        prepare(&writers[i], path, i, i < THREADS / 2);
        writers[i].requests = REQUESTS / 5;
    }
    run_threads(readers, "reads");
    run_threads(writers, "reads or writes");
}

/* ---- Signals --------------------------------------------------------------------------------------- */

static volatile sig_atomic_t alarms;

static void count_alarm(int number)
{
    (void)number;
    alarms++;
}

/* Requests while a signal comes each millisecond: good, or given up with EINTR; afterwards all is well. */
static void check_signals(const char *path)
{
    const struct sigaction action = { .sa_handler = count_alarm }; /* system calls are not restarted */
    const struct itimerval often = { { 0, 1000 }, { 0, 1000 } };
    const struct itimerval never = { { 0, 0 }, { 0, 0 } };
    struct worker worker = { 0 };
    int before;

    prepare(&worker, path, 0, false);
    worker.requests = SIGNALLED_REQUESTS;
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    work(&worker);
    worker.writes = true;
    worker.requests = SIGNALLED_REQUESTS / 2;
    work(&worker);
    setitimer(ITIMER_REAL, &never, NULL);
    before = alarms;
    ok(before > 0, "signals came");
    if (!ok(worker.good + worker.interrupted == SIGNALLED_REQUESTS + SIGNALLED_REQUESTS / 2,
            "each request succeeds or ends with EINTR"))
        printf("# %u good, %u interrupted: %s\n", worker.good, worker.interrupted, worker.error.text);
    worker.good = 0;
    work(&worker);
    is_int(worker.good, worker.requests, "afterwards each request succeeds");
}

/* ---- Running --------------------------------------------------------------------------------------- */

/* A domain file in a folder of its own; false: none. */
static bool make_domain(char *folder, char *path, size_t room)
{
    FILE *file;

    if (!mkdtemp(folder))
        return false;
    snprintf(path, room, "%s/two.domain", folder);
    file = fopen(path, "w");
    return file && fputs(domain_text, file) >= 0 && fclose(file) == 0 &&
           setenv("SMP_UTILS_SIM_STATE", folder, 1) == 0;
}

/* Removes the domain file, its state and their folder. */
static void remove_domain(const char *folder)
{
    char command[400];

    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0)
        printf("# %s is left\n", folder);
}

int main(void)
{
    char folder[] = "smp_threads.XXXXXX";
    char path[200];

    if (!make_domain(folder, path, sizeof path))
        return tap_bail("cannot make a domain file");
    check_threads(path);
    check_signals(path);
    remove_domain(folder);
    return tap_done();
}
