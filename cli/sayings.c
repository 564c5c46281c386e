#include "cli/sayings.h"

#include "casefile/value.h"
#include "cli/case_words.h"

#include <string.h>

enum { LONGEST_MEMBER = 40 };

static const struct {
    const char *kind, *sentence;
} sayings[] = {
    {"note", "note: {note}"},
    {"worker_assigned", "the case is given to {worker}"},
    {"correction", "correction: event {of} is taken back[. Reason: {reason}]"},
    {"fact_withdrawn", "its source takes back event {of}[. Reason: {reason}]"},
    {"case_closed", "the case is closed[orders_go_on?, its orders go on][. Reason: {reason}]"},
    /* orders */
    {"order_requested", "an order is asked for, the {way} way, by {by}[, {name}][prepared_here?; the application was "
                        "prepared here][; it modifies order {modifies}][; {court}][, docket {docket}][; it rests on "
                        "determination {determination}][. Reason: {reason}]"},
    {"order_finding", "the court finds on {about}, for order {order}: {finding}[; {evidence}]"},
    {"order_approved",
     "order {order} is approved by {judge}[, {court}], docket {docket}[as_entered?; it is recorded as "
     "it was entered]"},
    {"order_denied", "order {order} is denied by {judge}[, {court}], docket {docket}[. Reason: {reason}]"},
    {"order_withdrawn", "the request for order {order} is taken back[. Reason: {reason}]"},
    {"order_issued", "the division issues order {order}, on determination {determination}[, signed by {signed_by}]"},
    {"order_told", "{party} is told of order {order}[, by {how}]"},
    {"order_superseded", "order {by} takes the place of order {order}"},
    {"order_terminated",
     "order {order} is terminated by {by}[, {judge}][, {court}][, docket {docket}][. Reason: {reason}]"},
    {"order_ended", "order {order} has ended: its period is over[; {note}]"},
    {"existing_coverage_recorded",
     "{provides} already covers {children} by a {decree}[, plan {plan}][, {court}][, docket "
     "{docket}][, of {decided}][; {evidence}]"},
    {"existing_coverage_ended", "the coverage of event {existing} is over[. Reason: {reason}]"},
    {"duty_extended", "the duty for {child} goes on: {ground}[ until {until}][; {evidence}]"},
    {"duty_not_extended", "no {ground} carries the duty for {child} on[; {evidence}]"},
    {"duty_ended", "the duty for {child} has ended: {ground}[; {evidence}]"},
    /* notices */
    {"new_hire_entered", "{employer} is entered in the State Directory of New Hires as employer of {party}, for order "
                         "{order}[; {evidence}]"},
    {"employer_found", "{employer} is found as employer of {party}, for order {order}[; {evidence}]"},
    {"notice_not_required", "notice {notice} need not be sent: other coverage is stipulated[; {evidence}]"},
    {"notice_sent",
     "notice {notice} is sent to the employer[ for {children}][; mailed to the obligor on {obligor_mailed}]"},
    {"notice_replaced", "notice {by} takes the place of notice {notice}"},
    {"notice_terminated", "the employer is told that notice {notice} is over[. Reason: {reason}]"},
    {"employer_forwarded", "the employer passed notice {notice} to the plan[, {to}][; {evidence}]"},
    {"coverage_unavailable", "notice {notice}: {answer}[, says {by}][, plan {plan}][; {evidence}]"},
    {"employer_limited",
     "the employer cannot withhold the premium under notice {notice}: limits or priority[; {evidence}]"},
    {"coverage_deferred",
     "notice {notice}[: {for}], says {by}[, {days} days][, until {until}][, by {measure}][, received "
     "{received}][; {evidence}]"},
    {"plan_option", "the plan offers under notice {notice}: {option}[, plan {plan}][, contribution {contribution}][ a "
                    "{per}][, in {area}][default?, its default option][; {evidence}]"},
    {"option_selected", "option chosen under notice {notice}: {option}[, with {consulted}]"},
    {"plan_enrolled",
     "the plan enrols[ {children}] under notice {notice}[, in plan {plan}][, from {from}][employee_too?, and "
     "the employee][; {evidence}]"},
    {"plan_rejected", "the plan finds notice {notice} not qualified: {reasons}[; {evidence}]"},
    {"coverage_began",
     "plan {plan} of {party} covers {child} from {from}[, notice {notice}], says {source}[; {evidence}]"},
    {"coverage_ended", "coverage {coverage} ends on {until}: {reason}[; other coverage from {other_from}][, says "
                       "{source}][; {evidence}]"},
    {"employment_ended",
     "the employment of notice {notice} ended on {ended}: {how}[; covered until {covered_until}][; the new "
     "employer is {new_employer}][; {evidence}]"},
    {"retaliation_considered",
     "the discharge of notice {notice}, presumed to be retaliation, is considered: {outcome}[. "
     "Reason: {reason}]"},
    {"contest_received",
     "the obligor contests notice {notice}: {ground}[, insured since {insured_since}][; {evidence}]"},
    {"contest_heard", "contest {contest} is heard by {by}: {outcome}[. Reason: {reason}]"},
    {"contest_withdrawn", "contest {contest} is taken back[. Reason: {reason}]"},
    /* the ledger */
    {"cost_claimed", "cost claimed for {child}: {provider}[, {care}], on {service}, billed {billed}[, paid by the plan "
                     "{paid_by_plan}][, by others {paid_by_others}][, reasonable {reasonable}][; paid by {paid_by}][; "
                     "{evidence}]"},
    {"cost_restated", "cost {cost} is stated anew[: billed {billed}][, paid by the plan {paid_by_plan}][, by others "
                      "{paid_by_others}][, reasonable {reasonable}][; {evidence}]"},
    {"cost_decided",
     "the dispute of cost {cost} is decided by {by}[, {judge}][, {court}][, docket {docket}][; reasonable "
     "{reasonable}][not_necessary?; the care was not necessary]. Reason: {reason}"},
    {"maintenance_failed", "the coverage of order {order} was not maintained[, for {children}]; {evidence}"},
    {"maintenance_resumed", "the coverage of lapse {lapse} is maintained again[; {evidence}]"},
    {"cost_reversed", "cost {cost} is reversed[. Reason: {reason}]"},
    {"cost_disputed", "cost {cost} is disputed by {by}: {ground}[. Reason: {reason}][; {evidence}]"},
    {"payment_received", "payment of {amount} received from {from}[; {evidence}]"},
    {"payment_reversed", "payment {payment} is reversed[. Reason: {reason}]"},
    {"judgment_entered",
     "judgment for {amount} against {debtor}[, for costs {costs}], {court}[, {judge}][, docket {docket}][; "
     "{evidence}]"},
    {"collection_made", "{amount} collected on judgment {judgment}[, by {how}][; {evidence}]"},
    {"judgment_satisfied", "judgment {judgment} is satisfied[; {evidence}]"},
    {"judgment_vacated",
     "judgment {judgment} is vacated[ by {judge}][, {court}][, docket {docket}][. Reason: {reason}]"},
    /* enforcement */
    {"noncompliance_reported",
     "noncompliance of {of} with order {order} is reported by {by}: {what}[, since {since}][; "
     "{evidence}]"},
    {"motion_filed", "motion on report {report}, by {by}, for {relief}[, {court}][, docket {docket}][; {evidence}]"},
    {"hearing_set", "report {report} is to be heard on {day}[, {court}][, {place}]"},
    {"hearing_held", "report {report} is heard[: {what}][; {evidence}]"},
    {"motion_granted",
     "the motion on report {report} is granted: {relief}[, {amount}][, {terms}], {judge}[, docket {docket}]"},
    {"motion_denied", "the motion on report {report} is denied, {judge}[, docket {docket}][. Reason: {reason}]"},
    {"contempt_found", "contempt is found on report {report}, {judge}[, docket {docket}][; to purge it: {purge}][, by "
                       "{purge_by}][. Reason: {reason}]"},
    {"contempt_purged", "the contempt on report {report} is purged[: {how}]"},
    {"employer_sanction_recorded",
     "{employer} is sanctioned for {for}[: {what}][, {court}][, docket {docket}][, {amount}]"},
    {"noncompliance_closed", "report {report} is closed: {why}[; {note}]"},
};

