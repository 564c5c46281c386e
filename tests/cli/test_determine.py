"""medsupport determine."""

import json
import os
import stat
import subprocess
import xml.etree.ElementTree as xml

import harness
from harness import (ANSI, Case, case, environment, example, examples, read, run, run_on_full_disk,
                     scenario_documents)


def one_line(path):
    return json.dumps(json.loads(read(path)), ensure_ascii=False)


class Forms(Case):
    def test_text_is_the_default(self):
        plain = run("determine", example("5c-employer-plan"))
        self.assertEqual(0, plain.code)
        self.assertIn("Luis Diaz (parent not seeking support) is ordered to provide health coverage", plain.out)
        self.assertIn("as of November 2, 2026", plain.out)
        self.assertEqual(plain.out, run("determine", "--text", example("5c-employer-plan")).out)
        self.assertEqual("", plain.err)

    def test_a_plan_of_a_silent_parent_would_change_it(self):
        """What is not known of that parent counts as not shown; a plan that is shown counts."""
        self.assertIn("If Marc Fontaine had a plan that passed every test: (5)(C)",
                      run("determine", example("silent-parent")).out)

    def test_the_divisions_form_is_among_its_own_records(self):
        """Whom to ask for an entry of the Form 14 that the division calculated: nobody, the record has it."""
        form = {"calculated": True, "lines": {"parent_not_seeking": {"line_1": "2000.00"}}}
        text = case(children=[{"id": "c1", "public_coverage": False}], parent_not_seeking={"plans": []},
                    parent_seeking={"kind": "parent", "plans": []}, form_14=form)
        needs = json.loads(run("determine", "--json", text=text).out)["needs"]
        lines = [need["ask"] for need in needs if need["fact"].startswith("/form_14/lines/")]
        self.assertEqual({"agency_record"}, set(lines))

    def test_json_of_one_case_is_indented(self):
        result = run("determine", "--json", example("5c-employer-plan"))
        self.assertEqual("(5)(C)", result.parsed()["children"][0]["paragraph"])
        self.assertTrue(result.out.startswith("{\n  \"format\""))
        self.assertTrue(result.out.endswith("}\n"))

    def test_ndjson_of_one_case_is_one_line(self):
        result = run("determine", "--ndjson", example("5c-employer-plan"))
        self.assertEqual(1, result.out.count("\n"))
        self.assertEqual(run("determine", "--json", example("5c-employer-plan")).parsed(), result.parsed())

    def test_json_of_several_cases_is_one_line_each(self):
        lines = run("determine", "--json", *examples()).out.splitlines()
        ids = [json.loads(line)["case_id"] for line in lines]
        self.assertEqual([json.loads(read(path))["case_id"] for path in examples()], ids)

    def test_texts_of_several_cases_are_apart(self):
        both = run("determine", example("5e-medicaid"), example("5f-no-coverage")).out
        first, second = (run("determine", example(name)).out for name in ("5e-medicaid", "5f-no-coverage"))
        self.assertEqual(first + "\n" + second, both)

    def test_trace_only_when_asked_for(self):
        self.assertEqual([], run("determine", "--json", example("5c-employer-plan")).parsed()["trace"])
        traced = run("determine", "--json", "--trace", example("5c-employer-plan")).parsed()
        self.assertEqual("taken", traced["trace"][-1]["result"])
        self.assertLess(len(run("determine", example("5c-employer-plan")).out),
                        len(run("determine", "--trace", example("5c-employer-plan")).out))

    def test_every_picture_is_well_formed(self):
        for path in examples():
            result = run("determine", "--svg", path)
            root = xml.fromstring(result.out)
            self.assertEqual("{http://www.w3.org/2000/svg}svg", root.tag)
            self.assertIsNotNone(root.find("{http://www.w3.org/2000/svg}title"))

    def test_one_form_at_a_time(self):
        self.bad(run("determine", "--json", "--svg", example("5e-medicaid")), "give one of")

    def test_a_picture_of_several_cases_is_refused(self):
        self.bad(run("determine", "--svg", example("5e-medicaid"), example("5f-no-coverage")),
                 "draws one case, and there are 2")


