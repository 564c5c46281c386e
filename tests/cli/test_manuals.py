"""The manual pages and the completions say what the program takes."""

import glob
import os
import pty
import re
import select
import shutil
import subprocess
import time
import unittest

import harness
from harness import COMMANDS, ROOT, Case, environment, read, run

HELP_OPTION = re.compile(r"^  (?:-\w, )?--([a-z0-9-]+)", re.MULTILINE)
MAN_OPTION = re.compile(r"^\.It (?:Fl \w , )?Fl -([a-z0-9-]+)", re.MULTILINE)


def manual(command=None):
    return os.path.join(ROOT, "man", f"medsupport-{command}.1" if command else "medsupport.1")


def options_of(command):
    return HELP_OPTION.findall(run("help", command).out)


class Manuals(Case):
    def test_one_for_each_command(self):
        expected = sorted([manual()] + [manual(command) for command in COMMANDS])
        self.assertEqual(expected, sorted(glob.glob(os.path.join(ROOT, "man", "*"))))

    def test_they_name_the_options_that_help_names(self):
        for command in COMMANDS:
            self.assertEqual(sorted(options_of(command)), sorted(MAN_OPTION.findall(read(manual(command)))), command)

    def test_the_program_takes_the_options_that_help_names(self):
        values = {"as-of": "2026-01-01", "reading": "custodian=as-parent", "color": "never", "output": "x", "cases": "3",
                  "seed": "7", "missing": "0.2", "vary": "percent=4,6", "baseline": "percent=6", "html": "x",
                  "moved": "x", "rejects": "x", "tables": "x", "to-tables": "x", "threads": "2",
                  "max-rejects": "3", "db": "x.db", "on": "2026-01-01", "actor": "x", "worker": "x", "source": "employer",
                  "said-by": "x", "evidence": "x", "received": "2026-01-01", "verified-by": "x",
                  "verified-on": "2026-01-01", "reason": "x", "within": "3", "ics": "x", "of": "pns"}
        for command in COMMANDS:
            for option in options_of(command):
                value = "=1,2" if option.startswith("line-") else "=" + values[option] if option in values else ""
                self.assertEqual(0, run(command, f"--{option}{value}", "--help").code, f"{command} --{option}")
            for option in set(values) - set(options_of(command)):
                self.bad(run(command, f"--{option}={values[option]}", "--help"), f"has no option '--{option}")

    def test_summaries_agree(self):
        listed = dict(re.findall(r"^  (\w+) +(\S.*)$", run("help").out, re.MULTILINE))
        for command in COMMANDS:
            self.assertIn(f".Nd {listed[command]}\n", read(manual(command)))

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_mandoc_finds_nothing(self):
        folder = os.path.join(ROOT, "man") # where it looks for the pages that they refer to
        done = subprocess.run(["mandoc", "-T", "lint", *os.listdir(folder)], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False, cwd=folder)
        self.assertEqual((0, b""), (done.returncode, done.stdout))


