#!/bin/sh
# fuzz.sh BUILD [SECONDS] [--runs N] [--jobs N] [--harness NAME]
# Runs each libFuzzer harness, seeded from examples/ and from tests/fuzz/corpus/NAME, or all of tests/fuzz/corpus.
set -eu
build=$1
shift

die() {
    printf 'fuzz: %s\n' "$*" >&2
    exit 2
}

seconds=60
runs=
jobs=1
only=
while [ $# -gt 0 ]; do
    case $1 in
    --runs | --jobs | --harness)
        [ $# -ge 2 ] || die "$1 needs a value"
        case $1 in
        --runs) runs=$2 ;;
        --jobs) jobs=$2 ;;
        --harness) only=$2 ;;
        esac
        shift
        ;;
    *) seconds=$1 ;;
    esac
    shift
done
for number in "$seconds" "${runs:-1}" "$jobs"; do
    case $number in
    '' | 0 | *[!0-9]*) die "'$number' is not a whole number above 0" ;;
    esac
done

export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
total=0
found=0

# The limit of one process: runs when asked for, else seconds.
limit() {
    if [ -n "$runs" ]; then
        printf '%s' "-runs=$(((runs + jobs - 1) / jobs))"
    else
        printf '%s' "-max_total_time=$seconds"
    fi
}

# one_job PROGRAM WORK NUMBER SEEDS...: a process with a corpus of its own.
one_job() {
    program=$1
    work=$2
    number=$3
    shift 3
    mkdir -p "$work/corpus-$number"
    "$program" "$(limit)" -max_len=65536 -len_control=20 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$work/found-$number-" "$work/corpus-$number" "$@" >"$work/log-$number" 2>&1
}

# fuzz NAME: all jobs of one harness; says how many runs there were.
fuzz() {
    name=$1
    work=$build/fuzzing/$name
    mkdir -p "$work"
    seeds=tests/fuzz/corpus
    [ ! -d "$seeds/$name" ] || seeds=$seeds/$name
    set -- examples
    [ ! -d "$seeds" ] || set -- "$@" "$seeds"
    pids=
    number=1
    while [ "$number" -le "$jobs" ]; do
        one_job "$build/tests/fuzz/fuzz-$name" "$work" "$number" "$@" &
        pids="$pids $!"
        number=$((number + 1))
    done
    bad=0
    for pid in $pids; do
        wait "$pid" || bad=1
    done
    ran=$(cat "$work"/log-* | awk '/number_of_executed_units/ { sum += $2 } END { print sum + 0 }')
    total=$((total + ran))
    if [ "$bad" -eq 0 ]; then
        printf '%-12s %12d runs, clean\n' "$name" "$ran"
        return 0
    fi
    found=1
    printf '%-12s %12d runs, FAILED:\n' "$name" "$ran"
    grep -hE '^(==[0-9]+==ERROR|SUMMARY)|runtime error|Test unit written' "$work"/log-* | head -n 20
    printf 'once more: %s FILE    all of it: %s/log-*\n' "$build/tests/fuzz/fuzz-$name" "$work"
}

harnesses=$(find "$build/tests/fuzz" -maxdepth 1 -type f -name 'fuzz-*' -perm -u+x | sed 's/.*fuzz-//' | sort)
[ -n "$harnesses" ] || die 'there are no harnesses in tests/fuzz'
for harness in $harnesses; do
    [ -z "$only" ] || [ "$only" = "$harness" ] || continue
    rm -f "$build/fuzzing/$harness"/log-*
    fuzz "$harness"
done
printf '%d runs\n' "$total"
exit "$found"
