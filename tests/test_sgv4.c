/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The Linux bsg interface byte by byte: finding nodes in built trees, the request block, every way a driver
 * counts and fails, every errno. */
#include "core/system.h"
#include "interface/abi_bsg.h"
#include "interface/bsg_node.h"
#include "interface/causes.h"
#include "sysfs_tree.h"
#include "tap.h"

#include <errno.h>

#if defined(__has_include)
#if __has_include(<linux/bsg.h>)
#include <linux/bsg.h>
#define KERNEL_HEADER 1
#endif
#endif

/* ---- The driver ------------------------------------------------------------------------------------ */

static struct {
    int open_errno;  /* 0: open as it is */
    int ioctl_errno; /* 0: answer */
    char opened[TREE_PATH];
    int flags;
    unsigned opens, closes, ioctls;
    /* what the driver answers */
    uint8_t response[SMP_MAX_FRAME + 8];
    size_t response_bytes; /* copied to the din buffer */
    int32_t din_resid;
    uint32_t driver_status, transport_status, device_status;
    uint8_t reply[96];
    uint32_t reply_bytes;
    /* what it saw */
    unsigned long request;
    struct smp_bsg_request block;
    uint8_t out[SMP_MAX_FRAME + 8];
    bool aligned;
    bool cleared;
} driver;

int smp_sys_open(const char *path, int flags)
{
    driver.opens++;
    driver.flags = flags;
    snprintf(driver.opened, sizeof driver.opened, "%s", path);
    if (driver.open_errno != 0) {
        errno = driver.open_errno;
        return -1;
    }
    return open(path, flags);
}

int smp_sys_close(int fd)
{
    driver.closes++;
    return close(fd);
}

/* The pointer in a field of the block. */
static uint8_t *pointer(uint64_t number)
{
    return (uint8_t *)(uintptr_t)number;
}

int smp_sys_ioctl(int fd, unsigned long request, void *argument)
{
    struct smp_bsg_request *block = argument;
    uint8_t *in;

    (void)fd;
    driver.ioctls++;
    driver.request = request;
    memcpy(&driver.block, block, sizeof *block);
    memcpy(driver.out, pointer(block->dout_xferp), block->dout_xfer_len);
    in = pointer(block->din_xferp);
    driver.aligned = block->dout_xferp % 4096 == 0 && block->din_xferp % 4096 == 0;
    driver.cleared = true;
    for (size_t i = 0; i < block->din_xfer_len; i++) {
        driver.cleared = driver.cleared && in[i] == 0;
    }
    for (size_t i = 0; i < block->max_response_len; i++) {
        driver.cleared = driver.cleared && pointer(block->response)[i] == 0;
    }
    if (driver.ioctl_errno != 0) {
        memset(pointer(block->response), 0xee, 4);
        block->driver_status = 7;
        errno = driver.ioctl_errno;
        return -1;
    }
    memcpy(in, driver.response,
           driver.response_bytes < block->din_xfer_len ? driver.response_bytes : block->din_xfer_len);
    memcpy(pointer(block->response), driver.reply, sizeof driver.reply);
    block->din_resid = driver.din_resid;
    block->driver_status = driver.driver_status;
    block->transport_status = driver.transport_status;
    block->device_status = driver.device_status;
    block->response_len = driver.reply_bytes;
    return 0;
}

/* A driver that has seen and says nothing yet. */
static void reset_driver(void)
{
    memset(&driver, 0, sizeof driver);
}

/* ---- Helpers --------------------------------------------------------------------------------------- */

static const uint8_t report_general[8] = {0x40, 0x00, 0x11, 0x00};
static struct smp_error error;
static struct smp_device device;

/* A target of the tree by its name. */
static struct smp_target target_of(const char *name)
{
    struct smp_target target = {.root = tree_root, .timeout_ms = 20000};

    smp_target_parse(&target, name, &error);
    return target;
}

