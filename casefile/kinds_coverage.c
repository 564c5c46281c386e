/* Coverage of a child in a plan, from the day it begins to the day it ends, and the grounds on which it may: RSMo 454.700. */
#include "casefile/duty.h"
#include "casefile/notice_facts.h"
#include "casefile/orders.h"

enum { LONGEST_NAME = 800, LONGEST_WORD = 2000, LONGEST_SOURCE = 32 };

static const char of_loss[] = "RSMo 454.700.1(3)";

/* ---- the course -------------------------------------------------------------------------------------------------- */

enum { BEGAN, ENDED, EVENTS };

static const ms_event_kind *const events[EVENTS + 1] = {&ms_kind_coverage_began, &ms_kind_coverage_ended, NULL};

static const ms_course_state states[MS_COVERAGE_STATES] = {
    [MS_COVERAGE_NONE] = {"none", "not begun", ms_record_keeping, "coverage has to begin first", false},
    [MS_COVERAGE_RUNS] = {"runs", "running", ms_record_keeping, "it runs", false},
    [MS_COVERAGE_ENDED] = {"ended", "ended", ms_record_keeping, "it has ended; coverage that comes later is another",
                           true},
};

static const ms_course_cell cells[MS_COVERAGE_STATES][EVENTS] = {
    [MS_COVERAGE_NONE] = {[BEGAN] = {.next = MS_COVERAGE_RUNS}},
    [MS_COVERAGE_RUNS] = {[ENDED] = {.next = MS_COVERAGE_ENDED}},
};

const ms_course ms_coverage_course = {
    .name = "coverage",
    .words = "coverage",
    .states = states,
    .state_count = MS_COVERAGE_STATES,
    .events = events,
    .event_count = EVENTS,
    .cells = &cells[0][0],
};

/* Who says so: the sources of facts that can. */
static const char *const source_words[] = {
    "plan_administrator", "employer", "parent_not_seeking", "parent_seeking", "agency_record", "other", NULL};

static ms_text source_of(const ms_body *body, size_t field, const ms_body_field *fields)
{
    int word = ms_body_word(body, field, fields);
    const char *source = source_words[word < 0 ? 0 : word];
    return (ms_text){source, strlen(source)};
}

/* ---- coverage_began ---------------------------------------------------------------------------------------------- */

enum {
    BEGAN_CHILD,
    BEGAN_PLAN,
    BEGAN_PARTY,
    BEGAN_FROM,
    BEGAN_NOTICE,
    BEGAN_SOURCE,
    BEGAN_EVIDENCE,
    BEGAN_BROUGHT_BY,
    BEGAN_FIELDS
};

