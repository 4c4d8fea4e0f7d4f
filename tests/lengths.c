/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Responses of every length: which fields are there, which responses cannot be used, and lists that claim
 * what was not received. TAP. */
#include "core/error.h"
#include "random_frames.h"
#include "tap.h"

#include <stdlib.h>

enum { ROOM = 1100 };

static unsigned complaints;

static void complain(const struct smp_function *function, const char *key, size_t length, const char *what)
{
    if (complaints++ < 20)
        printf("# %s %s at %zu bytes: %s\n", function->key, key, length, what);
}

/* A response of ones with this header. */
static void make_ones(uint8_t *frame, const struct smp_function *function, uint8_t result, uint8_t dwords)
{
    memset(frame, 0xff, ROOM);
    frame[0] = 0x41;
    frame[1] = function->code;
    frame[2] = result;
    frame[3] = dwords;
}

static int judge(const struct smp_function *function, const uint8_t *frame, size_t received,
                 struct smp_error *error)
{
    int result;
    int status = smp_response_check(function, frame, received, &result, error);

    if (status && error->status != status)
        complain(function, "-", received, "another status than in its error");
    return status;
}

/* ---- Which fields are there ------------------------------------------------------------------------ */

/* Asks for every row of a response that ends with its memory, by row and by key. */
static void check_rows(const struct smp_function *function, const uint8_t *bytes, size_t received)
{
    uint8_t *data = malloc(received ? received : 1);
    struct oracle expected;
    struct smp_frame frame;

    if (!data)
        abort();
    memcpy(data, bytes, received);
    expected = oracle_response(function, data, received);
    smp_frame_response(&frame, function, data, received);
    if (frame.length != expected.length || smp_response_length(function, data, received) != expected.length)
        complain(function, "-", received, "another number of bytes counts");
    for (size_t i = 0; i < function->response.count; i++) {
        const struct smp_field *row = &function->response.rows[i];
        bool present = oracle_present(&expected, row);
        uint64_t number = 0;

        if (smp_field_present(&frame, row) != present)
            complain(function, row->key, received,
                     present ? "field is not there" : "field should not be there");
        if (smp_frame_get(&frame, row->key, &number) != (present && oracle_is_number(row)))
            complain(function, row->key, received, "by its key the field is there or not otherwise");
        if (present && oracle_is_number(row) && number != oracle_number(&expected, row))
            complain(function, row->key, received, "another number");
        if (!present && smp_frame_value(&frame, row->key) != 0)
            complain(function, row->key, received, "an absent field has a value");
    }
    free(data);
}

/* Every length with every kind of header. */
static void check_presence(const struct smp_function *function)
{
    static const uint8_t results[] = { 0, 0x10, 0x16, 0x3f };
    uint8_t frame[ROOM];

    for (size_t received = 0; received <= SMP_MAX_FRAME; received++)
        for (size_t i = 0; i < sizeof results; i++) {
            make_ones(frame, function, results[i], (uint8_t)(received / 4 > 1 ? (received - 4) / 4 : 1));
            check_rows(function, frame, received);
            make_ones(frame, function, results[i], 0);
            check_rows(function, frame, received);
            make_ones(frame, function, results[i], 0xff);
            check_rows(function, frame, received);
        }
}

/* ---- Which responses can be used ------------------------------------------------------------------- */

/* The responses that SAS-1.1 lays down: without a length, and shorter than later ones. */
static const struct {
    uint8_t code;
    size_t bytes;
} sas1_responses[] = {
    { 0x00, 28 }, { 0x01, 60 }, { 0x10, 52 }, { 0x11, 28 }, { 0x12, 56 },
    { 0x13, 40 }, { 0x90, 4 },  { 0x91, 4 },  { 0x92, 4 },
};

enum { ZONE_LOCK = 0x86, READ_GPIO_BYTES = 8 };

/* The accepted response to a function that writes carries nothing, but for the one that names who has the
 * lock. */
static bool has_no_data(const struct smp_function *function)
{
    return function->code >= 0x80 && function->code != ZONE_LOCK;
}

/* Smallest accepted response that tells its length. GPIO functions that read have registers behind the
 * header, one at least. */
static size_t smallest(const struct smp_function *function)
{
    return !has_no_data(function) && function->response_bytes == 4 ? READ_GPIO_BYTES
                                                                   : function->response_bytes;
}

