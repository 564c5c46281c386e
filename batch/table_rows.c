#include "batch/table_rows.h"

#include <stdlib.h>
#include <string.h>

void ms_case_rows_free(ms_case_rows *rows)
{
    free(rows->rows);
    free(rows->cells);
    *rows = (ms_case_rows){.files = NULL};
}

/* ---- gathering --------------------------------------------------------------------------------------------------- */

/* Room for one more row and the most cells of one. */
static bool make_room(ms_case_rows *rows)
{
    if (rows->row_count == rows->row_capacity) {
        size_t capacity = rows->row_capacity == 0 ? 64 : 2 * rows->row_capacity;
        ms_case_row *larger = realloc(rows->rows, capacity * sizeof *larger);
        if (larger == NULL) {
            return false;
        }
        rows->rows = larger;
        rows->row_capacity = capacity;
    }
    if (rows->cell_capacity - rows->cell_count < MS_MAX_COLUMNS) {
        size_t capacity = rows->cell_capacity == 0 ? 1024 : 2 * rows->cell_capacity;
        ms_csv_cell *larger = realloc(rows->cells, capacity * sizeof *larger);
        if (larger == NULL) {
            return false;
        }
        rows->cells = larger;
        rows->cell_capacity = capacity;
    }
    return true;
}

/* Adds the row at `at`; returns where the next begins. */
static const char *add_row(ms_case_rows *rows, ms_table table, const char *at)
{
    const ms_table_file *file = &rows->files[table];
    if (rows->bytes > MS_LONGEST_CASE || rows->out_of_memory || !make_room(rows)) {
        rows->out_of_memory = rows->out_of_memory || rows->bytes <= MS_LONGEST_CASE;
        const char *stop = ms_csv_row_end(at, file->end);
        rows->bytes += (size_t)(stop - at);
        return stop == file->end ? stop : stop + 1;
    }
    ms_case_row *row = &rows->rows[rows->row_count++];
    row->table = table;
    row->first_cell = (uint32_t)rows->cell_count;
    ms_csv_split(at, file->end, rows->cells + rows->cell_count, file->cell_count, &row->csv);
    rows->cell_count += row->csv.filled;
    rows->bytes += row->csv.length;
    return row->csv.next;
}

/* ---- tables in the order of case_id ------------------------------------------------------------------------------ */

/* Goes to the next row of the part, past blank ones. */
static void go_to(ms_case_rows *rows, ms_table table, const char *at)
{
    const ms_table_file *file = &rows->files[table];
    const char *stop = rows->stop[table];
    while (at < stop && ms_csv_blank(at, file->end)) {
        at = ms_csv_row_end(at, file->end);
        at += at < stop;
    }
    rows->at[table] = at;
}

static void begin_sorted(ms_case_rows *rows, uint64_t part)
{
    const uint64_t *starts = rows->join->starts + part * MS_TABLE_COUNT;
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        const ms_table_file *file = &rows->files[table];
        rows->begin[table] = rows->at[table] = rows->stop[table] = NULL;
        if (file->text != NULL) {
            rows->begin[table] = file->text + starts[table];
            rows->stop[table] = file->text + starts[MS_TABLE_COUNT + table];
            go_to(rows, table, rows->begin[table]);
        }
    }
}

static void gather_sorted(ms_case_rows *rows)
{
    const char *first = rows->at[MS_TABLE_CASES];
    ms_text id = ms_table_file_id(&rows->files[MS_TABLE_CASES], first);
    go_to(rows, MS_TABLE_CASES, add_row(rows, MS_TABLE_CASES, first));
    for (ms_table table = MS_TABLE_CHILDREN; table < MS_TABLE_COUNT; table++) {
        rows->first[table] = rows->row_count;
        while (rows->at[table] < rows->stop[table] && ms_table_file_is(&rows->files[table], rows->at[table], id)) {
            go_to(rows, table, add_row(rows, table, rows->at[table]));
        }
    }
}

/* Lets go of what the part's rows took of the files. */
static void end_sorted(ms_case_rows *rows)
{
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        if (rows->begin[table] != NULL) {
            ms_table_file_release(&rows->files[table], rows->begin[table], rows->stop[table]);
            rows->begin[table] = NULL;
        }
    }
}

/* ---- tables in any order ----------------------------------------------------------------------------------------- */

/* Turns the order of rows from `first` on. Their cells stay where they are. */
static void turn(ms_case_rows *rows, size_t first)
{
    for (size_t low = first, high = rows->row_count; low + 1 < high; low++) {
        ms_case_row row = rows->rows[low];
        rows->rows[low] = rows->rows[--high];
        rows->rows[high] = row;
    }
}

/* Gathers the rows of a list, of which the last is known. */
static void gather_list(ms_case_rows *rows, ms_table table)
{
    const ms_row_lists *lists = &rows->join->lists[table];
    size_t first = rows->row_count;
    uint32_t row = lists->last == NULL ? 0 : lists->last[rows->number];
    while (row != 0) {
        (void)add_row(rows, table, rows->files[table].text + lists->at[row - 1]);
        row = lists->earlier[row - 1];
    }
    turn(rows, first);
}

static void gather_listed(ms_case_rows *rows)
{
    (void)add_row(rows, MS_TABLE_CASES, rows->files[MS_TABLE_CASES].text + rows->join->cases[rows->number]);
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        rows->first[table] = table == MS_TABLE_CASES ? 0 : rows->row_count;
        gather_list(rows, table);
    }
}

/* ---- case after case --------------------------------------------------------------------------------------------- */

void ms_case_rows_begin(ms_case_rows *rows, const ms_table_part *part)
{
    rows->number = part->first_case;
    rows->end = part->first_case + part->case_count;
    rows->row_count = 0;
    if (rows->join->sorted && part->case_count > 0) {
        begin_sorted(rows, part->number);
    }
}

bool ms_case_rows_next(ms_case_rows *rows)
{
    rows->row_count = rows->cell_count = rows->bytes = 0;
    rows->out_of_memory = false;
    if (rows->number == rows->end) {
        if (rows->join->sorted) {
            end_sorted(rows);
        }
        return false;
    }
    rows->first[MS_TABLE_CASES] = 0;
    if (rows->join->sorted) {
        gather_sorted(rows);
    } else {
        gather_listed(rows);
    }
    rows->first[MS_TABLE_COUNT] = rows->row_count;
    rows->number++;
    return true;
}

const ms_csv_cell *ms_case_rows_cell(const ms_case_rows *rows, size_t row, ms_column_kind kind)
{
    const ms_case_row *at = &rows->rows[row];
    const ms_table_file *file = &rows->files[at->table];
    const ms_csv_cell *cells = rows->cells + at->first_cell;
    for (uint32_t i = 0; i < at->csv.filled && cells[i].number < file->cell_count; i++) {
        if (ms_table_kinds[at->table].columns[file->columns[cells[i].number]].kind == kind) {
            return &cells[i];
        }
    }
    return NULL;
}

ms_party ms_case_rows_party(const ms_case_rows *rows, size_t row)
{
    const ms_csv_cell *cell = ms_case_rows_cell(rows, row, MS_COLUMN_PARENT);
    for (ms_party party = MS_PNS; party <= MS_PSS && cell != NULL; party++) {
        const char *known = ms_plan_parents[party];
        if (strlen(known) == cell->length && memcmp(known, rows->rows[row].csv.text + cell->at, cell->length) == 0) {
            return party;
        }
    }
    return MS_PARTY_UNKNOWN;
}
