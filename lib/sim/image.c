/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Images: responses kept as bytes, read and written by the keys of their rows. */
#include "sim/domain.h"

#include <string.h>

const struct smp_function *smp_sim_phy_function(enum smp_sim_image image)
{
    static const struct smp_function *const functions[PHY_IMAGES] = {
        [IMAGE_DISCOVER] = &smp_function_discover,
        [IMAGE_ERROR_LOG] = &smp_function_report_phy_error_log,
        [IMAGE_SATA] = &smp_function_report_phy_sata,
    };

    return functions[image < PHY_IMAGES ? image : IMAGE_DISCOVER];
}

const struct smp_field *smp_sim_row(const struct smp_table *table, const char *key)
{
    const struct smp_field *row = smp_table_row(table, key);

    return row ? row : smp_table_row(&smp_response_header, key);
}

const struct smp_field *smp_sim_list_row(const struct smp_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].list)
            return &table->rows[i];
    return NULL;
}

const struct smp_field *smp_sim_element_row(const struct smp_table *table, const char *key)
{
    const struct smp_field *row = smp_sim_list_row(table);

    return row ? smp_table_row(row->list->kinds[0].table, key) : NULL;
}

struct smp_frame smp_sim_frame(const struct smp_function *function, const uint8_t *image)
{
    return (struct smp_frame){
        .function = function,
        .table = &function->response,
        .data = image,
        .length = function->response_bytes,
    };
}

uint64_t smp_sim_get(const struct smp_function *function, const uint8_t *image, const char *key)
{
    const struct smp_field *row = smp_sim_row(&function->response, key);

    return row ? smp_field_get(image, row) : 0;
}

void smp_sim_put(const struct smp_function *function, uint8_t *image, const char *key, uint64_t number)
{
    const struct smp_field *row = smp_sim_row(&function->response, key);

    if (row)
        smp_field_put(image, function->response_bytes, row, number);
}

void smp_sim_fill(const struct smp_function *function, uint8_t *images, size_t count, const struct smp_field *row,
                  uint64_t number, uint64_t step)
{
    for (; count; count--, images += function->response_bytes, number += step)
        smp_field_put(images, function->response_bytes, row, number);
}

uint64_t smp_sim_general(const struct smp_sim_expander *expander, const char *key)
{
    return smp_sim_get(&smp_function_report_general, expander->general, key);
}

void smp_sim_set_general(struct smp_sim_expander *expander, const char *key, uint64_t number)
{
    smp_sim_put(&smp_function_report_general, expander->general, key, number);
}

uint64_t smp_sim_discover(const struct smp_sim_phy *phy, const char *key)
{
    return smp_sim_get(&smp_function_discover, phy->image[IMAGE_DISCOVER], key);
}

uint64_t smp_sim_plugged(const struct smp_sim_phy *phy, const char *key)
{
    return smp_sim_get(&smp_function_discover, phy->image[IMAGE_PLUGGED], key);
}

void smp_sim_set_discover(struct smp_sim_phy *phy, const char *key, uint64_t number)
{
    smp_sim_put(&smp_function_discover, phy->image[IMAGE_DISCOVER], key, number);
}

const struct smp_field *smp_sim_zone_row(enum smp_sim_zone_set set, const char *field)
{
    static const char *const prefixes[ZONE_SETS] = {
        [ZONE_CURRENT] = "",
        [ZONE_SHADOW] = "shadow_",
        [ZONE_SAVED] = "saved_",
        [ZONE_DEFAULT] = "default_",
    };
    const struct smp_table *table = &smp_function_discover.response;
    size_t length = strlen(prefixes[set]);

    for (size_t i = 0; i < table->count; i++) {
        const char *key = table->rows[i].key;

        if (key && *key == *(length ? prefixes[set] : field) && strncmp(key, prefixes[set], length) == 0 &&
            strcmp(key + length, field) == 0)
            return &table->rows[i];
    }
    return NULL;
}

/* Responses grew with the standards: one ends with the dword of the last field that its standard knows, and
 * has at least the size it had in SAS-1.1. */
size_t smp_sim_response_bytes(const struct smp_function *function, uint8_t standard)
{
    size_t bytes = function->sas1_response_bytes;

    for (size_t i = 0; i < function->response.count; i++) {
        const struct smp_field *row = &function->response.rows[i];
        size_t end = (smp_field_end(row) + 3) / 4 * 4;

        if (row->bits == FIELD_TO_END)
            return function->response_bytes;
        if (!(row->flags & FIELD_LINE) && row->since <= standard && end > bytes)
            bytes = end;
    }
    return bytes > function->response_bytes || bytes == 0 ? function->response_bytes : bytes;
}
