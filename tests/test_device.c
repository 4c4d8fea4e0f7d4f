/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Names of targets, the choice of the interface with its reasons and refusals, and what the library does
 * around an interface's send(). */
#include "core/system.h"
#include "interface/interface.h"
#include "sysfs_tree.h"
#include "tap.h"

#include <errno.h>

/* ---- The system: nothing answers ------------------------------------------------------------------- */

int smp_sys_open(const char *path, int flags)
{
    return open(path, flags);
}

int smp_sys_close(int fd)
{
    return close(fd);
}

int smp_sys_ioctl(int fd, unsigned long request, void *argument)
{
    (void)fd;
    (void)request;
    (void)argument;
    errno = ENOTTY;
    return -1;
}

/* ---- Helpers --------------------------------------------------------------------------------------- */

static struct smp_error error;

/* The lines of diagnosis of one call. */
static struct {
    char text[8192];
    unsigned lines;
} seen;

static void keep_line(void *user, int level, const char *text)
{
    size_t used = strlen(seen.text);

    (void)user;
    seen.lines++;
    snprintf(seen.text + used, sizeof seen.text - used, "%d %s\n", level, text);
}

static const struct smp_trace trace = {.line = keep_line, .level = 9};

/* Opens a name of the tree with --interface=wanted, closes it again, and returns the status; the interface's
 * name goes to *interface. */
static int try_open(const char *name, const char *wanted, const char **interface)
{
    struct smp_open_options options = {.size = sizeof options, .interface = wanted, .trace = &trace};
    struct smp_device *device;
    int status;

    memset(&seen, 0, sizeof seen);
    memset(&error, 0, sizeof error);
    status = smp_device_open_at(&device, tree_root, name, &options, &error);
    *interface = device == NULL ? NULL : smp_device_interface(device);
    if (device != NULL && strcmp(smp_device_name(device), name) != 0) {
        status = -1;
    }
    smp_device_close(device);
    return status;
}

/* ---- Names ----------------------------------------------------------------------------------------- */

static void test_parse(void)
{
    static char too_long[SMP_NAME_MAX + 1];
    static const struct {
        const char *name;
        int status;
        const char *path;
        bool has_number;
        unsigned number;
    } rows[] = {
        {"/nowhere/mptctl", SMP_OK, "/nowhere/mptctl", false, 0},
        {"/nowhere/mptctl,0", SMP_OK, "/nowhere/mptctl", true, 0},
        {"/nowhere/mptctl,12", SMP_OK, "/nowhere/mptctl", true, 12},
        {"/nowhere/mptctl,0x1F", SMP_OK, "/nowhere/mptctl", true, 31},
        {"/nowhere/mptctl,4294967295", SMP_OK, "/nowhere/mptctl", true, 4294967295U},
        {"a,b,3", SMP_OK, "a,b", true, 3},
        {"expander-6:0", SMP_OK, "expander-6:0", false, 0},
        {"folder///", SMP_OK, "folder", false, 0},
        {"/", SMP_OK, "/", false, 0},
        {"///", SMP_OK, "/", false, 0},
        {"", SMP_SYNTAX, "", false, 0},
        {",3", SMP_SYNTAX, "", false, 0},
        {"x,", SMP_SYNTAX, "", false, 0},
        {"x,1a", SMP_SYNTAX, "", false, 0},
        {"x,0x", SMP_SYNTAX, "", false, 0},
        {"x,0xg", SMP_SYNTAX, "", false, 0},
        {"x,-1", SMP_SYNTAX, "", false, 0},
        {"x,+1", SMP_SYNTAX, "", false, 0},
        {"x, 1", SMP_SYNTAX, "", false, 0},
        {"x,4294967296", SMP_SYNTAX, "", false, 0},
        {"x,99999999999999999999999", SMP_SYNTAX, "", false, 0},
        {too_long, SMP_SYNTAX, "", false, 0},
    };

    memset(too_long, 'a', SMP_NAME_MAX);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct smp_target target = {.root = ""};
        int status = smp_target_parse(&target, rows[i].name, &error);

        ok(status == rows[i].status && (status != SMP_OK || (strcmp(target.path, rows[i].path) == 0 &&
                                                             target.has_number == rows[i].has_number &&
                                                             target.number == rows[i].number)),
           "name '%.40s': status %d", rows[i].name, status);
    }
}

