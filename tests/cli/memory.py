#!/usr/bin/env python3
"""How much memory medsupport batch takes at most: memory.py PROGRAM. The last line is `N passed, N failed`.

The program is one without sanitizers, which take memory of their own.
"""

import fcntl
import json
import os
import re
import struct
import subprocess
import sys
import termios
import time
import unittest

import harness
from batch_harness import MEBIBYTE, generated, large_case, padded

MOST = 64 * 1024 # kilobytes, for two threads
FACE = "\U0001f600" # four bytes


def most_memory(pieces, *arguments):
    """The most memory, in kilobytes, that a run has taken when all pieces of input are done."""
    with subprocess.Popen([harness.program, "batch", "-q", "-o", "/dev/null", "--rejects", "/dev/null", *arguments],
                          stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        for piece in pieces:
            process.stdin.write(piece)
        process.stdin.flush()
        while waiting_bytes(process.stdin) > 0:
            time.sleep(0.01)
        time.sleep(0.5)
        # What wait4 tells counts this process as well, as it was when it started the other.
        most = int(re.search(r"^VmHWM:\s+(\d+) kB$", harness.read(f"/proc/{process.pid}/status"), re.MULTILINE)[1])
        process.stdin.close()
    assert process.returncode in (0, 1), process.returncode
    return most


def waiting_bytes(pipe):
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"    "))[0]


def told_at_length():
    """A case of almost 1 MiB: every step of its trace tells facts with long words about where they came from."""
    document = json.loads(large_case(0, plans=32))
    words = {"source": FACE * 500, "received": "2026-10-01", "evidence": FACE * 500}
    document["provenance"] = {"/parent_not_seeking/gross_income": words, "/parent_seeking/gross_income": words}
    for i in range(32):
        document["provenance"][f"/children/{i}/residence"] = words
        for parent in ("parent_not_seeking", "parent_seeking"):
            document["provenance"][f"/{parent}/plans/{i}/cost"] = words
            document["provenance"][f"/{parent}/plans/{i}/service_area"] = words
    text = json.dumps(document, ensure_ascii=False).encode() + b"\n"
    assert 600000 < len(text) <= MEBIBYTE
    return text


def at_the_limits():
    """Documents as large as can be, good and bad."""
    numbers = b'{"notes":[' + b"1," * 524200 + b"1]}\n"
    return [padded(MEBIBYTE) + b"\n", told_at_length(), numbers, large_case(1, plans=32), b"\x01" * MEBIBYTE + b"\n",
            b"\xff" * (3 * MEBIBYTE) + b"\n", told_at_length(), numbers, generated(3000, "--missing", "20%")]


class Memory(unittest.TestCase):
    def test_it_does_not_grow(self):
        for arguments in ([], ["--csv"], ["--trace"]):
            piece = generated(2000) + b"no case\n"
            few, many = (most_memory([piece] * count, "-j", "2", *arguments) for count in (5, 150))
            print(f"{' '.join(arguments) or 'json':8} 10,000 cases: {few:6} KiB, 300,000 cases: {many:6} KiB")
            self.assertLess(many, few + 3 * 1024)
            self.assertLess(many, MOST / 2)

    def test_documents_at_the_limits(self):
        for arguments in ([], ["--csv"], ["--trace"]):
            most = most_memory(at_the_limits() * 3, "-j", "2", *arguments)
            print(f"{' '.join(arguments) or 'json':8} at the limits: {most:6} KiB")
            self.assertLess(most, MOST)


if __name__ == "__main__":
    harness.program = os.path.abspath(sys.argv.pop(1))
    os.environ.pop("MALLOC_PERTURB_", None) # writes to all memory that is only reserved
    result = unittest.main(exit=False).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
