#include "batch/table_tree.h"

#include "batch/room.h"

#include <stdlib.h>
#include <string.h>

void ms_table_tree_free(ms_table_tree *tree)
{
    free(tree->nodes);
    free(tree->order);
    *tree = (ms_table_tree){.count = 0};
}

/* Every part of a cell's text becomes at most a node and a half, a cell and an object at most one more. */
static bool reserve_nodes(ms_table_tree *tree, const ms_case_row *row)
{
    size_t most = tree->count + 2 * row->csv.length + MS_MAX_COLUMNS + MS_MAX_OBJECTS + 2;
    ms_json_node *nodes = ms_grown(tree->nodes, &tree->node_capacity, most, sizeof *nodes);
    tree->nodes = nodes != NULL ? nodes : tree->nodes;
    return nodes != NULL;
}

/* ---- nodes ------------------------------------------------------------------------------------------------------- */

/* The row that is being built, and the objects of it that are open. Single values, not pairs of them: pairs written one
 * by one and read as one make the processor wait. */
typedef struct row_state {
    ms_table_tree *tree;
    const ms_table_layout *layout;
    const ms_table_kind *kind;
    size_t row;                     /* of the case */
    uint32_t current;               /* the object that is open last */
    uint32_t closed;                /* bit i: something else stands in the place of object i */
    uint64_t full;                  /* bit i: column i has content */
    bool good;                      /* there is memory */
    uint32_t nodes[MS_MAX_OBJECTS]; /* of the objects up to the current one */
    uint32_t held[MS_MAX_OBJECTS];  /* how many members each has so far */
    ms_piece cells[MS_MAX_COLUMNS]; /* of those that have content */
} row_state;

/* Adds a node to an object or list that holds `position` already. */
static inline ms_json_node *add_node(ms_table_tree *tree, uint32_t parent, uint32_t position, ms_layout_name name,
                                     ms_json_type type)
{
    uint32_t number = tree->count++;
    ms_json_node *node = &tree->nodes[number];
    *node = (ms_json_node){.at = 1,
                           .name_at = name.at,
                           .name_length = name.length,
                           .parent = parent,
                           .position = position,
                           .next = number + 1,
                           .type = (uint8_t)type};
    return node;
}

static inline void add_string(ms_table_tree *tree, uint32_t parent, uint32_t position, ms_layout_name name,
                              ms_piece text)
{
    ms_json_node *node = add_node(tree, parent, position, name, MS_JSON_STRING);
    node->at = text.at;
    node->length = text.length;
}

/* Ends an object or list when it holds `held`. */
static inline void close_node(ms_table_tree *tree, uint32_t node, uint32_t held)
{
    tree->nodes[node].count = held;
    tree->nodes[node].next = tree->count;
}

/* Adds a node to the object that is open last. */
static inline ms_json_node *add_here(row_state *s, ms_layout_name name, ms_json_type type)
{
    return add_node(s->tree, s->nodes[s->current], s->held[s->current]++, name, type);
}

/* Leaves the object that is open last. */
static void leave(row_state *s)
{
    close_node(s->tree, s->nodes[s->current], s->held[s->current]);
    s->current = s->layout->objects[s->current].parent;
}

/* Makes another object the current one: leaves those that it is not in, and opens those that it is in. */
static void change_object(row_state *s, uint32_t object)
{
    const ms_layout_object *place = &s->layout->objects[object];
    while ((place->within >> s->current & 1) == 0) {
        leave(s);
    }
    if (s->current != object) {
        change_object(s, place->parent);
        s->nodes[object] = s->tree->count;
        s->held[object] = 0;
        add_here(s, place->name, MS_JSON_OBJECT)->at = s->tree->text->places[s->row];
        s->current = object;
    }
}

static inline void enter(row_state *s, uint32_t object)
{
    if (s->current != object) {
        change_object(s, object);
    }
}

static inline ms_layout_name name_of(const row_state *s, uint32_t column)
{
    return s->layout->columns[column].name;
}

/* ---- problems ---------------------------------------------------------------------------------------------------- */

