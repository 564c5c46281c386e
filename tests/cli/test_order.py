"""medsupport order and enforce: a life of an order, terms from a determination, dry runs, pictures, help, refusals."""

import json
import os
import subprocess
import xml.etree.ElementTree

import harness
from harness import COLUMNS, ROOT, Case, case, columns, environment, run

ORDER_PARTS = ["request", "find", "terms", "approve", "deny", "withdraw", "issue", "tell", "terminate", "end", "existing",
               "existing-ended", "extend", "not-extended", "emancipate", "show", "qualify", "list"]
ENFORCE_PARTS = ["report", "motion", "hearing", "heard", "grant", "deny", "contempt", "purge", "close", "sanction", "show"]
SVG = "{http://www.w3.org/2000/svg}"


class Orders(Case):
    """A case that comes to (5)(C) for one child."""

    def setUp(self):
        super().setUp()
        self.database = self.path("cases.db")
        self.good("case", "open", "-", text=case(children=[
            {"id": "c1", "name": "Ana Diaz", "date_of_birth": "2015-03-02", "public_coverage": False,
             "residence": {"state": "MO", "county": "Cole", "zip": "65101"}}]))

    def command(self, *arguments, text=None):
        return run(*arguments, text=text, env=environment(MEDSUPPORT_DB=self.database, MEDSUPPORT_ACTOR="dana"))

    def good(self, *arguments, text=None):
        result = self.command(*arguments, text=text)
        self.assertEqual((0, ""), (result.code, result.err), arguments)
        return result

    def order(self, part, *arguments):
        return self.good("order", part, "t-1", *arguments)

    def enforce(self, part, *arguments):
        return self.good("enforce", part, "t-1", *arguments)

    def refused(self, words, command, part, *arguments):
        """Exit 2 with the reason and its basis, and the case as it was."""
        before = self.good("case", "history", "--json", "t-1").out
        result = self.command(command, part, "t-1", *arguments)
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn(words, result.err)
        self.assertEqual(before, self.good("case", "history", "--json", "t-1").out)

    def determined(self, on="2026-11-02"):
        self.good("case", "determine", "t-1", "--on", on)
        return str(self.good("case", "show", "t-1", "--json", "--on", on).parsed()["determination"]["sequence"])

    def issued(self, *terms):
        determination = self.determined()
        self.order("request", "--way", "administrative", "--by", "agency", "--on", "2026-11-03")
        self.order("terms", "--from-determination", "--on", "2026-11-03", *terms)
        self.order("issue", "--determination", determination, "--on", "2026-11-04")
        return self.orders("2026-11-04")[-1]["number"]

    def approved(self):
        self.order("request", "--way", "judicial", "--by", "custodial-parent", "--on", "2026-11-03")
        self.order("terms", "--children", "c1", "--provides", "pns", "--coverage", "medical", "--on", "2026-11-03")
        self.order("approve", "--judge", "R. Ames", "--docket", "26AC-CC00417", "--as-entered", "--on", "2026-11-04")
        return self.orders("2026-11-04")[-1]["number"]

    def orders(self, on):
        return self.good("order", "list", "t-1", "--json", "--on", on).parsed()["orders"]

    def fits(self, text):
        for line in text.split("\n"):
            self.assertLessEqual(columns(line), COLUMNS, line)


