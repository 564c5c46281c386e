"""medsupport batch: the results of whole caseloads, what is rejected, and what is said."""

import base64
import csv
import io
import itertools
import json
import os
import pty
import random
import re
import select
import shutil
import socket
import subprocess
import threading
import time
import unittest

import harness
from batch_harness import (MEBIBYTE, BatchCase, Done, batch, bytes_of, case_at_the_limits, caseload, generated,
                           large_case, one_line, padded, start, written_cases)
from harness import ROOT, case, environment, example, read, run

REJECT_SCHEMA = os.path.join(ROOT, "schema", "medsupport.reject-1.schema.json")
VALIDATE = os.path.join(ROOT, "tests", "schema", "batch.js")
LONGEST_KEPT = MEBIBYTE + 4096 # of a rejected line that is too long to be a document
COLUMNS = ("case_id,child_id,as_of,status,paragraph,possible,obligor,obligation,plans,plans_open,percentage,needs,"
           "readings,flags").split(",")


# ---- results -----------------------------------------------------------------------------------------------------


class Results(BatchCase):
    def determined(self, text, *arguments, trace=False):
        """What determine gives, as batch writes it."""
        for line in run("determine", "--ndjson", "--trace", *arguments, text=text).out.splitlines():
            result = json.loads(line)
            result["margins"] = result["what_if"] = []
            if not trace:
                result["trace"] = []
            yield json.dumps(result)

    def assert_as_determine(self, text, *arguments, trace=False):
        done = batch(*arguments, *(["--trace"] if trace else []), text=text)
        self.assertEqual(0, done.code, done.err)
        expected = list(self.determined(text, *arguments, trace=trace))
        found = [json.dumps(result) for result in done.results()]
        self.assertGreater(len(expected), 10)
        self.assertEqual(len(expected), len(found))
        for one, other in zip(expected, found):
            self.assertEqual(one, other)

    def test_as_determine(self):
        self.assert_as_determine(caseload())

    def test_as_determine_with_the_trace(self):
        self.assert_as_determine(caseload(), trace=True)

    def test_as_determine_under_every_reading(self):
        table = run("readings", "--json").parsed()
        for row in table:
            choice = f"{row['name']}={row['choices'][-1]['name']}"
            self.assert_as_determine(written_cases(), "--reading", choice)
        every = [part for row in table for part in ("-r", f"{row['name']}={row['choices'][-1]['name']}")]
        self.assert_as_determine(generated(100, "--missing", "20%"), *every, trace=True)

    def test_as_determine_at_the_limits(self):
        """Every list as long as it may be, every id and name: a result is written where room for the most was made."""
        text = "".join(case_at_the_limits(*form) + "\n" for form in itertools.product(
            ("", "covers", "cost"), ("parent", "custodian"), ("1.00", "999999999.99"))).encode()
        self.assertEqual(0, batch("--csv", text=text).code)
        self.assert_as_determine(text)
        self.assert_as_determine(text, trace=True)

    def test_as_determine_on_another_day(self):
        self.assert_as_determine(written_cases(), "--as-of", "2027-03-01")

    def test_a_case_without_a_day_is_of_today(self):
        before = time.strftime("%Y-%m-%d")
        day = batch(text=case(as_of=None)).results()[0]["as_of"]
        self.assertIn(day, (before, time.strftime("%Y-%m-%d")))
        self.assertEqual("2026-12-01", batch("--as-of=2026-12-01", text=case(as_of=None)).results()[0]["as_of"])

    def test_the_same_bytes_with_any_number_of_threads(self):
        large = large_case(1) + large_case(2) + padded(100000) + b"\n" + large_case(3)
        text = caseload() + b"no case\n" + large + generated(2000, "--seed", "3") + b"{\n" + large
        for form in ([], ["--trace"], ["--csv"]):
            rejects = self.path("rejects")
            one = batch(*form, "-j", "1", "--rejects", rejects, text=text)
            self.assertEqual(1, one.code, one.err)
            kept = bytes_of(rejects)
            for threads in ("2", "7", "64"):
                done = batch(*form, "--threads", threads, "--rejects", rejects, text=text)
                self.assertEqual((1, one.out), (done.code, done.out), threads)
                self.assertEqual(kept, bytes_of(rejects))

    def test_tables_as_lines(self):
        """Tables give what the documents give that they stand for."""
        folder = os.path.join(ROOT, "examples", "tables")
        large = self.path("tables")
        self.assertEqual(0, run("convert", "--to-tables", large, text=generated(1500, "--missing", "20%")).code)
        for tables, form in ((folder, []), (folder, ["--csv"]), (folder, ["--trace"]), (large, []), (large, ["--csv"])):
            documents = run("convert", "--tables", tables).out
            for threads in ("1", "3"):
                done = batch(*form, "-j", threads, "--tables", tables)
                self.assertEqual(0, done.code, done.err)
                self.assertEqual(batch(*form, text=documents).out, done.out)

    def test_every_csv_row_is_a_child_of_the_json(self):
        text = caseload()
        done = batch("--csv", text=text)
        self.assertEqual(0, done.code, done.err)
        self.assertTrue(done.out.endswith(b"\r\n"))
        rows = list(csv.DictReader(io.StringIO(done.out.decode(), newline="")))
        expected = [row for result in batch(text=text).results() for row in self.rows(result)]
        self.assertEqual(COLUMNS, list(rows[0]))
        self.assertEqual(len(expected), len(rows))
        for one, other in zip(expected, rows):
            self.assertEqual(one, other)
        for column in COLUMNS:
            self.assertGreater(len({row[column] for row in rows}), 1, column)

    @staticmethod
    def rows(result):
        for child in result["children"]:
            def of_child(entries, name, child=child["id"]):
                names = [entry[name] for entry in entries if child in entry["children"]]
                return " ".join(dict.fromkeys(names))
            yield {"case_id": result["case_id"], "child_id": child["id"], "as_of": result["as_of"],
                   "status": child["status"], "paragraph": child["paragraph"] or "",
                   "possible": " ".join(child["possible"]), "obligor": child["obligor"] or "",
                   "obligation": child["obligation"] or "", "plans": " ".join(child["plans"]),
                   "plans_open": " ".join(child["plans_open"]), "percentage": child["percentage"] or "",
                   "needs": of_child(result["needs"], "fact"), "readings": of_child(result["readings"], "name"),
                   "flags": of_child(result["flags"], "name")}


