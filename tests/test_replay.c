/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Hex text in all its forms, recordings written and read back, and answers out of recordings. */
#include "core/lines.h"
#include "core/recording.h"
#include "interface/interface.h"
#include "output/output.h"
#include "sysfs_tree.h"
#include "tap.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static struct smp_error error;

/* ---- Hex text -------------------------------------------------------------------------------------- */

#define DUMP_16 " 00     41 00 00 11 00 56 00 00  80 24 cb 03 50 06 05 b0"

static const struct hex_row {
    const char *name;
    const char *text;
    size_t length;       /* 0: refused */
    const char *problem; /* part of the message, or the bytes as hex */
} hex_rows[] = {
    {"plain", "41 00 00 11\n", 4, "41000011"},
    {"no newline", "41 00", 2, "4100"},
    {"single digits", "4 1 a F\n", 4, "04010a0f"},
    {"packed", "410000110056\n", 6, "410000110056"},
    {"0x and commas", "0x41, 0x00,0x00 ,0X11,\n", 4, "41000011"},
    {"tabs, blank lines, comments, CR LF", "# head\r\n\t41\t00 # 99\r\n\r\n  \n11#22\n", 3, "410011"},
    {"--hex", DUMP_16 "\n 10     00 52\n", 18,
     "4100001100560000"
     "8024cb03500605b0"
     "0052"},
    {"--hex twice with characters",
     DUMP_16 "    A....V.. .$..P...\n 10     41 42 0a                                           AB.\n", 19,
     "4100001100560000"
     "8024cb03500605b0"
     "41420a"},
    {"--hex with characters that look like other things", " 00     7c 23 3a 20 61 62       |#: ab\n", 6,
     "7c233a206162"},
    {"--hex with a bar", " 00     7c 41       |A\n", 2, "7c41"},
    {"xxd",
     "00000000: 4100 0011 0056 0000 8024 cb03 5006 05b0  A....V...$..P...\n00000010: 0052                   "
     ".R\n",
     18,
     "4100001100560000"
     "8024cb03500605b0"
     "0052"},
    {"hexdump -C",
     "00000000  41 00 00 11 00 56 00 00  80 24 cb 03 50 06 05 b0  |A....V...$..P.#.|\n"
     "00000010  00 52                                             |.R|\n00000012\n",
     18,
     "4100001100560000"
     "8024cb03500605b0"
     "0052"},
    {"tcpdump -x", "\t0x0000:  4100 0011 0056 0000 8024 cb03 5006 05b0\n\t0x0010:  0052\n", 18,
     "4100001100560000"
     "8024cb03500605b0"
     "0052"},
    {"offset 0x alone", "0x: 41\n", 0, "'0x' is no offset"},
    {"no bytes", "# nothing\n", 0, "no bytes in"},
    {"empty", "", 0, "no bytes in"},
    {"a word", "41 xy\n", 0, ":1: 'xy' is no hex byte"},
    {"odd digits", "41\n00 123\n", 0, ":2: '123' has an odd number"},
    {"0x alone", "41 0x\n", 0, "'0x' is no hex byte"},
    {"trailing h", "41 00h\n", 0, "'00h' is no hex byte"},
    {"minus", "-41\n", 0, "'-41' is no hex byte"},
    {"wrong offset", DUMP_16 "\n 20     00 52\n", 0, ":2: offset 0x20 where 0x10 is expected"},
    {"octal offsets", "0000000   41 00\n0000020   41\n", 0, ":2: offset 0x20 where 0x2 is expected"},
    {"no offset", "zz: 41\n", 0, "'zz' is no offset"},
    {"huge offset", "ffffffffffffffffffffff: 41\n", 0, "is no offset"},
    {"lost line of hexdump", "00000000  41 00  |A.|\n*\n00000012\n", 0, "'*' is no offset"},
    {"lying end of hexdump", "00000000  41 00  |A.|\n00000012\n", 0, "offset 0x12 where 0x2"},
    {"binary", "41 \x01\n", 0, "byte 0x01 is no text"},
    {"too many bytes", "000102030405060708090a0b0c0d0e0f1011121314\n", 0, "more than 20 bytes"},
    {"a recording", "# smp_utils recording 1\n41\n", 0, "named as a target"},
};