class Life(Orders):
    def test_the_example(self):
        done = subprocess.run(["sh", os.path.join(ROOT, "examples", "order-to-age-out.sh"), harness.program],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), check=False, timeout=300)
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(0, done.returncode, err)
        self.assertEqual(5, err.count("refused: "), err)
        self.assertIn("13 CSR 40-112.010(5)(C)", err)
        self.assertIn("RSMo 452.340.3", err)
        for words in ("Order 18 (administrative): in force since 2026-11-04", "the duty for c1 has ended: age",
                      "order 18 has ended: its period is over", "Order 18 (administrative): ended since 2033-05-21"):
            self.assertIn(words, out)
        self.assertNotIn("in force since", out.split("== The whole of it.")[1])
        self.fits(out)

    def test_terms_from_the_determination(self):
        self.issued("--pays", "pns", "--costs", "uncovered", "--percentage", "50", "--days-to-pay", "30")
        shown = self.good("order", "show", "t-1", "--json", "--on", "2026-11-04").parsed()["orders"][0]
        terms = shown["steps"][1]["body"]
        self.assertEqual({"order": shown["number"], "children": ["c1"], "provides": "parent_not_seeking",
                          "plans": ["acme-ppo"], "pays": "parent_not_seeking", "costs": "uncovered", "percentage": "50",
                          "days_to_pay": 30}, terms)
        self.assertEqual(("in_force", "2026-11-04", "administrative"), (shown["state"], shown["since"], shown["way"]))
        self.assertEqual([{"child": "c1", "status": "runs", "earliest_end": "2033-03-02", "latest_end": None}],
                         shown["duties"])
        self.assertEqual({"tell", "duty", "find-employer"}, {task["task"] for task in shown["open_tasks"]})
        self.assertNotIn("order_finding", [step["kind"] for step in shown["next"]])

    def test_terms_without_a_determination(self):
        self.order("request", "--way", "administrative", "--by", "agency", "--on", "2026-11-03")
        result = self.command("order", "terms", "t-1", "--from-determination", "--on", "2026-11-03")
        self.assertEqual(2, result.code)
        self.assertIn("is not determined", result.err)
        self.determined()
        result = self.command("order", "terms", "t-1", "--from-determination", "--children", "c2", "--on", "2026-11-03")
        self.assertEqual(2, result.code)
        self.assertIn("orders nothing for just these children", result.err)

    def test_a_percentage_from_the_determination(self):
        self.good("case", "record", "t-1", "--source", "employer", "--changed", "--on", "2026-11-02",
                  "/parent_not_seeking/plans", "[]")
        self.issued()
        body = self.good("order", "show", "t-1", "--json", "--on", "2026-11-04").parsed()["orders"][0]["steps"][1]["body"]
        self.assertEqual(("parent_not_seeking", "reasonable", "50.00"), (body["pays"], body["costs"], body["percentage"]))

    def test_a_dry_run_writes_nothing(self):
        before = self.good("case", "history", "--json", "t-1").out
        result = self.order("request", "--way", "judicial", "--by", "court", "--dry-run", "--on", "2026-11-03")
        self.assertIn("Nothing was written: --dry-run.", result.out)
        result = self.order("request", "--way", "judicial", "--by", "court", "--dry-run", "--json", "--on", "2026-11-03")
        self.assertTrue(result.parsed()["dry_run"])
        self.assertEqual(before, self.good("case", "history", "--json", "t-1").out)

    def test_modified_and_superseded(self):
        first = self.issued()
        self.good("case", "record", "t-1", "--source", "agency_record", "--on", "2026-12-01", "/action", "modify",
                  "/current_obligations", json.dumps([{"children": ["c1"], "obligor": "parent_not_seeking",
                                                       "obligation": "provide_coverage", "plans": ["acme-ppo"]}]))
        self.order("request", "--way", "administrative", "--by", "other-parent", "--modifies", str(first),
                   "--reason", "a new employer", "--on", "2026-12-01")
        made = self.determined("2026-12-01")
        self.order("terms", "--from-determination", "--on", "2026-12-01")
        out = self.order("issue", "--determination", made, "--on", "2026-12-02").out
        self.assertIn("takes the place of order %d" % first, out)
        self.assertEqual(["in_force", "drafted"], [order["state"] for order in self.orders("2026-12-01")])
        self.assertEqual(["superseded", "in_force"], [order["state"] for order in self.orders("2026-12-02")])

    def test_the_case_shows_its_orders(self):
        number = self.issued()
        shown = self.good("case", "show", "t-1", "--on", "2026-11-05").out
        self.assertIn(f"\nOrders and what follows from them\n  2026-11-04  order {number}: in force\n", shown)
        self.assertIn([number, "in_force", "2026-11-04"],
                      [[matter["number"], matter["state"], matter["since"]] for matter in
                       self.good("case", "show", "t-1", "--json", "--on", "2026-11-05").parsed()["matters"]])
        self.refused("nobody would watch over it", "case", "close", "--reason", "moved", "--on", "2026-11-06")
        self.good("case", "close", "t-1", "--reason", "moved", "--orders-go-on", "--on", "2026-11-06")

    def test_a_case_is_shown_as_it_stood(self):
        self.determined()
        before = ["case", "show", "t-1", "--on", "2026-11-01"]
        self.assertIn("\nNot determined yet.\n", self.good(*before).out)
        self.assertIsNone(self.good(*before, "--json").parsed()["determination"])
        self.assertIn("\nDetermination\n", self.good("case", "show", "t-1", "--on", "2026-11-02").out)

    def test_every_event_is_told_in_a_sentence(self):
        self.issued()
        self.order("tell", "--party", "pns", "--how", "certified mail", "--on", "2026-11-04")
        history = " ".join(self.good("case", "history", "t-1").out.split())
        self.assertIn("an order is asked for, the administrative way, by the agency.", history)
        self.assertIn("the parent not seeking support is told of order", history)
        self.assertNotIn("{", history)
        self.assertNotIn("party parent", history)

    def test_which_order(self):
        self.order("request", "--way", "judicial", "--by", "court", "--on", "2026-11-03")
        self.order("request", "--way", "judicial", "--by", "guardian", "--on", "2026-11-03")
        result = self.command("order", "withdraw", "t-1", "--reason", "agreed")
        self.assertEqual(2, result.code)
        self.assertIn("which order?", result.err)
        last = self.orders("2026-11-03")[-1]["number"]
        self.order("withdraw", str(last), "--reason", "agreed", "--on", "2026-11-04")
        self.assertEqual(["requested", "withdrawn"], [order["state"] for order in self.orders("2026-11-04")])


