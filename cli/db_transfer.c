#define _POSIX_C_SOURCE 200809L
#include "cli/db_transfer.h"

#include "cli/command.h"
#include "cli/database.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/stream.h"
#include "store/chain.h"
#include "store/event_line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 256 * 1024 };

/* ---- export ------------------------------------------------------------------------------------------------------ */

typedef struct writer {
    ms_stream stream;
    ms_buffer piece;
    bool failed; /* what is written is not whole */
} writer;

static bool put_piece(writer *w)
{
    if (w->piece.failed) {
        ms_complain("out of memory");
        w->failed = true;
    }
    w->failed = w->failed || !ms_stream_put(&w->stream, w->piece.text, w->piece.length);
    w->piece.length = 0;
    return !w->failed;
}

static bool put_event(void *context, const char *case_id, const ms_event *event)
{
    writer *w = context;
    ms_event_line_put(&w->piece, case_id, event);
    return (w->piece.length < PIECE && !w->piece.failed) || put_piece(w);
}

static int write_events(ms_store *store, writer *w, ms_store_head *head)
{
    ms_event_line_put_first(&w->piece);
    int exit = ms_database_exit(store, ms_store_walk(store, put_event, w, head));
    if (exit != MS_EXIT_OK || w->failed) {
        return exit != MS_EXIT_OK ? exit : MS_EXIT_BAD;
    }
    ms_event_line_put_last(&w->piece, head);
    return put_piece(w) ? MS_EXIT_OK : MS_EXIT_BAD;
}

int ms_db_export(ms_store *store, const char *path, ms_store_head *head)
{
    writer w = {.failed = false};
    if (!ms_stream_open(&w.stream, path)) {
        return MS_EXIT_BAD;
    }
    ms_stream_keep_private(&w.stream); /* as the database is */
    ms_stream_remove_on_signal(&w.stream);
    int exit = write_events(store, &w, head);
    ms_buffer_free(&w.piece);
    if (exit != MS_EXIT_OK) {
        ms_stream_abandon(&w.stream);
        return exit;
    }
    return ms_stream_finish(&w.stream) ? MS_EXIT_OK : MS_EXIT_BAD;
}

/* ---- import ------------------------------------------------------------------------------------------------------ */

typedef struct reader {
    ms_store *store;
    const char *name;
    FILE *file;
    char *line; /* the last that was read */
    size_t room, length;
    size_t number; /* of that line, from 1 */
    ms_buffer scratch;
    bool ended; /* the last line of the format was read */
} reader;

/* Says what is wrong with the last line, so that the file is not what was written. */
static int refuse(const reader *r, const char *what)
{
    ms_complain_at("%s:%zu: %s; nothing was imported", r->name, r->number, what);
    return MS_EXIT_DAMAGED;
}

/* Reads the next line without its line break. False at the end, or when it cannot be read. */
static bool next_line(reader *r)
{
    ssize_t length = getline(&r->line, &r->room, r->file);
    if (length < 0) {
        return false;
    }
    r->length = (size_t)length - (r->line[length - 1] == '\n');
    r->number++;
    return true;
}

static int refuse_head(const reader *r, const ms_store_head *stated, const ms_store_head *found)
{
    char texts[2][MS_HEAD_TEXT_SIZE];
    ms_chain_format(stated, texts[0]);
    ms_chain_format(found, texts[1]);
    ms_complain_at("%s:%zu: the file was altered: its events end in %s, its last line says %s; nothing was imported",
                   r->name, r->number, texts[1], texts[0]);
    return MS_EXIT_DAMAGED;
}

static int take_line(reader *r)
{
    ms_event_line read;
    ms_store_head stated;
    if (r->ended) {
        return refuse(r, "something stands behind the line with the head");
    }
    if (ms_event_line_read(r->line, r->length, &r->scratch, &read)) {
        ms_store_status status = ms_store_bulk_add(r->store, read.case_id, &read.event);
        bool of_file = status == MS_STORE_CONFLICT || status == MS_STORE_FAILED; /* and not of the database's place */
        return of_file ? refuse(r, ms_store_message(r->store)) : ms_database_exit(r->store, status);
    }
    if (!ms_event_line_is_last(r->line, r->length, &stated)) {
        return refuse(r, "the line is no event as 'medsupport db export' writes it");
    }
    ms_store_head found = ms_store_bulk_head(r->store);
    r->ended = true;
    return ms_chain_same(&stated, &found) ? MS_EXIT_OK : refuse_head(r, &stated, &found);
}

static int take_lines(reader *r)
{
    int exit = MS_EXIT_OK;
    bool begun = next_line(r);
    if (!ferror(r->file) && (!begun || !ms_event_line_is_first(r->line, r->length))) {
        return refuse(r, "the file does not begin as 'medsupport db export' writes it");
    }
    while (exit == MS_EXIT_OK && next_line(r)) {
        exit = take_line(r);
    }
    if (exit == MS_EXIT_OK && ferror(r->file)) {
        ms_complain("cannot read %s: %s", r->name, strerror(errno));
        return MS_EXIT_BAD;
    }
    if (exit == MS_EXIT_OK && !r->ended) {
        return refuse(r, "the file is cut off: it does not end with the line that holds the head");
    }
    return exit;
}

/* Within the bulk. */
static int take_file(reader *r)
{
    if (ms_store_bulk_head(r->store).count > 0) {
        ms_complain("%s holds events already; import into a database without any", ms_store_name(r->store));
        return MS_EXIT_BAD;
    }
    return take_lines(r);
}

static int import_from(reader *r, ms_store_head *head)
{
    int exit = ms_database_exit(r->store, ms_store_bulk_begin(r->store));
    if (exit != MS_EXIT_OK) {
        return exit;
    }
    exit = take_file(r);
    *head = ms_store_bulk_head(r->store);
    if (exit != MS_EXIT_OK) {
        ms_store_bulk_undo(r->store);
        return exit;
    }
    return ms_database_exit(r->store, ms_store_bulk_end(r->store));
}

int ms_db_import(ms_store *store, const char *path, ms_store_head *head)
{
    reader r = {.store = store, .name = ms_load_name(path)};
    bool standard = strcmp(path, "-") == 0;
    r.file = standard ? stdin : fopen(path, "re");
    if (r.file == NULL) {
        ms_complain("cannot read %s: %s", r.name, strerror(errno));
        return MS_EXIT_BAD;
    }
    int exit = import_from(&r, head);
    if (!standard) {
        fclose(r.file);
    }
    free(r.line);
    ms_buffer_free(&r.scratch);
    return exit;
}