void ms_table_tree_problem(const ms_table_tree *tree, size_t row, const char *column, const char *found,
                           const char *expected)
{
    const ms_case_row *at = &tree->rows->rows[row];
    if (tree->problems->count == MS_MAX_PROBLEMS) {
        return; /* as many as are told of a document */
    }
    ms_table_problems_add(tree->problems, &(ms_table_problem){
                                              .file = ms_table_kinds[at->table].file,
                                              .row = ms_table_file_row(&tree->rows->files[at->table], at->place),
                                              .column = column,
                                              .pointer = "",
                                              .found = found,
                                              .expected = expected,
                                          });
}

/* A problem of a cell that has content. */
static void cell_problem(const row_state *s, uint32_t column, const char *expected)
{
    const ms_piece *cell = &s->cells[column];
    const char *found = ms_table_problems_quote(s->tree->problems, s->tree->text->text + cell->at, cell->length);
    ms_table_tree_problem(s->tree, s->row, s->kind->columns[column].name, found, expected);
}

static bool cell_is(const row_state *s, uint32_t column, const char *text)
{
    return ms_case_text_is(s->tree->text, s->cells[column], text);
}

/* ---- a row's cells ----------------------------------------------------------------------------------------------- */

/* What is wrong with the row as a row. Cells that are no text are emptied. */
static void check_row(row_state *s, const ms_csv_row *csv, const ms_table_file *file)
{
    bool known = csv->fault_cell < file->cell_count && csv->count > 0;
    const char *column = known ? s->kind->columns[file->columns[csv->fault_cell]].name : NULL;
    if (csv->fault != MS_CSV_GOOD) {
        ms_table_tree_problem(s->tree, s->row, column, ms_csv_found(csv->fault), ms_csv_expected(csv->fault));
    }
    for (uint32_t i = 0; csv->fault != MS_CSV_GOOD && i < s->kind->count; i++) {
        bool full = (s->full >> i & 1) != 0;
        if (full && !ms_csv_is_text(s->tree->text->text + s->cells[i].at, s->cells[i].length)) {
            s->full &= ~(UINT64_C(1) << i);
        }
    }
    if (csv->count != file->cell_count && csv->fault != MS_CSV_TOO_LONG) {
        ms_table_problems *problems = s->tree->problems;
        const char *cells = csv->count == 1 ? " cell" : " cells";
        ms_table_tree_problem(s->tree, s->row, NULL, ms_table_problems_number(problems, "", csv->count, cells),
                              ms_table_problems_number(problems, "", file->cell_count, ", as many as the header has"));
    }
}

/* Sorts the cells by their columns. */
static void take_cells(row_state *s)
{
    const ms_case_row *row = &s->tree->rows->rows[s->row];
    const ms_table_file *file = &s->tree->rows->files[row->table];
    const ms_csv_cell *cells = s->tree->rows->cells + row->first_cell;
    uint64_t full = 0;
    for (uint32_t i = 0; i < row->csv.count && i < file->cell_count; i++) {
        uint32_t column = file->columns[i];
        if (cells[i].length > 0) {
            s->cells[column] = ms_case_text_cell(s->tree->text, s->row, &cells[i]);
            full |= UINT64_C(1) << column;
        }
    }
    s->full = full;
    if (row->csv.fault != MS_CSV_GOOD || row->csv.count != file->cell_count) {
        check_row(s, &row->csv, file);
    }
}

/* ---- one column after another ------------------------------------------------------------------------------------ */

static bool build_row(ms_table_tree *tree, size_t row, uint32_t node, uint32_t held);

static inline void add_text(row_state *s, uint32_t column)
{
    ms_json_node *node = add_here(s, name_of(s, column), MS_JSON_STRING);
    node->at = s->cells[column].at;
    node->length = s->cells[column].length;
}

/* What a cell says that is true or false; MS_UNKNOWN: neither. */
static ms_truth cell_says(const row_state *s, uint32_t column)
{
    return ms_case_text_says(s->tree->text, s->cells[column]);
}

static void add_truth(row_state *s, uint32_t column)
{
    ms_truth said = cell_says(s, column);
    if (said == MS_UNKNOWN) {
        add_text(s, column); /* which the reader refuses */
        return;
    }
    (void)add_here(s, name_of(s, column), said == MS_YES ? MS_JSON_TRUE : MS_JSON_FALSE);
}

