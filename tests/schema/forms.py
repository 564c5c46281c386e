#!/usr/bin/env python3
"""Checks the forms of a determination on every example and scenario.

    forms.py PROGRAM

Of each document, with the options that its scenario states: the JSON meets
schema/medsupport.determination-1.schema.json (ajv) and names nothing that the
case document does not hold; its obligations, taken as those in force, go on;
the text keeps within 80 columns and holds no control character; the picture is
well-formed XML with a title and a description, and no script. Ends with
`N passed, N failed`.
"""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "schema" / "medsupport.determination-1.schema.json"
CHECK = ROOT / "tests" / "schema" / "check.js"
COLUMNS = 80
ANSWERED = (0, 3, 4)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = 'Zoë <script>"&\' ]]> \\ {plan} \u202e\u0007\t 山田' + "W" * 120

BLOCK = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OPTIONS = re.compile(r"^Options: (.*)$", re.MULTILINE)


def cases():
    """Each document's name, text and options; one more with names meant to upset a writer."""
    for path in sorted((ROOT / "examples").glob("*.json")):
        text = path.read_text(encoding="utf-8")
        yield path.name, text, []
        yield "hostile " + path.name, hostile(text), []
    for path in sorted((ROOT / "tests" / "scenarios").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        options = OPTIONS.search(text)
        yield path.name, BLOCK.search(text).group(1), shlex.split(options.group(1)) if options else []


def hostile(text):
    """The document with every name, holder and employer replaced."""
    document = json.loads(text)
    for side in ("parent_not_seeking", "parent_seeking"):
        parent = document.get(side) or {}
        parent["name"] = HOSTILE
        for plan in parent.get("plans") or []:
            plan["holder"] = plan["employer"] = HOSTILE
        document[side] = parent
    for child in document["children"]:
        child["name"] = HOSTILE
    return json.dumps(document)


def run(program, options, text):
    """What the program prints; raises when it does not answer."""
    done = subprocess.run([program, "determine", *options, "-"], input=text.encode(), capture_output=True, check=False)
    if done.returncode not in ANSWERED:
        raise ValueError(f"exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode("utf-8")


def width(line):
    """The columns of a line, by another count than the program's."""
    total = 0
    for character in line:
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            continue
        total += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return total


def check_references(result, document):
    """Every id and pointer of a result names something of the case, or a field that could be there."""
    children = {child["id"] for child in document["children"]}
    plans = {plan["id"] for side in ("parent_not_seeking", "parent_seeking")
             for plan in (document.get(side) or {}).get("plans") or []}
    for entry in result["children"]:
        assert entry["id"] in children and set(entry["plans"]) | set(entry["plans_open"]) <= plans, entry
    for entry in result["needs"]:
        assert set(entry["children"]) <= children, entry
    for names in result["settles"]:
        assert set(names) <= {need["fact"] for need in result["needs"]}, names
    for step in result["trace"]:
        assert step["child"] in children and (step["plan"] is None or step["plan"] in plans), step
    statuses = {entry["status"] for entry in result["children"]}
    order = ["needs_information", "undecided", "determined"]
    assert result["status"] == next(status for status in order if status in statuses), statuses
    determined = [entry["id"] for entry in result["children"] if entry["status"] == "determined"]
    assert sorted(determined) == sorted(child for order in result["obligations"] for child in order["children"])


def check_trace(result):
    """Each child's steps end with the paragraph taken, where one is certain."""
    for entry in result["children"]:
        ends = [step for step in result["trace"] if step["child"] == entry["id"] and step["question"] == "paragraph"]
        taken = [step["under"] for step in ends if step["result"] == "taken"]
        opened = [step["under"] for step in ends if step["result"] == "open"]
        possible = [name for name in entry["possible"] if name != "none"]
        assert taken + opened == possible, (taken, opened, possible)


def check_text(text):
    for line in text.split("\n"):
        assert width(line) <= COLUMNS, f"{width(line)} columns: {line}"
        assert line == line.rstrip(" "), f"space at the end: {line!r}"
        for character in line:
            assert unicodedata.category(character) not in ("Cc", "Cf"), f"{character!r} in {line!r}"
    assert "{" not in text.replace("{plan}", ""), "a word in braces was not replaced"


def check_svg(text, document):
    root = ElementTree.fromstring(text)
    assert root.tag == SVG + "svg" and root.get("role") == "img"
    named = {element.get("id") for element in root if element.tag in (SVG + "title", SVG + "desc") and element.text}
    assert set(root.get("aria-labelledby").split()) == named and len(named) == 2
    assert document["case_id"] in root.find(SVG + "title").text
    for element in root.iter():
        assert element.tag not in (SVG + "script", SVG + "image", SVG + "foreignObject"), element.tag
        assert not any("href" in name or name.startswith("on") for name in element.attrib), element.attrib
    rungs = [element.text or "" for element in root.iter(SVG + "text")]
    for letter in "ABCDEF":
        assert sum(text.startswith(f"({letter}) ") for text in rungs) == len(document["children"]), letter


def check_going_on(program, options, document, result):
    """What a case orders goes on where it is determined again on the same facts, and nothing else ends or begins."""
    again = dict(document, action="modify", current_obligations=result["obligations"])
    changes = json.loads(run(program, [*options, "--json"], json.dumps(again)))["changes"]
    assert [dict(change, what="stays") for change in changes] == changes, changes
    stays = [{key: value for key, value in change.items() if key != "what"} for change in changes]
    assert stays == result["obligations"], (stays, result["obligations"])


def check(program, text, options, directory, name):
    document = json.loads(text)
    lines = run(program, [*options, "--json", "--trace"], text)
    result = json.loads(lines)
    check_references(result, document)
    check_trace(result)
    check_going_on(program, options, document, result)
    check_text(run(program, [*options, "--text"], text))
    check_text(run(program, [*options, "--text", "--trace"], text))
    check_svg(run(program, [*options, "--svg"], text), document)
    (directory / (re.sub(r"[^\w.]", "-", name) + ".json")).write_text(lines, encoding="utf-8")


def main(arguments):
    if len(arguments) != 1:
        print(__doc__.strip().split("\n\n")[1].strip(), file=sys.stderr)
        return 2
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        directory = pathlib.Path(folder)
        for name, text, options in cases():
            try:
                check(arguments[0], text, options, directory, name)
                passed += 1
            except (AssertionError, ValueError, ElementTree.ParseError) as problem:
                print(f"{name}: {type(problem).__name__}: {problem}")
                failed += 1
        environment = {**os.environ, "NODE_PATH": "/usr/share/nodejs"}
        files = sorted(str(path) for path in directory.iterdir())
        done = subprocess.run(["node", CHECK, SCHEMA, *files], env=environment, capture_output=True, text=True, check=False)
        *problems, counts = done.stdout.strip().split("\n")
        print("\n".join(problems))
        passed += int(counts.split()[0])
        failed += int(counts.split()[2])
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