/* Opens a name of the tree into device; returns the status. */
static int open_name(const char *name)
{
    memset(&device, 0, sizeof device);
    memset(&error, 0, sizeof error);
    device.interface = &smp_interface_sgv4;
    device.target = target_of(name);
    return smp_device_begin(&device, &error);
}

/* Sends REPORT GENERAL with room into response; returns the status. */
static int send_general(uint8_t *response, size_t room, size_t *received)
{
    memset(&error, 0, sizeof error);
    memset(response, 0xa5, room);
    return smp_device_exchange(&device, report_general, sizeof report_general, response, room, received,
                                   &error);
}

/* Sets the driver's answer: bytes that come, and what it says is missing. */
static void answer(const void *bytes, size_t length, int32_t din_resid)
{
    reset_driver();
    memcpy(driver.response, bytes, length);
    driver.response_bytes = length;
    driver.din_resid = din_resid;
}

/* ---- Finding --------------------------------------------------------------------------------------- */

static const struct match_row {
    const char *name;
    enum smp_match match;
    const char *reason;
} match_rows[] = {
    {"expander-6:0", MATCH_CERTAIN, "bsg node expander-6:0 of an expander"},
    {"sas_host6", MATCH_CERTAIN, "of a SAS host adapter"},
    {"/sys/class/bsg/expander-6:0", MATCH_CERTAIN, "bsg node expander-6:0 of an expander"},
    {"/sys/class/bsg/expander-6:0/", MATCH_CERTAIN, "of an expander"},
    {TREE_EXPANDER "/bsg/expander-6:0", MATCH_CERTAIN, "of an expander"},
    {TREE_EXPANDER, MATCH_CERTAIN, "of an expander"},
    {"/sys/class/sas_expander/expander-6:0", MATCH_CERTAIN, "of an expander"},
    {"/sys/class/sas_device/expander-6:0", MATCH_CERTAIN, "of an expander"},
    {TREE_HOST, MATCH_CERTAIN, "of a SAS host adapter"},
    {"/sys/class/scsi_host/host6", MATCH_CERTAIN, "of a SAS host adapter"},
    {TREE_END_DEVICE, MATCH_POSSIBLE, "of an end device"},
    {TREE_UNIT, MATCH_NO, "a logical unit"},
    {"6:0:0:0", MATCH_NO, "a logical unit"},
    {"/sys/class/bsg", MATCH_NO, "without a bsg node"},
    {"/sys/class/sas_end_device/x", MATCH_NO, "no such file"},
    {"expander-7:0", MATCH_NO, "no such name in /sys/class/bsg"},
    {"..", MATCH_NO, "not in sysfs"},
    {"/dev/bsg", MATCH_NO, "not in sysfs"},
    {TREE_EXPANDER "/sas_device/expander-6:0/sas_address", MATCH_NO, "no device node"},
    {"/sys/class/bsg/loop", MATCH_NO, "no such file"},
    {"/sys/class/bsg/manager", MATCH_NO, "a management node"},
    {"/sys/class/bsg/strange", MATCH_POSSIBLE, "of unknown kind"},
};

static void test_match(void)
{
    tree_link("/sys/class/bsg/loop", "loop");
    tree_bsg("/sys/devices/virtual/mpi3mrctl0", "mpi3mrctl0", tree_null());
    tree_link("/sys/class/bsg/manager", "mpi3mrctl0");
    tree_bsg("/sys/devices/virtual/strange", "strange", tree_null());
    for (size_t i = 0; i < sizeof match_rows / sizeof *match_rows; i++) {
        const struct match_row *row = &match_rows[i];
        struct smp_target target = target_of(row->name);
        struct smp_verdict verdict = smp_interface_sgv4.match(&target);

        ok(verdict.match == row->match && strstr(verdict.reason, row->reason) != NULL, "match %s: %d, %s", row->name,
           verdict.match, verdict.reason);
    }
}

