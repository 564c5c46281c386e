#!/usr/bin/env python3
"""Adds up what the test programs counted, from Meson's testlog.json files.

A program reports in TAP (cmocka does) or ends with a line `N passed, N failed`.
One that fails without a failure of its own counted (a crash, a time limit, a
leak found at exit), or that counts nothing at all, is one failure more.
Prints a line for each program, then the sum alone on the last line.
"""

import json
import re
import sys

COUNTS = re.compile(r"^(\d+) passed, (\d+) failed$", re.MULTILINE)
TAP_OK = re.compile(r"^ok \d+(?!.*# SKIP)", re.MULTILINE)
TAP_NOT_OK = re.compile(r"^not ok \d+(?!.*# SKIP)", re.MULTILINE)


def count(stdout):
    """(passed, failed) as the program itself reports them."""
    lines = COUNTS.findall(stdout)
    if lines:
        return int(lines[-1][0]), int(lines[-1][1])
    return len(TAP_OK.findall(stdout)), len(TAP_NOT_OK.findall(stdout))


def judge(test):
    """(passed, failed, remark) of one program."""
    passed, failed = count(test.get("stdout", ""))
    good = test["result"] == "OK"
    if not good and failed == 0:
        return passed, 1, f"ended badly: {test['result'].lower()}, exit {test['returncode']}"
    if good and failed > 0:
        return passed, failed, "reported failures but exited 0"
    if passed + failed == 0:
        return 0, 1, "ran no test"
    return passed, failed, ""


def read(path):
    with open(path, encoding="utf-8") as log:
        return [json.loads(line) for line in log if line.strip()]


def show(test, failed):
    """The output of a program that failed: what a person needs to mend it."""
    if failed == 0:
        return
    for stream in ("stdout", "stderr"):
        text = test.get(stream, "")
        lines = [line for line in text.splitlines() if not line.startswith("ok ")]
        for line in lines[-60:]:
            print(f"    {line}")


def main(paths):
    total_passed = total_failed = 0
    for path in paths:
        for test in read(path):
            passed, failed, remark = judge(test)
            total_passed += passed
            total_failed += failed
            name = test["name"].split(" / ")[-1]
            print(f"{name:<28} {passed:>9} passed {failed:>4} failed {test['duration']:>7.2f} s  {remark}".rstrip())
            show(test, failed)
    if total_passed + total_failed == 0:
        total_failed = 1
        print("no test ran")
    print(f"{total_passed} passed, {total_failed} failed")
    return 1 if total_failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
