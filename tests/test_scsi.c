/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The seam of the SCSI pass-throughs: choosing one, sense data, log page 18h of honest and lying disks. */
#include "frames/log_protocol_port.h"
#include "output/output.h"
#include "scsi/abi_sg.h"
#include "scsi_data.h"

/* A disk with two ports: phy 0 attached to phy 4 of an expander, phy 1 (with a phy event) to an adapter. */
static const uint8_t page[] = {
    0x18, 0x00, 0x00, 0x80,
    /* port 1 */
    0x00, 0x01, 0x02, 0x34, 0x06, 0x00, 0x00, 0x01,
    0x00, 0x00, 0x00, 0x30 - 4, 0x21, 0x1b, 0x00, 0x02,
    0x50, 0x00, 0xc5, 0x00, 0x11, 0x22, 0x33, 0x41,
    0x50, 0x00, 0x56, 0xb3, 0x78, 0x9a, 0xbd, 0xff,
    0x04, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff,
    /* port 2 */
    0x00, 0x02, 0x02, 0x44, 0x06, 0x00, 0x00, 0x01,
    0x00, 0x01, 0x00, 0x3c, 0x10, 0x0a, 0x08, 0x00,
    0x50, 0x00, 0xc5, 0x00, 0x11, 0x22, 0x33, 0x42,
    0x50, 0x06, 0x05, 0xb0, 0x00, 0x02, 0x72, 0xb0,
    0x07, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 1,
    0, 0, 0, 0x01, 0, 0, 0, 9, 0, 0, 0, 0,
};

static const uint8_t *disk_page;
static size_t disk_bytes;
static uint8_t seen_cdbs[2][10];
static unsigned disk_calls;
static int disk_errno;          /* of the second command, 0: it is answered ... */
static size_t disk_second_bytes; /* ... with so many bytes at most */

static int driver(unsigned long number, void *argument)
{
    struct smp_sg_header *header = argument;
    size_t bytes = disk_bytes < header->data_bytes ? disk_bytes : header->data_bytes;

    if (number != SMP_SG_IO) {
        errno = ENOTTY;
        return -1;
    }
    if (disk_calls < 2)
        memcpy(seen_cdbs[disk_calls], header->cdb, 10);
    if (disk_calls++ == 1) {
        bytes = bytes < disk_second_bytes ? bytes : disk_second_bytes;
        errno = disk_errno;
        if (errno)
            return -1;
    }
    memcpy(header->data, disk_page, bytes);
    header->residual = (int)(header->data_bytes - bytes);
    return 0;
}

static void begin(const uint8_t *data, size_t bytes)
{
    fake_reset(driver);
    disk_page = data;
    disk_bytes = bytes;
    disk_calls = 0;
    disk_errno = 0;
    disk_second_bytes = SIZE_MAX;
    scsi_target(&smp_scsi_pass_sg, "/dev/sda");
    is_int(smp_device_begin(&scsi_device, &scsi_error), SMP_OK, "opened");
}

static void end(void)
{
    smp_device_end(&scsi_device);
    fake_is_closed("end");
}

static void test_read(void)
{
    static const uint8_t cdbs[2][10] = { { 0x4d, 0, 0x58, 0, 0, 0, 0, 0, 4, 0 },
                                         { 0x4d, 0, 0x58, 0, 0, 0, 0, 0, 132, 0 } };
    uint8_t *data;
    size_t length;

    begin(page, sizeof page);
    is_int(smp_log_page_read(&scsi_device, &data, &length, &scsi_error), SMP_OK, "the page is read");
    is_int(disk_calls, 2, "in two commands");
    is_bytes(seen_cdbs, cdbs, sizeof cdbs, "first its length, then all of it");
    is_int((long long)length, sizeof page, "length");
    is_bytes(data, page, sizeof page, "bytes");
    free(data);
    scsi_device.max_transfer = 100;
    is_int(smp_log_page_read(&scsi_device, &data, &length, &scsi_error), SMP_OK,
           "a system with a small limit");
    is_int((long long)length, 100, "reads what it can");
    free(data);
    end();
}

/* The header has come, the whole page does not: nothing is given, and no bytes of it are claimed. */
static void test_second_command_fails(void)
{
    uint8_t *data = scsi_room;
    size_t length = 1;

    begin(page, sizeof page);
    disk_errno = EIO;
    ok(smp_log_page_read(&scsi_device, &data, &length, &scsi_error) != SMP_OK, "a second command that fails");
    is_int((long long)length, 0, "gives no bytes");
    ok(data == NULL, "and nothing to free");
    end();
    data = scsi_room;
    length = 1;
    begin(page, sizeof page);
    disk_second_bytes = 3;
    is_int(smp_log_page_read(&scsi_device, &data, &length, &scsi_error), SMP_MALFORMED, "one that brings three bytes");
    ok(data == NULL && length == 0, "gives nothing as well");
    end();
}

