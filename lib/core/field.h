/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Field rows: the one description of every field, and bounded access to frames through them.
 *
 * A row is a fact of the standard. What has a meaning (covered by the received length, `since`, `when`)
 * rules every output; the columns under "text only" reduce noise in text and rule nothing else. */
#ifndef LIB_CORE_FIELD_H
#define LIB_CORE_FIELD_H

#include <smputils.h>

/* The standard that brought a field. */
enum smp_since {
    SAS_1,
    SAS_1_1,
    SAS_2,
    SAS_2_SHORT, /* SAS-2, and also carried by the short SAS-1.1 shape of the response */
    SAS_2_1,     /* SPL */
    SAS_3,       /* SPL-2, SPL-3 */
    SPL_4,
    SPL_5,
    SINCE_UNKNOWN
};

/* A value that has a name, or a range of values (last > value) that share one. */
struct smp_name {
    uint32_t value;
    uint32_t last;    /* 0: only value */
    const char *key;  /* machine name, or NULL: the value has a text but no name */
    const char *text; /* words for text output, or NULL: text shows the number */
    bool whole_line;  /* text: the words stand for label and value */
    bool with_number; /* the '#' in text stands for the number in hex ("reserved type: 0x42") */
};

struct smp_names {
    const struct smp_name *rows;
    size_t count;
    const char *other; /* text of values without a row: "reserved" shows "reserved [5]"; NULL: the number */
};

/* Words for others, and the rows. */
#define SMP_NAMES(other_text, ...) \
    { .rows = (const struct smp_name[]){ __VA_ARGS__ }, \
      .count = sizeof((const struct smp_name[]){ __VA_ARGS__ }) / sizeof(struct smp_name), .other = (other_text) }

/* Rows: one value; values first to end; the same with the number at the '#' of the text; a value whose words stand
 * for label and value. */
#define NAME(v, k, words) { .value = (v), .key = (k), .text = (words) }
#define RANGE(v, end, k, words) { .value = (v), .last = (end), .key = (k), .text = (words) }
#define NUMBERED(v, end, k, words) \
    { .value = (v), .last = (end), .key = (k), .text = (words), .with_number = true }
#define WHOLE_LINE(v, k, words) { .value = (v), .key = (k), .text = (words), .whole_line = true }

/* Defines smp_names_<what>: the words of other values, or NULL, and the rows. */
#define NAMES(what, ...) const struct smp_names smp_names_##what = SMP_NAMES(__VA_ARGS__)

/* How text shows the number of a row. */
enum smp_style {
    STYLE_DEFAULT, /* by type: words of an enum, decimal, 0x and digits for SMP_HEX and SMP_ADDRESS */
    STYLE_NUMBER,  /* decimal although values have words */
    STYLE_NAMED,   /* decimal and the words behind it ("0 [Broadcast (Change)]"), "Reserved" where there are none */
    STYLE_HEX16,   /* 16 hex digits without 0x */
    STYLE_BYTES    /* a length in dwords, shown as bytes ("24 bytes") */
};

/* When text shows a row. Flags combine. */
enum smp_show {
    SHOW_FULL = 1,          /* not in brief text */
    SHOW_FULL_ELEMENT = 2,  /* not in brief text of a list element */
    SHOW_NOT_ELEMENT = 4,   /* never in a list element */
    SHOW_SET = 8,           /* only if not zero */
    SHOW_SET_OR_VERBOSE = 16, /* only if not zero, or with -v */
    SHOW_SET_IF_BRIEF = 32, /* in brief text only if not zero */
    SHOW_GUARD_BRIEF = 64,  /* in brief text only if the row named by guard (and its guard) is not zero */
    SHOW_GUARD_SHORT = 128, /* in a SAS-1.1 shaped response only if the row named by guard is not zero */
    SHOW_NEVER = 256        /* no text line of its own: a view shows it */
};

/* Other properties of a row. Flags combine. */
enum smp_field_flags {
    FIELD_ON_ERROR = 1, /* has a meaning although the function result is not 0 (an address: if not zero) */
    FIELD_SECRET = 2,   /* a password: masked in diagnosis, arguments and recordings */
    FIELD_OF_PIECE = 4  /* about this answer only, where a list comes in several */
};

enum { FIELD_TO_END = 0xffff }; /* bits of a field that runs to the end of the frame */

struct smp_list;
struct smp_table;