/* Hex of bytes. */
static const char *to_hex(const uint8_t *bytes, size_t length)
{
    static char text[200];

    text[0] = '\0';
    for (size_t i = 0; i < length && i < 90; i++) {
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    }
    return text;
}

static void test_hex(void)
{
    uint8_t data[20];
    size_t length;

    for (size_t i = 0; i < sizeof hex_rows / sizeof *hex_rows; i++) {
        const struct hex_row *row = &hex_rows[i];
        int status;

        tree_text("/hex", row->text);
        memset(&error, 0, sizeof error);
        status = smp_hex_parse(tree_path("/hex"), data, sizeof data, &length, &error);
        ok(status == (row->length == 0 ? SMP_SYNTAX : SMP_OK) && length == row->length, "hex: %s", row->name);
        has_str(row->length == 0 ? error.text : to_hex(data, length), row->problem, "... result");
    }
    tree_bytes("/hex", "41 \0 00\n", 8);
    is_int(smp_hex_parse(tree_path("/hex"), data, sizeof data, &length, &error), SMP_SYNTAX, "hex: NUL byte");
    is_int(smp_hex_parse(tree_path("/none"), data, sizeof data, &length, &error), SMP_SYNTAX, "hex: no file");
    is_int(error.os_errno, ENOENT, "... errno");
    is_int(smp_hex_parse(tree_root, data, sizeof data, &length, &error), SMP_SYNTAX, "hex: a folder");
    has_str(error.text, "cannot be read", "... message");
}

static void test_hex_long_line(void)
{
    static char text[SMP_LINE_MAX + 10];
    uint8_t data[20];
    size_t length;

    memset(text, ' ', sizeof text - 1);
    tree_text("/hex", text);
    is_int(smp_hex_parse(tree_path("/hex"), data, sizeof data, &length, &error), SMP_SYNTAX,
           "hex: very long line");
    has_str(error.text, ":1: the line is too long", "... message");
    text[SMP_LINE_MAX - 1] = '\0';
    text[0] = '4';
    tree_text("/hex", text);
    is_int(smp_hex_parse(tree_path("/hex"), data, sizeof data, &length, &error), SMP_OK, "hex: longest line");
}

static void test_hex_stdin(void)
{
    uint8_t data[20];
    size_t length;

    tree_text("/hex", "41 00\n");
    if (freopen(tree_path("/hex"), "r", stdin) == NULL) {
        skip("hex: standard input", "it cannot be replaced");
        return;
    }
    is_int(smp_hex_parse("-", data, sizeof data, &length, &error), SMP_OK, "hex: standard input");
    is_int((long long)length, 2, "... length");
    is_int(smp_hex_parse("-", data, sizeof data, &length, &error), SMP_SYNTAX,
           "hex: standard input at its end");
    has_str(error.text, "no bytes in 'standard input'", "... message");
}

/* ---- Writing --------------------------------------------------------------------------------------- */

static const uint8_t general[8] = {0x40, 0x00, 0x11, 0x00};
static const uint8_t discover[12] = {0x40, 0x10, 0x1b, 0x02, 0, 0, 0, 0, 0, 3};

/* The text of a file of the tree. */
static const char *text_of(const char *path)
{
    static char text[65536];

    smp_read_start(tree_path("%s", path), text, sizeof text);
    return text;
}

/* Appends one exchange as of a device with this address. */
static int record(const char *path, uint64_t address, const uint8_t *request, size_t request_bytes,
                  const uint8_t *response, size_t received, const struct smp_error *failure)
{
    struct smp_device device = {.interface = smp_interface_find("replay"),
                                .sas_address = address,
                                .target = {.given = "/dev/bsg/my shelf\n", .root = ""}};
    struct smp_exchange exchange = {request, request_bytes, response, received, failure};

    memset(&error, 0, sizeof error);
    return smp_recording_append(tree_path("%s", path), &device, &exchange, &error);
}

