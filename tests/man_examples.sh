#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Runs the examples of the manual pages: in a block between .nf and .fi whose first line starts with "$ ", each
# such line is a command and the lines up to the next one are what it prints (stdout and stderr). A line "..."
# stands for any number of lines. The blocks of one page share a copy of the examples and its state. The same
# for README.md, where the blocks are indented by four blanks.
. "${srcdir:-.}/lib.sh"

# The lines of a page that belong to example blocks, as the reader sees them; a line "%%" ends each block.
examples_of() {
    case $1 in
    *.md)
        awk '/^    \$ / { example = 1 }
             /^$/ { next }
             !/^    / { if (example) print "%%"; example = 0 }
             example { print substr($0, 5) }' "$1"
        return
        ;;
    esac
    awk '/^\.nf/ { block = 1; first = 1; example = 0; next }
         /^\.fi/ { if (block && example) print "%%"; block = 0; next }
         block && first { first = 0; example = /^\$ / }
         block && example { gsub(/\\-/, "-"); gsub(/\\\(dq/, "\""); gsub(/\\\(aq/, "\047"); gsub(/\\&/, "");
                            gsub(/\\f[BIRP]/, ""); gsub(/\\e/, "\\"); print }' "$1"
}

# Does the text of a file match the expected lines, "..." standing for any lines?
matches() {
    awk 'NR == FNR { want[++wants] = $0; next } { have[++haves] = $0 }
         END {
             i = j = 1; star = 0
             while (j <= haves) {
                 if (i <= wants && want[i] == "...") { star = i++; mark = j }
                 else if (i <= wants && want[i] == have[j]) { i++; j++ }
                 else if (star) { i = star + 1; j = ++mark }
                 else exit 1
             }
             while (i <= wants && want[i] == "...") i++
             exit i <= wants
         }' "$1" "$2"
}

run_command() {
    sh -c "$1" >"$work/out" 2>&1 </dev/null
    matches "$work/expected" "$work/out" && ok 0 "$2: $1" && return
    ok 1 "$2: $1"
    diff -u "$work/expected" "$work/out" | note
}

for page in "$top_srcdir"/README.md "$top_srcdir"/doc/*.[1-9]; do
    name=$(basename "$page")
    fresh_examples
    ln -s . examples
    fresh_state
    examples_of "$page" >"$work/examples"
    if [ ! -s "$work/examples" ]; then
        case $name in smp_utils.8 | *.5) skip "$name" "no examples" ;; *) ok 1 "$name has examples" ;; esac
        continue
    fi
    command=
    : >"$work/expected"
    while IFS= read -r line; do
        case $line in
        '$ '* | %%)
            [ -z "$command" ] || run_command "$command" "$name"
            command=${line#'$ '}
            [ "$line" != %% ] || command=
            : >"$work/expected"
            ;;
        *) printf '%s\n' "$line" >>"$work/expected" ;;
        esac
    done <"$work/examples"
done
done_testing
