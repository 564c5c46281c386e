#include "casefile/order_basis.h"

#include "casefile/tasks.h"
#include "casefile/value.h"
#include "facts/names.h"

#include <medsupport/money.h>

#include <string.h>

static const char paragraph_5[] = "13 CSR 40-112.010(5)";
static const char establish_or_modify[] = "RSMo 454.603.1";

static const char *const paragraphs[MS_NO_PARAGRAPH] = {
    [MS_5A] = "13 CSR 40-112.010(5)(A)", [MS_5B] = "13 CSR 40-112.010(5)(B)", [MS_5C] = "13 CSR 40-112.010(5)(C)",
    [MS_5D] = "13 CSR 40-112.010(5)(D)", [MS_5E] = "13 CSR 40-112.010(5)(E)", [MS_5F] = "13 CSR 40-112.010(5)(F)",
};

static bool is_word(ms_text text, const char *word)
{
    return text.at != NULL && text.length == strlen(word) && memcmp(text.at, word, text.length) == 0;
}

/* ---- reading a determination ------------------------------------------------------------------------------------- */

static const char *citation_of(ms_text paragraph)
{
    for (int p = MS_5A; p < MS_NO_PARAGRAPH; p++) {
        if (is_word(paragraph, ms_paragraph_name((ms_paragraph)p))) {
            return paragraphs[p];
        }
    }
    return paragraph_5;
}

static ms_obligation obligation_of(ms_text name)
{
    for (int o = MS_PROVIDE_COVERAGE; o <= MS_PAY_REASONABLE_COSTS; o++) {
        if (is_word(name, ms_obligation_name((ms_obligation)o))) {
            return (ms_obligation)o;
        }
    }
    return MS_NO_OBLIGATION;
}

static int32_t percentage_of(ms_text value)
{
    ms_text digits = ms_value_inside(value);
    ms_cents hundredths = -1;
    bool said = digits.at != NULL && ms_money_parse(digits.at, digits.length, &hundredths);
    return said ? (int32_t)hundredths : -1;
}

ms_text ms_determined_obligations(ms_text determination)
{
    return ms_value_member(determination, "obligations");
}

bool ms_determined_obligation_next(ms_text *rest, ms_determined_obligation *obligation)
{
    ms_text object;
    if (rest->at == NULL || !ms_value_next(rest, &object)) {
        return false;
    }
    ms_text obligor = ms_value_inside(ms_value_member(object, "obligor"));
    *obligation = (ms_determined_obligation){
        .citation = citation_of(ms_value_inside(ms_value_member(object, "paragraph"))),
        .obligor = obligor.at == NULL ? MS_PARTY_UNKNOWN : ms_party_of(obligor),
        .obligation = obligation_of(ms_value_inside(ms_value_member(object, "obligation"))),
        .percentage = percentage_of(ms_value_member(object, "percentage")),
        .children = ms_value_member(object, "children"),
        .plans = ms_value_member(object, "plans"),
    };
    return true;
}

/* ---- comparing --------------------------------------------------------------------------------------------------- */

