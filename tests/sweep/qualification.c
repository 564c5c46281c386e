/*
 * Orders and notices, all there are: every requirement on every value of its facts, every combination of how the
 * requirements may stand, every pair of alternate recipients, every three benefits. What is expected is worked out
 * another way than in law/qualification.c: what is unknown is completed in both ways, and each completion is judged by
 * plain yes and no.
 */
#include <medsupport/qualification.h>

#include <stdio.h>
#include <string.h>

static unsigned long passed;
static unsigned long failed;

static void check(bool good, const char *what, unsigned long number)
{
    if (good) {
        passed++;
    } else if (failed++ < 20) {
        printf("# %s %lu\n", what, number);
    }
}

/* ---- the oracle -------------------------------------------------------------------------------------------------- */

/* The verdicts that completions come to, as bits. */
enum { MET = 1, CURED = 2, FAILS = 4 };

/* What some facts, all of them known, come to. */
typedef unsigned (*judge)(const bool *fact);

static unsigned judge_fact(const bool *fact)
{
    return fact[0] ? MET : FAILS;
}

static unsigned judge_issued(const bool *fact)
{
    bool court = fact[0], process = fact[1], force_of_law = fact[2];
    return court || (process && force_of_law) ? MET : FAILS;
}

static unsigned judge_law(const bool *fact)
{
    bool domestic = fact[0], support = fact[1], medical = fact[2];
    return (domestic && support) || medical ? MET : FAILS;
}

static unsigned judge_particular(const bool *fact)
{
    bool stated = fact[0], held = fact[1];
    if (stated) {
        return MET;
    }
    return held ? CURED : FAILS;
}

static unsigned judge_participant_address(const bool *fact)
{
    bool stated = fact[0], held = fact[1], exists = fact[2];
    if (stated || !exists) {
        return MET;
    }
    return held ? CURED : FAILS;
}

static unsigned judge_recipient_address(const bool *fact)
{
    bool stated = fact[0], held = fact[1], official = fact[2];
    if (stated || official) {
        return MET;
    }
    return held ? CURED : FAILS;
}

static unsigned judge_either(const bool *fact)
{
    return fact[0] || fact[1] ? MET : FAILS;
}

/* The verdicts of all completions of some facts. */
static unsigned verdicts(judge of, const ms_truth *facts, unsigned count)
{
    unsigned seen = 0;
    for (unsigned world = 0; world < 1u << count; world++) {
        bool fact[4] = {false};
        bool possible = true;
        for (unsigned i = 0; i < count; i++) {
            fact[i] = (world >> i & 1u) != 0;
            possible = possible && ((unsigned)facts[i] >> fact[i] & 1u) != 0;
        }
        seen |= possible ? of(fact) : 0;
    }
    return seen;
}

/* How verdicts are told: whatever the completion, no ground to reject is none. */
static ms_assessment told(unsigned seen)
{
    if (seen == FAILS) {
        return MS_ASSESSED_MISSING;
    }
    if ((seen & FAILS) != 0) {
        return MS_ASSESSED_UNKNOWN;
    }
    return seen == MET ? MS_ASSESSED_MET : MS_ASSESSED_CURABLE;
}

static ms_qualified whole_of(const ms_assessment *of)
{
    unsigned count[MS_ASSESSED_MISSING + 1] = {0};
    for (int i = 0; i < MS_REQUIREMENT_COUNT; i++) {
        count[of[i]]++;
    }
    if (count[MS_ASSESSED_MISSING] > 0) {
        return MS_NOT_QUALIFIED;
    }
    if (count[MS_ASSESSED_UNKNOWN] > 0) {
        return MS_QUALIFIED_UNKNOWN;
    }
    return count[MS_ASSESSED_CURABLE] > 0 ? MS_QUALIFIED_ONCE_CURED : MS_QUALIFIED;
}

/* ---- facts ------------------------------------------------------------------------------------------------------- */

static const ms_particular stated = {MS_YES, MS_UNKNOWN};

/* A document with one recipient and one benefit, in which everything is met. */
typedef struct paper {
    ms_order_facts facts;
    ms_alternate_recipient recipients[2];
    ms_required_benefit benefits[3];
} paper;

