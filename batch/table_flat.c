#include "batch/table_flat.h"

#include "batch/room.h"

#include <string.h>

/* Nodes that every case has: of no member of a document, of an object whose members are taken apart, of yes and no. */
enum { NO_NODE, OBJECT_NODE, TRUE_NODE, FALSE_NODE, FIRST_NODE };

void ms_table_flat_free(ms_table_flat *flat)
{
    free(flat->nodes);
    flat->nodes = NULL;
    flat->node_capacity = 0;
}

/* Room for the nodes of a row: every part of a cell becomes at most a node and a half. */
static bool reserve_nodes(ms_table_flat *flat, const ms_case_row *row)
{
    size_t before = flat->node_capacity;
    size_t most = flat->count + 2 * row->csv.length + MS_MAX_COLUMNS;
    if (!ms_make_room((void **)&flat->nodes, &flat->node_capacity, most, sizeof *flat->nodes)) {
        return false;
    }
    memset(flat->nodes + before, 0, (flat->node_capacity - before) * sizeof *flat->nodes);
    return true;
}

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

static inline uint32_t add_node(ms_table_flat *flat, ms_json_type type, ms_piece text)
{
    uint32_t number = flat->count++;
    ms_json_node *node = &flat->nodes[number];
    node->at = text.at;
    node->length = text.length;
    node->next = number + 1;
    node->type = (uint8_t)type;
    return number;
}

static void close_node(ms_table_flat *flat, uint32_t number, uint32_t held)
{
    flat->nodes[number].count = held;
    flat->nodes[number].next = flat->count;
}

static uint32_t add_words(ms_table_flat *flat, ms_piece cell)
{
    ms_piece left = ms_case_text_list(flat->text, cell);
    uint32_t list = add_node(flat, MS_JSON_ARRAY, cell);
    uint32_t held = 0;
    ms_piece word;
    for (; ms_case_text_word(flat->text, &left, &word); held++) {
        (void)add_node(flat, MS_JSON_STRING, word);
    }
    close_node(flat, list, held);
    return list;
}

static void add_member(ms_table_flat *flat, ms_layout_name name, ms_piece text)
{
    uint32_t member = add_node(flat, MS_JSON_STRING, text);
    flat->nodes[member].name_at = name.at;
    flat->nodes[member].name_length = name.length;
}

static uint32_t add_counties(ms_table_flat *flat, ms_piece cell)
{
    ms_piece left = ms_case_text_list(flat->text, cell);
    uint32_t list = add_node(flat, MS_JSON_ARRAY, cell);
    uint32_t held = 0;
    ms_county_piece county;
    for (; ms_case_text_county(flat->text, &left, &county); held++) {
        uint32_t object = add_node(flat, MS_JSON_OBJECT, cell);
        add_member(flat, flat->text->layout->state, county.state);
        add_member(flat, flat->text->layout->county, county.name);
        close_node(flat, object, 2);
    }
    close_node(flat, list, held);
    return list;
}

/* The lists of which cases.csv says something: each parent's plans, and the obligations. */
enum { OBLIGATIONS = 2, SAID_LISTS };

