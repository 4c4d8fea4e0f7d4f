#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Rough surroundings: readers that leave, full disks, closed descriptors, odd environments, and valgrind's eye.
. "${srcdir:-.}/lib.sh"
fresh_examples
domain=sas2-shelf-24.domain

# expect STATUS NAME COMMAND: the status of a shell command, which must not be that of a signal.
expect() {
    sh -c "$3" >"$work/out" 2>"$work/err" </dev/null
    got=$?
    [ "$got" -eq "$1" ]
    ok $? "$2"
    [ "$got" -eq "$1" ] || { echo "#   status $got, expected $1: $3"; note "$work/err"; }
}

# ---- Output that nobody takes -----------------------------------------------------------------------------

expect 0 "a reader that leaves early" "smp_discover -mm $domain | head -n 1"
expect 0 "a reader that reads nothing" "smp_discover --json -mm $domain | :"
expect 99 "a closed pipe while SIGPIPE is ignored" \
    "trap '' PIPE; { sleep 0.1; smp_discover -mm $domain; echo \$? >status; } | :; sleep 0.3; exit \$(cat status)"
expect 99 "stdout is full" "smp_discover -mm $domain >/dev/full"
expect 99 "stdout is closed" "smp_discover -mm $domain >&-"
expect 0 "stderr is closed" "smp_discover $domain 2>&-"
expect 92 "stderr is closed and something is to be said" "smp_discover missing 2>&-"
expect 0 "stdin is closed" "smp_discover $domain <&-"
expect 91 "stdin is closed and to be read" "smp_rep_general --inhex=- <&-"

# ---- Files ------------------------------------------------------------------------------------------------

expect 91 "hex input that never ends" "smp_rep_general --inhex=/dev/zero"
expect 91 "comments that never end" "yes '#' | smp_zone_lock --fpass=- $domain"
expect 91 "comments that never end as hex" "yes '#' | smp_rep_general --inhex=-"
printf "'one'\n'two'\n" >passwords
expect 0 "what is behind a password on stdin is for the next reader" \
    "{ smp_zone_lock --fpass=- --dry-run && smp_conf_zone_man_pass --new-fpass=- --dry-run; } <passwords"
expect 91 "a password that is to come from closed stdin" \
    "smp_conf_zone_man_pass --fpass=passwords --new-fpass=- --dry-run <&-"
grep -q "cannot be read: Bad file descriptor" "$work/err"
ok $? "is not looked for in another file"
yes 00 | head -n 100000 >huge.hex
expect 91 "huge hex input" "smp_rep_general --inhex=huge.hex"
expect 91 "random hex input" "head -c 100000 /dev/urandom >random.hex; smp_rep_general --inhex=random.hex"
expect 91 "hex input that is a folder" "smp_rep_general --inhex=."
expect 0 "a recording is written" "smp_rep_general --record=good.rec $domain && test -s good.rec"
expect 0 "and read" "smp_rep_general good.rec"
expect 0 "also by the name -" "cp good.rec ./- && smp_rep_general -; got=\$?; rm ./-; exit \$got"
expect 92 "a recording that cannot be made" "smp_rep_general --record=missing/bad.rec $domain"
grep -q "missing/bad.rec" "$work/err"
ok $? "is named"
grep -q "number of phys" "$work/out"
ok $? "and the answer is shown all the same"
expect 92 "a recording on a full disk" "smp_rep_general --record=/dev/full $domain"
expect 92 "a recording without leave to write" "smp_rep_general --record=. $domain"
fresh_state
expect 0 "a request that changes nothing is accepted" "smp_conf_general $domain"
is "$(ls "$SMP_UTILS_SIM_STATE")" "" "and leaves no state file"
expect 0 "the environment names a recording" "SMP_UTILS_RECORD=env.rec smp_rep_general $domain && test -s env.rec"

# ---- Environment ------------------------------------------------------------------------------------------

expect 0 "device from the environment" "SMP_UTILS_DEVICE=$domain smp_rep_general"
expect 91 "empty device in the environment" "SMP_UTILS_DEVICE= smp_rep_general"
long=$(head -c 5000 /dev/zero | tr '\0' x)
expect 91 "over-long device in the environment" "SMP_UTILS_DEVICE=$long smp_rep_general"
expect 91 "over-long device" "smp_rep_general $long"
expect 0 "junk address in the environment" "SMP_UTILS_SAS_ADDR=junk smp_rep_general $domain"
grep -q SMP_UTILS_SAS_ADDR "$work/err"
ok $? "it is said"
expect 91 "an address in the environment that is none" "SMP_UTILS_SAS_ADDR=0x1234 smp_rep_general $domain"
expect 0 "slot numbers from the environment" "SMP_UTILS_DSN= smp_discover sas3-49phy.domain,1 | grep -q dsn="
expect 91 "control characters in a device name" "smp_rep_general \"\$(printf 'a\\033[31m\\nb,\\007')\""
! grep -q "$(printf '\033')" "$work/err"
ok $? "they are not passed on"
expect 0 "no home, no locale" "env -u HOME LC_ALL=xx_YY.junk smp_rep_general $domain"

# ---- Memory -----------------------------------------------------------------------------------------------

checked() {
    sh -c "valgrind -q --error-exitcode=77 --leak-check=full --errors-for-leak-kinds=definite,possible $1" \
        >/dev/null 2>"$work/err" </dev/null
    got=$?
    [ "$got" -ne 77 ] && ! grep -q '^==' "$work/err"
    ok $? "valgrind: $1"
    grep '^==' "$work/err" | note
}

why=$(why_no_valgrind)
if [ -n "$why" ]; then
    skip "valgrind" "$why"
else
    while read -r command; do
        checked "$command"
    done <<END
smp_rep_general $domain
smp_rep_general --json $domain,0
smp_rep_general missing
smp_rep_general --interface=sgv4,force plain
smp_rep_general good.rec
smp_rep_general --inhex=captures/areca-arc4038-report-general.hex
smp_rep_manufacturer --kv $domain
smp_discover $domain
smp_discover -mm --json $domain
smp_discover --one-by-one -m $domain
smp_discover_list -Z - $domain
smp_discover_list -n 40 $domain
END
    # Every errno, status and reply of the drivers.
    for program in "$top_builddir"/tests/test_aac "$top_builddir"/tests/test_cam "$top_builddir"/tests/test_mpt \
        "$top_builddir"/tests/test_usmp "$top_builddir"/tests/test_sgv4 "$top_builddir"/tests/test_scsi_*; do
        case ${program##*/} in *.*) ;; *) [ -f "$program" ] && checked "$program" ;; esac
    done
fi
done_testing
