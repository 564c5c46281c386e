/* batch/generate: synthetic cases can be read, come again the same, and try every paragraph and every reading. */
#include "batch/generate.h"

#include "batch/random.h"
#include "batch/synthetic.h"
#include "batch/synthetic_places.h"

#include <medsupport/case.h>
#include <medsupport/determine.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const ms_caseload usual = {.seed = 1, .missing = 0, .as_of = 739922}; /* 2026-11-02 */
static ms_reader *reader;
static ms_buffer out;

static int begin(void **state)
{
    (void)state;
    return ms_reader_new(&reader) == MS_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    ms_reader_free(reader);
    ms_buffer_free(&out);
    return 0;
}

/* ---- helpers ----------------------------------------------------------------------------------------------------- */

/* Makes one case and nothing else in the buffer. */
static void make(const ms_caseload *caseload, uint64_t index)
{
    out.length = 0;
    assert_true(ms_generate_case(caseload, index, &out));
}

static const ms_document *read_made(void)
{
    const ms_document *document = NULL;
    ms_status status = ms_reader_read(reader, out.text, out.length, MS_NO_DATE, &document);
    for (size_t i = 0; i < ms_reader_problem_count(reader); i++) {
        const ms_problem *problem = ms_reader_problem(reader, i);
        print_error("%s: found %s, expected %s\n", problem->pointer, problem->found, problem->expected);
    }
    if (status != MS_OK) {
        print_error("%.*s", (int)out.length, out.text);
    }
    assert_int_equal(status, MS_OK);
    return document;
}

static const ms_case *make_facts(const ms_caseload *caseload, uint64_t index)
{
    make(caseload, index);
    return ms_document_facts(read_made());
}

static ms_settings settings_of(const ms_caseload *caseload)
{
    ms_settings settings;
    assert_int_equal(ms_settings_at(caseload->as_of, &settings), MS_OK);
    return settings;
}

/* ---- random numbers ---------------------------------------------------------------------------------------------- */

static void splitmix64_gives_its_published_numbers(void **state)
{
    static const uint64_t numbers[] = {6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
                                       4593380528125082431u, 16408922859458223821u};
    (void)state;
    ms_random random = {1234567};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        assert_true(ms_random_next(&random) == numbers[i]);
    }
}

static void numbers_below_a_bound_are_spread_evenly(void **state)
{
    enum { BOUND = 7, DRAWN = 70000 };
    (void)state;
    ms_random random = ms_random_at(1, 2, 3);
    unsigned counts[BOUND] = {0};
    for (int i = 0; i < DRAWN; i++) {
        uint32_t number = ms_random_below(&random, BOUND);
        assert_true(number < BOUND);
        counts[number]++;
    }
    for (int i = 0; i < BOUND; i++) {
        assert_in_range(counts[i], DRAWN / BOUND * 95 / 100, DRAWN / BOUND * 105 / 100);
    }
    assert_int_equal(ms_random_below(&random, 1), 0);
}

static void chances_are_kept(void **state)
{
    (void)state;
    ms_random random = ms_random_at(4, 5, 6);
    unsigned happened = 0;
    for (int i = 0; i < 100000; i++) {
        happened += ms_random_chance(&random, 250);
        assert_false(ms_random_chance(&random, 0));
        assert_true(ms_random_chance(&random, 1000));
    }
    assert_in_range(happened, 24500, 25500);
}

