#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Who may know whom: includes point down only, the library neither prints nor exits and keeps no writable
# globals, and files and functions stay small.
. "${srcdir:-.}/lib.sh"
cd "$top_srcdir" || exit 99

# Folders that the files of a folder may include from, besides the public header.
allowed() {
    case $1 in
    lib/core) echo core ;;
    lib/frames) echo core frames ;;
    lib/output) echo core output ;;
    lib/sim) echo core frames sim ;;
    lib/interface/sim.c) echo core frames interface sim ;;
    lib/interface) echo core frames interface ;;
    lib/scsi) echo core frames interface scsi ;;
    lib/scan) echo core frames interface scsi scan ;;
    src/cli | src) echo core frames interface output scsi scan cli ;;
    esac
}

# Names of the included folders of a file that its folder may not know.
forbidden_includes() {
    folder=$(dirname "$1")
    [ "$1" = lib/interface/sim.c ] && folder=$1
    known=" $(allowed "$folder") "
    sed -n 's/^#include "\([^"]*\)".*/\1/p' "$1" | while read -r header; do
        case $header in
        */*) layer=${header%%/*} ;;
        *) layer=cli ;;
        esac
        case $known in
        *" $layer "*) ;;
        *) echo "$1: includes $header" ;;
        esac
    done
}

sources=$(ls lib/*/*.[ch] src/cli/*.[ch] src/smp_*.c)
programs=$(find tests examples -name '*.[ch]')
for file in $sources; do forbidden_includes "$file"; done >"$work/bad"
note "$work/bad"
is "$(cat "$work/bad")" "" "includes point down only"

listed=$(sed 's/\\$//; s/.*=//' lib/files.am src/files.am | grep -o '[a-z]*/[a-z0-9_]*\.[ch]' | sort)
is "$listed" "$( (cd lib && ls */*.[ch]; cd ../src && ls cli/*.[ch]) | sort)" "every file is built and distributed"

# Text has no lines for lists: who answers with one shows it.
for file in lib/frames/*.c; do
    sed -n '/response_rows\[\]/,/^};/p' "$file" | grep -q -E '(LIST|DESCRIPTORS|ZONE_PERMISSIONS)\(' || continue
    utility=$(sed -n 's/.*"\(smp_[a-z_]*\)",$/\1/p' "$file")
    grep -q '\.view = ' "src/$utility.c" || echo "$file: $utility"
done >"$work/bad"
is "$(cat "$work/bad")" "" "utilities whose answers have lists have a view"

# ---- Size -----------------------------------------------------------------------------------------------

is "$(wc -l src/smp_*.c | awk '$2 != "total" && $1 > 250')" "" "no utility has more than 250 lines"

long_functions() {
    awk 'FNR == 1 { start = 0 }
         /^{/ { start = FNR }
         /^}/ { if (start && FNR - start > 80) print FILENAME ": " FNR - start " lines up to line " FNR; start = 0 }' \
        "$@"
}
is "$(long_functions $sources $programs)" "" "no function has more than 80 lines"

# ---- What the objects refer to ---------------------------------------------------------------------------

archive=$top_builddir/lib/.libs/libsmpinternal.a
: "${NM:=nm}"
if $NM "$archive" >/dev/null 2>&1; then
    undefined=$($NM -A -u "$archive" 2>/dev/null |
        grep -E ' (_?_?(f|v|vf)?printf(_chk)?|puts|putchar|putc|perror|exit|_exit|abort|stdout|stderr)(@.*)?$' |
        sed 's/.*libsmpinternal.a:\([^:]*\):.* U /\1 /')
    # Writing to a stream that was handed in is the business of lib/output; lib/sim writes its state file.
    outputs="$(cd lib/output && ls *.c | sed 's/\.c$/.o/' | tr '\n' '|')state.o|"
    others=$(echo "$undefined" | awk -v outputs="|$outputs" 'NF == 2 {
        stream = $2 ~ /^(__)?v?fprintf(_chk)?$|^putc$/
        if (!(stream && index(outputs, "|" $1 "|"))) print }')
    is "$others" "" "the library does not print or exit"

    exported=$($NM -A -g --defined-only "$archive" 2>/dev/null | awk '{ print $NF }' |
        grep -v -E '^(smp_|__?gcov|__asan|__odr_asan|__llvm|__prof)')
    is "$exported" "" "names with external linkage start with smp_"

    if [ "${SANITIZERS:-}" = yes ]; then
        skip "no writable globals in the library" "sanitizers add their own"
    else
        writable=$($NM -A -f sysv --defined-only "$archive" 2>/dev/null |
            awk -F'|' '{ gsub(/ /, "", $7); gsub(/ /, "", $1); gsub(/ /, "", $4) }
                $4 == "OBJECT" && ($7 ~ /^\.(data|bss|tdata|tbss)/ || $7 == "*COM*") &&
                $7 !~ /^\.data\.rel\.ro/ && $1 !~ /gcov/ { print $1, $7 }')
        is "$writable" "" "no writable globals in the library"
    fi
    stderr_users=$($NM -A -u "$top_builddir"/src/smp_*.o 2>/dev/null |
        grep -E ' (stderr|perror|exit|_exit)(@.*)?$')
    is "$stderr_users" "" "only src/cli writes to stderr; no utility exits by itself"
else
    skip "what the objects refer to" "$NM cannot read $archive"
fi

# ---- Headers ---------------------------------------------------------------------------------------------

flags="-Iinclude -Ilib -Isrc/cli -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -fsyntax-only"
: "${CC:=cc}"
# A list.h is no header of its own: it is included where its rows are given a meaning.
for header in include/smputils.h $(ls lib/*/*.h src/cli/*.h | grep -v /list.h); do
    printf '#include "%s"\n' "$top_srcdir/$header" >"$work/header.c"
    $CC -std=c11 $flags "$work/header.c" 2>>"$work/headers" || echo "$header"
done >"$work/bad"
note "$work/headers"
is "$(cat "$work/bad")" "" "every header compiles alone"

printf '#include <smputils.h>\nint main() { return smp_function_at(0) == nullptr; }\n' >"$work/header.cc"
if have g++ || have clang++; then
    have g++ && cxx=g++ || cxx=clang++
    $cxx -std=c++11 -Wall -Wextra -Wpedantic -Werror $flags "$work/header.cc" 2>"$work/cxx"
    ok $? "smputils.h is usable from C++"
    note "$work/cxx"
else
    skip "smputils.h is usable from C++" "no C++ compiler"
fi

# ---- House rules -----------------------------------------------------------------------------------------

is "$(grep -n -E '\<((strcpy|strcat|sprintf|gets) *\(|TODO\>|FIXME\>|XXX\>)' $sources $programs)" "" \
    "no unbounded copies, nothing left for later"
is "$(grep -L 'SPDX-License-Identifier: BSD-2-Clause' $sources $programs tests/*.sh)" "" \
    "every source file names its licence"

done_testing
