/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The interface to Fusion MPT adapters, against a fake driver and built trees of /sys and /proc. */
#include "core/devnum.h"
#include "fake_system.h"
#include "interface/abi_mpt.h"
#include "interface/sysfs.h"
#include "interface/mpt.h"

static const uint8_t request[8] = { 0x40, 0x00, 0x11, 0x00, 0x00, 0x00, 0x00, 0x00 };
static const uint8_t good_reply[28] = { 0, 0, 7, 0x1a, 0x1c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

static uint8_t seen[100]; /* the block as the driver got it */
static uint8_t seen_out[SMP_MAX_FRAME];
static uint8_t reply[28];
static size_t reply_bytes; /* 0: the driver leaves the buffer alone */
static uint8_t answer[SMP_MAX_FRAME];
static size_t answer_bytes;
static uint32_t adapter_type;
static struct smp_mpt_ioc_info seen_info;

static uint32_t word_at(size_t offset)
{
    uint32_t word;

    memcpy(&word, seen + offset, sizeof word);
    return word;
}

static void *pointer_at(size_t offset)
{
    void *pointer;

    memcpy(&pointer, seen + offset, sizeof pointer);
    return pointer;
}

/* Offsets of the documented block, 64-bit and 32-bit. */
static size_t at(size_t lp64, size_t ilp32)
{
    return sizeof(void *) == 8 ? lp64 : ilp32;
}

static int driver(unsigned long number, void *argument)
{
    if (number == 0xc05c6d11UL || number == 0xc05c4c11UL) {
        memcpy(&seen_info, argument, sizeof seen_info);
        memcpy((uint8_t *)argument + 12, &adapter_type, sizeof adapter_type);
        return 0;
    }
    if (number != at(0xc0486d14UL, 0xc0386d14UL) && number != at(0xc0484c14UL, 0xc0384c14UL)) {
        errno = ENOTTY;
        return -1;
    }
    memcpy(seen, argument, at(100, 84));
    memcpy(seen_out, pointer_at(at(32, 24)), word_at(at(56, 40)));
    memcpy(pointer_at(16), reply, reply_bytes);
    memcpy(pointer_at(at(24, 20)), answer, answer_bytes);
    return 0;
}

static struct smp_device device;
static uint8_t response[SMP_MAX_FRAME];
static size_t received;
static struct smp_error error;

static void set_target(const char *path, unsigned number, unsigned minor_number)
{
    memset(&device, 0, sizeof device);
    device.interface = &smp_interface_mpt;
    device.target.given = path;
    device.target.root = tree;
    device.target.number = number;
    device.target.has_number = true;
    device.target.timeout_ms = 20000;
    device.target.exists = true;
    device.target.status.st_mode = S_IFCHR | 0600;
    device.target.status.st_rdev = makedev(10, minor_number);
    snprintf(device.target.path, sizeof device.target.path, "%s", path);
    device.sas_address = 0x5001517e85c3efff;
    device.target.sas_address = device.sas_address;
}

static void begin(const char *path, unsigned minor_number)
{
    fake_reset(driver);
    memcpy(reply, good_reply, sizeof reply);
    reply_bytes = sizeof reply;
    memset(answer, 0, sizeof answer);
    memcpy(answer, "\x41\x00\x00\x06", 4);
    answer_bytes = 28;
    adapter_type = 6;
    set_target(path, 1, minor_number);
    is_int(smp_device_begin(&device, &error), SMP_OK, path);
}

static void end(void)
{
    smp_device_end(&device);
    fake_is_closed("end");
}

static int send_room(size_t room)
{
    memset(response, 0xee, sizeof response);
    memset(&error, 0, sizeof error);
    received = 9999;
    return smp_device_exchange(&device, request, sizeof request, response, room, &received, &error);
}

static void test_bytes(void)
{
    static const uint8_t frame[32] = { 0x00, 0xff, 0x00, 0x1a, 0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                       0xff, 0xef, 0xc3, 0x85, 0x7e, 0x51, 0x01, 0x50 };
    uint8_t first_family[32];

    begin("/dev/mpt3ctl", 222);
    is_int(seen_info.ioc, 1, "IOCINFO asks for the adapter of ,1");
    ok(fake.flags == O_RDONLY, "opened read only");
    is_int(send_room(60), SMP_OK, "a request succeeds");
    is_int((long long)fake.request, (long long)at(0xc0484c14, 0xc0384c14), "MPT3COMMAND's number");
    is_int(word_at(0), 1, "ioc number");
    is_int(word_at(4), 0, "port");
    is_int(word_at(8), 0, "max data size");
    is_int(word_at(12), 20, "timeout in seconds");
    ok(pointer_at(at(40, 28)) == NULL && word_at(at(60, 44)) == 0, "no sense buffer");
    is_int(word_at(at(48, 32)), 128, "max reply bytes");
    is_int(word_at(at(52, 36)), 64, "data in counts the CRC");
    is_int(word_at(at(56, 40)), 8, "data out does not");
    is_int(word_at(at(64, 48)), 8, "SGL offset in words");
    is_bytes(seen + at(68, 52), frame, sizeof frame, "message frame, address little endian");
    is_bytes(seen_out, request, sizeof request, "request bytes");
    is_int((long long)received, 28, "length as the adapter says");
    is_bytes(response, answer, 28, "response bytes");
    is_int(response[28], 0xee, "nothing behind them is touched");
    end();

    begin("/dev/mptctl", 220);
    is_int(send_room(60), SMP_OK, "a request through mptctl");
    is_int((long long)fake.request, (long long)at(0xc0486d14, 0xc0386d14), "MPTCOMMAND's number");
    memcpy(first_family, frame, sizeof frame);
    first_family[1] = 0;
    is_bytes(seen + at(68, 52), first_family, sizeof first_family, "message frame of MPT 1 with port 0");
    device.target.timeout_ms = 1;
    send_room(60);
    is_int(word_at(12), 1, "timeout is rounded up");
    end();
}

static void test_limits(void)
{
    static uint8_t largest[SMP_MAX_FRAME] = { 0x40, 0x8b };
    int status;

    begin("/dev/mpt3ctl", 222);
    reply[4] = 0x00;
    reply[5] = 0x04;
    answer_bytes = sizeof answer;
    memset(answer + 4, 0x5a, sizeof answer - 4);
    status = smp_device_exchange(&device, largest, sizeof largest, response, SMP_MAX_FRAME, &received,
                                    &error);
    is_int(status, SMP_OK, "largest frames");
    ok(word_at(at(52, 36)) == 1028 && word_at(at(56, 40)) == 1024, "largest sizes for the driver");
    is_int(seen[at(72, 56)] | seen[at(73, 57)] << 8, 1024, "largest size in the message frame");
    is_int((long long)received, 1024, "largest response");
    is_bytes(response, answer, sizeof answer, "all its bytes");
    is_int(send_room(100), SMP_MALFORMED, "a response longer than fits");
    is_int((long long)received, 100, "what fits is stored");
    has_str(error.text, "1024 bytes, room for 100", "and told");
    end();
}

/* Replies that are no success. */
static void test_replies(void)
{
    static const struct {
        const char *name;
        uint8_t words, function, sas;
        uint8_t ioc_low, ioc_high, bytes;
        int status;
        size_t received;
        const char *part;
    } rows[] = {
        { "zero reply", 0, 0, 0, 0, 0, 28, SMP_OTHER, 0, "no reply" },
        { "other function", 7, 0x18, 0, 0, 0, 28, SMP_OTHER, 0, "no reply" },
        { "default reply, invalid field", 5, 0x1a, 0, 0x07, 0, 0, SMP_OTHER, 0, "invalid field" },
        { "default reply without status", 5, 0x1a, 0, 0, 0, 0, SMP_OTHER, 0, "no reply" },
        { "SMP request failed, bad destination, log info valid", 7, 0x1a, 3, 0x90, 0x80, 0, SMP_OTHER, 0,
          "bad destination" },
        { "log info", 7, 0x1a, 3, 0x90, 0x80, 0, SMP_OTHER, 0, "; IOC log info 0x31110700" },
        { "its address", 7, 0x1a, 3, 0x90, 0x00, 0, SMP_OTHER, 0, "; SAS address 0x5001517e85c3efff" },
        { "nothing of SAS success", 7, 0x1a, 0, 0x90, 0x00, 0, SMP_OTHER, 0, "(IOC status 0x0090); SAS address" },
        { "device not there", 7, 0x1a, 0, 0x43, 0, 0, SMP_OPEN, 0, "device not there" },
        { "SAS status alone", 7, 0x1a, 0x14, 0, 0, 0, SMP_OTHER, 0, "initiator response timeout" },
        { "underrun is success", 7, 0x1a, 0, 0x45, 0x80, 28, SMP_OK, 28, "" },
        { "SMP data overrun", 7, 0x1a, 0, 0x91, 0, 20, SMP_MALFORMED, 20, "" },
        { "no data", 7, 0x1a, 0, 0, 0, 0, SMP_MALFORMED, 0, "empty response" },
        { "busy", 7, 0x1a, 0, 0x02, 0, 0, SMP_OTHER, 0, "busy" },
        { "unknown status", 7, 0x1a, 0, 0x77, 0x01, 0, SMP_OTHER, 0, "0x0177" },
    };

    begin("/dev/mpt2ctl", 221);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        memset(reply, 0, sizeof reply);
        reply[2] = rows[i].words;
        reply[3] = rows[i].function;
        reply[4] = rows[i].bytes;
        reply[13] = rows[i].sas;
        reply[14] = rows[i].ioc_low;
        reply[15] = rows[i].ioc_high;
        memcpy(reply + 16, "\x00\x07\x11\x31", 4);
        is_int(send_room(60), rows[i].status, rows[i].name);
        is_int((long long)received, (long long)rows[i].received, "bytes stored");
        has_str(error.text, rows[i].part, "reason");
    }
    reply_bytes = 0;
    is_int(send_room(60), SMP_OTHER, "an untouched reply is no success");
    is_int((long long)received, 0, "nothing received");
    end();
}