static void test_append(void)
{
    uint8_t response[36] = {0x41, 0x00, 0x00, 0x08, 0x00, 0x56, 0x23};
    struct stat status;
    const char *text;

    umask(0);
    is_int(record("/rec", 0x5001517e85c3efff, general, sizeof general, response, sizeof response, NULL),
           SMP_OK, "an exchange is recorded");
    stat(tree_path("/rec"), &status);
    is_int(status.st_mode & 0777, 0600, "... for its owner only");
    text = text_of("/rec");
    ok(strncmp(text, "# smp_utils recording 1\n\nexchange: 20", 37) == 0,
       "... begins with the signature and the time");
    has_str(text,
            "Z replay 0x5001517e85c3efff /dev/bsg/my.shelf.\n"
            "request 8:  # REPORT GENERAL\n"
            " 00     40 00 11 00 00 00 00 00\n"
            "response 36:  # REPORT GENERAL\n"
            " 00     41 00 00 08 00 56 23 00  00 00 00 00 00 00 00 00\n"
            " 10     00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00\n"
            " 20     00 00 00 00\n",
            "... all of it");
    smp_fail(&error, SMP_OTHER, ECOMM, "cannot send to 'x'");
    record("/rec", 0, discover, sizeof discover, NULL, 0,
           &(struct smp_error){SMP_OTHER, 70, "no # answer\n", ""});
    text = text_of("/rec");
    has_str(text, " replay - /dev/bsg/my.shelf.\nrequest 12:  # DISCOVER\n", "an unknown address is a dash");
    has_str(text, "\nfailed 99 70: no # answer", "a failure is recorded");
    ok(strstr(strstr(text, "recording 1") + 1, "recording 1") == NULL, "one signature");
}

static void test_append_refused(void)
{
    tree_text("/precious", "root:x:0:0\n");
    is_int(record("/precious", 0, general, sizeof general, general, 8, NULL), SMP_OPEN,
           "another file is refused");
    has_str(error.text, "it exists and is no recording", "... message");
    is_str(text_of("/precious"), "root:x:0:0\n", "... and left alone");
    mkfifo(tree_path("/fifo"), 0600);
    is_int(record("/fifo", 0, general, sizeof general, general, 8, NULL), SMP_OPEN, "a FIFO is refused");
    is_int(record("", 0, general, sizeof general, general, 8, NULL), SMP_OPEN, "a folder is refused");
    is_int(record("/none/rec", 0, general, sizeof general, general, 8, NULL), SMP_OPEN, "a missing folder");
    is_int(error.os_errno, ENOENT, "... errno");
    tree_text("/empty", "");
    is_int(record("/empty", 0, general, sizeof general, general, 8, NULL), SMP_OK, "an empty file is begun");
}

/* A disk that is full: the limit of a file's size ends the write after half of the exchange. */
static void test_append_full(void)
{
    struct rlimit limit, small;
    char before[8192];
    int status;

    record("/full", 0, general, sizeof general, general, sizeof general, NULL);
    snprintf(before, sizeof before, "%s", text_of("/full"));
    signal(SIGXFSZ, SIG_IGN);
    fflush(stdout);
    getrlimit(RLIMIT_FSIZE, &limit);
    small = limit;
    small.rlim_cur = strlen(before) + 60;
    setrlimit(RLIMIT_FSIZE, &small);
    status = record("/full", 0, discover, sizeof discover, general, sizeof general, NULL);
    setrlimit(RLIMIT_FSIZE, &limit);
    is_int(status, SMP_OPEN, "no room for an exchange");
    is_str(text_of("/full"), before, "... leaves nothing of it");
    is_int(record("/full", 0, discover, sizeof discover, general, sizeof general, NULL), SMP_OK,
           "... and with room again it goes on");
}

/* Passwords are in ZONE LOCK and in CONFIGURE and REPORT ZONE MANAGER PASSWORD. */
static void test_secrets(void)
{
    uint8_t lock[40] = {0x40, 0x86, 3, 9, 0, 7, 0, 60};
    uint8_t change[72] = {0x40, 0x89, 0, 0x11};
    uint8_t report[40] = {0x41, 0x05, 0, 9};
    uint8_t cut[20];

    memset(lock + 8, 'S', 32);
    memset(change + 8, 'S', 64);
    memset(report + 8, 'S', 32);
    record("/secret", 0, lock, sizeof lock, report, sizeof report, NULL);
    record("/secret", 0, change, sizeof change, NULL, 0, NULL);
    ok(strstr(text_of("/secret"), " 53") == NULL && strstr(text_of("/secret"), "53 ") == NULL,
       "no password is recorded");
    has_str(text_of("/secret"),
            "request 40:  # ZONE LOCK, passwords are masked\n 00     40 86 03 09 00 07 00 3c  00 00",
            "... what is none is");
    ok(smp_mask_secrets(lock, sizeof lock, true) && lock[8] == 0 && lock[39] == 0 && lock[7] == 60,
       "mask of a request");
    memcpy(cut, change, sizeof cut);
    ok(smp_mask_secrets(cut, sizeof cut, true) && cut[8] == 0 && cut[19] == 0, "mask of a frame that is cut");
    ok(!smp_mask_secrets(cut, 1, true) && !smp_mask_secrets((uint8_t[]){0x40, 0x7e}, 2, true),
       "nothing to mask");
}

