"""medsupport simulate: what it counts, held against determine; its forms against each other; what it refuses."""

import csv
import html.parser
import io
import json
import os
import re
from collections import Counter

from harness import Case, case, read, run, run_on_full_disk

PARAGRAPHS = ["(5)(A)", "(5)(B)", "(5)(C)", "(5)(D)", "(5)(E)", "(5)(F)"]
STANDINGS = PARAGRAPHS + ["undecided", "needs_information"]
VOID = {"meta", "br"}
SILENCE = [{"of": "parent_not_seeking", "sent": "2026-09-01"},
           {"of": "parent_seeking", "sent": "2026-09-01", "answered": "2026-09-15"}]


def generated(count, missing="0.1", seed="21"):
    return run("generate", "--cases", str(count), "--missing", missing, "--seed", seed).out


def standing(child):
    return child["paragraph"] if child["status"] == "determined" else child["status"]


def determined(text, *options):
    """Each child's standing by determine, and the case's status, in order."""
    results = [json.loads(line) for line in run("determine", "--ndjson", *options, text=text).out.splitlines()]
    children = {(result["case_id"], child["id"]): standing(child) for result in results for child in result["children"]}
    return children, Counter(result["status"] for result in results)


def nonzero(counts):
    return {name: count for name, count in counts.items() if count}


