#include "batch/worker.h"

#include "batch/reject.h"
#include "batch/result_csv.h"
#include "facts/reader.h"
#include "facts/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Cases are read so many at once, then determined, then written: each step finds its own code in the processor's cache,
 * where that of all three has no place. Their facts and results still have. */
enum { AT_ONCE = MS_TABLE_CASES_KEPT };

/* A case that is worked on. */
typedef struct in_hand {
    ms_reject_text line;             /* of lines */
    ms_reader *reader;               /* of lines; NULL before the first */
    ms_status status;                /* of what was done so far */
    const ms_document *document;     /* that was read; MS_OK */
    ms_document on_the_day;          /* the same with the date of the run in place of its own */
    ms_determination *determination; /* NULL before the first */
} in_hand;

struct ms_worker {
    const ms_input *input;
    const ms_batch_settings *settings;
    ms_table_reader *table_reader; /* of tables */
    in_hand cases[AT_ONCE];
    unsigned count;              /* of lines that are gathered, or rows that are read, and not worked on yet */
    const ms_worker_turn *turn;  /* of the work in hand */
    bool over;                   /* nobody wants the results any more */
    bool large;                  /* the case in hand is large */
    char day[MS_DATE_TEXT_SIZE]; /* of a case that lies before the rule, and what is expected */
    char first_day[80];
};

/* ---- parts ------------------------------------------------------------------------------------------------------- */

/* A part is handed over before it is done when it has more than ENOUGH bytes. */
enum { ENOUGH = 2 * 1024 * 1024, KEPT_ROOM = 2 * ENOUGH };

static void empty(ms_buffer *buffer)
{
    if (buffer->capacity > KEPT_ROOM) {
        ms_buffer_free(buffer);
    }
    buffer->length = 0;
}

void ms_batch_part_begin(ms_batch_part *part)
{
    empty(&part->results);
    empty(&part->rejects);
    part->tally = (ms_tally){0};
    part->more = false;
}

void ms_batch_part_free(ms_batch_part *part)
{
    ms_buffer_free(&part->results);
    ms_buffer_free(&part->rejects);
}

/* ---- the worker -------------------------------------------------------------------------------------------------- */

static void free_readers(ms_worker *worker)
{
    for (unsigned i = 0; i < AT_ONCE; i++) {
        ms_reader_free(worker->cases[i].reader);
        worker->cases[i].reader = NULL;
    }
}

void ms_worker_free(ms_worker *worker)
{
    if (worker == NULL) {
        return;
    }
    for (unsigned i = 0; i < AT_ONCE; i++) {
        ms_determination_free(worker->cases[i].determination);
    }
    free_readers(worker);
    ms_table_reader_free(worker->table_reader);
    free(worker);
}

ms_status ms_worker_new(const ms_input *input, const ms_batch_settings *settings, ms_worker **worker)
{
    ms_worker *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return MS_ERROR_MEMORY;
    }
    made->input = input;
    made->settings = settings;
    ms_status status = input->tables != NULL ? ms_table_reader_new(input->tables, &made->table_reader) : MS_OK;
    if (status != MS_OK) {
        free(made);
        return status;
    }
    *worker = made;
    return MS_OK;
}

/* ---- large cases ------------------------------------------------------------------------------------------------- */

/* Reading a text takes up to 50 times as much memory. One of more than LARGE_TEXT bytes is large; so is the trace of a
 * case with more plans than LARGE_PLANS, each counted once a child: every step tells the facts that it read, each with up
 * to 4 KiB of where it came from. */
enum { USUAL_TEXT = 8 * 1024, LARGE_TEXT = 64 * 1024, LARGE_PLANS = 64 };

static bool is_large(const ms_worker *worker, const ms_document *document)
{
    const ms_case *facts = &document->facts;
    uint32_t plans = facts->parents[MS_PNS].plan_count + facts->parents[MS_PSS].plan_count;
    return worker->settings->trace && worker->settings->take == NULL && facts->child_count * plans > LARGE_PLANS;
}

