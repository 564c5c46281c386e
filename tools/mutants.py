#!/usr/bin/env python3
"""Changes law/ in one place at a time and counts how many of the changes the tests notice.

A mutant that does not compile, or compiles to the same code as the original or
as another mutant, does not count.
The quickest tests run first, the sweeps only against what the others leave alive.
tests/mutants/equivalent.txt may name mutants that change nothing, with reasons:
`file | line as written | line as mutated | reason`.
"""

import argparse
import concurrent.futures
import json
import os
import queue
import random
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass

import csource

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
KEPT_OUT = re.compile(r"^(?:\.git|build.*|__pycache__)$")
FAST = ["unit", "scenario", "cli"]
SLOW = ["sweep", "oracle"]
EQUIVALENT = "tests/mutants/equivalent.txt"

# What is replaced by what; the sources are formatted, so a binary operator stands between blanks.
SWAPS = [
    (" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > "), (" < ", " > "), (" > ", " < "),
    (" == ", " != "), (" != ", " == "), (" && ", " || "), (" || ", " && "),
    (" + ", " - "), (" - ", " + "), (" * ", " / "), (" / ", " * "), (" % ", " / "),
    (" | ", " & "), (" & ", " | "), (" << ", " >> "), (" >> ", " << "),
    (" += ", " -= "), (" -= ", " += "), (" |= ", " &= "), (" &= ", " |= "),
    (" ? ", " == 0 ? "),
]
WORDS = {"true": "false", "false": "true", "MS_YES": "MS_NO", "MS_NO": "MS_YES", "MS_UNKNOWN": "MS_NO"}
NUMBER = re.compile(r"(?<![\w.])(\d+)(?=[uUlL]*\b)(?!\.)")
NEGATION = re.compile(r"!(?![=])")
CONDITION = re.compile(r"\b(?:if|while) \(")
RETURN = re.compile(r"\breturn ([^;]+);")


@dataclass(frozen=True)
class Mutant:
    """One change: text[start:end] of a file becomes `new`."""
    path: str
    start: int
    end: int
    new: str

    def apply(self, text):
        return text[:self.start] + self.new + text[self.end:]

    def lines(self, text):
        """(number, line as written, line as mutated)."""
        first = text.rfind("\n", 0, self.start) + 1
        last = text.find("\n", self.end)
        mutated = text[first:self.start] + self.new + text[self.end:last]
        return text.count("\n", 0, self.start) + 1, text[first:last].strip(), mutated.strip()


def closing(code, at):
    """Where the parenthesis that opens at `at` closes."""
    depth = 0
    for place in range(at, len(code)):
        depth += {"(": 1, ")": -1}.get(code[place], 0)
        if depth == 0:
            return place
    return -1


def replaced_operators(path, code):
    for old, new in SWAPS:
        for match in re.finditer(re.escape(old), code):
            yield Mutant(path, match.start(), match.end(), new)
    for match in re.finditer(r"\b\w+\b", code):
        if match.group(0) in WORDS:
            yield Mutant(path, match.start(), match.end(), WORDS[match.group(0)])
    for match in NUMBER.finditer(code):
        for change in (1, -1):
            changed = int(match.group(1)) + change
            if changed >= 0:
                yield Mutant(path, match.start(), match.end(), str(changed))
    for match in NEGATION.finditer(code):
        yield Mutant(path, match.start(), match.end(), "")


def negated_conditions(path, text, code):
    for match in CONDITION.finditer(code):
        opened = match.end() - 1
        closed = closing(code, opened)
        yield Mutant(path, opened, closed + 1, "(!" + text[opened:closed + 1] + ")")


def changed_returns(path, text, code):
    """A yes becomes a no, a number one more. Structures are left to the other changes."""
    for function in csource.definitions(path):
        lines = code.split("\n")
        start = sum(len(line) + 1 for line in lines[:function.line - 1])
        end = sum(len(line) + 1 for line in lines[:function.last_line])
        head = code[start:code.find("(", start)]
        for match in RETURN.finditer(code, start, end):
            value = text[match.start(1):match.end(1)]
            if value.startswith("(ms_"):
                continue
            new = f"!({value})" if re.search(r"\bbool\b", head) else f"({value}) + 1"
            yield Mutant(path, match.start(1), match.end(1), new)