class Counts(Case):
    def simulated(self, text, *options):
        result = run("simulate", "--json", *options, text=text)
        self.assertEqual(0, result.code, result.err)
        return result.parsed()

    def test_nothing_varied_is_what_determine_gives(self):
        text = generated(300)
        for options in [], ["-r", "covered-exemption=any-plan", "-r", "custodian=as-parent"], ["--as-of", "2025-12-31"]:
            children, cases = determined(text, *options)
            simulation = self.simulated(text, *options)
            self.assertEqual({"cases": 300, "children": len(children), "rejected": 0}, simulation["caseload"])
            self.assertEqual(1, len(simulation["settings"]))
            setting = simulation["settings"][0]
            self.assertEqual(dict(Counter(children.values())), nonzero(setting["children"]))
            self.assertEqual(dict(cases), nonzero(setting["cases"]))
            self.assertEqual(options[1] if "--as-of" in options else None, simulation["as_of"])

    def test_a_reading_that_cannot_bear_moves_nobody(self):
        """A custodian who has no plan is ordered to provide none; an exemption is of no use where no plan can be had."""
        later = {"id": "n1", "source": "employer", "available_from": "2030-01-01",
                 "cost": {"per": "month", "add_dependents": "5.00"}}
        for reading, facts in (
                ("custodian", {"parent_not_seeking": {}, "parent_seeking": {"kind": "custodian", "plans": []}}),
                ("covered-exemption", {"parent_not_seeking": {"plans": [later]}, "parent_seeking": {"plans": []}})):
            text = case(children=[{"id": "c1"}], **facts)
            self.assertEqual("needs_information", run("determine", "--json", text=text).parsed()["status"])
            for setting in self.simulated(text, "--vary", f"reading:{reading}")["settings"]:
                self.assertEqual(0, setting["movers"]["possible"], reading)

    def test_each_reading_is_what_determine_gives(self):
        text = generated(200)
        before, _ = determined(text)
        for name, choice in (line.split("=") for line in run("readings", "--choices").out.splitlines()):
            after, cases = determined(text, "-r", f"{name}={choice}")
            simulation = self.simulated(text, "--vary", f"reading:{name}")
            setting = next(s for s in simulation["settings"] if s["readings"][name] == choice)
            self.assertEqual(dict(Counter(after.values())), nonzero(setting["children"]), f"{name}={choice}")
            self.assertEqual(dict(cases), nonzero(setting["cases"]))
            flows = Counter((before[child], after[child]) for child in before if before[child] != after[child])
            self.assertEqual(dict(flows), {(f["from"], f["to"]): f["children"] for f in setting["movers"]["flows"]})
            self.assertEqual(sum(flows.values()), setting["movers"]["children"])
            moved = {child[0] for child in before if before[child] != after[child]}
            self.assertEqual(len(moved), setting["movers"]["cases"])

    def test_one_case_and_its_premium(self):
        """An increase of 190.00 a month of 4000.00 passes at 4.75 % and above."""
        simulation = self.simulated(case(), "--vary", "percent=4.74,4.75,5", "--vary", "default-share=40")
        numbers = [(s["percent"], nonzero(s["children"]), s["premiums"]["parent_not_seeking"]) for s in
                   simulation["settings"]]
        nothing = {"a_year": "0.00", "known": 0, "unknown": 0}
        ordered = {"a_year": "2280.00", "known": 1, "unknown": 0}
        self.assertEqual([("5.00", {"(5)(C)": 1}, ordered), ("4.74", {"(5)(F)": 1}, nothing),
                          ("4.75", {"(5)(C)": 1}, ordered), ("5.00", {"(5)(C)": 1}, ordered)], numbers)
        self.assertEqual(1, simulation["baseline"])
        self.assertEqual("50.00", simulation["settings"][0]["default_share"])

    def test_several_baselines_add_up(self):
        simulation = self.simulated(case(), "--baseline", "percent=7", "--baseline", "reading:custodian=as-parent",
                                    "-r", "one-silent=wait", "--vary", "percent=8")
        baseline = simulation["settings"][simulation["baseline"] - 1]
        self.assertEqual("7.00", baseline["percent"])
        self.assertEqual(("as-parent", "wait"), (baseline["readings"]["custodian"], baseline["readings"]["one-silent"]))

    def test_another_share_moves_nobody(self):
        text = case(parent_not_seeking={"plans": []}, form_14={"calculated": False})
        simulation = self.simulated(text, "--vary", "default-share=40,50")
        movers = simulation["settings"][0]["movers"]
        self.assertEqual((0, 0, 1), (movers["children"], movers["cases"], movers["other_percentage"]))
        self.assertEqual(0, simulation["settings"][1]["movers"]["other_percentage"])

    def test_a_plan_for_two_children_is_counted_once(self):
        document = json.loads(case())
        document["children"].append({**document["children"][0], "id": "c2"})
        premiums = self.simulated(json.dumps(document))["settings"][0]["premiums"]["parent_not_seeking"]
        self.assertEqual({"a_year": "2280.00", "known": 1, "unknown": 0}, premiums)

    def test_unknown_facts_give_bounds(self):
        document = json.loads(case())
        document["parent_not_seeking"]["gross_income"] = None
        simulation = self.simulated(json.dumps(document), "--vary", "percent=5,8")
        bounds = simulation["settings"][0]["bounds"]
        self.assertEqual({"(5)(C)": (0, 1), "(5)(F)": (0, 1)},
                         {name: (b["least"], b["most"]) for name, b in bounds.items() if b["most"]})
        movers = simulation["settings"][1]["movers"]
        self.assertEqual((0, 0, 1), (movers["children"], movers["certain"], movers["possible"]))

    def test_threads_change_nothing(self):
        text = generated(3000)
        options = ["--vary", "percent=3..8:0.5", "--vary", "reading:covered-exemption"]
        for form in [], ["--csv"], ["--json"]:
            outs = {run("simulate", *form, *options, "-j", n, text=text).out for n in ("1", "2", "7")}
            self.assertEqual(1, len(outs))
        lists, pages = set(), set()
        for n in "1", "2", "7":
            moved, page = self.path("moved.csv"), self.path("page.html")
            self.assertEqual(0, run("simulate", *options, "-j", n, "--moved", moved, "--html", page, text=text).code)
            lists.add(read(moved))
            pages.add(read(page))
        self.assertEqual((1, 1), (len(lists), len(pages)))

    def test_tables_and_lines_give_the_same(self):
        text = generated(200)
        folder = self.path("tables")
        self.assertEqual(0, run("convert", "--to-tables", folder, text=text).code)
        options = ["--json", "--vary", "percent=4,6", "--vary", "reading:dental-only"]
        self.assertEqual(run("simulate", *options, text=text).out, run("simulate", *options, "--tables", folder).out)


