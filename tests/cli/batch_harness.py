"""Running medsupport batch, and what the tests of it have in common."""

import json
import os
import signal
import subprocess
import time

import harness
from harness import Case, case, environment, examples, read, run, scenario_documents

MEBIBYTE = 1 << 20


class Done:
    """What one run gave, in bytes where the bytes matter."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err.decode("utf-8", "replace")

    def results(self):
        return [json.loads(line) for line in self.out.splitlines()]


def heed_signals():
    """For a process: as of a terminal, whatever this one ignores."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def start(*arguments, **options):
    """A run that goes on."""
    options.setdefault("stdin", subprocess.DEVNULL)
    options.setdefault("preexec_fn", heed_signals)
    return subprocess.Popen([harness.program, "batch", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            env=environment(), **options)


def batch(*arguments, text=b"", **options):
    data = text.encode("utf-8") if isinstance(text, str) else text
    process = start(*arguments, stdin=subprocess.PIPE, **options)
    out, err = process.communicate(data, timeout=120)
    return Done(process.returncode, out, err)


def one_line(document):
    return json.dumps(json.loads(document), ensure_ascii=False)


def generated(count, *arguments):
    done = run("generate", "-n", str(count), *arguments)
    assert done.code == 0, done.err
    return done.out.encode()


def written_cases():
    """Every example and scenario, a line each."""
    documents = [read(path) for path in examples()] + [text for _, text in scenario_documents()]
    return "".join(one_line(text) + "\n" for text in documents).encode()


def caseload():
    """Cases of every kind, some without many facts."""
    return written_cases() + generated(150) + generated(150, "--seed", "2", "--missing", "20%")


def padded(length, case_id="padded"):
    """A case in so many bytes."""
    text = case(case_id=case_id)
    return (text[:-1] + " " * (length - len(text)) + "}").encode()


def large_case(number, plans=6):
    """A case with many children and plans, of which the trace is long."""
    def parent(who):
        return {"gross_income": {"amount": "4000", "per": "month"},
                "plans": [{"id": f"{who}{i}", "source": "union", "covers": [], "service_area": {"zips": ["65109"]},
                           "cost": {"per": "month", "self_only": "120.00", "family": "310.00"}} for i in range(plans)]}
    home = {"state": "MO", "county": "Cole", "zip": "65101"}
    text = case(case_id=f"large-{number}", children=[{"id": f"c{i}", "residence": home} for i in range(32)],
                parent_not_seeking=parent("n"), parent_seeking=parent("s"))
    return text.encode() + b"\n"


def longest_id(letter, number):
    return f"{letter}{number}-".ljust(64, "x")


def case_at_the_limits(unknown, kind, cost):
    """A modification with as much of everything as a case may have. unknown: what is not said of the plans."""
    children = [longest_id("c", i) for i in range(32)]

    def parent(letter):
        plans = [{"id": longest_id(letter, i), "source": "union", "holder": '"' * 200, "employer": "\\" * 200,
                  "covers": children[:i], "cost": {"per": "week", "self_only": "0.00", "family": cost},
                  "service_area": "unlimited"} for i in range(32)]
        return {"name": "\U0001f600" * 200, "gross_income": {"amount": "999999999.99", "per": "week"},
                "plans": [{name: value for name, value in plan.items() if name != unknown} for plan in plans]}
    home = {"state": "MO", "county": "\u00e9" * 100, "zip": "65101-1234"}
    orders = [{"children": children, "paragraph": "(5)(F)", "obligor": "parent_not_seeking",
               "obligation": "pay_percentage_of_reasonable_costs", "percentage": "100.00",
               "plans": [longest_id("n", i) for i in range(32)]} for _ in range(64)]
    return case(case_id=longest_id("K", 1), action="modify", notes="\x01" * 10000, current_obligations=orders,
                children=[{"id": child, "name": "\x01" * 200, "date_of_birth": "2000-01-01", "residence": home,
                           "public_coverage": {"program": "medicaid", "through": "other"}} for child in children],
                form_14={"calculated": True, "line_4_percent": "100.0"},
                parent_not_seeking=parent("n"), parent_seeking={**parent("s"), "kind": kind})


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


class BatchCase(Case):
    def file(self, name, data):
        path = self.path(name)
        with open(path, "wb") as file:
            file.write(data.encode("utf-8") if isinstance(data, str) else data)
        return path

    def left(self, *names):
        """That nothing is in the folder but these."""
        self.assertEqual(sorted(names), sorted(os.listdir(self.folder)))

    def refused(self, done, *parts):
        """Exit 2, nothing on standard output, every part in the message."""
        self.assertEqual((2, b""), (done.code, done.out), done.err)
        for part in parts:
            self.assertIn(part, done.err)

    def await_that(self, holds, what):
        deadline = time.monotonic() + 60
        while not holds():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.005)
