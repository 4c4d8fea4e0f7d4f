/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * The simulated domain as files: the language and its errors, detection, state, locking, faults. */
#include "sim_target.h"

#include "interface/interface.h"

#include <errno.h>
#include <glob.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>

static const char shelf[] =
    "# a comment\n"
    "smp_domain 1\n"
    "host hba0\n"
    "    sas_address 0x500605b0000272b0\n"
    "    phys 8\n"
    "expander shelf0\n"
    "    sas_address 0x50000d1000000100\n"
    "    phys 12\n"
    "    vendor \"ACME\" # behind\n"
    "    phy 0-3 attach hba0 0+ routing table\n"
    "    phy 4-7 attach ssp 0x5000c50000520a01+4 routing table\n"
    "    phy 8 attach sata\n"
    "    phy 9 disabled\n"
    "    phy 10 vacant\n";

/* ---- The language ---------------------------------------------------------------------------------- */

#define HEAD "smp_domain 1\n"
#define EXPANDER HEAD "expander e\nsas_address 0x50000d1000000100\nphys 4\n"

static const struct {
    const char *text;
    const char *error; /* without the file */
} errors[] = {
    { "", ":0: no domain file: the first line must be 'smp_domain 1'" },
    { "something\n", ":1: no domain file: the first line must be 'smp_domain 1'" },
    { "smp_domain\n", ":1: version of the language is missing" },
    { "smp_domain 2\n", ":1: version 2 of the language is not known" },
    { "smp_domain 1 2\n", ":1: unexpected word '2'" },
    { HEAD, ":1: the domain has no expander" },
    { HEAD "nonsense\n", ":2: unknown word 'nonsense'" },
    { HEAD "expander\n", ":2: name is missing" },
    { HEAD "host a\nexpander a\n", ":3: the name 'a' is used twice" },
    { HEAD "expander e\nnonsense 1\n", ":3: unknown word 'nonsense'" },
    { HEAD "expander e\nphys 0\n", ":3: an expander has at least one phy" },
    { HEAD "expander e\nphys 256\n", ":3: phys: must be a number from 0 to 255" },
    { HEAD "expander e\nphys many\n", ":3: phys: 'many' is no number" },
    { HEAD "expander e\nphys 4\nphys 4\n", ":4: phys are told twice" },
    { HEAD "expander e\nphys 4\n", ": expander 'e' has no sas_address" },
    { HEAD "expander e\nsas_address 1\n", ": expander 'e' has no phys" },
    { HEAD "expander e\nstandard SAS-9\n", ":3: unknown standard 'SAS-9'" },
    { HEAD "expander e\nphys 4\nstandard SAS-2\n", ":4: standard must be told before phys" },
    { HEAD "expander e\nphy 0 vacant\n", ":3: phys must be told before" },
    { HEAD "expander e\nsas_address 0x1ffffffffffffffff\n",
      ":3: sas_address: '0x1ffffffffffffffff' is no number" },
    { HEAD "latency fast\n", ":2: bad latency 'fast'" },
    { HEAD "requester nobody\nexpander e\nphys 1\nsas_address 1\n", ":2: no host is called 'nobody'" },
    { EXPANDER "phy 4 vacant\n", ":5: bad phys '4'" },
    { EXPANDER "phy 2-1 vacant\n", ":5: bad phys '2-1'" },
    { EXPANDER "phy 0-3 nonsense\n", ":5: unknown phy word 'nonsense'" },
    { EXPANDER "phy 0 attach\n", ":5: what to attach is missing" },
    { EXPANDER "phy 0 attach ssp\n", ":5: SAS address of the device is missing" },
    { EXPANDER "phy 0 attach nobody 0\n", ":5: 'nobody': no host or expander has this name" },
    { EXPANDER "phy 0 attach e 0\n", ":5: 'e': a phy at one end is vacant or has something else attached" },
    { EXPANDER "phy 0 attach e 9\n", ":5: 'e': the expander has not so many phys" },
    { EXPANDER "phy 0 rate 7\n", ":5: rate: must be 1.5, 3, 6, 12 or 22.5 (Gbps)" },
    { EXPANDER "phy 0 set nonsense 1\n", ":5: no field of a phy is called 'nonsense'" },
    { EXPANDER "phy 0-3 set attached_phy_identifier 254+\n",
      ":5: attached_phy_identifier of phy 2: at most 255" },
    { EXPANDER "phy 0 slot 1\n", ":5: device_slot_number came after the expander's standard" },
    { EXPANDER "set power_done_timeout 1\n", ":5: power_done_timeout came after the expander's standard" },
    { EXPANDER "phy 0 routing sideways\n", ":5: routing_attribute has no value 'sideways'" },
    { EXPANDER "phy 0 event nonsense\n", ":5: phy_event_source has no value 'nonsense'" },
    { EXPANDER "phy 0 group 8\n", ":5: the expander has 0 zone groups: see 'zoning'" },
    { EXPANDER "set nonsense 1\n", ":5: no field of an expander is called 'nonsense'" },
    { EXPANDER "set expander_change_count 65536\n", ":5: expander_change_count: at most 65535" },
    { EXPANDER "vendor \"NINE CHARS\"\n", ":5: vendor_identification: 'NINE CHARS' is longer than 8 bytes" },
    { EXPANDER "vendor \"ACME\n", ":5: a quote is not closed" },
    { EXPANDER "zoning nonsense\n", ":5: unknown zoning word 'nonsense'" },
    { EXPANDER "zoning\nzoning\n", ":6: zoning must be told once, after phys" },
    { EXPANDER "zoning\npermit 8 128\n", ":6: bad zone groups '128'" },
    { EXPANDER "zoning\npermit 8\n", ":6: the zone groups that may be reached are missing" },
    { EXPANDER "zone_row current 8 00\n", ":5: unknown word 'zone_row'" },
    { EXPANDER "phy 0 testing 1\n", ":5: unknown phy word 'testing'" },
    { EXPANDER "no_events\n", ":5: unknown word 'no_events'" },
    { EXPANDER "zone_password current 00\n", ":5: unknown word 'zone_password'" },
    { EXPANDER "save_request 0 00\n", ":5: unknown word 'save_request'" },
    { EXPANDER "set zone_lock_deadline 1\n", ":5: no field of an expander is called 'zone_lock_deadline'" },
    { EXPANDER "set number_of_phys 9\n", ":5: number_of_phys follows from other statements" },
    { EXPANDER "set function_result 9\n", ":5: function_result follows from other statements" },
    { EXPANDER "phy 0 set phy_identifier 77\n", ":5: phy_identifier follows from other statements" },
    { EXPANDER "zoning\nphy 0 set zone_group 128\n", ":6: zone_group of phy 0: at most 127" },
    { EXPANDER "zoning\nphy all group 126+\n", ":6: zone_group of phy 2: at most 127" },
    { EXPANDER "phy 0-2 set attached_sas_address 5+0x8000000000000000\n",
      ":5: attached_sas_address of phy 2: at most 18446744073709551615" },
    { EXPANDER "broadcast 20\n", ":5: broadcast_type: at most 15" },
    { EXPANDER "broadcast 2+\n", ":5: broadcast_type: one number, without a step" },
    { EXPANDER "broadcast change reason 99\n", ":5: broadcast_reason: at most 15" },
    { EXPANDER "broadcast change phy 4\n", ":5: phy: must be a number from 0 to 3" },
    { EXPANDER "self_configuration 999\n", ":5: status_type: at most 255" },
    { EXPANDER "self_configuration 1 phy 4\n", ":5: phy: must be a number from 0 to 3" },
    { EXPANDER "route 99 0 1\n", ":5: phy of the route: must be a number from 0 to 3" },
    { EXPANDER "phy 1 rate 12\n", ":5: rate: 12 Gbps is more than phy 1 can do" },
    { EXPANDER "gpio_register 0 0 00000000\n", ":5: no such GPIO register: see 'gpio'" },
    { EXPANDER "gpio 4\ngpio_register gpio_tx 1 00\n",
      ":6: index of the register: must be a number from 0 to 0" },
    { EXPANDER "quirk nonsense\n", ":5: unknown quirk 'nonsense'" },
    { EXPANDER "fault nonsense timeout\n", ":5: unknown function 'nonsense'" },
    { EXPANDER "fault any nonsense\n", ":5: unknown fault" },
    { EXPANDER "fault any result nonsense\n", ":5: function_result has no value 'nonsense'" },
    { EXPANDER "fault any errno nonsense\n", ":5: errno: 'nonsense' is no number" },
    { HEAD "host h\nphys 2\n"
           "expander e\nphys 4\nsas_address 1\nphy 0-3 attach h 0+\n",
      ":7: 'h': the host has not so many phys" },
};