static const ms_body_field began_fields[] = {
    [BEGAN_CHILD] =
        {.name = "child", .type = MS_BODY_TEXT, .required = true, .most = MS_MAX_ID, .help = "the child's id"},
    [BEGAN_PLAN] = {.name = "plan",
                    .type = MS_BODY_TEXT,
                    .required = true,
                    .most = MS_MAX_ID,
                    .help = "the plan's id in the case; a new one becomes a plan of the case"},
    [BEGAN_PARTY] =
        {.name = "party", .type = MS_BODY_WORD, .required = true, .words = ms_party_words, .help = "whose plan it is"},
    [BEGAN_FROM] = {.name = "from", .type = MS_BODY_DATE, .help = "its first day (the day of the event)"},
    [BEGAN_NOTICE] = {.name = "notice", .type = MS_BODY_SEQUENCE, .help = "the number of the notice that brought it"},
    [BEGAN_SOURCE] = {.name = "source",
                      .type = MS_BODY_WORD,
                      .words = source_words,
                      .help = "who says so (plan_administrator)"},
    [BEGAN_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"},
    [BEGAN_BROUGHT_BY] = {
        .name = "brought_by", .type = MS_BODY_SEQUENCE, .help = "the event with which it was recorded"}};

static ms_status check_notice(const ms_state *state, const ms_body *body, ms_refusal *refusal)
{
    uint64_t number = ms_body_sequence(body, BEGAN_NOTICE);
    if (ms_body_has(body, BEGAN_NOTICE) && ms_state_matter(state, number, &ms_notice_course) == NULL) {
        return ms_refuse(refusal, ms_record_keeping, "the case has no notice %llu", (unsigned long long)number);
    }
    return MS_OK;
}

static ms_status check_began(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_text child = ms_body_plain(&read->body, BEGAN_CHILD), plan = ms_body_plain(&read->body, BEGAN_PLAN);
    (void)tools;
    if (!ms_state_has_child(state, child)) {
        return ms_refuse(refusal, ms_record_keeping, "the case has no child %.*s", (int)child.length, child.at);
    }
    const ms_matter *running = ms_coverage_running(state, child, plan, ms_look_at_all(state));
    if (running != NULL) {
        return ms_refuse(refusal, ms_record_keeping, "coverage %llu of this child in this plan runs already",
                         (unsigned long long)running->number);
    }
    return check_notice(state, &read->body, refusal);
}

/* What may stand as an id of a child or a plan in the case. */
static ms_status check_ids(const ms_body *body, ms_refusal *refusal)
{
    if (!ms_is_id(ms_body_plain(body, BEGAN_CHILD)) || !ms_is_id(ms_body_plain(body, BEGAN_PLAN))) {
        return ms_refuse(refusal, ms_event_format,
                         "a child's or plan's id is 1 to 64 letters, digits, dots, dashes and underscores, the first a "
                         "letter or digit");
    }
    return MS_OK;
}

static ms_status apply_began(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_coverage *coverage = (ms_coverage *)record;
    const ms_body *body = &read->body;
    coverage->party = (ms_party)ms_body_word(body, BEGAN_PARTY, began_fields);
    coverage->from = ms_body_has(body, BEGAN_FROM) ? ms_body_date(body, BEGAN_FROM) : record->effective;
    coverage->notice = ms_body_sequence(body, BEGAN_NOTICE);
    coverage->source = source_of(body, BEGAN_SOURCE, began_fields);
    coverage->brought_by = ms_body_sequence(body, BEGAN_BROUGHT_BY);
    ms_status status = check_ids(body, refusal);
    if (status == MS_OK) {
        status = ms_body_text(body, BEGAN_CHILD, state->arena, &coverage->child, refusal);
    }
    return status == MS_OK ? ms_body_text(body, BEGAN_PLAN, state->arena, &coverage->plan, refusal) : status;
}

static bool began_rests(const ms_entry *record, const ms_entry *target)
{
    const ms_coverage *coverage = (const ms_coverage *)record;
    return target->sequence == coverage->brought_by || target->sequence == coverage->notice;
}

const ms_event_kind ms_kind_coverage_began = {
    .name = "coverage_began",
    .summary = "coverage begun",
    .of_others = true,
    .fields = began_fields,
    .field_count = BEGAN_FIELDS,
    .record_size = sizeof(ms_coverage),
    .course = &ms_coverage_course,
    .begins = true,
    .check = check_began,
    .apply = apply_began,
    .follow = ms_follow_coverage_began,
    .rests = began_rests,
};

/* ---- coverage_ended ---------------------------------------------------------------------------------------------- */

enum { ENDED_COVERAGE, ENDED_UNTIL, ENDED_REASON, ENDED_OTHER_FROM, ENDED_SOURCE, ENDED_EVIDENCE, ENDED_FIELDS };

enum { ORDER_OVER, COMPARABLE, FAMILY_ELIMINATED, CONTINUATION_NOT_ELECTED, CONTINUATION_OVER, OTHER_REASON };
static const char *const reason_words[] = {"order_over",
                                           "comparable_coverage",
                                           "family_coverage_eliminated",
                                           "continuation_not_elected",
                                           "continuation_over",
                                           "other",
                                           NULL};

static const ms_body_field ended_fields[] = {
    [ENDED_COVERAGE] = {.name = "coverage", .type = MS_BODY_SEQUENCE, .required = true},
    [ENDED_UNTIL] = {.name = "until", .type = MS_BODY_DATE, .required = true, .help = "its last day"},
    [ENDED_REASON] = {.name = "reason", .type = MS_BODY_WORD, .required = true, .words = reason_words, .help = "why"},
    [ENDED_OTHER_FROM] = {.name = "other_from", .type = MS_BODY_DATE, .help = "of comparable coverage: its first day"},
    [ENDED_SOURCE] = {.name = "source",
                      .type = MS_BODY_WORD,
                      .words = source_words,
                      .help = "who says so (plan_administrator)"},
    [ENDED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_WORD, .help = "what shows it"}};

static ms_status check_ended(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *matter =
        ms_state_matter(state, ms_body_sequence(&read->body, ENDED_COVERAGE), &ms_coverage_course);
    ms_date until = ms_body_date(&read->body, ENDED_UNTIL);
    (void)tools;
    if (until + 1 < ((const ms_coverage *)matter->first)->from || until == MS_LAST_DATE) {
        return ms_refuse(refusal, ms_record_keeping,
                         "coverage ends after it has begun; correct the beginning if it "
                         "never did");
    }
    return MS_OK;
}

/* How the end departs from the grounds of 454.700.1(3); NULL: it does not. */
static const char *departure_of(const ms_state *state, const ms_coverage *coverage, const ms_body *body)
{
    int reason = ms_body_word(body, ENDED_REASON, ended_fields);
    ms_date until = ms_body_date(body, ENDED_UNTIL), other_from = ms_body_date(body, ENDED_OTHER_FROM);
    const ms_matter *order =
        ms_order_in_force(state, ms_look_on(state, until + 1), coverage->child, coverage->party, false);
    if (order == NULL) {
        return NULL; /* no order keeps the child enrolled */
    }
    if (reason == ORDER_OVER) {
        return "an order in force names the child";
    }
    if (reason == COMPARABLE && (other_from == MS_NO_DATE || other_from > until + 1)) {
        return "comparable coverage has to begin no later than this one ends";
    }
    return reason == OTHER_REASON ? "coverage that an order requires ends only on the grounds of that section" : NULL;
}

static ms_status apply_ended(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_coverage_end *end = (ms_coverage_end *)record;
    const char *departs = departure_of(state, (const ms_coverage *)end->step.matter->first, &read->body);
    (void)refusal;
    end->until = ms_body_date(&read->body, ENDED_UNTIL);
    end->plan_gone = ms_body_word(&read->body, ENDED_REASON, ended_fields) == FAMILY_ELIMINATED;
    end->source = source_of(&read->body, ENDED_SOURCE, ended_fields);
    return departs == NULL ? MS_OK : ms_entry_depart(state, record, of_loss, "%s", departs);
}

const ms_event_kind ms_kind_coverage_ended = {
    .name = "coverage_ended",
    .summary = "coverage ended",
    .of_others = true,
    .fields = ended_fields,
    .field_count = ENDED_FIELDS,
    .record_size = sizeof(ms_coverage_end),
    .course = &ms_coverage_course,
    .check = check_ended,
    .apply = apply_ended,
    .follow = ms_follow_coverage_ended,
};
