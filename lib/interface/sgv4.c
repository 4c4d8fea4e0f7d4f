/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Linux: the bsg nodes of expanders and SAS hosts, through the SG_IO ioctl with a version 4 header.
 *
 * Drivers differ in how they count: some give the bytes that came with the CRC, some without, some always the
 * whole room, and some report a failure as success without data. So a length is taken from the frame where
 * there is one, and never exceeds what the driver says. */
#include "interface/sgv4.h"

#include "core/bytes.h"
#include "core/field.h"
#include "core/system.h"
#include "interface/abi_bsg.h"
#include "interface/mpi.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    REASON_ROOM = 200,
    LEAST_TRANSFER = 8,      /* drivers refuse or underflow below it */
    DRIVER_REPLY_BYTES = 96, /* what a driver may say besides the SMP response */
    MPI3_REPLY_BYTES = 20,
    MPI3_STATUS_BYTE = 10,
    MPI3_STATUS_MASK = 0x7fff
};

/* The frames have a page each: drivers want one segment, and that not across pages. */
struct sgv4_state {
    int fd;
    enum smp_bsg_driver driver;
    size_t page;
    uint8_t *request;
    uint8_t *response;
    uint8_t reply[DRIVER_REPLY_BYTES];
};

/* ---- Matching and opening -------------------------------------------------------------------------- */

static enum smp_match match(const struct smp_target *target, char *reason, size_t room)
{
    struct smp_bsg_node node;

    if (!smp_bsg_find(target, &node, reason, room))
        return MATCH_NO;
    snprintf(reason, room, "bsg node %s of %s", node.name, node.kind);
    return node.match;
}

static const char *missing(const char *path)
{
    return strncmp(path, "/dev/bsg/", strlen("/dev/bsg/")) == 0
               ? "was it unplugged or renumbered? see /dev/bsg and /sys/class/bsg"
               : NULL;
}

/* The node to open; with force the name itself where no node is found. */
static void find_or_force(const struct smp_target *target, struct smp_bsg_node *node)
{
    char reason[REASON_ROOM];

    if (!smp_bsg_find(target, node, reason, sizeof reason)) {
        memset(node, 0, sizeof *node);
        snprintf(node->path, sizeof node->path, "%s", target->path);
    } else if (node->match != MATCH_CERTAIN) {
        smp_trace(target->trace, 1, "'%s' is %s", target->given, node->kind);
    }
}

/* Two pages for the frames. */
static bool allocate_frames(struct sgv4_state *state)
{
    long page = sysconf(_SC_PAGESIZE);
    void *request = NULL;
    void *response = NULL;

    state->page = page > (long)SMP_MAX_FRAME + (long)SMP_CRC_BYTES ? (size_t)page : 4096;
    if (posix_memalign(&request, state->page, state->page) != 0)
        return false;
    if (posix_memalign(&response, state->page, state->page) != 0) {
        free(request);
        return false;
    }
    state->request = request;
    state->response = response;
    return true;
}

/* Frees the frames and the state. */
static void free_state(struct sgv4_state *state)
{
    free(state->request);
    free(state->response);
    free(state);
}

/* Is what was opened the device that sysfs speaks of? A name in /dev may have been given to another one. */
static bool is_node(int fd, const struct smp_bsg_node *node)
{
    struct stat status;

    return !node->numbered ||
           (fstat(fd, &status) == 0 && S_ISCHR(status.st_mode) && status.st_rdev == node->number);
}

/* Opens the node for reading, which is all the ioctl asks for. O_NONBLOCK: a forced FIFO must not hang. */
static int open_node(struct smp_device *device, struct sgv4_state *state, const struct smp_bsg_node *node,
                     struct smp_error *error)
{
    const char *given = device->target.given;

    state->fd = smp_sys_open(node->path, O_RDONLY | O_NONBLOCK);
    if (state->fd < 0) {
        int number = errno;

        return smp_fail_errno(error, &smp_sgv4_open_errnos, number, "cannot open", given);
    }
    if (!is_node(state->fd, node)) {
        smp_sys_close(state->fd);
        smp_fail(error, SMP_OPEN, 0, "cannot open '%s': %s is another device than sysfs says", given,
                 node->path);
        smp_hint(error, "the device was renumbered meanwhile, or /dev is not that of this system");
        return SMP_OPEN;
    }
    return SMP_OK;
}

/* The address that sysfs knows is the target's, whatever the user takes it for. */
static void use_address(struct smp_device *device, uint64_t address)
{
    if (address == 0)
        return;
    if (device->sas_address != 0 && device->sas_address != address)
        smp_trace(device->target.trace, 0, "'%s' has the SAS address 0x%016" PRIx64 ", not 0x%016" PRIx64,
                  device->target.given, address, device->sas_address);
    device->sas_address = address;
}