# ---- lines -------------------------------------------------------------------------------------------------------


class Lines(BatchCase):
    def ids(self, done):
        return [result["case_id"] for result in done.results()]

    def test_split_anywhere(self):
        """Standard input is a socket that gives one packet a read: what is read at a time is what the test says."""
        text = (case(case_id="a") + "\r\n\n" + '{"no":"case é"}\n' + case(case_id="b")).encode()
        rejects = self.path("rejects")
        whole = batch("--rejects", rejects, text=text)
        kept = bytes_of(rejects)
        self.assertEqual(["a", "b"], self.ids(whole))
        ends = [at for at, byte in enumerate(text) if byte in b"\r\n\xc3{}"]
        splits = {0, len(text), *range(0, len(text), 41)}.union(*({at, at + 1} for at in ends))
        for at in sorted(splits):
            done = self.in_packets([text[:at], text[at:]], rejects)
            self.assertEqual((1, whole.out, kept), (done.code, done.out, bytes_of(rejects)), at)
        done = self.in_packets([text[i:i + 1] for i in range(len(text))], rejects)
        self.assertEqual((1, whole.out, kept), (done.code, done.out, bytes_of(rejects)))

    def in_packets(self, packets, rejects):
        ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours, its:
            process = start("--rejects", rejects, stdin=its)
            its.close()
            for packet in packets:
                if packet:
                    ours.sendall(packet)
            ours.close()
            out, err = process.communicate(timeout=60)
        return Done(process.returncode, out, err)

    def test_a_pipe_in_pieces(self):
        text = caseload() + b"x\n" + padded(300000) + b"\n" + generated(300, "--seed", "4")
        chance = random.Random(11)
        process = start("-j", "3", "--rejects", "/dev/null", stdin=subprocess.PIPE)
        def feed():
            at = 0
            while at < len(text):
                size = chance.choice((1, 7, 500, 4096, 70000))
                os.write(process.stdin.fileno(), text[at:at + size])
                at += size
            process.stdin.close()
        writer = threading.Thread(target=feed)
        writer.start()
        out = process.stdout.read()
        writer.join()
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(1, process.wait(timeout=60))
        self.assertEqual(batch(text=text).out, out)

    def test_several_files(self):
        first = self.file("1", case(case_id="a") + "\n" + case(case_id="b")) # no line break at the end
        second = self.file("2", "\n\r\n \t\n" + case(case_id="c") + "\r\n[]\r\n" + case(case_id="d") + "\n")
        third = self.file("3", "")
        done = batch(first, second, third, "-", "--rejects", self.path("r"), text=case(case_id="e"))
        self.assertEqual((1, ["a", "b", "c", "d", "e"]), (done.code, self.ids(done)))
        reject = json.loads(read(self.path("r")))
        self.assertEqual((second, 5, "[]\r"), (reject["source"], reject["line"], reject["original"]))

    def test_nothing_at_all(self):
        for text in ("", "\n", "\r\n\n \n"):
            done = batch(text=text)
            self.assertEqual((0, b""), (done.code, done.out))
            self.assertIn("0 cases", done.err)
        self.assertEqual(",".join(COLUMNS).encode() + b"\r\n", batch("--csv", text="").out)

    def test_long_lines(self):
        """A document of 1 MiB is one, a longer is none; what comes after has its own line number."""
        lines = [padded(MEBIBYTE, "most"), b" " * 8 + padded(MEBIBYTE - 8, "blanks"), padded(MEBIBYTE + 1),
                 padded(LONGEST_KEPT - 1), padded(LONGEST_KEPT), padded(LONGEST_KEPT + 1), b"x" * (3 * MEBIBYTE),
                 case(case_id="after").encode(), padded(2 * MEBIBYTE), b"[]", b" " * (2 * MEBIBYTE)]
        for ending, end in ((b"\n", b""), (b"\r\n", b"\r")):
            whole = [line + end for line in lines[:-1]] + lines[-1:]
            # With the carriage return the document of 1 MiB is a byte too long.
            good = ["most", "blanks", "after"] if end == b"" else ["after"]
            for text in (ending.join(lines), ending.join(lines) + b"\n"):
                done = batch("--rejects", self.path("r"), text=text)
                self.assertEqual((1, good), (done.code, self.ids(done)))
                rejects = [json.loads(line) for line in read(self.path("r")).splitlines()]
                bad = [number for number, line in enumerate(whole, 1)
                       if len(line) > MEBIBYTE or line.startswith(b"[")]
                self.assertEqual(bad, [reject["line"] for reject in rejects])
                for reject in rejects:
                    line = whole[reject["line"] - 1]
                    self.assertEqual(line[:LONGEST_KEPT], reject["original"].encode())
                    self.assertEqual(len(line), reject.get("original_length", len(reject["original"])))
                    if len(line) > MEBIBYTE:
                        self.assertEqual("a longer document", reject["problems"][0]["found"])

    def test_a_line_that_ends_with_the_file(self):
        for length in (MEBIBYTE, LONGEST_KEPT - 1, LONGEST_KEPT, LONGEST_KEPT + 1):
            first, second = self.file("1", padded(length)), self.file("2", case(case_id="after"))
            done = batch("--rejects", self.path("r"), first, second)
            good = ["padded", "after"] if length == MEBIBYTE else ["after"]
            self.assertEqual(good, self.ids(done))
            for line in read(self.path("r")).splitlines():
                self.assertEqual(length, json.loads(line).get("original_length", len(json.loads(line)["original"])))

    def test_a_pipe_that_pauses(self):
        """What can be determined is, before more comes."""
        process = start(stdin=subprocess.PIPE)
        for name in ("a", "b"):
            process.stdin.write(case(case_id=name).encode() + b"\n")
            process.stdin.flush()
            self.assertEqual(name, json.loads(process.stdout.readline())["case_id"])
        process.stdin.close()
        self.assertEqual(b"", process.stdout.read())
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(0, process.wait(timeout=60))

    def test_a_named_pipe(self):
        os.mkfifo(self.path("pipe"))
        process = start(self.path("pipe"))
        time.sleep(0.05)
        with open(self.path("pipe"), "wb") as pipe:
            pipe.write(case(case_id="a").encode() + b"\n")
        out, _ = process.communicate(timeout=60)
        self.assertEqual((0, "a"), (process.returncode, json.loads(out)["case_id"]))


