/* law/duration.c: RSMo 452.340.3 to .5. */
#include <medsupport/duration.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static ms_date day(const char *text)
{
    ms_date date = ms_date_parse(text, strlen(text));
    assert_int_not_equal(date, MS_NO_DATE);
    return date;
}

/* A child born on 2008-05-20, of whom all is recorded that could carry the duty past 18: nothing does. */
static ms_duty_facts settled(void)
{
    return (ms_duty_facts){
        .date_of_birth = day("2008-05-20"), .school = MS_NO, .education = MS_NO, .incapacity = MS_NO};
}

/* The same child, of whom nothing more than the birth is recorded. */
static ms_duty_facts unsettled(void)
{
    return (ms_duty_facts){
        .date_of_birth = day("2008-05-20"), .school = MS_UNKNOWN, .education = MS_UNKNOWN, .incapacity = MS_UNKNOWN};
}

static ms_duty at(const ms_duty_facts *facts, const char *as_of)
{
    return ms_duty_at(facts, day(as_of));
}

static void assert_duty(const ms_duty_facts *facts, const char *as_of, ms_duty_status status, ms_duty_ground ground)
{
    ms_duty duty = at(facts, as_of);
    if (duty.status != status || duty.ground != ground) {
        fail_msg("%s: status %d by %d", as_of, (int)duty.status, (int)duty.ground);
    }
}

static void assert_end(const ms_duty_facts *facts, const char *as_of, const char *earliest, const char *latest)
{
    ms_duty duty = at(facts, as_of);
    assert_int_equal(duty.earliest, earliest == NULL ? MS_NO_DATE : day(earliest));
    assert_int_equal(duty.latest, latest == NULL ? MS_NO_DATE : day(latest));
}

static void assert_turn(const ms_duty_facts *facts, const char *as_of, ms_duty_ground turn, const char *turn_day)
{
    ms_duty duty = at(facts, as_of);
    assert_int_equal(duty.turn, turn);
    assert_int_equal(duty.turn_day, turn_day == NULL ? MS_NO_DATE : day(turn_day));
}

static void assert_asks(const ms_duty_facts *facts, const char *as_of, ms_duty_asks asks)
{
    ms_duty_asks found = at(facts, as_of).asks;
    assert_int_equal(found.date_of_birth, asks.date_of_birth);
    assert_int_equal(found.school, asks.school);
    assert_int_equal(found.graduation, asks.graduation);
    assert_int_equal(found.education, asks.education);
    assert_int_equal(found.incapacity, asks.incapacity);
}

/* ---- ages -------------------------------------------------------------------------------------------------------- */

/* Cites: RSMo 452.340.3 */
static void the_birthday_is_the_first_day_without(void **state)
{
    (void)state;
    ms_duty_facts facts = settled();
    assert_duty(&facts, "2008-05-19", MS_DUTY_RUNS, MS_DUTY_EIGHTEEN);
    assert_duty(&facts, "2026-05-19", MS_DUTY_RUNS, MS_DUTY_EIGHTEEN);
    assert_duty(&facts, "2026-05-20", MS_DUTY_ENDED, MS_DUTY_EIGHTEEN);
    assert_end(&facts, "2020-01-01", "2026-05-20", "2026-05-20");
    assert_turn(&facts, "2020-01-01", MS_DUTY_EIGHTEEN, "2026-05-20");
    assert_turn(&facts, "2026-05-20", MS_DUTY_NOTHING, NULL);
    facts.date_of_birth = day("2008-02-29");
    assert_duty(&facts, "2026-02-28", MS_DUTY_RUNS, MS_DUTY_EIGHTEEN);
    assert_duty(&facts, "2026-03-01", MS_DUTY_ENDED, MS_DUTY_EIGHTEEN);
}

