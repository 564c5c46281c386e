"""medsupport case and worklist: the life of a case, what is refused, and documents that come back as they went in."""

import json
import os
import subprocess
import unittest
import xml.etree.ElementTree

import harness
from harness import COLUMNS, ROOT, Case, case, columns, environment, example, examples, read, run, scenario_documents

AMOUNTS = {"amount", "self_only", "family", "add_dependents", "line_4_percent", "line_1", "line_1a", "line_2a",
           "line_2b", "line_2c"}


def as_data(value, name=None):
    """A case document as data: null is absent, 310 is "310.00", the order of requests does not count."""
    if isinstance(value, dict):
        plain = {key: as_data(member, key) for key, member in value.items()}
        plain = {key: member for key, member in plain.items() if member is not None}
        droppable = name in ("parent_seeking", "parent_not_seeking", "provenance")
        return None if droppable and not plain else plain
    if isinstance(value, list):
        plain = [as_data(element) for element in value]
        if name == "information_requests":
            return sorted(plain, key=lambda request: json.dumps(request, sort_keys=True)) or None
        return plain
    return float(value) if name in AMOUNTS and value is not None else value


class CaseFiles(Case):
    def setUp(self):
        super().setUp()
        self.database = self.path("cases.db")

    def case(self, *arguments, text=None, **changes):
        env = environment(MEDSUPPORT_DB=self.database, MEDSUPPORT_ACTOR="dana", **changes)
        return run("case", *arguments, text=text, env=env)

    def good(self, *arguments, text=None):
        result = self.case(*arguments, text=text)
        self.assertEqual((0, ""), (result.code, result.err))
        return result

    def refused(self, words, *arguments):
        """Exit 2 with the reason, and the case as it was."""
        before = self.good("history", "--json", "t-1").out
        result = self.case(*arguments)
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn(words, result.err)
        self.assertEqual(before, self.good("history", "--json", "t-1").out)

    def worklist(self, *arguments):
        result = run("worklist", *arguments, env=environment(MEDSUPPORT_DB=self.database))
        self.assertEqual((0, ""), (result.code, result.err))
        return result.out

    def open(self, **changes):
        return self.good("open", "--worker", "dana", "-", text=case(**changes))


class RoundTrip(CaseFiles):
    def test_documents_come_back_as_data(self):
        documents = [json.loads(read(path)) for path in examples()]
        documents += [json.loads(text) for _, text in scenario_documents()]
        for number, document in enumerate(documents):
            document["case_id"] = f"d-{number}"
            document.setdefault("as_of", "2026-11-02")
        self.good("open", "-", text="".join(json.dumps(document) + "\n" for document in documents))
        self.assertGreater(len(documents), 200)
        for document in documents[::7]:
            back = self.good("show", "--document", "--on", document["as_of"], document["case_id"]).parsed()
            self.assertEqual(as_data(document), as_data(back))

    def test_provenance_comes_back(self):
        provenance = {"/parent_not_seeking/gross_income": {"source": "employer", "received": "2026-10-01",
                                                           "evidence": "pay stubs"},
                      "/parent_not_seeking/plans/0": {"source": "a letter of \"the\" plan"},
                      "/parent_not_seeking/plans/0/cost/family": {"evidence": "rate sheet"},
                      "/children": {"source": "agency_record"}, "/as_of": {"source": "other"}}
        self.open(provenance=provenance)
        self.assertEqual(provenance, self.good("show", "--document", "--on", "2026-11-02", "t-1").parsed()["provenance"])

    def test_the_same_determination(self):
        for path in examples():
            document = json.loads(read(path))
            self.good("open", path)
            plain = run("determine", "--json", path)
            kept = self.case("determine", document["case_id"], "--json", "--on", document["as_of"])
            self.assertEqual(plain.code, kept.code)
            for member in ("status", "children", "obligations", "needs", "flags"):
                self.assertEqual(plain.parsed()[member], kept.parsed()[member], path)


