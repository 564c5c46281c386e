#!/usr/bin/env python3
"""Orders, notices and what comes of them against their schemas.

    orders.py PROGRAM

Every document of examples/orders and tests/qualification meets
schema/medsupport.order-1.schema.json, and what `qualify --json` makes of it
meets schema/medsupport.qualification-1.schema.json; the text keeps within 80
columns. Then each document is changed in one place at a time, at every place:
schema and reader have to be of one opinion. Ends with `N passed, N failed`.
"""

import concurrent.futures
import copy
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
ORDER = ROOT / "schema" / "medsupport.order-1.schema.json"
RESULT = ROOT / "schema" / "medsupport.qualification-1.schema.json"
ANSWERED = (0, 1, 3)
REFUSED = 2
COLUMNS = 80
# What is put in the place of a value: each changes its type, or breaks a limit.
VALUES = [None, True, False, 7, "", "x", "2026-02-30", "court", "agency", "parties", [], {}, [{}], {"name": "x"},
          "y" * 2000, "y" * 2001]
# The reader alone sees that a day is none.
READER_ALONE = "2026-02-30"


def documents():
    for path in sorted((ROOT / "examples" / "orders").glob("*.json")):
        yield path.name, json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "tests" / "qualification").glob("*.json")):
        yield path.name, json.loads(path.read_text(encoding="utf-8"))["document"]


def judge(schema, texts):
    """The schema's verdict on each text: "ok", or why not."""
    done = subprocess.run(["node", str(HERE / "batch.js"), str(schema)], input="".join(text + "\n" for text in texts),
                          text=True, capture_output=True, check=True,
                          env={"NODE_PATH": "/usr/share/nodejs", **os.environ})
    return done.stdout.splitlines()


def qualify(program, text, *options):
    return subprocess.run([program, "qualify", "--as-of", "2026-11-22", *options, "-"], input=text, text=True,
                          capture_output=True, check=False, timeout=60)


def places(value, path=()):
    """The path of every value in a document."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield path + (key,)
        yield from places(member, path + (key,))


def holder(document, path):
    for key in path[:-1]:
        document = document[key]
    return document


def changed(document):
    """The document with one value replaced, left out, or under another name, at every place."""
    for path in places(document):
        for value in VALUES:
            other = copy.deepcopy(document)
            holder(other, path)[path[-1]] = value
            yield other
        if isinstance(path[-1], str):
            other = copy.deepcopy(document)
            inside = holder(other, path)
            value = inside.pop(path[-1])
            yield copy.deepcopy(other)
            inside[path[-1] + "s"] = value
            yield other


def full(kind):
    """A document with every field that its kind may have."""
    document = {
        "format": "medsupport.order/1", "kind": kind, "id": "a", "date": "2026-11-02",
        "issued_by": {"by": None, "name": "Office", "administrator_has_name": True, "approved_by_court": True,
                      "force_of_law": True},
        "participant": {"name": "Luis", "name_misstated": True, "administrator_has_name": True, "address": False,
                        "address_exists": False, "administrator_has_address": False, "eligible": True},
        "alternate_recipients": [{"name": "Ana", "name_misstated": True, "administrator_has_name": False,
                                  "address": False, "official": {"name": "Clerk", "address": "1 Court Square"},
                                  "administrator_has_address": False, "child_of_participant": True}],
        "coverage": {"type": "all", "manner": False}, "period": "to 18",
        "benefits_required": [{"what": "dental", "plan_provides": True, "state_law_requires": False}],
        "also_states": {"gender": True}, "notes": "none"}
    if kind == "order":
        document |= {"made_under": {"domestic_relations_law": True, "medical_child_support_law": False},
                     "provides": {"child_support": True, "health_coverage": False}, "recognizes_right": True}
    else:
        document |= {"standard_form": True, "support_order": {"reference": "26EX", "administrator_has_reference": True}}
    return document


class Tally:
    """What held and what did not."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, good, what):
        if good:
            self.passed += 1
            return
        self.failed += 1
        if self.failed <= 20:
            print(f"not so: {what}")


def check_documents(tally, program):
    named = list(documents())
    texts = [json.dumps(document) for _, document in named]
    for (name, _), verdict in zip(named, judge(ORDER, texts)):
        tally.check(verdict == "ok", f"{name}: {verdict}")
    results = [qualify(program, text, "--json") for text in texts]
    lines = [json.dumps(json.loads(result.stdout)) for result in results]
    for (name, _), result, verdict in zip(named, results, judge(RESULT, lines)):
        tally.check(result.returncode in ANSWERED and verdict == "ok", f"{name}: result: {verdict}")
    for (name, _), text in zip(named, texts):
        shown = qualify(program, text).stdout
        tally.check(shown and all(len(line) <= COLUMNS for line in shown.splitlines()), f"{name}: wider than {COLUMNS}")


def check_changes(tally, program):
    texts = sorted({json.dumps(other) for kind in ("order", "notice") for other in changed(full(kind))})
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        codes = list(pool.map(lambda text: qualify(program, text, "--json").returncode, texts))
    for text, code, verdict in zip(texts, codes, judge(ORDER, texts)):
        expected = REFUSED if verdict != "ok" else ANSWERED
        as_schema = code == REFUSED if expected == REFUSED else code in ANSWERED
        alone = json.loads(text).get("date") == READER_ALONE and code == REFUSED
        tally.check(as_schema or alone, f"exit {code}, schema {verdict}: {text}")


def main(arguments):
    if len(arguments) != 2:
        print("usage: orders.py PROGRAM", file=sys.stderr)
        return 2
    tally = Tally()
    check_documents(tally, arguments[1])
    check_changes(tally, arguments[1])
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