/* Cites: RSMo 452.340.3, RSMo 452.340.4, RSMo 452.340.5 */
static void age_alone_ends_nothing(void **state)
{
    (void)state;
    ms_duty_facts facts = unsettled();
    assert_duty(&facts, "2026-05-19", MS_DUTY_RUNS, MS_DUTY_EIGHTEEN);
    assert_asks(&facts, "2026-05-19", (ms_duty_asks){0});
    assert_duty(&facts, "2026-05-20", MS_DUTY_OPEN, MS_DUTY_EIGHTEEN);
    assert_end(&facts, "2026-05-20", "2026-05-20", NULL);
    assert_turn(&facts, "2026-05-20", MS_DUTY_TWENTY_ONE, "2029-05-20");
    assert_asks(&facts, "2029-05-19", (ms_duty_asks){.school = true, .education = true, .incapacity = true});
    assert_duty(&facts, "2029-05-20", MS_DUTY_OPEN, MS_DUTY_EIGHTEEN);
    assert_asks(&facts, "2029-05-20", (ms_duty_asks){.incapacity = true});
    facts.incapacity = MS_NO;
    assert_duty(&facts, "2029-05-19", MS_DUTY_OPEN, MS_DUTY_EIGHTEEN);
    assert_duty(&facts, "2029-05-20", MS_DUTY_ENDED, MS_DUTY_TWENTY_ONE);
    assert_end(&facts, "2029-05-20", "2026-05-20", "2029-05-20");
}

/* Cites: RSMo 452.340.3 */
static void an_unknown_date_of_birth_ends_nothing(void **state)
{
    (void)state;
    ms_duty_facts facts = settled();
    facts.date_of_birth = MS_NO_DATE;
    assert_duty(&facts, "2026-11-22", MS_DUTY_OPEN, MS_DUTY_NOTHING);
    assert_end(&facts, "2026-11-22", NULL, NULL);
    assert_turn(&facts, "2026-11-22", MS_DUTY_NOTHING, NULL);
    assert_asks(&facts, "2026-11-22", (ms_duty_asks){.date_of_birth = true});
    facts.married = day("2026-11-21");
    assert_duty(&facts, "2026-11-22", MS_DUTY_ENDED, MS_DUTY_MARRIAGE);
    facts = settled();
    facts.date_of_birth = MS_NO_DATE;
    facts.order_last = day("2026-12-31");
    assert_duty(&facts, "2026-11-22", MS_DUTY_RUNS, MS_DUTY_ORDER);
    facts.order_last = MS_NO_DATE;
    facts.incapacity = MS_YES;
    assert_duty(&facts, "2026-11-22", MS_DUTY_RUNS, MS_DUTY_INCAPACITY);
    facts.incapacity_last = day("2026-11-21");
    assert_duty(&facts, "2026-11-22", MS_DUTY_OPEN, MS_DUTY_INCAPACITY);
}

/* A birthday that the calendar does not hold is never reached. */
/* Cites: RSMo 452.340.3 */
static void beyond_the_calendar(void **state)
{
    (void)state;
    ms_duty_facts facts = settled();
    facts.date_of_birth = day("9985-06-01");
    assert_duty(&facts, "9999-12-31", MS_DUTY_RUNS, MS_DUTY_EIGHTEEN);
    assert_end(&facts, "9999-12-31", NULL, NULL);
    facts.died = MS_LAST_DATE;
    assert_duty(&facts, "9999-12-31", MS_DUTY_RUNS, MS_DUTY_EIGHTEEN);
    assert_turn(&facts, "9999-12-30", MS_DUTY_NOTHING, NULL);
    facts = settled();
    facts.date_of_birth = day("9980-12-01");
    facts.education = MS_YES;
    facts.education_entered = MS_LAST_DATE;
    facts.school_last = day("9999-11-20");
    assert_duty(&facts, "9999-12-31", MS_DUTY_RUNS, MS_DUTY_EDUCATION);
    facts.education = MS_UNKNOWN;
    assert_turn(&facts, "9999-12-01", MS_DUTY_NOTHING, NULL);
}

/* ---- events and the order's period ------------------------------------------------------------------------------- */

