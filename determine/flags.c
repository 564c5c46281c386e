/* What a reviewer should see, in the order of the flags' names. Most flags are about something that few cases have, so
 * the facts are first gone through once for what may give cause for a flag. */
#include "determine/parts.h"

enum { PROVIDES = 1 << MS_5A | 1 << MS_5B, PAYS = 1 << MS_5E | 1 << MS_5F };

/* 18 years have three to five leap days, where a century has none as well. */
enum { LEAST_DAYS_OF_18_YEARS = 18 * 365, MOST_DAYS_OF_18_YEARS = LEAST_DAYS_OF_18_YEARS + 5 };

/* Children who are alike. */
typedef struct group {
    uint32_t first;                /* of the children */
    uint32_t children;             /* bit i: child i */
    const ms_child_result *result; /* of each */
    ms_plan_set covering;          /* for certain */
    uint32_t causes;               /* bit f: there is cause for flag f */
} group;

/* A group, and where to put its flags. */
typedef struct flagger {
    const ms_context *context;
    ms_explanation *explanation;
    const ms_survey *survey;
    ms_plan_set counting; /* ms_rule_1d_counts */
    const group *of;
    ms_flag_name name;
} flagger;

/* A flag has one entry for all the children whom it concerns. Those of one name follow each other. */
static void raise_of(flagger *f, uint32_t children, ms_party party, int32_t plan)
{
    ms_explanation *e = f->explanation;
    for (uint32_t i = e->flag_count; i > 0 && e->flags[i - 1].name == f->name; i--) {
        if (e->flags[i - 1].party == party && e->flags[i - 1].plan == plan) {
            e->flags[i - 1].children |= children;
            return;
        }
    }
    e->flags[e->flag_count++] = (ms_flag){f->name, children, party, plan};
}

static void raise(flagger *f)
{
    raise_of(f, f->of->children, MS_PARTY_UNKNOWN, MS_NO_PLAN);
}

static void raise_party(flagger *f, ms_party party)
{
    raise_of(f, f->of->children, party, MS_NO_PLAN);
}

static void raise_seeking(flagger *f)
{
    raise_party(f, MS_PSS);
}

static void raise_plans(flagger *f, ms_plan_set plans)
{
    for (; plans != 0; plans &= plans - 1) {
        uint32_t at = (uint32_t)__builtin_ctzll(plans);
        raise_of(f, f->of->children, (ms_party)(at / 32), (int32_t)(at % 32));
    }
}

/* ---- what the checks ask ----------------------------------------------------------------------------------------- */

static bool is_possible(const flagger *f, unsigned paragraphs)
{
    return (f->of->result->outcome.possible & paragraphs) != 0;
}

static bool seeking_can_be_ordered(const flagger *f)
{
    return ms_rule_1b_can_be_ordered(f->context->facts->kind, &f->context->settings->readings);
}

/* Whether (C), or (D) for the parent seeking support, comes to a party's plans. */
static bool comes_to(const flagger *f, ms_party party)
{
    unsigned before = party == MS_PNS ? PROVIDES : PROVIDES | 1u << MS_5C;
    return is_possible(f, ~before) && (party == MS_PNS || seeking_can_be_ordered(f));
}

/* All plans that (C) or (D) comes to. */
static ms_plan_set come_to(const flagger *f)
{
    return (comes_to(f, MS_PNS) ? ms_plans_of(MS_PNS) : 0) | (comes_to(f, MS_PSS) ? ms_plans_of(MS_PSS) : 0);
}

/* The plans that the order names. */
static ms_plan_set ordered(const flagger *f)
{
    ms_plan_set plans = 0;
    for (uint32_t i = 0; i < f->of->result->plan_count; i++) {
        plans |= ms_plan_at(f->of->result->outcome.obligor, f->of->result->plans[i]);
    }
    return plans;
}

/* Those of the plans whose tests came out in some way. */
static ms_plan_set tested(const flagger *f, ms_plan_set plans, bool (*came_out)(const ms_plan_tests *tests))
{
    ms_plan_set found = 0;
    for (; plans != 0; plans &= plans - 1) {
        uint32_t at = (uint32_t)__builtin_ctzll(plans);
        ms_child_tests *tests = ms_tests_of(f->context, f->of->first);
        found |= came_out(ms_plan_tests_of(tests, (ms_party)(at / 32), at % 32)) ? plans & -plans : 0;
    }
    return found;
}

