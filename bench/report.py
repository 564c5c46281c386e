"""Runs the benchmarks of a build directory, prints their table and writes docs/benchmarks.md.

    python3 bench/report.py BUILD WORK

Every figure is the median of five rounds. What is compared is measured in turns within one run, in processor time of
one thread, so that neighbours on the machine weigh on both sides alike or on none.

A part of the page is a module measure_*.py: its measure(BUILD, WORK) returns a Part of turns.py.
"""

import datetime
import json
import os
import platform
import re
import sys
import textwrap

import measure_caseload
import measure_documents
import measure_outcomes
import measure_peers
import measure_store
from turns import ROUNDS, first_line

PARTS = (measure_outcomes, measure_peers, measure_documents, measure_caseload, measure_store)
PAGE = "docs/benchmarks.md"
WIDTH = 120


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


def table_of(parts):
    rows = [("what", "measured", "promised", "met"), ("---", "---", "---", "---")]
    rows += [row for part in parts for row in part.rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def fill(text):
    hanging = "  " if text.startswith("* ") else ""
    return textwrap.fill(" ".join(text.split()), WIDTH, subsequent_indent=hanging, break_on_hyphens=False)


def filled(text):
    """The text with its paragraphs and lists filled to the width; tables stay as they are."""
    blocks = re.split(r"\n\n+", text.strip())
    return "\n\n".join(block if block.startswith("|") else "\n".join(map(fill, re.split(r"\n(?=\* )", block)))
                       for block in blocks)


def page_of(table, build, parts):
    versions = ", ".join(part.versions for part in parts if part.versions)
    texts = "\n".join(part.text for part in parts)
    return filled(f"""
# Benchmarks

`./dev bench` measures and writes this page. Last on {datetime.date.today().isoformat()}.

{table}

Machine: {processor()}, {os.cpu_count()} processors, {memory():.0f} GB, Linux {kernel()}; one thread does the work of
each of our figures. Built with {first_line('gcc', '--version')}, {flags(build)}; Python {platform.python_version()},
{versions}. Except for whole caseloads, the C library's allocator asks for large pages (`glibc.malloc.hugetlb=1`), for all
sides of a comparison.

## What is measured

Every figure is the median of {ROUNDS} rounds, in processor time of the thread unless said, so that other work on the
machine is left out as far as it can be. What is compared is measured in turns, round by round, in one run.

{texts}""") + "\n"


def main():
    build, work = sys.argv[1], sys.argv[2]
    parts = [part.measure(build, work) for part in PARTS]
    table = table_of(parts)
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(page_of(table, build, parts))
    print(table)
    print(f"\nWritten to {PAGE}.")


if __name__ == "__main__":
    main()
