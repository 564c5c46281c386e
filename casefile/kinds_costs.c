/* Medical costs of the children: what is claimed, disputed, decided and demanded. */
#include "casefile/duty.h"
#include "casefile/ledger.h"

enum { LONGEST_NAME = 800, LONGEST_REASON = 4000, LONGEST_ID = 400 };

static const char necessary_care[] = "13 CSR 40-112.010(5)(E), (F)";
static const char reasonable_part[] = "13 CSR 40-112.010(5)(E), (F) (A-49)";
static const char sum_certain[] = "13 CSR 40-112.010(5)(E), (F)";

static const ms_matter *cost_of(const ms_state *state, const ms_body *body)
{
    return ms_state_matter(state, ms_body_sequence(body, 0), &ms_cost_course);
}

/* What others did about a matter comes after its beginning, as all that the office does. */
ms_status ms_check_after_beginning(const ms_matter *matter, const ms_event *event, ms_refusal *refusal)
{
    char day[MS_DATE_TEXT_SIZE];
    if (event->effective >= matter->first->entry.effective) {
        return MS_OK;
    }
    ms_date_format(matter->first->entry.effective, day);
    return ms_refuse(refusal, ms_record_keeping, "%s %llu began on %s, and this cannot come before it",
                     matter->course->words, (unsigned long long)matter->number, day);
}

/* The judgment that stands on a cost against either parent; NULL: none. */
static const ms_matter *judged(const ms_state *state, const ms_matter *cost)
{
    ms_look all = ms_look_at_all(state);
    const ms_matter *judgment = ms_judgment_on(state, all, cost->number, MS_PNS);
    return judgment != NULL ? judgment : ms_judgment_on(state, all, cost->number, MS_PSS);
}

/* ---- cost_claimed ------------------------------------------------------------------------------------------------ */

enum {
    CLAIM_CHILD,
    CLAIM_PROVIDER,
    CLAIM_CARE,
    CLAIM_SERVICE,
    CLAIM_BILLED,
    CLAIM_BY_PLAN,
    CLAIM_BY_OTHERS,
    CLAIM_REASONABLE,
    CLAIM_PAID_BY,
    CLAIM_EVIDENCE,
    CLAIM_FIELDS
};

static const char *const payer_words[] = {"parent_not_seeking", "parent_seeking", "other", "nobody", NULL};
enum { PAID_BY_OTHER = MS_PSS + 1 };

