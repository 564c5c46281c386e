#include "batch/table_join.h"

#include "batch/room.h"

#include <stdlib.h>
#include <string.h>

/* ---- memory ------------------------------------------------------------------------------------------------------ */

void ms_join_free(ms_join *join)
{
    free(join->starts);
    free(join->cases);
    free(join->strays);
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        free(join->lists[table].last);
        free(join->lists[table].earlier);
        free(join->lists[table].at);
    }
    *join = (ms_join){.sorted = false};
}

/* ---- in the order of case_id ------------------------------------------------------------------------------------- */

/* The orders in which ids may be. Numbers without zeros before them are in the order of their length first. */
enum { BY_BYTES = 1, BY_LENGTH = 2 };

/* In which of some orders one id comes before another. */
static unsigned before(unsigned orders, ms_text a, ms_text b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int first = memcmp(a.at, b.at, shorter);
    unsigned found = 0;
    if (first < 0 || (first == 0 && a.length < b.length)) {
        found |= BY_BYTES;
    }
    if (a.length < b.length || (a.length == b.length && first < 0)) {
        found |= BY_LENGTH;
    }
    return orders & found;
}

/* Where each file is gone through. */
typedef struct rows_in_order {
    ms_table_walk walks[MS_TABLE_COUNT];
} rows_in_order;

/* Sets down where each file stands. */
static bool add_start(ms_join *join, const rows_in_order *rows)
{
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        uint64_t *starts = ms_grown(join->starts, &join->start_capacity, join->start_count + 1, sizeof *starts);
        if (starts == NULL) {
            return false;
        }
        join->starts = starts;
        const ms_table_walk *walk = &rows->walks[table];
        join->starts[join->start_count++] = walk->file->text == NULL ? 0 : (uint64_t)(walk->at - walk->file->text);
    }
    return true;
}

/* Whether an id could be taken for more than one cell where it stands at the start of a row. */
static bool is_several_cells(ms_text id)
{
    for (size_t i = 0; i < id.length; i++) {
        if (id.at[i] == ',' || id.at[i] == '"' || id.at[i] == '\n' || id.at[i] == '\r') {
            return true;
        }
    }
    return false;
}

/* Goes past the rows of the case at which cases.csv stands. */
static void pass_case(rows_in_order *rows, ms_text id)
{
    for (ms_table table = MS_TABLE_CHILDREN; table < MS_TABLE_COUNT; table++) {
        ms_table_walk *walk = &rows->walks[table];
        while (walk->at < walk->file->end && ms_table_has_id(walk->at, walk->file->end, walk->file->case_cell, id)) {
            ms_table_walk_next(walk);
        }
    }
    ms_table_walk_next(&rows->walks[MS_TABLE_CASES]);
}

/* Whether every file is gone through; memory that is out ends a walk, too. */
static bool all_passed(const rows_in_order *rows, bool *out_of_memory)
{
    bool passed = true;
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        const ms_table_walk *walk = &rows->walks[table];
        passed = passed && walk->at == walk->file->end;
        *out_of_memory = *out_of_memory || walk->out_of_memory;
    }
    return passed;
}

/* Goes through all tables side by side. join->sorted says whether they are in one order. */
static ms_status join_sorted(ms_table_file *files, ms_join *join)
{
    rows_in_order rows;
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        rows.walks[table] = ms_table_walk_begin(&files[table]);
    }
    const ms_table_walk *cases = &rows.walks[MS_TABLE_CASES];
    unsigned orders = BY_BYTES | BY_LENGTH;
    bool good = true;
    ms_text id = {.at = "", .length = 0};
    while (good && orders != 0 && cases->at < cases->file->end) {
        ms_text earlier = id;
        id = ms_table_id(cases->at, cases->file->end, cases->file->case_cell);
        orders = is_several_cells(id) ? 0 : before(orders, earlier, id); /* one of no length comes before none */
        if (orders != 0 && join->case_count % MS_PART_CASES == 0) {
            good = add_start(join, &rows);
        }
        if (orders != 0) {
            join->case_count++;
            pass_case(&rows, id);
        }
    }
    bool out_of_memory = !good || !add_start(join, &rows);
    join->sorted = all_passed(&rows, &out_of_memory) && orders != 0;
    return out_of_memory ? MS_ERROR_MEMORY : MS_OK;
}

