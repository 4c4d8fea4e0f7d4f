/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * Structures whose places are laid down: numbers at byte addresses, whatever this machine's byte order is, and where
 * members stand. */
#ifndef LIB_CORE_BYTES_H
#define LIB_CORE_BYTES_H

#include <stddef.h>
#include <stdint.h>

static inline uint16_t smp_get_le16(const uint8_t *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static inline uint32_t smp_get_le32(const uint8_t *at)
{
    return (uint32_t)smp_get_le16(at) | (uint32_t)smp_get_le16(at + 2) << 16;
}

static inline void smp_put_le16(uint8_t *at, uint16_t number)
{
    at[0] = (uint8_t)number;
    at[1] = (uint8_t)(number >> 8);
}

static inline void smp_put_le32(uint8_t *at, uint32_t number)
{
    smp_put_le16(at, (uint16_t)number);
    smp_put_le16(at + 2, (uint16_t)(number >> 16));
}

static inline void smp_put_le64(uint8_t *at, uint64_t number)
{
    smp_put_le32(at, (uint32_t)number);
    smp_put_le32(at + 4, (uint32_t)(number >> 32));
}

/* A driver finds a member there, on machines with pointers of 64 and of 32 bits. */
#define SMP_AT(type, member, lp64, ilp32) \
    _Static_assert(offsetof(struct type, member) == (sizeof(void *) == 8 ? (lp64) : (ilp32)), #member)

#endif
