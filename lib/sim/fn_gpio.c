/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * READ and WRITE GPIO REGISTER (SFF-8485), plain and enhanced: the same rows at other places. */
#include "sim/call.h"

#include <string.h>

/* The registers that a request is about; NULL: the type, the index or the count is beyond what there is. */
static uint8_t *find_registers(const struct smp_sim_call *call, uint64_t *count)
{
    struct smp_sim_gpio *gpio = &call->expander->gpio;
    uint64_t type = smp_frame_value(&call->request, "register_type");
    uint64_t index = smp_frame_value(&call->request, "register_index");

    *count = smp_frame_value(&call->request, "register_count");
    if (type >= GPIO_TYPES || index + *count > gpio->count[type] || index >= gpio->count[type])
        return NULL;
    return gpio->registers[type] + index * SIM_REGISTER;
}

unsigned smp_sim_read_gpio_register(struct smp_sim_call *call)
{
    uint64_t count;
    const uint8_t *registers = find_registers(call, &count);
    size_t bytes = (size_t)count * SIM_REGISTER;

    if (!registers)
        return RESULT_FAILED;
    if (bytes > call->room - call->length)
        bytes = (call->room - call->length) / SIM_REGISTER * SIM_REGISTER;
    memcpy(call->response + call->length, registers, bytes);
    call->length += bytes;
    return RESULT_ACCEPTED;
}

/* Of GPIO_CFG[0] only GPIO ENABLE can be written. */
static void write_register(struct smp_sim_call *call, uint64_t type, uint64_t index, const uint8_t *bytes)
{
    const struct smp_field *row = smp_sim_row(&smp_gpio_cfg_0, "gpio_enable");
    const struct smp_frame frame = { .table = &smp_gpio_cfg_0, .data = bytes, .length = SIM_REGISTER };
    uint8_t *target = call->expander->gpio.registers[type] + index * SIM_REGISTER;

    if (type == GPIO_CFG && index == 0)
        smp_field_put(target, SIM_REGISTER, row, smp_field_number(&frame, row));
    else
        memcpy(target, bytes, SIM_REGISTER);
}

static bool is_writable(uint64_t type, uint64_t index, uint64_t count)
{
    if (type == GPIO_RX)
        return false;
    return type != GPIO_RX_GP || (index == 0 && count <= 1);
}

unsigned smp_sim_write_gpio_register(struct smp_sim_call *call)
{
    uint64_t type = smp_frame_value(&call->request, "register_type");
    uint64_t index = smp_frame_value(&call->request, "register_index");
    uint64_t count;
    const uint8_t *registers = find_registers(call, &count);
    size_t length;
    const uint8_t *data = smp_sim_asked_bytes(call, "write_data", &length);

    if (length != count * SIM_REGISTER)
        return RESULT_INVALID_LENGTH;
    if (!registers || !is_writable(type, index, count))
        return RESULT_FAILED;
    for (uint64_t i = 0; i < count; i++)
        write_register(call, type, index + i, data + i * SIM_REGISTER);
    call->domain->changed = true;
    return RESULT_ACCEPTED;
}
