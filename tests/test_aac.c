/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The interface to Adaptec controllers, against a fake aacraid driver. */
#include "core/devnum.h"
#include "fake_system.h"
#include "interface/causes.h"

enum { FIB = 512, DATA = 60, CHUNK = 452, MAX_CALLS = 8, MORE = 0x100000 };

static uint8_t seen[MAX_CALLS][FIB]; /* FIBs as the driver got them */
static uint8_t answer[70000];

/* What the controller does with each FIB: state and length it writes back. */
static struct {
    uint32_t state;
    uint32_t length;
} script[MAX_CALLS];

static uint32_t get32(const uint8_t *bytes)
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static void put32(uint8_t *bytes, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(number >> 8 * i);
}

static int answering; /* FIBs that carried request bytes only */

static int driver(unsigned long number, void *argument)
{
    uint8_t *fib = argument;
    int call = fake.calls - 1;

    if (number != 0x42008 || call >= MAX_CALLS) {
        errno = ENOTTY;
        return -1;
    }
    memcpy(seen[call], fib, FIB);
    put32(fib + 48, script[call].state);
    put32(fib + 56, script[call].length);
    if (call >= answering)
        memcpy(fib + DATA, answer + (size_t)(call - answering) * CHUNK, CHUNK);
    return 0;
}

static struct smp_device device;
static uint8_t request[SMP_MAX_FRAME];
static uint8_t response[SMP_MAX_FRAME];
static size_t received;
static struct smp_error error;

static void set_target(const char *path, unsigned number)
{
    memset(&device, 0, sizeof device);
    device.interface = &smp_interface_aac;
    device.target.given = path;
    device.target.root = tree;
    device.target.number = number;
    device.target.exists = true;
    device.target.status.st_mode = S_IFCHR | 0600;
    device.target.status.st_rdev = makedev(247, 0);
    snprintf(device.target.path, sizeof device.target.path, "%s", path);
}

static void begin(void)
{
    fake_reset(driver);
    memset(script, 0, sizeof script);
    answering = 0;
    for (size_t i = 0; i < sizeof answer; i++)
        answer[i] = (uint8_t)(i % 251);
    for (size_t i = 0; i < sizeof request; i++)
        request[i] = (uint8_t)(i % 241);
    set_target("/dev/aac0", 3);
    is_int(smp_device_begin(&device, &error), SMP_OK, "opened");
}

static void end(void)
{
    smp_device_end(&device);
    fake_is_closed("end");
}

static int send_to(size_t bytes, size_t room)
{
    memset(response, 0xee, sizeof response);
    memset(&error, 0, sizeof error);
    received = 9999;
    fake.calls = 0;
    return smp_device_exchange(&device, request, bytes, response, room, &received, &error);
}

static void test_bytes(void)
{
    static const uint8_t header[DATA] = {
        0x01, 0x00, 0x10, 0x00, 0x8e, 0x03, 0x01, 0x00, 0xe0, 0x01, 0x00, 0x02, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 8, 0, 0, 0, 60, 0, 0, 0 };
    static const uint8_t zeros[CHUNK] = { 0 };

    begin();
    ok(fake.flags == O_RDWR, "opened");
    script[0].length = 28;
    is_int(send_to(8, 60), SMP_OK, "a request succeeds");
    is_int(fake.calls, 1, "in one FIB");
    is_bytes(seen[0], header, sizeof header, "FIB and SMP headers");
    is_bytes(seen[0] + DATA, request, 8, "request bytes");
    is_bytes(seen[0] + DATA + 8, zeros, CHUNK - 8, "zeros behind them");
    is_int((long long)received, 28, "length as the controller says");
    is_bytes(response, answer, 28, "response bytes");
    is_int(response[28], 0xee, "nothing behind them is touched");
    end();
}

static void test_chunks(void)
{
    begin();
    script[0].state = script[1].state = MORE;
    script[0].length = script[1].length = script[2].length = 1000;
    is_int(send_to(8, SMP_MAX_FRAME), SMP_OK, "a response of 1000 bytes");
    is_int(fake.calls, 3, "in three FIBs");
    is_int((long long)received, 1000, "all of it");
    is_bytes(response, answer, 1000, "in order");
    ok(get32(seen[1] + 48) == MORE && get32(seen[1] + 56) == 1000 && get32(seen[1] + 36) == 3,
       "later FIBs echo state, length and expander");
    is_int(seen[1][DATA], 0, "and carry no data");
    end();

    begin();
    script[0].state = script[1].state = 0x20000;
    script[2].length = 4;
    answering = 2;
    is_int(send_to(SMP_MAX_FRAME, 60), SMP_OK, "the largest request");
    is_int(fake.calls, 3, "in three FIBs");
    is_bytes(seen[0] + DATA, request, CHUNK, "first chunk");
    is_bytes(seen[1] + DATA, request + CHUNK, CHUNK, "second chunk");
    is_bytes(seen[2] + DATA, request + 2 * CHUNK, SMP_MAX_FRAME - 2 * CHUNK, "last chunk");
    ok(get32(seen[0] + 52) == SMP_MAX_FRAME && get32(seen[2] + 52) == SMP_MAX_FRAME,
       "all name the whole length");
    ok(get32(seen[0] + 48) == 0 && get32(seen[2] + 48) == 0x20000, "later chunks echo the state");
    is_bytes(response, answer, 4, "response to the last");
    end();

    begin();
    script[0].state = script[1].state = MORE;
    for (int i = 0; i < 3; i++)
        script[i].length = SMP_MAX_FRAME;
    is_int(send_to(8, SMP_MAX_FRAME), SMP_OK, "the largest response");
    is_bytes(response, answer, SMP_MAX_FRAME, "all its bytes");
    end();
}

