#!/bin/sh
# The life of a judicial order whose first notice comes to nothing: an employer who discharges the father, a plan that
# refuses the next notice, a corrected one that is contested and obeyed, a premium that fits only once arrears are
# older, and the end. Usage: judicial-order-first-notice-refused.sh [PROGRAM [DATABASE]]; without a database one is
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
id=2026-000321

step() {
    printf '\n== %s\n' "$*"
}

order() {
    part=$1
    shift
    "$medsupport" order "$part" $id "$@"
}

notice() {
    part=$1
    shift
    "$medsupport" notice "$part" $id "$@"
}

# refused COMMAND...: what the office may not do ends with exit 2 and leaves the case as it was.
refused() {
    code=0
    "$@" || code=$?
    [ "$code" -eq 2 ]
}

# number KIND: that of the last event of a kind.
number() {
    "$medsupport" case history $id --json | sed -n "s/^{\"sequence\":\([0-9]*\),.*\"kind\":\"$1\".*/\1/p" | tail -n 1
}

step 'Two children on Medicaid, no plan. Determined: (5)(E), a percentage.'
cat >case.json <<'DOCUMENT'
{"format": "medsupport.case/1", "case_id": "2026-000321", "as_of": "2026-09-14",
 "children": [
   {"id": "c1", "name": "Ana Diaz", "date_of_birth": "2015-03-02",
    "residence": {"state": "MO", "county": "Cole", "zip": "65101"},
    "public_coverage": {"program": "medicaid", "through": "parent_seeking"}},
   {"id": "c2", "name": "Leo Diaz", "date_of_birth": "2018-07-19",
    "residence": {"state": "MO", "county": "Cole", "zip": "65101"},
    "public_coverage": {"program": "medicaid", "through": "parent_seeking"}}],
 "parent_not_seeking": {"name": "Luis Diaz", "gross_income": {"amount": "2600.00", "per": "month"}, "plans": []},
 "parent_seeking": {"kind": "parent", "name": "Mara Diaz", "plans": []},
 "form_14": {"calculated": true, "line_4_percent": "61.3"}}
DOCUMENT
"$medsupport" case open --worker dana case.json
"$medsupport" case determine $id --on 2026-11-02

step 'The mother asks for an order. The court finds on four matters and approves.'
order request --way judicial --by custodial-parent --prepared-here --name 'Mara Diaz' \
    --court 'Circuit Court of Cole County' --on 2026-10-05
order find --about parents-incomes --finding 'father 2,600.00 a month, mother none' --on 2026-11-16
order find --about child-needs --finding 'both children need regular care' --on 2026-11-16
order find --about available-plans --finding 'coverage through whoever employs the father' --on 2026-11-16
order find --about other-coverage --finding 'both children are on MO HealthNet' --on 2026-11-16
order terms --children c1 --children c2 --provides pns --coverage 'medical, through the employer' \
    --premium-share-pns 100 --premium-share-pss 0 --on 2026-11-16
order approve --judge 'R. Ames' --docket 26AC-CC00417 --on 2026-11-20
order tell --party pns --how 'certified mail' --on 2026-11-20
order tell --party pss --how 'regular mail' --on 2026-11-20
order=$(number order_requested)

step 'A new hire: two business days for the notice, over Thanksgiving.'
notice new-hire --order "$order" --party pns --employer 'Acme Foods' --fein 12-3456789 --on 2026-11-24
"$medsupport" worklist --on 2026-11-24

step 'Incomplete, or without a notice to the obligor, it may not go out.'
refused notice send --participant-address stated --child-address own --on 2026-11-25
refused notice send --obligor-mailed 2026-11-25 --participant-address stated --on 2026-11-25
notice send --obligor-mailed 2026-11-25 --participant-address stated --child-address own --on 2026-11-25 --dry-run
notice send --obligor-mailed 2026-11-25 --participant-address stated --child-address own --on 2026-11-25

step 'The father is discharged, and it is presumed to be because of the order.'
notice employment-ended --ended 2026-12-10 --how discharged --evidence 'letter of the employer' --on 2026-12-11
refused notice send "$(number new_hire_entered)" --obligor-mailed 2026-12-14 --participant-address stated \
    --child-address own --on 2026-12-14