class Life(CaseFiles):
    def test_the_example(self):
        done = subprocess.run(["sh", os.path.join(ROOT, "examples", "case-life.sh"), harness.program],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), check=False, timeout=120)
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(0, done.returncode, err)
        self.assertEqual(2, err.count("refused: "))
        self.assertIn("Kept as event 21", out)
        self.assertIn("Kept as event 23", out)
        self.assertNotIn("Kept as event 22", out) # on 31 December nothing was stale
        did, other = out.split("What did it")[1].split("What else is different")[:2]
        self.assertIn("the cost of plan acme-ppo", did)
        self.assertIn("the day", other)
        self.assertTrue(out.endswith("Nothing is open.\n"))
        for line in out.split("\n"):
            self.assertLessEqual(columns(line), COLUMNS, line)

    def test_refusals_name_reason_and_basis(self):
        self.open()
        self.good("request", "t-1", "pss", "/parent_seeking/plans", "--on", "2026-11-02")
        self.refused("runs until 2026-12-02", "request", "t-1", "pss", "/parent_seeking/plans", "--on", "2026-12-02")
        self.refused("13 CSR 40-112.010(4)", "request", "t-1", "pss", "/parent_seeking/plans", "--on", "2026-12-02")
        self.refused("opened on 2026-11-02", "assign", "t-1", "lee", "--on", "2026-11-01")
        self.refused("path of no fact", "record", "t-1", "--source", "employer", "/parent_seeking/income", "1")
        self.refused("expected", "record", "t-1", "--source", "employer", "/parent_seeking/gross_income", "much")
        self.refused("--source says", "record", "t-1", "--source", "employr", "/parent_seeking/gross_income", "{}")
        self.refused("needs its VALUE", "record", "t-1", "--source", "employer", "/notes", "x", "/action")
        self.refused("nothing is needed", "request", "t-1", "pns", "--on", "2026-11-02")
        self.refused("is open already", "open", self.path("again.json", case()))

    def test_all_or_none(self):
        self.open()
        self.refused("expected", "record", "t-1", "--source", "employer", "/notes", "kept?",
                     "/parent_seeking/gross_income", "much")

    def test_text_and_json_values(self):
        self.open()
        self.good("record", "t-1", "--source", "other", "--on", "2026-11-02", "/parent_not_seeking/plans/acme-ppo/holder",
                  "Luis \"L\" Diaz", "/parent_not_seeking/plans/acme-ppo/available_from", "2026-01-01")
        plan = self.good("show", "--document", "t-1", "--on", "2026-11-02").parsed()["parent_not_seeking"]["plans"][0]
        self.assertEqual(("Luis \"L\" Diaz", "2026-01-01"), (plan["holder"], plan["available_from"]))

    def test_stale_in_bulk(self):
        for name in ("a", "b", "c"):
            self.good("open", "-", text=case(case_id=name))
            self.assertEqual(0, self.case("determine", name, "--on", "2026-11-02").code)
        for name in ("a", "c"):
            self.good("record", name, "--source", "employer", "--changed", "--on", "2026-11-10",
                      "/parent_not_seeking/plans/acme-ppo/cost", '{"per": "month", "add_dependents": "900.00"}')
        listed = {line["case_id"]: line["state"]["stale"]
                  for line in map(json.loads, self.good("list", "--json").out.splitlines())}
        self.assertEqual({"a": True, "b": False, "c": True}, listed)
        again = self.good("determine", "--stale", "--on", "2026-11-11", "--json").out.splitlines()
        self.assertEqual(["a", "c"], [json.loads(line)["case_id"] for line in again])
        self.assertEqual("", self.good("determine", "--stale", "--on", "2026-11-11", "--json").out)

    def test_readings_are_compared(self):
        self.open(parent_seeking={"kind": "custodian", "name": "Rosa Diaz", "maintain_coverage": True, "plans": [
            {"id": "own", "source": "employer", "covers": ["c1"]}]})
        self.case("determine", "t-1", "--on", "2026-11-02")
        self.case("determine", "t-1", "--on", "2026-11-02", "-r", "custodian=as-parent")
        found = self.good("compare", "t-1", "--json").parsed()
        self.assertTrue(found["moved"])
        self.assertEqual([{"what": "reading", "did_it": True, "reading": "custodian", "before": "never-ordered",
                           "after": "as-parent"}], found["differences"])

    def test_find(self):
        self.open()
        for text in ("T-1", "diaz", "ana"):
            self.assertIn("t-1: not determined", self.good("find", text).out)
        self.assertEqual("No such case.\n", self.good("find", "smith").out)
        self.assertEqual("", self.good("list", "--worker", "lee", "--json").out)

    def test_a_writer_in_between(self):
        """Of two that record at once none is lost."""
        self.open()
        writers = [subprocess.Popen([harness.program, "case", "note", "t-1", f"note {i}"], stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL, env=environment(MEDSUPPORT_DB=self.database))
                   for i in range(8)]
        good = sum(writer.wait() == 0 for writer in writers)
        notes = [event for event in map(json.loads, self.good("history", "--json", "t-1").out.splitlines())
                 if event["kind"] == "note"]
        self.assertEqual(good, len(notes))
        self.assertGreaterEqual(good, 1)


