/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * Prints the vendor and the number of phys of an SMP target: api SMP_DEVICE
 *   cc api.c $(pkg-config --cflags --libs smputils) -o api */
#include <smputils.h>

#include <stdio.h>
#include <string.h>

/* Prints the wanted field. What the target did not send does not come here; texts may hold any byte. */
static void print_wanted(void *user, const struct smp_value *value)
{
    if (strcmp(value->key, user) != 0)
        return;
    printf("%s: ", value->label);
    for (size_t i = 0; value->type == SMP_ASCII && i < value->length; i++)
        putchar(value->bytes[i] >= ' ' && value->bytes[i] <= '~' ? value->bytes[i] : '.');
    if (value->type != SMP_ASCII)
        printf("%llu", (unsigned long long)value->number);
    putchar('\n');
}

/* Asks a function without request fields and prints one field of the answer. */
static int print_field(struct smp_device *device, const char *name, char *field, struct smp_error *error)
{
    const struct smp_function *function = smp_function_by_name(name);
    const struct smp_visitor visitor = { .size = sizeof visitor, .user = field, .field = print_wanted };
    uint8_t request[SMP_MAX_FRAME], response[SMP_MAX_FRAME];
    size_t length, received;
    int result, status = smp_request_build(function, NULL, 0, request, sizeof request, &length, error);

    if (status == SMP_OK)
        status = smp_device_send(device, request, length, response, sizeof response, &received, error);
    if (status == SMP_OK)
        status = smp_response_check(function, response, received, &result, error);
    if (status == SMP_OK && result != 0)
        printf("%s: function result %d\n", name, result);
    else if (status == SMP_OK)
        status = smp_response_walk(function, response, received, &visitor, error);
    return status;
}

int main(int argc, char **argv)
{
    char vendor[] = "vendor_identification", phys[] = "number_of_phys";
    struct smp_device *device = NULL;
    struct smp_error error;
    int status = smp_device_open(&device, argc > 1 ? argv[1] : "", NULL, &error);

    if (status == SMP_OK)
        status = print_field(device, "report_manufacturer_information", vendor, &error);
    if (status == SMP_OK)
        status = print_field(device, "report_general", phys, &error);
    if (status != SMP_OK)
        fprintf(stderr, "%s: %s\n", argv[0], error.text);
    smp_device_close(device);
    return status;
}
