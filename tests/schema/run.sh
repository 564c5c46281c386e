#!/bin/sh
# Every example and every scenario against the case schema, and the schema against
# one-fault documents. Ends with one line: N passed, N failed.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$(dirname -- "$here")")
schema=$root/schema/medsupport.case-1.schema.json
NODE_PATH=${NODE_PATH:-/usr/share/nodejs}
export NODE_PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

broken=0
python3 "$here/extract.py" "$work/cases" "$root"/tests/scenarios/*.md || broken=1
{
    node "$here/check.js" "$schema" "$root"/examples/*.json "$work"/cases/*.json || true
    node "$here/faults.js" "$schema" || true
} >"$work/output"
cat "$work/output"
tally=$(awk -v broken="$broken" '
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; runs += 1 }
    END { failed += broken + (2 - runs); printf "%d passed, %d failed", passed, failed }' "$work/output")
echo "$tally"
[ "${tally#* passed, }" = "0 failed" ]