static void test_tables(void)
{
    const struct smp_causes *table = &smp_mpt_send_errnos;

    begin("/dev/mpt3ctl", 222);
    for (size_t i = 0; i < table->count; i++) {
        fake.ioctl_errno = table->rows[i].number;
        is_row(send_room(60), &error, &table->rows[i], table->name);
        is_int((long long)received, 0, "nothing received");
    }
    end();
    table = &smp_mpt_open_errnos;
    for (size_t i = 0; i < table->count; i++) {
        fake_reset(driver);
        set_target("/dev/mpt3ctl", 0, 222);
        fake.open_errno = table->rows[i].number;
        is_row(smp_device_begin(&device, &error), &error, &table->rows[i], "open");
        fake_reset(driver);
        fake.ioctl_errno = table->rows[i].number;
        is_row(smp_device_begin(&device, &error), &error, &table->rows[i], "IOCINFO");
        fake_is_closed("after a failed open");
    }
}

static void test_open(void)
{
    static const int passing[] = { EAGAIN, EBUSY, EFAULT, EINTR };

    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++) {
        fake_reset(driver);
        set_target("/dev/mpt3ctl", 0, 222);
        fake.ioctl_errno = passing[i];
        is_int(smp_device_begin(&device, &error), SMP_OK, "IOCINFO of a busy adapter hinders nothing");
        end();
    }
    fake_reset(driver);
    adapter_type = 1;
    is_int(smp_device_begin(&device, &error), SMP_OPEN, "a Fibre Channel adapter is refused");
    has_str(error.text, "no SAS adapter", "with the reason");
    fake_is_closed("refused");
    set_target("/dev/mptctl", 256, 220);
    is_int(smp_device_begin(&device, &error), SMP_OPEN, "mptctl knows no adapter 256");
    has_str(error.text, "from 0 to 255", "and says so");
    set_target("/dev/null", 0, 3);
    is_int(smp_device_begin(&device, &error), SMP_OPEN, "another node is refused");
    device.target.force = true;
    fake_reset(driver);
    fake.ioctl_errno = ENOTTY;
    is_int(smp_device_begin(&device, &error), SMP_OK, "unless forced");
    is_int(send_room(60), SMP_OTHER, "and then fails when used");
    end();
}