/* Hands over what is gathered, in the turn of this work. */
static bool hand_over(ms_worker *worker)
{
    worker->over = worker->over || !worker->turn->hand_over(worker->turn->context);
    return !worker->over;
}

/* Waits until no other worker has a large case in hand. False when all is over. */
static bool begin_large(ms_worker *worker)
{
    worker->large = true;
    return hand_over(worker);
}

/* Gives back what a large case made grow. One whose text is large is alone, and no other line waits for its reader. */
static void end_large(ms_worker *worker, in_hand *c)
{
    worker->large = false;
    ms_determination_free(c->determination);
    c->determination = NULL;
    if (c->line.length > LARGE_TEXT) {
        free_readers(worker);
    }
}

/* After each case: hands over what is much. */
static ms_status end_case(ms_worker *worker, in_hand *c, const ms_batch_part *part)
{
    if (part->results.failed || part->rejects.failed) {
        return MS_ERROR_MEMORY;
    }
    worker->over = worker->over || atomic_load(worker->turn->over);
    if (worker->large || part->results.length + part->rejects.length > ENOUGH) {
        (void)hand_over(worker);
    }
    if (worker->large) {
        end_large(worker, c);
    }
    return MS_OK;
}

/* ---- determining ------------------------------------------------------------------------------------------------- */

/* Takes a document that was read, as of the day of the run where the run has one. */
static void take_document(const ms_worker *worker, in_hand *c, const ms_document *document)
{
    c->document = document;
    if (worker->settings->as_of != MS_NO_DATE) {
        c->on_the_day = *document;
        c->on_the_day.facts.as_of = worker->settings->as_of;
        c->document = &c->on_the_day;
    }
}

/* The day of a case that states none. */
static ms_date day_otherwise(const ms_worker *worker)
{
    return worker->settings->as_of == MS_NO_DATE ? worker->settings->today : worker->settings->as_of;
}

static ms_status make(const ms_worker *worker, in_hand *c)
{
    ms_settings settings;
    ms_status status = ms_settings_at(c->document->facts.as_of, &settings);
    if (status != MS_OK) {
        return status;
    }
    settings.readings = worker->settings->readings;
    unsigned without = worker->settings->csv ? MS_WITHOUT_SETTLES | MS_WITHOUT_ORDERS : 0u;
    unsigned parts = without | (worker->settings->trace ? MS_WITH_TRACE : 0u);
    if (c->determination == NULL) {
        return ms_determination_make(c->document, &settings, parts, &c->determination);
    }
    return ms_determination_remake(c->determination, c->document, &settings, parts);
}

/* Determines a document that was read, or does with it what the settings say. */
static void determine(const ms_worker *worker, in_hand *c, ms_batch_part *part)
{
    c->status = worker->settings->take != NULL ? worker->settings->take(c->document, part) : make(worker, c);
}

static void write_result(const ms_worker *worker, const in_hand *c, ms_batch_part *part)
{
    if (worker->settings->take != NULL) {
        return;
    }
    ms_tally_add(&part->tally, c->determination);
    if (worker->settings->csv) {
        ms_result_csv(c->determination, &part->results);
        return;
    }
    ms_write_json(c->determination, &part->results);
    ms_buffer_add(&part->results, "\n", 1);
}

/* ---- rejecting --------------------------------------------------------------------------------------------------- */

/* The first day of the rule. */
static ms_date first_day(void)
{
    ms_date first = MS_LAST_DATE;
    const ms_rule_version *version = ms_rule_version_at(first);
    while (version != NULL) {
        first = version->effective;
        version = ms_rule_version_at(first - 1);
    }
    return first;
}

