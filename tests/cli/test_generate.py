"""medsupport generate: a synthetic caseload, written whole or not at all."""

import json
import os
import pty
import resource
import select
import shutil
import signal
import stat
import subprocess
import time
import unittest

import harness
from harness import ROOT, Case, environment, run, run_on_full_disk

SCHEMA = os.path.join(ROOT, "schema", "medsupport.case-1.schema.json")
VALIDATE = os.path.join(ROOT, "tests", "schema", "batch.js")
DEFAULT_DAY = "2026-11-02"


def generate(*arguments):
    result = run("generate", *arguments)
    assert result.code == 0 and result.err == "", result.err
    return result.out


def cases(*arguments):
    return [json.loads(line) for line in generate(*arguments).splitlines()]


def facts_of(value, path=""):
    """Every fact of a document by its pointer: what is no object, and each object's being there."""
    if isinstance(value, dict):
        yield path, "object"
        for name, inner in value.items():
            yield from facts_of(inner, f"{path}/{name}")
    elif isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
        yield path, len(value)
        for i, inner in enumerate(value):
            yield from facts_of(inner, f"{path}/{i}")
    else:
        yield path, json.dumps(value)


class Caseload(Case):
    def test_one_line_each_with_a_number_of_its_own(self):
        text = generate("--cases", "25", "--seed", "7")
        self.assertTrue(text.endswith("\n"))
        documents = [json.loads(line) for line in text.splitlines()]
        self.assertEqual([f"G-7-{i:09}" for i in range(25)], [document["case_id"] for document in documents])
        for document in documents:
            self.assertEqual(("medsupport.case/1", DEFAULT_DAY), (document["format"], document["as_of"]))

    def test_the_same_again(self):
        text = generate("-n", "300")
        self.assertEqual(text, generate("-n", "300", "--seed", "1", "--missing", "0", "--as-of", DEFAULT_DAY))
        self.assertEqual(text, generate("-n", "1,000")[:len(text)])
        self.assertNotEqual(text, generate("-n", "300", "--seed", "2"))
        self.assertEqual(generate("-n", "300", "--missing", "0.25"), generate("-n", "300", "--missing", "25%"))

    def test_all_seeds(self):
        for seed in ("0", "18446744073709551615"):
            self.assertEqual(f"G-{seed}-000000000", cases("-n", "1", "--seed", seed)[0]["case_id"])

    def test_another_day(self):
        document = cases("-n", "1", "--as-of", "2030-02-28")[0]
        self.assertEqual("2030-02-28", document["as_of"])
        self.assertLess(document["children"][0]["date_of_birth"], "2030-02-28")

    def test_missing_facts_leave_the_others_as_they_are(self):
        whole, some, more = (cases("-n", "400", "--missing", share) for share in ("0", "20%", "0.4"))
        lost = {"whole": 0, "some": 0, "more": 0}
        for full, with_gaps, with_more in zip(whole, some, more):
            known = dict(facts_of(full))
            fewer = dict(facts_of(with_gaps))
            fewest = dict(facts_of(with_more))
            self.assertLessEqual(fewer.items(), known.items())
            self.assertLessEqual(fewest.items(), fewer.items())
            lost["some"] += len(known) - len(fewer)
            lost["more"] += len(known) - len(fewest)
            lost["whole"] += len(known)
        self.assertGreater(lost["some"], lost["whole"] * 0.1)
        self.assertGreater(lost["more"], lost["some"] * 1.2)

    def test_each_kind_of_fact_is_missing_in_some(self):
        def kinds(documents):
            return {"/".join(part for part in path.split("/") if not part.isdigit())
                    for document in documents for path, _ in facts_of(document)}
        stays = {"", "/format", "/case_id", "/group_id", "/action", "/as_of", "/children", "/children/id",
                 "/children/name", "/children/other_private_coverage", "/parent_not_seeking", "/parent_seeking",
                 "/parent_not_seeking/name", "/parent_seeking/kind", "/parent_seeking/name", "/information_requests",
                 "/information_requests/of", "/information_requests/sent", "/information_requests/answered"}
        self.assertEqual(stays, kinds(cases("-n", "400", "--missing", "1")))
        every = kinds(cases("-n", "400"))
        for fact in ("gross_income/amount", "gross_income/per", "plans/source", "plans/employer", "plans/covers",
                     "plans/cost/per", "plans/cost/self_only", "plans/cost/family", "plans/cost/add_dependents",
                     "plans/service_area"):
            self.assertIn("/parent_not_seeking/" + fact, every)
            self.assertIn("/parent_seeking/" + fact, every)
        for fact in ("/children/residence/zip", "/children/public_coverage/through", "/form_14/line_4_percent",
                     "/form_14/lines/parent_seeking/line_2c", "/parent_seeking/maintain_coverage",
                     "/current_obligations/obligation", "/group_id"):
            self.assertIn(fact, every)
        self.assertTrue(any(fact.startswith("/provenance/") for fact in every))

    def test_nobody_has_a_name(self):
        """Every text in a document is one of the few that the tables hold, or a number."""
        def texts(value):
            if isinstance(value, dict):
                return {text for name, inner in value.items() if name != "county" for text in texts(inner)}
            if isinstance(value, list):
                return {text for inner in value for text in texts(inner)}
            return {value} if isinstance(value, str) else set()
        words = {" ".join(part for part in text.split() if not part.isdigit())
                 for document in cases("-n", "500") for text in texts(document) if " " in text}
        self.assertEqual({"Agency", "Child", "Custodian", "Employer", "Parent", "Spouse", "Union", "benefit sheet",
                          "pay stubs", "plan administrator"}, words)

    @unittest.skipUnless(shutil.which("node"), "node is not installed")
    def test_the_schema_holds(self):
        for share in ("0", "0.2", "0.6", "1"):
            text = generate("-n", "2000", "--seed", "3", "--missing", share)
            done = subprocess.run(["node", VALIDATE, SCHEMA], input=text.encode(), stdout=subprocess.PIPE, check=True,
                                  env={**os.environ, "NODE_PATH": "/usr/share/nodejs"})
            self.assertEqual(["ok"] * 2000, done.stdout.decode().splitlines())

    def test_determine_reads_it(self):
        result = run("determine", "--ndjson", text=generate("-n", "500"))
        self.assertEqual((0, ""), (result.code, result.err))
        found = {child["paragraph"] for line in result.out.splitlines() for child in json.loads(line)["children"]}
        self.assertEqual({f"(5)({letter})" for letter in "ABCDEF"}, found)
        result = run("determine", "--ndjson", text=generate("-n", "500", "--missing", "20%"))
        self.assertEqual((3, ""), (result.code, result.err))


