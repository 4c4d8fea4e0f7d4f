/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The interface to Solaris and illumos, against a fake smp driver. */
#include "fake_system.h"
#include "interface/abi_usmp.h"
#include "interface/causes.h"

static const uint8_t request[8] = { 0x40, 0x00, 0x11, 0x00, 0x00, 0x00, 0x00, 0x00 };

static struct smp_usmp_command seen; /* as the driver got it */
static uint8_t seen_request[SMP_USMP_LARGEST];
static uint8_t answer[SMP_USMP_LARGEST];
static size_t answer_bytes;
static int answer_errno;

/* Copies the command in, and as much of the answer out as fits, whatever errno follows. */
static int driver(unsigned long number, void *argument)
{
    memcpy(&seen, argument, sizeof seen);
    if (number != 0x20005301) {
        errno = ENOTTY;
        return -1;
    }
    if (seen.request_bytes < 8 || seen.request_bytes > 1032 || seen.response_bytes < 8 ||
        seen.response_bytes > 1032) {
        errno = EINVAL;
        return -1;
    }
    memcpy(seen_request, seen.request, seen.request_bytes);
    memcpy(seen.response, answer, answer_bytes < seen.response_bytes ? answer_bytes : seen.response_bytes);
    errno = answer_errno;
    return answer_errno ? -1 : 0;
}

static struct smp_device device;
static uint8_t response[SMP_MAX_FRAME];
static size_t received;
static struct smp_error error;

static void begin(void)
{
    fake_reset(driver);
    memset(answer, 0, sizeof answer);
    memcpy(answer, "\x41\x00\x00\x06", 4);
    answer_bytes = 32;
    answer_errno = 0;
    memset(&device, 0, sizeof device);
    device.target.given = "/dev/smp/expd0";
    device.target.root = "";
    device.target.timeout_ms = 20000;
    snprintf(device.target.path, sizeof device.target.path, "/dev/smp/expd0");
    device.interface = &smp_interface_usmp;
    ok(smp_device_begin(&device, &error) == SMP_OK, "opened");
    ok(strcmp(fake.path, "/dev/smp/expd0") == 0 && fake.flags == O_RDONLY, "opened read only");
}

static void end(void)
{
    smp_device_end(&device);
    fake_is_closed("end");
}

static int send_to(const uint8_t *frame, size_t bytes, size_t room)
{
    memset(response, 0xee, sizeof response);
    memset(&error, 0, sizeof error);
    received = 9999;
    return smp_device_exchange(&device, frame, bytes, response, room, &received, &error);
}

static void test_bytes(void)
{
    uint8_t crc[4] = { 0 };

    begin();
    is_int(send_to(request, sizeof request, 60), SMP_OK, "a request succeeds");
    is_int((long long)fake.request, 0x20005301, "USMPCMD's number");
    is_int((long long)seen.request_bytes, 12, "request length counts the CRC");
    is_int((long long)seen.response_bytes, 64, "response length counts the CRC");
    is_int(seen.timeout, 20, "timeout in seconds");
    is_bytes(seen_request, request, sizeof request, "request bytes");
    is_bytes(seen_request + 8, crc, 4, "CRC space is zero");
    is_int((long long)received, 60, "all of the room may be valid");
    is_bytes(response, answer, 60, "response bytes");
    is_int(response[60], 0xee, "nothing behind the room is touched");
    device.target.timeout_ms = 1500;
    send_to(request, sizeof request, 60);
    is_int(seen.timeout, 2, "timeout is rounded up");
    device.target.timeout_ms = 0;
    send_to(request, sizeof request, 60);
    is_int(seen.timeout, 0, "timeout 0 leaves the driver's default");
    device.target.timeout_ms = UINT32_MAX;
    send_to(request, sizeof request, 60);
    is_int(seen.timeout, 4294968, "the largest timeout");
    end();
}

static void test_limits(void)
{
    static uint8_t largest[SMP_MAX_FRAME] = { 0x40, 0x8b };

    begin();
    is_int(send_to(request, 4, 4), SMP_OK, "smallest frames");
    ok(seen.request_bytes == 8 && seen.response_bytes == 8, "smallest frames are 8 bytes for the driver");
    is_int(send_to(request, 4, 1), SMP_OK, "room of one byte");
    is_int((long long)seen.response_bytes, 8, "response buffer never below eight bytes");
    ok(received == 1 && response[1] == 0xee, "one byte stored");
    is_int(send_to(largest, sizeof largest, SMP_MAX_FRAME), SMP_OK, "largest frames");
    ok(seen.request_bytes == 1028 && seen.response_bytes == 1028,
       "largest frames are 1028 bytes for the driver");
    is_bytes(seen_request, largest, sizeof largest, "all bytes of the largest request");
    end();
}

static void test_no_answer(void)
{
    begin();
    answer_bytes = 0;
    is_int(send_to(request, sizeof request, 60), SMP_MALFORMED, "an untouched buffer is no response");
    is_int((long long)received, 0, "nothing received");
    has_str(error.text, "first byte is 00h", "says so");
    answer[0] = 0x40;
    answer_bytes = 8;
    is_int(send_to(request, sizeof request, 60), SMP_MALFORMED, "a request frame is no response");
    end();
}

