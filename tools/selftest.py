#!/usr/bin/env python3
"""The tools on samples with known faults: a check that finds nothing is worth nothing.
Ends with `N passed, N failed`."""

import os
import sys
import tempfile
import unittest

import csource
import law
import mutants
import prove
import tally
import tidy

SAMPLE = """/* A sample. */
#include <stdbool.h>
static const int rows[] = {1, 2};

/* Cites: 13 CSR 40-112.010(5)(E), (F);
 *        Form 14, line 4 */
/*@ assigns \\nothing; */
static bool is_one(int x)
{
    return x == 1; /* not }; */
}

extern "C" {
MS_API bool ms_declared(int x);
}

int ms_bare(const char *text)
{
    if (text[0] == '{') {
        return rows[0] + 1;
    }
    return 0;
}
"""


def written(name, text):
    """The path of a file below a folder of its own, which becomes the working directory."""
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "w", encoding="utf-8") as out:
        out.write(text)
    return name


class Sources(unittest.TestCase):
    def setUp(self):
        self.functions = {one.name: one for one in csource.functions("sample.c", SAMPLE)}

    def test_finds_every_function_and_nothing_else(self):
        self.assertEqual(list(self.functions), ["is_one", "ms_declared", "ms_bare"])

    def test_tells_bodies_from_declarations(self):
        self.assertTrue(self.functions["is_one"].body)
        self.assertFalse(self.functions["ms_declared"].body)

    def test_sees_where_a_function_begins_and_ends(self):
        self.assertEqual((self.functions["ms_bare"].line, self.functions["ms_bare"].last_line), (17, 23))

    def test_sees_contracts(self):
        self.assertTrue(self.functions["is_one"].contract)
        self.assertFalse(self.functions["ms_bare"].contract)

    def test_reads_the_citations_above(self):
        self.assertEqual(law.parse(self.functions["is_one"].cites[0]),
                         ["13 CSR 40-112.010(5)(E)", "13 CSR 40-112.010(5)(F)", "Form 14, line 4"])
        self.assertEqual(self.functions["ms_bare"].cites, [])


class Citations(unittest.TestCase):
    def test_the_line_of_a_scenario(self):
        self.assertEqual(law.parse("(2), (5)(C)"), ["13 CSR 40-112.010(2)", "13 CSR 40-112.010(5)(C)"])
        self.assertEqual(law.parse("(5)(F), Form 14 line 2a"), ["13 CSR 40-112.010(5)(F)", "Form 14, line 2a"])

    def test_other_law(self):
        self.assertEqual(law.parse("RSMo 452.340.3, 15 USC 1673(b)(2)"), ["RSMo 452.340.3", "15 USC 1673(b)(2)"])
        self.assertEqual(law.parse("29 CFR 2590.609-2(b); (5)(E)"),
                         ["29 CFR 2590.609-2(b)", "13 CSR 40-112.010(5)(E)"])

    def test_what_is_no_citation_is_refused(self):
        for text in ("", "see above", "(5)(C) perhaps", "13 CSR 40-112.020(1)", "RSMo 452", "16 USC"):
            with self.assertRaises(ValueError, msg=text):
                law.parse(text)

    def test_gaps_are_named(self):
        entry = law.Entry("13 CSR 40-112.010(3)", "Accessible.")
        found = law.Law.__new__(law.Law)
        found.entries = {entry.citation: entry}
        self.assertEqual(len(list(found.gaps())), 2)
        entry.functions.append(("ms_rule_3", "law/a.c:1", "no contract"))
        entry.scenarios.append(("tests/scenarios/a.md", "A"))
        self.assertIn("none of its functions is proved", list(found.gaps())[0])
        entry.functions.append(("ms_rule_3", "law/a.c:1", "proved"))
        self.assertEqual(list(found.gaps()), [])

    def test_of_other_law_a_test_takes_the_place_of_a_scenario(self):
        entry = law.Entry("RSMo 452.340.3", "Ends.", functions=[("ms_ends", "law/a.c:1", "proved")])
        found = law.Law.__new__(law.Law)
        found.entries = {entry.citation: entry}
        self.assertEqual(list(found.gaps()), ["RSMo 452.340.3: no test cites it"])
        entry.tests.append("tests/unit/test_a.c:1")
        self.assertEqual(list(found.gaps()), [])


class Counts(unittest.TestCase):
    @staticmethod
    def judge(stdout, result="OK", code=0):
        return tally.judge({"stdout": stdout, "result": result, "returncode": code})[:2]

    def test_tap(self):
        self.assertEqual(self.judge("1..2\nok 1 - a\nnot ok 2 - b\n", "FAIL", 1), (1, 1))

    def test_a_test_left_out_counts_for_nothing(self):
        self.assertEqual(self.judge("1..2\nok 1 - a\nnot ok 2 # SKIP b\n"), (1, 0))

    def test_the_last_line_of_counts_is_the_one(self):
        self.assertEqual(self.judge("3 passed, 0 failed\n7 passed, 0 failed\n"), (7, 0))

    def test_a_crash_is_a_failure(self):
        self.assertEqual(self.judge("7 passed, 0 failed\n", "FAIL", -6), (7, 1))

    def test_a_time_limit_is_a_failure(self):
        self.assertEqual(self.judge("", "TIMEOUT", -15), (0, 1))

    def test_no_test_at_all_is_a_failure(self):
        self.assertEqual(self.judge("hello\n"), (0, 1))


