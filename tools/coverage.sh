#!/bin/sh
# coverage.sh BUILD: runs the tests of a build with gcov's counters and reads them.
# Branch coverage of law/ has to be whole; the tree's is reported.
set -eu
build=$1
status=0

# Counters of an earlier run would be added to.
find "$build" -name '*.gcda' -exec rm -f {} +
meson test -C "$build" --no-rebuild --quiet --suite unit --suite scenario --suite cli >"$build/test.out" 2>&1 || {
    printf 'coverage: tests fail; ./dev test says which. What is below was measured all the same.\n' >&2
    status=1
}

# measure OPTION...
measure() {
    gcovr --root . --object-directory "$build" --exclude-unreachable-branches --exclude-throw-branches \
        --exclude 'tests/.*' --exclude 'bench/.*' --branches "$@" "$build"
}

printf 'Branches of the tree\n'
measure
printf '\nBranches of law/, all of which the tests have to take\n'
measure --filter 'law/.*' --fail-under-branch 100 || {
    printf 'coverage: law/ is not at 100 %%; the lines named above have branches that no test takes\n' >&2
    status=1
}
exit "$status"
