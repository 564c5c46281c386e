"""Runs the benchmarks of a build directory, prints their table and writes docs/benchmarks.md.

    python3 bench/report.py BUILD WORK

Every figure is the median of five rounds. What is compared is measured in turns within one run, in processor time of
one thread, so that neighbours on the machine weigh on both sides alike or on none.
"""

import datetime
import glob
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time

import numpy

import peer

ROUNDS = 5
BLOCK = 32768  # rows that NumPy works through at a time; it is given the better of this and all at once
STARTS = 100
PAGE = "docs/benchmarks.md"
EXAMPLES = sorted(glob.glob("examples/*.json"))


class Program:
    """A benchmark program: it says what it has, then measures once for every line that it gets."""

    def __init__(self, *command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.has = self.numbers()

    def numbers(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"bench: {os.path.basename(self.process.args[0])} failed")
        return [float(number) for number in line.split()]

    def measure(self):
        self.process.stdin.write("once\n")
        self.process.stdin.flush()
        return self.numbers()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def medians(rounds):
    return [statistics.median(column) for column in zip(*rounds)]


# ---- outcomes against NumPy ---------------------------------------------------------------------------------------

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
    folder = os.path.join(work, f"columns-{missing_in_ten}")
    os.mkdir(folder)
    program = Program(os.path.join(build, "bench", "bench-outcomes"), str(missing_in_ten), folder)
    columns = {os.path.basename(path)[:-4]: numpy.load(path) for path in glob.glob(os.path.join(folder, "*.npy"))}
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


# ---- documents ----------------------------------------------------------------------------------------------------

def documents(build):
    program = Program(os.path.join(build, "bench", "bench-documents"), *EXAMPLES)
    count, read, traced, all_parts = program.has
    trace_ns, all_ns, read_ns, raw_ns = medians([program.measure() for _ in range(ROUNDS)])
    program.close()
    return {"count": int(count), "read": read / count, "traced": traced / count, "all": all_parts / count,
            "trace_ns": trace_ns, "all_ns": all_ns, "read_ns": read_ns, "raw_ns": raw_ns}


def starts(build, work):
    """The median milliseconds from process start to output, of each example."""
    report = os.path.join(work, "starts.json")
    commands = [f"{build}/medsupport determine --json {example}" for example in EXAMPLES]
    subprocess.run(["hyperfine", "-N", "--ignore-failure", "--style", "none", "--warmup", "10", "--runs", str(STARTS),
                    "--export-json", report] + commands, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    with open(report, encoding="utf-8") as file:
        results = json.load(file)["results"]
    return [1000 * result["median"] for result in results]


# ---- the page -----------------------------------------------------------------------------------------------------

def first_line(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout.split("\n")[0].strip()


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        found = re.search(r"^model name\s*:\s*(.*)$", file.read(), re.MULTILINE)
    return found.group(1) if found else platform.machine()


def kernel():
    return ".".join(platform.release().split(".")[:2])


def memory():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def flags(build):
    with open(os.path.join(build, "meson-info", "intro-buildoptions.json"), encoding="utf-8") as file:
        options = {option["name"]: option["value"] for option in json.load(file)}
    return (f"`--buildtype={options['buildtype']}` (`-O{options['optimization']}`), "
            f"LTO {'on' if options['b_lto'] else 'off'}, `NDEBUG` {'on' if options['b_ndebug'] == 'true' else 'off'}")


def millions(nanoseconds):
    return f"{1000 / nanoseconds:.1f} million a second"


def thousands(nanoseconds):
    return f"{1e6 / nanoseconds:,.0f} thousand a second"


def megabytes(size, nanoseconds):
    return f"{1000 * size / nanoseconds:,.0f} MB a second"


def row(what, figure, target, met):
    return (what, figure, target, "yes" if met else "**no**")


def table_of(known, missing, docs, start):
    slowest = max(start)
    rows = []
    for what, found in (("all facts known", known), ("a fifth of the facts missing", missing)):
        ratio = found["numpy"] / found["ours"]
        rows.append(row(f"facts to outcome, {what}: children", millions(found["ours"]), "15 million a second",
                        found["ours"] <= 1000 / 15))
        rows.append(row(f"the same against NumPy ({millions(found['numpy'])})", f"{ratio:.2f} times", "2 times",
                        ratio >= 2))
    for what, size, ns in (("trace", docs["traced"], docs["trace_ns"]),
                           ("trace, margins, what would change it", docs["all"], docs["all_ns"])):
        rows.append(row(f"determined and written as JSON, {what}",
                        f"{thousands(ns)}, {megabytes(size, ns)}", "200 thousand or 400 MB a second",
                        ns <= 5000 or size / ns >= 0.4))
    rows.append(row("`determine`, process start to output, the slowest example", f"{slowest:.2f} ms", "under 5 ms",
                    slowest < 5))
    rows.append(("case documents read", f"{thousands(docs['read_ns'])}, {megabytes(docs['read'], docs['read_ns'])}",
                 "", ""))
    rows.append(("simdjson alone on the same bytes",
                 f"{thousands(docs['raw_ns'])}, {megabytes(docs['read'], docs['raw_ns'])}",
                 f"the reader takes {docs['read_ns'] / docs['raw_ns']:.1f} times as long", ""))
    head = [("what", "measured", "promised", "met"), ("---", "---", "---", "---")]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in head + rows)


def page_of(table, build, known, missing, docs):
    def shares(found):
        return ", ".join(f"({letter}) {100 * part:.0f} %" for letter, part in zip("ABCDEF", found["share"]))

    return f"""# Benchmarks

`./dev bench` measures and writes this page. Last on {datetime.date.today().isoformat()}.

{table}

Machine: {processor()}, {os.cpu_count()} processors, {memory():.0f} GB, Linux {kernel()}; one thread does the
work of each figure.
Built with {first_line('gcc', '--version')}, {flags(build)}; Python {platform.python_version()},
NumPy {numpy.__version__}, simdjson {first_line('pkg-config', '--modversion', 'simdjson')},
{first_line('hyperfine', '--version')}. The C library's allocator asks for large pages (`glibc.malloc.hugetlb=1`), for
the arrays of NumPy as for those of C.

## What is measured

Every figure is the median of {ROUNDS} rounds, in processor time of the thread, so that other work on the machine is
left out as far as it can be. What is compared is measured in turns, round by round, in one run. `determine` is the
median of {STARTS} starts of each of the {docs['count']} examples by the clock, with hyperfine, without a shell.

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

**JSON.** The {docs['count']} documents of `examples/` in turn, read already: determined again in the same memory, and
written. A result has {docs['traced']:,.0f} bytes on average with the trace and {docs['all']:,.0f} with all parts.

**Reading.** The same documents, {docs['read']:,.0f} bytes on average, to checked facts; simdjson alone parses and
checks the JSON and stops there.
"""


def main():
    build, work = sys.argv[1], sys.argv[2]
    known = outcomes(build, work, 0)
    missing = outcomes(build, work, 2)
    docs = documents(build)
    table = table_of(known, missing, docs, starts(build, work))
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(page_of(table, build, known, missing, docs))
    print(table)
    print(f"\nWritten to {PAGE}.")


if __name__ == "__main__":
    main()