/* Names with commas that exist. */
static void test_parse_existing(void)
{
    struct smp_target target = {.root = tree_root};

    tree_text("/file", "x");
    tree_text("/file,1", "x");
    tree_text("/odd,1", "x");
    tree_text("/odd,name", "x");
    tree_text("/dev/node", "x");
    smp_target_parse(&target, tree_path("/file,1"), &error);
    ok(target.number == 1 && target.exists && strcmp(target.path, tree_path("/file")) == 0,
       "FILE,N is FILE and N");
    smp_target_parse(&target, tree_path("/odd,1"), &error);
    ok(!target.has_number && target.number == 0 && target.exists, "... but a file where there is no FILE");
    is_int(smp_target_parse(&target, tree_path("/odd,name"), &error), SMP_OK, "a file may have a comma");
    ok(target.exists && !target.has_number, "... and is found");
    smp_target_parse(&target, "/dev/node", &error);
    is_str(target.path, tree_path("/dev/node"), "names of the system are looked up in the tree");
    target.root = "";
    smp_target_parse(&target, "/dev/node", &error);
    is_str(target.path, "/dev/node", "... or as they are");
}

/* ---- Small files ----------------------------------------------------------------------------------- */

static void test_read_line(void)
{
    char line[16];

    tree_text("/a", "one\ntwo\n");
    tree_text("/b", "no end");
    tree_text("/c", "much longer than sixteen bytes\n");
    tree_bytes("/d", "a\x1b[0m\0z\n", 8);
    tree_text("/e", "\nx\n");
    mkfifo(tree_path("/f"), 0600);
    ok(*smp_read_line(tree_path("/a"), line, sizeof line) && strcmp(line, "one") == 0, "first line");
    ok(*smp_read_line(tree_path("/b"), line, sizeof line) && strcmp(line, "no end") == 0, "line without end");
    ok(*smp_read_line(tree_path("/c"), line, sizeof line) && strcmp(line, "much longer tha") == 0,
       "long line is cut");
    ok(*smp_read_line(tree_path("/d"), line, sizeof line) && strcmp(line, "a.[0m.z") == 0,
       "unprintable bytes");
    ok(!*smp_read_line(tree_path("/e"), line, sizeof line), "empty line");
    ok(!*smp_read_line(tree_path("/f"), line, sizeof line), "a FIFO is not waited for");
    ok(!*smp_read_line(tree_path("/none"), line, sizeof line), "no file");
    ok(!*smp_read_line(tree_root, line, sizeof line), "a folder");
}

/* ---- Choosing -------------------------------------------------------------------------------------- */

static void test_automatic(void)
{
    const char *interface;

    is_int(try_open("expander-6:0", NULL, &interface), SMP_OK, "a bsg name");
    is_str(interface, "sgv4", "... is sgv4");
    has_str(seen.text, "2 sgv4: yes: bsg node expander-6:0 of an expander\n", "... verdict with reason");
    has_str(seen.text, "2 replay: no: no such file\n", "... and that of the others");
    has_str(seen.text, "2 'expander-6:0' is open through sgv4\n", "... and what came of it");
    is_int(try_open("/dev/bsg/expander-6:0,3", NULL, &interface), SMP_OK, "a number does no harm");
    is_str(interface, "sgv4", "... it is sgv4");
    is_int(try_open(tree_path("/recording"), NULL, &interface), SMP_OK, "a recording");
    is_str(interface, "replay", "... is replay");
    is_int(try_open(TREE_END_DEVICE, NULL, &interface), SMP_OK, "a node that may be a target");
    has_str(seen.text, "1 '" TREE_END_DEVICE "' is an end device", "... with a warning");
}