static void add_enrolled(row_state *s, uint32_t column)
{
    const ms_layout_column *place = &s->layout->columns[column];
    ms_truth said = cell_says(s, column);
    if (said == MS_YES) {
        enter(s, place->own);
        return;
    }
    s->closed |= UINT32_C(1) << place->own;
    if (said == MS_UNKNOWN) {
        cell_problem(s, column, "true or false");
        return;
    }
    (void)add_here(s, place->name, MS_JSON_FALSE);
}

static void add_listed(row_state *s, uint32_t column)
{
    const ms_layout_column *place = &s->layout->columns[column];
    const char *word = s->kind->columns[column].word;
    if (cell_is(s, column, MS_CELL_LISTED)) {
        enter(s, place->own);
        return;
    }
    if (word != NULL && cell_is(s, column, word)) {
        s->closed |= UINT32_C(1) << place->own;
        add_text(s, column);
        return;
    }
    cell_problem(s, column, word != NULL ? MS_CELL_LISTED " or unlimited" : MS_CELL_LISTED ", or an empty cell");
}

static const ms_layout_name no_name = {0, 0};

static void add_words(row_state *s, uint32_t column)
{
    ms_table_tree *tree = s->tree;
    ms_piece cell = ms_case_text_list(tree->text, s->cells[column]), word;
    uint32_t list = tree->count, held = 0;
    add_here(s, name_of(s, column), MS_JSON_ARRAY)->at = cell.at;
    while (ms_case_text_word(tree->text, &cell, &word)) {
        add_string(tree, list, held++, no_name, word);
    }
    close_node(tree, list, held);
}

/* Adds to a list a county as its state and its name; either is missing where it is not there. */
static void add_county(ms_table_tree *tree, uint32_t list, uint32_t position, const ms_county_piece *county)
{
    const ms_layout *layout = tree->text->layout;
    uint32_t node = tree->count, held = 0;
    add_node(tree, list, position, no_name, MS_JSON_OBJECT)->at = county->state.at;
    if (county->has_state) {
        add_string(tree, node, held++, layout->state, county->state);
    }
    if (county->name.length > 0) {
        add_string(tree, node, held++, layout->county, county->name);
    }
    close_node(tree, node, held);
}

static void add_counties(row_state *s, uint32_t column)
{
    ms_table_tree *tree = s->tree;
    ms_piece cell = ms_case_text_list(tree->text, s->cells[column]);
    ms_county_piece county;
    uint32_t list = tree->count, held = 0;
    add_here(s, name_of(s, column), MS_JSON_ARRAY)->at = cell.at;
    while (ms_case_text_county(tree->text, &cell, &county)) {
        add_county(tree, list, held++, &county);
    }
    close_node(tree, list, held);
}

/* ---- the rows of other tables ------------------------------------------------------------------------------------ */

/* The name of a member that is a row. */
static ms_layout_name name_of_row(ms_table_tree *tree, size_t row)
{
    const ms_csv_cell *cell = ms_case_rows_key(tree->rows, row);
    if (cell == NULL) {
        return (ms_layout_name){.at = tree->text->places[row], .length = 0};
    }
    ms_piece name = ms_case_text_cell(tree->text, row, cell);
    bool is_text = ms_csv_is_text(tree->text->text + name.at, name.length);
    return (ms_layout_name){.at = name.at, .length = is_text ? name.length : 0};
}

/* What a cell that speaks of rows elsewhere says, against the rows that are there. */
static void check_rows(row_state *s, uint32_t column, uint32_t count)
{
    ms_table_problems *problems = s->tree->problems;
    const char *file = ms_table_kinds[(ms_table)s->kind->columns[column].field].file;
    if (cell_is(s, column, MS_CELL_LISTED)) {
        if (count == 0) {
            const char *expected = file == ms_table_kinds[MS_TABLE_PLANS].file
                                       ? "rows of this parent in plans.csv, or " MS_CELL_NONE
                                       : "rows of this case in obligations.csv, or " MS_CELL_NONE;
            cell_problem(s, column, expected);
        }
        return;
    }
    if (!cell_is(s, column, MS_CELL_NONE)) {
        cell_problem(s, column, MS_CELL_NONE " or " MS_CELL_LISTED);
    } else if (count > 0) {
        static const char before[] = MS_CELL_LISTED ", since there are rows of it: ";
        cell_problem(s, column, ms_table_problems_number(problems, before, count, ""));
    }
}