/* Cites: RSMo 452.340.3 */
static void an_event_ends_it_the_day_after(void **state)
{
    (void)state;
    static const struct {
        size_t field;
        ms_duty_ground ground;
    } events[] = {
        {offsetof(ms_duty_facts, died), MS_DUTY_DEATH},
        {offsetof(ms_duty_facts, married), MS_DUTY_MARRIAGE},
        {offsetof(ms_duty_facts, entered_active_duty), MS_DUTY_ACTIVE_DUTY},
        {offsetof(ms_duty_facts, self_supporting), MS_DUTY_SELF_SUPPORTING},
    };
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        ms_duty_facts facts = unsettled();
        ms_date on = day("2025-08-01");
        memcpy((char *)&facts + events[i].field, &on, sizeof on);
        assert_duty(&facts, "2025-08-01", MS_DUTY_RUNS, MS_DUTY_EIGHTEEN);
        assert_duty(&facts, "2025-08-02", MS_DUTY_ENDED, events[i].ground);
        assert_turn(&facts, "2025-07-01", events[i].ground, "2025-08-02");
        assert_end(&facts, "2025-07-01", "2025-08-02", "2025-08-02");
        facts.incapacity = MS_YES;
        facts.order_last = day("2030-01-01");
        assert_duty(&facts, "2025-08-02", MS_DUTY_ENDED, events[i].ground);
    }
}

/* Cites: RSMo 452.340.3 */
static void the_orders_period_stands_for_the_ages(void **state)
{
    (void)state;
    ms_duty_facts facts = unsettled();
    facts.order_last = day("2030-06-30");
    assert_duty(&facts, "2028-01-01", MS_DUTY_RUNS, MS_DUTY_ORDER);
    assert_duty(&facts, "2030-06-30", MS_DUTY_RUNS, MS_DUTY_ORDER);
    assert_duty(&facts, "2030-07-01", MS_DUTY_ENDED, MS_DUTY_ORDER);
    assert_turn(&facts, "2020-01-01", MS_DUTY_ORDER, "2030-07-01");
    facts.order_last = day("2020-06-30");
    assert_duty(&facts, "2020-07-01", MS_DUTY_ENDED, MS_DUTY_ORDER);
    facts.married = day("2020-06-30");
    assert_duty(&facts, "2020-07-01", MS_DUTY_ENDED, MS_DUTY_MARRIAGE);
}

/* ---- what carries it past 18 ------------------------------------------------------------------------------------- */

/* Cites: RSMo 452.340.5 */
static void secondary_school(void **state)
{
    (void)state;
    ms_duty_facts facts = settled();
    facts.school = MS_YES;
    assert_duty(&facts, "2026-05-20", MS_DUTY_RUNS, MS_DUTY_SCHOOL);
    assert_duty(&facts, "2029-05-19", MS_DUTY_RUNS, MS_DUTY_SCHOOL);
    assert_duty(&facts, "2029-05-20", MS_DUTY_ENDED, MS_DUTY_TWENTY_ONE);
    facts.school_last = day("2027-05-14");
    assert_turn(&facts, "2026-01-01", MS_DUTY_EIGHTEEN, "2026-05-20");
    assert_turn(&facts, "2026-05-20", MS_DUTY_SCHOOL, "2027-05-15");
    assert_duty(&facts, "2027-05-14", MS_DUTY_RUNS, MS_DUTY_SCHOOL);
    assert_duty(&facts, "2027-05-15", MS_DUTY_ENDED, MS_DUTY_SCHOOL);
    facts.school = MS_UNKNOWN; /* the last day says enough */
    assert_duty(&facts, "2027-05-15", MS_DUTY_ENDED, MS_DUTY_SCHOOL);
    facts.school_last = day("2026-05-15"); /* before the birthday */
    assert_duty(&facts, "2026-05-19", MS_DUTY_RUNS, MS_DUTY_EIGHTEEN);
    assert_duty(&facts, "2026-05-20", MS_DUTY_ENDED, MS_DUTY_EIGHTEEN);
}