/* ---- in any order ------------------------------------------------------------------------------------------------ */

/* The cases by their ids: open addressing, at most three in four places taken. */
typedef struct case_place {
    uint32_t case_number; /* from 1; 0: the place is free */
    uint32_t tag;         /* of the id's hash */
} case_place;

typedef struct case_index {
    ms_table_file *files;
    ms_join *join;
    case_place *places;
    size_t capacity; /* a power of two */
} case_index;

/* After MurmurHash64A, which Austin Appleby gave to the public. */
static uint64_t hash_id(ms_text id)
{
    const uint64_t multiplier = UINT64_C(0xC6A4A7935BD1E995);
    uint64_t hash = id.length * multiplier;
    for (size_t at = 0; at < id.length; at += sizeof(uint64_t)) {
        size_t left = id.length - at;
        uint64_t piece = 0;
        memcpy(&piece, id.at + at, left < sizeof piece ? left : sizeof piece);
        piece *= multiplier;
        piece ^= piece >> 47;
        hash = (hash ^ piece * multiplier) * multiplier;
    }
    hash = (hash ^ hash >> 47) * multiplier;
    return hash ^ hash >> 47;
}

/* The id of a case, from 1. */
static ms_text id_of_case(const case_index *index, uint32_t number)
{
    const ms_table_file *cases = &index->files[MS_TABLE_CASES];
    return ms_table_id(cases->text + index->join->cases[number - 1], cases->end, cases->case_cell);
}

/* The place of an id, free or taken by the case of that id. */
static case_place *find_place(const case_index *index, ms_text id, uint64_t hash)
{
    size_t at = hash & (index->capacity - 1);
    uint32_t tag = (uint32_t)(hash >> 32);
    for (;;) {
        case_place *place = &index->places[at];
        if (place->case_number == 0 || (place->tag == tag && ms_text_same(id, id_of_case(index, place->case_number)))) {
            return place;
        }
        at = (at + 1) & (index->capacity - 1);
    }
}

/* Doubles the places. */
static bool grow_index(case_index *index)
{
    case_index larger = *index;
    larger.capacity = index->capacity == 0 ? 4096 : 2 * index->capacity;
    larger.places = calloc(larger.capacity, sizeof *larger.places);
    if (larger.places == NULL) {
        return false;
    }
    for (size_t i = 0; i < index->capacity; i++) {
        uint32_t number = index->places[i].case_number;
        if (number != 0) {
            ms_text id = id_of_case(index, number);
            uint64_t hash = hash_id(id);
            size_t at = hash & (larger.capacity - 1);
            while (larger.places[at].case_number != 0) {
                at = (at + 1) & (larger.capacity - 1);
            }
            larger.places[at] = index->places[i];
        }
    }
    free(index->places);
    *index = larger;
    return true;
}

/* Makes room for one more row. False when memory is out. */
static bool make_room(ms_row_lists *lists)
{
    size_t capacity = lists->capacity;
    uint64_t *at = ms_grown(lists->at, &capacity, lists->count + 1, sizeof *at);
    lists->at = at != NULL ? at : lists->at;
    uint32_t *earlier = ms_grown(lists->earlier, &lists->capacity, lists->count + 1, sizeof *earlier);
    lists->earlier = earlier != NULL ? earlier : lists->earlier;
    return at != NULL && earlier != NULL;
}

/* Adds a row to the list of its case. `cases`: how many cases there can be. */
static ms_status add_row(ms_row_lists *lists, uint32_t case_number, uint64_t at, uint64_t cases)
{
    if (lists->count >= UINT32_MAX - 1) {
        return MS_ERROR_LIMIT;
    }
    if (lists->last == NULL) {
        lists->last = calloc(cases, sizeof *lists->last);
    }
    if (lists->last == NULL || !make_room(lists)) {
        return MS_ERROR_MEMORY;
    }
    lists->at[lists->count] = at;
    lists->earlier[lists->count] = lists->last[case_number - 1];
    lists->last[case_number - 1] = (uint32_t)++lists->count;
    return MS_OK;
}

static ms_status add_stray(ms_join *join, ms_table table, uint64_t at)
{
    ms_stray *strays = ms_grown(join->strays, &join->stray_capacity, join->stray_count + 1, sizeof *strays);
    if (strays == NULL) {
        return MS_ERROR_MEMORY;
    }
    join->strays = strays;
    join->strays[join->stray_count++] = (ms_stray){.at = at, .table = table};
    return MS_OK;
}

