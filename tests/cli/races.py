#!/usr/bin/env python3
"""Commands with several threads, of a program built with ThreadSanitizer: races.py PROGRAM.

The sanitizer ends the program with a status of its own where two threads meet without a lock. The last line is
`N passed, N failed`.
"""

import os
import pty
import signal
import subprocess
import sys
import unittest

import harness
from batch_harness import BatchCase, batch, bytes_of, generated, large_case, start


def cases(count):
    """Cases of which a fifth lack facts, a few are large, and some are none."""
    large = b"".join(large_case(number) for number in range(3))
    return (generated(count * 4 // 5) + b"{\n" * 3 + large + generated(count // 5, "--seed", "2", "--missing", "20%")
            + b"[]\n")


class Races(BatchCase):
    def expect(self, code, done):
        self.assertNotIn("ThreadSanitizer", done.err)
        self.assertEqual(code, done.code, done.err)

    def test_it_is_built_so(self):
        with open(harness.program, "rb") as program:
            self.assertTrue(b"__tsan_init" in program.read(), "the program is built without ThreadSanitizer")

    def test_a_caseload(self):
        source = self.file("cases", cases(20000))
        self.expect(1, batch("-j", "4", "-o", self.path("results"), "--rejects", self.path("rejects"), source))
        self.assertEqual(20003, bytes_of(self.path("results")).count(b"\n"))
        self.assertEqual(4, bytes_of(self.path("rejects")).count(b"\n"))
        self.expect(1, batch("-j", "4", "--csv", text=cases(3000)))

    def test_long_traces(self):
        text = b"".join(large_case(number) + b"{\n" for number in range(8)) + generated(500)
        self.expect(1, batch("-j", "4", "--trace", text=text))

    def test_given_up(self):
        self.expect(2, batch("-j", "4", "--max-rejects", "2", text=cases(2000)))
        self.expect(2, batch("-j", "4", "-o", self.path("results"), self.file("cases", cases(2000)), self.folder))

    def test_interrupted_and_gone_on_with(self):
        source, results = self.file("cases", cases(3000)), self.path("results")
        arguments = ["-j", "4", "-o", results, source, "-"]
        process = start(*arguments, stdin=subprocess.PIPE)
        self.await_that(lambda: os.path.exists(results + ".part-state"), "no state is saved")
        process.send_signal(signal.SIGINT)
        message = process.stderr.read().decode()
        self.assertEqual(130, process.wait(timeout=60), message)
        self.assertNotIn("ThreadSanitizer", message)
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
        self.expect(1, batch(*arguments, "--resume"))
        self.assertEqual(3003, bytes_of(results).count(b"\n"))

    def test_progress_on_a_terminal(self):
        terminal, end = pty.openpty()
        source = self.file("cases", cases(3000))
        with subprocess.Popen([harness.program, "batch", "-j", "4", source], stdin=subprocess.DEVNULL, stderr=end,
                              stdout=subprocess.DEVNULL, env=harness.environment()) as process:
            os.close(end)
            said = b""
            try:
                while piece := os.read(terminal, 65536):
                    said += piece
            except OSError: # the other end is closed
                pass
        os.close(terminal)
        self.assertEqual(1, process.returncode)
        self.assertNotIn(b"ThreadSanitizer", said)
        self.assertIn(b" %, ", said)

    def test_simulate(self):
        source = self.file("cases", cases(3000))
        done = harness.run("simulate", "-j", "4", "--vary", "percent=3..8", "--csv", source)
        self.assertNotIn("ThreadSanitizer", done.err)
        self.assertEqual(1, done.code, done.err)

    def test_rebuild(self):
        environment = harness.environment(MEDSUPPORT_DB=self.path("cases.db"))
        opened = harness.run("case", "open", self.file("cases", generated(300)), env=environment)
        self.assertNotIn("ThreadSanitizer", opened.err)
        done = harness.run("db", "rebuild", env=environment)
        self.expect(0, done)


if __name__ == "__main__":
    harness.program = os.path.abspath(sys.argv.pop(1))
    os.environ["TSAN_OPTIONS"] = "exitcode=66"
    result = unittest.main(exit=False).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
