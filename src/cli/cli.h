/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * What every utility shares: option rows, opening the target, requests, outputs, messages, exit status.
 * A utility is one constant struct smp_utility; what it does beyond one request is its run and view. */
#ifndef SRC_CLI_CLI_H
#define SRC_CLI_CLI_H

#include "core/error.h"
#include "core/field.h"
#include "frames/frames.h"
#include "frames/results.h"
#include "output/output.h"

#include <inttypes.h>
#include <string.h>

/* ---- Options --------------------------------------------------------------------------------------- */

enum option_kind {
    OPTION_FLAG,    /* may be repeated: counted */
    OPTION_NUMBER,  /* lowest to highest; with key: range and value names of that request field */
    OPTION_ADDRESS, /* 64 bits */
    OPTION_TEXT,    /* a file name or other text */
    OPTION_PHYS     /* phy identifiers: 3, 0-3,8 or all */
};

struct smp_option {
    char letter;      /* 0: long form only */
    const char *name;
    uint8_t kind;     /* enum option_kind */
    const char *arg;  /* word for the argument in the help, NULL: none */
    const char *key;  /* OPTION_NUMBER, OPTION_ADDRESS, OPTION_FLAG: the request field that it sets, or NULL */
    uint64_t low, high; /* OPTION_NUMBER: range; high 0: what the field holds */
    uint64_t preset;  /* number when the option is not given */
    bool secret;      /* OPTION_TEXT: a password, never shown, wiped from the command line */
    bool automatic;   /* "auto" is the expander change count that REPORT GENERAL tells */
    bool named;       /* OPTION_NUMBER: takes only values of the field that have a name */
    const struct smp_names *shorts; /* OPTION_NUMBER: further names, told by their first two letters, or NULL */
    const char *help;
};

/* Rows of struct smp_option; further members may follow the help. */
#define OPTION(l, n, k, a, ...) { .letter = (l), .name = (n), .kind = (k), .arg = (a), .help = __VA_ARGS__ }
#define OPT_FLAG(l, n, h) OPTION(l, n, OPTION_FLAG, NULL, h)
#define OPT_SWITCH(l, n, k, h) OPTION(l, n, OPTION_FLAG, NULL, h, .key = (k))
#define OPT_FIELD(l, n, a, k, ...) OPTION(l, n, OPTION_NUMBER, a, __VA_ARGS__, .key = (k))
#define OPT_NUMBER(l, n, a, lo, hi, ...) OPTION(l, n, OPTION_NUMBER, a, __VA_ARGS__, .low = (lo), .high = (hi))
#define OPT_ADDRESS(l, n, a, k, h) OPTION(l, n, OPTION_ADDRESS, a, h, .key = (k))
#define OPT_TEXT(l, n, a, ...) OPTION(l, n, OPTION_TEXT, a, __VA_ARGS__)
#define OPT_PASSWORD(l, n, h) OPTION(l, n, OPTION_TEXT, "PA", h, .secret = true)
#define OPT_PHY(h) OPT_FIELD('p', "phy", "ID", "phy_identifier", h, .high = LAST_PHY)
#define OPT_PHYS(h) OPTION('p', "phy", OPTION_PHYS, "ID", h)
#define OPT_EXPECTED \
    OPT_FIELD('E', "expected", "EX", "expected_expander_change_count", \
              "expected expander change count (0: not checked, auto: read it first)", .automatic = true)
#define OPT_FORCE \
    OPT_FLAG(0, "force", "do it even if this host could then no longer reach or manage the target")
#define OPT_SAVE \
    OPT_FIELD('S', "save", "SAV", "save", "0 shadow, 1 saved, 2 shadow and saved if supported, 3 both")
#define OPT_ZERO \
    OPT_FLAG('z', "zero", "SAS-1.1 framing: request length fields are zero (clears no counter)")

/* SECRET_BYTES: no password may be as long. */
enum { SECRET_BYTES = 40, MAX_NOTICES = 4, NOTICE_BYTES = 200, MAX_OPTIONS = 40, MAX_FIELDS = 24, PHYS_COLUMNS = 6 };
enum { LAST_PHY = 254 };

/* What the command line says of one option. */
struct option_value {
    const struct smp_option *row; /* NULL: behind the last option, never given */
    unsigned count;    /* times given */
    uint64_t number;   /* last one given, or the preset */
    const char *text;  /* last argument as given, or NULL */
    char secret[SECRET_BYTES]; /* the text, if it is a password */
};

/* ---- A utility ------------------------------------------------------------------------------------- */

struct cli;

/* One column of the table: a response field, shown right-aligned under its heading. */
struct phys_column {
    const char *key;
    const char *heading;
};

