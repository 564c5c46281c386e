"""Facts in memory to outcomes against the same rule in SQLite, CLIPS, json-rules-engine and GoRules ZEN."""

import json
import os
import sys
from typing import Callable, NamedTuple

import numpy

from turns import Outcomes, Part, Program, ROUNDS, first_line, medians, rate, row

RULES = os.path.join("bench", "peers")


class Peer(NamedTuple):
    name: str
    times: int  # how many times as fast the determination is promised to be
    command: Callable  # of the folder of the programs and the folder of the cases


PEERS = [
    Peer("SQLite", 5, lambda programs, _: [os.path.join(programs, "bench-sqlite"), os.path.join(RULES, "rule.sql")]),
    Peer("CLIPS", 10, lambda programs, _: [os.path.join(programs, "bench-clips"), os.path.join(RULES, "rule.clp")]),
    Peer("json-rules-engine", 50, lambda programs, cases: ["node", os.path.join(programs, "engine.mjs"), cases]),
    Peer("GoRules ZEN", 100, lambda programs, cases: ["node", os.path.join(programs, "zen.mjs"), cases]),
]


def start(peer, programs, cases, possible):
    """The program of a peer, once it has found the paragraph that is possible in every case."""
    answers = os.path.join(cases, f"{peer.name}.paragraphs")
    program = Program(*peer.command(programs, cases), answers)
    found = numpy.fromfile(answers, numpy.uint8)
    if not 0 < found.size == program.has[0] <= possible.size:
        sys.exit(f"bench: {peer.name} has decided {found.size} cases")
    wrong = numpy.flatnonzero(numpy.left_shift(1, found, dtype=numpy.int64) != possible[:found.size])
    if wrong.size:
        sys.exit(f"bench: C and {peer.name} differ in {wrong.size} cases, the first being number {wrong[0]}")
    return program


def in_turns(build, work):
    """Nanoseconds a child, ours and of each peer by each of its ways; and how many cases each decides."""
    programs, cases = os.path.join(build, "bench", "peers"), os.path.join(work, "columns-peers")
    ours = Outcomes(build, cases, 0)
    possible = ours.columns()["possible"]
    peers = [start(peer, programs, cases, possible) for peer in PEERS]
    rounds = [[program.measure() for program in [ours] + peers] for _ in range(ROUNDS)]
    counts = [int(program.has[0]) for program in peers]
    for program in [ours] + peers:
        program.close()
    (mine,), *theirs = [medians(turns) for turns in zip(*rounds)]
    return mine, theirs, counts


def npm_version(build, name):
    path = os.path.join(build, "bench", "peers", "node_modules", name, "package.json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)["version"]


def versions_of(build):
    return (f"SQLite {first_line('pkg-config', '--modversion', 'sqlite3')}, "
            f"CLIPS {first_line('dpkg-query', '-W', '-f', '${Version}', 'libclips-dev')}, "
            f"json-rules-engine {npm_version(build, 'json-rules-engine')}, "
            f"GoRules ZEN {npm_version(build, '@gorules/zen-engine')}, Node {first_line('node', '--version')[1:]}")


def rows_of(mine, theirs):
    rows = []
    for peer, ways in zip(PEERS, theirs):
        ratio = min(ways) / mine
        rows.append(row(f"facts to outcome, all facts known, against {peer.name} ({rate(min(ways))})",
                        f"{ratio:.{1 if ratio < 20 else 0}f} times", f"{peer.times} times", ratio >= peer.times))
    return rows


def text_of(theirs, counts):
    _, _, _, (one, together, lists) = theirs
    in_c, in_node = counts[0], counts[2]
    return f"""
**Peers.** `bench/peers` holds the same rule for four tools that such rules are written in. Each says for the one child
of each case which paragraph applies, and in every case says the same as the determination, which is checked before
anything is measured. They read the facts as they are recorded: amounts with their periods, premiums, days as numbers,
the home, lists of zips, counties and states, who covers the child now, the wish, public coverage. All facts are known,
so that no parent's silence matters and requests are left out, as are the percentage, the obligor and the other
readings. SQLite and CLIPS decide all {in_c:,} cases, the two others the first {in_node:,}. Each is written in
the way that was found to be its fastest.

* **SQLite**: a table in memory with a row a case and a column a fact, and one prepared `SELECT` whose `CASE` takes the
  paragraphs in their order; its rows are stepped through. The table is filled before anything is measured.
* **CLIPS**: a fact for the child and one for each plan, a rule for each paragraph, their order by salience. Asserting
  the facts, running the agenda and removing the facts are measured, for CLIPS has facts in no other form.
* **json-rules-engine**: one engine, a rule for each paragraph, their order by priority; (2) and (3) are operators of
  its own, in JavaScript. The facts are objects before anything is measured.
* **GoRules ZEN**: one decision table, compiled once, the facts being objects. Evaluating returns a promise; it is
  given the fastest of three ways to ask: case by case ({rate(one)}), 64 evaluations waited for together
  ({rate(together)}), and lists of 64 cases, each list in one evaluation ({rate(lists)}).

What runs in Node is measured by the clock and in processor time of all its threads, and the lesser counts.
"""


def measure(build, work):
    mine, theirs, counts = in_turns(build, work)
    return Part(rows_of(mine, theirs), text_of(theirs, counts), versions_of(build))