static const ms_body_field claim_fields[CLAIM_FIELDS] = {
    [CLAIM_CHILD] = {.name = "child",
                     .type = MS_BODY_TEXT,
                     .required = true,
                     .most = LONGEST_ID,
                     .help = "the id of the child who was cared for"},
    [CLAIM_PROVIDER] =
        {.name = "provider", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "who gave the care"},
    [CLAIM_CARE] = {.name = "care", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "what care: \"office visit\""},
    [CLAIM_SERVICE] = {.name = "service", .type = MS_BODY_DATE, .required = true, .help = "the day of the service"},
    [CLAIM_BILLED] = {.name = "billed", .type = MS_BODY_MONEY, .required = true, .help = "what was billed"},
    [CLAIM_BY_PLAN] = {.name = "paid_by_plan",
                       .type = MS_BODY_MONEY,
                       .help = "what plans paid of it, 0.00 where they paid nothing; unknown if it is left out"},
    [CLAIM_BY_OTHERS] = {.name = "paid_by_others",
                         .type = MS_BODY_MONEY,
                         .help = "what others who are neither plan nor parent paid of it (nothing)"},
    [CLAIM_REASONABLE] = {.name = "reasonable",
                          .type = MS_BODY_MONEY,
                          .help = "the amount allowed as reasonable, where it is less than what was billed"},
    [CLAIM_PAID_BY] = {.name = "paid_by",
                       .type = MS_BODY_WORD,
                       .words = payer_words,
                       .help = "who has paid the provider the rest (nobody)"},
    [CLAIM_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what shows it"},
};

static ms_bill_amounts claimed_amounts(const ms_body *body)
{
    return (ms_bill_amounts){.billed = ms_body_money(body, CLAIM_BILLED),
                             .by_plan = ms_body_money(body, CLAIM_BY_PLAN),
                             .by_others = ms_body_money(body, CLAIM_BY_OTHERS),
                             .reasonable = ms_body_money(body, CLAIM_REASONABLE),
                             .decided = -1};
}

static ms_status check_claim(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_text child;
    const ms_body *body = &read->body;
    ms_status status = ms_body_text(body, CLAIM_CHILD, tools->arena, &child, refusal);
    if (status != MS_OK) {
        return status;
    }
    if (!ms_state_has_child(state, child)) {
        return ms_refuse(refusal, ms_record_keeping, "the case has no child '%.*s'", (int)child.length, child.at);
    }
    if (ms_body_money(body, CLAIM_BILLED) == 0) {
        return ms_refuse(refusal, ms_event_format, "a cost of nothing is none");
    }
    if (ms_body_date(body, CLAIM_SERVICE) > read->event->effective) {
        return ms_refuse(refusal, ms_record_keeping,
                         "the day of the service lies after the claim; a cost is claimed "
                         "when the care was given");
    }
    return MS_OK;
}

static ms_status apply_claim(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_bill *bill = (ms_bill *)record;
    const ms_body *body = &read->body;
    int payer = ms_body_word(body, CLAIM_PAID_BY, claim_fields);
    bill->service = ms_body_date(body, CLAIM_SERVICE);
    bill->amounts = claimed_amounts(body);
    bill->paid_by = payer == MS_PNS || payer == MS_PSS ? (ms_party)payer : MS_PARTY_UNKNOWN;
    bill->paid_by_another = payer == PAID_BY_OTHER;
    ms_status status = ms_body_text(body, CLAIM_CHILD, state->arena, &bill->child, refusal);
    if (status == MS_OK) {
        status = ms_body_text(body, CLAIM_PROVIDER, state->arena, &bill->provider, refusal);
    }
    if (status == MS_OK) {
        status = ms_body_text(body, CLAIM_CARE, state->arena, &bill->care, refusal);
    }
    return status == MS_OK ? ms_body_text(body, CLAIM_EVIDENCE, state->arena, &bill->evidence, refusal) : status;
}

const ms_event_kind ms_kind_cost_claimed = {
    .name = "cost_claimed",
    .summary = "cost claimed",
    .of_others = true,
    .fields = claim_fields,
    .field_count = CLAIM_FIELDS,
    .record_size = sizeof(ms_bill),
    .course = &ms_cost_course,
    .begins = true,
    .check = check_claim,
    .apply = apply_claim,
};

/* ---- cost_restated ----------------------------------------------------------------------------------------------- */

enum {
    RESTATED_COST,
    RESTATED_BILLED,
    RESTATED_BY_PLAN,
    RESTATED_BY_OTHERS,
    RESTATED_REASONABLE,
    RESTATED_EVIDENCE,
    RESTATED_FIELDS
};

static const ms_body_field restated_fields[RESTATED_FIELDS] = {
    [RESTATED_COST] = {.name = "cost", .type = MS_BODY_SEQUENCE, .required = true, .help = "the cost"},
    [RESTATED_BILLED] = {.name = "billed", .type = MS_BODY_MONEY, .help = "what is billed now"},
    [RESTATED_BY_PLAN] = {.name = "paid_by_plan", .type = MS_BODY_MONEY, .help = "what plans have paid of it in all"},
    [RESTATED_BY_OTHERS] = {.name = "paid_by_others",
                            .type = MS_BODY_MONEY,
                            .help = "what others have paid of it in all"},
    [RESTATED_REASONABLE] = {.name = "reasonable", .type = MS_BODY_MONEY, .help = "the amount allowed as reasonable"},
    [RESTATED_EVIDENCE] = {.name = "evidence",
                           .type = MS_BODY_TEXT,
                           .most = LONGEST_REASON,
                           .help = "what shows it: \"explanation of benefits\""},
};

static ms_bill_amounts restated_amounts(const ms_body *body)
{
    return (ms_bill_amounts){.billed = ms_body_money(body, RESTATED_BILLED),
                             .by_plan = ms_body_money(body, RESTATED_BY_PLAN),
                             .by_others = ms_body_money(body, RESTATED_BY_OTHERS),
                             .reasonable = ms_body_money(body, RESTATED_REASONABLE),
                             .decided = -1};
}

static ms_status check_restated(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_bill_amounts said = restated_amounts(&read->body);
    (void)tools;
    if (said.billed < 0 && said.by_plan < 0 && said.by_others < 0 && said.reasonable < 0) {
        return ms_refuse(refusal, ms_event_format, "it names no amount");
    }
    if (said.billed == 0) {
        return ms_refuse(refusal, ms_event_format, "a cost of nothing is none; reverse the claim");
    }
    return ms_check_after_beginning(cost_of(state, &read->body), read->event, refusal);
}

static ms_status apply_restated(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_bill_restated *restated = (ms_bill_restated *)record;
    (void)refusal;
    restated->amounts = restated_amounts(&read->body);
    const ms_matter *judgment = judged(state, restated->step.matter);
    if (judgment == NULL) {
        return MS_OK;
    }
    return ms_entry_depart(state, record, sum_certain,
                           "judgment %llu stands on this cost, and its amount is the court's to change",
                           (unsigned long long)judgment->number);
}

const ms_event_kind ms_kind_cost_restated = {
    .name = "cost_restated",
    .summary = "amounts of a cost restated",
    .of_others = true,
    .fields = restated_fields,
    .field_count = RESTATED_FIELDS,
    .record_size = sizeof(ms_bill_restated),
    .course = &ms_cost_course,
    .check = check_restated,
    .apply = apply_restated,
};

/* ---- cost_disputed ----------------------------------------------------------------------------------------------- */

enum { DISPUTED_COST, DISPUTED_BY, DISPUTED_GROUND, DISPUTED_REASON, DISPUTED_EVIDENCE, DISPUTED_FIELDS };

static const char *const ground_words[] = {"not_necessary", "not_reasonable", "not_in_period", "paid", "other", NULL};

static const ms_body_field disputed_fields[DISPUTED_FIELDS] = {
    [DISPUTED_COST] = {.name = "cost", .type = MS_BODY_SEQUENCE, .required = true, .help = "the cost"},
    [DISPUTED_BY] =
        {.name = "by", .type = MS_BODY_WORD, .required = true, .words = ms_party_words, .help = "who disputes it"},
    [DISPUTED_GROUND] =
        {.name = "ground", .type = MS_BODY_WORD, .required = true, .words = ground_words, .help = "on which ground"},
    [DISPUTED_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "why, in words"},
    [DISPUTED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what shows it"},
};

static ms_status check_disputed(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    (void)tools;
    return ms_check_after_beginning(cost_of(state, &read->body), read->event, refusal);
}

/* A court that has entered a judgment on the cost has decided what could be disputed about it. */
static ms_status apply_disputed(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    const ms_matter *judgment = judged(state, ((const ms_matter_step *)record)->matter);
    (void)read, (void)refusal;
    if (judgment == NULL) {
        return MS_OK;
    }
    return ms_entry_depart(state, record, sum_certain,
                           "judgment %llu stands on this cost, and only the court can change that",
                           (unsigned long long)judgment->number);
}

const ms_event_kind ms_kind_cost_disputed = {
    .name = "cost_disputed",
    .summary = "cost disputed",
    .of_others = true,
    .fields = disputed_fields,
    .field_count = DISPUTED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_cost_course,
    .check = check_disputed,
    .apply = apply_disputed,
};

/* ---- cost_decided ------------------------------------------------------------------------------------------------ */

enum {
    DECIDED_COST,
    DECIDED_BY,
    DECIDED_AMOUNT,
    DECIDED_NOT_NECESSARY,
    DECIDED_COURT,
    DECIDED_JUDGE,
    DECIDED_DOCKET,
    DECIDED_REASON,
    DECIDED_FIELDS
};

enum { BY_COURT, BY_DIVISION, BY_AGREEMENT };

static const char *const decider_words[] = {
    [BY_COURT] = "court", [BY_DIVISION] = "division", [BY_AGREEMENT] = "agreement", [BY_AGREEMENT + 1] = NULL};

static const ms_body_field decided_fields[DECIDED_FIELDS] = {
    [DECIDED_COST] = {.name = "cost", .type = MS_BODY_SEQUENCE, .required = true, .help = "the cost"},
    [DECIDED_BY] = {.name = "by",
                    .type = MS_BODY_WORD,
                    .required = true,
                    .words = decider_words,
                    .help = "who decided: a court, the division, or the parents by agreement"},
    [DECIDED_AMOUNT] = {.name = "reasonable",
                        .type = MS_BODY_MONEY,
                        .help = "what of it was found reasonable and necessary (all that was claimed)"},
    [DECIDED_NOT_NECESSARY] = {.name = "not_necessary",
                               .type = MS_BODY_TRUTH,
                               .help = "the care was found not to be necessary: nothing is owed of it"},
    [DECIDED_COURT] = {.name = "court", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the court"},
    [DECIDED_JUDGE] = {.name = "judge", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the judge's name"},
    [DECIDED_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the docket number"},
    [DECIDED_REASON] =
        {.name = "reason", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_REASON, .help = "why"},
};

/* A decision answers the disputes before it. */
static ms_status check_after_disputes(const ms_state *state, const ms_matter *cost, const ms_event *event,
                                      ms_refusal *refusal)
{
    const ms_matter_step *dispute = ms_matter_last(cost, &ms_kind_cost_disputed, ms_look_at_all(state));
    if (dispute == NULL || event->effective >= dispute->entry.effective) {
        return MS_OK;
    }
    return ms_refuse(refusal, ms_record_keeping, "event %llu disputes the cost after that day",
                     (unsigned long long)dispute->entry.sequence);
}

/* What binds the division, and the parents' agreement; a court's decision is recorded as it was made. */
static ms_status check_out_of_court(const ms_state *state, const ms_matter *cost, const ms_body *body,
                                    ms_refusal *refusal)
{
    const ms_matter *judgment = judged(state, cost);
    if (judgment != NULL) {
        return ms_refuse(refusal, sum_certain, "judgment %llu stands on this cost, and only the court can change that",
                         (unsigned long long)judgment->number);
    }
    if (ms_body_money(body, DECIDED_AMOUNT) > ms_bill_now(cost).billed) {
        return ms_refuse(refusal, reasonable_part, "what is reasonable of a cost is not more than what was billed");
    }
    return MS_OK;
}

static ms_status check_decided(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_body *body = &read->body;
    const ms_matter *cost = cost_of(state, body);
    (void)tools;
    if (ms_body_truth(body, DECIDED_NOT_NECESSARY) && ms_body_has(body, DECIDED_AMOUNT)) {
        return ms_refuse(refusal, ms_event_format,
                         "of care that was not necessary no amount is owed; say one or the "
                         "other");
    }
    ms_status status = ms_check_after_beginning(cost, read->event, refusal);
    if (status == MS_OK) {
        status = check_after_disputes(state, cost, read->event, refusal);
    }
    bool court = ms_body_word(body, DECIDED_BY, decided_fields) == BY_COURT;
    return status == MS_OK && !court ? check_out_of_court(state, cost, body, refusal) : status;
}

static ms_status apply_decided(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_bill_decided *decided = (ms_bill_decided *)record;
    (void)refusal;
    decided->amount = ms_body_money(&read->body, DECIDED_AMOUNT);
    decided->not_necessary = ms_body_truth(&read->body, DECIDED_NOT_NECESSARY);
    if (decided->amount <= ms_bill_now(decided->step.matter).billed) {
        return MS_OK;
    }
    return ms_entry_depart(state, record, reasonable_part, "the court found more to be reasonable than was billed");
}

const ms_event_kind ms_kind_cost_decided = {
    .name = "cost_decided",
    .summary = "dispute of a cost decided",
    .of_others = true,
    .fields = decided_fields,
    .field_count = DECIDED_FIELDS,
    .record_size = sizeof(ms_bill_decided),
    .course = &ms_cost_course,
    .check = check_decided,
    .apply = apply_decided,
};

/* ---- cost_demanded ----------------------------------------------------------------------------------------------- */

enum { DEMANDED_COST, DEMANDED_OF, DEMANDED_FIELDS };

static const ms_body_field demanded_fields[DEMANDED_FIELDS] = {
    [DEMANDED_COST] = {.name = "cost", .type = MS_BODY_SEQUENCE, .required = true, .help = "the cost"},
    [DEMANDED_OF] = {.name = "of",
                     .type = MS_BODY_WORD,
                     .required = true,
                     .words = ms_party_words,
                     .help = "the parent of whom the share is demanded"},
};

/* What a court has entered a judgment on is owed by the judgment, demanded before or not. */
static ms_status check_unjudged(const ms_state *state, uint64_t number, ms_party of, ms_refusal *refusal)
{
    const ms_matter *judgment = ms_judgment_on(state, ms_look_at_all(state), number, of);
    if (judgment == NULL) {
        return MS_OK;
    }
    return ms_refuse(refusal, sum_certain,
                     "judgment %llu stands on this cost; what it gives is owed, and no share beside",
                     (unsigned long long)judgment->number);
}

static ms_status check_demanded(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_ledger ledger;
    ms_party of = (ms_party)ms_body_word(&read->body, DEMANDED_OF, demanded_fields);
    uint64_t number = ms_body_sequence(&read->body, DEMANDED_COST);
    ms_status status = check_unjudged(state, number, of, refusal);
    if (status == MS_OK) {
        status = ms_ledger_make(state, ms_look_at_all(state), tools->arena, &ledger);
    }
    if (status != MS_OK) {
        return status;
    }
    const ms_cost_line *line = ms_ledger_cost(&ledger, number);
    if (line->debts[of] != NULL) {
        return ms_refuse(refusal, ms_record_keeping, "it was demanded of this parent already, by event %llu",
                         (unsigned long long)line->debts[of]->event);
    }
    const ms_cost_share *share = &line->shares[of];
    if (!ms_share_owes(share->ground)) {
        return ms_refuse(refusal, ms_share_citation(share), "this parent owes nothing of cost %llu: %s",
                         (unsigned long long)number, ms_share_words(share->ground));
    }
    if (share->share == 0) {
        return ms_refuse(refusal, necessary_care, "the share of this parent in cost %llu comes to nothing",
                         (unsigned long long)number);
    }
    return MS_OK;
}

/* What was demanded is kept as it was reckoned then; the ledger reckons it anew. */
static ms_status apply_demanded(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_bill_demanded *demanded = (ms_bill_demanded *)record;
    const ms_bill *bill = (const ms_bill *)demanded->step.matter->first;
    ms_bill_amounts amounts = ms_bill_now(demanded->step.matter);
    (void)refusal;
    demanded->of = (ms_party)ms_body_word(&read->body, DEMANDED_OF, demanded_fields);
    ms_cost_share share = ms_share_of(state, state->sequence, bill, &amounts, demanded->of);
    demanded->share = share.share;
    demanded->due = ms_share_due(&share, state->sequence, bill->service, record->effective, &demanded->silent);
    return MS_OK;
}

const ms_event_kind ms_kind_cost_demanded = {
    .name = "cost_demanded",
    .summary = "share of a cost demanded",
    .fields = demanded_fields,
    .field_count = DEMANDED_FIELDS,
    .record_size = sizeof(ms_bill_demanded),
    .course = &ms_cost_course,
    .check = check_demanded,
    .apply = apply_demanded,
};

/* ---- cost_reversed ----------------------------------------------------------------------------------------------- */

enum { REVERSED_COST, REVERSED_REASON, REVERSED_FIELDS };

static const ms_body_field reversed_fields[REVERSED_FIELDS] = {
    [REVERSED_COST] = {.name = "cost", .type = MS_BODY_SEQUENCE, .required = true, .help = "the cost"},
    [REVERSED_REASON] = {.name = "reason",
                         .type = MS_BODY_TEXT,
                         .required = true,
                         .most = LONGEST_REASON,
                         .help = "why the claim is taken back"},
};

static ms_status check_reversed(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *judgment = judged(state, cost_of(state, &read->body));
    (void)tools;
    if (judgment != NULL) {
        return ms_refuse(refusal, sum_certain, "judgment %llu stands on this cost, and only the court can change that",
                         (unsigned long long)judgment->number);
    }
    return MS_OK;
}

const ms_event_kind ms_kind_cost_reversed = {
    .name = "cost_reversed",
    .summary = "claim of a cost taken back",
    .fields = reversed_fields,
    .field_count = REVERSED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_cost_course,
    .check = check_reversed,
};
