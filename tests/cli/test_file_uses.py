"""What is written is nothing that is read, and nothing that something else is written to, however it is named."""

import os
import signal
import stat
import subprocess

import harness
from batch_harness import BatchCase, batch, bytes_of, generated, start
from harness import case, environment, run

READ = "which is read; name another file"
BAD = b"{\n"


def to_file(path, mode, *arguments, text=None):
    """A run whose standard output is a file."""
    with open(path, mode) as out:
        done = subprocess.run([harness.program, *arguments], input=text, stdout=out, stderr=subprocess.PIPE,
                              env=environment(), check=False, timeout=60)
    return done.returncode, done.stderr.decode()


class Apart(BatchCase):
    def setUp(self):
        super().setUp()
        self.text = generated(3)
        self.cases = self.file("cases", self.text)

    def refuses(self, part, *arguments):
        """Refused with these words, and nothing is written."""
        before = {name: bytes_of(self.path(name)) for name in os.listdir(self.folder)
                  if os.path.isfile(self.path(name))}
        done = run(*arguments, cwd=self.folder)
        self.assertEqual(2, done.code, done.err)
        self.assertIn(part, done.err)
        after = {name: bytes_of(self.path(name)) for name in os.listdir(self.folder)
                 if os.path.isfile(self.path(name))}
        self.assertEqual(before, after)

    def test_the_input(self):
        os.symlink("cases", self.path("link"))
        os.link(self.cases, self.path("same"))
        for command in ("batch", "simulate", "determine"):
            self.refuses(f"--output would write cases, {READ}", command, "-o", "cases", "cases")
        self.refuses("--output would write ./cases, which is cases and is read", "batch", "-o", "./cases", "cases")
        self.refuses("--output would write cases, which is link and is read", "batch", "-o", "cases", "link")
        self.refuses("--output would write link, which is cases and is read", "batch", "-o", "link", "cases")
        self.refuses("--output would write same, which is cases and is read", "batch", "-o", "same", "cases")
        self.refuses(f"--rejects would write cases, {READ}", "batch", "--rejects", "cases", "cases")
        self.refuses(f"--html would write cases, {READ}", "simulate", "--html", "cases", "cases")
        self.refuses(f"--moved would write cases, {READ}", "simulate", "--moved", "cases", "cases")

    def test_the_input_of_one_case(self):
        self.file("case", case().encode())
        self.file("result", run("determine", "--json", self.path("case")).out.encode())
        self.refuses(f"--output would write case, {READ}", "form14", "-o", "case", "case")
        self.refuses(f"--output would write case, {READ}", "qualify", "-o", "case", "case")
        for name in ("case", "result"):
            self.refuses(f"--output would write {name}, {READ}", "verify", "-o", name, "result", "case")

    def test_an_input_where_the_part_would_be(self):
        self.file("x.part", self.text)
        self.refuses(f"--output would write x.part, {READ}", "batch", "-o", "x", "x.part")
        self.refuses(f"--rejects would write x.part, {READ}", "batch", "--rejects", "x", "x.part")

    def test_a_table(self):
        self.assertEqual(0, run("convert", "--to-tables", self.path("tables"), self.cases).code)
        for table in ("cases.csv", "children.csv"):
            table = os.path.join("tables", table)
            before = bytes_of(self.path(table))
            for command in (("batch", "--csv"), ("convert",), ("simulate",)):
                self.refuses(f"--output would write {table}, {READ}", *command, "--tables", "tables", "-o", table)
            self.assertEqual(before, bytes_of(self.path(table)))

    def test_two_outputs(self):
        os.mkdir(self.path("folder"))
        os.symlink("folder", self.path("link"))
        for one, other in (("x", "x"), ("x", "./x"), ("folder/x", "link/x"), ("x", "x.part"), ("x", "x.part-state"),
                           ("x.part", "x")):
            self.refuses("--output and --rejects name the same file", "batch", "-o", one, "--rejects", other, "cases")
        for options in (("--output", "--rejects"), ("--output", "--html"), ("--rejects", "--moved")):
            self.refuses(f"{options[0]} and {options[1]} name the same file: both would write ./x", "simulate",
                         options[0], "x", options[1], "./x", "cases")

    def test_standard_output(self):
        self.assertEqual((2, f"medsupport: standard output would write {self.cases}, {READ}\n"),
                         to_file(self.cases, "ab", "batch", "-q", self.cases))
        self.assertEqual(self.text, bytes_of(self.cases))
        code, message = to_file(self.path("out"), "wb", "batch", "-q", "--rejects", self.path("out"), self.cases)
        self.assertEqual(2, code)
        self.assertIn("standard output and --rejects name the same file", message)

    def test_devices_are_nobodys(self):
        self.assertEqual(0, run("simulate", "-q", "-o", "/dev/null", "--html", "/dev/null", self.cases).code)


class Targets(BatchCase):
    def test_a_link_to_a_file_that_is_not_there(self):
        os.mkdir(self.path("far"))
        os.symlink("far/second", self.path("first"))
        os.symlink("results", self.path("far/second"))
        text = generated(2)
        self.assertEqual(0, batch("-q", "-o", self.path("first"), text=text).code)
        self.assertTrue(os.path.islink(self.path("first")) and os.path.islink(self.path("far/second")))
        self.assertEqual(batch("-q", text=text).out, bytes_of(self.path("far/results")))
        os.unlink(self.path("far/results"))
        self.assertEqual(0, run("generate", "-n", "2", "-o", self.path("first")).code)
        self.assertEqual(text, bytes_of(self.path("far/results")))

    def test_links_in_a_circle(self):
        os.symlink("b", self.path("a"))
        os.symlink("a", self.path("b"))
        done = batch("-q", "-o", self.path("a"), text=case())
        self.assertEqual(2, done.code)
        self.assertIn("Too many levels of symbolic links", done.err)

    def test_what_leads_to_standard_output_is_added_to(self):
        os.symlink("/proc/self/fd/1", self.path("out"))
        text = generated(2)
        for arguments in (("batch", "-q"), ("determine", "--ndjson")):
            path = self.file("kept", "before\n")
            self.assertEqual((0, ""), to_file(path, "ab", *arguments, "-o", self.path("out"), text=text))
            code, _ = to_file(self.path("plain"), "wb", *arguments, text=text)
            self.assertEqual(0, code)
            self.assertEqual(b"before\n" + bytes_of(self.path("plain")), bytes_of(path))
        self.left("out", "kept", "plain")


