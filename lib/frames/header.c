/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 *
 * The four bytes that begin every SMP frame, SAS-2 10.4.3.2 and 10.4.3.3. The length bytes are reserved
 * (zero) in SAS-1 and SAS-1.1; the functions of SFF-8485 keep other things there. Lengths count the dwords
 * behind the header. */
#include "core/field.h"
#include "frames/names.h"

/* The names of functions are those of their own constants: see smp_function_by_code(). */
static const struct smp_field request_rows[] = {
    HEX("smp_frame_type", SMP_TYPE_BYTE, 8, SAS_1),
    SMP_ROW("function", SMP_FUNCTION_BYTE, 7, 8, SMP_ENUM, SAS_1),
    U8("allocated_response_length", SMP_RESULT_BYTE, SAS_2, .unit = "dword"),
    U8("request_length", SMP_LENGTH_BYTE, SAS_2, .unit = "dword"),
};

static const struct smp_field response_rows[] = {
    HEX("smp_frame_type", SMP_TYPE_BYTE, 8, SAS_1),
    SMP_ROW("function", SMP_FUNCTION_BYTE, 7, 8, SMP_ENUM, SAS_1),
    ENUM("function_result", SMP_RESULT_BYTE, 7, 8, SAS_1, smp_names_function_result, .show = SHOW_SET),
    U8("response_length", SMP_LENGTH_BYTE, SAS_2, .unit = "dword"),
};

const struct smp_table smp_request_header = SMP_TABLE("request", request_rows, SMP_HEADER_BYTES);
const struct smp_table smp_response_header = SMP_TABLE("response", response_rows, SMP_HEADER_BYTES);
