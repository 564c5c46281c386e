"""medsupport qualify."""

import glob
import json
import os

from harness import ANSI, COLUMNS, ROOT, Case, columns, example, read, run, run_on_full_disk

DAY = ("--as-of", "2026-11-22")


def orders():
    return sorted(glob.glob(os.path.join(ROOT, "examples", "orders", "*.json")))


def order(**changes):
    """A decree that is qualified, with changes."""
    document = {
        "format": "medsupport.order/1", "kind": "order", "id": "decree-1", "date": "2026-11-02",
        "issued_by": {"by": "court"}, "made_under": {"domestic_relations_law": True},
        "provides": {"health_coverage": True}, "recognizes_right": True,
        "participant": {"name": "Luis Diaz", "address": "12 Elm Street", "eligible": True},
        "alternate_recipients": [{"name": "Ana Diaz", "address": "40 Oak Lane", "child_of_participant": True}],
        "coverage": {"type": "medical"}, "period": "to 18", "benefits_required": [],
    }
    document.update(changes)
    return json.dumps(document)


class Qualify(Case):
    def test_exit_status_and_words(self):
        lacks_address = {"name": "Luis Diaz", "address": False, "address_exists": True, "eligible": True}
        for changes, code, words in (
                ({}, 0, "This order is a qualified medical child support order."),
                ({"participant": {**lacks_address, "administrator_has_address": True}}, 0, "once the plan"),
                ({"participant": lacks_address}, 3, "is not known"),
                ({"period": False}, 1, "This order is not a qualified")):
            result = run("qualify", *DAY, "-", text=order(**changes))
            self.assertEqual((code, ""), (result.code, result.err))
            self.assertIn(words, result.out)

    def test_examples(self):
        found = {os.path.basename(path): run("qualify", *DAY, path) for path in orders()}
        self.assertEqual({"agreement-without-court.json": 1, "decree-without-addresses.json": 0,
                          "notice-with-blanks.json": 0}, {name: result.code for name, result in found.items()})
        for result in found.values():
            self.assertEqual([], [line for line in result.out.splitlines() if columns(line) > COLUMNS])

    def test_every_requirement_has_its_citation(self):
        lines = run("qualify", *DAY, "-", text=order()).out.splitlines()
        statuses = [index for index, line in enumerate(lines) if line.startswith("  met ")]
        self.assertEqual(12, len(statuses))
        ends = statuses[1:] + [lines.index("", statuses[-1])]
        for start, end in zip(statuses, ends):
            self.assertRegex(lines[end - 1], r"^ +29 USC 1169\(a\)\(\d\)")

    def test_what_is_curable_says_why(self):
        result = run("qualify", *DAY, orders()[1])
        self.assertRegex(result.out, r"(?s)curable  Address of the participant\..*?guide\)")
        cures = [row["cure"] for row in run("qualify", "--json", *DAY, orders()[1]).parsed()["requirements"]]
        self.assertEqual(2, sum(cure is not None for cure in cures))

    def test_days_left(self):
        def answer(day, **changes):
            return run("qualify", "--json", "--as-of", day, "-", text=order(**changes)).parsed()["answer"]
        # 40 business days from a Monday, over Veterans Day, Thanksgiving and Christmas.
        first = answer("2026-11-02")
        self.assertEqual(("2026-12-31", 40), (first["last_day"], first["business_days_left"]))
        self.assertEqual(0, answer("2026-12-31")["business_days_left"])
        self.assertEqual(-1, answer("2027-01-04")["business_days_left"])
        self.assertIn("454.615.2", answer("2026-11-02")["citation"])
        self.assertIsNone(answer("2026-11-02", date=None))
        for day, words in (("2026-12-30", "1 business day left."), ("2027-01-04", "1 business day late.")):
            self.assertIn(words, " ".join(run("qualify", "--as-of", day, "-", text=order()).out.split()))
        self.assertIn("which is not known here", run("qualify", *DAY, "-", text=order(date=None)).out)

    def test_what_plans_ask_decides_nothing(self):
        for stated in (True, False):
            asked = dict.fromkeys(("social_security_numbers", "dates_of_birth", "plan_name", "certified_copy"), stated)
            result = run("qualify", "--json", *DAY, "-", text=order(also_states=asked)).parsed()
            self.assertEqual("qualified", result["status"])
            rows = {row["name"]: row["stated"] for row in result["beyond_the_law"] if row["stated"] is not None}
            self.assertEqual(asked, rows)

    def test_one_by_one(self):
        result = run("qualify", *DAY, orders()[2]).out
        self.assertIn("  - Theo Stone: child of the participant met, name met, address met\n", result)
        self.assertIn("  - not named: child of the participant met, name missing, address unknown\n", result)
        self.assertIn("orthodontia without a waiting period: the plan does not provide it",
                      run("qualify", *DAY, orders()[0]).out)

    def test_problems(self):
        self.bad(run("qualify", "-", text="{}"), "standard input:1:1:", "/format", "/kind")
        self.bad(run("qualify", "-", text=order(perod="x")), "/perod", "did you mean period?")
        self.bad(run("qualify", "-", text=order(kind="notise")), "did you mean notice?")
        self.bad(run("qualify", "-", text="{"), "standard input:1:2:")
        self.bad(run("qualify", example("5e-medicaid")), "medsupport.case/1", "medsupport.order/1")
        self.bad(run("determine", orders()[0]), "medsupport.order/1", "medsupport.case/1")
        self.bad(run("qualify", "-", text=" " * (1 << 20) + "{}"), "at most 1048576")
        self.bad(run("qualify", self.path("none.json")), "cannot read")
        self.bad(run("qualify"), "lacks what it works on")
        self.bad(run("qualify", "a", "b"), "'b' is more than qualify takes: qualify FILE")

    def test_names_cannot_work_the_terminal(self):
        hostile = {"name": "Ana\u001b[2J\n  met", "address": "x", "child_of_participant": True}
        result = run("qualify", *DAY, "-", text=order(alternate_recipients=[hostile]))
        self.assertNotIn("\u001b", result.out)
        self.assertEqual("Ana\u001b[2J\n  met", run("qualify", "--json", *DAY, "-", text=order(
            alternate_recipients=[hostile])).parsed()["alternate_recipients"][0]["name"])

    def test_output(self):
        path = self.path("out.json")
        result = run("qualify", "--json", *DAY, "-o", path, "-", text=order())
        self.assertEqual((0, ""), (result.code, result.out))
        self.assertEqual("qualified", json.loads(read(path))["status"])
        self.assertEqual(2, run_on_full_disk("qualify", *DAY, orders()[0])[0])

    def test_colour(self):
        plain = run("qualify", *DAY, orders()[0]).out
        coloured = run("qualify", *DAY, "--color=always", orders()[0]).out
        self.assertNotEqual(plain, coloured)
        self.assertEqual(plain, ANSI.sub("", coloured))