class Showing(CaseFiles):
    def test_history_as_a_picture(self):
        self.open(parent_seeking={"name": "Mara <&> Diaz"})
        self.good("correct", "t-1", "3", "--reason", "slip", "--on", "2026-11-03")
        root = xml.etree.ElementTree.fromstring(self.good("history", "--svg", "t-1").out)
        text = " ".join(root.itertext())
        self.assertIn("Mara <&> Diaz", text)
        self.assertIn("Taken back by event", text)

    def test_everything_fits(self):
        self.open(notes="x" * 300)
        for part in (["show", "t-1"], ["history", "t-1"], ["list"]):
            for line in self.good(*part).out.split("\n"):
                self.assertLessEqual(columns(line), COLUMNS, line)

    def test_nothing_works_the_terminal(self):
        self.open()
        self.good("record", "t-1", "--source", "other", "--evidence", "a\x1b[31m", "--said-by", "b\x07", "/notes", "c\x1b")
        self.good("assign", "t-1", "lee\x1b[2J")
        for part in ("show", "history"):
            self.assertNotRegex(self.good(part, "t-1").out, r"[\x00-\x09\x0b-\x1f]")
        self.assertNotRegex(self.worklist(), r"[\x00-\x09\x0b-\x1f]")

    def test_help_of_every_part(self):
        listed = run("help", "case").out.split("Parts:\n")[1].split("\n\n")[0]
        parts = [line.split()[0] for line in listed.split("\n")]
        self.assertEqual(18, len(parts))
        for part in parts:
            text = run("case", part, "--help").out
            self.assertTrue(text.startswith(f"Usage: medsupport case {part}"), part)
            self.assertIn("Example", text)
            self.assertEqual(text, run("help", "case", part).out)
            for line in text.split("\n"):
                self.assertLessEqual(columns(line), COLUMNS, line)
        self.bad(run("case", "shw"), "did you mean 'show'")
        self.bad(run("case"), "which part")

    def test_no_such_case(self):
        self.open()
        self.assertEqual(2, self.case("show", "t-2").code)


