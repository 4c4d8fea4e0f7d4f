/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Linux: the bsg nodes of expanders and SAS hosts, through the SG_IO ioctl with a version 4 header.
 *
 * Drivers differ in how they count: some give the bytes that came with the CRC, some without, some always the
 * whole room, and some report a failure as success without data. So a length is taken from the frame where
 * there is one, and never exceeds what the driver says. */
#include "interface/bsg_node.h"

#include "core/bytes.h"
#include "core/field.h"
#include "core/system.h"
#include "interface/abi_bsg.h"
#include "interface/causes.h"
#include "interface/mpi.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    PAGE_BYTES = 4096,       /* of the smallest pages; no larger one ends inside of these */
    LEAST_TRANSFER = 8,      /* drivers refuse or underflow below it */
    DRIVER_REPLY_BYTES = 96, /* what a driver may say besides the SMP response */
    MPI3_REPLY_BYTES = 20,
    MPI3_STATUS_BYTE = 10,
    MPI3_STATUS_MASK = 0x7fff
};

/* The frames begin at pages: drivers want one segment, and that not across pages. */
struct sgv4_state {
    uint8_t request[PAGE_BYTES];
    uint8_t response[PAGE_BYTES];
    uint8_t reply[DRIVER_REPLY_BYTES];
    enum smp_bsg_driver driver;
};

static const char unplugged[] = "was it unplugged or renumbered? see /sys/class/bsg";
static const char not_root[] = "run it as root: CAP_SYS_RAWIO is needed, the mode of the node does not help";
static const char no_expander[] = "name the node of an expander: /dev/bsg/expander-HOST:NUMBER";
static const char was_reset[] = "such a reset disturbs all its devices: look at the kernel log before trying again";

const struct smp_causes smp_sgv4_open_errnos = SMP_CAUSES("sgv4: open", SMP_OPEN,
    SMP_ERRNO(EACCES, SMP_OPEN, "the node is for root only", "run it as root"),
    SMP_ERRNO(EPERM, SMP_OPEN, "not permitted", "run it as root (CAP_SYS_RAWIO is needed)"),
    SMP_ERRNO(ENOENT, SMP_OPEN, "there is no such node", unplugged),
    SMP_ERRNO(ENXIO, SMP_OPEN, "the device behind the node has gone", unplugged),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the device behind the node has gone", unplugged),
    SMP_ERRNO(EBUSY, SMP_OPEN, "another program holds it", "try again later"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL));

const struct smp_causes smp_sgv4_send_errnos = SMP_CAUSES("sgv4: SG_IO", SMP_OTHER,
    SMP_ERRNO(EPERM, SMP_OTHER, "a privilege is missing", not_root),
    SMP_ERRNO(EACCES, SMP_OTHER, "a privilege is missing", not_root),
    SMP_ERRNO(EINVAL, SMP_OTHER, "the node is no SMP target, or its driver refuses the size of the frame",
              no_expander),
    SMP_ERRNO(ENOTTY, SMP_OTHER, "it is no bsg node", no_expander),
    SMP_ERRNO(ENOSYS, SMP_OTHER, "it is a SCSI generic node, not a bsg node", no_expander),
    SMP_ERRNO(EOPNOTSUPP, SMP_OTHER, "this node or kernel does not pass SMP frames", no_expander),
    SMP_ERRNO(ECOMM, SMP_OTHER, "the target does not answer", "is the expander powered and still attached?"),
    SMP_ERRNO(EMSGSIZE, SMP_MALFORMED, "the response is longer than its room", NULL),
    SMP_ERRNO(ETIMEDOUT, SMP_OTHER, "no answer in time; the host adapter was reset", was_reset),
    SMP_ERRNO(ETIME, SMP_OTHER, "no answer in time; the host adapter was reset", was_reset),
    SMP_ERRNO(EFAULT, SMP_OTHER, "the host adapter is being reset", "try again in a minute"),
    SMP_ERRNO(EAGAIN, SMP_OTHER, "the driver is busy", "try again, or --retries=N"),
    SMP_ERRNO(EBUSY, SMP_OTHER, "the driver is busy", "try again, or --retries=N"),
    SMP_ERRNO(ENXIO, SMP_OTHER, "the host adapter gave no reply", NULL),
    SMP_ERRNO(EIO, SMP_OTHER, "the request failed in the driver", "look at the kernel log"),
    SMP_ERRNO(ENODEV, SMP_OPEN, "the target has gone", "was it unplugged? see /sys/class/bsg"),
    SMP_ERRNO(ENOMEM, SMP_RESOURCE, "the kernel has no memory for it", NULL),
    SMP_ERRNO_EINTR);

/* ---- Matching and opening -------------------------------------------------------------------------- */

static struct smp_verdict match(const struct smp_target *target)
{
    struct smp_bsg_node node;

