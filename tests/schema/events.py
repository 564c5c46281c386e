#!/usr/bin/env python3
"""Exports of a database of cases against schema/medsupport.events-1.schema.json.

    events.py PROGRAM

Every line of the export of a case's life meets the schema. Then each member of an event's frame is changed, one at a
time: schema and import have to be of one opinion. Ends with `N passed, N failed`.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = ROOT / "schema" / "medsupport.events-1.schema.json"
ALTERED = 1  # the exit status of an import whose events are events, but others than the head says
# The import alone sees that a day is none.
IMPORT_ALONE = ("2026-02-30", "2026-13-01")
VALUES = {
    "case_id": ["a", "A.b-c_1", "", "-a", "a b", "x" * 64, "x" * 65, "ä", 7, None],
    "sequence": [1, 0, -1, "1", None, True],
    "at": ["2026-02-28T23:59:60Z", "2026-02-28T23:59:59", "2026-02-28 23:59:59Z", "", 7],
    "actor": ["dana", "Zoë \"Z\" O'Neil", "\u20ac" * 100, "x" * 101, "", "a\u0007", "a\u0085", "a\n", None],
    "effective": ["2026-11-02", "0001-01-01", "2026-02-30", "2026-13-01", "2026-1-1", "", None],
    "kind": ["some_kind2", "x" * 64, "x" * 65, "Note", "2note", "_note", "", 7],
    "body": [{}, {"any": [1]}, [], "text", None],
}


def judge(lines):
    done = subprocess.run(["node", str(HERE / "batch.js"), str(SCHEMA)], input="".join(line + "\n" for line in lines),
                          text=True, capture_output=True, check=True, env={"NODE_PATH": "/usr/share/nodejs", **os.environ})
    return done.stdout.splitlines()


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, good, words):
        self.passed += good
        self.failed += not good
        if not good:
            print(words)


def life(program, folder):
    """The lines of the export of a case's life, with a value that is sealed and revealed."""
    database = os.path.join(folder, "cases.db")
    script = (ROOT / "examples" / "case-life.sh").read_text(encoding="utf-8")
    script = re.sub(r"MEDSUPPORT_DB=\S+", f"MEDSUPPORT_DB={database}", script)
    env = {**os.environ, "MEDSUPPORT_DB": database, "MEDSUPPORT_KEY": "01" * 32, "MEDSUPPORT_ACTOR": "dana"}
    env.pop("MEDSUPPORT_KEY_FILE", None)
    subprocess.run(["sh", "-c", script, "sh", program], check=True, capture_output=True, env=env)
    for words, given in ((["protect", "--source", "other", "2026-000123", "/children/c1/ssn"], "123456789"),
                         (["reveal", "--reason", "x", "2026-000123", "/children/c1/ssn"], ""),
                         (["note", "2026-000123", "x"], ""), (["assign", "2026-000123", "lee"], ""),
                         (["withdraw", "2026-000123", "19"], ""), (["correct", "--reason", "x", "2026-000123", "14"], ""),
                         (["close", "--reason", "x", "2026-000123"], "")):
        subprocess.run([program, "case", *words], check=True, capture_output=True, input=given, text=True, env=env)
    done = subprocess.run([program, "db", "export"], check=True, capture_output=True, text=True, env=env)
    return done.stdout.splitlines()


def imported(program, folder, lines):
    """Whether the lines are events to an import; what they come to does not count."""
    database = os.path.join(folder, "import.db")
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(database + ending):
            os.remove(database + ending)
    done = subprocess.run([program, "db", "import", "-", "--db", database], input="\n".join(lines) + "\n", text=True,
                          capture_output=True, check=False)
    return done.returncode == ALTERED and "altered" in done.stderr


def main():
    program, tally = os.path.abspath(sys.argv[1]), Tally()
    with tempfile.TemporaryDirectory() as folder:
        lines = life(program, folder)
        kinds = {json.loads(line).get("kind") for line in lines}
        tally.check(len(kinds) > 12, f"the life holds only {sorted(map(str, kinds))}")
        for line, verdict in zip(lines, judge(lines)):
            tally.check(verdict == "ok", f"{verdict}: {line[:200]}")
        first, note, last = lines[0], json.loads(lines[1]), lines[-1]
        note.update(sequence=1, kind="some_kind", body={})
        changed = [{**note, member: value} for member, values in VALUES.items() for value in values]
        changed += [{key: value for key, value in note.items() if key != member} for member in note]
        changed.append({**note, "more": 1})
        texts = [json.dumps(event, separators=(",", ":"), ensure_ascii=False) for event in changed]
        for text, verdict in zip(texts, judge(texts)):
            taken = imported(program, folder, [first, text, last])
            alone = any(day in text for day in IMPORT_ALONE)
            tally.check(taken == (verdict == "ok" and not alone), f"schema: {verdict}; import: {taken}: {text[:200]}")
        for text in ('{"format":"medsupport.events/2"}', '{"head":"1"}', '{"head":"01:' + "0" * 64 + '"}', "[]", "7", "{}"):
            tally.check(judge([text])[0] != "ok", f"the schema takes {text}")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
