/* What a reviewer should see, one check a flag, in the order of their names. Most flags are about something that few
 * cases have, so the facts are first gone through once for what may give cause for a flag. */
#include "determine/parts.h"

enum { PROVIDES = 1 << MS_5A | 1 << MS_5B, PAYS = 1 << MS_5E | 1 << MS_5F };

/* One child's facts and outcome, and where to put the flags. */
typedef struct flagger {
    const ms_context *context;
    ms_explanation *explanation;
    uint32_t child;
    const ms_child_view *view; /* NULL for a check that looks at no plan */
    const ms_child_result *result;
    size_t most;
    ms_flag_name name;
} flagger;

static void raise_for(flagger *f, ms_party party, int32_t plan)
{
    uint32_t child = 1u << f->child;
    ms_explanation *e = f->explanation;
    for (uint32_t i = 0; i < e->flag_count; i++) {
        if (e->flags[i].name == f->name && e->flags[i].party == party && e->flags[i].plan == plan) {
            e->flags[i].children |= child;
            return;
        }
    }
    if (e->flag_count < f->most) {
        e->flags[e->flag_count++] = (ms_flag){f->name, child, party, plan};
    }
}

static void raise(flagger *f)
{
    raise_for(f, MS_PARTY_UNKNOWN, MS_NO_PLAN);
}

/* ---- what the checks ask ----------------------------------------------------------------------------------------- */

static const ms_plan *plan_of(const flagger *f, ms_party party, uint32_t index)
{
    return &f->context->facts->parents[party].plans[index];
}

static bool is_possible(const flagger *f, unsigned paragraphs)
{
    return (f->result->outcome.possible & paragraphs) != 0;
}

/* Whether (C), or (D) for the parent seeking support, comes to a party's plans. */
static bool comes_to(const flagger *f, ms_party party)
{
    unsigned before = party == MS_PNS ? PROVIDES : PROVIDES | 1u << MS_5C;
    return is_possible(f, ~before) && (party == MS_PNS || f->view->pss_can_be_ordered);
}

/* Whether a plan of the party is among those that the order names. */
static bool is_ordered(const flagger *f, ms_party party, uint32_t index)
{
    for (uint32_t i = 0; i < f->result->plan_count; i++) {
        if (f->result->outcome.obligor == party && f->result->plans[i] == index) {
            return true;
        }
    }
    return false;
}

static bool any_covers(const flagger *f, ms_party party)
{
    const ms_parent_view *parent = &f->view->parents[party];
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        if (parent->plans[i].counts && parent->plans[i].covers == MS_YES) {
            return true;
        }
    }
    return false;
}

/* Whether some available plan of the party that counts has these answers. */
static bool any_with(const flagger *f, ms_party party, ms_truth reasonable, ms_truth accessible)
{
    const ms_parent_view *parent = &f->view->parents[party];
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        ms_plan_tests tests = ms_plan_tests_of(f->view, party, i);
        if (parent->plans[i].counts && parent->plans[i].available && tests.reasonable == reasonable
            && tests.accessible == accessible) {
            return true;
        }
    }
    return false;
}

static bool is_silent(const flagger *f, ms_party party)
{
    const ms_case *facts = f->context->facts;
    return ms_rule_4_silent(facts->requests, facts->request_count, party, facts->as_of,
                            f->context->settings->answer_days);
}

/* Calls a check for each plan of both parents. */
static void each_plan(flagger *f, bool (*check)(const flagger *f, ms_party party, uint32_t index))
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (uint32_t i = 0; i < f->view->parents[party].plan_count; i++) {
            if (check(f, (ms_party)party, i)) {
                raise_for(f, (ms_party)party, (int32_t)i);
            }
        }
    }
}

/* ---- the checks -------------------------------------------------------------------------------------------------- */

static bool covers_teeth_alone(const flagger *f, ms_party party, uint32_t index)
{
    return !plan_of(f, party, index)->medical && f->view->parents[party].plans[index].covers == MS_YES;
}

static void check_dental_only_cover(flagger *f) /* */
{
    each_plan(f, covers_teeth_alone);
}