static void test_errors(void)
{
    const char *path = path_of("bad.domain");
    char expected[400];
    struct smp_device device;

    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        write_file(path, errors[i].text);
        snprintf(expected, sizeof expected, "%s%s", path, errors[i].error);
        is_int(open_target(&device, path, 0), SMP_OPEN, "a bad domain file is refused");
        has_str(reply.error.text, expected, errors[i].error);
    }
    is_int(open_target(&device, path_of("missing.domain"), 0), SMP_OPEN, "a missing domain file is refused");
    is_int(open_target(&device, folder, 0), SMP_OPEN, "a folder is refused");
}

/* Words that need an open expander, where none is: at first, and behind a host that comes after one. */
static void test_places(void)
{
    static const char *const words[] = {
        "phy", "set", "standard", "vendor", "product", "revision", "component_vendor", "component_id",
        "component_revision", "enclosure", "route_indexes", "routed_addresses", "change_count", "quirk",
        "zoning", "permit", "password", "gpio", "gpio_register", "route", "self_configuration", "broadcast",
        "sas_address", "phys", /* these two are words of hosts as well */
    };
    const size_t count = sizeof words / sizeof *words;
    const char *path = path_of("bad.domain");
    char text[200], expected[400];
    struct smp_device device;

    for (size_t i = 0; i < 2 * count - 2; i++) {
        const char *word = words[i % count];
        bool behind = i >= count;

        snprintf(text, sizeof text, "%s%s 1\n", behind ? EXPANDER "host h\n" : HEAD, word);
        write_file(path, text);
        snprintf(expected, sizeof expected, "%s:%d: unknown word '%s'", path, behind ? 6 : 2, word);
        is_int(open_target(&device, path, 0), SMP_OPEN, "a word in a wrong place is refused");
        has_str(reply.error.text, expected, behind ? "behind a host" : "before an expander");
    }
}

