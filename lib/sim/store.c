/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Reading the domain file; locking it; reading and replacing the state file. */
#include "sim/store.h"

#include "core/digits.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { MAX_FILE = 16 * 1024 * 1024, LOCK_STEP_NS = 1000000 };

static const char signature[] =
    "# smp_utils domain state 3, made by a program: remove it to reset the domain\n";

/* The line that a state file ends with: the identity of its domain and the check sum of all before. */
#define TAIL "# domain %016" PRIx64 " sum %016" PRIx64 "\n"
enum { TAIL_BYTES = sizeof "# domain 0123456789abcdef sum 0123456789abcdef\n" - 1, TAIL_NUMBER = 9 };

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

/* A text made for the caller, who frees it; NULL: out of memory. */
SMP_PRINTF(1, 2) static char *make_text(const char *format, ...)
{
    char *text;
    int length;
    va_list arguments;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    text = malloc((size_t)length + 1);
    va_start(arguments, format);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

/* The whole of an open file as a string. NULL with errno: cannot be read, EFBIG: too large, 0: no regular file. */
static char *read_file(int fd, struct stat *status)
{
    char *text;
    size_t length = 0;
    ssize_t got = 1;

    if (fstat(fd, status) != 0)
        return NULL;
    errno = S_ISREG(status->st_mode) ? EFBIG : 0;
    if (!S_ISREG(status->st_mode) || status->st_size > MAX_FILE)
        return NULL;
    text = malloc((size_t)status->st_size + 1);
    while (text && got && length < (size_t)status->st_size) {
        got = pread(fd, text + length, (size_t)status->st_size - length, (off_t)length);
        if (got < 0 && errno != EINTR) {
            free(text);
            return NULL;
        }
        length += got > 0 ? (size_t)got : 0;
    }
    if (text)
        text[length] = '\0';
    return text;
}

/* ---- Where the state is ---------------------------------------------------------------------------- */

/* State files of all domains meet in one directory: what tells domain files of one name apart is a hash of
 * where they are. So no two domain files share a state, and the lock on one is the lock on its state. */
static char *path_in(const char *directory, const char *between, const char *path)
{
    char *real = realpath(path, NULL);
    uint64_t place = hash_text(real ? real : path);

    free(real);
    return make_text("%s%s%s-%016" PRIx64 ".state", directory, between, smp_base_name(path), place);
}

static bool is_writable_beside(const char *path, const char *state)
{
    char *folder = make_text("%.*s.", (int)(smp_base_name(path) - path), path);
    bool writable = access(state, F_OK) == 0 || (folder && access(folder, W_OK) == 0);

    free(folder);
    return writable;
}

static char *state_path(const char *path)
{
    const char *directory = getenv("SMP_UTILS_SIM_STATE");
    const char *state_home = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    char *beside;

    if (directory && *directory)
        return path_in(directory, "/", path);
    beside = make_text("%s.state", path);
    if (!beside || is_writable_beside(path, beside))
        return beside;
    free(beside);
    if (state_home && *state_home == '/')
        return path_in(state_home, "/smp_utils/", path);
    return path_in(home ? home : "", "/.local/state/smp_utils/", path);
}

/* ---- The domain file ------------------------------------------------------------------------------- */

int smp_sim_store_open(struct smp_sim_store *store, int fd, const char *path, struct smp_error *error)
{
    static const uint16_t order = 1; /* a state file has numbers in the byte order of its machine */

    *store = (struct smp_sim_store){ .path = path, .fd = fd };
    store->text = read_file(fd, &store->file);
    if (!store->text)
        return errno ? smp_fail(error, errno == ENOMEM ? SMP_RESOURCE : SMP_OPEN, errno,
                                "cannot read domain file '%s'", path)
                     : smp_fail(error, SMP_OPEN, 0, "'%s' is not a regular file", path);
    store->identity = hash(hash_text(store->text), smp_base_name(path), strlen(smp_base_name(path)));
    store->identity = hash(store->identity, (const char *)&order, sizeof order);
    store->state_path = state_path(path);
    return store->state_path ? 0 : smp_fail(error, SMP_RESOURCE, 0, "out of memory for domain '%s'", path);
}

void smp_sim_store_close(struct smp_sim_store *store)
{
    free(store->text);
    free(store->state_path);
    free(store->state);
}

/* Has another file taken the domain file's place since it was opened? The lock on this one then keeps nobody
 * out who opens the other. */
static bool is_replaced(const struct smp_sim_store *store)
{
    struct stat there;

    return stat(store->path, &there) == 0 &&
           (there.st_ino != store->file.st_ino || there.st_dev != store->file.st_dev);
}

/* The lock is on the domain file: it stays while state files come and go, and needs no file of its own. */
int smp_sim_store_lock(struct smp_sim_store *store, bool alone, uint32_t timeout_ms, struct smp_error *error)
{
    const struct timespec step = { .tv_nsec = LOCK_STEP_NS };

    for (uint32_t waited = 0; flock(store->fd, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0; waited++) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return smp_fail(error, SMP_OTHER, errno, "cannot lock domain file '%s'", store->path);
        if (waited >= timeout_ms)
            return smp_fail(error, SMP_OTHER, EBUSY, "domain '%s' is in use by another process", store->path);
        nanosleep(&step, NULL);
    }
    if (!is_replaced(store))
        return 0;
    smp_sim_store_unlock(store);
    return smp_fail(error, SMP_OTHER, ESTALE, "domain file '%s' was replaced while it was in use", store->path);
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

/* The last line must be as it is written, with nothing behind it: the sum covers only what is before. It is cut off. */
static int check_state(const struct smp_sim_store *store, char *text, struct smp_error *error)
{
    char *end = text + strlen(text);
    char tail[TAIL_BYTES + 1] = "";
    uint64_t identity = 0;

    if (smp_behind(text, signature)) {
        end -= TAIL_BYTES; /* the signature is longer */
        smp_read_digits(end + TAIL_NUMBER, end + TAIL_NUMBER + 16, 16, &identity);
        snprintf(tail, sizeof tail, TAIL, identity, hash(identity, text, (size_t)(end - text)));
    }
    if (!*tail || strcmp(end, tail) != 0)
        return bad_state(store, "is damaged, or made by another version", error);
    if (identity != store->identity)
        return bad_state(store, "belongs to another domain file, or to this one before it was edited", error);
    *end = '\0';
    return 0;
}

int smp_sim_store_read(struct smp_sim_store *store, bool *changed, struct smp_error *error)
{
    int fd = open(store->state_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    char *text = NULL;
    struct stat file;
    int status = 0;

    if (fd >= 0) {
        text = read_file(fd, &file);
        close(fd);
    }
    if (text)
        status = check_state(store, text, error);
    else if (fd >= 0 && errno == 0)
        status = bad_state(store, "is not a regular file", error);
    else if (errno != ENOENT && errno != ENOTDIR)
        status = smp_fail(error, SMP_OPEN, errno, "cannot read state file '%s'", store->state_path);
    *changed = !text != !store->state || (text && strcmp(text, store->state) != 0);
    free(status ? text : store->state);
    if (!status)
        store->state = text;
    return status;
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

/* Writes a state file that is not there yet. */
static bool write_file(const struct smp_sim_store *store, const char *path, mode_t mode, const char *text)
{
    uint64_t sum = hash(hash(store->identity, signature, strlen(signature)), text, strlen(text));
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    bool done = fd >= 0 && dprintf(fd, "%s%s" TAIL, signature, text, store->identity, sum) >= 0;

    return fd >= 0 && close(fd) == 0 && done;
}

/* Writes a file beside the state file, which then takes its place; false with errno. What a killed process left is
 * removed: under the lock nobody else writes. The medium is not waited for: a simulation may lose its last changes
 * with the power, and says so if its file is torn. */
static bool replace(const struct smp_sim_store *store, const char *text)
{
    char *beside = make_text("%s.new", store->state_path);
    mode_t mode = strstr(text, " passwords ") ? 0600 : (store->file.st_mode & 0666) | 0600; /* secret: the owner's */
    bool done;
    int why;

    if (!beside)
        return false;
    make_directories(beside);
    unlink(beside);
    done = write_file(store, beside, mode, text) && rename(beside, store->state_path) == 0;
    why = errno;
    if (!done)
        unlink(beside);
    free(beside);
    errno = why;
    return done;
}

int smp_sim_store_write(struct smp_sim_store *store, const char *text, struct smp_error *error)
{
    if (strcmp(store->state ? smp_behind(store->state, signature) : "", text) == 0)
        return 0;
    if (!replace(store, text)) {
        smp_fail(error, SMP_OTHER, errno, "cannot keep the change in state file '%s'", store->state_path);
        smp_hint(error, "set SMP_UTILS_SIM_STATE to a directory that can be written");
        return SMP_OTHER;
    }
    free(store->state);
    store->state = make_text("%s%s", signature, text); /* without memory the file just is read again */
    return 0;
}
