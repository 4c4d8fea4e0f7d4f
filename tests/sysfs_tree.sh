# SPDX-License-Identifier: BSD-2-Clause
# Builds trees that stand for /sys, /dev and /proc, of the shape that Linux gives them. To be read into a script
# that sets tree to the folder they go to; each function adds to what is there. A device node is a link to
# /dev/null: what a scan must not do is open it, and what it must see is that it is there.

# put FILE TEXT: an attribute.
put() {
    mkdir -p "$tree${1%/*}" && printf '%s\n' "$2" >"$tree$1"
}

# class CLASS NAME FOLDER: the folder of an object in a class, with the links that lead to and from it. FOLDER is
# that of the object's owner; its place in the class is FOLDER/CLASS/NAME.
class() {
    mkdir -p "$tree$3/$1/$2" "$tree/sys/class/$1"
    ln -s "$tree/sys/class/$1" "$tree$3/$1/$2/subsystem"
    ln -s "$tree$3" "$tree$3/$1/$2/device"
    ln -s "$tree$3/$1/$2" "$tree/sys/class/$1/$2"
}

minor=0

# bsg NAME FOLDER: the bsg node of an owner, also in /dev.
bsg() {
    minor=$((minor + 1))
    class bsg "$1" "$2"
    put "$2/bsg/$1/dev" "248:$minor"
    put "$2/bsg/$1/uevent" "MAJOR=248
MINOR=$minor
DEVNAME=bsg/$1"
    mkdir -p "$tree/dev/bsg" && ln -s /dev/null "$tree/dev/bsg/$1"
}

# pci HOST: the folder of a SCSI host.
pci() {
    echo "/sys/devices/pci0000:00/0000:0$1:00.0/host$1"
}

# scsi_host H DRIVER UNIQUE_ID: a SCSI host of any kind.
scsi_host() {
    class scsi_host "host$1" "$(pci "$1")"
    put "$(pci "$1")/scsi_host/host$1/proc_name" "$2"
    put "$(pci "$1")/scsi_host/host$1/unique_id" "$3"
}

# phys NAME COUNT: the folders of phys, NAME:0 and so on.
phys() {
    seq -f "$tree$1:%.0f" 0 "$(($2 - 1))" | xargs mkdir -p "$tree${1%/*}"
}

# sas_host H DRIVER UNIQUE_ID PHYS: one whose driver uses the SAS transport.
sas_host() {
    scsi_host "$1" "$2" "$3"
    class sas_host "host$1" "$(pci "$1")"
    phys "$(pci "$1")/phy-$1" "$4"
    class sas_phy "phy-$1:0" "$(pci "$1")/phy-$1:0"
    put "$(pci "$1")/phy-$1:0/sas_phy/phy-$1:0/sas_address" "$(printf '0x500605b0000272%02x' "$1")"
}

# smp_host H: its driver has an SMP handler.
smp_host() {
    bsg "sas_host$1" "$(pci "$1")"
}

# expander FOLDER H:N ADDRESS PHYS: an expander without node. Sets expander to its folder; FOLDER is that of the
# port that it hangs on.
expander() {
    expander=$1/expander-$2
    class sas_expander "expander-$2" "$expander"
    class sas_device "expander-$2" "$expander"
    put "$expander/sas_expander/expander-$2/vendor_id" 'LSI CORP'
    put "$expander/sas_expander/expander-$2/product_id" 'SAS2X36         '
    put "$expander/sas_expander/expander-$2/product_rev" '0717'
    put "$expander/sas_device/expander-$2/sas_address" "$3"
    put "$expander/sas_device/expander-$2/device_type" 'edge expander'
    put "$expander/sas_device/expander-$2/target_port_protocols" 'smp'
    phys "$expander/phy-$2" "$4"
}

# end_device FOLDER NAME ADDRESS: a disk, with its logical unit. Sets unit to the folder of that.
end_device() {
    class sas_end_device "end_device-$2" "$1/end_device-$2"
    class sas_device "end_device-$2" "$1/end_device-$2"
    put "$1/end_device-$2/sas_device/end_device-$2/sas_address" "$3"
    put "$1/end_device-$2/sas_device/end_device-$2/device_type" 'end device'
    put "$1/end_device-$2/sas_device/end_device-$2/target_port_protocols" 'ssp'
    bsg "end_device-$2" "$1/end_device-$2"
    unit_of "$1/end_device-$2" "${2%%:*}:0:${2##*:}:0"
}

# unit_of FOLDER H:C:T:L: a logical unit. Sets unit to its folder.
unit_of() {
    unit=$1/target${2%:*}/$2
    class scsi_device "$2" "$unit"
    bsg "$2" "$unit"
}

# capabilities MASK: what /proc/self/status says of this process.
capabilities() {
    put /proc/self/status "Name:	smp_scan
CapPrm:	$1
CapEff:	$1
CapBnd:	$1"
}

# misc NAME MINOR: a misc device, such as mpt3ctl.
misc() {
    mkdir -p "$tree/sys/devices/virtual/misc/$1" "$tree/sys/class/misc" "$tree/dev"
    put "/sys/devices/virtual/misc/$1/dev" "10:$2"
    ln -s "$tree/sys/devices/virtual/misc/$1" "$tree/sys/class/misc/$1"
    ln -s /dev/null "$tree/dev/$1"
}

# An adapter with a shelf: one expander and another one behind it, each with node and disks.
shelf() {
    sas_host "$1" "$2" 0 8
    put "$(pci "$1")/scsi_host/host$1/host_sas_address" "$(printf '0x500605b00aaf8c%02x' "$1")"
    put "$(pci "$1")/scsi_host/host$1/board_name" 'SAS9300-8e'
    put "$(pci "$1")/scsi_host/host$1/version_fw" '16.00.10.00'
    smp_host "$1"
    expander "$(pci "$1")/port-$1:0" "$1:0" 0x500304800169e8ff 37
    bsg "expander-$1:0" "$expander"
    first=$expander
    end_device "$first/port-$1:0:4" "$1:0:4" 0x5000c50000520a2a
    expander "$first/port-$1:0:12" "$1:1" 0x500304800169e97f 28
    bsg "expander-$1:1" "$expander"
    end_device "$expander/port-$1:1:2" "$1:1:2" 0x5000c50000520a2e
}

# node NAME FOLDER: the device node of a disk, /dev/NAME. Its number is that of /dev/null, which sysfs then has as
# the folder of the disk.
node() {
    mkdir -p "$tree/dev" "$tree/sys/dev/char"
    ln -s /dev/null "$tree/dev/$1"
    ln -s "$tree$2" "$tree/sys/dev/char/1:3"
}
