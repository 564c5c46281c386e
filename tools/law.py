#!/usr/bin/env python3
"""From each paragraph of the law to its functions, their proofs and its scenarios.

law/citations.txt says which law there is. A function cites it in a comment
directly above (`/* Cites: 13 CSR 40-112.010(5)(C) */`, several apart by `;`),
so does a test; a scenario has a line `Rule: (2), (5)(C)`. Without options:
prints the whole table, and fails when a paragraph has no function, no proof or
no scenario, or when a citation anywhere names no paragraph of the list. Of law
beside the rule and Form 14, which no determination turns on, a test takes the
scenario's place.
"""

import argparse
import os
import re
import sys
from dataclasses import dataclass, field

import csource

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RULE = "13 CSR 40-112.010"
CITATION = re.compile(
    r"13 CSR 40-112\.010(?P<rule>(?:\([0-9A-Z]+\))+)"
    r"|Form 14,? line (?P<line>\d[a-z]?)"
    r"|(?P<other>RSMo \d+(?:\.\d+)+(?:\([0-9]+\))*"
    r"|\d+ (?:USC|CFR) \d+(?:\.\d+)*(?:-\d+)?(?:\([0-9A-Za-z]+\))*)"
    r"|(?P<bare>(?:\([0-9A-Z]+\))+)")
RULE_LINE = re.compile(r"^Rule:\s*(.+)$", re.MULTILINE)
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


@dataclass
class Entry:
    """One line of law/citations.txt and all that names it."""
    citation: str
    summary: str
    functions: list = field(default_factory=list)  # (name, place, proof)
    scenarios: list = field(default_factory=list)  # (path, title)
    tests: list = field(default_factory=list)      # place

    @property
    def label(self):
        return self.citation.removeprefix(RULE)

    def of_the_rule(self):
        return self.citation.startswith((RULE, "Form 14"))

    def proved(self):
        return any(proof == "proved" for _, _, proof in self.functions)


def parse(text):
    """The citations in a text, in full; raises ValueError at anything else in it.
    A bare `(F)` after a citation of the rule stands for its sibling: `(5)(E), (F)`."""
    found, paragraph = [], ""
    for match in CITATION.finditer(text):
        if match["line"]:
            found.append(f"Form 14, line {match['line']}")
            continue
        if match["other"]:
            found.append(match["other"])
            continue
        groups = re.findall(r"\([0-9A-Z]+\)", match["rule"] or match["bare"])
        if groups[0][1].isdigit():
            paragraph = groups[0]
        elif paragraph:
            groups.insert(0, paragraph)
        found.append(RULE + "".join(groups))
    rest = re.sub(r"\band\b|[*,;.\s]", "", CITATION.sub("", text))
    if rest or not found:
        raise ValueError(text.strip())
    return found


def lines_of(path):
    """The lines of a list, comments and empty ones left out; none when it is absent."""
    full = os.path.join(ROOT, path)
    if not os.path.exists(full):
        return []
    kept = [line.strip() for line in csource.read(full).splitlines()]
    return [line for line in kept if line and not line.startswith("#")]


def files_under(folder, ending):
    found = []
    for directory, _, names in os.walk(os.path.join(ROOT, folder)):
        found += [os.path.relpath(os.path.join(directory, name), ROOT)
                  for name in names if name.endswith(ending)]
    return sorted(found)


class Law:
    """Everything read from the tree."""

    def __init__(self):
        os.chdir(ROOT)
        self.problems = []
        self.entries = {}
        for line in lines_of("law/citations.txt"):
            citation, _, summary = (part.strip() for part in line.partition("|"))
            self.entries[citation] = Entry(citation, summary)
        self.proof_files = {line.split()[0] for line in lines_of("proof/files.txt")}
        self.unproved = dict(self._reasons())
        self.code_files = [path for layer in csource.LAYERS for path in csource.layer_files(layer)]
        self.test_files = files_under("tests", ".c")
        self.scenario_files = files_under("tests/scenarios", ".md")
        self.headers = csource.public_headers()
        self._read_code()
        self._read_tests()
        self._read_scenarios()

    @staticmethod
    def _reasons():
        for line in lines_of("proof/unproved.txt"):
            name, _, reason = (part.strip() for part in line.partition("|"))
            yield name, reason

    def cited(self, text, place):
        """The entries that a text cites; what it cites wrongly becomes a problem."""
        try:
            citations = parse(text)
        except ValueError as wrong:
            self.problems.append(f"{place}: cannot read the citation '{wrong}'")
            return []
        for citation in citations:
            if citation not in self.entries:
                self.problems.append(f"{place}: '{citation}' is not in law/citations.txt")
        return [self.entries[citation] for citation in citations if citation in self.entries]

    def proof_of(self, function, declared):
        if function.name in self.unproved:
            return f"not proved: {self.unproved[function.name]}"
        if function.path not in self.proof_files:
            return "not in proof/files.txt"
        if not function.contract and function.name not in declared:
            return "no contract"
        return "proved"

    def _read_code(self):
        declared = set()
        for path in self.headers + [p for p in self.code_files if p.endswith(".h")]:
            declared |= {function.name for function in csource.functions(path) if function.contract}
        for path in self.headers + self.code_files:
            cited = 0
            for function in csource.functions(path):
                cited += len(function.cites)
                place = f"{path}:{function.line}"
                for text in function.cites:
                    for entry in self.cited(text, place):
                        entry.functions.append((function.name, place, self.proof_of(function, declared)))
            written = len(csource.CITES.findall(csource.read(path)))
            if cited < written:
                self.problems.append(f"{path}: a `Cites:` stands above no function")

    def _read_tests(self):
        for path in self.test_files:
            text = csource.read(path)
            for match in csource.CITES.finditer(text):
                place = f"{path}:{text.count(chr(10), 0, match.start()) + 1}"
                for entry in self.cited(match.group(1), place):
                    entry.tests.append(place)

    def _read_scenarios(self):
        for path in self.scenario_files:
            text = csource.read(path)
            rule, title = RULE_LINE.search(text), TITLE.search(text)
            if not rule or not title:
                if os.path.basename(path) != "README.md":
                    self.problems.append(f"{path}: no title or no `Rule:` line")
                continue
            for entry in self.cited(rule.group(1), path):
                entry.scenarios.append((path, title.group(1).strip()))

    def gaps(self):
        for entry in self.entries.values():
            if not entry.functions:
                yield f"{entry.citation}: no function cites it"
            elif not entry.proved():
                yield f"{entry.citation}: none of its functions is proved"
            if entry.of_the_rule() and not entry.scenarios:
                yield f"{entry.citation}: no scenario has it in its `Rule:` line"
            if not entry.of_the_rule() and not entry.tests:
                yield f"{entry.citation}: no test cites it"

    def inputs(self):
        """Every file and folder that was read: a new file changes its folder."""
        files = ["law/citations.txt", "proof/files.txt", "proof/unproved.txt"]
        files += self.headers + self.code_files + self.test_files + self.scenario_files
        files += [os.path.join("tools", name) for name in ("law.py", "csource.py")]
        folders = {os.path.dirname(path) for path in files}
        return sorted(path for path in set(files) | folders if os.path.exists(path))


