#include "batch/table_write.h"

#include "batch/csv.h"
#include "facts/json_text.h"

#include <string.h>

void ms_table_header(ms_table table, ms_buffer *out)
{
    const ms_table_kind *kind = &ms_table_kinds[table];
    bool first = true;
    for (uint32_t i = 0; i < kind->count; i++) {
        if (kind->columns[i].name != NULL) {
            ms_buffer_put(out, first ? "" : ",");
            ms_buffer_put(out, kind->columns[i].name);
            first = false;
        }
    }
    ms_buffer_put(out, "\n");
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

/* A row that is being written. */
typedef struct row_writer {
    const ms_json_tree *tree;
    uint32_t node;      /* what the row is in the document */
    const char *parent; /* of a plan */
    ms_buffer *out;
    ms_buffer *cell; /* for one cell at a time */
} row_writer;

/* Appends a text without its escapes. */
static void put_plain(ms_buffer *out, const char *text, uint32_t length, bool escaped)
{
    if (!escaped) {
        ms_buffer_add(out, text, length);
        return;
    }
    size_t plain = 0;
    if (ms_buffer_reserve(out, length) && ms_json_unescape(text, length, out->text + out->length, &plain)) {
        out->length += plain;
    }
}

static void put_value(ms_buffer *out, const ms_json_tree *tree, uint32_t node)
{
    const ms_json_node *value = &tree->nodes[node];
    put_plain(out, tree->text + value->at, value->length, value->escaped);
}

/* ---- finding fields ---------------------------------------------------------------------------------------------- */

static bool is_name(const ms_json_tree *tree, const ms_json_node *member, const char *name, size_t length)
{
    char plain[128]; /* longer than any field's name is when every character of it is escaped */
    const char *text = tree->text + member->name_at;
    size_t text_length = member->name_length;
    if (member->name_escaped) {
        if (text_length > sizeof plain || !ms_json_unescape(text, text_length, plain, &text_length)) {
            return false;
        }
        text = plain;
    }
    return text_length == length && memcmp(text, name, length) == 0;
}

/* The member of a name; 0 when there is none, or it is null. */
static uint32_t find_member(const ms_json_tree *tree, uint32_t object, const char *name, size_t length)
{
    if (tree->nodes[object].type != MS_JSON_OBJECT) {
        return 0;
    }
    for (uint32_t member = object + 1; member < tree->nodes[object].next; member = tree->nodes[member].next) {
        if (is_name(tree, &tree->nodes[member], name, length)) {
            return tree->nodes[member].type == MS_JSON_NULL ? 0 : member;
        }
    }
    return 0;
}

/* The node of a place in an object; 0 when there is none. */
static uint32_t find_place(const ms_json_tree *tree, uint32_t object, const char *place)
{
    for (;;) {
        size_t length = strcspn(place, "/");
        object = find_member(tree, object, place, length);
        if (object == 0 || place[length] == '\0') {
            return object;
        }
        place += length + 1;
    }
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

static void put_words(const row_writer *w, uint32_t list)
{
    static const char between = MS_BETWEEN_WORDS;
    uint32_t end = w->tree->nodes[list].next;
    for (uint32_t element = list + 1; element < end; element = w->tree->nodes[element].next) {
        ms_buffer_add(w->cell, &between, element == list + 1 ? 0 : 1);
        put_value(w->cell, w->tree, element);
    }
}

/* Appends a county's name; what would be taken for the form of the list is escaped. */
static void put_county_name(ms_buffer *out, const ms_json_tree *tree, uint32_t node)
{
    static const char escape = MS_COUNTY_ESCAPE;
    ms_buffer name = {.text = NULL};
    put_value(&name, tree, node);
    for (size_t i = 0; i < name.length; i++) {
        bool at_end = i == 0 || i + 1 == name.length;
        bool special = name.text[i] == MS_BETWEEN_COUNTIES || name.text[i] == MS_COUNTY_ESCAPE;
        ms_buffer_add(out, &escape, special || (at_end && name.text[i] == ' ') ? 1 : 0);
        ms_buffer_add(out, name.text + i, 1);
    }
    out->failed = out->failed || name.failed;
    ms_buffer_free(&name);
}

static void put_counties(const row_writer *w, uint32_t list)
{
    static const char between[] = {MS_BETWEEN_COUNTIES, ' '}, after_state = MS_AFTER_STATE;
    uint32_t end = w->tree->nodes[list].next;
    for (uint32_t county = list + 1; county < end; county = w->tree->nodes[county].next) {
        ms_buffer_add(w->cell, between, county == list + 1 ? 0 : sizeof between);
        put_value(w->cell, w->tree, find_place(w->tree, county, "state"));
        ms_buffer_add(w->cell, &after_state, 1);
        put_county_name(w->cell, w->tree, find_place(w->tree, county, "county"));
    }
}

/* Appends what a field is as the content of a cell. */
static void put_field(const row_writer *w, ms_column_kind kind, uint32_t node)
{
    ms_json_type type = (ms_json_type)w->tree->nodes[node].type;
    bool holds = type == MS_JSON_ARRAY || type == MS_JSON_OBJECT;
    if (type == MS_JSON_ARRAY && w->tree->nodes[node].count == 0) {
        ms_buffer_put(w->cell, MS_CELL_NONE);
    } else if (kind == MS_COLUMN_WORDS) {
        put_words(w, node);
    } else if (kind == MS_COLUMN_COUNTIES) {
        put_counties(w, node);
    } else if (type == MS_JSON_TRUE || (holds && kind == MS_COLUMN_ENROLLED)) {
        ms_buffer_put(w->cell, "true");
    } else if (type == MS_JSON_FALSE) {
        ms_buffer_put(w->cell, "false");
    } else if (holds) {
        ms_buffer_put(w->cell, MS_CELL_LISTED);
    } else {
        put_value(w->cell, w->tree, node);
    }
}

static void put_cell(const row_writer *w, const ms_column *column)
{
    const ms_json_node *row = &w->tree->nodes[w->node];
    w->cell->length = 0;
    if (column->kind == MS_COLUMN_CASE) {
        put_value(w->cell, w->tree, find_place(w->tree, 0, "case_id"));
    } else if (column->kind == MS_COLUMN_PARENT) {
        ms_buffer_put(w->cell, w->parent);
    } else if (column->kind == MS_COLUMN_POINTER) {
        put_plain(w->cell, w->tree->text + row->name_at, row->name_length, row->name_escaped);
    } else {
        uint32_t node = find_place(w->tree, w->node, column->place);
        if (node != 0) {
            put_field(w, column->kind, node);
        }
    }
    ms_csv_put(w->out, w->cell->text, w->cell->length);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static void put_row(const row_writer *w, ms_table table)
{
    const ms_table_kind *kind = &ms_table_kinds[table];
    bool first = true;
    for (uint32_t i = 0; i < kind->count; i++) {
        if (kind->columns[i].name != NULL) {
            ms_buffer_add(w->out, ",", first ? 0 : 1);
            put_cell(w, &kind->columns[i]);
            first = false;
        }
    }
    ms_buffer_add(w->out, "\n", 1);
}

/* Appends what a list holds as rows of its table. */
static void put_rows(const ms_json_tree *tree, uint32_t column, ms_buffer *tables, ms_buffer *cell)
{
    const ms_column *list = &ms_table_kinds[MS_TABLE_CASES].columns[column];
    row_writer w = {.tree = tree, .out = &tables[list->field], .cell = cell};
    w.parent = ms_plan_parents[column == ms_plan_lists[1]];
    uint32_t node = find_place(tree, 0, list->place);
    if (node == 0) {
        return;
    }
    for (uint32_t row = node + 1; row < tree->nodes[node].next; row = tree->nodes[row].next) {
        w.node = row;
        put_row(&w, (ms_table)list->field);
    }
}

void ms_table_write(const ms_json_tree *tree, ms_buffer *tables)
{
    const ms_table_kind *cases = &ms_table_kinds[MS_TABLE_CASES];
    ms_buffer cell = {.text = NULL};
    put_row(&(row_writer){.tree = tree, .out = &tables[MS_TABLE_CASES], .cell = &cell}, MS_TABLE_CASES);
    for (uint32_t i = 0; i < cases->count; i++) {
        if (cases->columns[i].kind == MS_COLUMN_ROWS) {
            put_rows(tree, i, tables, &cell);
        }
    }
    tables[MS_TABLE_CASES].failed = tables[MS_TABLE_CASES].failed || cell.failed;
    ms_buffer_free(&cell);
}
