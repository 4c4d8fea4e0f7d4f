/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * libsmputils: talk to SAS Serial Management Protocol (SMP) targets and decode what they answer.
 *
 * The library never prints, never exits and keeps no writable state outside the handles it gives out.
 * Every function that can fail returns 0 or one of enum smp_status, and then fills the error object of
 * its caller. Lengths are bytes and never count the four CRC bytes that end an SMP frame on the wire;
 * integers in frames are big endian; bit 7 is the most significant bit of a byte.
 *
 * Threads: handles are independent of each other. One handle may be used by one thread at a time.
 * Signals: opening is started again after a signal. A request is not, since its target may have acted on it: one
 * that the driver gives up because of a signal fails with SMP_OTHER and os_errno EINTR, and leaves the handle usable.
 */
#ifndef SMPUTILS_H
#define SMPUTILS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SMPUTILS_VERSION "2.0.0" /* of this header; smp_version() tells that of the library */

#define SMP_MAX_FRAME 1024U /* largest SMP frame, bytes, without its CRC (SPL, SMP frames) */
#define SMP_CRC_BYTES 4U    /* what ends every frame on the wire; the hardware makes and checks it */

/* What went wrong; also the exit statuses of the utilities. 1 to 63 is an SMP function result. */
enum smp_status {
    SMP_OK = 0,
    SMP_SYNTAX = 91,    /* bad argument, value or input file */
    SMP_OPEN = 92,      /* the target cannot be opened or used, or an output file cannot be written */
    SMP_RESOURCE = 93,  /* out of memory */
    SMP_MALFORMED = 97, /* the answer is no SMP response, or too short to be used */
    SMP_OTHER = 99      /* transport and operating system errors, unwritable stdout, everything else */
};

/* Version of the library that runs, as "2.0.0". */
const char *smp_version(void);

/* An error, owned by the caller. Texts have no program name, no newline and no capital at the start. */
struct smp_error {
    int status;     /* enum smp_status */
    int os_errno;   /* errno of the operating system, or 0 */
    char text[400]; /* what failed, on which subject, why */
    char hint[200]; /* what to do, or empty */
};

/* ---- Targets --------------------------------------------------------------------------------------- */

struct smp_device; /* an open SMP target */

/* Receives one line of diagnosis without newline; level as the number of -v that shows it. */
struct smp_trace {
    void (*line)(void *user, int level, const char *text);
    void *user;
    int level; /* lines above this level are not made */
};

/* Set size to sizeof(struct smp_open_options) and leave at 0 what is not wanted: later versions of the library
 * add members at the end and know by the size which of them a program has. */
struct smp_open_options {
    size_t size;
    const char *interface;         /* NAME, NAME,force or NULL: find out from the name and the system */
    uint64_t sas_address;          /* SAS address of the target, or 0: not given */
    uint32_t timeout_ms;           /* for each request; 0: 20,000 ms */
    const struct smp_trace *trace; /* or NULL; must live as long as the handle */
};

/* Opens the target NAME[,N]: a device node, a sysfs folder, a simulated domain file or a recording.
 * On success *device is owned by the caller, who ends it with smp_device_close(). options may be NULL.
 * Fails with SMP_OPEN, SMP_RESOURCE or SMP_SYNTAX (also if options->size is not set). */
int smp_device_open(struct smp_device **device, const char *name, const struct smp_open_options *options,
                    struct smp_error *error);

/* Sends one request of request_bytes bytes (without CRC) and waits for the response, of which at most
 * room bytes (without CRC) are stored; *received is how many of them came. An interface that is not
 * told the length derives it from the frame. A frame that is no response to this function is refused, and is
 * not judged beyond that: see smp_response_check(). Fails with SMP_OTHER (transport), SMP_OPEN (the target has
 * gone), SMP_MALFORMED (nothing came, no response to this function, or more than fits: what came is stored) or
 * SMP_SYNTAX (a length that no interface can carry). */
int smp_device_send(struct smp_device *device, const uint8_t *request, size_t request_bytes,
                    uint8_t *response, size_t room, size_t *received, struct smp_error *error);

/* Closes and frees; device may be NULL. */
void smp_device_close(struct smp_device *device);

const char *smp_device_name(const struct smp_device *device);           /* as given, with ,N */
const char *smp_device_interface(const struct smp_device *device);      /* "sgv4", "sim", ... */
uint64_t smp_device_sas_address(const struct smp_device *device);       /* as given or found, or 0 */