/* Two programs that record at once. */
static void test_append_together(void)
{
    enum { EACH = 200 };
    uint8_t response[1024] = {0x41, 0x00, 0x00, 0xff};
    struct smp_answer *answers;
    size_t count = 0;
    pid_t child = fork();

    for (int i = 0; i < EACH; i++) {
        record("/both", child == 0, general, sizeof general, response, sizeof response, NULL);
    }
    if (child == 0) {
        _exit(0);
    }
    waitpid(child, NULL, 0);
    is_int(smp_recording_read(tree_path("/both"), &answers, NULL, &error), SMP_OK,
           "two programs record into one file");
    for (const struct smp_answer *answer = answers; answer != NULL; answer = answer->next) {
        count += answer->received == sizeof response;
    }
    is_int((long long)count, 2 * EACH, "... nothing is lost or mixed");
    smp_recording_free(answers);
}

/* ---- Reading --------------------------------------------------------------------------------------- */

#define SIGNATURE "# smp_utils recording 1\n"
#define REQUEST   "request 8:\n 00     40 00 11 00 00 00 00 00\n"

static const struct read_row {
    const char *name;
    const char *text;
    const char *problem; /* NULL: read */
} read_rows[] = {
    {"signature alone", SIGNATURE, NULL},
    {"signature without newline", "# smp_utils recording 1", NULL},
    {"request alone", SIGNATURE REQUEST, NULL},
    {"short forms", SIGNATURE "request\n40 00 11 00\nresponse:\n41000000\n", NULL},
    {"comments", SIGNATURE "# x\n" REQUEST "# y\nresponse 4: # z\n41 00 01 00 # w\n\n", NULL},
    {"several requests", SIGNATURE REQUEST REQUEST "response 4:\n41 00 01 00\n" REQUEST, NULL},
    {"failure", SIGNATURE REQUEST "failed 99 110: cannot send\n", NULL},
    {"failure with response", SIGNATURE REQUEST "response 4:\n41 00 01 00\nfailed 97 0: longer\n", NULL},
    {"no signature", "exchange: x\n", ":1: this is no recording"},
    {"empty", "", ":1: this is no recording"},
    {"later version", "# smp_utils recording 2\n", ":1: unknown version"},
    {"no version", "# smp_utils recording x\n", ":1: unknown version"},
    {"bytes of nothing", SIGNATURE "41 00\n", ":2: expected 'exchange'"},
    {"unknown word", SIGNATURE REQUEST "answer 4:\n", ":4: 'answer' is no hex byte"},
    {"response first", SIGNATURE "response 4:\n41 00 01 00\n", ":2: a response without"},
    {"two responses", SIGNATURE REQUEST "response\n41 00 01 00\nresponse\n41 00 01 00\n",
     ":6: a response without"},
    {"failure first", SIGNATURE "failed 99 0: x\n", ":2: a failure without"},
    {"two failures", SIGNATURE REQUEST "failed 99 0: x\nfailed 99 0: x\n", ":5: a failure without"},
    {"failure of nothing", SIGNATURE REQUEST "failed 0 0: x\n", ":4: expected 'failed"},
    {"failure without numbers", SIGNATURE REQUEST "failed x\n", ":4: expected 'failed"},
    {"failure of any status", SIGNATURE REQUEST "failed 256 0: x\n", ":4: expected 'failed"},
    {"negative errno", SIGNATURE REQUEST "failed 99 -1: x\n", ":4: expected 'failed"},
    {"cut request", SIGNATURE "request 8:\n40 00\n" REQUEST, ":4: fewer bytes"},
    {"cut request at the end", SIGNATURE "request 8:\n40 00\n", NULL},
    {"cut response at the end", SIGNATURE REQUEST "response 8:\n41 00\n", NULL},
    {"cut line at the end", SIGNATURE REQUEST "fai", NULL},
    {"unknown word at the end", SIGNATURE REQUEST "fai\n", ":4: 'fai' is no hex byte"},
    {"cut response", SIGNATURE REQUEST "response 8:\n41 00\n" REQUEST, ":6: fewer bytes"},
    {"more than announced", SIGNATURE "request 4:\n40 00 11 00 00\nresponse\n", ":4: more bytes"},
    {"request of three bytes", SIGNATURE "request\n40 00 11\n", ":3: the request before here"},
    {"request of no bytes", SIGNATURE "request\nresponse\n", ":3: the request before here"},
    {"length is no number", SIGNATURE "request 8 x\n", ":2: expected a number"},
    {"length of -1", SIGNATURE "request -1:\n", ":2: frame too long"},
    {"length too large", SIGNATURE "request 1025:\n", ":2: frame too long"},
    {"wrong offset", SIGNATURE "request\n 10     40 00 11 00\n", ":3: offset 0x10 where 0x0"},
};