class Input(Case):
    def test_quotes_and_brackets_in_strings_do_not_end_a_document(self):
        odd = json.dumps(json.loads(case(notes='one quotation mark " } } and [ [ [')))
        self.assertEqual(2, run("determine", "--json", text=odd + "\n" + odd + "\n").out.count("\n"))
        self.assertEqual(0, run("determine", text=json.dumps(json.loads(odd), indent=1)).code)

    def test_standard_input(self):
        text = read(example("5e-medicaid"))
        expected = run("determine", example("5e-medicaid")).out
        self.assertEqual(expected, run("determine", text=text).out)
        self.assertEqual(expected, run("determine", "-", text=text).out)

    def test_ndjson(self):
        lines = "\n".join(one_line(path) for path in examples()) + "\n"
        expected = run("determine", "--json", *examples())
        result = run("determine", "--json", text=lines)
        self.assertEqual(expected.out, result.out)
        self.assertEqual(expected.code, result.code)

    def test_ndjson_with_blank_lines_and_carriage_returns(self):
        lines = "\r\n\r\n".join([one_line(example("5e-medicaid")), one_line(example("5f-no-coverage")), ""])
        self.assertEqual(2, run("determine", "--json", text="\n" + lines).out.count("\n"))

    def test_a_problem_is_said_with_the_line_of_the_file(self):
        lines = [one_line(example("5e-medicaid")), case(acton="modify"), "{}"]
        result = run("determine", "--json", text="\n".join(lines))
        column = lines[1].index('"acton"') + 1
        self.bad(result, f"standard input:2:{column}: /acton: found", "did you mean action?",
                 "standard input:3:1: /format: found nothing", "standard input:3:1: /case_id: found nothing")

    def test_every_problem_of_every_file(self):
        first = self.path("first.json", case(as_of="2025-02-30", children=[]))
        second = self.path("second.json", "{")
        result = run("determine", first, second, self.path("absent.json", None))
        self.assertEqual(2, result.code)
        self.assertEqual("", result.out)
        self.assertIn("absent.json: No such file", result.err)
        result = run("determine", first, second)
        self.bad(result, "first.json:1:", "/as_of: found \"2025-02-30\"", "/children: found", "second.json:1:")

    def test_a_good_case_is_not_written_when_another_is_bad(self):
        bad = self.path("bad.json", "[]")
        self.bad(run("determine", example("5e-medicaid"), bad))
        self.bad(run("determine", bad, example("5e-medicaid")))
        self.bad(run("determine", text="{}\n" + one_line(example("5e-medicaid"))))

    def test_empty_input(self):
        self.bad(run("determine", text=""), "standard input:1:1")

    def test_a_document_over_the_limit(self):
        self.bad(run("determine", text=case(notes="x" * (1 << 20))), "expected at most 1048576")

    def test_control_characters_do_not_reach_the_terminal(self):
        result = run("determine", text=case(**{"a\x1b[31mb": 1}))
        self.bad(result)
        self.assertNotIn("\x1b", result.err)
        result = run("determine", self.path("a\x1b]0;x\x07.json"))
        self.assertNotIn("\x1b", result.err)

    def test_a_folder_is_no_file(self):
        self.bad(run("determine", self.folder), "cannot read", "directory")


