/* medsupport convert: case documents as tables, and tables as case documents. */
#include "batch/lines.h"
#include "batch/reject.h"
#include "batch/table_write.h"
#include "cli/bus_error.h"
#include "cli/case_input.h"
#include "cli/command.h"
#include "cli/file_uses.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/stream.h"
#include "cli/table_folder.h"
#include "facts/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char help[] = //
    "Usage: medsupport convert --tables=DIR [-o FILE]\n"
    "       medsupport convert --to-tables=DIR [FILE]...\n"
    "\n"
    "The first reads tables from DIR and writes their cases as case documents\n"
    "(medsupport.case/1), one a line. The second reads case documents, one in a FILE\n"
    "or one a line (NDJSON), and writes them as tables into DIR, a folder that is\n"
    "empty or not there yet; without FILE, or where FILE is -, it reads standard\n"
    "input. Nothing of a case is lost either way. The tables are cases.csv,\n"
    "children.csv and plans.csv, and, where there is more to say, requests.csv,\n"
    "obligations.csv and provenance.csv.\n"
    "\n"
    "Options:\n"
    "  --tables=DIR        read tables from DIR\n"
    "  --to-tables=DIR     write tables into DIR, all of them or none\n"
    "  -o, --output=FILE   write case documents to FILE, whole or not at all\n"
    "  -q, --quiet         no progress\n"
    "\n"
    "Exit status: 0 converted, 2 bad usage or input: every problem is said, and\n"
    "nothing is written.\n"
    "\n"
    "Examples:\n"
    "  medsupport convert --tables caseload/ -o cases.ndjson\n"
    "  medsupport convert --to-tables caseload/ cases.ndjson\n"
    "  medsupport generate -n 1000 | medsupport convert --to-tables caseload/\n";

enum {
    LOOK_EVERY = 200,   /* milliseconds between two lines of progress */
    PIECE = 256 * 1024, /* bytes written at once */
    MOST_SAID = 1000,   /* problems of tables */
};

/* ---- from tables ------------------------------------------------------------------------------------------------- */

typedef struct from_tables {
    const char *folder;
    ms_tables *tables;
    ms_table_reader *reader;
    ms_stream *stream; /* NULL: the cases are read and not written */
    ms_buffer out;
    uint64_t problems;
    ms_progress progress;
    uint64_t bytes, cases; /* done */
} from_tables;

/* Says a problem, unless there are too many. */
static void say(from_tables *f, const ms_table_problem *problem)
{
    if (f->problems++ < MOST_SAID) {
        ms_say_table_problem(f->folder, problem);
    }
}

static bool out_of_memory(void)
{
    ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
    return false;
}

/* Opens the tables; says what is wrong with them, and which rows belong to no case. False when they cannot be read. */
static bool open_tables(from_tables *f)
{
    ms_end_on_bus_error(f->folder);
    ms_status status = ms_tables_open(f->folder, &f->tables);
    if (status == MS_ERROR_MEMORY || (status == MS_OK && ms_table_reader_new(f->tables, &f->reader) != MS_OK)) {
        return out_of_memory();
    }
    for (size_t i = 0; i < ms_tables_problem_count(f->tables); i++) {
        say(f, ms_tables_problem(f->tables, i));
    }
    ms_buffer scratch = {0};
    uint64_t strays = ms_tables_stray_count(f->tables);
    for (uint64_t i = 0; i < strays && f->problems < MOST_SAID; i++) {
        ms_table_row row;
        ms_table_problem problem;
        if (ms_tables_stray(f->tables, i, &scratch, &row, &problem)) {
            say(f, &problem);
        }
    }
    f->problems = ms_tables_problem_count(f->tables) + strays;
    ms_buffer_free(&scratch);
    return status == MS_OK;
}

/* Whether the document can be read as one again. */
static bool check_length(from_tables *f, size_t length)
{
    if (length <= MS_MAX_DOCUMENT) {
        return true;
    }
    ms_table_row row = ms_table_reader_row(f->reader, 0);
    say(f, &(ms_table_problem){.file = row.file,
                               .row = row.number,
                               .pointer = "",
                               .found = "a case that is longer as a document",
                               .expected = "at most 1 MiB, which is 1,048,576 bytes"});
    return false;
}

