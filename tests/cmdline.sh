#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Command lines and their exit statuses: the rows of cmdline.list, and for every option of every utility what
# can be asked of it without knowing it. A failure of the command line or the system is told in one line and at
# most one line of what to do, both starting with the name of the utility.
. "${srcdir:-.}/lib.sh"
fresh_examples

domain=sas2-shelf-24.domain
export domain
mkdir folder
mkfifo fifo
echo 'plain text' >plain
: >empty
make_needed_files
{ cat row; echo; cat row; } >rows
echo '1 2 3' >odd
echo '1 0 0x2b 5' >events
echo '1 2 3 4' >bytes
echo 'fff' >odddigits
{ echo --start=4; cat row; } >withstart
{ echo --start=300; cat row; } >badstart
{ cat withstart; echo; echo --start=5; cat row; } >appended
{ cat withstart; echo; echo --start=4; cat row; } >shifted
{ echo --star=4; cat row; } >dashes
{ echo -; cat row; } >dash
echo "'secret'" >password
echo "'secret" >unterminated
echo "'012345678901234567890123456789012'" >toolong
echo '1, 0x2 3h # comment' >groups
seq 0 255 | tr '\n' ' ' >toomany

# Are the messages of a failure told as promised?
well_told() {
    awk -v name="$1: " 'index($0, name) != 1 { bad = 1 } END { exit bad || NR < 1 || NR > 2 }' "$work/err"
}

# check STATUS UTILITY ARGUMENTS: one row. Arguments are shell words and may redirect.
check() {
    rows=$((rows + 1))
    eval "$2 $3" >"$work/out" 2>"$work/err" </dev/null
    got=$?
    good=1
    if [ "$got" -eq "$1" ]; then
        good=0
        if [ "$got" -ge 91 ]; then well_told "$2" || good=1; fi
    fi
    [ "$good" -eq 0 ] || bad="$bad$(printf '#   %s %s: status %s, expected %s\n' "$2" "$3" "$got" "$1"; note "$work/err")
"
}

# check_range UTILITY LONG LETTER LOW HIGH: what a number may be.
check_range() {
    set_needed "$1"
    for value in "$4" "$5" "0x$(printf %x "$5")" "$(printf %x "$5")h"; do
        check 0 "$1" "$needed --dry-run $2=$value"
    done
    check 0 "$1" "$needed --dry-run $3 $4"
    for value in $((0 - 1)) $(($4 - 1)) $(($5 + 1)) 4294967296 18446744073709551616 0x1g 1x 0x "''" "' 1'" 1.2.3 xyzzy; do
        [ "$value" -ge 0 ] 2>/dev/null && [ "$value" -ge "$4" ] && [ "$value" -le "$5" ] && continue
        check 91 "$1" "$needed --dry-run $2=$value"
    done
}

# One test point for all rows since the last one.
group() {
    rows=0
    [ -z "$bad" ]
    ok $? "$1"
    printf '%s' "$bad"
    bad=
}
bad=
rows=0

# ---- Rows -------------------------------------------------------------------------------------------------

without=
offers sgv4 || without="no "
title=
while read -r expected bar utility separator arguments; do
    case $expected in
    '') continue ;;
    '#')
        [ "$rows" -eq 0 ] || group "$title"
        title="$bar $utility $separator $arguments"
        continue
        ;;
    esac
    case $without$arguments in
    "no "*sgv4* | "no "*bsg* | "no "*"-I force"*) continue ;;
    esac
    if [ "$expected" = range ]; then
        # shellcheck disable=SC2086
        check_range "$utility" $arguments
        continue
    fi
    if [ "$utility" != ALL ]; then
        case " $UTILITIES " in *" $utility "*) check "$expected" "$utility" "$arguments" ;; esac
        continue
    fi
    for name in $UTILITIES; do
        [ "$name" != smp_scan ] || continue
        set_needed "$name"
        check "$expected" "$name" "$needed $arguments"
    done
done <"$srcdir/cmdline.list"
group "$title"
[ -z "$without" ] || skip "rows of the interface sgv4" "this build is without it"

# ---- Every option -----------------------------------------------------------------------------------------

for utility in $UTILITIES; do
    set_needed "$utility"
    [ "$utility" = smp_scan ] || needed="$needed --dry-run"
    "$utility" --help | sed -n -E 's/^ {2}(-(.)|   ), --([a-z0-9_-]+)(=?).*/\2 \3 \4/p; s/^ {6}--([a-z0-9_-]+)(=?).*/- \1 \2/p' >"$work/options"
    [ -s "$work/options" ] || bad="#   no options in the help of $utility
"
    while read -r letter long takes; do
        if [ -n "$takes" ]; then
            check 91 "$utility" "$needed --$long"
            [ "$letter" = - ] || check 91 "$utility" "$needed -$letter"
        else
            check 91 "$utility" "$needed --$long=surplus"
        fi
    done <"$work/options"
    group "$utility: arguments that lack or are too many"
done
done_testing
