"""Facts in memory to outcomes, without trace, on one core; against the same rule in NumPy."""

import os
import sys
import time

import numpy

import peer
from turns import Outcomes, Part, ROUNDS, medians, millions, row

BLOCK = 32768  # rows that NumPy works through at a time; it is given the better of this and all at once


def blocks_of(columns, size):
    count = len(columns["as_of"])
    return [{name: column[start:start + size] for name, column in columns.items()} for start in range(0, count, size)]


def numpy_nanoseconds(blocks, count):
    start = time.thread_time_ns()
    for block in blocks:
        peer.possible(block)
    return (time.thread_time_ns() - start) / count


def check_agreement(columns, possible):
    """Both must find the same paragraphs in every case, and the cases must be different."""
    wrong = numpy.flatnonzero(peer.possible(columns) != possible)
    if wrong.size:
        sys.exit(f"bench: C and NumPy differ in {wrong.size} cases, the first being number {wrong[0]}")
    rows = numpy.stack([column.astype(numpy.int64) for column in columns.values()], axis=1)
    different = len(numpy.unique(rows.view(f"V{rows.strides[0]}")))
    if different != len(possible):
        sys.exit(f"bench: only {different} of {len(possible)} cases are different")


def outcomes(build, work, missing_in_ten):
    """Nanoseconds a child in C and in NumPy, and how often each paragraph is possible."""
    program = Outcomes(build, os.path.join(work, f"columns-{missing_in_ten}"), missing_in_ten)
    columns = program.columns()
    possible = columns.pop("possible")
    check_agreement(columns, possible)
    count = len(possible)
    shapes = [[columns], blocks_of(columns, BLOCK)]
    rounds = [program.measure() + [numpy_nanoseconds(shape, count) for shape in shapes] for _ in range(ROUNDS)]
    program.close()
    ours, *theirs = medians(rounds)
    share = [numpy.count_nonzero(possible >> paragraph & 1) / count for paragraph in range(6)]
    one = numpy.count_nonzero((possible & (possible - 1)) == 0) / count
    return {"count": count, "ours": ours, "numpy": min(theirs), "share": share, "one": one}


def rows_of(what, found, promised):
    ratio = found["numpy"] / found["ours"]
    speed, beside = (("15 million a second", found["ours"] <= 1000 / 15), ("2 times", ratio >= 2)) if promised else ((), ())
    return [row(f"facts to outcome, {what}: children", millions(found["ours"]), *speed),
            row(f"the same against NumPy ({millions(found['numpy'])})", f"{ratio:.2f} times", *beside)]


def text_of(known, missing):
    def shares(found):
        return ", ".join(f"({letter}) {100 * part:.0f} %" for letter, part in zip("ABCDEF", found["share"]))

    return f"""
**Facts to outcome.** `bench/cases.c` draws {known['count']:,} different cases from a fixed sequence: one child, one or
two plans a parent, every kind of fact that the rule asks about, dates, areas, information requests and Form 14 among
them. `ms_determine_child` goes through them under the default readings; the cases and all that they point to take
about 100 MB, so they come from memory and not from a cache, and what comes next cannot be foretold. Then the same with
two in ten of the facts that may be unknown left out: covers, incomes, costs, homes and areas stay open, and what is
possible over all that they may turn out to be is worked out exactly, which takes several times as long. A case counts
under each paragraph that is possible.

| facts | possible | cases with one possible paragraph |
| --- | --- | --- |
| all known | {shares(known)} | {100 * known['one']:.0f} % |
| a fifth missing | {shares(missing)} | {100 * missing['one']:.0f} % |

**NumPy.** `bench/peer.py` is the same rule over the same facts in columns, in fitting types, with no loop over cases:
tables say what truths come to, and rows in which an income or the home is open are taken out and worked on by
themselves. It finds the same possible paragraphs in every case, which is checked before anything is measured, and it
is given the faster of all rows at once and blocks of {BLOCK:,}. It does a little less than the C: the percentage, the
obligor and the other readings are left out.
"""


def measure(build, work):
    known = outcomes(build, work, 0)
    missing = outcomes(build, work, 2)
    rows = rows_of("all facts known", known, True) + rows_of("a fifth of the facts missing", missing, False)
    return Part(rows, text_of(known, missing), f"NumPy {numpy.__version__}")