static int verdict(const char *text)
{
    struct smp_device device = { 0 };
    const char *path = path_of("match.domain");

    write_file(path, text);
    snprintf(device.target.path, sizeof device.target.path, "%s", path);
    device.target.exists = stat(path, &device.target.status) == 0;
    return (int)smp_interface_sim.match(&device.target).match;
}

static void test_match(void)
{
    is_int(verdict("\n# words\n  smp_domain 1\n"), MATCH_CERTAIN, "a domain file is told by its first words");
    is_int(verdict("smp_domains 1\n"), MATCH_NO, "another word is none");
    is_int(verdict("# smp_domain 1\n"), MATCH_NO, "a comment is none");
    is_int(verdict(""), MATCH_NO, "an empty file is none");
    is_int(verdict("\xef\xbb\xbf" "smp_domain 1\n"), MATCH_CERTAIN, "a byte order mark may stand before it");
    is_int(verdict("\xef\xbb\xbf\xef\xbb\xbf" "smp_domain 1\n"), MATCH_NO, "but only one");
}

/* A domain file whose signature stands behind so many bytes of comments. */
static int verdict_behind(size_t comments)
{
    char *text = malloc(comments + sizeof EXPANDER);
    int match;

    if (!text) {
        exit(tap_bail("out of memory"));
    }
    memset(text, '#', comments);
    for (size_t i = 77; i < comments; i += 78) {
        text[i] = '\n';
    }
    text[comments - 1] = '\n';
    memcpy(text + comments, EXPANDER, sizeof EXPANDER);
    match = verdict(text);
    free(text);
    return match;
}

