"""medsupport verify."""

import copy
import json

from harness import Case, case, example, examples, read, run, scenario_documents


def paths(value, pointer=""):
    """Every place of a JSON value that is no container."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from paths(member, f"{pointer}/{name}")
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from paths(element, f"{pointer}/{index}")
    else:
        yield pointer


def at(value, pointer):
    """The container of a place, and its key there."""
    steps = pointer.split("/")[1:]
    for step in steps[:-1]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value, int(steps[-1]) if isinstance(value, list) else steps[-1]


def other(value):
    return {True: False, False: True, None: "x"}.get(value, f"{value}x" if isinstance(value, str) else 7919)


class Verify(Case):
    def result(self, path=None, *options):
        path = path or example("5c-employer-plan")
        return run("determine", "--json", "--trace", *options, path).parsed()

    def verify(self, result, document=None):
        text = result if isinstance(result, str) else json.dumps(result)
        return run("verify", self.path("result.json", text), document or example("5c-employer-plan"))

    def test_every_example_verifies(self):
        for path in examples():
            result = self.verify(self.result(path), path)
            self.assertEqual(0, result.code, path + result.out)
            self.assertIn("The same:", result.out)

    def test_every_scenario_verifies(self):
        for path, document in scenario_documents():
            file = self.path("case.json", document)
            result = self.verify(self.result(file), file)
            self.assertEqual(0, result.code, path + result.out)

    def test_other_readings_and_days_are_taken_from_the_result(self):
        path = example("next-county-hmo")
        result = self.result(path, "--reading", "inaccessible-plan=literal", "--as-of", "2026-12-24")
        self.assertEqual("undecided", result["status"])
        self.assertEqual(0, self.verify(result, path).code)
        result["settings"]["readings"]["inaccessible-plan"] = "go-on"
        self.assertEqual(1, self.verify(result, path).code)

    def test_other_percentages_are_taken_from_the_result(self):
        result = self.result()
        result["settings"]["percent"] = "4.00"
        report = self.verify(result)
        self.assertEqual(1, report.code)
        self.assertTrue(report.out.startswith("Not by the rule's figures: the ceiling of (2) is 4.00%, where the rule has\n"
                                              "5.00%.\n"), report.out)
        self.assertIn("/children/0/paragraph\n  handed over:     \"(5)(C)\"\n  determined so:   \"(5)(E)\"", report.out)
        self.assertNotIn("the rule gives", report.out)

    def test_a_result_by_other_figures_is_never_said_to_be_the_same_without_a_word(self):
        result = json.loads(run("determine", "--json", example("silent-parent")).out)
        for name, value, words in (("percent", "5.01", "the ceiling of (2) is 5.01%, where the rule has 5.00%"),
                                   ("default_share", "49.00", "the share without a Form 14 is 49.00%"),
                                   ("answer_days", 29, "the days to answer under (4) are 29, where the rule has 30")):
            report = self.verify({**result, "settings": {**result["settings"], name: value}}, example("silent-parent"))
            self.assertIn(words, report.out.replace("\n", " "))
        self.assertNotIn("Not by", self.verify(result, example("silent-parent")).out)

    def test_other_days_to_answer_are_taken_from_the_result(self):
        result = self.result(example("silent-parent"))
        result["settings"]["answer_days"] = 365
        report = self.verify(result, example("silent-parent"))
        self.assertEqual(1, report.code)
        self.assertNotIn("/settings", report.out)
        self.assertIn("/children/0/status\n  handed over:     \"determined\"", report.out)

    def test_every_tampered_field_is_found(self):
        good = self.result()
        left_alone = ("/format", "/as_of", "/settings/")
        count = 0
        for pointer in paths(good):
            if pointer.startswith(left_alone):
                continue
            tampered = copy.deepcopy(good)
            holder, key = at(tampered, pointer)
            holder[key] = other(holder[key])
            report = self.verify(tampered)
            self.assertEqual(1, report.code, pointer)
            self.assertIn(pointer + "\n", report.out)
            self.assertIn("1 of ", report.out)
            count += 1
        self.assertGreater(count, 150)

    def test_elements_added_and_taken_away(self):
        result = self.result()
        removed = copy.deepcopy(result)
        removed["what_if"].pop()
        report = self.verify(removed)
        self.assertEqual(1, report.code)
        self.assertIn("handed over:     nothing", report.out)
        added = copy.deepcopy(result)
        added["flags"].append({"name": "invented"})
        report = self.verify(added)
        self.assertEqual(1, report.code)
        self.assertIn(f"/flags/{len(result['flags'])}\n", report.out)
        self.assertIn("the rule gives:  nothing", report.out)

    def test_a_missing_field(self):
        """Every key is always there: a result that lacks one is not the same."""
        result = self.result()
        for pointer in ("/flags", "/rule", "/children/0/percentage", "/settings/answer_days", "/obligations"):
            lacking = copy.deepcopy(result)
            holder, key = at(lacking, pointer)
            del holder[key]
            report = self.verify(lacking)
            self.assertEqual(1, report.code, pointer)
            self.assertIn(pointer + "\n  handed over:     nothing\n", report.out)
        self.assertEqual(1, self.verify({**result, "children": [{}]}).code)
        for part in ("trace", "margins", "what_if"):
            lacking = copy.deepcopy(result)
            del lacking[part]
            report = self.verify(lacking)
            self.assertEqual(0, report.code, report.out)
            self.assertIn(f"Not compared, for it was left out: {part}.", report.out)

    def test_a_chosen_reading_is_named(self):
        path = example("grandmother-custodian")
        result = run("determine", "--json", "-r", "custodian=as-parent", path).out
        report = self.verify(result, path)
        self.assertEqual(0, report.code, report.out)
        self.assertTrue(report.out.startswith("Reading chosen: custodian=as-parent.\nThe same: "), report.out)

    def test_no_object(self):
        path = self.path("b.json", "[]")
        self.assertIn("b.json:1:1: found a list", run("verify", path, path).err)
        path = self.path("c.json", "{} {}")
        self.assertIn("c.json:1:4: found the character {, expected nothing", run("verify", path, path).err)

    def test_an_invented_field(self):
        result = {**self.result(), "judge": "nobody"}
        self.assertEqual(1, self.verify(result).code)

    def test_parts_left_out_are_not_compared(self):
        result = {**self.result(), "trace": [], "what_if": []}
        report = self.verify(result)
        self.assertEqual(0, report.code, report.out)
        self.assertIn("Not compared, for it was left out: trace.", report.out)
        self.assertIn("Not compared, for it was left out: what_if.", report.out)
        self.assertNotIn("left out: margins", report.out)

    def test_other_lists_cannot_be_left_out(self):
        for name in ("children", "obligations"):
            self.assertEqual(1, self.verify({**self.result(), name: []}).code, name)
        needs = json.loads(run("determine", "--json", example("facts-missing")).out)
        self.assertEqual(1, self.verify({**needs, "needs": []}, example("facts-missing")).code)

    def test_escapes_order_and_space_make_no_difference(self):
        child = {"id": "c1", "name": "Zo\u00eb \U0001F600 \"Z\"", "public_coverage": False}
        path = self.path("case.json", case(children=[child]))
        result = self.result(path)
        turned = json.dumps(dict(reversed(result.items())), ensure_ascii=True, indent=7)
        self.assertEqual(0, self.verify(turned, path).code)
        self.assertEqual(0, self.verify(json.dumps(result, ensure_ascii=False), path).code)

    def test_another_case(self):
        report = self.verify(self.result(), example("5f-no-coverage"))
        self.assertEqual(1, report.code)
        self.assertIn("/case_id\n", report.out)
        self.narrow(report.out, "verify")

    def test_standard_input(self):
        result = run("determine", "--json", example("5c-employer-plan")).out
        self.assertEqual(0, run("verify", "-", example("5c-employer-plan"), text=result).code)
        path = self.path("result.json", result)
        self.assertEqual(0, run("verify", path, "-", text=read(example("5c-employer-plan"))).code)
        self.bad(run("verify", "-", "-", text=result), "cannot both be standard input")

    def test_bad_input(self):
        good = self.result()
        self.bad(self.verify("{"), "result.json:1:2")
        self.bad(self.verify("[]"), "result.json:1:1")
        self.bad(self.verify({**good, "format": "medsupport.determination/2"}), "/format: found")
        self.bad(self.verify({**good, "as_of": "2026-13-01"}), "/as_of: found")
        self.bad(self.verify({**good, "as_of": "2018-01-01"}), "/as_of: found 2018-01-01")
        for name in ("as_of", "settings", "status", "children", "case_id"):
            self.bad(self.verify({key: value for key, value in good.items() if key != name}), f"/{name}: found nothing")
        self.bad(run("verify", self.path("result.json", json.dumps(good)), self.path("case.json", "{}")), "/format")
        self.bad(run("verify", self.path("result.json", json.dumps(good))), "RESULT CASE")
        self.bad(run("verify", "a", "b", "c"), "RESULT CASE")

    def test_bad_settings(self):
        for name, value, said in (("percent", "5", None), ("percent", "101.00", "/settings/percent"),
                                  ("percent", 5, "/settings/percent"), ("default_share", "x", "/settings/default_share"),
                                  ("answer_days", 366, "/settings/answer_days"), ("answer_days", "30", "answer_days"),
                                  ("readings", [], "/settings/readings"),
                                  ("readings", {"custodain": "as-parent"}, "did you mean 'custodian'"),
                                  ("readings", {"custodian": "as-parrent"}, "did you mean 'as-parent'")):
            result = self.result()
            result["settings"][name] = value
            report = self.verify(result)
            if said is None:
                self.assertEqual(1, report.code)
            else:
                self.bad(report, said)

    def test_a_large_result(self):
        children = [{"id": f"c{i}", "name": f"Child {i}", "public_coverage": False} for i in range(32)]
        plan = {"source": "employer", "covers": [], "cost": {"per": "month", "add_dependents": "500"},
                "service_area": "unlimited"}
        plans = [{"id": f"p{i}", **plan} for i in range(32)]
        path = self.path("case.json", case(children=children, parent_not_seeking={
            "gross_income": {"amount": 1000, "per": "month"}, "plans": plans}))
        text = run("determine", "--json", "--trace", path).out
        self.assertGreater(len(text), 1 << 20)
        report = self.verify(text, path)
        self.assertEqual(0, report.code, report.out[:500] + report.err)