static void make_paper(paper *p)
{
    p->recipients[0] = p->recipients[1] = (ms_alternate_recipient){MS_YES, stated, stated, MS_NO};
    p->benefits[0] = p->benefits[1] = p->benefits[2] = (ms_required_benefit){MS_YES, MS_NO};
    p->facts = (ms_order_facts){
        .court = MS_YES,
        .process = MS_NO,
        .force_of_law = MS_NO,
        .domestic_relations = MS_YES,
        .support = MS_YES,
        .medical_law = MS_NO,
        .right = MS_YES,
        .form = MS_YES,
        .agency = stated,
        .support_order = stated,
        .participant = MS_YES,
        .participant_name = stated,
        .participant_address = stated,
        .address_exists = MS_YES,
        .recipients_known = true,
        .recipient_count = 1,
        .recipients = p->recipients,
        .coverage = MS_YES,
        .period = MS_YES,
        .benefits_known = true,
        .benefit_count = 1,
        .benefits = p->benefits,
    };
}

static void qualify(bool notice, const paper *p, ms_qualification *result)
{
    memset(result, 0x5A, sizeof *result);
    if (notice) {
        ms_qualify_notice(&p->facts, result);
    } else {
        ms_qualify_order(&p->facts, result);
    }
}

/* Where the facts of a requirement stand. Of a notice, the form stands second where wording may stand in its place. */
typedef struct source {
    ms_requirement requirement;
    judge of;
    unsigned count;
    ms_truth *facts[3];
} source;

enum { MOST_SOURCES = MS_REQUIREMENT_COUNT };

static unsigned sources_of_order(paper *p, source *list)
{
    ms_order_facts *f = &p->facts;
    const source all[] = {
        {MS_REQUIREMENT_ISSUED, judge_issued, 3, {&f->court, &f->process, &f->force_of_law}},
        {MS_REQUIREMENT_LAW, judge_law, 3, {&f->domestic_relations, &f->support, &f->medical_law}},
        {MS_REQUIREMENT_RIGHT, judge_fact, 1, {&f->right}},
        {MS_REQUIREMENT_COVERAGE, judge_fact, 1, {&f->coverage}},
        {MS_REQUIREMENT_PERIOD, judge_fact, 1, {&f->period}},
    };
    memcpy(list, all, sizeof all);
    return sizeof all / sizeof all[0];
}

static unsigned sources_of_notice(paper *p, source *list)
{
    ms_order_facts *f = &p->facts;
    const source all[] = {
        {MS_REQUIREMENT_FORM, judge_fact, 1, {&f->form}},
        {MS_REQUIREMENT_AGENCY, judge_particular, 2, {&f->agency.stated, &f->agency.held}},
        {MS_REQUIREMENT_SUPPORT_ORDER, judge_particular, 2, {&f->support_order.stated, &f->support_order.held}},
        {MS_REQUIREMENT_COVERAGE, judge_either, 2, {&f->coverage, &f->form}},
        {MS_REQUIREMENT_PERIOD, judge_either, 2, {&f->period, &f->form}},
    };
    memcpy(list, all, sizeof all);
    return sizeof all / sizeof all[0];
}

static unsigned sources_of(bool notice, paper *p, source *list)
{
    ms_order_facts *f = &p->facts;
    ms_alternate_recipient *r = &p->recipients[0];
    const source both[] = {
        {MS_REQUIREMENT_PARTICIPANT, judge_fact, 1, {&f->participant}},
        {MS_REQUIREMENT_PARTICIPANT_NAME,
         judge_particular,
         2,
         {&f->participant_name.stated, &f->participant_name.held}},
        {MS_REQUIREMENT_PARTICIPANT_ADDRESS,
         judge_participant_address,
         3,
         {&f->participant_address.stated, &f->participant_address.held, &f->address_exists}},
        {MS_REQUIREMENT_CHILD, judge_fact, 1, {&r->child}},
        {MS_REQUIREMENT_RECIPIENT_NAME, judge_particular, 2, {&r->name.stated, &r->name.held}},
        {MS_REQUIREMENT_RECIPIENT_ADDRESS,
         judge_recipient_address,
         3,
         {&r->address.stated, &r->address.held, &r->official}},
        {MS_REQUIREMENT_BENEFITS, judge_either, 2, {&p->benefits[0].provided, &p->benefits[0].needed}},
    };
    unsigned count = notice ? sources_of_notice(p, list) : sources_of_order(p, list);
    memcpy(list + count, both, sizeof both);
    return count + sizeof both / sizeof both[0];
}

/* What the oracle expects of a document with one recipient and one benefit. */
static void expect(const source *list, unsigned count, ms_qualification *expected)
{
    for (int i = 0; i < MS_REQUIREMENT_COUNT; i++) {
        expected->of[i] = MS_ASSESSED_NOT_ASKED;
    }
    for (unsigned i = 0; i < count; i++) {
        ms_truth facts[3] = {MS_UNKNOWN, MS_UNKNOWN, MS_UNKNOWN};
        for (unsigned k = 0; k < list[i].count; k++) {
            facts[k] = *list[i].facts[k];
        }
        expected->of[list[i].requirement] = told(verdicts(list[i].of, facts, list[i].count));
    }
    expected->whole = whole_of(expected->of);
}

