/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * From a disk back to its expander: what a simulated disk tells, and which of several ways to an expander is
 * chosen on a system that shows it twice, or not at all. */
#include "fake_system.h"
#include "frames/log_protocol_port.h"
#include "scan/scan.h"
#include "scsi/log_page.h"
#include "sim/disk.h"

static const char domain_text[] =
    "smp_domain 1\n"
    "host hba0\n"
    "sas_address 0x500605b0000272b0\n"
    "phys 8\n"
    "expander a\n"
    "sas_address 0x500304802126a87f\n"
    "phys 40\n"
    "phy 0 attach hba0 0\n"
    "phy 9 attach ssp 0x5000cca2c271be1d name 0x5000cca2c271be1c\n"
    "phy 10 attach sata\n"
    "phy 20-29 attach ssp 0x5000cca2c271be1e far_phy 0+ name 0x5000cca2c271be1c\n"
    "phy 9 set phy_reset_problem_count 4294967295\n";

/* ---- The page of a simulated disk ------------------------------------------------------------------- */

static void count_page(const uint8_t *page, size_t length, unsigned *port_count, unsigned *phy_count)
{
    struct smp_log_walk walk = smp_log_walk(page, length);
    const uint8_t *port = NULL;

    for (*port_count = *phy_count = 0; smp_log_next(&walk); port = walk.port.data) {
        *port_count += walk.port.data != port;
        ++*phy_count;
    }
    if (walk.problem)
        ok(false, "page of %zu bytes: %s", length, walk.problem);
}

/* Bytes of the page of a disk; -1: there is no such disk. */
static long long page_bytes(const struct smp_sim_domain *domain, const char *disk)
{
    uint8_t page[400];
    size_t length;

    return smp_sim_disk_answer(domain, disk, page, sizeof page, &length, NULL) ? -1 : (long long)length;
}

static void test_page(struct smp_sim_domain *domain)
{
    unsigned ports, phys;
    bool good = true;

    ok(page_bytes(domain, "0x5000cca2c271be1d") > 0, "a disk by its SAS address");
    ok(page_bytes(domain, "0x5000cca2c271be1c") > 0, "by its device name");
    is_int(page_bytes(domain, "a.10"), 0, "a SATA disk by its place");
    is_int(page_bytes(domain, "a.0"), -1, "a host adapter is no disk");
    ok(page_bytes(domain, "a.20") > 0, "the disk by its other port");
    ok(page_bytes(domain, "a.020") > 0, "with three digits");
    is_int(page_bytes(domain, "a.0020"), -1, "with more it is no phy");
    for (size_t room = 0; room < 400; room++) {
        uint8_t *page = malloc(room + 1);
        size_t length;

        good = smp_sim_disk_answer(domain, "a.20", page, room, &length, NULL) == SMP_OK && good;
        count_page(page, length, &ports, &phys);
        good = good && length <= room && (phys == 0 || phys == 1 || phys == 5 || phys == 4);
        free(page);
    }
    ok(good, "as many whole ports as fit any room");
    is_int(ports, 2, "two ports");
    is_int(phys, 5, "a wide port tells of no more phys than its length byte can count");
}

static void is_value(const struct smp_frame *frame, const char *key, long long expected, const char *name)
{
    is_int((long long)smp_frame_value(frame, key), expected, name);
}

static void test_values(struct smp_sim_domain *domain)
{
    struct smp_log_walk walk;
    uint8_t page[400];
    size_t length;

    smp_sim_disk_answer(domain, "a.9", page, sizeof page, &length, NULL);
    walk = smp_log_walk(page, length);
    ok(smp_log_next(&walk), "the first phy");
    is_value(&walk.phy, "attached_sas_address", 0x500304802126a87f, "is attached to the expander");
    is_value(&walk.phy, "attached_phy_identifier", 9, "at its phy");
    is_value(&walk.phy, "attached_device_type", 2, "which is an expander");
    is_value(&walk.phy, "sas_address", 0x5000cca2c271be1d, "its own address");
    is_value(&walk.phy, "phy_reset_problem_count", 4294967295, "the counters of the link");
}

/* ---- Ways to an expander ----------------------------------------------------------------------------- */

