/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading the domain file; locking it; reading and replacing the state file. */
#include "sim/store.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAX_FILE = 16 * 1024 * 1024, LOCK_STEP_NS = 1000000 };

/* Room of the last line of a state file. */
enum { TAIL = sizeof "\n# domain 0123456789abcdef sum 0123456789abcdef\n" };

static const char signature[] =
    "# smp_utils domain state 2, made by a program: remove it to reset the domain\n";

/* FNV-1a: tells other contents, not forgery. */
static uint64_t hash(uint64_t sum, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        sum = (sum ^ (uint8_t)bytes[i]) * 0x100000001b3U;
    return sum;
}

static uint64_t hash_text(const char *text)
{
    return hash(0xcbf29ce484222325U, text, strlen(text));
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The whole of an open file as a string; NULL with errno: cannot be read, EFBIG: too large. */
static char *read_file(int fd, size_t size)
{
    char *text = size <= MAX_FILE ? malloc(size + 1) : NULL;
    size_t length = 0;

    if (!text) {
        errno = size <= MAX_FILE ? ENOMEM : EFBIG;
        return NULL;
    }
    while (length < size) {
        ssize_t got = pread(fd, text + length, size - length, (off_t)length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            free(text);
            return NULL;
        }
        if (got == 0)
            break;
        length += (size_t)got;
    }
    text[length] = '\0';
    return text;
}

/* ---- Where the state is ---------------------------------------------------------------------------- */

static char *beside_path(const char *path)
{
    size_t room = strlen(path) + sizeof ".state";
    char *state = malloc(room);

    if (state)
        snprintf(state, room, "%s.state", path);
    return state;
}

/* State files of all domains meet in one directory: what tells domain files of one name apart is a hash of
 * where they are. So no two domain files share a state, and the lock on one is the lock on its state. */
static char *path_in(const char *directory, const char *between, const char *path)
{
    char *real = realpath(path, NULL);
    uint64_t place = hash_text(real ? real : path);
    size_t room = strlen(directory) + strlen(between) + strlen(base_name(path)) + sizeof "-.state" + 16;
    char *state = malloc(room);

    free(real);
    if (state)
        snprintf(state, room, "%s%s%s-%016" PRIx64 ".state", directory, between, base_name(path), place);
    return state;
}

static bool is_writable_beside(const char *path, const char *state)
{
    size_t length = (size_t)(base_name(path) - path);
    char *directory;
    bool writable;

    if (access(state, F_OK) == 0)
        return true;
    directory = length ? strndup(path, length) : strdup(".");
    writable = directory && access(directory, W_OK) == 0;
    free(directory);
    return writable;
}

static char *home_path(const char *path)
{
    const char *state_home = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");

    if (state_home && *state_home == '/')
        return path_in(state_home, "/smp_utils/", path);
    return path_in(home && *home ? home : "", "/.local/state/smp_utils/", path);
}

static char *state_path(const char *path)
{
    const char *directory = getenv("SMP_UTILS_SIM_STATE");
    char *beside;

    if (directory && *directory)
        return path_in(directory, "/", path);
    beside = beside_path(path);
    if (!beside || is_writable_beside(path, beside))
        return beside;
    free(beside);
    return home_path(path);
}

/* ---- The domain file ------------------------------------------------------------------------------- */

static int read_domain(struct smp_sim_store *store, const char *path, struct smp_error *error)
{
    struct stat status;

    if (fstat(store->fd, &status) != 0)
        return smp_fail(error, SMP_OPEN, errno, "cannot read domain file '%s'", path);
    if (!S_ISREG(status.st_mode))
        return smp_fail(error, SMP_OPEN, 0, "'%s' is not a regular file", path);
    store->mode = status.st_mode & 0666;
    store->text = read_file(store->fd, (size_t)status.st_size);
    if (!store->text)
        return smp_fail(error, errno == ENOMEM ? SMP_RESOURCE : SMP_OPEN, errno,
                        "cannot read domain file '%s'", path);
    store->identity = hash(hash_text(store->text), base_name(path), strlen(base_name(path)));
    store->state_path = state_path(path);
    return store->state_path ? 0 : smp_fail(error, SMP_RESOURCE, 0, "out of memory for domain '%s'", path);
}

int smp_sim_store_open(struct smp_sim_store *store, const char *path, struct smp_error *error)
{
    int status;

    *store = (struct smp_sim_store){ .fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) };
    if (store->fd < 0)
        return smp_fail(error, SMP_OPEN, errno, "cannot open domain file '%s'", path);
    status = read_domain(store, path, error);
    if (status)
        smp_sim_store_close(store);
    return status;
}

