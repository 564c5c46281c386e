/* medsupport case open: from case documents to case files. */
#include "casefile/opening.h"
#include "cli/case_parts.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/output.h"

#include <string.h>

static const char help[] = //
    "Usage: medsupport case open [OPTION]... FILE\n"
    "\n"
    "Opens a case from a case document (medsupport.case/1), or several from one a\n"
    "line (NDJSON). FILE may be -, standard input. Each fact of the document becomes\n"
    "an event with the source that its provenance names; requests and answers become\n"
    "events of their day. The database is made if it is not there. Of several cases\n"
    "each is opened by itself; where one is refused the ones before it stay open.\n"
    "\n"
    "Options:\n"
    "  --db=LOCATION   the database\n"
    "  --json          the result as JSON, one line a case\n"
    "  --on=DATE       the day of a document that states none (today)\n"
    "  --actor=NAME    who opens it\n"
    "  --worker=NAME   whose case it is\n"
    "\n"
    "Examples:\n"
    "  medsupport case open --worker dana case.json\n"
    "  medsupport case open --db cases.db - <caseload.ndjson\n";

static const char *text_or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/* Adds every event of a document to a new case. */
static bool add_all(ms_case_file *file, const ms_opening_events *events)
{
    for (size_t i = 0; i < events->count; i++) {
        if (!ms_case_file_add_event(file, &events->events[i])) {
            return false;
        }
    }
    return true;
}

/* The case's id, as the first event says it. */
static bool copy_id(const ms_document *document, char id[MS_MAX_ID + 1])
{
    size_t length = document->case_id.length;
    memcpy(id, document->case_id.at, length <= MS_MAX_ID ? length : 0);
    id[length <= MS_MAX_ID ? length : 0] = '\0';
    return id[0] != '\0';
}

static bool open_piece(ms_case_file *file, const char *name, const ms_piece *piece, ms_buffer *out)
{
    const ms_options *options = file->options;
    const char *worker = text_or_empty(options->texts[MS_OPTION_WORKER]);
    char id[MS_MAX_ID + 1];
    ms_document document;
    ms_opening opening = {.at = {file->at, strlen(file->at)},
                          .actor = {file->actor, strlen(file->actor)},
                          .worker = {worker, strlen(worker)},
                          .as_of = file->on};
    ms_opening_events events;
    if (!ms_load_document(file->tools.reader, name, piece, MS_NO_DATE, &document) || !copy_id(&document, id)) {
        return false;
    }
    ms_case_file_new(file, id);
    /* The events stand in an arena of their own while the tools use theirs. */
    ms_arena events_arena = {0};
    ms_tools tools = file->tools;
    tools.arena = &events_arena;
    ms_status status = ms_opening_make(&tools, piece->text, piece->length, &opening, &events);
    bool good = status == MS_OK && add_all(file, &events) && ms_case_file_write(file);
    if (status != MS_OK) {
        ms_load_complain(name, piece, file->tools.reader, status);
    }
    if (good) {
        ms_case_file_report(file, out);
    }
    ms_arena_free(&events_arena);
    return good;
}

static int run(const ms_options *options)
{
    ms_case_file file;
    ms_buffer text = {0}, out = {0};
    const char *name = ms_load_name(options->operands[0]);
    bool good = ms_case_file_begin(&file, options, MS_STORE_CREATE) && ms_load_file(options->operands[0], &text);
    if (good) {
        ms_pieces pieces = ms_pieces_of(text.text, text.length);
        ms_piece piece;
        while (good && ms_pieces_next(&pieces, &piece)) {
            good = open_piece(&file, name, &piece, &out);
        }
    }
    int exit = file.exit != MS_EXIT_OK ? file.exit : good ? MS_EXIT_OK : MS_EXIT_BAD;
    ms_buffer_free(&text);
    ms_case_file_close(&file);
    return ms_output_finish(&out, NULL, exit);
}

const ms_command ms_case_open = {
    .name = "case open",
    .summary = "open a case from a case document",
    .help = help,
    .takes = MS_CASE_WRITES | UINT64_C(1) << MS_OPTION_WORKER,
    .least_operands = 1,
    .most_operands = 1,
    .operands = "FILE",
    .run = run,
};
