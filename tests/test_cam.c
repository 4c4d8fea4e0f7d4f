/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The interface to FreeBSD's CAM, against a fake transport layer and pass driver. */
#include "fake_system.h"
#include "interface/cam.h"

static const uint8_t request[8] = { 0x40, 0x00, 0x11, 0x00, 0x00, 0x00, 0x00, 0x00 };

static union ccb seen;       /* last block for the pass driver */
static union ccb seen_query; /* last block for the transport layer */
static uint8_t seen_request[SMP_MAX_FRAME];
static uint8_t answer[SMP_MAX_FRAME + 4];
static size_t answer_bytes;
static unsigned ccb_status;
static unsigned transport;
static unsigned list_status;
static const char *pass_name;
static int query_errno;

static int answer_query(union ccb *ccb)
{
    seen_query = *ccb;
    errno = query_errno;
    if (query_errno)
        return -1;
    snprintf(ccb->cgdl.periph_name, sizeof ccb->cgdl.periph_name, "%s", pass_name);
    ccb->cgdl.unit_number = 7;
    ccb->cgdl.status = list_status;
    return 0;
}

static int driver(unsigned long number, void *argument)
{
    union ccb *ccb = argument;

    if (number == CAMGETPASSTHRU)
        return answer_query(ccb);
    if (number != CAMIOCOMMAND) {
        errno = ENOTTY;
        return -1;
    }
    ccb->ccb_h.status = ccb_status;
    if (ccb->ccb_h.func_code == XPT_PATH_INQ) {
        ccb->ccb_h.status = CAM_REQ_CMP;
        ccb->cpi.transport = transport;
        return 0;
    }
    seen = *ccb;
    memcpy(seen_request, ccb->smpio.smp_request, (size_t)ccb->smpio.smp_request_len);
    memcpy(ccb->smpio.smp_response, answer, answer_bytes);
    return 0;
}

static struct smp_device device;
static uint8_t response[SMP_MAX_FRAME];
static size_t received;
static struct smp_error error;

static void set_target(const char *path)
{
    memset(&device, 0, sizeof device);
    device.interface = &smp_interface_cam;
    device.target.given = path;
    device.target.root = "";
    device.target.timeout_ms = 20000;
    device.target.exists = true;
    device.target.status.st_mode = S_IFCHR | 0600;
    snprintf(device.target.path, sizeof device.target.path, "%s", path);
}

static void reset(const char *path)
{
    fake_reset(driver);
    memset(answer, 0, sizeof answer);
    memcpy(answer, "\x41\x00\x00\x06", 4);
    answer_bytes = 32;
    ccb_status = CAM_REQ_CMP;
    transport = XPORT_SAS;
    list_status = 0;
    pass_name = "pass";
    query_errno = 0;
    set_target(path);
}

static void begin(const char *path)
{
    reset(path);
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
    begin("/dev/ses0");
    is_str(fake.path, "/dev/pass7", "the pass device that the transport layer names");
    is_int(fake.flags, O_RDWR, "opened for writing, as the pass driver wants it");
    is_int(fake.opens, 2, "beside xpt0");
    is_str(seen_query.cgdl.periph_name, "ses", "asked for the driver");
    is_int(seen_query.cgdl.unit_number, 0, "and unit");
    is_int(send_room(60), SMP_OK, "a request succeeds");
    is_int(seen.ccb_h.func_code, 0x91b, "XPT_SMP_IO");
    is_int(seen.ccb_h.flags, 0x400, "an error does not freeze the queue");
    is_int(seen.ccb_h.timeout, 20000, "timeout in milliseconds");
    ok(seen.ccb_h.retry_count == 0 && seen.ccb_h.cbfcnp == NULL, "no retries, no callback");
    is_int(seen.smpio.smp_request_len, 8, "request length without CRC");
    is_int(seen.smpio.smp_response_len, 64, "response room with CRC");
    ok(seen.smpio.flags == 0 && seen.smpio.smp_request_sglist_cnt == 0, "plain buffers");
    is_bytes(seen_request, request, sizeof request, "request bytes");
    is_int((long long)received, 60, "all of the room may be valid");
    is_bytes(response, answer, 60, "response bytes");
    is_int(response[60], 0xee, "nothing behind the room is touched");
    ccb_status = 0x1e;
    answer[2] = 0x10;
    is_int(send_room(60), SMP_OK, "a function result other than 0 is a response");
    is_int(response[2], 0x10, "and is there");
    ccb_status = 0x40 | CAM_REQ_CMP;
    is_int(send_room(60), SMP_OK, "flags beside the status do not matter");
    answer_bytes = 0;
    is_int(send_room(60), SMP_MALFORMED, "an untouched buffer is no response");
    is_int((long long)received, 0, "nothing received");
    end();
}

