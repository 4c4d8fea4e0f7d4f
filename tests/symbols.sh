#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The shared library exports what its symbol map and its header name, with a version, and nothing else; a
# program links against every one of these names.
. "${srcdir:-.}/lib.sh"

: "${NM:=nm}" "${CC:=cc}"
map=$top_srcdir/lib/libsmputils.map
header=$top_srcdir/include/smputils.h
library=$top_builddir/lib/.libs/libsmputils.so

sed -n 's/^ *\(smp_[a-z_]*\);.*/\1/p' "$map" | sort >"$work/map"
sed -n 's/^[a-z].*[ *]\(smp_[a-z_]*\)(.*/\1/p' "$header" | sort >"$work/header"
is "$(cat "$work/header")" "$(cat "$work/map")" "header and symbol map name the same functions"

# Every name as a member of a table: the linker must find it, and it must be a function of the header.
{
    echo '#include <smputils.h>'
    echo 'typedef void any(void);'
    echo 'any *const names[] = {'
    sed 's/.*/    (any *)&,/' "$work/map"
    echo '};'
    echo 'int main(void) { return names[0] == NULL || smp_function_by_code(0) == NULL; }'
} >"$work/names.c"

if [ -f "$library" ] && grep -q SMPUTILS "$map"; then
    "$NM" -D --defined-only "$library" >"$work/nm"
    awk '$2 == "T" { sub(/@.*/, "", $3); print $3 }' "$work/nm" | sort >"$work/exported"
    is "$(cat "$work/exported")" "$(cat "$work/map")" "the library exports the functions of the map"
    is "$(awk '$2 != "T" && $2 != "A"' "$work/nm" | grep -v ' __\(asan\|ubsan\|odr_asan\|sancov\)' |
        grep -v '__gcov\|mangle_path')" "" "the library exports no data and nothing weak"
    is "$(awk '$2 == "T" && $3 !~ /@@SMPUTILS_2\.0$/ { print $3 }' "$work/nm")" "" \
        "each export has its version"
    [ "${SANITIZERS:-}" = yes ] && flags=-fsanitize=address,undefined
    # shellcheck disable=SC2086
    $CC -std=c11 -Wall -Wextra ${flags:-} -I"$top_srcdir/include" -o "$work/names" "$work/names.c" \
        -L"$top_builddir/lib/.libs" -lsmputils >"$work/cc" 2>&1
    ok $? "a program links against each of them"
    note "$work/cc"
    LD_LIBRARY_PATH=$top_builddir/lib/.libs "$work/names" >"$work/out" 2>&1
    ok $? "and runs"
    note "$work/out"
else
    skip "exports of the shared library" "no shared library was built"
fi
done_testing
