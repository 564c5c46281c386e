#!/usr/bin/env python3
"""medsupport db from outside, on both engines: moves.py PROGRAM. The last line is `N passed, N failed`.

The chain is computed here a second time, from its description alone."""

import glob
import hashlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv[1])
POSTGRES = os.environ.get("MEDSUPPORT_TEST_POSTGRES")
LIVES = sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples", "*.sh")))
FIRST = '{"format":"medsupport.events/1"}'


def run(*arguments, text=None, env=None, cwd=None, limit=None):
    def prepare():
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    done = subprocess.run([PROGRAM, "db", *arguments], input=(text or "").encode(), capture_output=True, check=False,
                          timeout=60, cwd=cwd, preexec_fn=prepare,
                          env={**{k: v for k, v in os.environ.items() if k != "MEDSUPPORT_DB"}, **(env or {})})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def number(value):
    return struct.pack("<Q", value)


def field(text):
    data = text.encode()
    return number(len(data)) + data


class Chain:
    """Events as an export has them, and their head."""

    def __init__(self):
        self.lines, self.last, self.count, self.hash = [], {}, 0, bytes(32)

    def add(self, case_id, words, actor="worker-7", children=("c1",)):
        sequence = self.last[case_id] = self.last.get(case_id, 0) + 1
        kind = "note" if sequence > 1 else "case_opened"
        body = {"note": words} if sequence > 1 else {"case_id": case_id, "children": children, "worker": "dana"}
        body = json.dumps(body, separators=(",", ":"), ensure_ascii=False)
        day, time = "2026-11-02", "2026-11-02T15:04:05Z"
        self.count += 1
        self.hash = hashlib.blake2b(
            field("medsupport.event/1") + self.hash + number(self.count) + field(case_id) + number(sequence) + field(time)
            + field(actor) + field(day) + field(kind) + field(body), digest_size=32).digest()
        self.lines.append(f'{{"case_id":"{case_id}","sequence":{sequence},"at":"{time}",'
                          f'"actor":{json.dumps(actor, ensure_ascii=False)},"effective":"{day}","kind":"{kind}",'
                          f'"body":{body}}}')

    def head(self):
        return f"{self.count}:{self.hash.hex()}"

    def text(self):
        return "\n".join([FIRST, *self.lines, f'{{"head":"{self.head()}"}}']) + "\n"


def sample(count=300):
    chain = Chain()
    for i in range(count):
        chain.add(f"case-{i * 7 % 8}", f"number {i}: ä € \"quoted\" \\ ' ;", actor="Zoë \"Z\" O'Neil" if i % 3 else "b\\c")
    return chain