static void sequences_differ_by_seed_purpose_and_index(void **state)
{
    (void)state;
    uint64_t base = ms_random_at(1, 1, 1).state;
    assert_true(ms_random_at(1, 1, 1).state == base);
    assert_true(ms_random_at(2, 1, 1).state != base);
    assert_true(ms_random_at(1, 2, 1).state != base);
    assert_true(ms_random_at(1, 1, 2).state != base);
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

static void missouri_comes_first_and_regions_stand_together(void **state)
{
    (void)state;
    for (unsigned i = 0; i < ms_synthetic_place_count; i++) {
        const ms_synthetic_place *place = &ms_synthetic_places[i];
        assert_int_equal(strcmp(place->state, "MO") == 0, i < ms_synthetic_missouri_count);
        assert_true(i == 0 || place->region == place[-1].region || place->region == place[-1].region + 1);
        assert_in_range(place->zip_count, 1, 64); /* a bit each in draw_zips */
        assert_in_range(place->first_zip + place->zip_count, 10000, 99999);
    }
}

static void neighbours_are_of_the_same_region(void **state)
{
    (void)state;
    ms_random random = ms_random_at(1, 1, 1);
    for (unsigned i = 0; i < ms_synthetic_place_count; i++) {
        unsigned region = ms_synthetic_places[i].region;
        assert_int_equal(ms_synthetic_places[ms_synthetic_place_next(i)].region, region);
        assert_int_equal(ms_synthetic_places[ms_synthetic_place_near(&random, i)].region, region);
        unsigned beyond = ms_synthetic_place_beyond(&random);
        assert_in_range(beyond, ms_synthetic_missouri_count, ms_synthetic_place_count - 1);
    }
}

/* ---- cases ------------------------------------------------------------------------------------------------------- */

static void every_case_is_one_line_that_can_be_read(void **state)
{
    static const uint32_t shares[] = {0, 50000, 200000, 500000, MS_ALL_MISSING};
    (void)state;
    for (size_t s = 0; s < sizeof shares / sizeof shares[0]; s++) {
        ms_caseload caseload = usual;
        caseload.missing = shares[s];
        for (uint64_t i = 0; i < 3000; i++) {
            make(&caseload, i);
            assert_ptr_equal(memchr(out.text, '\n', out.length), out.text + out.length - 1);
            assert_int_equal(ms_document_facts(read_made())->as_of, usual.as_of);
        }
    }
}

static void extremes_can_be_read(void **state)
{
    static const ms_date days[] = {1, 7000, MS_LAST_DATE};
    (void)state;
    for (size_t d = 0; d < sizeof days / sizeof days[0]; d++) {
        for (uint64_t i = 0; i < 500; i++) {
            const ms_caseload caseload = {.seed = UINT64_MAX - i % 2, .missing = 100000, .as_of = days[d]};
            assert_int_equal(make_facts(&caseload, UINT64_MAX - i)->as_of, days[d]);
        }
    }
}

static void a_case_is_the_same_whatever_was_made_before(void **state)
{
    (void)state;
    ms_buffer whole = {0};
    const ms_caseload caseload = {.seed = 77, .missing = 200000, .as_of = usual.as_of};
    for (uint64_t i = 0; i < 400; i++) {
        assert_true(ms_generate_case(&caseload, i, &whole));
    }
    size_t at = whole.length;
    for (uint64_t i = 400; i-- > 0;) {
        make(&caseload, i);
        at -= out.length;
        assert_memory_equal(whole.text + at, out.text, out.length);
    }
    assert_int_equal(at, 0);
    ms_buffer_free(&whole);
}

static void seeds_and_numbers_give_other_cases(void **state)
{
    (void)state;
    ms_synthetic_case a, b, c;
    ms_caseload other = usual;
    other.seed = 2;
    for (uint64_t i = 0; i < 100; i++) {
        ms_synthetic_draw(&usual, i, &a);
        ms_synthetic_draw(&usual, i + 1, &b);
        ms_synthetic_draw(&other, i, &c);
        assert_true(a.parents[MS_PNS].income != b.parents[MS_PNS].income || a.parents[MS_PNS].income == 0);
        assert_true(a.parents[MS_PNS].income != c.parents[MS_PNS].income || a.parents[MS_PNS].income == 0);
    }
}

/* What is drawn beside the facts; all else is to be the same. */
static void forget_losses(ms_synthetic_case *c)
{
    c->lost = 0;
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        c->parents[party].lost = 0;
        c->form14.lost[party] = 0;
        for (unsigned i = 0; i < MS_SYNTHETIC_PLANS; i++) {
            c->parents[party].plans[i].lost = 0;
        }
    }
    for (unsigned i = 0; i < MS_SYNTHETIC_CHILDREN; i++) {
        c->children[i].lost = 0;
    }
}

static void missing_facts_change_no_other(void **state)
{
    (void)state;
    ms_synthetic_case whole, some;
    ms_caseload caseload = usual;
    for (caseload.missing = 1; caseload.missing <= MS_ALL_MISSING; caseload.missing *= 10) {
        for (uint64_t i = 0; i < 300; i++) {
            ms_synthetic_draw(&usual, i, &whole);
            ms_synthetic_draw(&caseload, i, &some);
            forget_losses(&some);
            assert_memory_equal(&whole, &some, sizeof whole);
        }
    }
}