static uint32_t list_number(const ms_column *column)
{
    const ms_column *columns = ms_table_kinds[MS_TABLE_CASES].columns;
    if (column == &columns[ms_plan_lists[MS_PNS]]) {
        return MS_PNS;
    }
    return column == &columns[ms_plan_lists[MS_PSS]] ? MS_PSS : OBLIGATIONS;
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

/* The node of yes or no; NO_NODE when a cell says neither. */
static uint32_t truth_node(const ms_table_flat *flat, ms_piece cell)
{
    if (ms_case_text_is_word(flat->text, cell, "true")) {
        return TRUE_NODE;
    }
    return ms_case_text_is_word(flat->text, cell, "false") ? FALSE_NODE : NO_NODE;
}

/* Sets what an object is as a whole. False when it is something else already. */
static inline bool set_whole(uint32_t *field, uint32_t node)
{
    bool good = *field == NO_NODE || *field == node;
    *field = node;
    return good;
}

static bool take_enrolled(const ms_table_flat *flat, ms_piece cell, uint32_t *field)
{
    uint32_t node = truth_node(flat, cell);
    return node != NO_NODE && set_whole(field, node == TRUE_NODE ? OBJECT_NODE : FALSE_NODE);
}

static bool take_listed(ms_table_flat *flat, ms_piece cell, const char *word, uint32_t *field)
{
    if (ms_case_text_is(flat->text, cell, MS_CELL_LISTED)) {
        return set_whole(field, OBJECT_NODE);
    }
    return word != NULL && ms_case_text_is(flat->text, cell, word)
           && set_whole(field, add_node(flat, MS_JSON_STRING, cell));
}

/* Puts a cell in its field. False when it is not as it should be. */
static bool take_cell(ms_table_flat *flat, const ms_column *column, ms_piece cell, uint32_t *fields)
{
    uint32_t node = NO_NODE;
    switch (column->kind) {
    case MS_COLUMN_CASE:
    case MS_COLUMN_PARENT: /* looked at before */
        return true;
    case MS_COLUMN_POINTER:
    case MS_COLUMN_TEXT:
        node = add_node(flat, MS_JSON_STRING, cell);
        break;
    case MS_COLUMN_TRUTH:
        node = truth_node(flat, cell);
        break;
    case MS_COLUMN_WORDS:
        node = add_words(flat, cell);
        break;
    case MS_COLUMN_COUNTIES:
        node = add_counties(flat, cell);
        break;
    case MS_COLUMN_ROWS:
        flat->said[list_number(column)] = add_node(flat, MS_JSON_STRING, cell);
        return true;
    case MS_COLUMN_ENROLLED:
        return take_enrolled(flat, cell, &fields[column->field]);
    case MS_COLUMN_LISTED:
        return take_listed(flat, cell, column->word, &fields[column->field]);
    }
    fields[column->field] = node;
    return node != NO_NODE && (column->within == 0 || set_whole(&fields[column->within], OBJECT_NODE));
}

/* Takes a row apart. MS_ERROR_INVALID when it is not as it should be. */
static ms_status take_row(ms_table_flat *flat, size_t row, uint32_t *fields, size_t field_count)
{
    const ms_case_row *at = &flat->rows->rows[row];
    const ms_table_file *file = &flat->rows->files[at->table];
    const ms_csv_cell *cells = flat->rows->cells + at->first_cell;
    memset(fields, 0, field_count * sizeof *fields);
    if (at->csv.fault != MS_CSV_GOOD || at->csv.count != file->cell_count) {
        return MS_ERROR_INVALID;
    }
    if (!reserve_nodes(flat, at)) {
        return MS_ERROR_MEMORY;
    }
    const ms_column *columns = ms_table_kinds[at->table].columns;
    uint64_t missing = flat->text->layout->tables[at->table].required;
    for (uint32_t i = 0; i < at->csv.filled; i++) {
        uint32_t number = file->columns[cells[i].number];
        const ms_column *column = &columns[number];
        ms_piece cell = ms_case_text_cell(flat->text, row, &cells[i]);
        missing &= ~(UINT64_C(1) << number);
        if (column->kind == MS_COLUMN_TEXT && column->within == 0) { /* as most are */
            fields[column->field] = add_node(flat, MS_JSON_STRING, cell);
        } else if (!take_cell(flat, column, cell, fields)) {
            return MS_ERROR_INVALID;
        }
    }
    return missing == 0 ? MS_OK : MS_ERROR_INVALID;
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

/* Takes all rows of a table apart, at most `most`; room: `most` times `field_count`. */
static ms_status take_rows(ms_table_flat *flat, ms_table table, size_t most, uint32_t *room, size_t field_count,
                           ms_flat_list *list)
{
    size_t first = flat->rows->first[table];
    size_t count = flat->rows->first[table + 1] - first;
    ms_status status = count > most ? MS_ERROR_INVALID : MS_OK;
    for (size_t i = 0; i < count && status == MS_OK; i++) {
        status = take_row(flat, first + i, room + i * field_count, field_count);
    }
    *list = (ms_flat_list){.known = count > 0, .count = (uint32_t)count, .fields = room};
    return status;
}

static ms_status take_plans(ms_table_flat *flat)
{
    uint32_t counts[2] = {0, 0};
    ms_status status = MS_OK;
    for (size_t row = flat->rows->first[MS_TABLE_PLANS]; row < flat->rows->first[MS_TABLE_PLANS + 1]; row++) {
        ms_party party = ms_case_rows_party(flat->rows, row);
        if (party == MS_PARTY_UNKNOWN || counts[party] == MS_MAX_PLANS) {
            return MS_ERROR_INVALID;
        }
        status = take_row(flat, row, flat->plans[party][counts[party]++], MS_PLAN_FIELDS);
        if (status != MS_OK) {
            return status;
        }
    }
    for (ms_party party = MS_PNS; party <= MS_PSS; party++) {
        flat->flat.plans[party] = (ms_flat_list){counts[party] > 0, counts[party], flat->plans[party][0]};
    }
    return MS_OK;
}

/* What cases.csv says of rows elsewhere, against the rows that are there. */
static bool check_rows(ms_table_flat *flat)
{
    ms_flat_list *const lists[] = {&flat->flat.plans[MS_PNS], &flat->flat.plans[MS_PSS], &flat->flat.obligations};
    for (size_t i = 0; i < SAID_LISTS; i++) {
        uint32_t said = flat->said[i];
        if (said == NO_NODE) {
            continue;
        }
        ms_piece text = {flat->nodes[said].at, flat->nodes[said].length};
        bool none = ms_case_text_is(flat->text, text, MS_CELL_NONE);
        if ((!none && !ms_case_text_is(flat->text, text, MS_CELL_LISTED)) || none == lists[i]->known) {
            return false;
        }
        lists[i]->known = true;
    }
    return true;
}

/* ---- provenance -------------------------------------------------------------------------------------------------- */

/* Takes the index of an element off the front of a pointer; false when it names none of `count`. */
static bool take_index(ms_text *pointer, uint32_t count, uint32_t *index)
{
    size_t at = 1;
    *index = 0;
    while (at < pointer->length && at < 6 && pointer->at[at] >= '0' && pointer->at[at] <= '9') {
        *index = *index * 10 + (uint32_t)(pointer->at[at++] - '0');
    }
    bool written = at > 1 && (at == 2 || pointer->at[1] != '0') && (at == pointer->length || pointer->at[at] == '/');
    *pointer = (ms_text){pointer->at + at, pointer->length - at};
    return written && *index < count;
}

/* Whether a pointer begins with a place, which a slash or its end follows. Each begins with a slash. */
static bool begins_with(ms_text pointer, const char *place)
{
    size_t length = strlen(place);
    return pointer.length > length && memcmp(pointer.at + 1, place, length) == 0
           && (pointer.length == length + 1 || pointer.at[length + 1] == '/');
}

/* Whether a pointer names a field of a row that is there, or an object that has one. */
static bool names_field(const ms_table_kind *kind, const uint32_t *fields, ms_text pointer)
{
    for (uint32_t i = 0; i < kind->count; i++) {
        const ms_column *column = &kind->columns[i];
        if (column->place == NULL || column->kind == MS_COLUMN_ROWS || fields[column->field] == NO_NODE) {
            continue;
        }
        size_t length = strlen(column->place);
        bool around = pointer.length <= length + 1 && pointer.length > 1
                      && memcmp(pointer.at + 1, column->place, pointer.length - 1) == 0;
        if (around && (pointer.length == length + 1 || column->place[pointer.length - 1] == '/')) {
            return true;
        }
    }
    return false;
}

/* The lists by the columns of cases.csv. */
static const ms_flat_list *list_of(const ms_flat_case *flat, uint32_t column)
{
    switch ((ms_table)ms_table_kinds[MS_TABLE_CASES].columns[column].field) {
    case MS_TABLE_CHILDREN:
        return &flat->children;
    case MS_TABLE_PLANS:
        return &flat->plans[column == ms_plan_lists[MS_PSS]];
    case MS_TABLE_REQUESTS:
        return &flat->requests;
    case MS_TABLE_OBLIGATIONS:
        return &flat->obligations;
    default:
        return NULL;
    }
}

static const size_t field_counts[MS_TABLE_COUNT] = {
    [MS_TABLE_CASES] = MS_CASE_FIELDS,
    [MS_TABLE_CHILDREN] = MS_CHILD_FIELDS,
    [MS_TABLE_PLANS] = MS_PLAN_FIELDS,
    [MS_TABLE_REQUESTS] = MS_REQUEST_FIELDS,
    [MS_TABLE_OBLIGATIONS] = MS_OBLIGATION_FIELDS,
    [MS_TABLE_PROVENANCE] = MS_ENTRY_FIELDS,
};

/* Whether a pointer surely names something in the document. */
static bool is_known(const ms_flat_case *flat, ms_text pointer)
{
    const ms_table_kind *cases = &ms_table_kinds[MS_TABLE_CASES];
    for (uint32_t i = 0; i < cases->count; i++) {
        const ms_column *column = &cases->columns[i];
        const ms_flat_list *list = column->kind == MS_COLUMN_ROWS ? list_of(flat, i) : NULL;
        if (list == NULL || !begins_with(pointer, column->place)) {
            continue;
        }
        size_t length = strlen(column->place) + 1;
        ms_text rest = {pointer.at + length, pointer.length - length};
        if (rest.length == 0) {
            return list->known;
        }
        uint32_t index;
        if (!take_index(&rest, list->count, &index)) {
            return false;
        }
        const uint32_t *fields = list->fields + index * field_counts[column->field];
        return rest.length == 0 || names_field(&ms_table_kinds[column->field], fields, rest);
    }
    return names_field(cases, flat->fields, pointer);
}

/* Whether the pointers of all sources name something. */
static bool check_pointers(const ms_table_flat *flat)
{
    const ms_flat_list *entries = &flat->flat.provenance;
    for (uint32_t i = 0; i < entries->count; i++) {
        uint32_t node = flat->provenance[i][MS_ENTRY_POINTER];
        ms_text pointer = {flat->text->text + flat->nodes[node].at, flat->nodes[node].length};
        if (node == NO_NODE || pointer.at[0] != '/' || !is_known(&flat->flat, pointer)) {
            return false;
        }
    }
    return true;
}

/* ---- the case ---------------------------------------------------------------------------------------------------- */

/* The nodes that every case has. */
static bool begin(ms_table_flat *flat)
{
    flat->count = FIRST_NODE;
    memset(flat->said, 0, sizeof flat->said);
    if (!reserve_nodes(flat, &flat->rows->rows[0])) {
        return false;
    }
    static const ms_json_type types[] = {[NO_NODE] = MS_JSON_OBJECT,
                                         [OBJECT_NODE] = MS_JSON_OBJECT,
                                         [TRUE_NODE] = MS_JSON_TRUE,
                                         [FALSE_NODE] = MS_JSON_FALSE};
    for (uint32_t i = 0; i < FIRST_NODE; i++) {
        flat->nodes[i] = (ms_json_node){.at = 1, .next = i + 1, .type = (uint8_t)types[i]};
    }
    return true;
}

ms_status ms_table_flat_build(ms_table_flat *flat)
{
    ms_flat_case *made = &flat->flat;
    if (flat->rows->first[MS_TABLE_CHILDREN] != 1 || flat->rows->first[MS_TABLE_PLANS] == 1) {
        return MS_ERROR_INVALID; /* a second row of the case, or no child */
    }
    if (!begin(flat)) {
        return MS_ERROR_MEMORY;
    }
    ms_status status = take_row(flat, 0, made->fields, MS_CASE_FIELDS);
    struct {
        ms_table table;
        size_t most;
        uint32_t *room;
        ms_flat_list *list;
    } const lists[] = {
        {MS_TABLE_CHILDREN, MS_MAX_CHILDREN, flat->children[0], &made->children},
        {MS_TABLE_REQUESTS, MS_MAX_REQUESTS, flat->requests[0], &made->requests},
        {MS_TABLE_OBLIGATIONS, MS_MAX_OBLIGATIONS, flat->obligations[0], &made->obligations},
        {MS_TABLE_PROVENANCE, MS_MAX_PROVENANCE, flat->provenance[0], &made->provenance},
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0] && status == MS_OK; i++) {
        status =
            take_rows(flat, lists[i].table, lists[i].most, lists[i].room, field_counts[lists[i].table], lists[i].list);
    }
    status = status == MS_OK ? take_plans(flat) : status;
    if (status == MS_OK && (!check_rows(flat) || !check_pointers(flat))) {
        status = MS_ERROR_INVALID;
    }
    made->tree = (ms_json_tree){flat->text->text, flat->text->length, flat->nodes, flat->count};
    return status;
}
