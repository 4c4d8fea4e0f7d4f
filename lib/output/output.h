/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Outputs: text lines, JSON, key=value, hex and raw bytes, written to a stream that the caller hands in.
 * Write errors are left in the stream's error indicator for the caller to check. And recordings, in their files. */
#ifndef LIB_OUTPUT_OUTPUT_H
#define LIB_OUTPUT_OUTPUT_H

#include "core/field.h"

#include <stdio.h>

/* ---- Text ------------------------------------------------------------------------------------------ */

struct smp_text {
    FILE *out;
    int indent;        /* blanks before each line */
    int brief;         /* number of -b */
    int verbose;       /* number of -v */
    const char *after; /* show what follows this key, or NULL: from the start */
    const char *until; /* last key to show, or NULL: all */
    bool first;        /* of several answers whose lists are shown as one: say so where a row is about this one only */
};

/* One line per present row that text shows ("  number of phys: 36"), but no list: its elements are frames. */
void smp_text_frame(const struct smp_text *text, const struct smp_frame *frame);

/* The line of one key, or the shared line that its row begins, if present and shown. */
void smp_text_key(const struct smp_text *text, const struct smp_frame *frame, const char *key);

/* Words behind the label of a row of the first of several answers, if it is about that one only; or "". */
const char *smp_text_which(const struct smp_field *row, bool first);

/* The value of a present row in words as its line shows it, without label: into buffer[room]. Device
 * strings are made safe: unprintable bytes become '.'. Returns buffer. */
const char *smp_text_value(const struct smp_frame *frame, const struct smp_field *row, char *buffer, size_t room);

/* ---- Bytes ----------------------------------------------------------------------------------------- */

/* Bytes in hex with a character between them (NUL: none): two digits each, but between commas as few as will do. */
void smp_put_hex(FILE *out, const uint8_t *bytes, size_t count, char between);

/* Hex dump lines of 16 bytes as --hex prints them; with ascii a column of characters. */
void smp_hex_dump(FILE *out, const uint8_t *data, size_t length, bool ascii);

/* ---- Recordings ------------------------------------------------------------------------------------ */

/* One exchange with a device. */
struct smp_exchange {
    const uint8_t *request;
    size_t request_bytes;
    const uint8_t *response;
    size_t received;                 /* 0: nothing came */
    const struct smp_error *failure; /* of the exchange, NULL: it succeeded */
};

/* Appends an exchange to a recording with one write() under a lock, so that two programs may record into one
 * file; makes the file, for its owner only. Fails with SMP_OPEN, and then leaves the file as it was; refuses to
 * write to a file that is something else. */
int smp_recording_append(const char *path, const struct smp_device *device,
                         const struct smp_exchange *exchange, struct smp_error *error);

/* ---- JSON and key=value ---------------------------------------------------------------------------- */

enum { SMP_JSON_DEPTH = 16, SMP_PATH_ROOM = 320 };

/* A writer of one JSON document, indented by two blanks, or of the same as lines "path.of.array[0].key=value"
 * (truth values as 0 and 1). Commas and nesting are its business. */
struct smp_json {
    FILE *out;
    bool lines;
    int depth;
    size_t items[SMP_JSON_DEPTH]; /* written at this depth so far */
    size_t outer[SMP_JSON_DEPTH]; /* length of the path around it */
    char closing[SMP_JSON_DEPTH];
    char path[SMP_PATH_ROOM];     /* lines: what stands in front of every key */
};

/* key is NULL inside arrays. */
void smp_json_object(struct smp_json *json, const char *key);
void smp_json_array(struct smp_json *json, const char *key);
void smp_json_end(struct smp_json *json); /* ends the object or array that was begun last */
void smp_json_number(struct smp_json *json, const char *key, uint64_t number);
void smp_json_bool(struct smp_json *json, const char *key, bool value);
/* Text that is not from a device: UTF-8 stays in JSON. */
void smp_json_string(struct smp_json *json, const char *key, const char *text);
void smp_json_bytes(struct smp_json *json, const char *key, const uint8_t *bytes, size_t length); /* "0a1b" */
void smp_json_address(struct smp_json *json, const char *key, uint64_t address); /* "0x" and 16 digits */

/* The fields of a frame as members of the open object, lists as arrays of objects, uncovered bytes as
 * unknown_bytes. A value with a name has a second member "key_name". Text of devices is escaped to printable
 * ASCII, without blanks and NULs at its end. Returns why a list is malformed, or NULL. */
const char *smp_json_frame(struct smp_json *json, const struct smp_frame *frame);

#endif
