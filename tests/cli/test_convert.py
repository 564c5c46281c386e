"""medsupport convert: case documents to tables and back, nothing lost; what is wrong with either, all of it."""

import csv
import json
import os
import random
import re
import shutil
import signal
import subprocess
import time

import harness
from harness import ROOT, Case, case, environment, example, examples, run, run_on_full_disk, scenario_documents

TABLES = ["cases", "children", "plans", "requests", "obligations", "provenance"]
EXAMPLES = ["5c-employer-plan", "agency-foster-care", "facts-missing", "modification", "next-county-hmo", "split-family"]


def normal(value, name=None, within=None):
    """A part of a document in the one form of docs/tables.md; None when it says nothing."""
    if isinstance(value, dict):
        parts = {key: normal(inner, key, name) for key, inner in value.items()}
        parts = {key: inner for key, inner in parts.items() if inner is not None}
        says = name in (None, "public_coverage", "service_area", "lines") or within == "provenance"
        return parts if parts or says else None
    if isinstance(value, list):
        if not value and (name == "information_requests" or within == "service_area"):
            return None
        return [normal(inner) for inner in value]
    if value == "" and name in ("notes", "source", "evidence"):
        return None
    return value


def parsed(text):
    """Documents as data, numbers as the text that they are written as."""
    return [json.loads(line, parse_int=str, parse_float=str) for line in text.splitlines()]


def compact(text):
    """A document on one line, its numbers as they are."""
    return re.sub(r"\n\s*", "", text)


class Folder(Case):
    def to_tables(self, text, name="tables"):
        path = self.path(name)
        result = run("convert", "--to-tables", path, text=text)
        self.assertEqual((0, "", ""), (result.code, result.out, result.err))
        return path

    def from_tables(self, path):
        result = run("convert", "--tables", path)
        self.assertEqual((0, ""), (result.code, result.err))
        return result.out

    def read_tables(self, path):
        return {name: harness.read(os.path.join(path, name + ".csv")) for name in TABLES}

    def there_and_back(self, text):
        """That documents come back as they were, and tables from what came back are the same tables."""
        first = self.to_tables(text, "first")
        back = self.from_tables(first)
        for before, after in zip(parsed(text), parsed(back), strict=True):
            self.assertEqual(normal(before), normal(after))
        second = self.to_tables(back, "second")
        self.assertEqual(self.read_tables(first), self.read_tables(second))
        shutil.rmtree(first)
        shutil.rmtree(second)
        return back

    def write_tables(self, name="tables", **tables):
        folder = self.path(name)
        os.makedirs(folder, exist_ok=True)
        for table, text in tables.items():
            with open(os.path.join(folder, table + ".csv"), "w", encoding="utf-8", newline="") as file:
                file.write(text)
        return folder

    def left(self, *names):
        self.assertEqual(sorted(names), sorted(os.listdir(self.folder)))