static bool same(const ms_qualification *a, const ms_qualification *b)
{
    return memcmp(a->of, b->of, sizeof a->of) == 0 && a->whole == b->whole;
}

/* ---- every value of the facts of each requirement ---------------------------------------------------------------- */

static const ms_truth truths[3] = {MS_NO, MS_YES, MS_UNKNOWN};

static unsigned power_of_three(unsigned exponent)
{
    return exponent == 0 ? 1 : 3 * power_of_three(exponent - 1);
}

static void each_requirement(bool notice)
{
    paper p;
    source list[MOST_SOURCES];
    make_paper(&p);
    unsigned count = sources_of(notice, &p, list);
    for (unsigned i = 0; i < count; i++) {
        unsigned values = power_of_three(list[i].count);
        for (unsigned value = 0; value < values; value++) {
            ms_qualification result, expected;
            make_paper(&p);
            for (unsigned k = 0, left = value; k < list[i].count; k++, left /= 3) {
                *list[i].facts[k] = truths[left % 3];
            }
            expect(list, count, &expected);
            qualify(notice, &p, &result);
            check(same(&result, &expected), "requirement", (unsigned long)list[i].requirement * 100 + value);
        }
    }
}

/* ---- every combination of how the requirements stand ------------------------------------------------------------- */

/* The values of a requirement's facts by which each way to stand is reached for the first time. */
typedef struct ways {
    unsigned count;
    unsigned values[4];
} ways;

static ways ways_of(const source *from)
{
    ways found = {0};
    unsigned seen = 0;
    unsigned values = power_of_three(from->count);
    for (unsigned value = 0; value < values; value++) {
        ms_truth facts[3] = {MS_UNKNOWN, MS_UNKNOWN, MS_UNKNOWN};
        for (unsigned k = 0, left = value; k < from->count; k++, left /= 3) {
            facts[k] = truths[left % 3];
        }
        unsigned way = 1u << told(verdicts(from->of, facts, from->count));
        if ((seen & way) == 0) {
            seen |= way;
            found.values[found.count++] = value;
        }
    }
    return found;
}

static void set_way(const source *to, unsigned value)
{
    for (unsigned k = 0; k < to->count; k++, value /= 3) {
        *to->facts[k] = truths[value % 3];
    }
}

/* Counts through all the ways at once, as a clock does. False when it has come round. */
static bool next_way(const source *list, const ways *all, unsigned count, unsigned *at)
{
    for (unsigned i = 0; i < count; i++) {
        at[i] = at[i] + 1 < all[i].count ? at[i] + 1 : 0;
        set_way(&list[i], all[i].values[at[i]]);
        if (at[i] > 0) {
            return true;
        }
    }
    return false;
}

static void each_combination(bool notice)
{
    paper p;
    source list[MOST_SOURCES];
    ways all[MOST_SOURCES];
    unsigned at[MOST_SOURCES] = {0};
    make_paper(&p);
    unsigned count = sources_of(notice, &p, list);
    unsigned long number = 0;
    for (unsigned i = 0; i < count; i++) {
        all[i] = ways_of(&list[i]);
        set_way(&list[i], all[i].values[0]);
    }
    do {
        ms_qualification result, expected;
        expect(list, count, &expected);
        qualify(notice, &p, &result);
        check(same(&result, &expected), notice ? "notice" : "order", number++);
    } while (next_way(list, all, count, at));
}

/* ---- every pair of recipients ------------------------------------------------------------------------------------ */

enum { RECIPIENTS = 729 };

static ms_alternate_recipient recipient_number(unsigned number)
{
    ms_truth t[6];
    for (unsigned i = 0; i < 6; i++, number /= 3) {
        t[i] = truths[number % 3];
    }
    return (ms_alternate_recipient){t[0], {t[1], t[2]}, {t[3], t[4]}, t[5]};
}

/* The verdicts on a recipient by each requirement, and on the recipient as a whole. */
typedef struct opinion {
    unsigned child, name, address, whole;
} opinion;

/* The verdicts on two things of which both have to be met: the worse of each two. */
static unsigned worse_of(unsigned a, unsigned b)
{
    unsigned seen = 0;
    for (unsigned x = MET; x <= FAILS; x <<= 1) {
        for (unsigned y = MET; y <= FAILS; y <<= 1) {
            seen |= (a & x) != 0 && (b & y) != 0 ? (x > y ? x : y) : 0;
        }
    }
    return seen;
}

