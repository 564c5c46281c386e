#!/usr/bin/env python3
"""Proves the files of proof/files.txt with Frama-C WP, run-time errors included.

Fails when a goal stays unproved, or a function has no contract, unless
proof/unproved.txt names the function with a reason; those are printed last.
"""

import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field

import csource

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Z3 twice: with and without what Why3 adds for counterexamples; each settles goals that the other does not.
PROVERS = "z3-ce,z3"
SMOKE = ["-wp-smoke-tests", "-wp-smoke-timeout", "1"]
GOALS = re.compile(r"^\[wp\] Proved goals:\s+(\d+) / (\d+)", re.MULTILINE)
# A function of which Frama-C knows nothing, and makes an assumption up.
UNSPECIFIED = re.compile(r"(?:Neither code nor specification|No 'assigns' specification) for function '?(\w+)'?")
# What would be taken for true without proof.
ASSUMED = re.compile(r"\b(?:admit|axiom|axiomatic)\b")


@dataclass
class Result:
    """What Frama-C said of one file."""
    path: str
    output: str = ""
    proved: int = 0
    total: int = 0
    functions: dict = field(default_factory=dict)  # name: (proved, total)
    problems: list = field(default_factory=list)


def lines_of(path):
    if not os.path.exists(path):
        return []
    kept = [line.strip() for line in csource.read(path).splitlines()]
    return [line for line in kept if line and not line.startswith("#")]


def split_reason(line):
    name, _, reason = (part.strip() for part in line.partition("|"))
    return name, reason


