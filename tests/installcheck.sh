#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Builds the example for programmers against the installed library, found by pkg-config where that is installed
# and by its folder otherwise, and runs it on an installed example domain. `make installcheck` calls it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=${DESTDIR:-}
example=$top_srcdir/examples/api.c
domain=$top_srcdir/examples/sas2-shelf-24.domain

flags="-I$root$includedir -L$root$libdir -lsmputils"
if command -v pkg-config >/dev/null 2>&1; then
    PKG_CONFIG_PATH=$root$libdir/pkgconfig
    PKG_CONFIG_SYSROOT_DIR=$root
    export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
    flags=$(PKG_CONFIG_ALLOW_SYSTEM_LIBS=1 PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1 pkg-config --cflags --libs smputils)
    echo "installcheck: pkg-config says: $flags"
fi
# shellcheck disable=SC2086
$CC -std=c11 -D_POSIX_C_SOURCE=200809L $CFLAGS -o "$work/api" "$example" $flags
LD_LIBRARY_PATH=$root$libdir${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
SMP_UTILS_SIM_STATE=$work
export LD_LIBRARY_PATH SMP_UTILS_SIM_STATE
"$work/api" "$domain"
"$root$bindir/smp_rep_general" "$domain" >/dev/null
echo "installcheck: api.c and smp_rep_general work with the installed tree"
