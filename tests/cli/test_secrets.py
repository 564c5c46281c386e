"""medsupport case protect and reveal, db key and rekey: what is sealed is nowhere to be read, and goes on being revealed."""

import glob
import json
import os
import pty
import re
import subprocess
import unittest

import harness
from batch_harness import bytes_of
from harness import Case, case, environment, run

NUMBER, ADDRESS = "123-45-6789", "12 Elm Street, Apt 4, Jefferson City"
PATH, ADDRESS_PATH = "/parent_seeking/ssn", "/children/c1/protected_address"


class Secrets(Case):
    def setUp(self):
        super().setUp()
        self.database, self.key = self.path("cases.db"), self.path("key")
        self.assertEqual(0, run("db", "key", self.key).code)
        self.good("open", "-", text=case())

    def command(self, *arguments, text=None, **changes):
        env = environment(MEDSUPPORT_DB=self.database, MEDSUPPORT_ACTOR="dana",
                          **{"MEDSUPPORT_KEY_FILE": self.key, **changes})
        return run(*arguments, text=text, env=env)

    def good(self, *arguments, text=None, **changes):
        done = self.command("case", *arguments, text=text, **changes)
        self.assertEqual((0, ""), (done.code, done.err))
        return done

    def refused(self, words, *arguments, text=None, **changes):
        before = self.good("history", "--json", "t-1").out
        done = self.command("case", *arguments, text=text, **changes)
        self.assertEqual((2, ""), (done.code, done.out))
        self.assertIn(words, done.err)
        self.assertNotIn("6789", done.err)
        self.assertEqual(before, self.good("history", "--json", "t-1").out)

    def protect(self, path=PATH, value=NUMBER, **changes):
        return self.good("protect", "t-1", path, "--source", "agency_record", text=value + "\n", **changes)

    def reveal(self, path=PATH, **changes):
        return self.good("reveal", "t-1", path, "--reason", "notice, Part A", **changes).out

    def events(self, kind):
        lines = self.good("history", "--json", "t-1").out.splitlines()
        return [event for event in map(json.loads, lines) if event["kind"] == kind]


class Sealing(Secrets):
    def test_it_comes_back(self):
        self.protect(value="123 45 6789")
        self.protect(ADDRESS_PATH, "12 Elm Street\nApt 4\n\tJefferson City \"MO\"")
        self.assertEqual(NUMBER + "\n", self.reveal())
        self.assertEqual("12 Elm Street, Apt 4,  Jefferson City \"MO\"\n", self.reveal(ADDRESS_PATH))
        found = self.good("reveal", "t-1", PATH, "--reason", "x", "--json").parsed()
        self.assertEqual({"case_id": "t-1", "path": PATH, "value": NUMBER}, found)

    def test_the_last_one_is_in_force(self):
        self.protect(value="111-22-3333")
        self.protect()
        self.assertEqual(NUMBER + "\n", self.reveal())
        recorded = self.events("secret_recorded")
        self.good("correct", "t-1", str(recorded[1]["sequence"]), "--reason", "another person's")
        self.assertEqual("111-22-3333\n", self.reveal())

    def test_it_is_nowhere_to_be_read(self):
        self.protect()
        self.protect(ADDRESS_PATH, ADDRESS)
        self.reveal()
        self.reveal(ADDRESS_PATH)
        self.command("db", "export", self.path("export"))
        self.command("db", "backup", self.path("backup"))
        for path in glob.glob(self.path("*")):
            with open(path, "rb") as file:
                data = re.sub(rb"[0-9a-f]{64}", b"", file.read())  # a hash may hold any digits
            for part in (b"6789", b"123456789", b"Elm"):
                self.assertNotIn(part, data, path)
        document = self.good("show", "--document", "t-1").out
        self.assertNotIn("sealed", document)

    def test_little_is_shown(self):
        self.protect()
        self.protect(ADDRESS_PATH, ADDRESS)
        for part in ("show", "history"):
            out = " ".join(self.good(part, "t-1").out.split())
            self.assertIn("the Social Security number of the parent seeking support: ***-**-6789;", out)
            self.assertIn("the protected address of child c1: (protected);", out)
            self.assertNotIn("Elm", out)
            self.assertIn("***-**-****", self.good(part, "t-1", MEDSUPPORT_KEY_FILE="").out)
        shown = {value["path"]: value["shown"] for value in self.good("show", "--json", "t-1").parsed()["protected"]}
        self.assertEqual({PATH: "***-**-6789", ADDRESS_PATH: "(protected)"}, shown)

    def test_who_revealed_it_is_recorded_first(self):
        self.protect()
        self.reveal()
        event, = self.events("secret_revealed")
        self.assertEqual(("dana", "notice, Part A"), (event["actor"], event["body"]["reason"]))
        self.refused("--reason", "reveal", "t-1", PATH)

    def test_what_is_no_such_value(self):
        for text in ("12345678", "1234567890", "123-45-678x", "", "   \n"):
            self.refused("nine digits" if text.strip() else "no value", "protect", "t-1", PATH, "--source", "other", text=text)
        self.refused("too long", "protect", "t-1", ADDRESS_PATH, "--source", "other", text="x" * 2001)
        self.refused("UTF-8", "protect", "t-1", ADDRESS_PATH, "--source", "other", text=b"\xff")
        self.refused("UTF-8", "protect", "t-1", ADDRESS_PATH, "--source", "other", text="a\x1b")
        self.refused("no path", "protect", "t-1", "/parent_seeking/name", "--source", "other", text=NUMBER)
        self.refused("no child c9", "protect", "t-1", "/children/c9/ssn", "--source", "other", text=NUMBER)
        self.refused("--source", "protect", "t-1", PATH, text=NUMBER)
        self.refused("no such value", "reveal", "t-1", PATH, "--reason", "x")

    def test_a_plain_value_cannot_be_slipped_in(self):
        """An event that says it is sealed and is not is no event of the database."""
        self.protect()
        lines = self.command("db", "export").out.splitlines()
        event = json.loads(lines[-2])
        self.assertRegex(event["body"]["sealed"], "^sealed:1:[0-9a-f]{8}:[A-Za-z0-9+/=]{80,}$")