/* Whether each plan that the terms name is one of those determined. */
static bool plans_match(ms_text named, ms_text determined)
{
    ms_text rest = named, plan, common;
    while (named.at != NULL && ms_value_next(&rest, &plan)) {
        ms_text others = determined;
        bool found = false;
        while (!found && ms_value_next(&others, &common)) {
            found = ms_values_compare(plan, common) == MS_VALUES_SAME;
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

bool ms_order_terms_match(const ms_order_terms *terms, const ms_determined_obligation *obligation)
{
    if (obligation->children.at == NULL || ms_values_compare(terms->children, obligation->children) != MS_VALUES_SAME) {
        return false;
    }
    if (obligation->obligation == MS_PROVIDE_COVERAGE) {
        bool clause = terms->pays == MS_PARTY_UNKNOWN || terms->costs == MS_PAY_UNCOVERED_COSTS;
        return terms->provides == obligation->obligor && plans_match(terms->plans, obligation->plans) && clause;
    }
    return terms->provides == MS_PARTY_UNKNOWN && terms->pays == obligation->obligor
           && terms->costs == obligation->obligation && terms->percentage == obligation->percentage;
}

/* ---- checking ---------------------------------------------------------------------------------------------------- */

static ms_status refuse_unmatched(const ms_recorded_determination *made, const ms_order_terms *terms,
                                  ms_refusal *refusal)
{
    ms_text rest = ms_determined_obligations(made->text), common;
    ms_determined_obligation obligation;
    while (ms_determined_obligation_next(&rest, &obligation)) {
        if (ms_order_share(terms->children, obligation.children, &common)) {
            return ms_refuse(
                refusal, obligation.citation,
                "determination %llu orders otherwise for child '%.*s': the parent, the duty, the children, "
                "the plan and the percentage of the terms must be what it says",
                (unsigned long long)made->entry.sequence, common.length < 60 ? (int)common.length : 60, common.at);
        }
    }
    return ms_refuse(refusal, paragraph_5, "determination %llu orders nothing for these children",
                     (unsigned long long)made->entry.sequence);
}

static ms_status check_match(const ms_recorded_determination *made, const ms_order_terms *terms, ms_refusal *refusal)
{
    ms_text rest = ms_determined_obligations(made->text);
    ms_determined_obligation obligation;
    while (ms_determined_obligation_next(&rest, &obligation)) {
        if (ms_order_terms_match(terms, &obligation)) {
            return MS_OK;
        }
    }
    return refuse_unmatched(made, terms, refusal);
}

/* A modification rests on a determination to modify, made after the order in force. */
static ms_status check_modification(const ms_matter *order, const ms_recorded_determination *made,
                                    const ms_state *state, ms_refusal *refusal)
{
    const ms_matter *modified = ms_order_request_of(order)->modifies;
    if (modified == NULL) {
        return MS_OK;
    }
    if (ms_matter_state(modified, ms_look_at_all(state)) != MS_ORDER_IN_FORCE) {
        return ms_refuse(refusal, establish_or_modify, "order %llu, which it modifies, is not in force any more",
                         (unsigned long long)modified->number);
    }
    const ms_matter_step *issued = ms_matter_last(modified, &ms_kind_order_issued, ms_look_at_all(state));
    bool newer = issued == NULL || made->entry.sequence > issued->entry.sequence;
    if (!newer || !is_word(ms_value_inside(ms_value_member(made->text, "action")), "modify")) {
        return ms_refuse(refusal, establish_or_modify,
                         "a modification rests on a determination to modify (/action is \"modify\") that is made after "
                         "order %llu",
                         (unsigned long long)modified->number);
    }
    return MS_OK;
}

static ms_status check_stale(const ms_state *state, ms_tools *tools, ms_date on, ms_refusal *refusal)
{
    char day[MS_DATE_TEXT_SIZE];
    ms_date since;
    ms_status status = ms_stale_since(state, tools, on, &since);
    if (status != MS_OK || since == MS_NO_DATE) {
        return status;
    }
    ms_date_format(since, day);
    return ms_refuse(refusal, paragraph_5,
                     "the determination is stale since %s: a fact that mattered to it has changed; determine again",
                     day);
}

ms_status ms_order_basis_check(const ms_state *state, ms_tools *tools, const ms_matter *order, uint64_t determination,
                               ms_date on, ms_refusal *refusal)
{
    const ms_recorded_determination *made = ms_state_determination(state);
    const ms_order_terms *terms = ms_order_terms_of(order, ms_look_at_all(state));
    if (made == NULL || made->entry.sequence != determination) {
        return ms_refuse(refusal, paragraph_5, "event %llu is not the last determination that stands in the case",
                         (unsigned long long)determination);
    }
    if (!is_word(made->status, "determined")) {
        return ms_refuse(refusal, paragraph_5, "determination %llu does not settle the case for every child",
                         (unsigned long long)determination);
    }
    if (made->as_of > on) {
        return ms_refuse(refusal, ms_record_keeping, "determination %llu is made as of a later day",
                         (unsigned long long)determination);
    }
    ms_status status = check_match(made, terms, refusal);
    if (status == MS_OK) {
        status = check_modification(order, made, state, refusal);
    }
    return status == MS_OK ? check_stale(state, tools, on, refusal) : status;
}
