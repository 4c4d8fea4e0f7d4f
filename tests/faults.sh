#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Every utility against expanders that fail: refuse, answer something else, nothing, too little or too much. The
# status is the right one, the cause is told in one line, and nothing is shown that was not received.
. "${srcdir:-.}/lib.sh"
fresh_examples
shelf=sas2-shelf-24.domain
make_needed_files

# The shelf, each request spoilt in the same way.
faulty() {
    { echo 'smp_domain 1' && echo "fault any $1" && sed 1d "$shelf"; } >faulty.domain
}

# run UTILITY DOMAIN [OPTION]: leaves out, err and status.
run() {
    set_needed "$1"
    fresh_state
    # shellcheck disable=SC2086
    "$1" $needed $3 "$2" >"$work/out" 2>"$work/err" </dev/null
    status=$?
}

# Is a failure told in one line, or two, of the utility, and is nothing else shown?
told() {
    [ ! -s "$work/out" ] &&
        awk -v name="$1: " 'index($0, name) != 1 { bad = 1 } END { exit bad || NR < 1 || NR > 2 }' "$work/err"
}

wrong() {
    echo "#   $1: status $status, expected $2"
    note "$work/out" "$work/err"
}

targets=$(for utility in $UTILITIES; do [ "$utility" = smp_scan ] || echo "$utility"; done)

# ---- One status for all of them ---------------------------------------------------------------------------

while read -r expected fault; do
    faulty "$fault"
    for utility in $targets; do
        run "$utility" faulty.domain
        [ "$status" -eq "$expected" ] && told "$utility" || wrong "$utility" "$expected"
    done >"$work/bad"
    [ ! -s "$work/bad" ]
    ok $? "$fault: $expected"
    cat "$work/bad"
done <<END
1 result=unknown_smp_function
2 result=smp_function_failed
3 result=invalid_request_frame_length
5 result=busy
32 result=smp_zone_violation
42 result=invalid_field_in_smp_request
63 result=63
99 result=64
99 result=0x77
99 result=255
97 wrong_function
97 garbage
97 short=0
97 short=1
97 short=3
99 errno=EIO
99 errno=EPERM
99 errno=EBUSY
99 errno=ENODEV
99 errno=ETIMEDOUT
99 timeout
END

# ---- Responses of other lengths ---------------------------------------------------------------------------
# What a utility makes of a whole response it makes of a longer one, or it says 97.

for utility in $targets; do
    run "$utility" "$shelf"
    whole=$status
    for fault in short=4 short=8 short=27 short=60 length=0 length=1 length=3 length=255; do
        faulty "$fault"
        run "$utility" faulty.domain
        [ "$status" -eq "$whole" ] && [ "$status" -le 63 ] && continue
        [ "$status" -eq 97 ] && [ -s "$work/err" ] || wrong "$utility, $fault" "$whole or 97"
    done
done >"$work/bad"
[ ! -s "$work/bad" ]
ok $? "responses of other lengths"
cat "$work/bad"

faulty short=4
for utility in $targets; do
    case $utility in smp_rep_* | smp_discover* | smp_read_gpio) ;; *) continue ;; esac
    run "$utility" faulty.domain
    { [ "$status" -eq 97 ] || [ "$status" -le 63 -a "$status" -gt 0 ]; } && told "$utility" || wrong "$utility" 97
done >"$work/bad"
[ ! -s "$work/bad" ]
ok $? "accepted, but without the data"
cat "$work/bad"

# ---- Faults that pass -------------------------------------------------------------------------------------

for utility in smp_rep_general smp_rep_manufacturer smp_phy_control; do
    faulty 'result=busy times 2'
    run "$utility" faulty.domain --retries=2
    is "$status" 0 "$utility: busy twice, and two retries"
    run "$utility" faulty.domain --retries=1
    is "$status" 5 "$utility: busy twice, and one retry"
done
faulty 'errno=EAGAIN times 1'
run smp_rep_general faulty.domain --retries=1
is "$status" 0 "the system is busy once, and one retry"
faulty 'errno=EIO times 1'
run smp_rep_general faulty.domain --retries=1
is "$status" 99 "other errors are not tried again"

done_testing
