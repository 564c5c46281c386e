#define _POSIX_C_SOURCE 200809L
#include "cli/batch_output.h"

#include "batch/result_csv.h"
#include "cli/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { REJECTS_SAID = 20 };

/* ---- opening ----------------------------------------------------------------------------------------------------- */

/* Looks for the point of an earlier run. False, and a message, when this run cannot go on or begin. */
static bool find_point(ms_batch_output *output, uint64_t arguments, bool resume, bool *found)
{
    ms_resume_status status = ms_resume_point_read(output->state_path, &output->point);
    *found = false;
    if (status == MS_RESUME_NONE) {
        return true;
    }
    if (!resume) {
        ms_complain("an earlier run for %s was interrupted: give --resume to go on with it, or remove %s to begin anew",
                    output->results_path, output->state_path);
        return false;
    }
    if (status == MS_RESUME_BROKEN) {
        ms_complain("cannot go on: %s is no state of this version of medsupport; remove it to begin anew",
                    output->state_path);
        return false;
    }
    if (output->point.arguments != arguments) {
        ms_complain("cannot go on: the earlier run for %s had other files, options or readings; give the same, or "
                    "remove %s to begin anew",
                    output->results_path, output->state_path);
        return false;
    }
    *found = true;
    return true;
}

/* The run was interrupted when all that was left was to move the files into place. */
static bool is_only_to_be_moved(const ms_batch_output *output, bool found)
{
    return found && output->point.whole;
}

static bool open_files(ms_batch_output *output)
{
    if (!ms_part_open(&output->results, output->results_path, output->point.results)) {
        return false;
    }
    return output->rejects_path == NULL || ms_part_open(&output->rejects, output->rejects_path, output->point.rejects);
}

static bool put_header(ms_batch_output *output)
{
    ms_buffer header = {0};
    ms_result_csv_header(&header);
    bool good = !header.failed && ms_part_put(&output->results, header.text, header.length);
    ms_buffer_free(&header);
    output->point.results = output->results.length;
    return good;
}

bool ms_batch_output_open(ms_batch_output *output, uint64_t arguments, bool resume, ms_date *today, bool *found)
{
    *found = false;
    if (ms_part_can_wait(output->results_path)) {
        output->state_path = ms_part_name(output->results_path, ".part-state");
        if (output->state_path == NULL) {
            ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
            return false;
        }
        if (!find_point(output, arguments, resume, found)) {
            return false;
        }
    }
    if (!*found) {
        output->point = (ms_resume_point){.arguments = arguments, .today = (uint64_t)*today};
    }
    *today = (ms_date)output->point.today;
    output->first_cases = output->point.tally.cases;
    if (is_only_to_be_moved(output, *found)) {
        return true;
    }
    return open_files(output) && (*found || !output->csv || put_header(output));
}

/* ---- taking ------------------------------------------------------------------------------------------------------ */

/* Says the first rejects, one line each. */
static void say_rejects(const ms_batch_output *output, const ms_batch_part *part)
{
    uint64_t said = output->point.tally.rejects;
    const char *at = part->rejects.text;
    const char *end = at + part->rejects.length;
    while (at < end && said < REJECTS_SAID) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        ms_complain_at("%.*s", (int)(stop - at), at);
        at = stop + 1;
        said++;
    }
    if (output->point.tally.rejects < REJECTS_SAID && at < end) {
        ms_complain("further rejected cases are only counted; --rejects FILE keeps them all, with the reasons");
    }
}

bool ms_batch_output_take(ms_batch_output *output, const ms_batch_part *part, const ms_lines_mark *mark, uint64_t bytes)
{
    if (!ms_part_put(&output->results, part->results.text, part->results.length)) {
        return false;
    }
    if (part->rejects.length > 0 && output->rejects_path == NULL) {
        say_rejects(output, part);
    } else if (part->rejects.length > 0
               && !ms_part_put(&output->rejects, part->rejects.text, part->rejects.length)) {
        return false;
    }
    ms_tally_join(&output->point.tally, &part->tally);
    output->point.mark = *mark;
    output->point.bytes += bytes;
    output->point.results = output->results.length;
    output->point.rejects = output->rejects.length;
    output->too_many_rejects = output->point.tally.rejects > output->max_rejects;
    return !output->too_many_rejects;
}

void ms_batch_output_save(const ms_batch_output *output, const ms_resume_point *point)
{
    if (output->state_path == NULL || point->mark.place.line == 0) {
        return;
    }
    /* A point must never tell of more than lasts. */
    if (!ms_part_sync(&output->results) || !ms_part_sync(&output->rejects)
        || !ms_resume_point_write(output->state_path, point)) {
        ms_complain("cannot write %s: %s", output->state_path, strerror(errno));
    }
}

/* ---- finishing --------------------------------------------------------------------------------------------------- */

static void forget(const ms_batch_output *output)
{
    if (output->state_path != NULL) {
        unlink(output->state_path);
    }
}

static void release(ms_batch_output *output)
{
    free(output->state_path);
    output->state_path = NULL;
}

bool ms_batch_output_finish(ms_batch_output *output)
{
    bool good;
    if (output->results.open) {
        output->point.whole = true;
        ms_batch_output_save(output, &output->point);
        good = (output->rejects_path == NULL || ms_part_finish(&output->rejects)) && ms_part_finish(&output->results);
    } else {
        good = (output->rejects_path == NULL || ms_part_finish_name(output->rejects_path))
               && ms_part_finish_name(output->results_path);
    }
    if (good) {
        forget(output);
    }
    release(output);
    return good;
}

void ms_batch_output_close(ms_batch_output *output, bool keep)
{
    bool can_wait = keep && !output->too_many_rejects && output->state_path != NULL
                    && output->point.mark.place.line > 0;
    bool rejects_tell = output->too_many_rejects || (output->state_path == NULL && output->rejects.length > 0);
    if (rejects_tell && output->rejects.open) {
        (void)ms_part_finish(&output->rejects);
    }
    if (!can_wait && output->results.open) {
        forget(output);
    }
    ms_part_close(&output->rejects, can_wait);
    ms_part_close(&output->results, can_wait);
    release(output);
}
