#include "batch/table_facts.h"

#include "determine/homes.h"

#include <stddef.h>
#include <string.h>

/* ---- what the rows of each table hold ---------------------------------------------------------------------------- */

typedef struct parent_values {
    ms_text name;
    ms_amount income;
    int per, kind;
    ms_truth wish;
} parent_values;

/* What cases.csv says of the rows of each parent's plans, and of the obligations. */
enum { OBLIGATIONS = 2, SAID_LISTS };

typedef struct case_values {
    ms_text id, group, notes;
    ms_date as_of;
    int action;
    parent_values parents[2];
    ms_truth calculated;
    int32_t line_4;
    ms_text all_lines;
    ms_form14_column lines[2];
    ms_text said[SAID_LISTS];
} case_values;

typedef struct child_values {
    ms_text id, name, county;
    ms_date birth;
    uint16_t state;
    ms_cell_zip zip;
    ms_truth enrolled, other_private;
    ms_text program;
    int through;
} child_values;

typedef struct plan_values {
    ms_text id, holder, employer, benefits, covers;
    int source, per;
    ms_date from, until;
    ms_amount self_only, family, add_dependents;
    ms_text area, zips, counties, states;
} plan_values;

typedef struct request_values {
    int of;
    ms_date sent, answered;
} request_values;

typedef struct obligation_values {
    ms_text children, plans;
    int paragraph, obligor, what;
    int32_t share;
} obligation_values;

typedef struct entry_values {
    ms_text pointer, source, evidence;
    ms_date received;
} entry_values;

/* What rows say whose cells are all empty. */
static const case_values no_case = {.action = MS_ESTABLISH,
                                    .parents = {{.wish = MS_UNKNOWN}, {.wish = MS_UNKNOWN}},
                                    .calculated = MS_UNKNOWN,
                                    .line_4 = -1};
static const child_values no_child = {
    .enrolled = MS_UNKNOWN, .other_private = MS_UNKNOWN, .through = MS_PUBLIC_ENROLLED};
static const obligation_values no_obligation = {
    .paragraph = MS_PARAGRAPH_COUNT, .obligor = MS_PARTY_UNKNOWN, .what = MS_NO_OBLIGATION, .share = -1};

/* ---- how each cell is read --------------------------------------------------------------------------------------- */

/* By the field of each column; of the parents and their lines, by the field that is alike in both. */
static const ms_cell_kind case_cells[MS_CASE_PNS] = {
    [MS_CASE_ID] = {ms_read_id_cell, NULL, offsetof(case_values, id), 0},
    [MS_CASE_GROUP] = {ms_read_id_cell, NULL, offsetof(case_values, group), 0},
    [MS_CASE_ACTION] = {ms_read_word_cell, &ms_action_choices, offsetof(case_values, action), 0},
    [MS_CASE_AS_OF] = {ms_read_date_cell, NULL, offsetof(case_values, as_of), 0},
    [MS_CASE_NOTES] = {ms_read_notes_cell, NULL, offsetof(case_values, notes), 0},
};

static const ms_cell_kind parent_cells[MS_PARENT_FIELDS] = {
    [MS_PARENT_NAME] = {ms_read_name_cell, NULL, offsetof(parent_values, name), 0},
    [MS_PARENT_AMOUNT] = {ms_read_money_cell, NULL, offsetof(parent_values, income), 0},
    [MS_PARENT_PER] = {ms_read_word_cell, &ms_period_choices, offsetof(parent_values, per), 0},
    [MS_PARENT_KIND] = {ms_read_word_cell, &ms_kind_choices, offsetof(parent_values, kind), 0},
    [MS_PARENT_WISH] = {ms_read_truth_cell, NULL, offsetof(parent_values, wish), 0},
};

static const ms_cell_kind form_cells[MS_FORM_PNS_LINES] = {
    [MS_FORM_CALCULATED] = {ms_read_truth_cell, NULL, offsetof(case_values, calculated), 0},
    [MS_FORM_LINE_4] = {ms_read_tenths_cell, NULL, offsetof(case_values, line_4), 0},
    [MS_FORM_LINES] = {ms_read_any_cell, NULL, offsetof(case_values, all_lines), 0},
};