/* A row of cases.csv with the id of one before it: it is noted, and counted out, when all cases are known. */
typedef struct second_row {
    uint64_t at;
    uint32_t case_number;
} second_row;

typedef struct second_rows {
    second_row *list;
    size_t count, capacity;
} second_rows;

/* Adds the row of a case to the index. Rows without an id are cases, each by itself, to which no other row belongs. */
static ms_status add_case(case_index *index, second_rows *second, ms_text id, uint64_t at)
{
    ms_join *join = index->join;
    if (join->case_count >= UINT32_MAX - 1) {
        return MS_ERROR_LIMIT;
    }
    if (4 * (join->case_count + 1) > 3 * index->capacity && !grow_index(index)) {
        return MS_ERROR_MEMORY;
    }
    uint64_t hash = hash_id(id);
    case_place *place = id.length == 0 ? NULL : find_place(index, id, hash);
    if (place != NULL && place->case_number != 0) {
        second_row *list = ms_grown(second->list, &second->capacity, second->count + 1, sizeof *list);
        if (list == NULL) {
            return MS_ERROR_MEMORY;
        }
        second->list = list;
        second->list[second->count++] = (second_row){at, place->case_number};
        return MS_OK;
    }
    uint64_t *cases = ms_grown(join->cases, &join->case_capacity, join->case_count + 1, sizeof *cases);
    if (cases == NULL) {
        return MS_ERROR_MEMORY;
    }
    join->cases = cases;
    join->cases[join->case_count++] = at;
    if (place != NULL) {
        *place = (case_place){(uint32_t)join->case_count, (uint32_t)(hash >> 32)};
    }
    return MS_OK;
}

static ms_status index_cases(case_index *index, second_rows *second)
{
    ms_table_file *file = &index->files[MS_TABLE_CASES];
    ms_table_walk walk = ms_table_walk_begin(file);
    ms_status status = MS_OK;
    for (; status == MS_OK && walk.at < file->end; ms_table_walk_next(&walk)) {
        status =
            add_case(index, second, ms_table_id(walk.at, file->end, file->case_cell), (uint64_t)(walk.at - file->text));
    }
    for (size_t i = 0; status == MS_OK && i < second->count; i++) {
        status = add_row(&index->join->lists[MS_TABLE_CASES], second->list[i].case_number, second->list[i].at,
                         index->join->case_count);
    }
    return walk.out_of_memory ? MS_ERROR_MEMORY : status;
}

static ms_status index_rows(case_index *index, ms_table table)
{
    ms_join *join = index->join;
    ms_table_file *file = &index->files[table];
    ms_table_walk walk = ms_table_walk_begin(file);
    ms_status status = MS_OK;
    for (; status == MS_OK && walk.at < file->end; ms_table_walk_next(&walk)) {
        ms_text id = ms_table_id(walk.at, file->end, file->case_cell);
        uint64_t at = (uint64_t)(walk.at - file->text);
        uint32_t number = 0;
        if (id.length > 0 && index->capacity > 0) {
            number = find_place(index, id, hash_id(id))->case_number;
        }
        status = number != 0 ? add_row(&join->lists[table], number, at, join->case_count) : add_stray(join, table, at);
    }
    return walk.out_of_memory ? MS_ERROR_MEMORY : status;
}

ms_status ms_join_make_listed(ms_table_file *files, ms_join *join)
{
    *join = (ms_join){.sorted = false};
    case_index index = {.files = files, .join = join};
    second_rows second = {.list = NULL};
    ms_status status = index_cases(&index, &second);
    for (ms_table table = MS_TABLE_CHILDREN; status == MS_OK && table < MS_TABLE_COUNT; table++) {
        status = index_rows(&index, table);
    }
    free(index.places);
    free(second.list);
    return status;
}

ms_status ms_join_make(ms_table_file *files, ms_join *join)
{
    *join = (ms_join){.sorted = false};
    ms_status status = join_sorted(files, join);
    if (status != MS_OK || join->sorted) {
        return status;
    }
    ms_join_free(join);
    return ms_join_make_listed(files, join);
}

uint64_t ms_join_part_count(const ms_join *join)
{
    return join->case_count / MS_PART_CASES + (join->case_count % MS_PART_CASES != 0);
}
