#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# make bench: requests, time, start-up and memory of the utilities, as installed ($bindir below $DESTDIR), and
# of an installed smp_utils package beside them as far as that runs without a device.
set -u

srcdir=$(cd "${srcdir:-.}" && pwd)
bin=${DESTDIR:-}${bindir:?}
bench_run=${bench_run:-./bench_run}
runs=${BENCH_RUNS:-200}
case $bench_run in /*) ;; *) bench_run=$PWD/$bench_run ;; esac
unset SMP_UTILS_DEVICE SMP_UTILS_SAS_ADDR SMP_UTILS_DSN SMP_UTILS_RECORD
. "$srcdir/needed.sh"
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 99
SMP_UTILS_SIM_STATE=$work
export SMP_UTILS_SIM_STATE

# domain PHYS NAME [LINE]...: a domain file of one expander with disks on all phys but the first four.
domain() {
    phys=$1
    name=$2
    shift 2
    {
        echo "smp_domain 1"
        [ $# -eq 0 ] || printf '%s\n' "$@"
        cat <<END
host hba0
    sas_address 0x500605b0000272b0
    phys 8
expander shelf0
    standard SAS-3
    sas_address 0x50000d1000000100
    vendor ACME
    product BENCH
    phys $phys
    phy 0-3 attach hba0 0+
    phy 4-$((phys - 1)) attach ssp 0x5000c50000520a01+4
END
    } >"$name"
}

# requests COMMAND...: how many SMP requests it sends.
requests() {
    rm -f "$work/recording"
    "$@" "--record=$work/recording" >/dev/null 2>&1
    grep -c '^exchange:' "$work/recording"
}

# median COMMAND...: wall time in ms.
median() {
    "$bench_run" 15 "$@" | awk '{ printf "%.1f", $1 / 1000 }'
}

no_list="fault discover_list result unknown_smp_function"
echo "Summary of all phys (smp_discover)      requests   ms at 0 ms   ms at 1 ms per request"
for phys in 24 49 128; do
    domain "$phys" d0
    domain "$phys" d1 "latency 1ms"
    domain "$phys" n0 "$no_list"
    domain "$phys" n1 "latency 1ms" "$no_list"
    printf '%4d phys%31s%8s%13s%13s\n' "$phys" "" "$(requests "$bin/smp_discover" d0)" \
        "$(median "$bin/smp_discover" d0)" "$(median "$bin/smp_discover" d1)"
    printf '%4d phys, target without DISCOVER LIST %8s%13s%13s\n' "$phys" \
        "$(requests "$bin/smp_discover" n0)" "$(median "$bin/smp_discover" n0)" \
        "$(median "$bin/smp_discover" n1)"
done

"$bin/smp_rep_general" --hex d0 >"$work/general.hex"
set -- /bin/true -- "$bin/smp_rep_general" --inhex="$work/general.hex" -- "$bin/smp_rep_general" d0 \
    -- "$bin/smp_discover" d0 -- "$bin/smp_rep_general" --version
names="/bin/true|smp_rep_general --inhex|smp_rep_general, 128 phys|smp_discover, 128 phys"
names="$names|smp_rep_general --version"
if [ -x /usr/bin/smp_discover ] && [ /usr/bin/smp_discover != "$bin/smp_discover" ]; then
    set -- "$@" -- /usr/bin/smp_rep_general --version
    names="$names|installed: $(/usr/bin/smp_rep_general --version 2>&1 | sed 's/^version: *//' | head -n 1)"
fi
echo
echo "Start to end, $runs runs          median us    fastest us   times true   peak KiB"
"$bench_run" "$runs" "$@" | awk -v names="$names" '
    BEGIN { split(names, name, "|") }
    NR == 1 { base = $1 }
    { printf "%-32s%10.0f%14.0f%13.2f%11d\n", name[NR], $1, $2, $1 / base, $3 }'
case $names in
*installed:*) echo "(The installed package cannot do more without a device: its --version is measured.)" ;;
esac

# ---- Every utility ------------------------------------------------------------------------------------------

make_needed_files
cp "$srcdir/../examples/sas2-shelf-24.domain" shelf
set -- /bin/true
for utility in $UTILITIES; do
    set_needed "$utility"
    [ "$utility" = smp_scan ] && kept= || kept="--inhex=$utility.hex"
    "$bin/$utility" $needed --hex $([ "$utility" = smp_discover ] && echo --phy=8) shelf >"$utility.hex" 2>/dev/null
    set -- "$@" -- "$bin/$utility" $needed $kept -- "$bin/$utility" $needed shelf
done
echo
echo "Every utility, $runs runs, times true    decodes a file   24-slot shelf   peak KiB"
"$bench_run" "$runs" "$@" | awk -v names="$UTILITIES" '
    BEGIN { split(names, name, " ") }
    NR == 1 { base = $1; next }
    NR % 2 == 0 { file = $1 / base; peak = $3; next }
    { printf "%-40s%14.2f%16.2f%11d\n", name[(NR - 1) / 2], file, $1 / base, ($3 > peak ? $3 : peak) }'
echo "(smp_scan without a file looks at this machine.)"
