#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# What utilities print, byte for byte: the command lines of golden.list, run in a copy of the examples, against
# the files in golden/. `make update-golden` writes those files anew: read the difference before keeping it.
. "${srcdir:-.}/lib.sh"
. "$srcdir/golden_case.sh"

# Is a stream what its file says? No file: nothing may be printed.
same() {
    if [ -f "$2" ]; then cmp -s "$1" "$2"; else [ ! -s "$1" ]; fi
}

check_case() {
    expected=$srcdir/golden/$1
    run_case "$1" "$3"
    [ "$status" = "$2" ] && same "$work/out" "$expected.$(stdout_suffix "$1")" && same "$work/err" "$expected.err"
    good=$?
    ok "$good" "$1: $3"
    [ "$good" -eq 0 ] && return
    echo "#   status $status, expected $2"
    for stream in "out $expected.$(stdout_suffix "$1")" "err $expected.err"; do
        set -- $stream
        [ -f "$2" ] || set -- "$1" /dev/null
        diff -u "$2" "$work/$1" | note
    done
}

fresh_examples
while read -r name bar expected_status bar command; do
    case $name in '' | '#'*) continue ;; esac
    check_case "$name" "$expected_status" "$command"
done <"$srcdir/golden.list"
done_testing
