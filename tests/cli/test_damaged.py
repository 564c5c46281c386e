"""Databases that someone else has written to: each command says so and ends, whatever stands in them."""

import subprocess
import unittest

from harness import Case, case, environment, run

UNGUARDED = ("PRAGMA ignore_check_constraints = ON; DROP TRIGGER events_are_not_changed; "
             "DROP TRIGGER events_are_not_deleted; ")
READS = (("case", "show", "t-1"), ("case", "history", "t-1"), ("case", "history", "--svg", "t-1"),
         ("case", "note", "t-1", "x"), ("case", "determine", "t-1"))


class Damaged(Case):
    def setUp(self):
        super().setUp()
        self.database = self.path("cases.db")
        self.good("case", "open", "--worker", "dana", "-", text=case())
        self.good("case", "request", "t-1", "pss", "/parent_seeking/plans", "--on", "2026-11-02")

    def command(self, *arguments, text=None):
        return run(*arguments, text=text, env=environment(MEDSUPPORT_DB=self.database, MEDSUPPORT_ACTOR="dana"))

    def good(self, *arguments, text=None):
        done = self.command(*arguments, text=text)
        self.assertEqual((0, ""), (done.code, done.err))
        return done.out

    def sql(self, script):
        subprocess.run(["sqlite3", self.database, UNGUARDED + script], check=True)

    def found(self, words, *arguments):
        done = self.command(*arguments)
        self.assertEqual(1, done.code, (arguments, done.out, done.err))
        self.assertIn(words, done.err)

    def test_an_event_that_is_none(self):
        for column, value, words in (
                ("kind", "'nonsense'", "no kind of event 'nonsense'"),
                ("kind", "'Note'", "is damaged"),
                ("kind", "'note' || char(0) || 'x'", "is damaged"),
                ("body", "'{\"note\":'", "is damaged"),
                ("body", "'{\"note\":}'", "no JSON object"),
                ("body", "'[]'", "is damaged"),
                ("body", "'{\"path\":\"/notes\"}'", "'value' is missing"),
                ("body", "'{' || char(10) || '}'", "is damaged"),
                ("effective", "'2026-02-30'", "is damaged"),
                ("actor", "'a' || char(27) || '[2J'", "is damaged"),
                ("actor", "''", "is damaged"),
                ("at", "'yesterday'", "is damaged"),
                ("sequence", "77", "is number 3, not 4"),
                ("hash", "x'00'", "is damaged")):
            with self.subTest(column=column, value=value):
                self.setUp()
                self.sql(f"UPDATE events SET {column} = {value} WHERE sequence = 3")
                for command in READS:
                    self.found(words, *command)
                self.found("", "db", "verify")
                self.found("", "db", "export")

    def test_an_event_that_is_missing(self):
        self.sql("DELETE FROM events WHERE sequence = 2")
        for command in READS:
            self.found("is number 2, not 3", *command)
        self.found("event 2 is missing", "db", "verify")
        self.sql_again("DELETE FROM events WHERE sequence = 1")
        for command in READS:
            self.found("is number 1, not 3", *command)

    def sql_again(self, script):
        subprocess.run(["sqlite3", self.database, script], check=True)

    def test_what_is_derived_is_derived_anew(self):
        before = self.good("worklist", "--json"), self.good("case", "list", "--json")
        for script, words, command in (
                ("UPDATE tasks SET task = '[[['", "the worklist is damaged", ("worklist",)),
                ("UPDATE tasks SET task = '{\"due\":'", "the worklist is damaged", ("worklist", "--json")),
                ("UPDATE tasks SET due = '2026-99-99'", "the worklist is damaged", ("worklist",)),
                ("UPDATE cases SET state = '{\"x\":}'", "the list of cases is damaged", ("case", "list")),
                ("UPDATE cases SET state = ''", "the list of cases is damaged", ("case", "find", "x")),
                ("PRAGMA foreign_keys = OFF; UPDATE cases SET case_id = '../t' || char(27)", "the list of cases is damaged",
                 ("case", "determine", "--stale"))):
            self.sql_again("PRAGMA ignore_check_constraints = ON; " + script)
            self.found(words, *command)
            self.found("db rebuild", *command)
            self.good("db", "rebuild")
            self.assertEqual(before, (self.good("worklist", "--json"), self.good("case", "list", "--json")))

    def test_other_tables(self):
        """Tables, views and triggers of others are not run."""
        self.sql("CREATE TRIGGER mine AFTER INSERT ON tasks BEGIN DELETE FROM cases; END")
        self.good("case", "note", "t-1", "x")
        self.assertIn("t-1", self.good("case", "list"))
        self.sql_again("DROP TABLE tasks; CREATE VIEW tasks AS SELECT 't-1' case_id, '{}' task, '2026-01-01' due, '' worker, 1 number")
        done = self.command("worklist")
        self.assertEqual((2, ""), (done.code, done.out))
        self.assertNotEqual("", done.err)


if __name__ == "__main__":
    unittest.main()