static void test_long_comments(void)
{
    struct smp_device device;
    bool good = true;

    for (size_t i = 4070; i < 4110; i++) {
        good = good && verdict_behind(i) == MATCH_CERTAIN;
    }
    ok(good, "a signature at the end of what is read at once");
    is_int(verdict_behind(100000), MATCH_CERTAIN, "a signature behind long comments");
    is_int(open_target(&device, path_of("match.domain"), 0), 0, "which also opens");
    smp_device_end(&device);
    is_int(verdict_behind(1100000), MATCH_NO, "the search ends somewhere");
    write_file(path_of("match.domain"), "\xef\xbb\xbf" EXPANDER);
    is_int(open_target(&device, path_of("match.domain"), 0), 0, "a file with a byte order mark opens");
    smp_device_end(&device);
}

/* What a process without rights says of a domain file that nobody may read. */
static int refused(const char *path)
{
    const struct smp_interface *chosen;
    struct smp_target target = { .root = "" };
    struct smp_error error = { 0 };
    struct smp_verdict verdict;
    bool named;

    if (geteuid() == 0 && setuid(65534) != 0) {
        return 1;
    }
    named = smp_target_parse(&target, path, &error) == 0 &&
            smp_detect(&target, NULL, &chosen, &error) == SMP_OPEN && error.os_errno == EACCES &&
            strstr(error.text, "Permission denied") && strstr(error.hint, "readable");
    verdict = smp_interface_sim.match(&target);
    return named && strstr(verdict.reason, "cannot be read: Permission denied") ? 0 : 2;
}

