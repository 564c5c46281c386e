#!/usr/bin/env python3
"""House rules that no compiler checks: layers, words, length of functions, whole numbers."""

import os
import re
import sys

import csource

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LONGEST = 60
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+[<"]([^>"]+)[>"]', re.MULTILINE)
FLOATING = re.compile(r"\b(?:float|double)\b")
# Put together so that this file does not hold the words itself.
BANNED = {
    "a path of one machine": re.compile(r"(?<![\w}])/" + r"(?:work|root|tmp)\b(?!-)"),
    "an unfinished mark": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b"),
    "QMCSO misspelt": re.compile("QMS" + "CO"),
}
BUILT = re.compile(r"^(?:\.git|build.*|__pycache__|node_modules)$")
# The layer of each public header.
PUBLIC = {
    "api": "base", "date": "base", "money": "base", "status": "base", "truth": "base",
    "facts": "law", "form14": "law", "parameters": "law", "qualification": "law",
    "readings": "law", "rule": "law",
    "apportionment": "law", "duration": "law", "withholding": "law",
    "determine": "determine",
    "case": "facts", "determination": "facts", "medsupport": "facts",
}


def tree():
    """Every file of the tree but what is built."""
    found = []
    for folder, folders, names in os.walk("."):
        folders[:] = [name for name in folders if not BUILT.match(name)]
        found += [os.path.relpath(os.path.join(folder, name)) for name in names]
    return sorted(found)


def rank_of(path):
    """The layer of a file or of what an #include names; None when it has none."""
    folder, _, name = path.removeprefix("include/").partition("/")
    if folder == "medsupport":
        folder = PUBLIC.get(name.removesuffix(".h"), "?")
    return csource.LAYERS.index(folder) if folder in csource.LAYERS else None


def includes_of(path):
    text = csource.read(path)
    for match in INCLUDE.finditer(csource.blank(text, keep_strings=True)):
        yield text.count("\n", 0, match.start()) + 1, match.group(1)


def layers(path):
    """An #include points to the same layer or below; a public header shows nothing of the inside."""
    public = path.startswith("include/medsupport/")
    rank = rank_of(path)
    if public and rank is None:
        yield f"{path}: give this header its layer in tools/tidy.py"
    if rank is None:
        return
    for line, target in includes_of(path):
        target_rank = rank_of(target)
        inside = target.split("/", maxsplit=1)[0] in csource.LAYERS
        if public and inside:
            yield f"{path}:{line}: a public header includes the inside, {target}"
        elif target_rank is not None and target_rank > rank:
            yield f"{path}:{line}: {csource.LAYERS[rank]} includes {target} of {csource.LAYERS[target_rank]}, above it"


def whole_numbers(path):
    """Money and percentages are whole numbers in law/ and base/."""
    if not path.startswith(("law/", "base/")):
        return
    code = csource.blank(csource.read(path))
    for match in FLOATING.finditer(code):
        yield f"{path}:{code.count(chr(10), 0, match.start()) + 1}: floating point"


def lengths(path):
    for function in csource.definitions(path):
        if function.lines > LONGEST:
            yield f"{path}:{function.line}: {function.name} has {function.lines} lines, more than {LONGEST}"


def words(path, text):
    for what, pattern in BANNED.items():
        for match in pattern.finditer(text):
            yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {what}: {match.group(0)}"


def blanks(path, text):
    """Spaces at a line's end and a missing last line break."""
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip() and not path.endswith(".md"):
            yield f"{path}:{number}: blanks at the end of the line"
    if text and not text.endswith("\n"):
        yield f"{path}: no line break at the end"


def problems_of(path):
    try:
        text = csource.read(path)
    except UnicodeDecodeError:
        return  # a picture or a fuzzing seed
    yield from words(path, text)
    if not path.startswith("tests/fuzz/corpus/"):
        yield from blanks(path, text)
    if path.endswith((".c", ".h", ".cc")):
        yield from layers(path)
        yield from whole_numbers(path)
        yield from lengths(path)


def main():
    os.chdir(ROOT)
    found = [problem for path in tree() for problem in problems_of(path)]
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
