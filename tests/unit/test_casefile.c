/* casefile/: the fold, what is refused, conflicts, staleness, replay; and sequences of events at random. */
#include "casefile/comparison.h"
#include "casefile/opening.h"
#include "casefile/sealed.h"
#include "facts/write.h"
#include "tests/unit/case_bench.h"

static void fact(case_bench *c, const char *on, const char *source, const char *path, const char *value)
{
    accepted(c, "fact_recorded", on, "{\"path\":\"%s\",\"value\":%s,\"source\":\"%s\"}", path, value, source);
}

static bool is_stale(case_bench *c, const char *on)
{
    bool stale;
    ms_stale_test test;
    ms_view view = {.upto = c->state.sequence, .on = day(on)};
    assert_int_equal(ms_stale_begin(&test, &c->state, &c->tools, ms_state_determination(&c->state)), MS_OK);
    assert_int_equal(ms_stale_at(&test, view, &stale), MS_OK);
    ms_stale_end(&test);
    return stale;
}

static void opened(case_bench *c)
{
    accepted(c, "case_opened", "2026-09-14", "{\"case_id\":\"2026-000123\",\"children\":[\"c1\"],\"worker\":\"dana\"}");
}

#define PLAN "/parent_not_seeking/plans/acme-ppo/"

/* A case that is determined under (5)(C). */
static void full(case_bench *c)
{
    opened(c);
    fact(c, "2026-09-14", "agency_record", "/children/c1/residence",
         "{\"state\":\"MO\",\"county\":\"Cole\",\"zip\":\"65101\"}");
    fact(c, "2026-09-14", "agency_record", "/children/c1/public_coverage",
         "{\"program\":\"medicaid\",\"through\":\"parent_seeking\"}");
    fact(c, "2026-09-14", "agency_record", "/form_14", "{\"calculated\":true,\"line_4_percent\":\"61.3\"}");
    fact(c, "2026-09-20", "employer", "/parent_not_seeking/gross_income", "{\"amount\":\"4000.00\",\"per\":\"month\"}");
    fact(c, "2026-09-20", "employer", PLAN "source", "\"employer\"");
    fact(c, "2026-09-20", "employer", PLAN "covers", "[]");
    fact(c, "2026-09-20", "employer", PLAN "cost",
         "{\"per\":\"month\",\"self_only\":\"120.00\",\"family\":\"310.00\"}");
    fact(c, "2026-09-20", "employer", PLAN "service_area", "{\"counties\":[{\"state\":\"MO\",\"county\":\"Cole\"}]}");
    fact(c, "2026-09-20", "parent_seeking", "/parent_seeking/plans", "[]");
}

/* ---- conflicts --------------------------------------------------------------------------------------------------- */

static void test_conflict(void **state)
{
    case_bench *c = *state;
    full(c);
    fact(c, "2026-09-25", "parent_seeking", "/parent_not_seeking/gross_income", "{\"amount\":4000,\"per\":\"month\"}");
    bench_holds(c, "2026-10-01", "\"gross_income\":", true); /* 4000 is 4000.00 */
    fact(c, "2026-09-26", "parent_seeking", "/parent_not_seeking/gross_income", "{\"amount\":3000,\"per\":\"month\"}");
    bench_holds(c, "2026-09-25", "\"gross_income\":", true); /* not yet */
    bench_holds(c, "2026-10-01", "\"gross_income\":", false);
    assert_int_equal(bench_determination(c, "2026-10-01", false), MS_ERROR_INVALID);
    assert_non_null(strstr(c->refusal.reason, "/parent_not_seeking/gross_income"));
    refused(c, "order of the record", "another fact", "conflict_resolved", "2026-10-01",
            "{\"path\":\"/parent_not_seeking/gross_income\",\"chosen\":8,\"reason\":\"stubs\"}");
    refused(
        c, "order of the record", "does not stand any more", "conflict_resolved", "2026-10-01",
        "{\"path\":\"/parent_not_seeking/gross_income\",\"chosen\":11,\"reason\":\"stubs\"}"); /* the source has said otherwise since */
    accepted(c, "conflict_resolved", "2026-10-01",
             "{\"path\":\"/parent_not_seeking/gross_income\",\"chosen\":5,\"reason\":\"stubs\"}");
    bench_holds(c, "2026-10-01", "\"amount\":\"4000.00\"", true);
    fact(c, "2026-10-05", "parent_not_seeking", "/parent_not_seeking/gross_income",
         "{\"amount\":3900,\"per\":\"month\"}");
    bench_holds(c, "2026-10-05", "\"gross_income\":", false); /* a new word, a new conflict */
    refused(c, "order of the record", "do not disagree", "conflict_resolved", "2026-10-01",
            "{\"path\":\"/parent_not_seeking/gross_income\",\"chosen\":5,\"reason\":\"again\"}"); /* not on that day */
}

