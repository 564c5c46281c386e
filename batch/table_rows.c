#include "batch/table_rows.h"

#include "batch/room.h"

#include <stdlib.h>
#include <string.h>

void ms_case_rows_free(ms_case_rows *rows)
{
    free(rows->rows);
    free(rows->cells);
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        free(rows->pieces[table].text);
    }
    *rows = (ms_case_rows){.files = NULL};
}

/* ---- gathering --------------------------------------------------------------------------------------------------- */

/* Makes room for one more row. False when memory is out. */
static bool make_room(ms_case_rows *rows)
{
    ms_case_row *list = ms_grown(rows->rows, &rows->row_capacity, rows->row_count + 1, sizeof *list);
    rows->rows = list != NULL ? list : rows->rows;
    ms_csv_cell *cells = ms_grown(rows->cells, &rows->cell_capacity, rows->cell_count + MS_ROW_ROOM, sizeof *cells);
    rows->cells = cells != NULL ? cells : rows->cells;
    return list != NULL && cells != NULL;
}

/* Adds the row at `at`, before `end`, whose place in the file is `place`; returns where the next begins. */
static const char *add_row(ms_case_rows *rows, ms_table table, const char *at, const char *end, const char *place)
{
    bool room = rows->bytes <= MS_LONGEST_CASE && !rows->out_of_memory;
    if (room && !make_room(rows)) {
        rows->out_of_memory = true;
        room = false;
    }
    if (!room) {
        const char *stop = ms_csv_row_end(at, end);
        rows->bytes += (size_t)(stop - at);
        return stop == end ? stop : stop + 1;
    }
    ms_case_row *row = &rows->rows[rows->row_count++];
    row->table = table;
    row->place = place;
    row->first_cell = (uint32_t)rows->cell_count;
    uint32_t count = rows->files[table].cell_count;
    ms_csv_cell *cells = rows->cells + rows->cell_count;
    ms_csv_split(at, end, cells, MS_ROW_ROOM, &row->csv);
    count = row->csv.count < count ? row->csv.count : count;
    cells[count] = (ms_csv_cell){.length = 0};
    rows->cell_count += count + 1;
    rows->bytes += row->csv.length;
    return row->csv.next;
}

/* ---- tables in the order of case_id ------------------------------------------------------------------------------ */

/* Goes to the next row of a piece, past blank ones. */
static void go_to(ms_table_piece *piece, const char *at)
{
    while (at < piece->stop && ms_csv_blank(at, piece->stop)) {
        at = ms_csv_row_end(at, piece->stop);
        at += at < piece->stop;
    }
    piece->place += at - piece->at;
    piece->at = at;
}

/* Reads what the part has of a table; where that cannot be done, it is read as it is in memory. */
static void begin_piece(const ms_table_file *file, uint64_t from, uint64_t to, ms_table_piece *piece)
{
    size_t length = (size_t)(to - from);
    char *text = ms_grown(piece->text, &piece->capacity, length, 1);
    piece->text = text != NULL ? text : piece->text;
    piece->place = piece->at = file->text == NULL ? "" : file->text + from;
    if (length > 0 && text != NULL && ms_table_file_read(file, piece->place, length, text)) {
        piece->at = piece->text;
    }
    piece->stop = piece->at + length;
    go_to(piece, piece->at);
}

static void begin_sorted(ms_case_rows *rows, uint64_t part)
{
    const uint64_t *starts = rows->join->starts + part * MS_TABLE_COUNT;
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        begin_piece(&rows->files[table], starts[table], starts[MS_TABLE_COUNT + table], &rows->pieces[table]);
    }
}

/* Adds the row at which a piece is. */
static void take_row(ms_case_rows *rows, ms_table table)
{
    ms_table_piece *piece = &rows->pieces[table];
    go_to(piece, add_row(rows, table, piece->at, piece->stop, piece->place));
}

static void gather_sorted(ms_case_rows *rows)
{
    const ms_table_piece *cases = &rows->pieces[MS_TABLE_CASES];
    ms_text id = ms_table_id(cases->at, cases->stop, rows->files[MS_TABLE_CASES].case_cell);
    take_row(rows, MS_TABLE_CASES);
    for (ms_table table = MS_TABLE_CHILDREN; table < MS_TABLE_COUNT; table++) {
        const ms_table_piece *piece = &rows->pieces[table];
        uint32_t case_cell = rows->files[table].case_cell;
        rows->first[table] = rows->row_count;
        while (piece->at < piece->stop && ms_table_has_id(piece->at, piece->stop, case_cell, id)) {
            take_row(rows, table);
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

/* Adds the row at a place of a file. */
static void take_row_at(ms_case_rows *rows, ms_table table, uint64_t place)
{
    const ms_table_file *file = &rows->files[table];
    (void)add_row(rows, table, file->text + place, file->end, file->text + place);
}

/* Gathers the rows of a list, of which the last is known. */
static void gather_list(ms_case_rows *rows, ms_table table)
{
    const ms_row_lists *lists = &rows->join->lists[table];
    size_t first = rows->row_count;
    uint32_t row = lists->last == NULL ? 0 : lists->last[rows->number];
    while (row != 0) {
        take_row_at(rows, table, lists->at[row - 1]);
        row = lists->earlier[row - 1];
    }
    turn(rows, first);
}

static void gather_listed(ms_case_rows *rows)
{
    take_row_at(rows, MS_TABLE_CASES, rows->join->cases[rows->number]);
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

const ms_csv_cell *ms_case_rows_key(const ms_case_rows *rows, size_t row)
{
    const ms_case_row *at = &rows->rows[row];
    uint32_t key = rows->files[at->table].key_cell;
    const ms_csv_cell *cell = key < at->csv.count ? &rows->cells[at->first_cell + key] : NULL;
    return cell != NULL && cell->length > 0 ? cell : NULL;
}

ms_party ms_case_rows_party(const ms_case_rows *rows, size_t row)
{
    const ms_csv_cell *cell = ms_case_rows_key(rows, row);
    ms_text text = {cell == NULL ? "" : rows->rows[row].csv.text + cell->at, cell == NULL ? 0 : cell->length};
    const ms_choice *party = ms_find_choice(&ms_party_choices, text);
    return party == NULL ? MS_PARTY_UNKNOWN : (ms_party)party->value;
}