/* Small members stand together, so that many rows can be looked through fast; text only: label and what is behind,
 * show, style, span. */
struct smp_field {
    const char *key;    /* the standard's name, lower_snake_case */
    uint16_t byte;      /* first byte, as the standard numbers them */
    uint16_t end;       /* first byte behind it; where it runs to the end: byte, for there may be none of it */
    uint16_t bits;      /* width; several bytes are big endian; FIELD_TO_END */
    uint8_t high;       /* most significant bit in that byte, 7 to 0 */
    uint8_t shift;      /* bits of the last byte that it touches below it */
    uint8_t type;       /* enum smp_type */
    uint8_t since;      /* enum smp_since */
    uint8_t flags;      /* enum smp_field_flags */
    uint8_t first_byte; /* of SMP_BYTES, where it is known: as the fourth it tells that firmware swapped each four */
    uint16_t show;      /* enum smp_show */
    uint8_t style;      /* enum smp_style */
    uint8_t span;       /* so many rows behind this one share its line */
    struct {
        const char *key; /* has a meaning only if this earlier row is present and ... */
        uint32_t value;  /* ... has this value */
    } when;
    const struct smp_names *names;
    const struct smp_list *list;    /* elements of a list (SMP_BYTES, FIELD_TO_END) */
    const struct smp_table *detail; /* rows that read the same bytes in finer grain (a word of flags) */
    const char *list_key;           /* key of a list in machine output, or NULL: key */
    const char *unit;   /* "100ms", "dword", "KiB" ...: of the number, for machines */
    const char *label;  /* NULL: key with blanks */
    const char *suffix; /* after the number (" (unit: 100ms)"); in list elements the plain unit instead */
    const char *guard;  /* see SHOW_GUARD_* */
    const char *line;   /* label of a text line that this row shares with those behind it, or NULL */
    const char *word;   /* of each row of such a line, its label there */
};

struct smp_table {
    const char *section; /* "request", "response", "short_descriptor" ... as in the documentation */
    const struct smp_field *rows;
    size_t count;
    uint16_t bytes; /* smallest usable size of an element of this table; 0 where that is not asked */
};

#define SMP_TABLE(name, array, size) \
    { .section = (name), .rows = (array), .count = sizeof(array) / sizeof *(array), .bytes = (size) }

/* Rows of the tables in lib/frames: place, width and standard by position, the rest by member name; FULL is the
 * member of most of them. What follows from place and width is told here once, for reading is what rows are for. */
#define SMP_ROW(k, b, h, n, t, ...) \
    { .key = (k), .byte = (b), .high = (h), .bits = (n), .shift = ((h) + 1U - (n)) % 8, .type = (t), \
      .end = (b) + ((n) == FIELD_TO_END ? 0 : (14 - (h) + (n)) / 8), .since = __VA_ARGS__ }
#define BIT(k, b, h, ...) SMP_ROW(k, b, h, 1, SMP_BOOL, __VA_ARGS__)
#define BITS(k, b, h, n, ...) SMP_ROW(k, b, h, n, SMP_UINT, __VA_ARGS__)
#define U8(k, b, ...) SMP_ROW(k, b, 7, 8, SMP_UINT, __VA_ARGS__)
#define BE16(k, b, ...) SMP_ROW(k, b, 7, 16, SMP_UINT, __VA_ARGS__)
#define BE32(k, b, ...) SMP_ROW(k, b, 7, 32, SMP_UINT, __VA_ARGS__)
#define HEX(k, b, n, ...) SMP_ROW(k, b, 7, n, SMP_HEX, __VA_ARGS__)
#define ADDR(k, b, ...) SMP_ROW(k, b, 7, 64, SMP_ADDRESS, __VA_ARGS__)
#define TEXT(k, b, len, ...) SMP_ROW(k, b, 7, 8 * (len), SMP_ASCII, __VA_ARGS__)
#define BYTES(k, b, len, ...) SMP_ROW(k, b, 7, 8 * (len), SMP_BYTES, __VA_ARGS__)
#define ENUM(k, b, h, n, s, ...) SMP_ROW(k, b, h, n, SMP_ENUM, s, .names = &__VA_ARGS__)
#define LIST(k, b, ...) SMP_ROW(k, b, 7, FIELD_TO_END, SMP_BYTES, __VA_ARGS__)
#define REST(k, b, ...) SMP_ROW(k, b, 7, FIELD_TO_END, SMP_BYTES, __VA_ARGS__)
#define LINE(text, count) .line = (text), .span = (count) - 1
#define FULL .show = SHOW_FULL