static void test_determined_in_spite_of_a_conflict(void **state)
{
    case_bench *c = *state;
    full(c);
    fact(c, "2026-09-26", "parent_seeking", "/parent_not_seeking/gross_income", "{\"amount\":3000,\"per\":\"month\"}");
    assert_int_equal(bench_determination(c, "2026-10-01", true), MS_OK);
    const ms_recorded_determination *made = ms_state_determination(&c->state);
    assert_memory_equal(made->conflicts.at, "[\"/parent_not_seeking/gross_income\"]", made->conflicts.length);
    assert_memory_equal(made->status.at, "needs_information", made->status.length);
}

/* A silent parent's unknown facts count as not shown; a conflict on them is not silence. */
static void test_conflict_of_a_silent_parent(void **state)
{
    case_bench *c = *state;
    full(c);
    accepted(c, "request_sent", "2026-09-21",
             "{\"of\":\"parent_not_seeking\",\"asked\":[\"/parent_not_seeking/plans\"]}");
    accepted(c, "request_sent", "2026-09-21", "{\"of\":\"parent_seeking\",\"asked\":[\"/parent_seeking/plans\"]}");
    accepted(c, "answer_received", "2026-09-26", "{\"of\":\"parent_seeking\"}");
    fact(c, "2026-09-26", "parent_seeking", "/parent_not_seeking/gross_income", "{\"amount\":3000,\"per\":\"month\"}");
    assert_int_equal(bench_determination(c, "2026-11-02", false), MS_ERROR_INVALID);
}

/* One says that there is no plan, another names one. */
static void test_conflict_on_plans(void **state)
{
    case_bench *c = *state;
    full(c);
    fact(c, "2026-09-22", "parent_not_seeking", "/parent_not_seeking/plans", "[]");
    bench_holds(c, "2026-10-01", "acme-ppo", false);
    assert_int_equal(bench_determination(c, "2026-10-01", false), MS_ERROR_INVALID);
    accepted(c, "conflict_resolved", "2026-10-01",
             "{\"path\":\"/parent_not_seeking/plans\",\"chosen\":8,\"reason\":\"the employer knows\"}");
    bench_holds(c, "2026-10-01", "acme-ppo", true);
    accepted(c, "fact_recorded", "2026-12-01",
             "{\"path\":\"/parent_not_seeking/plans\",\"value\":[],\"source\":\"employer\",\"changed\":true}");
    bench_holds(c, "2026-11-30", "acme-ppo", true);
    bench_holds(c, "2026-12-01", "\"plans\":[]", true); /* he left */
}

/* A field whose absence has a meaning: another source's word is tried. */
static void test_conflict_where_absence_means(void **state)
{
    case_bench *c = *state;
    full(c);
    fact(c, "2026-09-22", "parent_seeking", PLAN "benefits", "[\"medical\"]");
    fact(c, "2026-09-22", "employer", PLAN "benefits", "[\"dental\"]");
    assert_int_equal(bench_determination(c, "2026-10-01", false), MS_ERROR_INVALID);
    assert_non_null(strstr(c->refusal.reason, "benefits"));
    fact(c, "2026-09-23", "employer", PLAN "benefits", "[\"dental\",\"medical\"]");
    assert_int_equal(bench_determination(c, "2026-10-01", false),
                     MS_OK); /* still in conflict, but it does not decide */
}

/* Neither conflict changes the outcome by itself, for the other keeps the plan out; both together do. */
static void test_conflicts_that_decide_together(void **state)
{
    case_bench *c = *state;
    full(c);
    fact(c, "2026-09-22", "parent_seeking", PLAN "benefits", "[\"medical\"]");
    fact(c, "2026-09-23", "employer", PLAN "benefits", "[\"dental\"]");
    fact(c, "2026-09-22", "parent_seeking", PLAN "available_from", "\"2026-01-01\"");
    fact(c, "2026-09-23", "employer", PLAN "available_from", "\"2027-06-01\"");
    assert_int_equal(bench_determination(c, "2026-10-01", false), MS_ERROR_INVALID);
    assert_non_null(strstr(c->refusal.reason, "benefits"));
    assert_int_equal(bench_determination(c, "2026-10-01", true), MS_OK);
    const ms_recorded_determination *made = ms_state_determination(&c->state);
    static const char both[] = "[\"" PLAN "benefits\",\"" PLAN "available_from\"]";
    assert_int_equal(made->conflicts.length, sizeof both - 1);
    assert_memory_equal(made->conflicts.at, both, sizeof both - 1);
}