# ---- what is printed -----------------------------------------------------------


def print_table(law):
    print(f"{'paragraph':<22} {'function':<28} {'where':<26} {'proof':<10} {'scenarios':>9} {'tests':>5}")
    for entry in law.entries.values():
        counts = f"{len(entry.scenarios):>9} {len(entry.tests):>5}"
        first = f"{entry.label:<22}"
        for name, place, proof in entry.functions or [("-", "-", "-")]:
            short = proof if proof in ("proved", "-") else "not proved"
            print(f"{first} {name:<28} {place:<26} {short:<10} {counts}".rstrip())
            first, counts = " " * 22, ""


def matches(entry, asked):
    squeezed = re.sub(r"[\s,]", "", asked).lower()
    return squeezed in (re.sub(r"[\s,]", "", name).lower() for name in (entry.citation, entry.label))


def print_entry(entry):
    print(f"{entry.citation}\n  {entry.summary}")
    for name, place, proof in entry.functions:
        print(f"  function  {place} {name}: {proof}")
    for path, title in entry.scenarios:
        print(f"  scenario  {path}: {title}")
    for place in entry.tests:
        print(f"  test      {place}")


# ---- the table that the program prints from --------------------------------------

C_HEAD = """/* Made by tools/law.py from the tree: where code, proof and scenarios of each paragraph are. */
#ifndef MEDSUPPORT_LAW_TABLE_H
#define MEDSUPPORT_LAW_TABLE_H

struct ms_law_function {
    const char *name, *place, *proof; /* name NULL ends a list; proof: "proved", or why not */
};

struct ms_law_scenario {
    const char *path, *title; /* path NULL ends a list */
};

struct ms_law_entry {
    const char *citation, *label, *summary; /* citation NULL ends the table */
    const struct ms_law_function *functions;
    const struct ms_law_scenario *scenarios;
    const char *const *tests; /* NULL ends it */
};

static const struct ms_law_entry ms_law_table[] = {
"""
C_TAIL = """    {0},
};

#endif
"""


def c_string(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def c_rows(type_name, rows, end):
    listed = "".join("{" + ", ".join(c_string(text) for text in row) + "}, " for row in rows)
    return f"(const struct {type_name}[]){{{listed}{end}}}"


def c_table(law):
    parts = [C_HEAD]
    for entry in law.entries.values():
        tests = "".join(c_string(place) + ", " for place in entry.tests)
        texts = ", ".join(c_string(text) for text in (entry.citation, entry.label.strip(), entry.summary))
        functions = c_rows("ms_law_function", entry.functions, "{0}")
        scenarios = c_rows("ms_law_scenario", entry.scenarios, "{0}")
        parts.append(f"    {{{texts},\n     {functions},\n     {scenarios},\n"
                     f"     (const char *const[]){{{tests}0}}}},\n")
    return "".join(parts) + C_TAIL


def write_if_changed(path, text):
    if os.path.exists(path) and csource.read(path) == text:
        return
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def write_c_table(law, path, depfile):
    write_if_changed(path, c_table(law))
    if depfile:
        names = " ".join(os.path.join(ROOT, name).replace(" ", "\\ ") for name in law.inputs())
        with open(depfile, "w", encoding="utf-8") as out:
            out.write(f"{os.path.basename(path)}: {names}\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    arguments.add_argument("--list", metavar="PARAGRAPH", help="one paragraph in full, e.g. '(5)(C)'")
    arguments.add_argument("--c-table", metavar="FILE", type=os.path.abspath, help="write the program's table")
    arguments.add_argument("--depfile", metavar="FILE", type=os.path.abspath, help="and what it was made from")
    asked = arguments.parse_args()
    law = Law()

    if asked.c_table:
        write_c_table(law, asked.c_table, asked.depfile)
        return 0
    if asked.list:
        entries = [entry for entry in law.entries.values() if matches(entry, asked.list)]
        for entry in entries:
            print_entry(entry)
        if not entries:
            print(f"law: '{asked.list}' is not in law/citations.txt", file=sys.stderr)
        return 0 if entries else 2

    print_table(law)
    wrong = law.problems + list(law.gaps())
    for problem in wrong:
        print(f"law: {problem}", file=sys.stderr)
    print(f"{len(law.entries)} paragraphs, {len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