static void add_rows(row_state *s, uint32_t column)
{
    ms_table_tree *tree = s->tree;
    ms_row_list *list = &tree->lists[column];
    bool named = (ms_table)s->kind->columns[column].field == MS_TABLE_PROVENANCE;
    bool said = (s->full >> column & 1) != 0;
    if (said) {
        check_rows(s, column, list->count);
    }
    if (!said && list->count == 0) {
        (void)add_here(s, name_of(s, column), MS_JSON_NULL);
        return;
    }
    list->node = tree->count;
    add_here(s, name_of(s, column), named ? MS_JSON_OBJECT : MS_JSON_ARRAY)->at = tree->text->places[s->row];
    for (uint32_t i = 0; i < list->count && s->good; i++) {
        size_t row = tree->order[list->first + i];
        s->good = reserve_nodes(tree, &tree->rows->rows[row]);
        if (s->good) {
            uint32_t element = tree->count;
            ms_layout_name name = named ? name_of_row(tree, row) : no_name;
            add_node(tree, list->node, i, name, MS_JSON_OBJECT)->at = tree->text->places[row];
            s->good = build_row(tree, row, element, 0);
        }
    }
    s->good = s->good && reserve_nodes(tree, &tree->rows->rows[s->row]);
    close_node(tree, list->node, list->count);
}

/* ---- a row ------------------------------------------------------------------------------------------------------- */

/* Adds null for a column without content; where its object has none at all and is one that says something by being
 * there, for that. */
static void add_null(row_state *s, uint32_t column)
{
    const ms_layout_column *place = &s->layout->columns[column];
    bool of_agency = s->kind == &ms_table_kinds[MS_TABLE_CASES] && column == ms_seeking_income_column
                     && (s->full >> ms_seeking_kind_column & 1) != 0 && cell_is(s, ms_seeking_kind_column, "agency");
    uint32_t object = of_agency ? place->object : place->own;
    if (object == 0) {
        enter(s, place->object);
        (void)add_here(s, place->name, MS_JSON_NULL);
        return;
    }
    if ((s->full & s->layout->objects[object].members) == 0) {
        enter(s, s->layout->objects[object].parent);
        (void)add_here(s, s->layout->objects[object].name, MS_JSON_NULL);
        s->closed |= UINT32_C(1) << object;
    }
}

static void add_column(row_state *s, uint32_t column)
{
    static void (*const adders[])(row_state *, uint32_t) = {
        [MS_COLUMN_TEXT] = add_text,         [MS_COLUMN_TRUTH] = add_truth, [MS_COLUMN_WORDS] = add_words,
        [MS_COLUMN_COUNTIES] = add_counties, [MS_COLUMN_ROWS] = add_rows,   [MS_COLUMN_ENROLLED] = add_enrolled,
        [MS_COLUMN_LISTED] = add_listed,
    };
    const ms_layout_column *place = &s->layout->columns[column];
    ms_column_kind kind = s->kind->columns[column].kind;
    bool full = (s->full >> column & 1) != 0;
    if ((s->layout->objects[place->object].within & s->closed) != 0) {
        if (full) {
            cell_problem(s, column, "an empty cell, since what it tells more of is not there");
        }
        return;
    }
    if (!full && kind != MS_COLUMN_ROWS) {
        add_null(s, column);
        return;
    }
    enter(s, place->object);
    if (kind == MS_COLUMN_TEXT) {
        add_text(s, column); /* most are */
    } else {
        adders[kind](s, column);
    }
}

/* The columns that become something. */
static uint64_t columns_to_add(const row_state *s)
{
    uint64_t columns = s->full;
    bool cases = s->kind == &ms_table_kinds[MS_TABLE_CASES];
    for (uint32_t i = 0; i < s->kind->count; i++) {
        bool rows = cases && s->tree->lists[i].count > 0;
        columns |= (uint64_t)(rows || s->tree->nulls) << i;
    }
    return columns & s->layout->placed;
}