class Courts(Orders):
    def test_departures_are_told(self):
        self.order("request", "--way", "judicial", "--by", "other-parent", "--on", "2026-11-03")
        self.order("terms", "--children", "c1", "--provides", "pss", "--coverage", "medical", "--on", "2026-11-03")
        self.refused("RSMo 454.603.2", "order", "approve", "--judge", "R. Ames", "--docket", "26AC", "--on", "2026-11-04")
        recorded = self.order("approve", "--judge", "R. Ames", "--docket", "26AC", "--as-entered", "--json", "--on",
                              "2026-11-04").parsed()["recorded"][0]
        self.assertEqual(["departs"], recorded["flags"])
        self.assertEqual({"RSMo 454.603.2"}, {departure["citation"] for departure in recorded["departures"]})
        self.assertEqual(4, len(recorded["departures"]))
        self.assertIn("It departs from the law: ", self.good("case", "history", "t-1").out)

    def test_refusals_name_their_basis(self):
        self.refused("prepared here for the custodial parent", "order", "request", "--way", "judicial", "--by",
                     "other-parent", "--prepared-here", "--on", "2026-11-03")
        self.refused("(RSMo 454.603.1)", "order", "request", "--way", "administrative", "--by", "court", "--on",
                     "2026-11-03")
        number = self.issued()
        self.refused("rests on it", "case", "correct", str(number + 1), "--reason", "x")
        self.refused("(RSMo 452.340.3)", "order", "end", "--on", "2033-03-02")
        self.refused("in force:", "order", "terms", str(number), "--children", "c1", "--provides", "pns", "--plans",
                     "acme-ppo", "--on", "2026-12-01")

    def test_enforcement(self):
        number = self.approved()
        self.refused("has no order", "enforce", "report", "--order", "2", "--by", "agency", "--of", "pns", "--what", "x")
        self.enforce("report", "--order", str(number), "--by", "custodial-parent", "--of", "pns", "--what",
                     "never enrolled", "--since", "2026-11-10", "--on", "2026-12-01")
        self.refused("(RSMo 454.633)", "enforce", "grant", "--relief", "compensation", "--judge", "R. Ames")
        self.enforce("motion", "--relief", "compensation", "--relief", "portion-of-bills", "--by", "custodial-parent",
                     "--on", "2026-12-02")
        self.enforce("hearing", "--day", "2027-01-11", "--on", "2026-12-03")
        work = run("worklist", "--on", "2027-01-01", env=environment(MEDSUPPORT_DB=self.database)).out
        self.assertIn("2027-01-11", work)
        self.enforce("heard", "--on", "2027-01-11")
        self.enforce("grant", "--relief", "compensation", "--judge", "R. Ames", "--amount", "412.50", "--on", "2027-01-11")
        self.enforce("motion", "--relief", "contempt", "--by", "custodial-parent", "--on", "2027-03-01")
        self.enforce("hearing", "--day", "2027-04-01", "--on", "2027-03-02")
        self.enforce("heard", "--on", "2027-04-01")
        self.enforce("contempt", "--judge", "R. Ames", "--purge", "pay 412.50", "--purge-by", "2027-05-01", "--on",
                     "2027-04-01")
        shown = self.enforce("show", "--json", "--on", "2027-04-02").parsed()["reports"][0]
        self.assertEqual(("contempt", number, "parent_not_seeking", ["compensation", "portion_of_bills", "contempt"]),
                         (shown["state"], shown["order"], shown["of"], shown["relief"]))
        self.assertEqual([("purge", "2027-05-01")], [(task["task"], task["due"]) for task in shown["open_tasks"]])
        self.enforce("purge", "--how", "paid", "--on", "2027-04-20")
        text = self.enforce("show", "--on", "2027-04-21").out
        self.assertIn("purged since 2027-04-20", " ".join(text.split()))
        self.fits(text)

    def test_qualified(self):
        self.approved()
        result = self.command("order", "qualify", "t-1", "--json", "--on", "2026-11-05")
        self.assertEqual((3, ""), (result.code, result.err))
        self.assertEqual("unknown", result.parsed()["status"])
        document = self.good("order", "qualify", "t-1", "--document", "--on", "2026-11-05").out
        facts = json.loads(document)
        facts["participant"]["address"] = "8 Mill Road, Exampleton, MO 65101"
        facts["participant"]["eligible"] = True
        facts["alternate_recipients"][0]["address"] = "40 Oak Lane, Exampleton, MO 65109"
        self.assertEqual(0, run("qualify", "-", text=json.dumps(facts)).code)
        facts["alternate_recipients"][0]["name"] = False
        facts["alternate_recipients"][0]["administrator_has_name"] = False
        self.assertEqual(1, run("qualify", "-", text=json.dumps(facts)).code)
        self.assertEqual(2, self.command("order", "qualify", "t-1", "--on", "2026-11-02").code)


