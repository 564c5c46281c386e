/* Sum-certain judgments of a court, and what the division collects on them: 13 CSR 40-112.010(5)(E), (F). */
#include "casefile/ledger.h"
#include "casefile/value.h"

enum { LONGEST_NAME = 800, LONGEST_REASON = 4000 };

static const char sum_certain[] = "13 CSR 40-112.010(5)(E), (F)";
static const char of_the_other[] = "13 CSR 40-112.010(5)(E), (F) (A-57)";

/* ---- judgment_entered -------------------------------------------------------------------------------------------- */

enum {
    ENTERED_DEBTOR,
    ENTERED_AMOUNT,
    ENTERED_COSTS,
    ENTERED_COURT,
    ENTERED_JUDGE,
    ENTERED_DOCKET,
    ENTERED_EVIDENCE,
    ENTERED_FIELDS
};

static const ms_body_field entered_fields[ENTERED_FIELDS] = {
    [ENTERED_DEBTOR] = {.name = "debtor",
                        .type = MS_BODY_WORD,
                        .required = true,
                        .words = ms_party_words,
                        .help = "the parent who owes it"},
    [ENTERED_AMOUNT] = {.name = "amount", .type = MS_BODY_MONEY, .required = true, .help = "the sum certain"},
    [ENTERED_COSTS] = {.name = "costs",
                       .type = MS_BODY_LIST,
                       .required = true,
                       .help = "the number of a cost that it is for"},
    [ENTERED_COURT] =
        {.name = "court", .type = MS_BODY_TEXT, .required = true, .most = LONGEST_NAME, .help = "the court"},
    [ENTERED_JUDGE] = {.name = "judge", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the judge's name"},
    [ENTERED_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the docket number"},
    [ENTERED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what shows it"},
};

/* Whether an element stands behind another that is the same number. */
static bool is_repeated(ms_text costs, ms_text element)
{
    ms_text rest = costs, other;
    while (ms_value_next(&rest, &other) && other.at < element.at) {
        if (ms_cost_number(other) == ms_cost_number(element)) {
            return true;
        }
    }
    return false;
}

static ms_status check_costs(const ms_state *state, ms_text costs, ms_refusal *refusal)
{
    ms_text rest = costs, element;
    size_t count = 0;
    for (; ms_value_next(&rest, &element); count++) {
        const ms_matter *cost = ms_state_matter(state, ms_cost_number(element), &ms_cost_course);
        if (cost == NULL || !ms_entry_stands(&cost->first->entry)) {
            return ms_refuse(refusal, ms_record_keeping, "the case has no cost %.*s",
                             element.length < 40 ? (int)element.length : 40, element.at);
        }
        if (is_repeated(costs, element)) {
            return ms_refuse(refusal, ms_event_format, "cost %llu is named twice", (unsigned long long)cost->number);
        }
    }
    return count > 0 ? MS_OK : ms_refuse(refusal, ms_event_format, "it names no cost that it is for");
}

static ms_status check_entered(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    ms_text costs;
    ms_status status = ms_body_value(&read->body, ENTERED_COSTS, tools->arena, &costs, refusal);
    if (status != MS_OK) {
        return status;
    }
    if (ms_body_money(&read->body, ENTERED_AMOUNT) == 0) {
        return ms_refuse(refusal, ms_event_format, "a judgment for nothing leaves nothing to collect");
    }
    return check_costs(state, costs, refusal);
}

/* Notes where one of its costs stands otherwise in the ledger; returns what is open on it. */
static ms_status depart_of_cost(ms_state *state, ms_judgment *judgment, const ms_ledger *ledger, uint64_t number,
                                ms_cents *open)
{
    const ms_cost_line *line = ms_ledger_cost(ledger, number);
    const ms_debt *debt = line == NULL ? NULL : line->debts[judgment->debtor];
    ms_entry *entry = &judgment->step.entry;
    if (debt == NULL) {
        return ms_entry_depart(state, entry, sum_certain, "no share of cost %llu was demanded of this parent",
                               (unsigned long long)number);
    }
    if (debt->judged != NULL) {
        return ms_entry_depart(state, entry, sum_certain, "judgment %llu stands on cost %llu already",
                               (unsigned long long)debt->judged->matter->number, (unsigned long long)number);
    }
    *open += debt->open;
    return MS_OK;
}

/* Notes where the amount is not what the ledger shows to be open. */
static ms_status depart_of_amount(ms_state *state, ms_judgment *judgment, ms_cents open)
{
    char entered[MS_MONEY_TEXT_SIZE], shown[MS_MONEY_TEXT_SIZE];
    if (judgment->amount == open) {
        return MS_OK;
    }
    ms_money_format(judgment->amount, entered);
    ms_money_format(open, shown);
    return ms_entry_depart(state, &judgment->step.entry, sum_certain,
                           "the judgment is for %s, %s than the %s that the ledger shows open on its costs", entered,
                           judgment->amount > open ? "more" : "less", shown);
}

/* The court's judgment is recorded as it was entered, and held against the ledger. */
static ms_status hold_against_ledger(ms_state *state, ms_judgment *judgment, ms_arena *scratch)
{
    ms_ledger ledger;
    ms_cents open = 0;
    ms_text rest = judgment->costs, element;
    ms_status status = ms_ledger_make(state, ms_look_on(state, judgment->step.entry.effective), scratch, &ledger);
    while (status == MS_OK && ms_value_next(&rest, &element)) {
        status = depart_of_cost(state, judgment, &ledger, ms_cost_number(element), &open);
    }
    return status == MS_OK ? depart_of_amount(state, judgment, open) : status;
}

static ms_status apply_entered(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    ms_judgment *judgment = (ms_judgment *)record;
    ms_arena scratch = {0};
    judgment->debtor = (ms_party)ms_body_word(&read->body, ENTERED_DEBTOR, entered_fields);
    judgment->amount = ms_body_money(&read->body, ENTERED_AMOUNT);
    ms_status status = ms_body_value(&read->body, ENTERED_COSTS, state->arena, &judgment->costs, refusal);
    if (status == MS_OK) {
        status = hold_against_ledger(state, judgment, &scratch);
    }
    ms_arena_free(&scratch);
    return status;
}

const ms_event_kind ms_kind_judgment_entered = {
    .name = "judgment_entered",
    .summary = "sum-certain judgment entered",
    .of_others = true,
    .fields = entered_fields,
    .field_count = ENTERED_FIELDS,
    .record_size = sizeof(ms_judgment),
    .course = &ms_judgment_course,
    .begins = true,
    .check = check_entered,
    .apply = apply_entered,
};

/* ---- collection_made --------------------------------------------------------------------------------------------- */

enum { COLLECTED_JUDGMENT, COLLECTED_AMOUNT, COLLECTED_HOW, COLLECTED_EVIDENCE, COLLECTED_FIELDS };

static const char *const how_words[] = {"withholding", "tax_intercept", "lien", "bank_levy", "payment", "other", NULL};

static const ms_body_field collected_fields[COLLECTED_FIELDS] = {
    [COLLECTED_JUDGMENT] = {.name = "judgment", .type = MS_BODY_SEQUENCE, .required = true, .help = "the judgment"},
    [COLLECTED_AMOUNT] = {.name = "amount", .type = MS_BODY_MONEY, .required = true, .help = "how much"},
    [COLLECTED_HOW] =
        {.name = "how", .type = MS_BODY_WORD, .required = true, .words = how_words, .help = "in which way"},
    [COLLECTED_EVIDENCE] = {.name = "evidence", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "what shows it"},
};

static const ms_matter *judgment_of(const ms_state *state, const ms_body *body)
{
    return ms_state_matter(state, ms_body_sequence(body, 0), &ms_judgment_course);
}

/* What is open on a judgment as of a day; -1 when memory is out. */
static ms_cents open_on(const ms_state *state, const ms_matter *judgment, ms_look look, ms_arena *arena)
{
    ms_ledger ledger;
    if (ms_ledger_make(state, look, arena, &ledger) != MS_OK) {
        return -1;
    }
    const ms_debt *debt = ms_ledger_debt(&ledger, judgment, ((const ms_judgment *)judgment->first)->debtor);
    return debt == NULL ? 0 : debt->open;
}

/* The smaller of what is open on the day of the collection and by all that is recorded. */
static ms_status check_open(const ms_state *state, ms_tools *tools, const ms_matter *judgment, ms_cents amount,
                            ms_date on, ms_refusal *refusal)
{
    char wanted[MS_MONEY_TEXT_SIZE], left[MS_MONEY_TEXT_SIZE];
    ms_cents then = open_on(state, judgment, ms_look_on(state, on), tools->arena);
    ms_cents after_all = open_on(state, judgment, ms_look_at_all(state), tools->arena);
    ms_cents open = then < after_all ? then : after_all;
    if (open < 0) {
        return MS_ERROR_MEMORY;
    }
    if (amount <= open) {
        return MS_OK;
    }
    ms_money_format(amount, wanted);
    ms_money_format(open, left);
    return ms_refuse(refusal, sum_certain,
                     "%s is open on judgment %llu, and the division collects no more than that, "
                     "not %s",
                     left, (unsigned long long)judgment->number, wanted);
}

static ms_status check_collected(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    const ms_matter *judgment = judgment_of(state, &read->body);
    ms_cents amount = ms_body_money(&read->body, COLLECTED_AMOUNT);
    if (((const ms_judgment *)judgment->first)->debtor != MS_PNS) {
        return ms_refuse(refusal, of_the_other,
                         "the division collects what the parent not seeking support owes by judgment; of a judgment "
                         "against the parent seeking support the rule says nothing");
    }
    if (amount == 0) {
        return ms_refuse(refusal, ms_event_format, "a collection of nothing is none");
    }
    return check_open(state, tools, judgment, amount, read->event->effective, refusal);
}

static ms_status apply_collected(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    (void)state, (void)refusal;
    ((ms_collection *)record)->amount = ms_body_money(&read->body, COLLECTED_AMOUNT);
    return MS_OK;
}

const ms_event_kind ms_kind_collection_made = {
    .name = "collection_made",
    .summary = "collected on a judgment",
    .fields = collected_fields,
    .field_count = COLLECTED_FIELDS,
    .record_size = sizeof(ms_collection),
    .course = &ms_judgment_course,
    .check = check_collected,
    .apply = apply_collected,
};

/* ---- judgment_satisfied ------------------------------------------------------------------------------------------ */

enum { SATISFIED_JUDGMENT, SATISFIED_EVIDENCE, SATISFIED_FIELDS };

static const ms_body_field satisfied_fields[SATISFIED_FIELDS] = {
    [SATISFIED_JUDGMENT] = {.name = "judgment", .type = MS_BODY_SEQUENCE, .required = true, .help = "the judgment"},
    [SATISFIED_EVIDENCE] = {.name = "evidence",
                            .type = MS_BODY_TEXT,
                            .most = LONGEST_REASON,
                            .help = "what shows it: \"acknowledgment filed\""},
};

static ms_status check_ended(const ms_state *state, ms_tools *tools, const ms_read_event *read, ms_refusal *refusal)
{
    (void)tools;
    return ms_check_after_beginning(judgment_of(state, &read->body), read->event, refusal);
}

/* What is released is noted: the ledger shows that it was not paid. */
static ms_status apply_satisfied(ms_state *state, const ms_read_event *read, ms_entry *record, ms_refusal *refusal)
{
    char left[MS_MONEY_TEXT_SIZE];
    ms_arena scratch = {0};
    const ms_matter *judgment = ((const ms_matter_step *)record)->matter;
    (void)read, (void)refusal;
    ms_cents open = open_on(state, judgment, ms_look_on(state, record->effective), &scratch);
    ms_arena_free(&scratch);
    if (open <= 0) {
        return open < 0 ? MS_ERROR_MEMORY : MS_OK;
    }
    ms_money_format(open, left);
    return ms_entry_depart(state, record, sum_certain, "by the ledger %s of it was still open, and is released", left);
}

const ms_event_kind ms_kind_judgment_satisfied = {
    .name = "judgment_satisfied",
    .summary = "judgment satisfied",
    .of_others = true,
    .fields = satisfied_fields,
    .field_count = SATISFIED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_judgment_course,
    .check = check_ended,
    .apply = apply_satisfied,
};

/* ---- judgment_vacated -------------------------------------------------------------------------------------------- */

enum { VACATED_JUDGMENT, VACATED_COURT, VACATED_JUDGE, VACATED_DOCKET, VACATED_REASON, VACATED_FIELDS };

static const ms_body_field vacated_fields[VACATED_FIELDS] = {
    [VACATED_JUDGMENT] = {.name = "judgment", .type = MS_BODY_SEQUENCE, .required = true, .help = "the judgment"},
    [VACATED_COURT] = {.name = "court", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the court"},
    [VACATED_JUDGE] = {.name = "judge", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the judge's name"},
    [VACATED_DOCKET] = {.name = "docket", .type = MS_BODY_TEXT, .most = LONGEST_NAME, .help = "the docket number"},
    [VACATED_REASON] = {.name = "reason", .type = MS_BODY_TEXT, .most = LONGEST_REASON, .help = "why"},
};

const ms_event_kind ms_kind_judgment_vacated = {
    .name = "judgment_vacated",
    .summary = "judgment vacated",
    .of_others = true,
    .fields = vacated_fields,
    .field_count = VACATED_FIELDS,
    .record_size = sizeof(ms_matter_step),
    .course = &ms_judgment_course,
    .check = check_ended,
};
