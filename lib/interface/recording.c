/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Writing recordings. */
#include "interface/recording.h"

#include "core/field.h"
#include "interface/interface.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum {
    BYTES_PER_LINE = 16,
    EXCHANGE_ROOM = 16384, /* two frames of the largest size as hex lines, and the words around them */
    TIME_ROOM = 40
};

/* Text that grows in a fixed room; what does not fit is dropped. */
struct draft {
    char text[EXCHANGE_ROOM];
    size_t length;
};

/* ---- Passwords ------------------------------------------------------------------------------------- */

/* The function of a frame of length bytes, NULL: not known. */
static const struct smp_function *function_of(const uint8_t *frame, size_t length)
{
    return length <= SMP_FUNCTION_BYTE ? NULL : smp_function_by_code(frame[SMP_FUNCTION_BYTE]);
}

/* Every row that is a secret is cut to what there is of it. */
bool smp_mask_secrets(uint8_t *frame, size_t length, bool is_request)
{
    const struct smp_function *function = function_of(frame, length);
    const struct smp_table *table;
    bool any = false;

    if (!function)
        return false;
    table = is_request ? &function->request : &function->response;
    for (size_t i = 0; i < table->count; i++) {
        const struct smp_field *row = &table->rows[i];
        size_t bytes = row->bits == FIELD_TO_END ? length : row->bits / 8U;

        if ((row->flags & FIELD_SECRET) && row->byte < length) {
            memset(frame + row->byte, 0, bytes < length - row->byte ? bytes : length - row->byte);
            any = true;
        }
    }
    return any;
}

/* ---- Text of an exchange --------------------------------------------------------------------------- */

/* Adds formatted text, without bytes that would hide in a terminal. */
static void SMP_PRINTF(2, 3) add(struct draft *draft, const char *format, ...)
{
    size_t room = sizeof draft->text - draft->length;
    char *start = draft->text + draft->length;
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(start, room, format, arguments);
    va_end(arguments);
    draft->length += length < 0 ? 0 : (size_t)length < room ? (size_t)length : room - 1;
    for (; *start; start++)
        if ((*start < ' ' && *start != '\n') || *start > '~')
            *start = '.';
}

/* Adds a frame: its line with the length and a comment, and its bytes; passwords masked. */
static void add_frame(struct draft *draft, bool is_request, const uint8_t *frame, size_t length)
{
    uint8_t copy[SMP_MAX_FRAME];
    size_t count = length < sizeof copy ? length : sizeof copy;
    const struct smp_function *function = function_of(frame, count);
    bool masked;

    memcpy(copy, frame, count);
    masked = smp_mask_secrets(copy, count, is_request);
    add(draft, "%s %zu:  # %s%s", is_request ? "request" : "response", count,
        function ? function->name : "unknown function", masked ? ", passwords are masked" : "");
    for (size_t i = 0; i < count; i++) {
        if (i % BYTES_PER_LINE == 0)
            add(draft, "\n %-6.2zx", i);
        add(draft, i % BYTES_PER_LINE == BYTES_PER_LINE / 2 ? "  %02x" : " %02x", copy[i]);
    }
    add(draft, "\n");
}

/* Adds when, through what and with whom; the name is one word, blanks in it become dots. */
static void add_head(struct draft *draft, const struct smp_device *device)
{
    char when[TIME_ROOM] = "-";
    char address[24] = "-";
    time_t now = time(NULL);
    struct tm utc;

    if (gmtime_r(&now, &utc))
        strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
    if (device->sas_address)
        snprintf(address, sizeof address, "0x%016" PRIx64, device->sas_address);
    add(draft, "\nexchange: %s %s %s ", when, device->interface->name, address);
    for (const char *c = device->target.given; *c; c++)
        add(draft, "%c", *c > ' ' ? *c : '.');
    add(draft, "\n");
}

/* The whole text of an exchange, with the signature in front if it is the first of its file. */
static void compose(struct draft *draft, const struct smp_device *device, const struct smp_exchange *exchange,
                    bool first)
{
    if (first)
        add(draft, SMP_RECORDING_SIGNATURE "%d\n", SMP_RECORDING_VERSION);
    add_head(draft, device);
    add_frame(draft, true, exchange->request, exchange->request_bytes);
    if (exchange->received > 0)
        add_frame(draft, false, exchange->response, exchange->received);
    if (exchange->failure)
        add(draft, "failed %d %d: %s\n", exchange->failure->status, exchange->failure->os_errno,
            exchange->failure->text);
}

/* ---- The file -------------------------------------------------------------------------------------- */

/* May this open file be appended to? Waits until nobody else appends to it and sets *size. A file that is anything but
 * a recording is left alone; one that cannot be locked is taken as it is. NULL: yes; else why not, or "" and errno. */
static const char *check_file(int fd, off_t *size)
{
    char begin[sizeof SMP_RECORDING_SIGNATURE - 1];
    struct stat status;

    if (fstat(fd, &status) != 0)
        return "";
    if (!S_ISREG(status.st_mode))
        return ": it is no regular file";
    while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
        continue;
    if (fstat(fd, &status) != 0)
        return "";
    *size = status.st_size;
    if (*size != 0 && (pread(fd, begin, sizeof begin, 0) != (ssize_t)sizeof begin ||
                       memcmp(begin, SMP_RECORDING_SIGNATURE, sizeof begin) != 0))
        return ": it exists and is no recording";
    return NULL;
}

/* The text goes out in one piece behind what is in the file; what of it was written before the disk was full is taken
 * back. Returns as check_file(). */
static const char *append(int fd, const struct smp_device *device, const struct smp_exchange *exchange)
{
    struct draft draft = { .length = 0 };
    off_t size;
    const char *why = check_file(fd, &size);
    ssize_t written;

    if (why)
        return why;
    compose(&draft, device, exchange, size == 0);
    do {
        written = write(fd, draft.text, draft.length);
    } while (written < 0 && errno == EINTR);
    if (written >= 0 && (size_t)written == draft.length)
        return NULL;
    if (written == 0 || (written > 0 && ftruncate(fd, size) == 0))
        errno = ENOSPC;
    return "";
}

int smp_recording_append(const char *path, const struct smp_device *device,
                         const struct smp_exchange *exchange, struct smp_error *error)
{
    int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, S_IRUSR | S_IWUSR);
    const char *why = fd < 0 ? "" : append(fd, device, exchange);
    int number = errno;

    if (fd >= 0 && close(fd) != 0 && !why) {
        why = "";
        number = errno;
    }
    return why ? smp_fail(error, SMP_OPEN, *why ? 0 : number, "cannot record to '%s'%s", path, why) : SMP_OK;
}
