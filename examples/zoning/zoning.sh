#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Sets up, checks and undoes the zoning of a shelf.
#
#   zoning.sh setup TARGET     keeps what the shelf has in $ZONING_BACKUP, then zones it
#   zoning.sh check TARGET     is the shelf zoned as the files say? 0: yes
#   zoning.sh undo TARGET      brings back what was kept
#
# TARGET is an SMP_DEVICE or a simulated domain file. The files are permissions.txt and phy-groups.txt beside this
# script. A zone manager password is read from $ZONING_PASSWORD_FILE if that is set.
#
# Nothing is changed before everything has been accepted: the new values are loaded into the shadow of a locked
# expander, compared, and activated in one step. Whatever fails before that ends the lock and leaves the shelf as it was.
set -eu

here=$(dirname "$0")
backup=${ZONING_BACKUP:-zoning-backup}
work=$(mktemp -d)
locked=no
activated=nothing
kept=no
count=0

fail() {
    echo "zoning.sh: $*" >&2
    exit 1
}

clean_up() {
    status=$?
    trap - EXIT
    if [ "$locked" = yes ]; then
        echo "zoning.sh: failed, $activated was activated; ending the lock" >&2
        smp_zone_unlock "$target" || echo "zoning.sh: the lock could not be ended" >&2
    fi
    [ "$kept" = no ] || forget
    rm -rf "$work"
    exit "$status"
}

forget() {
    rm -f "$backup/permissions.txt" "$backup/phy-groups.txt" "$backup/enabled"
    rmdir "$backup"
}

# The lines of a file without comments and blank lines.
data() {
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$1"
}

# The value of a field of REPORT GENERAL.
general() {
    smp_rep_general --kv "$target" | sed -n "s/^$1=//p"
}

# Takes the lock for at most a minute between two requests. The change count must not move before it is held.
lock() {
    count=$(smp_rep_general --changecount "$target")
    smp_zone_lock --expected="$count" --inactivity=600 \
        ${ZONING_PASSWORD_FILE:+--fpass="$ZONING_PASSWORD_FILE"} "$target" >"$work/lock"
    locked=yes
}

# Loads a permission table and phy groups into the shadow values, and reads the table back.
load() {
    smp_conf_zone_perm_tbl --permf="$1" --deduce --expected="$count" "$target"
    smp_conf_zone_phy_info --pconf="$2" --expected="$count" "$target"
    compare_table "$1" shadow || fail "the permission table reads back other than it was written"
}

# Makes the shadow values the current ones and ends the lock.
activate() {
    smp_zone_activate "$target"
    activated="the new zoning"
    kept=no
    smp_zone_unlock --activate "$target"
    locked=no
}

# Are the rows of a file in the permission table (current or shadow)?
compare_table() {
    start=$(sed -n 's/^--start=//p' "$1")
    rows=$(data "$1" | grep -vc '^-')
    data "$1" | grep -v '^-' >"$work/wanted"
    smp_rep_zone_perm_tbl --report="$2" --start="${start:-0}" --multiple "$target" >"$work/table"
    data "$work/table" | grep -v '^-' | head -n "$rows" >"$work/found"
    diff "$work/wanted" "$work/found" >&2
}

# Have the phys of a file the flags and groups that it says?
compare_phys() {
    data "$1" | sort >"$work/wanted"
    smp_discover_list --zpi="$work/zpi" "$target"
    data "$work/zpi" | sort | comm -13 - "$work/wanted" >"$work/missing"
    [ ! -s "$work/missing" ] || {
        echo "zoning.sh: phys that are not as wanted:" >&2
        cat "$work/missing" >&2
        return 1
    }
}

setup() {
    [ ! -e "$backup" ] || fail "$backup exists: undo first, or choose another folder (ZONING_BACKUP)"
    [ "$(general zoning_supported)" = 1 ] || fail "$target supports no zoning"
    mkdir "$backup"
    kept=yes
    smp_rep_zone_perm_tbl --multiple --permf="$backup/permissions.txt" "$target"
    smp_discover_list --zpi="$backup/phy-groups.txt" "$target"
    general zoning_enabled >"$backup/enabled"
    lock
    load "$here/permissions.txt" "$here/phy-groups.txt"
    smp_ena_dis_zoning --expected="$count" "$target"
    activate
    check
}

check() {
    [ "$(general zoning_enabled)" = 1 ] || fail "zoning is not enabled"
    compare_table "$here/permissions.txt" current || fail "the permission table is not as $here/permissions.txt says"
    compare_phys "$here/phy-groups.txt" || fail "the phys are not as $here/phy-groups.txt says"
    echo "$target is zoned as wanted"
}

undo() {
    [ -f "$backup/enabled" ] || fail "nothing was kept in $backup"
    lock
    load "$backup/permissions.txt" "$backup/phy-groups.txt"
    if [ "$(cat "$backup/enabled")" = 1 ]; then
        smp_ena_dis_zoning --expected="$count" "$target"
    else
        smp_ena_dis_zoning --disable --expected="$count" "$target"
    fi
    activate
    compare_table "$backup/permissions.txt" current
    compare_phys "$backup/phy-groups.txt"
    forget
    echo "$target is as it was before"
}

[ $# -eq 2 ] || fail "usage: zoning.sh setup|check|undo TARGET"
target=$2
trap clean_up EXIT
trap 'exit 1' HUP INT TERM
case $1 in
setup | check | undo) "$1" ;;
*) fail "usage: zoning.sh setup|check|undo TARGET" ;;
esac
