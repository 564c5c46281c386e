/* The trace: every step of the rule for each child, taken and refused, with the facts that it read. */
#include "determine/parts.h"

/* The steps of one child. */
typedef struct tracer {
    const ms_case *facts;
    const ms_settings *settings;
    ms_child_view *view;
    ms_child_tests *tests;
    const ms_outcome *outcome;
    ms_explanation *explanation;
    size_t most;
    ms_paragraph under;
} tracer;

/* ---- writing a step ---------------------------------------------------------------------------------------------- */

/* A new step under the paragraph that the tracer is at; the last one again where there is no more room. */
static ms_step *add_step(tracer *t, ms_place_in_rule place, ms_question question, ms_truth answer)
{
    ms_explanation *e = t->explanation;
    ms_step *step = &e->steps[e->step_count < t->most ? e->step_count++ : t->most - 1];
    *step = (ms_step){.child = t->view->child,
                      .under = t->under,
                      .place = place,
                      .question = question,
                      .party = MS_PARTY_UNKNOWN,
                      .plan = MS_NO_PLAN,
                      .answer = answer,
                      .reading = MS_NO_READING};
    return step;
}

/* A step about a party's plan. */
static ms_step *add_plan_step(tracer *t, ms_place_in_rule place, ms_question question, ms_truth answer, ms_party party,
                              uint32_t plan)
{
    ms_step *step = add_step(t, place, question, answer);
    step->party = party;
    step->plan = (int32_t)plan;
    step->beside = !t->view->parents[party].plans[plan].counts;
    return step;
}

static void read_fact(ms_step *step, ms_fact_kind kind, ms_party party, uint32_t index)
{
    if (step->read_count < MS_MAX_READS) {
        step->reads[step->read_count++] = (ms_fact){kind, party, index};
    }
}

static ms_place_in_rule place_of(ms_paragraph paragraph)
{
    return (ms_place_in_rule)(MS_RULE_5A + (int)paragraph);
}

/* Ends a paragraph. False when none that comes later is possible, so that the trace ends here. */
static bool end_paragraph(tracer *t)
{
    unsigned self = 1u << t->under;
    unsigned possible = t->outcome->possible;
    unsigned later = possible & ~(2 * self - 1);
    bool orders = (possible & self) != 0;
    ms_truth answer = !orders ? MS_NO : later == 0 ? MS_YES : MS_UNKNOWN;
    ms_step *step = add_step(t, place_of(t->under), MS_ASK_PARAGRAPH, answer);
    step->result = !orders ? MS_STEP_REFUSED : possible == self ? MS_STEP_TAKEN : MS_STEP_OPEN;
    return later != 0;
}

/* ---- (4), (1)(B), (1)(D) ----------------------------------------------------------------------------------------- */

static bool has_request(const ms_case *facts, ms_party party)
{
    for (uint32_t i = 0; i < facts->request_count; i++) {
        if (facts->requests[i].of == party) {
            return true;
        }
    }
    return false;
}

static void trace_silence(tracer *t, ms_party party)
{
    const ms_case *facts = t->facts;
    if (!has_request(facts, party)) {
        return;
    }
    ms_party other = party == MS_PNS ? MS_PSS : MS_PNS;
    int32_t days = t->settings->answer_days;
    bool silent = ms_rule_4_silent(facts->requests, facts->request_count, party, facts->as_of, days);
    ms_step *step = add_step(t, MS_RULE_4, MS_ASK_SILENT, ms_truth_of(silent));
    step->party = party;
    read_fact(step, MS_FACT_REQUESTS, party, 0);
    if (!silent) {
        return;
    }
    bool other_silent = ms_rule_4_silent(facts->requests, facts->request_count, other, facts->as_of, days);
    step = add_step(t, MS_RULE_4, MS_ASK_NOT_SHOWN, ms_truth_of(t->view->parents[party].not_shown));
    step->party = party;
    step->reading = other_silent ? MS_BOTH_SILENT : MS_ONE_SILENT;
    read_fact(step, MS_FACT_REQUESTS, party, 0);
}