/* Nodes are found by number, whatever they are called. */
static void test_match_device(void)
{
    static const struct {
        const char *owner, *name;
        enum smp_match match;
    } rows[] = {
        {TREE_EXPANDER, "expander-6:0", MATCH_CERTAIN},
        {TREE_HOST, "sas_host6", MATCH_CERTAIN},
        {TREE_END_DEVICE, "end_device-6:0:4", MATCH_POSSIBLE},
        {TREE_UNIT, "6:0:0:0", MATCH_NO},
    };
    struct smp_target target;
    struct smp_verdict verdict;

    tree_link("/dev/my-shelf", "/dev/null");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        tree_null_is(rows[i].owner, rows[i].name);
        target = target_of("/dev/my-shelf");
        verdict = smp_interface_sgv4.match(&target);
        ok(verdict.match == rows[i].match, "by number: %s: %s", rows[i].name, verdict.reason);
    }
    tree_remove(tree_path("/sys/dev/char/%s", tree_null()) + strlen(tree_root));
    target = target_of("/dev/my-shelf");
    is_int(smp_interface_sgv4.match(&target).match, MATCH_NO,
           "a character device sysfs does not know");
    tree_text("/proc/devices", "Character devices:\n  4 tty\n  1 bsg\n\nBlock devices:\n  8 sd\n");
    is_int(smp_interface_sgv4.match(&target).match, MATCH_POSSIBLE,
           "bsg by its major number");
    target = target_of("/dev/bsg/expander-6:0");
    is_int(smp_interface_sgv4.match(&target).match, MATCH_CERTAIN,
           "... and an expander by its name");
    tree_text("/proc/devices", "Character devices:\n  4 tty\nBlock devices:\n  1 bsg\n");
    is_int(smp_interface_sgv4.match(&target).match, MATCH_NO, "a block major is no bsg");
    tree_text("/proc/devices", "");
    tree_text("/sys/devices/virtual/misc/mpt3ctl/dev", "1:3\n");
    tree_link("/sys/devices/virtual/misc/mpt3ctl/subsystem", "../../../../class/misc");
    tree_link(tree_path("/sys/dev/char/%s", tree_null()) + strlen(tree_root),
              "../../devices/virtual/misc/mpt3ctl");
    verdict = smp_interface_sgv4.match(&target);
    has_str(verdict.reason, "subsystem misc", "a node of another subsystem is named");
    tree_null_is(TREE_EXPANDER, "expander-6:0");
}

/* What hostile attributes may do: nothing. */
static void test_hostile(void)
{
    static char large[100000];
    struct smp_target target;

    memset(large, 'A', sizeof large);
    tree_bsg("/sys/devices/odd/expander-9:0", "expander-9:0", tree_null());
    tree_folder("/sys/devices/odd/expander-9:0/sas_expander/x");
    tree_bytes("/sys/devices/odd/expander-9:0/bsg/expander-9:0/uevent", large, sizeof large);
    tree_bytes("/sys/devices/odd/expander-9:0/bsg/expander-9:0/dev", large, sizeof large);
    tree_bytes("/sys/devices/odd/expander-9:0/sas_device/expander-9:0/sas_address", large, sizeof large);
    reset_driver();
    is_int(open_name("expander-9:0"), SMP_OK, "huge attributes: the node opens by its name");
    has_str(driver.opened, "/dev/bsg/expander-9:0", "... which is /dev/bsg/expander-9:0");
    is_int((long long)device.sas_address, 0, "... and has no address");
    smp_device_end(&device);
    tree_text("/sys/devices/odd/expander-9:0/bsg/expander-9:0/uevent", "DEVNAME=bsg/../../etc/passwd\n");
    open_name("expander-9:0");
    has_str(driver.opened, "/dev/bsg/expander-9:0", "a name that leaves /dev/bsg is not followed");
    smp_device_end(&device);
    tree_text("/sys/devices/odd/expander-9:0/bsg/expander-9:0/dev", "248:0\n");
    is_int(open_name("expander-9:0"), SMP_OPEN, "a node of another number is refused");
    has_str(error.text, "another device than sysfs says", "... with the reason");
    is_int((long long)driver.opens - driver.closes, 0, "... and closed");
    tree_remove("/sys/devices/odd/expander-9:0/bsg/expander-9:0/subsystem");
    tree_link("/sys/devices/odd/expander-9:0/bsg/expander-9:0/subsystem", "subsystem");
    target = target_of("expander-9:0");
    is_int(smp_interface_sgv4.match(&target).match, MATCH_CERTAIN,
           "a link to itself is passed over: its owner leads to the node");
    mkfifo(tree_path("/sys/devices/odd/expander-9:0/bsg/fifo"), 0600);
    ok(smp_interface_sgv4.match(&target).match == MATCH_NO,
       "several entries are no single node");
}

