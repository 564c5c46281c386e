"""medsupport readings, gaps, form14, law and help; names and options mistyped."""

import json
import re

from harness import ANSI, COMMANDS, ROOT, Case, case, example, examples, run, run_on_full_disk


def rows(path):
    with open(f"{ROOT}/{path}", encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


class Readings(Case):
    names = ["unwilling-coverage", "inaccessible-plan", "public-through-other", "non-employer-cost",
             "covered-exemption", "dental-only", "custodian", "one-silent", "both-silent"]

    def test_all(self):
        text = run("readings").out
        positions = [text.index(f"\n{name}  (" if name != self.names[0] else f"{name}  (") for name in self.names]
        self.assertEqual(sorted(positions), positions)
        self.assertEqual(9, text.count("(default)"))
        self.narrow(text, "readings")

    def test_json(self):
        table = run("readings", "--json").parsed()
        self.assertEqual(self.names, [row["name"] for row in table])
        for row in table:
            self.assertEqual(row["default"], row["choices"][0]["name"])
            for field in ("paragraph", "question", "reason"):
                self.assertGreater(len(row[field]), 2)

    def test_choices_are_taken_by_determine(self):
        lines = run("readings", "--choices").out.splitlines()
        self.assertEqual(sum(len(row["choices"]) for row in run("readings", "--json").parsed()), len(lines))
        for line in lines:
            self.assertIn(run("determine", "-r", line, text=case()).code, (0, 3, 4), line)

    def test_one(self):
        text = run("readings", "custodian").out
        self.assertIn("as-parent", text)
        self.assertNotIn("dental-only", text)
        self.assertEqual(["custodian"], [row["name"] for row in run("readings", "--json", "custodian").parsed()])

    def test_unknown(self):
        self.bad(run("readings", "custodain"), "did you mean 'custodian'?")
        self.bad(run("readings", "a", "b"), "[NAME]")


class Gaps(Case):
    def counts(self, *options):
        return run("gaps", "--json", *options).parsed()

    def test_literal_text(self):
        parent = self.counts()["literal"]["parent"]
        self.assertEqual((288, 156, 36, 96),
                         tuple(parent[name] for name in ("situations", "one", "none", "several")))
        self.assertEqual({"unwilling-coverage": 12, "inaccessible-plan": 6, "public-through-other": 18},
                         {family["reading"]: family["count"] for family in parent["no_outcome"]})
        doubles = {"".join(p[4] for p in family["paragraphs"]): family["count"]
                   for family in parent["several_outcomes"]}
        self.assertEqual({"AD", "AE", "AF", "BD", "BE", "BF"}, set(doubles))
        self.assertEqual(96, sum(doubles.values()))

    def test_literal_text_by_another_count(self):
        """The nine facts walked here, the six paragraphs written out from the text once more."""
        found = {"none": 0, "one": 0, "several": 0}
        for bits in range(512):
            nc, nr, na, sc, sr, sa, wants, through, enrolled = ((bits >> i) & 1 for i in range(9))
            if wants > sc or through > enrolled:
                continue
            neither = not (nr and na) and not (sr and sa)
            holds = [nc, not nc and sc and wants, not nc and not sc and nr and na, not nr and sr and sa,
                     neither and through, neither and not enrolled]
            count = sum(map(bool, holds))
            found["none" if count == 0 else "one" if count == 1 else "several"] += 1
        parent = self.counts()["literal"]["parent"]
        self.assertEqual(found, {name: parent[name] for name in found})

    def test_other_seekers(self):
        """A custodian is the parent of the literal text; an agency has no plan."""
        literal = self.counts()["literal"]
        for kind, counts in (("custodian", (288, 156, 36, 96)), ("agency", (24, 15, 3, 6))):
            self.assertEqual(counts, tuple(literal[kind][name] for name in ("situations", "one", "none", "several")))

    def test_defaults_leave_no_gap(self):
        chosen = self.counts()["chosen"]
        for kind in ("parent", "custodian", "agency"):
            self.assertEqual(0, chosen[kind]["none"])
            self.assertEqual([], chosen[kind]["no_outcome"])

    def test_each_literal_reading_brings_its_family(self):
        for reading, count in (("unwilling-coverage", 12), ("inaccessible-plan", 6), ("public-through-other", 18)):
            chosen = self.counts("--reading", reading + "=literal")["chosen"]
            self.assertEqual("literal", chosen["readings"][reading])
            self.assertEqual([(reading, count)],
                             [(family["reading"], family["count"]) for family in chosen["parent"]["no_outcome"]])

    def test_an_example_is_undecided_when_determined(self):
        """The facts of the example of a family as a case: determine comes to the same."""
        for family in self.counts()["literal"]["parent"]["no_outcome"]:
            facts = family["example"]
            result = run("determine", "--json", "-r", f"{family['reading']}=literal", text=as_case(facts))
            self.assertEqual("undecided", result.parsed()["status"], family["reading"])

    def test_text(self):
        text = run("gaps", "--reading", "inaccessible-plan=literal").out
        self.assertIn("288 situations; 156 with one outcome, 36 with none, 96 with more than one", " ".join(text.split()))
        self.assertIn("Under the chosen readings (inaccessible-plan=literal)", text)
        self.narrow(text, "gaps")
        every = [option for row in run("readings", "--json").parsed()
                 for option in ("-r", f"{row['name']}={row['choices'][-1]['name']}")]
        self.narrow(run("gaps", *every).out, "gaps with every reading")
        self.assertIn("Under the default readings", run("gaps").out)
        self.bad(run("gaps", "file"))


def as_case(facts):
    """A case in which the nine facts are so."""
    def parent(who, identifier):
        plans = []
        if facts[who + "_covers"]: # a policy that ends today, and cannot be had again
            plans.append({"id": identifier + "-now", "source": "employer", "covers": ["c1"],
                          "available_from": "2027-01-01", "cost": {"per": "month", "add_dependents": "900"},
                          "service_area": "unlimited"})
        cost = "1.00" if facts[who + "_plan_reasonable"] else "900.00"
        area = "unlimited" if facts[who + "_plan_accessible"] else {"zips": []}
        plans.append({"id": identifier, "source": "employer", "covers": [],
                      "cost": {"per": "month", "add_dependents": cost}, "service_area": area})
        return {"gross_income": {"amount": "1000", "per": "month"}, "plans": plans}
    through = "parent_seeking" if facts["public_coverage_through_parent_seeking"] else "parent_not_seeking"
    public = {"program": "chip", "through": through} if facts["public_coverage"] else False
    seeking = {**parent("parent_seeking", "s"), "maintain_coverage": facts["parent_seeking_wants_to_maintain"]}
    home = {"state": "MO", "county": "Cole", "zip": "65101"}
    return case(children=[{"id": "c1", "public_coverage": public, "residence": home}],
                parent_not_seeking=parent("parent_not_seeking", "n"), parent_seeking=seeking)


class Form14(Case):
    def percents(self, *options, code=0):
        result = run("form14", "--json", *options)
        self.assertEqual(code, result.code, result.err)
        return result.parsed()

    def test_shares(self):
        table = self.percents("--line-1", "4000,1950")
        self.assertEqual({"parent_not_seeking": "67.2", "parent_seeking": "32.8"}, table["line_4_percent"])
        self.assertEqual("67.20", table["percentage"])
        self.assertEqual("line_4", table["basis"])

    def test_rounding(self):
        lines = self.percents("--line-1=1000.50,1000.49")["lines"]
        self.assertEqual({"given": "1000.50", "entered": 1001}, lines["parent_not_seeking"]["line_1"])
        self.assertEqual({"given": "1000.49", "entered": 1000}, lines["parent_seeking"]["line_1"])
        # 2001 / 4000 = 50.025 %: down; 1001 / 2000 = 50.05 %: a tie, up
        self.assertEqual("50.0", self.percents("--line-1=2001,1999")["line_4_percent"]["parent_not_seeking"])
        self.assertEqual("50.1", self.percents("--line-1=1001,999")["line_4_percent"]["parent_not_seeking"])
        self.assertEqual("49.9", self.percents("--line-1=1001,999")["line_4_percent"]["parent_seeking"])

    def test_all_lines(self):
        table = self.percents("--line-1", "3000,2000", "--line-1a", "0,100", "--line-2a", "500,0", "--line-2b", "100,0",
                              "--line-2c", "400,4000")
        self.assertEqual(2000, table["lines"]["parent_not_seeking"]["line_3"])
        self.assertEqual(0, table["lines"]["parent_seeking"]["line_3"])
        self.assertEqual("100.0", table["line_4_percent"]["parent_not_seeking"])

    def test_combined_zero(self):
        table = self.percents("--line-1", "0,0")
        self.assertIsNone(table["line_4_percent"]["parent_not_seeking"])
        self.assertEqual(("50.00", "zero_combined"), (table["percentage"], table["basis"]))
        self.assertIn("undefined", run("form14", "--line-1", "0,0").out)
        self.bad(run("form14", "--line-1", "1000,2", "--line-1", "3,4"), "--line-1 is given twice: 1000,2 and 3,4")

    def test_unknown_is_not_zero(self):
        table = self.percents("--line-1", "4000,?", code=3)
        self.assertIsNone(table["percentage"])
        self.assertIsNone(table["lines"]["parent_seeking"]["line_1"]["given"])
        self.assertIsNone(table["lines"]["parent_seeking"]["line_3"])
        self.assertIn("not known", run("form14", "--line-1", "4000,?").out)

    def test_case_documents(self):
        lines = {"parent_not_seeking": {"line_1": 4000, "line_1a": 0, "line_2a": 0, "line_2b": 0, "line_2c": 0},
                 "parent_seeking": {"line_1": "1950", "line_1a": 0, "line_2a": 0, "line_2b": 0, "line_2c": 0}}
        path = self.path("a.json", case(form_14={"calculated": True, "lines": lines}))
        self.assertEqual("67.20", self.percents(path)["percentage"])
        path = self.path("b.json", case(form_14={"calculated": True, "line_4_percent": "61.3"}))
        table = self.percents(path)
        self.assertEqual(("61.30", "line_4"), (table["percentage"], table["basis"]))
        self.assertEqual("38.7", table["line_4_percent"]["parent_seeking"])
        table = self.percents(self.path("c.json", case()))
        self.assertEqual(("50.00", "no_form_14"), (table["percentage"], table["basis"]))
        self.percents(self.path("d.json", case(form_14=None)), code=3)
        self.assertEqual(0, run("form14", "-", text=case()).code)

    def test_text(self):
        for options in (["--line-1", "4000.5,1950"], ["--line-1", "999999999.99,999999999.99"], ["--line-1", "?,?"]):
            self.narrow(run("form14", *options).out, str(options))
        for path in examples():
            self.narrow(run("form14", path).out, path)
        self.assertIn("4001 / 5951 = 67.232...%", run("form14", "--line-1", "4000.5,1950").out)

    def test_bad_usage(self):
        self.bad(run("form14"), "--line-1 PNS,PSS or a FILE")
        self.bad(run("form14", "--line-1", "4000"), "--line-1: '4000' is not two amounts")
        self.bad(run("form14", "--line-1", "4000,-1"), "not two amounts")
        self.bad(run("form14", "--line-1", "4000,1,2"), "not two amounts")
        self.bad(run("form14", "--line-2a", "1,2"), "--line-1 PNS,PSS is missing")
        self.bad(run("form14", "--line-1", "1,2", example("5e-medicaid")), "give one of the two")
        self.bad(run("form14", "--line-1", "1,2", "--as-of", "2018-01-01"), "expected 2019-08-28 or later")


class Law(Case):
    def test_every_paragraph(self):
        text = run("law").out
        self.narrow(text, "law")
        for row in rows("law/citations.txt"):
            citation, summary = (part.strip() for part in row.split("|"))
            label = citation.removeprefix("13 CSR 40-112.010")
            self.assertIn(label + "\n", text)
            self.assertIn(" ".join(summary.split()), " ".join(text.split()))
            whole = run("law", citation)
            self.assertEqual(0, whole.code)
            self.assertIn(" ".join(summary.split()), " ".join(whole.out.split()))
            self.narrow(whole.out, citation)

    def test_one_paragraph(self):
        text = run("law", "5c").out
        self.assertEqual(text, run("law", "(5)(C)").out)
        self.assertEqual(text, run("law", "13 CSR 40-112.010(5)(C)").out)
        self.assertRegex(text, r"law/obligation\.c:\d+ ms_rule_5c: proved")
        self.assertIn("tests/scenarios/", text)
        self.assertIn("unwilling-coverage", text)
        self.assertNotIn("covered-exemption:", text)

    def test_other_law(self):
        text = run("law", "RSMo 452.340.5").out
        self.assertEqual(text, run("law", "rsmo452.340.5").out)
        self.assertRegex(text, r"law/duration\.c:\d+ ms_duty_october_first: proved")
        self.assertNotIn("Readings", text)
        self.assertEqual(3, run("law", "RSMo 452.340").out.count("RSMo 452.340."))
        self.assertEqual(2, run("law", "RSMo 454.633").out.count("RSMo 454.633."))
        self.assertEqual(run("law", "RSMo 452.340").out, run("law", "452.340").out)
        # A number alone is the rule's: 1 and 2 do not begin "15 USC" and "29 USC".
        for paragraph in ("1", "2", "5"):
            self.assertNotIn("USC", run("law", paragraph).out)

    def test_a_whole_document(self):
        for document in ("13 CSR 40-112.010", "Form 14", "RSMo"):
            of_it = [row.split("|")[0].strip() for row in rows("law/citations.txt") if row.startswith(document)]
            text = run("law", document).out
            self.assertEqual(of_it, [line for line in text.split("\n") if line in of_it])
            self.assertGreater(len(of_it), 1)

    def test_places_are_true(self):
        for place, name in re.findall(r"- (\S+:\d+) (ms_\w+)", run("law", "5").out + run("law", "2").out):
            path, line = place.split(":")
            with open(f"{ROOT}/{path}", encoding="utf-8") as file:
                self.assertIn(name, file.read().splitlines()[int(line) - 1])

    def test_several(self):
        text = run("law", "5").out
        self.assertEqual(6, text.count("13 CSR 40-112.010(5)("))
        self.assertIn("Form 14, line 1\n", run("law", "line 1").out)
        self.assertNotIn("Form 14, line 1a\n", run("law", "line 1").out)
        self.assertIn("13 CSR 40-112.010(2)\n", run("law", "2").out)

    def test_unknown(self):
        self.bad(run("law", "(5)(G)"), "no paragraph", "did you mean")
        self.bad(run("law", "()"), "no paragraph")


class Help(Case):
    def test_list(self):
        listed = run("help")
        self.assertEqual(0, listed.code)
        self.assertEqual(listed.out, run("--help").out)
        self.assertEqual(listed.out, run("-h").out)
        for name in COMMANDS:
            self.assertRegex(listed.out, rf"\n  {name} +\S")
        self.narrow(listed.out, "help")

    def test_each_command(self):
        for name in COMMANDS:
            one = run("help", name)
            self.assertEqual(0, one.code)
            self.assertEqual(one.out, run(name, "--help").out)
            self.assertEqual(one.out, run(name, "-h", "whatever", "else").out)
            self.assertIn(f"Usage: medsupport {name}", one.out)
            self.assertIn("\nExamples:\n  medsupport ", one.out)
            self.narrow(one.out, name)

    def test_version(self):
        self.assertRegex(run("--version").out, r"^medsupport \d+\.\d+\.\d+\n$")
        self.assertEqual(run("--version").out, run("-V").out)

    def test_mistyped(self):
        self.bad(run(), "medsupport help")
        self.bad(run("detremine"), "did you mean 'determine'?")
        self.bad(run("xyzzy"), "there is no command 'xyzzy'; ")
        self.bad(run("help", "raedings"), "did you mean 'readings'?")
        self.bad(run("--versoin"), "did you mean '--version'?")
        self.bad(run("--version", "x"), "--version stands alone, found 'x' behind it")
        self.bad(run("help", "ask", "determine"), "'ask' has no parts, found 'determine'")
        self.bad(run("determine", "--jsno"), "did you mean '--json'?", "medsupport determine --help")
        self.bad(run("determine", "-x"), "no option '-x'")
        self.bad(run("determine", "--json=yes", example("5e-medicaid")), "takes no value")
        self.bad(run("determine", "--as-of"), "lacks its value")
        self.bad(run("gaps", "--as-of", "2026-01-01"), "gaps has no option '--as-of'")
        self.assertEqual(0, run("determine", "--", example("5e-medicaid")).code)
        self.bad(run("determine", "--", "--json"), "cannot read --json")

    def test_no_colour_where_nobody_looks(self):
        for name in ("readings", "gaps", "law"):
            plain, always = run(name).out, run(name, "--color=always").out
            self.assertNotIn("\x1b", plain)
            self.assertEqual(plain, ANSI.sub("", always))
            self.assertIn("\x1b", always)

    def test_output_errors(self):
        for arguments in (["readings"], ["gaps"], ["law"], ["form14", "--line-1", "1,2"], ["help"], ["--version"]):
            code, said = run_on_full_disk(*arguments)
            self.assertEqual(2, code, arguments)
            self.assertIn("No space left", said)

    def test_json_is_json(self):
        for arguments in (["readings"], ["gaps"], ["form14", "--line-1", "1,2"]):
            path = self.path("out.json")
            self.assertEqual(0, run(*arguments, "--json", "-o", path).code)
            with open(path, encoding="utf-8") as file:
                json.load(file)
