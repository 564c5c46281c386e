#!/usr/bin/env python3
"""Runs every document of a folder through `medsupport qualify`.

    run.py PROGRAM FOLDER

Each file holds a title, the document (medsupport.order/1), what is expected of
every requirement and of the whole, and the reason in words. It was derived from
the law by hand, and not taken from the program. Beside the expectation it is
checked that the text says the same and that the exit status stands for it. Ends
with `N passed, N failed`.
"""

import json
import os
import re
import subprocess
import sys

EXITS = {"qualified": 0, "qualified_once_cured": 0, "not_qualified": 1, "unknown": 3}
MEMBERS = ["title", "reason", "document", "expected"]
LINE = re.compile(r"^  (met|curable|unknown|missing)  +([A-Z][^.]*)\. ", re.MULTILINE)


class Tally:
    """What held and what did not."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"not so: {what}")


def qualify(program, document, *options):
    return subprocess.run([program, "qualify", *options, "-"], input=json.dumps(document), capture_output=True,
                          text=True, check=False, timeout=60)


def check_file(tally, program, path):
    with open(path, encoding="utf-8") as text:
        case = json.load(text)
    name = os.path.basename(path)
    whole = list(case) == MEMBERS and all(case[member] for member in MEMBERS)
    tally.check(whole, f"{name}: its members are {list(case)}")
    expected = case["expected"]
    run = qualify(program, case["document"], "--json", "--as-of", "2026-11-22")
    tally.check(run.returncode == EXITS[expected["status"]], f"{name}: exit status {run.returncode}: {run.stderr}")
    if not run.stdout:
        tally.check(False, f"{name}: nothing is printed")
        return
    result = json.loads(run.stdout)
    stands = {row["name"]: row["status"] for row in result["requirements"]}
    tally.check(result["status"] == expected["status"], f"{name}: {result['status']}, not {expected['status']}")
    tally.check(list(stands) == list(expected["requirements"]), f"{name}: the requirements are {list(stands)}")
    for requirement, status in expected["requirements"].items():
        found = stands.get(requirement)
        tally.check(found == status, f"{name}: {requirement} is {found}, not {status}")
    shown = qualify(program, case["document"], "--as-of", "2026-11-22")
    in_text = [match[1] for match in LINE.finditer(shown.stdout.split("\n\n", 2)[1])]
    same = shown.returncode == run.returncode and in_text == list(stands.values())
    tally.check(same, f"{name}: the text says {in_text}")


def main(arguments):
    if len(arguments) != 3:
        print("usage: run.py PROGRAM FOLDER", file=sys.stderr)
        return 2
    program, folder = arguments[1:]
    tally = Tally()
    paths = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".json"))
    tally.check(len(paths) >= 40, f"{len(paths)} documents are too few")
    for path in paths:
        check_file(tally, program, path)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