/* Of more combinations than are tried each conflict decides. */
static void test_too_many_conflicts(void **state)
{
    case_bench *c = *state;
    full(c);
    for (int i = 0; i < 11; i++) {
        char path[100];
        snprintf(path, sizeof path, "/parent_not_seeking/plans/p-%d/available_from", i);
        fact(c, "2026-09-22", "parent_seeking", path, "\"2026-01-01\"");
        fact(c, "2026-09-22", "employer", path, "\"2026-02-01\"");
        snprintf(path, sizeof path, "/parent_not_seeking/plans/p-%d/covers", i);
        fact(c, "2026-09-22", "employer", path, "[]");
        if (i == 9) {
            assert_int_equal(bench_determination(c, "2026-10-01", true), MS_OK); /* 1,024: none of them matters */
            assert_int_equal(ms_state_determination(&c->state)->conflicts.length, 2);
        }
    }
    assert_int_equal(bench_determination(c, "2026-10-01", false), MS_ERROR_INVALID);
}

static void test_a_fuller_word(void **state)
{
    case_bench *c = *state;
    full(c);
    fact(c, "2026-09-22", "parent_seeking", "/children/c1/residence", "{\"zip\":\"65101\"}");
    bench_holds(c, "2026-10-01", "\"county\":\"Cole\",\"zip\":\"65101\"", true);
    accepted(c, "fact_withdrawn", "2026-09-30", "{\"of\":2}");
    bench_holds(c, "2026-09-29", "\"residence\":{\"state\"", true);
    bench_holds(c, "2026-09-30", "\"residence\":{\"zip\":\"65101\"}", true);
    refused(c, "order of the record", "withdrawn already", "fact_withdrawn", "2026-09-30", "{\"of\":2}");
    accepted(c, "correction", "2026-10-01", "{\"of\":12,\"reason\":\"of another case\"}");
    bench_holds(c, "2026-09-30", "\"residence\":{\"state\"", true);
    refused(c, "order of the record", "corrected already", "correction", "2026-10-01",
            "{\"of\":12,\"reason\":\"twice\"}");
}

/* ---- what is sealed ---------------------------------------------------------------------------------------------- */

#define SEALED "sealed:1:0123abcd:QUJDREVGR0g="

static const ms_sealed_value *sealed_at(case_bench *c, const char *path)
{
    ms_sealed_path read;
    assert_true(ms_sealed_path_read(word(path), &read));
    return ms_sealed_find(&c->state, &read);
}

static void test_sealed(void **state)
{
    case_bench *c = *state;
    opened(c);
    accepted(c, "secret_recorded", "2026-09-14",
             "{\"path\":\"/parent_seeking/ssn\",\"sealed\":\"" SEALED "\",\"source\":\"other\"}");
    accepted(c, "secret_recorded", "2026-09-14",
             "{\"path\":\"/children/c1/protected_address\",\"sealed\":\"" SEALED "\",\"source\":\"parent_seeking\"}");
    assert_int_equal(sealed_at(c, "/parent_seeking/ssn")->entry.sequence, 2);
    accepted(c, "secret_recorded", "2026-09-15",
             "{\"path\":\"/parent_seeking/ssn\",\"sealed\":\"" SEALED "\",\"source\":\"other\"}");
    assert_int_equal(sealed_at(c, "/parent_seeking/ssn")->entry.sequence, 4);
    accepted(c, "secret_resealed", "2026-09-16", "{\"of\":4,\"sealed\":\"sealed:1:76543210:QUJD\"}");
    assert_memory_equal(sealed_at(c, "/parent_seeking/ssn")->sealed.at, "sealed:1:76543210:QUJD", 22);
    accepted(c, "secret_revealed", "2026-09-16", "{\"of\":3,\"reason\":\"notice\"}");
    accepted(c, "correction", "2026-09-17", "{\"of\":4,\"reason\":\"another person's\"}");
    assert_int_equal(sealed_at(c, "/parent_seeking/ssn")->entry.sequence, 2);
    assert_null(sealed_at(c, "/parent_not_seeking/ssn"));
    bench_holds(c, "2026-09-17", "sealed", false);
    refused(c, "order of the record", "corrected already", "secret_revealed", "2026-09-17",
            "{\"of\":4,\"reason\":\"x\"}");
}