/* Builds what a row becomes in its node, which holds so many members already. False when memory is out. */
static bool build_row(ms_table_tree *tree, size_t row, uint32_t node, uint32_t held)
{
    ms_table table = tree->rows->rows[row].table;
    row_state s;
    s.tree = tree;
    s.row = row;
    s.layout = &tree->text->layout->tables[table];
    s.kind = &ms_table_kinds[table];
    s.current = 0;
    s.closed = 0;
    s.good = true;
    s.nodes[0] = node;
    s.held[0] = held;
    take_cells(&s);
    bool more = table == MS_TABLE_CASES || tree->nulls;
    uint64_t columns = more ? columns_to_add(&s) : s.full & s.layout->placed;
    for (; columns != 0 && s.good; columns &= columns - 1) {
        add_column(&s, (uint32_t)__builtin_ctzll(columns));
    }
    while (s.current != 0) {
        leave(&s);
    }
    close_node(tree, node, s.held[0]);
    return s.good;
}

/* ---- the document ------------------------------------------------------------------------------------------------ */

/* Whose plan a row is: MS_PARTY_UNKNOWN, with a problem, when it does not say. */
static ms_party party_of(const ms_table_tree *tree, size_t row)
{
    ms_party party = ms_case_rows_party(tree->rows, row);
    if (party == MS_PARTY_UNKNOWN) {
        const ms_csv_cell *cell = ms_case_rows_key(tree->rows, row);
        const char *found = "nothing";
        if (cell != NULL) {
            found = ms_table_problems_quote(tree->problems, tree->rows->rows[row].csv.text + cell->at, cell->length);
        }
        ms_table_tree_problem(tree, row, "parent", found, "parent_not_seeking or parent_seeking");
    }
    return party;
}

/* Lists the plans of each parent; one list follows the other. */
static uint32_t list_plans(ms_table_tree *tree, uint32_t first)
{
    size_t from = tree->rows->first[MS_TABLE_PLANS], to = tree->rows->first[MS_TABLE_PLANS + 1];
    ms_row_list *not_seeking = &tree->lists[ms_plan_lists[MS_PNS]];
    ms_row_list *seeking = &tree->lists[ms_plan_lists[MS_PSS]];
    *not_seeking = (ms_row_list){.first = first};
    *seeking = (ms_row_list){.first = (uint32_t)(first + (to - from))}; /* filled from its end */
    for (size_t row = from; row < to; row++) {
        ms_party party = party_of(tree, row);
        if (party == MS_PNS) {
            tree->order[first + not_seeking->count++] = (uint32_t)row;
        } else if (party == MS_PSS) {
            tree->order[--seeking->first] = (uint32_t)row;
            seeking->count++;
        }
    }
    for (uint32_t low = seeking->first, high = low + seeking->count; low + 1 < high; low++) {
        uint32_t row = tree->order[low];
        tree->order[low] = tree->order[--high];
        tree->order[high] = row;
    }
    return (uint32_t)(first + (to - from));
}

/* Lists the rows of every table but cases.csv for the columns that they fill. */
static void list_rows(ms_table_tree *tree)
{
    const ms_table_kind *cases = &ms_table_kinds[MS_TABLE_CASES];
    uint32_t first = list_plans(tree, 0);
    for (uint32_t i = 0; i < cases->count; i++) {
        ms_table table = (ms_table)cases->columns[i].field;
        if (cases->columns[i].kind != MS_COLUMN_ROWS || table == MS_TABLE_PLANS) {
            continue;
        }
        size_t from = tree->rows->first[table], to = tree->rows->first[table + 1];
        tree->lists[i] = (ms_row_list){.first = first, .count = (uint32_t)(to - from)};
        for (size_t row = from; row < to; row++) {
            tree->order[first++] = (uint32_t)row;
        }
    }
}

/* Rows of cases.csv behind the first of the case. */
static void refuse_second_rows(const ms_table_tree *tree)
{
    for (size_t row = 1; row < tree->rows->first[MS_TABLE_CHILDREN]; row++) {
        const ms_csv_row *csv = &tree->rows->rows[row].csv;
        uint32_t cell = tree->rows->files[MS_TABLE_CASES].case_cell;
        ms_text id = ms_table_id(csv->text, csv->text + csv->length, cell);
        ms_table_tree_problem(tree, row, "case_id", ms_table_problems_quote(tree->problems, id.at, id.length),
                              "each case_id once");
    }
}

bool ms_table_tree_build(ms_table_tree *tree)
{
    tree->count = 0;
    uint32_t *order = ms_grown(tree->order, &tree->order_capacity, tree->rows->row_count, sizeof *order);
    if (order == NULL || !reserve_nodes(tree, &tree->rows->rows[0])) {
        return false;
    }
    tree->order = order;
    list_rows(tree);
    refuse_second_rows(tree);
    tree->nodes[tree->count++] = (ms_json_node){.at = 1, .type = MS_JSON_OBJECT};
    const ms_layout *layout = tree->text->layout;
    add_string(tree, 0, 0, layout->format, (ms_piece){layout->format_value.at, layout->format_value.length});
    return build_row(tree, 0, 0, 1);
}

