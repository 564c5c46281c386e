/* law/accessibility.c: 13 CSR 40-112.010(3). Names stand as numbers; 0 is an unknown part of a home. */
#include <medsupport/rule.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MISSOURI = 1, ILLINOIS = 2, COLE = 1, BOONE = 2, ZIP_65101 = 65102, ZIP_65109 = 65110, ZIP_62701 = 62702 };

static const ms_place home_in_cole = {.zip = ZIP_65101, .state = MISSOURI, .county = COLE};

static ms_area zips(const uint32_t *list, uint32_t count)
{
    return (ms_area){.kind = MS_AREA_LISTS, .zips = list, .zip_count = count};
}

static ms_area counties(const ms_place *list, uint32_t count)
{
    return (ms_area){.kind = MS_AREA_LISTS, .counties = list, .county_count = count};
}

static ms_area states(const uint16_t *list, uint32_t count)
{
    return (ms_area){.kind = MS_AREA_LISTS, .states = list, .state_count = count};
}

static void assert_accessible(ms_area area, ms_place home, ms_truth expected)
{
    assert_int_equal(ms_rule_3_accessible(&area, &home), expected);
}

/* Cites: 13 CSR 40-112.010(3) */
static void a_plan_without_limits_is_accessible_everywhere(void **state)
{
    (void)state;
    ms_area unlimited = {.kind = MS_AREA_UNLIMITED};
    assert_accessible(unlimited, home_in_cole, MS_YES);
    assert_accessible(unlimited, (ms_place){0}, MS_YES);
}

/* Cites: 13 CSR 40-112.010(3) */
static void an_unknown_area_leaves_it_open(void **state)
{
    (void)state;
    ms_area unknown = {.kind = MS_AREA_UNKNOWN};
    assert_accessible(unknown, home_in_cole, MS_UNKNOWN);
    assert_accessible(unknown, (ms_place){0}, MS_UNKNOWN);
}

/* Cites: 13 CSR 40-112.010(3) */
static void empty_lists_hold_nobody(void **state)
{
    (void)state;
    ms_area nowhere = {.kind = MS_AREA_LISTS};
    assert_accessible(nowhere, home_in_cole, MS_NO);
    assert_accessible(nowhere, (ms_place){0}, MS_NO);
}

/* Cites: 13 CSR 40-112.010(3) */
static void a_listed_zip(void **state)
{
    (void)state;
    static const uint32_t list[] = {ZIP_65109, ZIP_65101};
    assert_accessible(zips(list, 2), home_in_cole, MS_YES);
    assert_accessible(zips(list, 1), home_in_cole, MS_NO);
    assert_accessible(zips(list, 2), (ms_place){.state = MISSOURI, .county = COLE}, MS_UNKNOWN);
}

/* Cites: 13 CSR 40-112.010(3) */
static void a_listed_state(void **state)
{
    (void)state;
    static const uint16_t list[] = {ILLINOIS, MISSOURI};
    assert_accessible(states(list, 2), home_in_cole, MS_YES);
    assert_accessible(states(list, 1), home_in_cole, MS_NO);
    assert_accessible(states(list, 2), (ms_place){.zip = ZIP_65101}, MS_UNKNOWN);
}

/* Counties of the same name in two states are two counties. */
/* Cites: 13 CSR 40-112.010(3) */
static void a_listed_county_is_a_county_of_its_state(void **state)
{
    (void)state;
    static const ms_place list[] = {{.state = MISSOURI, .county = BOONE}, {.state = MISSOURI, .county = COLE}};
    assert_accessible(counties(list, 2), home_in_cole, MS_YES);
    assert_accessible(counties(list, 1), home_in_cole, MS_NO);
    assert_accessible(counties(list, 1), (ms_place){.state = ILLINOIS, .county = BOONE}, MS_NO);
    assert_accessible(counties(list, 1), (ms_place){.county = BOONE}, MS_UNKNOWN);
    assert_accessible(counties(list, 1), (ms_place){.county = COLE}, MS_NO);
    assert_accessible(counties(list, 2), (ms_place){.state = MISSOURI}, MS_UNKNOWN);
    assert_accessible(counties(list, 2), (ms_place){.state = ILLINOIS}, MS_NO);
}

