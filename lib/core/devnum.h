/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The smp_utils authors
 * major(), minor() and makedev(), wherever this system keeps them. */
#ifndef LIB_CORE_DEVNUM_H
#define LIB_CORE_DEVNUM_H

#include <sys/types.h>

#if defined __has_include
/* A system that has both means the kernel's own numbers by the second. */
#if __has_include(<sys/mkdev.h>)
#include <sys/mkdev.h>
#elif __has_include(<sys/sysmacros.h>)
#include <sys/sysmacros.h>
#endif
#endif

#endif