/* ---- Opening --------------------------------------------------------------------------------------- */

static const struct errno_row {
    int number;
    int status;
    const char *text;
    const char *hint;
} open_errnos[] = {
    {EACCES, SMP_OPEN, "cannot open 'expander-6:0': the node is for root only: Permission denied", "root"},
    {EPERM, SMP_OPEN, "not permitted", "CAP_SYS_RAWIO"},
    {ENOENT, SMP_OPEN, "there is no such node", "/sys/class/bsg"},
    {ENXIO, SMP_OPEN, "has gone", "/sys/class/bsg"},
    {ENODEV, SMP_OPEN, "has gone", "/sys/class/bsg"},
    {EBUSY, SMP_OPEN, "another program holds it", "later"},
    {ENOMEM, SMP_RESOURCE, "no memory", ""},
    {EMFILE, SMP_OPEN, "cannot open 'expander-6:0': Too many open files", ""},
};

static void test_open(void)
{
    static const char *const names[] = {"expander-6:0", "/dev/bsg/expander-6:0",
                                        "/sys/class/bsg/expander-6:0", TREE_EXPANDER,
                                        "/sys/class/sas_device/expander-6:0"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        reset_driver();
        is_int(open_name(names[i]), SMP_OK, names[i]);
        is_str(driver.opened, tree_path("/dev/bsg/expander-6:0"), "... opens its device node");
        is_int(driver.flags & O_ACCMODE, O_RDONLY, "... for reading");
        ok(device.sas_address == 0x5001517e85c3efff, "... and knows its address");
        smp_device_end(&device);
        is_int(driver.closes, 1, "... and closes it");
    }
    open_name("sas_host6");
    ok(device.sas_address == 0x500605b00aaf8c30, "a host has its own address");
    smp_device_end(&device);
    for (size_t i = 0; i < sizeof open_errnos / sizeof *open_errnos; i++) {
        const struct errno_row *row = &open_errnos[i];

        reset_driver();
        driver.open_errno = row->number;
        ok(open_name("expander-6:0") == row->status && error.os_errno == row->number,
           "open fails with errno %d", row->number);
        has_str(error.text, row->text, "... cause");
        has_str(error.hint, row->hint, "... advice");
        is_int(driver.closes, 0, "... nothing to close");
    }
}

/* ---- The request block ----------------------------------------------------------------------------- */

