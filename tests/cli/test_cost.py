"""medsupport cost and judgment: shares, payments, statements that can be checked line by line, judgments, refusals."""

import csv
import io
import json
import os
import re
import subprocess
import unittest
import xml.etree.ElementTree
from decimal import ROUND_HALF_UP, Decimal

import harness
from harness import ROOT, Case, case, environment, run

CENT = Decimal("0.01")


class Costs(Case):
    def setUp(self):
        super().setUp()
        self.database = self.path("cases.db")

    def do(self, *arguments, text=None):
        return run(*arguments, text=text, env=environment(MEDSUPPORT_DB=self.database, MEDSUPPORT_ACTOR="dana"))

    def good(self, *arguments, text=None):
        result = self.do(*arguments, text=text)
        self.assertEqual((0, ""), (result.code, result.err), arguments)
        return result

    def refused(self, words, *arguments):
        """Exit 2 with the reason, and the case as it was."""
        before = self.good("case", "history", "--json", "t-1").out
        result = self.do(*arguments)
        self.bad(result, "refused", *words)
        self.assertEqual(before, self.good("case", "history", "--json", "t-1").out)

    def last(self):
        return json.loads(self.good("case", "history", "--json", "t-1").out.splitlines()[-1])["sequence"]

    def order(self, *terms):
        """A case under a court's order with these terms."""
        self.good("case", "open", "--on", "2026-11-02", "-", text=case())
        self.good("order", "request", "t-1", "--way", "judicial", "--by", "agency", "--on", "2026-11-02")
        self.good("order", "terms", "t-1", "--children", "c1", *terms, "--on", "2026-11-02")
        self.good("order", "approve", "t-1", "--judge", "R. Hale", "--docket", "1", "--as-entered", "--on", "2026-11-04")

    def uncovered(self):
        self.order("--pays", "pns", "--costs", "uncovered", "--percentage", "61.30", "--days-to-pay", "30")

    def claim(self, billed, plan, service="2026-12-01", *more):
        self.good("cost", "claim", "t-1", "--child", "c1", "--provider", "Cole \"North\" Clinic, Inc.", "--service",
                  service, "--billed", billed, "--paid-by-plan", plan, "--on", "2026-12-20", *more)
        return str(self.last())

    def demand(self, cost, of="pns", on="2026-12-21"):
        return self.good("cost", "demand", "t-1", cost, "--of", of, "--on", on)

    def statement(self, *arguments):
        return self.good("cost", "statement", "t-1", *arguments)