void smp_sim_store_close(struct smp_sim_store *store)
{
    close(store->fd);
    free(store->text);
    free(store->state_path);
    free(store->state);
}

/* Has another file taken the domain file's place since it was opened? The lock on this one then keeps nobody
 * out who opens the other. */
static bool is_replaced(const struct smp_sim_store *store, const char *path)
{
    struct stat here;
    struct stat there;

    return stat(path, &there) == 0 && fstat(store->fd, &here) == 0 &&
           (here.st_ino != there.st_ino || here.st_dev != there.st_dev);
}

static int check_place(struct smp_sim_store *store, const char *path, struct smp_error *error)
{
    if (!is_replaced(store, path))
        return 0;
    smp_sim_store_unlock(store);
    return smp_fail(error, SMP_OTHER, ESTALE, "domain file '%s' was replaced while it was in use", path);
}

/* The lock is on the domain file: it stays while state files come and go, and needs no file of its own. */
int smp_sim_store_lock(struct smp_sim_store *store, const char *path, bool alone, uint32_t timeout_ms,
                       struct smp_error *error)
{
    const struct timespec step = { .tv_nsec = LOCK_STEP_NS };
    int operation = (alone ? LOCK_EX : LOCK_SH) | LOCK_NB;

    for (uint32_t waited = 0;; waited++) {
        if (flock(store->fd, operation) == 0)
            return check_place(store, path, error);
        if (errno != EWOULDBLOCK && errno != EINTR)
            return smp_fail(error, SMP_OTHER, errno, "cannot lock domain file '%s'", path);
        if (waited >= timeout_ms)
            return smp_fail(error, SMP_OTHER, EBUSY, "domain '%s' is in use by another process", path);
        nanosleep(&step, NULL);
    }
}

void smp_sim_store_unlock(struct smp_sim_store *store)
{
    flock(store->fd, LOCK_UN);
}

/* ---- The state file -------------------------------------------------------------------------------- */

static int bad_state(const struct smp_sim_store *store, const char *why, struct smp_error *error)
{
    smp_fail(error, SMP_OPEN, 0, "state file '%s' %s", store->state_path, why);
    smp_hint(error, "remove it to bring the domain back to its first state");
    return SMP_OPEN;
}

const char *smp_sim_store_text(const struct smp_sim_store *store)
{
    return store->state;
}

/* The line that a state file ends with: the identity of its domain and the check sum of all before. */
static void format_tail(char tail[TAIL], uint64_t identity, uint64_t sum)
{
    snprintf(tail, TAIL, "\n# domain %016" PRIx64 " sum %016" PRIx64 "\n", identity, sum);
}

/* The last line must be as it is written, with nothing behind it: the sum covers only what is before. */
static int check_state(const struct smp_sim_store *store, const char *text, struct smp_error *error)
{
    size_t length = strlen(text);
    const char *end = text + (length < TAIL ? 0 : length - (TAIL - 1));
    char tail[TAIL];
    uint64_t identity = 0;

    if (strncmp(text, signature, sizeof signature - 1) != 0 ||
        sscanf(end, "\n# domain %" SCNx64, &identity) != 1)
        return bad_state(store, "is damaged", error);
    format_tail(tail, identity, hash(identity, text, (size_t)(end - text)));
    if (strcmp(end, tail) != 0)
        return bad_state(store, "is damaged", error);
    if (identity != store->identity)
        return bad_state(store, "belongs to another domain file, or to this one before it was edited", error);
    return 0;
}