class Bash(Case):
    def complete(self, line):
        """What bash would offer after a line, through the completion that it loads."""
        bin_folder = self.path(".bin")
        if not os.path.exists(bin_folder):
            os.mkdir(bin_folder)
            os.symlink(harness.program, os.path.join(bin_folder, "medsupport"))
        script = 'source "$1"; COMP_LINE=$2; COMP_POINT=${#2}; _medsupport medsupport; printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "-c", script, "bash", os.path.join(ROOT, "completion", "bash", "medsupport"), line],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True, cwd=self.folder,
                              env=environment(PATH=bin_folder + ":" + os.environ["PATH"]))
        self.assertEqual(b"", done.stderr)
        return [word for word in done.stdout.decode().split("\n") if word]

    def test_commands(self):
        self.assertEqual(COMMANDS + ["--help", "--version"], self.complete("medsupport "))
        self.assertEqual(["determine"], self.complete("medsupport det"))
        self.assertEqual(["readings"], self.complete("medsupport help r"))
        self.assertEqual(["send", "select", "show"], self.complete("medsupport help notice s"))

    def test_options(self):
        for command in COMMANDS:
            expected = ["--" + option for option in options_of(command)] + ["--help"]
            self.assertEqual(expected, self.complete(f"medsupport {command} --"), command)
        self.assertEqual(["--reading"], self.complete("medsupport determine --json --re"))

    def test_readings(self):
        choices = run("readings", "--choices").out.split()
        self.assertEqual(choices, self.complete("medsupport determine -r "))
        self.assertEqual(choices, self.complete("medsupport determine --reading="))
        self.assertEqual(["custodian=never-ordered", "custodian=as-parent"],
                         self.complete("medsupport gaps --reading cust"))
        # bash replaces what follows the last `=`
        self.assertEqual(["as-parent"], self.complete("medsupport gaps --reading=custodian=as"))
        self.assertEqual(["as-parent"], self.complete("medsupport gaps -r custodian=as"))
        self.assertEqual(["custodian"], self.complete("medsupport readings cu"))

    def test_values(self):
        self.assertEqual(["auto", "always"], self.complete("medsupport determine --color=a"))
        self.assertEqual(["never"], self.complete("medsupport determine --color n"))
        self.assertEqual([], self.complete("medsupport determine --as-of "))

    def test_parts(self):
        self.assertEqual(["send", "select", "show"], self.complete("medsupport notice s"))
        self.assertEqual(["--way"], self.complete("medsupport order request --w"))
        self.assertEqual(["--obligor-mailed"], self.complete("medsupport notice send t-1 --obl"))
        self.assertNotIn("--svg", self.complete("medsupport notice send --"))
        self.assertEqual([], self.complete("medsupport order request --by "))
        self.assertEqual([], self.complete("medsupport order request t"))
        self.assertEqual(["request", "receive", "resolve", "reveal", "record"],
                         sorted(self.complete("medsupport case re"), key=["request", "receive", "resolve", "reveal", "record"].index))

    def test_files(self):
        self.path("a case.json", "{}")
        self.path("b.json", "{}")
        self.assertEqual(["b.json"], self.complete("medsupport determine --json b"))
        self.assertEqual(["a case.json"], self.complete("medsupport verify b.json a"))
        self.assertEqual(["b.json"], self.complete("medsupport determine -o b"))
        self.assertEqual(["b.json"], self.complete("medsupport determine --output=b"))

    def test_paragraphs(self):
        self.assertEqual(["5a", "5b", "5c", "5d", "5e", "5f"], self.complete("medsupport law 5"))


@unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
class Zsh(Case):
    """A shell on a terminal, with the completion where zsh looks for it."""

    def setUp(self):
        super().setUp()
        bin_folder = self.path(".bin")
        os.mkdir(bin_folder)
        os.symlink(harness.program, os.path.join(bin_folder, "medsupport"))
        self.path("case.json", "{}")
        process, self.terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], environment(PATH=bin_folder + ":" + os.environ["PATH"], TERM="dumb"))
        self.addCleanup(self.stop, process)
        self.type("PS1='ready> '; unsetopt zle_bracketed_paste beep; fpath=(" +
                  os.path.join(ROOT, "completion", "zsh") + " $fpath); autoload -Uz compinit; compinit -u -D\n")
        self.await_text("ready> ready> ", "ready> ")

    def stop(self, process):
        os.close(self.terminal)
        os.waitpid(process, 0)

    def type(self, text):
        os.write(self.terminal, text.encode())

    def await_text(self, *wanted):
        """Reads until one of some texts is seen, and half a second beyond."""
        text, deadline, quiet = "", time.monotonic() + 20, None
        while time.monotonic() < (quiet or deadline):
            if select.select([self.terminal], [], [], 0.05)[0]:
                text += os.read(self.terminal, 4096).decode("utf-8", "replace")
            if quiet is None and any(one in text for one in wanted):
                quiet = time.monotonic() + 0.5
        return text

    def complete(self, line, wanted):
        self.type(line + "\t")
        text = self.await_text(wanted)
        self.type("\x15")
        return text

    def test_a_command_an_option_and_a_choice(self):
        self.assertIn("medsupport determine", self.complete("medsupport det", "medsupport determine"))
        self.assertIn("--ndjson", self.complete("medsupport determine --nd", "--ndjson"))
        self.assertIn("--reading=custodian=as-parent",
                      self.complete("medsupport gaps --reading=custodian=as", "custodian=as-parent"))
        self.assertIn("custodian=as-parent", self.complete("medsupport gaps -r custodian=as", "custodian=as-parent"))
        self.assertIn("notice select", self.complete("medsupport notice sel", "notice select"))
        self.assertIn("notice select", self.complete("medsupport help notice sel", "notice select"))
        self.assertIn("--way", self.complete("medsupport order request --wa", "--way"))
        self.assertIn("case.json", self.complete("medsupport ask ca", "case.json"))
        self.assertIn("covered-exemption", self.complete("medsupport readings cov", "covered-exemption"))
