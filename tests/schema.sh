#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Every utility's --json is one document that the schema in doc/ allows, on success and on failure, and tells
# the exit status that the utility ends with.
. "${srcdir:-.}/lib.sh"

schema=$top_srcdir/doc/smp_utils.schema.json
json_check=$top_builddir/tests/json_check

# check NAME COMMAND...: runs it with stdin from nowhere.
check() {
    name=$1
    shift
    "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$?
    told=$("$json_check" "$schema" /exit_status <"$work/out")
    good=$?
    [ "$told" = "$status" ] || good=1
    ok "$good" "$name: status $status"
    [ "$good" -eq 0 ] && return
    note "$work/err"
    echo "#   exit_status: $told"
    head -n 40 "$work/out" | note
}

# All ask for what they can without options; those that need some tell so, which is a document as well.
each_utility() {
    for utility in $UTILITIES; do
        check "$utility $1" "$utility" --json "$1"
    done
}

fresh_examples
for domain in *.domain; do
    each_utility "$domain"
done
each_utility no_such_device
for utility in $UTILITIES; do
    check "$utility: unknown option" "$utility" --json --no-such-option
done
for frame in captures/*.hex; do
    for utility in smp_rep_general smp_rep_manufacturer smp_discover smp_discover_list smp_rep_phy_sata; do
        check "$utility --inhex=$frame" "$utility" --json "--inhex=$frame"
    done
done

# Fields are where the schema's readers look for them.
smp_rep_general --json sas2-shelf-24.domain >"$work/out" 2>/dev/null
is "$("$json_check" "$schema" /function/name <"$work/out")" "REPORT GENERAL" "the function has its name"
is "$("$json_check" "$schema" /target/interface <"$work/out")" "sim" "the target has its interface"
is "$("$json_check" "$schema" /response/number_of_phys <"$work/out")" 38 "a field is found by its name"

# The checker does refuse.
for document in '' '{}' '[]' '{"format_version": 1,}' 'null null'; do
    printf '%s' "$document" | "$json_check" "$schema" >/dev/null
    is "$?" 1 "refused: '$document'"
done
sed 's/"number_of_phys": [0-9]*/"number_of_phys": null/' "$work/out" | "$json_check" "$schema" >/dev/null
is "$?" 1 "refused: a field that is null"
sed 's/"exit_status"/"another": 1, &/' "$work/out" | "$json_check" "$schema" >/dev/null
is "$?" 1 "refused: a member that is not described"
done_testing