def mutants_of(path):
    text = csource.read(path)
    code = csource.code_only(text)
    found = set(replaced_operators(path, code)) | set(negated_conditions(path, text, code))
    found |= set(changed_returns(path, text, code))
    return sorted(found, key=lambda mutant: (mutant.start, mutant.end, mutant.new))


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options)


class Workshop:
    """A copy of the tree with a build of its own, in which one mutant lives at a time."""

    def __init__(self, place, slow, seen):
        self.seen = seen  # the compiled forms met so far, by all workshops
        self.source = os.path.join(place, "tree")
        self.build = os.path.join(place, "build")
        shutil.rmtree(self.source, ignore_errors=True)
        shutil.copytree(ROOT, self.source, symlinks=True,
                        ignore=lambda _, names: [name for name in names if KEPT_OUT.match(name)])
        self._configure()
        self.tests = self._read_tests(slow)
        self.objects = self._read_objects()

    def _configure(self):
        options = ["-Dtests=true", "-Dbuildtype=plain", "-Dc_args=-O1", "-Dcpp_args=-O1", "-Dwerror=false"]
        if not os.path.exists(os.path.join(self.build, "build.ninja")):
            done = run(["meson", "setup", self.build, self.source] + options, text=True)
            if done.returncode != 0:
                sys.exit(f"mutants: meson setup failed\n{done.stdout[-2000:]}")
        done = run(["ninja", "-C", self.build], text=True)
        if done.returncode != 0:
            sys.exit(f"mutants: the tree itself does not build\n{done.stdout[-2000:]}")

    def _read_tests(self, slow):
        listed = json.loads(run(["meson", "introspect", "--tests", self.build]).stdout)
        rank = {name: place for place, name in enumerate(FAST + (SLOW if slow else []))}
        chosen = []
        for test in listed:
            suites = [suite.split(":")[-1] for suite in test["suite"]]
            ranks = [rank[suite] for suite in suites if suite in rank]
            if ranks:
                chosen.append((min(ranks), test))
        return [test for _, test in sorted(chosen, key=lambda pair: pair[0])]

    def times(self):
        """{test: seconds} on the tree as it is; ends the program when one fails already."""
        taken = {}
        for test in self.tests:
            start = time.monotonic()
            if not self.passes(test):
                sys.exit(f"mutants: {test['name']} fails without any change; ./dev test first")
            taken[test["name"]] = time.monotonic() - start
        return taken

    def quickest_first(self, taken):
        """What takes a second is put behind what takes less, so that few mutants live to see it."""
        self.tests.sort(key=lambda test: taken[test["name"]])

    def passes(self, test):
        environment = dict(os.environ, **test["env"])
        try:
            done = run(test["cmd"], cwd=test["workdir"] or self.build, env=environment, timeout=test["timeout"])
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def _read_objects(self):
        with open(os.path.join(self.build, "compile_commands.json"), encoding="utf-8") as text:
            commands = json.load(text)
        return {os.path.relpath(os.path.join(self.build, one["file"]), self.source): one["output"]
                for one in commands}

    def object_bytes(self, path):
        with open(os.path.join(self.build, self.objects[path]), "rb") as compiled:
            return compiled.read()

    def run_tests(self):
        """The name of the first test that fails; None when all pass."""
        return next((test["name"] for test in self.tests if not self.passes(test)), None)

    def judge(self, mutant):
        """("killed", by what), ("alive", ""), ("same", "") or ("broken", "")."""
        place = os.path.join(self.source, mutant.path)
        text = csource.read(place)
        before = self.object_bytes(mutant.path)
        try:
            self._write(place, mutant.apply(text))
            if run(["ninja", "-C", self.build, self.objects[mutant.path]]).returncode != 0:
                return "broken", ""
            compiled = self.object_bytes(mutant.path)
            if compiled == before or compiled in self.seen:
                return "same", ""
            self.seen.add(compiled)
            if run(["ninja", "-C", self.build]).returncode != 0:
                return "broken", ""
            killer = self.run_tests()
            return ("killed", killer) if killer else ("alive", "")
        finally:
            self._write(place, text)
            run(["ninja", "-C", self.build, self.objects[mutant.path]])

    @staticmethod
    def _write(place, text):
        with open(place, "w", encoding="utf-8") as out:
            out.write(text)