#ifdef KERNEL_HEADER
#define SAME(member)                                                                                         \
    is_int((long long)offsetof(struct smp_bsg_request, member),                                              \
           (long long)offsetof(struct sg_io_v4, member), "offset of " #member)

static void test_abi(void)
{
    is_int(sizeof(struct smp_bsg_request), sizeof(struct sg_io_v4), "size of the block");
    SAME(guard);
    SAME(protocol);
    SAME(subprotocol);
    SAME(request_len);
    SAME(request);
    SAME(max_response_len);
    SAME(response);
    SAME(dout_xfer_len);
    SAME(din_xfer_len);
    SAME(dout_xferp);
    SAME(din_xferp);
    SAME(timeout);
    SAME(driver_status);
    SAME(transport_status);
    SAME(device_status);
    SAME(response_len);
    SAME(din_resid);
    SAME(dout_resid);
    is_int(SMP_BSG_SUBPROTOCOL_TRANSPORT, BSG_SUB_PROTOCOL_SCSI_TRANSPORT, "subprotocol");
    is_int(SMP_BSG_PROTOCOL_SCSI, BSG_PROTOCOL_SCSI, "protocol");
}
#else
static void test_abi(void)
{
    skip("offsets of the block", "no <linux/bsg.h>");
}
#endif

/* Four bytes at an offset of the block, as a driver reads them. */
static uint32_t word_at(size_t offset)
{
    uint32_t word;

    memcpy(&word, (const uint8_t *)&driver.block + offset, sizeof word);
    return word;
}

static void test_request(void)
{
    static const uint8_t good[32] = {0x41, 0x00, 0x00, 0x06, 0x00, 0x56};
    uint8_t response[SMP_MAX_FRAME];
    uint8_t longest[SMP_MAX_FRAME] = {0x40, 0x80, 0, 0xff};
    size_t received;

    answer(good, sizeof good, 76 - 32);
    open_name("expander-6:0");
    is_int(send_general(response, 72, &received), SMP_OK, "REPORT GENERAL is answered");
    is_int((long long)driver.request, 0x2285, "ioctl SG_IO");
    is_int(word_at(0), 'Q', "guard");
    is_int(word_at(4), 0, "protocol");
    is_int(word_at(8), 2, "subprotocol");
    is_int(word_at(12), 0, "request length");
    is_int(word_at(44), 96, "response length");
    is_int(word_at(60), 12, "dout length: frame and CRC");
    is_int(word_at(68), 76, "din length: room and CRC");
    is_int(word_at(88), 20000, "timeout");
    is_int(word_at(92), 0, "flags");
    ok(word_at(16) == 0 && word_at(24) == 0 && word_at(56) == 0 && word_at(64) == 0 && word_at(96) == 0,
       "what is not used is zero");
    is_bytes(driver.out, "\x40\x00\x11\x00\x00\x00\x00\x00\x00\x00\x00\x00", 12, "request bytes, CRC zero");
    ok(driver.aligned, "buffers begin at pages");
    ok(driver.cleared, "response buffers are clear");
    is_int((long long)received, 28, "length without CRC");
    is_bytes(response, good, 28, "response bytes");
    is_int(response[28], 0xa5, "nothing is written beyond");

    answer(good, sizeof good, 0);
    smp_device_exchange(&device, longest, sizeof longest, response, sizeof response, &received, &error);
    ok(word_at(60) == 1028 && word_at(68) == 1028, "largest frames: 1028 bytes each");
    is_bytes(driver.out, longest, sizeof longest, "largest request bytes");
    ok(driver.cleared, "response buffers are clear again");
    smp_device_exchange(&device, report_general, 6, response, 6, &received, &error);
    ok(word_at(60) == 12 && word_at(68) == 12, "lengths are multiples of four");
    is_bytes(driver.out, "\x40\x00\x11\x00\x00\x00\x00\x00\x00\x00\x00\x00", 12,
             "old request bytes are gone");
    smp_device_exchange(&device, report_general, 4, response, 4, &received, &error);
    ok(word_at(60) == 8 && word_at(68) == 8, "never less than eight bytes");
    smp_device_end(&device);
}

/* ---- What comes back ------------------------------------------------------------------------------- */

static void test_lengths(void)
{
    static const uint8_t sas2[36] = {0x41, 0x00, 0x00, 0x07, 0x01}; /* 4 + 28 bytes and CRC */
    static const uint8_t sas1[32] = {0x41, 0x00, 0x00,
                                     0x00, 0x00, 0x08}; /* 28 bytes by its function, and CRC */
    static const uint8_t refused[8] = {0x41, 0x00, 0x01, 0x00};
    static const uint8_t lying[76] = {0x41, 0x00, 0x00, 0xff, 0x01};
    static const struct {
        const char *name;
        const uint8_t *bytes;
        size_t length;
        int32_t din_resid;
        int status;
        size_t received;
    } rows[] = {
        {"count with CRC", sas2, 36, 76 - 36, SMP_OK, 32},
        {"count without CRC", sas2, 32, 76 - 32, SMP_OK, 32},
        {"count of the whole room", sas2, 36, 0, SMP_OK, 32},
        {"count below the frame", sas2, 20, 76 - 20, SMP_OK, 20},
        {"count negative residual", sas2, 36, -1000, SMP_OK, 32},
        {"count absurd residual", sas2, 36, 1000, SMP_OK, 32},
        {"no count, but a response", sas2, 36, 76, SMP_OK, 32},
        {"SAS-1.1 response", sas1, 32, 76 - 32, SMP_OK, 28},
        {"SAS-1.1 response, whole room", sas1, 32, 0, SMP_OK, 28},
        {"no count, function result", refused, 8, 76, SMP_OK, 4},
        {"longer than the room", lying, 76, 0, SMP_MALFORMED, 72},
        {"claims more than came", lying, 40, 76 - 40, SMP_OK, 40},
        {"nothing", sas2, 0, 76, SMP_MALFORMED, 0},
        {"zeros that count", sas2, 0, 0, SMP_MALFORMED, 0},
        {"three bytes", sas2, 3, 73, SMP_OK, 3},
        {"no count, a header before nothing", sas1, 4, 76, SMP_MALFORMED, 0},
        {"whole room, a header before nothing", sas2, 4, 0, SMP_OK, 4},
        {"whole room, SAS-1.1 response of zeros", sas1, 4, 0, SMP_OK, 28},
    };
    uint8_t response[72];
    size_t received;

    open_name("expander-6:0");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int status;

        answer(rows[i].bytes, rows[i].length, rows[i].din_resid);
        status = send_general(response, sizeof response, &received);
        ok(status == rows[i].status && received == rows[i].received, "%s: status %d, %zu bytes", rows[i].name,
           status, received);
        ok(memcmp(response, rows[i].bytes, received < rows[i].length ? received : rows[i].length) == 0,
           "... and its bytes");
    }
    answer("\x40\x00\x11\x00\x00\x00\x00\x00", 8, 76 - 8);
    is_int(send_general(response, sizeof response, &received), SMP_OK,
           "another frame is handed on to be judged");
    is_int((long long)received, 8, "... by the driver's count");
    answer("\x41\x10\x00\x00\x00\x00\x00\x00", 8, 0);
    is_int(send_general(response, sizeof response, &received), SMP_OK,
           "so is the answer to another function");
    is_int((long long)received, 72, "... cut to the room");
    smp_device_end(&device);
}