static void trace_dental_only(tracer *t, ms_party party)
{
    for (uint32_t i = 0; i < t->view->parents[party].plan_count; i++) {
        if (t->facts->parents[party].plans[i].medical) {
            continue;
        }
        ms_truth counts = ms_truth_of(t->view->parents[party].plans[i].counts);
        ms_step *step = add_plan_step(t, MS_RULE_1D, MS_ASK_PLAN_COUNTS, counts, party, i);
        step->reading = MS_DENTAL_ONLY;
        read_fact(step, MS_FACT_PLAN_BENEFITS, party, i);
    }
}

/* Asked of a custodian and an agency alone. */
static void trace_can_be_ordered(tracer *t)
{
    if (t->facts->kind == MS_KIND_PARENT) {
        return;
    }
    ms_step *step = add_step(t, MS_RULE_1B, MS_ASK_CAN_BE_ORDERED, ms_truth_of(t->view->pss_can_be_ordered));
    step->party = MS_PSS;
    step->reading = t->facts->kind == MS_KIND_CUSTODIAN ? (int32_t)MS_CUSTODIAN : MS_NO_READING;
    read_fact(step, MS_FACT_KIND, MS_PSS, 0);
}

/* ---- covers ------------------------------------------------------------------------------------------------------ */

/* Whether any of a party's plans that count covers the child. */
static ms_truth party_covers(const tracer *t, ms_party party)
{
    const ms_parent_view *parent = &t->view->parents[party];
    ms_truth covers = parent->plans_known || parent->not_shown ? MS_NO : MS_UNKNOWN;
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        if (parent->plans[i].counts) {
            covers = ms_or(covers, ms_plan_tests_of(t->tests, party, i)->covers);
        }
    }
    return covers;
}

/* One step for a parent whose plans are unknown or none. */
static void trace_no_plans(tracer *t, ms_party party, ms_question question, ms_truth answer)
{
    ms_step *step = add_step(t, place_of(t->under), question, answer);
    step->party = party;
    read_fact(step, MS_FACT_PLANS, party, 0);
}

static void trace_covers(tracer *t, ms_party party)
{
    const ms_parent_view *parent = &t->view->parents[party];
    if (parent->plan_count == 0) {
        trace_no_plans(t, party, MS_ASK_COVERS, party_covers(t, party));
        return;
    }
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        ms_truth covers = ms_plan_tests_of(t->tests, party, i)->covers;
        ms_step *step = add_plan_step(t, place_of(t->under), MS_ASK_COVERS, covers, party, i);
        read_fact(step, MS_FACT_PLAN_COVERS, party, i);
        if (t->facts->parents[party].plans[i].covered_until != MS_NO_DATE) {
            read_fact(step, MS_FACT_PLAN_UNTIL, party, i);
        }
    }
}

/* ---- the tests of (C) and (D) ------------------------------------------------------------------------------------ */

static void trace_reasonable(tracer *t, ms_party party, uint32_t plan, const ms_plan_tests *tests)
{
    if (tests->exempt != MS_NO) {
        ms_step *step = add_plan_step(t, MS_RULE_2, MS_ASK_EXEMPT, tests->exempt, party, plan);
        step->reading = MS_COVERED_EXEMPTION;
        read_fact(step, MS_FACT_PLAN_COVERS, party, plan);
    }
    ms_step *step = add_plan_step(t, MS_RULE_2, MS_ASK_REASONABLE, tests->reasonable, party, plan);
    if (tests->exempt == MS_YES) {
        return;
    }
    if (t->view->parents[party].plans[plan].workplace != MS_YES) {
        step->reading = MS_NON_EMPLOYER_COST;
        read_fact(step, MS_FACT_PLAN_SOURCE, party, plan);
    }
    read_fact(step, MS_FACT_PLAN_COST, party, plan);
    read_fact(step, MS_FACT_INCOME, party, 0);
}