static void test_what_is_not_sealed(void **state)
{
    static const char *const bodies[] = {
        "{\"path\":\"/parent_seeking/ssn\",\"sealed\":\"123-45-6789\",\"source\":\"other\"}",
        "{\"path\":\"/parent_seeking/ssn\",\"sealed\":\"sealed:1:0123ABCD:QUJD\",\"source\":\"other\"}",
        "{\"path\":\"/parent_seeking/ssn\",\"sealed\":\"sealed:1:0123abcd:123-45\",\"source\":\"other\"}",
        "{\"path\":\"/parent_seeking/ssn\",\"sealed\":\"sealed:1:0123abcd:\",\"source\":\"other\"}",
        "{\"path\":\"/parent_seeking/name\",\"sealed\":\"" SEALED "\",\"source\":\"other\"}",
        "{\"path\":\"/parent_seeking/ssn/1\",\"sealed\":\"" SEALED "\",\"source\":\"other\"}",
        "{\"path\":\"/children//ssn\",\"sealed\":\"" SEALED "\",\"source\":\"other\"}",
        "{\"path\":\"/parent_seeking/ssn\",\"sealed\":\"" SEALED "\",\"source\":\"mother\"}",
    };
    case_bench *c = *state;
    opened(c);
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        refused(c, "format of events", "", "secret_recorded", "2026-09-14", "%s", bodies[i]);
    }
    refused(c, "order of the record", "no child c9", "secret_recorded", "2026-09-14",
            "{\"path\":\"/children/c9/ssn\",\"sealed\":\"" SEALED "\",\"source\":\"other\"}");
    refused(c, "order of the record", "nothing that is protected", "secret_resealed", "2026-09-14",
            "{\"of\":1,\"sealed\":\"" SEALED "\"}");
}

/* ---- requests ---------------------------------------------------------------------------------------------------- */

static void test_requests(void **state)
{
    static const char body[] = "{\"of\":\"parent_seeking\",\"asked\":[\"/parent_seeking/plans\"]}";
    case_bench *c = *state;
    opened(c);
    refused(c, "order of the record", "opened on 2026-09-14", "request_sent", "2026-09-13", "%s", body);
    refused(c, "(4)", "asks for something", "request_sent", "2026-09-14", "{\"of\":\"parent_seeking\",\"asked\":[]}");
    accepted(c, "request_sent", "2026-09-14", "%s", body);
    refused(c, "13 CSR 40-112.010(4)", "runs until 2026-10-14", "request_sent", "2026-10-14", "%s", body);
    accepted(c, "request_sent", "2026-10-15", "%s", body); /* its time is over */
    accepted(c, "answer_received", "2026-11-20", "{\"of\":\"parent_seeking\"}");
    assert_int_equal(ms_state_entry(&c->state, 4)->flags, MS_EVENT_LATE);
    accepted(c, "answer_received", "2026-11-21", "{\"of\":\"parent_seeking\"}"); /* to the first, which ran out */
    accepted(c, "answer_received", "2026-11-22", "{\"of\":\"parent_not_seeking\"}");
    assert_int_equal(ms_state_entry(&c->state, 6)->flags, MS_EVENT_UNASKED);
    bench_holds(c, "2026-11-22", "{\"of\":\"parent_seeking\",\"sent\":\"2026-10-15\",\"answered\":\"2026-11-20\"}",
                true);
    bench_holds(c, "2026-11-19", "\"answered\"", false);
    refused(c, "order of the record", "has an answer", "correction", "2026-11-22", "{\"of\":3,\"reason\":\"slip\"}");
}

static void test_last_day_in_time(void **state)
{
    case_bench *c = *state;
    opened(c);
    accepted(c, "request_sent", "2026-09-14", "{\"of\":\"parent_seeking\",\"asked\":[\"/parent_seeking/plans\"]}");
    accepted(c, "answer_received", "2026-10-14", "{\"of\":\"parent_seeking\"}");
    assert_int_equal(ms_state_entry(&c->state, 3)->flags, 0);
}

static void test_closed(void **state)
{
    case_bench *c = *state;
    opened(c);
    accepted(c, "case_closed", "2026-10-01", "{\"reason\":\"reunited\"}");
    refused(c, "order of the record", "closed", "worker_assigned", "2026-10-02", "{\"worker\":\"lee\"}");
    accepted(c, "note", "2026-10-02", "{\"note\":\"file returned\"}");
    fact(c, "2026-10-03", "employer", "/parent_not_seeking/plans", "[]");
    assert_int_equal(ms_state_entry(&c->state, 4)->flags, MS_EVENT_AFTER_CLOSING);
    accepted(c, "correction", "2026-10-04", "{\"of\":2,\"reason\":\"another case\"}");
    accepted(c, "worker_assigned", "2026-10-05", "{\"worker\":\"lee\"}");
    assert_memory_equal(ms_state_worker(&c->state).at, "lee", 3);
}

