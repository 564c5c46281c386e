#!/usr/bin/env python3
"""Holds the reader against the case schema on thousands of damaged documents.

    mutate.py READER_CHECK [COUNT]

READER_CHECK is the built tests/schema/reader_check.c. Every example, every
scenario's document and every one-fault document of faults.js is taken as it is
and damaged in many ways, the same ways in every run: values of other types,
null, deletions, fields that are not in the format, misspelt and repeated names,
values out of range, numbers for text, deep nests. Of each:

* what the schema refuses, the reader refuses;
* what the reader alone refuses is of a kind that only the reader can see;
* what faults.js calls accepted or refused, the reader accepts or refuses.

Ends with `N passed, N failed`.
"""

import copy
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCHEMA = ROOT / "schema" / "medsupport.case-1.schema.json"
COUNT = 24000
SHOWN = 20

NUMBER = r"-?[0-9][0-9.eE+-]*"

# What only the reader can see: pointer, what was found, what was expected.
READER_ONLY = [
    ("a day that is in no calendar", r".*", r'"[0-9]{4}-[0-9]{2}-[0-9]{2}"', r"a day that the calendar has"),
    ("an answer before its request", r"/information_requests/\d+/answered", r'".*"',
     r"a day that does not come before the one on which it was sent"),
    ("an id used twice", r".*/id", r'".*"', r"an id that no other (child|plan) has"),
    ("an id that names no child", r".*/(covers|children)/\d+", r'".*"', r"the id of a child of this case"),
    ("a pointer to nothing", r"/provenance/.*", r'the name ".*"', r"a JSON pointer to something in the document.*"),
    ("a name given twice", r".*", r'the name ".*"', r"each name once"),
    ("how a number is written", r".*", NUMBER,
     r"an amount (without an exponent|with at most two decimals|that is not negative)"),
    ("how a percentage is written", r"/form_14/line_4_percent", NUMBER,
     r"a percentage from 0 to 100 with at most one decimal"),
    ("a county of spaces", r".*/county", r'"([ \u00a0]|\\[nrt])+"', r"a county's name of 1 to 100 characters"),
    ("half of a surrogate pair", r".*", r'(the name )?".*"', r"(text|a name) without U\+0000.*"),
]
READER_ONLY = [(name, *(re.compile(part) for part in parts)) for name, *parts in READER_ONLY]


class Raw:
    """A value written as it stands, such as a number with an exponent."""

    def __init__(self, text):
        self.text = text


class Twice(dict):
    """An object that is written with a member once more."""

    again = ("", None)


