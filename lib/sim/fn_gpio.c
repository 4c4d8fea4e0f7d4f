/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * READ and WRITE GPIO REGISTER (SFF-8485), plain and enhanced: the same rows at other places. */
#include "sim/call.h"

#include <string.h>

/* The registers that a request is about, *bytes of them; NULL: the type, the index or the count is beyond
 * what there is. */
static uint8_t *find_registers(const struct smp_sim_call *call, size_t *bytes)
{
    const struct smp_sim_gpio *gpio = &call->expander->gpio;
    uint64_t type = smp_frame_value(&call->request, "register_type");
    uint64_t index = smp_frame_value(&call->request, "register_index");
    uint64_t count = smp_frame_value(&call->request, "register_count");

    *bytes = (size_t)count * SIM_REGISTER;
    if (type >= GPIO_TYPES || index + count > gpio->count[type] || index >= gpio->count[type])
        return NULL;
    return smp_sim_item(call->expander, PART_REGISTERS, gpio->first[type] + index).bytes;
}

unsigned smp_sim_do_read_registers(struct smp_sim_call *call)
{
    size_t bytes;
    const uint8_t *registers = find_registers(call, &bytes);

    if (!registers)
        return RESULT_FAILED;
    if (bytes > call->room - call->length)
        bytes = (call->room - call->length) / SIM_REGISTER * SIM_REGISTER;
    memcpy(call->response.bytes + call->length, registers, bytes);
    call->length += bytes;
    return RESULT_ACCEPTED;
}

/* Of GPIO_CFG[0] only GPIO ENABLE can be written, of GPIO_RX_GP only the first register, of GPIO_RX none. */
unsigned smp_sim_do_write_registers(struct smp_sim_call *call)
{
    const struct smp_field *enable = smp_sim_row(&smp_gpio_cfg_0, "gpio_enable");
    uint64_t type = smp_frame_value(&call->request, "register_type");
    uint64_t index = smp_frame_value(&call->request, "register_index");
    size_t bytes, length;
    uint8_t *registers = find_registers(call, &bytes);
    const uint8_t *data = smp_field_bytes(&call->request, smp_frame_row(&call->request, "write_data"), &length);
    size_t fixed = type == GPIO_CFG && index == 0 && bytes ? SIM_REGISTER : 0;

    if (bytes != length)
        return RESULT_INVALID_LENGTH;
    if (!registers || type == GPIO_RX || (type == GPIO_RX_GP && (index || bytes > SIM_REGISTER)))
        return RESULT_FAILED;
    if (fixed)
        smp_field_put(registers, SIM_REGISTER, enable, smp_field_get(data, enable));
    memcpy(registers + fixed, data + fixed, bytes - fixed);
    return RESULT_ACCEPTED;
}