/* What the table of several phys tells. A column without heading ends them; those of print_rows() need no key. */
struct phys_report {
    struct phys_column columns[PHYS_COLUMNS + 1];
    /* Prints the rows of a phy. state: what is to be said of the phy besides ("disabled"; zeros then mean
     * nothing), or NULL. Returns why a list is malformed, or NULL. */
    const char *(*print_rows)(unsigned phy, const struct smp_frame *frame, const char *state);
};

/* A list that a target may report in pieces, and how it is asked for; --multiple asks for all of them, and --num, where
 * there is that option, sets how many descriptors an answer has at most (0: as many as it has room for). */
struct chunk_list {
    const char *option; /* option: index of the first descriptor wanted */
    const char *first;  /* response field: index of its first descriptor */
    int end;            /* function result of a start behind the last descriptor, 0: none */
    /* Is there more behind this answer, of count descriptors, to a request that began at *next? Then sets
     * *next to the index to go on with. */
    bool (*next)(const struct smp_frame *frame, size_t count, uint64_t *next);
};

/* Where a view stands in such a list. */
struct chunk_place {
    bool multiple; /* all pieces are fetched */
    size_t before; /* descriptors in the answers before this one; 0: it is the first */
    bool moved;    /* the target changed the list meanwhile */
};

struct smp_utility {
    const char *name;    /* NULL: its function's utility, "smp_rep_general" */
    const char *summary; /* one line of what it does */
    const struct smp_function *function; /* what it sends, or the one that matters most */
    const struct smp_function *also;     /* a second function whose responses it can decode, or NULL */
    const char *title;       /* heading of the text output, without colon; NULL: "<function's title> response" */
    const char *brief_title; /* heading with --brief, NULL: title */
    const struct smp_option *options;
    size_t option_count;
    struct chunk_list list;  /* of chunks_run() */
    struct phys_report phys; /* of phys_run() */
    bool many; /* may use several requests: JSON has "responses" instead of "response" */
    const char *operands; /* any number of operands, which run() opens itself: words for them in the help */

    /* Conflicts between options: 0, the exit status after cli_fail(), or CLI_DONE where all is done without a
     * target. May be NULL. */
    int (*check)(struct cli *cli);
    /* Makes the request of what the options and input files say (cli_set()), before the target is opened: 0 or the exit
     * status after cli_fail(). Not with --inhex, which needs no request. May be NULL. */
    int (*prepare)(struct cli *cli);
    /* Refuses, once the target is open, what would cut it off from this host: 0 or the exit status. May be NULL. */
    int (*guard)(struct cli *cli);
    /* Sends what is to be sent and shows the answers; returns the exit status. NULL: cli_run_one(). */
    int (*run)(struct cli *cli);
    /* Text of one usable response, heading included (cli_print_title()); returns why a list is malformed, or
     * NULL. Gets decoded values only. NULL: the heading and smp_text_frame(), which shows no list. */
    const char *(*view)(struct cli *cli, const struct smp_frame *frame);
    /* Adds members to a response in JSON and key=value: what its rows alone do not tell; returns why the response is
     * malformed, or NULL. May be NULL. */
    const char *(*extra)(struct cli *cli, const struct smp_frame *frame);
};

/* The utility of a file: its members, the last of them its option rows. */
#define OPTIONS(...) \
    .options = (const struct smp_option[]){ __VA_ARGS__ }, \
    .option_count = sizeof((const struct smp_option[]){ __VA_ARGS__ }) / sizeof(struct smp_option)
#define SMP_UTILITY(...) \
    static const struct smp_utility utility = { __VA_ARGS__ }; \
    int main(int argc, char **argv) \
    { \
        return smp_main(&utility, argc, argv); \
    }

int smp_main(const struct smp_utility *utility, int argc, char **argv);

/* ---- A run ----------------------------------------------------------------------------------------- */

enum output_mode { OUTPUT_TEXT, OUTPUT_HEX, OUTPUT_RAW, OUTPUT_JSON, OUTPUT_KV };

/* One answered request. */
struct cli_answer {
    int status;  /* 0 accepted, 1-63 function result, else enum smp_status */
    int result;  /* function result, 0 if there was no response or sending failed */
    size_t received;
    struct smp_frame frame; /* view on bytes; empty if they are no response to its function */
    struct smp_error error; /* status in words */
    uint8_t bytes[SMP_MAX_FRAME];
};