static bool is_too_costly(const ms_plan_tests *tests)
{
    return tests->within == MS_NO;
}

static bool is_out_of_reach(const ms_plan_tests *tests)
{
    return tests->accessible == MS_NO;
}

static bool is_reasonable_alone(const ms_plan_tests *tests)
{
    return tests->reasonable == MS_YES && tests->accessible == MS_NO;
}

static bool is_accessible_alone(const ms_plan_tests *tests)
{
    return tests->reasonable == MS_NO && tests->accessible == MS_YES;
}

/* ---- the checks -------------------------------------------------------------------------------------------------- */

static void check_dental_only_cover(flagger *f) /* */
{
    raise_plans(f, f->of->covering & ~f->survey->medical);
}

static void check_inaccessible_cover(flagger *f) /* A-27; by ruled_out, (A) or (B) is possible alone */
{
    raise_plans(f, tested(f, ordered(f) & f->survey->limited, is_out_of_reach));
}

static void check_zero_income(flagger *f) /* */
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        ms_range income = ms_rule_1a_gross_income(&f->context->facts->parents[party].income);
        bool has_plan = (f->survey->all & ms_plans_of((ms_party)party)) != 0;
        if (income.hi == 0 && has_plan && comes_to(f, (ms_party)party)) {
            raise_party(f, (ms_party)party);
        }
    }
}

/* For each child on its own: those who are alike need not be of one age. */
static void check_adult_child(flagger *f)
{
    const ms_case *facts = f->context->facts;
    uint32_t adults = 0;
    for (uint32_t left = f->of->children; left != 0; left &= left - 1) {
        ms_date birth = facts->children[__builtin_ctz(left)].date_of_birth;
        bool surely = facts->as_of - birth >= MOST_DAYS_OF_18_YEARS;
        bool adult = birth != MS_NO_DATE && (surely || ms_years_between(birth, facts->as_of) >= 18);
        adults |= adult ? left & -left : 0;
    }
    if (adults != 0) {
        raise_of(f, adults, MS_PARTY_UNKNOWN, MS_NO_PLAN);
    }
}

static void check_non_employer_plan(flagger *f) /* */
{
    raise_plans(f, f->survey->outside_work & f->counting & come_to(f));
}

static void check_unwilling_coverage(flagger *f) /* */
{
    bool past_a = is_possible(f, ~(1u << MS_5A));
    ms_plan_set covering = f->of->covering & f->counting & ms_plans_of(MS_PSS);
    if (past_a && seeking_can_be_ordered(f) && covering != 0) {
        raise_party(f, MS_PSS);
    }
}

static void check_both_cover(flagger *f) /* */
{
    ms_plan_set covering = f->of->covering & f->counting;
    if ((covering & ms_plans_of(MS_PNS)) != 0 && (covering & ms_plans_of(MS_PSS)) != 0) {
        raise(f);
    }
}

static void check_cover_ending(flagger *f) /* */
{
    raise_plans(f, f->of->covering & f->survey->ending);
}

static void check_costly_cover(flagger *f) /* */
{
    raise_plans(f, tested(f, ordered(f), is_too_costly));
}

static void check_inaccessible_plan(flagger *f) /* A-40; by ruled_out, (A) to (C) are not possible */
{
    ms_plan_set plans = f->counting & f->survey->available & f->survey->limited & ms_plans_of(MS_PNS);
    if (tested(f, plans, is_reasonable_alone) != 0) {
        raise_party(f, MS_PNS);
    }
}

static void check_same_plan(flagger *f) /* */
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        unsigned own = party == MS_PNS ? 1u << MS_5C : 1u << MS_5D;
        ms_plan_set plans = f->counting & f->survey->available & ms_plans_of((ms_party)party);
        bool refused = comes_to(f, (ms_party)party) && !is_possible(f, own);
        if (refused && tested(f, plans & f->survey->limited, is_reasonable_alone) != 0
            && tested(f, plans, is_accessible_alone) != 0) {
            raise_party(f, (ms_party)party);
        }
    }
}