class Outputs(Secrets):
    """No output takes the place of the database or of the keys, by whatever name."""

    def test_database_and_keys_stay(self):
        self.protect()
        os.symlink(self.database, self.path("link"))
        before = {path: bytes_of(path) for path in (self.database, self.key)}
        for output in (self.database, self.path("link"), os.path.join(self.folder, ".", "cases.db"), self.key):
            for command in (("db", "export", output), ("case", "show", "t-1", "-o", output),
                            ("worklist", "--ics", output), ("cost", "statement", "t-1", "-o", output),
                            ("batch", "-q", "-o", output), ("generate", "-n", "1", "-o", output)):
                done = self.command(*command, text=case())
                self.assertEqual((2, ""), (done.code, done.out), command)
                self.assertIn("holds the keys" if output == self.key else "holds a database", done.err)
                self.assertIn("which would be lost", done.err)
        self.assertEqual(before, {path: bytes_of(path) for path in (self.database, self.key)})
        self.assertEqual(NUMBER + "\n", self.reveal())


class Keys(Secrets):
    def test_without_one_nothing_is_recorded(self):
        self.refused("MEDSUPPORT_KEY_FILE", "protect", "t-1", PATH, "--source", "other", text=NUMBER, MEDSUPPORT_KEY_FILE="")
        self.protect()
        self.refused("MEDSUPPORT_KEY_FILE", "reveal", "t-1", PATH, "--reason", "x", MEDSUPPORT_KEY_FILE="")

    def test_an_unsafe_or_another_one_is_refused(self):
        self.protect()
        other = self.path("other")
        self.assertEqual(0, run("db", "key", other).code)
        self.refused("not among those at hand", "reveal", "t-1", PATH, "--reason", "x", MEDSUPPORT_KEY_FILE=other)
        os.chmod(self.key, 0o640)
        self.refused("others can read it", "reveal", "t-1", PATH, "--reason", "x")
        self.assertEqual(2, run("db", "key", other).code)  # it stays as it is

    def test_from_the_environment(self):
        with open(self.key, encoding="ascii") as file:
            key = file.read().strip()
        self.protect(MEDSUPPORT_KEY_FILE="", MEDSUPPORT_KEY=key)
        self.assertEqual(NUMBER + "\n", self.reveal())

    def test_sealed_for_its_case_alone(self):
        self.protect()
        sealed = self.events("secret_recorded")[0]["body"]["sealed"]
        self.good("open", "-", text=case(case_id="t-2"))
        script = f"INSERT INTO events SELECT position + 1, case_id, sequence + 1, at, actor, effective, 'secret_recorded', " \
                 f"json_object('path', '{PATH}', 'sealed', '{sealed}', 'source', 'other'), hash FROM events " \
                 f"ORDER BY position DESC LIMIT 1"
        subprocess.run(["sqlite3", self.database, script], check=True)
        done = self.command("case", "reveal", "t-2", PATH, "--reason", "x")
        self.assertEqual((2, ""), (done.code, done.out))
        self.assertIn("for another place", done.err)

    def test_a_new_key_seals_what_is_in_force(self):
        self.protect(value="111-22-3333")
        self.protect()
        self.protect(ADDRESS_PATH, ADDRESS)
        with open(self.key, encoding="ascii") as file:
            old = file.read()
        done = self.command("db", "rekey", "--json")
        self.assertEqual({"action": "rekey", "values": 2, "cases": 1}, done.parsed())
        with open(self.key, encoding="ascii") as file:
            new = file.read()
        self.assertTrue(new.endswith(old) and len(new) == 2 * len(old))
        self.assertEqual(0o600, os.stat(self.key).st_mode & 0o777)
        with open(self.key, "w", encoding="ascii") as file:
            file.write(new[:len(old)])  # the old one is given up
        self.assertEqual((NUMBER + "\n", ADDRESS + "\n"), (self.reveal(), self.reveal(ADDRESS_PATH)))
        self.assertEqual(2, len(self.events("secret_resealed")))
        self.assertEqual(0, self.command("db", "verify").code)
        self.assertEqual(0, self.command("db", "rekey", "--json").code)
        self.assertEqual(4, len(self.events("secret_resealed")))


class Typing(Secrets):
    def test_the_terminal_does_not_show_it(self):
        terminal, end = pty.openpty()
        env = environment(MEDSUPPORT_DB=self.database, MEDSUPPORT_KEY_FILE=self.key)
        with subprocess.Popen([harness.program, "case", "protect", "t-1", PATH, "--source", "other"], stdin=end, stderr=end,
                              stdout=subprocess.DEVNULL, env=env) as process:
            said = b""
            while b"Social Security number: " not in said:
                said += os.read(terminal, 1000)
            os.write(terminal, (NUMBER + "\n").encode())
            self.assertEqual(0, process.wait(timeout=60))
        os.close(end)
        try:
            while piece := os.read(terminal, 1000):
                said += piece
        except OSError:  # the other end is closed
            pass
        os.close(terminal)
        self.assertNotIn(b"6789", said)
        self.assertEqual(NUMBER + "\n", self.reveal())


if __name__ == "__main__":
    unittest.main()