/* Controllers that err or lie. */
static void test_bad(void)
{
    static const struct {
        const char *name;
        size_t room;
        uint32_t state[3];
        uint32_t length;
        int status;
        size_t received;
        const char *part;
    } rows[] = {
        { "error", 60, { 1 }, 0, SMP_OTHER, 0, "status 0x1" },
        { "busy", 60, { 2 }, 0, SMP_OTHER, 0, "busy" },
        { "time out", 60, { 3 }, 0, SMP_OTHER, 0, "time out" },
        { "bad parameter", 60, { 4 }, 0, SMP_OTHER, 0, "invalid parameter" },
        { "in progress", 60, { 0x10000 }, 0, SMP_OTHER, 0, "unexpected state" },
        { "no data", 60, { 0 }, 0, SMP_MALFORMED, 0, "empty" },
        { "longer than fits", 60, { 0 }, 61, SMP_MALFORMED, 60, "61 bytes, room for 60" },
        { "70000 bytes", 1024, { MORE, MORE, MORE }, 70000, SMP_MALFORMED, 1024, "70000 bytes" },
        { "more without end", 1024, { MORE, MORE, MORE }, 20, SMP_MALFORMED, 20, "more response" },
        { "ends early", SMP_MAX_FRAME, { 0 }, 600, SMP_MALFORMED, 452, "452 of 600" },
        { "fails between", SMP_MAX_FRAME, { MORE, 3 }, 600, SMP_OTHER, 0, "time out" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        begin();
        for (int j = 0; j < 3; j++) {
            script[j].state = rows[i].state[j];
            script[j].length = rows[i].length;
        }
        is_int(send_to(8, rows[i].room), rows[i].status, rows[i].name);
        is_int((long long)received, (long long)rows[i].received, "bytes stored");
        has_str(error.text, rows[i].part, "reason");
        ok(fake.calls <= 3, "%d FIBs", fake.calls);
        end();
    }
    begin();
    is_int(send_to(600, 60), SMP_OTHER, "a request that is not fully taken");
    has_str(error.text, "ended early", "is told");
    end();
}

static void test_tables(void)
{
    const struct smp_causes *table = &smp_aac_send_errnos;

    begin();
    for (size_t i = 0; i < table->count; i++) {
        fake.ioctl_errno = table->rows[i].number;
        is_row(send_to(8, 60), &error, &table->rows[i], table->name);
        is_int((long long)received, 0, "nothing received");
    }
    end();
    table = &smp_aac_open_errnos;
    for (size_t i = 0; i < table->count; i++) {
        fake_reset(driver);
        fake.open_errno = table->rows[i].number;
        is_row(smp_device_begin(&device, &error), &error, &table->rows[i], table->name);
        fake_is_closed(table->rows[i].symbol);
    }
    set_target("/dev/aac1", 0);
    fake.open_errno = ENOENT;
    is_int(smp_device_begin(&device, &error), SMP_OPEN, "a node that nobody makes");
    has_str(error.hint, "mknod -m 600 /dev/aac1 c 247 1", "how to make it");
    device.target.root = "/nonexistent";
    smp_device_begin(&device, &error);
    has_str(error.hint, "modprobe aacraid", "or how to load the driver");
}

static void match_is(const char *path, mode_t mode, unsigned major_number, enum smp_match expected,
                     const char *part)
{
    struct smp_verdict verdict;

    set_target(path, 0);
    device.target.exists = mode != 0;
    device.target.status.st_mode = mode;
    device.target.status.st_rdev = makedev(major_number, 2);
    verdict = smp_interface_aac.match(&device.target);
    is_int(verdict.match, expected, path);
    has_str(verdict.reason, part, path);
}

static void test_match(void)
{
    struct smp_verdict verdict;

    match_is("/dev/aac2", S_IFCHR, 247, MATCH_CERTAIN, "controller 2");
    match_is("/dev/other", S_IFCHR, 247, MATCH_CERTAIN, "controller 2");
    match_is("/dev/aac2", S_IFCHR, 246, MATCH_NO, "major number");
    match_is("/dev/aac2", S_IFBLK, 247, MATCH_NO, "not a character device");
    match_is("/dev/aac2", 0, 0, MATCH_POSSIBLE, "without a node");
    match_is("/dev/aac", 0, 0, MATCH_POSSIBLE, "without a node");
    match_is("/dev/aacx", 0, 0, MATCH_NO, "no such file");
    match_is("/dev/aac99999999999999", 0, 0, MATCH_NO, "no such file");
    set_target("/dev/aac0", 0);
    device.target.root = "/nonexistent";
    verdict = smp_interface_aac.match(&device.target);
    is_int(verdict.match, MATCH_NO, "without the driver");
    has_str(verdict.reason, "not loaded", "says so");
    device.target.exists = false;
    is_int(smp_interface_aac.match(&device.target).match, MATCH_NO, "nor a node");
}

int main(void)
{
    tree_begin();
    tree_file("/proc/devices",
              "Character devices:\n  1 mem\n248 aaction\n247 aac\n246 bsg\n\nBlock devices:\n246 aac\n");
    test_bytes();
    test_chunks();
    test_bad();
    test_tables();
    test_match();
    tree_end();
    return tap_done();
}
