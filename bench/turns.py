"""Benchmark programs measured in turns, and what the parts of the report share."""

import glob
import os
import statistics
import subprocess
import sys
from typing import NamedTuple

import numpy

ROUNDS = 5


class Part(NamedTuple):
    """What one module measure_*.py hands to the report."""
    rows: list  # of the table: what, measured, promised, met
    text: str  # for "What is measured"
    versions: str  # of what it was measured with; may be empty


class Program:
    """A benchmark program: it says what it has, then measures once for every line that it gets."""

    def __init__(self, *command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.has = self.numbers()

    def numbers(self):
        line = self.process.stdout.readline()
        try:
            found = [float(number) for number in line.split()]
        except ValueError:  # a complaint
            found = []
        if not found:
            sys.exit(f"bench: {' '.join(map(os.path.basename, self.process.args[:2]))} failed")
        return found

    def measure(self):
        self.process.stdin.write("once\n")
        self.process.stdin.flush()
        return self.numbers()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Outcomes(Program):
    """bench-outcomes over the cases of one share of missing facts, and those cases in columns in its folder."""

    def __init__(self, build, folder, missing_in_ten):
        os.mkdir(folder)
        super().__init__(os.path.join(build, "bench", "bench-outcomes"), str(missing_in_ten), folder)
        self.folder = folder

    def columns(self):
        """The facts and, as `possible`, the outcomes."""
        paths = glob.glob(os.path.join(self.folder, "*.npy"))
        return {os.path.basename(path)[:-4]: numpy.load(path) for path in paths}


def medians(rounds):
    return [statistics.median(column) for column in zip(*rounds)]


def first_line(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout.split("\n")[0].strip()


# ---- figures ------------------------------------------------------------------------------------------------------

def millions(nanoseconds):
    return f"{1000 / nanoseconds:.1f} million a second"


def thousands(nanoseconds):
    return f"{1e6 / nanoseconds:,.0f} thousand a second"


def rate(nanoseconds):
    return millions(nanoseconds) if nanoseconds < 1000 else thousands(nanoseconds)


def megabytes(size, nanoseconds):
    return f"{1000 * size / nanoseconds:,.0f} MB a second"


def row(what, figure, target="", met=None):
    """A row of the table; one that is promised nothing is not met either."""
    return (what, figure, target, "" if met is None else "yes" if met else "**no**")