/* Elements of a list: how many, how long, and which rows read them. */
struct smp_list_kind {
    uint32_t selector_value; /* value of the selector row that chooses this kind */
    const struct smp_table *table;
    bool has_header; /* the element is a whole response frame: bytes 0 to 3 are a response header */
};

/* What a list is of; its kinds, one or several; a table that only they need. */
#define OF(...) .list = &(const struct smp_list){ __VA_ARGS__ }
#define TABLE(...) &(const struct smp_table)SMP_TABLE(__VA_ARGS__)
#define KIND(...) KINDS({ .table = TABLE(__VA_ARGS__) })
#define KINDS(...) \
    .kinds = (const struct smp_list_kind[]){ __VA_ARGS__ }, \
    .kind_count = sizeof((const struct smp_list_kind[]){ __VA_ARGS__ }) / sizeof(struct smp_list_kind)

struct smp_list {
    const char *count_key;  /* row with the number of elements; NULL: as many as the frame holds */
    const char *length_key; /* row with the element length in dwords; NULL: the table's bytes */
    uint8_t length_in_bytes; /* a length of this value counts bytes (firmware that errs), 0: none does */
    bool repair_length;     /* a length below the table's bytes means the table's bytes, not malformed */
    const char *selector_key; /* row that chooses the kind, or NULL: kinds[0] */
    const struct smp_list_kind *kinds;
    size_t kind_count;
};

/* ---- Functions ------------------------------------------------------------------------------------- */

enum smp_function_flags {
    FUNCTION_NO_LENGTHS = 1, /* SFF-8485 header: bytes 2 and 3 of a request and 3 of a response are no lengths */
    FUNCTION_WRITES = 2,     /* changes the target: may be refused, is not repeated without need */
    FUNCTION_GUESSED = 4     /* layout not published: a target must be told to offer it */
};

/* One SMP function: its lengths, rows and names. One constant in lib/frames for each. */
struct smp_function {
    uint8_t code;
    uint8_t since; /* enum smp_since */
    uint8_t flags; /* enum smp_function_flags */
    const char *key;     /* "report_general" */
    const char *name;    /* "REPORT GENERAL" */
    const char *title;   /* "Report general": words of messages about its result */
    const char *utility; /* "smp_rep_general" */
    uint16_t request_bytes;      /* fixed part of the request, header included */
    uint16_t response_bytes;     /* whole response, or the header part of one that ends in a list; 4: no data */
    uint16_t sas1_response_bytes; /* SAS-1.1 shape (response length byte 0), 0: the function has none */
    struct smp_table request;    /* without the four header bytes */
    struct smp_table response;   /* without the four header bytes */
};

extern const struct smp_table smp_request_header;  /* bytes 0 to 3 of every request */
extern const struct smp_table smp_response_header; /* bytes 0 to 3 of every response */

/* What those tables say, for code that looks at a frame before its function is known: where their rows are,
 * and what the first byte holds. */
enum smp_header {
    SMP_TYPE_BYTE = 0,
    SMP_FUNCTION_BYTE = 1,
    SMP_RESULT_BYTE = 2, /* of a response; of a request: its allocated response length */
    SMP_LENGTH_BYTE = 3,
    SMP_HEADER_BYTES = 4
};
enum smp_frame_type { SMP_REQUEST_FRAME = 0x40, SMP_RESPONSE_FRAME = 0x41 };

/* ---- Frames ---------------------------------------------------------------------------------------- */

/* Bytes with the rows that read them: a request, a response or a list element. A view on the bytes of
 * its caller, who keeps them alive. */
struct smp_frame {
    const struct smp_function *function;
    const struct smp_table *table;
    const uint8_t *data;
    size_t length;    /* valid bytes: nothing beyond is ever read */
    bool has_header;  /* bytes 0 to 3 are a frame header */
    bool short_shape; /* a SAS-1.1 shaped response: rows since SAS-2 are absent */
    bool element;     /* a list element */
    int result;       /* function result that rules this frame or element */
};

/* How many of received bytes of a response are valid: the frame's own length, cut to what was received. */
size_t smp_response_length(const struct smp_function *function, const uint8_t *frame, size_t received);