notice retaliation --outcome explained --reason 'The whole shift was laid off.' --on 2026-12-17

step 'The next employer. The plan says that the notice is not qualified.'
notice new-hire --order "$order" --party pns --employer 'Birch Logistics' --fein 98-7654321 --on 2026-12-23
notice=$(number new_hire_entered)
notice send "$notice" --obligor-mailed 2026-12-28 --participant-address stated --child-address official --on 2026-12-28
notice forwarded "$notice" --to 'Midland Benefit Services' --on 2027-01-20
notice rejected "$notice" --lacks child --reasons 'The gender of the second child is left blank.' --on 2027-02-01

step 'A corrected notice; all days run anew.'
notice send "$notice" --obligor-mailed 2027-02-02 --participant-address stated --child-address official --on 2027-02-02
refused notice select "$notice" --option 'PPO family' --consulted 'telephone' --on 2027-02-03

step 'The father contests it in time. He is heard; the notice stands.'
notice contest --notice "$notice" --ground mistake-of-fact --evidence 'letter' --on 2027-02-10
refused notice terminate "$notice" --reason 'contested' --on 2027-02-11
notice forwarded "$notice" --to 'Midland Benefit Services' --on 2027-02-24
notice hear --outcome notice-stands --by division --reason 'The children are his.' --on 2027-03-02

step 'This time the plan offers two options. One is selected with the mother.'
notice option "$notice" --option 'PPO family' --plan birch-ppo --contribution 45.00 --per two-weeks --default \
    --on 2027-03-09
notice option "$notice" --option 'HMO family' --plan birch-hmo --contribution 30.00 --per two-weeks \
    --area 'Boone County' --on 2027-03-09
"$medsupport" worklist --on 2027-03-10
refused notice default "$notice" --on 2027-03-15
notice select "$notice" --option 'PPO family' --consulted 'telephone call with the mother on 12 March' --on 2027-03-15

step 'A short waiting period puts nothing off; one of hours worked does.'
notice wait "$notice" --by plan-administrator --days 60 --on 2027-03-17
notice wait "$notice" --by plan-administrator --measure '600 hours worked, of which 560 are done' --on 2027-03-19
notice enrolled "$notice" --plan birch-ppo --from 2027-04-01 --employee-too --on 2027-03-24
"$medsupport" worklist --on 2027-04-01

step 'The premium fits only once the arrears are older than twelve weeks.'
notice withhold "$notice" --disposable 1000.00 --per two-weeks --support 400.00 --arrears 100.00 \
    --arrears-since 2027-01-22 --premium 45.00 --supports-another yes --place last --evidence 'three pay stubs' \
    --on 2027-04-05
notice limits "$notice" --on 2027-04-05
"$medsupport" worklist --on 2027-04-06
notice withhold "$notice" --disposable 1000.00 --per two-weeks --support 400.00 --arrears 100.00 \
    --arrears-since 2027-01-22 --premium 45.00 --supports-another yes --place last --withheld --on 2027-04-19
notice enrolled "$notice" --plan birch-ppo --from 2027-04-01 --on 2027-04-21
notice show "$notice" --on 2027-04-21
notice show "$notice" --svg -o notice.svg --on 2027-04-21

step 'The determination rests on facts that have changed.'
"$medsupport" case compare $id --on 2027-04-21
"$medsupport" case determine --stale --on 2027-04-21

step 'The court ends the order. Now, and not before, the notice is terminated.'
refused notice terminate "$notice" --on 2028-06-01
order terminate --by court --judge 'R. Ames' --docket 26AC-CC00417 --reason 'adoption' --on 2028-06-05
"$medsupport" worklist --on 2028-06-06
notice terminate "$notice" --reason 'the order was terminated' --on 2028-06-06
for coverage in $("$medsupport" notice coverage $id --on 2028-06-20 --json | sed 's/{"number"/\n&/g' | sed -n 's/^{"number":\([0-9]*\).*/\1/p'); do
    notice coverage-ended "$coverage" --until 2028-06-30 --reason order-over --on 2028-06-20
done

step 'The whole of it.'
notice list --on 2028-07-01
notice coverage --on 2028-07-01
"$medsupport" case history $id
"$medsupport" worklist --on 2028-07-01