static void test_unreadable(void)
{
    const char *path = path_of("secret.domain");
    int status = -1;
    pid_t child;

    write_file(path, shelf);
    chmod(path, 0);
    chmod(folder, 0711);
    child = fork();
    if (child == 0) {
        _exit(refused(path));
    }
    waitpid(child, &status, 0);
    ok(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a domain file that may not be read is told as such");
    chmod(folder, 0700);
}

/* ---- Choosing the expander -------------------------------------------------------------------------- */

static void test_choice(void)
{
    const char *path = path_of("two.domain");
    struct smp_device device;

    write_file(path, EXPANDER "expander f\nsas_address 0x50000d1000000200\nphys 2\n");
    is_int(open_target(&device, path, 1), 0, "expander ,1 opens");
    ok(device.sas_address == 0x50000d1000000200, "and it is the second");
    smp_device_end(&device);
    is_int(open_target(&device, path, 2), SMP_OPEN, "there is no expander ,2");
    has_str(reply.error.text, "they are numbered from 0 to 1", "and the message says which there are");
}

/* ---- State ----------------------------------------------------------------------------------------- */

static long long change_count(struct smp_device *device)
{
    return ASK_PLAIN(device, report_general) == 0 ? told("expander_change_count") : -1;
}

static int control(struct smp_device *device, unsigned phy, unsigned operation)
{
    return ASK(device, phy_control, P("phy_identifier", phy), P("phy_operation", operation));
}

static void test_state(void)
{
    const char *path = path_of("shelf.domain");
    const char *state = path_of("shelf.domain.state");
    struct smp_device one;
    struct smp_device two;

    write_file(path, shelf);
    is_int(open_target(&one, path, 0), 0, "the shelf opens");
    is_int(open_target(&two, path, 0), 0, "and once more");
    is_int(change_count(&one), 1, "change count at power on");
    ok(access(state, F_OK) != 0, "reading makes no state file");
    is_int(control(&one, 4, 3), 0, "a phy is disabled");
    ok(access(state, F_OK) == 0, "that makes a state file");
    is_int(change_count(&two), 2, "the other handle sees the change");
    ASK(&two, discover, P("phy_identifier", 4));
    is_int(told("negotiated_logical_link_rate"), 1, "and the phy disabled");
    is_int(told("attached_sas_address"), 0, "with nothing attached");
    is_int(told("phy_change_count"), 1, "and its phy change count");
    smp_device_end(&one);
    smp_device_end(&two);
    open_target(&one, path, 0);
    is_int(change_count(&one), 2, "it lasts");
    is_int(control(&one, 4, 1), 0, "a link reset enables the phy");
    ASK(&one, discover, P("phy_identifier", 4));
    ok(told("attached_sas_address") == 0x5000c50000520a01, "the disk is back");
    is_int(told("reason"), 3, "the reason is the phy control function");
    unlink(state);
    is_int(change_count(&one), 1, "removing the state file resets the domain");
    smp_device_end(&one);
}

static long long mode_of(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 ? (long long)(status.st_mode & 0777) : -1;
}

/* Who may read the domain file may read its state, but for passwords; its owner may also write. */
static void test_state_mode(void)
{
    const char *path = path_of("group.domain");
    const char *state = path_of("group.domain.state");
    struct smp_device device;
    mode_t before = umask(022);

    write_file(path, EXPANDER "zoning\n");
    chmod(path, 0444);
    open_target(&device, path, 0);
    is_int(control(&device, 1, 3), 0, "a phy is disabled");
    is_int(mode_of(state), 0644, "the state file has the permissions of the domain file, and is its owner's to write");
    is_int(ASK(&device, configure_zone_manager_password, PB("new_zone_manager_password", "secret", 6)), 0,
           "the password is changed");
    is_int(mode_of(state), 0600, "a state file with a password is the owner's");
    smp_device_end(&device);
    umask(before);
}

/* The state file is damaged in some way while the domain is open, and when it is opened: said, not used, not
 * deleted. */
static void damaged(const char *name, const char *text, const char *message)
{
    const char *path = path_of("shelf.domain");
    const char *state = path_of("shelf.domain.state");
    struct smp_device device;

    unlink(state);
    is_int(open_target(&device, path, 0), 0, "a domain without state opens");
    write_file(state, text);
    is_int(change_count(&device), -1, name);
    has_str(reply.error.text, message, "and the message says so");
    is_int(control(&device, 4, 3), -SMP_OPEN, "nothing is changed either");
    smp_device_end(&device);
    reply.error.text[0] = '\0';
    is_int(open_target(&device, path, 0), SMP_OPEN, "nor can it be opened");
    has_str(reply.error.text, message, "for the same reason");
    ok(access(state, F_OK) == 0, "the file stays");
    unlink(state);
}

static void test_damaged_state(void)
{
    const char *path = path_of("shelf.domain");
    const char *state = path_of("shelf.domain.state");
    struct smp_device device;
    static char text[65536];
    FILE *file;
    size_t length;
    char *place;

    open_target(&device, path, 0);
    control(&device, 4, 3);
    smp_device_end(&device);
    file = fopen(state, "r");
    length = file ? fread(text, 1, sizeof text - 1, file) : 0;
    text[length] = '\0';
    if (file) {
        fclose(file);
    }
    ok(length > 100, "the state file has some text");
    damaged("an empty state file", "", "is damaged");
    damaged("a foreign text", "hello\n", "is damaged");
    text[length / 2] ^= 1;
    damaged("a state file with a wrong bit", text, "is damaged");
    text[length / 2] ^= 1;
    place = strstr(text, "# domain ");
    if (place) {
        *place = '\0';
        damaged("a state file that was cut", text, "is damaged");
        *place = '#';
    }
    snprintf(text + length, sizeof text - length, "expander \"shelf0\"\nphy 5 set phy_change_count 9\n");
    damaged("words behind the check sum", text, "is damaged");
    snprintf(text + length, sizeof text - length, "\n");
    damaged("a line behind the check sum", text, "is damaged");
    text[length] = '\0';
    write_file(path, EXPANDER);
    damaged("the state of another domain", text, "belongs to another domain file");
    write_file(path, shelf);
}

/* How many files of the tests' folder have names that a pattern fits. */
static long long count_files(const char *pattern)
{
    glob_t found;
    size_t count = glob(path_of(pattern), 0, NULL, &found) == 0 ? found.gl_pathc : 0;

    globfree(&found);
    return (long long)count;
}

static void test_state_place(void)
{
    const char *path = path_of("shelf.domain");
    const char *place = path_of("deeper");
    struct smp_device device;

    setenv("SMP_UTILS_SIM_STATE", place, 1);
    open_target(&device, path, 0);
    is_int(control(&device, 5, 3), 0, "state goes where the environment says");
    is_int(count_files("deeper/shelf.domain-????????????????.state"), 1, "into a directory made for it");
    ok(access(path_of("shelf.domain.state"), F_OK) != 0, "and not beside the domain file");
    smp_device_end(&device);
    setenv("SMP_UTILS_SIM_STATE", "/dev/null/nowhere", 1);
    open_target(&device, path, 0);
    is_int(control(&device, 5, 3), -SMP_OTHER, "a change that cannot be kept fails");
    has_str(reply.error.hint, "SMP_UTILS_SIM_STATE", "with a hint");
    is_int(change_count(&device), 1, "and did not happen");
    smp_device_end(&device);
    unsetenv("SMP_UTILS_SIM_STATE");
    mkdir(path_of("shelf.domain.state.new"), 0700);
    open_target(&device, path_of("shelf.domain"), 0);
    is_int(control(&device, 5, 3), -SMP_OTHER, "nor can it be kept where something is in the way");
    is_int(reply.error.os_errno, EEXIST, "which is what the error says, not what became of clearing up");
    smp_device_end(&device);
    rmdir(path_of("shelf.domain.state.new"));
}

/* Domain files of one name in two folders, with their states in one directory, are two domains. */
static void test_same_names(void)
{
    static const char *const names[2] = { "d1/same.domain", "d2/same.domain" };
    struct smp_device device[2];

    mkdir(path_of("d1"), 0700);
    mkdir(path_of("d2"), 0700);
    setenv("SMP_UTILS_SIM_STATE", path_of("states"), 1);
    for (unsigned i = 0; i < 2; i++) {
        const char *path = path_of(names[i]);

        write_file(path, shelf);
        is_int(open_target(&device[i], path, 0), 0, "a domain file of a common name opens");
    }
    is_int(control(&device[0], 4, 3), 0, "the first is changed");
    is_int(change_count(&device[0]), 2, "and shows it");
    is_int(change_count(&device[1]), 1, "the second is not");
    is_int(control(&device[1], 5, 3), 0, "then it is as well");
    is_int(control(&device[1], 6, 3), 0, "twice");
    is_int(change_count(&device[0]), 2, "and the first keeps its own state");
    is_int(count_files("states/same.domain-*.state"), 2, "in two files");
    smp_device_end(&device[0]);
    smp_device_end(&device[1]);
    unsetenv("SMP_UTILS_SIM_STATE");
}

/* Editors replace files: a handle on the old one would lock what nobody else locks. */
static void test_replaced(void)
{
    const char *path = path_of("replaced.domain");
    const char *other = path_of("other.domain");
    struct smp_device device;

    write_file(path, shelf);
    write_file(other, shelf);
    open_target(&device, path, 0);
    rename(other, path);
    is_int(control(&device, 4, 3), -SMP_OTHER, "a domain file that was replaced is not used");
    has_str(reply.error.text, "was replaced", "and the message says so");
    smp_device_end(&device);
    open_target(&device, path, 0);
    is_int(control(&device, 4, 3), 0, "the new one is");
    smp_device_end(&device);
}

/* ---- Several processes ------------------------------------------------------------------------------ */

static pid_t start_resets(const char *path, unsigned phy, unsigned count)
{
    pid_t child = fork();
    struct smp_device device;

    if (child != 0) {
        return child;
    }
    if (open_target(&device, path, 0) != 0) {
        _exit(1);
    }
    for (unsigned i = 0; i < count; i++) {
        if (control(&device, phy, 1) != 0) {
            _exit(2);
        }
    }
    _exit(0);
}

static void test_processes(void)
{
    const char *path = path_of("shelf.domain");
    struct smp_device device;
    pid_t children[3];
    int status;
    bool good = true;

    for (unsigned i = 0; i < 3; i++) {
        children[i] = start_resets(path, 4 + i, 20);
    }
    for (unsigned i = 0; i < 3; i++) {
        waitpid(children[i], &status, 0);
        good = good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    ok(good, "three processes reset links at once");
    open_target(&device, path, 0);
    is_int(change_count(&device), 1 + 60, "no change is lost");
    smp_device_end(&device);
    unlink(path_of("shelf.domain.state"));
}

static void test_kill(void)
{
    const char *path = path_of("shelf.domain");
    struct smp_device device;
    long long last = 1;
    bool good = true;

    for (unsigned i = 0; i < 20; i++) {
        pid_t child = start_resets(path, 4, 1000);
        long long now;

        usleep(1000 + 700 * i);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        open_target(&device, path, 0);
        now = change_count(&device);
        good = good && now >= last;
        last = now;
        smp_device_end(&device);
    }
    ok(good, "killing a process at any time loses nothing");
    ok(last > 1, "and changes were made");
    unlink(path_of("shelf.domain.state"));
}

static void test_waiting(void)
{
    const char *path = path_of("shelf.domain");
    struct smp_device device;
    FILE *other = fopen(path, "r");

    open_target(&device, path, 0);
    flock(fileno(other), LOCK_EX);
    device.target.timeout_ms = 20;
    is_int(ASK_PLAIN(&device, report_general), -SMP_OTHER, "a domain that somebody keeps locked");
    is_int(reply.error.os_errno, EBUSY, "is busy");
    fclose(other);
    is_int(ASK_PLAIN(&device, report_general), 0, "until the lock is given up");
    smp_device_end(&device);
}

/* ---- Faults ---------------------------------------------------------------------------------------- */

static void with_fault(struct smp_device *device, const char *fault)
{
    char text[2000];

    unlink(path_of("fault.domain.state"));
    snprintf(text, sizeof text, "%s%s\n", shelf, fault);
    write_file(path_of("fault.domain"), text);
    if (open_target(device, path_of("fault.domain"), 0) != 0) {
        printf("# %s\n", reply.error.text);
        exit(tap_bail("a fault is not understood"));
    }
}

static void test_faults(void)
{
    struct smp_device device;

    with_fault(&device, "fault report_general result=busy");
    is_int(ASK_PLAIN(&device, report_general), 5, "fault: result");
    is_int((long long)reply.length, 4, "has a header only");
    is_int(ASK_PLAIN(&device, report_manufacturer_information), 0, "other functions work");
    smp_device_end(&device);
    with_fault(&device, "fault phy_control result=smp_function_failed");
    is_int(control(&device, 4, 3), 2, "fault: result of a function that writes");
    is_int(change_count(&device), 1, "which then does nothing");
    smp_device_end(&device);
    with_fault(&device, "fault any short 7");
    is_int(ASK_PLAIN(&device, report_general), 0, "fault: short");
    is_int((long long)reply.length, 7, "is cut");
    smp_device_end(&device);
    with_fault(&device, "fault any short 0");
    is_int(ASK_PLAIN(&device, report_general), -SMP_MALFORMED, "fault: nothing came");
    smp_device_end(&device);
    with_fault(&device, "fault any length 200");
    ASK_PLAIN(&device, report_general);
    is_int(reply.bytes[3], 200, "fault: a length that lies");
    smp_device_end(&device);
    with_fault(&device, "fault report_general wrong_function");
    ASK_PLAIN(&device, report_general);
    is_int(reply.bytes[1], 1, "fault: another function");
    smp_device_end(&device);
    with_fault(&device, "fault any garbage");
    ASK_PLAIN(&device, report_general);
    ok(reply.bytes[0] != 0x41 && reply.length == 72, "fault: garbage");
    smp_device_end(&device);
    with_fault(&device, "fault any errno EIO");
    is_int(ASK_PLAIN(&device, report_general), -SMP_OTHER, "fault: errno");
    is_int(reply.error.os_errno, EIO, "is told");
    smp_device_end(&device);
    with_fault(&device, "fault any timeout");
    is_int(ASK_PLAIN(&device, report_general), -SMP_OTHER, "fault: time-out");
    is_int(reply.error.os_errno, ETIMEDOUT, "is told");
    smp_device_end(&device);
}

/* "fault" may stand wherever statements about the domain may. */
static void test_fault_places(void)
{
    struct smp_device device;

    write_file(path_of("place.domain"),
               HEAD "host h\nsas_address 0x500605b0000272b0\nfault report_general result=busy\nphys 2\n"
                    "latency 1us\nexpander e\nsas_address 0x50000d1000000100\nphys 4\nphy 0 attach h 0\n"
                    "host i\nfault report_phy_sata result=busy\nphys 2\n");
    is_int(open_target(&device, path_of("place.domain"), 0), 0, "faults may stand behind hosts");
    is_int(ASK_PLAIN(&device, report_general), 5, "and are about all expanders");
    is_int(ASK(&device, report_phy_sata, P("phy_identifier", 0)), 5, "also behind an expander");
    smp_device_end(&device);
}

static void test_passing_faults(void)
{
    struct smp_device device;

    with_fault(&device, "fault report_general result=busy times 2");
    is_int(ASK_PLAIN(&device, report_general), 5, "a fault that passes: first");
    smp_device_end(&device);
    open_target(&device, path_of("fault.domain"), 0);
    is_int(ASK_PLAIN(&device, report_general), 5, "second, in another handle");
    is_int(ASK_PLAIN(&device, report_general), 0, "then it has passed");
    smp_device_end(&device);
    with_fault(&device, "fault discover result=phy_vacant phy 4 after 1 times 1");
    is_int(ASK(&device, discover, P("phy_identifier", 5)), 0, "another phy does not count");
    is_int(ASK(&device, discover, P("phy_identifier", 4)), 0, "a fault that comes later");
    is_int(ASK(&device, discover, P("phy_identifier", 4)), 22, "comes");
    is_int(ASK(&device, discover, P("phy_identifier", 4)), 0, "and goes");
    smp_device_end(&device);
    with_fault(&device, "fault any errno EIO after 1");
    is_int(ASK_PLAIN(&device, report_general), 0, "a fault that comes");
    is_int(ASK_PLAIN(&device, report_general), -SMP_OTHER, "later");
    is_int(ASK_PLAIN(&device, report_general), -SMP_OTHER, "and stays");
    smp_device_end(&device);
}

static void test_latency(void)
{
    struct smp_device device;

    write_file(path_of("slow.domain"), HEAD "latency 300ms\nexpander e\nsas_address 1\nphys 1\n");
    open_target(&device, path_of("slow.domain"), 0);
    device.target.timeout_ms = 20;
    is_int(ASK_PLAIN(&device, report_general), -SMP_OTHER,
           "a request that takes longer than the time-out fails");
    is_int(reply.error.os_errno, ETIMEDOUT, "as a time-out");
    smp_device_end(&device);
}

int main(void)
{
    if (!begin_tests()) {
        return tap_bail("cannot make a folder in /tmp");
    }
    test_errors();
    test_places();
    test_match();
    test_long_comments();
    test_unreadable();
    test_choice();
    test_state();
    test_state_mode();
    test_damaged_state();
    test_state_place();
    test_same_names();
    test_replaced();
    test_processes();
    test_kill();
    test_waiting();
    test_faults();
    test_fault_places();
    test_passing_faults();
    test_latency();
    return end_tests();
}
