/* The moves of a caseload as a table, made on several threads and put in order. */
#include "batch/crew.h"
#include "batch/movers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct table {
    const ms_case_store *store;
    const ms_sharing *sharing;
    bool (*put)(void *context, const char *text, size_t length);
    void *context;
    atomic_size_t next_part; /* to be taken */
    pthread_mutex_t lock;    /* guards what follows */
    pthread_cond_t turn_came;
    size_t turn; /* the part that is to be put next */
    ms_status status;
} table;

/* What a row goes to. */
typedef struct rows {
    const ms_grid *grid;
    ms_buffer *out;
} rows;

static bool put_row(void *context, const ms_move *move)
{
    const rows *r = context;
    ms_buffer *out = r->out;
    ms_buffer_put(out, ms_stored_case_id(move->stored));
    ms_buffer_put(out, ",");
    ms_buffer_put(out, ms_stored_child_id(move->stored, move->child));
    for (uint32_t i = 0; i < r->grid->dimension_count; i++) {
        ms_variable variable = r->grid->dimensions[i].variable;
        ms_buffer_put(out, ",");
        ms_put_value(out, variable, ms_setting_value(&r->grid->settings[move->setting], variable));
    }
    ms_buffer_put(out, ",");
    ms_buffer_put(out, ms_standing_name(move->from));
    ms_buffer_put(out, ",");
    ms_buffer_put(out, ms_standing_name(move->to));
    ms_buffer_put(out, ",");
    ms_put_reason(out, r->grid, move);
    ms_buffer_put(out, "\r\n");
    return !out->failed;
}

static void put_header(const ms_grid *grid, ms_buffer *out)
{
    ms_buffer_put(out, "case_id,child_id");
    for (uint32_t i = 0; i < grid->dimension_count; i++) {
        ms_buffer_put(out, ",");
        ms_put_variable(out, grid->dimensions[i].variable);
    }
    ms_buffer_put(out, ",from,to,reason\r\n");
}

/* Puts the rows of a part when its turn comes. False when all is over. */
static bool hand_over(table *t, size_t part, const ms_buffer *out)
{
    pthread_mutex_lock(&t->lock);
    while (t->turn != part && t->status == MS_OK) {
        pthread_cond_wait(&t->turn_came, &t->lock);
    }
    if (t->status == MS_OK && out->failed) {
        t->status = MS_ERROR_MEMORY;
    }
    if (t->status == MS_OK && !t->put(t->context, out->text, out->length)) {
        t->status = MS_ERROR_OUTPUT;
    }
    t->turn++;
    bool good = t->status == MS_OK;
    pthread_cond_broadcast(&t->turn_came);
    pthread_mutex_unlock(&t->lock);
    return good;
}

static void write_part(const table *t, ms_evaluator *evaluator, const ms_case_part *part, ms_buffer *out)
{
    rows r = {.grid = t->sharing->grid, .out = out};
    out->length = 0;
    for (const ms_stored_case *stored = ms_stored_first(part); stored != NULL; stored = ms_stored_next(part, stored)) {
        (void)ms_moves_of(evaluator, stored, put_row, &r);
    }
}

static void work(void *context, unsigned number)
{
    table *t = context;
    (void)number;
    ms_buffer out = {0};
    ms_evaluator *evaluator = calloc(1, sizeof *evaluator);
    size_t part;
    bool going_on = true;
    while (going_on && (part = atomic_fetch_add(&t->next_part, 1)) < t->store->part_count) {
        if (evaluator == NULL) {
            out.failed = true;
        } else {
            evaluator->sharing = t->sharing;
            write_part(t, evaluator, &t->store->parts[part], &out);
        }
        going_on = hand_over(t, part, &out);
    }
    free(evaluator);
    ms_buffer_free(&out);
}

static ms_status write_rows(table *t, unsigned threads)
{
    ms_crew *crew;
    if (ms_crew_start(threads, work, t, &crew) != MS_OK) {
        return MS_ERROR_MEMORY;
    }
    ms_crew_end(crew);
    return t->status;
}

ms_status ms_moves_write(const ms_case_store *store, const ms_sharing *sharing, unsigned threads,
                         bool (*put)(void *context, const char *text, size_t length), void *context)
{
    table t = {.store = store, .sharing = sharing, .put = put, .context = context};
    ms_buffer header = {0};
    put_header(sharing->grid, &header);
    bool good = !header.failed && put(context, header.text, header.length);
    ms_status status = header.failed ? MS_ERROR_MEMORY : MS_ERROR_OUTPUT;
    ms_buffer_free(&header);
    if (!good) {
        return status;
    }
    pthread_mutex_init(&t.lock, NULL);
    pthread_cond_init(&t.turn_came, NULL);
    status = write_rows(&t, threads);
    pthread_cond_destroy(&t.turn_came);
    pthread_mutex_destroy(&t.lock);
    return status;
}