class Days(Case):
    def test_as_of_overrides_the_document(self):
        later = run("determine", "--json", "--as-of", "2027-01-01", text=case())
        self.assertEqual("2027-01-01", later.parsed()["as_of"])
        plans = json.loads(case())["parent_not_seeking"]
        plans["plans"][0]["available_from"] = "2026-12-01"
        document = case(parent_not_seeking=plans)
        self.assertEqual("(5)(F)", run("determine", "--json", text=document).parsed()["children"][0]["paragraph"])
        later = run("determine", "--json", "--as-of=2026-12-01", text=document)
        self.assertEqual("(5)(C)", later.parsed()["children"][0]["paragraph"])

    def test_today_where_no_day_is_stated(self):
        day = subprocess.run(["date", "+%F"], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
        self.assertEqual(day, run("determine", "--json", text=case(as_of=None)).parsed()["as_of"])

    def test_before_the_rule(self):
        self.bad(run("determine", text=case(as_of="2019-08-27")),
                 "/as_of: found 2019-08-27, expected 2019-08-28 or later")
        self.bad(run("determine", "--as-of", "2019-08-27", text=case()), "expected 2019-08-28 or later")
        self.assertEqual(0, run("determine", "--as-of", "2019-08-28", text=case()).code)

    def test_no_day(self):
        for wrong in ("2026-02-29", "2026-1-1", "today", ""):
            self.bad(run("determine", "--as-of", wrong, text=case()), f"'{wrong}' is not a day")


class Readings(Case):
    def test_a_reading_decides(self):
        document = read(example("next-county-hmo"))
        self.assertEqual(0, run("determine", text=document).code)
        self.assertEqual(4, run("determine", "--reading", "inaccessible-plan=literal", text=document).code)
        self.assertEqual(4, run("determine", "-rinaccessible-plan=literal", text=document).code)
        self.assertEqual(0, run("determine", "-r", "inaccessible-plan=literal", "-r", "inaccessible-plan=go-on",
                                text=document).code)

    def test_unknown_names(self):
        self.bad(run("determine", "--reading", "inaccesible-plan=literal", text=case()),
                 "did you mean 'inaccessible-plan'?")
        self.bad(run("determine", "--reading", "inaccessible-plan=literall", text=case()),
                 "go-on, literal", "did you mean 'literal'?")
        self.bad(run("determine", "--reading", "custodian", text=case()), "NAME=CHOICE")


class Exits(Case):
    def test_the_least_settled_counts(self):
        determined, needs = example("5e-medicaid"), example("facts-missing")
        undecided = example("next-county-hmo")
        literal = ["--reading", "inaccessible-plan=literal"]
        self.assertEqual(0, run("determine", *literal, determined).code)
        self.assertEqual(4, run("determine", *literal, determined, undecided).code)
        self.assertEqual(3, run("determine", *literal, needs, undecided, determined).code)

    def test_status_and_exit_agree(self):
        exits = {"determined": 0, "needs_information": 3, "undecided": 4}
        count = 0
        for path, document in scenario_documents():
            result = run("determine", "--json", text=document)
            self.assertIn(result.code, (0, 3, 4), path + result.err)
            self.assertEqual(exits[result.parsed()["status"]], result.code, path)
            count += 1
        self.assertGreaterEqual(count, 80)


class Output(Case):
    def test_a_file(self):
        path = self.path("out.json", "before")
        os.chmod(path, 0o640)
        result = run("determine", "--json", "-o", path, example("5c-employer-plan"))
        self.assertEqual((0, ""), (result.code, result.out))
        self.assertEqual(run("determine", "--json", example("5c-employer-plan")).out, read(path))
        self.assertEqual(0o640, os.stat(path).st_mode & 0o777)
        self.assertEqual(["out.json"], os.listdir(self.folder))

    def test_a_new_file_gets_the_usual_permissions(self):
        path = self.path("new.txt")
        mask = os.umask(0o027)
        os.umask(mask)
        run("determine", "--output=" + path, example("5c-employer-plan"))
        self.assertEqual(0o666 & ~mask, os.stat(path).st_mode & 0o777)

    def test_a_link_stays_a_link(self):
        target, link = self.path("target.txt", "before"), self.path("link.txt")
        os.symlink("target.txt", link)
        self.assertEqual(0, run("determine", "-o", link, example("5c-employer-plan")).code)
        self.assertTrue(os.path.islink(link))
        self.assertIn("Luis Diaz", read(target))

    def test_a_file_stays_when_the_input_is_bad(self):
        path = self.path("out.json", "before")
        self.bad(run("determine", "-o", path, text="{}"))
        self.assertEqual("before", read(path))

    def test_no_such_folder(self):
        self.bad(run("determine", "-o", self.path("absent/out"), example("5c-employer-plan")), "cannot write",
                 "No such file")

    def test_a_full_disk(self):
        code, said = run_on_full_disk("determine", example("5c-employer-plan"))
        self.assertEqual(2, code)
        self.assertIn("cannot write standard output: No space left", said)

    def test_a_pipe_is_written_to_and_stays(self):
        pipe = self.path("pipe")
        os.mkfifo(pipe)
        with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
            self.assertEqual(0, run("determine", "-o", pipe, example("5c-employer-plan")).code)
            if not stat.S_ISFIFO(os.stat(pipe).st_mode):
                reader.kill()
            self.assertEqual(run("determine", example("5c-employer-plan")).out, reader.stdout.read().decode())
        self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode))

    def test_a_reader_that_goes_away(self):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run([harness.program, "determine", example("5c-employer-plan")], stdout=writing,
                              stderr=subprocess.PIPE, env=environment(), check=False)
        os.close(writing)
        self.assertEqual(2, done.returncode)
        self.assertIn(b"Broken pipe", done.stderr)


class Colour(Case):
    def test_when(self):
        path = example("5c-employer-plan")
        plain = run("determine", path).out
        self.assertNotIn("\x1b", plain)
        always = run("determine", "--color=always", path).out
        self.assertIn("\x1b[", always)
        self.assertEqual(plain, ANSI.sub("", always))
        self.assertNotIn("\x1b", run("determine", "--color=never", path).out)
        self.assertIn("\x1b", run("determine", "--color", "always", path, env=environment(NO_COLOR="1")).out)

    def test_no_such_when(self):
        self.bad(run("determine", "--color=allways", example("5c-employer-plan")), "did you mean 'always'?")


class Widths(Case):
    def test_every_example(self):
        for path in examples():
            for options in ([], ["--trace"], ["--color=always"]):
                self.narrow(run("determine", *options, path).out, path)

    def test_every_scenario(self):
        for path, document in scenario_documents():
            self.narrow(run("determine", "--trace", text=document).out, path)

    def test_long_and_wide_names(self):
        child = {"id": "c1", "name": "\u6771\u4eac" * 60 + " " + "e\u0301" * 60}
        self.narrow(run("determine", text=case(children=[child])).out, "wide names")