/* Converts the case at which the reader is. False when memory is out or the output cannot be written. */
static bool convert_case(from_tables *f)
{
    enum { SOME_DAY = 1 }; /* of a case that states none: it stays so */
    const ms_document *document;
    ms_status status = ms_table_reader_read(f->reader, SOME_DAY, &document);
    if (status == MS_ERROR_MEMORY) {
        return out_of_memory();
    }
    for (size_t i = 0; i < ms_table_reader_problem_count(f->reader); i++) {
        say(f, ms_table_reader_problem(f->reader, i));
    }
    if (status != MS_OK) {
        return true;
    }
    size_t before = f->out.length;
    ms_table_reader_write(f->reader, &f->out);
    ms_buffer_add(&f->out, "\n", 1);
    if (f->out.failed) {
        return out_of_memory();
    }
    bool good = check_length(f, f->out.length - before - 1) && f->problems == 0 && f->stream != NULL;
    if (good && f->out.length < PIECE) {
        return true;
    }
    good = !good || ms_stream_put(f->stream, f->out.text, f->out.length);
    f->out.length = 0;
    return good;
}

static bool convert_part(from_tables *f, uint64_t number)
{
    ms_table_part part = ms_tables_part(f->tables, number);
    ms_table_reader_begin(f->reader, &part);
    while (ms_table_reader_next(f->reader)) {
        if (!convert_case(f)) {
            return false;
        }
    }
    f->bytes += part.bytes;
    f->cases += part.case_count;
    return true;
}

/* Goes through all cases. False, and messages, when one of them is not right or something else stops it. */
static bool convert_cases(from_tables *f, ms_stream *stream)
{
    uint64_t parts = ms_tables_part_count(f->tables);
    uint64_t total = ms_tables_bytes(f->tables);
    f->stream = stream;
    f->bytes = f->cases = 0;
    int64_t shown = ms_now();
    for (uint64_t part = 0; part < parts; part++) {
        if (!convert_part(f, part)) {
            return false;
        }
        if (ms_now() - shown >= LOOK_EVERY) {
            ms_progress_show(&f->progress, f->bytes, total, f->cases, 0);
            shown = ms_now();
        }
    }
    if (f->problems > 0) {
        return false;
    }
    bool good = stream == NULL || ms_stream_put(stream, f->out.text, f->out.length);
    f->out.length = 0;
    return good;
}

/* Converts to a file as it reads. To standard output, from which nothing can be taken back, it reads everything twice:
 * first to see that all is right. */
static bool convert_tables(from_tables *f, const char *output)
{
    ms_stream stream;
    if ((output == NULL && !convert_cases(f, NULL)) || !ms_stream_open(&stream, output)) {
        return false;
    }
    ms_stream_remove_on_signal(&stream);
    bool good = convert_cases(f, &stream);
    if (good && !ms_tables_unchanged(f->tables)) {
        ms_complain("%s: a table was changed while it was read; try again", f->folder);
        good = false;
    }
    if (good) {
        return ms_stream_finish(&stream);
    }
    ms_stream_abandon(&stream);
    return false;
}

static int from_tables_run(const ms_options *options)
{
    from_tables f = {.folder = options->texts[MS_OPTION_TABLES]};
    f.progress = ms_progress_begin(ms_option_given(options, MS_OPTION_QUIET), 0, 0);
    bool good = open_tables(&f) && convert_tables(&f, options->output);
    ms_progress_end(&f.progress);
    if (f.problems > MOST_SAID) {
        ms_complain("these are the first %d problems of %llu", MOST_SAID, (unsigned long long)f.problems);
    }
    ms_table_reader_free(f.reader);
    ms_tables_free(f.tables);
    ms_buffer_free(&f.out);
    return good ? MS_EXIT_OK : MS_EXIT_BAD;
}

/* ---- to tables --------------------------------------------------------------------------------------------------- */

typedef struct to_tables {
    ms_reader *reader;
    ms_table_folder folder;
    bool good;       /* every case so far could be read */
    bool by_line;    /* the file has a document a line */
    bool decided;    /* whether it has, is known */
    ms_buffer whole; /* what is there of a document of several lines */
    ms_progress progress;
    uint64_t bytes, cases; /* done */
    char **paths;          /* of the files */
    uint32_t path_count;
    uint64_t *before; /* of each file the cases before it */
} to_tables;

