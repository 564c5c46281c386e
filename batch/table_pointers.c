#include "batch/table_pointers.h"

#include <string.h>

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

/* Whether a pointer begins with a place, which a slash or its end follows. Each begins with a slash, and has more. */
static bool begins_with(ms_text pointer, const char *place)
{
    if (pointer.at[1] != place[0]) { /* as mostly */
        return false;
    }
    size_t length = strlen(place);
    return pointer.length > length && memcmp(pointer.at + 1, place, length) == 0
           && (pointer.length == length + 1 || pointer.at[length + 1] == '/');
}

/* Whether a pointer is a place, or that of an object around it. */
static bool is_around(ms_text pointer, const char *place)
{
    if (pointer.length < 2 || pointer.at[1] != place[0]) { /* as mostly */
        return false;
    }
    size_t length = strlen(place);
    return pointer.length <= length + 1 && memcmp(pointer.at + 1, place, pointer.length - 1) == 0
           && (pointer.length == length + 1 || place[pointer.length - 1] == '/');
}

/* Whether a pointer names a field of a row that has content, or an object around one. */
static bool names_field(const ms_case_rows *rows, size_t number, ms_text pointer)
{
    const ms_case_row *row = &rows->rows[number];
    const ms_table_file *file = &rows->files[row->table];
    const ms_csv_cell *cells = rows->cells + row->first_cell;
    for (uint32_t i = 0; i < file->cell_count; i++) {
        const ms_column *column = &ms_table_kinds[row->table].columns[file->columns[i]];
        if (cells[i].length > 0 && column->place != NULL && column->kind != MS_COLUMN_ROWS
            && is_around(pointer, column->place)) {
            return true;
        }
    }
    return false;
}

/* The lists by the columns of cases.csv; NULL for that of the pointers themselves. */
static const ms_listed_rows *list_of(const ms_case_lists *lists, uint32_t column)
{
    switch ((ms_table)ms_table_kinds[MS_TABLE_CASES].columns[column].field) {
    case MS_TABLE_CHILDREN:
        return &lists->children;
    case MS_TABLE_PLANS:
        return &lists->plans[column == ms_plan_lists[MS_PSS]];
    case MS_TABLE_REQUESTS:
        return &lists->requests;
    case MS_TABLE_OBLIGATIONS:
        return &lists->obligations;
    default:
        return NULL;
    }
}

bool ms_pointer_is_known(const ms_case_rows *rows, const ms_case_lists *lists, ms_text pointer)
{
    const ms_table_kind *cases = &ms_table_kinds[MS_TABLE_CASES];
    if (pointer.length < 2 || pointer.at[0] != '/') {
        return false;
    }
    for (uint32_t i = 0; i < cases->count; i++) {
        const ms_column *column = &cases->columns[i];
        const ms_listed_rows *list = column->kind == MS_COLUMN_ROWS ? list_of(lists, i) : NULL;
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
        size_t row = list->rows == NULL ? list->first + index : list->rows[index];
        return rest.length == 0 || names_field(rows, row, rest);
    }
    return names_field(rows, 0, pointer);
}