static void test_overflow(void)
{
    begin();
    answer_errno = EOVERFLOW;
    answer_bytes = 64;
    is_int(send_to(request, sizeof request, 8), SMP_MALFORMED, "EOVERFLOW is a malformed response");
    is_int((long long)received, 8, "what came is stored");
    is_bytes(response, answer, 8, "bytes of the truncated response");
    answer_bytes = 0;
    is_int(send_to(request, sizeof request, 8), SMP_MALFORMED, "EOVERFLOW without data");
    is_int((long long)received, 0, "nothing is stored then");
    end();
}

static unsigned phys;

static void note_field(void *user, const struct smp_value *value)
{
    (void)user;
    if (strcmp(value->key, "number_of_phys") == 0)
        phys = (unsigned)value->number;
}

/* A truncated response, from the driver through the library to its fields: what came is decoded. */
static void test_overflow_decoded(void)
{
    const struct smp_function *general = smp_function_by_code(0);
    const struct smp_visitor visitor = { .size = sizeof visitor, .field = note_field };
    int result = -1;

    begin();
    memcpy(answer, "\x41\x00\x00\x0b\x00\x00\x00\x00\x00\x25", 10);
    answer_errno = EOVERFLOW;
    answer_bytes = 48;
    is_int(smp_device_send(&device, request, sizeof request, response, 32, &received, &error), SMP_MALFORMED,
           "EOVERFLOW is told as 97");
    is_int((long long)received, 32, "with what fits");
    ok(error.os_errno == EOVERFLOW && strstr(error.text, "cut off"), "and why");
    smp_response_check(general, response, received, &result, NULL);
    is_int(result, 0, "the function was accepted");
    smp_response_walk(general, response, received, &visitor, NULL);
    is_int(phys, 37, "a field that came");
    end();
}

/* The errnos of usmp's manual page, and what a script sees of each. */
static void test_manual(void)
{
    static const struct {
        int number;
        int status;
        const char *part;
    } rows[] = {
        { EINVAL, SMP_OTHER, "refuses" },
        { ENOMEM, SMP_RESOURCE, "memory" },
        { EIO, SMP_OTHER, "did not" },
        { ETIME, SMP_OTHER, "in time" },
        { ENODEV, SMP_OPEN, "gone" },
        { EOVERFLOW, SMP_MALFORMED, "cut off" },
        { EPERM, SMP_OTHER, "PRIV_SYS_DEVICES" },
        { EFAULT, SMP_OTHER, "bad address" },
    };

    begin();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fake.ioctl_errno = rows[i].number;
        is_int(send_to(request, sizeof request, 60), rows[i].status, "status of an errno of the manual");
        has_str(error.text, rows[i].part, "its text");
        ok(received == 0 && error.os_errno == rows[i].number, "nothing received, errno kept");
    }
    end();
}

static void test_tables(void)
{
    const struct smp_causes *table = &smp_usmp_send_errnos;

    begin();
    for (size_t i = 0; i < table->count; i++) {
        fake.ioctl_errno = table->rows[i].number;
        is_row(send_to(request, sizeof request, 60), &error, &table->rows[i], table->name);
    }
    fake.ioctl_errno = EDOM;
    is_int(send_to(request, sizeof request, 60), SMP_OTHER, "an errno without a row");
    has_str(error.text, strerror(EDOM), "is told all the same");
    end();
    table = &smp_usmp_open_errnos;
    for (size_t i = 0; i < table->count; i++) {
        fake_reset(driver);
        fake.open_errno = table->rows[i].number;
        is_row(smp_device_begin(&device, &error), &error, &table->rows[i], table->name);
        fake_is_closed(table->rows[i].symbol);
    }
}

static void match_is(const char *path, mode_t mode, enum smp_match expected, const char *part)
{
    struct smp_target target = {
        .given = path, .root = "", .exists = mode != 0, .status = { .st_mode = mode }
    };
    struct smp_verdict verdict;

    snprintf(target.path, sizeof target.path, "%s", path);
    verdict = smp_interface_usmp.match(&target);
    is_int(verdict.match, expected, path);
    has_str(verdict.reason, part, path);
}

static void test_match(void)
{
    char path[SMP_NAME_MAX];

    match_is("/dev/smp/expd0", 0, MATCH_NO, "no such node");
    match_is("/nowhere", 0, MATCH_NO, "no such file");
    match_is("/dev/smp/expd0", S_IFCHR, MATCH_POSSIBLE, "/dev/smp");
    match_is("/dev/smp/expd0", S_IFREG, MATCH_NO, "not a character device");
    match_is("/dev/null", S_IFCHR, MATCH_NO, "no node of the smp driver");
    tree_begin();
    tree_file("/devices/pci@0/iport@f/smp@w500,0:smp", "");
    tree_link("/dev/smp/expd0", "../../devices/pci@0/iport@f/smp@w500,0:smp");
    snprintf(path, sizeof path, "%s/dev/smp/expd0", tree);
    match_is(path, S_IFCHR, MATCH_CERTAIN, "smp driver");
    tree_end();
}

int main(void)
{
    test_bytes();
    test_limits();
    test_no_answer();
    test_overflow();
    test_overflow_decoded();
    test_manual();
    test_tables();
    test_match();
    return tap_done();
}