static int open_device(struct smp_device *device, struct smp_error *error)
{
    struct sgv4_state *state = calloc(1, sizeof *state);
    struct smp_bsg_node node;
    int status;

    if (!state || !allocate_frames(state)) {
        free(state);
        return smp_fail(error, SMP_RESOURCE, ENOMEM, "cannot open '%s'", device->target.given);
    }
    find_or_force(&device->target, &node);
    status = open_node(device, state, &node, error);
    if (status != SMP_OK) {
        free_state(state);
        return status;
    }
    state->driver = node.driver;
    device->state = state;
    use_address(device, node.sas_address);
    smp_trace(device->target.trace, 3, "sgv4: opened %s", node.path);
    return SMP_OK;
}

static void close_device(struct smp_device *device)
{
    struct sgv4_state *state = device->state;

    smp_sys_close(state->fd);
    free_state(state);
}

/* ---- Sending --------------------------------------------------------------------------------------- */

/* Length of a transfer with room for the CRC: a multiple of 4, as several drivers demand. */
static size_t transfer_bytes(size_t frame_bytes)
{
    size_t bytes = (frame_bytes + SMP_CRC_BYTES + 3) / 4 * 4;

    return bytes < LEAST_TRANSFER ? LEAST_TRANSFER : bytes;
}

/* The number of an address, as the kernel takes pointers. */
static uint64_t address_of(const void *memory)
{
    return (uint64_t)(uintptr_t)memory;
}

/* Fills the request block and clears everything that the driver may write to. */
static void prepare(struct sgv4_state *state, struct smp_bsg_request *block, const uint8_t *request,
                    size_t request_bytes, size_t room, uint32_t timeout_ms)
{
    memset(state->request, 0, state->page);
    memset(state->response, 0, state->page);
    memset(state->reply, 0, sizeof state->reply);
    memcpy(state->request, request, request_bytes);
    *block = (struct smp_bsg_request){
        .guard = SMP_BSG_GUARD,
        .protocol = SMP_BSG_PROTOCOL_SCSI,
        .subprotocol = SMP_BSG_SUBPROTOCOL_TRANSPORT,
        .max_response_len = sizeof state->reply,
        .response = address_of(state->reply),
        .dout_xfer_len = (uint32_t)transfer_bytes(request_bytes),
        .dout_xferp = address_of(state->request),
        .din_xfer_len = (uint32_t)transfer_bytes(room),
        .din_xferp = address_of(state->response),
        .timeout = timeout_ms,
    };
}

/* Any of the three statuses makes the response worthless. */
static int check_statuses(const struct smp_bsg_request *block, const char *name, struct smp_error *error)
{
    if (block->driver_status == 0 && block->transport_status == 0 && block->device_status == 0)
        return SMP_OK;
    return smp_fail(error, SMP_OTHER, 0,
                    "no response from '%s': transport status 0x%02x (%s), driver status "
                    "0x%02x, device status 0x%02x",
                    name, block->transport_status, smp_host_status_text(block->transport_status),
                    block->driver_status, block->device_status);
}

/* Drivers of two families report failures in their reply only; *came is cut to what the reply says came. */
static int check_reply(const struct sgv4_state *state, const struct smp_bsg_request *block, const char *name,
                       size_t *came, struct smp_error *error)
{
    size_t bytes = block->response_len < sizeof state->reply ? block->response_len : sizeof state->reply;
    size_t length;
    unsigned status;

    if (state->driver == BSG_DRIVER_MPT && smp_mpi_is_reply(state->reply, bytes)) {
        int judged = smp_mpi_judge(state->reply, name, 0, &length, error);

        *came = judged != SMP_OK && length < *came ? length : *came;
        return judged;
    }
    if (state->driver == BSG_DRIVER_MPI3 && bytes >= MPI3_REPLY_BYTES && *came == 0) {
        status = smp_get_le16(state->reply + MPI3_STATUS_BYTE) & MPI3_STATUS_MASK;
        if (status != 0)
            return smp_fail(error, SMP_OTHER, 0,
                            "the host adapter got no answer from '%s': IOC status 0x%04x", name, status);
    }
    return SMP_OK;
}

/* Bytes that came by the driver's count, which may be wrong in both directions. */
static size_t count_received(const struct smp_bsg_request *block)
{
    int64_t count = (int64_t)block->din_xfer_len - block->din_resid;

    return count < 0 ? 0 : count > (int64_t)block->din_xfer_len ? block->din_xfer_len : (size_t)count;
}

/* What of the response is valid, and whether it is only the begin of one that claims more than its room. */
struct extent {
    size_t valid;
    bool cut;
};