/* Cites: RSMo 452.340.5 */
static void october_first(void **state)
{
    (void)state;
    assert_int_equal(ms_duty_october_first(day("2026-05-15")), day("2026-10-01"));
    assert_int_equal(ms_duty_october_first(day("2026-09-30")), day("2026-10-01"));
    assert_int_equal(ms_duty_october_first(day("2026-10-01")), day("2027-10-01"));
    assert_int_equal(ms_duty_october_first(day("2026-12-18")), day("2027-10-01"));
    assert_int_equal(ms_duty_october_first(day("9999-10-01")), MS_NO_DATE);
    ms_duty_facts facts = settled();
    facts.school_last = day("2026-06-12");
    facts.education = MS_YES;
    facts.education_entered = day("2026-10-01");
    assert_duty(&facts, "2026-06-12", MS_DUTY_RUNS, MS_DUTY_SCHOOL);
    assert_duty(&facts, "2026-06-13", MS_DUTY_RUNS, MS_DUTY_EDUCATION);
    assert_duty(&facts, "2029-05-19", MS_DUTY_RUNS, MS_DUTY_EDUCATION);
    assert_duty(&facts, "2029-05-20", MS_DUTY_ENDED, MS_DUTY_TWENTY_ONE);
    facts.education_entered = day("2026-10-02");
    assert_duty(&facts, "2026-06-12", MS_DUTY_RUNS, MS_DUTY_SCHOOL);
    assert_duty(&facts, "2026-06-13", MS_DUTY_ENDED, MS_DUTY_SCHOOL);
}

/* Cites: RSMo 452.340.5 */
static void higher_education(void **state)
{
    (void)state;
    ms_duty_facts facts = settled();
    facts.school_last = day("2026-05-15");
    facts.education = MS_UNKNOWN;
    assert_turn(&facts, "2026-05-20", MS_DUTY_OCTOBER_FIRST, "2026-10-02");
    assert_turn(&facts, "2026-10-02", MS_DUTY_TWENTY_ONE, "2029-05-20");
    assert_duty(&facts, "2026-07-01", MS_DUTY_OPEN, MS_DUTY_EIGHTEEN);
    assert_asks(&facts, "2026-07-01", (ms_duty_asks){.education = true});
    facts.education = MS_YES;
    assert_duty(&facts, "2026-11-01", MS_DUTY_OPEN, MS_DUTY_EIGHTEEN);
    assert_asks(&facts, "2026-11-01", (ms_duty_asks){.education = true});
    facts.education_entered = day("2026-08-24");
    facts.education_last = day("2028-05-12");
    assert_duty(&facts, "2028-05-12", MS_DUTY_RUNS, MS_DUTY_EDUCATION);
    assert_duty(&facts, "2028-05-13", MS_DUTY_ENDED, MS_DUTY_EDUCATION);
    assert_turn(&facts, "2026-08-24", MS_DUTY_EDUCATION, "2028-05-13");
    facts.incapacity = MS_YES;
    assert_duty(&facts, "2028-05-12", MS_DUTY_RUNS, MS_DUTY_EDUCATION);
    assert_duty(&facts, "2028-05-13", MS_DUTY_RUNS, MS_DUTY_INCAPACITY);
    facts.incapacity = MS_NO;
    facts.school_last = MS_NO_DATE;
    assert_duty(&facts, "2026-11-01", MS_DUTY_OPEN, MS_DUTY_EIGHTEEN);
    assert_asks(&facts, "2026-11-01", (ms_duty_asks){.graduation = true});
    assert_asks(&facts, "2028-05-13", (ms_duty_asks){0});
}

/* Cites: RSMo 452.340.4 */
static void incapacity(void **state)
{
    (void)state;
    ms_duty_facts facts = settled();
    facts.incapacity = MS_YES;
    assert_duty(&facts, "2026-05-20", MS_DUTY_RUNS, MS_DUTY_INCAPACITY);
    assert_duty(&facts, "2040-01-01", MS_DUTY_RUNS, MS_DUTY_INCAPACITY);
    assert_end(&facts, "2026-05-20", NULL, NULL);
    facts.incapacity_last = day("2040-01-01");
    assert_duty(&facts, "2040-01-01", MS_DUTY_RUNS, MS_DUTY_INCAPACITY);
    assert_duty(&facts, "2040-01-02", MS_DUTY_ENDED, MS_DUTY_INCAPACITY);
    assert_turn(&facts, "2030-01-01", MS_DUTY_INCAPACITY, "2040-01-02");
}

/* ---- every combination ------------------------------------------------------------------------------------------- */

enum { NONE = 0, ON = MS_LAST_DATE }; /* as a last day: carries nothing; goes on */

/* One way in which what is unknown may turn out: the last day on which each thing carries the duty. */
typedef struct life {
    ms_date birth, school, education, incapacity;
} life;

