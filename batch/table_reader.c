/* Case after case of tables; see tables.h. */
#include "batch/open_tables.h"
#include "batch/table_facts.h"
#include "batch/table_tree.h"
#include "batch/tree_json.h"

#include <stdlib.h>

/* A case of more bytes is none beside which others are kept. */
enum { USUAL_CASE = 8 * 1024 };

struct ms_table_reader {
    ms_case_rows rows;
    ms_case_text text;
    ms_table_facts facts;
    ms_document documents[MS_TABLE_CASES_KEPT]; /* that were read the short way */
    unsigned kept;                              /* how many of them are valid */
    ms_table_tree tree;
    bool built; /* the tree is that of the case */
    ms_table_problems problems;
    ms_reader *reader;
};

ms_status ms_table_reader_new(const ms_tables *tables, ms_table_reader **reader)
{
    *reader = NULL;
    ms_table_reader *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return MS_ERROR_MEMORY;
    }
    if (ms_reader_new(&made->reader) != MS_OK) {
        free(made);
        return MS_ERROR_MEMORY;
    }
    made->rows.files = tables->files;
    made->rows.join = &tables->join;
    made->text.layout = &tables->layout;
    ms_table_facts_begin(&made->facts, &made->rows);
    made->tree.rows = &made->rows;
    made->tree.text = &made->text;
    made->tree.problems = &made->problems;
    *reader = made;
    return MS_OK;
}

void ms_table_reader_free(ms_table_reader *reader)
{
    if (reader == NULL) {
        return;
    }
    ms_reader_free(reader->reader);
    ms_table_tree_free(&reader->tree);
    ms_table_facts_free(&reader->facts);
    ms_case_text_free(&reader->text);
    ms_case_rows_free(&reader->rows);
    ms_table_problems_free(&reader->problems);
    free(reader);
}

void ms_table_reader_begin(ms_table_reader *reader, const ms_table_part *part)
{
    ms_case_rows_begin(&reader->rows, part);
}

bool ms_table_reader_next(ms_table_reader *reader)
{
    return ms_case_rows_next(&reader->rows);
}

uint64_t ms_table_reader_case(const ms_table_reader *reader)
{
    return reader->rows.number - 1;
}

/* ---- problems ---------------------------------------------------------------------------------------------------- */

/* Adds a problem that the reader of documents found. */
static void add_problem(ms_table_reader *reader, size_t index)
{
    const ms_problem *found = ms_reader_problem(reader->reader, index);
    ms_problem_node node = ms_reader_problem_node(reader->reader, index);
    ms_tree_place place = ms_table_tree_find(&reader->tree, &node);
    const ms_case_row *row = &reader->rows.rows[place.row];
    ms_table_problem problem = {.file = ms_table_kinds[row->table].file,
                                .row = ms_table_file_row(&reader->rows.files[row->table], row->place),
                                .column = place.column,
                                .pointer = found->pointer,
                                .found = found->found,
                                .expected = found->expected,
                                .suggestion = found->suggestion};
    if (place.rows == ms_table_kinds[MS_TABLE_CHILDREN].file) {
        bool none = reader->rows.first[MS_TABLE_CHILDREN] == reader->rows.first[MS_TABLE_CHILDREN + 1];
        problem.column = "case_id";
        problem.found = none ? "no row of this case in children.csv" : found->found;
        problem.expected = "1 to 32 rows of it there";
    }
    ms_table_problems_add(&reader->problems, &problem);
}

/* Which table a problem is of. */
static ms_table table_of(const ms_table_problem *problem)
{
    ms_table table = MS_TABLE_CASES;
    while (ms_table_kinds[table].file != problem->file) {
        table++;
    }
    return table;
}

static bool is_after(const ms_table_problem *a, const ms_table_problem *b)
{
    ms_table left = table_of(a), right = table_of(b);
    return left > right || (left == right && a->row > b->row);
}

/* Puts the problems in the order of tables and rows; those of one row stay as they are. */
static void sort_problems(ms_table_problems *problems)
{
    for (size_t i = 1; i < problems->count; i++) {
        ms_table_problem moved = problems->list[i];
        size_t at = i;
        while (at > 0 && is_after(&problems->list[at - 1], &moved)) {
            problems->list[at] = problems->list[at - 1];
            at--;
        }
        problems->list[at] = moved;
    }
}

static void add_problems(ms_table_reader *reader)
{
    size_t count = ms_reader_problem_count(reader->reader);
    for (size_t i = 0; i < count; i++) {
        add_problem(reader, i);
    }
}