class ThereAndBack(Folder):
    def test_examples(self):
        self.there_and_back("".join(compact(harness.read(path)) + "\n" for path in examples()))

    def test_scenarios(self):
        """All of them in one caseload, each with an id of its own."""
        texts = [re.sub(r'"case_id": *"[^"]*"', f'"case_id": "s-{i:04}"', compact(text), count=1)
                 for i, (_, text) in enumerate(scenario_documents())]
        self.assertGreater(len(texts), 200)
        self.there_and_back("\n".join(texts) + "\n")

    def test_a_synthetic_caseload(self):
        for share in ("0", "20%", "90%"):
            back = self.there_and_back(run("generate", "-n", "2000", "--seed", "9", "--missing", share).out)
            self.assertLess(back.count("null"), len(back) / 100)

    def test_the_determinations_are_the_same(self):
        text = run("generate", "-n", "500", "--seed", "4", "--missing", "0.3").out
        back = self.from_tables(self.to_tables(text))
        self.assertEqual(run("determine", "--ndjson", text=text).out, run("determine", "--ndjson", text=back).out)

    def test_rows_in_any_order(self):
        """However the rows are shuffled: the cases in the order of cases.csv, their lists in the order of the rows."""
        text = run("generate", "-n", "600", "--seed", "2", "--missing", "20%").out
        tables = self.read_tables(self.to_tables(text))
        random.seed(20261122)
        shuffled = {}
        for name, table in tables.items():
            rows = list(csv.reader(table.splitlines()))
            groups = {}
            for row in rows[1:]:
                groups.setdefault(row[0], []).append(row)
            order = [row[0] for row in rows[1:]]
            random.shuffle(order)
            shuffled[name] = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n"
                                     for row in [rows[0]] + [groups[key].pop(0) for key in order])
        back = self.from_tables(self.write_tables("shuffled", **shuffled))
        expected = {document["case_id"]: normal(document) for document in parsed(text)}
        found = [normal(document) for document in parsed(back)]
        self.assertEqual([row[0] for row in csv.reader(shuffled["cases"].splitlines())][1:],
                         [document["case_id"] for document in found])
        for document in found:
            self.assertEqual(expected[document["case_id"]], document)

    def test_columns_in_any_order(self):
        tables = self.read_tables(self.to_tables(case() + "\n"))
        turned = {}
        for name, table in tables.items():
            rows = [list(reversed(row)) for row in csv.reader(table.splitlines())]
            turned[name] = "\ufeff" + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
        self.assertEqual(self.from_tables(self.path("tables")), self.from_tables(self.write_tables("turned", **turned)))

    def test_one_document_of_several_lines(self):
        path = self.path("tables")
        result = run("convert", "--to-tables", path, example("split-family"), example("modification"))
        self.assertEqual((0, ""), (result.code, result.err))
        self.assertEqual(["split-family", "modification"],
                         [document["case_id"] for document in parsed(self.from_tables(path))])

    def test_the_example_tables_are_the_examples(self):
        result = run("convert", "--to-tables", self.path("tables"), *(example(name) for name in EXAMPLES))
        self.assertEqual((0, ""), (result.code, result.err))
        self.assertEqual(self.read_tables(os.path.join(ROOT, "examples", "tables")),
                         self.read_tables(self.path("tables")))


class Documented(Folder):
    """docs/tables.md against the tables that are written."""

    def columns(self):
        """For each table the rows of its part of the page: column, meaning, values, example."""
        parts = re.split(r"^## `(\w+)\.csv`$", harness.read(os.path.join(ROOT, "docs", "tables.md")), flags=re.MULTILINE)
        return {name: re.findall(r"^\| `(\w+)` \|(.*?)\|(.*?)\| `(.*?)` \|$", text, re.MULTILINE)
                for name, text in zip(parts[1::2], parts[2::2])}

    def test_every_column_in_order(self):
        written = self.read_tables(self.to_tables(case() + "\n"))
        found = self.columns()
        self.assertEqual(sorted(TABLES), sorted(found))
        for name in TABLES:
            self.assertEqual(written[name].split("\n")[0].split(","), [row[0] for row in found[name]], name)

    def test_required_columns(self):
        for name, rows in self.columns().items():
            for column, meaning, _, _ in rows:
                header = ",".join(row[0] for row in rows if row[0] != column)
                tables = {"cases": "case_id\n", "children": "case_id,child_id\n", "plans": "case_id,parent,plan_id\n"}
                tables[name] = header + "\n"
                result = run("convert", "--tables", self.write_tables(**tables))
                if "required" in meaning:
                    self.bad(result, f"{name}.csv:1: {column}: found nothing, expected this column, which is required")
                else:
                    self.assertEqual((0, ""), (result.code, result.err), f"{name}.{column}")
                shutil.rmtree(self.path("tables"))

    def test_the_examples_can_be_read(self):
        """Each example by itself in a case that has what it needs."""
        base = {"cases": {"case_id": "2026-000123", "action": "modify", "form_14_calculated": "true"},
                "children": {"case_id": "2026-000123", "child_id": "c1"},
                "plans": {"case_id": "2026-000123", "parent": "parent_not_seeking", "plan_id": "p"},
                "requests": {"case_id": "2026-000123", "of": "parent_seeking", "sent": "2026-01-01"},
                "obligations": {"case_id": "2026-000123", "children": "c1", "obligor": "parent_seeking",
                                "obligation": "provide_coverage"},
                "provenance": {"case_id": "2026-000123", "pointer": "/children"}}
        for name, rows in self.columns().items():
            for column, _, _, value in rows:
                tables = {}
                for table, row in base.items():
                    row = {**row, column: value} if table == name else row
                    lines = [list(row), list(row.values())]
                    if table == "children":
                        lines.append(["c2" if key == "child_id" else cell if key == "case_id" else ""
                                      for key, cell in row.items()])
                    tables[table] = "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)
                text = self.from_tables(self.write_tables(**tables))
                shown = {"(none)": "[]", "(listed)": "", "medical dental": '["medical","dental"]',
                         "65101 65109": '["65101","65109"]', "MO KS": '["MO","KS"]', "c1 c2": '["c1","c2"]',
                         "MO:Cole; MO:St. Louis": '"county":"St. Louis"'}.get(value, value)
                self.assertIn(shown, text, f"{name}.{column}")