static void test_bad_pages(void)
{
    static const uint8_t other[] = { 0x0d, 0, 0, 4, 0, 0, 0, 0 };
    static const uint8_t subpage[] = { 0x58, 1, 0, 4, 0, 0, 0, 0 };
    static const uint8_t lying[] = { 0x18, 0, 0xff, 0xff, 0, 1, 0, 4 };
    uint8_t *data;
    size_t length;

    begin(other, sizeof other);
    is_int(smp_log_page_read(&scsi_device, &data, &length, &scsi_error), SMP_MALFORMED, "another page");
    has_str(scsi_error.text, "log page 0dh instead of 18h", "is told");
    ok(data == NULL, "nothing to free");
    end();
    begin(subpage, sizeof subpage);
    is_int(smp_log_page_read(&scsi_device, &data, &length, &scsi_error), SMP_MALFORMED, "a subpage");
    end();
    begin(page, 3);
    is_int(smp_log_page_read(&scsi_device, &data, &length, &scsi_error), SMP_MALFORMED, "three bytes");
    end();
    begin(lying, sizeof lying);
    is_int(smp_log_page_read(&scsi_device, &data, &length, &scsi_error), SMP_OK, "a page that claims 64 KiB");
    is_int((long long)length, sizeof lying, "is what came of it");
    is_bytes(seen_cdbs[1] + 7, "\xff\xfc", 2, "the room asked for is even and below 64 KiB");
    free(data);
    end();
}

static void test_phys(void)
{
    struct smp_log_walk walk = smp_log_walk(page, sizeof page);

    ok(smp_log_next(&walk), "a first phy");
    is_int((long long)smp_frame_value(&walk.port, "relative_target_port_identifier"), 1, "of the first port");
    is_int((long long)smp_frame_value(&walk.phy, "attached_device_type"), 2, "attached to an expander");
    is_int((long long)smp_frame_value(&walk.phy, "attached_sas_address"), 0x500056b3789abdff, "its address");
    is_int((long long)smp_frame_value(&walk.phy, "attached_phy_identifier"), 4, "its phy");
    is_int((long long)smp_frame_value(&walk.phy, "negotiated_logical_link_rate"), 0xb, "rate");
    is_int((long long)smp_frame_value(&walk.phy, "running_disparity_error_count"), 2, "a counter");
    is_int((long long)smp_frame_value(&walk.phy, "phy_reset_problem_count"), 0xffffffff, "a counter at its end");
    ok(!smp_frame_row(&walk.phy, "nothing") && smp_log_next(&walk), "a second phy");
    is_int((long long)smp_frame_value(&walk.port, "relative_target_port_identifier"), 2, "of the second port");
    is_int((long long)smp_frame_value(&walk.phy, "number_of_phy_event_descriptors"), 1, "with a phy event");
    ok(!smp_log_next(&walk) && !walk.problem, "and an end without problems");
}

/* The rows serve all outputs. */
static void test_outputs(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct smp_log_walk walk = smp_log_walk(page, sizeof page);
    struct smp_text lines = { .out = out };
    struct smp_json json = { .out = out };

    smp_log_next(&walk);
    smp_text_frame(&lines, &walk.port);
    smp_text_frame(&lines, &walk.phy);
    smp_log_next(&walk);
    smp_json_object(&json, NULL);
    smp_json_frame(&json, &walk.phy);
    smp_json_end(&json);
    fclose(out);
    has_str(text, "number of phys: 1\n", "text of a port");
    has_str(text, "attached SAS address: 0x500056b3789abdff\n", "text of a phy");
    has_str(text, "invalid dword count: 1\n", "text of a counter");
    has_str(text, "\"attached_sas_address\": \"0x500605b0000272b0\"", "JSON of a phy");
    has_str(text, "\"phy_events\": [", "JSON of phy events");
    free(text);
}

/* Goes through whatever a page claims; AddressSanitizer watches the bounds. */
static unsigned walk_all(const uint8_t *data, size_t length)
{
    struct smp_log_walk walk = smp_log_walk(data, length);
    bool unknown[SMP_MAX_FRAME];
    unsigned phys = 0;

    for (; smp_log_next(&walk); phys++) {
        for (const struct smp_field *row = NULL; (row = smp_frame_next(&walk.phy, row));)
            continue;
        smp_frame_unknown(&walk.phy, unknown);
    }
    return phys;
}

