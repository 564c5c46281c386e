/* determine/homes.c: which of the places where a child may live are worth a try, and what settles a case with long lists. */
#include "determine/explanation.h"
#include "determine/homes.h"

#include <medsupport/case.h>
#include <medsupport/parameters.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

enum { MOST_PLANS = 3, LONGEST_LIST = 6, DRAWS = 20000 };

/* Service areas of a few zips, counties and states, so that many candidates are alike. */
typedef struct drawn {
    ms_case facts;
    ms_plan plans[2][MOST_PLANS];
    uint32_t zips[2][MOST_PLANS][LONGEST_LIST];
    ms_place counties[2][MOST_PLANS][LONGEST_LIST];
    uint16_t states[2][MOST_PLANS][LONGEST_LIST];
} drawn;

static uint32_t seed = 3;

static uint32_t below(uint32_t limit)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % limit;
}

static void draw_plan(drawn *d, int party, int i)
{
    uint32_t *zips = d->zips[party][i];
    ms_place *counties = d->counties[party][i];
    uint16_t *states = d->states[party][i];
    for (int k = 0; k < LONGEST_LIST; k++) {
        zips[k] = 1 + below(5);
        counties[k] = (ms_place){0, (uint16_t)(1 + below(3)), (uint16_t)(1 + below(4))};
        states[k] = (uint16_t)(1 + below(3));
    }
    d->plans[party][i].area = (ms_area){.kind = (ms_area_kind)(below(5) == 0 ? MS_AREA_UNLIMITED : MS_AREA_LISTS),
                                        .zips = zips,
                                        .zip_count = below(LONGEST_LIST),
                                        .counties = counties,
                                        .county_count = below(LONGEST_LIST),
                                        .states = states,
                                        .state_count = below(3)};
}

static void draw(drawn *d)
{
    *d = (drawn){.facts = {0}};
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        d->facts.parents[party].plans = d->plans[party];
        d->facts.parents[party].plan_count = below(MOST_PLANS + 1);
        for (int i = 0; i < MOST_PLANS; i++) {
            draw_plan(d, party, i);
        }
    }
}

/* Whether no plan tells two values of a part apart, whatever the parts that are unknown are. */
static bool alike(const ms_case *facts, const ms_place *home, ms_home_part part, uint32_t a, uint32_t b)
{
    for (uint32_t state = 1; state <= 4; state++) {
        for (uint32_t county = 1; county <= 5; county++) {
            for (uint32_t zip = 1; zip <= 6; zip++) {
                ms_place one = {home->zip != 0 ? home->zip : zip, home->state != 0 ? home->state : (uint16_t)state,
                                home->county != 0 ? home->county : (uint16_t)county};
                ms_place other = one;
                if (part == MS_HOME_ZIP) {
                    one.zip = a, other.zip = b;
                } else if (part == MS_HOME_STATE) {
                    one.state = (uint16_t)a, other.state = (uint16_t)b;
                } else {
                    one.county = (uint16_t)a, other.county = (uint16_t)b;
                }
                if (ms_reach_of(facts, &one) != ms_reach_of(facts, &other)) {
                    return false;
                }
            }
        }
    }
    return true;
}

static uint32_t value_of(const ms_case *facts, const ms_place *home, ms_home_part part, uint32_t k)
{
    if (part == MS_HOME_ZIP) {
        return ms_zip_candidate(facts, home, k);
    }
    ms_place place = ms_place_candidate(facts, home, k);
    return part == MS_HOME_STATE ? place.state : place.county;
}

/* Every candidate is like one that was chosen, and of those that were no two are alike. */
static void check(const ms_case *facts, const ms_place *home, ms_home_part part)
{
    ms_arena arena = {0};
    uint32_t count = ms_home_candidate_count(facts, home, part), kept;
    const uint32_t *chosen = ms_homes_apart(facts, home, part, &arena, &kept);
    assert_non_null(chosen);
    for (uint32_t k = 0; k < count; k++) {
        uint32_t like = 0;
        for (uint32_t i = 0; i < kept; i++) {
            like += alike(facts, home, part, value_of(facts, home, part, k), value_of(facts, home, part, chosen[i]));
        }
        assert_int_equal(1, like);
    }
    ms_arena_free(&arena);
}

static void candidates_told_apart(void **state)
{
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        drawn d;
        draw(&d);
        ms_place home = {below(2) == 0 ? 0 : 1 + below(6), below(2) == 0 ? 0 : (uint16_t)(1 + below(4)),
                         below(2) == 0 ? 0 : (uint16_t)(1 + below(5))};
        if (home.zip == 0) {
            check(&d.facts, &home, MS_HOME_ZIP);
        }
        if (home.state == 0) {
            check(&d.facts, &home, MS_HOME_STATE);
        }
        if (home.county == 0) {
            check(&d.facts, &home, MS_HOME_COUNTY);
        }
    }
}

/* Five children whose zips are not known, and a plan that lists three hundred: one set settles them all. */
static void long_lists_hide_no_set(void **state)
{
    enum { ZIPS = 300, CHILDREN = 5 };
    static char text[16 * 1024];
    (void)state;
    size_t length =
        (size_t)snprintf(text, sizeof text,
                         "{\"format\":\"medsupport.case/1\",\"case_id\":\"x\",\"as_of\":\"2026-11-02\","
                         "\"parent_seeking\":{\"kind\":\"parent\",\"plans\":[]},\"form_14\":{\"calculated\":false},"
                         "\"parent_not_seeking\":{\"plans\":[{\"id\":\"p\",\"source\":\"employer\",\"covers\":[],"
                         "\"cost\":{\"add_dependents\":\"0\",\"per\":\"month\"},"
                         "\"service_area\":{\"zips\":[");
    for (int i = 0; i < ZIPS; i++) {
        length += (size_t)snprintf(text + length, sizeof text - length, "%s\"%05d\"", i > 0 ? "," : "", 65001 + i);
    }
    length += (size_t)snprintf(text + length, sizeof text - length, "]}}]},\"children\":[");
    for (int i = 0; i < CHILDREN; i++) {
        length += (size_t)snprintf(
            text + length, sizeof text - length,
            "%s{\"id\":\"c%d\",\"public_coverage\":false,\"residence\":{\"state\":\"MO\",\"county\":\"Cole\"}}",
            i > 0 ? "," : "", i);
    }
    length += (size_t)snprintf(text + length, sizeof text - length, "]}");
    ms_reader *reader;
    const ms_document *document;
    ms_settings settings;
    ms_arena arena = {0};
    ms_explanation explanation;
    assert_int_equal(MS_OK, ms_reader_new(&reader));
    if (ms_reader_read(reader, text, length, MS_NO_DATE, &document) != MS_OK) {
        const ms_problem *problem = ms_reader_problem(reader, 0);
        fail_msg("%s: found %s, expected %s", problem->pointer, problem->found, problem->expected);
    }
    assert_int_equal(MS_OK, ms_settings_at(ms_document_facts(document)->as_of, &settings));
    assert_int_equal(MS_OK, ms_explain(ms_document_facts(document), &settings, 0, &arena, &explanation));
    assert_int_equal(CHILDREN, explanation.need_count);
    assert_int_equal(1, explanation.settling_count);
    assert_int_equal((1 << CHILDREN) - 1, explanation.settling[0]);
    ms_arena_free(&arena);
    ms_reader_free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(candidates_told_apart),
        cmocka_unit_test(long_lists_hide_no_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
