"""Case files: durable appends beside bare SQLite, import, fold, worklist, one case, redetermination; on PostgreSQL too."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from turns import Part, Program, ROUNDS, medians, millions, row

APPENDS = 1000
IMPORTED = 39_000  # cases; a million events and more
CASES = 300_000
SERVER_CASES = 30_000
EVENTS = 500  # of a long case
SEED = 7
MISSING = "0.05"
STALE_EACH = 4
LONG_AFTER = "2029-01-01"
HERE = os.path.dirname(os.path.abspath(__file__))
WITH_POSTGRES = os.path.join(HERE, "..", "tests", "store", "with_postgres.sh")


class Files:
    """The programs, and the files of the runs in the folder of the report."""

    def __init__(self, build, work):
        self.build = build
        self.program = os.path.join(build, "medsupport")
        self.folder = tempfile.mkdtemp(dir=work)
        self.cases = self.path("cases.ndjson")
        self.run("generate", "--cases", str(CASES), "--seed", str(SEED), "--missing", MISSING, "-o", self.cases)

    def path(self, name):
        return os.path.join(self.folder, name)

    def bench(self, name):
        return os.path.join(self.build, "bench", name)

    def seconds(self, *command, stdin=None):
        """The clock's seconds from start to exit. 3: the exit status of cases that need information."""
        start = time.perf_counter()
        done = subprocess.run(command, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if done.returncode not in (0, 3, 4):
            sys.exit(f"bench: {' '.join(command[:3])} failed: {done.stderr.decode()[:500]}")
        return time.perf_counter() - start

    def run(self, *arguments, stdin=None):
        return self.seconds(self.program, *arguments, stdin=stdin)

    def make(self, cases, each, export):
        """Writes the events of cases as an export; how many there are."""
        done = subprocess.run([self.bench("bench-casefiles"), "make", self.cases, export, str(cases), str(each)],
                              stdout=subprocess.PIPE, text=True, check=True)
        return int(done.stdout)

    def fill(self, location):
        """Imports every case, each with a determination that is stale; the clock's seconds."""
        with subprocess.Popen([self.bench("bench-casefiles"), "make", self.cases, "-", str(CASES), "1"],
                              stdout=subprocess.PIPE) as maker:
            self.run("db", "import", "-", "--db", location, stdin=maker.stdout)
            maker.stdout.close()
        if maker.returncode != 0:
            sys.exit("bench: bench-casefiles failed")

    def remove(self):
        shutil.rmtree(self.folder)


class Server:
    """A private PostgreSQL, as the tests have it."""

    def __init__(self):
        self.process = subprocess.Popen(["sh", WITH_POSTGRES, "sh", "-c", 'echo "$MEDSUPPORT_TEST_POSTGRES"; read -r _'],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            sys.exit("bench: PostgreSQL does not start")

    def new(self, name):
        """The address of an empty database."""
        base, rest = re.fullmatch(r"(postgresql:///)medsupport(\?.*)", self.address).groups()
        subprocess.run(["psql", "-q", self.address, "-c", f"CREATE DATABASE {name}"], check=True)
        return base + name + rest

    def close(self):
        self.process.communicate("\n")


def measured(program, *arguments):
    """The medians of a benchmark program's rounds, and what it says it has."""
    run = Program(program, *arguments)
    found = medians([run.measure() for _ in range(ROUNDS)])
    run.close()
    return found, int(run.has[0])


def append_rows(files, server):
    (ours, same, alone, there), _ = measured(files.bench("bench-store"), files.folder, str(APPENDS), server.new("appends"))
    return [
        row("durable appends of one event: events", per_second(1e9 / ours)),
        row("the same beside bare SQLite that inserts the same rows", f"{same / ours:.2f} of its speed",
            "0.7 of its speed", same / ours >= 0.7),
        row("the same beside bare SQLite that inserts the event's row alone", f"{alone / ours:.2f} of its speed"),
        row("the same on PostgreSQL: events", per_second(1e9 / there)),
    ]


def per_second(number):
    return f"{number:,.0f} a second"


def import_rows(files, server):
    export = files.path("import.ndjson")
    events = files.make(IMPORTED, STALE_EACH, export)
    databases = [files.path(f"import-{i}.db") for i in range(ROUNDS)]
    seconds = medians([[files.run("db", "import", export, "--db", database)] for database in databases])[0]
    there = files.run("db", "import", export, "--db", server.new("imports"))
    (fold,), _ = measured(files.bench("bench-casefiles"), "fold", export)
    size = os.path.getsize(export)
    for path in databases + [export]:
        os.remove(path)
    return [
        row(f"db import of {events:,} events, with all that is derived: events", per_second(events / seconds),
            "100,000 a second", events / seconds >= 100_000),
        row("the same into PostgreSQL, once: events", per_second(events / there)),
        row("fold of those events, one thread: events", f"{millions(fold)}, {size / events / fold * 1000:,.0f} MB a second",
            "2 million a second", fold <= 500),
    ]


def one_case_rows(files):
    export, database = files.path("long.ndjson"), files.path("long.db")
    subprocess.run([files.bench("bench-casefiles"), "long", files.cases, export, str(EVENTS)], stdout=subprocess.DEVNULL,
                   check=True)
    files.run("db", "import", export, "--db", database)
    (opened, whole), events = measured(files.bench("bench-casefiles"), "open", database, "G-7-000000000")
    return [
        row(f"a case of {events} events: read from the open database, folded", f"{opened / 1e6:.2f} ms", "under 2 ms",
            opened < 2e6),
        row("the same, the database opened and closed for it", f"{whole / 1e6:.2f} ms"),
    ]


def worklist(files, location):
    """The clock's seconds of the command: a worker's next thirty days, what is overdue on one day, everything."""
    arguments = (("--worker", "worker-7", "--within", "30"), ("--worker", "worker-7", "--overdue"), ())
    return medians([[files.run("worklist", "--on", "2027-03-01", "--db", location, *more) for more in arguments]
                    for _ in range(ROUNDS)])


def caseload_rows(files):
    database = files.path("caseload.db")
    files.fill(database)
    soon, overdue, everything = worklist(files, database)
    redetermined = files.run("case", "determine", "--stale", "--json", "--on", LONG_AFTER, "--db", database)
    again = files.run("case", "determine", "--stale", "--json", "--on", LONG_AFTER, "--db", database)
    return [
        row(f"worklist over {CASES:,} cases, a worker's next 30 days, from start to exit", f"{1000 * soon:.1f} ms",
            "under 50 ms", soon < 0.05),
        row("the same, what is overdue", f"{1000 * overdue:.1f} ms", "under 50 ms", overdue < 0.05),
        row("the same, every open task of all workers", f"{everything:.2f} s"),
        row(f"case determine --stale, {CASES:,} cases of which all are stale",
            f"{redetermined:,.0f} s, {per_second(CASES / redetermined)}"),
        row("the same when none is", f"{again:,.0f} s, {per_second(CASES / again)}"),
    ]


def server_rows(files, server):
    export, location = files.path("server.ndjson"), server.new("caseload")
    files.make(SERVER_CASES, 1, export)
    files.run("db", "import", export, "--db", location)
    soon, overdue, _ = worklist(files, location)
    redetermined = files.run("case", "determine", "--stale", "--json", "--on", LONG_AFTER, "--db", location)
    return [
        row(f"worklist on PostgreSQL over {SERVER_CASES:,} cases, next 30 days; overdue",
            f"{1000 * soon:.1f} ms; {1000 * overdue:.1f} ms"),
        row(f"case determine --stale on PostgreSQL, {SERVER_CASES:,} cases of which all are stale",
            f"{redetermined:,.0f} s, {per_second(SERVER_CASES / redetermined)}"),
    ]


TEXT = f"""
**Case files.** By the clock on the wall, on a disk, for what is durable waits for it; a figure that would take too long
is measured once. The cases are those of `medsupport generate` (seed {SEED}, {MISSING} of the facts missing), each
opened, determined, every fourth with a request to a parent, and with a plan that is offered later and makes its
determination stale: every {STALE_EACH}th for the import, every one for the redetermination.

* Appends: `bench-store` appends {APPENDS:,} events, one transaction each, with the list of cases and the worklist, in turns
with bare SQLite with the same pragmas.
* Import: `medsupport db import` of an export, from start to exit: every line checked and chained, the list of cases and
the worklist derived from all events, by as many threads as there are processors.
* Fold: the same events in memory, case by case, in processor time of one thread. One in 28 holds a whole determination.
* Worklist: `medsupport worklist` from start to exit. {CASES // 300:,} cases a worker.
* Redetermination: `medsupport case determine --stale`, 64 cases a transaction, each told of when it is durable.
* PostgreSQL: a private server on the same machine, by its socket, with its own settings for durability.
"""


def measure(build, work):
    files, server = Files(build, work), Server()
    rows = append_rows(files, server) + import_rows(files, server)
    rows += one_case_rows(files) + caseload_rows(files) + server_rows(files, server)
    server.close()
    files.remove()
    return Part(rows, TEXT, "")