static void test_malformed(void **state)
{
    case_bench *c = *state;
    opened(c);
    refused(c, "order of the record", "open already", "case_opened", "2026-09-15",
            "{\"case_id\":\"x\",\"children\":[\"c1\"]}");
    refused(c, "format of events", "no kind", "fact_recoded", "2026-09-15", "{}");
    refused(c, "format of events", "did you mean 'note'", "note", "2026-09-15", "{\"note\":\"x\",\"nots\":1}");
    refused(c, "format of events", "no JSON object", "note", "2026-09-15", "[]");
    refused(c, "format of events", "twice", "note", "2026-09-15", "{\"note\":\"\\u0000\",\"note\":\"x\"}");
    refused(c, "format of events", "path of no fact", "fact_recorded", "2026-09-15",
            "{\"path\":\"/parent_seeking/gross_income/amount\",\"value\":1,\"source\":\"other\"}");
    refused(c, "medsupport.case/1", "expected", "fact_recorded", "2026-09-15",
            "{\"path\":\"/parent_seeking/gross_income\",\"value\":{\"amount\":-1},\"source\":\"other\"}");
    refused(c, "medsupport.case/1", "expected", "fact_recorded", "2026-09-15",
            "{\"path\":\"/parent_seeking/plans/p/covers\",\"value\":[\"c9\"],\"source\":\"other\"}");
    refused(c, "medsupport.case/1", "[]", "fact_recorded", "2026-09-15",
            "{\"path\":\"/parent_seeking/plans\",\"value\":[{}],\"source\":\"other\"}");
    fact(c, "2026-09-15", "other", "/parent_seeking/plans/p", "true");
    refused(c, "medsupport.case/1", "id of its own", "fact_recorded", "2026-09-15",
            "{\"path\":\"/parent_not_seeking/plans/p\",\"value\":true,\"source\":\"other\"}");
}

/* ---- determinations ---------------------------------------------------------------------------------------------- */

static void test_stale_only_by_what_mattered(void **state)
{
    case_bench *c = *state;
    full(c);
    assert_int_equal(bench_determination(c, "2026-10-01", false), MS_OK);
    fact(c, "2026-10-05", "agency_record", "/form_14", "{\"calculated\":true,\"line_4_percent\":\"70\"}");
    fact(c, "2026-10-05", "agency_record", "/children/c1/public_coverage", "false");
    fact(c, "2026-10-05", "agency_record", "/children/c1/date_of_birth", "\"2015-03-02\"");
    fact(c, "2026-10-05", "parent_seeking", "/parent_seeking/gross_income", "{\"amount\":900,\"per\":\"week\"}");
    accepted(c, "request_sent", "2026-10-06", "{\"of\":\"parent_seeking\",\"asked\":[\"/parent_seeking/plans\"]}");
    accepted(c, "answer_received", "2026-10-07", "{\"of\":\"parent_seeking\"}");
    fact(c, "2026-10-08", "plan_administrator", PLAN "cost",
         "{\"per\":\"month\",\"self_only\":\"120.00\",\"family\":\"310.00\"}"); /* the same word from another */
    assert_false(is_stale(c, "2026-12-31"));
    accepted(c, "fact_recorded", "2027-01-01",
             "{\"path\":\"" PLAN "cost\",\"value\":{\"per\":\"month\",\"self_only\":\"120.00\",\"family\":\"311.00\"},"
             "\"source\":\"employer\",\"changed\":true}");
    assert_false(is_stale(c, "2026-12-31"));
    assert_true(is_stale(c, "2027-01-01"));
    ms_date since;
    assert_int_equal(ms_stale_since(&c->state, &c->tools, day("2027-06-01"), &since), MS_OK);
    assert_int_equal(since, day("2027-01-01"));
}

static void test_stale_by_an_absent_fact(void **state)
{
    case_bench *c = *state;
    full(c);
    assert_int_equal(bench_determination(c, "2026-10-01", false), MS_OK);
    fact(c, "2026-10-05", "employer", PLAN "benefits", "[\"dental\"]");
    assert_true(is_stale(c, "2026-10-05"));
    accepted(c, "correction", "2026-10-06", "{\"of\":12,\"reason\":\"misread\"}");
    assert_false(is_stale(c, "2026-10-06"));
    fact(c, "2026-10-07", "employer", PLAN "available_from", "\"2027-01-01\"");
    assert_true(is_stale(c, "2026-10-07"));
}

static void test_stale_by_an_answer_of_a_silent_parent(void **state)
{
    case_bench *c = *state;
    opened(c);
    fact(c, "2026-09-14", "agency_record", "/children/c1/public_coverage", "false");
    fact(c, "2026-09-14", "agency_record", "/form_14", "{\"calculated\":false}");
    accepted(c, "request_sent", "2026-09-14",
             "{\"of\":\"parent_not_seeking\",\"asked\":[\"/parent_not_seeking/plans\"]}");
    accepted(c, "request_sent", "2026-09-14", "{\"of\":\"parent_seeking\",\"asked\":[\"/parent_seeking/plans\"]}");
    accepted(c, "answer_received", "2026-09-20", "{\"of\":\"parent_seeking\"}");
    fact(c, "2026-09-20", "parent_seeking", "/parent_seeking/plans", "[]");
    assert_int_equal(bench_determination(c, "2026-11-02", false), MS_OK);
    accepted(c, "answer_received", "2026-11-10", "{\"of\":\"parent_not_seeking\"}");
    assert_int_equal(ms_state_entry(&c->state, 9)->flags, MS_EVENT_LATE | MS_EVENT_AFTER_DETERMINING);
    assert_true(is_stale(c, "2026-11-10"));
}