static void match_is(const char *path, unsigned major_number, unsigned minor_number, enum smp_match expected,
                     const char *part)
{
    struct smp_verdict verdict;

    set_target(path, 0, minor_number);
    device.target.status.st_rdev = makedev(major_number, minor_number);
    verdict = smp_interface_mpt.match(&device.target);
    is_int(verdict.match, expected, path);
    has_str(verdict.reason, part, path);
}

static void test_match(void)
{
    struct smp_verdict verdict;

    match_is("/dev/mpt3ctl", 10, 222, MATCH_CERTAIN, "node of mpt3ctl");
    match_is("/dev/other", 10, 220, MATCH_CERTAIN, "node of mptctl");
    match_is("/dev/mpt3ctl", 10, 235, MATCH_NO, "misc device 10:235");
    match_is("/dev/mpt2ctl", 10, 99, MATCH_CERTAIN, "node of mpt2ctl");
    match_is("/dev/mpt2ctl", 10, 221, MATCH_CERTAIN, "node of mpt2ctl");
    match_is("/dev/mpt3ctl", 8, 222, MATCH_NO, "major number 10");
    set_target("/dev/mpt3ctl", 0, 222);
    device.target.status.st_mode = S_IFIFO;
    is_int(smp_interface_mpt.match(&device.target).match, MATCH_NO, "a FIFO");
    device.target.exists = false;
    verdict = smp_interface_mpt.match(&device.target);
    is_int(verdict.match, MATCH_NO, "a missing node");
    has_str(verdict.reason, "no such node", "says so");
    has_str(verdict.hint, "mpt3sas makes the node", "and what makes it");
    set_target("/dev/mpt4ctl", 0, 222);
    device.target.exists = false;
    ok(smp_interface_mpt.match(&device.target).hint == NULL, "another name");
    set_target("/dev/mptctl", 0, 220);
    device.target.root = "/nonexistent";
    is_int(smp_interface_mpt.match(&device.target).match, MATCH_POSSIBLE,
           "the number alone, without /sys and /proc");
}

