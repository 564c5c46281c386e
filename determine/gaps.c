#include "determine/gaps.h"

enum { NINE_FACTS = 9, ORDERING_PARAGRAPHS = MS_5F + 1 };

/* The nine facts as the bits of a number, the parents' first. */
static ms_nine_facts unpack(unsigned bits)
{
    return (ms_nine_facts){
        .pns_covers = (bits & 1u << 8) != 0,
        .pns_reasonable = (bits & 1u << 7) != 0,
        .pns_accessible = (bits & 1u << 6) != 0,
        .pss_covers = (bits & 1u << 5) != 0,
        .pss_reasonable = (bits & 1u << 4) != 0,
        .pss_accessible = (bits & 1u << 3) != 0,
        .pss_wants = (bits & 1u << 2) != 0,
        .through_pss = (bits & 1u << 1) != 0,
        .enrolled = (bits & 1u << 0) != 0,
    };
}

static bool is_possible(const ms_nine_facts *f, ms_kind kind)
{
    if (f->pss_wants && !f->pss_covers) {
        return false;
    }
    if (f->through_pss && !f->enrolled) {
        return false;
    }
    return kind != MS_KIND_AGENCY || !(f->pss_covers || f->pss_reasonable || f->pss_accessible);
}

/* (5) asks for one plan that is both reasonable and accessible, so the two facts are of one plan. */
static ms_side side(bool covers, bool reasonable, bool accessible)
{
    return (ms_side){covers, reasonable, reasonable && accessible};
}

static ms_enrolment enrolment(const ms_nine_facts *f)
{
    if (!f->enrolled) {
        return MS_NOT_ENROLLED;
    }
    return f->through_pss ? MS_THROUGH_PSS : MS_THROUGH_ANOTHER;
}

static ms_situation situation_of(const ms_nine_facts *f, ms_kind kind, const ms_readings *readings)
{
    return (ms_situation){
        .pns = side(f->pns_covers, f->pns_reasonable, f->pns_accessible),
        .pss = side(f->pss_covers, f->pss_reasonable, f->pss_accessible),
        .pss_can_be_ordered = ms_rule_1b_can_be_ordered(kind, readings),
        .pss_wants = f->pss_wants,
        .public_coverage = enrolment(f),
    };
}

ms_paragraphs ms_gaps_holding(const ms_nine_facts *facts, ms_kind kind, const ms_readings *readings)
{
    ms_situation s = situation_of(facts, kind, readings);
    const bool holds[ORDERING_PARAGRAPHS] = {
        [MS_5A] = ms_rule_5a(&s),           [MS_5B] = ms_rule_5b(&s),           [MS_5C] = ms_rule_5c(&s, readings),
        [MS_5D] = ms_rule_5d(&s, readings), [MS_5E] = ms_rule_5e(&s, readings), [MS_5F] = ms_rule_5f(&s),
    };
    unsigned set = 0;
    for (int p = 0; p < ORDERING_PARAGRAPHS; p++) {
        set |= holds[p] ? 1u << p : 0;
    }
    return (ms_paragraphs)set;
}

/* Whether another choice of one reading gives the situation an outcome. */
static bool closes_gap(const ms_nine_facts *f, ms_kind kind, const ms_readings *readings, ms_reading reading)
{
    ms_readings other = *readings;
    for (uint8_t choice = 0; choice < ms_reading_describe(reading)->choice_count; choice++) {
        other.choice[reading] = choice;
        if (ms_gaps_holding(f, kind, &other) != 0) {
            return true;
        }
    }
    return false;
}

/* The first reading that closes a gap; MS_READING_COUNT when none does. */
static int closing_reading(const ms_nine_facts *f, ms_kind kind, const ms_readings *readings)
{
    int reading = 0;
    while (reading < MS_READING_COUNT && !closes_gap(f, kind, readings, (ms_reading)reading)) {
        reading++;
    }
    return reading;
}

static void join(ms_family *family, const ms_nine_facts *f)
{
    if (family->count++ == 0) {
        family->example = *f;
    }
}

/* Counts one situation. */
static void add(ms_gap_survey *survey, const ms_nine_facts *f, ms_kind kind, const ms_readings *readings)
{
    unsigned set = ms_gaps_holding(f, kind, readings);
    survey->situations++;
    if (set == 0) {
        survey->none++;
        join(&survey->gaps[closing_reading(f, kind, readings)], f);
    } else if ((set & (set - 1)) == 0) {
        survey->one++;
    } else {
        survey->several++;
        join(&survey->doubles[set], f);
    }
}

void ms_gaps_walk(ms_kind kind, const ms_readings *readings, ms_gap_survey *survey)
{
    *survey = (ms_gap_survey){0};
    for (unsigned bits = 0; bits < 1u << NINE_FACTS; bits++) {
        ms_nine_facts f = unpack(bits);
        if (is_possible(&f, kind)) {
            add(survey, &f, kind, readings);
        }
    }
}

ms_readings ms_gaps_literal(void)
{
    ms_readings literal = {{0}};
    literal.choice[MS_UNWILLING_COVERAGE] = MS_UNWILLING_LITERAL;
    literal.choice[MS_INACCESSIBLE_PLAN] = MS_INACCESSIBLE_LITERAL;
    literal.choice[MS_PUBLIC_THROUGH_ANOTHER] = MS_PUBLIC_LITERAL;
    literal.choice[MS_CUSTODIAN] = MS_AS_PARENT;
    return literal;
}