static void test_replay(void **state)
{
    case_bench *c = *state;
    full(c);
    assert_int_equal(bench_determination(c, "2026-10-01", false), MS_OK);
    const ms_recorded_determination *made = ms_state_determination(&c->state);
    fact(c, "2026-09-15", "employer", PLAN "cost", "{\"per\":\"month\",\"add_dependents\":\"1.00\"}"); /* backdated */
    fact(c, "2026-09-15", "parent_seeking", "/parent_seeking/plans/new/covers", "[\"c1\"]");
    accepted(c, "correction", "2026-10-06", "{\"of\":5,\"reason\":\"slip\"}");
    ms_buffer text = {0};
    assert_int_equal(ms_replay(&c->state, &c->tools, made, MS_WITH_ALL), MS_OK);
    ms_write_json(c->tools.determination, &text);
    assert_int_equal(text.length, made->text.length);
    assert_memory_equal(text.text, made->text.at, text.length);
    ms_buffer_free(&text);
}

/* A determination of other facts, or another day, or with a changed word. */
static void test_forged_determination(void **state)
{
    case_bench *c = *state;
    ms_settings settings;
    ms_buffer body = {0};
    full(c);
    ms_view view = {.upto = c->state.sequence, .on = day("2026-10-01")};
    assert_int_equal(ms_settings_at(view.on, &settings), MS_OK);
    assert_int_equal(ms_determination_body(&c->state, &c->tools, view, &settings, false, &body), MS_OK);
    ms_buffer_add(&body, "", 1);
    refused(c, "order of the record", "takes effect on the day", "determination_made", "2026-10-02", "%s", body.text);
    char *paragraph = strstr(body.text, "\"paragraph\":\"(5)(C)\"");
    paragraph[strlen("\"paragraph\":\"(5)(")] = 'D';
    refused(c, "13 CSR 40-112.010", "not what the rule gives", "determination_made", "2026-10-01", "%s", body.text);
    paragraph[strlen("\"paragraph\":\"(5)(")] = 'C';
    accepted(c, "determination_made", "2026-10-01", "%s", body.text);
    fact(c, "2026-09-30", "employer", PLAN "cost", "{\"per\":\"month\",\"add_dependents\":\"1.00\"}");
    refused(c, "13 CSR 40-112.010", "not what the rule gives", "determination_made", "2026-10-01", "%s", body.text);
    ms_buffer_free(&body);
}

static void test_comparison_names_what_did_it(void **state)
{
    case_bench *c = *state;
    ms_case_comparison comparison;
    full(c);
    assert_int_equal(bench_determination(c, "2026-10-01", false), MS_OK);
    const ms_recorded_determination *first = ms_state_determination(&c->state);
    fact(c, "2026-10-05", "employer", PLAN "cost",
         "{\"per\":\"month\",\"self_only\":\"120.00\",\"family\":\"420.00\"}");
    fact(c, "2026-10-05", "agency_record", "/form_14", "{\"calculated\":true,\"line_4_percent\":\"70.0\"}");
    fact(c, "2026-10-05", "agency_record", "/children/c1/date_of_birth", "\"2015-03-02\"");
    ms_side_of_case before = {.view = ms_view_of(first)}, after = {.view = {c->state.sequence, day("2026-10-06")}};
    assert_int_equal(ms_settings_of(first->text, &before.settings), MS_OK);
    after.settings = before.settings;
    assert_int_equal(ms_compare_sides(&c->state, &c->tools, &before, &after, &comparison), MS_OK);
    assert_true(comparison.moved);
    for (size_t i = 0; i < comparison.count; i++) {
        const ms_case_difference *d = &comparison.differences[i];
        bool cost = d->kind == MS_DIFFERENT_FACT && d->slot->path.field == MS_FIELD_COST;
        bool form = d->kind == MS_DIFFERENT_FACT && d->slot->path.field == MS_FIELD_FORM_14;
        assert_int_equal(d->did_it, cost || form); /* the cost moves it to (5)(E), Form 14 sets the percentage */
    }
    assert_int_equal(comparison.count, 4);
}

/* ---- events at random -------------------------------------------------------------------------------------------- */

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static size_t pick(uint64_t *seed, size_t below)
{
    return (size_t)(next_random(seed) >> 11) % below;
}

typedef struct sample {
    const char *path;
    const char *values[4];
} sample;