static opinion opinion_on(const ms_alternate_recipient *r)
{
    const ms_truth name[] = {r->name.stated, r->name.held};
    const ms_truth address[] = {r->address.stated, r->address.held, r->official};
    opinion o = {verdicts(judge_fact, &r->child, 1), verdicts(judge_particular, name, 2),
                 verdicts(judge_recipient_address, address, 3), 0};
    o.whole = worse_of(o.child, worse_of(o.name, o.address));
    return o;
}

static bool stands_as(const ms_qualification *result, unsigned child, unsigned name, unsigned address)
{
    return result->of[MS_REQUIREMENT_CHILD] == told(child) && result->of[MS_REQUIREMENT_RECIPIENT_NAME] == told(name)
           && result->of[MS_REQUIREMENT_RECIPIENT_ADDRESS] == told(address);
}

/* Of an order each recipient counts: the verdicts are the worse of the two. */
static bool order_is_right(const ms_qualification *result, const opinion *a, const opinion *b)
{
    return stands_as(result, worse_of(a->child, b->child), worse_of(a->name, b->name),
                     worse_of(a->address, b->address));
}

/* Of a notice one suffices: the one that stands better, the first of two alike. */
static bool notice_is_right(const ms_qualification *result, const opinion *a, const opinion *b)
{
    const opinion *best = told(b->whole) < told(a->whole) ? b : a;
    return stands_as(result, best->child, best->name, best->address) && (int)result->whole == (int)told(best->whole);
}

static void each_pair_of_recipients(void)
{
    static opinion opinions[RECIPIENTS];
    paper p;
    make_paper(&p);
    p.facts.recipient_count = 2;
    for (unsigned i = 0; i < RECIPIENTS; i++) {
        ms_alternate_recipient recipient = recipient_number(i);
        opinions[i] = opinion_on(&recipient);
    }
    for (unsigned i = 0; i < RECIPIENTS * RECIPIENTS; i++) {
        ms_qualification order, notice;
        const opinion *a = &opinions[i / RECIPIENTS], *b = &opinions[i % RECIPIENTS];
        p.recipients[0] = recipient_number(i / RECIPIENTS);
        p.recipients[1] = recipient_number(i % RECIPIENTS);
        qualify(false, &p, &order);
        qualify(true, &p, &notice);
        check(order_is_right(&order, a, b), "order with recipients", i);
        check(notice_is_right(&notice, a, b), "notice with recipients", i);
    }
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

static void each_three_benefits(void)
{
    paper p;
    make_paper(&p);
    for (unsigned i = 0; i < 4 * 729; i++) {
        unsigned seen = MET;
        p.facts.benefit_count = i / 729;
        for (unsigned k = 0, left = i; k < 3; k++, left /= 9) {
            p.benefits[k] = (ms_required_benefit){truths[left % 3], truths[left / 3 % 3]};
            const ms_truth facts[] = {p.benefits[k].provided, p.benefits[k].needed};
            seen = k < p.facts.benefit_count ? worse_of(seen, verdicts(judge_either, facts, 2)) : seen;
        }
        ms_qualification order, notice;
        qualify(false, &p, &order);
        qualify(true, &p, &notice);
        check(order.of[MS_REQUIREMENT_BENEFITS] == told(seen), "order with benefits", i);
        check(notice.of[MS_REQUIREMENT_BENEFITS] == told(seen), "notice with benefits", i);
    }
}

/* A list that is not known is unknown; a list that is known to name nobody is missing. */
static void lists_that_name_nothing(void)
{
    for (int notice = 0; notice <= 1; notice++) {
        paper p;
        ms_qualification result;
        make_paper(&p);
        p.facts.recipients_known = p.facts.benefits_known = false;
        p.facts.recipients = NULL;
        p.facts.benefits = NULL;
        qualify(notice, &p, &result);
        check(stands_as(&result, MET | FAILS, MET | FAILS, MET | FAILS), "unknown recipients", (unsigned long)notice);
        check(result.of[MS_REQUIREMENT_BENEFITS] == MS_ASSESSED_UNKNOWN, "unknown benefits", (unsigned long)notice);
        check(result.whole == MS_QUALIFIED_UNKNOWN, "unknown lists", (unsigned long)notice);
        p.facts.recipients_known = true;
        p.facts.recipient_count = 0;
        qualify(notice, &p, &result);
        check(stands_as(&result, FAILS, FAILS, FAILS), "no recipients", (unsigned long)notice);
        check(result.whole == MS_NOT_QUALIFIED, "nobody named", (unsigned long)notice);
    }
}

int main(void)
{
    for (int notice = 0; notice <= 1; notice++) {
        each_requirement(notice);
        each_combination(notice);
    }
    each_pair_of_recipients();
    each_three_benefits();
    lists_that_name_nothing();
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