static void test_wanted(void)
{
    static const struct {
        const char *wanted;
        const char *warning; /* part of the trace */
    } rows[] = {
        {"sgv4", "2 sgv4: yes"},
        {"sg", "2 sgv4: yes"},
        {"sgio", "2 sgv4: yes"},
        {"bsg", "2 sgv4: yes"},
        {"sgv4,force", "2 sgv4: yes"},
        {"force", "2 sgv4: yes"},
        {"", "2 sgv4: yes"},
        {"nonsense", "0 unknown interface 'nonsense'"},
        {"sgv4,xyz", "0 unknown word 'xyz'"},
        {"nonsense,force", "0 unknown interface 'nonsense'"},
        {",force", "2 sgv4: yes"},
    };
    const char *interface;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int status = try_open("expander-6:0", rows[i].wanted, &interface);

        ok(status == SMP_OK && interface != NULL && strcmp(interface, "sgv4") == 0, "--interface=%s",
           rows[i].wanted);
        has_str(seen.text, rows[i].warning, "... trace");
    }
    is_int(try_open("expander-6:0", "replay", &interface), SMP_OPEN, "an interface that says no is refused");
    has_str(error.text, "interface replay cannot use 'expander-6:0': no such file", "... with its reason");
    is_str(error.hint, "", "... which needs no advice");
    is_int(try_open(tree_path("/file"), "replay", &interface), SMP_OPEN, "a file that is no recording");
    has_str(error.hint, "first line", "... how one is known");
    is_int(try_open("/dev/bsg/expander-8:0", "sgv4", &interface), SMP_OPEN, "a node that has gone");
    has_str(error.hint, "unplugged or renumbered", "... and what may have become of it");
    is_int(try_open(tree_path("/file"), "sgv4,force", &interface), SMP_OK, "force opens anything");
    is_str(interface, "sgv4", "... through the named interface");
    has_str(seen.text, "1 interface sgv4 is forced although it does not claim", "... and says so");
    is_int(try_open(tree_path("/file"), "force", &interface), SMP_OK, "force alone");
    is_str(interface, smp_interface_name(0), "... takes the first interface");
    is_int(try_open(tree_path("/recording"), "force", &interface), SMP_OK, "force alone on what is claimed");
    is_str(interface, "replay", "... takes what claims it");
    is_int(try_open(tree_path("/file"), "replay,force", &interface), SMP_OPEN,
           "force does not make a recording");
    has_str(error.text, "/file:1: this is no recording", "... with the line");
}

static void test_find(void)
{
    size_t count = 0;

    ok(strcmp(smp_interface_name(0), "sgv4") == 0, "sgv4 comes first");
    ok(smp_interface_find("sg") == smp_interface_find("sgv4"), "sg is sgv4");
    ok(smp_interface_find("bsgnode") == smp_interface_find("sgv4"), "bsg and any ending is sgv4");
    ok(smp_interface_find("s") == NULL && smp_interface_find("") == NULL, "shorter names are nothing");
    ok(smp_interface_find("sim") != NULL && strcmp(smp_interface_find("sim")->name, "sim") == 0,
       "sim is itself");
    while (smp_interface_name(count) != NULL) {
        ok(strcmp(smp_interface_find(smp_interface_name(count))->name, smp_interface_name(count)) == 0 &&
               smp_interface_help(count)[0] != '\0',
           "interface %s: %s", smp_interface_name(count), smp_interface_help(count));
        count++;
    }
    ok(smp_interface_name(count) == NULL && smp_interface_help(count) == NULL, "the list has an end");
}

/* ---- What is no target ----------------------------------------------------------------------------- */

static void test_refusals(void)
{
    const char *interface;

    is_int(try_open("/dev/bsg/expander-8:0", NULL, &interface), SMP_OPEN, "a name that does not exist");
    has_str(error.text, "cannot open '/dev/bsg/expander-8:0': interface sgv4: no such file", "... message");
    has_str(error.text, "No such file or directory", "... cause");
    has_str(error.hint, "/dev/bsg", "... advice");
    is_int(error.os_errno, ENOENT, "... errno");
    is_int(try_open(tree_path("/file"), NULL, &interface), SMP_OPEN, "a file");
    has_str(error.text, "it is a file, but neither a simulated domain nor a recording (tried ",
            "... message");
    has_str(error.hint, "first line", "... advice");
    is_int(try_open(tree_root, NULL, &interface), SMP_OPEN, "a folder");
    has_str(error.text, "it is a directory", "... message");
    is_int(try_open(tree_path("/f"), NULL, &interface), SMP_OPEN, "a FIFO");
    has_str(error.text, "it is a FIFO", "... message");
    is_int(try_open("/dev/null", NULL, &interface), SMP_OPEN, "a node that does not exist in the tree");
    tree_link("/dev/sda", "/dev/null");
    tree_remove(tree_path("/sys/dev/char/%s", tree_null()) + strlen(tree_root));
    is_int(try_open("/dev/sda", NULL, &interface), SMP_OPEN, "a node that sysfs does not know");
    has_str(error.text, "it is a character device (tried", "... message");
    has_str(error.hint, "/dev/bsg/expander-HOST:NUMBER", "... advice");
    tree_null_is(TREE_UNIT, "6:0:0:0");
    is_int(try_open("/dev/sda", NULL, &interface), SMP_OPEN, "a node of a logical unit");
    has_str(error.text, "it is a character device (bsg 6:0:0:0)", "... named as sysfs does");
    has_str(error.hint, "attached to is /dev/bsg/expander-6:0", "... its expander is the advice");
    is_int(try_open("/dev/sda", "sgv4", &interface), SMP_OPEN, "... also where the interface was named");
    has_str(error.text, "bsg node 6:0:0:0 of a logical unit, which is no SMP target", "... with its reason");
    has_str(error.hint, "attached to is /dev/bsg/expander-6:0", "... and its expander");
    is_int(try_open("/dev/sda", "sgv4,force", &interface), SMP_OK, "... unless forced");
    is_int(try_open(TREE_UNIT, NULL, &interface), SMP_OPEN, "the folder of a logical unit");
    has_str(error.hint, "attached to is /dev/bsg/expander-6:0", "... its expander is the advice");
    is_int(try_open("x,y", NULL, &interface), SMP_SYNTAX, "a name that is no name");
}