static const ms_cell_kind line_cells[MS_LINE_FIELDS] = {
    [MS_LINE_1] = {ms_read_money_cell, NULL, offsetof(ms_form14_column, line_1), 0},
    [MS_LINE_1A] = {ms_read_money_cell, NULL, offsetof(ms_form14_column, line_1a), 0},
    [MS_LINE_2A] = {ms_read_money_cell, NULL, offsetof(ms_form14_column, line_2a), 0},
    [MS_LINE_2B] = {ms_read_money_cell, NULL, offsetof(ms_form14_column, line_2b), 0},
    [MS_LINE_2C] = {ms_read_money_cell, NULL, offsetof(ms_form14_column, line_2c), 0},
};

static const ms_cell_kind child_cells[MS_CHILD_FIELDS] = {
    [MS_CHILD_ID] = {ms_read_id_cell, NULL, offsetof(child_values, id), 0},
    [MS_CHILD_NAME] = {ms_read_name_cell, NULL, offsetof(child_values, name), 0},
    [MS_CHILD_BIRTH] = {ms_read_date_cell, NULL, offsetof(child_values, birth), 0},
    [MS_CHILD_STATE] = {ms_read_state_cell, NULL, offsetof(child_values, state), 0},
    [MS_CHILD_COUNTY] = {ms_read_any_cell, NULL, offsetof(child_values, county), 0},
    [MS_CHILD_ZIP] = {ms_read_zip_cell, NULL, offsetof(child_values, zip), 0},
    [MS_CHILD_PUBLIC] = {ms_read_truth_cell, NULL, offsetof(child_values, enrolled), 0},
    [MS_CHILD_PROGRAM] = {ms_read_any_cell, NULL, offsetof(child_values, program), 0},
    [MS_CHILD_THROUGH] = {ms_read_word_cell, &ms_through_choices, offsetof(child_values, through), 0},
    [MS_CHILD_OTHER_PRIVATE] = {ms_read_truth_cell, NULL, offsetof(child_values, other_private), 0},
};

static const ms_cell_kind plan_cells[MS_PLAN_FIELDS] = {
    [MS_PLAN_ID] = {ms_read_id_cell, NULL, offsetof(plan_values, id), 0},
    [MS_PLAN_SOURCE] = {ms_read_word_cell, &ms_source_choices, offsetof(plan_values, source), 0},
    [MS_PLAN_BENEFITS] = {ms_read_any_cell, NULL, offsetof(plan_values, benefits), 0},
    [MS_PLAN_HOLDER] = {ms_read_name_cell, NULL, offsetof(plan_values, holder), 0},
    [MS_PLAN_EMPLOYER] = {ms_read_name_cell, NULL, offsetof(plan_values, employer), 0},
    [MS_PLAN_FROM] = {ms_read_date_cell, NULL, offsetof(plan_values, from), 0},
    [MS_PLAN_UNTIL] = {ms_read_date_cell, NULL, offsetof(plan_values, until), 0},
    [MS_PLAN_COVERS] = {ms_read_any_cell, NULL, offsetof(plan_values, covers), 0},
    [MS_PLAN_PER] = {ms_read_word_cell, &ms_period_choices, offsetof(plan_values, per), 0},
    [MS_PLAN_SELF_ONLY] = {ms_read_money_cell, NULL, offsetof(plan_values, self_only), 0},
    [MS_PLAN_FAMILY] = {ms_read_money_cell, NULL, offsetof(plan_values, family), 0},
    [MS_PLAN_ADD_DEPENDENTS] = {ms_read_money_cell, NULL, offsetof(plan_values, add_dependents), 0},
    [MS_PLAN_AREA] = {ms_read_any_cell, NULL, offsetof(plan_values, area), 0},
    [MS_PLAN_ZIPS] = {ms_read_any_cell, NULL, offsetof(plan_values, zips), 0},
    [MS_PLAN_COUNTIES] = {ms_read_any_cell, NULL, offsetof(plan_values, counties), 0},
    [MS_PLAN_STATES] = {ms_read_any_cell, NULL, offsetof(plan_values, states), 0},
};

