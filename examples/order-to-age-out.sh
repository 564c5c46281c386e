#!/bin/sh
# The life of an administrative order: determined, asked for, issued, told to both parents, sent to the employer,
# carried past 18 by school, and ended. Usage: order-to-age-out.sh [PROGRAM [DATABASE]]; without a database one is
# made in a temporary folder and thrown away.
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

step() {
    printf '\n== %s\n' "$*"
}

# refused COMMAND...: what the office may not do ends with exit 2 and leaves the case as it was.
refused() {
    code=0
    "$@" || code=$?
    [ "$code" -eq 2 ]
}

step 'The case is opened and determined: (5)(C), the father provides coverage.'
cat >case.json <<'DOCUMENT'
{"format": "medsupport.case/1", "case_id": "2026-000123", "as_of": "2026-11-02",
 "children": [
   {"id": "c1", "name": "Ana Diaz", "date_of_birth": "2015-03-02",
    "residence": {"state": "MO", "county": "Cole", "zip": "65101"},
    "public_coverage": {"program": "medicaid", "through": "parent_seeking"}}],
 "parent_not_seeking": {"name": "Luis Diaz", "gross_income": {"amount": "4000.00", "per": "month"},
   "plans": [
     {"id": "acme-ppo", "source": "employer", "employer": "Acme Foods", "covers": [],
      "cost": {"per": "month", "self_only": "120.00", "family": "310.00"}, "service_area": "unlimited"}]},
 "parent_seeking": {"kind": "parent", "name": "Mara Diaz", "plans": []},
 "form_14": {"calculated": true, "line_4_percent": "61.3"}}
DOCUMENT
"$medsupport" case open --worker dana case.json
"$medsupport" case determine $id --on 2026-11-02
determination=$("$medsupport" case show $id --on 2026-11-02 --json |
    sed 's/.*"determination":{"sequence":\([0-9]*\).*/\1/')

step 'The division asks for its order. Only what was determined is issued.'
"$medsupport" order request $id --way administrative --by agency --determination "$determination" --on 2026-11-03
refused "$medsupport" order issue $id --determination "$determination" --on 2026-11-03
"$medsupport" order terms $id --children c1 --provides pss --plans acme-ppo --on 2026-11-03
refused "$medsupport" order issue $id --determination "$determination" --on 2026-11-03

step 'Terms as determined, with a clause on uncovered costs (A-56).'
"$medsupport" order terms $id --from-determination --pays pns --costs uncovered --percentage 50 --days-to-pay 30 \
    --on 2026-11-03
"$medsupport" order issue $id --determination "$determination" --on 2026-11-04 --dry-run
"$medsupport" order issue $id --determination "$determination" --on 2026-11-04
order=$("$medsupport" order list $id --on 2026-11-04 --json | sed 's/.*"number":\([0-9]*\).*/\1/')

step 'Both parents are told.'
"$medsupport" order tell $id --party pns --how 'certified mail' --on 2026-11-04
"$medsupport" order tell $id --party pss --how 'regular mail' --on 2026-11-04
"$medsupport" order show $id --on 2026-11-04

step 'The employer gets the notice, the plan enrols the child, the facts follow.'
"$medsupport" notice new-hire $id --order "$order" --party pns --employer 'Acme Foods' --on 2026-11-05
"$medsupport" notice send $id --obligor-mailed 2026-11-06 --participant-address stated --child-address own \
    --on 2026-11-06
"$medsupport" notice forwarded $id --on 2026-11-17
"$medsupport" notice enrolled $id --plan acme-ppo --from 2026-12-01 --on 2026-11-24
"$medsupport" worklist --on 2026-12-01

step 'At 18 nothing stops by itself: the child is in school.'
refused "$medsupport" order end $id --on 2033-03-02
refused "$medsupport" order emancipate $id --child c1 --ground age --on 2033-03-02
"$medsupport" order extend $id --child c1 --ground school --until 2033-05-20 --evidence 'letter of the school' \
    --on 2033-02-01
"$medsupport" order show $id --on 2033-03-02

step 'After October 1, without college or incapacity, the end is recorded.'
"$medsupport" order not-extended $id --child c1 --ground incapacity --evidence 'both parents' --on 2033-10-02
"$medsupport" order not-extended $id --child c1 --ground education --evidence 'both parents' --on 2033-10-02
refused "$medsupport" order emancipate $id --child c1 --ground age --on 2033-10-02
"$medsupport" order emancipate $id --child c1 --ground age --on 2033-05-21

step 'The employer is told that the order is over.'
"$medsupport" worklist --on 2033-10-03
"$medsupport" notice terminate $id --on 2033-10-03

step 'The whole of it.'
"$medsupport" order show $id --on 2033-10-03
"$medsupport" order show $id --on 2033-10-03 --svg -o order.svg
"$medsupport" case history $id