static void test_expander_address(void)
{
    struct smp_known_expander known;

    set_target("/dev/mpt3ctl", 0, 222);
    ok(smp_mpt_expander(&device.target, &known), "sysfs knows an expander");
    is_int((long long)known.address, 0x500056b3789abdff, "of the lowest host and number that has an address");
    ok(!known.here && known.host == 2, "of another adapter");
    set_target("/dev/mpt3ctl", 4, 222);
    ok(smp_mpt_expander(&device.target, &known) && known.here && known.host == 10, "one of the named adapter");
    is_int((long long)known.address, 0x500056b3789abcff, "its address");
    set_target("/dev/mpt2ctl", 4, 221);
    ok(smp_mpt_expander(&device.target, &known) && !known.here, "the same number of another family");
    device.target.root = "/nonexistent";
    ok(!smp_mpt_expander(&device.target, &known), "a tree without expanders");
}

/* A tree with two of the drivers in sysfs, one that only /proc/misc tells, and hostile expander entries. */
static void build_tree(void)
{
    tree_begin();
    tree_folder("/sys/devices/virtual/misc/mpt3ctl");
    tree_folder("/sys/devices/virtual/misc/mptctl");
    tree_folder("/sys/devices/virtual/misc/rfkill");
    tree_link("/sys/dev/char/10:222", "../../devices/virtual/misc/mpt3ctl");
    tree_link("/sys/dev/char/10:220", "../../devices/virtual/misc/mptctl");
    tree_link("/sys/dev/char/10:235", "../../devices/virtual/misc/rfkill");
    tree_file("/proc/misc", "235 autofs\n 99 mpt2ctl\n221 mpt2ctl\n220 mptctl\n121 mpt3ctl_not\n");
    tree_folder("/sys/class/sas_expander/expander-10:0");
    tree_folder("/sys/class/sas_expander/expander-2:1");
    tree_folder("/sys/class/sas_expander/expander-2:0");
    tree_folder("/sys/class/sas_expander/expander-0:0");
    tree_folder("/sys/class/sas_expander/expander-1:x");
    tree_file("/sys/class/scsi_host/host2/proc_name", "mpt3sas\n");
    tree_file("/sys/class/scsi_host/host2/unique_id", "4x\n");
    tree_file("/sys/class/scsi_host/host10/proc_name", "mpt3sas\n");
    tree_file("/sys/class/scsi_host/host10/unique_id", "4\n");
    tree_file("/sys/class/sas_device/expander-10:0/sas_address", "0x500056b3789abcff\n");
    tree_file("/sys/class/sas_device/expander-2:1/sas_address", "0x500056b3789abdff\n");
    tree_file("/sys/class/sas_device/expander-2:0/sas_address", "0x0000000000000000\n");
    tree_file("/sys/class/sas_device/expander-0:0/sas_address", "\x01garbage\n");
}

int main(void)
{
    build_tree();
    test_bytes();
    test_limits();
    test_replies();
    test_tables();
    test_open();
    test_match();
    test_expander_address();
    tree_end();
    return tap_done();
}
