#include "batch/worker.h"

#include "batch/reject.h"
#include "batch/result_csv.h"
#include "facts/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ms_worker {
    const ms_input *input;
    const ms_batch_settings *settings;
    ms_reader *reader;               /* of lines */
    ms_table_reader *table_reader;   /* of tables */
    ms_determination *determination; /* NULL before the first */
    ms_document document;            /* with the date of the run in place of its own */
    const ms_worker_turn *turn;      /* of the work in hand */
    bool over;                       /* nobody wants the results any more */
    bool large;                      /* the case in hand is large */
    char day[MS_DATE_TEXT_SIZE];     /* of the last case that lies before the rule, and what was expected */
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

void ms_worker_free(ms_worker *worker)
{
    if (worker == NULL) {
        return;
    }
    ms_determination_free(worker->determination);
    ms_reader_free(worker->reader);
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
    ms_status status =
        input->tables != NULL ? ms_table_reader_new(input->tables, &made->table_reader) : ms_reader_new(&made->reader);
    if (status != MS_OK) {
        free(made);
        return status;
    }
    *worker = made;
    return MS_OK;
}

/* ---- large cases ------------------------------------------------------------------------------------------------- */

/* A text of more bytes is large: reading it takes up to 50 times as much. So is the trace of a case with more plans,
 * each counted once a child: every step tells the facts that it read, each with up to 4 KiB of where it came from. */
enum { LARGE_TEXT = 64 * 1024, LARGE_PLANS = 64 };