class Moves(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        if POSTGRES:
            subprocess.run(["psql", "-q", POSTGRES, "-c", "SET client_min_messages = error; "
                            "DROP SCHEMA IF EXISTS medsupport CASCADE"], check=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def good(self, *arguments, **settings):
        code, out, err = run(*arguments, **settings)
        self.assertEqual((0, ""), (code, err), arguments)
        return out

    def bad(self, code, words, *arguments, **settings):
        found, out, err = run(*arguments, **settings)
        self.assertEqual(code, found, (arguments, out, err))
        self.assertIn(words, err)
        self.assertNotIn("number 1", err)  # nothing of a case

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return self.path(name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8", newline="") as file:
            return file.read()

    def sql(self, location, text):
        """Runs SQL behind the program's back; what it gives, a row a line."""
        if location == POSTGRES:
            tool = ["psql", "-qAt", location, "-c", "SET search_path = medsupport; " + text]
        else:
            tool = ["sqlite3", location, text]
        return subprocess.run(tool, check=True, stdout=subprocess.PIPE).stdout.decode()

    def tables(self, location):
        """All that is derived."""
        return (self.sql(location, "SELECT case_id, sequence, state FROM cases ORDER BY case_id")
                + self.sql(location, "SELECT 'task', case_id, number, due, worker, task FROM tasks ORDER BY case_id, number"))

    def engines(self):
        yield self.path("one.db")
        if POSTGRES:
            yield POSTGRES

    def test_there_and_back_with_one_head(self):
        chain = sample()
        source = self.write("events", chain.text())
        for location in self.engines():
            self.good("import", source, "--db", location)
            self.assertEqual(chain.head() + "\n", self.good("head", "--db", location))
            self.assertIn(chain.head(), self.good("verify", chain.head(), "--db", location))
            self.assertEqual(chain.text(), self.good("export", "--db", location))

    @unittest.skipUnless(POSTGRES, "without PostgreSQL")
    def test_from_engine_to_engine(self):
        chain = sample()
        self.good("import", "-", "--db", self.path("one.db"), text=chain.text())
        moved = self.good("export", "--db", self.path("one.db"))
        self.good("import", "-", "--db", POSTGRES, text=moved)
        self.good("export", self.path("back"), "--db", POSTGRES)
        self.good("import", self.path("back"), "--db", self.path("two.db"))
        heads = {self.good("head", "--db", location) for location in (self.path("one.db"), POSTGRES, self.path("two.db"))}
        self.assertEqual({chain.head() + "\n"}, heads)

    def test_what_is_derived_comes_from_the_events(self):
        chain = sample(100)
        for location in self.engines():
            self.good("import", "-", "--db", location, text=chain.text())
            listed = self.tables(location)
            self.assertEqual(8, listed.count("\ncase-") + listed.startswith("case-"))
            self.assertIn("dana", listed)
            self.sql(location, "DELETE FROM tasks; UPDATE cases SET state = '{}' WHERE case_id = 'case-3'; "
                               "DELETE FROM cases WHERE case_id = 'case-4'")
            self.assertNotEqual(listed, self.tables(location))
            self.assertIn("100 events", self.good("rebuild", "--db", location))
            self.assertEqual(listed, self.tables(location))
            self.assertEqual(chain.head() + "\n", self.good("head", "--db", location))

    def test_a_case_that_is_none_is_told_of(self):
        chain = Chain()
        chain.add("bad", "x", children=[])
        chain.add("good", "x")
        for location in self.engines():
            self.bad(1, "case bad: event 1", "import", "-", "--db", location, text=chain.text())
            self.assertEqual(chain.head() + "\n", self.good("head", "--db", location))
            self.assertIn("case bad: event 1", run("rebuild", "--db", location)[2])
            listed = self.tables(location).split("\n")
            self.assertIn("bad|1|{}", listed)
            self.assertTrue(any(line.startswith("good|1|{") and "dana" in line for line in listed), listed)

    def test_a_file_that_is_not_whole_is_not_taken(self):
        chain = sample(20)
        lines = chain.text().split("\n")
        swapped = lines[:5] + [lines[6], lines[5]] + lines[7:]
        faults = [
            (1, "does not begin", ""),
            (1, "does not begin", "\n".join(lines[1:])),
            (1, "cut off", "\n".join(lines[:-2]) + "\n"),
            (1, "no event", "\n".join(lines[:4] + [lines[4][:30]])),
            (1, "behind the line with the head", chain.text() + lines[3] + "\n"),
            (1, "no event", "\n".join([*lines[:4], "", *lines[4:]])),
            (1, "altered", chain.text().replace("number 17", "number 18")),
            (1, "altered", chain.text().replace("2026-11-02T15", "2026-11-02T16")),
            (1, "altered", "\n".join(swapped)),
            (1, "altered", "\n".join(lines[:-3] + lines[-2:])),
            (1, "is next", "\n".join(lines[:3] + lines[4:])),
            (1, "its kind", chain.text().replace('"kind":"note"', '"kind":"No te"', 1)),
            (1, "its body", chain.text().replace('"body":{', '"body":[{', 1)),
            (1, "no event", chain.text().replace('"sequence":1', '"sequence":-1', 1)),
            (1, "no event", chain.text().replace('"sequence":1', '"sequence":99999999999999999999', 1)),
            (1, "no event", chain.text().replace('"actor":"b\\\\c"', '"actor":"b\\q"', 1)),
            (1, "no event", chain.text().replace('"effective":"2026-11-02"', '"effective":"2026-11-31"', 1)),
        ]
        for location in self.engines():
            self.good("init", "--db", location)
            for code, words, text in faults:
                self.bad(code, words, "import", "-", "--db", location, text=text)
                self.assertTrue(self.good("head", "--db", location).startswith("0:"), words)
            self.good("import", "-", "--db", location, text=chain.text())
            self.bad(2, "holds events already", "import", "-", "--db", location, text=chain.text())

    def test_backup_and_restore(self):
        chain = sample(50)
        database, backup = self.path("one.db"), self.path("backup.db")
        self.good("import", "-", "--db", database, text=chain.text())
        self.assertIn(chain.head(), self.good("backup", backup, "--db", database))
        self.assertEqual(chain.head() + "\n", self.read("backup.db.head"))
        self.bad(2, "there already", "backup", backup, "--db", database)
        self.bad(2, "there already", "restore", backup, "--db", database)
        self.assertIn("the one that was kept", self.good("restore", backup, "--db", self.path("two.db")))
        self.assertEqual(chain.text(), self.good("export", "--db", self.path("two.db")))
        # Without the head beside it a cut tail does not show; with it it does.
        subprocess.run(["sqlite3", backup, "DROP TRIGGER events_are_not_deleted; DELETE FROM events WHERE position > 40"],
                       check=True)
        self.bad(1, "event 41 is missing", "restore", backup, "--db", self.path("three.db"))
        self.assertFalse(os.path.exists(self.path("three.db")))
        self.write("backup.db.head", "none")
        self.bad(1, "holds no head", "restore", backup, "--db", self.path("three.db"))
        os.remove(self.path("backup.db.head"))
        self.bad(1, "a trigger is missing", "restore", backup, "--db", self.path("three.db"))
        subprocess.run(["sqlite3", backup, "CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events "
                        "BEGIN SELECT RAISE(ABORT, 'x'); END"], check=True)
        self.assertIn("40 events", self.good("restore", backup, "--db", self.path("three.db")))
        self.bad(2, "cannot read", "restore", self.path("nowhere.db"), "--db", self.path("four.db"))
        self.assertEqual([], glob.glob(self.path("*.db.??????")))

    @unittest.skipUnless(POSTGRES, "without PostgreSQL")
    def test_backups_are_of_files(self):
        self.good("init", "--db", POSTGRES)
        self.bad(2, "pg_dump", "backup", self.path("x.db"), "--db", POSTGRES)
        self.bad(2, "makes a SQLite file", "restore", self.path("x.db"), "--db", POSTGRES)

    def test_damage_is_an_answer(self):
        chain = sample(30)
        unguard = {self.path("one.db"): "DROP TRIGGER events_are_not_changed;",
                   POSTGRES: "SET search_path = medsupport; DROP TRIGGER events_are_not_changed ON events;"}
        for location in self.engines():
            self.good("import", "-", "--db", location, text=chain.text())
            kept = self.good("head", "--db", location).strip()
            tool = ["sqlite3", location] if location != POSTGRES else ["psql", "-q", location, "-c"]
            subprocess.run([*tool, unguard[location] + "UPDATE events SET body = '{}' WHERE position = 9"], check=True)
            self.bad(1, "event 9 is altered", "verify", "--db", location)
            self.bad(1, "event 9 is altered", "export", self.path("x"), "--db", location)
            self.assertFalse(os.path.exists(self.path("x")))
            code, out, _ = run("verify", kept, "--json", "--db", location)
            self.assertEqual(1, code)
            self.assertIn("event 9 is altered", json.loads(out)["problem"])

    def test_a_worklist_that_is_not_the_events(self):
        """What is derived can be lost without a trace in the chain: verify says so, and rebuild derives it anew."""
        chain = sample(30)
        for location in self.engines():
            self.good("import", "-", "--db", location, text=chain.text())
            self.good("verify", "--db", location)
            for lost in ("tasks", "tasks; DELETE FROM cases"):
                tool = ["sqlite3", location] if location != POSTGRES else ["psql", "-q", location, "-c"]
                schema = "" if location != POSTGRES else "SET search_path = medsupport; "
                subprocess.run([*tool, f"{schema}DELETE FROM {lost}"], check=True)
                self.bad(1, "'medsupport db rebuild' derives them anew", "verify", "--db", location)
                code, out, _ = run("verify", "--json", "--db", location)
                self.assertEqual((1, True), (code, "worklist" in json.loads(out)["problem"]))
                self.good("rebuild", "--db", location)
                self.good("verify", "--db", location)

    def test_a_table_that_is_missing(self):
        database = self.path("one.db")
        self.good("import", "-", "--db", database, text=sample(5).text())
        subprocess.run(["sqlite3", database, "DROP TABLE tasks"], check=True)
        self.bad(1, "a table, an index or a trigger is missing", "verify", "--db", database)

    def test_an_export_is_its_owners(self):
        database, file = self.path("one.db"), self.path("events")
        self.good("import", "-", "--db", database, text=sample(5).text())
        self.good("export", file, "--db", database)
        self.assertEqual(0o600, os.stat(file).st_mode & 0o777)
        os.chmod(file, 0o640)
        self.good("export", file, "--db", database)
        self.assertEqual(0o640, os.stat(file).st_mode & 0o777)

    def test_who_reads_a_copied_backup_keeps_nobody_for_long(self):
        """A backup has no write-ahead log yet, which cannot begin while somebody reads."""
        database, backup = self.path("one.db"), self.path("backup.db")
        self.good("import", "-", "--db", database, text=sample(5).text())
        self.good("backup", backup, "--db", database)
        reader = sqlite3.connect(backup)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        start = time.monotonic()
        self.bad(2, "for too long", "rebuild", "--db", backup)
        self.assertLess(time.monotonic() - start, 60)
        reader.close()
        self.good("rebuild", "--db", backup)

    def test_where_the_database_is(self):
        self.assertIn("ready", self.good("init", cwd=self.folder))
        self.assertTrue(os.path.exists(self.path("medsupport.db")))
        self.good("init", env={"MEDSUPPORT_DB": self.path("named.db")}, cwd=self.folder)
        self.assertTrue(os.path.exists(self.path("named.db")))
        self.good("init", "--db", self.path("given.db"), env={"MEDSUPPORT_DB": self.path("other.db")})
        self.assertFalse(os.path.exists(self.path("other.db")))
        self.bad(2, "medsupport db init", "head", "--db", self.path("none.db"))

    def test_json(self):
        chain = sample(5)
        database = self.path("one.db")
        imported = json.loads(self.good("import", "-", "--db", database, "--json", text=chain.text()))
        expected = {"action": "import", "database": database, "file": "-", "events": 5, "head": chain.head(), "problem": None}
        self.assertEqual(expected, imported)
        for arguments in (["init"], ["head"], ["verify"], ["export", self.path("x")], ["backup", self.path("y")]):
            told = json.loads(self.good(*arguments, "--json", "--db", database))
            self.assertEqual((arguments[0], chain.head()), (told["action"], told["head"]))
        self.bad(2, "name a FILE", "export", "--json", "--db", database)

    def live(self, life, database):
        done = subprocess.run(["sh", life, PROGRAM, database], capture_output=True, check=False, timeout=300)
        self.assertEqual(0, done.returncode, done.stderr.decode())
        return done.stdout, done.stderr

    def events(self, database):
        """All of them but for the second in which each was recorded."""
        lines = self.good("export", "--db", database).splitlines()[1:-1]
        return [{**json.loads(line), "at": None} for line in lines]

    @unittest.skipUnless(POSTGRES, "no server")
    def test_the_lives_are_the_same_on_both(self):
        self.assertEqual(4, len(LIVES))
        for life in LIVES:
            with self.subTest(os.path.basename(life)):
                file = self.path(os.path.basename(life) + ".db")
                subprocess.run(["psql", "-q", POSTGRES, "-c", "SET client_min_messages = error; "
                                "DROP SCHEMA IF EXISTS medsupport CASCADE"], check=True)
                self.assertEqual(self.live(life, file), self.live(life, POSTGRES))
                self.assertEqual(self.events(file), self.events(POSTGRES))
                self.good("verify", "--db", POSTGRES)

    def test_a_life_in_a_database_beside_it(self):
        """A database that is named from the folder one is in stays there."""
        for life in LIVES:
            name = os.path.basename(life) + ".db"
            done = subprocess.run(["sh", life, PROGRAM, name], cwd=self.folder, stdout=subprocess.DEVNULL, check=False)
            self.assertEqual((0, True), (done.returncode, os.path.exists(self.path(name))), life)

    def test_bad_usage(self):
        self.bad(2, "did you mean 'verify'?", "verfy")
        self.bad(2, "medsupport db backup FILE", "backup")
        self.bad(2, "medsupport db init", "init", "more")
        self.bad(2, "is no head", "verify", "12:34", "--db", self.path("x.db"))
        self.bad(2, "cannot read", "import", self.path("none"), "--db", self.path("x.db"))

    def test_no_room(self):
        chain = sample(3000)
        database = self.path("one.db")
        self.good("init", "--db", database)
        self.bad(2, "no room", "import", "-", "--db", database, text=chain.text(), limit=100 * 1024)
        self.assertTrue(self.good("head", "--db", database).startswith("0:"))
        self.good("import", "-", "--db", database, text=chain.text())
        self.bad(2, "no room", "backup", self.path("b.db"), "--db", database, limit=100 * 1024)
        self.assertEqual([], glob.glob(self.path("b.db*")))
        self.bad(2, "cannot write", "export", self.path("e"), "--db", database, limit=100 * 1024)
        self.assertEqual([], glob.glob(self.path("e*")))
        self.assertIn(chain.head(), self.good("verify", "--db", database))

    def test_an_import_that_is_killed_leaves_nothing(self):
        chain = sample(3000)
        database = self.path("one.db")
        self.good("init", "--db", database)
        for part in (3, 2):
            with subprocess.Popen([PROGRAM, "db", "import", "-", "--db", database], stdin=subprocess.PIPE,
                                  stdout=subprocess.DEVNULL) as process:
                text = chain.text()
                process.stdin.write(text[:len(text) // part].encode())
                process.stdin.flush()
                process.send_signal(signal.SIGKILL)
                process.wait()
            self.assertTrue(self.good("verify", "--db", database).split("\n")[1].startswith("0:"))


if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Moves)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(suite)
    for test, reason in result.skipped:
        print(f"not run: {test.id()}: {reason}")
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    sys.exit(1 if failed or result.testsRun == 0 else 0)
