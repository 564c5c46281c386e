"""medsupport notice: the life of notices, withholding without a case, help, what is refused."""

import os
import subprocess
import xml.etree.ElementTree

import harness
from harness import COLUMNS, ROOT, Case, case, columns, environment, run

PARTS = ["new-hire", "employer", "not-required", "send", "forwarded", "unavailable", "limits", "wait", "option", "select",
         "default", "enrolled", "rejected", "withhold", "contest", "hear", "contest-withdrawn", "employment-ended",
         "retaliation", "terminate", "coverage-began", "coverage-ended", "show", "list", "contests", "coverage"]
CLOCKS = ["notice-to-employer", "employer-to-plan", "employer-response", "plan-response", "plan-selection",
          "waiting-period", "obligor-contest", "contest-hearing", "retaliation", "arrears-age"]


class Notices(Case):
    """A case with a court's order in force that binds the parent not seeking support."""

    def setUp(self):
        super().setUp()
        self.database = self.path("cases.db")
        self.good("case", "open", "--worker", "dana", "-", text=case(
            children=[{"id": "c1", "name": "Ana Diaz"}], parent_not_seeking={"name": "Luis Diaz", "plans": []}))
        self.order("request", "--way", "judicial", "--by", "custodial-parent", "--on", "2026-11-02")
        self.order("terms", "--children", "c1", "--provides", "pns", "--coverage", "medical", "--on", "2026-11-16")
        self.order("approve", "--judge", "R. Ames", "--docket", "26AC-CC00417", "--as-entered", "--on", "2026-11-20")
        self.number = self.good("order", "list", "t-1", "--json", "--on", "2026-11-20").parsed()["orders"][0]["number"]

    def command(self, *arguments, text=None):
        return run(*arguments, text=text, env=environment(MEDSUPPORT_DB=self.database, MEDSUPPORT_ACTOR="dana"))

    def good(self, *arguments, text=None):
        result = self.command(*arguments, text=text)
        self.assertEqual((0, ""), (result.code, result.err), arguments)
        return result

    def order(self, part, *arguments):
        return self.good("order", part, "t-1", *arguments)

    def notice(self, part, *arguments):
        return self.good("notice", part, "t-1", *arguments)

    def hire(self, employer="Acme Foods", on="2026-11-24"):
        return self.notice("new-hire", "--order", str(self.number), "--party", "pns", "--employer", employer, "--on", on)

    def send(self, on="2026-11-25", *arguments):
        return self.notice("send", "--obligor-mailed", on, "--participant-address", "stated", "--child-address", "own",
                           "--on", on, *arguments)

    def refused(self, words, part, *arguments):
        """Exit 2 with the reason and its basis, and the case as it was."""
        before = self.good("case", "history", "--json", "t-1").out
        result = self.command("notice", part, "t-1", *arguments)
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn(words, result.err)
        self.assertEqual(before, self.good("case", "history", "--json", "t-1").out)

    def events(self):
        return [line for line in self.good("case", "history", "t-1", "--json").out.split("\n") if line]