class Statement(Costs):
    def test_each_line_can_be_checked(self):
        self.uncovered()
        first, second = self.claim("200.00", "80.00"), self.claim("99.99", "0.00", "2026-12-02")
        self.demand(first)
        self.demand(second, on="2026-12-28")
        self.good("cost", "pay", "t-1", "--from", "pns", "--amount", "100.00", "--on", "2027-01-05")
        account = self.statement("--json", "--on", "2027-01-25").parsed()["accounts"][0]
        for cost in account["costs"]:
            base = Decimal(cost["billed"]) - Decimal(cost["paid_by_plan"])
            share = (base * Decimal(cost["percentage"]) / 100).quantize(CENT, ROUND_HALF_UP)
            self.assertEqual((base, share), (Decimal(cost["base"]), Decimal(cost["share"])))
            self.assertEqual(base, share + Decimal(cost["rest"]))
            demand = cost["demand"]
            self.assertEqual(Decimal(demand["owed"]), Decimal(demand["paid"]) + Decimal(demand["open"]))
        self.assertEqual(["settled", "not yet due"], [cost["demand"]["standing"] for cost in account["costs"]])
        balance = Decimal(0)
        for line in account["lines"]:
            balance += Decimal(line["amount"])
            self.assertEqual(balance, Decimal(line["balance"]))
        totals = {name: Decimal(amount) for name, amount in account["totals"].items()}
        self.assertEqual(balance, totals["balance"])
        self.assertEqual(balance, totals["open"] + totals["disputed"] - totals["credit"])
        self.assertEqual(Decimal("34.85"), balance)

    def test_for_people(self):
        self.uncovered()
        cost = self.claim("200.00", "80.00")
        self.demand(cost)
        out = self.statement("--on", "2027-02-01").out
        self.narrow(out, "statement")
        for part in ("The parent not seeking support, Luis Diaz", "200.00 billed - 80.00 plans = 120.00 uncovered",
                     "120.00 x 61.30 % = 73.56", "demanded 2026-12-21, due 2027-01-20", "open 73.56, overdue",
                     "No interest is computed"):
            self.assertIn(part, " ".join(out.split()))
        self.assertNotIn("The parent seeking support", out)
        self.assertIn("The parent seeking support, Mara Diaz", self.statement("--of", "pss").out)

    def test_no_more_counts_than_was_billed(self):
        """A bill that becomes lower after a decision found more of it reasonable."""
        self.uncovered()
        cost = self.claim("150.00", "0.00")
        self.demand(cost)
        self.good("cost", "dispute", "t-1", cost, "--by", "pns", "--ground", "not_reasonable", "--on", "2026-12-22")
        self.good("cost", "decide", "t-1", cost, "--by", "division", "--reasonable", "100.00",
                  "--reason", "usual fee", "--on", "2026-12-23")
        self.assertIn("100.00 found reasonable of 150.00 billed", self.statement("--on", "2027-02-01").out)
        self.good("cost", "restate", "t-1", cost, "--billed", "80.00", "--evidence", "bill", "--on", "2026-12-24")
        found = self.statement("--json", "--on", "2027-02-01").parsed()["accounts"][0]["costs"][0]
        self.assertEqual(("80.00", "49.04"), (found["base"], found["share"]))
        self.assertIn("80.00 billed - 0.00 plans = 80.00", " ".join(self.statement("--on", "2027-02-01").out.split()))

    def test_what_is_left_out_is_not_said(self):
        self.uncovered()
        cost = self.claim("200.00", "80.00")
        self.demand(cost)
        self.good("judgment", "enter", "t-1", "--debtor", "pns", "--amount", "73.56", "--costs", cost, "--court", "CC",
                  "--on", "2027-05-03")
        said = " ".join(self.good("case", "history", "t-1").out.split())
        self.assertIn(f"for costs {cost}, CC", said)
        self.assertNotIn("docket .", said)
        self.assertNotIn(", ,", said)

    def test_as_of_any_day(self):
        self.uncovered()
        self.demand(self.claim("200.00", "80.00"))
        self.good("cost", "pay", "t-1", "--from", "pns", "--amount", "73.56", "--on", "2027-01-05")
        for day, balance in (("2026-12-20", "0.00"), ("2026-12-21", "73.56"), ("2027-01-05", "0.00")):
            totals = self.statement("--json", "--on", day).parsed()["accounts"][0]["totals"]
            self.assertEqual(balance, totals["balance"], day)

    def test_as_a_table(self):
        self.uncovered()
        cost = self.claim("200.00", "80.00")
        self.demand(cost)
        self.good("judgment", "enter", "t-1", "--debtor", "pns", "--amount", "73.56", "--costs", cost, "--court", "x",
                  "--on", "2027-05-03")
        rows = list(csv.DictReader(io.StringIO(self.statement("--csv", "--on", "2027-05-04").out)))
        self.assertEqual(["cost", "judgment"], [row["kind"] for row in rows])
        self.assertEqual("Cole \"North\" Clinic, Inc.", rows[0]["provider"])
        self.assertEqual(("73.56", "0.00", "in judgment"), (rows[0]["share"], rows[0]["open"], rows[0]["standing"]))
        self.assertEqual(("73.56", "73.56", "overdue"), (rows[1]["owed"], rows[1]["open"], rows[1]["standing"]))
        self.assertTrue(all(None not in row.values() and None not in row for row in rows))

    def test_corrections_and_reversals_show_both(self):
        self.uncovered()
        self.demand(self.claim("200.00", "80.00"))
        self.good("cost", "pay", "t-1", "--from", "pns", "--amount", "735.60", "--on", "2027-01-05")
        slip = self.last()
        self.good("case", "correct", "t-1", str(slip), "--reason", "a slip", "--on", "2027-01-06")
        self.good("cost", "pay", "t-1", "--from", "pns", "--amount", "73.56", "--on", "2027-01-05")
        self.good("cost", "bounce", "t-1", "--reason", "bank", "--on", "2027-01-09")
        lines = self.statement("--json", "--on", "2027-02-01").parsed()["accounts"][0]["lines"]
        self.assertEqual(["73.56", "-735.60", "735.60", "-73.56", "73.56"], [line["amount"] for line in lines])
        self.assertEqual(slip, lines[2]["takes_back"])
        self.assertEqual(lines[2]["event"], lines[1]["taken_back_by"])
        self.assertIn(f"correction of event {slip}", self.statement("--on", "2027-02-01").out)

    @unittest.skipUnless(os.path.exists("/usr/share/nodejs/ajv"), "node-ajv is not installed")
    def test_it_meets_its_schema(self):
        self.uncovered()
        cost, unknown = self.claim("200.00", "80.00"), self.claim("60.00", "0.00", "2026-10-01")
        self.demand(cost)
        self.good("cost", "pay", "t-1", "--from", "pns", "--amount", "10.00", "--on", "2027-01-05")
        self.good("case", "correct", "t-1", str(self.last()), "--reason", "a slip", "--on", "2027-01-06")
        self.good("judgment", "enter", "t-1", "--debtor", "pns", "--amount", "73.56", "--costs", cost, "--costs", unknown,
                  "--court", "x", "--on", "2027-05-03")
        written = [self.path(f"{day}.json", self.statement("--json", "--on", day).out)
                   for day in ("2026-11-05", "2026-12-20", "2026-12-22", "2027-01-30", "2027-05-03")]
        done = subprocess.run(["node", os.path.join(ROOT, "tests", "schema", "check.js"),
                               os.path.join(ROOT, "schema", "medsupport.statement-1.schema.json"), *written],
                              stdout=subprocess.PIPE, env=environment(NODE_PATH="/usr/share/nodejs"), check=False)
        self.assertEqual("5 passed, 0 failed\n", done.stdout.decode())

    def test_one_form_at_a_time(self):
        self.uncovered()
        self.bad(self.do("cost", "statement", "t-1", "--json", "--csv"), "not both")
        self.bad(self.do("cost", "statement", "t-1", "--of", "both"), "'both' is no parent")

    def test_both_parents_where_each_owes_half(self):
        self.order("--provides", "pns", "--coverage", "medical")
        cost = self.claim("80.01", "0.00")
        for of in ("pns", "pss"):
            self.demand(cost, of)
        accounts = self.statement("--json", "--on", "2027-01-01").parsed()["accounts"]
        self.assertEqual(["40.01", "40.00"], [account["totals"]["overdue"] for account in accounts])
        self.assertIn("the rest, 40.00, is the other parent's", " ".join(self.statement("--on", "2027-01-01").out.split()))


