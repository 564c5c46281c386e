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
PROVERS = "z3"
SMOKE = ["-wp-smoke-tests", "-wp-smoke-timeout", "1"]
GOALS = re.compile(r"^\[wp\] Proved goals:\s+(\d+) / (\d+)", re.MULTILINE)
# What would be taken for true without proof.
ASSUMED = re.compile(r"\b(?:admit|axiom|axiomatic)\b")


@dataclass
class Result:
    """What Frama-C said of one file."""
    path: str
    output: str
    good: bool = False
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


def command(work, cache, timeout, path, options, skipped):
    parts = ["frama-c", "-wp", "-wp-rte", "-wp-prover", PROVERS, "-wp-timeout", timeout, "-wp-par", "1",
             "-wp-cache", "update", "-wp-cache-dir", cache,
             "-wp-session", os.path.join(work, "session"),
             "-wp-report-json", report_path(work, path),
             "-machdep", "gcc_x86_64", "-cpp-extra-args=-Iinclude -I. -std=c17"]
    if skipped:
        parts += ["-wp-skip-fct", ",".join(skipped)]
    return parts + options + [path]


def report_path(work, path):
    return os.path.join(work, path.replace("/", "-") + ".json")


def by_function(report):
    """{function: (proved, total)} from the JSON report."""
    goals = {}
    for name, properties in report.get("wp:functions", {}).items():
        sums = [entry.get("wp:main", {}) for key, entry in properties.items() if key != "wp:section"]
        goals[name] = (sum(entry.get("valid", 0) for entry in sums),
                       sum(entry.get("total", 0) for entry in sums))
    return goals


def prove(work, cache, timeout, environment, path, options, unproved):
    """Runs Frama-C on one file and reads what it found."""
    defined = {function.name: function for function in csource.definitions(path)}
    skipped = [name for name in defined if name in unproved]
    report = report_path(work, path)
    if os.path.exists(report):
        os.remove(report)
    done = subprocess.run(command(work, cache, timeout, path, options, skipped), env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    result = Result(path, done.stdout)
    counted = GOALS.search(done.stdout)
    if done.returncode != 0 or not counted:
        result.problems.append("Frama-C did not come to an end")
        return result
    if os.path.exists(report):
        with open(report, encoding="utf-8") as text:
            result.functions = by_function(json.load(text))
    proved, total = int(counted.group(1)), int(counted.group(2))
    if proved < total:
        result.problems += unproved_goals(done.stdout)
    result.good = not result.problems
    return result


def unproved_goals(output):
    found = re.findall(r"^\[wp\] \[.*?\] Goal (\S+) : (?!Valid)(\w+)", output, re.MULTILINE)
    smoke = re.findall(r"^\[wp\] \[Failed\] Smoke-test (\S+)", output, re.MULTILINE)
    return ([f"{goal.removeprefix('typed_')}: {why.lower()}" for goal, why in found]
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


def print_file(result, seen):
    """One line a function; a header's inline functions are counted with the first file."""
    proved = total = 0
    rows = []
    for name, (valid, goals) in sorted(result.functions.items()):
        if name in seen:
            continue
        seen.add(name)
        proved, total = proved + valid, total + goals
        rows.append((name, valid, goals))
    print(f"{result.path:<40} {proved:>5} / {total}")
    for name, valid, goals in rows:
        print(f"    {name:<36} {valid:>5} / {goals}{'' if valid == goals else '   UNPROVED'}")
    for problem in result.problems:
        print(f"    ! {problem}")
    return proved, total


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    arguments.add_argument("--work", default="build-proof", help="where cache and reports are kept")
    arguments.add_argument("--only", metavar="FILE", help="this file alone")
    arguments.add_argument("--timeout", metavar="SECONDS", default="60", help="for each goal (60)")
    arguments.add_argument("--smoke", action="store_true", help="also look for contracts that contradict themselves")
    arguments.add_argument("--verbose", action="store_true", help="print all that Frama-C says")
    asked = arguments.parse_args()
    work = os.path.abspath(asked.work)
    # A smoke test passes by not being proved: what failed there is kept.
    cache = os.path.join(work, "cache-smoke" if asked.smoke else "cache")
    os.makedirs(cache, exist_ok=True)
    if not asked.smoke:
        forget_failures(cache)
    os.chdir(ROOT)

    unproved = dict(split_reason(line) for line in lines_of("proof/unproved.txt"))
    listed = [line.split() for line in lines_of("proof/files.txt")]
    chosen = [words for words in listed if not asked.only or words[0] == asked.only]
    if not chosen:
        sys.exit("prove: no such file in proof/files.txt")
    environment = configure_provers(work)
    extra = SMOKE if asked.smoke else []
    declared = declared_contracts()

    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(
            lambda words: prove(work, cache, asked.timeout, environment, words[0], words[1:] + extra, unproved), chosen))

    proved = total = 0
    seen = set()
    good = True
    for result in results:
        bare = without_contract(result.path, unproved, declared)
        result.problems += [f"{name} has no contract" for name in bare]
        result.problems += [f"'{word}' assumes what is to be proved" for word in assumptions(result.path)]
        one_proved, one_total = print_file(result, seen)
        proved, total = proved + one_proved, total + one_total
        good = good and not result.problems
        if asked.verbose or not result.functions:
            print(result.output)
    for name, reason in unproved.items():
        print(f"left out: {name}: {reason}")
    print(f"{proved} / {total} goals proved" + ("" if good else "; the proof is not complete"))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