ms_json_tree ms_table_tree_nodes(const ms_table_tree *tree)
{
    return (ms_json_tree){
        .text = tree->text->text, .length = tree->text->length, .nodes = tree->nodes, .count = tree->count};
}

/* ---- back to the tables ------------------------------------------------------------------------------------------ */

/* A place in what a row becomes, as in ms_column. Longer ones than this there are none. */
typedef struct written_place {
    char text[128];
    size_t length;
} written_place;

static void put_part(written_place *place, const char *name, size_t length)
{
    if (place->length + 1 + length < sizeof place->text) {
        if (place->length > 0) {
            place->text[place->length++] = '/';
        }
        memcpy(place->text + place->length, name, length);
        place->length += length;
    }
}

/* Whether a place is the one of `length` bytes, or within it. */
static bool is_within(const char *place, const char *other, size_t length)
{
    return strncmp(place, other, length) == 0 && (place[length] == '\0' || place[length] == '/');
}

/* The column of a place: of what it is in, as near as there is; else of something in it. NULL when there is none. */
static const ms_column *find_column(ms_table table, const written_place *place)
{
    const ms_table_kind *kind = &ms_table_kinds[table];
    const ms_column *around = NULL, *within = NULL;
    for (uint32_t i = 0; i < kind->count && place->length > 0; i++) {
        const ms_column *column = &kind->columns[i];
        if (column->place == NULL) {
            continue;
        }
        size_t length = strlen(column->place);
        if (is_within(place->text, column->place, length) && (around == NULL || length > strlen(around->place))) {
            around = column;
        }
        if (within == NULL && is_within(column->place, place->text, place->length)) {
            within = column;
        }
    }
    return around != NULL ? around : within;
}

/* The list whose node is `node`; NULL when it is no list of rows. */
static const ms_row_list *find_list(const ms_table_tree *tree, uint32_t node)
{
    for (uint32_t i = 0; i < ms_table_kinds[MS_TABLE_CASES].count && node != 0; i++) {
        bool rows = ms_table_kinds[MS_TABLE_CASES].columns[i].kind == MS_COLUMN_ROWS;
        if (rows && tree->lists[i].node == node) {
            return &tree->lists[i];
        }
    }
    return NULL;
}

/* The place of the node at path[0] in its row; the path leads there from path[depth - 1]. */
static written_place write_place(const ms_table_tree *tree, const uint32_t *path, size_t depth, const char *missing)
{
    written_place place = {.length = 0};
    bool in_list = false;
    while (depth > 0) {
        const ms_json_node *node = &tree->nodes[path[--depth]];
        in_list = in_list || tree->nodes[node->parent].type == MS_JSON_ARRAY;
        if (!in_list) {
            put_part(&place, tree->text->text + node->name_at, node->name_length);
        }
    }
    if (missing != NULL && !in_list) {
        put_part(&place, missing, strlen(missing));
    }
    place.text[place.length] = '\0';
    return place;
}

ms_tree_place ms_table_tree_find(const ms_table_tree *tree, const ms_problem_node *problem)
{
    uint32_t path[MS_MAX_DEPTH];
    size_t depth = 0;
    ms_tree_place found = {.row = 0};
    for (uint32_t at = problem->node; at != 0; at = tree->nodes[at].parent) {
        const ms_row_list *list = find_list(tree, tree->nodes[at].parent);
        if (list != NULL) {
            found.row = tree->order[list->first + tree->nodes[at].position];
            break;
        }
        path[depth++] = at;
    }
    if (problem->at_name) {
        found.column = "pointer"; /* the names of members are cells there alone */
        return found;
    }
    written_place place = write_place(tree, path, depth, problem->missing);
    const ms_column *column = find_column(tree->rows->rows[found.row].table, &place);
    found.column = column == NULL ? NULL : column->name;
    if (column != NULL && column->kind == MS_COLUMN_ROWS) {
        found.rows = ms_table_kinds[column->field].file;
    }
    return found;
}