static void test_read(void)
{
    struct smp_answer *answers;

    for (size_t i = 0; i < sizeof read_rows / sizeof *read_rows; i++) {
        const struct read_row *row = &read_rows[i];
        int status;

        tree_text("/rec2", row->text);
        memset(&error, 0, sizeof error);
        status = smp_recording_read(tree_path("/rec2"), &answers, NULL, &error);
        ok(status == (row->problem == NULL ? SMP_OK : SMP_OPEN) && (status == SMP_OK || answers == NULL),
           "read: %s", row->name);
        has_str(error.text, row->problem == NULL ? "" : row->problem, "... message");
        smp_recording_free(answers);
    }
    is_int(smp_recording_read(tree_path("/none"), &answers, NULL, &error), SMP_OPEN, "read: no file");
}

/* How many there are. */
static size_t count_answers(const struct smp_answer *answer)
{
    size_t count = 0;

    for (; answer != NULL; answer = answer->next) {
        count++;
    }
    return count;
}

/* Exchanges of the first cut bytes of a recording that were begun and, but for the last, ended. */
static size_t count_begun(const char *text, size_t cut)
{
    const char *at = text;
    size_t count = 0;

    while ((at = strstr(at, "exchange: ")) != NULL && (size_t)(at - text) < cut) {
        at++;
        count++;
    }
    return count;
}

/* Of a recording cut anywhere all exchanges are read but the one that is cut. */
static void test_read_cut(void)
{
    static char text[65536];
    struct smp_answer *answers;
    size_t length;
    unsigned wrong = 0;

    snprintf(text, sizeof text, "%s", text_of("/rec"));
    length = strlen(text);
    for (size_t cut = 0; cut < length; cut++) {
        int status;

        tree_bytes("/cut", text, cut);
        status = smp_recording_read(tree_path("/cut"), &answers, NULL, &error);
        if (cut < strlen(SIGNATURE) - 1) {
            wrong += status != SMP_OPEN || strstr(error.text, "/cut:1: ") == NULL;
        } else {
            size_t begun = count_begun(text, cut);

            wrong += status != SMP_OK || count_answers(answers) > begun || count_answers(answers) + 1 < begun;
        }
        smp_recording_free(answers);
    }
    is_int(wrong, 0, "a recording cut anywhere is read up to the cut");
}

/* ---- Replaying ------------------------------------------------------------------------------------- */

static struct smp_device *device;

/* Opens a file of the tree. */
static int open_recording(const char *path, uint64_t address)
{
    struct smp_open_options options = {.size = sizeof options, .sas_address = address};

    memset(&error, 0, sizeof error);
    return smp_device_open(&device, tree_path("%s", path), &options, &error);
}

/* Sends to it; returns the status. */
static int ask(const uint8_t *request, size_t length, uint8_t *response, size_t room, size_t *received)
{
    memset(&error, 0, sizeof error);
    return smp_device_send(device, request, length, response, room, received, &error);
}

