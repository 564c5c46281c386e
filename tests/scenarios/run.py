#!/usr/bin/env python3
"""Determines every scenario with the program and holds the result against its table.

    run.py PROGRAM DIRECTORY

A scenario names the outcome of each child, and where it is worth stating the
possible paragraphs, the needs and the flags. Ends with `N passed, N failed`,
one count a scenario.
"""

import json
import pathlib
import re
import subprocess
import sys

BLOCK = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COLUMNS = ("child", "status", "paragraph", "obligor", "obligation", "plans", "percentage")
EXITS = {"determined": 0, "needs_information": 3, "undecided": 4}


def lines_of(text, name):
    """What stands after `name:` at the start of lines."""
    return re.findall(rf"^{name}:[ \t]*(.*)$", text, re.MULTILINE)


def names(cell):
    return [name.strip() for name in cell.split(",") if name.strip() not in ("", "-")]


def table_of(text):
    """The rows of the scenario's one table, by column name."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    header = [cell.strip() for cell in rows[0].strip("|").split("|")]
    if tuple(header) != COLUMNS:
        raise ValueError(f"columns {header}")
    return [dict(zip(COLUMNS, (cell.strip() for cell in row.strip("|").split("|")))) for row in rows[2:]]


def shown(child):
    """A child of a result as a row of the table."""
    row = {"child": child["id"], "plans": ", ".join(child["plans"]) or "-"}
    for column in ("status", "paragraph", "obligor", "obligation", "percentage"):
        row[column] = child[column] or "-"
    return row


def differences(text, result):
    """What the result has otherwise than the scenario says."""
    for expected, child in zip(table_of(text), result["children"], strict=True):
        got = shown(child)
        for column in COLUMNS:
            if expected[column] != got[column]:
                yield f"{got['child']} {column}: expected {expected[column]}, got {got[column]}"
    possible = {child["id"]: child["possible"] for child in result["children"]}
    for line in lines_of(text, "Possible"):
        for part in line.split(";"):
            child, paragraphs = part.split(":", 1)
            if possible[child.strip()] != names(paragraphs):
                yield f"{child.strip()} possible: expected {names(paragraphs)}, got {possible[child.strip()]}"
    needs = [need["fact"] for need in result["needs"]]
    for line in lines_of(text, "Needs"):
        if names(line) != needs:
            yield f"needs: expected {names(line)}, got {needs}"
    open_children = {child["id"] for child in result["children"] if child["status"] == "needs_information"}
    for need in result["needs"]:
        if not open_children.issuperset(need["children"]):
            yield f"need {need['fact']} is of {need['children']}, open are {sorted(open_children)}"
        place = re.match(r"/children/(\d+)/", need["fact"])
        if place and need["children"] != [result["children"][int(place[1])]["id"]]:
            yield f"need {need['fact']} is a fact of one child, not of {need['children']}"
    flags = {flag["name"] for flag in result["flags"]}
    for line in lines_of(text, "Flags"):
        for flag in names(line):
            if flag not in flags:
                yield f"flag {flag} is missing from {sorted(flags)}"


def judge(program, path):
    """Everything that is wrong with one scenario."""
    text = path.read_text(encoding="utf-8")
    options = " ".join(lines_of(text, "Options")).split()
    run = subprocess.run([program, "determine", "--json", *options, "-"], input=BLOCK.findall(text)[0].encode(),
                         capture_output=True, timeout=60)
    if run.returncode not in EXITS.values():
        return [f"exit {run.returncode}: {run.stderr.decode(errors='replace').strip()}"]
    result = json.loads(run.stdout)
    wrong = list(differences(text, result))
    if run.returncode != EXITS[result["status"]]:
        wrong.append(f"exit {run.returncode} with status {result['status']}")
    return wrong


def main(arguments):
    if len(arguments) != 2:
        print("usage: run.py PROGRAM DIRECTORY", file=sys.stderr)
        return 2
    failed = 0
    paths = sorted(pathlib.Path(arguments[1]).glob("*.md"))
    for path in paths:
        wrong = judge(arguments[0], path)
        failed += 1 if wrong else 0
        for line in wrong:
            print(f"{path.name}: {line}")
    print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