static const sample samples[] = {
    {"/parent_not_seeking/gross_income",
     {"{\"amount\":4000,\"per\":\"month\"}", "{\"amount\":\"3000.00\",\"per\":\"month\"}", "{\"per\":\"week\"}", "{}"}},
    {"/parent_seeking/gross_income",
     {"{\"amount\":900,\"per\":\"week\"}", "{\"amount\":0,\"per\":\"year\"}", "{}", "{}"}},
    {"/parent_seeking/kind", {"\"parent\"", "\"parent\"", "\"custodian\"", "\"agency\""}},
    {"/parent_seeking/maintain_coverage", {"true", "false", "true", "false"}},
    {"/parent_not_seeking/plans", {"[]", "[]", "[]", "[1]"}},
    {"/parent_seeking/plans", {"[]", "[]", "[]", "[]"}},
    {PLAN "source", {"\"employer\"", "\"other\"", "\"union\"", "\"employer\""}},
    {PLAN "covers", {"[]", "[\"c1\"]", "[\"c1\",\"c2\"]", "[]"}},
    {PLAN "cost",
     {"{\"per\":\"month\",\"self_only\":120,\"family\":310}", "{\"per\":\"month\",\"add_dependents\":500}",
      "{\"per\":\"month\",\"family\":310}", "{\"family\":310}"}},
    {PLAN "service_area",
     {"\"unlimited\"", "{\"zips\":[\"65101\"]}", "{\"states\":[\"KS\"]}",
      "{\"counties\":[{\"state\":\"MO\",\"county\":\"Cole\"}]}"}},
    {PLAN "benefits", {"[\"medical\"]", "[\"dental\"]", "[\"medical\",\"dental\"]", "[\"medical\"]"}},
    {PLAN "available_from", {"\"2026-12-01\"", "\"2026-01-01\"", "\"2026-13-01\"", "\"2027-01-01\""}},
    {"/parent_not_seeking/plans/acme-ppo", {"true", "false", "true", "1"}},
    {"/parent_seeking/plans/union/covers", {"[\"c2\"]", "[]", "[\"c1\"]", "[\"c9\"]"}},
    {"/parent_seeking/plans/union", {"true", "false", "true", "true"}},
    {"/children/c1/residence",
     {"{\"state\":\"MO\",\"county\":\"Cole\",\"zip\":\"65101\"}", "{\"zip\":\"64801\"}", "{}", "{}"}},
    {"/children/c1/public_coverage", {"false", "{\"through\":\"parent_seeking\"}", "{}", "true"}},
    {"/children/c2", {"true", "false", "true", "false"}},
    {"/children/c2/public_coverage", {"false", "{}", "false", "{\"through\":\"other\"}"}},
    {"/form_14",
     {"{\"calculated\":true,\"line_4_percent\":\"61.3\"}", "{\"calculated\":false}", "{}", "{\"line_4_percent\":1}"}},
    {"/action", {"\"establish\"", "\"modify\"", "\"modify\"", "\"end\""}},
    {"/current_obligations",
     {"[]", "[{\"children\":[\"c1\"],\"obligor\":\"parent_seeking\",\"obligation\":\"provide_coverage\"}]",
      "[{\"children\":[\"c2\"],\"obligor\":\"parent_seeking\",\"obligation\":\"provide_coverage\"}]", "[]"}},
    {"/notes", {"\"a\"", "\"\\u00e9\\\"\"", "\"\"", "\"b\""}},
};

static const char *const sources[] = {"employer", "parent_seeking", "parent_not_seeking", "agency_record"};
static const char *const days[] = {"2026-09-14", "2026-09-30", "2026-10-14", "2026-10-15",
                                   "2026-11-02", "2026-12-01", "2027-01-01", "2026-09-01"};

/* A body of some kind, right or wrong; the kind. */
static const char *random_body(case_bench *c, uint64_t *seed, char *body, size_t size)
{
    const sample *s = &samples[pick(seed, sizeof samples / sizeof samples[0])];
    size_t any = 1 + pick(seed, c->count + 1);
    switch (pick(seed, 16)) {
    case 0:
        snprintf(body, size, "{\"of\":%zu,\"reason\":\"slip\"}", any);
        return "correction";
    case 1:
        snprintf(body, size, "{\"of\":%zu}", any);
        return "fact_withdrawn";
    case 2:
    case 3:
        snprintf(body, size, "{\"path\":\"%s\",\"chosen\":%zu,\"reason\":\"believed\"}", s->path, any);
        return "conflict_resolved";
    case 4:
        snprintf(body, size, "{\"of\":\"%s\",\"asked\":[\"%s\"]}", sources[1 + pick(seed, 2)], s->path);
        return "request_sent";
    case 5:
        snprintf(body, size, "{\"of\":\"%s\"}", sources[1 + pick(seed, 2)]);
        return "answer_received";
    case 6:
        snprintf(body, size, "{\"worker\":\"w%zu\"}", any);
        return "worker_assigned";
    default:
        snprintf(body, size, "{\"path\":\"%s\",\"value\":%s,\"source\":\"%s\",\"changed\":%s}", s->path,
                 s->values[pick(seed, 4)], sources[pick(seed, 4)], pick(seed, 8) == 0 ? "true" : "false");
        return "fact_recorded";
    }
}

