/* A folder of tables; see tables.h. */
#define _XOPEN_SOURCE 700 /* opendir */
#include "batch/tables.h"

#include "batch/check.h"
#include "batch/open_tables.h"
#include "facts/nearest.h"
#include "facts/problems.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- the folder -------------------------------------------------------------------------------------------------- */

static bool is_table(const char *name)
{
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        if (strcmp(ms_table_kinds[table].file, name) == 0) {
            return true;
        }
    }
    return false;
}

/* A file whose name is nearly that of a table is taken for one that was meant to be: else its rows would be missed
 * without a word. */
static void check_name(ms_tables *tables, const char *name)
{
    static const char ending[] = ".csv";
    size_t length = strlen(name);
    size_t stem = length < sizeof ending ? 0 : length - (sizeof ending - 1);
    if (stem == 0 || strcmp(name + stem, ending) != 0 || is_table(name)) {
        return;
    }
    ms_nearest nearest = ms_nearest_to(name, stem);
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        const char *file = ms_table_kinds[table].file;
        ms_nearest_offer(&nearest, file, strlen(file) - (sizeof ending - 1));
    }
    if (nearest.name != NULL) {
        ms_table_problems *problems = &tables->problems;
        ms_table_problems_add(problems, &(ms_table_problem){.file = ms_table_problems_show(problems, name, length),
                                                            .pointer = "",
                                                            .found = "a file that is no table",
                                                            .expected = "another name, or another folder",
                                                            .suggestion = nearest.name});
    }
}

/* Looks at the names in the folder. False, with a problem, when it cannot be read. */
static bool check_folder(ms_tables *tables, const char *folder)
{
    DIR *open = opendir(folder);
    if (open == NULL) {
        const char *why = strerror(errno);
        ms_table_problems_add(&tables->problems,
                              &(ms_table_problem){.file = "",
                                                  .pointer = "",
                                                  .found = ms_table_problems_show(&tables->problems, why, strlen(why)),
                                                  .expected = "a folder with cases.csv, children.csv and plans.csv"});
        return false;
    }
    for (const struct dirent *entry = readdir(open); entry != NULL; entry = readdir(open)) {
        check_name(tables, entry->d_name);
    }
    closedir(open);
    return true;
}

/* ---- opening ----------------------------------------------------------------------------------------------------- */

static void refuse_size(ms_tables *tables)
{
    ms_table_problems_add(&tables->problems, &(ms_table_problem){.file = ms_table_kinds[MS_TABLE_CASES].file,
                                                                 .pointer = "",
                                                                 .found = "tables with more rows",
                                                                 .expected = "at most 4,294,967,293 rows in each"});
}

/* Joins tables that are open, when nothing is wrong with them. */
static ms_status join(ms_tables *made, ms_tables **tables)
{
    ms_status status = made->problems.out_of_memory ? MS_ERROR_MEMORY : MS_OK;
    if (status == MS_OK && made->problems.count == 0) {
        status = ms_join_make(made->files, &made->join);
    }
    if (status == MS_ERROR_LIMIT) {
        refuse_size(made);
    }
    if (status == MS_ERROR_MEMORY || made->problems.out_of_memory) {
        ms_tables_free(made);
        return MS_ERROR_MEMORY;
    }
    *tables = made;
    return made->problems.count > 0 ? MS_ERROR_INVALID : MS_OK;
}

ms_status ms_tables_open(const char *folder, ms_tables **tables)
{
    *tables = NULL;
    ms_tables *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_layout_make(&made->layout);
    bool there = check_folder(made, folder);
    for (ms_table table = MS_TABLE_CASES; there && table < MS_TABLE_COUNT; table++) {
        ms_table_file_open(&made->files[table], folder, table, &made->problems);
    }
    return join(made, tables);
}

ms_status ms_tables_open_texts(const char *const *texts, const size_t *lengths, ms_tables **tables)
{
    *tables = NULL;
    ms_tables *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_layout_make(&made->layout);
    for (ms_table table = MS_TABLE_CASES; table < MS_TABLE_COUNT; table++) {
        ms_table_file_open_text(&made->files[table], table, texts[table], lengths[table], &made->problems);
    }
    return join(made, tables);
}