class Refusals(Costs):
    def test_shares(self):
        self.uncovered()
        cost, early = self.claim("200.00", "80.00"), self.claim("60.00", "0.00", "2026-10-01")
        self.refused(["no order in force on the day of the service", "454.633.3"], "cost", "demand", "t-1", early, "--of",
                     "pns", "--on", "2026-12-21")
        self.refused(["the rest on nobody", "A-55"], "cost", "demand", "t-1", cost, "--of", "pss", "--on", "2026-12-21")
        self.good("cost", "dispute", "t-1", cost, "--by", "pns", "--ground", "not-necessary", "--on", "2026-12-21")
        self.refused(["the dispute is decided first", "(5)(E), (F)"], "cost", "demand", "t-1", cost, "--of", "pns",
                     "--on", "2026-12-22")
        self.refused(["no child 'c7'"], "cost", "claim", "t-1", "--child", "c7", "--provider", "x", "--service",
                     "2026-12-01", "--billed", "1.00", "--on", "2026-12-22")

    def test_collecting(self):
        self.uncovered()
        cost = self.claim("200.00", "80.00")
        self.demand(cost)
        rule = "13 CSR 40-112.010(5)(E), (F)"
        collect = ["judgment", "collect", "t-1", "--how", "withholding", "--on", "2027-06-01", "--amount"]
        self.refused(["has no judgment", rule], *collect, "1.00")
        enter = ["judgment", "enter", "t-1", "--amount", "73.56", "--costs", cost, "--court", "x", "--on", "2027-05-03"]
        out = self.good(*enter, "--debtor", "pss").out
        self.assertIn("departs from the law", " ".join(out.split()))
        self.refused(["says nothing", "A-57"], *collect, "1.00")
        self.good("judgment", "vacate", "t-1", "--on", "2027-05-04")
        self.refused(["stands no more", rule], *collect, "1.00")
        self.good(*enter, "--debtor", "pns")
        number = str(self.last())
        self.refused(["73.56 is open", rule], "judgment", "collect", "t-1", number, "--how", "lien", "--on", "2027-06-01",
                     "--amount", "73.57")
        self.good("judgment", "collect", "t-1", number, "--how", "lien", "--on", "2027-06-01", "--amount", "73.56")
        self.refused(["0.00 is open", rule], "judgment", "collect", "t-1", number, "--how", "lien", "--on", "2027-06-02",
                     "--amount", "0.01")

    def test_a_correction_that_something_rests_on(self):
        self.uncovered()
        cost = self.claim("200.00", "80.00")
        self.demand(cost)
        self.refused(["rests on it"], "case", "correct", "t-1", cost, "--reason", "a slip")


