#include "casefile/notice_facts.h"

#include "casefile/orders.h"
#include "casefile/value.h"
#include "casefile/view.h"

#include <string.h>

/* ---- reading ----------------------------------------------------------------------------------------------------- */

ms_status ms_name_is_known(const ms_state *state, ms_tools *tools, ms_party party, ms_text child, ms_date on,
                           bool *known)
{
    ms_fact_field field = party == MS_PARTY_UNKNOWN ? MS_FIELD_CHILD_NAME : MS_FIELD_PARENT_NAME;
    ms_fact_path path = {field, party, child};
    ms_standing standing;
    ms_status status =
        ms_standing_find(state, (ms_view){state->sequence, on}, ms_state_find(state, &path), tools->arena, &standing);
    *known = standing.kind == MS_STANDS_KNOWN;
    return status;
}

static char without_case(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool ms_name_same(ms_text a, ms_text b)
{
    bool same = a.length == b.length;
    for (size_t i = 0; i < a.length && same; i++) {
        same = without_case(a.at[i]) == without_case(b.at[i]);
    }
    return same;
}

/* The next digit of an employer's number; 0 at its end. */
static char next_digit(ms_text text, size_t *at)
{
    while (*at < text.length && text.at[*at] == '-') {
        ++*at;
    }
    return *at < text.length ? text.at[(*at)++] : '\0';
}

bool ms_fein_same(ms_text a, ms_text b)
{
    size_t i = 0, j = 0;
    char first, second;
    do {
        first = next_digit(a, &i);
        second = next_digit(b, &j);
    } while (first == second && first != '\0');
    return first == second;
}

ms_date ms_notice_sending_due(const ms_state *state, const ms_matter *notice, ms_look look)
{
    const ms_matter *order = ms_notice_order(state, notice);
    ms_date from = notice->first->entry.effective;
    ms_date since = order == NULL ? MS_NO_DATE : ms_order_since(order, look);
    if (notice->first->entry.kind != &ms_kind_new_hire_entered || since == MS_NO_DATE) {
        return MS_NO_DATE;
    }
    return ms_clock_due(MS_CLOCK_NOTICE, since > from ? since : from);
}

/* ---- what follows ------------------------------------------------------------------------------------------------ */

ms_status ms_follow_fact(ms_follow_ups *follow_ups, const ms_said_fact *fact)
{
    ms_buffer *body = ms_follow_up_add(follow_ups, &ms_kind_fact_recorded, fact->from);
    char day[MS_DATE_TEXT_SIZE];
    if (body == NULL) {
        return MS_ERROR_LIMIT;
    }
    ms_date_format(fact->shown_by->effective, day);
    ms_buffer_put(body, "{\"path\":\"");
    ms_fact_path_put(body, &fact->path);
    ms_buffer_put(body, "\",\"value\":");
    ms_buffer_add(body, fact->value.at, fact->value.length);
    ms_buffer_put(body, ",\"source\":\"");
    ms_buffer_add(body, fact->source.at, fact->source.length);
    ms_buffer_put(body, "\",\"evidence\":\"event ");
    ms_buffer_put_number(body, fact->shown_by->sequence);
    ms_buffer_put(body, "\",\"received\":\"");
    ms_buffer_put(body, day);
    ms_buffer_put(body, "\",\"changed\":true}");
    return MS_OK;
}

static ms_text literal(const char *text)
{
    return (ms_text){text, strlen(text)};
}

/* How every fact stands on a day; NULL when memory is out. */
static const ms_standing *standings_on(const ms_state *state, ms_tools *tools, ms_date on)
{
    return ms_standings_make(state, (ms_view){state->sequence, on}, tools->arena);
}

static bool is_known(const ms_state *state, const ms_standing *standings, const ms_fact_path *path)
{
    const ms_fact_slot *slot = ms_state_find(state, path);
    return slot != NULL && standings[slot->number].kind == MS_STANDS_KNOWN;
}

/* Writes the list of the children whom a plan covers, with one more or without one. */
static void put_covered(const ms_state *state, const ms_standing *standings, const ms_fact_path *covers, ms_text with,
                        ms_text without, ms_buffer *out)
{
    const ms_fact_slot *slot = ms_state_find(state, covers);
    bool known = slot != NULL && standings[slot->number].kind == MS_STANDS_KNOWN;
    ms_text rest = known ? standings[slot->number].claim->value : literal("[]"), child;
    const char *between = "[";
    while (ms_value_next(&rest, &child)) {
        ms_text id = ms_value_inside(child);
        if (ms_text_same(id, with) || ms_text_same(id, without)) {
            continue;
        }
        ms_buffer_put(out, between);
        ms_buffer_add(out, child.at, child.length);
        between = ",";
    }
    if (with.at != NULL) {
        ms_buffer_put(out, between);
        ms_buffer_put(out, "\"");
        ms_buffer_add(out, with.at, with.length);
        ms_buffer_put(out, "\"");
        between = ",";
    }
    ms_buffer_put(out, between[0] == '[' ? "[]" : "]");
}

static ms_fact_path plan_path(ms_fact_field field, ms_party party, ms_text plan)
{
    return (ms_fact_path){field, party, plan};
}

/* A plan through the employer that the case did not know, or that was over: it is there, and through whom. */
static ms_status follow_plan(const ms_state *state, const ms_standing *standings, const ms_coverage *coverage,
                             ms_said_fact fact, ms_follow_ups *follow_ups)
{
    const ms_matter *notice = ms_state_matter(state, coverage->notice, &ms_notice_course);
    fact.path = plan_path(MS_FIELD_PLAN, coverage->party, coverage->plan);
    fact.value = literal("true");
    if (is_known(state, standings, &fact.path)) {
        return MS_OK;
    }
    ms_status status = ms_follow_fact(follow_ups, &fact);
    if (status != MS_OK || notice == NULL) {
        return status;
    }
    ms_text employer = ms_notice_employment(notice)->employer;
    ms_buffer name = {0};
    ms_buffer_put(&name, "\"");
    ms_buffer_add_json(&name, employer.at, employer.length);
    ms_buffer_put(&name, "\"");
    fact.path.field = MS_FIELD_SOURCE;
    fact.value = literal("\"employer\"");
    status = ms_follow_fact(follow_ups, &fact);
    fact.path.field = MS_FIELD_EMPLOYER;
    fact.value = (ms_text){name.text, name.length};
    if (status == MS_OK) {
        status = name.failed ? MS_ERROR_MEMORY : ms_follow_fact(follow_ups, &fact);
    }
    ms_buffer_free(&name);
    return status;
}

/* The list of the children whom a plan covers, from a day on. */
static ms_status follow_covers(const ms_state *state, const ms_standing *standings, ms_said_fact fact, ms_text with,
                               ms_text without, ms_follow_ups *follow_ups)
{
    ms_buffer children = {0};
    put_covered(state, standings, &fact.path, with, without, &children);
    fact.value = (ms_text){children.text, children.length};
    ms_status status = children.failed ? MS_ERROR_MEMORY : ms_follow_fact(follow_ups, &fact);
    ms_buffer_free(&children);
    return status;
}

ms_status ms_follow_coverage_began(const ms_state *state, ms_tools *tools, const ms_entry *record,
                                   ms_follow_ups *follow_ups)
{
    const ms_coverage *coverage = (const ms_coverage *)record;
    const ms_standing *standings = standings_on(state, tools, coverage->from);
    ms_said_fact fact = {.source = coverage->source, .from = coverage->from, .shown_by = record};
    if (standings == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_status status = follow_plan(state, standings, coverage, fact, follow_ups);
    fact.path = plan_path(MS_FIELD_COVERS, coverage->party, coverage->plan);
    return status == MS_OK ? follow_covers(state, standings, fact, coverage->child, (ms_text){.at = NULL}, follow_ups)
                           : status;
}

ms_status ms_follow_coverage_ended(const ms_state *state, ms_tools *tools, const ms_entry *record,
                                   ms_follow_ups *follow_ups)
{
    const ms_coverage_end *end = (const ms_coverage_end *)record;
    const ms_coverage *coverage = (const ms_coverage *)end->step.matter->first;
    ms_said_fact fact = {.source = end->source, .from = end->until + 1, .shown_by = record};
    const ms_standing *standings = standings_on(state, tools, fact.from);
    fact.path = plan_path(end->plan_gone ? MS_FIELD_PLAN : MS_FIELD_COVERS, coverage->party, coverage->plan);
    if (standings == NULL) {
        return MS_ERROR_MEMORY;
    }
    if (!end->plan_gone) {
        return follow_covers(state, standings, fact, (ms_text){.at = NULL}, coverage->child, follow_ups);
    }
    fact.value = literal("false");
    return ms_follow_fact(follow_ups, &fact);
}

/* ---- the end of an employment ------------------------------------------------------------------------------------ */

/* Whether coverage in a plan came of a notice. */
static bool came_of(const ms_state *state, const ms_matter *notice, ms_text plan)
{
    const ms_matter *matter = NULL;
    while ((matter = ms_matter_next(state, matter, &ms_coverage_course)) != NULL) {
        const ms_coverage *coverage = (const ms_coverage *)matter->first;
        if (coverage->notice == notice->number && ms_text_same(coverage->plan, plan)) {
            return true;
        }
    }
    return false;
}

/* Whether the facts name the employer as that of a plan. */
static bool is_of_employer(const ms_standing *standings, const ms_thing *plan, ms_text employer)
{
    ms_standing standing = standings[plan->facts[MS_FIELD_EMPLOYER - MS_FIELD_PLAN].number];
    ms_buffer name = {0};
    ms_buffer_add_json(&name, employer.at, employer.length);
    bool same = standing.kind == MS_STANDS_KNOWN && !name.failed
                && ms_name_same(ms_value_inside(standing.claim->value), (ms_text){name.text, name.length});
    ms_buffer_free(&name);
    return same;
}

/* The next employer that the last one names is one to whom a notice goes. */
static ms_status follow_next_employer(const ms_employment_end *end, ms_follow_ups *follow_ups)
{
    const ms_employment *employment = ms_notice_employment(end->step.matter);
    if (end->new_employer.at == NULL) {
        return MS_OK;
    }
    ms_buffer *body = ms_follow_up_add(follow_ups, &ms_kind_employer_found, end->step.entry.effective);
    if (body == NULL) {
        return MS_ERROR_LIMIT;
    }
    ms_buffer_put(body, "{\"order\":");
    ms_buffer_put_number(body, employment->order);
    ms_buffer_put(body, ",\"party\":\"");
    ms_buffer_put(body, ms_party_member(employment->party));
    ms_buffer_put(body, "\",\"employer\":\"");
    ms_buffer_add_json(body, end->new_employer.at, end->new_employer.length);
    ms_buffer_put(body, "\",\"brought_by\":");
    ms_buffer_put_number(body, end->step.entry.sequence);
    ms_buffer_put(body, "}");
    return MS_OK;
}

ms_status ms_follow_employment_ended(const ms_state *state, ms_tools *tools, const ms_entry *record,
                                     ms_follow_ups *follow_ups)
{
    const ms_employment_end *end = (const ms_employment_end *)record;
    const ms_matter *notice = end->step.matter;
    const ms_employment *employment = ms_notice_employment(notice);
    ms_date last = end->covered_until != MS_NO_DATE ? end->covered_until : end->ended;
    const ms_standing *standings = standings_on(state, tools, last);
    ms_status status = standings == NULL ? MS_ERROR_MEMORY : MS_OK;
    for (const ms_thing *plan = state->plans[employment->party].first; plan != NULL && status == MS_OK;
         plan = plan->next) {
        bool there = standings[plan->facts[0].number].kind == MS_STANDS_KNOWN;
        if (there && (is_of_employer(standings, plan, employment->employer) || came_of(state, notice, plan->id))) {
            status = ms_follow_fact(follow_ups, &(ms_said_fact){.path = plan->facts[0].path,
                                                                .value = literal("false"),
                                                                .source = literal("employer"),
                                                                .from = last + 1,
                                                                .shown_by = record});
        }
    }
    return status == MS_OK ? follow_next_employer(end, follow_ups) : status;
}

ms_status ms_follow_unavailable(const ms_state *state, ms_tools *tools, const ms_entry *record,
                                ms_follow_ups *follow_ups)
{
    const ms_unavailable_answer *answer = (const ms_unavailable_answer *)record;
    const ms_employment *employment = ms_notice_employment(answer->step.matter);
    (void)state, (void)tools;
    if (answer->plan.at == NULL) {
        return MS_OK;
    }
    return ms_follow_fact(follow_ups,
                          &(ms_said_fact){.path = plan_path(MS_FIELD_PLAN, employment->party, answer->plan),
                                          .value = literal("false"),
                                          .source = literal(answer->of_plan ? "plan_administrator" : "employer"),
                                          .from = record->effective,
                                          .shown_by = record});
}
