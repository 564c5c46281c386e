#!/usr/bin/env python3
"""The program from outside: run.py [PROGRAM]. The last line is `N passed, N failed`."""

import os
import sys
import unittest

import harness


def main():
    if len(sys.argv) > 1:
        harness.program = os.path.abspath(sys.argv[1])
    folder = os.path.dirname(os.path.abspath(__file__))
    suite = unittest.defaultTestLoader.discover(folder, pattern="test_*.py")
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(suite)
    for test, reason in result.skipped:
        print(f"not run: {test.id()}: {reason}")
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    return 1 if failed or result.testsRun == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