class Worklist(CaseFiles):
    def setUp(self):
        super().setUp()
        self.open(parent_seeking={"name": "Mara Diaz"})
        self.good("request", "t-1", "pss", "/parent_seeking/plans", "--on", "2026-11-02")

    def test_days(self):
        self.assertIn("2026-12-02  t-1: the parent seeking support answers", self.worklist("--on", "2026-11-05"))
        self.assertEqual("Nothing is open.\n", self.worklist("--on", "2026-11-05", "--within", "26"))
        self.assertIn("answers", self.worklist("--on", "2026-11-05", "--within", "27"))
        self.assertEqual("Nothing is open.\n", self.worklist("--on", "2026-12-02", "--overdue"))
        self.assertIn("overdue", self.worklist("--on", "2026-12-03", "--overdue"))
        self.assertEqual("Nothing is open.\n", self.worklist("--worker", "lee"))
        self.assertIn("13 CSR 40-112.010(4)", " ".join(self.worklist("--worker", "dana").split()))
        self.bad(run("worklist", "--within", "x"), "--within")

    def test_an_event_dated_ahead_closes_nothing_today(self):
        """An answer with a mistyped year: the task stays until then, and says so."""
        done = self.good("receive", "t-1", "pss", "--on", "2062-11-20")
        self.assertIn("It takes effect on 2062-11-20, which is ahead.", " ".join(done.out.split()))
        for shown in (self.worklist("--on", "2026-12-03"), self.good("show", "t-1", "--on", "2026-12-03").out):
            self.assertIn("answers request 13 (13 CSR 40-112.010(4))", " ".join(shown.split()))
            self.assertIn("overdue, open until an event dated ahead closes it on 2062-11-20", " ".join(shown.split()))
        found = json.loads(self.worklist("--json", "--overdue", "--on", "2026-12-03"))
        self.assertEqual("2062-11-20", found["task"]["closes_on"])
        self.assertNotIn("answers request", self.worklist("--on", "2062-11-20"))
        self.assertNotIn("answers request", self.good("show", "t-1", "--on", "2062-11-20").out)

    def test_json(self):
        found = json.loads(self.worklist("--json", "--on", "2026-12-03"))
        self.assertEqual(("t-1", True, "answer", "2026-12-02", "information-request"),
                         (found["case_id"], found["overdue"], found["task"]["task"], found["task"]["due"],
                          found["task"]["clock"]))

    def test_calendar(self):
        path = self.path("tasks.ics")
        self.worklist("--ics", path, "--on", "2026-11-05")
        with open(path, "rb") as file:
            lines = file.read().split(b"\r\n")
        self.assertEqual((b"BEGIN:VCALENDAR", b"END:VCALENDAR", b""), (lines[0], lines[-2], lines[-1]))
        self.assertIn(b"DTSTART;VALUE=DATE:20261202", lines)
        self.assertTrue(all(len(line) <= 75 for line in lines))

    def test_every_task_is_an_event_of_its_own(self):
        text = case(case_id="two", children=[{"id": "c1", "date_of_birth": "2015-03-02"},
                                             {"id": "c2", "date_of_birth": "2018-02-28"}])
        env = environment(MEDSUPPORT_DB=self.database, MEDSUPPORT_ACTOR="dana")
        for command in (("case", "open", "--on", "2026-11-02", "-"),
                        ("order", "request", "two", "--way", "judicial", "--by", "agency", "--on", "2026-11-02"),
                        ("order", "terms", "two", "--children", "c1", "--children", "c2", "--provides", "pns", "--coverage", "medical",
                         "--on", "2026-11-02"),
                        ("order", "approve", "two", "--judge", "R. Hale", "--docket", "1", "--as-entered", "--on",
                         "2026-11-04")):
            done = run(*command, text=text, env=env)
            self.assertEqual(0, done.code, done.err)
        path = self.path("tasks.ics")
        self.worklist("--ics", path, "--on", "2026-11-05")
        with open(path, encoding="utf-8", newline="") as file:
            uids = [line for line in file.read().replace("\r\n ", "").split("\r\n") if line.startswith("UID:")]
        self.assertEqual(2, sum("two-duty-" in uid for uid in uids), uids)
        self.assertEqual(len(uids), len(set(uids)))


if __name__ == "__main__":
    unittest.main()
