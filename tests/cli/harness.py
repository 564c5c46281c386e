"""Running the program and looking at what it says."""

import glob
import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMANDS = ["determine", "batch", "simulate", "ask", "readings", "gaps", "form14", "verify", "qualify", "generate", "convert", "case", "order", "notice", "cost", "judgment", "enforce", "worklist", "db", "law", "help"]
COLUMNS = 80
ANSI = re.compile(r"\x1b\[[0-9;]*m")
BLOCK = re.compile(r"^```json\n(.*?)^```", re.MULTILINE | re.DOTALL)

program = os.environ.get("MEDSUPPORT", os.path.join(ROOT, "build", "medsupport"))


class Result:
    """What one run gave."""

    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")
        self.json = None

    def parsed(self):
        return json.loads(self.out)


def environment(**changes):
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    return {**kept, "TERM": "xterm", "LC_ALL": "C.UTF-8", **changes}


def run(*arguments, text=None, env=None, cwd=None):
    data = text.encode("utf-8") if isinstance(text, str) else text
    done = subprocess.run([program, *arguments], input=data if data is not None else b"", cwd=cwd, timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env or environment(), check=False)
    return Result(done)


def run_on_full_disk(*arguments, text=b""):
    """With a standard output on which there is no room."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([program, *arguments], input=text, stdout=full, stderr=subprocess.PIPE,
                              env=environment(), check=False, timeout=60)
    return done.returncode, done.stderr.decode("utf-8", "replace")


def columns(line):
    """The columns of a terminal that a line takes."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in line)
    none = sum(unicodedata.category(c) in ("Mn", "Me", "Cf") for c in line)
    return len(line) + wide - none


def examples():
    return sorted(glob.glob(os.path.join(ROOT, "examples", "*.json")))


def example(name):
    return os.path.join(ROOT, "examples", name + ".json")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def scenario_documents():
    """The case document of every scenario, by its path."""
    for path in sorted(glob.glob(os.path.join(ROOT, "tests", "scenarios", "*.md"))):
        found = BLOCK.search(read(path))
        if found:
            yield path, found.group(1)


def case(**changes):
    """A small case that is determined under (5)(C), with changes."""
    document = {
        "format": "medsupport.case/1", "case_id": "t-1", "as_of": "2026-11-02",
        "children": [{"id": "c1", "name": "Ana Diaz", "residence": {"state": "MO", "county": "Cole", "zip": "65101"},
                      "public_coverage": False}],
        "parent_not_seeking": {
            "name": "Luis Diaz", "gross_income": {"amount": "4000.00", "per": "month"},
            "plans": [{"id": "acme-ppo", "source": "employer", "covers": [],
                       "cost": {"per": "month", "self_only": "120.00", "family": "310.00"},
                       "service_area": "unlimited"}]},
        "parent_seeking": {"name": "Mara Diaz", "plans": [], "maintain_coverage": None},
        "form_14": {"calculated": False},
    }
    document.update(changes)
    return json.dumps(document)


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    maxDiff = 4000

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="medsupport-")
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name, text=None):
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return path

    def bad(self, result, *parts):
        """Bad usage or input: exit 2, nothing on standard output, every part in the message."""
        self.assertEqual(2, result.code, result.err)
        self.assertEqual("", result.out)
        for part in parts:
            self.assertIn(part, result.err)

    def narrow(self, text, what):
        for line in ANSI.sub("", text).splitlines():
            self.assertLessEqual(columns(line), COLUMNS, f"{what}: {line}")