static void test_statuses(void)
{
    static const struct {
        uint32_t driver, transport, device;
        const char *text;
    } rows[] = {
        {0, 1, 0, "transport status 0x01 (no connection)"},
        {0, 3, 0, "(timed out)"},
        {0, 7, 0, "(error)"},
        {0, 0x11, 0, "transport status 0x11 (unknown)"},
        {0, 0x1000, 0, "(unknown)"},
        {6, 0, 0, "driver status 0x06"},
        {0, 0, 2, "device status 0x02"},
    };
    uint8_t response[72];
    size_t received;

    open_name("expander-6:0");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        answer("\x41\x00\x00\x06", 4, 0);
        driver.driver_status = rows[i].driver;
        driver.transport_status = rows[i].transport;
        driver.device_status = rows[i].device;
        is_int(send_general(response, sizeof response, &received), SMP_OTHER,
               "a status that is not 0 is an error");
        has_str(error.text, rows[i].text, "... named");
        ok(received == 0 && response[0] == 0xa5, "... and nothing is handed on");
    }
    smp_device_end(&device);
}

static const struct errno_row send_errnos[] = {
    {EPERM, SMP_OTHER, "cannot send to 'expander-6:0': a privilege is missing: Operation not permitted",
     "CAP_SYS_RAWIO"},
    {EACCES, SMP_OTHER, "a privilege is missing", "CAP_SYS_RAWIO"},
    {EINVAL, SMP_OTHER, "no SMP target", "/dev/bsg/expander-"},
    {ENOTTY, SMP_OTHER, "no bsg node", "/dev/bsg/expander-"},
    {ENOSYS, SMP_OTHER, "SCSI generic node", "/dev/bsg/expander-"},
    {EOPNOTSUPP, SMP_OTHER, "does not pass SMP", "/dev/bsg/expander-"},
    {ECOMM, SMP_OTHER, "does not answer", "powered"},
    {EMSGSIZE, SMP_MALFORMED, "longer than its room", ""},
    {ETIMEDOUT, SMP_OTHER, "was reset", "disturbs"},
    {ETIME, SMP_OTHER, "was reset", "disturbs"},
    {EFAULT, SMP_OTHER, "being reset", "again"},
    {EAGAIN, SMP_OTHER, "busy", "--retries"},
    {EBUSY, SMP_OTHER, "busy", "--retries"},
    {ENXIO, SMP_OTHER, "gave no reply", ""},
    {EIO, SMP_OTHER, "failed in the driver", "kernel log"},
    {ENODEV, SMP_OPEN, "has gone", "unplugged"},
    {ENOMEM, SMP_RESOURCE, "no memory", ""},
    {EINTR, SMP_OTHER, "signal", ""},
    {ENOSPC, SMP_OTHER, "cannot send to 'expander-6:0': No space left on device", ""},
};