class House(unittest.TestCase):
    def test_layers(self):
        self.assertEqual(list(tidy.layers(written("law/a.c", '#include "base/b.h"\n'))), [])
        self.assertEqual(len(list(tidy.layers(written("law/a.c", '#include "facts/b.h"\n')))), 1)
        self.assertEqual(len(list(tidy.layers(written("base/a.c", "#include <medsupport/rule.h>\n")))), 1)
        self.assertEqual(len(list(tidy.layers(written("include/medsupport/rule.h", '#include "law/b.h"\n')))), 1)
        self.assertEqual(len(list(tidy.layers(written("include/medsupport/new.h", "\n")))), 1)

    def test_no_floating_point_in_the_law(self):
        self.assertEqual(len(list(tidy.whole_numbers(written("law/a.c", "double x;\n")))), 1)
        self.assertEqual(list(tidy.whole_numbers(written("law/a.c", "/* double */\n"))), [])
        self.assertEqual(list(tidy.whole_numbers(written("cli/a.c", "double x;\n"))), [])

    def test_words(self):
        for text in ("QMS" + "CO", "/wor" + "k/x", "TO" + "DO: later"):
            self.assertEqual(len(list(tidy.words("a", text))), 1, text)
        self.assertEqual(list(tidy.words("a", "A QMCSO, and work to do.")), [])

    def test_lengths(self):
        body = "    x++;\n" * tidy.LONGEST
        self.assertEqual(len(list(tidy.lengths(written("law/a.c", f"void f(int x)\n{{\n{body}}}\n")))), 1)
        self.assertEqual(list(tidy.lengths(written("law/a.c", SAMPLE))), [])


class Proof(unittest.TestCase):
    def test_functions_without_a_contract_are_named(self):
        path = written("law/a.c", SAMPLE)
        self.assertEqual(prove.without_contract(path, {}, set()), ["ms_bare"])
        self.assertEqual(prove.without_contract(path, {"ms_bare": "why"}, set()), [])

    def test_assumptions_are_named(self):
        self.assertEqual(prove.assumptions(written("law/a.c", "//@ admit x == 1;\n")), ["admit"])
        self.assertEqual(prove.assumptions(written("law/a.c", SAMPLE)), [])

    def test_unproved_goals_are_named(self):
        output = ("[wp] [Z3 4.8.12] Goal typed_f_ensures : Timeout (10s)\n[wp] [Qed] Goal typed_g_ensures : Valid\n"
                  "[wp] [Z3 4.8.12] Goal typed_h_ensures : Failed\n"
                  "[wp] [Z3 4.8.12 (counterexamples)] Goal typed_h_ensures : Valid (10ms)\n"
                  "[wp] [Failed] Goal typed_i_ensures\n  Z3 4.8.12: Failed\n")
        self.assertEqual(prove.unproved_goals(output), ["f_ensures: timeout", "i_ensures: failed"])

    def test_a_run_that_broke_off_proves_nothing(self):
        result = prove.Result("law/a.c")
        prove.read_run(result, set(), "[kernel] User Error: bad\n", {})
        self.assertEqual(len(result.problems), 2)

    def test_what_is_made_up_is_named(self):
        result = prove.Result("law/a.c")
        said = ("  Neither code nor specification for function ms_x, generating\n"
                "  Neither code nor specification for function ms_y, generating\n[wp] Proved goals:    2 / 2\n")
        prove.read_run(result, {"ms_x", "f"}, said, {"f": (2, 2)})
        self.assertEqual((result.proved, result.total, len(result.problems)), (2, 2, 1))


class Mutants(unittest.TestCase):
    def test_changes_code_and_nothing_else(self):
        path = written("law/a.c", SAMPLE)
        changed = {mutant.lines(SAMPLE)[1:] for mutant in mutants.mutants_of(path)}
        self.assertIn(("return x == 1; /* not }; */", "return x != 1; /* not }; */"), changed)
        self.assertIn(("return x == 1; /* not }; */", "return !(x == 1); /* not }; */"), changed)
        self.assertIn(("if (text[0] == '{') {", "if (!(text[0] == '{')) {"), changed)
        self.assertIn(("return rows[0] + 1;", "return rows[0] - 1;"), changed)
        self.assertFalse(any("Cites" in written_line for written_line, _ in changed))


def main():
    result = unittest.TextTestRunner(stream=sys.stdout).run(
        unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]))
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
