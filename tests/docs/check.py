#!/usr/bin/env python3
"""Holds the pages against the program and the tree.

    check.py PROGRAM

Links lead somewhere; output shown is real (tools/tour.sh); docs/readings.md says
what the program's table says, and each scenario it names stands on the choice
that it shows; open questions named anywhere are explained; the list of decisions
is whole; words of the glossary are in use. Ends with `N passed, N failed`.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEFT_OUT = re.compile(r"\.git$|build|__pycache__$|node_modules$")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]+`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
KEY = re.compile(r"\bA-\d+\b")
KEY_ROW = re.compile(r"^\| (A-\d+) \|", re.MULTILINE)
SCENARIO = re.compile(r"\(\.\./(tests/scenarios/[\w-]+\.md)\)")
CASE = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GLOSSARY_ROW = re.compile(r"^\| (`?)([^|`]+)\1 \| ", re.MULTILINE)


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


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def tree():
    """Every file of the tree; what is built or fetched is no part of it."""
    found = []
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if not LEFT_OUT.match(name)]
        found += [os.path.relpath(os.path.join(folder, name), ROOT) for name in names]
    return sorted(found)


def squeezed(text):
    return " ".join(text.split())


# ---- links -----------------------------------------------------------------------


def anchors(text):
    """The anchors that a page's headings get on a web page."""
    for heading in HEADING.findall(FENCE.sub("", text)):
        kept = re.sub(r"[^\w\- ]", "", re.sub(r"\]\([^)]*\)", "", heading).lower())
        yield kept.replace(" ", "-")


def check_links(tally, pages):
    for page in pages:
        text = CODE.sub("", FENCE.sub("", read(page)))
        for target in LINK.findall(text):
            if target.startswith(("https://", "http://", "mailto:")):
                continue
            path, _, anchor = target.partition("#")
            full = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
            there = (ROOT / full).exists()
            tally.check(there, f"{page}: the link {target} leads nowhere")
            if there and anchor:
                tally.check(anchor in anchors(read(full)), f"{page}: {full} has no heading for #{anchor}")


# ---- readings --------------------------------------------------------------------


def sections(text):
    """The page's sections of second order, by heading."""
    parts = re.split(r"^## +(.+?) *$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def stands_on(program, path):
    """The readings, as NAME=CHOICE, on which a scenario's outcome stands."""
    text = read(path)
    options = " ".join(re.findall(r"^Options:[ \t]*(.*)$", text, re.MULTILINE)).split()
    run = subprocess.run([program, "determine", "--json", *options, "-"], input=CASE.findall(text)[0],
                         capture_output=True, text=True, check=False, timeout=60)
    return [f"{row['name']}={row['choice']}" for row in json.loads(run.stdout)["readings"]]


def check_reading(tally, program, row, section):
    name, flat = row["name"], squeezed(section)
    tally.check(f"Paragraph {row['paragraph']}." in flat, f"readings.md, {name}: the paragraph differs")
    tally.check(f"**Question.** {row['question']}" in flat, f"readings.md, {name}: the question differs")
    tally.check(f"**Why the default.** {row['reason']}" in flat, f"readings.md, {name}: the reason differs")
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    tally.check(len(lines) == len(row["choices"]), f"readings.md, {name}: {len(row['choices'])} choices, not {len(lines)}")
    for choice, line in zip(row["choices"], lines):
        mark = " (default)" if choice["name"] == row["default"] else ""
        start = f"| `{choice['name']}`{mark} | {choice['effect']} |"
        tally.check(line.startswith(start), f"readings.md, {name}: the row of {choice['name']} differs")
        shown = SCENARIO.findall(line)
        tally.check(len(shown) == 1, f"readings.md, {name}: {choice['name']} names no scenario")
        for path in shown:
            tally.check(f"{name}={choice['name']}" in stands_on(program, path),
                        f"{path}: its outcome does not stand on {name}={choice['name']}")
            title = HEADING.search(read(path)).group(1)
            tally.check(f"[{title}](" in line, f"readings.md, {name}: the title of {path} differs")


def check_readings(tally, program):
    table = json.loads(subprocess.run([program, "readings", "--json"], capture_output=True, text=True,
                                      check=True).stdout)
    found = sections(read("docs/readings.md"))
    named = [heading.strip("`") for heading in found if heading.startswith("`")]
    tally.check(named == [row["name"] for row in table], f"readings.md: sections {named}")
    for row in table:
        check_reading(tally, program, row, found.get(f"`{row['name']}`", ""))


# ---- open questions, decisions, words ----------------------------------------------


def check_questions(tally, paths):
    explained = KEY_ROW.findall(read("docs/readings.md"))
    numbers = [int(key[2:]) for key in explained]
    tally.check(numbers == sorted(set(numbers)), "readings.md: open questions are out of order or twice")
    for path in paths:
        keys = set() if path.startswith("tests/fuzz/corpus/") else set(KEY.findall(read(path)))
        if keys:
            missing = sorted(keys - set(explained))
            tally.check(not missing, f"{path}: not in docs/readings.md: {missing}")


def check_decisions(tally):
    index = read("docs/adr/README.md")
    for page in sorted((ROOT / "docs/adr").glob("0*.md")):
        number, title = re.match(r"# (\d+)\. (.+)", page.read_text(encoding="utf-8")).groups()
        row = f"| [{number}]({page.name}) | {title} |"
        tally.check(int(page.name[:4]) == int(number), f"{page.name}: its number is {number}")
        tally.check(row in index, f"docs/adr/README.md lacks the row {row}")


def check_glossary(tally, paths):
    """Each word stands somewhere else in the tree."""
    elsewhere = squeezed(" ".join(read(path) for path in paths if path != "docs/glossary.md")).lower()
    words = [word for _, word in GLOSSARY_ROW.findall(read("docs/glossary.md")) if word not in ("word", "---")]
    tally.check(len(words) == len(set(words)), "glossary.md: a word stands twice")
    for word in words:
        tally.check(word.lower() in elsewhere, f"glossary.md: nothing in the tree says '{word}'")


def check_tour(tally, program):
    run = subprocess.run(["sh", "tools/tour.sh", "--check", program], cwd=ROOT, capture_output=True, text=True,
                         check=False)
    passed, failed = re.search(r"^(\d+) passed, (\d+) failed$", run.stdout, re.MULTILINE).groups()
    tally.passed += int(passed)
    tally.failed += int(failed)
    if run.returncode != 0:
        print(run.stdout)


def readable(path):
    try:
        read(path)
    except UnicodeDecodeError:
        return False
    return True


def main(arguments):
    if len(arguments) != 2:
        print("usage: check.py PROGRAM", file=sys.stderr)
        return 2
    program = os.path.abspath(arguments[1])
    paths = [path for path in tree() if readable(path)]
    tally = Tally()
    check_tour(tally, program)
    check_links(tally, [path for path in paths if path.endswith(".md")])
    check_readings(tally, program)
    check_questions(tally, paths)
    check_decisions(tally)
    check_glossary(tally, paths)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
