"""Whole caseloads: batch from NDJSON and from tables on one and two threads, and simdjson alone on the same file."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from turns import Part, Program, ROUNDS, medians, megabytes, millions, row, thousands

CASES = 200_000
SEED = 7
MISSING = "0.2"
MEMORY_CASES = (10_000, 10_000_000)


class Run:
    """One run of a command: what it took."""

    def __init__(self, *command):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.clock = time.perf_counter() - start
        self.processor = usage.ru_utime + usage.ru_stime
        if status != 0:
            sys.exit(f"bench: {' '.join(command[:2])} failed")


class Caseload:
    """The files of the runs, in memory where the system has a place for that, so that no disk is measured."""

    def __init__(self, build, work):
        shared = "/dev/shm"
        self.folder = tempfile.mkdtemp(dir=shared if os.path.isdir(shared) else work)
        self.program = os.path.join(build, "medsupport")
        self.known = self.path("known.ndjson")
        self.missing = self.path("missing.ndjson")
        self.tables = self.path("tables")
        self.generate(self.known, CASES)
        self.generate(self.missing, CASES, MISSING)
        Run(self.program, "convert", "-q", f"--to-tables={self.tables}", self.known)

    def path(self, name):
        return os.path.join(self.folder, name)

    def generate(self, path, cases, missing="0"):
        Run(self.program, "generate", "--cases", str(cases), "--seed", str(SEED), "--missing", missing, "-o", path)

    def batch(self, *arguments):
        self.remove_results()
        return Run(self.program, "batch", "-q", "-o", self.path("results"), *arguments)

    def remove_results(self):
        """The results of earlier runs, so that giving their memory back is no part of a run."""
        for name in os.listdir(self.folder):
            if name.startswith("results"):
                os.remove(self.path(name))

    def remove(self):
        shutil.rmtree(self.folder)


def two_processes(load):
    """The clock's seconds of two independent runs of one thread at once."""
    load.remove_results()
    start = time.perf_counter()
    command = [load.program, "batch", "-q", "-j1", load.known, "-o"]
    runs = [subprocess.Popen(command + [load.path(f"results-{i}")]) for i in range(2)]
    if any([run.wait() for run in runs]):
        sys.exit("bench: batch failed")
    return time.perf_counter() - start


def one_round(load, raw):
    """Seconds: of the processor for what one thread does, of the clock for two threads."""
    one = load.batch("-j1", load.known)
    return (raw.measure()[0] * CASES / 1e9,
            one.processor,
            load.batch("-j1", load.missing).processor,
            load.batch("-j1", "--trace", load.known).processor,
            load.batch("-j1", "--csv", "--tables", load.tables).processor,
            one.clock,
            load.batch("-j2", load.known).clock,
            two_processes(load))


def most_kilobytes(process):
    """The most memory that a process has taken, looked at until it ends: what the system tells afterwards counts this
    process as well, as it was when it started the other."""
    most = 0
    while process.poll() is None:
        with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
            found = re.search(r"^VmHWM:\s+(\d+) kB$", status.read(), re.MULTILINE)
        most = max(most, int(found.group(1)) if found else 0)
        time.sleep(0.002)
    return most


def memory_of(load):
    """The most kilobytes that two threads take, for each number of cases, which come through a pipe."""
    kilobytes = []
    for cases in MEMORY_CASES:
        generate = [load.program, "generate", "--cases", str(cases), "--seed", str(SEED), "--missing", MISSING]
        with subprocess.Popen(generate, stdout=subprocess.PIPE) as source, \
             subprocess.Popen([load.program, "batch", "-q", "-j2", "-"], stdin=source.stdout,
                              stdout=subprocess.DEVNULL) as process:
            source.stdout.close()
            kilobytes.append(most_kilobytes(process))
        if source.returncode or process.returncode:
            sys.exit(f"bench: batch of {cases} cases failed")
    return kilobytes


def children_of(load):
    with open(os.path.join(load.tables, "children.csv"), encoding="utf-8") as file:
        return sum(1 for _ in file) - 1