static bool is_out_of_reach(const flagger *f, ms_party party, uint32_t index)
{
    return is_ordered(f, party, index) && (f->result->outcome.possible & ~PROVIDES) == 0
           && ms_plan_tests_of(f->view, party, index).accessible == MS_NO;
}

static void check_inaccessible_cover(flagger *f) /* */
{
    each_plan(f, is_out_of_reach);
}

static void check_zero_income(flagger *f) /* */
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ms_range income = ms_rule_1a_gross_income(&f->context->facts->parents[party].income);
        bool has_plan = f->view->parents[party].plan_count > 0;
        if (income.hi == 0 && has_plan && comes_to(f, (ms_party)party)) {
            raise_for(f, (ms_party)party, MS_NO_PLAN);
        }
    }
}

static void check_custodian(flagger *f) /* */
{
    if (f->context->facts->kind == MS_KIND_CUSTODIAN) {
        raise_for(f, MS_PSS, MS_NO_PLAN);
    }
}

static void check_agency(flagger *f) /* */
{
    if (f->context->facts->kind == MS_KIND_AGENCY) {
        raise_for(f, MS_PSS, MS_NO_PLAN);
    }
}

static void check_split_family(flagger *f) /* */
{
    for (uint32_t i = 0; i < f->explanation->child_count; i++) {
        if (!ms_outcome_same(&f->explanation->children[i].outcome, &f->result->outcome)) {
            raise(f);
            return;
        }
    }
}

/* A percentage of line 4 that is ordered as it stands. */
static void check_line_4(flagger *f, int32_t percentage)
{
    const ms_share *share = &f->result->outcome.share;
    if (share->known && share->basis == MS_SHARE_LINE_4 && share->percentage == percentage) {
        raise(f);
    }
}

static void check_line_4_zero(flagger *f) /* */
{
    check_line_4(f, 0);
}

static void check_line_4_hundred(flagger *f) /* */
{
    check_line_4(f, 10000);
}

static void check_combined_zero(flagger *f) /* */
{
    if (f->result->outcome.share.basis == MS_SHARE_ZERO_COMBINED) {
        raise(f);
    }
}

static void check_adult_child(flagger *f)
{
    const ms_case *facts = f->context->facts;
    ms_date birth = facts->children[f->child].date_of_birth;
    if (birth != MS_NO_DATE && ms_years_between(birth, facts->as_of) >= 18) {
        raise(f);
    }
}

static bool is_tested_outside_work(const flagger *f, ms_party party, uint32_t index)
{
    const ms_plan_facts *plan = &f->view->parents[party].plans[index];
    return plan->counts && plan->workplace == MS_NO && comes_to(f, party);
}

static void check_non_employer_plan(flagger *f) /* */
{
    each_plan(f, is_tested_outside_work);
}

static void check_unwilling_coverage(flagger *f) /* */
{
    bool past_a = is_possible(f, ~(1u << MS_5A));
    if (past_a && f->view->pss_can_be_ordered && f->view->pss_wants == MS_NO && any_covers(f, MS_PSS)) {
        raise_for(f, MS_PSS, MS_NO_PLAN);
    }
}

static void check_both_cover(flagger *f) /* */
{
    if (any_covers(f, MS_PNS) && any_covers(f, MS_PSS)) {
        raise(f);
    }
}

static bool is_ending(const flagger *f, ms_party party, uint32_t index)
{
    const ms_plan *plan = plan_of(f, party, index);
    return plan->covered_until != MS_NO_DATE && f->view->parents[party].plans[index].covers == MS_YES;
}

static void check_cover_ending(flagger *f) /* */
{
    each_plan(f, is_ending);
}

static bool is_costly(const flagger *f, ms_party party, uint32_t index)
{
    return is_ordered(f, party, index) && ms_plan_tests_of(f->view, party, index).within == MS_NO;
}

static void check_costly_cover(flagger *f) /* */
{
    each_plan(f, is_costly);
}

static void check_inaccessible_plan(flagger *f) /* */
{
    bool past_c = comes_to(f, MS_PNS) && !is_possible(f, PROVIDES | 1u << MS_5C);
    if (past_c && any_with(f, MS_PNS, MS_YES, MS_NO)) {
        raise_for(f, MS_PNS, MS_NO_PLAN);
    }
}