static void check_usable(const struct smp_function *function)
{
    size_t sas1 = 0;
    struct smp_error error;
    uint8_t frame[ROOM];

    for (size_t i = 0; i < sizeof sas1_responses / sizeof *sas1_responses; i++)
        if (sas1_responses[i].code == function->code)
            sas1 = sas1_responses[i].bytes;
    for (size_t received = 0; received <= SMP_MAX_FRAME; received++) {
        size_t needed = sas1 ? sas1 : smallest(function);

        make_ones(frame, function, 0, (uint8_t)(needed / 4 - 1));
        if ((judge(function, frame, received, &error) == SMP_OK) != (received >= needed))
            complain(function, "-", received, "usable or not otherwise");
        make_ones(frame, function, 0, 0xff);
        if ((judge(function, frame, received, &error) == SMP_OK) !=
            (received >= (function->flags & FUNCTION_NO_LENGTHS ? needed : SMP_MAX_FRAME)))
            complain(function, "-", received, "usable although less came than it announces");
        make_ones(frame, function, 0, 0);
        needed = sas1 ? sas1 : has_no_data(function) || function->flags & FUNCTION_NO_LENGTHS ? needed : ROOM;
        if ((judge(function, frame, received, &error) == SMP_OK) != (received >= needed))
            complain(function, "-", received, "usable or not otherwise, without a length");
        make_ones(frame, function, 1, 0);
        if ((judge(function, frame, received, &error) == SMP_OK) != (received >= 4))
            complain(function, "-", received, "a function result needs its header only");
    }
}

/* An accepted answer that is a header only: no row of zeros where data must come. */
static void check_header_only(const struct smp_function *function)
{
    const uint8_t frame[4] = { 0x41, function->code, 0, 0 };
    struct smp_error error;
    int status = judge(function, frame, sizeof frame, &error);

    if (status != (has_no_data(function) ? SMP_OK : SMP_MALFORMED))
        complain(function, "-", sizeof frame, "a header alone is judged otherwise");
    if (status && !strstr(error.text, function->name))
        complain(function, "-", sizeof frame, "the reason does not name the function");
}

/* A response that tells of fewer bytes than came: what is behind does not count. */
static void check_surplus(const struct smp_function *function)
{
    uint8_t frame[ROOM];
    size_t own = function->response_bytes;

    if (function->flags & FUNCTION_NO_LENGTHS || own <= 4)
        return;
    make_ones(frame, function, 0, (uint8_t)(own / 4 - 1));
    if (smp_response_length(function, frame, SMP_MAX_FRAME) != own)
        complain(function, "-", SMP_MAX_FRAME, "bytes behind the response count");
    if (smp_response_length(function, frame, own - 1) != own - 1)
        complain(function, "-", own - 1, "a response counts more than was received");
}

static void check_others(const struct smp_function *function)
{
    struct smp_error error;
    uint8_t frame[ROOM];

    make_ones(frame, function, 0, 0xff);
    frame[0] = 0x40;
    if (judge(function, frame, SMP_MAX_FRAME, &error) != SMP_MALFORMED || !strstr(error.text, "40h"))
        complain(function, "-", SMP_MAX_FRAME, "a request is taken for a response");
    make_ones(frame, function, 0, 0xff);
    frame[1] ^= 1;
    if (judge(function, frame, SMP_MAX_FRAME, &error) != SMP_MALFORMED)
        complain(function, "-", SMP_MAX_FRAME, "the response to another function is taken");
}

/* ---- Lists ----------------------------------------------------------------------------------------- */

static void count_element(void *user, size_t index)
{
    size_t *count = user;

    if (index == *count)
        ++*count;
}

/* Walks; returns how many elements came, and whether the list was malformed. */
static size_t walk(const struct smp_function *function, const uint8_t *bytes, size_t received,
                   bool *malformed)
{
    size_t count = 0;
    const struct smp_visitor visitor = { .size = sizeof visitor, .user = &count, .element_begin = count_element };
    uint8_t *data = malloc(received ? received : 1);
    struct smp_error error;
    int status;

    if (!data)
        abort();
    memcpy(data, bytes, received);
    status = smp_response_walk(function, data, received, &visitor, &error);
    if (status != SMP_OK && status != SMP_MALFORMED)
        complain(function, "-", received, "no such end of a walk");
    *malformed = status == SMP_MALFORMED;
    free(data);
    return count;
}

struct list_case {
    const struct smp_function *function;
    const struct smp_field *row;
    const struct smp_list_kind *kind;
    uint8_t frame[ROOM];
};

