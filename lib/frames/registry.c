/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Finding SMP functions, and what the public interface tells of one. */
#include "frames/frames.h"

#include <strings.h>

static const struct smp_function *const functions[] = {
#define FUNCTION(key) &smp_function_##key,
#include "frames/list.h"
#undef FUNCTION
};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

/* The index-th function in code order, NULL past the last. */
const struct smp_function *smp_function_at(size_t index)
{
    return index < FUNCTIONS ? functions[index] : NULL;
}

/* The function of a code, NULL: not known. */
const struct smp_function *smp_function_by_code(uint8_t code)
{
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (functions[i]->code == code)
            return functions[i];
    return NULL;
}

/* The function called name by the standard ("REPORT GENERAL", in any case) or by its key; NULL: none. */
const struct smp_function *smp_function_by_name(const char *name)
{
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (strcasecmp(functions[i]->name, name) == 0 || strcasecmp(functions[i]->key, name) == 0)
            return functions[i];
    return NULL;
}

uint8_t smp_function_code(const struct smp_function *function)
{
    return function->code;
}

const char *smp_function_key(const struct smp_function *function)
{
    return function->key;
}

const char *smp_function_name(const struct smp_function *function)
{
    return function->name;
}

/* The words of a function result as messages print them, NULL: not defined. */
const char *smp_result_text(int result)
{
    const struct smp_name *name = smp_names_find(&smp_names_function_result, (uint64_t)result);

    return name ? name->text : NULL;
}
