/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Solaris and illumos: SMP targets under /dev/smp, through the USMPCMD ioctl of the smp driver. */
#include "interface/usmp.h"

#include "core/field.h"
#include "core/system.h"
#include "interface/abi_usmp.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct usmp_state {
    int fd;
    uint8_t request[SMP_MAX_FRAME + SMP_CRC_BYTES];
    uint8_t response[SMP_MAX_FRAME + SMP_CRC_BYTES];
};

_Static_assert(SMP_MAX_FRAME + SMP_CRC_BYTES <= SMP_USMP_LARGEST, "the driver takes the largest frame");

static const struct smp_errno_row open_rows[] = {
    SMP_ERRNO(EACCES, SMP_OPEN, "permission denied", "run it as root, or change the mode of the device node"),
    SMP_ERRNO(EPERM, SMP_OPEN, "privilege missing", "run it as root or with the privilege PRIV_SYS_DEVICES"),
    SMP_ERRNO(ENOENT, SMP_OPEN, "no such device node",
              "see 'ls /dev/smp'; 'devfsadm -i smp' makes missing links"),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the link is stale: no such instance of the smp driver",
              "'devfsadm -C' removes stale links; see 'ls -l /dev/smp'"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the expander has gone", "see 'ls -l /dev/smp' for those that are there"),
    SMP_ERRNO(EBUSY, SMP_OPEN, "another program holds it exclusively", "end the other program, or try later"),
};

const struct smp_errno_table smp_usmp_open_errnos = SMP_ERRNO_TABLE("usmp: open", SMP_OPEN, open_rows);