/* A host with an expander; with node it has a bsg node. */
static void plant_host(unsigned host, const char *address, bool node)
{
    char expander[160], path[320], text[320];

    snprintf(expander, sizeof expander, "/sys/devices/pci0/host%u/port-%u:0/expander-%u:0", host, host, host);
    snprintf(path, sizeof path, "/sys/class/scsi_host/host%u/proc_name", host);
    tree_file(path, "mpt3sas\n");
    snprintf(path, sizeof path, "/sys/class/scsi_host/host%u/unique_id", host);
    snprintf(text, sizeof text, "%u\n", host - 6);
    tree_file(path, text);
    snprintf(path, sizeof path, "/sys/class/sas_device/expander-%u:0/sas_address", host);
    tree_file(path, address);
    snprintf(path, sizeof path, "%s/sas_device/expander-%u:0/sas_address", expander, host);
    tree_file(path, address);
    snprintf(path, sizeof path, "%s/sas_expander/expander-%u:0/vendor_id", expander, host);
    tree_file(path, "ACME\n");
    snprintf(path, sizeof path, "%s/bsg/expander-%u:0/dev", expander, host);
    tree_file(path, "248:1\n");
    snprintf(path, sizeof path, "%s/bsg/expander-%u:0/subsystem", expander, host);
    tree_link(path, "/sys/class/bsg");
    if (node) {
        snprintf(path, sizeof path, "/sys/class/bsg/expander-%u:0", host);
        snprintf(text, sizeof text, "../../..%s/bsg/expander-%u:0", expander, host);
        tree_link(path, text);
    }
    snprintf(path, sizeof path, "/sys/class/sas_expander/expander-%u:0", host);
    snprintf(text, sizeof text, "../../..%s/sas_expander/expander-%u:0", expander, host);
    tree_link(path, text);
}

static void test_ways(void)
{
    struct smp_scan scan = { .system = { .root = tree } };
    const struct smp_scan_target *target;
    struct smp_error error;
    char device[64];

    plant_host(6, "0x500304802126a87f\n", true);
    plant_host(7, "0x500304802126a87f\n", true);
    plant_host(8, "0x500304802126a8ff\n", false);
    is_int(smp_scan_system(&scan, &error), SMP_OK, "scanned");
    is_int((long long)scan.target_count, 3, "three targets");
    target = smp_scan_find(&scan, 0x500304802126a87f, "host7");
    is_str(target ? target->device : NULL, "/dev/bsg/expander-7:0", "of two ways that of the disk's host");
    target = smp_scan_find(&scan, 0x500304802126a87f, "host9");
    is_str(target ? target->device : NULL, "/dev/bsg/expander-6:0", "else the first one");
    ok(!smp_scan_find(&scan, 0x500304802126a8ff, "host8"), "an expander without node is no way");
    ok(!smp_scan_find(&scan, 0, "host6"), "no address is no expander");
    ok(!smp_scan_hidden_way(&scan, "host8", device, sizeof device), "nor is a control node that is missing");
    smp_scan_free(&scan);
    tree_file("/sys/class/misc/mpt3ctl/dev", "10:222\n");
    is_int(smp_scan_system(&scan, &error), SMP_OK, "scanned again");
    target = smp_scan_find(&scan, 0x500304802126a8ff, "host8");
    is_str(target ? target->device : NULL, "/dev/mpt3ctl,2", "the control node of its adapter is");
    ok(target && target->needs_address, "given the address");
    ok(smp_scan_hidden_way(&scan, "host7", device, sizeof device), "expanders that are not shown");
    is_str(device, "/dev/mpt3ctl,1", "are reached in the same way");
    ok(!smp_scan_hidden_way(&scan, "", device, sizeof device), "not without a host");
    is_int(fake.opens, 0, "nothing was opened");
    smp_scan_free(&scan);
}

int main(void)
{
    struct smp_sim_domain domain = { .file = "test.domain", .text = domain_text };
    struct smp_error error = { 0 };

    if (!tree_begin())
        return tap_bail("no temporary folder");
    is_int(smp_sim_parse(&domain, &error), SMP_OK, error.text);
    test_page(&domain);
    test_values(&domain);
    smp_sim_free(&domain);
    test_ways();
    tree_end();
    return tap_done();
}
