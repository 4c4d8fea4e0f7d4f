#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The structures handed to drivers have the documented sizes and places in 32-bit programs too: the headers
# that declare them assert these when they are compiled, which needs no 32-bit C library.
. "${srcdir:-.}/lib.sh"
: "${CC:=cc}"

cat >"$work/empty.c" <<'END'
#include <stddef.h>
#include <stdint.h>
_Static_assert(sizeof(void *) == 4, "a 32-bit program");
END
for header in "$top_srcdir"/lib/interface/abi_*.h "$top_srcdir"/lib/scsi/abi_*.h; do
    name=${header##*/}
    echo "#include \"$header\"" >"$work/abi.c"
    $CC -std=c11 -I"$top_srcdir/lib" -fsyntax-only "$work/abi.c" 2>"$work/log"
    ok $? "$name in a program of this machine"
    note "$work/log"
    if $CC -m32 -std=c11 -ffreestanding -fsyntax-only "$work/empty.c" 2>/dev/null; then
        $CC -m32 -std=c11 -I"$top_srcdir/lib" -ffreestanding -fsyntax-only "$work/abi.c" 2>"$work/log"
        ok $? "$name in a 32-bit program"
        note "$work/log"
    else
        skip "$name in a 32-bit program" "'$CC -m32' does not compile"
    fi
done
done_testing
