# SPDX-License-Identifier: BSD-2-Clause
# Test Anything Protocol for shell tests, and a place to run utilities in. A test starts with
#   . "${srcdir:-.}/lib.sh"
# and ends with `done_testing`. By hand: srcdir=tests top_builddir=build sh tests/golden.sh

srcdir=$(cd "${srcdir:-.}" && pwd)
top_srcdir=$(cd "$srcdir/.." && pwd)
top_builddir=$(cd "${top_builddir:-$top_srcdir/build}" && pwd)
: "${UTILITIES:=$(sed -n "s/^[[:space:]]*\\(smp_[a-z_]*\\).*/\\1/p" "$top_srcdir/src/utilities.am" | tr '\n' ' ')}"

# Never fall through to utilities that happen to be installed.
for utility in $UTILITIES; do
    [ -x "$top_builddir/src/$utility" ] && continue
    echo "Bail out! $top_builddir/src/$utility has not been built"
    exit 99
done

unset SMP_UTILS_DEVICE SMP_UTILS_SAS_ADDR SMP_UTILS_DSN SMP_UTILS_RECORD SMP_UTILS_SIM_STATE POSIXLY_CORRECT
work=$(mktemp -d "${TMPDIR:-/tmp}/smp_test.XXXXXX") || exit 99
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
PATH=$top_builddir/src:$PATH
LC_ALL=C
HOME=$work/home
SMP_UTILS_SIM_STATE=$work/state
export PATH LC_ALL HOME SMP_UTILS_SIM_STATE
unset XDG_STATE_HOME
mkdir "$HOME" "$SMP_UTILS_SIM_STATE" "$work/run"

tap_run=0
tap_failed=0

# ok STATUS NAME: one test point; STATUS 0 is good.
ok() {
    tap_run=$((tap_run + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tap_run - $2"
    else
        tap_failed=$((tap_failed + 1))
        echo "not ok $tap_run - $2"
    fi
}

# is GOT EXPECTED NAME: two texts are equal.
is() {
    if [ "$1" = "$2" ]; then
        ok 0 "$3"
    else
        ok 1 "$3"
        printf '%s\n' "got:" "$1" "expected:" "$2" | sed 's/^/#   /'
    fi
}

# skip NAME WHY: a test point that cannot be run here.
skip() {
    tap_run=$((tap_run + 1))
    echo "ok $tap_run - $1 # SKIP $2"
}

# note FILE...: shows files in the log.
note() {
    sed 's/^/#   /' "$@"
}

# Starts over with an untouched copy of the examples, the captured frames and no state, and goes there.
fresh_examples() {
    cd "$work" || exit 99
    rm -rf "$work/run" "$SMP_UTILS_SIM_STATE"
    mkdir "$work/run" "$SMP_UTILS_SIM_STATE"
    cp -R "$top_srcdir"/examples/. "$work/run"
    cp -R "$srcdir"/captures "$work/run"
    chmod -R u+w "$work/run"
    cd "$work/run" || exit 99
}

# Forgets what simulated expanders were told.
fresh_state() {
    rm -rf "$SMP_UTILS_SIM_STATE"
    mkdir "$SMP_UTILS_SIM_STATE"
}

# offers INTERFACE: does this build have it?
offers() {
    smp_rep_general --interface=help | grep -q "^ *$1 "
}

# have PROGRAM: is it installed?
have() {
    command -v "$1" >/dev/null 2>&1
}

# why_no_valgrind: prints why valgrind cannot be used, or nothing.
why_no_valgrind() {
    if [ "${SANITIZERS:-}" = yes ]; then
        echo "the build has sanitizers instead"
    elif ! have valgrind; then
        echo "it is not installed"
    else
        case $(valgrind -q "$top_builddir/src/smp_rep_general" --version 2>&1) in
        *'debuginfo reader'*) echo "it cannot read the debugging information of this compiler" ;;
        *_dl_non_dynamic_init*) echo "it cannot tell what a libc does that is linked in" ;;
        esac
    fi
}

done_testing() {
    echo "1..$tap_run"
    [ "$tap_failed" -eq 0 ]
    exit
}

. "$srcdir/needed.sh"