/* The rows of the case are more than a case may have. */
static ms_status refuse_length(ms_table_reader *reader)
{
    const ms_case_row *row = &reader->rows.rows[0];
    const char *found =
        ms_table_problems_number(&reader->problems, "", reader->rows.bytes, " bytes in all rows of the case");
    ms_table_problems_add(&reader->problems,
                          &(ms_table_problem){.file = ms_table_kinds[MS_TABLE_CASES].file,
                                              .row = ms_table_file_row(&reader->rows.files[MS_TABLE_CASES], row->place),
                                              .column = "case_id",
                                              .pointer = "",
                                              .found = found,
                                              .expected = "at most 2 MiB, which is 2,097,152 bytes"});
    return MS_ERROR_LIMIT;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* Whether something is wrong with what `pointer` cells name, and nothing else is. */
static bool pointers_alone(const ms_table_reader *reader)
{
    size_t count = ms_reader_problem_count(reader->reader);
    for (size_t i = 0; i < count; i++) {
        if (!ms_reader_problem_node(reader->reader, i).at_name) {
            return false;
        }
    }
    return count > 0 && reader->problems.count == 0;
}

/* Builds the nodes of the document. False when memory is out. */
static bool build(ms_table_reader *reader, bool nulls)
{
    reader->tree.nulls = nulls;
    reader->built = ms_case_text_make(&reader->text, &reader->rows) && ms_table_tree_build(&reader->tree);
    return reader->built;
}

static ms_status build_and_read(ms_table_reader *reader, bool nulls, ms_date as_of, const ms_document **document)
{
    if (!build(reader, nulls)) {
        return MS_ERROR_MEMORY;
    }
    ms_json_tree nodes = ms_table_tree_nodes(&reader->tree);
    return ms_reader_read_tree(reader->reader, &nodes, as_of, document);
}

/* The short way: for a case of which all is as it should be. */
static ms_status read_facts(ms_table_reader *reader, ms_date as_of, const ms_document **document)
{
    ms_document *made = &reader->documents[reader->kept];
    ms_status status = ms_table_facts_read(&reader->facts, as_of, made);
    if (status == MS_OK) {
        reader->kept++;
        *document = made;
    }
    return status;
}

/* The long way, which finds out what is wrong. */
static ms_status read_nodes(ms_table_reader *reader, ms_date as_of, const ms_document **document)
{
    ms_status status = build_and_read(reader, false, as_of, document);
    if (status == MS_ERROR_INVALID && pointers_alone(reader)) {
        /* They may name facts that are not known: empty cells, which then have to be there. */
        status = build_and_read(reader, true, as_of, document);
    }
    if (status == MS_ERROR_INVALID) {
        add_problems(reader);
    }
    if (status == MS_ERROR_MEMORY || reader->problems.out_of_memory) {
        return MS_ERROR_MEMORY;
    }
    if (reader->problems.count > 0) {
        *document = NULL;
        sort_problems(&reader->problems);
        return MS_ERROR_INVALID;
    }
    return status;
}

/* Reads the case beside those that are kept. */
static ms_status read_beside(ms_table_reader *reader, bool long_way, ms_date as_of, const ms_document **document)
{
    *document = NULL;
    reader->built = false;
    ms_table_problems_clear(&reader->problems);
    if (reader->rows.out_of_memory) {
        return MS_ERROR_MEMORY;
    }
    if (reader->rows.bytes > MS_LONGEST_CASE) {
        return refuse_length(reader);
    }
    ms_status status = long_way ? MS_ERROR_INVALID : read_facts(reader, as_of, document);
    return status == MS_ERROR_INVALID ? read_nodes(reader, as_of, document) : status;
}

ms_status ms_table_reader_read_by(ms_table_reader *reader, bool long_way, ms_date as_of, const ms_document **document)
{
    ms_table_facts_forget(&reader->facts);
    reader->kept = 0;
    return read_beside(reader, long_way, as_of, document);
}

ms_status ms_table_reader_read(ms_table_reader *reader, ms_date as_of, const ms_document **document)
{
    return ms_table_reader_read_by(reader, false, as_of, document);
}

ms_status ms_table_reader_read_beside(ms_table_reader *reader, ms_date as_of, const ms_document **document)
{
    return read_beside(reader, false, as_of, document);
}

bool ms_table_reader_has_room(const ms_table_reader *reader, const ms_document *document)
{
    bool kept = reader->kept > 0 && document == &reader->documents[reader->kept - 1];
    return kept && reader->kept < MS_TABLE_CASES_KEPT && reader->rows.bytes <= USUAL_CASE;
}

size_t ms_table_reader_problem_count(const ms_table_reader *reader)
{
    return reader->problems.count;
}

const ms_table_problem *ms_table_reader_problem(const ms_table_reader *reader, size_t index)
{
    return index < reader->problems.count ? &reader->problems.list[index] : NULL;
}

size_t ms_table_reader_row_count(const ms_table_reader *reader)
{
    return reader->rows.row_count;
}

ms_table_row ms_table_reader_row(const ms_table_reader *reader, size_t index)
{
    const ms_case_row *row = &reader->rows.rows[index];
    return (ms_table_row){.file = ms_table_kinds[row->table].file,
                          .number = ms_table_file_row(&reader->rows.files[row->table], row->place),
                          .text = row->csv.text,
                          .length = row->csv.length};
}

void ms_table_reader_write(ms_table_reader *reader, ms_buffer *out)
{
    if (!reader->built && !build(reader, false)) {
        out->failed = true;
        return;
    }
    ms_json_tree nodes = ms_table_tree_nodes(&reader->tree);
    ms_tree_json(out, &nodes);
}