class Pictures(Orders):
    def drawn(self, *arguments):
        picture = xml.etree.ElementTree.fromstring(self.good(*arguments, "--svg").out)
        boxes = [box for box in picture.iter(SVG + "rect") if "ms-box" in box.get("class", "")]
        texts = [text.text for text in picture.iter(SVG + "text")]
        return picture, boxes, texts

    def test_an_order(self):
        number = self.issued()
        picture, boxes, texts = self.drawn("order", "show", "t-1", "--on", "2026-11-10")
        self.assertEqual(8, len(boxes))
        self.assertEqual(1, sum("ms-here" in box.get("class") for box in boxes))
        self.assertEqual(3, sum("ms-next" in box.get("class") for box in boxes))
        self.assertIn("\u25b6 since 2026-11-04", texts)
        self.assertIn("What may come next", texts)
        self.assertEqual("Order %d of case t-1" % number, picture.find(SVG + "title").text)
        width, height = float(picture.get("width")), float(picture.get("height"))
        for i, box in enumerate(boxes):
            x, y, w, h = (float(box.get(name)) for name in ("x", "y", "width", "height"))
            self.assertTrue(0 < x and x + w < width and 0 < y and y + h < height)
            for other in boxes[:i]:
                apart = abs(x - float(other.get("x"))) >= w or abs(y - float(other.get("y"))) >= h
                self.assertTrue(apart, "two boxes overlap")
        self.assertIn("prefers-color-scheme:dark", picture.find(SVG + "style").text)

    def test_the_way_it_went(self):
        self.approved()
        self.order("terminate", "--by", "court", "--judge", "R. Ames", "--reason", "adoption", "--on", "2027-01-04")
        _, boxes, texts = self.drawn("order", "show", "t-1", "--on", "2027-02-01")
        self.assertEqual(0, sum("ms-next" in box.get("class") for box in boxes))
        self.assertEqual(3, sum("ms-been" in box.get("class") for box in boxes))
        self.assertIn("parent told of an order: it stays as it is", texts)

    def test_nothing_to_draw(self):
        result = self.command("order", "show", "t-1", "--svg")
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn("has no order to draw", result.err)
        self.assertIn("has no orders", self.good("order", "show", "t-1").out)


class Help(Orders):
    def test_every_part_has_help_with_examples(self):
        for command, parts in (("order", ORDER_PARTS), ("enforce", ENFORCE_PARTS)):
            text = run("help", command).out
            self.fits(text)
            for part in parts:
                self.assertRegex(text, r"(?m)^  %s +\S" % part)
                shown = run(command, part, "--help").out
                self.assertIn("medsupport %s %s" % (command, part), shown.split("Example")[1], part)
                self.assertIn("--db=LOCATION", shown)
                self.fits(shown)

    def test_near_misses(self):
        self.assertIn("did you mean 'approve'", run("order", "aprove", "t-1").err)
        self.assertIn("--prepared-here", run("order", "request", "t-1", "--prepare-here").err)
        self.assertIn("administrative, judicial", self.command("order", "request", "t-1", "--way", "x", "--by", "court").err)
