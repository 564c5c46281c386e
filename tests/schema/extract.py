#!/usr/bin/env python3
"""Pulls the case documents out of scenarios.

    extract.py DIRECTORY SCENARIO.md...

Writes DIRECTORY/NAME.json for each NAME.md: the text of its one ```json block,
byte for byte. Fails when a scenario holds no such block, or more than one, or
one whose case_id is not the scenario's name.
"""

import json
import pathlib
import re
import sys

BLOCK = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def document_of(path):
    """The JSON text of a scenario; raises ValueError where it has not exactly one."""
    blocks = BLOCK.findall(path.read_text(encoding="utf-8"))
    if len(blocks) != 1:
        raise ValueError(f"{len(blocks)} json blocks, expected one")
    if json.loads(blocks[0]).get("case_id") != path.stem:
        raise ValueError("case_id is not the name of the file")
    return blocks[0]


def main(arguments):
    if len(arguments) < 2:
        print("usage: extract.py DIRECTORY SCENARIO.md...", file=sys.stderr)
        return 2
    directory = pathlib.Path(arguments[0])
    directory.mkdir(parents=True, exist_ok=True)
    failed = 0
    for path in map(pathlib.Path, arguments[1:]):
        try:
            text = document_of(path)
        except ValueError as problem:
            print(f"{path}: {problem}", file=sys.stderr)
            failed += 1
            continue
        (directory / f"{path.stem}.json").write_text(text, encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