static void test_replay(void)
{
    uint8_t first[8] = {0x41, 0x00, 0x01, 0x00, 1};
    uint8_t response[1024];
    size_t received;

    record("/play", 0x5001517e85c3efff, general, sizeof general, first, sizeof first, NULL);
    record("/play", 0x5001517e85c3efff, discover, sizeof discover, NULL, 0,
           &(struct smp_error){SMP_OTHER, EAGAIN, "cannot send to 'x': busy", ""});
    first[4] = 2;
    record("/play", 0x5001517e85c3efff, general, sizeof general, first, sizeof first, NULL);
    first[4] = 3;
    record("/play", 0x5000000000000001, general, sizeof general, first, sizeof first, NULL);
    is_int(open_recording("/play", 0), SMP_OK, "a recording opens");
    is_str(smp_device_interface(device), "replay", "... by its first line");
    ok(smp_device_sas_address(device) == 0x5001517e85c3efff, "... with the address of its first target");
    for (uint8_t turn = 1; turn <= 4; turn++) {
        is_int(ask(general, sizeof general, response, sizeof response, &received), SMP_OK,
               "the same request again");
        ok(received == 8 && response[4] == (turn < 3 ? turn : 3), "... gets the next answer, then the last");
    }
    is_int(ask(discover, sizeof discover, response, sizeof response, &received), SMP_OTHER,
           "a failure is replayed");
    is_str(error.text, "cannot send to 'x': busy", "... with its text");
    is_int(error.os_errno, EAGAIN, "... and errno");
    is_int(ask(general, sizeof general, response, 6, &received), SMP_MALFORMED,
           "an answer that does not fit");
    ok(received == 6, "... is cut");
    is_int(ask((const uint8_t *)"\x40\x10\x1b\x02\0\0\0\0\0\4\0\0", 12, response, 99, &received), SMP_OTHER,
           "another request has no answer");
    has_str(error.text, "/play' has no answer to this request: DISCOVER (0x10)", "... message");
    has_str(error.hint, "it has 1 of this function", "... and what there is");
    is_int(ask((const uint8_t *)"\x40\x7e\0\0", 4, response, 99, &received), SMP_OTHER,
           "an unknown function neither");
    has_str(error.text, "unknown function (0x7e)", "... message");
    smp_device_close(device);
}

static void test_replay_address(void)
{
    uint8_t response[64];
    size_t received;

    open_recording("/play", 0x5000000000000001);
    is_int(ask(general, sizeof general, response, sizeof response, &received), SMP_OK, "with an address");
    is_int(response[4], 3, "... the answer is that target's");
    is_int(ask(discover, sizeof discover, response, sizeof response, &received), SMP_OTHER,
           "... others' are none");
    smp_device_close(device);
}

static void test_replay_secret(void)
{
    static const uint8_t locked[4] = {0x41, 0x86};
    uint8_t lock[40] = {0x40, 0x86, 3, 9, 0, 7, 0, 60};
    uint8_t response[64];
    size_t received;

    memset(lock + 8, 'S', 32);
    record("/locked", 0, lock, sizeof lock, locked, sizeof locked, NULL);
    memset(lock + 8, 'T', 32);
    open_recording("/locked", 0);
    is_int(ask(lock, sizeof lock, response, sizeof response, &received), SMP_OK, "any password fits");
    lock[7] = 61;
    is_int(ask(lock, sizeof lock, response, sizeof response, &received), SMP_OTHER,
           "... other fields do not");
    smp_device_close(device);
    tree_text("/rec2", SIGNATURE REQUEST);
    open_recording("/rec2", 0);
    is_int(ask(general, sizeof general, response, sizeof response, &received), SMP_MALFORMED,
           "a request without answer");
    has_str(error.text, "no response data", "... message");
    smp_device_close(device);
}

static void test_match(void)
{
    tree_text("/rec2", "# smp_utils recording 2\n");
    is_int(open_recording("/rec2", 0), SMP_OPEN, "a later version is known as a recording");
    has_str(error.text, ":1: unknown version", "... and refused with the reason");
    ok(device == NULL, "... and there is no device");
    tree_text("/rec2", "smp_utils recording 1\n");
    is_int(open_recording("/rec2", 0), SMP_OPEN, "another first line is no recording");
    has_str(error.text, "no SMP target", "... message");
}

int main(void)
{
    if (!tree_begin()) {
        return tap_bail("no temporary folder");
    }
    test_hex();
    test_hex_long_line();
    test_hex_stdin();
    test_append();
    test_append_refused();
    test_append_full();
    test_secrets();
    test_append_together();
    test_read();
    test_read_cut();
    test_replay();
    test_replay_address();
    test_replay_secret();
    test_match();
    tree_end();
    return tap_done();
}
