#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# smp_scan on built trees of every kind of system, on hostile trees, and on simulated domains, against the files in
# scan/. With UPDATE=1 in the environment those files are written anew: read the difference before keeping it.
. "${srcdir:-.}/lib.sh"
tree=$work/tree
. "$srcdir/sysfs_tree.sh"
fresh_examples

# Starts an empty tree.
plant() {
    rm -rf "$tree"
    mkdir -p "$tree"
}

# run STATUS COMMAND: leaves what it prints in out, the name of the tree taken out.
run() {
    timeout 20 sh -c "$2" >"$work/stdout" 2>"$work/stderr" </dev/null
    got=$?
    { cat "$work/stdout"; sed 's/^/stderr: /' "$work/stderr"; } | sed "s|$tree|TREE|g" >"$work/out"
    [ "$got" -eq "$1" ] || echo "#   status $got, expected $1: $2"
    [ "$got" -eq "$1" ]
}

# golden NAME STATUS COMMAND: what it prints is what scan/NAME.out says.
golden() {
    run "$2" "$3"
    good=$?
    [ -z "${UPDATE:-}" ] || cp "$work/out" "$srcdir/scan/$1.out"
    cmp -s "$srcdir/scan/$1.out" "$work/out" || good=1
    ok "$good" "$1: $(echo "$3" | sed "s|$tree|TREE|g")"
    [ "$good" -eq 0 ] || diff -u "$srcdir/scan/$1.out" "$work/out" | note
}

# document: the last run's stdout is a JSON document as the schema wants it.
document() {
    "$top_builddir/tests/json_check" "$top_srcdir/doc/smp_utils.schema.json" <"$work/stdout" >"$work/reason"
    ok $? "$1"
    note "$work/reason"
}

# tree NAME STATUS ARGUMENTS: of the planted tree.
tree() {
    golden "$1" "$2" "smp_scan --sysfs-root=$tree $3"
}

# ---- Systems with targets ---------------------------------------------------------------------------------

plant
shelf 6 mpt3sas
capabilities 000001ffffffffff
tree shelf 0
tree shelf-json 0 --json
document "targets as JSON"
tree shelf-kv 0 --kv
tree shelf-all 0 --all
tree shelf-address 0 --sa=0x500304800169e97f
tree shelf-interface 92 --interface=mpt
if offers sgv4; then
    run 0 "smp_scan --sysfs-root=$tree --interface=bsg,force" && grep -q expander-6:0 "$work/out"
    ok $? "an interface by one of its other names"
else
    skip "an interface by one of its other names" "this build is without sgv4"
fi
tree unknown-interface 91 --interface=nonsense

capabilities 0000000000000000
tree no-capability 0
capabilities 'ffffffff no mask'
rm "$tree/dev/bsg/expander-6:1"
tree no-node 0

plant
shelf 6 mpt3sas
shelf 10 mpt3sas
sas_host 2 megaraid_sas 0 0
tree two-adapters 0
tree two-adapters-all 0 --all

plant
sas_host 3 pm80xx 0 8
smp_host 3
expander "$(pci 3)/port-3:0" 3:0 0x500304800169e8ff 12
misc mpt3ctl 222
tree expander-without-node 0
sas_host 4 mpt3sas 1 8
expander "$(pci 4)/port-4:0" 4:0 0x500304800169e97f 12
tree expander-by-mpt 0
sas_host 5 mptsas 0 8
expander "$(pci 5)/port-5:0" 5:0 0x500304800169e9ff 12
tree expander-needs-mptctl 0
run 0 "smp_scan --json --sysfs-root=$tree"
document "targets without a device as JSON"

plant
mkdir -p "$tree/sys/class"
scsi_host 1 aacraid 3
tree aac 0
mkdir "$tree/dev"
put "$(pci 1)/scsi_host/host1/unique_id" none
tree aac-without-node 0

