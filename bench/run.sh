#!/bin/sh
# Measures the programs of a build directory and writes docs/benchmarks.md: bench/run.sh BUILD
set -eu
cd "$(dirname "$0")/.."
if [ $# -ne 1 ] || [ ! -x "$1/bench/bench-outcomes" ]; then
    printf 'bench/run.sh BUILD: a build directory configured with -Dbench=true\n' >&2
    exit 2
fi

# The first Python that has NumPy: where several are installed, Debian's need not be the first.
python=
for candidate in python3 /usr/bin/python3; do
    if "$candidate" -c 'import numpy' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || {
    printf 'bench/run.sh: no python3 with NumPy; as root: apt-get install python3-numpy\n' >&2
    exit 1
}

# The peers that come from npm, into the build directory; again when their versions have changed.
peers=$1/bench/peers
if ! cmp -s "$peers/package.json" "$peers/installed.json"; then
    printf 'Installing with npm: the packages of bench/peers/package.json\n' >&2
    rm -rf "$peers/node_modules"
    if ! (cd "$peers" && npm install --no-package-lock --ignore-scripts --no-audit --no-fund >npm.log 2>&1); then
        tail -n 15 "$peers/npm.log" >&2
        printf 'bench/run.sh: npm install failed; all of it: %s/npm.log\n' "$peers" >&2
        exit 1
    fi
    cp "$peers/package.json" "$peers/installed.json"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Large pages, where the kernel has them, for the arrays of both sides of a comparison.
GLIBC_TUNABLES=glibc.malloc.hugetlb=1
export GLIBC_TUNABLES
"$python" -B bench/report.py "$1" "$work"