static void trace_accessible(tracer *t, ms_party party, uint32_t plan, const ms_plan_tests *tests)
{
    ms_step *step = add_plan_step(t, MS_RULE_3, MS_ASK_ACCESSIBLE, tests->accessible, party, plan);
    const ms_area *area = &t->facts->parents[party].plans[plan].area;
    read_fact(step, MS_FACT_PLAN_AREA, party, plan);
    if (area->kind != MS_AREA_LISTS) {
        return;
    }
    if (area->zip_count > 0) {
        read_fact(step, MS_FACT_HOME_ZIP, MS_PARTY_UNKNOWN, t->view->child);
    }
    if (area->county_count > 0) {
        read_fact(step, MS_FACT_HOME_COUNTY, MS_PARTY_UNKNOWN, t->view->child);
    }
    if (area->county_count > 0 || area->state_count > 0) {
        read_fact(step, MS_FACT_HOME_STATE, MS_PARTY_UNKNOWN, t->view->child);
    }
}

static void trace_tests(tracer *t, ms_party party)
{
    const ms_parent_view *parent = &t->view->parents[party];
    if (parent->plan_count == 0) {
        bool settled = parent->plans_known || parent->not_shown;
        trace_no_plans(t, party, MS_ASK_AVAILABLE, settled ? MS_NO : MS_UNKNOWN);
    }
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        const ms_plan *plan = &t->facts->parents[party].plans[i];
        if (plan->available_from != MS_NO_DATE) {
            ms_truth available = ms_truth_of(parent->plans[i].available);
            ms_step *step = add_plan_step(t, place_of(t->under), MS_ASK_AVAILABLE, available, party, i);
            read_fact(step, MS_FACT_PLAN_FROM, party, i);
        }
        if (!parent->plans[i].available) {
            continue;
        }
        const ms_plan_tests *tests = ms_plan_tests_of(t->tests, party, i);
        trace_reasonable(t, party, i, tests);
        trace_accessible(t, party, i, tests);
    }
}

/* What a party's plans come to: whether one is reasonable, and whether one is both reasonable and accessible. */
static void party_tests(const tracer *t, ms_party party, ms_truth *reasonable, ms_truth *suitable)
{
    const ms_parent_view *parent = &t->view->parents[party];
    *reasonable = parent->plans_known || parent->not_shown ? MS_NO : MS_UNKNOWN;
    *suitable = *reasonable;
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        if (!parent->plans[i].counts || !parent->plans[i].available) {
            continue;
        }
        const ms_plan_tests *tests = ms_plan_tests_of(t->tests, party, i);
        *reasonable = ms_or(*reasonable, tests->reasonable);
        *suitable = ms_or(*suitable, ms_and(tests->reasonable, tests->accessible));
    }
}

/* ---- (A) to (F) -------------------------------------------------------------------------------------------------- */

static void trace_a(tracer *t)
{
    trace_silence(t, MS_PNS);
    trace_silence(t, MS_PSS);
    trace_dental_only(t, MS_PNS);
    trace_covers(t, MS_PNS);
}

static void trace_b(tracer *t)
{
    trace_can_be_ordered(t);
    if (!t->view->pss_can_be_ordered) {
        return;
    }
    trace_dental_only(t, MS_PSS);
    trace_covers(t, MS_PSS);
    if (party_covers(t, MS_PSS) == MS_NO) {
        return;
    }
    ms_step *step = add_step(t, MS_RULE_5B, MS_ASK_WANTS, t->view->pss_wants);
    step->party = MS_PSS;
    read_fact(step, MS_FACT_WISH, MS_PSS, 0);
}

/* Past (A) and (B) a parent maintains coverage only if unwilling cover counts as maintained. */
static void trace_c(tracer *t)
{
    ms_truth covers = t->view->pss_can_be_ordered ? party_covers(t, MS_PSS) : MS_NO;
    bool unwilling = covers != MS_NO && t->view->pss_wants != MS_YES;
    bool literal = t->settings->readings.choice[MS_UNWILLING_COVERAGE] == MS_UNWILLING_LITERAL;
    ms_step *step = add_step(t, MS_RULE_5C, MS_ASK_NEITHER, unwilling && literal ? ms_not(covers) : MS_YES);
    step->reading = unwilling ? (int32_t)MS_UNWILLING_COVERAGE : MS_NO_READING;
    trace_tests(t, MS_PNS);
}

