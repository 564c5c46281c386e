"""Reads C sources as far as the tools need: functions, their contracts and their citations."""

import os
import re
from dataclasses import dataclass, field

LAYERS = ["base", "law", "determine", "facts", "casefile", "store", "batch", "cli"]
CITES = re.compile(r"/\*\s*Cites:\s*(.*?)\s*\*/", re.DOTALL)

_TOKEN = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
_NAME_BEFORE_ARGUMENTS = re.compile(r"(\w+)\s*\(")
_NO_FUNCTION = {"if", "for", "while", "switch", "return", "sizeof", "defined", "_Static_assert",
                "static_assert", "__attribute__", "extern"}


@dataclass
class Function:
    """A function that a file defines, or (body False) declares."""
    name: str
    path: str
    line: int
    last_line: int
    body: bool
    static: bool
    contract: bool
    cites: list = field(default_factory=list)

    @property
    def lines(self):
        return self.last_line - self.line + 1


def read(path):
    with open(path, encoding="utf-8") as source:
        return source.read()


def blank(text, keep_strings=False):
    """The text with comments (and strings) replaced by blanks: every offset and line stays."""
    def hide(match):
        token = match.group(0)
        if keep_strings and token[0] in "\"'":
            return token
        if token[0] in "\"'":
            return token[0] + " " * (len(token) - 2) + token[0]
        return re.sub(r"[^\n]", " ", token)
    return _TOKEN.sub(hide, text)


def code_only(text):
    """The text with comments, strings and directives (with their continued lines) blanked."""
    code = blank(text)
    return re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: re.sub(r"[^\n]", " ", m.group(0)),
                  code, flags=re.MULTILINE)


def _chunks(code):
    """(start, open brace or -1, end) of every top-level declaration or definition.
    A block `extern "C" { ... }` is no chunk; what it holds is at the top level."""
    start = depth = 0
    brace = -1
    for match in re.finditer(r"[{};]", code):
        at, mark = match.start(), match.group(0)
        if mark == "{":
            if depth == 0 and re.fullmatch(r'\s*extern\s*"[^"]*"\s*', code[start:at]):
                start = at + 1
                continue
            if depth == 0:
                brace = at
            depth += 1
        elif mark == "}" and depth == 0:
            start = at + 1
        elif mark == "}":
            depth -= 1
            if depth == 0 and ")" in code[start:brace] and "=" not in code[start:brace]:
                yield start, brace, at
                start, brace = at + 1, -1
        elif depth == 0:
            yield start, -1, at
            start, brace = at + 1, -1




def functions(path, text=None):
    """The functions that the file defines and declares, in order."""
    text = read(path) if text is None else text
    code = code_only(text)
    found = []
    for start, brace, end in _chunks(code):
        head = code[start:brace if brace >= 0 else end]
        code_start = start + len(head) - len(head.lstrip())
        if head.lstrip().startswith("typedef") or "=" in head:
            continue
        name = _NAME_BEFORE_ARGUMENTS.search(head)
        while name and name.group(1) in _NO_FUNCTION | {"MS_API"}:
            name = _NAME_BEFORE_ARGUMENTS.search(head, name.end())
        if not name or (brace >= 0 and not head.rstrip().endswith(")")):
            continue
        before = text[start:code_start]
        cites = [re.sub(r"\n\s*\*?", " ", group) for group in CITES.findall(before)]
        found.append(Function(
            name=name.group(1), path=path,
            line=text.count("\n", 0, code_start) + 1,
            last_line=text.count("\n", 0, end) + 1,
            body=brace >= 0,
            static=bool(re.match(r"\s*(?:static|inline)\b", head)),
            contract="/*@" in before or "//@" in before,
            cites=cites))
    return found


def definitions(path):
    return [function for function in functions(path) if function.body]


def public_headers(root="."):
    folder = os.path.join(root, "include", "medsupport")
    return sorted(os.path.join("include", "medsupport", name)
                  for name in os.listdir(folder) if name.endswith(".h"))


def layer_files(layer, endings=(".c", ".h", ".cc"), root="."):
    folder = os.path.join(root, layer)
    if not os.path.isdir(folder):
        return []
    return sorted(os.path.join(layer, name) for name in os.listdir(folder) if name.endswith(endings))
