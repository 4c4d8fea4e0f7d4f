/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * libFuzzer: a domain file; one that is accepted answers a request of each function, and its state text is
 * one that it accepts. A NUL in the input ends the file; what follows are bytes of requests, and a state text
 * that is accepted or does no harm. */
#include "sim/domain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One request with the input's bytes behind the header. */
static void ask(struct smp_sim_domain *domain, struct smp_sim_expander *expander,
                const struct smp_function *function, const uint8_t *bytes, size_t size)
{
    uint8_t response[SMP_MAX_FRAME];
    uint8_t request[SMP_MAX_FRAME];
    size_t received;
    size_t length;

    if (smp_request_build(function, NULL, 0, request, sizeof request, &length, NULL))
        abort();
    for (size_t i = 4; size && i < length; i++)
        request[i] = bytes[i % size];
    smp_sim_answer(domain, expander, 1000, request, length, response, &received);
    if (received > SMP_MAX_FRAME)
        abort();
}

static void ask_all(struct smp_sim_domain *domain, const uint8_t *bytes, size_t size)
{
    for (struct smp_sim_expander *expander = domain->expanders; expander; expander = expander->next)
        for (size_t i = 0; smp_function_at(i); i++)
            ask(domain, expander, smp_function_at(i), bytes, size);
}

/* The bytes are followed by a NUL. */
static void use(struct smp_sim_domain *domain, const uint8_t *bytes, size_t size)
{
    struct smp_sim_domain again = { .file = domain->file, .text = domain->text };
    struct smp_error error;
    char *state;

    ask_all(domain, bytes, size);
    state = smp_sim_state_text(domain);
    if (!state)
        return;
    if (smp_sim_parse(&again, &error) || smp_sim_apply(&again, "state", state, &error)) {
        fprintf(stderr, "%s\n%s\n", error.text, state);
        abort();
    }
    smp_sim_apply(&again, "state", size ? (const char *)bytes + 1 : "", &error);
    ask_all(&again, bytes, size);
    smp_sim_free(&again);
    free(state);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    struct smp_sim_domain domain = { .file = "domain", .text = text };
    struct smp_error error = { 0 };
    size_t used;

    if (!text)
        abort();
    memcpy(text, data, size);
    text[size] = '\0';
    used = strlen(text);
    if (smp_sim_parse(&domain, &error) == SMP_OK)
        use(&domain, (const uint8_t *)text + used, size - used);
    else if (!error.text[0])
        abort();
    smp_sim_free(&domain);
    free(text);
    return 0;
}