/* The interfaces that this library was built with, in probing order: name and one line of help of the
 * index-th one; NULL past the last. */
const char *smp_interface_name(size_t index);
const char *smp_interface_help(size_t index);

/* ---- Functions ------------------------------------------------------------------------------------- */

struct smp_function; /* one SMP function; constant, never freed */

const struct smp_function *smp_function_at(size_t index);          /* in code order; NULL past the last */
const struct smp_function *smp_function_by_code(uint8_t code);     /* NULL: not known */
const struct smp_function *smp_function_by_name(const char *name); /* "REPORT GENERAL" or report_general */
uint8_t smp_function_code(const struct smp_function *function);
const char *smp_function_key(const struct smp_function *function);  /* "report_general" */
const char *smp_function_name(const struct smp_function *function); /* "REPORT GENERAL" */

/* A request field and its value; keys are the standard's names in lower case with underscores. */
struct smp_param {
    const char *key;
    uint64_t number;      /* numeric fields */
    const uint8_t *bytes; /* text, byte and list fields: borrowed during the call; else NULL */
    size_t length;        /* bytes at bytes; a shorter value than the field is padded with zeros */
};

/* Builds the request frame of a function from its fields; fields not named are 0. Filled in are frame type,
 * function, request length and, where it is not given, allocated response length. Numbers and lengths of
 * descriptors are not: they are fields like others, to be given beside the descriptors.
 * frame has room for room bytes (SMP_MAX_FRAME always does), *length gets the bytes used, without CRC.
 * Fails with SMP_SYNTAX: unknown key or one that is filled in, value too large for its field, bytes for a
 * number or a number for bytes, frame too long. */
int smp_request_build(const struct smp_function *function, const struct smp_param *params, size_t count,
                      uint8_t *frame, size_t room, size_t *length, struct smp_error *error);

/* Judges a response of received bytes: is it a response to this function, does it carry what the
 * function must carry? *result gets the SMP function result (0: accepted) when the frame is a response.
 * Returns SMP_MALFORMED with the reason where it cannot be used. A result other than 0 is no failure. */
int smp_response_check(const struct smp_function *function, const uint8_t *frame, size_t received,
                       int *result, struct smp_error *error);

const char *smp_result_text(int result); /* "phy vacant", ... or NULL: not defined */

/* ---- Fields ---------------------------------------------------------------------------------------- */

enum smp_type { SMP_UINT, SMP_BOOL, SMP_ENUM, SMP_HEX, SMP_ADDRESS, SMP_ASCII, SMP_BYTES };

/* One decoded field. Pointers are valid during the call only. */
struct smp_value {
    const char *key;       /* "negotiated_logical_link_rate" */
    const char *label;     /* words for people: "negotiated logical link rate" */
    enum smp_type type;
    const char *unit;      /* "100ms", or NULL */
    uint64_t number;       /* value of all types but SMP_ASCII and SMP_BYTES */
    const char *name;      /* key of a value that has a name ("g3"), or NULL */
    const uint8_t *bytes;  /* SMP_ASCII, SMP_BYTES: as received, not terminated, not made safe */
    size_t length;         /* bytes at bytes; 0 of a number */
    unsigned bits;         /* width of a number; 0 of bytes */
};

/* Called for what a response contains, in frame order; members may be NULL. Fields that the response
 * does not contain, or that have no meaning in it, are not visited. Set size to sizeof(struct smp_visitor).
 *
 * A word of flags is visited as one field, and then once more bit by bit between group_begin ("<key>_bits", as
 * the object of JSON output is called) and group_end; the bits are left out where group_begin is NULL. */
struct smp_visitor {
    size_t size;
    void *user;
    void (*field)(void *user, const struct smp_value *value);
    void (*list_begin)(void *user, const char *key);
    void (*element_begin)(void *user, size_t index);
    void (*element_end)(void *user);
    void (*list_end)(void *user);
    void (*group_begin)(void *user, const char *key);
    void (*group_end)(void *user);
};

/* Walks the fields of a response (header bytes excluded) of received bytes. Fails with SMP_MALFORMED before
 * visiting anything: no response to this function; or after visiting what is there: a list that claims more
 * than was received, or descriptors too short to be used. A response with a function result other than 0 is
 * walked: it holds few fields. Fails with SMP_SYNTAX if visitor->size is not set. */
int smp_response_walk(const struct smp_function *function, const uint8_t *frame, size_t received,
                      const struct smp_visitor *visitor, struct smp_error *error);

#ifdef __cplusplus
}
#endif

#endif