class Usage(Case):
    def test_how_many_has_to_be_said(self):
        self.bad(run("generate"), "how many cases?", "--cases=N")

    def test_bad_values(self):
        for option, value, remedy in (
                ("--cases", "0", "from 1 to 1000000000"), ("--cases", "1000000001", "from 1 to 1000000000"),
                ("--cases", "ten", "from 1 to 1000000000"), ("--cases", "-5", "from 1 to 1000000000"),
                ("--cases", "1.5", "from 1 to 1000000000"), ("--cases", "", "empty"),
                ("--seed", "18446744073709551616", "from 0 to 18446744073709551615"),
                ("--seed", "0x1", "from 0 to 18446744073709551615"),
                ("--missing", "1.2", "0.2 or 20%"), ("--missing", "101%", "0.2 or 20%"),
                ("--missing", "-0.1", "0.2 or 20%"), ("--missing", "a fifth", "0.2 or 20%"),
                ("--missing", ".", "0.2 or 20%"), ("--missing", "%", "0.2 or 20%"),
                ("--missing", "0.2.1", "0.2 or 20%"), ("--missing", "20%%", "0.2 or 20%"),
                ("--missing", "0.0000001", "0.2 or 20%"), ("--missing", "0.00001%", "0.2 or 20%"),
                ("--missing", "99999999999999999999", "0.2 or 20%"),
                ("--as-of", "2026-02-30", "YYYY-MM-DD"), ("--as-of", "2001-01-01", "2019-08-28")):
            with self.subTest(option=option, value=value):
                count = () if option == "--cases" else ("--cases=1",)
                self.bad(run("generate", *count, f"{option}={value}"), option, value, remedy)

    def test_good_shares(self):
        whole = generate("-n", "50", "--missing", "1")
        for share in ("1.", "1.000000", "100%", "100.0000%"):
            self.assertEqual(whole, generate("-n", "50", "--missing", share), share)
        self.assertEqual(generate("-n", "50"), generate("-n", "50", "--missing", "0%"))
        self.assertEqual(generate("-n", "50", "--missing", ".125"), generate("-n", "50", "--missing", "12.5%"))

    def test_all_faults_are_said(self):
        self.bad(run("generate", "--cases=x", "--seed=y", "--missing=z"), "'x'", "'y'", "'z'")

    def test_no_operands(self):
        self.bad(run("generate", "-n", "1", "file"), "takes nothing but options, and 'file' is given")

    def test_help_is_narrow(self):
        self.narrow(run("generate", "--help").out, "generate --help")