class BadTables(Folder):
    def check(self, *parts, **tables):
        folder = self.write_tables(**tables)
        result = run("convert", "--tables", folder)
        self.bad(result, *parts)
        shutil.rmtree(folder)
        return result.err

    def test_no_folder(self):
        self.bad(run("convert", "--tables", self.path("nothing")), "nothing:", "a folder with cases.csv")
        self.bad(run("convert", "--tables", self.path("file", "")), "a folder with cases.csv")

    def test_a_pipe_for_a_table(self):
        folder = self.write_tables(cases="case_id\nA\n", children="case_id,child_id\nA,1\n",
                                   plans="case_id,parent,plan_id\n")
        os.mkfifo(os.path.join(folder, "requests.csv"))
        for command in ("convert", "batch", "simulate"):
            self.bad(run(command, "--tables", folder), f"{folder}/requests.csv: found something that is no file")
        for command in ("batch", "simulate"):
            self.bad(run(command, "--tables", self.path("nothing")), f"{self.path('nothing')}: found No such file")
        self.bad(run("batch", "--tables", self.folder), f"{self.folder}/plans.csv: found no such file")

    def test_every_problem_is_said(self):
        err = self.check("tables/cases.csv:2: as_of /as_of: found \"2025-02-30\", expected a day that the calendar has",
                         "tables/children.csv:4: state /children/0/residence/state: found \"Mo\", expected a state",
                         "(did you mean MO?)", "tables/children.csv:3: case_id: found \"Z\", expected the case_id of a row",
                         "tables/plans.csv:2: found 2 cells, expected 3",
                         cases="case_id,as_of\nA,2025-02-30\nB,\n", children="case_id,child_id,state\nA,c,\nZ,c,\nB,c,Mo\n",
                         plans="case_id,parent,plan_id\nA,parent_seeking\n")
        self.assertNotIn("medsupport:", err)

    def test_the_first_thousand_problems(self):
        rows = "".join(f"{i:04},x\n" for i in range(1200))
        children = "".join(f"{i:04},c\n" for i in range(1200)) + "Z,c\n" * 900
        for strays in ("", "Z,c\n" * 900):
            err = self.check("these are the first 1000 problems of " + ("2100" if strays else "1200"),
                             cases="case_id,as_of\n" + rows, plans="case_id,parent,plan_id\n",
                             children="case_id,child_id\n" + children.replace("Z,c\n", "") + strays)
            self.assertEqual(1001, err.count("\n"))

    def test_nothing_is_written(self):
        folder = self.write_tables(cases="case_id\nA\n", children="case_id,child_id\n", plans="case_id,parent,plan_id\n")
        self.bad(run("convert", "--tables", folder, "-o", self.path("out")), "no row of this case in children.csv")
        self.left("tables")

    def test_a_file_that_was_meant_to_be_a_table(self):
        self.check("tables/obligation.csv: found a file that is no table", "did you mean obligations.csv?",
                   cases="case_id\n", children="case_id,child_id\n", plans="case_id,parent,plan_id\n", obligation="")

    def test_a_case_that_is_too_long_as_a_document(self):
        zips = " ".join(f"{zip:05}" for zip in range(2000))
        plans = "".join(f"A,{parent},{parent}{i},{zips}\n" for parent in ("parent_seeking", "parent_not_seeking")
                        for i in range(32))
        counties = "; ".join(f"MO:{i:03}" + "x" * 90 for i in range(300))
        plans = plans.replace("\n", f",{counties}\n")
        self.check("2 MiB", cases="case_id\nA\n", children="case_id,child_id\nA,c\n",
                   plans="case_id,parent,plan_id,zips,counties\n" + plans)
        counties = "; ".join(f"MO:{i:03}" for i in range(300))
        plans = re.sub(r",MO:.*$", f",{counties}", plans, flags=re.MULTILINE)
        self.check("tables/cases.csv:2: found a case that is longer as a document, expected at most 1 MiB",
                   cases="case_id\nA\n", children="case_id,child_id\nA,c\n",
                   plans="case_id,parent,plan_id,zips,counties\n" + plans)