static void test_errnos(void)
{
    uint8_t response[72];
    size_t received;

    open_name("expander-6:0");
    for (size_t i = 0; i < sizeof send_errnos / sizeof *send_errnos; i++) {
        const struct errno_row *row = &send_errnos[i];

        answer("\x41\x00\x00\x06", 4, 0);
        driver.ioctl_errno = row->number;
        received = 99;
        ok(send_general(response, sizeof response, &received) == row->status && error.os_errno == row->number,
           "ioctl fails with errno %d", row->number);
        has_str(error.text, row->text, "... cause");
        has_str(error.hint, row->hint, "... advice");
        ok(received == 0 && response[0] == 0xa5 && driver.ioctls == 1,
           "... nothing is handed on, nothing repeated");
    }
    answer("\x41\x00\x01\x00\x00\x00\x00\x00", 8, 76 - 8);
    is_int(send_general(response, sizeof response, &received), SMP_OK, "the device is usable after errors");
    smp_device_end(&device);
    ok(sizeof send_errnos / sizeof *send_errnos == smp_sgv4_send_errnos.count + 1 &&
           sizeof open_errnos / sizeof *open_errnos == smp_sgv4_open_errnos.count + 1,
       "every errno with a row was tried, and one without");
}

/* ---- Hidden failures ------------------------------------------------------------------------------- */

/* Makes the reply of an MPI driver: data length, SAS status, IOC status. */
static void mpi_reply(uint16_t data, uint8_t sas, uint16_t ioc, uint32_t length)
{
    memset(driver.reply, 0, sizeof driver.reply);
    driver.reply[2] = 7;
    driver.reply[3] = 0x1a;
    driver.reply[4] = (uint8_t)data;
    driver.reply[5] = (uint8_t)(data >> 8);
    driver.reply[13] = sas;
    driver.reply[14] = (uint8_t)ioc;
    driver.reply[15] = (uint8_t)(ioc >> 8);
    driver.reply_bytes = length;
}

/* Makes the tree's host one of another driver. */
static void set_driver(const char *name)
{
    tree_text(TREE_HOST "/scsi_host/host6/proc_name", name);
}

