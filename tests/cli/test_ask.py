"""medsupport ask, driven through a pipe and on a terminal."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import time

import harness
from harness import Case, case, environment, example, examples, read, run, run_on_full_disk

POSSIBLE = re.compile(r"^(?:Still possible|Settled): .*$", re.MULTILINE)

# The first four questions of a new case.
BEGIN = ["2026-7", "Ana Diaz, Ben Diaz", "establish", "parent"]

# Ctrl-C and Ctrl-D, which need no line of their own.
INTERRUPT, END = "\x03", "\x04"
KEYS = (INTERRUPT.encode(), END.encode())


def answers(*lines):
    return "".join(line + "\n" for line in lines)


class New(Case):
    def ask(self, *lines, options=()):
        self.file = self.path("case.json")
        return run("ask", *options, self.file, text=answers(*lines))

    def document(self):
        return json.loads(read(self.file))

    def test_a_whole_interview(self):
        result = self.ask(*BEGIN, "acme-ppo", "none", "none", "alone 120, family 310, month", "4000 a month",
                          "everywhere")
        self.assertEqual(0, result.code, result.out + result.err)
        self.assertEqual("", result.err)
        self.assertIn("Settled: (5)(C).", result.out)
        self.assertIn("Saved " + self.file, result.out.replace("\n", " ").replace("Saved  ", "Saved "))
        self.assertIn("is ordered to provide health coverage", " ".join(result.out.split()))
        determined = run("determine", "--json", self.file)
        self.assertEqual(["(5)(C)", "(5)(C)"], [child["paragraph"] for child in determined.parsed()["children"]])
        document = self.document()
        self.assertEqual("2026-7", document["case_id"])
        self.assertEqual([{"id": "c1", "name": "Ana Diaz"}, {"id": "c2", "name": "Ben Diaz"}], document["children"])
        self.assertEqual({"amount": "4000.00", "per": "month"}, document["parent_not_seeking"]["gross_income"])
        self.assertEqual({"per": "month", "self_only": "120.00", "family": "310.00"},
                         document["parent_not_seeking"]["plans"][0]["cost"])

    def test_only_what_can_still_matter_is_asked(self):
        result = self.ask(*BEGIN, "acme", "all")
        self.assertEqual(0, result.code)
        self.assertIn("Settled: (5)(A).", result.out)
        self.assertNotIn("earn", result.out)
        self.assertNotIn("Form 14", result.out)

    def test_possible_after_every_answer(self):
        result = self.ask(*BEGIN, "none", "none", "no", "no", "61.3")
        self.assertEqual(["Still possible: (5)(A), (5)(B), (5)(C), (5)(D), (5)(E) or (5)(F).",
                          "Still possible: (5)(B), (5)(D), (5)(E) or (5)(F).",
                          "Still possible: (5)(E) or (5)(F)."], POSSIBLE.findall(result.out)[:3])
        self.assertEqual("Settled: (5)(F).", POSSIBLE.findall(result.out)[-1])
        self.assertEqual(0, result.code)
        self.assertEqual({"calculated": True, "line_4_percent": "61.3"}, self.document()["form_14"])

    def test_children_that_differ_are_told_apart(self):
        result = self.ask(*BEGIN, "none", "none", "no", "chip")
        text = " ".join(result.out.split())
        self.assertIn("Ana Diaz: Still possible: (5)(F)", text)
        self.assertIn("Ben Diaz: Still possible: (5)(E)", text)

    def test_the_agency_has_no_plans_to_ask_for(self):
        result = self.ask("a-1", "Ana Diaz", "modify", "agency", "none", "medicaid", "other", "no")
        self.assertEqual(0, result.code, result.out)
        self.assertEqual("modify", self.document()["action"])
        self.assertEqual({"kind": "agency"}, self.document()["parent_seeking"])
        self.assertEqual({"program": "medicaid"}, {key: value for key, value in
                                                   self.document()["children"][0]["public_coverage"].items()
                                                   if key == "program"})

    def test_help(self):
        result = self.ask("?", "2026-7", "help", "quit")
        self.assertIn("Any id of up to 64 letters", result.out)
        self.assertIn("The names of all the children", result.out)
        self.assertFalse(os.path.exists(self.file))

    def test_back(self):
        result = self.ask("back", "2026-7", "Ana Diaz", "back", "Ben Diaz", "establish", "back", "back", "back", "2026-8",
                          "Cy Diaz", "modify", "custodian", "acme", "back", "none", "back", "back", "parent",
                          "none", "none", "no", "back", "chip", "seeking", "no")
        self.assertIn("This is the first question.", result.out)
        self.assertEqual(0, result.code, result.out)
        document = self.document()
        self.assertEqual("2026-8", document["case_id"])
        self.assertEqual(["Cy Diaz"], [child["name"] for child in document["children"]])
        self.assertEqual("modify", document["action"])
        self.assertEqual("parent", document["parent_seeking"]["kind"])
        self.assertEqual([], document["parent_not_seeking"]["plans"])
        self.assertEqual({"calculated": False}, document["form_14"])

    def test_dont_know_is_asked_again_only_when_nothing_else_is_left(self):
        result = self.ask("1", "Ana Diaz", "establish", "parent", "none", "don't know", *["dk"] * 5, "no",
                          "no", "yes", "none")
        self.assertEqual(0, result.code, result.out)
        text = " ".join(result.out.split())
        order = ["plans, if any, does the parent seeking", "on public coverage", "Form 14, and what",
                 "Only facts that were not known are left. Go through them again?",
                 "plans, if any, does the parent seeking"]
        at = 0
        for part in order:
            at = text.find(part, at) + 1
            self.assertGreater(at, 0, part)
        self.assertEqual([], self.document()["parent_seeking"]["plans"])
        self.assertIs(False, self.document()["children"][0]["public_coverage"])

    def test_back_takes_dont_know_back(self):
        result = self.ask("1", "Ana", "establish", "parent", "none", "dk", "back", "none", "no", "61.35", "61.30",
                          "100.1", "61.3")
        self.assertEqual(0, result.code, result.out)
        self.assertEqual(3, " ".join(result.out.split()).count("is none of no, yes, worksheet, or line 4"))
        self.assertEqual("61.3", self.document()["form_14"]["line_4_percent"])

    def test_dont_know_to_the_end(self):
        result = self.ask(*BEGIN, "none", "none", "unknown", "not known", "don\u2019t know", "no")
        self.assertEqual(3, result.code)
        self.assertNotIn("public_coverage", read(self.file))
        self.assertNotIn("form_14", read(self.file))

    def test_a_case_cannot_begin_with_dont_know(self):
        result = self.ask("don't know", *BEGIN, "save")
        self.assertIn("A case cannot begin without this.", result.out)
        self.assertEqual("2026-7", self.document()["case_id"])

    def test_bad_answers(self):
        result = self.ask("a b", "2026-7", ", ,", "Ana Diaz", "perhaps", "establish", "mother", "parent",
                          "acme ppo", "acme (teeth)", "acme (dental), acme", "acme, acme", "acme", "perhaps", "no",
                          "acme", "none", "lots", "alone", "adding 5 family 6, month", "alone 120 alone 130", "adding 190",
                          "sometimes", "month", "-1 a month", "1e3 a month", "4000.123 a month", "1000000000 a month",
                          "4000 a month", "Cole", "Cole XX", "everywhere")
        self.assertEqual(0, result.code, result.out)
        text = " ".join(result.out.split())
        for said in ("an id has 1 to 64 letters", "a case has 1 to 32 children, and 0 are named",
                     "'perhaps' is none of establish, modify", "'mother' is none of parent, custodian, agency",
                     "'acme ppo' is no short name", "after the name of a plan stands nothing, (medical), (dental)",
                     "'perhaps' is no child of this case", "the case cannot hold that: at /parent_not_seeking/plans/0/id",
                     "that is no cost such as", "the one measure that applies, not both",
                     "'sometimes' is none of week, two weeks", "'-1 a month' is no amount and period",
                     "'1e3 a month'", "'4000.123 a month'", "'1000000000 a month'", "'Cole' is no ZIP code",
                     "'Cole XX' is no ZIP code"):
            self.assertIn(said, text)
        self.assertEqual("190.00", self.document()["parent_not_seeking"]["plans"][0]["cost"]["add_dependents"])

    def test_empty_lines_and_bytes_that_are_no_text(self):
        self.file = self.path("case.json")
        result = run("ask", self.file, text=b"\n   \n\xff\xfe\n2026-7\nA\x00b\nAna\nnew\nparent\nnone\n")
        self.assertEqual(2, result.out.count("Write an answer"))
        self.assertEqual(2, result.out.count("That is no text"))
        self.assertEqual("Ana", self.document()["children"][0]["name"])

    def test_amounts_and_periods(self):
        for said, amount, per in (("4000 a month", "4000.00", "month"), ("$4,000.50 per month", "4000.50", "month"),
                                  ("900 every two weeks", "900.00", "two_weeks"), ("900 biweekly", "900.00", "two_weeks"),
                                  ("1,234,567.8 a year", "1234567.80", "year"), ("450/week", "450.00", "week"),
                                  ("2000 twice a month", "2000.00", "half_month"), ("2000 half month", "2000.00", "half_month"),
                                  ("0 monthly", "0.00", "month")):
            result = self.ask(*BEGIN, "acme", "none", "none", "adding 95, month", said, "quit", "yes")
            self.assertEqual({"amount": amount, "per": per}, self.document()["parent_not_seeking"]["gross_income"],
                             said + result.out)
            os.remove(self.file)

    def test_a_number_of_weeks_loses_no_digit(self):
        for said in ("122 weeks", "9002 weeks", "9,002 weeks", "90.2 weeks", "900 every 12 weeks"):
            result = self.ask(*BEGIN, "acme", "none", "none", "adding 95, month", said, "900 every 2 weeks", "quit", "yes")
            self.assertIn(f"'{said}' is no amount and period", " ".join(result.out.split()))
            self.assertEqual({"amount": "900.00", "per": "two_weeks"}, self.document()["parent_not_seeking"]["gross_income"])
            os.remove(self.file)

    def test_an_amount_without_a_period_leads_to_the_period(self):
        result = self.ask(*BEGIN, "acme", "none", "none", "adding 95, month", "4000", "month", "everywhere")
        self.assertIn("How often is", result.out)
        self.assertEqual({"amount": "4000.00", "per": "month"}, self.document()["parent_not_seeking"]["gross_income"])

    def test_service_areas(self):
        self.ask(*BEGIN, "acme", "none", "none", "free", "adding 0, month", "65101-1234, cole county MO, ks, Lowcounty MO",
                 "quit", "yes")
        self.assertEqual({"zips": ["65101-1234"], "states": ["KS"],
                          "counties": [{"state": "MO", "county": "cole"}, {"state": "MO", "county": "Lowcounty"}]},
                         self.document()["parent_not_seeking"]["plans"][0]["service_area"])

    def test_a_county_of_a_service_area_has_its_state(self):
        result = self.ask(*BEGIN, "acme", "none", "none", "adding 0, month", "Cole Co", "Cole Co, MO", "65101 MO",
                          "Cole Co MO, Baca CO, County of Boone MO", "quit", "yes")
        self.assertEqual(2, " ".join(result.out.split()).count("'Cole Co' is no ZIP code (65101), county with its state"))
        self.assertIn("'65101 MO' is no ZIP code", result.out)
        self.assertEqual([{"state": "MO", "county": "Cole"}, {"state": "CO", "county": "Baca"},
                          {"state": "MO", "county": "Boone"}],
                         self.document()["parent_not_seeking"]["plans"][0]["service_area"]["counties"])

    def test_benefits_of_plans(self):
        self.ask(*BEGIN, "a, b (dental), c (both), d (medical)", "quit", "yes")
        self.assertEqual([{"id": "a"}, {"id": "b", "benefits": ["dental"]},
                          {"id": "c", "benefits": ["medical", "dental"]}, {"id": "d"}],
                         self.document()["parent_not_seeking"]["plans"])

    def test_public_assistance_is_no_plan(self):
        for said in ("medicaid", "Medicaid (MO HealthNet)", "CHIP", "mo healthnet", "mo-healthnet", "MOHealthNet",
                     "acme, MO_HealthNet-for-Kids", "chip (dental)"):
            result = self.ask(*BEGIN, said, "quit", "yes")
            self.assertIn("is public assistance and no private plan, (1)(D); public coverage is asked for later",
                          " ".join(result.out.split()), said)
            self.assertNotIn("plans", read(self.file))
            os.remove(self.file)
        result = self.ask(*BEGIN, "?", "chippewa, medicaid-gap-plan-of-acme", "quit", "no")
        text = " ".join(result.out.split())
        self.assertNotIn("is public assistance and", text)
        self.assertIn("private health plans, if any,", text)
        self.assertIn("(not Medicaid or CHIP)?", text)
        self.assertIn("private plans only, not Medicaid (MO HealthNet), CHIP or other public assistance, (1)(D)", text)

    def test_homes(self):
        result = self.ask("1", "Ana", "establish", "parent", "acme", "no", "none", "adding 0, month", "Cole MO",
                          "Cole County", "mo")
        self.assertNotIn("What is the ZIP code", result.out)
        self.assertEqual({"county": "Cole", "state": "MO"}, self.document()["children"][0]["residence"])
        self.assertIn("Settled: (5)(C).", result.out)

    def home_in(self, *said, state="MO"):
        """What the county of a home is answered with, and the document then."""
        document = json.loads(read(example("5c-employer-plan")))
        document["children"][0]["residence"] = {"state": state, "county": None, "zip": "65999"}
        path = self.path("home.json", json.dumps(document))
        result = run("ask", path, text=answers(*said))
        return result, json.loads(read(path))["children"][0]["residence"]["county"]

    def test_the_county_is_understood_however_it_is_written(self):
        for said in ("Cole", "Cole County", "Cole, MO", "Cole County, MO", "cole MO", "Cole Co.", "Cole Co", "County of Cole",
                     "Cole Co MO", "Cole Co., Missouri", "Cole County Missouri", "County of Cole, mo"):
            result, county = self.home_in(said)
            self.assertEqual("cole", county and county.lower(), said + result.out)
            self.assertIn("Settled: (5)(C).", result.out)
        for said, kept in (("St. Louis City", "St. Louis City"), ("St. Louis City, MO", "St. Louis City"),
                           ("St. Louis County", "St. Louis"), ("Texas County", "Texas"), ("Texas, MO", "Texas"),
                           ("Lowcounty", "Lowcounty"), ("Jericho", "Jericho")):
            self.assertEqual(kept, self.home_in(said)[1], said)
        self.assertEqual("Preston", self.home_in("Preston West Virginia", state=None)[1])
        self.assertEqual("Baca", self.home_in("Baca, CO", state=None)[1])
        self.assertEqual("Baca", self.home_in("Baca County CO", state=None)[1])

    def test_what_is_no_county_is_not_kept_as_one(self):
        for said, why in (("Missouri", "'Missouri' is a state; write its county"), ("mo", "'mo' is a state"),
                          ("Texas", "such as Cole or Texas County"), ("Cole, Boone", "'Cole, Boone' is no name of a county"),
                          ("Cole, MO, KS", "is no name of a county; write it alone"), ("65101", "'65101' is no name"),
                          ("County", "'County' is no name"), ("Co.", "'Co.' is no name"), (", MO", "is no name"),
                          ("Cole, KS", "the home is in MO and that county in KS")):
            result, county = self.home_in(said)
            self.assertIn(why, " ".join(result.out.split()), said)
            self.assertIsNone(county, said)
            self.assertEqual(3, result.code, said)

    def test_the_worksheet(self):
        lines = ["4000", "0", "0", "0", "0", "1950", "0", "0", "0", "0"]
        result = self.ask("1", "Ana", "establish", "parent", "none", "none", "no", "worksheet", *lines)
        self.assertEqual(0, result.code, result.out)
        self.assertIn("67.20%", result.out)
        self.assertEqual("4000.00", self.document()["form_14"]["lines"]["parent_not_seeking"]["line_1"])
        os.remove(self.file)
        result = self.ask("1", "Ana", "establish", "parent", "none", "none", "no", "yes", "worksheet", "4000", "quit", "yes")
        self.assertEqual({"parent_not_seeking": {"line_1": "4000.00"}}, self.document()["form_14"]["lines"])

    def test_each_line_of_the_worksheet_is_explained(self):
        lines = (("1", "gross income a month", "a twelfth of the year's"),
                 ("1a", "maintenance received", "maintenance that the parent receives each month; it is added"),
                 ("2a", "support for other children, by order", "pays each month under an order; it is taken off"),
                 ("2b", "maintenance paid", "maintenance that the parent pays each month; it is taken off"),
                 ("2c", "other children at home", "other children who live mainly with the parent"))
        said = ["1", "Ana", "establish", "parent", "none", "none", "no", "worksheet"]
        for number, title, meaning in lines:
            said += ["?", "9000.50" if number == "1" else "10.50"]
            text = " ".join(self.ask(*said, "quit", "no").out.split())
            self.assertIn(f"What is line {number} ({title}) of the division's Form 14 for the parent not seeking support?",
                          text)
            explained = text[text.index(f"Form 14, line {number}: "):]
            self.assertIn(meaning, explained)
            self.assertIn("Entered to the dollar, half up.", explained)
            self.assertNotIn("nothing is rounded", text)

    def test_the_end_of_a_name_is_no_child(self):
        for said, names in (("Robert Diaz, Jr.", ["Robert Diaz, Jr."]), ("Ana, Robert Diaz, jr; Ben , III", None),
                            ("Ana Diaz, II, Ben Diaz", ["Ana Diaz, II", "Ben Diaz"]), ("Ana, Ivy", ["Ana", "Ivy"])):
            result = self.ask("1", said, "establish", "parent", "quit", "yes")
            self.assertEqual(names or ["Ana", "Robert Diaz, jr", "Ben , III"],
                             [child["name"] for child in self.document()["children"]])
            os.remove(self.file)
        self.assertIn("\n2 children: Ana, Ivy.\n", result.out)
        self.assertIn("1 child: Robert Diaz, Jr.\n", self.ask("1", "Robert Diaz, Jr.", "quit", "no").out)
        self.assertIn("2 children: Robert Diaz, Jr.; Ana.\n", self.ask("1", "Robert Diaz, Jr., Ana").out)

    def test_a_child_with_a_comma_in_the_name_is_found(self):
        self.ask("1", "Robert Diaz, Jr., Ana", "establish", "parent", "acme", "robert diaz, jr., Ana")
        self.assertEqual(["c1", "c2"], self.document()["parent_not_seeking"]["plans"][0]["covers"])

    def test_quit_offers_to_save(self):
        self.ask(*BEGIN, "none", "quit", "perhaps", "no")
        self.assertFalse(os.path.exists(self.file))
        self.ask(*BEGIN, "none", "quit", "yes")
        self.assertEqual([], self.document()["parent_not_seeking"]["plans"])

    def test_the_end_of_the_input_saves(self):
        result = self.ask(*BEGIN, "none")
        self.assertEqual(3, result.code)
        self.assertNotIn("Save the answers", result.out)
        self.assertEqual([], self.document()["parent_not_seeking"]["plans"])
        os.remove(self.file)
        result = self.ask("2026-7")
        self.assertEqual(3, result.code)
        self.assertIn("the answers are not saved: a case begins with all of the first questions", result.err)
        self.assertFalse(os.path.exists(self.file))
        self.assertEqual("", self.ask("?").err)

    def test_the_commands_are_understood_where_the_answers_are_saved(self):
        settled = [*BEGIN, "acme", "all"]
        for said in ("y", "n", "yes", "don't know", "?", "skip"):
            result = run("ask", text=answers(*settled, said, "no"), cwd=self.folder)
            self.assertEqual(0, result.code)
            self.assertEqual([], os.listdir(self.folder), said)
        text = " ".join(run("ask", text=answers(*settled, "y", "?", "n")).out.split())
        self.assertIn("> Write the name of a file, or no. > The name of a file that is not there yet", text)
        result = run("ask", text=answers(*settled, "save good.json"), cwd=self.folder)
        self.assertIn("Saved good.json.", result.out)
        self.assertEqual("", result.err)
        result = run("ask", text=answers(*settled, "quit", "x.json"), cwd=self.folder)
        self.assertIn("the answers are not saved", result.err)
        result = run("ask", text=answers(*settled, "back", "c1", "save yes"), cwd=self.folder)
        self.assertEqual(["good.json", "yes"], sorted(os.listdir(self.folder)))
        self.assertEqual(["c1"], json.loads(read(self.path("yes")))["parent_not_seeking"]["plans"][0]["covers"])

    def test_the_settling_answer_is_taken_back(self):
        result = self.ask(*BEGIN, "acme", "all", "?", "perhaps", "back", "c2", "back", "back", "none", "quit", "save", "quit")
        text = " ".join(result.out.split())
        self.assertIn("[yes or no; ? for help] > Yes writes the answers to the file.", text)
        self.assertIn("> Write yes or no. > Does the parent not seeking support's plan acme cover", text)
        self.assertEqual([], self.document()["parent_not_seeking"]["plans"])
        elsewhere = self.path("elsewhere.json")
        os.remove(self.file)
        self.ask(*BEGIN, "acme", "all", "save " + elsewhere)
        self.assertEqual(["c1", "c2"], json.loads(read(elsewhere))["parent_not_seeking"]["plans"][0]["covers"])
        self.assertFalse(os.path.exists(self.file))
        result = self.ask(*BEGIN, "acme", "all", "quit")
        self.assertIn("the answers are not saved", result.err)
        self.assertFalse(os.path.exists(self.file))

    def test_the_commands_are_understood_before_what_was_not_known(self):
        skipped = ["1", "Ana", "establish", "parent", "none", "none", "no", "dk"]
        elsewhere = self.path("elsewhere.json")
        result = self.ask(*skipped, "?", "dk", "save " + elsewhere, "back", "no", "quit")
        text = " ".join(result.out.split())
        self.assertIn("> Yes asks once more for what was left out with don't know.", text)
        self.assertIn("> Write yes or no. > Saved " + elsewhere, text)
        self.assertEqual(2, text.count("Has the division calculated a Form 14"))
        self.assertIn("the answers are not saved", result.err)
        self.assertNotIn("form_14", read(elsewhere))

    def test_save_and_resume(self):
        self.ask("save", *BEGIN, "none", "save", "quit")
        self.assertIn('"plans": []', read(self.file))
        result = run("ask", self.file, text=answers("none", "no", "no", "no", "yes"))
        self.assertNotIn("Which id", result.out)
        self.assertEqual(0, result.code, result.out)
        self.assertEqual({"calculated": False}, self.document()["form_14"])

    def test_save_elsewhere(self):
        taken, free = self.path("taken.json", "mine"), self.path("free.json")
        result = run("ask", text=answers(*BEGIN, "none", "save", "save " + taken, "save " + free, "quit"))
        self.assertIn("Which file? Write: save FILE", result.out)
        self.assertIn("is there already", " ".join(result.out.split()))
        self.assertEqual("mine", read(taken))
        self.assertEqual([], json.loads(read(free))["parent_not_seeking"]["plans"])

    def test_no_file_named(self):
        result = run("ask", text=answers(*BEGIN, "none"))
        self.assertIn("the answers are not saved", result.err)
        name = self.path("named.json")
        result = run("ask", text=answers(*BEGIN, "none", "quit", name))
        self.assertEqual("2026-7", json.loads(read(name))["case_id"])

    def test_a_document_that_cannot_be_saved(self):
        result = run("ask", self.path("absent/case.json"), text=answers(*BEGIN, "none", "quit", "yes"))
        self.assertEqual(2, result.code)
        self.assertIn("cannot write", result.err)
        self.assertIn("the answers are not saved", result.err)

    def test_another_name_is_asked_for_when_it_cannot_be_saved(self):
        kept = self.path("kept.json")
        result = run("ask", self.path("absent/case.json"),
                     text=answers(*BEGIN, "none", "quit", "yes", self.path("absent/other.json"), kept))
        self.assertEqual(3, result.code)
        self.assertIn("Save the answers to another file? [the name of a file, or no", " ".join(result.out.split()))
        self.assertEqual([], json.loads(read(kept))["parent_not_seeking"]["plans"])

    def test_a_save_that_fails_leaves_the_file_of_the_interview(self):
        self.ask(*BEGIN, "save " + self.path("absent/case.json"), "none", "save", "none", "quit", "yes")
        document = self.document()
        self.assertEqual([], document["parent_not_seeking"]["plans"])
        self.assertEqual([], document["parent_seeking"]["plans"])
        result = run("ask", text=answers(*BEGIN, "none", "save " + self.path("absent/case.json"), "save", "quit", "no"))
        self.assertIn("Which file? Write: save FILE", result.out)

    def test_as_of_and_readings(self):
        result = self.ask(*BEGIN, "quit", "no", options=("--as-of", "2026-02-03"))
        self.assertIn("as of February 3, 2026", result.out)
        self.bad(run("ask", "--as-of", "2018-02-03", example("facts-missing")), "2019-08-28 or later")
        self.bad(run("ask", "-r", "custodian=x"), "none of its choices")

    def test_a_new_case_before_the_rule_is_not_begun(self):
        result = self.ask("c1", "Ana", "establish", "parent", options=("--as-of", "2019-01-01"))
        self.bad(result, "found 2019-01-01, expected 2019-08-28 or later")
        self.assertFalse(os.path.exists(self.file))
        self.bad(run("ask", "--as-of", "2019-01-01", text=answers("c1")), "the new case: /as_of")

    def test_columns(self):
        result = self.ask("?", *BEGIN[:1], "?", "\u6771\u4eac" * 90, "?", "establish", "?", "parent", "?",
                          "acme", "?", "no", "none", "?", "dk", "?", "dk", "?", "dk", "?", "quit", "no")
        self.narrow(result.out, "ask")


class Resume(Case):
    def test_everything_else_stays_byte_for_byte(self):
        document = read(example("facts-missing"))
        path = self.path("case.json", document)
        result = run("ask", path, text=answers("150.00"))
        self.assertEqual(0, result.code, result.out)
        self.assertEqual(document.replace('"family": "290.00"}', '"family": "290.00", "self_only": "150.00"}'),
                         read(path))

    def test_odd_layouts_and_escapes_stay(self):
        document = ('{"format":"medsupport.case\\/1", "case_id" :"x",\n\t"notes":"Zo\\u00eb \\ud83d\\ude00",'
                    '"children":[ {"id":"c1" , "public_\\u0063overage": null} ],\r\n'
                    '  "parent_not_seeking": null,"parent_seeking":\n{\n    "plans": [ ]\n}, "form_14" : { } }\n\n')
        path = self.path("case.json")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(document)
        result = run("ask", path, text=answers("none", "no", "no"))
        self.assertEqual(0, result.code, result.out + result.err)
        expected = document.replace('"parent_not_seeking": null', '"parent_not_seeking": {"plans": []}')
        expected = expected.replace('"public_\\u0063overage": null', '"public_\\u0063overage": false')
        expected = expected.replace('"form_14" : { }', '"form_14" : {"calculated": false}')
        with open(path, encoding="utf-8", newline="") as file:
            self.assertEqual(expected, file.read())

    def test_new_fields_stand_as_their_neighbours_do(self):
        document = ('{\n  "format": "medsupport.case/1",\n  "case_id": "x",\n  "children": [{"id":"c1"}],\n'
                    '  "parent_not_seeking": {"plans": []},\n  "parent_seeking": {\n    "plans": []\n  }\n}\n')
        path = self.path("case.json", document)
        run("ask", path, text=answers("no", "no"))
        self.assertEqual(document.replace('{"id":"c1"}', '{"id":"c1", "public_coverage": false}')
                         .replace('"plans": []\n  }\n}', '"plans": []\n  },\n  "form_14": {"calculated": false}\n}'),
                         read(path))

    def test_the_period_that_is_known_stays(self):
        plan = {"id": "p", "source": "employer", "covers": [], "cost": {"per": "week"}, "service_area": "unlimited"}
        path = self.path("case.json", case(parent_not_seeking={
            "gross_income": {"amount": 4000, "per": "month"}, "plans": [plan]}))
        run("ask", path, text=answers("adding 40"))
        self.assertEqual({"per": "week", "add_dependents": "40.00"},
                         json.loads(read(path))["parent_not_seeking"]["plans"][0]["cost"])

    def test_a_settled_case_asks_nothing(self):
        for path in examples():
            if run("determine", path).code != 0:
                continue
            before = read(path)
            result = run("ask", path)
            self.assertEqual(0, result.code)
            self.assertNotIn("for help]", result.out)
            self.assertIn(run("determine", path).out, result.out)
            self.assertEqual(before, read(path))

    def test_bad_documents(self):
        path = self.path("case.json", case(acton="modify"))
        self.bad(run("ask", path, text=answers("no")), "did you mean action?")
        self.bad(run("ask", self.path("empty.json", "")), "empty.json:1:1")
        self.bad(run("ask", "-"), "standard input is where it hears the answers")
        self.assertEqual("", read(self.path("empty.json")))

    def test_parties_by_name(self):
        document = case(children=[{"id": "c1", "public_coverage": {"program": "chip"}}],
                        parent_not_seeking={"name": "Luis Diaz", "plans": []})
        path = self.path("case.json", document)
        run("ask", "-r", "public-through-other=literal", path, text=answers("Luis Diaz"))
        self.assertEqual("parent_not_seeking", json.loads(read(path))["children"][0]["public_coverage"]["through"])

    def covered(self, children, *said):
        """What the children of a plan are answered with, and whom the plan covers then."""
        path = self.path("case.json", case(children=children, parent_not_seeking={"plans": [{"id": "acme"}]}))
        result = run("ask", path, text=answers(*said))
        return " ".join(result.out.split()), json.loads(read(path))["parent_not_seeking"]["plans"][0].get("covers")

    def test_children_of_one_name_are_told_apart_by_their_ids(self):
        twins = [{"id": "c1", "name": "Ana"}, {"id": "c2", "name": "ana"}, {"id": "c3"}]
        said, covers = self.covered(twins, "Ana", "id c9", "c3, id c2")
        self.assertIn("more children than one are called 'Ana'; write id c1 or id c2.", said)
        self.assertIn("'id c9' is no child of this case", said)
        self.assertEqual(["c2", "c3"], covers)
        self.assertEqual(["c1"], self.covered(twins, "c1")[1])
        crossed = [{"id": "a", "name": "b"}, {"id": "b", "name": "c"}]
        said, covers = self.covered(crossed, "b", "id b")
        self.assertIn("called 'b'; write id a or id b", said)
        self.assertEqual(["b"], covers)

    def test_a_child_called_as_an_answer_is(self):
        children = [{"id": "none", "name": "Ana"}, {"id": "c2", "name": "All"}, {"id": "c3", "name": "Ben"}]
        said, covers = self.covered(children, "none", "id none")
        self.assertIn("'none' is what a child is called, too; write id none, or all of them, or none of them.", said)
        self.assertEqual(["none"], covers)
        said, covers = self.covered(children, "all", "c2")
        self.assertIn("'all' is what a child is called, too; write id c2, or all of them", said)
        self.assertEqual(["c2"], covers)
        self.assertEqual(["none", "c2", "c3"], self.covered(children, "all of them")[1])
        self.assertEqual([], self.covered(children, "none of them")[1])
        self.assertEqual([], self.covered(children, "no")[1])
        self.assertEqual(["c1"], self.covered([{"id": "c1", "name": "All"}], "all")[1])

    def test_parents_of_one_name_are_told_apart_by_their_roles(self):
        child = [{"id": "c1", "public_coverage": {"program": "chip"}}]
        for names, said, why, through in (
                (("Luis Diaz", "Luis Diaz"), "luis diaz", "two are called 'luis diaz'; write seeking or not seeking", "seeking"),
                (("Seeking", "Mara"), "Seeking", "'Seeking' is what a parent is called, too; write parent seeking, parent not "
                 "seeking or someone else", "parent seeking"),
                (("Luis", "Other"), "other", "'other' is what a parent is called, too", "parent seeking")):
            path = self.path("case.json", case(children=child, parent_not_seeking={"name": names[0], "plans": []},
                                               parent_seeking={"name": names[1], "plans": []}))
            result = run("ask", "-r", "public-through-other=literal", path, text=answers(said, through))
            self.assertIn(why, " ".join(result.out.split()))
            self.assertEqual("parent_seeking", json.loads(read(path))["children"][0]["public_coverage"]["through"])

    def test_needs_are_asked_in_their_order(self):
        """The first question is the first need of the determination, until nothing is left."""
        path = self.path("case.json", read(example("facts-missing")))
        needs = run("determine", "--json", path).parsed()["needs"]
        asked = " ".join(run("ask", path, text=answers("quit")).out.split())
        self.assertIn(needs[0]["question"], asked)
        self.assertNotIn(needs[1]["question"] + " For", asked)

    def test_output_that_cannot_be_written(self):
        path = self.path("case.json", read(example("facts-missing")))
        code, said = run_on_full_disk("ask", path, text=b"120\n")
        self.assertEqual(2, code)
        self.assertEqual(1, said.count("No space left"))


class Meanwhile(Case):
    """What happens while the interview waits for an answer."""

    def ask(self, path, heard, happens, *lines):
        """Answers some questions, lets something happen before the next, and says the rest; path: None for no file."""
        process = subprocess.Popen([harness.program, "ask", *([path] if path else [])], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd=self.folder)
        self.addCleanup(process.kill)
        process.stdin.write(answers(*heard).encode())
        process.stdin.flush()
        said = b""
        while said.count(b"> ") <= len(heard):
            piece = os.read(process.stdout.fileno(), 4096)
            self.assertTrue(piece, said)
            said += piece
        happens(process)
        out, err = process.communicate(answers(*lines).encode() if lines else None, timeout=30)
        return harness.Result(subprocess.CompletedProcess([], process.returncode, said + out, err))

    def begun(self):
        return self.path("case.json", read(example("facts-missing")))

    def edit(self, _process):
        self.path("case.json", read(example("5c-employer-plan")))

    def test_a_file_that_was_changed_is_not_written_over(self):
        other = read(example("5c-employer-plan"))
        elsewhere = self.path("elsewhere.json")
        result = self.ask(self.begun(), [], self.edit, "150", "yes", "case.json", elsewhere)
        text = " ".join(result.out.split())
        self.assertIn("case.json was changed by someone else since it was read. Save the answers to another file? [its "
                      "name, or no; yes replaces", text)
        self.assertIn("case.json is there already; name another file.", text)
        self.assertEqual(0, result.code)
        self.assertEqual(other, read(self.path("case.json")))
        self.assertIn('"self_only": "150.00"', read(elsewhere))

    def test_it_is_replaced_when_that_is_wanted(self):
        result = self.ask(self.begun(), [], self.edit, "150", "yes", self.path("case.json"), "yes")
        self.assertIn("since it was read; name another file.", " ".join(result.out.split()))
        self.assertEqual((0, ""), (result.code, result.err))
        self.assertIn('"self_only": "150.00"', read(self.path("case.json")))

    def test_it_is_asked_for_in_the_middle_too(self):
        elsewhere = self.path("elsewhere.json")
        result = self.ask(self.begun(), [], self.edit, "save", "no", "save", "back", "save", elsewhere, "150", "yes")
        self.assertEqual(3, " ".join(result.out.split()).count("was changed by someone else since it was read. Save"))
        self.assertEqual(0, result.code)
        self.assertEqual(read(example("5c-employer-plan")), read(self.path("case.json")))
        self.assertIn('"self_only": "150.00"', read(elsewhere))
        result = self.ask(self.begun(), [], self.edit, "save", "quit")
        self.assertEqual(3, result.code)

    def test_the_end_of_the_input_does_not_write_over_it(self):
        result = self.ask(self.begun(), [], self.edit, "150")
        self.assertEqual(2, result.code)
        self.assertIn("the answers are not saved: " + self.path("case.json") + " was changed by someone else", result.err)
        self.assertEqual(read(example("5c-employer-plan")), read(self.path("case.json")))

    def test_a_file_that_has_come_to_be(self):
        result = self.ask(self.path("case.json"), [*BEGIN, "none"], self.edit)
        self.assertEqual(2, result.code)
        self.assertIn("is there now and was not when the interview began", result.err)
        self.assertEqual(read(example("5c-employer-plan")), read(self.path("case.json")))

    def test_a_file_that_is_gone_and_one_that_was_saved_are_written(self):
        result = self.ask(self.begun(), [], lambda process: os.remove(self.path("case.json")), "150")
        self.assertEqual((0, ""), (result.code, result.err))
        self.assertIn('"self_only": "150.00"', read(self.path("case.json")))
        result = run("ask", self.path("new.json"), text=answers(*BEGIN, "save", "none", "save", "none"))
        self.assertEqual((3, ""), (result.code, result.err))
        self.assertIn('"parent_seeking": {"kind": "parent", "plans": []}', " ".join(read(self.path("new.json")).split()))

    def test_a_file_that_is_write_protected(self):
        path = self.begun()
        os.chmod(path, 0o444)
        result = run("ask", path, text=answers("150"))
        self.assertEqual(2, result.code)
        self.assertIn(f"the answers are not saved: {path} is write-protected", result.err)
        self.assertEqual(read(example("facts-missing")), read(path))
        result = run("ask", path, text=answers("150", "yes", "yes"))
        self.assertEqual((0, ""), (result.code, result.err))
        self.assertIn('"self_only": "150.00"', read(path))
        self.assertEqual(0o444, os.stat(path).st_mode & 0o777)

    def test_signals_save_the_answers(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            path = self.path(f"{number}.json")
            result = self.ask(path, [*BEGIN, "none"], lambda process: process.send_signal(number))
            self.assertEqual((3, ""), (result.code, result.err), number)
            self.assertIn(f"Saved {path}.", " ".join(result.out.split()))
            self.assertEqual([], json.loads(read(path))["parent_not_seeking"]["plans"])
            result = self.ask(None, [*BEGIN, "none"], lambda process: process.send_signal(number))
            self.assertEqual((3, "medsupport: the answers are not saved: no file was named\n"), (result.code, result.err))

    def test_a_signal_saves_no_line_that_is_not_finished(self):
        def half(process):
            process.stdin.write(b"no")
            process.stdin.flush()
            time.sleep(0.1)
            process.send_signal(signal.SIGTERM)
        self.ask(self.path("case.json"), [*BEGIN, "none"], half)
        self.assertNotIn("plans", json.loads(read(self.path("case.json")))["parent_seeking"])


class Terminal(Case):
    """On a terminal of its own."""

    def talk(self, lines, env=None, arguments=None):
        path = self.path("case.json", read(example("facts-missing")))
        process, terminal = pty.fork()
        if process == 0:
            os.execve(harness.program, [harness.program, "ask", *([path] if arguments is None else arguments)],
                      env or environment())
        text, waiting = b"", list(lines)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if not select.select([terminal], [], [], 0.05)[0]:
                if waiting and text.endswith(b"> "):
                    line = waiting.pop(0).encode()
                    os.write(terminal, line if line in KEYS else line + b"\n")
                continue
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            if not piece:
                break
            text += piece
        os.close(terminal) # whoever still waits for an answer is hung up on
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        return code, text.decode("utf-8")

    def test_answers_typed(self):
        code, text = self.talk(["?", "lots", "150", "yes"])
        self.assertEqual(0, code, text)
        self.assertIn("\x1b[1m", text)
        self.assertIn("Settled: (5)(C).", text)
        self.assertEqual("150.00", json.loads(read(self.path("case.json")))["parent_not_seeking"]["plans"][0]["cost"]
                         ["self_only"])

    def test_no_colour_when_asked(self):
        code, text = self.talk(["150", "no"], environment(NO_COLOR="1"))
        self.assertEqual(0, code)
        self.assertNotIn("\x1b", text)
        code, text = self.talk(["150", "no"], environment(TERM="dumb"))
        self.assertNotIn("\x1b", text)

    def test_the_keys_that_end_the_input_save_to_the_file(self):
        for key in KEYS:
            code, text = self.talk([key.decode()])
            self.assertNotIn("Saved", text)
            self.assertEqual(3, code)
            code, text = self.talk(["150", key.decode()])
            self.assertEqual(0, code, text)
            self.assertIn("Saved", text)
            self.assertIn('"self_only": "150.00"', read(self.path("case.json")))

    def test_the_keys_that_end_the_input_ask_for_a_name(self):
        for key in KEYS:
            name = self.path("named.json")
            code, text = self.talk([*BEGIN, "none", key.decode(), name], arguments=[])
            self.assertEqual(3, code, text)
            self.assertEqual([], json.loads(read(name))["parent_not_seeking"]["plans"])
            os.remove(name)
            code, text = self.talk([*BEGIN, "none", key.decode(), key.decode()], arguments=[])
            self.assertEqual(3, code, text)
            self.assertIn("the answers are not saved: no file was named", text)
            code, text = self.talk([*BEGIN, "none", key.decode(), "back", "acme", "all", name], arguments=[])
            self.assertEqual(0, code, text)
            self.assertEqual(["c1", "c2"], json.loads(read(name))["parent_not_seeking"]["plans"][0]["covers"])
            os.remove(name)

    def test_who_is_hung_up_on_keeps_the_answers(self):
        path = self.path("new.json")
        process, terminal = pty.fork()
        if process == 0:
            os.execve(harness.program, [harness.program, "ask", path], environment())
        text = b""
        for line in [*BEGIN, "none"]:
            while not text.endswith(b"> "):
                text += os.read(terminal, 4096)
            os.write(terminal, line.encode() + b"\n")
            text = os.read(terminal, 1)
        while not text.endswith(b"> "):
            text += os.read(terminal, 4096)
        os.close(terminal)
        os.waitpid(process, 0)
        self.assertEqual([], json.loads(read(path))["parent_not_seeking"]["plans"])
