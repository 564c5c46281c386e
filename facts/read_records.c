/* The division's own records: Form 14, information requests (4), the obligations in force. */
#include "facts/walk.h"

/* ---- Form 14 ----------------------------------------------------------------------------------------------------- */

/* One parent's entries; a missing one is `absent`. */
static ms_form14_column read_column(ms_walk *w, const uint32_t *fields, ms_amount absent)
{
    ms_amount amounts[MS_LINE_FIELDS];
    for (uint32_t i = 0; i < MS_LINE_FIELDS; i++) {
        amounts[i] = fields[i] != 0 ? ms_read_money(w, fields[i]) : absent;
    }
    return (ms_form14_column){.line_1 = amounts[MS_LINE_1],
                              .line_1a = amounts[MS_LINE_1A],
                              .line_2a = amounts[MS_LINE_2A],
                              .line_2b = amounts[MS_LINE_2B],
                              .line_2c = amounts[MS_LINE_2C]};
}

static void read_lines(ms_walk *w, const uint32_t *fields)
{
    ms_form14 *form = &w->document->facts.form14;
    /* An agency has no income, so what its column does not say is known to be nothing. */
    ms_amount absent = {.known = w->document->facts.kind == MS_KIND_AGENCY};
    form->source = MS_FORM14_LINES;
    form->columns[MS_PNS] = read_column(w, fields + MS_FORM_PNS_LINES, (ms_amount){.known = false});
    form->columns[MS_PSS] = read_column(w, fields + MS_FORM_PSS_LINES, absent);
}

static void read_line_4(ms_walk *w, uint32_t node)
{
    static const char expected[] = "a percentage from 0 to 100 with at most one decimal";
    ms_value found = ms_value_of(w, node);
    ms_text text = found.text;
    if (found.type == MS_JSON_STRING && !ms_walk_text(w, node, &text)) {
        return;
    }
    bool written = found.type == MS_JSON_STRING || found.type == MS_JSON_NUMBER;
    int32_t value = written ? ms_percentage(text, 0, 1) : -1;
    if (value < 0) {
        ms_walk_problem(w, node, expected);
        return;
    }
    w->document->facts.form14.source = MS_FORM14_LINE_4;
    w->document->facts.form14.line_4 = value;
}

/* What stands on a form, be it line 4 or the lines before it, stands there only when the division calculated one. */
static void check_calculated(ms_walk *w, uint32_t node, const uint32_t *fields)
{
    if (fields[MS_FORM_CALCULATED] == 0) {
        ms_walk_problem(w, node, "\"calculated\": true beside it");
    }
    if (w->document->facts.form14.calculated == MS_NO) {
        ms_walk_problem(w, node, "nothing where calculated is false");
    }
}

void ms_read_form_14(ms_walk *w, const uint32_t *fields)
{
    ms_form14 *form = &w->document->facts.form14;
    form->calculated = ms_read_truth(w, fields[MS_FORM_CALCULATED]);
    if (fields[MS_FORM_LINE_4] != 0) {
        read_line_4(w, fields[MS_FORM_LINE_4]);
        check_calculated(w, fields[MS_FORM_LINE_4], fields);
    }
    if (fields[MS_FORM_LINES] != 0) {
        read_lines(w, fields);
        check_calculated(w, fields[MS_FORM_LINES], fields);
    }
    if (fields[MS_FORM_LINE_4] != 0 && fields[MS_FORM_LINES] != 0) {
        ms_walk_problem(w, fields[MS_FORM_LINES], "either line_4_percent or lines: not both");
    }
}

/* ---- information requests ---------------------------------------------------------------------------------------- */

static void read_request(ms_walk *w, const uint32_t *fields, ms_request *request)
{
    request->of = (ms_party)ms_read_choice(w, fields[MS_REQUEST_OF], &ms_party_choices, MS_PARTY_UNKNOWN);
    request->sent = ms_read_date(w, fields[MS_REQUEST_SENT]);
    request->answered = ms_read_date(w, fields[MS_REQUEST_ANSWERED]);
    if (ms_answers_nothing(request)) {
        ms_walk_problem(w, fields[MS_REQUEST_ANSWERED], "a day that does not come before the one on which it was sent");
    }
}

/* Makes room for requests; NULL when memory is out. */
static ms_request *begin_requests(ms_walk *w, uint32_t count)
{
    ms_request *requests = ms_walk_room(w, count, sizeof *requests);
    w->document->facts.requests = requests;
    w->document->facts.request_count = requests != NULL ? count : 0;
    return requests;
}

