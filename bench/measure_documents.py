"""Documents to determinations as JSON, the reader beside simdjson, and the command from start to output."""

import glob
import json
import os
import subprocess

from turns import Part, Program, ROUNDS, first_line, medians, megabytes, row, thousands

STARTS = 100
EXAMPLES = sorted(glob.glob("examples/*.json"))


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


def rows_of(docs, start):
    rows = []
    for what, size, ns in (("trace", docs["traced"], docs["trace_ns"]),
                           ("trace, margins, what would change it", docs["all"], docs["all_ns"])):
        rows.append(row(f"determined and written as JSON, {what}",
                        f"{thousands(ns)}, {megabytes(size, ns)}", "200 thousand or 400 MB a second",
                        ns <= 5000 or size / ns >= 0.4))
    rows.append(row("`determine`, process start to output, the slowest example", f"{max(start):.2f} ms", "under 5 ms",
                    max(start) < 5))
    rows.append(row("case documents read", f"{thousands(docs['read_ns'])}, {megabytes(docs['read'], docs['read_ns'])}"))
    rows.append(row("simdjson alone on the same bytes",
                    f"{thousands(docs['raw_ns'])}, {megabytes(docs['read'], docs['raw_ns'])}",
                    f"the reader takes {docs['read_ns'] / docs['raw_ns']:.1f} times as long"))
    return rows


def text_of(docs):
    return f"""
**JSON.** The {docs['count']} documents of `examples/` in turn, read already: determined again in the same memory, and
written. A result has {docs['traced']:,.0f} bytes on average with the trace and {docs['all']:,.0f} with all
parts.

**Starts.** `determine` is the median of {STARTS} starts of each of these documents by the clock, with hyperfine,
without a shell.

**Reading.** The same documents, {docs['read']:,.0f} bytes on average, to checked facts; simdjson alone parses and
checks the JSON and stops there.
"""


def measure(build, work):
    docs = documents(build)
    simdjson = first_line("pkg-config", "--modversion", "simdjson")
    return Part(rows_of(docs, starts(build, work)), text_of(docs),
                f"simdjson {simdjson}, {first_line('hyperfine', '--version')}")