/* Converts one document. False when the tables cannot be written. */
static bool convert_document(to_tables *t, const char *name, const ms_piece *piece)
{
    ms_document document;
    if (!ms_load_document(t->reader, name, piece, MS_NO_DATE, &document)) {
        t->good = false;
        return true;
    }
    t->cases++;
    if (!t->good) {
        return true;
    }
    ms_table_write(ms_reader_tree(t->reader), t->folder.tables);
    return ms_table_folder_write(&t->folder, false);
}

static bool convert_lines(to_tables *t, const char *name, const ms_portion *portion)
{
    ms_pieces pieces = {.text = portion->text, .length = portion->length, .line = 1, .by_line = true};
    ms_piece piece;
    while (ms_pieces_next(&pieces, &piece)) {
        piece.line += portion->begin.line - 1;
        if (!convert_document(t, name, &piece)) {
            return false;
        }
    }
    return true;
}

static bool is_blank(const ms_portion *portion)
{
    for (size_t i = 0; i < portion->length; i++) {
        if (strchr(" \t\r\n", portion->text[i]) == NULL) {
            return false;
        }
    }
    return true;
}

/* Takes the next portion of a file. False when the tables cannot be written. */
static bool take_portion(to_tables *t, const char *name, const ms_portion *portion)
{
    t->bytes += portion->cut != 0 ? portion->cut : portion->length;
    if (!t->decided && !is_blank(portion)) {
        t->decided = true;
        t->by_line = portion->cut != 0 || ms_pieces_of(portion->text, portion->length).by_line;
    }
    if (portion->cut != 0) {
        ms_complain_at("%s:%llu:1: found a document of %llu bytes, expected at most %d; split it", name,
                       (unsigned long long)portion->begin.line, (unsigned long long)portion->cut, MS_MAX_DOCUMENT);
        t->good = false;
        return true;
    }
    if (t->by_line) {
        return convert_lines(t, name, portion);
    }
    if (t->whole.length <= MS_MAX_DOCUMENT) {
        ms_buffer_add(&t->whole, portion->text, portion->length); /* beyond that it is refused whatever follows */
    }
    return true;
}

/* Ends a file: what is not a document a line is one as a whole. */
static bool end_file(to_tables *t, uint32_t file)
{
    const char *name = ms_load_name(t->paths[file]);
    bool by_line = t->by_line;
    t->by_line = t->decided = false;
    if (t->whole.failed) {
        return out_of_memory();
    }
    ms_piece piece = {t->whole.text, t->whole.length, 1};
    bool good = by_line || t->whole.length == 0 || convert_document(t, name, &piece);
    t->whole.length = 0;
    if (file + 1 < t->path_count) {
        t->before[file + 1] = t->cases;
    }
    return good;
}

/* Converts every document of every file. False when the tables cannot be written or a file cannot be read. */
static bool convert_files(to_tables *t, ms_lines *lines)
{
    ms_portion portion = {0};
    uint32_t file = 0;
    bool good = true;
    int64_t shown = ms_now();
    ms_lines_status status;
    while (good && (status = ms_lines_next(lines, &portion)) == MS_LINES_MORE) {
        while (good && file < portion.begin.input) {
            good = end_file(t, file++);
        }
        good = good && take_portion(t, ms_load_name(t->paths[file]), &portion);
        if (ms_now() - shown >= LOOK_EVERY) {
            ms_progress_show(&t->progress, t->bytes, ms_lines_total(lines), t->cases, 0);
            shown = ms_now();
        }
    }
    if (good && status == MS_LINES_UNREADABLE) {
        ms_complain("cannot read %s: %s", ms_load_name(ms_lines_path(lines)), ms_lines_why(errno));
        good = false;
    } else if (good && status == MS_LINES_MEMORY) {
        good = out_of_memory();
    }
    good = good && end_file(t, file);
    ms_portion_free(&portion);
    return good;
}

