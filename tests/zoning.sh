#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# The zoning example sets up, checks and undoes the zoning of a simulated shelf, and leaves no lock behind when a
# step fails.
. "${srcdir:-.}/lib.sh"

script=zoning/zoning.sh
shelf=sas2-shelf-24.domain

# try STATUS NAME COMMAND...: the command ends with this status.
try() {
    wanted=$1 name=$2
    shift 2
    "$@" >"$work/out" 2>&1
    is $? "$wanted" "$name"
    note "$work/out"
}

# One field of REPORT GENERAL.
general() {
    smp_rep_general --kv "$1" | sed -n "s/^$2=//p"
}

# The shelf with one more statement in its expander.
shelf_with() {
    { cat "$shelf"; echo "    $1"; } >broken.domain
    rm -rf zoning-backup
    fresh_state
}

fresh_examples
smp_rep_zone_perm_tbl -m "$shelf" >"$work/table.before"
smp_discover --ignore "$shelf" >"$work/phys.before"
try 1 "check of a shelf that is not zoned" sh "$script" check "$shelf"
try 0 "setup" sh "$script" setup "$shelf"
is "$(general "$shelf" zoning_enabled)" 1 "zoning is enabled"
is "$(general "$shelf" zone_locked)" 0 "the lock was ended"
is "$(smp_discover_list --one --num=1 --phy=20 "$shelf" | head -n 1)" "  phy  20: inaccessible (phy vacant)" \
    "disks of the other server are hidden"
try 0 "check" sh "$script" check "$shelf"
try 1 "setup twice is refused" sh "$script" setup "$shelf"
try 0 "undo" sh "$script" undo "$shelf"
is "$(general "$shelf" zoning_enabled)" 0 "zoning is disabled"
smp_rep_zone_perm_tbl -m "$shelf" | grep -v change | diff "$work/table.before" - | grep -v -e change -e '^[0-9]' >"$work/diff"
is "$(cat "$work/diff")" "" "the permission table is as before"
smp_discover --ignore "$shelf" >"$work/phys.after"
is "$(cat "$work/phys.after")" "$(cat "$work/phys.before")" "the phys are as before"
try 1 "undo twice is refused" sh "$script" undo "$shelf"

for function in configure_zone_permission_table configure_zone_phy_information enable_disable_zoning zone_activate; do
    shelf_with "fault $function result busy times 1"
    try 5 "setup where $function is busy" sh "$script" setup broken.domain
    is "$(general broken.domain zone_locked) $(general broken.domain zoning_enabled)" "0 0" \
        "no lock and no change after $function failed"
    [ ! -e zoning-backup ]
    ok $? "no backup is left after $function failed"
done

# A lock that cannot be told of is ended again, unless it was held before.
fresh_state
cat "$shelf" >pipe.domain
for held in 0 1; do
    [ "$held" -eq 0 ] || smp_zone_lock pipe.domain >"$work/out"
    { sleep 0.2; smp_zone_lock pipe.domain 2>"$work/err"; } | :
    is "$(general pipe.domain zone_locked)" "$held" "the reader has gone: the target is locked as before ($held)"
    note "$work/err"
done
done_testing
