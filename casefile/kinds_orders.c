/* An order that is asked for, what the court finds, and what the order says. */
#include "casefile/duty.h"
#include "casefile/orders.h"
#include "casefile/value.h"

enum { LONGEST_NAME = 800, LONGEST_REASON = 4000 };

static const char establish_or_modify[] = "RSMo 454.603.1";
static const char who_asks[] = "the practice of applications; RSMo 454.603.1 is wider";
static const char the_court_considers[] = "RSMo 454.603.2";
static const char contents[] = "29 USC 1169(a)(3)(B)";
static const char how_long[] = "RSMo 452.340.3";
static const char apportionment[] = "RSMo 454.633.3";

static const ms_matter *order_of(const ms_state *state, const ms_body *body, size_t field)
{
    return ms_state_matter(state, ms_body_sequence(body, field), &ms_order_course);
}

/* ---- order_requested --------------------------------------------------------------------------------------------- */

enum {
    ASKED_WAY,
    ASKED_BY,
    ASKED_NAME,
    ASKED_HERE,
    ASKED_MODIFIES,
    ASKED_COURT,
    ASKED_DOCKET,
    ASKED_DETERMINATION,
    ASKED_REASON,
    ASKED_FIELDS
};

static const char *const way_words[] = {
    [MS_ADMINISTRATIVE] = "administrative", [MS_JUDICIAL] = "judicial", [MS_JUDICIAL + 1] = NULL};

static const char *const asker_words[] = {
    [MS_CUSTODIAL_PARENT_ASKS] = "custodial_parent", [MS_GUARDIAN_ASKS] = "guardian", [MS_AGENCY_ASKS] = "agency",
    [MS_OTHER_PARENT_ASKS] = "other_parent",         [MS_COURT_ASKS] = "court",       [MS_COURT_ASKS + 1] = NULL,
};

