/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * What programs that use the library rely on: its version, sizes of structures, and what a walk shows. TAP. */
#include "core/error.h"
#include "core/field.h"
#include "tap.h"

enum { DISCOVER_BYTES = 0x70, MANUFACTURER_BYTES = 60 };

static struct smp_error error;

/* ---- Versions -------------------------------------------------------------------------------------- */

static void test_version(void)
{
    is_str(smp_version(), SMPUTILS_VERSION, "library and header are of one version");
    is_str(SMPUTILS_VERSION, PACKAGE_VERSION, "which is that of the package");
}

static void test_sizes(void)
{
    const struct smp_function *function = smp_function_by_name("report_general");
    const uint8_t frame[32] = { 0x41, 0x00, 0x00, 0x07 };
    const struct smp_visitor visitor = { .user = NULL };
    const struct smp_open_options options = { .timeout_ms = 1 };
    struct smp_device *device;

    is_int(smp_device_open(&device, "/nonexistent", &options, &error), SMP_SYNTAX, "options without their size");
    has_str(error.text, "size must be", "... message");
    ok(device == NULL, "... open nothing");
    is_int(smp_response_walk(function, frame, sizeof frame, &visitor, &error), SMP_SYNTAX,
           "a visitor without its size");
    has_str(error.text, "size must be", "... message");
}

/* ---- The walk -------------------------------------------------------------------------------------- */

/* What was visited, as "key=number;" and "key{...}" for a group. */
struct seen {
    char text[8192];
    char label[80];  /* of the wanted key */
    unsigned bits;   /* of it */
    size_t length;   /* of it */
    const char *wanted;
};

static void SMP_PRINTF(2, 3) add(struct seen *seen, const char *format, ...)
{
    size_t used = strlen(seen->text);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(seen->text + used, sizeof seen->text - used, format, arguments);
    va_end(arguments);
}

static void see_field(void *user, const struct smp_value *value)
{
    struct seen *seen = user;

    add(seen, "%s=%llu;", value->key, (unsigned long long)value->number);
    if (strcmp(value->key, seen->wanted) != 0)
        return;
    snprintf(seen->label, sizeof seen->label, "%s", value->label);
    seen->bits = value->bits;
    seen->length = value->length;
}

static void see_group(void *user, const char *key)
{
    add(user, "%s{", key);
}

static void see_group_end(void *user)
{
    add(user, "}");
}

/* Walks over a response and keeps what is told of the wanted key; returns the status. */
static int walk(struct seen *seen, const char *function, const uint8_t *frame, size_t received,
                const char *wanted)
{
    const struct smp_visitor visitor = { .size = sizeof visitor,
                                         .user = seen,
                                         .field = see_field,
                                         .group_begin = see_group,
                                         .group_end = see_group_end };

    *seen = (struct seen){ .wanted = wanted };
    return smp_response_walk(smp_function_by_name(function), frame, received, &visitor, &error);
}

static void test_labels(void)
{
    uint8_t frame[DISCOVER_BYTES] = { 0x41, 0x10, 0x00, DISCOVER_BYTES / 4 - 1 };
    struct seen seen;

    is_int(walk(&seen, "discover", frame, sizeof frame, "attached_ssp_initiator_port"), SMP_OK, "DISCOVER");
    is_str(seen.label, "attached ssp initiator port", "a field of a shared text line has a label of its own");
    is_int(seen.bits, 1, "... and a width");
    is_int((long long)seen.length, 0, "... and no length");
    walk(&seen, "discover", frame, sizeof frame, "attached_ssp_target_port");
    is_str(seen.label, "attached ssp target port", "the one beside it has another label");
    walk(&seen, "report_manufacturer_information",
         (const uint8_t[MANUFACTURER_BYTES]){ 0x41, 0x01, 0x00, 0x0e }, MANUFACTURER_BYTES,
         "vendor_identification");
    is_int(seen.bits, 0, "text has no width");
    is_int((long long)seen.length, 8, "... but a length");
}

static void test_groups(void)
{
    uint8_t frame[DISCOVER_BYTES] = { 0x41, 0x10, 0x00, DISCOVER_BYTES / 4 - 1 };
    const struct smp_field *row;
    struct smp_frame view;
    struct seen seen;

    smp_frame_response(&view, smp_function_by_name("discover"), frame, sizeof frame);
    row = smp_frame_row(&view, "programmed_phy_capabilities");
    if (!ok(row && smp_field_put(frame, sizeof frame, row, 0x80000001), "there is a word of flags"))
        return;
    walk(&seen, "discover", frame, sizeof frame, "parity");
    has_str(seen.text, "programmed_phy_capabilities=2147483649;programmed_phy_capabilities_bits{start=1;",
            "its bits are a group");
    has_str(seen.text, "parity=1;}", "... with an end");
}

static void test_refusals(void)
{
    uint8_t frame[32] = { 0x41, 0x00, 0x00, 0x07, 0x01 };
    struct seen seen;

    is_int(walk(&seen, "discover", frame, sizeof frame, ""), SMP_MALFORMED, "a response to another function");
    has_str(error.text, "response to another function", "... message");
    is_str(seen.text, "", "... and nothing is visited");
    is_int(walk(&seen, "report_general", frame, 3, ""), SMP_MALFORMED, "less than a header");
    frame[0] = 0x40;
    is_int(walk(&seen, "report_general", frame, sizeof frame, ""), SMP_MALFORMED, "a request");
}

static void see_unknown(struct seen *seen, const struct smp_frame *frame)
{
    bool unknown[SMP_MAX_FRAME];
    size_t length = smp_frame_unknown(frame, unknown), first = 0;

    for (size_t i = 0; i <= length; i++) {
        if (i < length && unknown[i])
            continue;
        if (i > first)
            add(seen, "%zu+%zu;", first, i - first);
        first = i + 1;
    }
}

/* Bytes 40 to 50 are names of a component only if FORMAT says so. */
static void test_unknown(void)
{
    uint8_t frame[MANUFACTURER_BYTES] = { 0x41, 0x01, 0x00, 0x0e };
    struct seen seen = { .wanted = "" };
    struct smp_frame view;

    memset(frame + 40, 'x', 11);
    smp_frame_response(&view, smp_function_by_name("report_manufacturer_information"), frame, sizeof frame);
    see_unknown(&seen, &view);
    is_str(seen.text, "40+11;", "bytes that mean nothing here are unknown bytes");
    frame[8] = 1;
    seen.text[0] = '\0';
    see_unknown(&seen, &view);
    is_str(seen.text, "", "bytes of fields are not");
}

int main(void)
{
    test_version();
    test_sizes();
    test_labels();
    test_groups();
    test_refusals();
    test_unknown();
    return tap_done();
}
