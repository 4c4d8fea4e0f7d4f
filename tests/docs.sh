#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The documentation tells what the programs do: options in manual pages and completion, field tables, COVERAGE,
# and no traces of the machine that something was written on.
. "${srcdir:-.}/lib.sh"
cd "$top_srcdir" || exit 99

# Long and short options as the help prints them, without dashes.
options_of() {
    "$1" --help | sed -n -E 's/^ {2}-(.), --([a-z0-9_-]+).*/\1\n\2/p; s/^ {6}--([a-z0-9_-]+).*/\1/p'
}

# Options of a utility that its page does not name.
missing_options() {
    sed 's/\\-/-/g; s/\\f[BIRP]//g' "doc/$1.8" >"$work/page"
    for option in $(options_of "$1"); do
        case $option in
        ?) grep -q -e "-$option\\>" "$work/page" || echo "-$option" ;;
        *) grep -q -e "--$option\\>" "$work/page" || echo "--$option" ;;
        esac
    done
}

# Names of options that a source asks for by name.
asked_options() {
    sed -E 's/(cli_(count|number|text|option)|output_run)\(cli, "|payload_parse\(&[a-z]+, "/\n@/g
        /struct password|\.option/s/\.(option|text|file|environment) = "/\n@/g' "$1" |
        sed -n -E 's/^@([a-z0-9_-]+)".*/\1/p' | sort -u
}

for utility in $UTILITIES; do options_of "$utility"; done | sort -u >"$work/options"
for file in src/cli/*.c; do asked_options "$file"; done | grep -v -x -F -f "$work/options" >"$work/bad"
is "$(cat "$work/bad")" "" "what all utilities share asks for options that there are"

for utility in $UTILITIES; do
    options_of "$utility" >"$work/options"
    is "$(asked_options "src/$utility.c" | grep -v -x -F -f "$work/options")" "" "$utility asks for options that it has"
    if [ -f "doc/$utility.8" ]; then
        is "$(missing_options "$utility")" "" "$utility.8 names every option"
        for section in NAME SYNOPSIS DESCRIPTION OPTIONS EXAMPLES "EXIT STATUS" ENVIRONMENT "SEE ALSO"; do
            grep -q "^\\.SH \"*$section\"*\$" "doc/$utility.8" || echo "$section"
        done >"$work/sections"
        is "$(cat "$work/sections")" "" "$utility.8 has the usual sections"
        sed -n '/^\.SH FIELDS/,/^\.\\" end of fields/p' "doc/$utility.8" >"$work/fields"
        "$top_builddir/tests/gen_fields" "$utility" >"$work/expected"
        echo '.\" end of fields' >>"$work/expected"
        if [ "$utility" = smp_scan ]; then
            skip "$utility.8 has the fields" "it decodes no single function"
        else
            diff -u "$work/expected" "$work/fields" >"$work/diff"
            ok $? "$utility.8 has the fields (make update-fields writes them)"
            head -n 20 "$work/diff" | note
        fi
    else
        ok 1 "$utility.8 exists"
    fi
    grep -q -w "$utility" completions/smp_utils
    ok $? "$utility is completed"
done

# ---- Completion -------------------------------------------------------------------------------------------

if have bash; then
    for utility in $UTILITIES; do
        options_of "$utility" | grep .. | sort -u >"$work/expected"
        bash -c '. "$1"; compopt() { :; }; COMPREPLY=(); _smp_utils "$2" -- "$2"; printf "%s\n" "${COMPREPLY[@]}"' \
            - "$top_srcdir/completions/smp_utils" "$utility" 2>"$work/err" | sed 's/^--//; s/=$//' | sort -u >"$work/got"
        cmp -s "$work/expected" "$work/got" || echo "$utility"
        note "$work/err"
    done >"$work/bad"
    is "$(cat "$work/bad")" "" "the completion offers every option of every utility"
else
    skip "the completion offers every option" "no bash"
fi

# ---- Pages ------------------------------------------------------------------------------------------------

if have man && have groff; then
    for page in doc/*.[1-9]; do
        MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null | sed "s|^|$page: |"
    done >"$work/bad"
    is "$(head -n 20 "$work/bad")" "" "man has no warnings"
else
    skip "man has no warnings" "man or groff is not installed"
fi
if have mandoc; then
    is "$(mandoc -Tlint -W warning doc/*.[1-9] 2>&1 | head -n 20)" "" "mandoc has no warnings"
else
    skip "mandoc has no warnings" "mandoc is not installed"
fi

# ---- COVERAGE ---------------------------------------------------------------------------------------------

"$top_builddir/tests/gen_coverage" examples/*.domain >"$work/coverage" 2>&1
diff -u COVERAGE "$work/coverage" >"$work/diff"
ok $? "COVERAGE is what gen_coverage prints"
note "$work/diff"
for utility in $UTILITIES; do grep -q -w "$utility" COVERAGE || echo "$utility"; done >"$work/bad"
is "$(cat "$work/bad")" "" "every utility is in COVERAGE"

# ---- Traces -----------------------------------------------------------------------------------------------

# Only of files that are kept: what a build leaves may well hold the path of where it was done.
if [ -e .git ] && git ls-files >"$work/kept" 2>/dev/null && [ -s "$work/kept" ]; then
    bad=$(tr '\n' '\0' <"$work/kept" | xargs -0 grep -l -I -E '/(work|home|root|Users)/[a-z]' | grep -v tests/docs.sh)
    is "$bad" "" "no paths of some machine"
else
    skip "no paths of some machine" "not a checkout of git"
fi
done_testing