static void trace_d(tracer *t)
{
    ms_truth reasonable;
    ms_truth suitable;
    party_tests(t, MS_PNS, &reasonable, &suitable);
    bool turns = reasonable != MS_NO && suitable != MS_YES;
    bool literal = t->settings->readings.choice[MS_INACCESSIBLE_PLAN] == MS_INACCESSIBLE_LITERAL;
    ms_step *step = add_step(t, MS_RULE_5D, MS_ASK_D_OPEN, ms_not(turns && literal ? reasonable : suitable));
    step->party = MS_PNS;
    step->reading = turns ? (int32_t)MS_INACCESSIBLE_PLAN : MS_NO_READING;
    trace_can_be_ordered(t);
    if (t->view->pss_can_be_ordered) {
        trace_tests(t, MS_PSS);
    }
}

static void trace_percentage(tracer *t)
{
    if ((t->outcome->possible >> t->under & 1u) == 0) {
        return;
    }
    ms_share share = ms_rule_5_percentage(&t->facts->form14, t->settings->default_share);
    ms_step *step = add_step(t, place_of(t->under), MS_ASK_PERCENTAGE, share.known ? MS_YES : MS_UNKNOWN);
    step->party = MS_PNS;
    read_fact(step, MS_FACT_FORM14, MS_PARTY_UNKNOWN, 0);
}

/* The answer to whether the open ways of public coverage are of `asked`. */
static ms_truth among(unsigned open, unsigned asked)
{
    if ((open & ~asked) == 0) {
        return MS_YES;
    }
    return (open & asked) == 0 ? MS_NO : MS_UNKNOWN;
}

static void trace_e(tracer *t)
{
    bool any = t->settings->readings.choice[MS_PUBLIC_THROUGH_ANOTHER] == MS_AS_E;
    unsigned asked = MS_ON_PUBLIC_THROUGH_PSS | (any ? (unsigned)MS_ON_PUBLIC_OTHERWISE : 0u);
    ms_step *step = add_step(t, MS_RULE_5E, MS_ASK_PUBLIC, among(t->view->public_coverage, asked));
    bool turns = (t->view->public_coverage & MS_ON_PUBLIC_OTHERWISE) != 0;
    step->reading = turns ? (int32_t)MS_PUBLIC_THROUGH_ANOTHER : MS_NO_READING;
    read_fact(step, MS_FACT_PUBLIC, MS_PARTY_UNKNOWN, t->view->child);
    trace_percentage(t);
}

static void trace_f(tracer *t)
{
    ms_step *step = add_step(t, MS_RULE_5F, MS_ASK_PUBLIC, among(t->view->public_coverage, MS_NOT_ON_PUBLIC));
    read_fact(step, MS_FACT_PUBLIC, MS_PARTY_UNKNOWN, t->view->child);
    trace_percentage(t);
}

static void trace_child(tracer *t)
{
    static void (*const paragraphs[])(tracer * t) = {[MS_5A] = trace_a, [MS_5B] = trace_b, [MS_5C] = trace_c,
                                                     [MS_5D] = trace_d, [MS_5E] = trace_e, [MS_5F] = trace_f};
    for (int paragraph = MS_5A; paragraph <= MS_5F; paragraph++) {
        t->under = (ms_paragraph)paragraph;
        paragraphs[paragraph](t);
        if (!end_paragraph(t)) {
            return;
        }
    }
}

ms_status ms_explain_steps(const ms_context *context, ms_explanation *explanation)
{
    enum { STEPS_OF_CHILD = 28, STEPS_OF_PLAN = 6 };
    const ms_case *facts = context->facts;
    size_t plans = (size_t)facts->parents[MS_PNS].plan_count + facts->parents[MS_PSS].plan_count;
    ms_child_view view;
    tracer t = {.facts = facts,
                .settings = context->settings,
                .view = &view,
                .explanation = explanation,
                .most = facts->child_count * (STEPS_OF_CHILD + STEPS_OF_PLAN * plans)};
    explanation->step_count = 0;
    explanation->steps = ms_arena_take(context->arena, t.most, sizeof *explanation->steps);
    if (explanation->steps == NULL) {
        return MS_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < facts->child_count; i++) {
        ms_view_make(facts, i, context->settings, &view);
        t.tests = ms_tests_of(context, i);
        t.outcome = &explanation->children[i].outcome;
        trace_child(&t);
    }
    return MS_OK;
}