static void test_hostile(void)
{
    uint32_t random = 12345;
    unsigned most = 0;

    for (size_t length = 0; length <= sizeof page; length++) {
        uint8_t *exact = malloc(length ? length : 1);

        memcpy(exact, page, length);
        walk_all(exact, length);
        free(exact);
    }
    for (int i = 0; i < 20000; i++) {
        size_t length = (size_t)(random >> 8) % 300;
        uint8_t *exact = malloc(length ? length : 1);

        for (size_t j = 0; j < length; j++) {
            random = random * 1664525 + 1013904223;
            exact[j] = j < sizeof page && random >> 28 ? page[j] : (uint8_t)(random >> 16);
        }
        random = random * 1664525 + 1013904223;
        unsigned phys = walk_all(exact, length);

        most = phys > most ? phys : most;
        free(exact);
    }
    ok(most < 300, "20000 random pages end (at most %u phys)", most);
}

static void test_truncated(void)
{
    struct smp_log_walk walk = smp_log_walk(page, 40);
    uint8_t more[sizeof page];

    ok(smp_log_next(&walk), "of a page cut inside a phy, what is there of the phy is given");
    is_str(walk.problem, "the page ends inside a port", "and told");
    ok(smp_frame_row(&walk.phy, "attached_sas_address") != NULL &&
           !smp_field_present(&walk.phy, smp_frame_row(&walk.phy, "invalid_dword_count")),
       "what was not received is absent");
    ok(!smp_log_next(&walk), "no phy follows");
    memcpy(more, page, sizeof page);
    more[11] = 2;
    walk = smp_log_walk(more, sizeof more);
    ok(smp_log_next(&walk) && !walk.problem, "of a port that announces two phys the one that is there is given");
    ok(smp_log_next(&walk) && smp_frame_value(&walk.port, "relative_target_port_identifier") == 2, "then the next port");
    is_str(walk.problem, "fewer phys received than announced", "and told");
}

static void test_sense_texts(void)
{
    static const struct {
        uint8_t bytes[18];
        size_t length;
        const char *text;
    } rows[] = {
        { { 0x70, 0, 5, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x20, 0 },
          18,
          "illegal request, command not supported (5/20/00)" },
        { { 0x72, 2, 4, 1 }, 8, "not ready, becoming ready (2/04/01)" },
        { { 0x71, 0, 6, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x29, 7 },
          18,
          "unit attention, power on or reset occurred (6/29/07)" },
        { { 0x70, 0, 0x0b }, 3, "aborted command, no additional sense (b/00/00)" },
        { { 0x70, 0, 3, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x99, 0x88 }, 18, "medium error (3/99/88)" },
        { { 0x70, 0 }, 2, "no usable sense data" },
        { { 0x00 }, 18, "no usable sense data" },
        { { 0 }, 0, "no usable sense data" },
    };
    char text[128];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        is_str(smp_sense_text(rows[i].bytes, rows[i].length, text, sizeof text), rows[i].text, "sense data");
}

static void test_choice(void)
{
    struct smp_device *device;

    is_int(smp_scsi_open(&device, "", "/nonexistent", NULL, &scsi_error), SMP_OPEN, "a missing file");
    is_int(scsi_error.os_errno, ENOENT, "with its errno");
    ok(device == NULL, "no device");
    tree_begin();
    tree_file("/plain", "no device");
    is_int(smp_scsi_open(&device, "", tree_path("/plain"), NULL, &scsi_error), SMP_OPEN, "a plain file");
    has_str(scsi_error.text, "is no SCSI device: ", "is told");
    tree_file("/domain", "smp_domain 1\nexpander a\nsas_address 0x500304802126a87f\nphys 4\nphy 3 attach sata\n");
    fake_reset(NULL);
    dup2(open(tree_path("/domain"), O_RDONLY), FAKE_FD); /* what smp_sys_open() gives: the domain is read from there */
    is_int(smp_scsi_open(&device, "", tree_path("/domain:a.3"), NULL, &scsi_error), SMP_OK, "a simulated disk");
    ok(device->interface == &smp_scsi_pass_sim, "by the pass-through that fits");
    is_int(device->target.timeout_ms, 20000, "with the usual timeout");
    smp_device_close(device);
    fake_is_closed("closed");
    tree_end();
}

int main(void)
{
    test_read();
    test_second_command_fails();
    test_bad_pages();
    test_phys();
    test_outputs();
    test_truncated();
    test_hostile();
    test_sense_texts();
    test_choice();
    return tap_done();
}