class Forms(Case):
    options = ["--vary", "percent=3..8:1", "--vary", "reading:custodian"]

    def test_csv_and_json_agree(self):
        text = generated(300)
        settings = run("simulate", "--json", *self.options, text=text).parsed()["settings"]
        raw = run("simulate", "--csv", *self.options, text=text).out
        self.assertTrue(raw.endswith("\r\n"))
        rows = list(csv.DictReader(io.StringIO(raw, newline="")))
        self.assertEqual(["setting", "baseline", "percent", "reading:custodian", "figure", "party", "from", "to", "value"],
                         list(rows[0]))
        told = {(int(r["setting"]), r["figure"], r["party"], r["from"], r["to"]): r["value"] for r in rows}
        self.assertEqual(len(rows), len(told))
        expected = {}
        for s in settings:
            number = s["setting"]
            expected.update({(number, "children", "", "", name): str(n) for name, n in s["children"].items()})
            expected.update({(number, "cases", "", "", name): str(n) for name, n in s["cases"].items()})
            for name, bounds in s["bounds"].items():
                expected[number, "least_children", "", "", name] = str(bounds["least"])
                expected[number, "most_children", "", "", name] = str(bounds["most"])
            for party, premiums in s["premiums"].items():
                for figure, key in ("a_year", "a_year"), ("known", "known"), ("unknown", "unknown"):
                    expected[number, "premiums_" + figure, party, "", ""] = str(premiums[key])
            for flow in s["movers"]["flows"]:
                expected[number, "moved_children", "", flow["from"], flow["to"]] = str(flow["children"])
            for figure, key in (("moved_cases", "cases"), ("other_percentage", "other_percentage"),
                                ("certain_movers", "certain"), ("possible_movers", "possible")):
                expected[number, figure, "", "", ""] = str(s["movers"][key])
        self.assertEqual(expected, told)
        self.assertEqual({"5"}, {r["percent"] for r in rows if r["baseline"] == "yes"})

    def test_text(self):
        text = generated(400)
        for options in ([], ["--vary", "percent=3..10:0.5"], self.options, ["--vary", "reading:one-silent"],
                        ["--vary", "reading:unwilling-coverage", "--vary", "reading:covered-exemption",
                         "--vary", "reading:inaccessible-plan", "--vary", "reading:non-employer-cost"]):
            result = run("simulate", *options, text=text)
            self.assertEqual(0, result.code, result.err)
            self.narrow(result.out, f"simulate {options}")
        self.assertIn("Varied: percent 3, 4, 5, 6, 7, 8",
                      run("simulate", *self.options, text=text).out)

    def test_the_text_has_the_figures_of_the_json(self):
        text = generated(400)
        setting = run("simulate", "--json", "--vary", "percent=3,5", text=text).parsed()["settings"][0]
        out = run("simulate", "--vary", "percent=3,5", text=text).out
        row = re.search(r"^  3 +([\d, ]+)$", out, re.MULTILINE).group(1).split()
        self.assertEqual([str(n) for n in setting["children"].values()], [n.replace(",", "") for n in row])
        self.assertIn("turns at", out)

    def test_bounds_where_only_another_setting_is_open(self):
        """While the silence of one parent is held against that parent all is settled; under `wait` it is not."""
        text = case(parent_not_seeking={"gross_income": {"amount": "4000.00", "per": "month"}},
                    information_requests=[{"of": "parent_not_seeking", "sent": "2026-08-01"},
                                          {"of": "parent_seeking", "sent": "2026-08-01", "answered": "2026-08-10"}])
        settings = run("simulate", "--json", "--vary", "reading:one-silent", text=text).parsed()["settings"]
        self.assertEqual([0, 1], [s["children"]["needs_information"] for s in settings])
        out = run("simulate", "--vary", "reading:one-silent", text=text).out
        self.assertIn("Once missing facts are known", out)
        rows = [row.split()[-7:] for row in out.splitlines() if re.search(r" (least|most)( +\d){7}$", row)]
        names = PARAGRAPHS + ["none"]
        self.assertEqual([[str(s["bounds"][name][bound]) for name in names] for s in settings
                          for bound in ("least", "most")], rows)
        self.assertNotIn("Once missing facts are known", run("simulate", "--vary", "percent=3", text=text).out)

    def test_list_of_moves(self):
        text = generated(300)
        path = self.path("moved.csv")
        simulation = run("simulate", "--json", *self.options, "--moved", path, text=text).parsed()
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(["case_id", "child_id", "percent", "reading:custodian", "from", "to", "reason"], list(rows[0]))
        self.assertEqual(sum(s["movers"]["children"] for s in simulation["settings"]), len(rows))
        told = Counter((r["percent"], r["reading:custodian"], r["from"], r["to"]) for r in rows)
        for s in simulation["settings"]:
            for flow in s["movers"]["flows"]:
                key = f"{float(s['percent']):g}", s["readings"]["custodian"], flow["from"], flow["to"]
                self.assertEqual(flow["children"], told.pop(key))
        self.assertFalse(told)
        self.assertEqual(len(rows), sum(bool(re.fullmatch(
            r"(cost test of plan [\w.-]+ turns at [\d.]+ %|a cost test turns|reading custodian=as-parent)"
            r"(; reading custodian=as-parent)?", r["reason"])) for r in rows))

    def plan(self, name, increase):
        return {"id": name, "source": "employer", "covers": [],
                "cost": {"per": "month", "add_dependents": f"{increase}.00"}}

    def with_plans(self, plans, **changes):
        return case(**{"parent_not_seeking": {"gross_income": {"amount": "4000.00", "per": "month"}, "plans": plans},
                       **changes})

    def reasons(self, text, *options):
        """Why the one child of a case moves when the ceiling is raised to 8 %."""
        path = self.path("moved.csv")
        result = run("simulate", "--vary", "percent=8", *options, "--moved", path, text=text)
        self.assertEqual(0, result.code, result.err)
        with open(path, encoding="utf-8", newline="") as file:
            reasons = [row["reason"] for row in csv.DictReader(file)]
        for reason in reasons:
            self.assertIn(reason, " ".join(result.out.split()))
        return reasons

    def test_the_plan_named_is_one_whose_cost_is_tested(self):
        """Of several tests that turn, not that of a plan which does not count, cannot be had yet, lies out of reach, or
        whose cost is not asked for."""
        texas = {"zips": [], "counties": [], "states": ["TX"]}
        passed_over = (("dental", 240, {"benefits": ["dental"], "service_area": "unlimited"}, []),
                       ("later", 230, {"available_from": "2027-01-31", "service_area": "unlimited"}, []),
                       ("faraway", 250, {"service_area": texas}, []),
                       ("private", 245, {"source": "other"}, ["-r", "non-employer-cost=never-reasonable"]))
        real = self.plan("real", 210)
        for name, increase, changes, options in passed_over:
            plans = [{**self.plan(name, increase), **changes}, real]
            self.assertEqual(["cost test of plan real turns at 5.25 %"],
                             self.reasons(self.with_plans(plans), *options), name)
        dental = {**self.plan("dental", 240), "benefits": ["dental"]}
        self.assertEqual(["cost test of plan dental turns at 6 %"],
                         self.reasons(self.with_plans([dental, real]), "-r", "dental-only=counts"))

    def test_a_plan_out_of_reach_closes_d_where_it_is_read_literally(self):
        faraway = {**self.plan("faraway", 250), "service_area": {"zips": [], "counties": [], "states": ["TX"]}}
        near = {**self.plan("near", 10), "service_area": "unlimited"}
        text = self.with_plans([faraway], parent_seeking={"gross_income": {"amount": 900, "per": "month"},
                                                          "plans": [near], "maintain_coverage": None})
        self.assertEqual(["cost test of plan faraway turns at 6.25 %"],
                         self.reasons(text, "-r", "inaccessible-plan=literal"))

    def test_the_plan_of_a_custodian_who_is_never_ordered_is_not_named(self):
        """60.00 of unknown period are 3,120.00 a year at the most, 6.5 %; where that test turns is open."""
        open_cost = {**self.plan("open", 60), "service_area": "unlimited", "cost": {"add_dependents": "60.00"}}
        custodian = {"kind": "custodian", "gross_income": {"amount": 4000, "per": "month"},
                     "plans": [self.plan("custodial", 240)], "maintain_coverage": None}
        text = self.with_plans([open_cost], parent_seeking=custodian)
        self.assertEqual(["a cost test turns"], self.reasons(text))

    def test_reason_of_a_reading_is_what_determine_gives(self):
        text = generated(300)
        path = self.path("moved.csv")
        run("simulate", "--vary", "reading:covered-exemption=any-plan", "--moved", path, text=text)
        after, _ = determined(text, "-r", "covered-exemption=any-plan")
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertGreater(len(rows), 5)
        for row in rows:
            self.assertEqual(after[row["case_id"], row["child_id"]], row["to"])
            self.assertEqual("reading covered-exemption=any-plan", row["reason"])

    def test_written_to_a_file(self):
        path = self.path("out.json")
        self.assertEqual("", run("simulate", "--json", "-o", path, text=case()).out)
        self.assertEqual(run("simulate", "--json", text=case()).out, read(path))