/* Whether the duty runs on a day, in the words of the statute. */
static bool runs(const ms_duty_facts *f, life one, ms_date on)
{
    const ms_date events[] = {f->died, f->married, f->entered_active_duty, f->self_supporting};
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
        if (events[i] != MS_NO_DATE && on > events[i]) {
            return false;
        }
    }
    if (f->order_last != MS_NO_DATE) {
        return on <= f->order_last;
    }
    int age = ms_years_between(one.birth, on);
    return age < 18 || (age < 21 && (on <= one.school || on <= one.education)) || on <= one.incapacity;
}

/* What a state may come to: its last day where it is recorded, else each of three. */
typedef struct ways {
    int count;
    ms_date last[3];
} ways;

static ways ways_of(ms_truth holds, ms_date last)
{
    if (holds == MS_UNKNOWN) {
        return (ways){3, {NONE, day("2028-05-12"), ON}};
    }
    return (ways){1, {holds == MS_NO ? NONE : last != MS_NO_DATE ? last : ON}};
}

/* Entered by the first October 1 after graduation, looked for day by day. */
static bool by_october_first(ms_date graduation, ms_date entered)
{
    for (ms_date on = graduation + 1; on < entered; on++) {
        ms_civil civil = ms_date_to_civil(on);
        if (civil.month == 10 && civil.day == 1) {
            return false;
        }
    }
    return true;
}

static ways ways_of_education(const ms_duty_facts *f)
{
    if (f->education != MS_YES) {
        return ways_of(f->education, MS_NO_DATE);
    }
    ms_date last = f->education_last != MS_NO_DATE ? f->education_last : ON;
    if (f->education_entered == MS_NO_DATE || f->school_last == MS_NO_DATE) {
        return (ways){2, {NONE, last}};
    }
    return (ways){1, {by_october_first(f->school_last, f->education_entered) ? last : NONE}};
}

static ways ways_of_birth(const ms_duty_facts *f)
{
    if (f->date_of_birth != MS_NO_DATE) {
        return (ways){1, {f->date_of_birth}};
    }
    return (ways){3, {day("1950-01-01"), day("2007-01-01"), day("2035-01-01")}};
}

/* In how many of the ways the duty runs on a day, and how many there are. */
static void count_ways(const ms_duty_facts *f, ms_date on, int *running, int *all)
{
    ways birth = ways_of_birth(f);
    ways school = f->school_last != MS_NO_DATE ? (ways){1, {f->school_last}} : ways_of(f->school, MS_NO_DATE);
    ways education = ways_of_education(f);
    ways incapacity = ways_of(f->incapacity, f->incapacity_last);
    *running = 0;
    *all = birth.count * school.count * education.count * incapacity.count;
    for (int i = 0; i < *all; i++) {
        int rest = i / birth.count;
        life one = {.birth = birth.last[i % birth.count], .school = school.last[rest % school.count]};
        rest /= school.count;
        one.education = education.last[rest % education.count];
        one.incapacity = incapacity.last[rest / education.count];
        *running += runs(f, one, on) ? 1 : 0;
    }
}

/* The days on which something changes in the lives below, and some between. */
static const char *const days[] = {"2024-01-01", "2026-05-19", "2026-05-20", "2026-06-12", "2026-06-13", "2026-09-01",
                                   "2026-10-01", "2026-10-02", "2027-05-14", "2027-05-15", "2028-01-15", "2029-05-19",
                                   "2029-05-20", "2031-03-03", "2031-03-04", "2034-12-31"};
enum { DAYS = sizeof days / sizeof days[0] };

/* The status is what all the ways agree on; it falls only from running to open to ended, at `earliest` and `latest`,
 * and never between two turns. */