class Life(Notices):
    def test_the_example(self):
        script = os.path.join(ROOT, "examples", "judicial-order-first-notice-refused.sh")
        done = subprocess.run(["sh", script, harness.program], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=environment(), check=False, timeout=300)
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(0, done.returncode, err)
        self.assertEqual(7, err.count("refused: "), err)
        for words in ("45 CFR 303.32(c)(2)", "45 CFR 303.32(c)(3)", "National Medical Support Notice, Part A",
                      "RSMo 454.615.2", "RSMo 454.618", "Response 4", "RSMo 454.609.1(4)", "RSMo 454.609.1(5)",
                      "RSMo 454.645.1", "15 USC 1673(b)(2)"): # every clock of a notice
            self.assertIn(words, " ".join(out.split()))
        self.assertIn("before  c1: determined, (5)(E)", out)
        self.assertIn("after   c1: determined, (5)(A)", out)
        self.assertIn("terminated since 2028-06-06", out)
        for line in out.split("\n"):
            self.assertLessEqual(columns(line), COLUMNS, line)

    def test_every_clock_is_a_task(self):
        """Each row of the table of clocks that belongs to a notice, as the task of some step."""
        seen = set()

        def step(part, *arguments):
            for task in self.notice(part, "--json", *arguments).parsed()["clocks_started"]:
                seen.add(task["clock"])

        step("new-hire", "--order", str(self.number), "--party", "pns", "--employer", "Acme Foods", "--on", "2026-11-24")
        step("send", "--obligor-mailed", "2026-11-25", "--participant-address", "stated", "--child-address", "own",
             "--on", "2026-11-25")
        notice = self.notice("list", "--json", "--on", "2026-11-25").parsed()["notices"][0]["number"]
        step("contest", "--notice", str(notice), "--ground", "mistake-of-fact", "--on", "2026-11-30")
        step("wait", "--by", "plan-administrator", "--days", "120", "--on", "2026-12-01")
        step("option", "--option", "PPO", "--on", "2026-12-02")
        step("withhold", "--disposable", "500.00", "--support", "250.00", "--arrears", "50.00", "--premium", "60.00",
             "--arrears-since", "2026-11-01", "--on", "2026-12-03")
        step("employment-ended", "--ended", "2026-12-04", "--how", "discharged", "--on", "2026-12-07")
        self.assertEqual(sorted(CLOCKS), sorted(seen))