static bool is_large(const ms_worker *worker, const ms_document *document)
{
    const ms_case *facts = &document->facts;
    uint32_t plans = facts->parents[MS_PNS].plan_count + facts->parents[MS_PSS].plan_count;
    return worker->settings->trace && facts->child_count * plans > LARGE_PLANS;
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

/* Gives back what a large case made grow. */
static ms_status end_large(ms_worker *worker)
{
    worker->large = false;
    ms_determination_free(worker->determination);
    worker->determination = NULL;
    if (worker->reader == NULL) {
        return MS_OK;
    }
    ms_reader_free(worker->reader);
    return ms_reader_new(&worker->reader);
}

/* After each case: hands over what is much. */
static ms_status end_case(ms_worker *worker, const ms_batch_part *part)
{
    if (part->results.failed || part->rejects.failed) {
        return MS_ERROR_MEMORY;
    }
    worker->over = worker->over || atomic_load(worker->turn->over);
    if (worker->large || part->results.length + part->rejects.length > ENOUGH) {
        (void)hand_over(worker);
    }
    return worker->large ? end_large(worker) : MS_OK;
}

/* ---- determining ------------------------------------------------------------------------------------------------- */

/* The document as of the day of the run, where the run has one. */
static const ms_document *on_the_day(ms_worker *worker, const ms_document *document)
{
    if (worker->settings->as_of == MS_NO_DATE) {
        return document;
    }
    worker->document = *document;
    worker->document.facts.as_of = worker->settings->as_of;
    return &worker->document;
}

/* The day of a case that states none. */
static ms_date day_otherwise(const ms_worker *worker)
{
    return worker->settings->as_of == MS_NO_DATE ? worker->settings->today : worker->settings->as_of;
}

static ms_status make(ms_worker *worker, const ms_document *document)
{
    ms_settings settings;
    ms_status status = ms_settings_at(document->facts.as_of, &settings);
    if (status != MS_OK) {
        return status;
    }
    settings.readings = worker->settings->readings;
    unsigned parts = (worker->settings->trace ? MS_WITH_TRACE : 0u) | (worker->settings->csv ? MS_WITHOUT_SETTLES : 0u);
    if (worker->determination == NULL) {
        return ms_determination_make(document, &settings, parts, &worker->determination);
    }
    return ms_determination_remake(worker->determination, document, &settings, parts);
}

static void write_result(const ms_worker *worker, ms_batch_part *part)
{
    ms_tally_add(&part->tally, worker->determination);
    if (worker->settings->csv) {
        ms_result_csv(worker->determination, &part->results);
        return;
    }
    ms_write_json(worker->determination, &part->results);
    ms_buffer_add(&part->results, "\n", 1);
}

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

/* Keeps in words that a day lies before the rule. */
static void note_day(ms_worker *worker, ms_date day)
{
    char first[MS_DATE_TEXT_SIZE];
    ms_date_format(first_day(), first);
    ms_date_format(day, worker->day);
    snprintf(worker->first_day, sizeof worker->first_day, "%s or later: the first known version of the rule", first);
}

/* Determines a document and writes the result, or does with it what the settings say. */
static ms_status determine(ms_worker *worker, const ms_document *read, ms_batch_part *part)
{
    const ms_document *document = on_the_day(worker, read);
    bool taken = worker->settings->take != NULL;
    if (!taken && !worker->large && is_large(worker, document) && !begin_large(worker)) {
        return MS_OK;
    }
    ms_status status = taken ? worker->settings->take(document, part) : make(worker, document);
    if (status == MS_OK && !taken) {
        write_result(worker, part);
    }
    if (status == MS_ERROR_BEFORE_RULE) {
        note_day(worker, document->facts.as_of);
    }
    return status;
}

/* ---- rejecting --------------------------------------------------------------------------------------------------- */

/* Why a document that could be read was not determined. */
static ms_reject_problem problem_of(const ms_worker *worker, ms_status status)
{
    ms_problem problem = {.pointer = "", .found = "a case that is refused", .expected = ms_status_text(status)};
    if (status == MS_ERROR_BEFORE_RULE) {
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

/* ---- lines ------------------------------------------------------------------------------------------------------- */

static void reject_line(const ms_worker *worker, const ms_reject_text *line, ms_status status, ms_batch_part *part)
{
    ms_reject_problem problem = problem_of(worker, status);
    size_t count = has_problems(status) ? ms_reader_problem_count(worker->reader) : 0;
    begin_reject(worker, line->source, line->line, part);
    if (count == 0) {
        tell(worker, &part->rejects, line->source, line->line, 0, &problem);
    }
    for (size_t i = 0; i < count; i++) {
        problem.problem = *ms_reader_problem(worker->reader, i);
        tell(worker, &part->rejects, line->source, line->line, i, &problem);
    }
    if (!worker->settings->reject_lines) {
        ms_reject_end_line(&part->rejects, line);
    }
}

/* One line that is not blank. */
static ms_status do_line(ms_worker *worker, const ms_reject_text *line, ms_batch_part *part)
{
    const ms_document *document;
    if (line->length > LARGE_TEXT && !begin_large(worker)) {
        return MS_OK;
    }
    ms_status status = ms_reader_read(worker->reader, line->text, line->length, day_otherwise(worker), &document);
    if (status == MS_OK) {
        status = determine(worker, document, part);
    }
    if (status == MS_ERROR_MEMORY) {
        return status;
    }
    if (status != MS_OK) {
        reject_line(worker, line, status, part);
    }
    return end_case(worker, part);
}

/* A line too long to be a document, of which the portion has the beginning. */
static ms_status reject_cut(ms_worker *worker, const ms_portion *portion, const char *source, ms_batch_part *part)
{
    ms_reject_text line = {source, portion->begin.line, portion->text, portion->length, portion->cut};
    ms_reject_problem problem = {.problem = {.pointer = "",
                                             .found = "a longer document",
                                             .expected = "at most 1 MiB, which is 1,048,576 bytes"}};
    if (!begin_large(worker)) {
        return MS_OK;
    }
    begin_reject(worker, source, line.line, part);
    tell(worker, &part->rejects, source, line.line, 0, &problem);
    if (!worker->settings->reject_lines) {
        ms_reject_end_line(&part->rejects, &line);
    }
    return end_case(worker, part);
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
    const char *end = portion->text + portion->length;
    for (const char *at = portion->text; at < end && !worker->over; line.line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        line.text = at;
        line.length = (size_t)((stop == NULL ? end : stop) - at);
        line.whole = line.length;
        at = stop == NULL ? end : stop + 1;
        ms_status status = is_blank(line.text, line.length) ? MS_OK : do_line(worker, &line, part);
        if (status != MS_OK) {
            return status;
        }
    }
    return MS_OK;
}

/* ---- tables ------------------------------------------------------------------------------------------------------ */

static ms_reject_text text_of_row(const ms_table_row *row)
{
    return (ms_reject_text){row->file, row->number, row->text, row->length, row->length};
}

static void reject_case(const ms_worker *worker, ms_status status, ms_batch_part *part)
{
    const ms_table_reader *reader = worker->table_reader;
    ms_table_row first = ms_table_reader_row(reader, 0);
    ms_reject_problem problem = problem_of(worker, status);
    size_t count = has_problems(status) ? ms_table_reader_problem_count(reader) : 0;
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

static ms_status do_tables(ms_worker *worker, const ms_table_part *cases, ms_batch_part *part)
{
    ms_table_reader_begin(worker->table_reader, cases);
    while (!worker->over && ms_table_reader_next(worker->table_reader)) {
        const ms_document *document;
        ms_status status = ms_table_reader_read(worker->table_reader, day_otherwise(worker), &document);
        if (status == MS_OK) {
            status = determine(worker, document, part);
        }
        if (status != MS_OK && status != MS_ERROR_MEMORY) {
            reject_case(worker, status, part);
            status = MS_OK;
        }
        status = status == MS_OK ? end_case(worker, part) : status;
        if (status != MS_OK) {
            return status;
        }
    }
    return MS_OK;
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