/* Is there not one byte other than zero? */
static bool is_blank(const uint8_t *bytes, size_t length)
{
    while (length > 0 && bytes[length - 1] == 0)
        length--;
    return length == 0;
}

/* Is there nothing but the cleared memory behind the header of a response of own bytes? */
static bool is_header_only(const struct sgv4_state *state, size_t own)
{
    return own > SMP_HEADER_BYTES && is_blank(state->response + SMP_HEADER_BYTES, own - SMP_HEADER_BYTES);
}

/* Length of a response that the driver does not count, if it is more than a header before cleared memory. */
static size_t uncounted(const struct sgv4_state *state, const struct smp_function *function, size_t came,
                        size_t room)
{
    size_t own = smp_response_length(function, state->response, room);

    return is_header_only(state, own) ? came : own;
}

/* Length of a response that the driver counts. A count of the whole room tells nothing: then a header that
 * announces data before cleared memory came alone. The SAS-1.1 shape announces none, and may be all zeros. */
static size_t counted(const struct sgv4_state *state, const struct smp_function *function, size_t came,
                      size_t room)
{
    size_t own = smp_response_length(function, state->response, came);
    bool announces = state->response[SMP_LENGTH_BYTE] != 0 && (function->flags & FUNCTION_NO_LENGTHS) == 0;

    return came == transfer_bytes(room) && announces && is_header_only(state, own) ? SMP_HEADER_BYTES : own;
}

/* The frame itself tells where it is the response to this request, even if the driver counts nothing;
 * otherwise the driver's count, less what can only be the CRC. */
static struct extent measure(const struct sgv4_state *state, uint8_t code, size_t came, size_t room)
{
    const struct smp_function *function = smp_function_by_code(code);
    struct extent extent = { .valid = came < room ? came : room};

    if (!function || !smp_response_answers(function, state->response, state->page))
        return extent;
    extent.valid = came < SMP_HEADER_BYTES ? uncounted(state, function, came, room)
                                           : counted(state, function, came, room);
    if (extent.valid > room) {
        extent.valid = room;
        extent.cut = (function->flags & FUNCTION_NO_LENGTHS) == 0;
    }
    return extent;
}

/* Hands the valid bytes over. Zeros are what a driver leaves that failed without saying so. */
static int take_response(const struct sgv4_state *state, const char *name, struct extent extent,
                         uint8_t *response, size_t *received, struct smp_error *error)
{
    if (is_blank(state->response, extent.valid))
        return smp_fail(error, SMP_MALFORMED, 0, "no response data from '%s'", name);
    *received = extent.valid;
    memcpy(response, state->response, extent.valid);
    if (extent.cut)
        return smp_fail(error, SMP_MALFORMED, 0,
                        "the response from '%s' is longer than its room of %zu bytes", name, extent.valid);
    return SMP_OK;
}

/* After an error of the ioctl nothing of the block means anything: older and newer kernels differ in it. */
static int send_request(struct smp_device *device, const uint8_t *request, size_t request_bytes,
                        uint8_t *response, size_t room, size_t *received, struct smp_error *error)
{
    struct sgv4_state *state = device->state;
    const char *name = device->target.given;
    struct smp_bsg_request block;
    size_t came;
    int status;

    *received = 0;
    prepare(state, &block, request, request_bytes, room, device->target.timeout_ms);
    if (smp_sys_ioctl(state->fd, SMP_BSG_SG_IO, &block) < 0) {
        int number = errno;

        return smp_fail_errno(error, &smp_sgv4_send_errnos, number, "cannot send to", name);
    }
    smp_trace(device->target.trace, 4,
              "sgv4: out %u, in %u, not received %d; driver %u, transport %u, device %u; "
              "%u bytes of driver reply",
              block.dout_xfer_len, block.din_xfer_len, block.din_resid, block.driver_status,
              block.transport_status, block.device_status, block.response_len);
    status = check_statuses(&block, name, error);
    if (status != SMP_OK)
        return status;
    came = count_received(&block);
    status = check_reply(state, &block, name, &came, error);
    if (status == SMP_MALFORMED) {
        *received = came < room ? came : room;
        memcpy(response, state->response, *received);
    }
    if (status != SMP_OK)
        return status;
    return take_response(state, name, measure(state, request[SMP_FUNCTION_BYTE], came, room), response,
                         received, error);
}

const struct smp_interface smp_interface_sgv4 = {
    .name = "sgv4",
    .aliases = "sg* bsg*",
    .help = "Linux bsg: /dev/bsg/expander-6:0, expander-6:0, /dev/bsg/sas_host6, folders of /sys",
    .max_request = SMP_MAX_FRAME,
    .max_response = SMP_MAX_FRAME,
    .match = match,
    .missing = missing,
    .open = open_device,
    .send = send_request,
    .close = close_device,
};
