/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Random frames of every function and every length through the decoder and the outputs. TAP.
 *   fuzz_frames [SEED [FRAMES]]
 * A frame ends where memory ends: in a heap block of its size where AddressSanitizer looks, else at the edge
 * of a page that cannot be read. So a read outside the bytes received ends this program. */
#include "core/error.h"
#include "core/recording.h"
#include "output/output.h"
#include "random_frames.h"
#include "tap.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

enum { LENGTHS = SMP_MAX_FRAME + 1 };

struct run {
    struct random random;
    uint64_t frames;
    FILE *out;       /* where sinks write: nowhere */
    uint8_t *page;   /* between two pages that cannot be read */
    size_t page_bytes;
    uint64_t fields; /* visited */
    uint64_t wrong;  /* broken promises */
    /* of the frame at hand */
    const uint8_t *data;
    size_t length;
    bool in_list, in_element, in_group;
};

static void complain(struct run *run, const char *what)
{
    if (run->wrong++ < 20) {
        printf("# %s:", what);
        for (size_t i = 0; i < run->length; i++)
            printf(" %02x", run->data[i]);
        putchar('\n');
    }
}

/* ---- The public walk ------------------------------------------------------------------------------- */

static void see_field(void *user, const struct smp_value *value)
{
    struct run *run = user;

    run->fields++;
    if (!value->key || !value->label)
        complain(run, "field without key or label");
    if (value->bytes && (value->bytes < run->data || value->length > run->length ||
                         (size_t)(value->bytes - run->data) > run->length - value->length))
        complain(run, "bytes of a field outside the frame");
    if (!value->bytes && value->bits < 64 && value->number >> value->bits)
        complain(run, "number wider than its field");
    if (run->in_list && !run->in_element)
        complain(run, "field of a list outside its elements");
}

static void see_list_begin(void *user, const char *key)
{
    struct run *run = user;

    if (!key || run->in_element)
        complain(run, "list in an element");
    run->in_list = true;
}

static void see_list_end(void *user)
{
    struct run *run = user;

    if (!run->in_list || run->in_element)
        complain(run, "end of a list that was not open");
    run->in_list = false;
}

static void see_element_begin(void *user, size_t index)
{
    struct run *run = user;

    if (!run->in_list || run->in_element || index > SMP_MAX_FRAME)
        complain(run, "element outside a list");
    run->in_element = true;
}

static void see_element_end(void *user)
{
    struct run *run = user;

    if (!run->in_element)
        complain(run, "end of an element that was not open");
    run->in_element = false;
}

static void see_group_begin(void *user, const char *key)
{
    struct run *run = user;

    if (!key || run->in_group || (run->in_list && !run->in_element))
        complain(run, "group in a group or outside an element");
    run->in_group = true;
}

static void see_group_end(void *user)
{
    struct run *run = user;

    if (!run->in_group)
        complain(run, "end of a group that was not open");
    run->in_group = false;
}

static void judge(struct run *run, const struct smp_function *function)
{
    const struct smp_visitor visitor = { sizeof visitor, run, see_field, see_list_begin, see_element_begin,
                                         see_element_end, see_list_end, see_group_begin, see_group_end };
    struct smp_error error;
    int result = -1;
    int checked = smp_response_check(function, run->data, run->length, &result, &error);
    int walked = smp_response_walk(function, run->data, run->length, &visitor, &error);

    if ((checked != SMP_OK && checked != SMP_MALFORMED) || result < 0 || result > 255)
        complain(run, "no such judgement");
    if (checked == SMP_MALFORMED && (error.status != SMP_MALFORMED || !error.text[0]))
        complain(run, "malformed without a reason");
    if (walked != SMP_OK && walked != SMP_MALFORMED)
        complain(run, "no such end of a walk");
    if (run->in_list || run->in_element || run->in_group)
        complain(run, "walk ended inside a list");
    run->in_list = run->in_element = run->in_group = false;
}

/* ---- The outputs ----------------------------------------------------------------------------------- */

/* Outputs cost more than all the rest: every second frame is shown, by one of them in turn. */
static void show(struct run *run, const struct smp_function *function, unsigned turn)
{
    const struct smp_text text = { .out = run->out, .brief = turn % 16 == 8, .verbose = turn % 16 == 0 };
    struct smp_json json = { .out = run->out, .lines = turn % 8 == 4 };
    struct smp_frame frame;

    smp_frame_response(&frame, function, run->data, run->length);
    switch (turn % 8) {
    case 0:
        smp_text_frame(&text, &frame);
        break;
    case 2:
        smp_json_object(&json, NULL);
        smp_json_frame(&json, &frame);
        smp_json_end(&json);
        break;
    case 4:
        smp_json_frame(&json, &frame);
        break;
    case 6:
        smp_hex_dump(run->out, run->data, run->length % 100, true);
    }
}

/* The same bytes as a request: passwords are found inside it only. */
static void mask(struct run *run, uint8_t *data)
{
    smp_mask_secrets(data, run->length, true);
    smp_mask_secrets(data, run->length, false);
}

static void test_frame(struct run *run, uint64_t number)
{
    size_t count = 0;
    const struct smp_function *function;
    uint64_t round;
    uint8_t *data;

    while (smp_function_at(count))
        count++;
    function = smp_function_at(number % count);
    run->length = (size_t)(number / count) % LENGTHS;
    round = number / count / LENGTHS;
    data = run->page + (round & 1 ? 0 : run->page_bytes - run->length);
    if (SANITIZED && run->length) {
        data = malloc(run->length);
        if (!data)
            abort();
    }
    run->data = data;
    random_frame(&run->random, function, round % RANDOM_SHAPES, data, run->length);
    judge(run, function);
    show(run, function, (unsigned)(round / RANDOM_SHAPES));
    mask(run, data);
    if (SANITIZED && run->length)
        free(data);
}

/* ---- Running --------------------------------------------------------------------------------------- */

/* A page with pages around it that cannot be read. */
static bool make_page(struct run *run)
{
    size_t size = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *pages = mmap(NULL, 3 * size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (pages == MAP_FAILED || mprotect(pages + size, size, PROT_READ | PROT_WRITE))
        return false;
    run->page = pages + size;
    run->page_bytes = size;
    return size >= SMP_MAX_FRAME;
}

static uint64_t argument(int argc, char **argv, int index, uint64_t preset)
{
    return index < argc ? strtoull(argv[index], NULL, 0) : preset;
}

int main(int argc, char **argv)
{
    const char *wanted = getenv("SMP_FUZZ_FRAMES");
    uint64_t seed = argument(argc, argv, 1, 20260701);
    struct run run = { .random = { seed }, .frames = 1017000, .out = fopen("/dev/null", "w") };
    struct timespec begin, end;

    if (!run.out || !make_page(&run))
        return tap_bail("no memory page or no /dev/null");
    run.frames = argument(argc, argv, 2, wanted ? strtoull(wanted, NULL, 0) : run.frames);
    printf("# seed %" PRIu64 ", %" PRIu64 " frames, %s\n", seed, run.frames,
           SANITIZED ? "heap blocks of exact size" : "at the edges of a page");
    fflush(stdout);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (uint64_t i = 0; i < run.frames; i++)
        test_frame(&run, i);
    clock_gettime(CLOCK_MONOTONIC, &end);
    ok(run.wrong == 0, "%" PRIu64 " frames decoded, %" PRIu64 " fields", run.frames, run.fields);
    ok(!ferror(run.out), "every output was written");
    fclose(run.out);
    printf("# %.1f s\n", (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec));
    return tap_done();
}