/* One list that holds the home is enough, whatever the others leave open. */
/* Cites: 13 CSR 40-112.010(3) */
static void any_list_that_holds_the_home(void **state)
{
    (void)state;
    static const uint32_t zip_list[] = {ZIP_62701};
    static const ms_place county_list[] = {{.state = ILLINOIS, .county = COLE}};
    static const uint16_t state_list[] = {MISSOURI};
    ms_area area = {.kind = MS_AREA_LISTS,
                    .zips = zip_list,
                    .zip_count = 1,
                    .counties = county_list,
                    .county_count = 1,
                    .states = state_list,
                    .state_count = 1};
    assert_accessible(area, home_in_cole, MS_YES);
    assert_accessible(area, (ms_place){.state = MISSOURI}, MS_YES);
    assert_accessible(area, (ms_place){.zip = ZIP_62701}, MS_YES);
    assert_accessible(area, (ms_place){.zip = ZIP_65101}, MS_UNKNOWN);
    assert_accessible(area, (ms_place){.zip = ZIP_65101, .state = ILLINOIS, .county = BOONE}, MS_NO);
    assert_accessible(area, (ms_place){.zip = ZIP_65101, .state = ILLINOIS}, MS_UNKNOWN);
}

/* ---- every home against every small area, by filling in what is unknown ------------------------------------------ */

/* Names 1 and 2 may be listed; 3 stands for all that no list names. */
enum { NAMES = 3, LISTABLE = 2 };

/* What an area lists: sets of names (bit n for name n), and of counties (bit 2 s + c for county c of state s). */
typedef struct listing {
    unsigned zips, states, counties;
} listing;

static bool holds(const listing *in, const ms_place *home)
{
    bool by_county = home->state <= LISTABLE && home->county <= LISTABLE
                     && (in->counties >> (2 * home->state + home->county) & 1u) != 0;
    return (in->zips >> home->zip & 1u) != 0 || (in->states >> home->state & 1u) != 0 || by_county;
}

/* A part of the home, or the guess where it is unknown. */
static uint16_t filled(unsigned part, int guess)
{
    return (uint16_t)(part != 0 ? part : (unsigned)guess);
}

/* The answers that some completion of the home gives. */
static unsigned by_completion(const listing *in, const ms_place *home)
{
    unsigned answers = 0;
    for (int i = 0; i < NAMES * NAMES * NAMES; i++) {
        ms_place full = {.zip = filled(home->zip, i % NAMES + 1),
                         .state = filled(home->state, i / NAMES % NAMES + 1),
                         .county = filled(home->county, i / NAMES / NAMES + 1)};
        answers |= holds(in, &full) ? MS_YES : MS_NO;
    }
    return answers;
}

static void check_homes(const listing *in, const ms_area *area)
{
    for (unsigned i = 0; i < 64; i++) {
        ms_place home = {.zip = i % 4, .state = (uint16_t)(i / 4 % 4), .county = (uint16_t)(i / 16)};
        unsigned expected = by_completion(in, &home);
        if (ms_rule_3_accessible(area, &home) != expected) {
            fail_msg("home %u %u %u, lists %x %x %x: not %u", home.zip, home.state, home.county, in->zips, in->states,
                     in->counties, expected);
        }
    }
}

static void check_listing(const listing *in)
{
    uint32_t zip_list[LISTABLE];
    uint16_t state_list[LISTABLE];
    ms_place county_list[LISTABLE * LISTABLE];
    ms_area area = {.kind = MS_AREA_LISTS, .zips = zip_list, .states = state_list, .counties = county_list};
    for (uint16_t name = LISTABLE; name >= 1; name--) {
        if ((in->zips >> name & 1u) != 0) {
            zip_list[area.zip_count++] = name;
        }
        if ((in->states >> name & 1u) != 0) {
            state_list[area.state_count++] = name;
        }
        for (uint16_t county = 1; county <= LISTABLE; county++) {
            if ((in->counties >> (2 * name + county) & 1u) != 0) {
                county_list[area.county_count++] = (ms_place){.state = name, .county = county};
            }
        }
    }
    check_homes(in, &area);
}

/* Cites: 13 CSR 40-112.010(3) */
static void unknown_only_where_the_home_could_still_lie_on_both_sides(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 4 * 4 * 16; i++) {
        listing in = {.zips = i % 4 << 1, .states = i / 4 % 4 << 1, .counties = i / 16 << 3};
        check_listing(&in);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_without_limits_is_accessible_everywhere),
        cmocka_unit_test(an_unknown_area_leaves_it_open),
        cmocka_unit_test(empty_lists_hold_nobody),
        cmocka_unit_test(a_listed_zip),
        cmocka_unit_test(a_listed_state),
        cmocka_unit_test(a_listed_county_is_a_county_of_its_state),
        cmocka_unit_test(any_list_that_holds_the_home),
        cmocka_unit_test(unknown_only_where_the_home_could_still_lie_on_both_sides),
    };
    return cmocka_run_group_tests_name("accessibility", tests, NULL, NULL);
}