/* An interface that cannot do without an address, if this library has one. */
static void test_address(void)
{
    const char *interface;

    if (smp_interface_find("mpt") == NULL) {
        skip("missing SAS address", "no interface needs one");
        return;
    }
    is_int(try_open("/dev/sda", "mpt,force", &interface), SMP_SYNTAX, "missing SAS address");
    has_str(error.text, "--sa=ADDR is missing", "... message");
    has_str(error.hint, "--sa=0x5001517e85c3efff", "... and one that this system has");
}

/* ---- Sending --------------------------------------------------------------------------------------- */

/* What the interface below is told, and answers. */
static struct {
    size_t request_bytes, room;
    bool cleared;
    const uint8_t *answer;
    size_t length;
} wire;

static int fake_send(struct smp_device *device, struct smp_transfer *transfer, struct smp_error *problem)
{
    (void)device;
    wire.request_bytes = transfer->request_bytes;
    wire.room = transfer->room;
    wire.cleared = transfer->response[0] == 0 &&
                   memcmp(transfer->response, transfer->response + 1, sizeof transfer->response - 1) == 0;
    memcpy(transfer->response, wire.answer, wire.length < wire.room ? wire.length : wire.room);
    transfer->received = transfer->room;
    return wire.length > 0 ? SMP_OK : smp_fail(problem, SMP_OTHER, EAGAIN, "nobody there");
}

static void test_send(void)
{
    static const struct smp_interface fake = {.name = "fake",
                                              .no_length = true,
                                              .send = fake_send};
    static const uint8_t sas2[36] = {0x41, 0x00, 0x00, 0x07};
    static const uint8_t sas1[8] = {0x41, 0x00, 0x00, 0x00};
    static const uint8_t refused[8] = {0x41, 0x00, 0x01, 0x00};
    struct smp_device device = {.interface = &fake, .target = {.given = "x", .root = "", .trace = &trace}};
    uint8_t request[2000] = {0x40};
    uint8_t response[3000];
    size_t received;

    memset(response, 0xa5, sizeof response);
    wire.answer = sas2;
    wire.length = sizeof sas2;
    is_int(smp_device_send(&device, request, 8, response, sizeof response, &received, &error), SMP_OK,
           "send");
    ok(wire.request_bytes == 8 && wire.room == SMP_MAX_FRAME && wire.cleared,
       "room is cut to the longest frame and cleared");
    is_int((long long)received, 32, "an unknown length is derived from the frame");
    wire.answer = sas1;
    wire.length = sizeof sas1;
    smp_device_send(&device, request, 8, response, sizeof response, &received, &error);
    is_int((long long)received, 28, "... from the function, for SAS-1.1");
    wire.answer = refused;
    smp_device_send(&device, request, 8, response, sizeof response, &received, &error);
    is_int((long long)received, 4, "... a refusal has four bytes");
    smp_device_send(&device, request, 8, response, 12, &received, &error);
    ok(wire.room == 12, "room is the caller's where that is less");
    request[1] = 0x7e;
    smp_device_send(&device, request, 8, response, 100, &received, &error);
    is_int((long long)received, 100, "... unknown functions give what there is");
    wire.length = 0;
    memset(&seen, 0, sizeof seen);
    is_int(smp_device_send(&device, request, 8, response, 100, &received, &error), SMP_OTHER,
           "a failure is handed on");
    is_str(error.text, "nobody there: Resource temporarily unavailable", "... as it is");
    has_str(seen.text, "4 fake: function 0x7e", "... and traced");
    is_int(smp_device_send(&device, request, 3, response, 100, &received, &error), SMP_SYNTAX,
           "request too short");
    is_int(smp_device_send(&device, request, 1025, response, 100, &received, &error), SMP_SYNTAX,
           "request too long");
    has_str(error.text, "must be 4 to 1024 bytes", "... message");
    is_int(smp_device_send(&device, request, 8, response, 3, &received, &error), SMP_SYNTAX, "no room");
    is_int(smp_device_send(&device, request, 3, response, 100, &received, NULL), SMP_SYNTAX,
           "no error object");
}