class Steps(Costs):
    def test_a_demand_says_what_is_due_and_when(self):
        self.uncovered()
        cost = self.claim("200.00", "80.00")
        before = self.good("case", "history", "--json", "t-1").out
        out = " ".join(self.good("cost", "demand", "t-1", "--of", "pns", "--on", "2026-12-21", "--dry-run").out.split())
        self.assertIn("demanded: 73.56 of the parent not seeking support, due 2027-01-20", out)
        self.assertIn("Nothing was written", out)
        self.assertEqual(before, self.good("case", "history", "--json", "t-1").out)
        self.demand(cost)
        out = run("worklist", "--on", "2027-01-21", env=environment(MEDSUPPORT_DB=self.database)).out
        self.assertRegex(" ".join(out.split()), f"2027-01-20 t-1: .*pays what is open of cost {cost} .*overdue")

    def test_failed_and_resumed(self):
        self.order("--provides", "pns", "--coverage", "medical")
        cost = self.claim("100.00", "0.00")
        order = next(event["sequence"] for event in map(json.loads, self.good("case", "history", "--json", "t-1").out
                     .splitlines()) if event["kind"] == "order_requested")
        self.good("cost", "failed", "t-1", "--order", str(order), "--evidence", "letter", "--on", "2026-11-20")

        def share():
            return self.statement("--json", "--on", "2027-01-01").parsed()["accounts"][0]["costs"][0]

        self.assertEqual(("100.00", "RSMo 454.633.1"), (share()["share"], share()["citation"]))
        self.good("cost", "resumed", "t-1", "--on", "2026-12-01")
        self.assertEqual(("50.00", "RSMo 454.633.3"), (share()["share"], share()["citation"]))
        self.assertEqual([int(cost)], [row["number"] for row in self.good("cost", "list", "t-1", "--json", "--on", "2027-01-01").parsed()["costs"]])

    def test_restated_decided_reversed(self):
        self.uncovered()
        cost = self.claim("200.00", "80.00")
        self.demand(cost)
        self.good("cost", "restate", "t-1", "--paid-by-plan", "100.00", "--on", "2027-01-02")
        self.good("cost", "decide", "t-1", "--by", "division", "--reasonable", "150.00", "--reason", "r", "--on",
                  "2027-01-03")
        self.good("cost", "reverse", "t-1", "--reason", "billed twice", "--on", "2027-01-04")
        lines = self.statement("--json", "--on", "2027-01-04").parsed()["accounts"][0]["lines"]
        self.assertEqual(["73.56", "-12.26", "-30.65", "-30.65"], [line["amount"] for line in lines])
        self.assertEqual(["demand", "change", "change", "reversal"], [line["kind"] for line in lines])
        self.assertIn("reversed", self.good("cost", "list", "t-1", "--on", "2027-01-04").out)

    def test_shown_with_what_may_come_next(self):
        self.uncovered()
        cost = self.claim("200.00", "80.00")
        self.demand(cost)
        out = self.good("cost", "show", "t-1", cost, "--on", "2027-02-01").out
        self.narrow(out, "cost show")
        for part in ("demanded since 2026-12-21", "120.00 x 61.30 % = 73.56", "parent seeking support: no share",
                     "cost disputed: demanded, disputed", "pays what is open"):
            self.assertIn(part, " ".join(out.split()))
        shown = self.good("cost", "show", "t-1", cost, "--json", "--on", "2027-02-01").parsed()["costs"][0]
        self.assertEqual(("73.56", "overdue"), (shown["parent_not_seeking"]["share"],
                                                shown["parent_not_seeking"]["demand"]["standing"]))
        self.assertIsNone(shown["parent_seeking"]["share"])
        picture = xml.etree.ElementTree.fromstring(self.good("cost", "show", "t-1", "--svg", "--on", "2027-02-01").out)
        self.assertTrue(picture.tag.endswith("svg"))

    def test_which_of_several(self):
        self.uncovered()
        first, second = self.claim("200.00", "80.00"), self.claim("50.00", "0.00")
        self.bad(self.do("cost", "demand", "t-1", "--of", "pns"), f"which cost? {first} (claimed), {second} (claimed)")

    def test_help(self):
        for command, parts in (("cost", "claim restate dispute decide demand reverse pay bounce failed resumed statement "
                                "show list"), ("judgment", "enter collect satisfy vacate show")):
            self.bad(self.do(command), f"which part of {command}?")
            for part in parts.split():
                out = self.good("help", command, part).out
                self.narrow(out, f"{command} {part}")
                self.assertRegex(out, r"Examples?:\n  medsupport " + f"{command} {part}")