static const struct smp_errno_row send_rows[] = {
    SMP_ERRNO(EINVAL, SMP_OTHER, "the driver refuses the size or the kind of this request",
              "the driver takes 8 to 1032 bytes in both directions"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
    SMP_ERRNO(EIO, SMP_OTHER, "the expander did not accept or did not answer the request", NULL),
    SMP_ERRNO(ETIME, SMP_OTHER, "no answer in time", "--timeout=SECONDS gives it longer"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the expander has gone", "see 'ls -l /dev/smp' for those that are there"),
    SMP_ERRNO(EOVERFLOW, SMP_MALFORMED, "the response is longer than the buffer and was cut off", NULL),
    SMP_ERRNO(EPERM, SMP_OTHER, "the privilege PRIV_SYS_DEVICES is missing",
              "run it as root or with PRIV_SYS_DEVICES, see ppriv(1); the node's mode does not help"),
    SMP_ERRNO(EFAULT, SMP_OTHER, "bad address: an internal error", NULL),
    SMP_ERRNO(ENXIO, SMP_OPEN, "no such instance of the smp driver", "'devfsadm -C' removes stale links"),
    SMP_ERRNO(ERANGE, SMP_OTHER, "the host bus adapter does not take this size", NULL),
    SMP_ERRNO(EAGAIN, SMP_OTHER, "the host bus adapter is busy", "try again, or --retries=N"),
    SMP_ERRNO(EBUSY, SMP_OTHER, "busy", "try again, or --retries=N"),
    SMP_ERRNO(ENOTTY, SMP_OTHER, "not a device of the smp driver", "give a name under /dev/smp"),
    SMP_ERRNO(EINTR, SMP_OTHER, "a signal ended the wait",
              "the target may have got the request: find out before sending it again"),
};

const struct smp_errno_table smp_usmp_send_errnos = SMP_ERRNO_TABLE("usmp: USMPCMD", SMP_OTHER, send_rows);

/* Does the device node behind the links belong to the smp driver? */
static bool leads_to_smp(const char *path)
{
    char *real = realpath(path, NULL);
    size_t length = real ? strlen(real) : 0;
    bool yes = length > 4 && (strcmp(real + length - 4, ":smp") == 0 || strstr(real, "/smp@"));

    free(real);
    return yes;
}

static enum smp_match match(const struct smp_target *target, char *reason, size_t room)
{
    bool named = strncmp(target->path, "/dev/smp/", 9) == 0;

    if (!target->exists) {
        snprintf(reason, room, named ? "no such node in /dev/smp" : "no such file");
        return MATCH_NO;
    }
    if (!S_ISCHR(target->status.st_mode)) {
        snprintf(reason, room, "not a character device");
        return MATCH_NO;
    }
    if (leads_to_smp(target->path)) {
        snprintf(reason, room, "node of the smp driver");
        return MATCH_CERTAIN;
    }
    snprintf(reason, room, named ? "named as in /dev/smp, but no link to a node of the smp driver"
                                 : "not under /dev/smp and no node of the smp driver");
    return named ? MATCH_POSSIBLE : MATCH_NO;
}

static const char *missing(const char *path)
{
    return strncmp(path, "/dev/smp/", strlen("/dev/smp/")) == 0
               ? "see 'ls /dev/smp'; 'devfsadm -i smp' makes missing links"
               : NULL;
}

static int open_node(struct smp_device *device, struct smp_error *error)
{
    struct usmp_state *state = calloc(1, sizeof *state);

    if (!state)
        return smp_fail(error, SMP_RESOURCE, errno, "cannot open '%s'", device->target.given);
    state->fd = smp_open_node(device->target.path, O_RDONLY);
    if (state->fd < 0) {
        int number = errno;

        free(state);
        return smp_fail_errno(error, &smp_usmp_open_errnos, number, "cannot open", device->target.given);
    }
    device->state = state;
    return SMP_OK;
}

/* The driver hands out its whole buffer: only a response's first byte tells that something came. */
static int take(struct usmp_state *state, uint8_t *response, size_t room, size_t *received)
{
    if (state->response[SMP_TYPE_BYTE] != SMP_RESPONSE_FRAME)
        return SMP_MALFORMED;
    memcpy(response, state->response, room);
    *received = room;
    return SMP_OK;
}

static int send_request(struct smp_device *device, const uint8_t *request, size_t request_bytes,
                        uint8_t *response, size_t room, size_t *received, struct smp_error *error)
{
    struct usmp_state *state = device->state;
    size_t fits = room < SMP_MAX_FRAME ? room : SMP_MAX_FRAME;
    size_t with_crc = fits + SMP_CRC_BYTES;
    struct smp_usmp_command command = {
        .request = state->request,
        .response = state->response,
        .request_bytes = request_bytes + SMP_CRC_BYTES,
        .response_bytes = with_crc < SMP_USMP_SMALLEST ? SMP_USMP_SMALLEST : with_crc,
        .timeout = (int)(device->target.timeout_ms / 1000 + (device->target.timeout_ms % 1000 != 0)),
    };
    const char *name = device->target.given;

    *received = 0;
    memset(state->request, 0, sizeof state->request);
    memset(state->response, 0, sizeof state->response);
    memcpy(state->request, request, request_bytes);
    if (smp_sys_ioctl(state->fd, smp_usmp_ioctl, &command) < 0) {
        int number = errno;

        if (number == EOVERFLOW)
            take(state, response, fits, received);
        return smp_fail_errno(error, &smp_usmp_send_errnos, number, "SMP request failed on", name);
    }
    if (take(state, response, fits, received) != SMP_OK)
        return smp_fail(error, SMP_MALFORMED, 0,
                        "no SMP response from '%s': its first byte is %02xh instead of %02xh", name,
                        state->response[SMP_TYPE_BYTE], SMP_RESPONSE_FRAME);
    return SMP_OK;
}

static void close_node(struct smp_device *device)
{
    struct usmp_state *state = device->state;

    smp_sys_close(state->fd);
    free(state);
}

const struct smp_interface smp_interface_usmp = {
    .name = "usmp",
    .help = "Solaris, illumos: /dev/smp/expd0",
    .flags = INTERFACE_NO_LENGTH | INTERFACE_IGNORES_ADDRESS,
    .max_request = SMP_MAX_FRAME,
    .max_response = SMP_MAX_FRAME,
    .match = match,
    .missing = missing,
    .open = open_node,
    .send = send_request,
    .close = close_node,
};