int smp_sim_store_read(struct smp_sim_store *store, bool *changed, struct smp_error *error)
{
    int fd = open(store->state_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    char *text = NULL;
    int result = 0;

    if (fd < 0 && errno != ENOENT && errno != ENOTDIR)
        return smp_fail(error, SMP_OPEN, errno, "cannot read state file '%s'", store->state_path);
    if (fd >= 0) {
        if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
            result = bad_state(store, "is not a regular file", error);
        else if (!(text = read_file(fd, (size_t)status.st_size)))
            result = smp_fail(error, SMP_OPEN, errno, "cannot read state file '%s'", store->state_path);
        else
            result = check_state(store, text, error);
        close(fd);
    }
    if (result) {
        free(text);
        return result;
    }
    *changed = !text != !store->state || (text && strcmp(text, store->state) != 0);
    free(store->state);
    store->state = text;
    return 0;
}

/* Makes the directories above a path, as far as they are missing. */
static void make_directories(const char *path)
{
    char *copy = strdup(path);

    for (char *slash = copy ? strchr(copy + 1, '/') : NULL; slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0700);
        *slash = '/';
    }
    free(copy);
}

static bool write_all(int fd, const char *text)
{
    size_t length = strlen(text);

    while (length) {
        ssize_t put = write(fd, text, length);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        text += put;
        length -= (size_t)put;
    }
    return fsync(fd) == 0;
}

/* The rename is on disk only when its directory is. */
static void sync_directory(const char *path)
{
    size_t length = (size_t)(base_name(path) - path);
    char *directory = length ? strndup(path, length) : strdup(".");
    int fd = directory ? open(directory, O_RDONLY | O_CLOEXEC) : -1;

    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(directory);
}

/* Writes a file beside the state file, which then takes its place. What a killed process left is removed:
 * under the lock nobody else writes. */
static bool replace(const struct smp_sim_store *store, const char *text)
{
    char *beside = malloc(strlen(store->state_path) + sizeof ".new");
    mode_t mode = strstr(text, " passwords ") ? 0600 : store->mode | 0600; /* a secret is the owner's */
    bool done = false;
    int fd;

    if (!beside)
        return false;
    snprintf(beside, strlen(store->state_path) + sizeof ".new", "%s.new", store->state_path);
    unlink(beside);
    fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0 && errno == ENOENT) {
        make_directories(beside);
        fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    }
    if (fd >= 0) {
        done = write_all(fd, text);
        done = close(fd) == 0 && done && rename(beside, store->state_path) == 0;
        if (done)
            sync_directory(store->state_path);
        else
            unlink(beside);
    }
    free(beside);
    return done;
}

int smp_sim_store_write(struct smp_sim_store *store, const char *text, struct smp_error *error)
{
    size_t room = sizeof signature + strlen(text) + TAIL;
    char *whole = malloc(room);
    char tail[TAIL];
    size_t length;

    if (!whole)
        return smp_fail(error, SMP_RESOURCE, 0, "out of memory for state file '%s'", store->state_path);
    snprintf(whole, room, "%s%s", signature, text);
    /* The last newline belongs to the line of the sums. */
    length = strlen(whole) - 1;
    format_tail(tail, store->identity, hash(store->identity, whole, length));
    snprintf(whole + length, room - length, "%s", tail);
    if (!replace(store, whole)) {
        int why = errno;

        free(whole);
        smp_fail(error, SMP_OTHER, why, "cannot keep the change in state file '%s'", store->state_path);
        smp_hint(error, "set SMP_UTILS_SIM_STATE to a directory that can be written");
        return SMP_OTHER;
    }
    free(store->state);
    store->state = whole;
    return 0;
}