/* Why a document that could be read was not determined. */
static ms_reject_problem problem_of(ms_worker *worker, const in_hand *c)
{
    ms_problem problem = {.pointer = "", .found = "a case that is refused", .expected = ms_status_text(c->status)};
    if (c->status == MS_ERROR_BEFORE_RULE) {
        char first[MS_DATE_TEXT_SIZE];
        ms_date_format(first_day(), first);
        ms_date_format(c->document->facts.as_of, worker->day);
        snprintf(worker->first_day, sizeof worker->first_day, "%s or later: the first known version of the rule",
                 first);
        problem = (ms_problem){.pointer = "/as_of", .found = worker->day, .expected = worker->first_day};
    }
    return (ms_reject_problem){.problem = problem};
}

/* Tells of one problem of what stood at a place. */
static void tell(const ms_worker *worker, ms_buffer *out, const char *source, uint64_t line, size_t index,
                 const ms_reject_problem *problem)
{
    if (worker->settings->reject_lines) {
        ms_reject_say(out, source, line, problem);
    } else {
        ms_reject_put_problem(out, index, problem);
    }
}

static void begin_reject(const ms_worker *worker, const char *source, uint64_t line, ms_batch_part *part)
{
    part->tally.rejects++;
    if (!worker->settings->reject_lines) {
        ms_reject_begin(&part->rejects, source, line);
    }
}

/* Whether the reader of the document said what is wrong with it. */
static bool has_problems(ms_status status)
{
    return status == MS_ERROR_INVALID || status == MS_ERROR_LIMIT;
}

static void reject_line(ms_worker *worker, const in_hand *c, ms_batch_part *part)
{
    const ms_reject_text *line = &c->line;
    ms_reject_problem problem = problem_of(worker, c);
    size_t count = has_problems(c->status) ? ms_reader_problem_count(c->reader) : 0;
    begin_reject(worker, line->source, line->line, part);
    if (count == 0) {
        tell(worker, &part->rejects, line->source, line->line, 0, &problem);
    }
    for (size_t i = 0; i < count; i++) {
        problem.problem = *ms_reader_problem(c->reader, i);
        tell(worker, &part->rejects, line->source, line->line, i, &problem);
    }
    if (!worker->settings->reject_lines) {
        ms_reject_end_line(&part->rejects, line);
    }
}

static ms_reject_text text_of_row(const ms_table_row *row)
{
    return (ms_reject_text){row->file, row->number, row->text, row->length, row->length};
}

static void reject_case(ms_worker *worker, const in_hand *c, ms_batch_part *part)
{
    const ms_table_reader *reader = worker->table_reader;
    ms_table_row first = ms_table_reader_row(reader, 0);
    ms_reject_problem problem = problem_of(worker, c);
    size_t count = has_problems(c->status) ? ms_table_reader_problem_count(reader) : 0;
    begin_reject(worker, first.file, first.number, part);
    if (count == 0) {
        tell(worker, &part->rejects, first.file, first.number, 0, &problem);
    }
    for (size_t i = 0; i < count; i++) {
        problem = ms_reject_of_table(ms_table_reader_problem(reader, i));
        tell(worker, &part->rejects, first.file, first.number, i, &problem);
    }
    if (worker->settings->reject_lines) {
        return;
    }
    for (size_t i = 0; i < ms_table_reader_row_count(reader); i++) {
        ms_table_row row = ms_table_reader_row(reader, i);
        ms_reject_text text = text_of_row(&row);
        ms_reject_put_row(&part->rejects, i, &text);
    }
    ms_reject_end_rows(&part->rejects);
}

/* Tells why the case is not determined. */
static void reject(ms_worker *worker, const in_hand *c, ms_batch_part *part)
{
    if (worker->table_reader != NULL) {
        reject_case(worker, c, part);
    } else {
        reject_line(worker, c, part);
    }
}

/* ---- cases that are read ----------------------------------------------------------------------------------------- */