struct cli {
    const struct smp_utility *utility;
    const char *name;
    int argc;
    char **argv;
    struct option_value values[MAX_OPTIONS]; /* the utility's rows, then the common rows, then none */
    enum output_mode mode;
    int verbose;
    bool dry_run;
    FILE *out;               /* of the text: stdout, or that of output_run() */
    char **operands;         /* the target name, or all that a utility opens itself */
    int operand_count;
    uint64_t sas_address;    /* of the target, or 0 */
    bool phys[LAST_PHY + 2]; /* OPTION_PHYS: the phy identifiers given; never 255, which is none */
    bool all_phys;           /* OPTION_PHYS: all */
    size_t phy_count;        /* OPTION_PHYS: identifiers given */
    unsigned first_phy, last_phy; /* OPTION_PHYS: lowest and highest one given, or 0 */
    struct smp_trace trace;
    struct smp_device *device;
    struct smp_json json;    /* or key=value lines */
    bool list_open;          /* the "responses" or "requests" array has begun */
    bool hide_arguments;     /* the command line could not be read and may hold a password */
    bool record_failed;      /* the recording cannot be written: told once, and a status */
    struct smp_error error;  /* the failure that the JSON document tells */
    char notices[MAX_NOTICES][NOTICE_BYTES]; /* what was said as a notice, for the JSON document */
    size_t notice_count;
    const struct smp_function *function;  /* what cli_request() sends: the utility's, unless check() chose another */
    struct smp_param fields[MAX_FIELDS];  /* request fields of the options and of cli_set() */
    size_t field_count;
    struct chunk_place chunk;
    struct cli_answer answer; /* to the last request */
};

/* What the command line says of an option; one that the utility has not is one that was not given, without row. */
const struct option_value *cli_option(const struct cli *cli, const char *name);

/* Of that: times it was given; its number (given or preset); its text. */
#define cli_count(cli, name) (cli_option(cli, name)->count)
#define cli_number(cli, name) (cli_option(cli, name)->number)
#define cli_text(cli, name) (cli_option(cli, name)->text)

/* Prints an error and its hint to stderr and keeps it for the JSON document; returns its status. */
int cli_report(struct cli *cli, const struct smp_error *error);

/* The same for a text made here, behind which the words of an errno stand if it is not 0. */
int cli_fail_errno(struct cli *cli, int status, int code, const char *format, ...) SMP_PRINTF(4, 5);
#define cli_fail(cli, status, ...) cli_fail_errno(cli, status, 0, __VA_ARGS__)

/* A line on stderr that is no failure. The JSON document tells of a notice as one of its warnings: what a reader of the
 * data must know; and of progress behind the failure that was reported: how far several requests got. */
enum message_kind { MESSAGE_WARNING, MESSAGE_NOTICE, MESSAGE_PROGRESS };
void cli_say(struct cli *cli, enum message_kind kind, const char *format, ...) SMP_PRINTF(3, 4);
#define cli_warn(cli, ...) cli_say(cli, MESSAGE_WARNING, __VA_ARGS__)
#define cli_notice(cli, ...) cli_say(cli, MESSAGE_NOTICE, __VA_ARGS__)
#define cli_progress(cli, ...) cli_say(cli, MESSAGE_PROGRESS, __VA_ARGS__)

/* A function result in words, "Unknown function result" where it has none. */
const char *cli_result_text(int result);

/* Sets a request field of cli_request(), whatever the options or an earlier call say: to a number or to bytes, which
 * are borrowed. */
void cli_set_field(struct cli *cli, struct smp_param field);
#define cli_set(cli, k, n) cli_set_field(cli, (struct smp_param){ .key = (k), .number = (n) })
#define cli_set_bytes(cli, k, b, l) cli_set_field(cli, (struct smp_param){ .key = (k), .bytes = (b), .length = (l) })

/* Builds and sends one request, retries as asked, records, judges what comes: cli->answer. Nothing is printed but
 * diagnosis; returns the answer's status. With --dry-run prints the request and returns CLI_DRY_RUN. */
enum { CLI_DRY_RUN = -1, CLI_DONE = -2 };
int cli_send(struct cli *cli, const struct smp_function *function, const struct smp_param *params, size_t count);

/* The same with the utility's function and the fields of its options and of cli_set(). */
int cli_request(struct cli *cli);

/* Shows the answer in the output mode (text: heading and view) and reports its failure; returns the exit
 * status. Text shows accepted answers only; hex and raw all that came. */
int cli_show(struct cli *cli);

/* Reports the answer's failure on stderr. Returns the exit status. */
int cli_answer_failure(struct cli *cli);

/* A frame as one response of the JSON document or as key=value lines; for utilities whose text is their own. */
const char *cli_show_data(struct cli *cli, const struct smp_frame *frame);

/* Bytes as --hex or --raw show them. */
void cli_show_bytes(const struct cli *cli, const uint8_t *bytes, size_t length);

/* The heading of the text output, in its brief form where --brief was given. */
void cli_print_title(const struct cli *cli);