static void check_same_plan(flagger *f) /* */
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        unsigned own = party == MS_PNS ? 1u << MS_5C : 1u << MS_5D;
        bool refused = comes_to(f, (ms_party)party) && !is_possible(f, own);
        if (refused && any_with(f, (ms_party)party, MS_YES, MS_NO) && any_with(f, (ms_party)party, MS_NO, MS_YES)) {
            raise_for(f, (ms_party)party, MS_NO_PLAN);
        }
    }
}

static void check_public_through_other(flagger *f) /* */
{
    if (f->view->public_coverage == MS_ON_PUBLIC_OTHERWISE && is_possible(f, 1u << MS_5E | 1u << MS_NO_PARAGRAPH)) {
        raise(f);
    }
}

static void check_third_party_cover(flagger *f) /* */
{
    if (f->view->other_private_coverage && is_possible(f, PAYS)) {
        raise(f);
    }
}

static void check_silent_parent(flagger *f) /* */
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        if (f->view->parents[party].not_shown) {
            raise_for(f, (ms_party)party, MS_NO_PLAN);
        }
    }
}

static void check_both_silent(flagger *f) /* */
{
    if (is_silent(f, MS_PNS) && is_silent(f, MS_PSS)) {
        raise(f);
    }
}

static void check_late_answer(flagger *f) /* */
{
    const ms_case *facts = f->context->facts;
    for (uint32_t i = 0; i < facts->request_count; i++) {
        const ms_request *request = &facts->requests[i];
        bool answered = request->answered != MS_NO_DATE && request->answered <= facts->as_of;
        if (answered && request->sent != MS_NO_DATE && request->of != MS_PARTY_UNKNOWN
            && request->answered > ms_rule_4_last_day(request->sent, f->context->settings->answer_days)) {
            raise_for(f, request->of, MS_NO_PLAN);
        }
    }
}

static bool is_ahead(const flagger *f, ms_party party, uint32_t index)
{
    const ms_plan_facts *plan = &f->view->parents[party].plans[index];
    return plan->counts && !plan->available && comes_to(f, MS_PNS);
}

static void check_plan_ahead(flagger *f) /* */
{
    each_plan(f, is_ahead);
}

static void check_two_not_seeking(flagger *f) /* */
{
    if (f->context->facts->in_group) {
        raise(f);
    }
}

static void check_share_remainder(flagger *f) /* */
{
    const ms_share *share = &f->result->outcome.share;
    if (share->known && share->percentage < 10000) {
        raise(f);
    }
}

static bool is_of_another(const flagger *f, ms_party party, uint32_t index)
{
    bool covers = f->view->parents[party].plans[index].covers == MS_YES;
    return plan_of(f, party, index)->other_holder && (covers || is_ordered(f, party, index));
}

static void check_other_holder(flagger *f) /* */
{
    each_plan(f, is_of_another);
}

static void (*const checks[MS_FLAG_COUNT])(flagger *f) = {
    [MS_FLAG_DENTAL_ONLY_COVER] = check_dental_only_cover,
    [MS_FLAG_INACCESSIBLE_COVER] = check_inaccessible_cover,
    [MS_FLAG_ZERO_INCOME] = check_zero_income,
    [MS_FLAG_CUSTODIAN_NO_PARENT] = check_custodian,
    [MS_FLAG_AGENCY_SEEKING] = check_agency,
    [MS_FLAG_SPLIT_FAMILY] = check_split_family,
    [MS_FLAG_LINE_4_ZERO] = check_line_4_zero,
    [MS_FLAG_LINE_4_HUNDRED] = check_line_4_hundred,
    [MS_FLAG_COMBINED_ZERO] = check_combined_zero,
    [MS_FLAG_ADULT_CHILD] = check_adult_child,
    [MS_FLAG_NON_EMPLOYER_PLAN] = check_non_employer_plan,
    [MS_FLAG_UNWILLING_COVERAGE] = check_unwilling_coverage,
    [MS_FLAG_BOTH_COVER] = check_both_cover,
    [MS_FLAG_COVER_ENDING] = check_cover_ending,
    [MS_FLAG_COSTLY_COVER] = check_costly_cover,
    [MS_FLAG_INACCESSIBLE_PLAN] = check_inaccessible_plan,
    [MS_FLAG_SAME_PLAN] = check_same_plan,
    [MS_FLAG_PUBLIC_THROUGH_OTHER] = check_public_through_other,
    [MS_FLAG_THIRD_PARTY_COVER] = check_third_party_cover,
    [MS_FLAG_SILENT_PARENT] = check_silent_parent,
    [MS_FLAG_BOTH_SILENT] = check_both_silent,
    [MS_FLAG_LATE_ANSWER] = check_late_answer,
    [MS_FLAG_PLAN_AHEAD] = check_plan_ahead,
    [MS_FLAG_TWO_NOT_SEEKING] = check_two_not_seeking,
    [MS_FLAG_SHARE_REMAINDER] = check_share_remainder,
    [MS_FLAG_OTHER_HOLDER] = check_other_holder,
};