class Output(Case):
    def left(self, *names):
        """That nothing is in the folder but these."""
        self.assertEqual(sorted(names), sorted(os.listdir(self.folder)))

    def test_to_a_file(self):
        path = self.path("cases.ndjson")
        self.assertEqual("", generate("-n", "20", "-o", path))
        self.assertEqual(generate("-n", "20"), harness.read(path))
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual(0o666 & ~mask, stat.S_IMODE(os.stat(path).st_mode))
        self.left("cases.ndjson")

    def test_a_file_is_replaced_and_a_link_stays(self):
        path = self.path("cases.ndjson", "before\n")
        os.chmod(path, 0o640)
        os.symlink("cases.ndjson", self.path("link"))
        generate("-n", "5", "-o", self.path("link"))
        self.assertEqual(generate("-n", "5"), harness.read(path))
        self.assertEqual(0o640, stat.S_IMODE(os.stat(path).st_mode))
        self.assertTrue(os.path.islink(self.path("link")))
        self.left("cases.ndjson", "link")

    def test_where_nothing_can_be_written(self):
        self.bad(run("generate", "-n", "1", "-o", self.path("none/cases")), "none/cases", "No such file")
        self.bad(run("generate", "-n", "1", "-o", self.folder), self.folder, "directory")
        self.left()

    def test_a_device_is_written_to_in_place(self):
        self.assertEqual(0, run("generate", "-n", "3", "-o", "/dev/null").code)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))
        self.bad(run("generate", "-n", "3", "-o", "/dev/full"), "/dev/full", "No space left")

    def test_no_room(self):
        code, message = run_on_full_disk("generate", "-n", "3")
        self.assertEqual((2, "medsupport: cannot write standard output: No space left on device\n"), (code, message))

    def test_no_room_in_the_middle(self):
        """A file that may not grow so far: what was there stays, and no temporary."""
        path = self.path("cases.ndjson", "before\n")
        done = subprocess.run([harness.program, "generate", "-n", "5000", "-o", path], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False, timeout=60, env=environment(), restore_signals=False,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)))
        self.assertEqual((2, b""), (done.returncode, done.stdout))
        self.assertEqual(f"medsupport: cannot write {path}: File too large\n", done.stderr.decode())
        self.assertEqual("before\n", harness.read(path))
        self.left("cases.ndjson")

    def test_a_reader_that_goes_away(self):
        process = subprocess.Popen([harness.program, "generate", "-n", "100000"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=environment())
        self.assertTrue(process.stdout.readline().startswith(b'{"format"'))
        process.stdout.close()
        message = process.stderr.read().decode()
        process.stderr.close()
        self.assertEqual(2, process.wait(timeout=60))
        self.assertEqual("medsupport: cannot write standard output: Broken pipe\n", message)

    def test_a_signal_leaves_nothing_behind(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            path = self.path("cases.ndjson", "before\n")
            process = subprocess.Popen([harness.program, "generate", "-n", "1000000000", "-o", path],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(),
                                       preexec_fn=lambda: signal.signal(number, signal.SIG_DFL))
            self.addCleanup(process.kill)
            deadline = time.monotonic() + 30
            while len(os.listdir(self.folder)) < 2 and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(0.05)
            process.send_signal(number)
            self.assertEqual(-number, process.wait(timeout=60))
            self.assertEqual("before\n", harness.read(path))
            self.left("cases.ndjson")

    def most_memory(self, count):
        """The most memory that a run takes, in kilobytes."""
        process = subprocess.Popen([harness.program, "generate", "-n", str(count)], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(0, process.returncode)
        return usage.ru_maxrss

    def test_memory_does_not_grow(self):
        self.assertLess(self.most_memory(60000), self.most_memory(2000) + 4096) # 80 MB of documents


class Progress(Case):
    def on_terminal(self, *arguments, **changes):
        """What stands on standard error, a terminal, at the end."""
        terminal, end = pty.openpty()
        process = subprocess.Popen([harness.program, "generate", *arguments], stdout=subprocess.DEVNULL, stderr=end,
                                   env=environment(**changes))
        os.close(end)
        text = b""
        while process.poll() is None or select.select([terminal], [], [], 0.1)[0]:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    text += os.read(terminal, 4096)
                except OSError: # the other end is closed
                    break
        process.wait(timeout=60)
        os.close(terminal)
        self.assertEqual(0, process.returncode)
        return text.decode()

    def test_on_a_terminal(self):
        text = self.on_terminal("-n", "400000")
        self.assertRegex(text, r"\d+ %, [\d,]+ cases")
        self.assertTrue(text.endswith("\r\x1b[K"), text)
        self.assertEqual("", self.on_terminal("-n", "400000", TERM="dumb"))

    def test_nothing_elsewhere(self):
        self.assertEqual("", run("generate", "-n", "100000").err)