/* The member whose name stands at a place, up to one of the ends; *end goes past it. */
static ms_text member_at(const char *at, const char *ends, ms_text body, const char **end)
{
    char name[LONGEST_MEMBER];
    size_t length = strcspn(at, ends);
    *end = at + length;
    if (length >= sizeof name) {
        return (ms_text){.at = NULL};
    }
    memcpy(name, at, length);
    name[length] = '\0';
    return ms_value_member(body, name);
}

/* Those of whom people speak with an article. */
static const char *const roles[][2] = {
    {"parent_not_seeking", "the parent not seeking support"},
    {"parent_seeking", "the parent seeking support"},
    {"custodial_parent", "the custodial parent"},
    {"other_parent", "the other parent"},
    {"guardian", "the guardian"},
    {"agency", "the agency"},
    {"division", "the division"},
    {"court", "the court"},
    {"employer", "the employer"},
    {"plan_administrator", "the plan administrator"},
    {"provider", "the provider"},
};

static void say_member(ms_buffer *out, ms_text value)
{
    ms_text inside = ms_value_inside(value);
    for (size_t i = 0; i < sizeof roles / sizeof roles[0] && inside.at != NULL; i++) {
        if (strlen(roles[i][0]) == inside.length && memcmp(roles[i][0], inside.at, inside.length) == 0) {
            ms_buffer_put(out, roles[i][1]);
            return;
        }
    }
    ms_say_value(out, value);
}

/* Whether what stands in brackets is said: it names no member that is absent. */
static bool is_said(const char *at, ms_text body)
{
    const char *end;
    size_t condition = strcspn(at, "?]{");
    if (at[condition] == '?') {
        return member_at(at, "?", body, &end).at != NULL;
    }
    for (const char *open = at + strcspn(at, "{]"); *open == '{'; open = end + strcspn(end, "{]")) {
        if (member_at(open + 1, "}", body, &end).at == NULL) {
            return false;
        }
    }
    return true;
}

void ms_say_template(ms_buffer *out, const char *sentence, ms_text body)
{
    const char *at = sentence;
    while (*at != '\0') {
        if (*at == '[') {
            size_t condition = strcspn(at + 1, "?]{");
            bool said = is_said(at + 1, body);
            at += !said ? strcspn(at, "]") : at[1 + condition] == '?' ? condition + 2 : 1;
        } else if (*at == ']') {
            at++;
        } else if (*at == '{') {
            ms_text value = member_at(at + 1, "}", body, &at);
            if (value.at != NULL) {
                say_member(out, value);
            }
            at++;
        } else {
            ms_buffer_add(out, at++, 1);
        }
    }
}

bool ms_say_sentence(ms_buffer *out, const ms_event_kind *kind, ms_text body)
{
    for (size_t i = 0; i < sizeof sayings / sizeof sayings[0]; i++) {
        if (strcmp(sayings[i].kind, kind->name) == 0) {
            ms_say_template(out, sayings[i].sentence, body);
            return true;
        }
    }
    return false;
}
