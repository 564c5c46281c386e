#include "cli/load_caseload.h"

#include "batch/pipeline.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/reject_lines.h"
#include "cli/stream.h"

enum { LOOK_EVERY = 200 };

typedef struct loading {
    const ms_options *options;
    ms_case_input *input;
    ms_batch_settings settings;
    ms_loaded *loaded;
    ms_stream rejects;
    bool keeps_rejects;
    unsigned lines_said; /* of rejects, where no file keeps them */
    bool out_of_memory;
    uint64_t bytes; /* of the input, done */
    uint64_t seen_bytes, seen_cases, seen_rejects;
} loading;

/* ---- rejects ----------------------------------------------------------------------------------------------------- */

static bool take_rejects(loading *l, const ms_batch_part *part)
{
    bool good = true;
    if (l->keeps_rejects) {
        good = ms_stream_put(&l->rejects, part->rejects.text, part->rejects.length);
    } else if (part->rejects.length > 0) {
        ms_reject_lines_say(&part->rejects, &l->lines_said);
    }
    l->loaded->rejects += part->tally.rejects;
    return good;
}

/* Tells of the rows of tables that belong to no case. */
static bool take_strays(loading *l)
{
    uint64_t count = l->input->tables == NULL ? 0 : ms_tables_stray_count(l->input->tables);
    ms_worker *worker = NULL;
    ms_batch_part part = {0};
    bool good = count == 0 || ms_worker_new(&l->input->input, &l->settings, &worker) == MS_OK;
    for (uint64_t i = 0; good && i < count; i++) {
        ms_batch_part_begin(&part);
        l->out_of_memory = ms_worker_stray(worker, i, &part) != MS_OK;
        good = !l->out_of_memory && take_rejects(l, &part);
    }
    ms_batch_part_free(&part);
    ms_worker_free(worker);
    return good;
}

/* ---- the run ----------------------------------------------------------------------------------------------------- */

static bool take(void *context, const ms_work *work, const ms_batch_part *part)
{
    loading *l = context;
    l->bytes += work->bytes;
    l->out_of_memory = !ms_case_store_add(&l->loaded->store, part);
    return !l->out_of_memory && take_rejects(l, part);
}

static void look(void *context)
{
    loading *l = context;
    l->seen_bytes = l->bytes;
    l->seen_cases = l->loaded->store.case_count;
    l->seen_rejects = l->loaded->rejects;
}

static void attend(loading *l, ms_pipeline *pipeline)
{
    uint64_t total = ms_input_total(&l->input->input);
    ms_progress progress = ms_progress_begin(ms_option_given(l->options, MS_OPTION_QUIET), 0, 0);
    while (!ms_pipeline_wait(pipeline, LOOK_EVERY)) {
        ms_pipeline_look(pipeline, look, l);
        ms_progress_show(&progress, l->seen_bytes, total, l->seen_cases, l->seen_rejects);
    }
    ms_progress_end(&progress);
}

static bool read_all(loading *l, unsigned threads)
{
    ms_pipeline *pipeline;
    int error = 0;
    if (ms_pipeline_start(&l->input->input, &l->settings, threads, take, l, &pipeline) != MS_OK) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        return false;
    }
    attend(l, pipeline);
    ms_pipeline_status status = ms_pipeline_end(pipeline, &error);
    bool good = status == MS_PIPELINE_DONE && take_strays(l);
    if (status == MS_PIPELINE_UNREADABLE) {
        ms_complain("cannot read %s: %s", ms_load_name(ms_lines_path(l->input->input.lines)), ms_lines_why(error));
    } else if (status == MS_PIPELINE_MEMORY || l->out_of_memory) {
        ms_complain("the caseload does not fit in memory: simulate keeps all of it, about 1 KiB a case");
    }
    return good;
}

bool ms_load_caseload(ms_case_input *input, const ms_options *options, unsigned threads, ms_loaded *loaded)
{
    const char *path = options->texts[MS_OPTION_REJECTS];
    loading l = {.options = options, .input = input, .loaded = loaded, .keeps_rejects = path != NULL};
    l.settings = (ms_batch_settings){.readings = options->readings,
                                     .as_of = options->as_of,
                                     .today = ms_today(),
                                     .reject_lines = path == NULL,
                                     .take = ms_case_pack};
    if (path != NULL) {
        if (!ms_stream_open(&l.rejects, path)) {
            return false;
        }
        ms_stream_remove_on_signal(&l.rejects);
    }
    bool good = read_all(&l, threads);
    if (good && l.keeps_rejects) {
        return ms_stream_finish(&l.rejects);
    }
    ms_stream_abandon(&l.rejects);
    return good;
}