/* ---- what gives cause for a flag --------------------------------------------------------------------------------- */

/* Sets of flags: bit f is flag f. A flag without a cause cannot be raised; one with a cause has yet to be checked. */
enum {
    OF_LIMITED_AREA = 1 << MS_FLAG_INACCESSIBLE_COVER | 1 << MS_FLAG_INACCESSIBLE_PLAN | 1 << MS_FLAG_SAME_PLAN,
    OF_REQUESTS = 1 << MS_FLAG_SILENT_PARENT | 1 << MS_FLAG_BOTH_SILENT | 1 << MS_FLAG_LATE_ANSWER,
    OF_SHARE = 1 << MS_FLAG_LINE_4_ZERO | 1 << MS_FLAG_LINE_4_HUNDRED | 1 << MS_FLAG_COMBINED_ZERO
               | 1 << MS_FLAG_SHARE_REMAINDER,
    /* Raised past (A) and (B) alone, and past (C) alone. */
    PAST_COVER =
        1 << MS_FLAG_ZERO_INCOME | 1 << MS_FLAG_NON_EMPLOYER_PLAN | 1 << MS_FLAG_SAME_PLAN | 1 << MS_FLAG_PLAN_AHEAD,
    PAST_C = 1 << MS_FLAG_INACCESSIBLE_PLAN,
    /* Of which the checks look at no plan. */
    WITHOUT_VIEW = OF_SHARE | 1 << MS_FLAG_CUSTODIAN_NO_PARENT | 1 << MS_FLAG_AGENCY_SEEKING | 1 << MS_FLAG_SPLIT_FAMILY
                   | 1 << MS_FLAG_ADULT_CHILD | 1 << MS_FLAG_BOTH_SILENT | 1 << MS_FLAG_LATE_ANSWER
                   | 1 << MS_FLAG_TWO_NOT_SEEKING
};

static uint32_t flag_if(bool cause, ms_flag_name name)
{
    return (uint32_t)cause << name;
}

static uint32_t causes_of_plan(const ms_plan *plan, ms_date as_of)
{
    return flag_if(!plan->medical, MS_FLAG_DENTAL_ONLY_COVER)
           | flag_if(plan->source == MS_SOURCE_OTHER, MS_FLAG_NON_EMPLOYER_PLAN)
           | flag_if(plan->covered_until != MS_NO_DATE, MS_FLAG_COVER_ENDING)
           | flag_if(plan->covers != 0, MS_FLAG_BOTH_COVER)
           | flag_if(!ms_plan_available(plan, as_of), MS_FLAG_PLAN_AHEAD)
           | flag_if(plan->other_holder, MS_FLAG_OTHER_HOLDER)
           | (plan->area.kind == MS_AREA_UNLIMITED ? 0 : OF_LIMITED_AREA);
}

static uint32_t causes_of_parent(const ms_parent *parent, ms_date as_of)
{
    uint32_t causes = 0;
    for (uint32_t i = 0; i < parent->plan_count; i++) {
        causes |= causes_of_plan(&parent->plans[i], as_of);
    }
    bool no_income = parent->income.amount.known && parent->income.amount.cents == 0;
    causes |= flag_if(no_income && parent->plan_count > 0, MS_FLAG_ZERO_INCOME);
    return parent->plan_count > 1 ? causes : causes & ~(1u << MS_FLAG_SAME_PLAN); /* which takes two */
}