/* ---- Errors ---------------------------------------------------------------------------------------- */

static void test_errors(void)
{
    char longest[600];

    memset(longest, 'x', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    is_int(smp_fail(&error, SMP_OPEN, 0, "cannot '%s'", "a\x1b\n\xc3"), SMP_OPEN,
           "smp_fail returns its status");
    is_str(error.text, "cannot 'a...'", "... text is made safe");
    smp_hint(&error, "do\t%d", 1);
    is_str(error.hint, "do.1", "... hint too");
    smp_fail(&error, SMP_OTHER, ENOENT, "'%s'", longest);
    is_str(error.hint, "", "... a new error has no hint");
    is_int((long long)strlen(error.text), sizeof error.text - 1, "a long text is cut");
    has_str(error.text, "xxx: No such file or directory", "... in front of the reason");
    smp_fail(&error, SMP_OTHER, 99999, "x");
    has_str(error.text, "x: ", "an errno without words has something");
    is_int(smp_fail(NULL, SMP_OTHER, 0, "x"), SMP_OTHER, "no object, no harm");
    smp_hint(NULL, "x");
    memset(&seen, 0, sizeof seen);
    smp_trace(&trace, 10, "too deep");
    smp_trace(NULL, 0, "nobody");
    is_int(seen.lines, 0, "lines that nobody asked for are not made");
    smp_trace(&trace, 9, "%s", "a\nb");
    is_str(seen.text, "9 a.b\n", "lines are safe");
}

/* The expander above that of a name. */
static uint64_t hop_of(const char *name)
{
    struct smp_device device = {.interface = smp_interface_find("sgv4"), .target.root = tree_root};
    struct smp_way way;

    smp_target_parse(&device.target, name, &error);
    smp_device_way(&device, &way);
    return way.next_hop;
}

static void test_next_hop(void)
{
    static const char below[] = TREE_EXPANDER "/port-6:0:3/expander-6:1";

    tree_folder(below);
    ok(hop_of(below) == 0x5001517e85c3efff, "an expander below another is reached through that");
    tree_folder(TREE_EXPANDER "/port-6:0:4/expander-6:10/port-6:10:0/expander-6:1");
    tree_text("/sys/class/sas_device/expander-6:10/sas_address", "0x5001517e85c3ef10\n");
    ok(hop_of(TREE_EXPANDER "/port-6:0:4/expander-6:10/port-6:10:0/expander-6:1") == 0x5001517e85c3ef10,
       "... whatever their names begin with");
    ok(hop_of(TREE_EXPANDER "/bsg/expander-6:0") == 0, "one at the host is not, nor through itself");
    ok(hop_of("/dev/bsg/expander-6:0") == 0, "... under the name of its node");
    ok(hop_of(TREE_HOST) == 0 && hop_of("/missing") == 0, "no expander, nothing above it");
}

int main(void)
{
    if (!tree_begin() || access("/dev/null", F_OK) != 0) {
        return tap_bail("no temporary folder, or no /dev/null");
    }
    if (smp_interface_find("sgv4") == NULL) {
        puts("1..0 # SKIP configured without sgv4");
        return 0;
    }
    tree_shelf("mvsas");
    tree_null_is(TREE_EXPANDER, "expander-6:0");
    tree_text("/recording", "# smp_utils recording 1\n");
    test_errors();
    test_parse();
    test_parse_existing();
    test_read_line();
    test_find();
    test_automatic();
    test_wanted();
    test_refusals();
    test_address();
    test_send();
    test_next_hop();
    tree_end();
    return tap_done();
}