def rows_of(seconds, size, children, traced, kilobytes):
    raw, known, missing, trace, tables, one, two, processes = seconds
    per_case = 1e9 / CASES

    def path(of):
        return f"{thousands(of * per_case)}, {megabytes(size / CASES, of * per_case)}"

    return [
        row("NDJSON to determinations, one thread: cases", path(known)),
        row("the same beside simdjson alone, both reading the file", f"{raw / known:.2f} of its speed",
            "0.5 of its speed", raw / known >= 0.5),
        row("simdjson alone on that file: documents", path(raw)),
        row("the same on two threads, by the clock", f"{one / two:.2f} times one thread, {processes / 2 / two:.2f} of two processes",
            "1.8 times, or 0.9 of two processes", one / two >= 1.8 or processes / 2 / two >= 0.9),
        row("NDJSON to determinations, a fifth of the facts missing: cases", path(missing)),
        row("NDJSON to determinations with the trace: cases", f"{thousands(trace * per_case)}, "
            f"{megabytes(traced / CASES, trace * per_case)} written", "250 thousand or 500 MB a second",
            CASES / trace >= 250_000 or traced / trace >= 500e6),
        row("tables to CSV: children", f"{millions(tables * 1e9 / children)}, {known / tables:.2f} times the NDJSON path",
            "3 million a second, or 2 times", children / tables >= 3e6 or known / tables >= 2),
        row("the most memory of two threads", f"{kilobytes[0] / 1024:.1f} MiB for {MEMORY_CASES[0]:,} cases, "
            f"{kilobytes[1] / 1024:.1f} MiB for {MEMORY_CASES[1]:,}", "under 64 MiB", max(kilobytes) < 64 * 1024),
    ]


def text_of(size):
    return f"""
**Whole caseloads.** `medsupport generate` writes {CASES:,} cases (seed {SEED}, {size / CASES:,.0f} bytes on average);
`medsupport batch` reads them and writes a file of determinations, both in memory (`/dev/shm`), so that no disk is
measured; results of earlier runs are removed before. One thread is measured in processor time, the system's included;
two threads by the clock, beside one thread
and beside two processes at once, which shows how much the processors have to give. simdjson reads and parses the same
file on one thread (`load_many`, without the thread in which it would look ahead) and does nothing with it. Neither side
asks for large pages: batch would not gain by them, while simdjson, which reads the whole file into memory at once,
would take a third less time. The tables are the same cases,
made by `medsupport convert`. Memory is measured with two in ten of the facts missing, the cases coming through a pipe
from `medsupport generate`.

**Simulation.** `bench-simulate` reads the same caseloads into memory, then determines every child under every setting
of a grid and counts outcomes and movers; processor time, on one thread, after loading. Settings that differ only in
readings that cannot bear on a child, or in percentages between which none of its plans' tests turns, share one
determination; that is why more settings cost less each.
"""


# What is varied, and of how many settings that is the product.
GRIDS = (("nothing", ()), ("the ceiling, 15 values", ("percent=3..10:0.5",)),
         ("the ceiling and three readings, 180 settings",
          ("percent=3..10:0.5", "reading:unwilling-coverage", "reading:non-employer-cost", "reading:custodian")))


def simulate(build, load):
    """Nanoseconds a child and setting, for each grid: all facts known, a fifth missing."""
    found = []
    for _, varied in GRIDS:
        programs = [Program(os.path.join(build, "bench", "bench-simulate"), path, *varied)
                    for path in (load.known, load.missing)]
        found.append(medians([[program.measure()[0] for program in programs] for _ in range(ROUNDS)]))
        for program in programs:
            program.close()
    return found


def simulated_rows(found):
    rows = []
    for (what, varied), (known, missing) in zip(GRIDS, found):
        promised = ("20 million a second", known <= 50) if varied else ()
        rows.append(row(f"simulate, varied: {what}; children and settings", f"{millions(known)}, a fifth of the facts "
                        f"missing {millions(missing)}", *promised))
    return rows


def measure(build, work):
    large_pages = os.environ.pop("GLIBC_TUNABLES", None)  # batch has no use for them, so simdjson gets none either
    part = measure_all(build, work)
    if large_pages is not None:
        os.environ["GLIBC_TUNABLES"] = large_pages
    return part


def measure_all(build, work):
    load = Caseload(build, work)
    raw = Program(os.path.join(build, "bench", "bench-caseload-raw"), load.known)
    size = os.path.getsize(load.known)
    load.batch("--trace", load.known)
    traced = os.path.getsize(load.path("results"))
    seconds = medians([one_round(load, raw) for _ in range(ROUNDS)])
    raw.close()
    rows = rows_of(seconds, size, children_of(load), traced, memory_of(load)) + simulated_rows(simulate(build, load))
    load.remove()
    return Part(rows, text_of(size), "")