static void a_greater_share_leaves_out_all_that_a_smaller_does(void **state)
{
    (void)state;
    ms_caseload less = usual, more = usual;
    less.missing = 100000;
    more.missing = 300000;
    unsigned lost_less = 0, lost_more = 0;
    for (uint64_t i = 0; i < 5000; i++) {
        ms_synthetic_case a, b;
        ms_synthetic_draw(&less, i, &a);
        ms_synthetic_draw(&more, i, &b);
        assert_int_equal(a.parents[MS_PNS].lost & ~b.parents[MS_PNS].lost, 0);
        assert_int_equal(a.children[0].lost & ~b.children[0].lost, 0);
        assert_int_equal(a.lost & ~b.lost, 0);
        lost_less += (a.lost & MS_LOST_WISH) != 0;
        lost_more += (b.lost & MS_LOST_WISH) != 0;
    }
    assert_in_range(lost_less, 440, 560);
    assert_in_range(lost_more, 1400, 1600);
}

static void families_of_two_cases_share_their_children(void **state)
{
    (void)state;
    unsigned families = 0;
    for (uint64_t i = 0; i < 4000; i += 2) {
        ms_synthetic_case a, b;
        ms_synthetic_draw(&usual, i, &a);
        ms_synthetic_draw(&usual, i + 1, &b);
        assert_int_equal(a.in_group, b.in_group);
        if (!a.in_group) {
            continue;
        }
        families++;
        forget_losses(&a);
        forget_losses(&b);
        assert_int_not_equal(a.kind, MS_KIND_PARENT);
        assert_int_equal(a.kind, b.kind);
        assert_int_equal(a.family, b.family);
        assert_memory_equal(a.children, b.children, sizeof a.children);
        assert_memory_equal(a.parents[MS_PSS].plans, b.parents[MS_PSS].plans, sizeof a.parents[MS_PSS].plans);
    }
    assert_in_range(families, 30, 90);
}

/* No parent seeks support in cases of one family, so that of all cases fewer have one than of the others. */
static void who_seeks_support_is_as_the_document_says(void **state)
{
    enum { DRAWN = 100000 };
    (void)state;
    static const unsigned in_ten_thousand[] = {8150, 1020, 830};
    unsigned counts[3] = {0}, of_families[3] = {0};
    ms_synthetic_case drawn;
    for (uint64_t i = 0; i < DRAWN; i++) {
        ms_synthetic_draw(&usual, i, &drawn);
        counts[drawn.kind]++;
        of_families[drawn.kind] += drawn.in_group;
    }
    for (int kind = MS_KIND_PARENT; kind <= MS_KIND_AGENCY; kind++) {
        unsigned expected = DRAWN / 10000 * in_ten_thousand[kind];
        assert_in_range(counts[kind], expected - DRAWN / 500, expected + DRAWN / 500);
    }
    assert_int_equal(of_families[MS_KIND_PARENT], 0);
    assert_in_range(of_families[MS_KIND_CUSTODIAN], DRAWN * 13 / 1000, DRAWN * 17 / 1000);
    assert_in_range(of_families[MS_KIND_AGENCY], DRAWN * 13 / 1000, DRAWN * 17 / 1000);
}

static void sizes_are_those_of_real_documents(void **state)
{
    enum { COUNT = 20000 };
    (void)state;
    ms_caseload nothing = usual;
    nothing.missing = MS_ALL_MISSING;
    size_t whole = 0, empty = 0;
    for (uint64_t i = 0; i < COUNT; i++) {
        make(&usual, i);
        whole += out.length;
        make(&nothing, i);
        empty += out.length;
        assert_int_equal(out.capacity, 16 * 1024); /* nothing had to move */
    }
    assert_in_range(whole / COUNT, 1200, 1800);
    assert_in_range(empty / COUNT, 150, 600);
}

/* Plans on either side of the ceiling by no more than a cent. */
static void some_plans_are_priced_on_the_edge(void **state)
{
    (void)state;
    unsigned within = 0, above = 0;
    for (uint64_t i = 0; i < 5000; i++) {
        ms_synthetic_case c;
        ms_synthetic_draw(&usual, i, &c);
        const ms_synthetic_parent *parent = &c.parents[MS_PNS];
        for (unsigned k = 0; k < parent->plan_count; k++) {
            bool same = parent->plans[k].per == parent->per;
            within += same && parent->plans[k].increase == parent->income / 20;
            above += same && parent->plans[k].increase == parent->income / 20 + 1;
        }
    }
    assert_in_range(within, 30, 200);
    assert_in_range(above, 30, 200);
}

/* ---- outcomes ---------------------------------------------------------------------------------------------------- */