static const ms_cell_kind request_cells[MS_REQUEST_FIELDS] = {
    [MS_REQUEST_OF] = {ms_read_word_cell, &ms_party_choices, offsetof(request_values, of), 0},
    [MS_REQUEST_SENT] = {ms_read_date_cell, NULL, offsetof(request_values, sent), 0},
    [MS_REQUEST_ANSWERED] = {ms_read_date_cell, NULL, offsetof(request_values, answered), 0},
};

static const ms_cell_kind obligation_cells[MS_OBLIGATION_FIELDS] = {
    [MS_OBLIGATION_CHILDREN] = {ms_read_any_cell, NULL, offsetof(obligation_values, children), 0},
    [MS_OBLIGATION_PARAGRAPH] = {ms_read_word_cell, &ms_paragraph_choices, offsetof(obligation_values, paragraph), 0},
    [MS_OBLIGATION_OBLIGOR] = {ms_read_word_cell, &ms_party_choices, offsetof(obligation_values, obligor), 0},
    [MS_OBLIGATION_WHAT] = {ms_read_word_cell, &ms_obligation_choices, offsetof(obligation_values, what), 0},
    [MS_OBLIGATION_PLANS] = {ms_read_any_cell, NULL, offsetof(obligation_values, plans), 0},
    [MS_OBLIGATION_PERCENTAGE] = {ms_read_share_cell, NULL, offsetof(obligation_values, share), 0},
};

static const ms_cell_kind entry_cells[MS_ENTRY_FIELDS] = {
    [MS_ENTRY_POINTER] = {ms_read_any_cell, NULL, offsetof(entry_values, pointer), 0},
    [MS_ENTRY_SOURCE] = {ms_read_source_cell, NULL, offsetof(entry_values, source), 0},
    [MS_ENTRY_RECEIVED] = {ms_read_date_cell, NULL, offsetof(entry_values, received), 0},
    [MS_ENTRY_EVIDENCE] = {ms_read_source_cell, NULL, offsetof(entry_values, evidence), 0},
};

static const ms_cell_kind *const kinds[MS_TABLE_COUNT] = {
    [MS_TABLE_CHILDREN] = child_cells,         [MS_TABLE_PLANS] = plan_cells,       [MS_TABLE_REQUESTS] = request_cells,
    [MS_TABLE_OBLIGATIONS] = obligation_cells, [MS_TABLE_PROVENANCE] = entry_cells,
};

/* A kind whose values are part of others, from `within` on. */
static ms_cell_kind moved(ms_cell_kind kind, size_t within)
{
    kind.offset += (uint32_t)within;
    return kind;
}

static ms_cell_kind line_of(uint32_t line)
{
    if (line < MS_LINE_FIELDS) {
        return moved(line_cells[line], offsetof(case_values, lines[MS_PNS]));
    }
    return moved(line_cells[line - MS_LINE_FIELDS], offsetof(case_values, lines[MS_PSS]));
}

/* A cell of cases.csv, by its field. */
static ms_cell_kind case_cell(uint32_t field)
{
    if (field < MS_CASE_PNS) {
        return case_cells[field];
    }
    if (field < MS_CASE_PSS) {
        return moved(parent_cells[field - MS_CASE_PNS], offsetof(case_values, parents[MS_PNS]));
    }
    if (field < MS_CASE_FORM) {
        return moved(parent_cells[field - MS_CASE_PSS], offsetof(case_values, parents[MS_PSS]));
    }
    uint32_t of_form = field - MS_CASE_FORM;
    return of_form < MS_FORM_PNS_LINES ? form_cells[of_form] : line_of(of_form - MS_FORM_PNS_LINES);
}