class Judgments(Costs):
    def test_shown(self):
        self.uncovered()
        cost = self.claim("200.00", "80.00")
        self.demand(cost)
        self.assertIn("has no judgments", self.good("judgment", "show", "t-1").out)
        self.good("judgment", "enter", "t-1", "--debtor", "pns", "--amount", "80.00", "--costs", cost, "--court",
                  "Circuit Court of Cole County", "--on", "2027-05-03")
        events = [json.loads(line) for line in self.good("case", "history", "--json", "t-1").out.splitlines()]
        self.assertIn("departs", events[-1]["flags"])
        self.good("judgment", "collect", "t-1", "--amount", "30.00", "--how", "tax-intercept", "--on", "2027-06-01")
        self.good("cost", "pay", "t-1", "--from", "pns", "--amount", "20.00", "--on", "2027-06-02")
        judgment = self.good("judgment", "show", "t-1", "--json", "--on", "2027-06-30").parsed()["judgments"][0]
        self.assertEqual({"amount": "80.00", "in_place_of": "73.56", "collected": "30.00", "paid": "20.00",
                          "open": "30.00", "costs": [int(cost)], "state": "stands"},
                         {name: judgment[name] for name in ("amount", "in_place_of", "collected", "paid", "open", "costs",
                                                            "state")})
        out = self.good("judgment", "show", "t-1", "--on", "2027-06-30").out
        self.narrow(out, "judgment show")
        self.assertIn("Collected 30.00, paid 20.00, open 30.00.", " ".join(out.split()))
        self.good("judgment", "satisfy", "t-1", "--on", "2027-07-01")
        totals = self.statement("--json", "--on", "2027-07-01").parsed()["accounts"][0]["totals"]
        self.assertEqual("0.00", totals["balance"])


class Life(Costs):
    def test_unpaid_costs(self):
        """The example: unpaid costs to judgment, collection and contempt."""
        done = subprocess.run(["sh", os.path.join(ROOT, "examples", "unpaid-costs.sh"), harness.program],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), check=False, timeout=300)
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(0, done.returncode, err)
        self.assertEqual(4, err.count("nothing was written"), err)
        for part in ("no order in force on the day of the service", "(A-55)", "has no judgment", "is open on judgment"):
            self.assertIn(part, err)
        last = out[out.index("The account, line by line"):]
        self.assertRegex(last, r"balance: owed less paid and collected +0\.00\n")
        self.assertRegex(last, r"collected on judgments +84\.86\n")
        self.assertRegex(last, r"\n  2027-09-01 +\d+  collected on judgment \d+ +-44\.86 +0\.00\n")
        self.assertIsNotNone(re.search(r"the contempt on report \d+ is purged", out))
        self.narrow("\n".join(line for line in last.splitlines() if not line.startswith("par")), "the account")