/* Everything that is shown of a case, as one text: the documents of all days, the tasks, what the list shows. */
static void show(case_bench *c, const ms_state *state, ms_buffer *out)
{
    ms_open_tasks tasks;
    for (size_t i = 0; i + 1 < sizeof days / sizeof days[0]; i++) {
        const ms_document *document;
        ms_view view = {.upto = state->sequence, .on = day(days[i])};
        ms_derivation what = ms_derivation_of(ms_standings_make(state, view, &c->scratch), view);
        size_t start = out->length;
        ms_derive(state, &what, out);
        ms_status status =
            ms_reader_read(c->tools.reader, out->text + start, out->length - start, MS_NO_DATE, &document);
        if (status != MS_OK) {
            const ms_problem *problem = ms_reader_problem(c->tools.reader, 0);
            fail_msg("%.*s: %s: found %s, expected %s", (int)(out->length - start), out->text + start, problem->pointer,
                     problem->found, problem->expected);
        }
    }
    assert_int_equal(ms_tasks_find(state, &c->tools, &tasks), MS_OK);
    ms_tasks_put(out, state, &tasks);
    assert_int_equal(ms_summary_put(state, &c->tools, &tasks, out), MS_OK);
    assert_false(out->failed);
}

/* The same events folded in pieces of random sizes, each piece as far as it goes. */
static void check_chunks(case_bench *c, uint64_t *seed, const ms_buffer *whole)
{
    ms_arena arena = {0};
    ms_state state;
    ms_buffer out = {0};
    ms_state_begin(&state, &arena);
    for (size_t at = 0; at < c->count;) {
        size_t piece = 1 + pick(seed, c->count - at), done;
        assert_int_equal(ms_state_fold(&state, c->tools.json, c->events + at, piece, &done, &c->refusal), MS_OK);
        assert_int_equal(done, piece);
        at += piece;
    }
    show(c, &state, &out);
    assert_int_equal(out.length, whole->length);
    assert_memory_equal(out.text, whole->text, whole->length);
    ms_buffer_free(&out);
    ms_arena_free(&arena);
}

static void run_random(case_bench *c, uint64_t seed, size_t tries)
{
    char body[600];
    ms_buffer out = {0};
    ms_arena_reset(&c->arena);
    ms_arena_reset(&c->texts);
    ms_state_begin(&c->state, &c->arena);
    c->count = 0;
    accepted(c, "case_opened", "2026-09-14", "{\"case_id\":\"r\",\"children\":[\"c1\",\"c2\"]}");
    for (size_t i = 0; i < tries; i++) {
        if (pick(&seed, 20) == 0) {
            (void)bench_determination(c, days[2 + pick(&seed, 5)], pick(&seed, 2) == 0);
        } else {
            const char *kind = random_body(c, &seed, body, sizeof body);
            if (pick(&seed, 4) == 0) {
                (void)bench_add_ahead(c, kind, 1 + (ms_date)pick(&seed, 60), body, strlen(body));
            } else {
                (void)bench_add(c, kind, day(days[pick(&seed, 8)]), body, strlen(body));
            }
        }
        ms_arena_reset(&c->scratch);
    }
    show(c, &c->state, &out);
    check_chunks(c, &seed, &out);
    for (const ms_recorded_determination *made = c->state.determinations; made != NULL; made = made->before) {
        out.length = 0;
        assert_int_equal(ms_replay(&c->state, &c->tools, made, MS_WITH_ALL), MS_OK);
        ms_write_json(c->tools.determination, &out);
        assert_int_equal(out.length, made->text.length);
        assert_memory_equal(out.text, made->text.at, out.length);
    }
    ms_buffer_free(&out);
    ms_arena_reset(&c->scratch);
}

static void test_events_at_random(void **state)
{
    case_bench *c = *state;
    size_t kept = 0, made = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        run_random(c, seed * 0x9E3779B97F4A7C15u, 60);
        kept += c->count;
        made += c->state.determinations != NULL;
    }
    assert_true(kept > 150 * 20); /* neither all nor none are refused */
    assert_true(kept < 150 * 55);
    assert_true(made > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_conflict, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_determined_in_spite_of_a_conflict, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_conflict_of_a_silent_parent, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_conflict_on_plans, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_conflict_where_absence_means, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_conflicts_that_decide_together, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_too_many_conflicts, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_a_fuller_word, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_sealed, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_not_sealed, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_requests, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_last_day_in_time, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_closed, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_malformed, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_stale_only_by_what_mattered, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_stale_by_an_absent_fact, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_stale_by_an_answer_of_a_silent_parent, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_replay, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_forged_determination, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_comparison_names_what_did_it, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(test_events_at_random, bench_set_up, bench_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