def configure_provers(work):
    """A Why3 configuration of our own, so that the user's stays as it is."""
    config = os.path.join(work, "why3.conf")
    environment = dict(os.environ, WHY3CONFIG=config)
    if not os.path.exists(config):
        done = subprocess.run(["why3", "config", "detect"], env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0 or "Z3" not in done.stdout:
            sys.exit(f"prove: why3 finds no Z3; is the package z3 installed?\n{done.stdout}")
    return environment


def forget_failures(cache):
    """Keeps the proofs alone: a goal that failed on a busy machine deserves another try."""
    for folder, _, names in os.walk(cache):
        for name in names:
            entry = os.path.join(folder, name)
            if '"valid"' not in csource.read(entry):
                os.remove(entry)


class Session:
    """How Frama-C is called in this run."""

    def __init__(self, asked):
        self.work = os.path.abspath(asked.work)
        # A smoke test passes by not being proved: what failed there is kept.
        self.cache = os.path.join(self.work, "cache-smoke" if asked.smoke else "cache")
        os.makedirs(self.cache, exist_ok=True)
        if not asked.smoke:
            forget_failures(self.cache)
        self.environment = configure_provers(self.work)
        self.timeout = asked.timeout
        self.extra = SMOKE if asked.smoke else []

    def report_path(self, path, part):
        return os.path.join(self.work, f"{path.replace('/', '-')}-{part}.json")

    def run(self, path, part, options, sources):
        """What Frama-C prints, and its report by function."""
        report = self.report_path(path, part)
        if os.path.exists(report):
            os.remove(report)
        done = subprocess.run(
            ["frama-c", "-wp", "-wp-rte", "-wp-prover", PROVERS, "-wp-timeout", self.timeout, "-wp-par", "1",
             "-wp-cache", "update", "-wp-cache-dir", self.cache,
             "-wp-session", os.path.join(self.work, "session"), "-wp-report-json", report,
             "-machdep", "gcc_x86_64", "-cpp-extra-args=-Iinclude -I. -std=c17"] + options + self.extra + sources,
            env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode < 0:
            return f"error: a signal ended Frama-C: {-done.returncode}\n", {}
        if not os.path.exists(report):
            return done.stdout, {}
        with open(report, encoding="utf-8") as text:
            return done.stdout, by_function(json.load(text))

    def source_for(self, header):
        """A file that holds the header alone, so that its inline functions can be proved."""
        path = os.path.join(self.work, header.replace("/", "-") + ".c")
        with open(path, "w", encoding="utf-8") as out:
            out.write(f'#include "{header}"\n')
        return path


def by_function(report):
    """{function: (proved, total)} from the JSON report."""
    goals = {}
    for name, properties in report.get("wp:functions", {}).items():
        sums = [entry.get("wp:main", {}) for key, entry in properties.items() if key != "wp:section"]
        goals[name] = (sum(entry.get("valid", 0) for entry in sums),
                       sum(entry.get("total", 0) for entry in sums))
    return goals


def called_by(path):
    return set(re.findall(r"\b(\w+)\s*\(", csource.code_only(csource.read(path))))


def companions(path, listed):
    """The other files in which functions that this one calls have their contracts."""
    called = called_by(path)
    own = {function.name for function in csource.definitions(path)}
    return [other for other in listed if other != path and other.endswith(".c")
            and any(function.name in called - own and not function.static for function in csource.definitions(other))]


def read_run(result, called, output, functions):
    """Adds to a file's result what one run of Frama-C said; what companions call is no matter here."""
    result.output += output
    counted = GOALS.search(output)
    if not counted:
        result.problems.append("Frama-C did not come to an end:")
        result.problems += [line for line in output.splitlines() if re.search("User Error|error:", line)]
        return
    proved, total = int(counted.group(1)), int(counted.group(2))
    result.proved, result.total = result.proved + proved, result.total + total
    result.functions.update(functions)
    result.problems += [f"{name} is called, but has no contract that is seen from here"
                        for name in sorted(set(UNSPECIFIED.findall(output)) & called)]
    if proved < total:
        result.problems += unproved_goals(output)


def prove(session, path, options, listed, unproved):
    """Proves the functions of one file, then its lemmas: choosing functions leaves lemmas out."""
    result = Result(path)
    chosen = [function.name for function in csource.definitions(path) if function.name not in unproved]
    source = session.source_for(path) if path.endswith(".h") else path
    if chosen:
        read_run(result, called_by(path), *session.run(path, "functions", ["-wp-fct", ",".join(chosen)] + options,
                                                       [source] + companions(path, listed)))
    if re.search(r"\blemma\b", csource.read(path)):
        read_run(result, set(), *session.run(path, "lemmas", ["-wp-prop=@lemma"] + options, [source]))
    return result


def unproved_goals(output):
    """What Frama-C says of each goal that no prover settled, and of smoke tests that failed."""
    said = re.findall(r"^\[wp\] \[.*?\] Goal (\S+) : (\w+)", output, re.MULTILINE)
    said += [(goal, verdict) for verdict, goal
             in re.findall(r"^\[wp\] \[(Failed|Unknown|Timeout|Stepout)\] Goal (\S+)$", output, re.MULTILINE)]
    valid = {goal for goal, verdict in said if verdict == "Valid"}
    open_goals = {goal: verdict.lower() for goal, verdict in said if goal not in valid}
    smoke = re.findall(r"^\[wp\] \[Failed\] Smoke-test (\S+)", output, re.MULTILINE)
    return ([f"{goal.removeprefix('typed_')}: {verdict}" for goal, verdict in open_goals.items()]
            + [f"{test.removeprefix('typed_')}: the contract contradicts itself, or code is dead" for test in smoke]
            or ["a goal stays unproved"])


def without_contract(path, unproved, declared):
    """The functions of a file about which nothing would be proved."""
    return [function.name for function in csource.definitions(path)
            if not function.contract and function.name not in declared and function.name not in unproved]


def assumptions(path):
    comments = " ".join(re.findall(r"/\*@.*?\*/|//@[^\n]*", csource.read(path), re.DOTALL))
    return sorted(set(ASSUMED.findall(comments)))


def declared_contracts():
    paths = csource.public_headers() + [path for layer in csource.LAYERS
                                        for path in csource.layer_files(layer, (".h",))]
    return {function.name for path in paths for function in csource.functions(path) if function.contract}


def print_file(result):
    print(f"{result.path:<40} {result.proved:>5} / {result.total}")
    for name, (proved, total) in sorted(result.functions.items()):
        print(f"    {name:<36} {proved:>5} / {total}{'' if proved == total else '   UNPROVED'}")
    for problem in result.problems:
        print(f"    ! {problem}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    arguments.add_argument("--work", default="build-proof", help="where cache and reports are kept")
    arguments.add_argument("--only", metavar="FILE", help="this file alone")
    arguments.add_argument("--timeout", metavar="SECONDS", default="60", help="for each goal (60)")
    arguments.add_argument("--smoke", action="store_true", help="also look for contracts that contradict themselves")
    arguments.add_argument("--verbose", action="store_true", help="print all that Frama-C says")
    asked = arguments.parse_args()
    session = Session(asked)
    os.chdir(ROOT)

    unproved = dict(split_reason(line) for line in lines_of("proof/unproved.txt"))
    lines = [line.split() for line in lines_of("proof/files.txt")]
    listed = [words[0] for words in lines]
    chosen = [words for words in lines if not asked.only or words[0] == asked.only]
    if not chosen:
        sys.exit("prove: no such file in proof/files.txt")
    declared = declared_contracts()

    proved = total = 0
    good = True
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for result in pool.map(lambda words: prove(session, words[0], words[1:], listed, unproved), chosen):
            bare = without_contract(result.path, unproved, declared)
            result.problems += [f"{name} has no contract" for name in bare]
            result.problems += [f"'{word}' assumes what is to be proved" for word in assumptions(result.path)]
            print_file(result)
            proved, total = proved + result.proved, total + result.total
            good = good and not result.problems
            if asked.verbose:
                print(result.output)
            sys.stdout.flush()
    for name, reason in unproved.items():
        print(f"left out: {name}: {reason}")
    print(f"{proved} / {total} goals proved" + ("" if good else "; the proof is not complete"))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