static void check_silent_parent(flagger *f) /* */
{
    const ms_readings *readings = &f->context->settings->readings;
    const bool *silent = f->survey->silent;
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        int other = party == MS_PNS ? MS_PSS : MS_PNS;
        if (ms_rule_4_not_shown(silent[party], silent[other], f->survey->answered[other], readings)) {
            raise_party(f, (ms_party)party);
        }
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
            raise_party(f, request->of);
        }
    }
}

static void check_plan_ahead(flagger *f) /* A-43; by ruled_out, something beside (A) and (B) is possible */
{
    raise_plans(f, f->counting & ~f->survey->available);
}

static void check_other_holder(flagger *f) /* */
{
    raise_plans(f, (f->of->covering | ordered(f)) & f->survey->of_another);
}

/* Each is called where there is cause for its flag and ruled_out leaves room for it; where that says all, it is `raise`
 * itself. */
static void (*const checks[MS_FLAG_COUNT])(flagger *f) = {
    [MS_FLAG_DENTAL_ONLY_COVER] = check_dental_only_cover,
    [MS_FLAG_INACCESSIBLE_COVER] = check_inaccessible_cover,
    [MS_FLAG_ZERO_INCOME] = check_zero_income,
    [MS_FLAG_CUSTODIAN_NO_PARENT] = raise_seeking, /* */
    [MS_FLAG_AGENCY_SEEKING] = raise_seeking,      /* */
    [MS_FLAG_SPLIT_FAMILY] = raise,                /* */
    [MS_FLAG_LINE_4_ZERO] = raise,                 /* */
    [MS_FLAG_LINE_4_HUNDRED] = raise,              /* */
    [MS_FLAG_COMBINED_ZERO] = raise,               /* */
    [MS_FLAG_ADULT_CHILD] = check_adult_child,
    [MS_FLAG_NON_EMPLOYER_PLAN] = check_non_employer_plan,
    [MS_FLAG_UNWILLING_COVERAGE] = check_unwilling_coverage,
    [MS_FLAG_BOTH_COVER] = check_both_cover,
    [MS_FLAG_COVER_ENDING] = check_cover_ending,
    [MS_FLAG_COSTLY_COVER] = check_costly_cover,
    [MS_FLAG_INACCESSIBLE_PLAN] = check_inaccessible_plan,
    [MS_FLAG_SAME_PLAN] = check_same_plan,
    [MS_FLAG_PUBLIC_THROUGH_OTHER] = raise, /* */
    [MS_FLAG_THIRD_PARTY_COVER] = raise,    /* */
    [MS_FLAG_SILENT_PARENT] = check_silent_parent,
    [MS_FLAG_BOTH_SILENT] = raise, /* */
    [MS_FLAG_LATE_ANSWER] = check_late_answer,
    [MS_FLAG_PLAN_AHEAD] = check_plan_ahead,
    [MS_FLAG_TWO_NOT_SEEKING] = raise, /* */
    [MS_FLAG_SHARE_REMAINDER] = raise, /* */
    [MS_FLAG_OTHER_HOLDER] = check_other_holder,
};

/* ---- what gives cause for a flag --------------------------------------------------------------------------------- */

/* Sets of flags: bit f is flag f. A flag without a cause is not raised. */
enum {
    OF_LIMITED_AREA = 1 << MS_FLAG_INACCESSIBLE_COVER | 1 << MS_FLAG_INACCESSIBLE_PLAN,
    /* Raised past (A) and (B) alone, and past (C) alone. */
    PAST_COVER =
        1 << MS_FLAG_ZERO_INCOME | 1 << MS_FLAG_NON_EMPLOYER_PLAN | 1 << MS_FLAG_SAME_PLAN | 1 << MS_FLAG_PLAN_AHEAD,
    PAST_C = 1 << MS_FLAG_INACCESSIBLE_PLAN
};

static uint32_t flag_if(bool cause, ms_flag_name name)
{
    return (uint32_t)cause << name;
}

static bool has_no_income(const flagger *f, ms_party party)
{
    const ms_amount *amount = &f->context->facts->parents[party].income.amount;
    return amount->known && amount->cents == 0 && (f->survey->all & ms_plans_of(party)) != 0;
}