static const ms_body_field asked_fields[ASKED_FIELDS] = {
    [ASKED_WAY] = {.name = "way",
                   .type = MS_BODY_WORD,
                   .required = true,
                   .words = way_words,
                   .help = "administrative: the division's own order; judicial: the court's"},
    [ASKED_BY] =
        {.name = "by", .type = MS_BODY_WORD, .required = true, .words = asker_words, .help = "who asks for it"},
    [ASKED_NAME] = {.name = "name", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "who that is, in words"},
    [ASKED_HERE] = {.name = "prepared_here",
                    .type = MS_BODY_TRUTH,
                    .help = "the application was prepared in this office"},
    [ASKED_MODIFIES] = {.name = "modifies",
                        .type = MS_BODY_SEQUENCE,
                        .help = "the order in force of which it is a modification"},
    [ASKED_COURT] = {.name = "court", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the court"},
    [ASKED_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "its docket number"},
    [ASKED_DETERMINATION] = {.name = "determination",
                             .type = MS_BODY_SEQUENCE,
                             .help = "the determination on which it rests"},
    [ASKED_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "why it is asked for"},
};

/* Who may ask in either way. What the court or the other parent asks for is recorded; it is not prepared here. */
static ms_status check_asker(const ms_body *body, ms_refusal *refusal)
{
    int way = ms_body_word(body, ASKED_WAY, asked_fields), by = ms_body_word(body, ASKED_BY, asked_fields);
    if (way == MS_ADMINISTRATIVE && by == MS_COURT_ASKS) {
        return ms_refuse(refusal, establish_or_modify,
                         "a court goes the judicial way; the administrative one is the division's");
    }
    if (way == MS_JUDICIAL && ms_body_truth(body, ASKED_HERE) && by >= MS_OTHER_PARENT_ASKS) {
        return ms_refuse(refusal, who_asks,
                         "an application to the court is prepared here for the custodial parent, the guardian or the "
                         "agency alone; what %s asks for is recorded as it came, without saying that it was prepared "
                         "here",
                         by == MS_COURT_ASKS ? "a court of its own motion" : "the other parent");
    }
    return MS_OK;
}

/* What is not of others was done in the case's own time. */
static ms_status check_own_time(const ms_state *state, const ms_event *event, ms_refusal *refusal)
{
    if (event->effective < state->opened || ms_state_closed(state)) {
        return ms_refuse(refusal, ms_record_keeping,
                         "the division's own order is asked for while the case is open, and not before");
    }
    return MS_OK;
}

static ms_status check_modified(const ms_state *state, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_body *body = &read->body;
    unsigned long long number = ms_body_sequence(body, ASKED_MODIFIES);
    const ms_matter *modified = order_of(state, body, ASKED_MODIFIES);
    if (number == 0) {
        return MS_OK;
    }
    if (modified == NULL || ms_matter_state(modified, ms_look_at_all(state)) != MS_ORDER_IN_FORCE) {
        return ms_refuse(refusal, establish_or_modify, "a modification starts from an order in force, and %llu is none",
                         number);
    }
    bool administrative = ms_body_word(body, ASKED_WAY, asked_fields) == MS_ADMINISTRATIVE;
    if (administrative && !ms_body_has(body, ASKED_REASON)) {
        return ms_refuse(refusal, establish_or_modify, "a modification by the division says why it is asked for");
    }
    if (administrative && ms_order_way_of(modified) == MS_JUDICIAL) {
        return ms_refuse(refusal, establish_or_modify,
                         "order %llu is a court's, and the court modifies it; ask for that the judicial way", number);
    }
    return MS_OK;
}

static ms_status check_asked(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_body *body = &read->body;
    uint64_t number = ms_body_sequence(body, ASKED_DETERMINATION);
    (void)tools;
    ms_status status = check_asker(body, refusal);
    if (status == MS_OK && ms_body_word(body, ASKED_WAY, asked_fields) == MS_ADMINISTRATIVE) {
        status = check_own_time(state, read->event, refusal);
    }
    if (status == MS_OK) {
        status = check_modified(state, read, refusal);
    }
    if (status == MS_OK && number != 0) {
        ms_entry *made;
        status = ms_event_target(state, number, &made, refusal);
        if (status == MS_OK && made->kind != &ms_kind_determination_made) {
            status =
                ms_refuse(refusal, ms_record_keeping, "event %llu is no determination", (unsigned long long)number);
        }
    }
    return status;
}

static ms_status apply_asked(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_order_request *request = (ms_order_request *)record;
    const ms_body *body = &read->body;
    (void)refusal;
    request->way = (ms_order_way)ms_body_word(body, ASKED_WAY, asked_fields);
    request->by = (ms_order_asker)ms_body_word(body, ASKED_BY, asked_fields);
    request->modifies = order_of(state, body, ASKED_MODIFIES);
    request->determination = ms_body_sequence(body, ASKED_DETERMINATION);
    return MS_OK;
}

const ms_event_kind ms_kind_order_requested = {
    .name = "order_requested",
    .summary = "order asked for",
    .of_others = true,
    .fields = asked_fields,
    .field_count = ASKED_FIELDS,
    .record_size = sizeof(ms_order_request),
    .course = &ms_order_course,
    .begins = true,
    .check = check_asked,
    .apply = apply_asked,
};

/* ---- order_finding ----------------------------------------------------------------------------------------------- */

enum { FOUND_ORDER, FOUND_ABOUT, FOUND_FINDING, FOUND_EVIDENCE, FOUND_FIELDS };

static const char *const about_words[] = {
    [MS_PARENTS_INCOMES] = "parents_incomes",
    [MS_CHILD_NEEDS] = "child_needs",
    [MS_AVAILABLE_PLANS] = "available_plans",
    [MS_OTHER_COVERAGE] = "other_coverage",
    [MS_FINDINGS] = NULL,
};

static const ms_body_field found_fields[FOUND_FIELDS] = {
    [FOUND_ORDER] = {.name = "order", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order"},
    [FOUND_ABOUT] = {.name = "about",
                     .type = MS_BODY_WORD,
                     .required = true,
                     .words = about_words,
                     .help = "what the court considered"},
    [FOUND_FINDING] =
        {.name = "finding", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_REASON, .help = "what it found"},
    [FOUND_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what showed it"},
};

static ms_status check_found(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *order = order_of(state, &read->body, FOUND_ORDER);
    (void)tools;
    if (ms_order_way_of(order) == MS_ADMINISTRATIVE) {
        return ms_refuse(refusal, the_court_considers,
                         "these findings are the court's; the division's order rests on its determination");
    }
    return MS_OK;
}

static ms_status apply_found(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_order_finding *finding = (ms_order_finding *)record;
    (void)state, (void)refusal;
    finding->about = (ms_order_matter_found)ms_body_word(&read->body, FOUND_ABOUT, found_fields);
    return MS_OK;
}

const ms_event_kind ms_kind_order_finding = {
    .name = "order_finding",
    .summary = "finding of the court",
    .of_others = true,
    .fields = found_fields,
    .field_count = FOUND_FIELDS,
    .record_size = sizeof(ms_order_finding),
    .course = &ms_order_course,
    .check = check_found,
    .apply = apply_found,
};

/* ---- order_terms ------------------------------------------------------------------------------------------------- */

enum {
    TERMS_ORDER,
    TERMS_CHILDREN,
    TERMS_PROVIDES,
    TERMS_COVERAGE,
    TERMS_PLANS,
    TERMS_SHARE_PNS,
    TERMS_SHARE_PSS,
    TERMS_PAYS,
    TERMS_COSTS,
    TERMS_PERCENTAGE,
    TERMS_DAYS,
    TERMS_BEGINS,
    TERMS_ENDS,
    TERMS_EXISTING,
    TERMS_NOTE,
    TERMS_FIELDS
};

enum { WHOLE = 10000, MOST_DAYS = 3650 };

static const char *const cost_words[] = {"uncovered", "reasonable", NULL};
static const ms_obligation costs_of[] = {MS_PAY_UNCOVERED_COSTS, MS_PAY_REASONABLE_COSTS};

/* The words for ms_order_standing_to, but for the first, which is their absence. */
static const char *const existing_words[] = {"goes_on", "pays_first", "pays_second", "ends", NULL};

static const ms_body_field terms_fields[TERMS_FIELDS] = {
    [TERMS_ORDER] = {.name = "order", .type = MS_BODY_SEQUENCE, .required = true, .help = "the order"},
    [TERMS_CHILDREN] = {.name = "children",
                        .type = MS_BODY_LIST,
                        .required = true,
                        .help = "an alternate recipient: the id of a child"},
    [TERMS_PROVIDES] = {.name = "provides",
                        .type = MS_BODY_WORD,
                        .words = ms_party_words,
                        .help = "the participant, who must provide coverage"},
    [TERMS_COVERAGE] = {.name = "coverage",
                        .type = MS_BODY_TEXT,
                        .most = LONGEST_REASON,
                        .help = "the type of coverage, or how it is found"},
    [TERMS_PLANS] = {.name = "plans", .type = MS_BODY_LIST, .help = "the id of a plan"},
    [TERMS_SHARE_PNS] = {.name = "premium_share_pns",
                         .type = MS_BODY_PERCENT,
                         .help = "the percentage of the premium that the parent not seeking support bears"},
    [TERMS_SHARE_PSS] = {.name = "premium_share_pss",
                         .type = MS_BODY_PERCENT,
                         .help = "the percentage of the premium that the parent seeking support bears"},
    [TERMS_PAYS] = {.name = "pays",
                    .type = MS_BODY_WORD,
                    .words = ms_party_words,
                    .help = "who owes a percentage of the child's medical costs"},
    [TERMS_COSTS] = {.name = "costs", .type = MS_BODY_WORD, .words = cost_words, .help = "of which costs"},
    [TERMS_PERCENTAGE] = {.name = "percentage", .type = MS_BODY_PERCENT, .help = "the percentage of those costs"},
    [TERMS_DAYS] = {.name = "days_to_pay", .type = MS_BODY_COUNT, .help = "days from a demand until a share is due"},
    [TERMS_BEGINS] = {.name = "begins",
                      .type = MS_BODY_DATE,
                      .help = "the first day of the period (the day it is entered)"},
    [TERMS_ENDS] = {.name = "ends",
                    .type = MS_BODY_DATE,
                    .help = "the last day of the period (as long as the duty for each child runs)"},
    [TERMS_EXISTING] = {.name = "existing",
                        .type = MS_BODY_WORD,
                        .words = existing_words,
                        .help = "what becomes of coverage by a divorce or separation agreement"},
    [TERMS_NOTE] = {.name = "note", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "further terms, in words"},
};

static ms_party party_of(const ms_body *body, size_t field)
{
    int word = ms_body_word(body, field, terms_fields);
    return word < 0 ? MS_PARTY_UNKNOWN : (ms_party)word;
}

static ms_status read_terms(const ms_body *body, ms_arena *arena, ms_order_terms *terms, ms_refusal *refusal)
{
    int costs = ms_body_word(body, TERMS_COSTS, terms_fields);
    terms->provides = party_of(body, TERMS_PROVIDES);
    terms->pays = party_of(body, TERMS_PAYS);
    terms->costs = costs < 0 ? MS_NO_OBLIGATION : costs_of[costs];
    terms->percentage = ms_body_percent(body, TERMS_PERCENTAGE);
    terms->premium_share[MS_PNS] = ms_body_percent(body, TERMS_SHARE_PNS);
    terms->premium_share[MS_PSS] = ms_body_percent(body, TERMS_SHARE_PSS);
    terms->days_to_pay = ms_body_count(body, TERMS_DAYS);
    terms->begins = ms_body_date(body, TERMS_BEGINS);
    terms->ends = ms_body_date(body, TERMS_ENDS);
    terms->existing = (ms_order_standing_to)(ms_body_word(body, TERMS_EXISTING, terms_fields) + 1);
    ms_status status = ms_body_value(body, TERMS_CHILDREN, arena, &terms->children, refusal);
    if (status == MS_OK) {
        status = ms_body_value(body, TERMS_PLANS, arena, &terms->plans, refusal);
    }
    return status == MS_OK ? ms_body_text(body, TERMS_COVERAGE, arena, &terms->coverage, refusal) : status;
}

/* Terms that say nothing, or one thing and its contrary. */
static ms_status check_sense(const ms_order_terms *t, ms_refusal *refusal)
{
    if (t->provides == MS_PARTY_UNKNOWN && t->pays == MS_PARTY_UNKNOWN) {
        return ms_refuse(refusal, establish_or_modify, "an order obliges a parent to provide coverage or to pay costs");
    }
    if ((t->pays == MS_PARTY_UNKNOWN) != (t->costs == MS_NO_OBLIGATION)) {
        return ms_refuse(refusal, ms_event_format, "who pays and of which costs are said together");
    }
    if (t->pays == MS_PARTY_UNKNOWN && (t->percentage >= 0 || t->days_to_pay >= 0)) {
        return ms_refuse(refusal, ms_event_format, "a percentage of costs, or days to pay, need somebody who pays");
    }
    if (t->begins != MS_NO_DATE && t->ends != MS_NO_DATE && t->ends < t->begins) {
        return ms_refuse(refusal, ms_event_format, "the period ends before it begins");
    }
    if (t->days_to_pay > MOST_DAYS) {
        return ms_refuse(refusal, ms_event_format, "the days to pay are at most %d", (int)MOST_DAYS);
    }
    bool shares = t->premium_share[MS_PNS] >= 0 && t->premium_share[MS_PSS] >= 0;
    if (shares && t->premium_share[MS_PNS] + t->premium_share[MS_PSS] != WHOLE) {
        return ms_refuse(refusal, apportionment, "the parents' shares of the premium do not make up the whole of it");
    }
    return MS_OK;
}

/* Whether it is said what the participant is to provide, or how that is found. */
static bool says_coverage(const ms_order_terms *t)
{
    return t->provides == MS_PARTY_UNKNOWN || t->coverage.at != NULL || t->plans.at != NULL;
}

/* What the division may not order, though a court may. */
static ms_status check_own_terms(const ms_order_terms *t, ms_refusal *refusal)
{
    if (!says_coverage(t)) {
        return ms_refuse(refusal, contents,
                         "an order to provide coverage says of what type, or how it is found: name a plan or the "
                         "coverage");
    }
    if (t->existing == MS_EXISTING_ENDS) {
        return ms_refuse(refusal, establish_or_modify,
                         "coverage by a divorce or separation agreement stands by a court's decree, which the division "
                         "does not end");
    }
    return MS_OK;
}

/* How the period that an order names stands to the duty for a child. */
typedef enum period { PERIOD_FITS = 0, ENDS_TOO_SOON, ENDS_TOO_LATE } period;

static const char *const period_words[] = {[ENDS_TOO_SOON] = "the period ends while the duty for child '%.*s' runs",
                                           [ENDS_TOO_LATE] = "the period goes on after the duty for child '%.*s'"};

/* The first child with whose duty the period of the terms does not agree, on what is recorded; PERIOD_FITS: none. */
static ms_status compare_period(const ms_state *state, const ms_order_terms *terms, ms_arena *arena, period *found,
                                ms_text *whose)
{
    ms_text rest = terms->children, child;
    *found = PERIOD_FITS;
    while (terms->ends != MS_NO_DATE && *found == PERIOD_FITS && ms_value_next(&rest, &child)) {
        ms_duty_facts facts;
        *whose = ms_value_inside(child);
        ms_status status = ms_duty_facts_find(state, ms_look_at_all(state), *whose, MS_NO_DATE, arena, &facts);
        if (status != MS_OK) {
            return status;
        }
        bool runs = terms->ends < MS_LAST_DATE && ms_duty_at(&facts, terms->ends + 1).status == MS_DUTY_RUNS;
        bool over = ms_duty_at(&facts, terms->ends).status == MS_DUTY_ENDED;
        *found = runs ? ENDS_TOO_SOON : over ? ENDS_TOO_LATE : PERIOD_FITS;
    }
    return MS_OK;
}

static ms_status check_own_period(const ms_state *state, const ms_order_terms *terms, ms_arena *arena,
                                  ms_refusal *refusal)
{
    ms_text whose = {.at = NULL};
    period found;
    ms_status status = compare_period(state, terms, arena, &found, &whose);
    if (status != MS_OK || found == PERIOD_FITS) {
        return status;
    }
    return ms_refuse(refusal, how_long, period_words[found], (int)whose.length, whose.at);
}

static ms_status check_terms(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_order_terms terms = {.step = {.matter = NULL}};
    const ms_matter *order = order_of(state, &read->body, TERMS_ORDER);
    ms_status status = read_terms(&read->body, tools->arena, &terms, refusal);
    if (status == MS_OK) {
        status = ms_check_children(state, terms.children, refusal);
    }
    if (status == MS_OK) {
        status = check_sense(&terms, refusal);
    }
    if (status == MS_OK && ms_order_way_of(order) == MS_ADMINISTRATIVE) {
        status = check_own_terms(&terms, refusal);
        status = status == MS_OK ? check_own_period(state, &terms, tools->arena, refusal) : status;
    }
    return status;
}

static ms_status note_period(ms_state *state, const ms_order_terms *terms, ms_entry *record)
{
    ms_text whose = {.at = NULL};
    period found;
    ms_status status = compare_period(state, terms, state->arena, &found, &whose);
    if (status != MS_OK || found == PERIOD_FITS) {
        return status;
    }
    return ms_entry_depart(state, record, how_long, period_words[found], (int)whose.length, whose.at);
}

static ms_status apply_terms(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_order_terms *terms = (ms_order_terms *)record;
    ms_status status = read_terms(&read->body, state->arena, terms, refusal);
    if (status == MS_OK) {
        status = note_period(state, terms, record);
    }
    if (status == MS_OK && !says_coverage(terms)) {
        status = ms_entry_depart(state, record, contents,
                                 "the order does not say of what type the coverage is, or how it is found");
    }
    return status;
}

const ms_event_kind ms_kind_order_terms = {
    .name = "order_terms",
    .summary = "terms of an order",
    .of_others = true,
    .fields = terms_fields,
    .field_count = TERMS_FIELDS,
    .record_size = sizeof(ms_order_terms),
    .course = &ms_order_course,
    .check = check_terms,
    .apply = apply_terms,
};