/* What is there for all children. */
static uint32_t causes_of_case(const ms_case *facts)
{
    uint32_t both = 1u << MS_FLAG_BOTH_COVER; /* takes a plan of either parent */
    uint32_t pns = causes_of_parent(&facts->parents[MS_PNS], facts->as_of);
    uint32_t pss = causes_of_parent(&facts->parents[MS_PSS], facts->as_of);
    return flag_if(facts->kind == MS_KIND_CUSTODIAN, MS_FLAG_CUSTODIAN_NO_PARENT)
           | flag_if(facts->kind == MS_KIND_AGENCY, MS_FLAG_AGENCY_SEEKING)
           | flag_if(facts->child_count > 1, MS_FLAG_SPLIT_FAMILY)
           | flag_if(facts->maintain_coverage == MS_NO, MS_FLAG_UNWILLING_COVERAGE)
           | flag_if(facts->in_group, MS_FLAG_TWO_NOT_SEEKING) | (facts->request_count > 0 ? OF_REQUESTS : 0)
           | ((pns | pss) & ~both) | (pns & pss & both);
}

static uint32_t causes_of_child(const ms_child *child, const ms_child_result *result, ms_date as_of)
{
    enum { DAYS_OF_18_YEARS = 18 * 365 }; /* and more, by leap days */
    bool pays = result->outcome.paragraph == MS_5E || result->outcome.paragraph == MS_5F;
    bool grown = child->date_of_birth != MS_NO_DATE && as_of - child->date_of_birth >= DAYS_OF_18_YEARS;
    bool through_other = (ms_rule_1e_public(child->public_coverage) & MS_ON_PUBLIC_OTHERWISE) != 0;
    return (pays ? OF_SHARE : 0) | flag_if(grown, MS_FLAG_ADULT_CHILD)
           | flag_if(through_other, MS_FLAG_PUBLIC_THROUGH_OTHER)
           | flag_if(child->other_private_coverage, MS_FLAG_THIRD_PARTY_COVER)
           | flag_if(result->plan_count > 0, MS_FLAG_COSTLY_COVER);
}

/* What the possible paragraphs leave no room for. */
static uint32_t ruled_out(ms_paragraphs possible)
{
    uint32_t before_c = (possible & ~PROVIDES) == 0 ? PAST_COVER : 1u << MS_FLAG_INACCESSIBLE_COVER;
    return before_c | ((possible & (PROVIDES | 1u << MS_5C)) != 0 ? PAST_C : 0);
}

/* Finds the causes for each child; returns those for any. */
static uint32_t find_causes(const ms_case *facts, const ms_explanation *explanation, uint32_t *causes)
{
    uint32_t of_case = causes_of_case(facts), any = 0;
    for (uint32_t i = 0; i < facts->child_count; i++) {
        const ms_child_result *result = &explanation->children[i];
        uint32_t of_child = causes_of_child(&facts->children[i], result, facts->as_of);
        causes[i] = (of_case | of_child) & ~ruled_out(result->outcome.possible);
        any |= causes[i];
    }
    return any;
}

ms_status ms_explain_flags(const ms_context *context, ms_explanation *explanation)
{
    const ms_case *facts = context->facts;
    size_t plans = (size_t)facts->parents[MS_PNS].plan_count + facts->parents[MS_PSS].plan_count;
    flagger f = {.context = context, .explanation = explanation, .most = MS_FLAG_COUNT * (plans + 2)};
    explanation->flag_count = 0;
    explanation->flags = ms_arena_room(context->arena, f.most, sizeof *explanation->flags);
    if (explanation->flags == NULL) {
        return MS_ERROR_MEMORY;
    }
    uint32_t causes[MS_MAX_CHILDREN];
    for (uint32_t any = find_causes(facts, explanation, causes); any != 0; any &= any - 1) {
        f.name = (ms_flag_name)__builtin_ctz(any);
        for (f.child = 0; f.child < facts->child_count; f.child++) {
            if ((causes[f.child] >> f.name & 1u) != 0) {
                f.view = (WITHOUT_VIEW >> f.name & 1u) != 0 ? NULL : ms_view_of(context, f.child);
                f.result = &explanation->children[f.child];
                checks[f.name](&f);
            }
        }
    }
    return MS_OK;
}