static bool has_several(ms_plan_set plans)
{
    return (plans & (plans - 1)) != 0;
}

static uint32_t causes_of_plans(const flagger *f)
{
    const ms_survey *survey = f->survey;
    bool no_income = has_no_income(f, MS_PNS) || has_no_income(f, MS_PSS);
    ms_plan_set suiting = f->counting & survey->available;
    bool several = has_several(suiting & ms_plans_of(MS_PNS)) || has_several(suiting & ms_plans_of(MS_PSS));
    return flag_if(survey->all != survey->medical, MS_FLAG_DENTAL_ONLY_COVER) | flag_if(no_income, MS_FLAG_ZERO_INCOME)
           | flag_if(survey->outside_work != 0, MS_FLAG_NON_EMPLOYER_PLAN)
           | flag_if(has_several(survey->naming), MS_FLAG_BOTH_COVER)
           | flag_if((survey->ending & survey->naming) != 0, MS_FLAG_COVER_ENDING)
           | (survey->limited != 0 ? OF_LIMITED_AREA : 0) | flag_if(several && survey->limited != 0, MS_FLAG_SAME_PLAN)
           | flag_if(survey->available != survey->all, MS_FLAG_PLAN_AHEAD)
           | flag_if(survey->of_another != 0, MS_FLAG_OTHER_HOLDER);
}

/* What is there for all children. */
static uint32_t causes_of_case(const flagger *f)
{
    const ms_case *facts = f->context->facts;
    const bool *silent = f->survey->silent;
    return causes_of_plans(f) | flag_if(facts->kind == MS_KIND_CUSTODIAN, MS_FLAG_CUSTODIAN_NO_PARENT)
           | flag_if(facts->kind == MS_KIND_AGENCY, MS_FLAG_AGENCY_SEEKING)
           | flag_if(facts->maintain_coverage == MS_NO, MS_FLAG_UNWILLING_COVERAGE)
           | flag_if(silent[MS_PNS] || silent[MS_PSS], MS_FLAG_SILENT_PARENT)
           | flag_if(silent[MS_PNS] && silent[MS_PSS], MS_FLAG_BOTH_SILENT)
           | flag_if(facts->request_count > 0, MS_FLAG_LATE_ANSWER) | flag_if(facts->in_group, MS_FLAG_TWO_NOT_SEEKING);
}

/* A percentage of line 4 that is ordered as it stands, and what is left to the other parent. */
static uint32_t causes_of_share(const ms_share *share)
{
    bool line_4 = share->known && share->basis == MS_SHARE_LINE_4;
    return flag_if(line_4 && share->percentage == 0, MS_FLAG_LINE_4_ZERO)
           | flag_if(line_4 && share->percentage == 10000, MS_FLAG_LINE_4_HUNDRED)
           | flag_if(share->basis == MS_SHARE_ZERO_COMBINED, MS_FLAG_COMBINED_ZERO)
           | flag_if(share->known && share->percentage < 10000, MS_FLAG_SHARE_REMAINDER);
}

static uint32_t causes_of_child(const ms_child *child, const ms_child_result *result)
{
    unsigned possible = result->outcome.possible;
    bool through_other = ms_rule_1e_public(child->public_coverage) == MS_ON_PUBLIC_OTHERWISE;
    bool public = (possible & (1u << MS_5E | 1u << MS_NO_PARAGRAPH)) != 0;
    return causes_of_share(&result->outcome.share) | flag_if(through_other && public, MS_FLAG_PUBLIC_THROUGH_OTHER)
           | flag_if(result->plan_count > 0, MS_FLAG_COSTLY_COVER);
}

/* Someone who is neither parent has the child covered: a third person, or a custodian, who is no parent unless read so. */
static uint32_t causes_of_others(const flagger *f, const ms_child *child, const ms_child_result *result,
                                 ms_plan_set covering)
{
    const ms_case *facts = f->context->facts;
    bool custodian = facts->kind == MS_KIND_CUSTODIAN
                     && !ms_rule_1b_can_be_ordered(facts->kind, &f->context->settings->readings)
                     && (covering & ms_plans_of(MS_PSS)) != 0;
    bool covers = child->other_private_coverage || custodian;
    return flag_if(covers && (result->outcome.possible & PAYS) != 0, MS_FLAG_THIRD_PARTY_COVER);
}

