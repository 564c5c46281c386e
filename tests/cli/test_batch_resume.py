"""medsupport batch --resume: runs that end before their time, and those that go on; no case is lost or done twice."""

import json
import os
import random
import shutil
import signal
import subprocess
import time

from batch_harness import MEBIBYTE, BatchCase, Done, batch, bytes_of, caseload, generated, large_case, padded, start
from harness import case, run


class Resume(BatchCase):
    """Runs that end before their time."""

    def setUp(self):
        super().setUp()
        self.results, self.rejects = self.path("results"), self.path("rejects")
        self.part, self.state = self.results + ".part", self.results + ".part-state"
        self.text = b"".join(line + b"\n" + (b"no case\n" if number % 50 == 0 else b"")
                             for number, line in enumerate(caseload().splitlines()))

    def arguments(self, *more):
        return ["-j", "2", "-o", self.results, "--rejects", self.rejects, *more]

    def expect_whole(self, done, text, *options):
        """That all is as a run gives it that nobody stopped."""
        whole = batch("--rejects", self.path("all"), *options, text=text)
        kept = bytes_of(self.path("all"))
        os.unlink(self.path("all"))
        self.assertEqual(whole.code, done.code, done.err)
        self.assertEqual(whole.out, bytes_of(self.results))
        self.assertEqual(kept.count(b"\n"), bytes_of(self.rejects).count(b"\n"))
        self.assertEqual(self.outside(kept), self.outside(bytes_of(self.rejects)))
        self.assertEqual(whole.err.split("\nIn ")[0], done.err.split("\nIn ")[0])
        self.assertFalse(os.path.exists(self.part) or os.path.exists(self.state))
        self.assertEqual([], [name for name in os.listdir(self.folder) if ".part" in name])

    @staticmethod
    def outside(rejects):
        """Rejects without the name of the file, which differs where one run reads a pipe."""
        return [{**json.loads(line), "source": ""} for line in rejects.splitlines()]

    def interrupted(self, *arguments, length=None, text=None):
        """A run over a pipe that was fed so many bytes, and then interrupted as Ctrl-C does."""
        text = self.text if text is None else text
        length = len(text) // 2 if length is None else length
        process = start(*self.arguments(*arguments), stdin=subprocess.PIPE)
        self.addCleanup(process.kill)
        process.stdin.write(text[:length])
        process.stdin.flush()
        self.await_that(lambda: os.path.exists(self.state), "no state is saved")
        process.send_signal(signal.SIGINT)
        message = process.stderr.read().decode() # the input is still open: a run that waits for it has to end as well
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(130, process.wait(timeout=60), message)
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        self.assertFalse(os.path.exists(self.results) or os.path.exists(self.rejects))
        self.assertTrue(os.path.exists(self.part) and os.path.exists(self.state))
        return message

    def test_interrupted(self):
        self.assertRegex(self.interrupted(), r"stopped after \d+ cases; the same command with --resume goes on")
        self.expect_whole(batch(*self.arguments("--resume"), text=self.text), self.text)

    def test_interrupted_in_every_form(self):
        for options in (["--csv"], ["--trace"], ["--csv", "-r", "custodian=as-parent", "--as-of", "2027-01-01"]):
            self.interrupted(*options)
            self.expect_whole(batch(*self.arguments("--resume", *options), text=self.text), self.text, *options)
            os.unlink(self.results)
            os.unlink(self.rejects)

    def test_interrupted_in_a_long_line(self):
        text = self.text + padded(3 * MEBIBYTE) + b"\n" + self.text
        self.interrupted(text=text, length=len(self.text) + 2 * MEBIBYTE)
        self.expect_whole(batch(*self.arguments("--resume"), text=text), text)

    def test_behind_a_long_line(self):
        text = self.text + padded(3 * MEBIBYTE) + b"\n"
        more = text + self.text
        self.interrupted(text=more, length=len(text) + 1)
        self.await_that(lambda: True, "")
        self.expect_whole(batch(*self.arguments("--resume"), text=more), more)

    def test_by_another_signal(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            process = start(*self.arguments("--resume"), stdin=subprocess.PIPE)
            self.addCleanup(process.kill)
            process.stdin.write(self.text[:len(self.text) // 2])
            process.stdin.flush()
            self.await_that(lambda: os.path.exists(self.state), "no state is saved")
            process.send_signal(number)
            self.assertEqual(130, process.wait(timeout=60))
            for stream in (process.stdin, process.stdout, process.stderr):
                stream.close()
            self.expect_whole(batch(*self.arguments("--resume"), text=self.text), self.text)

    def test_to_standard_output(self):
        process = start("-j", "2", stdin=subprocess.PIPE)
        process.stdin.write(case().encode() + b"\n")
        process.stdin.flush()
        self.assertTrue(process.stdout.readline().startswith(b"{"))
        process.send_signal(signal.SIGINT)
        message = process.stderr.read().decode()
        self.assertEqual(130, process.wait(timeout=60))
        self.assertEqual("medsupport: stopped after 1 case\n", message)
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()

    def test_before_anything_is_done(self):
        process = start(*self.arguments(), stdin=subprocess.PIPE)
        self.await_that(lambda: os.path.exists(self.part), "nothing is opened")
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        process.stderr.read()
        self.assertEqual(130, process.wait(timeout=60))
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
        self.left()

    def test_nothing_to_go_on_with(self):
        self.expect_whole(batch(*self.arguments("--resume"), text=self.text), self.text)

    def test_killed_fifty_times(self):
        """The input comes slowly through a pipe, and the run is killed at any time."""
        chance = random.Random(29)
        kills = resumed = fed_before = 0
        while kills < 50:
            resumed += os.path.exists(self.state)
            process = start(*self.arguments("--resume"), stdin=subprocess.PIPE)
            fed = self.feed_and_kill(process, fed_before + chance.randrange(2 * len(self.text) // 50),
                                     chance.choice((0.0, 0.05, 0.2, 0.3)) * chance.random(), chance)
            fed_before = min(max(fed_before, fed), len(self.text) - 1)
            kills += 1
            self.assertFalse(os.path.exists(self.results) or os.path.exists(self.rejects))
        self.assertGreater(resumed, 10)
        self.expect_whole(batch(*self.arguments("--resume"), text=self.text), self.text)

    def feed_and_kill(self, process, length, pause, chance):
        """Feeds so many bytes and no more, waits, and kills. How many bytes."""
        length = min(length, len(self.text) - 1)
        os.set_blocking(process.stdin.fileno(), False)
        at, end = 0, time.monotonic() + 0.21 + pause
        while time.monotonic() < end:
            try:
                size = min(chance.choice((1, 100, 20000)), length - at)
                at += os.write(process.stdin.fileno(), self.text[at:at + size]) if size > 0 else 0
            except BlockingIOError:
                pass
            time.sleep(0.0005)
        process.kill()
        process.wait(timeout=60)
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
        return at

    def test_killed_while_it_works(self):
        """A file that takes a while: whatever the moment, no case is lost or done twice."""
        self.kill_at_work(generated(6000, "--missing", "30%") + b"{\n", 6000)

    def test_killed_in_long_traces(self):
        """Traces that are written before the work in hand is done."""
        some = generated(1000, "--missing", "20%")
        large = b"".join(large_case(number) for number in range(12))
        self.kill_at_work(some + large + b"{\n" + some + large, 2024, "--trace")

    def test_killed_over_tables(self):
        folder = self.tables(generated(6000, "--missing", "30%"))
        for table in ("children.csv", "plans.csv"):
            with open(os.path.join(folder, table), "a", encoding="utf-8") as file:
                file.write("stray\r\n" * 3) # rows of no case
        self.kill(6000, "--tables", folder)

    def tables(self, text):
        folder = self.path("tables")
        done = run("convert", "--to-tables", folder, text=text)
        self.assertEqual(0, done.code, done.err)
        return folder

    def kill_at_work(self, text, count, *options):
        self.kill(count, self.file("cases", text), *options)

    def kill(self, count, *options):
        began = time.monotonic()
        batch(*self.arguments(*options))
        whole = bytes_of(self.results), bytes_of(self.rejects)
        took = time.monotonic() - began
        os.unlink(self.results)
        os.unlink(self.rejects)
        chance = random.Random(31)
        resumed = 0
        for number in range(10):
            resumed += os.path.exists(self.state)
            wanted = os.stat(self.state).st_ino if os.path.exists(self.state) else 0
            process = start(*self.arguments("--resume", *options))
            # Every other time after a point was saved, so that there is one to go on from.
            end = time.monotonic() + took * chance.random()
            while process.poll() is None and (self.has_state(wanted) if number % 2 else time.monotonic() < end):
                time.sleep(0.002)
            process.kill()
            process.wait(timeout=60)
            process.stdout.close()
            process.stderr.close()
        self.assertTrue(resumed > 0 or took < 1, "nothing was gone on with")
        done = batch(*self.arguments("--resume", *options))
        self.assertEqual(1, done.code, done.err)
        self.assertTrue(whole == (bytes_of(self.results), bytes_of(self.rejects)))
        self.assertTrue(done.err.startswith(f"{count:,} cases, "), done.err)

    def has_state(self, number):
        """Whether the state is still that file, or none."""
        try:
            return os.stat(self.state).st_ino == number
        except FileNotFoundError:
            return number == 0

    # ---- what is refused ----

    def test_without_the_option(self):
        self.interrupted()
        before = bytes_of(self.part), bytes_of(self.state)
        self.refused(batch(*self.arguments(), text=self.text), "give --resume", f"remove {self.state}")
        self.assertEqual(before, (bytes_of(self.part), bytes_of(self.state)))
        os.unlink(self.state)
        self.expect_whole(batch(*self.arguments(), text=self.text), self.text)

    def refused_to_go_on(self, *parts, text=None, arguments=None):
        """Refused with a remedy that works."""
        before = bytes_of(self.state)
        done = batch(*(arguments or self.arguments("--resume")), text=self.text if text is None else text)
        self.refused(done, *parts, "to begin anew")
        self.assertEqual(before, bytes_of(self.state))
        self.assertFalse(os.path.exists(self.results))

    def test_another_input(self):
        self.interrupted()
        self.refused_to_go_on("the input is not what it was", text=b"\n" + self.text)
        self.refused_to_go_on("the input is not what it was", text=self.text[:1000])
        self.expect_whole(batch(*self.arguments("--resume"), text=self.text), self.text)

    def test_a_file_that_changed(self):
        """One byte far behind what was done, or before it: the results would be of no input that ever was."""
        source = self.file("cases", self.text)
        arguments = self.arguments(source, "-")
        process = start(*arguments, stdin=subprocess.PIPE)
        self.await_that(lambda: os.path.exists(self.state), "no state is saved")
        process.send_signal(signal.SIGINT)
        self.assertEqual(130, process.wait(timeout=60))
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
        for offset, where in ((0, os.SEEK_SET), (-10, os.SEEK_END)):
            with open(source, "r+b") as file:
                file.seek(offset, where)
                file.write(b"x")
            self.refused_to_go_on("the input is not what it was", arguments=[*arguments, "--resume"])

    def test_tables_that_changed(self):
        for count in (8000, 40000, 200000): # until they take long enough to be stopped in between
            folder = self.tables(generated(count, "--missing", "30%"))
            arguments = ["-j", "1", "-o", self.results, "--tables", folder]
            process = start(*arguments)
            self.await_that(lambda: os.path.exists(self.state) or process.poll() is not None, "no state is saved")
            process.kill()
            process.communicate(timeout=60)
            if process.returncode == -signal.SIGKILL:
                break
            shutil.rmtree(folder)
            os.unlink(self.results)
        plans = os.path.join(folder, "plans.csv")
        before = os.stat(plans)
        os.utime(plans, (1, 1))
        self.refused_to_go_on("the input is not what it was", arguments=[*arguments, "--resume"])
        os.utime(plans, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.assertEqual(0, batch(*arguments, "--resume").code)

    def test_other_arguments(self):
        self.interrupted()
        other = self.file("other", self.text)
        for arguments in (self.arguments("--resume", "--csv"), self.arguments("--resume", "--trace"),
                          self.arguments("--resume", "-r", "custodian=as-parent"),
                          self.arguments("--resume", "--as-of", "2027-01-01"), self.arguments("--resume", other),
                          ["--resume", "-o", self.results], ["--resume", "-o", self.results, "--rejects", other]):
            self.refused_to_go_on("had other files, options or readings", arguments=arguments)
        self.left("other", "results.part", "results.part-state", "rejects.part")
        done = batch(*self.arguments("--resume", "-j", "5", "--max-rejects", "5000"), text=self.text)
        self.expect_whole(done, self.text)

    def test_a_part_that_was_cut(self):
        self.interrupted()
        part = bytes_of(self.part)
        for length in (0, 1, len(part) // 2):
            self.file("results.part", part[:length])
            self.refused_to_go_on("shorter than it was")
        self.file("results.part", part + b"more than that")
        rejects = bytes_of(self.rejects + ".part")
        os.unlink(self.rejects + ".part")
        self.refused_to_go_on("shorter than it was")
        self.file("rejects.part", rejects + b"{")
        self.expect_whole(batch(*self.arguments("--resume"), text=self.text), self.text)

    def test_a_broken_state(self):
        self.interrupted()
        state = bytes_of(self.state)
        number = state.index(b"\n", len(state) // 3) + 1
        for broken in (b"", b"x", state[:-1], state[:-4], state[:len(state) // 2], b"x" + state, state + b"1\n",
                       state.replace(b"state/1", b"state/9"), state[:number] + b"7" + state[number:],
                       state[:number] + b"\n" + state[number:], state.replace(b"\n", b"\r\n"), b"\0" * len(state)):
            self.file("results.part-state", broken)
            self.refused_to_go_on("is no state of this version")
        self.file("results.part-state", state)
        self.expect_whole(batch(*self.arguments("--resume"), text=self.text), self.text)

    def test_two_at_once(self):
        process = start(*self.arguments(), stdin=subprocess.PIPE)
        process.stdin.write(self.text[:len(self.text) // 2])
        process.stdin.flush()
        self.await_that(lambda: os.path.exists(self.state), "no state is saved")
        for more in ([], ["--resume"]):
            self.refused(batch(*self.arguments(*more), text=self.text), "another run is writing it")
        self.refused(batch("-o", self.path("else"), "--rejects", self.rejects, text=self.text), "another run")
        _, err = process.communicate(self.text[len(self.text) // 2:], timeout=60)
        self.expect_whole(Done(process.returncode, b"", err), self.text)

    # ---- the last steps ----

    def unfinished(self):
        """A run that did all, moved the rejects into their place and could not move the results."""
        process = start(*self.arguments(), stdin=subprocess.PIPE)
        process.stdin.write(self.text[:1000])
        process.stdin.flush()
        self.await_that(lambda: os.path.exists(self.part), "nothing is opened")
        os.mkdir(self.results)
        _, err = process.communicate(self.text[1000:], timeout=60)
        self.assertEqual(2, process.returncode)
        self.assertIn(f"cannot write {self.results}: Is a directory", err.decode())
        os.rmdir(self.results)
        self.left("rejects", "results.part", "results.part-state")

    def test_interrupted_between_the_last_steps(self):
        self.unfinished()
        state = bytes_of(self.state)
        self.refused(batch(*self.arguments(), text=self.text), "give --resume")
        self.expect_whole(batch(*self.arguments("--resume"), text=self.text), self.text)
        self.file("results.part-state", state) # as if it had stopped just before this was removed
        self.expect_whole(batch(*self.arguments("--resume"), text=self.text), self.text)
        self.file("results.part-state", state)
        self.file("else", bytes_of(self.results))
        os.replace(self.path("else"), self.results) # the same bytes, yet not the file that was written
        self.refused(batch(*self.arguments("--resume"), text=self.text), "shorter than it was", f"remove {self.state}")

    def test_cut_between_the_last_steps(self):
        self.unfinished()
        self.file("results.part", bytes_of(self.part)[:-1])
        self.refused_to_go_on("shorter than it was")