def known_equivalents():
    path = os.path.join(ROOT, EQUIVALENT)
    if not os.path.exists(path):
        return {}
    rows = [[part.strip() for part in line.split(" | ")] for line in csource.read(path).splitlines()
            if line.strip() and not line.startswith("#")]
    return {tuple(row[:3]): row[3] for row in rows if len(row) == 4}


def judge_all(mutants, workshops):
    """[(mutant, verdict, killer)]; tells how far it is now and then."""
    free = queue.Queue()
    for workshop in workshops:
        free.put(workshop)

    def one(mutant):
        workshop = free.get()
        try:
            return (mutant, *workshop.judge(mutant))
        finally:
            free.put(workshop)

    judged = []
    last = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(max_workers=len(workshops)) as pool:
        for verdict in pool.map(one, mutants):
            judged.append(verdict)
            if time.monotonic() - last > 30:
                last = time.monotonic()
                print(f"{len(judged)} of {len(mutants)}", file=sys.stderr)
    return judged


def report(judged, texts):
    count = {name: sum(1 for _, verdict, _ in judged if verdict == name)
             for name in ("killed", "alive", "same", "broken")}
    equivalents = known_equivalents()
    survivors = []
    for mutant, verdict, _ in judged:
        if verdict != "alive":
            continue
        number, written, mutated = mutant.lines(texts[mutant.path])
        reason = equivalents.get((mutant.path, written, mutated))
        if reason:
            count["alive"] -= 1
            count["same"] += 1
            continue
        survivors.append(f"{mutant.path}:{number}\n    - {written}\n    + {mutated}")
    for survivor in survivors:
        print("alive: " + survivor)
    counted = count["killed"] + count["alive"]
    score = 100 * count["killed"] / counted if counted else 0
    print(f"{len(judged)} mutants: {count['broken']} do not compile, {count['same']} change nothing or repeat another, "
          f"{count['killed']} noticed, {count['alive']} not")
    print(f"mutation score of law/: {score:.1f} %")
    return 0 if counted and not count["alive"] else 1


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    arguments.add_argument("--work", default="build-mutants", help="where the copies are kept")
    arguments.add_argument("--limit", type=int, help="only so many, drawn at random but always the same")
    arguments.add_argument("--file", help="only this file of law/")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--fast", action="store_true", help="leave the sweeps out")
    arguments.add_argument("--list", action="store_true", help="print the mutants and run none")
    asked = arguments.parse_args()
    work = os.path.abspath(asked.work)
    os.chdir(ROOT)

    files = [path for path in csource.layer_files("law", (".c",)) if asked.file in (None, path)]
    mutants = [mutant for path in files for mutant in mutants_of(path)]
    texts = {path: csource.read(path) for path in files}
    if asked.limit and asked.limit < len(mutants):
        chosen = set(random.Random(1).sample(range(len(mutants)), asked.limit))
        mutants = [mutant for place, mutant in enumerate(mutants) if place in chosen]
    if asked.list:
        for mutant in mutants:
            number, written, mutated = mutant.lines(texts[mutant.path])
            print(f"{mutant.path}:{number}\n    - {written}\n    + {mutated}")
        print(f"{len(mutants)} mutants")
        return 0
    if not mutants:
        sys.exit("mutants: no such file in law/")

    seen = set()
    workshops = [Workshop(os.path.join(work, str(number)), not asked.fast, seen) for number in range(asked.jobs)]
    taken = workshops[0].times()
    for workshop in workshops:
        workshop.quickest_first(taken)
    return report(judge_all(mutants, workshops), texts)


if __name__ == "__main__":
    sys.exit(main())
