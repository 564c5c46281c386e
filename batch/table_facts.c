#include "batch/table_facts.h"

#include "determine/homes.h"

#include <string.h>

/* ---- which cell each field is in --------------------------------------------------------------------------------- */

/* The field of a column of cases.csv that speaks of rows elsewhere. */
static uint32_t field_of_list(uint32_t column)
{
    if (column == ms_plan_lists[MS_PNS]) {
        return MS_CASE_PNS + MS_PARENT_PLANS;
    }
    return column == ms_plan_lists[MS_PSS] ? MS_CASE_PSS + MS_PARENT_PLANS : MS_CASE_OBLIGATIONS;
}

/* Notes the cell of a column. */
static void place_cell(ms_table_facts *t, ms_table table, uint8_t cell)
{
    uint32_t number = t->rows->files[table].columns[cell];
    const ms_column *column = &ms_table_kinds[table].columns[number];
    if (column->kind != MS_COLUMN_CASE && column->kind != MS_COLUMN_PARENT) { /* by which the row is found */
        t->cell_of[table][column->kind == MS_COLUMN_ROWS ? field_of_list(number) : column->field] = cell;
    }
}

void ms_table_facts_begin(ms_table_facts *t, const ms_case_rows *rows)
{
    t->rows = rows;
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        uint8_t count = (uint8_t)rows->files[table].cell_count; /* the number of the empty cell */
        memset(t->cell_of[table], count, sizeof t->cell_of[table]);
        for (uint8_t cell = 0; cell < count; cell++) {
            place_cell(t, table, cell);
        }
    }
}

