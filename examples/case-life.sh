#!/bin/sh
# The life of a case: opened, two requests, one answer, a conflict, a determination, a change of premium and a
# redetermination. Usage: case-life.sh [PROGRAM [DATABASE]]; without a database one is made in a temporary folder and
# thrown away.
set -eu

medsupport=${1:-medsupport}
case $medsupport in
*/*) medsupport=$(cd "$(dirname "$medsupport")" && pwd)/$(basename "$medsupport") ;;
esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
case ${2:-} in
'') MEDSUPPORT_DB=$folder/cases.db ;;
/* | postgres*://*) MEDSUPPORT_DB=$2 ;;
*) MEDSUPPORT_DB=$PWD/$2 ;;
esac
cd "$folder"
MEDSUPPORT_ACTOR=dana
export MEDSUPPORT_DB MEDSUPPORT_ACTOR
id=2026-000123
plan=/parent_not_seeking/plans/acme-ppo

step() {
    printf '\n== %s\n' "$*"
}

# refused COMMAND...: what the office may not do ends with exit 2 and leaves the case as it was.
refused() {
    code=0
    "$@" || code=$?
    [ "$code" -eq 2 ]
}

step 'The case is opened from what is known.'
cat >case.json <<'DOCUMENT'
{"format": "medsupport.case/1", "case_id": "2026-000123", "as_of": "2026-09-14",
 "children": [
   {"id": "c1", "name": "Ana Diaz", "date_of_birth": "2015-03-02",
    "residence": {"state": "MO", "county": "Cole", "zip": "65101"},
    "public_coverage": {"program": "medicaid", "through": "parent_seeking"}}],
 "parent_not_seeking": {"name": "Luis Diaz"},
 "parent_seeking": {"kind": "parent", "name": "Mara Diaz"},
 "form_14": {"calculated": true, "line_4_percent": "61.3"}}
DOCUMENT
"$medsupport" case open --worker dana case.json

step 'Both parents are asked for what is needed. A second request is refused.'
"$medsupport" case request $id parent_not_seeking --on 2026-09-14
"$medsupport" case request $id parent_seeking --on 2026-09-14
refused "$medsupport" case request $id parent_seeking --on 2026-09-21

step 'One parent answers in time. The employer is another source, (4).'
"$medsupport" case receive $id parent_seeking --on 2026-09-30 --evidence 'letter' \
    /parent_seeking/plans '[]' \
    /parent_not_seeking/gross_income '{"amount": "3600.00", "per": "month"}'
"$medsupport" case record $id --source employer --on 2026-10-20 --received 2026-10-20 --evidence 'employer form' \
    $plan/source employer \
    $plan/covers '[]' \
    $plan/cost '{"per": "month", "self_only": "120.00", "family": "310.00"}' \
    $plan/service_area '{"counties": [{"state": "MO", "county": "Cole"}]}' \
    /parent_not_seeking/gross_income '{"amount": "4000.00", "per": "month"}'

step 'They disagree on the income, and the outcome turns on it.'
refused "$medsupport" case determine $id --on 2026-11-02
"$medsupport" worklist --on 2026-11-02 --within 0
event=$("$medsupport" case show $id --on 2026-11-02 --json |
    sed 's/.*"path":"\/parent_not_seeking\/gross_income","conflict":true[^]]*"sequence":\([0-9]*\),"value":{"amount":"4000.00".*/\1/')
"$medsupport" case resolve $id /parent_not_seeking/gross_income "$event" --on 2026-11-02 \
    --reason 'The employer pays it; the mother estimated.'

step 'Determined: (5)(C), the father provides coverage.'
"$medsupport" case determine $id --on 2026-11-02

step 'The premium rises with the new year. Only then is the determination stale.'
"$medsupport" case record $id --source employer --changed --on 2027-01-01 --received 2026-12-10 \
    --evidence 'rate sheet' $plan/cost '{"per": "month", "self_only": "130.00", "family": "420.00"}'
"$medsupport" worklist --on 2026-12-31
"$medsupport" case determine --stale --on 2026-12-31
"$medsupport" case determine --stale --on 2027-01-04

step 'What changed, and what did it.'
"$medsupport" case compare $id --on 2027-01-04

step 'The whole of it.'
"$medsupport" case history $id
"$medsupport" case history $id --svg -o history.svg
"$medsupport" worklist --on 2027-01-04