/* Is this the header of a response to this function? */
bool smp_response_answers(const struct smp_function *function, const uint8_t *frame, size_t received);

/* Views on a received response, on a request, and on the bytes of a row with detail. */
void smp_frame_response(struct smp_frame *frame, const struct smp_function *function, const uint8_t *data,
                        size_t received);
void smp_frame_request(struct smp_frame *frame, const struct smp_function *function, const uint8_t *data,
                       size_t length);
bool smp_frame_detail(const struct smp_frame *frame, const struct smp_field *row, struct smp_frame *detail);

/* Overwrites the passwords of a request or a response with zeros. Returns whether there were any. */
bool smp_mask_secrets(uint8_t *frame, size_t length, bool is_request);

/* The row of a key in a table; NULL: none. */
const struct smp_field *smp_table_row(const struct smp_table *table, const char *key);

/* The row of a key in the frame's table or header; NULL: none. */
const struct smp_field *smp_frame_row(const struct smp_frame *frame, const char *key);

/* Has the row a value with a meaning in this frame? */
bool smp_field_present(const struct smp_frame *frame, const struct smp_field *row);

/* The number of a row of at most 64 bits that lies within data. */
uint64_t smp_field_get(const uint8_t *data, const struct smp_field *row);

/* The number of a present row of at most 64 bits. Caller has asked smp_field_present(). */
uint64_t smp_field_number(const struct smp_frame *frame, const struct smp_field *row);

/* The bytes of a present SMP_ASCII or SMP_BYTES row: *length of them. */
const uint8_t *smp_field_bytes(const struct smp_frame *frame, const struct smp_field *row, size_t *length);

/* The same in wire order: bytes that firmware swapped are put right in ordered[SMP_MAX_FRAME], which must live as
 * long as they are used. */
const uint8_t *smp_field_ordered(const struct smp_frame *frame, const struct smp_field *row, uint8_t *ordered,
                                 size_t *length);

/* The row of a value among names, NULL: none. */
const struct smp_name *smp_names_find(const struct smp_names *names, uint64_t value);

/* The words of a row: its label, or its key with blanks, in label[SMP_LABEL_ROOM]. */
enum { SMP_LABEL_ROOM = 96 };
const char *smp_field_label(const struct smp_field *row, char *label);

/* By key: is it there, and its number; and the number or 0 where absent. */
bool smp_frame_get(const struct smp_frame *frame, const char *key, uint64_t *number);
uint64_t smp_frame_value(const struct smp_frame *frame, const char *key);

/* Writes a number into data (room bytes) at the row's place; false: it does not fit the row, or the row
 * the room. Other bits keep their value. */
bool smp_field_put(uint8_t *data, size_t room, const struct smp_field *row, uint64_t number);

/* Largest number that a row holds. */
static inline uint64_t smp_field_max(const struct smp_field *row)
{
    return row->bits >= 64 ? UINT64_MAX : ((uint64_t)1 << row->bits) - 1;
}

/* ---- Lists ----------------------------------------------------------------------------------------- */

/* A list being walked. */
struct smp_list_iterator {
    struct smp_frame element; /* the one that was given last */
    const struct smp_frame *frame;
    const struct smp_list_kind *kind;
    size_t offset; /* of the next element */
    size_t stride;
    size_t left;   /* elements claimed and not yet given */
    size_t index;  /* of the next element */
    const char *problem; /* why the list ended early, or NULL */
};

/* The list that a frame ends in, the last row of its table; smp_list_next() gives the first element. The frame is
 * borrowed. */
struct smp_list_iterator smp_frame_list(const struct smp_frame *frame);

/* Goes to the next whole element; false at the end. After that list->problem tells a malformed list. */
bool smp_list_next(struct smp_list_iterator *list);

/* ---- The walk -------------------------------------------------------------------------------------- */

/* The next present row of a frame behind this one (NULL: the first), lists as well; NULL: none. An element
 * that is a whole response begins with the function result of its header. */
const struct smp_field *smp_frame_next(const struct smp_frame *frame, const struct smp_field *row);

/* Marks in unknown[SMP_MAX_FRAME] the bytes that no present row covers and that are not zero; none where the
 * function result is not 0. Returns how many bytes were looked at. */
size_t smp_frame_unknown(const struct smp_frame *frame, bool *unknown);

#endif
