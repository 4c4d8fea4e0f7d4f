#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Writes the FIELDS section of the manual pages anew from the field rows: in its place, or before the examples.
. "${srcdir:-.}/lib.sh"
cd "$top_srcdir/doc" || exit 99

for utility in $UTILITIES; do
    [ -f "$utility.8" ] && [ "$utility" != smp_scan ] || continue
    { "$top_builddir/tests/gen_fields" "$utility"; echo '.\" end of fields'; } >"$work/fields"
    awk -v fields="$work/fields" '
        function insert() { while ((getline line < fields) > 0) print line; done = 1 }
        /^\.SH FIELDS/ { skip = 1; if (!done) insert() }
        /^\.SH EXAMPLES/ && !done { insert() }
        !skip { print }
        /^\.\\" end of fields/ { skip = 0 }' "$utility.8" >"$work/page"
    cmp -s "$work/page" "$utility.8" || { cat "$work/page" >"$utility.8"; echo "$utility.8: fields updated"; }
done
