"""The files of medsupport batch: whole or not at all, and no room for them."""

import json
import os
import resource
import stat
import subprocess

import harness
from batch_harness import MEBIBYTE, BatchCase, batch, bytes_of, caseload, generated, start
from harness import case, environment, read


def limited(size):
    """For a process whose files may not grow beyond a size."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


class Files(BatchCase):
    def test_whole(self):
        path, rejects = self.path("results"), self.path("rejects")
        text = caseload() + b"{\n"
        done = batch("-o", path, "--rejects", rejects, text=text)
        self.assertEqual((1, b""), (done.code, done.out))
        self.assertEqual(batch(text=text).out, bytes_of(path))
        self.left("results", "rejects")
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual(0o666 & ~mask, stat.S_IMODE(os.stat(path).st_mode))

    def test_a_file_is_replaced_and_a_link_stays(self):
        os.mkdir(self.path("far"))
        path = self.path("far/results", "before\n")
        os.chmod(path, 0o640)
        os.symlink("far/results", self.path("link"))
        self.assertEqual(0, batch("-o", self.path("link"), text=case()).code)
        self.assertEqual(batch(text=case()).out, bytes_of(path))
        self.assertEqual(0o640, stat.S_IMODE(os.stat(path).st_mode))
        self.assertTrue(os.path.islink(self.path("link")))
        self.left("far", "link")
        self.assertEqual(["results"], os.listdir(self.path("far")))

    def test_what_cannot_be_replaced_is_written_in_place(self):
        os.mkfifo(self.path("pipe"))
        process = start("-o", self.path("pipe"), stdin=subprocess.PIPE)
        process.stdin.write(case().encode())
        process.stdin.close()
        with open(self.path("pipe"), "rb") as pipe:
            self.assertEqual(batch(text=case()).out, pipe.read())
        self.assertEqual(0, process.wait(timeout=60))
        process.stdout.close()
        process.stderr.close()
        self.left("pipe")
        self.assertEqual(0, batch("-o", "/dev/null", "--rejects", "/dev/null", text=case()).code)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_no_room(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([harness.program, "batch"], input=case().encode(), stdout=full, env=environment(),
                                  stderr=subprocess.PIPE, check=False, timeout=60)
        self.assertEqual(2, done.returncode)
        self.assertIn(b"cannot write standard output: No space left", done.stderr)
        self.refused(batch("-o", "/dev/full", text=case()), "cannot write /dev/full: No space left")
        self.refused(batch("-o", self.path("o"), "--rejects", "/dev/full", text="{"), "/dev/full: No space left")
        self.left()

    def test_no_room_in_the_middle(self):
        """A file that may not grow so far: none appears, what was there stays; with more room the run goes on."""
        text = generated(4000)
        whole = batch(text=text).out
        self.assertGreater(len(whole), 4 * MEBIBYTE)
        source = self.file("cases", text)
        for before in (None, "before\n"):
            path = self.path("results", before)
            done = batch("-o", path, source, preexec_fn=limited(2 * MEBIBYTE))
            self.refused(done, f"cannot write {path}: File too large", "with --resume goes on")
            self.assertEqual(before, read(path) if os.path.exists(path) else None)
            self.left("cases", "results.part", "results.part-state", *(["results"] if before else []))
            self.assertLessEqual(os.path.getsize(path + ".part"), 2 * MEBIBYTE)
            done = batch("--resume", "-o", path, source)
            self.assertEqual(0, done.code, done.err)
            self.assertEqual(whole, bytes_of(path))
            self.left("cases", "results")
            os.unlink(path)

    def test_no_room_for_the_rejects(self):
        source = self.file("cases", caseload() + b"x" * 5000 + b"\n")
        arguments = ["-o", self.path("o"), "--rejects", self.path("r"), source]
        whole = batch(source, "--rejects", self.path("all")).out
        self.refused(batch(*arguments, preexec_fn=limited(4000)), "File too large")
        self.assertFalse(os.path.exists(self.path("o")) or os.path.exists(self.path("r")))
        self.assertEqual(1, batch(*arguments, "--resume").code)
        self.assertEqual((whole, bytes_of(self.path("all"))), (bytes_of(self.path("o")), bytes_of(self.path("r"))))

    def test_a_reader_that_goes_away(self):
        for threads in ("1", "3"):
            process = start("-j", threads, stdin=subprocess.PIPE)
            process.stdin.write(case().encode() + b"\n")
            process.stdin.flush()
            self.assertTrue(process.stdout.readline().startswith(b'{"format"'))
            process.stdout.close()
            process.stdin.write(case().encode() + b"\n")
            process.stdin.flush() # and stays open: the end must not wait for more
            message = process.stderr.read().decode()
            process.stderr.close()
            self.assertEqual(2, process.wait(timeout=60))
            self.assertIn("medsupport: cannot write standard output: Broken pipe\n", message)
            process.stdin.close()