static void check(const ms_duty_facts *f)
{
    ms_duty before = {.status = MS_DUTY_RUNS};
    for (size_t i = 0; i < DAYS; i++) {
        ms_date on = day(days[i]);
        ms_duty duty = ms_duty_at(f, on);
        int running, all;
        count_ways(f, on, &running, &all);
        ms_duty_status expected = running == all ? MS_DUTY_RUNS : running == 0 ? MS_DUTY_ENDED : MS_DUTY_OPEN;
        if (duty.status != expected) {
            fail_msg("%s: status %d, but it runs in %d ways of %d", days[i], (int)duty.status, running, all);
        }
        bool anything = duty.asks.date_of_birth || duty.asks.school || duty.asks.graduation || duty.asks.education
                        || duty.asks.incapacity;
        assert_int_equal(anything, duty.status == MS_DUTY_OPEN);
        assert_true(duty.latest == MS_NO_DATE || duty.earliest <= duty.latest);
        assert_true(duty.turn_day == MS_NO_DATE || (duty.turn_day > on && duty.turn != MS_DUTY_NOTHING));
        assert_true(duty.status != MS_DUTY_ENDED || (duty.turn_day == MS_NO_DATE && duty.latest <= on));
        assert_true(duty.status != MS_DUTY_RUNS || duty.earliest == MS_NO_DATE || duty.turn_day != MS_NO_DATE);
        if (i > 0 && duty.status != before.status) {
            assert_true(before.status == MS_DUTY_RUNS || duty.status == MS_DUTY_ENDED);
            assert_true(before.turn_day != MS_NO_DATE && before.turn_day <= on);
        }
        before = duty;
    }
}

/* Cites: RSMo 452.340.3, RSMo 452.340.4, RSMo 452.340.5 */
static void every_combination_of_what_is_recorded(void **state)
{
    (void)state;
    static const ms_truth truths[] = {MS_NO, MS_YES, MS_UNKNOWN};
    const ms_date births[] = {day("2008-05-20"), MS_NO_DATE};
    const ms_date school[] = {MS_NO_DATE, day("2026-05-15"), day("2026-06-12"), day("2029-12-01")};
    const ms_date entered[] = {MS_NO_DATE, day("2026-10-01"), day("2026-10-02")};
    const ms_date last[] = {MS_NO_DATE, day("2027-05-14"), day("2031-03-03")};
    const ms_date event[] = {MS_NO_DATE, day("2026-06-12"), day("2028-01-14")};
    enum { ALL = 2 * 4 * 3 * 3 * 3 * 3 * 3 * 3 * 3 * 3 };
    for (int i = 0; i < ALL; i++) {
        int k = i;
        ms_duty_facts f = {0};
        f.date_of_birth = births[k % 2], k /= 2;
        f.school_last = school[k % 4], k /= 4;
        f.school = truths[k % 3], k /= 3;
        f.education = truths[k % 3], k /= 3;
        f.education_entered = entered[k % 3], k /= 3;
        f.education_last = last[k % 3], k /= 3;
        f.incapacity = truths[k % 3], k /= 3;
        f.incapacity_last = last[k % 3], k /= 3;
        f.order_last = last[k % 3], k /= 3;
        f.self_supporting = event[k % 3];
        check(&f);
    }
}

static void every_ground_has_a_name_and_a_citation(void **state)
{
    (void)state;
    for (int i = 0; i < MS_DUTY_GROUND_COUNT; i++) {
        const ms_duty_ground_row *row = ms_duty_ground_describe((ms_duty_ground)i);
        assert_true(strlen(row->name) > 0);
        assert_memory_equal(row->citation, "RSMo 452.340", strlen("RSMo 452.340"));
        for (int k = 0; k < i; k++) {
            assert_string_not_equal(row->name, ms_duty_ground_describe((ms_duty_ground)k)->name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_birthday_is_the_first_day_without),
        cmocka_unit_test(age_alone_ends_nothing),
        cmocka_unit_test(an_unknown_date_of_birth_ends_nothing),
        cmocka_unit_test(beyond_the_calendar),
        cmocka_unit_test(an_event_ends_it_the_day_after),
        cmocka_unit_test(the_orders_period_stands_for_the_ages),
        cmocka_unit_test(secondary_school),
        cmocka_unit_test(october_first),
        cmocka_unit_test(higher_education),
        cmocka_unit_test(incapacity),
        cmocka_unit_test(every_combination_of_what_is_recorded),
        cmocka_unit_test(every_ground_has_a_name_and_a_citation),
    };
    return cmocka_run_group_tests_name("duration", tests, NULL, NULL);
}