class Page(html.parser.HTMLParser):
    """Reads a page and notes what it is made of."""

    def __init__(self, text):
        super().__init__()
        self.stack, self.tags, self.ids, self.references, self.faults = [], Counter(), [], [], []
        self.text = ""
        self.feed(text)
        if self.stack:
            self.faults.append(f"open at the end: {self.stack}")

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags[tag] += 1
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for name in ("aria-labelledby", "aria-describedby"):
            self.references += attributes.get(name, "").split()
        for name, value in attrs:
            if name in ("src", "href", "srcset", "onclick", "onload") or (value and "//" in value):
                self.faults.append(f"{tag} {name}={value}")
        if tag == "svg" and "aria-hidden" not in attributes and attributes.get("role") != "img":
            self.faults.append("a picture without a role")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"stray </{tag}>")

    def handle_data(self, data):
        self.text += data + " "


class Pages(Case):
    def page(self, text, *options):
        path = self.path("page.html")
        result = run("simulate", *options, "--html", path, text=text)
        self.assertEqual(0, result.code, result.err)
        return read(path)

    def check(self, source):
        page = Page(source)
        self.assertEqual([], page.faults)
        self.assertEqual(len(page.ids), len(set(page.ids)))
        self.assertLessEqual(set(page.references), set(page.ids))
        self.assertEqual(0, page.tags["script"] + page.tags["img"] + page.tags["link"] + page.tags["iframe"])
        self.assertEqual(1, page.tags["h1"])
        self.assertEqual(page.tags["table"], page.tags["caption"])
        for name in re.findall(r"url\(([^)]*)\)", source):
            self.assertIn(name, ("#stripes", "#dots"))
        self.assertNotIn("@import", source)
        return page

    def test_whatever_is_varied(self):
        text = generated(400)
        for options in ([], ["--vary", "percent=3..10:0.5"], ["--vary", "percent=8"], ["--vary", "default-share=40,60"],
                        ["--vary", "reading:custodian"], ["--vary", "percent=3,4,6", "--vary", "default-share=40,60"],
                        ["--vary", "percent=3..8:1", "--vary", "reading:custodian", "--vary", "reading:dental-only"],
                        ["--vary", "percent=1..64", "--vary", "reading:covered-exemption",
                         "--vary", "reading:unwilling-coverage"]):
            page = self.check(self.page(text, *options))
            self.assertGreaterEqual(page.tags["figure"], 2, options)
            self.assertIn("Method and limits", page.text)

    def test_without_open_facts_and_without_cases(self):
        self.assertNotIn("What missing facts leave open",
                         self.check(self.page(generated(100, "0"), "--vary", "percent=3..5")).text)
        self.assertIn("Nobody moves", self.check(self.page("", "--vary", "percent=3..5")).text)

    def test_no_case_is_named(self):
        text = generated(100)
        source = self.page(text, "--vary", "percent=3..10:1")
        self.assertIn("children", source)
        for line in text.splitlines():
            self.assertNotIn(json.loads(line)["case_id"], source)

    def test_light_dark_and_paper(self):
        source = self.page(generated(50), "--vary", "percent=3,8")
        for piece in "color-scheme:light dark", "prefers-color-scheme:dark", "@media print", 'lang="en"':
            self.assertIn(piece, source)

    def test_figures_of_the_tables(self):
        text = generated(400)
        setting = run("simulate", "--json", "--vary", "percent=3,5", text=text).parsed()["settings"][0]
        row = re.search(r'<th scope="row">3 %</th>(.*?)</tr>', self.page(text, "--vary", "percent=3,5")).group(1)
        cells = [int(n.replace(",", "")) for n in re.findall(r"<td[^>]*>([\d,]+) <small>", row)]
        self.assertEqual([n for n in setting["children"].values() if n], [n for n in cells if n])


    def finding(self, source):
        """What the page says first, without its marks."""
        lead = re.search(r'<ul class="found">(.*?)</ul>', source, re.DOTALL).group(1)
        return " ".join(re.sub(r"<[^>]*>", " ", lead).split())

    def table(self, source, caption):
        """The table whose caption begins so, without the caption."""
        return source.split(f"<caption>{caption}")[1].split("</table>")[0]

    def rows(self, table):
        return re.findall(r'<th scope="row">(.*?)</th>', table)

    def test_the_lead_names_who_pays_another_percentage(self):
        """They do not move, and yet not every child comes out as under the baseline."""
        text = generated(400, "0")
        options = ["--vary", "default-share=30,50"]
        movers = run("simulate", "--json", *options, text=text).parsed()["settings"][0]["movers"]
        self.assertEqual((0, True), (movers["children"], movers["other_percentage"] > 1))
        lead = self.finding(self.page(text, *options))
        self.assertIn(f"{movers['other_percentage']} children stay under (E) or (F) with another percentage", lead)
        self.assertIn("under a default share of 30 %", lead)
        self.assertNotIn("comes out as under the baseline", lead)
        self.assertNotIn("percentage", self.finding(self.page(text, "--vary", "percent=3,5")))

    def test_the_lead_says_most_only_of_most(self):
        text = generated(400, "0")
        for percent in "3", "4", "10":
            setting = run("simulate", "--json", "--vary", f"percent={percent}", text=text).parsed()["settings"][1]
            flow = max(setting["movers"]["flows"], key=lambda flow: flow["children"])
            lead = self.finding(self.page(text, "--vary", f"percent={percent}"))
            self.assertIn(f"The largest part, {flow['children']}, from {flow['from'][3:]} to {flow['to'][3:]}.", lead)
            self.assertNotIn("Most of them", lead)
        alone = self.finding(self.page(case(), "--vary", "percent=4"))
        self.assertIn("1 child moves under a ceiling of 4 %: 100.0 % of all, in 1 case, from (C) to (F).", alone)

    def test_the_lead_says_where_information_is_needed(self):
        """Silence settles the case of a silent parent, unless it is read as a reason to wait."""
        silent = case(parent_not_seeking={"gross_income": {"amount": "4000.00", "per": "month"}},
                      information_requests=SILENCE)
        lead = self.finding(self.page(silent, "--vary", "reading:one-silent"))
        self.assertIn("1 child needs information under the reading one-silent=wait: 100.0 % of all. Under the baseline "
                      "nobody does.", lead)
        text = "\n".join([silent, case(case_id="t-2"), case(case_id="t-3", parent_not_seeking={})])
        lead = self.finding(self.page(text, "--vary", "reading:one-silent"))
        self.assertIn("1 child needs information under the baseline: 33.3 % of all; the most, 2 under the reading "
                      "one-silent=wait: 66.7 % of all.", lead)
        self.assertNotIn("0 children", lead)

    def test_the_lead_says_who_may_move(self):
        """Where the income is unknown nobody is seen to move; that is not to say that every child comes out the same."""
        document = json.loads(case())
        document["parent_not_seeking"]["gross_income"] = None
        lead = self.finding(self.page(json.dumps(document), "--vary", "percent=5,8"))
        self.assertIn("Nobody moves by the facts that are known. Once missing facts are, 1 child may under a ceiling of "
                      "8 %: 100.0 % of all.", lead)
        self.assertNotIn("comes out as under the baseline", lead)
        self.assertIn("Nothing is varied", self.finding(self.page(case())))

    def test_bounds_are_shown_where_something_is_open(self):
        """A higher ceiling moves the child whether or not silence is waited out; the first such setting is settled."""
        plans = json.loads(case())["parent_not_seeking"]["plans"]
        income = {"amount": "4000.00", "per": "month"}
        text = case(parent_not_seeking={"gross_income": income}, parent_seeking={"gross_income": income, "plans": plans},
                    information_requests=SILENCE)
        source = self.page(text, "--baseline", "percent=4", "--vary", "percent=5,4", "--vary", "reading:one-silent")
        self.assertEqual(["4 %, use-what-is-known <small>baseline</small>", "5 %, use-what-is-known", "5 %, wait"],
                         self.rows(self.table(source, "The fewest and the most children")))

    def test_one_case_is_left_out_and_two_are(self):
        for rejected, words in (("x", "1 case could not be read and is left"),
                                ("x\nx", "2 cases could not be read and are left")):
            path = self.path("page.html")
            self.assertEqual(1, run("simulate", "--html", path, text=f"{case()}\n{rejected}\n").code)
            self.assertIn(words, read(path))

    def test_colours_of_those_who_move(self):
        """What the page says of the colours holds of the bars and of the bands of the flow charts."""
        text = generated(400)
        source = self.page(text, "--vary", "percent=3,5,8")
        self.assertIn("Bars, and the bands between two outcomes, have the colour of the outcome that it comes to", source)
        labels = [name[3:] if name in PARAGRAPHS else name.replace("_", " ") for name in STANDINGS]
        bands = re.findall(r'<path class="band ms-(\d)"[^>]*><title>(.*) to (.*): [\d,]+</title>', source)
        self.assertGreater(len(bands), 6)
        for colour, _, to in bands:
            self.assertEqual(labels[int(colour)], to)
        chart = source.split("<title id")[2].split("</svg>")[0]
        flows = run("simulate", "--json", "--vary", "percent=3,5,8", text=text).parsed()["settings"]
        reached = [sorted({STANDINGS.index(f["to"]) for f in s["movers"]["flows"]}) for s in flows]
        self.assertEqual([colour for setting in reached for colour in setting],
                         [int(colour) for colour in re.findall(r'<rect class="ms-(\d)"', chart)])

    def test_no_chart_is_drawn_of_nobody(self):
        source = self.page(generated(100, "0"), "--vary", "default-share=30,50")
        movers = source.split('id="movers"')[1].split("</section>")[0]
        self.assertNotIn("<figure", movers)
        self.assertNotIn("colour", movers)
        self.assertIn("<table", movers)

    def test_every_column_of_numbers_has_a_heading_of_its_own(self):
        """A group of columns has one over it as well, and says so in a way that is not for the eyes alone."""
        source = self.page(generated(400), "--vary", "percent=3,8")
        tables = re.findall(r"<table.*?</table>", source, re.DOTALL)
        for table in tables:
            heads = re.findall(r"<tr>(.*?)</tr>", table.split("<thead>")[1].split("</thead>")[0], re.DOTALL)
            cells = len(re.findall(r"<t[hd]", table.split("<tbody>")[1].split("</tr>")[0]))
            self.assertEqual(cells, heads[-1].count('<th scope="col"'), heads)
            self.assertNotIn("colspan", heads[-1])
            over = [int(n) for n in re.findall(r'<th scope="colgroup" class="over" colspan="(\d)"', heads[0])]
            self.assertEqual(over, [int(n) for n in re.findall(r'<colgroup span="(\d)"', table)])
            self.assertIn(sum(over), (0, cells - 1))
        bounds = self.table(source, "The fewest and the most children")
        self.assertEqual(["least", "most"] * 7, re.findall(r'<th scope="col">(.*?)</th>', bounds))

    def test_the_baseline_has_a_row_among_many_settings(self):
        """Bars and the column of changes refer to it, wherever it stands among the settings."""
        text = generated(40, "0")
        for percent, shown in (("0..5:0.02", "first 199 settings and the baseline, of 251"),
                               ("5..10:0.02", "first 200 settings, of 251")):
            source = self.page(text, "--vary", f"percent={percent}")
            for caption in "Children by outcome", "Children and cases that move", "Premiums ordered a month":
                table = self.table(source, caption)
                self.assertEqual(200, len(self.rows(table)))
                self.assertEqual(1, self.rows(table).count("5 % <small>baseline</small>"), caption)
                self.assertEqual(1, table.count('<tr class="baseline">'))
            self.assertEqual(3, source.count(shown))
        numbered = self.page(text, "--vary", "percent=0..5:0.02", "--vary", "default-share=40,50")
        self.assertIn("502 (baseline)", self.rows(self.table(numbered, "The settings by number")))
        self.assertNotIn("The table has the first", self.page(text, "--vary", "percent=3..5"))

    def labels(self, chart):
        """Where the words of a chart are, as broad as its font makes them or a little broader: left, right, above, text."""
        for marks, x, y, anchor, words in re.findall(
                r'<text class="([^"]*)" x="(\d+)" y="(\d+)" text-anchor="(\w+)">([^<]*)</text>', chart):
            width = len(words) * (8 if "marked" in marks or "group" in marks else 7)
            left = int(x) - {"start": 0, "middle": width // 2, "end": width}[anchor]
            yield left, left + width, int(y) - 10, words

    def test_no_label_is_drawn_over_another(self):
        text = generated(300)
        for options in (["percent=5,6,7"], ["percent=3,4,5"], ["percent=4.9,5,5.05,5.1,50"], ["percent=0..5:0.02"],
                        ["percent=3..10:0.5"], ["percent=3,3.01,3.02,12.25,12.26,100"], ["default-share=30,50"],
                        ["percent=4,6", "reading:custodian"], ["percent=0..100:0.25", "reading:dental-only"]):
            source = self.page(text, *(word for option in options for word in ("--vary", option)))
            for chart in re.findall(r'<svg role="img".*?</svg>', source, re.DOTALL):
                labels = list(self.labels(chart))
                for i, (left, right, top, words) in enumerate(labels):
                    self.assertTrue(left >= -8 and right <= 868, (options, words))
                    touching = [other[3] for other in labels[:i]
                                if other[0] < right and left < other[1] and abs(other[2] - top) < 10]
                    self.assertEqual([], touching, (options, words))

    def test_numbers_on_the_scale_of_percentages(self):
        """Thinned by place: the ends stay, the baseline where there is room, then the roundest."""
        text = generated(40)
        for percent, numbers in (("4.9,5,5.05,5.1,50", "4.9 50"), ("5,6,7", "5 6 7"),
                                 ("3..8:0.7", "3 3.7 4.4 5 5.8 6.5 7.2 7.9"),
                                 ("0..5:0.02", "0 0.5 1 1.5 2 2.5 3 3.5 4 4.5 5"), ("0..20", "0 2 5 8 10 12 14 16 18 20"),
                                 ("3..10:0.5", "3 3.5 4 4.5 5 5.5 6 6.5 7 7.5 8 8.5 9 9.5 10")):
            chart = self.page(text, "--vary", f"percent={percent}").split('role="img"')[1].split("</svg>")[0]
            found = [words for _, _, top, words in self.labels(chart) if words[-1] != "%" and top > 390]
            self.assertEqual(numbers.split(), found[:-1], percent)
            self.assertIn(">baseline 5 %</text>", chart)


class Refusals(Case):
    def test_what_cannot_be_varied(self):
        for value, part in (("percnt=5", "did you mean 'percent'?"), ("percent=3..x", "'x' is no percentage"),
                            ("custodian", "did you mean 'reading:custodian'?"), ("percent", "has no values"),
                            ("reading:custodian=as-parnet", "did you mean 'as-parent'?")):
            self.bad(run("simulate", "--vary", value, text=case()), "--vary: ", part)
        self.bad(run("simulate", "--vary", "percent=1..65", "--vary", "default-share=1..64", text=case()), "4,096")
        nine = ["unwilling-coverage", "inaccessible-plan", "public-through-other", "non-employer-cost",
                "covered-exemption", "dental-only", "custodian", "one-silent", "both-silent"]
        self.bad(run("simulate", *(x for name in nine for x in ("--vary", f"reading:{name}")), text=case()), "at most 8")

    def test_other_options(self):
        self.bad(run("simulate", "--baseline", "percent", text=case()), "--baseline: 'percent' has no value")
        self.bad(run("simulate", "--baseline=", text=case()), "--baseline: '' has no value; write percent=5")
        self.bad(run("simulate", "--vary=", text=case()), "--vary: there is nothing called ''; it is percent")
        twice = "--baseline: 'reading:custodian' is set twice"
        for options in (["-r", "custodian=as-parent", "--baseline", "reading:custodian=never-ordered"],
                        ["--baseline", "reading:custodian=never-ordered", "-r", "custodian=as-parent"],
                        ["--baseline", "reading:custodian=as-parent", "--baseline", "reading:custodian=as-parent"]):
            self.bad(run("simulate", *options, text=case()), twice)
        many = [x for _ in range(12) for x in ("--baseline", "percent=5")]
        self.bad(run("simulate", *many, text=case()), "--baseline: at most 11 of them")
        self.bad(run("simulate", "--csv", "--json", text=case()), "--csv", "--json")
        self.bad(run("simulate", "--threads", "0", text=case()), "--threads")
        self.bad(run("simulate", "--as-of", "2019-01-01", text=case()), "2019-08-28")
        self.bad(run("simulate", "--tables", self.folder, "x.ndjson"), "--tables or files")
        self.bad(run("simulate", self.path("none.ndjson")), "none.ndjson", "No such file")
        self.bad(run("simulate", "--tables", self.path("none")), "cases.csv")

    def test_rejects(self):
        good = json.dumps(json.loads(case()))
        text = f'{good}\nnonsense\n\n{{"format": "medsupport.case/1"}}\n{good}\n'
        path = self.path("rejects.ndjson")
        result = run("simulate", "--json", "--rejects", path, text=text)
        self.assertEqual(1, result.code, result.err)
        self.assertEqual({"cases": 2, "children": 2, "rejected": 2}, result.parsed()["caseload"])
        records = [json.loads(line) for line in read(path).splitlines()]
        self.assertEqual([2, 4], [record["line"] for record in records])
        self.assertEqual("nonsense", records[0]["original"])
        self.assertTrue(all(problem["expected"] for record in records for problem in record["problems"]))
        told = run("simulate", text=text)
        self.assertEqual(1, told.code)
        self.assertIn("2:1: found", told.err)
        self.assertIn("2 cases could not be read and are left out.", told.out)
        self.assertIn("1 case could not be read and is left out.", run("simulate", text=f"{good}\nnonsense\n").out)

    def test_outputs_appear_whole_or_not_at_all(self):
        code, err = run_on_full_disk("simulate", text=case().encode())
        self.assertEqual(2, code)
        self.assertIn("cannot write", err)
        for option in "--html", "--moved", "--rejects", "--output":
            result = run("simulate", option, self.path("none/x"), "--vary", "percent=3", text=case())
            self.bad(result, "cannot write")
        full = run("simulate", "--moved", "/dev/full", "--vary", "percent=3", text=generated(300))
        self.bad(full, "cannot write /dev/full")
        path = self.path("moved.csv", "as before")
        self.assertEqual(1, run("simulate", "--moved", path, "--vary", "percent=3", text="nonsense").code)
        self.assertEqual(1, len(read(path).splitlines()))
        self.assertEqual(["moved.csv"], os.listdir(self.folder))