plant
mkdir -p "$tree/dev/smp"
for node in smp/expd10 smp/expd2 smp/expdx smp/other ses1 ses0 ses0.1 sesx; do ln -s /dev/null "$tree/dev/$node"; done
tree other-systems 0

# ---- Disks that do not tell, of which sysfs tells ---------------------------------------------------------

plant
shelf 6 mpt3sas
mkdir -p "$tree$unit/scsi_generic/sg1"
node sg1 "$unit/scsi_generic/sg1"
golden disk-by-sysfs 92 "smp_scan --sysfs-root=$tree /dev/sg1 2>/dev/null"
golden disk-by-sysfs-kv 92 "smp_scan --kv --sysfs-root=$tree /dev/sg1 2>/dev/null"
run 92 "smp_scan --json --sysfs-root=$tree /dev/sg1"
document "a disk that does not tell as JSON"

# ---- Systems without, and why -----------------------------------------------------------------------------

plant
tree no-sysfs 92
golden no-tree 92 "smp_scan --sysfs-root=$tree/missing"
mkdir -p "$tree/sys/class"
tree no-hosts 92
tree no-hosts-json 92 --json
document "no targets as JSON"
scsi_host 0 ahci 1
scsi_host 1 ahci 2
scsi_host 2 usb-storage 0
tree no-sas 92

plant
sas_host 0 hpsa 0 0
tree hpsa 92
sas_host 1 something_sas 0 4
tree no-handler 92
scsi_host 2 megaraid_sas 0
scsi_host 3 arcmsr 0
tree raid 92

plant
sas_host 0 mpt3sas 0 8
smp_host 0
unit_of "$(pci 0)" 0:0:0:0
tree hidden 0
misc mpt3ctl 222
tree hidden-mpt 0
scsi_host 1 mptsas 0
unit_of "$(pci 1)" 1:0:0:0
tree hidden-mptsas 0
rm "$tree$(pci 0)/scsi_host/host0/unique_id"
tree hidden-guess 0

plant
scsi_host 1 mptsas 0
tree fusion-without-objects 92
put "$(pci 1)/expander-1:0/x" ""
class sas_expander expander-1:0 "$(pci 1)/expander-1:0"
tree no-way 92

plant
sas_host 0 mpt3sas 0 8
smp_host 0
end_device "$(pci 0)/port-0:0" 0:0 0x5000c50000520a2a
tree no-expander 0

# ---- Hostile trees ----------------------------------------------------------------------------------------

plant
shelf 6 mpt3sas
mine=$(pci 6)/port-6:0/expander-6:0
class=$tree$mine/sas_expander/expander-6:0
head -c 1000000 /dev/zero | tr '\0' A >"$class/vendor_id"
printf '\033[31m\001\377\n' >"$class/product_id"
rm "$class/product_rev"
mkfifo "$class/product_rev"
printf '0x500304800169e8ffjunk\n' >"$tree$mine/sas_device/expander-6:0/sas_address"
printf 'MAJOR=248\nDEVNAME=../../etc/passwd\n' >"$tree$mine/bsg/expander-6:0/uevent"
head -c 100000 /dev/urandom >"$tree$(pci 6)/scsi_host/host6/unique_id"
rm "$tree$(pci 6)/scsi_host/host6/proc_name"
mkdir "$tree$(pci 6)/scsi_host/host6/proc_name"
tree hostile-attributes 0
run 0 "smp_scan --json --sysfs-root=$tree"
document "hostile attributes as JSON"

