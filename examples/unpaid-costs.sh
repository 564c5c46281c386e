#!/bin/sh
# Unpaid medical costs to judgment, collection and contempt: an order under (5)(E), two costs demanded, one disputed,
# a payment that bounces, a court's judgment, what the division may collect and what not. Usage: unpaid-costs.sh
# [PROGRAM [DATABASE]]; without a database one is made in a temporary folder and thrown away.
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
id=2026-000417

step() {
    printf '\n== %s\n' "$*"
}

# refused COMMAND...: what the office may not do ends with exit 2 and leaves the case as it was.
refused() {
    code=0
    "$@" || code=$?
    [ "$code" -eq 2 ]
}

# The number of the last event.
last() {
    "$medsupport" case history $id --json | tail -n 1 | sed 's/^{"sequence":\([0-9]*\).*/\1/'
}

step 'Neither parent has a plan, and the child is on Medicaid: (5)(E), 61.30 % by Form 14.'
cat >case.json <<'DOCUMENT'
{"format": "medsupport.case/1", "case_id": "2026-000417", "as_of": "2026-11-02",
 "children": [
   {"id": "c1", "name": "Ana Diaz", "date_of_birth": "2015-03-02",
    "residence": {"state": "MO", "county": "Cole", "zip": "65101"},
    "public_coverage": {"program": "medicaid", "through": "parent_seeking"}}],
 "parent_not_seeking": {"name": "Luis Diaz", "gross_income": {"amount": "3000.00", "per": "month"}, "plans": []},
 "parent_seeking": {"kind": "parent", "name": "Mara Diaz", "plans": []},
 "form_14": {"calculated": true, "line_4_percent": "61.3"}}
DOCUMENT
"$medsupport" case open --worker dana case.json
"$medsupport" case determine $id --on 2026-11-02
"$medsupport" order request $id --way administrative --by agency --on 2026-11-03
"$medsupport" order terms $id --from-determination --days-to-pay 30 --on 2026-11-03
"$medsupport" order issue $id --determination "$("$medsupport" case show $id --json | sed 's/.*"determination":{"sequence":\([0-9]*\).*/\1/')" --on 2026-11-04
"$medsupport" order tell $id --party pns --how mail --on 2026-11-04
"$medsupport" order tell $id --party pss --how mail --on 2026-11-04

step 'A visit: Medicaid paid 80.00 of 200.00, the mother the rest. 61.30 % of 120.00 is 73.56.'
"$medsupport" cost claim $id --child c1 --provider 'Cole Clinic' --care 'office visit' --service 2026-12-01 \
    --billed 200.00 --paid-by-plan 80.00 --paid-by pss --evidence 'bill and receipt' --on 2026-12-05
visit=$(last)
"$medsupport" cost demand $id "$visit" --of pns --on 2026-12-07 --dry-run
"$medsupport" cost demand $id "$visit" --of pns --on 2026-12-07

step 'What was before the order is shared under none, and the mother owes no share of the visit.'
"$medsupport" cost claim $id --child c1 --provider 'Cole Clinic' --service 2026-10-01 --billed 60.00 \
    --paid-by-plan 0.00 --on 2026-12-05
early=$(last)
refused "$medsupport" cost demand $id "$early" --of pns --on 2026-12-07
refused "$medsupport" cost demand $id "$visit" --of pss --on 2026-12-07
"$medsupport" cost reverse $id "$early" --reason 'before the order' --on 2026-12-07

step 'Glasses: demanded, then disputed; the division finds 100.00 of 150.00 reasonable.'
"$medsupport" cost claim $id --child c1 --provider 'Capital Optics' --care 'glasses' --service 2026-12-14 \
    --billed 150.00 --paid-by-plan 0.00 --paid-by pss --evidence 'receipt' --on 2026-12-16
glasses=$(last)
"$medsupport" cost demand $id "$glasses" --of pns --on 2026-12-16
"$medsupport" cost dispute $id "$glasses" --by pns --ground not-reasonable --reason 'the frame' --on 2026-12-28
"$medsupport" cost decide $id "$glasses" --by division --reasonable 100.00 \
    --reason 'a plain frame does as well' --on 2027-01-11

step 'One payment stays, another is returned by the bank.'
"$medsupport" cost pay $id --from pns --amount 50.00 --evidence 'money order' --on 2027-01-15
"$medsupport" cost pay $id --from pns --amount 84.86 --evidence 'check' --on 2027-02-01
bad=$(last)
"$medsupport" cost bounce $id "$bad" --reason 'returned by the bank' --on 2027-02-08
"$medsupport" cost statement $id --of pns --on 2027-03-01

step 'The division collects nothing without a judgment of a court.'
refused "$medsupport" judgment collect $id --amount 84.86 --how withholding --on 2027-03-01
"$medsupport" judgment enter $id --debtor pns --amount 84.86 --costs "$visit" --costs "$glasses" \
    --court 'Circuit Court of Cole County' --judge 'R. Hale' --docket 27AC-CC00017 --on 2027-05-03

step 'It collects the sum of the judgment, and no more.'
"$medsupport" judgment collect $id --amount 40.00 --how withholding --on 2027-06-15
refused "$medsupport" judgment collect $id --amount 50.00 --how withholding --on 2027-06-30

step 'The mother asks for contempt; the court finds it, and says what purges it.'
order=$("$medsupport" case history $id --json | sed -n 's/^{"sequence":\([0-9]*\),.*"kind":"order_requested".*/\1/p')
"$medsupport" enforce report $id --order "$order" --by custodial-parent --of pns \
    --what 'does not pay the judgment' --since 2027-05-03 --on 2027-07-01
"$medsupport" enforce motion $id --relief portion-of-bills --relief contempt --by custodial-parent \
    --court 'Circuit Court of Cole County' --docket 27AC-CC00017 --on 2027-07-06
"$medsupport" enforce hearing $id --day 2027-08-09 --on 2027-07-12
"$medsupport" enforce heard $id --on 2027-08-09
"$medsupport" enforce contempt $id --judge 'R. Hale' --docket 27AC-CC00017 --purge 'pay 44.86' \
    --purge-by 2027-09-09 --on 2027-08-09
"$medsupport" worklist --on 2027-08-10 --within 60
"$medsupport" judgment collect $id --amount 44.86 --how payment --on 2027-09-01
"$medsupport" enforce purge $id --how 'paid in full' --on 2027-09-02
"$medsupport" judgment satisfy $id --evidence 'acknowledgment filed' --on 2027-09-07

step 'The account, line by line.'
"$medsupport" judgment show $id --on 2027-09-07
"$medsupport" cost statement $id --of pns --on 2027-09-07
"$medsupport" cost statement $id --of pns --on 2027-09-07 --csv
"$medsupport" cost list $id --on 2027-09-07