def write(value):
    """The value as JSON on one line."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        members = list(value.items()) + ([value.again] if isinstance(value, Twice) else [])
        return "{" + ",".join(f"{json.dumps(name)}:{write(member)}" for name, member in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


# ---- damage ----------------------------------------------------------------------

NAMES = [
    "format", "case_id", "group_id", "action", "as_of", "children", "parent_not_seeking", "parent_seeking", "form_14",
    "information_requests", "current_obligations", "provenance", "notes", "id", "name", "date_of_birth", "residence",
    "public_coverage", "other_private_coverage", "state", "county", "zip", "program", "through", "kind",
    "gross_income", "plans", "maintain_coverage", "amount", "per", "source", "benefits", "holder", "employer",
    "available_from", "covered_until", "covers", "cost", "service_area", "self_only", "family", "add_dependents",
    "zips", "counties", "states", "calculated", "line_4_percent", "lines", "line_1", "line_1a", "line_2a", "line_2b",
    "line_2c", "of", "sent", "answered", "paragraph", "obligor", "obligation", "percentage", "received", "evidence",
]

WORDS = [
    "establish", "modify", "parent", "custodian", "agency", "medicaid", "chip", "parent_seeking",
    "parent_not_seeking", "other", "employer", "union", "medical", "dental", "unlimited", "week", "two_weeks",
    "half_month", "month", "year", "MO", "KS", "mo", "XX", "Cole", "(5)(A)", "(5)(F)", "(5)(G)", "provide_coverage",
    "pay_percentage_of_uncovered_costs", "c1", "medsupport.case/1", "medsupport.case/2",
]

TEXTS = [
    "", " ", "x", "a b", "-x", ".x", "_", "x" * 64, "x" * 65, "n" * 200, "n" * 201, "c" * 100, "c" * 101, "e" * 500,
    "e" * 501, "n" * 10001, "\u00e9", "\U0001f600" * 200, "\U0001f600" * 201, "a\u0000b", "\u00a0", "line\nbreak",
    "65101", "65101-1234", "6510", "651011", "65101-123", "65101-", "\u0666\u0665\u0661\u0660\u0661",
    "0", "00", "01", "1.", ".5", "1.5", "1.50", "1.505", "-1", "+1", "1e3", "1,000", "$5", " 5", "5 ", "999999999.99",
    "1000000000", "61.3", "61.35", "100", "100.0", "100.00", "100.1", "50.00", "100.01", "00.00", "0.00", "NaN",
    "2026-11-02", "2025-02-29", "2024-02-29", "2025-02-30", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32",
    "2026-1-1", "0000-01-01", "9999-12-31", "2026-11-02T00:00:00Z", "20261102", "/children/0", "/children/99", "/", "",
]

NUMBERS = [
    "0", "-0", "1", "-1", "0.5", "0.29", "1.005", "1.10", "1.000", "1e3", "1E2", "1e-2", "1e-9", "5e-1", "61.3",
    "61.30", "61.35", "100", "100.0", "100.1", "999999999.99", "999999999.995", "1000000000", "65101", "20261102",
    "1e400", "123456789012345678901234567890", "-1e-400", "0.1e1", "2e0",
]


def deep(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


def other_value(draw):
    """Any value at all."""
    kind = draw.randrange(8)
    if kind == 0:
        return None
    if kind == 1:
        return draw.choice([True, False])
    if kind == 2:
        return Raw(draw.choice(NUMBERS))
    if kind == 3:
        return draw.choice(TEXTS)
    if kind == 4:
        return draw.choice(WORDS)
    if kind == 5:
        return draw.choice([[], [None], [[]], ["c1"], ["c1", "c1"], [{}], ["medical", "dental"], deep(10)])
    if kind == 6:
        return draw.choice([{}, {"id": "zz"}, {draw.choice(NAMES): draw.choice(WORDS)}])
    return Raw('"' + draw.choice([r"\ud800", r"\udc00\ud800", r"\u0000", r"\u0063\u0031", r"\/"]) + '"')


def typo(draw, text):
    """The text with one slip."""
    at = draw.randrange(len(text) + 1)
    slips = [text[:at] + "x" + text[at:], text.upper(), text + " "]
    if at < len(text):
        slips += [text[:at] + text[at + 1:], text[:at] + "x" + text[at + 1:]]
    if at + 1 < len(text):
        slips.append(text[:at] + text[at + 1] + text[at] + text[at + 2:])
    return draw.choice(slips)


def places(value):
    """Every (container, key) of a document."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    for key in keys:
        yield value, key
        yield from places(value[key])


def containers(document, kind):
    found = [document] if isinstance(document, kind) else []
    return found + [box[key] for box, key in places(document) if isinstance(box[key], kind)]


def replace(draw, document):
    box, key = draw.choice(list(places(document)))
    box[key] = other_value(draw)


def delete(draw, document):
    box, key = draw.choice(list(places(document)))
    del box[key]


def null(draw, document):
    box, key = draw.choice(list(places(document)))
    box[key] = None


def add_field(draw, document):
    box = draw.choice(containers(document, dict))
    box[draw.choice(NAMES + ["extra", "", "Id", "na\u0000me"])] = other_value(draw)


def rename(draw, document):
    boxes = [box for box in containers(document, dict) if box]
    box = draw.choice(boxes)
    name = draw.choice(list(box))
    members = [(typo(draw, key) if key == name else key, value) for key, value in box.items()]
    box.clear()
    box.update(members)


def misspell(draw, document):
    texts = [(box, key) for box, key in places(document) if isinstance(box[key], str)]
    box, key = draw.choice(texts)
    box[key] = typo(draw, box[key])


def as_other_type(draw, document):
    """A number for a text, a text for a number, a list around a value."""
    box, key = draw.choice(list(places(document)))
    value = box[key]
    if isinstance(value, str) and re.fullmatch(r"(0|[1-9][0-9]*)(\.[0-9]+)?", value):
        box[key] = Raw(value)
    elif isinstance(value, (int, float)):
        box[key] = str(value).lower()
    else:
        box[key] = [value]


def repeat_element(draw, document):
    lists = [box for box in containers(document, list) if box]
    box = draw.choice(lists) if lists else None
    if box is None:
        return replace(draw, document)
    times = draw.choice([1, 1, 1, 2, 31, 32, 33, 60, 64, 300, 2000])
    for number in range(times):
        element = copy.deepcopy(box[0])
        if isinstance(element, dict) and "id" in element and draw.random() < 0.8:
            element["id"] = f"more-{number}"
        box.append(element)
    return None


def nest(draw, document):
    box, key = draw.choice(list(places(document)))
    box[key] = deep(draw.choice([1, 3, 10, 14, 16, 17, 40]))


def swap(draw, document):
    """A value where another one stands."""
    spots = list(places(document))
    box, key = draw.choice(spots)
    other, other_key = draw.choice(spots)
    box[key] = copy.deepcopy(other[other_key])