void ms_table_facts_free(ms_table_facts *t)
{
    ms_arena_free(&t->arena);
    ms_counties_free(&t->counties);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

/* Room in the document, not zeroed; NULL when memory is out. */
static void *room_for(ms_table_facts *t, size_t count, size_t size)
{
    void *room = ms_arena_room(&t->arena, count, size);
    t->out_of_memory = t->out_of_memory || room == NULL;
    return room;
}

/* Writes the cells down anew with one quotation mark for each two. False when memory is out. */
static bool undouble(ms_table_facts *t, const ms_csv_row *csv, ms_row_cells *row)
{
    char *text = room_for(t, csv->length, 1);
    ms_csv_cell *cells = room_for(t, csv->count + 1, sizeof *cells);
    if (text == NULL || cells == NULL) {
        return false;
    }
    uint32_t length = 0;
    for (uint32_t i = 0; i < csv->count; i++) {
        ms_csv_cell cell = row->cells[i]; /* in a row that is right, one without quotation marks stays as it is */
        size_t left = ms_csv_undouble(csv->text + cell.at, cell.length, text + length);
        cells[i] = (ms_csv_cell){.at = length, .length = (uint32_t)left};
        length += cells[i].length;
    }
    cells[csv->count] = (ms_csv_cell){.length = 0};
    row->text = text;
    row->cells = cells;
    return true;
}

/* Finds the cells of a row. False when it is not as it should be. */
static bool find_cells(ms_table_facts *t, size_t number, ms_row_cells *row)
{
    const ms_case_row *at = &t->rows->rows[number];
    *row = (ms_row_cells){at->csv.text, t->rows->cells + at->first_cell, t->cell_of[at->table]};
    return at->csv.fault == MS_CSV_GOOD && at->csv.count == t->rows->files[at->table].cell_count
           && (!at->csv.doubled || undouble(t, &at->csv, row));
}

/* ---- children ---------------------------------------------------------------------------------------------------- */

/* The number of a county. 0: unsure, or memory is out. */
static uint16_t county_number(ms_table_facts *t, ms_text name)
{
    if (!ms_is_plain_county(name)) {
        return 0;
    }
    uint16_t number = ms_county_number(&t->counties, name);
    t->out_of_memory = t->out_of_memory || number == 0;
    return number;
}

/* Reads whether and how the child is on public coverage. False when the cells contradict each other, too. */
static bool read_public_coverage(const ms_row_cells *row, ms_public *coverage, ms_text *program)
{
    ms_truth enrolled;
    int through, known;
    *program = ms_cell_text(row, MS_CHILD_PROGRAM);
    if (!ms_cell_truth(row, MS_CHILD_PUBLIC, &enrolled)
        || !ms_cell_word(row, MS_CHILD_PROGRAM, &ms_program_choices, 0, &known)
        || !ms_cell_word(row, MS_CHILD_THROUGH, &ms_through_choices, MS_PUBLIC_ENROLLED, &through)) {
        return false;
    }
    bool told = program->at != NULL || through != MS_PUBLIC_ENROLLED;
    if (enrolled == MS_UNKNOWN && !told) {
        *coverage = MS_PUBLIC_UNKNOWN;
        return true;
    }
    *coverage = enrolled == MS_NO ? MS_PUBLIC_NONE : (ms_public)through;
    return !(enrolled == MS_NO && told);
}

/* Reads where the child lives. */
static bool read_home(ms_table_facts *t, const ms_row_cells *row, ms_place *home, ms_text *zip)
{
    ms_text county = ms_cell_text(row, MS_CHILD_COUNTY);
    home->county = county.at == NULL ? 0 : county_number(t, county);
    return ms_cell_state(row, MS_CHILD_STATE, &home->state) && ms_cell_zip(row, MS_CHILD_ZIP, zip, &home->zip)
           && (home->county != 0 || county.at == NULL);
}

/* The number of the child of an id among the first `count`; `count` when none of them has it. */
static uint32_t find_child(const ms_document *document, uint32_t count, ms_text id)
{
    uint32_t child = 0;
    while (child < count && !ms_text_same(document->children[child].id, id)) {
        child++;
    }
    return child;
}

static bool read_child(ms_table_facts *t, size_t number, uint32_t index)
{
    ms_row_cells row;
    ms_child *child = &t->document->facts.children[index];
    ms_child_texts *texts = &t->document->children[index];
    ms_truth other;
    *child = (ms_child){.date_of_birth = MS_NO_DATE};
    bool good =
        find_cells(t, number, &row) && ms_cell_id(&row, MS_CHILD_ID, &texts->id) && texts->id.length > 0
        && ms_cell_name(&row, MS_CHILD_NAME, MS_MAX_NAME, &texts->name)
        && ms_cell_date(&row, MS_CHILD_BIRTH, &child->date_of_birth) && read_home(t, &row, &child->home, &texts->zip)
        && read_public_coverage(&row, &child->public_coverage, &texts->program)
        && ms_cell_truth(&row, MS_CHILD_OTHER_PRIVATE, &other) && find_child(t->document, index, texts->id) == index;
    child->other_private_coverage = good && other == MS_YES;
    return good;
}

/* Counts the rows of a table; false when they are too many. */
static bool count_rows(const ms_table_facts *t, ms_table table, uint32_t most, ms_listed_rows *list)
{
    size_t count = t->rows->first[table + 1] - t->rows->first[table];
    *list = (ms_listed_rows){.known = count > 0, .count = (uint32_t)count, .first = t->rows->first[table]};
    return count <= most;
}

static bool read_children(ms_table_facts *t)
{
    ms_document *document = t->document;
    ms_listed_rows *list = &t->lists.children;
    if (!count_rows(t, MS_TABLE_CHILDREN, MS_MAX_CHILDREN, list) || list->count == 0) {
        return false;
    }
    document->facts.children = room_for(t, list->count, sizeof *document->facts.children);
    document->children = room_for(t, list->count, sizeof *document->children);
    bool good = document->facts.children != NULL && document->children != NULL;
    for (uint32_t i = 0; i < list->count && good; i++) {
        good = read_child(t, list->first + i, i);
    }
    document->facts.child_count = list->count;
    return good;
}

/* The children that a list names, each once, as bits. False when one is none of the case. */
static bool find_children(const ms_table_facts *t, ms_text cell, uint32_t *children)
{
    ms_text left = ms_cell_list(cell), id;
    *children = 0;
    while (ms_next_word(&left, &id)) {
        uint32_t child = find_child(t->document, t->document->facts.child_count, id);
        if (child == t->document->facts.child_count || (*children >> child & 1u) != 0) {
            return false;
        }
        *children |= 1u << child;
    }
    return true;
}

/* ---- plans ------------------------------------------------------------------------------------------------------- */

static bool read_benefits(const ms_row_cells *row, ms_plan *plan)
{
    ms_text cell = ms_cell_text(row, MS_PLAN_BENEFITS);
    ms_text left = ms_cell_list(cell), word;
    int seen = 0;
    while (ms_next_word(&left, &word)) {
        const ms_choice *benefit = ms_find_choice(&ms_benefit_choices, word);
        if (benefit == NULL || (seen & benefit->value) != 0) {
            return false;
        }
        seen |= benefit->value;
    }
    plan->medical = cell.at == NULL || (seen & MS_BENEFIT_MEDICAL) != 0;
    plan->dental = (seen & MS_BENEFIT_DENTAL) != 0;
    return plan->medical || plan->dental;
}

/* Reads what a plan costs. False, too, when it tells both what the family pays and what adding the children costs. */
static bool read_cost(const ms_row_cells *row, ms_cost *cost)
{
    int per;
    if (!ms_cell_word(row, MS_PLAN_PER, &ms_period_choices, MS_PERIOD_UNKNOWN, &per)
        || !ms_cell_money(row, MS_PLAN_SELF_ONLY, &cost->self_only)
        || !ms_cell_money(row, MS_PLAN_FAMILY, &cost->family)
        || !ms_cell_money(row, MS_PLAN_ADD_DEPENDENTS, &cost->add_dependents)) {
        return false;
    }
    bool tiers = cost->self_only.known || cost->family.known;
    bool added = cost->add_dependents.known;
    cost->basis = added ? MS_COST_ADD_DEPENDENTS : tiers ? MS_COST_TIERS : MS_COST_UNKNOWN;
    cost->per = (ms_period)per;
    return !(tiers && added);
}

/* The least bytes that an entry of a list takes, with what stands between two; the most entries. */
enum { ZIP_BYTES = 6, MOST_ZIPS = 2000, COUNTY_BYTES = 5, MOST_COUNTIES = 300, STATE_BYTES = 3, MOST_STATES = 60 };

/* How many entries a list may have for which there is to be room. */
static uint32_t most_entries(ms_text list, uint32_t bytes, uint32_t most)
{
    size_t entries = list.length / bytes + 1;
    return entries < most ? (uint32_t)entries : most;
}

/* Takes the next zip off what a list holds; false when there is none left. *zip: 0 when what stands there is none. */
static inline bool next_zip(ms_text *list, uint32_t *zip)
{
    ms_text word = {list->at, MS_ZIP_LENGTH};
    if (list->length == MS_ZIP_LENGTH
        || (list->length > MS_ZIP_LENGTH && list->at[MS_ZIP_LENGTH] == MS_BETWEEN_WORDS)) {
        size_t taken = list->length == MS_ZIP_LENGTH ? MS_ZIP_LENGTH : MS_ZIP_LENGTH + 1; /* as most are written */
        *list = (ms_text){list->at + taken, list->length - taken};
    } else if (!ms_next_word(list, &word)) {
        return false;
    }
    *zip = ms_zip_number(word);
    return true;
}

static bool read_zips(ms_table_facts *t, ms_text cell, ms_area *area)
{
    ms_text left = ms_cell_list(cell);
    uint32_t most = most_entries(left, ZIP_BYTES, MOST_ZIPS), zip;
    uint32_t *zips = room_for(t, most, sizeof *zips);
    area->zips = zips;
    while (zips != NULL && next_zip(&left, &zip)) {
        if (area->zip_count == most || zip == 0) {
            return false;
        }
        zips[area->zip_count++] = zip;
    }
    return true;
}

static bool read_counties(ms_table_facts *t, ms_text cell, ms_area *area)
{
    ms_text left = ms_cell_list(cell);
    uint32_t most = most_entries(left, COUNTY_BYTES, MOST_COUNTIES);
    ms_place *counties = room_for(t, most, sizeof *counties);
    ms_cell_county county;
    ms_list_step step = MS_LIST_END;
    area->counties = counties;
    while (counties != NULL && (step = ms_next_county(&left, &county)) == MS_LIST_NEXT) {
        if (area->county_count == most) {
            return false;
        }
        counties[area->county_count++] = (ms_place){.state = county.state, .county = county_number(t, county.name)};
    }
    return step == MS_LIST_END;
}

static bool read_states(ms_table_facts *t, ms_text cell, ms_area *area)
{
    ms_text left = ms_cell_list(cell), word;
    uint32_t most = most_entries(left, STATE_BYTES, MOST_STATES);
    uint16_t *states = room_for(t, most, sizeof *states);
    area->states = states;
    while (states != NULL && ms_next_word(&left, &word)) {
        uint16_t state = ms_state_number(word.at, word.length);
        if (area->state_count == most || state == 0) {
            return false;
        }
        states[area->state_count++] = state;
    }
    return true;
}

static bool read_area(ms_table_facts *t, const ms_row_cells *row, ms_area *area)
{
    ms_text cell = ms_cell_text(row, MS_PLAN_AREA);
    ms_text zips = ms_cell_text(row, MS_PLAN_ZIPS);
    ms_text counties = ms_cell_text(row, MS_PLAN_COUNTIES);
    ms_text states = ms_cell_text(row, MS_PLAN_STATES);
    bool lists = zips.at != NULL || counties.at != NULL || states.at != NULL;
    bool listed = cell.at != NULL && ms_cell_is(cell, MS_CELL_LISTED);
    *area = (ms_area){.kind = MS_AREA_UNKNOWN};
    if (cell.at != NULL && !listed) {
        area->kind = MS_AREA_UNLIMITED;
        return !lists && ms_cell_is(cell, "unlimited");
    }
    if (!lists && !listed) {
        return true;
    }
    area->kind = MS_AREA_LISTS;
    return (zips.at == NULL || read_zips(t, zips, area)) && (counties.at == NULL || read_counties(t, counties, area))
           && (states.at == NULL || read_states(t, states, area));
}

/* Whether a plan that is read has this id. */
static bool is_taken(const ms_document *document, ms_text id)
{
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        for (uint32_t i = 0; i < document->facts.parents[party].plan_count; i++) {
            if (ms_text_same(document->plans[party][i].id, id)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a plan's holder is named, and is not the parent. */
static bool is_another(ms_text holder, ms_text parent)
{
    return holder.at != NULL && parent.at != NULL && !ms_text_same(holder, parent) && !ms_same_name(holder, parent);
}

/* Reads the plan after the party's plan_count plans that are read. */
static bool read_plan(ms_table_facts *t, size_t number, ms_party party)
{
    ms_document *document = t->document;
    ms_parent *parent = &document->facts.parents[party];
    ms_plan *plan = &parent->plans[parent->plan_count];
    ms_plan_texts *texts = &document->plans[party][parent->plan_count];
    ms_row_cells row;
    int source;
    bool good = find_cells(t, number, &row) && ms_cell_id(&row, MS_PLAN_ID, &texts->id) && texts->id.length > 0
                && !is_taken(document, texts->id)
                && ms_cell_word(&row, MS_PLAN_SOURCE, &ms_source_choices, MS_SOURCE_UNKNOWN, &source)
                && ms_cell_name(&row, MS_PLAN_HOLDER, MS_MAX_NAME, &texts->holder)
                && ms_cell_name(&row, MS_PLAN_EMPLOYER, MS_MAX_NAME, &texts->employer)
                && ms_cell_date(&row, MS_PLAN_FROM, &plan->available_from)
                && ms_cell_date(&row, MS_PLAN_UNTIL, &plan->covered_until) && read_benefits(&row, plan)
                && read_cost(&row, &plan->cost) && read_area(t, &row, &plan->area);
    if (!good) {
        return false;
    }
    ms_text covers = ms_cell_text(&row, MS_PLAN_COVERS);
    plan->other_holder = is_another(texts->holder, document->parent_names[party]);
    plan->covers_known = covers.at != NULL;
    plan->source = (ms_source)source;
    parent->plan_count++;
    return find_children(t, covers, &plan->covers);
}

/* Lists the plans of each party; false when a row says nothing of whose it is, or they are too many. */
static bool list_plans(ms_table_facts *t)
{
    uint32_t counts[2] = {0, 0};
    for (size_t number = t->rows->first[MS_TABLE_PLANS]; number < t->rows->first[MS_TABLE_PLANS + 1]; number++) {
        ms_party party = ms_case_rows_party(t->rows, number);
        if (party == MS_PARTY_UNKNOWN || counts[party] == MS_MAX_PLANS) {
            return false;
        }
        t->lists.plan_rows[party][counts[party]++] = (uint32_t)number;
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        t->lists.plans[party] =
            (ms_listed_rows){.known = counts[party] > 0, .count = counts[party], .rows = t->lists.plan_rows[party]};
    }
    return true;
}

/* The plans of one party before those of the other, as they stand in a document. */
static bool read_plans_of(ms_table_facts *t, ms_party party)
{
    ms_parent *parent = &t->document->facts.parents[party];
    const ms_listed_rows *list = &t->lists.plans[party];
    parent->plans = room_for(t, list->count, sizeof *parent->plans);
    t->document->plans[party] = room_for(t, list->count, sizeof *t->document->plans[party]);
    bool good = parent->plans != NULL && t->document->plans[party] != NULL;
    for (uint32_t i = 0; i < list->count && good; i++) {
        good = read_plan(t, list->rows[i], party);
    }
    return good;
}

static bool read_plans(ms_table_facts *t)
{
    return list_plans(t) && read_plans_of(t, MS_PNS) && read_plans_of(t, MS_PSS);
}

/* ---- requests, obligations, sources ------------------------------------------------------------------------------ */

static bool read_request(ms_table_facts *t, size_t number, ms_request *request)
{
    ms_row_cells row;
    int of;
    bool good = find_cells(t, number, &row)
                && ms_cell_word(&row, MS_REQUEST_OF, &ms_party_choices, MS_PARTY_UNKNOWN, &of) && of != MS_PARTY_UNKNOWN
                && ms_cell_date(&row, MS_REQUEST_SENT, &request->sent) && request->sent != MS_NO_DATE
                && ms_cell_date(&row, MS_REQUEST_ANSWERED, &request->answered) && !ms_answers_nothing(request);
    request->of = good ? (ms_party)of : MS_PARTY_UNKNOWN;
    return good;
}

static bool read_requests(ms_table_facts *t)
{
    ms_listed_rows *list = &t->lists.requests;
    if (!count_rows(t, MS_TABLE_REQUESTS, MS_MAX_REQUESTS, list)) {
        return false;
    }
    ms_request *requests = room_for(t, list->count, sizeof *requests);
    bool good = requests != NULL;
    for (uint32_t i = 0; i < list->count && good; i++) {
        good = read_request(t, list->first + i, &requests[i]);
    }
    t->document->facts.requests = requests;
    t->document->facts.request_count = list->count;
    return good;
}

/* The ids of the plans that an order names, each once. */
static bool read_plan_ids(ms_table_facts *t, ms_text cell, ms_current_obligation *current)
{
    enum { ID_BYTES = 2 };
    ms_text left = ms_cell_list(cell), id;
    uint32_t most = most_entries(left, ID_BYTES, MS_MAX_PLANS);
    current->plans = room_for(t, most, sizeof *current->plans);
    while (current->plans != NULL && ms_next_word(&left, &id)) {
        for (uint32_t i = 0; i < current->plan_count; i++) {
            if (ms_text_same(current->plans[i], id)) {
                return false;
            }
        }
        if (current->plan_count == most || !ms_is_id(id)) {
            return false;
        }
        current->plans[current->plan_count++] = id;
    }
    return true;
}

static bool read_obligation(ms_table_facts *t, size_t number, ms_current_obligation *current)
{
    ms_row_cells row;
    int paragraph, obligor, what;
    int32_t share;
    bool good = find_cells(t, number, &row)
                && ms_cell_word(&row, MS_OBLIGATION_PARAGRAPH, &ms_paragraph_choices, MS_PARAGRAPH_COUNT, &paragraph)
                && ms_cell_word(&row, MS_OBLIGATION_OBLIGOR, &ms_party_choices, MS_PARTY_UNKNOWN, &obligor)
                && ms_cell_word(&row, MS_OBLIGATION_WHAT, &ms_obligation_choices, MS_NO_OBLIGATION, &what)
                && ms_cell_percentage(&row, MS_OBLIGATION_PERCENTAGE, 2, 2, &share) && obligor != MS_PARTY_UNKNOWN
                && what != MS_NO_OBLIGATION;
    if (!good) {
        return false;
    }
    *current = (ms_current_obligation){.paragraph = (ms_paragraph)paragraph,
                                       .obligor = (ms_party)obligor,
                                       .obligation = (ms_obligation)what,
                                       .percentage_known = share >= 0,
                                       .percentage = share >= 0 ? share : 0};
    return find_children(t, ms_cell_text(&row, MS_OBLIGATION_CHILDREN), &current->children) && current->children != 0
           && read_plan_ids(t, ms_cell_text(&row, MS_OBLIGATION_PLANS), current);
}

static bool read_obligations(ms_table_facts *t)
{
    ms_listed_rows *list = &t->lists.obligations;
    if (!count_rows(t, MS_TABLE_OBLIGATIONS, MS_MAX_OBLIGATIONS, list)) {
        return false;
    }
    ms_current_obligation *current = room_for(t, list->count, sizeof *current);
    bool good = current != NULL;
    for (uint32_t i = 0; i < list->count && good; i++) {
        good = read_obligation(t, list->first + i, &current[i]);
    }
    t->document->current = current;
    t->document->current_count = list->count;
    return good;
}

/* Whether one of the entries before has this pointer. */
static bool has_source(const ms_provenance *entries, uint32_t count, ms_text pointer)
{
    for (uint32_t i = 0; i < count; i++) {
        if (ms_text_same(entries[i].pointer, pointer)) {
            return true;
        }
    }
    return false;
}

static bool read_entry(ms_table_facts *t, size_t number, ms_provenance *entry)
{
    ms_row_cells row;
    bool good = find_cells(t, number, &row) && ms_cell_name(&row, MS_ENTRY_SOURCE, MS_MAX_SOURCE, &entry->source)
                && ms_cell_name(&row, MS_ENTRY_EVIDENCE, MS_MAX_SOURCE, &entry->evidence)
                && ms_cell_date(&row, MS_ENTRY_RECEIVED, &entry->received);
    entry->pointer = good ? ms_cell_text(&row, MS_ENTRY_POINTER) : (ms_text){NULL, 0};
    return good && ms_pointer_is_known(t->rows, &t->lists, entry->pointer);
}

/* More entries than few are left to the long way, which sorts them. */
static bool read_provenance(ms_table_facts *t)
{
    enum { FEW = 64 };
    ms_listed_rows list;
    if (!count_rows(t, MS_TABLE_PROVENANCE, FEW, &list)) {
        return false;
    }
    ms_provenance *entries = room_for(t, list.count, sizeof *entries);
    bool good = entries != NULL;
    for (uint32_t i = 0; i < list.count && good; i++) {
        good = read_entry(t, list.first + i, &entries[i]) && !has_source(entries, i, entries[i].pointer);
    }
    t->document->provenance = entries;
    t->document->provenance_count = list.count;
    return good;
}

/* ---- the case ---------------------------------------------------------------------------------------------------- */

/* The case's id with a NUL behind it. */
static ms_text ended(ms_table_facts *t, ms_text id)
{
    char *copy = room_for(t, id.length + 1, 1);
    if (copy == NULL) {
        return id;
    }
    memcpy(copy, id.at, id.length);
    copy[id.length] = '\0';
    return (ms_text){copy, id.length};
}

static bool read_parent(ms_document *document, ms_party party, const ms_row_cells *row, uint32_t fields)
{
    ms_income *income = &document->facts.parents[party].income;
    int per;
    bool good = ms_cell_name(row, fields + MS_PARENT_NAME, MS_MAX_NAME, &document->parent_names[party])
                && ms_cell_money(row, fields + MS_PARENT_AMOUNT, &income->amount)
                && ms_cell_word(row, fields + MS_PARENT_PER, &ms_period_choices, MS_PERIOD_UNKNOWN, &per);
    income->per = good ? (ms_period)per : MS_PERIOD_UNKNOWN;
    return good;
}

/* Reads what cases.csv says of the case, before its children. */
static bool read_heading(ms_table_facts *t, const ms_row_cells *row, ms_date as_of)
{
    ms_document *document = t->document;
    ms_case *facts = &document->facts;
    ms_text id;
    int action, kind;
    *document = (ms_document){.case_id = {NULL, 0}};
    bool good = ms_cell_id(row, MS_CASE_ID, &id) && id.length > 0 && ms_cell_id(row, MS_CASE_GROUP, &document->group_id)
                && ms_cell_word(row, MS_CASE_ACTION, &ms_action_choices, MS_ESTABLISH, &action)
                && ms_cell_date(row, MS_CASE_AS_OF, &facts->as_of)
                && ms_cell_name(row, MS_CASE_NOTES, MS_MAX_NOTES, &document->notes)
                && ms_cell_word(row, MS_CASE_PSS + MS_PARENT_KIND, &ms_kind_choices, MS_KIND_PARENT, &kind)
                && ms_cell_truth(row, MS_CASE_PSS + MS_PARENT_WISH, &facts->maintain_coverage)
                && read_parent(document, MS_PNS, row, MS_CASE_PNS) && read_parent(document, MS_PSS, row, MS_CASE_PSS);
    if (!good) {
        return false;
    }
    document->case_id = ended(t, id);
    facts->action = (ms_action)action;
    facts->kind = (ms_kind)kind;
    facts->as_of = facts->as_of == MS_NO_DATE ? as_of : facts->as_of;
    facts->in_group = document->group_id.at != NULL;
    return facts->as_of != MS_NO_DATE;
}

/* Checks what cases.csv says of rows elsewhere against those that are there. */
static bool check_list(const ms_row_cells *row, uint32_t field, ms_listed_rows *list)
{
    ms_text said = ms_cell_text(row, field);
    if (said.at == NULL) {
        return true;
    }
    bool none = ms_cell_is(said, MS_CELL_NONE);
    bool good = (none || ms_cell_is(said, MS_CELL_LISTED)) && none != list->known;
    list->known = true;
    return good;
}

static bool check_lists(ms_table_facts *t, const ms_row_cells *row)
{
    ms_case *facts = &t->document->facts;
    bool good = check_list(row, MS_CASE_PNS + MS_PARENT_PLANS, &t->lists.plans[MS_PNS])
                && check_list(row, MS_CASE_PSS + MS_PARENT_PLANS, &t->lists.plans[MS_PSS])
                && check_list(row, MS_CASE_OBLIGATIONS, &t->lists.obligations);
    facts->parents[MS_PNS].plans_known = t->lists.plans[MS_PNS].known;
    facts->parents[MS_PSS].plans_known = t->lists.plans[MS_PSS].known;
    t->document->current_known = t->lists.obligations.known;
    return good && (!t->lists.obligations.known || facts->action == MS_MODIFY);
}

/* An agency has no plans, no income and no wish, and no row may say otherwise. */
static bool set_agency(ms_case *facts)
{
    ms_parent *agency = &facts->parents[MS_PSS];
    if (facts->kind != MS_KIND_AGENCY) {
        return true;
    }
    bool good = agency->plan_count == 0 && !agency->income.amount.known && agency->income.per == MS_PERIOD_UNKNOWN
                && facts->maintain_coverage == MS_UNKNOWN;
    facts->maintain_coverage = MS_NO;
    *agency = (ms_parent){.income = {.amount = {.known = true, .cents = 0}, .per = MS_PER_YEAR}, .plans_known = true};
    return good;
}

/* Reads a parent's lines of Form 14. */
static bool read_lines(const ms_row_cells *row, uint32_t fields, ms_form14_column *lines)
{
    return ms_cell_money(row, fields + MS_LINE_1, &lines->line_1)
           && ms_cell_money(row, fields + MS_LINE_1A, &lines->line_1a)
           && ms_cell_money(row, fields + MS_LINE_2A, &lines->line_2a)
           && ms_cell_money(row, fields + MS_LINE_2B, &lines->line_2b)
           && ms_cell_money(row, fields + MS_LINE_2C, &lines->line_2c);
}

static bool any_known(const ms_form14_column *lines)
{
    return lines->line_1.known || lines->line_1a.known || lines->line_2a.known || lines->line_2b.known
           || lines->line_2c.known;
}

/* What is not said of an agency's column is known to be nothing. */
static void fill_column(ms_form14_column *lines)
{
    ms_amount *const amounts[] = {&lines->line_1, &lines->line_1a, &lines->line_2a, &lines->line_2b, &lines->line_2c};
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
        amounts[i]->known = true; /* 0 where there was no cell */
    }
}

static bool read_form_14(const ms_row_cells *row, ms_case *facts)
{
    ms_form14 *form = &facts->form14;
    ms_form14_column *columns = form->columns;
    ms_text said = ms_cell_text(row, MS_CASE_FORM + MS_FORM_LINES);
    if (!ms_cell_truth(row, MS_CASE_FORM + MS_FORM_CALCULATED, &form->calculated)
        || !ms_cell_percentage(row, MS_CASE_FORM + MS_FORM_LINE_4, 0, 1, &form->line_4)
        || !read_lines(row, MS_CASE_FORM + MS_FORM_PNS_LINES, &columns[MS_PNS])
        || !read_lines(row, MS_CASE_FORM + MS_FORM_PSS_LINES, &columns[MS_PSS])) {
        return false;
    }
    bool lines = said.at != NULL || any_known(&columns[MS_PNS]) || any_known(&columns[MS_PSS]);
    bool line_4 = form->line_4 >= 0;
    form->source = line_4 ? MS_FORM14_LINE_4 : lines ? MS_FORM14_LINES : MS_FORM14_NOTHING;
    form->line_4 = line_4 ? form->line_4 : 0;
    if (lines && facts->kind == MS_KIND_AGENCY) {
        fill_column(&columns[MS_PSS]);
    }
    bool stated = said.at == NULL || ms_cell_is(said, MS_CELL_LISTED);
    return stated && !(line_4 && lines) && (form->calculated == MS_YES || (!line_4 && !lines));
}

/* Whether of every home enough is known that there are few that it may be. */
static bool check_homes(const ms_case *facts)
{
    bool good = true;
    for (uint32_t i = 0; i < facts->child_count && good; i++) {
        const ms_place *home = &facts->children[i].home;
        ms_homes homes;
        bool whole = home->zip != 0 && home->state != 0 && home->county != 0;
        good = whole || ms_homes_make(facts, home, &homes);
    }
    return good;
}

/* Whether the rows are those of one case, and all is as it should be. */
static bool read_case(ms_table_facts *t, ms_date as_of)
{
    ms_row_cells row;
    if (t->rows->first[MS_TABLE_CHILDREN] != 1) {
        return false; /* a second row of the case */
    }
    return find_cells(t, 0, &row) && read_heading(t, &row, as_of) && read_children(t) && read_plans(t)
           && read_requests(t) && read_obligations(t) && check_lists(t, &row) && set_agency(&t->document->facts)
           && read_form_14(&row, &t->document->facts) && check_homes(&t->document->facts) && read_provenance(t);
}

void ms_table_facts_forget(ms_table_facts *t)
{
    ms_arena_reset(&t->arena);
}

ms_status ms_table_facts_read(ms_table_facts *t, ms_date as_of, ms_document *document)
{
    t->document = document;
    ms_counties_begin(&t->counties, &t->arena);
    t->out_of_memory = false;
    bool good = read_case(t, as_of);
    t->document->county_count = t->counties.count;
    t->document->counties = t->counties.names;
    if (t->out_of_memory) {
        return MS_ERROR_MEMORY;
    }
    return good ? MS_OK : MS_ERROR_INVALID;
}
