/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Writing recordings. */
#include "core/recording.h"
#include "output/output.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { EXCHANGE_ROOM = 16384, TIME_ROOM = 40 }; /* two frames of the largest size as hex lines, and the words around */

/* ---- Text of an exchange --------------------------------------------------------------------------- */

/* Writes a frame: its line with the length and a comment, and its bytes; passwords masked. */
static void put_frame(FILE *out, bool is_request, const uint8_t *frame, size_t length)
{
    uint8_t copy[SMP_MAX_FRAME];
    size_t count = length < sizeof copy ? length : sizeof copy;
    const struct smp_function *function =
        count > SMP_FUNCTION_BYTE ? smp_function_by_code(frame[SMP_FUNCTION_BYTE]) : NULL;
    bool masked;

    memcpy(copy, frame, count);
    masked = smp_mask_secrets(copy, count, is_request);
    fprintf(out, "%s %zu:  # %s%s\n", is_request ? "request" : "response", count,
            function ? function->name : "unknown function", masked ? ", passwords are masked" : "");
    smp_hex_dump(out, copy, count, false);
}

/* Writes when, through what and with whom; the name is one word, blanks in it become dots. */
static void put_head(FILE *out, const struct smp_device *device)
{
    char when[TIME_ROOM] = "-";
    char address[24] = "-";
    time_t now = time(NULL);
    struct tm utc;

    if (gmtime_r(&now, &utc))
        strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
    if (smp_device_sas_address(device))
        snprintf(address, sizeof address, "0x%016" PRIx64, smp_device_sas_address(device));
    fprintf(out, "\nexchange: %s %s %s ", when, smp_device_interface(device), address);
    for (const char *c = smp_device_name(device); *c; c++)
        putc(*c > ' ' && *c <= '~' ? *c : '.', out);
    putc('\n', out);
}

/* Makes the whole text of an exchange in text[EXCHANGE_ROOM], with the signature in front if it is the first of its
 * file. Returns its length, 0 with errno: there is no memory for it. */
static size_t compose(char *text, const struct smp_device *device, const struct smp_exchange *exchange, bool first)
{
    FILE *out = fmemopen(text, EXCHANGE_ROOM, "w");
    size_t length;

    if (!out)
        return 0;
    if (first)
        fprintf(out, SMP_RECORDING_SIGNATURE "%d\n", SMP_RECORDING_VERSION);
    put_head(out, device);
    put_frame(out, true, exchange->request, exchange->request_bytes);
    if (exchange->received > 0)
        put_frame(out, false, exchange->response, exchange->received);
    if (exchange->failure)
        fprintf(out, "failed %d %d: %s\n", exchange->failure->status, exchange->failure->os_errno,
                exchange->failure->text);
    length = (size_t)ftell(out);
    fclose(out);
    return length;
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
    char text[EXCHANGE_ROOM];
    size_t length;
    off_t size;
    const char *why = check_file(fd, &size);
    ssize_t written;

    if (why)
        return why;
    length = compose(text, device, exchange, size == 0);
    if (!length)
        return "";
    do {
        written = write(fd, text, length);
    } while (written < 0 && errno == EINTR);
    if (written >= 0 && (size_t)written == length)
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
