/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * smp_read_gpio: READ GPIO REGISTER, plain and enhanced. */
#include "cli.h"

enum { HIGHEST_INDEX = 255, HIGHEST_CFG = 1, DRIVES = 4, VALUE_ROOM = 80 };

enum register_type { TYPE_CFG, TYPE_RX, TYPE_RX_GP, TYPE_TX, TYPE_TX_GP };

/* The rows that read the registers of a type: the first one, the others. */
static const struct smp_table *const layouts[][2] = {
    [TYPE_CFG] = { &smp_gpio_cfg_0, &smp_gpio_cfg_1 },
    [TYPE_RX] = { &smp_gpio_rx, &smp_gpio_rx },
    [TYPE_RX_GP] = { &smp_gpio_rx_gp_cfg, &smp_gpio_gp_data },
    [TYPE_TX] = { &smp_gpio_tx, &smp_gpio_tx },
    [TYPE_TX_GP] = { &smp_gpio_tx_gp_cfg, &smp_gpio_gp_data },
};

/* A line for each drive: a register holds four, the highest first, numbered on from register to register. */
static void print_drives(const struct smp_frame *data, size_t index)
{
    const size_t rows = data->table->count / DRIVES;

    for (size_t drive = 0; drive < DRIVES; drive++) {
        const struct smp_field *row = data->table->rows + (DRIVES - 1 - drive) * rows;
        char value[VALUE_ROOM];

        printf("    drive %zu:", DRIVES * index + drive);
        for (size_t i = 0; i < rows; i++, row++)
            printf("%s %s %s", i ? ";" : "", row->key + strlen("drive_0_"),
                   smp_text_value(data, row, value, sizeof value));
        putchar('\n');
    }
}

/* Registers that were received. */
static size_t count_registers(const struct smp_frame *frame)
{
    size_t length;

    smp_field_bytes(frame, smp_frame_row(frame, "read_data"), &length);
    return length / smp_gpio_cfg_0.bytes;
}

/* The register of an index, one of those received, as a frame of its own; false: its layout is not known. */
static bool read_register(const struct cli *cli, const struct smp_frame *frame, size_t index, struct smp_frame *data)
{
    uint64_t type = cli_number(cli, "type");
    size_t length, first = (size_t)cli_number(cli, "index");
    const uint8_t *bytes = smp_field_bytes(frame, smp_frame_row(frame, "read_data"), &length);
    const struct smp_table *table;

    if (type >= sizeof layouts / sizeof *layouts || index > (type == TYPE_CFG ? HIGHEST_CFG : HIGHEST_INDEX))
        return false;
    table = layouts[type][index > 0];
    *data = (struct smp_frame){ .function = frame->function, .table = table, .length = table->bytes,
                                .data = bytes + (index - first) * table->bytes };
    return true;
}

static void print_register(const struct cli *cli, const struct smp_frame *data, size_t index)
{
    uint64_t type = cli_number(cli, "type");
    const struct smp_text text = cli_text_style(cli, 4);

    printf("  %s[%zu]:\n", smp_names_find(&smp_names_gpio_register_type, type)->text, index);
    if (type == TYPE_RX || type == TYPE_TX)
        print_drives(data, index);
    else
        smp_text_frame(&text, data);
}

/* What is wrong with the number of registers received, NULL: nothing. A decoded response has as many as it has,
 * unless --count tells. */
static const char *check_count(const struct cli *cli, const struct smp_frame *frame)
{
    bool known = cli_count(cli, "count") || !cli_count(cli, "inhex");
    bool fewer = known && count_registers(frame) < cli_number(cli, "count");

    return fewer ? "fewer registers received than asked for" : NULL;
}

static const char *view(struct cli *cli, const struct smp_frame *frame)
{
    size_t first = (size_t)cli_number(cli, "index"), count = count_registers(frame);
    struct smp_frame data;

    if (cli_count(cli, "count") && cli_number(cli, "count") < count)
        count = (size_t)cli_number(cli, "count");
    printf("Read GPIO register%s response:\n", frame->function == cli->utility->also ? " enhanced" : "");
    for (size_t i = 0; i < count; i++) {
        if (!read_register(cli, frame, first + i, &data)) {
            cli_warn(cli, "the layout of these registers is not known: use --hex or --raw to see them");
            break;
        }
        print_register(cli, &data, first + i);
    }
    return check_count(cli, frame);
}

/* The registers taken apart: their type and index are in the request only. */
static const char *put_registers(struct cli *cli, const struct smp_frame *frame)
{
    size_t first = (size_t)cli_number(cli, "index"), index = first, end = first + count_registers(frame);
    struct smp_frame data;

    for (; index < end && read_register(cli, frame, index, &data); index++) {
        if (index == first)
            smp_json_array(&cli->json, "registers");
        smp_json_object(&cli->json, NULL);
        smp_json_number(&cli->json, "register_type", cli_number(cli, "type"));
        smp_json_number(&cli->json, "register_index", index);
        smp_json_frame(&cli->json, &data);
        smp_json_end(&cli->json);
    }
    if (index > first)
        smp_json_end(&cli->json);
    return check_count(cli, frame);
}

static int run(struct cli *cli)
{
    size_t most = smp_response_header.bytes + (size_t)cli_number(cli, "count") * smp_gpio_cfg_0.bytes;

    if (cli_count(cli, "enhanced")) {
        cli->function = cli->utility->also;
        cli_set(cli, "allocated_response_length", cli_number(cli, "count"));
    }
    cli_request(cli);
    /* A pass-through that is not told the length gives all of its buffer: what was not asked for is cut off. */
    if (cli->answer.frame.length > most)
        cli->answer.frame.length = most;
    return cli_show(cli);
}

SMP_UTILITY(.summary = "Send a READ GPIO REGISTER request and show SGPIO registers.",
            .function = &smp_function_read_gpio_register, .also = &smp_function_read_gpio_register_enhanced, .run = run,
            .view = view, .extra = put_registers, OPTIONS(
    OPT_FIELD('c', "count", "CO", "register_count", "number of registers (default 1)", .low = 1, .preset = 1),
    OPT_FLAG('E', "enhanced", "READ GPIO REGISTER ENHANCED"),
    OPT_FIELD('i', "index", "IN", "register_index", "index of the first register (default 0)"),
    OPT_NUMBER('p', "phy", "ID", 0, LAST_PHY, "accepted for compatibility, not used"),
    OPT_FIELD('t', "type", "TY", "register_type", "register type (default 0: GPIO_CFG)")))