void ms_read_requests(ms_walk *w, uint32_t list)
{
    uint32_t count = ms_read_list(w, list, MS_MAX_REQUESTS, "a list of at most 64 requests");
    ms_request *requests = begin_requests(w, count);
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count && requests != NULL; i++, element = ms_next_element(w, element)) {
        uint32_t fields[MS_REQUEST_FIELDS];
        ms_take_apart(w, element, &ms_request_shape, fields, MS_REQUEST_FIELDS);
        read_request(w, fields, &requests[i]);
    }
}

void ms_read_flat_requests(ms_walk *w, const ms_flat_list *list)
{
    ms_request *requests = begin_requests(w, list->count);
    for (uint32_t i = 0; i < list->count && requests != NULL; i++) {
        read_request(w, list->fields + i * MS_REQUEST_FIELDS, &requests[i]);
    }
}

/* ---- obligations in force ---------------------------------------------------------------------------------------- */

/* The ids of plans that an order names. They need not be plans of this document: plans change. */
static void read_plan_ids(ms_walk *w, uint32_t list, ms_current_obligation *current)
{
    uint32_t count = ms_read_list(w, list, MS_MAX_PLANS, "a list of at most 32 ids of plans");
    current->plans = ms_walk_take(w, count, sizeof *current->plans);
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count && current->plans != NULL; i++, element = ms_next_element(w, element)) {
        ms_text id = ms_read_id(w, element);
        for (uint32_t before = 0; before < i && id.at != NULL; before++) {
            if (ms_text_same(current->plans[before], id)) {
                ms_walk_problem(w, element, "each plan once");
                break;
            }
        }
        current->plans[current->plan_count++] = id;
    }
}

/* A percentage as a determination writes it: text with two decimals. */
static void read_percentage(ms_walk *w, uint32_t node, ms_current_obligation *current)
{
    static const char expected[] = "a percentage from 0.00 to 100.00 as text with two decimals";
    ms_text text = ms_read_text(w, node, sizeof "100.00" - 1, expected);
    if (text.at == NULL) {
        return;
    }
    int32_t value = ms_percentage(text, 2, 2);
    if (value < 0) {
        ms_walk_problem(w, node, expected);
        return;
    }
    current->percentage_known = true;
    current->percentage = value;
}

static void read_obligation(ms_walk *w, const uint32_t *fields, ms_current_obligation *current)
{
    uint32_t children = fields[MS_OBLIGATION_CHILDREN];
    current->children = ms_read_child_references(w, children);
    if (children != 0 && ms_type_of(w, children) == MS_JSON_ARRAY && ms_element_count(w, children) == 0) {
        ms_walk_problem(w, children, "a list of 1 to 32 ids of children");
    }
    current->paragraph =
        (ms_paragraph)ms_read_choice(w, fields[MS_OBLIGATION_PARAGRAPH], &ms_paragraph_choices, MS_PARAGRAPH_COUNT);
    current->obligor = (ms_party)ms_read_choice(w, fields[MS_OBLIGATION_OBLIGOR], &ms_party_choices, MS_PARTY_UNKNOWN);
    current->obligation =
        (ms_obligation)ms_read_choice(w, fields[MS_OBLIGATION_WHAT], &ms_obligation_choices, MS_NO_OBLIGATION);
    read_plan_ids(w, fields[MS_OBLIGATION_PLANS], current);
    read_percentage(w, fields[MS_OBLIGATION_PERCENTAGE], current);
}

/* Makes room for obligations; NULL when memory is out. */
static ms_current_obligation *begin_obligations(ms_walk *w, uint32_t count, bool known)
{
    ms_current_obligation *current = ms_walk_take(w, count, sizeof *current);
    w->document->current_known = known;
    w->document->current = current;
    w->document->current_count = current != NULL ? count : 0;
    return current;
}

void ms_read_current_obligations(ms_walk *w, uint32_t list)
{
    uint32_t count = ms_read_list(w, list, MS_MAX_OBLIGATIONS, "a list of at most 64 obligations");
    ms_current_obligation *current = begin_obligations(w, count, list != 0);
    uint32_t element = list + 1;
    for (uint32_t i = 0; i < count && current != NULL; i++, element = ms_next_element(w, element)) {
        uint32_t fields[MS_OBLIGATION_FIELDS];
        ms_take_apart(w, element, &ms_obligation_shape, fields, MS_OBLIGATION_FIELDS);
        read_obligation(w, fields, &current[i]);
    }
}

void ms_read_flat_obligations(ms_walk *w, const ms_flat_list *list)
{
    ms_current_obligation *current = begin_obligations(w, list->count, list->known);
    for (uint32_t i = 0; i < list->count && current != NULL; i++) {
        read_obligation(w, list->fields + i * MS_OBLIGATION_FIELDS, &current[i]);
    }
}