/* Writes what came of the cases that were read from `*done` to `end`, which is *done then. */
static ms_status finish(ms_worker *worker, unsigned *done, unsigned end, ms_batch_part *part)
{
    ms_status status = MS_OK;
    for (; *done < end && status == MS_OK && !worker->over; ++*done) {
        in_hand *c = &worker->cases[*done];
        if (c->status == MS_ERROR_MEMORY) {
            return MS_ERROR_MEMORY;
        }
        if (c->status == MS_OK) {
            write_result(worker, c, part);
        } else {
            reject(worker, c, part);
        }
        status = end_case(worker, c, part);
    }
    return status;
}

/* Does what is read. A large case is determined when all before it is written, and written before all behind it. */
static ms_status do_read(ms_worker *worker, ms_batch_part *part)
{
    unsigned done = 0, count = worker->count;
    worker->count = 0;
    for (unsigned i = 0; i < count && !worker->over; i++) {
        in_hand *c = &worker->cases[i];
        if (c->status != MS_OK) {
            continue;
        }
        bool large = !worker->large && is_large(worker, c->document);
        ms_status status = large ? finish(worker, &done, i, part) : MS_OK;
        if (status != MS_OK || (large && !begin_large(worker))) {
            return status;
        }
        determine(worker, c, part);
        status = large ? finish(worker, &done, i + 1, part) : MS_OK;
        if (status != MS_OK) {
            return status;
        }
    }
    return finish(worker, &done, count, part);
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

/* Makes the reader of a line; those before it have theirs. */
static ms_status make_reader(ms_worker *worker, in_hand *c)
{
    const in_hand *first = &worker->cases[0];
    return c == first ? ms_reader_new(&c->reader) : ms_reader_new_beside(first->reader, &c->reader);
}

static ms_status read_line(ms_worker *worker, in_hand *c)
{
    const ms_document *document;
    ms_status status = c->reader == NULL ? make_reader(worker, c) : MS_OK;
    if (status == MS_OK) {
        status = ms_reader_read(c->reader, c->line.text, c->line.length, day_otherwise(worker), &document);
    }
    c->status = status;
    if (status == MS_OK) {
        take_document(worker, c, document);
    }
    return status;
}

/* Reads the lines that are gathered, and does them. */
static ms_status do_gathered(ms_worker *worker, ms_batch_part *part)
{
    for (unsigned i = 0; i < worker->count && !worker->over; i++) {
        if (read_line(worker, &worker->cases[i]) == MS_ERROR_MEMORY) {
            return MS_ERROR_MEMORY;
        }
    }
    return do_read(worker, part);
}

/* Gathers one line that is not blank. A long one is done by itself, so that one reader alone grows with it. */
static ms_status do_line(ms_worker *worker, const ms_reject_text *line, ms_batch_part *part)
{
    bool alone = line->length > USUAL_TEXT;
    ms_status status = alone ? do_gathered(worker, part) : MS_OK;
    if (status != MS_OK || worker->over || (line->length > LARGE_TEXT && !begin_large(worker))) {
        return status;
    }
    worker->cases[worker->count++].line = *line;
    return alone || worker->count == AT_ONCE ? do_gathered(worker, part) : MS_OK;
}

/* A line too long to be a document, of which the portion has the beginning. */
static ms_status reject_cut(ms_worker *worker, const ms_portion *portion, const char *source, ms_batch_part *part)
{
    ms_reject_text *line = &worker->cases[0].line;
    *line = (ms_reject_text){source, portion->begin.line, portion->text, portion->length, portion->cut};
    ms_reject_problem problem = {.problem = {.pointer = "",
                                             .found = "a longer document",
                                             .expected = "at most 1 MiB, which is 1,048,576 bytes"}};
    if (!begin_large(worker)) {
        return MS_OK;
    }
    begin_reject(worker, source, line->line, part);
    tell(worker, &part->rejects, source, line->line, 0, &problem);
    if (!worker->settings->reject_lines) {
        ms_reject_end_line(&part->rejects, line);
    }
    return end_case(worker, &worker->cases[0], part);
}

static bool is_blank(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
            return false;
        }
    }
    return true;
}