class Steps(Notices):
    def test_dry_run_writes_nothing(self):
        self.hire()
        before = self.events()
        result = self.send("2026-11-25", "--dry-run")
        self.assertIn("Nothing was written: --dry-run.", result.out)
        self.assertIn("Clocks that it starts", result.out)
        self.assertEqual(before, self.events())
        started = self.send("2026-11-25", "--dry-run", "--json").parsed()
        self.assertTrue(started["dry_run"])
        self.assertEqual(["employer-to-plan", "employer-response", "obligor-contest", "plan-response"],
                         [task["clock"] for task in started["clocks_started"]])

    def test_refusals(self):
        self.refused("an employer has to be known first", "send", "--on", "2026-11-25")
        self.hire()
        self.refused("RSMo 454.609.1", "send", "--on", "2026-11-25", "--participant-address", "stated", "--child-address",
                     "own")
        self.refused("29 CFR 2590.609-2", "send", "--on", "2026-11-25", "--obligor-mailed", "2026-11-25",
                     "--participant-address", "stated")
        self.refused("no child 'c2'", "send", "--on", "2026-11-25", "--obligor-mailed", "2026-11-25",
                     "--participant-address", "stated", "--child-address", "own", "--children", "c2")
        self.refused("did you mean '--obligor-mailed'?", "send", "--obligor-maled", "2026-11-25")
        self.refused("stated, none_known", "send", "--participant-address", "there")
        self.refused("no notice has been sent", "forwarded")
        self.refused("has no order 1", "employer", "--order", "1", "--party", "pns", "--employer", "x")

    def test_which_notice(self):
        self.hire()
        self.hire("Birch Logistics", "2026-11-25")
        self.refused("which notice?", "send", "--obligor-mailed", "2026-11-25")
        first, second = [notice["number"] for notice in
                         self.notice("list", "--json", "--on", "2026-11-25").parsed()["notices"]]
        self.notice("send", str(second), "--obligor-mailed", "2026-11-25", "--participant-address", "none-known",
                    "--child-address", "official", "--on", "2026-11-25")
        self.notice("forwarded", "--on", "2026-12-01") # one alone can take it
        states = {notice["number"]: notice["state"]
                  for notice in self.notice("list", "--json", "--on", "2026-12-01").parsed()["notices"]}
        self.assertEqual({first: "due", second: "forwarded"}, states)

    def test_what_others_did_is_flagged(self):
        self.hire()
        self.send()
        late = self.notice("rejected", "--lacks", "child", "--reasons", "no date of birth", "--on", "2027-02-01", "--json")
        departures = late.parsed()["recorded"][0]["departures"]
        self.assertEqual(["departs"], late.parsed()["recorded"][0]["flags"])
        self.assertEqual(2, len(departures))
        self.assertIn("RSMo 454.615.2", " ".join(departure["citation"] for departure in departures))
        self.assertIn("29 CFR 2590.609-2", " ".join(departure["citation"] for departure in departures))

    def test_show(self):
        self.hire()
        self.send()
        self.notice("contest", "--notice", self.numbers()[0], "--ground", "mistake-of-fact", "--on", "2026-12-01")
        self.notice("enrolled", "--plan", "acme-ppo", "--from", "2027-01-01", "--on", "2026-12-10")
        self.notice("withhold", "--disposable", "1000.00", "--support", "100.00", "--premium", "45.00", "--arrears", "0",
                    "--on", "2026-12-11")
        shown = self.notice("show", "--on", "2026-12-15").out
        for words in ("Acme Foods", "obeyed", "What may come next", "Contests", "child c1, plan acme-ppo",
                      "the premium fits", "yes: it is withheld whole"):
            self.assertIn(words, shown)
        self.narrow(shown, "notice show")
        contests = self.notice("contests", "--on", "2026-12-15").out
        self.assertIn("hear the obligor", contests)
        self.narrow(contests, "notice contests")
        self.narrow(self.notice("coverage", "--on", "2026-12-15").out, "notice coverage")
        shown = self.notice("show", "--json", "--on", "2026-12-15").parsed()["notices"][0]
        self.assertEqual(("enrolled", "Acme Foods", "2026-11-25", True),
                         (shown["state"], shown["employer"], shown["sent"], shown["withholding"]["premium_fits"]))
        coverage = self.notice("coverage", "--json", "--on", "2026-12-15").parsed()["coverage"]
        self.assertEqual([("c1", "acme-ppo", "2027-01-01", None, "runs")],
                         [(c["child"], c["plan"], c["from"], c["until"], c["state"]) for c in coverage])
        before = self.notice("show", "--json", "--on", "2026-11-24").parsed()["notices"][0]
        self.assertEqual(("due", None), (before["state"], before["sent"]))

    def numbers(self):
        return [str(notice["number"]) for notice in self.notice("list", "--json", "--on", "2027-01-01").parsed()["notices"]]

    def test_pictures(self):
        self.hire()
        self.send()
        self.notice("contest", "--notice", self.numbers()[0], "--ground", "other", "--on", "2026-12-01")
        self.notice("coverage-began", "--child", "c1", "--plan", "p", "--party", "pns", "--on", "2026-12-01")
        for part in ("show", "contests", "coverage"):
            xml.etree.ElementTree.fromstring(self.notice(part, "--svg", "--on", "2026-12-02").out)

    def test_employment_and_coverage_feed_the_facts(self):
        self.hire()
        self.send()
        self.notice("enrolled", "--plan", "acme-ppo", "--from", "2027-01-01", "--on", "2026-12-10")
        document = self.good("case", "show", "--document", "--on", "2027-01-01", "t-1").parsed()
        plan = document["parent_not_seeking"]["plans"][0]
        self.assertEqual(("acme-ppo", ["c1"], "employer", "Acme Foods"),
                         (plan["id"], plan["covers"], plan["source"], plan["employer"]))
        self.notice("employment-ended", "--ended", "2027-03-05", "--covered-until", "2027-03-31", "--on", "2027-03-08")
        for day, plans in (("2027-03-31", 1), ("2027-04-01", 0)):
            document = self.good("case", "show", "--document", "--on", day, "t-1").parsed()
            self.assertEqual(plans, len(document["parent_not_seeking"].get("plans") or []))

    def test_follow_ups_come_with_it_or_not_at_all(self):
        self.hire()
        self.send()
        self.good("case", "record", "t-1", "--source", "parent_seeking", "/parent_seeking/plans/acme-ppo/source", "union")
        self.refused("each plan has an id of its own", "enrolled", "--plan", "acme-ppo", "--from", "2027-01-01", "--on",
                     "2026-12-10")