class Interrupted(BatchCase):
    """Runs over a pipe of which half the cases are read when they are interrupted."""

    def interrupt(self, text, *arguments):
        process = start("-q", *arguments, stdin=subprocess.PIPE)
        self.addCleanup(process.kill)
        process.stdin.write(text)
        process.stdin.flush()
        self.await_that(lambda: any(name.endswith(".part-state") for name in os.listdir(self.folder)),
                        "no state is saved")
        process.send_signal(signal.SIGTERM)
        process.stderr.read()
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(130, process.wait(timeout=60))
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass

    def test_rejects_of_another_run_stay(self):
        text = generated(2000)
        half = BAD + text
        first, second, rejects = self.path("first"), self.path("second"), self.path("rejects")
        self.interrupt(half, "-o", first, "--rejects", rejects)
        kept = bytes_of(rejects + ".part")
        self.assertEqual(1, kept.count(b"\n"))
        done = batch("-q", "-o", second, "--rejects", rejects, text=BAD + BAD)
        self.assertEqual(2, done.code)
        self.assertIn(f"{rejects}.part holds the rejects of a run that was interrupted", done.err)
        self.assertEqual(kept, bytes_of(rejects + ".part"))
        done = batch("-q", "--resume", "-o", first, "--rejects", rejects, text=half + BAD)
        self.assertEqual(1, done.code, done.err)
        self.assertEqual(2, bytes_of(rejects).count(b"\n"))
        self.assertEqual(batch("-q", text=half).out, bytes_of(first))

    def test_a_part_of_another_run_is_known(self):
        half = BAD + generated(2000)
        rejects = self.path("rejects")
        self.interrupt(half, "-o", self.path("first"), "--rejects", rejects)
        os.rename(rejects + ".part", self.path("kept"))
        self.file("rejects.part", bytes_of(self.path("kept")).replace(b"1", b"2"))
        done = batch("-q", "--resume", "-o", self.path("first"), "--rejects", rejects, text=half)
        self.assertEqual(2, done.code)
        self.assertIn("rejects.part is not what that run has left", done.err)

    def test_a_link_and_its_file_have_one_state(self):
        half = generated(2000)
        self.file("results", "old\n")
        os.symlink("results", self.path("link"))
        self.interrupt(half, "-o", self.path("link"))
        done = batch("-q", "-o", self.path("results"), text=half)
        self.assertEqual(2, done.code)
        self.assertIn("was interrupted: give --resume to go on with it", done.err)
        self.assertEqual(0, batch("-q", "--resume", "-o", self.path("link"), text=half).code)
        self.assertEqual(batch("-q", text=half).out, bytes_of(self.path("results")))
        self.left("link", "results")

    def test_a_part_is_seen_by_no_more_than_its_file(self):
        for name in ("results", "rejects"):
            os.chmod(self.file(name, ""), 0o600)
        self.interrupt(BAD + generated(2000), "-o", self.path("results"), "--rejects", self.path("rejects"))
        for name in ("results.part", "rejects.part"):
            self.assertEqual(0o600, stat.S_IMODE(os.stat(self.path(name)).st_mode))


class Shortened(BatchCase):
    """Inputs that become shorter while they are read: a run over them does not end as if it were whole."""

    def shorten(self, path, process):
        part = self.path("results.part")
        self.await_that(lambda: os.path.exists(part) and os.path.getsize(part) > 0, "no results")
        process.send_signal(signal.SIGSTOP)
        os.truncate(path, 200)
        process.send_signal(signal.SIGCONT)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err.decode()

    def test_lines(self):
        path = self.file("cases", generated(60000))
        code, _, message = self.shorten(path, start("-q", "-j1", "-o", self.path("results"), path))
        self.assertEqual(2, code, message)
        self.assertIn(f"cannot read {path}: it became shorter while it was read; begin anew", message)
        self.assertNotIn("--resume goes on", message)
        self.assertFalse(os.path.exists(self.path("results")))

    def test_standard_input_from_its_middle(self):
        text = generated(3)
        with open(self.file("cases", text), "rb") as cases:
            os.lseek(cases.fileno(), text.index(b"\n") + 1, os.SEEK_SET)
            process = start("-q", stdin=cases)
            out, err = process.communicate(timeout=60)
        self.assertEqual((0, b""), (process.returncode, err))
        self.assertEqual(2, out.count(b"\n"))

    def test_tables(self):
        tables = self.path("tables")
        self.assertEqual(0, run("convert", "--to-tables", tables, self.file("cases", generated(60000))).code)
        process = start("-q", "-j2", "--tables", tables, "-o", self.path("results"))
        code, _, message = self.shorten(os.path.join(tables, "plans.csv"), process)
        self.assertEqual(2, code, message)
        self.assertIn("while it was read; begin anew", message)
        self.assertFalse(os.path.exists(self.path("results")))