plant
shelf 6 mpt3sas
ln -s expander-9:9 "$tree/sys/class/sas_expander/expander-9:9"
ln -s . "$tree/sys/class/sas_expander/expander-9:8"
ln -s /etc "$tree/sys/class/sas_expander/expander-9:7"
ln -s /proc/self "$tree/sys/class/sas_expander/expander-9:6"
ln -s ../../../../../../../.. "$tree/sys/class/bsg/expander-9:5"
ln -s expander-9:4 "$tree/sys/class/bsg/expander-9:4"
ln -s ../class "$tree/sys/class/bsg/class"
: >"$tree/sys/class/bsg/expander-9:3"
rm -rf "$tree/sys/class/sas_device"
ln -s sas_device "$tree/sys/class/sas_device"
long=$(head -c 250 /dev/zero | tr '\0' x)
mkdir "$tree/sys/class/scsi_host/host$long" "$tree/sys/class/scsi_host/host99999999999999999999" \
    "$tree/sys/class/scsi_host/host" "$tree/sys/class/scsi_host/hostess" "$tree/sys/class/sas_expander/$(printf 'expander-\033[1m:0')"
tree hostile-links 0

plant
shelf 6 mpt3sas
for cut in sas_expander sas_device sas_phy sas_host scsi_host; do
    rm -rf "$tree/sys/class/$cut"
    : >"$tree/sys/class/$cut"
done
tree hostile-classes 0

plant
shelf 6 mpt3sas
sas_host 7 isci 0 4
rm -rf "$tree/sys/devices"
tree links-alone 92 --all

plant
for class in scsi_host sas_host sas_device; do
    mkdir -p "$tree/sys/class/$class"
done
( cd "$tree/sys/class/scsi_host" && seq -f 'host%.0f' 1 1000 | xargs mkdir )
( cd "$tree/sys/class/sas_host" && seq -f 'host%.0f' 1 1000 | xargs mkdir )
( cd "$tree/sys/class/sas_device" && seq -f 'end_device-5000:%.0f' 1 30000 | xargs touch )
run 92 "smp_scan --sysfs-root=$tree"
ok $? "many hosts, and many disks that are not theirs"

plant
mkdir -p "$tree/sys/class/bsg" "$tree/sys/class/scsi_host"
( cd "$tree/sys/class/bsg" && seq -f 'expander-%.0f:0' 1 5000 | xargs mkdir )
( cd "$tree/sys/class/scsi_host" && seq -f 'host%.0f' 1 1500 | xargs mkdir )
run 93 "smp_scan --sysfs-root=$tree"
ok $? "a tree with more hosts than are looked at"

plant
shelf 6 mpt3sas
first=$(pci 6)/port-6:0
seq 1 4200 | sed "s|.*|$tree$first/expander-7:&/sas_expander/expander-7:&|" >"$work/folders"
xargs mkdir -p <"$work/folders"
xargs sh -c 'ln -s "$@" "$0"' "$tree/sys/class/sas_expander" <"$work/folders"
run 93 "smp_scan --sysfs-root=$tree"
ok $? "more targets than can be listed"
is "$(grep -c expander-7 "$work/stdout")" "$(grep -c '^[^S].*expander-7' "$work/stdout")" "what was found is listed"

# ---- Simulated domains ------------------------------------------------------------------------------------

golden domains 0 "smp_scan sas1-12phy.domain sas2-shelf-24.domain cascade.domain"
golden domain-json 0 "smp_scan --json sas3-49phy.domain"
document "a domain as JSON"
golden domain-number 0 "smp_scan --kv cascade.domain,1"
golden domain-numberless 92 "smp_scan cascade.domain,3"
golden domain-address 0 "smp_scan --sa=0x5000d1000000b03f cascade.domain"
golden domain-probe 0 "smp_scan --probe --verbose cascade.domain,0"
golden domain-dry-run 0 "smp_scan --probe --dry-run cascade.domain"
printf 'smp_domain 1\nno_such_word\n' >bad.domain
golden domain-bad 92 "smp_scan bad.domain"
printf 'fault report_general errno EIO\n' | cat sas1-12phy.domain - >faulty.domain
golden domain-silent 99 "smp_scan --probe faulty.domain"

