#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Writes the files in golden/ anew, of all cases or of those whose names match one of the patterns given as
# arguments, and says where golden.list expects another status. Read what changed before keeping it.
. "${srcdir:-.}/lib.sh"
. "$srcdir/golden_case.sh"
patterns=${*:-*}

wanted() {
    for pattern in $patterns; do
        case $1 in $pattern) return 0 ;; esac
    done
    return 1
}

update_case() {
    file=$srcdir/golden/$1
    run_case "$1" "$3"
    rm -f "$file.out" "$file.json" "$file.err"
    [ -s "$work/out" ] && cp "$work/out" "$file.$(stdout_suffix "$1")"
    [ -s "$work/err" ] && cp "$work/err" "$file.err"
    [ "$status" = "$2" ] || echo "$1: status $status, the list says $2"
}

fresh_examples
set -f
while read -r name bar expected_status bar command; do
    case $name in '' | '#'*) continue ;; esac
    wanted "$name" && update_case "$name" "$expected_status" "$command"
done <"$srcdir/golden.list"
set +f

# Files of cases that are no more.
for file in "$srcdir"/golden/*.out "$srcdir"/golden/*.json "$srcdir"/golden/*.err; do
    name=$(basename "$file")
    name=${name%.*}
    grep -q "^$name *|" "$srcdir/golden.list" || rm -f "$file"
done
