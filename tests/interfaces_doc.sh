#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The error tables of doc/INTERFACES.md say what the interfaces say, row by row, and each of the tables is
# gone through by a test program.
. "${srcdir:-.}/lib.sh"
doc=$top_srcdir/doc/INTERFACES.md

# table NAME FILE: the table behind the mark of this name.
table() {
    awk -v mark="<!-- errors: $1 -->" '$0 == mark { inside = 1; next }
        /^<!-- errors/ || !/^\|/ { inside = 0 }
        inside' "$2"
}

"$top_builddir/tests/dump_errors" >"$work/errors" || exit 99
sed -n 's/^<!-- errors: \(.*\) -->$/\1/p' "$work/errors" >"$work/names"
while read -r name; do
    is "$(table "$name" "$doc")" "$(table "$name" "$work/errors")" "errors of $name"
done <"$work/names"
is "$(sed -n 's/^<!-- errors: \(.*\) -->$/\1/p' "$doc" | sort)" "$(sort "$work/names")" \
    "the document has these tables and no others"

for symbol in $(sed -n 's/^const struct smp_causes \(smp_[a-z0-9_]*_errnos\) .*/\1/p' "$top_srcdir"/lib/interface/*.c \
    "$top_srcdir"/lib/scsi/*.c | sort -u); do
    grep -q "$symbol" "$srcdir"/test_*.c
    ok $? "$symbol is tested"
done

# Every interface and pass-through has its chapter.
for name in $(sed -n 's/^INTERFACE(\([a-z0-9]*\),.*/\1/p; s/^SCSI_PASS(\([a-z0-9]*\),.*/\1/p' \
    "$top_srcdir/lib/interface/list.h" "$top_srcdir/lib/scsi/list.h" | sort -u); do
    grep -q "^##* .*\`$name\`" "$doc"
    ok $? "$name is described"
done
done_testing