# ---- rejects -----------------------------------------------------------------------------------------------------


BAD_LINES = [b"{", b"nothing", b'{"format":"medsupport.case/1"}', b"\xff\xfe{}", b'{"a":"\xc3"}',
             b'{"a":"\xed\xa0\x80"}', b'{"a\x00b":1}', b"\x00\x00", b'{"\\u0000":1}',
             '{"é":"\u2028\u0085 \U0001f600"}'.encode(),
             b"\xef\xbb\xbf{}", b"{} {}", b'"\\"', b"{}\t\r", b"\x1b]0;x\x07", b'{"a":1,"a":2}', b"[" * 100,
             case(acton="modify").encode(), case(as_of="2018-01-01").encode(), case(children=[]).encode(),
             json.dumps({"x" * 500: "\u007f" * 500}, ensure_ascii=False).encode()]


SAID = re.compile(r"standard input:2:(\d+)(?:: (/\S*))?: found (.*?), expected (.*?)(?: \(did you mean (.*)\?\))?")


class Rejects(BatchCase):
    def rejects(self, text, *arguments):
        path = self.path("rejects")
        done = batch("--rejects", path, *arguments, text=text)
        data = bytes_of(path)
        self.assertEqual(data.decode("utf-8").encode("utf-8"), data)
        return done, [json.loads(line) for line in data.split(b"\n")[:-1]]

    @staticmethod
    def original(reject):
        if "original" in reject:
            return reject["original"].encode("utf-8")
        return base64.b64decode(reject["original_base64"], validate=True)

    def test_the_original_is_kept_byte_for_byte(self):
        done, rejects = self.rejects(b"\n".join(BAD_LINES))
        self.assertEqual((1, b""), (done.code, done.out))
        self.assertEqual(BAD_LINES, [self.original(reject) for reject in rejects])
        self.assertEqual(list(range(1, len(BAD_LINES) + 1)), [reject["line"] for reject in rejects])
        self.assertEqual({"standard input"}, {reject["source"] for reject in rejects})
        for line, reject in zip(BAD_LINES, rejects):
            try:
                line.decode("utf-8")
                self.assertIn("original", reject)
            except UnicodeDecodeError:
                self.assertIn("original_base64", reject)
        self.assertGreater(sum("original_base64" in reject for reject in rejects), 2)

    def test_base64_of_every_length(self):
        lines = [b"\xff" + bytes(range(0x80, 0x80 + length)) for length in range(100)]
        _, rejects = self.rejects(b"\n".join(lines))
        self.assertEqual(lines, [self.original(reject) for reject in rejects])

    def test_the_reasons_are_those_of_determine(self):
        for line in (case(acton="modify"), case(as_of="2025-02-30", children=[]), "{}", "[1,",
                     case(as_of="2018-01-01")):
            _, rejects = self.rejects("\n" + line)
            said = [SAID.fullmatch(one) for one in run("determine", text="\n" + line).err.splitlines()]
            problems = rejects[0]["problems"]
            if "2018" in line:
                self.assertEqual(("/as_of", "2018-01-01", "2019-08-28 or later: the first known version of the rule"),
                                 tuple(problems[0][name] for name in ("pointer", "found", "expected")))
                continue
            self.assertEqual(len(said), len(problems))
            for one, problem in zip(said, problems):
                self.assertEqual((one[2] or "", one[3], one[4], one[5]),
                                 (problem["pointer"], problem["found"], problem["expected"], problem["suggestion"]))
                self.assertEqual(int(one[1]), problem["column"])

    def test_originals_can_be_handed_in_again(self):
        good = case(case_id="good")
        _, rejects = self.rejects(b"\n".join([good.encode(), *BAD_LINES, good.encode()]))
        again, same = self.rejects(b"\n".join(self.original(reject) for reject in rejects))
        self.assertEqual(b"", again.out)
        for one, other in zip(rejects, same):
            self.assertEqual({**one, "line": 0}, {**other, "line": 0})
        self.assertEqual(len(rejects), len(same))
        mended = [self.original(reject).replace(b'"acton"', b'"action"') for reject in rejects]
        done, fewer = self.rejects(b"\n".join(mended))
        self.assertEqual((1, len(rejects) - 1), (len(done.results()), len(fewer)))

    @unittest.skipUnless(shutil.which("node"), "node is not installed")
    def test_the_schema_holds(self):
        self.rejects(b"\n".join([*BAD_LINES, b"\xff" * 7, b"x" * (2 * MEBIBYTE)]))
        self.assertEqual(["ok"] * (len(BAD_LINES) + 2), self.validated(bytes_of(self.path("rejects"))))
        record = json.loads(bytes_of(self.path("rejects")).split(b"\n")[0])
        self.assertEqual(["ok"] * 3, self.validated(self.rejects_of_tables()))
        faults = [{**record, "format": "medsupport.reject/2"}, {**record, "original_base64": "AA=="},
                  {**record, "line": 0}, {**record, "more": 1}, {**record, "problems": []},
                  {name: value for name, value in record.items() if name != "original"}]
        for verdict in self.validated("\n".join(json.dumps(fault) for fault in faults).encode()):
            self.assertTrue(verdict.startswith("refused"), verdict)

    def rejects_of_tables(self):
        """A case of which a row is bad, one whose name nobody knows, and a row of no case."""
        folder = shutil.copytree(os.path.join(ROOT, "examples", "tables"), self.path("tables"))
        for table, old, new in (("children.csv", b"65775", b"6577"),
                                ("children.csv", b"split-family,dev", b"no-case,dev"),
                                ("plans.csv", b"dev,month", b"dav\xff,month")):
            data = bytes_of(os.path.join(folder, table))
            self.assertIn(old, data)
            self.file(os.path.join("tables", table), data.replace(old, new))
        done = batch("--tables", folder, "--rejects", self.path("rejects"))
        self.assertEqual(1, done.code, done.err)
        records = [json.loads(line) for line in bytes_of(self.path("rejects")).splitlines()]
        for record in records:
            for row in record["rows"]:
                line = bytes_of(os.path.join(folder, row["source"])).split(b"\n")[row["line"] - 1]
                self.assertEqual(line, self.original(row))
        return bytes_of(self.path("rejects"))

    def test_rows_that_are_refused_among_others(self):
        """Of every third case of tables something is wrong, each time another thing; the rest is determined all the same."""
        folder = self.path("tables")
        self.assertEqual(0, run("convert", "--to-tables", folder, text=generated(60)).code)
        path = os.path.join(folder, "cases.csv")
        head, *rows = bytes_of(path).decode().splitlines()
        columns = head.split(",")
        faults = {"as_of": ["1999-01-01", "2026-02-30"], "pss_kind": ["nobody"], "notes": ['"open"more']}
        kinds = [(column, value) for column, values in faults.items() for value in values]
        refused = []
        for number in range(0, len(rows), 3):
            cells = rows[number].split(",")
            column, value = kinds[number // 3 % len(kinds)]
            cells[columns.index(column)] = value
            rows[number] = ",".join(cells)
            refused.append((cells[0], number + 2, column))
        good = batch("--tables", folder).results()
        self.file(os.path.join("tables", "cases.csv"), ("\n".join([head, *rows]) + "\n").encode())
        done = batch("-j", "1", "--tables", folder, "--rejects", self.path("rejects"))
        self.assertEqual(1, done.code, done.err)
        told = [json.loads(line) for line in bytes_of(self.path("rejects")).splitlines()]
        self.assertEqual([(line, 1) for _, line, _ in refused],
                         [(record["line"], len(record["problems"])) for record in told])
        for (case_id, line, column), record in zip(refused, told):
            self.assertIn(record["problems"][0].get("column"), (column, None))
            for row in record["rows"]:
                self.assertEqual(case_id, self.original(row).split(b",")[0].decode())
        bad = {case_id for case_id, _, _ in refused}
        self.assertEqual([result for result in good if result["case_id"] not in bad], done.results())

    def validated(self, text):
        done = subprocess.run(["node", VALIDATE, REJECT_SCHEMA], input=text, stdout=subprocess.PIPE, check=True,
                              env={**os.environ, "NODE_PATH": "/usr/share/nodejs"})
        return done.stdout.decode().splitlines()

    def test_without_a_file_the_first_are_said(self):
        done = batch(text="{\n" * 3 + case())
        self.assertEqual(1, done.code)
        self.assertEqual(3, done.err.count("standard input:"))
        self.assertIn("standard input:2:2: found the end of the text", done.err)
        self.assertIn("1 case, 1 child, 3 rejected\n", done.err)
        for count, further in ((20, 0), (21, 1), (5000, 1)):
            done = batch("-j", "3", text="{\n" * count)
            self.assertEqual(min(count, 20), done.err.count("standard input:"))
            self.assertEqual(further, done.err.count("further rejected cases"))
        done = batch(text="{}\n" * 100) # several reasons each
        self.assertEqual((20, 1), (done.err.count("standard input:"), done.err.count("further rejected cases")))

    def test_control_characters_do_not_reach_the_terminal(self):
        name = self.file("a\x1b]0;x\x07\n", b"\x1b[31m\n" + b'{"\x9b":1}\n')
        done = batch(name)
        self.assertEqual(1, done.code)
        self.assertNotIn("\x1b", done.err)
        self.assertNotIn("\x9b", done.err)

    def test_names_of_files(self):
        path = os.path.join(os.fsencode(self.folder), b"a\"\\\xff\n")
        with open(path, "wb") as file:
            file.write(b"{\n")
        self.assertEqual(1, batch("--rejects", self.path("rejects"), path).code)
        self.assertEqual(os.path.join(self.folder, "a\"\\\ufffd\n"), json.loads(read(self.path("rejects")))["source"])

    def test_exit_status(self):
        self.assertEqual(0, batch(text=read(example("facts-missing")).replace("\n", " ")).code)
        literal = ["-r", "inaccessible-plan=literal"]
        self.assertEqual(0, batch(*literal, text=one_line(read(example("next-county-hmo")))).code)
        self.assertEqual(1, batch(text="{").code)
        self.assertEqual(1, batch(text=case() + "\n{").code)

    def test_too_many(self):
        text = case() + "\n" + "{\n" * 3
        for most, code in (("0", 2), ("2", 2), ("3", 1), ("1,000", 1)):
            done = batch("--max-rejects", most, text=text)
            self.assertEqual(code, done.code, most)
            self.assertEqual(code == 2, f"given up: more than {most} cases were rejected" in done.err)
        results, rejects = self.path("results"), self.path("rejects")
        for arguments in (["-o", results], ["-o", results, "--csv"], []):
            done = batch("--max-rejects=1", "--rejects", rejects, *arguments, text=text)
            self.assertEqual(2, done.code)
            self.assertIn(f"they are in {rejects}", done.err)
            self.left("rejects")
            self.assertGreaterEqual(read(rejects).count("\n"), 2)
            os.unlink(rejects)
        self.assertEqual(2, batch("--max-rejects=0", "-o", results, text=text).code)
        self.left()

    def test_none(self):
        path = self.path("rejects")
        self.assertEqual(0, batch("--rejects", path, text=case()).code)
        self.assertEqual("", read(path))


# ---- what is said ------------------------------------------------------------------------------------------------


ANY = re.compile(r"/\d+|(?<=/lines/)(\w+)/\w+$") # of a pointer: the plan, the child, the line
ROW = re.compile(r"^ +([\d,]+) +[\d.]+ %  (.*)$", re.MULTILINE)


class Summary(BatchCase):
    def test_it_counts_what_the_json_holds(self):
        done = batch("--rejects", self.path("r"), text=caseload() + b"{\n" * 1234)
        results = done.results()
        children = [child for result in results for child in result["children"]]
        rows = {name: int(count.replace(",", "")) for count, name in ROW.findall(done.err)}
        self.assertTrue(done.err.startswith(f"{len(results):,} cases, {len(children):,} children, 1,234 rejected\n"))
        for letter in "ABCDEF":
            name = next(name for name in rows if name.startswith(f"(5)({letter})"))
            of_letter = [child for child in children
                         if child["status"] == "determined" and child["paragraph"] == f"(5)({letter})"]
            self.assertEqual(len(of_letter), rows[name])
        self.assertEqual(self.count(children, "needs_information"), rows["need information"])
        self.assertEqual(self.count(children, "undecided"), rows["undecided by the text as read"])
        needing = self.count(results, "needs_information")
        self.assertIn(f"in the {needing:,} cases that need information:\n", done.err)
        missing = [{ANY.sub(lambda found: f"{found[1] or ''}/*", need["fact"]) for need in result["needs"]}
                   for result in results]
        shown = [(name, count) for name, count in rows.items() if name.startswith("/")]
        totals = {name: sum(name in facts for facts in missing) for facts in missing for name in facts}
        self.assertEqual([totals[name] for name, _ in shown], [count for _, count in shown])
        self.assertEqual(sorted(totals.values(), reverse=True)[:8], [count for _, count in shown])
        readings = [{entry["reading"] for entry in result["other_readings"]} for result in results]
        for name in {name for names in readings for name in names}:
            self.assertEqual(sum(name in names for names in readings), rows[name])
        self.narrow(done.err, "summary")

    @staticmethod
    def count(entries, status):
        return sum(entry["status"] == status for entry in entries)

    def test_quiet(self):
        self.assertEqual((0, ""), (batch("-q", text=case()).code, batch("--quiet", text=case()).err))
        self.assertIn("standard input:1:2", batch("-q", text="{").err)

    def test_one(self):
        self.assertTrue(batch(text=case()).err.startswith("1 case, 1 child\n"))


class Progress(BatchCase):
    def on_terminal(self, *arguments, results=subprocess.DEVNULL, count=6000, **changes):
        """What stands on standard error, a terminal, at the end."""
        terminal, end = pty.openpty()
        some = generated(count, "--missing", "0.3")
        path = self.file("cases", some + b"{\n" + some)
        process = subprocess.Popen([harness.program, "batch", "-j", "1", *arguments, path], env=environment(**changes),
                                   stdin=subprocess.DEVNULL, stdout=end if results is None else results, stderr=end)
        os.close(end)
        text = b""
        while process.poll() is None or select.select([terminal], [], [], 0.1)[0]:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    text += os.read(terminal, 65536)
                except OSError: # the other end is closed
                    break
        process.wait(timeout=60)
        os.close(terminal)
        self.assertEqual(1, process.returncode)
        return text.decode().replace("\r\n", "\n")

    def test_on_a_terminal(self):
        text = self.on_terminal(count=20000)
        self.assertRegex(text, r"\r\x1b\[K +\d+ %, [\d,]+ cases")
        # What is said stands on a line of its own, and nothing is left of the progress.
        self.assertRegex(text, r"(^|\n|\r\x1b\[K)\S*cases:20001:2: found")
        self.assertRegex(text, r"(\n|\r\x1b\[K)40,000 cases, ")

    def test_not_where_nobody_looks(self):
        for text in (self.on_terminal("-q"), self.on_terminal(TERM="dumb"), self.on_terminal(results=None, count=100)):
            self.assertNotIn(" %, ", text)


# ---- usage -------------------------------------------------------------------------------------------------------


class Usage(BatchCase):
    def test_what_cannot_be(self):
        path = self.file("c", case())
        for arguments, parts in (
                (["--trace", "--csv"], ["--trace", "--csv"]), (["--resume"], ["--output FILE"]),
                (["--resume", "-o", "/dev/null"], ["--output FILE"]),
                (["--tables", self.folder, path], ["--tables or files"]), (["-j", "0"], ["from 1 to 64"]),
                (["-j", "65"], ["from 1 to 64"]), (["--max-rejects", "-1"], ["--max-rejects"]),
                (["--as-of", "2018-01-01"], ["2019-08-28"]), (["--reading", "x=y"], ["no reading"]),
                (["-o", self.path("x"), "--rejects", self.path("x")], ["the same file"]),
                (["-o", self.path("no/x")], ["no/x", "No such file"]),
                (["-o", self.folder], [self.folder, "directory"]),
                (["--rejects", self.path("no/x")], ["no/x", "No such file"])):
            self.refused(batch(*arguments, text=case()), *parts)
            self.left("c")

    def test_what_cannot_be_read(self):
        path = self.file("c", case())
        for bad, why in ((self.path("absent"), "No such file"), (self.folder, "directory")):
            for order in ([bad], [bad, path], [path, bad]):
                done = batch("-o", self.path("o"), *order)
                self.refused(done, f"cannot read {bad}: ", why)
                self.assertFalse(os.path.exists(self.path("o")))
                for name in os.listdir(self.folder):
                    if name.startswith("o."): # the good file was determined
                        os.unlink(self.path(name))

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_what_may_not_be_read(self):
        path = self.file("c", case())
        os.chmod(path, 0)
        self.refused(batch("-o", self.path("o"), path), f"cannot read {path}: Permission denied")
