#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# make fuzz: builds the libFuzzer targets of tests/fuzz with clang and runs each for FUZZ_SECONDS (default
# 30). What they learn stays in the folder fuzz.work of the build tree and is where the next run goes on.
set -u

top_srcdir=$(cd "${top_srcdir:-.}" && pwd)
CLANG=${CLANG:-clang}
seconds=${FUZZ_SECONDS:-30}
folder=$PWD/fuzz.work
mkdir -p "$folder"
cd "$top_srcdir" || exit 99

flags="-std=c11 -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
    -Iinclude -Ilib -Isrc/cli -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -DPACKAGE_VERSION=\"fuzz\"
    -DWITH_SGV4=1 -DWITH_MPT=1 -DWITH_AAC=1 -DWITH_CAM=1 -DWITH_USMP=1 -DWITH_SG=1 -DWITH_USCSI=1 -DWITH_SCIOCMD=1"

cat >"$folder/try.c" <<'END'
int LLVMFuzzerTestOneInput(const unsigned char *data, unsigned long size);
int LLVMFuzzerTestOneInput(const unsigned char *data, unsigned long size) { return data && size > 5000; }
END
if ! "$CLANG" -fsanitize=fuzzer "$folder/try.c" -o "$folder/try" 2>/dev/null; then
    echo "SKIP: make fuzz needs $CLANG with its fuzzer runtime"
    exit 0
fi

# Compiles the library and the common front into one archive.
build_archive() {
    rm -rf "$folder/objects" "$folder/all.a"
    mkdir "$folder/objects"
    # shellcheck disable=SC2016
    echo lib/*/*.c src/cli/*.c | tr ' ' '\n' |
        CLANG=$CLANG flags=$flags out=$folder/objects xargs -P 4 -I FILE sh -c \
        '$CLANG $flags -c "$1" -o "$out/$(echo "$1" | tr / _).o"' compile FILE || exit 1
    ar rcs "$folder/all.a" "$folder"/objects/*.o
}

failed=0

# run NAME SEEDS: runs a target that was built.
run() {
    mkdir -p "$folder/$1.corpus"
    echo "== $1, $seconds s"
    # shellcheck disable=SC2086
    (cd "$folder" && "./$1" -max_total_time="$seconds" -close_fd_mask=3 -detect_leaks="${leaks:-1}" \
        -print_final_stats=1 -max_len="${max:-4096}" -timeout=10 -artifact_prefix="$1." "$1.corpus" $2 \
        2>"$1.log")
    status=$?
    grep -E 'ERROR|SUMMARY|stat::(number_of_executed|peak_rss)|Test unit written' "$folder/$1.log"
    [ "$status" -eq 0 ] || { failed=1; echo "FAIL: $1: see $folder/$1.log"; }
}

# target NAME SEEDS: builds and runs tests/fuzz/NAME.c.
target() {
    # shellcheck disable=SC2086
    if $CLANG $flags -fsanitize=fuzzer "tests/fuzz/$1.c" "$folder/all.a" -o "$folder/$1"; then
        run "$1" "$2"
    else
        failed=1
    fi
}

# payload UTILITY OPTION OTHER SEEDS: an input file of a utility. What it reads is freed when it ends.
payload() {
    # shellcheck disable=SC2086
    if $CLANG $flags -Dmain=utility_main -c "src/$1.c" -o "$folder/$1.o" &&
        $CLANG $flags -fsanitize=fuzzer "-DFUZZ_OPTION=\"$2\"" "-DFUZZ_OTHER=\"$3\"" tests/fuzz/payload.c \
            "$folder/$1.o" "$folder/all.a" -o "$folder/$1"; then
        leaks=0 run "$1" "$4"
    else
        failed=1
    fi
}

build_archive
mkdir -p "$folder/hex" "$folder/domains"
cp tests/captures/*.hex "$folder/hex"
cp examples/*.domain "$folder/domains"
max=1025 target decode ""
target domain domains
target recording hex
target values hex
payload smp_conf_zone_perm_tbl --permf --start=8 hex
payload smp_conf_zone_phy_info --pconf --save=0 hex
payload smp_zoned_broadcast --fszg --broadcast=0 hex
payload smp_zone_lock --fpass --timeout=20 hex
payload smp_rep_general --inhex --brief hex
exit $failed