static void test_mpi(void)
{
    static const uint8_t good[32] = {0x41, 0x00, 0x00, 0x07, 0x01};
    static const struct {
        const char *name;
        uint16_t data;
        uint8_t sas;
        uint16_t ioc;
        int32_t din_resid;
        int status, os_errno;
        size_t received;
        const char *text;
    } rows[] = {
        {"success", 32, 0, 0x0000, 44, SMP_OK, 0, 32, ""},
        {"success with log info", 32, 0, 0x8000, 44, SMP_OK, 0, 32, ""},
        {"underrun is success", 32, 0, 0x0045, 44, SMP_OK, 0, 32, ""},
        {"SMP request failed", 0, 3, 0x8090, 76, SMP_OTHER, 0, 0,
         "SMP request failed (IOC status 0x0090); bad destination (SAS status 0x03)"},
        {"SAS status alone", 0, 0x13, 0, 76, SMP_OTHER, 0, 0, "connection failed (SAS status 0x13)"},
        {"unknown SAS status", 0, 0x77, 0, 76, SMP_OTHER, 0, 0, "unknown status (SAS status 0x77)"},
        {"device not there", 0, 0, 0x0043, 76, SMP_OPEN, 0, 0, "device not there"},
        {"busy", 0, 0, 0x0002, 76, SMP_OTHER, EBUSY, 0, "busy"},
        {"unknown IOC status", 0, 0, 0x0123, 76, SMP_OTHER, 0, 0, "unknown status (IOC status 0x0123)"},
        {"cut response", 20, 0, 0x0091, 76 - 24, SMP_MALFORMED, 0, 20, "longer than its room"},
        {"cut response, lying", 0xffff, 0, 0x0091, 0, SMP_MALFORMED, 0, 72, "longer than its room"},
    };
    uint8_t response[72];
    size_t received;

    set_driver("mpt3sas\n");
    open_name("expander-6:0");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int status;

        answer(good, rows[i].received > 32 ? 32 : rows[i].received, rows[i].din_resid);
        mpi_reply(rows[i].data, rows[i].sas, rows[i].ioc, 28);
        status = send_general(response, sizeof response, &received);
        ok(status == rows[i].status && received == rows[i].received && error.os_errno == rows[i].os_errno,
           "mpt3sas %s: status %d, %zu bytes", rows[i].name, status, received);
        has_str(error.text, rows[i].text, "... text");
    }
    answer(good, 0, 76);
    mpi_reply(0, 3, 0x90, 27);
    is_int(send_general(response, sizeof response, &received), SMP_MALFORMED, "a short reply is not decoded");
    mpi_reply(0, 3, 0x90, 100000);
    is_int(send_general(response, sizeof response, &received), SMP_OTHER,
           "a reply longer than its room is bounded");
    smp_device_end(&device);

    set_driver("mpi3mr\n");
    open_name("expander-6:0");
    answer(good, 0, 76);
    driver.reply[10] = 0x43;
    driver.reply[11] = 0x80;
    driver.reply_bytes = 20;
    is_int(send_general(response, sizeof response, &received), SMP_OTHER, "mpi3mr: failure in the reply");
    has_str(error.text, "IOC status 0x0043", "... with its number");
    answer(good, 32, 44);
    driver.reply_bytes = 20;
    is_int(send_general(response, sizeof response, &received), SMP_OK, "mpi3mr: success");
    smp_device_end(&device);

    set_driver("mvsas\n");
    open_name("expander-6:0");
    answer(good, 32, 0);
    mpi_reply(0, 3, 0x90, 28);
    is_int(send_general(response, sizeof response, &received), SMP_OK,
           "libsas: what is in the reply means nothing");
    is_int((long long)received, 32, "... the frame rules");
    smp_device_end(&device);
}

int main(void)
{
    if (!tree_begin() || access("/dev/null", F_OK) != 0) {
        return tap_bail("no temporary folder, or no /dev/null");
    }
    tree_shelf("mvsas");
    tree_null_is(TREE_EXPANDER, "expander-6:0");
    test_abi();
    test_match();
    test_match_device();
    test_open();
    test_request();
    test_lengths();
    test_statuses();
    test_errnos();
    test_mpi();
    test_hostile();
    tree_end();
    return tap_done();
}