class Withholding(Case):
    def withhold(self, *arguments, code=0):
        result = run("notice", "withhold", *arguments)
        self.assertEqual((code, ""), (result.code, result.err))
        self.narrow(result.out, "withhold")
        return result.out

    def test_alone(self):
        out = self.withhold("--disposable", "1200.00", "--support", "400.00", "--premium", "90.00", "--supports-another",
                            "yes", "--arrears", "0.00", "--place", "last")
        for words in ("15 USC 1673(b)(2)", "600.00", "50.00 %", "200.00", "yes: it is withheld whole",
                      "current support, then arrears, then the"):
            self.assertIn(words, out)
        self.assertNotIn("unverified", out) # the fifty percent were found in a source

    def test_whole_or_not_at_all(self):
        figures = ["--disposable", "1000.00", "--support", "500.00", "--premium", "60.00", "--supports-another", "no",
                   "--place", "after-current"]
        self.assertIn("[from memory, unverified]", " ".join(self.withhold(*figures, "--arrears-weeks", "12").split()))
        self.assertIn("yes: it is withheld whole", self.withhold(*figures, "--arrears-weeks", "12"))
        figures[5] = "100.01"
        self.assertIn("too small by 0.01", self.withhold(*figures, "--arrears-weeks", "12"))
        self.assertIn("yes: it is withheld whole", self.withhold(*figures, "--arrears-weeks", "13")) # 65 %

    def test_unknown_is_not_zero(self):
        out = self.withhold("--premium", "60.00", code=3)
        self.assertIn("not known: what is not known above decides", out)
        result = run("notice", "withhold", "--premium", "60.00", "--json")
        self.assertEqual(3, result.code)
        self.assertIsNone(result.parsed()["premium_fits"])
        self.assertEqual({"least": "0.00", "most": None}, result.parsed()["ceiling"])
        self.assertEqual({"least": "50.00", "most": "65.00"}, result.parsed()["percentage"])
        self.assertFalse(result.parsed()["verified"])

    def test_json(self):
        result = run("notice", "withhold", "--json", "--disposable", "999.99", "--supports-another", "yes", "--arrears", "0",
                     "--support", "0", "--premium", "499.99")
        found = result.parsed()
        self.assertEqual(0, result.code)
        self.assertEqual({"least": "499.99", "most": "499.99"}, found["ceiling"]) # half of a cent is dropped
        self.assertEqual((True, True), (found["premium_fits"], found["verified"]))

    def test_bad_figures(self):
        self.bad(run("notice", "withhold", "--disposable", "much"), "'disposable' is not an amount of money")
        self.bad(run("notice", "withhold", "--disposable", "-1"), "'disposable' is not an amount of money")
        self.bad(run("notice", "withhold", "--arrears-weeks", "3", "--arrears-since", "2026-01-01"), "say how old")
        self.bad(run("notice", "withhold", "--arrears-since", "2026-12-01", "--on", "2026-11-01"), "none yet")
        self.bad(run("notice", "withhold", "--premium", "1", "--premium", "2"), "--premium is given twice")


class Help(Case):
    def test_parts(self):
        listed = run("help", "notice").out
        for part in PARTS:
            result = run("notice", part, "--help")
            self.assertEqual((0, ""), (result.code, result.err), part)
            self.narrow(result.out, part)
            self.assertIn("Example", result.out)
            self.assertIn(f"medsupport notice {part} ", result.out)
            self.assertIn(f"\n  {part} ", listed)
        self.bad(run("notice"), "which part of notice?")
        self.bad(run("notice", "sent"), "did you mean 'send'?")