class BadDocuments(Folder):
    def test_every_problem_is_said(self):
        path = self.path("tables")
        result = run("convert", "--to-tables", path, text=case() + "\n" + case(as_of="x") + "\n{}\nnull\n")
        self.bad(result, "standard input:2:", "/as_of", "standard input:3:", "/case_id", "standard input:4:")
        self.left()

    def test_one_id_for_two(self):
        result = run("convert", "--to-tables", self.path("tables"), text=(case() + "\n") * 2 + case(case_id="b") + "\n")
        self.bad(result, 'standard input: document 2 has the case_id "t-1" of one before it')
        self.left()

    def test_one_id_in_two_files(self):
        first = self.path("first", case() + "\n" + case(case_id="b") + "\n")
        second = self.path("second", "\n" + case(case_id="c") + "\n" + case() + "\n")
        result = run("convert", "--to-tables", self.path("tables"), first, second, first)
        self.bad(result, f'{second}: document 2 has the case_id "t-1"', f'{first}: document 1 has the case_id "t-1"',
                 f'{first}: document 2 has the case_id "b"')
        self.left("first", "second")

    def test_a_long_document(self):
        text = case(notes="x" * 1100000)
        for long in (text, json.dumps(json.loads(text), indent=1)):
            self.bad(run("convert", "--to-tables", self.path("tables"), text=long), "at most 1048576")
        self.left()

    def test_a_file_that_is_not_there(self):
        result = run("convert", "--to-tables", self.path("tables"), self.path("nothing"))
        self.bad(result, "cannot read", "nothing: No such file")
        self.left()


class Usage(Folder):
    def test_which_way(self):
        self.bad(run("convert"), "--tables=DIR", "--to-tables=DIR")
        self.bad(run("convert", "--tables=a", "--to-tables=b"), "not both")
        self.bad(run("convert", "--tables=a", "file"), "'file' is given beside --tables")
        self.bad(run("convert", "--to-tables=a", "-o", "b"), "--output is given beside it")

    def test_help_is_narrow(self):
        self.narrow(run("convert", "--help").out, "convert --help")