/* The lines of a response behind one key (NULL: from the start) up to another one (NULL: to the end), no list. */
void cli_print_part(const struct cli *cli, const struct smp_frame *frame, const char *after, const char *until);

/* With -vv a line with a label and the bytes of a descriptor. */
void cli_print_bytes(const struct cli *cli, const char *label, const struct smp_frame *frame);

/* The heading and the lines above the list of a response. */
void cli_print_header(const struct cli *cli, const struct smp_frame *frame);

/* The rows of the descriptors, of the first kind if there are several, of the list that these rows end in. */
const struct smp_table *cli_descriptor_table(const struct smp_table *table);

/* One cli_request(), shown. */
int cli_run_one(struct cli *cli);

/* The text settings of this run for smp_text_frame(). */
struct smp_text cli_text_style(const struct cli *cli, int indent);

/* ---- Lists that come in pieces, several phys, guards ------------------------------------------------- */

/* Descriptors of the smallest kind that one response of a function has room for. */
size_t chunk_room(const struct smp_function *function);

/* Asks for the list of the utility as the options say and shows each answer; with --multiple, and for JSON where --num
 * does not say how much, goes on until all pieces are there, whatever the target puts into one. Tells if the list
 * changed meanwhile. A target that does not move on, or announces more and gives none, is malformed. Returns the
 * exit status. */
int chunks_run(struct cli *cli);

/* The index behind index + count, where indexes run from 1 to 65535 and begin again with 1. */
uint64_t chunk_wrap(uint64_t index, size_t count);

/* Sends the utility's function, made of its options, for each phy of --phy (default: phy 0) and shows the
 * answers. Several phys: vacant and disabled ones and those without what is asked for are named and are no
 * failure; a listed phy that does not exist gives its result as status and the run goes on; any other
 * failure ends it. Returns the exit status. */
int phys_run(struct cli *cli);

/* What would cut a target off from the host that asks for it is refused unless --force is given, wherever the
 * way from this host to the target can be known. Where it cannot, nothing is refused. */

/* Would disabling the phys of --phy (none given: phy 0) leave no working phy that leads to this host? Returns
 * 0 to go on, or SMP_SYNTAX after reporting. */
int guard_disable(struct cli *cli);

/* Would activating the shadow zoning values keep this host from managing the target's zoning, and so from
 * undoing it? Only told where it cannot be known if zoning will be enabled (SAS-2 expanders that have it
 * disabled now). Returns 0 to go on, or SMP_SYNTAX after reporting. */
int guard_activate(struct cli *cli);

/* ---- Numbers (number.c) ---------------------------------------------------------------------------- */

/* A whole number: decimal, 0x hex, hex with h behind; with multipliers also c w b k M G, KiB kB ... and NxM.
 * The whole text must be used. Returns why not, or NULL. */
const char *cli_parse_number(const char *text, bool multipliers, uint64_t *number);

/* The value that a text names by its key ("link_reset", also with dashes) or by its words ("6 Gbps"), in full
 * or as far as it is unique (whole words). Shorts, if there are any, come first: names of which the first two letters
 * are those of the text, whatever follows. Both may be NULL. */
bool cli_find_name(const struct smp_names *names, const struct smp_names *shorts, const char *text, uint64_t *number);

/* Phy identifiers: N, N-M, lists of them, all. Fills cli->phys. Returns why not, or NULL. */
const char *cli_parse_phys(struct cli *cli, const char *text);

/* ---- Between the files of this folder --------------------------------------------------------------- */

/* Reads the command line. Returns 0 to go on, CLI_DONE (help was shown), or the exit status after reporting. */
int cli_parse(struct cli *cli);

/* An environment variable, NULL: not set, or empty. */
const char *cli_environment(const char *name);

/* Refuses the address of an option that is no SAS address (they begin with 5 or 3), and only warns where the user
 * names the interface; 0 is none. Returns 0 or the exit status after reporting. */
int cli_check_address(struct cli *cli, const char *subject, uint64_t address);

/* How targets are opened as the options say. */
struct smp_open_options cli_open_options(struct cli *cli);

/* Fills status, result, error and frame of the answer from the received bytes. */
void cli_judge(struct cli *cli);

/* Puts the function result of the answer in words as its error, with the phy that was asked for; -1: none. */
void cli_name_result(struct cli *cli, int phy);

/* Shows a frame without its passwords: in hex, but a request on stdout with --json as an element of "requests". */
void cli_show_frame(struct cli *cli, FILE *out, const uint8_t *frame, size_t length, bool is_request);

/* Begins and ends the JSON document; nothing in other outputs. */
void cli_json_begin(struct cli *cli);
void cli_json_end(struct cli *cli, int status);

#endif