static ms_status do_lines(ms_worker *worker, const ms_portion *portion, ms_batch_part *part)
{
    ms_reject_text line = {.source = worker->input->names[portion->begin.input], .line = portion->begin.line};
    if (portion->cut != 0) {
        return reject_cut(worker, portion, line.source, part);
    }
    const char *at = portion->text;
    for (size_t i = 0; i <= portion->break_count && !worker->over; i++, line.line++) { /* behind the last, too */
        bool last = i == portion->break_count;
        const char *stop = portion->text + (last ? portion->length : portion->breaks[i]);
        line.text = at;
        line.length = line.whole = (size_t)(stop - at);
        at = last ? stop : stop + 1;
        ms_status status = is_blank(line.text, line.length) ? MS_OK : do_line(worker, &line, part);
        if (status != MS_OK) {
            return status;
        }
    }
    return do_gathered(worker, part);
}

/* ---- tables ------------------------------------------------------------------------------------------------------ */

/* Reads the next case. False when no other can be read before those that are read are done: a case that is refused, for
 * lying before the rule as for anything else, is told by the rows of the last one read. */
static bool read_row_case(ms_worker *worker, in_hand *c)
{
    const ms_document *document;
    ms_table_reader *reader = worker->table_reader;
    c->status = worker->count++ == 0 ? ms_table_reader_read(reader, day_otherwise(worker), &document)
                                     : ms_table_reader_read_beside(reader, day_otherwise(worker), &document);
    if (c->status != MS_OK) {
        return false;
    }
    take_document(worker, c, document);
    return ms_table_reader_has_room(reader, document) && ms_rule_version_at(c->document->facts.as_of) != NULL;
}

static ms_status do_tables(ms_worker *worker, const ms_table_part *cases, ms_batch_part *part)
{
    ms_status status = MS_OK;
    ms_table_reader_begin(worker->table_reader, cases);
    while (status == MS_OK && !worker->over && ms_table_reader_next(worker->table_reader)) {
        if (!read_row_case(worker, &worker->cases[worker->count])) {
            status = do_read(worker, part);
        }
    }
    return status == MS_OK && !worker->over ? do_read(worker, part) : status;
}

static void reject_stray(const ms_worker *worker, const ms_table_row *row, const ms_table_problem *stray,
                         ms_batch_part *part)
{
    ms_reject_problem problem = ms_reject_of_table(stray);
    ms_reject_text text = text_of_row(row);
    begin_reject(worker, row->file, row->number, part);
    tell(worker, &part->rejects, row->file, row->number, 0, &problem);
    if (!worker->settings->reject_lines) {
        ms_reject_put_row(&part->rejects, 0, &text);
        ms_reject_end_rows(&part->rejects);
    }
}

/* ---- what the pipeline calls ------------------------------------------------------------------------------------- */

ms_worker_status ms_worker_do(ms_worker *worker, const ms_work *work, const ms_worker_turn *turn, ms_batch_part *part)
{
    worker->turn = turn;
    worker->over = worker->large = false;
    worker->count = 0;
    ms_status status =
        worker->input->tables != NULL ? do_tables(worker, &work->part, part) : do_lines(worker, &work->portion, part);
    if (status != MS_OK) {
        return MS_WORKER_MEMORY;
    }
    return worker->over ? MS_WORKER_OVER : MS_WORKER_DONE;
}

ms_status ms_worker_stray(ms_worker *worker, uint64_t index, ms_batch_part *part)
{
    ms_buffer scratch = {0};
    ms_table_row row;
    ms_table_problem problem;
    bool found = ms_tables_stray(worker->input->tables, index, &scratch, &row, &problem);
    if (found) {
        reject_stray(worker, &row, &problem, part);
    }
    ms_buffer_free(&scratch);
    return found && !part->rejects.failed ? MS_OK : MS_ERROR_MEMORY;
}