golden disks 0 "smp_scan sas3-49phy.domain:0x5000cca2c271be1d sas2-shelf-24.domain:shelf0.8 cascade.domain:bottom.12"
golden disk-by-name 0 "smp_scan sas2-shelf-24.domain:0x5000c50000520a00"
golden disk-json 0 "smp_scan --json sas2-shelf-24.domain:shelf0.8"
document "a disk as JSON"
golden disk-kv 0 "smp_scan --kv sas2-shelf-24.domain:shelf0.8"
golden disk-hex 0 "smp_scan --hex sas2-shelf-24.domain:shelf0.8"
smp_scan --hex sas2-shelf-24.domain:shelf0.8 >page.hex
golden disk-inhex 0 "smp_scan --inhex=page.hex"
head -c 160 page.hex >short.hex
golden disk-inhex-short 97 "smp_scan --inhex=short.hex"
echo '18 00 00 08 00 01 03 04 06 00 00 00' >empty.hex
golden disk-inhex-empty 97 "smp_scan --inhex=empty.hex"
smp_scan --raw sas2-shelf-24.domain:shelf0.8 | od -An -v -tx1 >raw.hex
is "$(smp_scan --kv --inhex=raw.hex | tail -n +2)" "$(smp_scan --kv --inhex=page.hex | tail -n +2)" "--raw and --hex are the same page"
golden disk-sata 99 "smp_scan sas2-shelf-24.domain:shelf0.28"
golden disk-none 92 "smp_scan sas2-shelf-24.domain:shelf0.1"
golden disk-nowhere 92 "smp_scan missing.domain:shelf0.1"
smp_phy_control --phy=8 --op=disable sas2-shelf-24.domain
golden disk-cut-off 0 "smp_scan sas2-shelf-24.domain:shelf0.8"
cat >dual.domain <<END
smp_domain 1
host hba0
    sas_address 0x500605b0000272b0
    phys 8
expander a
    sas_address 0x500304802126a87f
    phys 12
    phy 0 attach hba0 0
    phy 9 attach ssp 0x5000cca2c271be1d name 0x5000cca2c271be1c
expander b
    sas_address 0x500304802126a8ff
    phys 12
    phy 0 attach hba0 1
    phy 9-10 attach ssp 0x5000cca2c271be1e far_phy 1+ name 0x5000cca2c271be1c
END
golden disk-dual 0 "smp_scan dual.domain:b.9"
for word in '' 0x 0xg 0x5000cca2c271be1dff . a. a.9999999999 a.-1 a.12 .9 a.9junk; do
    run 92 "smp_scan 'dual.domain:$word'" || break
done
ok $? "words that name no disk"

# ---- The command line -------------------------------------------------------------------------------------

golden usage-hex 91 "smp_scan --hex"
golden usage-raw 91 "smp_scan --raw"
golden usage-probe 91 "smp_scan --probe --sysfs-root=$tree"
golden usage-inhex 91 "smp_scan --inhex=x y"
golden missing-disk 92 "smp_scan /dev/no-such-disk"
run 92 "smp_scan --json /dev/null"
ok $? "what is no disk"
plant
shelf 6 mpt3sas
run 99 "smp_scan --sysfs-root=$tree >/dev/full"
ok $? "unwritable stdout"

# ---- Memory -----------------------------------------------------------------------------------------------

checked() {
    run "$1" "valgrind -q --error-exitcode=77 --leak-check=full --errors-for-leak-kinds=definite,possible $2" &&
        ! grep -q '^==' "$work/stderr"
    ok $? "valgrind: $(echo "$2" | sed "s|$tree|TREE|g")"
    grep '^==' "$work/stderr" | note
}

why=$(why_no_valgrind)
if [ -n "$why" ]; then
    skip "valgrind" "$why"
else
    checked 0 "smp_scan --json --sysfs-root=$tree"
    checked 0 "smp_scan --probe cascade.domain"
    checked 0 "smp_scan --json dual.domain:b.9"
    checked 97 "smp_scan --inhex=short.hex"
fi
done_testing
