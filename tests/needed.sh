# SPDX-License-Identifier: BSD-2-Clause
# Sets needed: arguments without which a utility sends nothing, or warns.
set_needed() {
    case $1 in
    smp_conf_phy_event) needed=--clear ;;
    smp_conf_zone_perm_tbl) needed=--permf=row ;;
    smp_conf_zone_phy_info) needed=--pconf=phys ;;
    smp_conf_zone_man_pass) needed=--new-pass=new ;;
    smp_write_gpio) needed=--data=1,2,3,4 ;;
    smp_zoned_broadcast) needed=--szg=1 ;;
    *) needed= ;;
    esac
}

# Makes the files that those arguments name, in the current folder.
make_needed_files() {
    printf 'ff%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 >row
    echo '01 00 00 08' >phys
}
