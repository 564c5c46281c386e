#!/bin/sh
# The second encoding of the rule against its own checks. Ends with `N passed, N failed`.
set -u
folder=$(dirname "$0")/../tests/oracle
said=$(cat "$folder/rule.sql" "$folder/check.sql" | sqlite3 -bail 2>&1)
status=$?
printf '%s\n' "$said" | grep -v '^ok ' || true
passed=$(printf '%s\n' "$said" | grep -c '^ok ')
failed=$(printf '%s\n' "$said" | grep -c '^FAILED')
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