/* A cell that says something of rows elsewhere. */
static ms_cell_kind said_cell(uint32_t column)
{
    ms_cell_kind kind = {ms_read_any_cell, NULL, offsetof(case_values, said[OBLIGATIONS]), 0};
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        if (column == ms_plan_lists[party]) {
            kind.offset = (uint32_t)(offsetof(case_values, said) + (size_t)party * sizeof(ms_text));
        }
    }
    return kind;
}

static ms_cell_kind kind_of(ms_table table, uint32_t number)
{
    static const ms_cell_kind passed = {ms_pass_cell, NULL, 0, 0};
    const ms_column *column = &ms_table_kinds[table].columns[number];
    ms_cell_kind kind;
    if (column->kind == MS_COLUMN_CASE || column->kind == MS_COLUMN_PARENT) {
        kind = passed; /* looked at before */
    } else if (column->kind == MS_COLUMN_ROWS) {
        kind = said_cell(number);
    } else {
        kind = table == MS_TABLE_CASES ? case_cell(column->field) : kinds[table][column->field];
    }
    kind.column = number;
    return kind;
}

void ms_table_facts_begin(ms_table_facts *t, const ms_case_rows *rows)
{
    ms_filled *filled = &t->filled;
    t->rows = rows;
    filled->children.rows = filled->children_room;
    filled->plans[MS_PNS].rows = filled->plans_room[MS_PNS];
    filled->plans[MS_PSS].rows = filled->plans_room[MS_PSS];
    filled->requests.rows = filled->requests_room;
    filled->obligations.rows = filled->obligations_room;
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        const ms_table_file *file = &rows->files[table];
        for (uint32_t cell = 0; cell < file->cell_count; cell++) {
            t->cells[table][cell] = kind_of(table, file->columns[cell]);
        }
        for (uint32_t i = 0; i < ms_table_kinds[table].count; i++) {
            t->required[table] |= (ms_present)ms_table_kinds[table].columns[i].required << i;
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

/* The text of a cell with one quotation mark for each two. */
static ms_text undoubled(ms_table_facts *t, ms_text text)
{
    char *plain = room_for(t, text.length, 1);
    return plain == NULL ? text : (ms_text){plain, ms_csv_undouble(text.at, text.length, plain)};
}

/* Reads the cells of a row into its values, and notes which columns have any. False when it is not as it should be. */
static bool read_row(ms_table_facts *t, size_t number, void *values, ms_present *present)
{
    const ms_case_row *row = &t->rows->rows[number];
    const ms_csv_cell *cells = t->rows->cells + row->first_cell;
    const ms_cell_kind *read_by = t->cells[row->table];
    ms_present found = 0;
    if (row->csv.fault != MS_CSV_GOOD || row->csv.count != t->rows->files[row->table].cell_count) {
        return false;
    }
    for (const ms_csv_cell *cell = cells, *end = cells + row->csv.filled; cell < end; cell++) {
        const ms_cell_kind *kind = &read_by[cell->number];
        ms_text text = {row->csv.text + cell->at, cell->length};
        text = cell->doubled ? undoubled(t, text) : text;
        if (!kind->read(text, kind->choices, (char *)values + kind->offset)) {
            return false;
        }
        found |= UINT64_C(1) << kind->column;
    }
    *present = found;
    return (t->required[row->table] & ~found) == 0;
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

/* Whether and how the child is on public coverage. False when the cells contradict each other. */
static bool find_public_coverage(const child_values *v, ms_public *coverage)
{
    bool told = v->program.at != NULL || v->through != MS_PUBLIC_ENROLLED;
    if (v->enrolled == MS_UNKNOWN && !told) {
        *coverage = MS_PUBLIC_UNKNOWN;
        return true;
    }
    *coverage = v->enrolled == MS_NO ? MS_PUBLIC_NONE : (ms_public)v->through;
    int known;
    return !(v->enrolled == MS_NO && told)
           && (v->program.at == NULL || ms_read_word_cell(v->program, &ms_program_choices, &known));
}

static bool read_child(ms_table_facts *t, size_t row, uint32_t index)
{
    ms_document *document = t->document;
    child_values v = no_child;
    ms_public coverage;
    if (!read_row(t, row, &v, &t->filled.children.rows[index]) || !find_public_coverage(&v, &coverage)) {
        return false;
    }
    for (uint32_t i = 0; i < index; i++) {
        if (ms_text_same(document->children[i].id, v.id)) {
            return false;
        }
    }
    ms_place home = {v.zip.number, v.state, v.county.at == NULL ? 0 : county_number(t, v.county)};
    document->children[index] = (ms_child_texts){v.id, v.name, v.program, v.zip.text};
    document->facts.children[index] = (ms_child){.home = home,
                                                 .public_coverage = coverage,
                                                 .other_private_coverage = v.other_private == MS_YES,
                                                 .date_of_birth = v.birth};
    return home.county != 0 || v.county.at == NULL;
}

/* Counts the rows of a table; false when they are too many. */
static bool count_rows(const ms_table_facts *t, ms_table table, uint32_t most, ms_filled_rows *list)
{
    size_t count = t->rows->first[table + 1] - t->rows->first[table];
    list->count = (uint32_t)count;
    list->known = count > 0;
    return count <= most;
}

static bool read_children(ms_table_facts *t)
{
    ms_document *document = t->document;
    ms_filled_rows *list = &t->filled.children;
    if (!count_rows(t, MS_TABLE_CHILDREN, MS_MAX_CHILDREN, list) || list->count == 0) {
        return false;
    }
    document->facts.children = room_for(t, list->count, sizeof *document->facts.children);
    document->children = room_for(t, list->count, sizeof *document->children);
    bool good = document->facts.children != NULL && document->children != NULL;
    for (uint32_t i = 0; i < list->count && good; i++) {
        good = read_child(t, t->rows->first[MS_TABLE_CHILDREN] + i, i);
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
        uint32_t child = 0;
        while (child < t->document->facts.child_count && !ms_text_same(t->document->children[child].id, id)) {
            child++;
        }
        if (child == t->document->facts.child_count || (*children >> child & 1u) != 0) {
            return false;
        }
        *children |= 1u << child;
    }
    return true;
}

/* ---- plans ------------------------------------------------------------------------------------------------------- */

static bool read_benefits(const plan_values *v, ms_plan *plan)
{
    ms_text left = ms_cell_list(v->benefits), word;
    int seen = 0, benefit;
    while (ms_next_word(&left, &word)) {
        if (!ms_read_word_cell(word, &ms_benefit_choices, &benefit) || (seen & benefit) != 0) {
            return false;
        }
        seen |= benefit;
    }
    plan->medical = v->benefits.at == NULL || (seen & MS_BENEFIT_MEDICAL) != 0;
    plan->dental = (seen & MS_BENEFIT_DENTAL) != 0;
    return plan->medical || plan->dental;
}

/* What a plan costs. False when it tells both what the family pays and what adding the children costs. */
static bool find_cost(const plan_values *v, ms_cost *cost)
{
    bool tiers = v->self_only.known || v->family.known;
    *cost = (ms_cost){.basis = v->add_dependents.known ? MS_COST_ADD_DEPENDENTS
                               : tiers                 ? MS_COST_TIERS
                                                       : MS_COST_UNKNOWN,
                      .per = (ms_period)v->per,
                      .self_only = v->self_only,
                      .family = v->family,
                      .add_dependents = v->add_dependents};
    return !(tiers && v->add_dependents.known);
}

/* The least bytes that an entry of a list takes, with what stands between two; the most entries. */
enum { ZIP_BYTES = 6, MOST_ZIPS = 2000, COUNTY_BYTES = 5, MOST_COUNTIES = 300, STATE_BYTES = 3, MOST_STATES = 60 };

/* How many entries a list may have for which there is to be room. */
static uint32_t most_entries(ms_text list, uint32_t bytes, uint32_t most)
{
    size_t entries = list.length / bytes + 1;
    return entries < most ? (uint32_t)entries : most;
}

static bool read_zips(ms_table_facts *t, ms_text cell, ms_area *area)
{
    ms_text left = ms_cell_list(cell), word;
    uint32_t most = most_entries(left, ZIP_BYTES, MOST_ZIPS);
    uint32_t *zips = room_for(t, most, sizeof *zips);
    area->zips = zips;
    while (zips != NULL && ms_next_word(&left, &word)) {
        ms_cell_zip zip;
        if (area->zip_count == most || !ms_read_zip_cell(word, NULL, &zip)) {
            return false;
        }
        zips[area->zip_count++] = zip.number;
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
        if (area->state_count == most || !ms_read_state_cell(word, NULL, &states[area->state_count++])) {
            return false;
        }
    }
    return true;
}

static bool read_area(ms_table_facts *t, const plan_values *v, ms_area *area)
{
    bool lists = v->zips.at != NULL || v->counties.at != NULL || v->states.at != NULL;
    bool listed = v->area.at != NULL && ms_cell_is(v->area, MS_CELL_LISTED);
    *area = (ms_area){.kind = MS_AREA_UNKNOWN};
    if (v->area.at != NULL && !listed) {
        area->kind = MS_AREA_UNLIMITED;
        return !lists && ms_cell_is(v->area, "unlimited");
    }
    if (!lists && !listed) {
        return true;
    }
    area->kind = MS_AREA_LISTS;
    return (v->zips.at == NULL || read_zips(t, v->zips, area))
           && (v->counties.at == NULL || read_counties(t, v->counties, area))
           && (v->states.at == NULL || read_states(t, v->states, area));
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
static bool read_plan(ms_table_facts *t, size_t row, ms_party party)
{
    ms_document *document = t->document;
    ms_parent *parent = &document->facts.parents[party];
    ms_plan *plan = &parent->plans[parent->plan_count];
    plan_values v = {.source = MS_SOURCE_UNKNOWN};
    if (!read_row(t, row, &v, &t->filled.plans[party].rows[parent->plan_count]) || is_taken(document, v.id)) {
        return false;
    }
    *plan = (ms_plan){.other_holder = is_another(v.holder, document->parent_names[party]),
                      .covers_known = v.covers.at != NULL,
                      .source = (ms_source)v.source,
                      .available_from = v.from,
                      .covered_until = v.until};
    document->plans[party][parent->plan_count++] = (ms_plan_texts){v.id, v.holder, v.employer};
    return read_benefits(&v, plan) && find_children(t, v.covers, &plan->covers) && find_cost(&v, &plan->cost)
           && read_area(t, &v, &plan->area);
}

/* Counts the plans of each party; false when a row says nothing of whose it is, or they are too many. */
static bool count_plans(ms_table_facts *t, ms_party *parties)
{
    uint32_t counts[2] = {0, 0};
    size_t first = t->rows->first[MS_TABLE_PLANS], end = t->rows->first[MS_TABLE_PLANS + 1];
    for (size_t row = first; row < end; row++) {
        ms_party party = ms_case_rows_party(t->rows, row);
        if (party == MS_PARTY_UNKNOWN || counts[party]++ == MS_MAX_PLANS) {
            return false;
        }
        parties[row - first] = party;
    }
    for (int party = MS_PNS; party <= MS_PSS; party++) {
        t->filled.plans[party].count = counts[party];
        t->filled.plans[party].known = counts[party] > 0;
    }
    return true;
}

/* The plans of one party before those of the other, as they stand in a document. */
static bool read_plans_of(ms_table_facts *t, ms_party party, const ms_party *parties)
{
    ms_parent *parent = &t->document->facts.parents[party];
    uint32_t count = t->filled.plans[party].count;
    size_t first = t->rows->first[MS_TABLE_PLANS];
    parent->plans = room_for(t, count, sizeof *parent->plans);
    t->document->plans[party] = room_for(t, count, sizeof *t->document->plans[party]);
    bool good = parent->plans != NULL && t->document->plans[party] != NULL;
    for (size_t i = 0; parent->plan_count < count && good; i++) {
        good = parties[i] != party || read_plan(t, first + i, party);
    }
    return good;
}

static bool read_plans(ms_table_facts *t)
{
    ms_party parties[2 * MS_MAX_PLANS];
    return count_plans(t, parties) && read_plans_of(t, MS_PNS, parties) && read_plans_of(t, MS_PSS, parties);
}

/* ---- requests, obligations, sources ------------------------------------------------------------------------------ */

static bool read_requests(ms_table_facts *t)
{
    ms_filled_rows *list = &t->filled.requests;
    if (!count_rows(t, MS_TABLE_REQUESTS, MS_MAX_REQUESTS, list)) {
        return false;
    }
    ms_request *requests = room_for(t, list->count, sizeof *requests);
    bool good = requests != NULL;
    for (uint32_t i = 0; i < list->count && good; i++) {
        request_values v = {.of = MS_PARTY_UNKNOWN};
        good = read_row(t, t->rows->first[MS_TABLE_REQUESTS] + i, &v, &list->rows[i]);
        requests[i] = (ms_request){(ms_party)v.of, v.sent, v.answered};
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
        if (current->plan_count == most || !ms_read_id_cell(id, NULL, &current->plans[current->plan_count++])) {
            return false;
        }
    }
    return true;
}

static bool read_obligation(ms_table_facts *t, uint32_t index, ms_current_obligation *current)
{
    obligation_values v = no_obligation;
    size_t row = t->rows->first[MS_TABLE_OBLIGATIONS] + index;
    if (!read_row(t, row, &v, &t->filled.obligations.rows[index])) {
        return false;
    }
    *current = (ms_current_obligation){.paragraph = (ms_paragraph)v.paragraph,
                                       .obligor = (ms_party)v.obligor,
                                       .obligation = (ms_obligation)v.what,
                                       .percentage_known = v.share >= 0,
                                       .percentage = v.share >= 0 ? v.share : 0};
    return find_children(t, v.children, &current->children) && current->children != 0
           && read_plan_ids(t, v.plans, current);
}

static bool read_obligations(ms_table_facts *t)
{
    ms_filled_rows *list = &t->filled.obligations;
    if (!count_rows(t, MS_TABLE_OBLIGATIONS, MS_MAX_OBLIGATIONS, list)) {
        return false;
    }
    ms_current_obligation *current = room_for(t, list->count, sizeof *current);
    bool good = current != NULL;
    for (uint32_t i = 0; i < list->count && good; i++) {
        good = read_obligation(t, i, &current[i]);
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

/* More entries than few are left to the long way, which sorts them. */
static bool read_provenance(ms_table_facts *t)
{
    enum { FEW = 64 };
    ms_filled_rows list;
    if (!count_rows(t, MS_TABLE_PROVENANCE, FEW, &list)) {
        return false;
    }
    ms_provenance *entries = room_for(t, list.count, sizeof *entries);
    bool good = entries != NULL;
    for (uint32_t i = 0; i < list.count && good; i++) {
        entry_values v = {.received = MS_NO_DATE};
        ms_present present;
        good = read_row(t, t->rows->first[MS_TABLE_PROVENANCE] + i, &v, &present)
               && ms_pointer_is_known(&t->filled, v.pointer) && !has_source(entries, i, v.pointer);
        entries[i] = (ms_provenance){v.pointer, v.source, v.evidence, v.received};
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

static void set_parent(ms_document *document, ms_party party, const parent_values *v)
{
    document->parent_names[party] = v->name;
    document->facts.parents[party].income = (ms_income){.amount = v->income, .per = (ms_period)v->per};
}

/* What cases.csv says of the case, before its children. */
static bool set_heading(ms_table_facts *t, const case_values *v, ms_date as_of)
{
    ms_document *document = t->document;
    *document = (ms_document){.case_id = ended(t, v->id), .group_id = v->group, .notes = v->notes};
    document->facts.action = (ms_action)v->action;
    document->facts.as_of = v->as_of == MS_NO_DATE ? as_of : v->as_of;
    document->facts.in_group = v->group.at != NULL;
    document->facts.kind = (ms_kind)v->parents[MS_PSS].kind;
    document->facts.maintain_coverage = v->parents[MS_PSS].wish;
    set_parent(document, MS_PNS, &v->parents[MS_PNS]);
    set_parent(document, MS_PSS, &v->parents[MS_PSS]);
    return document->facts.as_of != MS_NO_DATE;
}

/* What cases.csv says of rows elsewhere, against the rows that are there. */
static bool check_said(ms_table_facts *t, const case_values *v)
{
    ms_filled_rows *const lists[] = {&t->filled.plans[MS_PNS], &t->filled.plans[MS_PSS], &t->filled.obligations};
    for (size_t i = 0; i < SAID_LISTS; i++) {
        if (v->said[i].at == NULL) {
            continue;
        }
        bool none = ms_cell_is(v->said[i], MS_CELL_NONE);
        if ((!none && !ms_cell_is(v->said[i], MS_CELL_LISTED)) || none == lists[i]->known) {
            return false;
        }
        lists[i]->known = true;
    }
    t->document->facts.parents[MS_PNS].plans_known = t->filled.plans[MS_PNS].known;
    t->document->facts.parents[MS_PSS].plans_known = t->filled.plans[MS_PSS].known;
    return !t->filled.obligations.known || v->action == MS_MODIFY;
}

/* An agency has no plans, no income and no wish, and no row may say otherwise. */
static bool set_agency(ms_table_facts *t, const case_values *v)
{
    const parent_values *agency = &v->parents[MS_PSS];
    ms_case *facts = &t->document->facts;
    if (facts->kind != MS_KIND_AGENCY) {
        return true;
    }
    bool good = facts->parents[MS_PSS].plan_count == 0 && !agency->income.known && agency->per == MS_PERIOD_UNKNOWN
                && agency->wish == MS_UNKNOWN;
    facts->maintain_coverage = MS_NO;
    facts->parents[MS_PSS] =
        (ms_parent){.income = {.amount = {.known = true, .cents = 0}, .per = MS_PER_YEAR}, .plans_known = true};
    return good;
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

static bool set_form_14(ms_table_facts *t, const case_values *v)
{
    ms_form14 *form = &t->document->facts.form14;
    bool lines = v->all_lines.at != NULL || any_known(&v->lines[MS_PNS]) || any_known(&v->lines[MS_PSS]);
    bool line_4 = v->line_4 >= 0;
    *form = (ms_form14){.calculated = v->calculated};
    if (line_4) {
        form->source = MS_FORM14_LINE_4;
        form->line_4 = v->line_4;
    } else if (lines) {
        form->source = MS_FORM14_LINES;
        form->columns[MS_PNS] = v->lines[MS_PNS];
        form->columns[MS_PSS] = v->lines[MS_PSS];
    }
    if (lines && t->document->facts.kind == MS_KIND_AGENCY) {
        fill_column(&form->columns[MS_PSS]);
    }
    bool stated = v->all_lines.at == NULL || ms_cell_is(v->all_lines, MS_CELL_LISTED);
    return stated && !(line_4 && lines) && (v->calculated == MS_YES || (!line_4 && !lines));
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
    case_values v = no_case;
    if (t->rows->first[MS_TABLE_CHILDREN] != 1) {
        return false; /* a second row of the case */
    }
    return read_row(t, 0, &v, &t->filled.of_case) && set_heading(t, &v, as_of) && read_children(t) && read_plans(t)
           && read_requests(t) && read_obligations(t) && check_said(t, &v) && set_agency(t, &v) && set_form_14(t, &v)
           && check_homes(&t->document->facts) && read_provenance(t);
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