static void put(struct list_case *list, const char *key, uint64_t number)
{
    const struct smp_field *row = key ? oracle_row_in(&list->function->response, key) : NULL;

    if (row && !smp_field_put(list->frame, ROOM, row, number))
        complain(list->function, key, ROOM, "cannot be written");
}

/* A response that announces count elements of dwords each. */
static void make_list(struct list_case *list, size_t count, size_t dwords)
{
    memset(list->frame, 0, ROOM);
    list->frame[0] = 0x41;
    list->frame[1] = list->function->code;
    list->frame[3] = 0xff;
    put(list, list->row->list->selector_key, list->kind->selector_value);
    put(list, list->row->list->length_key, dwords);
    put(list, list->row->list->count_key, count);
}

static void expect(struct list_case *list, size_t received, size_t elements, bool malformed, const char *what)
{
    bool told;
    size_t count = walk(list->function, list->frame, received, &told);

    if (count != elements || told != malformed)
        complain(list->function, list->row->key, received, what);
}

/* Counts larger than what was received: the whole elements come, then the list is malformed. */
static void check_counts(struct list_case *list, size_t dwords)
{
    size_t stride = 4 * dwords;

    for (size_t count = 0; count < 6; count++)
        for (size_t received = list->row->byte;
             received <= list->row->byte + 5 * stride && received <= SMP_MAX_FRAME; received++) {
            size_t whole = (received - list->row->byte) / stride;

            make_list(list, count, dwords);
            expect(list, received, whole < count ? whole : count, whole < count,
                   "another number of elements");
        }
}

static void check_strides(struct list_case *list)
{
    size_t least = list->kind->table->bytes / 4U;
    bool repaired = list->row->list->repair_length;

    check_counts(list, least);
    check_counts(list, least + 1);
    check_counts(list, least + 7);
    for (size_t dwords = 0; dwords < least; dwords++) {
        make_list(list, 2, dwords);
        if (repaired)
            expect(list, SMP_MAX_FRAME, 2, false, "a length that is known to be wrong is not repaired");
        else if (!list->row->list->length_in_bytes || 4 * least != dwords)
            expect(list, SMP_MAX_FRAME, 0, true, "elements that are too short are taken");
        make_list(list, 0, dwords);
        expect(list, SMP_MAX_FRAME, 0, false, "an empty list is malformed");
    }
    make_list(list, 255, 250);
    expect(list, SMP_MAX_FRAME, (SMP_MAX_FRAME - list->row->byte) / 1000U, true, "elements of 1000 bytes");
}

enum { UNKNOWN_KIND = 9 };

/* Can the row that selects the kind of elements hold a value that selects none? */
static bool has_unknown_kind(const struct smp_function *function, const struct smp_list *list)
{
    return list->selector_key &&
           smp_field_max(oracle_row_in(&function->response, list->selector_key)) >= UNKNOWN_KIND;
}

static void check_list(const struct smp_function *function, const struct smp_field *row)
{
    for (size_t i = 0; i < row->list->kind_count; i++) {
        struct list_case list = { .function = function, .row = row, .kind = &row->list->kinds[i] };

        if (row->list->length_key && row->list->count_key)
            check_strides(&list);
        if (has_unknown_kind(function, row->list)) {
            make_list(&list, 1, 30);
            put(&list, row->list->selector_key, UNKNOWN_KIND);
            expect(&list, SMP_MAX_FRAME, 0, true, "an unknown type of element is taken");
        }
    }
}

static void check_lists(const struct smp_function *function)
{
    for (size_t i = 0; i < function->response.count; i++)
        if (function->response.rows[i].list)
            check_list(function, &function->response.rows[i]);
}

int main(void)
{
    static const struct {
        const char *what;
        void (*check)(const struct smp_function *function);
    } checks[] = {
        { "fields are there if received, of this shape and meant", check_presence },
        { "a response is used from its smallest length on", check_usable },
        { "a header alone is malformed where data must come", check_header_only },
        { "only the bytes of the response count", check_surplus },
        { "requests and responses of other functions are refused", check_others },
        { "lists give what was received and tell what was not", check_lists },
    };

    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        complaints = 0;
        for (size_t k = 0; smp_function_at(k); k++)
            checks[i].check(smp_function_at(k));
        ok(complaints == 0, "%s", checks[i].what);
    }
    return tap_done();
}