    return smp_bsg_find(target, &node);
}

/* Is what was opened the device that sysfs speaks of? A name in /dev may have been given to another one. */
static bool is_node(int fd, const struct smp_bsg_node *node)
{
    struct stat status;

    return !node->number || (fstat(fd, &status) == 0 && S_ISCHR(status.st_mode) && status.st_rdev == node->number);
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

/* Opens the node for reading, which is all the ioctl asks for. O_NONBLOCK: a forced FIFO must not hang. */
static int open_device(struct smp_device *device, struct smp_error *error)
{
    const char *given = device->target.given;
    struct sgv4_state *state;
    struct smp_bsg_node node;

    if (posix_memalign(&device->state, PAGE_BYTES, sizeof *state) != 0)
        return smp_fail(error, SMP_RESOURCE, ENOMEM, "cannot open '%s'", given);
    state = device->state;
    smp_bsg_find(&device->target, &node);
    if (node.kind && node.match != MATCH_CERTAIN)
        smp_trace(device->target.trace, 1, "'%s' is %s", given, node.kind);
    device->fd = smp_sys_open(node.path, O_RDONLY | O_NONBLOCK);
    if (device->fd < 0)
        return smp_fail_errno(error, &smp_sgv4_open_errnos, errno, "cannot open", given);
    if (!is_node(device->fd, &node)) {
        smp_fail(error, SMP_OPEN, 0, "cannot open '%s': %s is another device than sysfs says", given, node.path);
        smp_hint(error, "the device was renumbered meanwhile, or /dev is not that of this system");
        return SMP_OPEN;
    }
    state->driver = node.driver;
    use_address(device, node.sas_address);
    smp_trace(device->target.trace, 3, "sgv4: opened %s", node.path);
    return SMP_OK;
}

/* ---- Sending --------------------------------------------------------------------------------------- */

/* Length of a transfer with room for the CRC: a multiple of 4, as several drivers demand. */
static size_t transfer_bytes(size_t frame_bytes)
{
    size_t bytes = (frame_bytes + SMP_CRC_BYTES + 3) / 4 * 4;

    return bytes < LEAST_TRANSFER ? LEAST_TRANSFER : bytes;
}

/* Fills the request block and clears everything that the driver may write to. */
static void prepare(struct sgv4_state *state, struct smp_bsg_request *block, const struct smp_transfer *transfer,
                    uint32_t timeout_ms)
{
    memset(state->response, 0, sizeof state->response);
    memset(state->reply, 0, sizeof state->reply);
    memcpy(state->request, transfer->request, sizeof transfer->request);
    *block = (struct smp_bsg_request){
        .guard = SMP_BSG_GUARD,
        .protocol = SMP_BSG_PROTOCOL_SCSI,
        .subprotocol = SMP_BSG_SUBPROTOCOL_TRANSPORT,
        .max_response_len = sizeof state->reply,
        .response = (uintptr_t)state->reply,
        .dout_xfer_len = (uint32_t)transfer_bytes(transfer->request_bytes),
        .dout_xferp = (uintptr_t)state->request,
        .din_xfer_len = (uint32_t)transfer_bytes(transfer->room),
        .din_xferp = (uintptr_t)state->response,
        .timeout = timeout_ms,
    };
}

/* Any of the three statuses makes the response worthless. That of the transport is the host byte of the Linux SCSI
 * layer (DID_*). */
static int check_statuses(const struct smp_bsg_request *block, const char *name, struct smp_error *error)
{
    static const char *const texts[] = {
        [0x00] = "ok", [0x01] = "no connection", [0x02] = "bus busy", [0x03] = "timed out",
        [0x04] = "bad target", [0x05] = "aborted", [0x07] = "error", [0x08] = "reset",
        [0x0b] = "soft error", [0x0d] = "requeued", [0x0e] = "transport disrupted",
        [0x0f] = "transport failed fast", [0x14] = "transport marginal",
    };
    const char *text = block->transport_status < sizeof texts / sizeof *texts ? texts[block->transport_status] : NULL;

    if (block->driver_status == 0 && block->transport_status == 0 && block->device_status == 0)
        return SMP_OK;
    return smp_fail(error, SMP_OTHER, 0,
                    "no response from '%s': transport status 0x%02x (%s), driver status "
                    "0x%02x, device status 0x%02x",
                    name, block->transport_status, text ? text : "unknown", block->driver_status,
                    block->device_status);
}

/* Drivers of two families report failures in their reply only; what came of a response that was cut is received. */
static int check_reply(const struct sgv4_state *state, const struct smp_bsg_request *block, const char *name,
                       size_t came, size_t *received, struct smp_error *error)
{
    size_t bytes = block->response_len < sizeof state->reply ? block->response_len : sizeof state->reply;
    unsigned ioc = smp_get_le16(state->reply + MPI3_STATUS_BYTE) & MPI3_STATUS_MASK;
    size_t length;
    int status = SMP_OK;

    if (state->driver == BSG_DRIVER_MPT && smp_mpi_is_reply(state->reply, bytes)) {
        status = smp_mpi_judge(state->reply, name, 0, &length, error);
        if (status)
            *received = length < came ? length : came;
    } else if (state->driver == BSG_DRIVER_MPI3 && bytes >= MPI3_REPLY_BYTES && came == 0 && ioc) {
        status = smp_fail(error, SMP_OTHER, 0, "the host adapter got no answer from '%s': IOC status 0x%04x", name,
                          ioc);
    }
    return status;
}

/* Bytes that came by the driver's count, which may be wrong in both directions. */
static size_t count_received(const struct smp_bsg_request *block)
{
    int64_t count = (int64_t)block->din_xfer_len - block->din_resid;

    return count < 0 ? 0 : count > (int64_t)block->din_xfer_len ? block->din_xfer_len : (size_t)count;
}

/* Is there not one byte other than zero? */
static bool is_blank(const uint8_t *bytes, size_t length)
{
    while (length > 0 && bytes[length - 1] == 0)
        length--;
    return length == 0;
}

/* What came of a response, though it be more than the room. The frame itself tells where it is the response to this
 * request, even if the driver counts nothing; otherwise the driver's count, less what can only be the CRC.
 *
 * A count of the whole room tells nothing either: then, as without a count, a header before cleared memory came
 * alone. But the SAS-1.1 shape announces no data, and may be all zeros where a driver counts it. */
static size_t measure(const struct smp_transfer *transfer, size_t came)
{
    const struct smp_function *function = smp_function_by_code(transfer->request[SMP_FUNCTION_BYTE]);
    const uint8_t *response = transfer->response;
    bool is_counted = came >= SMP_HEADER_BYTES;
    bool has_lengths, header_only;
    size_t own;

    if (!function || !smp_response_answers(function, response, sizeof transfer->response))
        return came < transfer->room ? came : transfer->room;
    has_lengths = !(function->flags & FUNCTION_NO_LENGTHS);
    own = smp_response_length(function, response, is_counted ? came : transfer->room);
    header_only = own > SMP_HEADER_BYTES && is_blank(response + SMP_HEADER_BYTES, own - SMP_HEADER_BYTES);
    if (header_only && !is_counted)
        return came;
    if (header_only && came == transfer_bytes(transfer->room) && has_lengths && response[SMP_LENGTH_BYTE])
        return SMP_HEADER_BYTES;
    return own > transfer->room && !has_lengths ? transfer->room : own;
}

/* Judges how much came. Zeros are what a driver leaves that failed without saying so. */
static int check_response(struct smp_transfer *transfer, const char *name, size_t came, struct smp_error *error)
{
    size_t valid = measure(transfer, came);
    size_t fits = valid < transfer->room ? valid : transfer->room;

    if (is_blank(transfer->response, fits))
        return smp_fail(error, SMP_MALFORMED, 0, "no response data from '%s'", name);
    transfer->received = fits;
    if (valid > fits)
        return smp_fail(error, SMP_MALFORMED, 0, "the response from '%s' is longer than its room of %zu bytes", name,
                        fits);
    return SMP_OK;
}

/* After an error of the ioctl nothing of the block means anything: older and newer kernels differ in it. */
static int send_request(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *error)
{
    struct sgv4_state *state = device->state;
    const char *name = device->target.given;
    struct smp_bsg_request block;
    size_t came;
    int status;

    prepare(state, &block, transfer, device->target.timeout_ms);
    if (smp_sys_ioctl(device->fd, SMP_BSG_SG_IO, &block) < 0)
        return smp_fail_errno(error, &smp_sgv4_send_errnos, errno, "cannot send to", name);
    smp_trace(device->target.trace, 4,
              "sgv4: out %u, in %u, not received %d; driver %u, transport %u, device %u; "
              "%u bytes of driver reply",
              block.dout_xfer_len, block.din_xfer_len, block.din_resid, block.driver_status,
              block.transport_status, block.device_status, block.response_len);
    memcpy(transfer->response, state->response, sizeof transfer->response);
    came = count_received(&block);
    status = check_statuses(&block, name, error);
    if (!status)
        status = check_reply(state, &block, name, came, &transfer->received, error);
    return status ? status : check_response(transfer, name, came, error);
}

const struct smp_interface smp_interface_sgv4 = {
    .name = "sgv4",
    .prefixes = { "sg", "bsg" },
    .help = "Linux bsg: /dev/bsg/expander-6:0, expander-6:0, /dev/bsg/sas_host6, folders of /sys",
    .match = match,
    .open = open_device,
    .send = send_request,
};