DAMAGE = [replace, replace, replace, delete, null, add_field, add_field, rename, misspell, as_other_type,
          repeat_element, nest, swap]


def repeat_name(draw, document):
    """The document, written with one of its members once more."""
    name = draw.choice(list(document))
    document = Twice(document)
    document.again = (name, draw.choice([document[name], None, other_value(draw)]))
    return document


def damaged(draw, source):
    document = copy.deepcopy(source)
    if draw.random() < 0.03:
        return write(repeat_name(draw, document))
    for _ in range(draw.choice([1, 1, 1, 1, 2, 3])):
        if not document:
            break
        try:
            draw.choice(DAMAGE)(draw, document)
        except IndexError:
            replace(draw, document)
    return write(document)


# ---- the two judges ----------------------------------------------------------------

def judged(command, lines):
    """What a program says of each line."""
    env = dict(os.environ, NODE_PATH=os.environ.get("NODE_PATH", "/usr/share/nodejs"))
    text = "".join(line + "\n" for line in lines)
    run = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", env=env, check=False)
    verdicts = run.stdout.split("\n")[:-1]
    if run.returncode != 0 or len(verdicts) != len(lines):
        sys.exit(f"{command[0]}: exit {run.returncode}, {len(verdicts)} verdicts on {len(lines)} documents\n{run.stderr}")
    return verdicts


def unlisted(verdict):
    """The problems of a refusal that are of no kind that only the reader sees."""
    fields = verdict.split("\t")[1:]
    problems = [fields[i:i + 3] for i in range(0, len(fields), 3)]
    return [problem for problem in problems
            if not any(all(pattern.fullmatch(part) for pattern, part in zip(patterns, problem))
                       for _, *patterns in READER_ONLY)]


def fault(expected, schema, reader):
    """What is wrong with the two verdicts on one document, or None."""
    if expected is not None and reader.split("\t")[0] != expected:
        return f"faults.js says {expected}"
    if schema != "ok" and reader == "ok":
        return "the schema refuses what the reader accepts"
    if schema == "ok" and reader != "ok" and unlisted(reader):
        return f"only the reader refuses: {unlisted(reader)}"
    return None


def sources(directory):
    """(name, what faults.js expects of the reader or None, document or text) of every document to start from."""
    subprocess.run(["node", HERE / "faults.js", "--write", directory / "faults"], check=True)
    scenarios = sorted((ROOT / "tests" / "scenarios").glob("*.md"))
    if scenarios:
        subprocess.run([sys.executable, HERE / "extract.py", directory / "cases", *scenarios], check=True)
    expected = {"accepted": "ok", "refused": "refused"}
    for path in sorted((ROOT / "examples").glob("*.json")) + sorted((directory / "cases").glob("*.json")):
        yield path.stem, "ok", path.read_text(encoding="utf-8")
    for path in sorted((directory / "faults").glob("*/*.json")):
        yield f"{path.parent.name}/{path.stem}", expected.get(path.parent.name), path.read_text(encoding="utf-8")


def main(arguments):
    if len(arguments) not in (1, 2):
        print("usage: mutate.py READER_CHECK [COUNT]", file=sys.stderr)
        return 2
    count = int(arguments[1]) if len(arguments) == 2 else COUNT
    draw = random.Random(20261122)
    with tempfile.TemporaryDirectory() as directory:
        whole = list(sources(pathlib.Path(directory)))
    documents = [(name, expected, re.sub(r"\n\s*", " ", text)) for name, expected, text in whole]
    starts = [(name, json.loads(text)) for name, expected, text in documents if expected == "ok" and len(text) < 20000]
    for number in range(count):
        name, source = starts[number % len(starts)]
        documents.append((f"{name}, damaged ({number})", None, damaged(draw, source)))
    lines = [text for _, _, text in documents]
    schema = judged(["node", str(HERE / "batch.js"), str(SCHEMA)], lines)
    reader = judged([arguments[0]], lines)
    failed = 0
    for (name, expected, text), by_schema, by_reader in zip(documents, schema, reader):
        wrong = fault(expected, by_schema, by_reader)
        if wrong is not None:
            failed += 1
            if failed <= SHOWN:
                print(f"{name}: {wrong}\n  schema: {by_schema}\n  reader: {by_reader[:400]}\n  {text[:400]}")
    both = sum(s == "ok" and r == "ok" for s, r in zip(schema, reader))
    alone = sum(s == "ok" and r != "ok" for s, r in zip(schema, reader))
    print(f"{len(documents)} documents: both accept {both}, the reader alone refuses {alone}")
    print(f"{len(documents) - failed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