class Output(Folder):
    def test_a_folder_that_is_empty(self):
        os.mkdir(self.path("tables"), 0o750)
        self.assertEqual(1, len(parsed(self.from_tables(self.to_tables(case() + "\n") + "/"))))
        self.assertEqual(0o750, os.stat(self.path("tables")).st_mode & 0o777)
        self.to_tables(case() + "\n", "new/")
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual(0o777 & ~mask, os.stat(self.path("new")).st_mode & 0o777)
        self.left("new", "tables")

    def test_a_folder_where_one_is(self):
        """It stays the folder that it is: who works in it sees the tables."""
        os.mkdir(self.path("tables"))
        os.symlink("tables", self.path("link"))
        self.assertEqual(0, run("convert", "--to-tables", ".", text=case(), cwd=self.path("tables")).code)
        number = os.stat(self.path("tables")).st_ino
        tables = sorted(os.listdir(self.path("tables")))
        self.assertEqual(["cases.csv", "children.csv", "obligations.csv", "plans.csv", "provenance.csv",
                          "requests.csv"], tables)
        self.bad(run("convert", "--to-tables", self.path("link"), text=case()), "holds files")
        for name in tables:
            os.unlink(self.path(os.path.join("tables", name)))
        self.bad(run("convert", "--to-tables", self.path("link"), text="{}"), "standard input:1:")
        self.assertEqual([], os.listdir(self.path("tables")))
        self.assertEqual(0, run("convert", "--to-tables", self.path("link"), text=case()).code)
        self.assertEqual((number, tables), (os.stat(self.path("tables")).st_ino, sorted(os.listdir(self.path("tables")))))
        self.left("link", "tables")

    def test_a_link_to_a_folder_that_is_not_there(self):
        os.symlink("far", self.path("link"))
        self.to_tables(case() + "\n", "link")
        self.assertTrue(os.path.islink(self.path("link")) and os.path.isdir(self.path("far")))

    def test_a_folder_that_is_not(self):
        for path in (self.write_tables(other=""), self.path("file", ""), self.path("no/folder")):
            result = run("convert", "--to-tables", path, text=case())
            self.bad(result, path)
        self.assertEqual(["other.csv"], os.listdir(self.path("tables")))
        self.left("file", "tables")

    def test_to_a_file(self):
        tables = self.to_tables(case() + "\n")
        path = self.path("out")
        self.assertEqual((0, ""), (run("convert", "--tables", tables, "-o", path).code, ""))
        self.assertEqual(self.from_tables(tables), harness.read(path))
        self.left("out", "tables")

    def test_no_room(self):
        tables = self.to_tables(run("generate", "-n", "2000").out)
        code, err = run_on_full_disk("convert", "--tables", tables)
        self.assertEqual(2, code)
        self.assertIn("No space left", err)

    def test_a_reader_that_goes_away(self):
        tables = self.to_tables(run("generate", "-n", "3000").out)
        done = subprocess.Popen([harness.program, "convert", "--tables", tables], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, env=environment())
        done.stdout.close()
        self.assertIn(b"Broken pipe", done.stderr.read())
        done.stderr.close()
        self.assertEqual(2, done.wait(timeout=60))

    def test_no_room_for_a_table(self):
        """With a limit on the size of files: nothing is left."""
        text = run("generate", "-n", "3000").out
        script = 'ulimit -f 100; trap "" XFSZ; exec "$@"'
        done = subprocess.run(["sh", "-c", script, "sh", harness.program, "convert", "--to-tables", self.path("tables")],
                              input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
                              check=False, timeout=60)
        self.assertEqual(2, done.returncode)
        self.assertIn(b"cannot write", done.stderr)
        self.left()

    def test_a_signal_leaves_nothing(self):
        for way in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            done = subprocess.Popen([harness.program, "convert", "--to-tables", self.path("tables")],
                                    stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
                                    preexec_fn=lambda way=way: signal.signal(way, signal.SIG_DFL)) # nohup ignores one
            deadline = time.monotonic() + 20
            while not os.listdir(self.folder) and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(0.05)
            done.send_signal(way)
            self.assertEqual(-way, done.wait(timeout=20))
            done.stdin.close()
            done.stderr.close()
            self.left()