/* Says that a document, of which the number among all is from 1, has the case_id of one before it. */
static void say_repeated(const to_tables *t, uint64_t number, ms_text id)
{
    uint32_t file = 0;
    while (file + 1 < t->path_count && t->before[file + 1] > 0 && t->before[file + 1] < number) {
        file++;
    }
    ms_complain_at("%s: document %llu has the case_id \"%.*s\" of one before it, and tables need each case_id once",
                   ms_load_name(t->paths[file]), (unsigned long long)(number - t->before[file]), (int)id.length, id.at);
}

/* Whether each case has an id of its own, without which its rows cannot be told from those of another. */
static bool check_ids(const to_tables *t)
{
    ms_tables *tables;
    ms_status status = ms_tables_open(t->folder.temporary, &tables);
    uint64_t repeated = status == MS_OK ? ms_tables_repeated_count(tables) : 0;
    for (uint64_t i = 0; i < repeated && i < MOST_SAID; i++) {
        ms_table_row row = ms_tables_repeated(tables, i);
        say_repeated(t, row.number - 1, (ms_text){row.text, strcspn(row.text, ",\n")});
    }
    if (status != MS_OK) {
        ms_complain("%s: %s", t->folder.path, ms_status_text(status));
    }
    ms_tables_free(tables);
    return status == MS_OK && repeated == 0;
}

static bool write_tables(to_tables *t, const ms_options *options)
{
    static char *standard_input[] = {"-"};
    bool standard = options->operand_count == 0;
    t->paths = standard ? standard_input : options->operands;
    t->path_count = standard ? 1 : (uint32_t)options->operand_count;
    t->before = calloc(t->path_count, sizeof *t->before);
    ms_lines *lines = ms_lines_new(t->paths, t->path_count);
    if (t->before == NULL || lines == NULL || ms_reader_new(&t->reader) != MS_OK) {
        ms_lines_free(lines);
        return out_of_memory();
    }
    bool good = convert_files(t, lines) && t->good;
    ms_lines_free(lines);
    return good && ms_table_folder_write(&t->folder, true) && ms_table_folder_end(&t->folder) && check_ids(t);
}

static int to_tables_run(const ms_options *options)
{
    to_tables t = {.good = true};
    if (!ms_table_folder_open(&t.folder, options->texts[MS_OPTION_TO_TABLES])) {
        return MS_EXIT_BAD;
    }
    t.progress = ms_progress_begin(ms_option_given(options, MS_OPTION_QUIET), 0, 0);
    bool good = write_tables(&t, options);
    ms_progress_end(&t.progress);
    if (good) {
        good = ms_table_folder_finish(&t.folder);
    }
    ms_table_folder_abandon(&t.folder);
    ms_reader_free(t.reader);
    ms_buffer_free(&t.whole);
    free(t.before);
    return good ? MS_EXIT_OK : MS_EXIT_BAD;
}

/* ---- which ------------------------------------------------------------------------------------------------------- */

static int run(const ms_options *options)
{
    bool from = options->texts[MS_OPTION_TABLES] != NULL;
    bool to = options->texts[MS_OPTION_TO_TABLES] != NULL;
    if (from == to) {
        ms_complain("convert needs --tables=DIR, to read tables, or --to-tables=DIR, to write them%s",
                    from ? ", and not both" : "");
        return MS_EXIT_BAD;
    }
    if (from && options->operand_count > 0) {
        ms_complain("convert reads tables or files, not both: '%s' is given beside --tables", options->operands[0]);
        return MS_EXIT_BAD;
    }
    if (to && options->output != NULL) {
        ms_complain("--to-tables writes into its folder, and --output is given beside it");
        return MS_EXIT_BAD;
    }
    if (!ms_files_apart(options, false)) {
        return MS_EXIT_BAD;
    }
    return from ? from_tables_run(options) : to_tables_run(options);
}

const ms_command ms_command_convert = {
    .name = "convert",
    .summary = "turn tables into case documents, and the other way round",
    .help = help,
    .takes = UINT64_C(1) << MS_OPTION_TABLES | UINT64_C(1) << MS_OPTION_TO_TABLES | UINT64_C(1) << MS_OPTION_OUTPUT
             | UINT64_C(1) << MS_OPTION_QUIET | UINT64_C(1) << MS_OPTION_HELP,
    .most_operands = MS_ANY_NUMBER,
    .operands = "[FILE]...",
    .run = run,
};
