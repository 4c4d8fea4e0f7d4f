# SPDX-License-Identifier: BSD-2-Clause
# One case of golden.list, for the test and for the script that writes its files.

# The file that stdout is kept in: documents as such, raw bytes as a hex dump.
stdout_suffix() {
    case $1 in
    *-json) echo json ;;
    *) echo out ;;
    esac
}

# run_case NAME COMMAND: leaves out, err and status; the simulated expanders remember nothing of other cases.
run_case() {
    rm -rf "$SMP_UTILS_SIM_STATE"
    mkdir "$SMP_UTILS_SIM_STATE"
    sh -c "$2" >"$work/out" 2>"$work/err" </dev/null
    status=$?
    case $1 in
    *-raw)
        od -An -v -tx1 "$work/out" >"$work/bytes"
        mv "$work/bytes" "$work/out"
        ;;
    esac
}
