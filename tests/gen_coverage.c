/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Prints the file COVERAGE: each SMP function, the standard that brought it, its utility, and whether the
 * first expander of one of the simulated domains knows it.   gen_coverage DOMAIN... */
#include "frames/frames.h"

#include <stdio.h>

enum { RESULT_UNKNOWN_FUNCTION = 1 };

static const char *const standards[] = {
    [SAS_1] = "SAS-1", [SAS_1_1] = "SAS-1.1", [SAS_2] = "SAS-2", [SAS_2_SHORT] = "SAS-2", [SAS_2_1] = "SAS-2.1",
    [SAS_3] = "SAS-3", [SPL_4] = "SPL-4",     [SPL_5] = "SPL-5", [SINCE_UNKNOWN] = "SFF-8485",
};

/* Does the target answer a plain request with anything but "unknown function"? */
static bool knows(struct smp_device *device, const struct smp_function *function)
{
    uint8_t request[SMP_MAX_FRAME], response[SMP_MAX_FRAME];
    size_t length, received;
    struct smp_error error;
    int result = 0;

    if (smp_request_build(function, NULL, 0, request, sizeof request, &length, &error) ||
        smp_device_send(device, request, length, response, sizeof response, &received, &error))
        return false;
    smp_response_check(function, response, received, &result, &error);
    return result != RESULT_UNKNOWN_FUNCTION;
}

static bool simulated(char **domains, const struct smp_function *function)
{
    bool found = false;

    for (; *domains && !found; domains++) {
        struct smp_device *device;
        struct smp_error error;

        if (smp_device_open(&device, *domains, NULL, &error)) {
            fprintf(stderr, "gen_coverage: %s\n", error.text);
            continue;
        }
        found = knows(device, function);
        smp_device_close(device);
    }
    return found;
}

static void print_function(char **domains, const struct smp_function *function)
{
    bool guessed = function->flags & FUNCTION_GUESSED;

    printf("%02Xh   %-34s  %-8s  %-23s  %-3s  %s\n", function->code, function->name, standards[function->since],
           function->utility ? function->utility : "", simulated(domains, function) ? "yes" : "no",
           guessed ? "layout not published" : "all fields");
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 91;
    puts("What of SMP is covered: made by tests/gen_coverage from the field rows, checked by `make check`.\n\n"
         "code  function                            since     utility                  sim  decoded\n"
         "----  ----------------------------------  --------  -----------------------  ---  ----------");
    for (size_t i = 0; smp_function_at(i); i++)
        print_function(argv + 1, smp_function_at(i));
    puts("\nsince: the first standard with the function. sim: known to simulated expanders.\n"
         "smp_scan sends REPORT GENERAL and REPORT MANUFACTURER INFORMATION, and to disks LOG SENSE (page 18h).");
    return fflush(stdout) || ferror(stdout);
}