/* Children who may be of age. */
static uint32_t causes_of_age(const ms_case *facts, uint32_t child)
{
    ms_date birth = facts->children[child].date_of_birth;
    return flag_if(birth != MS_NO_DATE && facts->as_of - birth >= LEAST_DAYS_OF_18_YEARS, MS_FLAG_ADULT_CHILD);
}

/* What the possible paragraphs leave no room for. */
static uint32_t ruled_out(ms_paragraphs possible)
{
    uint32_t before_c = (possible & ~PROVIDES) == 0 ? PAST_COVER : 1u << MS_FLAG_INACCESSIBLE_COVER;
    return before_c | ((possible & (PROVIDES | 1u << MS_5C)) != 0 ? PAST_C : 0);
}

/* Puts the children who are alike together, and finds the causes for each group; how many groups. */
static uint32_t find_groups(const flagger *f, group groups[MS_MAX_CHILDREN])
{
    const ms_case *facts = f->context->facts;
    uint32_t group_of[MS_MAX_CHILDREN], count = 0, of_case = causes_of_case(f);
    for (uint32_t i = 0; i < facts->child_count; i++) {
        uint32_t like = f->context->first_like[i];
        const ms_child_result *result = &f->explanation->children[i];
        if (like == i) {
            const ms_child *child = &facts->children[i];
            ms_plan_set covering = ms_survey_cover(f->survey, facts, i).surely;
            uint32_t causes = of_case | causes_of_child(child, result) | causes_of_others(f, child, result, covering);
            causes &= ~ruled_out(result->outcome.possible);
            groups[count] = (group){.first = i, .result = result, .causes = causes, .covering = covering};
            group_of[i] = count++;
        }
        group *of = &groups[group_of[like]];
        of->children |= 1u << i;
        of->causes |= causes_of_age(facts, i);
    }
    return count;
}

/* Where two groups have different outcomes, each of them differs from some other. */
static bool is_split(const group *groups, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        if (!ms_outcome_same(&groups[0].result->outcome, &groups[i].result->outcome)) {
            return true;
        }
    }
    return false;
}

/* Those of all plans that open and close paragraphs. */
static ms_plan_set counting(const ms_context *context)
{
    const ms_survey *survey = context->survey;
    ms_plan_set plans = survey->medical;
    for (ms_plan_set left = survey->all & ~survey->medical; left != 0; left &= left - 1) {
        uint32_t at = (uint32_t)__builtin_ctzll(left);
        const ms_plan *plan = &context->facts->parents[at / 32].plans[at % 32];
        plans |= ms_rule_1d_counts(plan, &context->settings->readings) ? left & -left : 0;
    }
    return plans;
}

ms_status ms_explain_flags(const ms_context *context, ms_explanation *explanation)
{
    const ms_case *facts = context->facts;
    size_t plans = (size_t)facts->parents[MS_PNS].plan_count + facts->parents[MS_PSS].plan_count;
    explanation->flag_count = 0;
    /* No more than one of a name for each plan, each parent and nobody. */
    explanation->flags = ms_arena_room(context->arena, MS_FLAG_COUNT * (plans + 3), sizeof *explanation->flags);
    if (explanation->flags == NULL) {
        return MS_ERROR_MEMORY;
    }
    flagger f = {.context = context, .explanation = explanation, .survey = context->survey};
    f.counting = counting(context);
    group groups[MS_MAX_CHILDREN];
    uint32_t count = find_groups(&f, groups);
    uint32_t of_all = flag_if(is_split(groups, count), MS_FLAG_SPLIT_FAMILY), any = 0;
    for (uint32_t i = 0; i < count; i++) {
        groups[i].causes |= of_all;
        any |= groups[i].causes;
    }
    for (; any != 0; any &= any - 1) {
        f.name = (ms_flag_name)__builtin_ctz(any);
        for (uint32_t i = 0; i < count; i++) {
            f.of = &groups[i];
            if ((groups[i].causes >> f.name & 1u) != 0) {
                checks[f.name](&f);
            }
        }
    }
    return MS_OK;
}