static void test_limits(void)
{
    static uint8_t largest[SMP_MAX_FRAME] = { 0x40, 0x8b };
    int status;

    begin("/dev/pass3");
    is_int(fake.opens, 1, "a pass device needs no look-up");
    is_str(fake.path, "/dev/pass3", "and is opened itself");
    answer_bytes = sizeof answer;
    status = smp_device_exchange(&device, largest, sizeof largest, response, SMP_MAX_FRAME, &received,
                                    &error);
    is_int(status, SMP_OK, "largest frames");
    ok(seen.smpio.smp_request_len == 1024 && seen.smpio.smp_response_len == 1028, "largest lengths");
    is_bytes(seen_request, largest, sizeof largest, "all bytes of the largest request");
    is_bytes(response, answer, SMP_MAX_FRAME, "all bytes of the largest response");
    end();
}

static void test_statuses(void)
{
    begin("/dev/da1");
    for (size_t i = 0; i < smp_cam_statuses.count; i++) {
        const struct smp_cause *row = &smp_cam_statuses.rows[i];

        ccb_status = (unsigned)row->number | 0x40;
        is_int(send_room(60), row->status, row->symbol);
        ok(strstr(error.text, row->symbol) && strstr(error.text, row->why) && error.os_errno == row->os_errno &&
               strcmp(error.hint, row->hint ? row->hint : "") == 0,
           "%s is told", row->symbol);
        is_int((long long)received, 0, "nothing received");
    }
    ccb_status = 0x2f;
    is_int(send_room(60), SMP_OTHER, "a status without a row");
    has_str(error.text, "CAM status 2fh", "is told by its number");
    end();
}

static void test_tables(void)
{
    const struct smp_causes *table = &smp_cam_send_errnos;

    begin("/dev/ses0");
    for (size_t i = 0; i < table->count; i++) {
        fake.ioctl_errno = table->rows[i].number;
        is_row(send_room(60), &error, &table->rows[i], table->name);
    }
    end();
    table = &smp_cam_open_errnos;
    for (size_t i = 0; i < table->count; i++) {
        reset("/dev/ses0");
        fake.open_errno = table->rows[i].number;
        is_row(smp_device_begin(&device, &error), &error, &table->rows[i], "open");
        reset("/dev/ses0");
        query_errno = table->rows[i].number;
        is_row(smp_device_begin(&device, &error), &error, &table->rows[i], "CAMGETPASSTHRU");
        fake_is_closed("after a failed open");
    }
}

static void test_open(void)
{
    reset("/dev/ses0");
    list_status = CAM_GDEVLIST_ERROR;
    is_int(smp_device_begin(&device, &error), SMP_OPEN, "a device without a pass device");
    has_str(error.text, "no pass-through device", "is told");
    reset("/dev/ses0");
    pass_name = "../../x";
    is_int(smp_device_begin(&device, &error), SMP_OPEN, "a strange answer is not followed");
    reset("/dev/da0");
    transport = 2;
    is_int(smp_device_begin(&device, &error), SMP_OPEN, "a parallel SCSI adapter");
    has_str(error.text, "no SAS adapter", "is told");
    fake_is_closed("refused");
    device.target.force = true;
    is_int(smp_device_begin(&device, &error), SMP_OK, "unless forced");
    end();
    reset("/dev/null");
    is_int(smp_device_begin(&device, &error), SMP_OPEN, "a name that CAM cannot have");
}

static void match_is(const char *path, mode_t mode, enum smp_match expected, const char *part)
{
    struct smp_verdict verdict;

    set_target(path);
    device.target.exists = mode != 0;
    device.target.status.st_mode = mode;
    verdict = smp_interface_cam.match(&device.target);
    is_int(verdict.match, expected, path);
    has_str(verdict.reason, part, path);
}

static void test_match(void)
{
    match_is("/dev/ses0", S_IFCHR, MATCH_CERTAIN, "unit 0 of the CAM driver ses");
    match_is("/dev/nsa12", S_IFCHR, MATCH_CERTAIN, "unit 12 of the CAM driver sa");
    match_is("/dev/da3p1", S_IFCHR, MATCH_CERTAIN, "unit 3 of the CAM driver da");
    match_is("/dev/da3s1a", S_IFCHR, MATCH_CERTAIN, "unit 3 of the CAM driver da");
    match_is("ses1", 0, MATCH_POSSIBLE, "unit 1");
    match_is("/dev/ses", S_IFCHR, MATCH_NO, "not the name");
    match_is("/dev/nvme0", S_IFCHR, MATCH_NO, "not the name");
    match_is("/dev/da0.nop", S_IFCHR, MATCH_NO, "not the name");
    match_is("/dev/da99999999999999999999", S_IFCHR, MATCH_NO, "not the name");
    match_is("/dev/abcdefghijklmnopqrstuvwxyz1", S_IFCHR, MATCH_NO, "not the name");
    match_is("/dev/ses0", S_IFREG, MATCH_NO, "not a character device");
    set_target("/dev/ses0");
    device.target.has_number = true;
    is_int(smp_interface_cam.match(&device.target).match, MATCH_NO, "no number behind a comma");
}

int main(void)
{
    test_bytes();
    test_limits();
    test_statuses();
    test_tables();
    test_open();
    test_match();
    return tap_done();
}