enum { CASES = 10000 };

static void every_paragraph_comes_in_a_fair_share(void **state)
{
    (void)state;
    const ms_settings settings = settings_of(&usual);
    unsigned counts[MS_PARAGRAPH_COUNT] = {0};
    unsigned children = 0;
    for (uint64_t i = 0; i < CASES; i++) {
        const ms_case *facts = make_facts(&usual, i);
        for (uint32_t child = 0; child < facts->child_count; child++) {
            ms_outcome outcome;
            ms_determine_child(facts, child, &settings, &outcome);
            assert_int_equal(outcome.status, MS_DETERMINED);
            counts[outcome.paragraph]++;
            children++;
        }
    }
    for (ms_paragraph p = MS_5A; p <= MS_5F; p++) {
        assert_in_range(counts[p] * 100 / children, 7, 35);
    }
}

/* How many children have another outcome under a reading than by default. */
static unsigned count_moved(const ms_caseload *caseload, ms_reading reading, uint8_t choice, bool may_need)
{
    const ms_settings defaults = settings_of(caseload);
    ms_settings other = defaults;
    other.readings.choice[reading] = choice;
    unsigned moved = 0;
    for (uint64_t i = 0; i < CASES; i++) {
        const ms_case *facts = make_facts(caseload, i);
        for (uint32_t child = 0; child < facts->child_count; child++) {
            ms_outcome before, after;
            ms_determine_child(facts, child, &defaults, &before);
            ms_determine_child(facts, child, &other, &after);
            assert_true(may_need || after.status != MS_NEEDS_INFORMATION);
            moved += !ms_outcome_same(&before, &after);
        }
    }
    return moved;
}

/* Whatever the text leaves open matters to some. What silence means can matter only where facts are missing. */
static void every_reading_matters(void **state)
{
    (void)state;
    ms_caseload with_gaps = usual;
    with_gaps.missing = 200000;
    for (ms_reading reading = 0; reading < MS_READING_COUNT; reading++) {
        bool silence = reading == MS_ONE_SILENT || reading == MS_BOTH_SILENT;
        for (uint8_t choice = 1; choice < ms_reading_describe(reading)->choice_count; choice++) {
            unsigned moved = count_moved(silence ? &with_gaps : &usual, reading, choice, silence);
            assert_in_range(moved, 20, CASES);
        }
    }
}

static void missing_facts_leave_some_cases_open_and_some_not(void **state)
{
    (void)state;
    ms_caseload with_gaps = usual;
    with_gaps.missing = 200000;
    const ms_settings settings = settings_of(&with_gaps);
    unsigned counts[MS_NEEDS_INFORMATION + 1] = {0};
    for (uint64_t i = 0; i < CASES; i++) {
        ms_outcome outcome;
        ms_determine_child(make_facts(&with_gaps, i), 0, &settings, &outcome);
        counts[outcome.status]++;
    }
    assert_in_range(counts[MS_NEEDS_INFORMATION], CASES * 6 / 10, CASES * 8 / 10);
    assert_in_range(counts[MS_DETERMINED], CASES * 2 / 10, CASES * 4 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splitmix64_gives_its_published_numbers),
        cmocka_unit_test(numbers_below_a_bound_are_spread_evenly),
        cmocka_unit_test(chances_are_kept),
        cmocka_unit_test(sequences_differ_by_seed_purpose_and_index),
        cmocka_unit_test(missouri_comes_first_and_regions_stand_together),
        cmocka_unit_test(neighbours_are_of_the_same_region),
        cmocka_unit_test(every_case_is_one_line_that_can_be_read),
        cmocka_unit_test(extremes_can_be_read),
        cmocka_unit_test(a_case_is_the_same_whatever_was_made_before),
        cmocka_unit_test(seeds_and_numbers_give_other_cases),
        cmocka_unit_test(missing_facts_change_no_other),
        cmocka_unit_test(a_greater_share_leaves_out_all_that_a_smaller_does),
        cmocka_unit_test(families_of_two_cases_share_their_children),
        cmocka_unit_test(who_seeks_support_is_as_the_document_says),
        cmocka_unit_test(sizes_are_those_of_real_documents),
        cmocka_unit_test(some_plans_are_priced_on_the_edge),
        cmocka_unit_test(every_paragraph_comes_in_a_fair_share),
        cmocka_unit_test(every_reading_matters),
        cmocka_unit_test(missing_facts_leave_some_cases_open_and_some_not),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