void ms_tables_free(ms_tables *tables)
{
    if (tables == NULL) {
        return;
    }
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        ms_table_file_close(&tables->files[table]);
    }
    ms_join_free(&tables->join);
    ms_table_problems_free(&tables->problems);
    free(tables);
}

size_t ms_tables_problem_count(const ms_tables *tables)
{
    return tables->problems.count;
}

const ms_table_problem *ms_tables_problem(const ms_tables *tables, size_t index)
{
    return index < tables->problems.count ? &tables->problems.list[index] : NULL;
}

/* ---- what there is ----------------------------------------------------------------------------------------------- */

uint64_t ms_tables_stray_count(const ms_tables *tables)
{
    return tables->join.stray_count;
}

bool ms_tables_stray(const ms_tables *tables, uint64_t index, ms_buffer *scratch, ms_table_row *row,
                     ms_table_problem *problem)
{
    const ms_stray *stray = &tables->join.strays[index];
    const ms_table_file *file = &tables->files[stray->table];
    const char *at = file->text + stray->at;
    ms_csv_row csv;
    ms_csv_split(at, file->end, NULL, 0, &csv);
    *row = (ms_table_row){ms_table_kinds[stray->table].file, ms_table_file_row(file, at), csv.text, csv.length};
    ms_text id = ms_table_id(at, file->end, file->case_cell);
    scratch->length = 0;
    ms_buffer_put(scratch, id.length == 0 ? "nothing" : "\"");
    if (id.length > 0) {
        ms_put_shown(scratch, id.at, id.length);
        ms_buffer_put(scratch, "\"");
    }
    ms_buffer_add(scratch, "", 1);
    *problem = (ms_table_problem){.file = row->file,
                                  .row = row->number,
                                  .column = "case_id",
                                  .pointer = "",
                                  .found = scratch->text,
                                  .expected = "the case_id of a row of cases.csv"};
    return !scratch->failed;
}

uint64_t ms_tables_repeated_count(const ms_tables *tables)
{
    return tables->join.lists[MS_TABLE_CASES].count;
}

ms_table_row ms_tables_repeated(const ms_tables *tables, uint64_t index)
{
    const ms_table_file *file = &tables->files[MS_TABLE_CASES];
    const char *at = file->text + tables->join.lists[MS_TABLE_CASES].at[index];
    ms_csv_row csv;
    ms_csv_split(at, file->end, NULL, 0, &csv);
    return (ms_table_row){ms_table_kinds[MS_TABLE_CASES].file, ms_table_file_row(file, at), csv.text, csv.length};
}

uint64_t ms_tables_case_count(const ms_tables *tables)
{
    return tables->join.case_count;
}

uint64_t ms_tables_bytes(const ms_tables *tables)
{
    uint64_t bytes = 0;
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        bytes += (uint64_t)(tables->files[table].end - tables->files[table].text);
    }
    return bytes;
}

bool ms_tables_unchanged(const ms_tables *tables)
{
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        if (!ms_table_file_unchanged(&tables->files[table])) {
            return false;
        }
    }
    return true;
}

uint64_t ms_tables_check(const ms_tables *tables)
{
    uint64_t check = ms_check_begin();
    for (int table = 0; table < MS_TABLE_COUNT; table++) {
        const ms_table_file *file = &tables->files[table];
        check = ms_check_more(check, &file->size, sizeof file->size);
        check = ms_check_more(check, &file->changed, sizeof file->changed);
    }
    return check;
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

uint64_t ms_tables_part_count(const ms_tables *tables)
{
    return ms_join_part_count(&tables->join);
}

/* How much of the tables can be called done when so many cases are. */
static uint64_t bytes_of_cases(const ms_tables *tables, uint64_t cases)
{
    uint64_t total = tables->join.case_count;
    uint64_t bytes = ms_tables_bytes(tables);
    return bytes / total * cases + bytes % total * cases / total;
}

ms_table_part ms_tables_part(const ms_tables *tables, uint64_t number)
{
    uint64_t first = number * MS_PART_CASES;
    uint64_t left = tables->join.case_count - first;
    uint64_t count = left < MS_PART_CASES ? left : MS_PART_CASES;
    return (ms_table_part){.number = number,
                           .first_case = first,
                           .case_count = count,
                           .bytes = bytes_of_cases(tables, first + count) - bytes_of_cases(tables, first)};
}
