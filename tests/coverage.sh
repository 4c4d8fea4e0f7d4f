#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# make coverage: which lines of lib/ and src/ the tests ran, file by file and together. In a tree configured with
# --enable-coverage, after `make check`.
set -u
top_builddir=$(cd "${top_builddir:-..}" && pwd)
: "${GCOV:=gcov}"
cd "$top_builddir" || exit 99

counts=$(find lib src -name '*.gcda')
if [ -z "$counts" ]; then
    echo "coverage: no counts in this tree: configure it with --enable-coverage and CC=gcc" >&2
    exit 1
fi
# gcov says for each source "File 'NAME'" and then "Lines executed:P% of N"; of headers only their own lines count.
for count in $counts; do
    $GCOV -n -o "$(dirname "$count")" "$count" 2>/dev/null
done | awk -F"'" '
    /^File / {
        file = match($2, /(lib\/[a-z]+|src\/cli|src)\/[a-z0-9_]+\.c$/) ? substr($2, RSTART) : ""
    }
    /^Lines executed/ && file {
        lines = $0; sub(/.* of /, "", lines)
        percent = $0; sub(/.*executed:/, "", percent); sub(/%.*/, "", percent)
        printf "%6.2f%% %6d  %s\n", percent, lines, file | "sort -n"
        ran += percent * lines / 100; all += lines
        file = ""
    }
    END { close("sort -n"); printf "%6.2f%% %6d  all together\n", all ? 100 * ran / all : 0, all }'
