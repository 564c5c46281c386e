#define _POSIX_C_SOURCE 200809L
#include "cli/batch_output.h"

#include "batch/result_csv.h"
#include "cli/message.h"
#include "cli/reject_lines.h"
#include "cli/target.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- opening ----------------------------------------------------------------------------------------------------- */

/* Names the state, which stands beside the part whatever link leads there. False, and a message, when that cannot be. */
static bool name_state(ms_batch_output *output)
{
    char *target = ms_target_of(output->results_path);
    output->state_path = target == NULL ? NULL : ms_part_name(target, ".part-state");
    if (output->state_path == NULL) {
        ms_complain("cannot write %s: %s", output->results_path, strerror(errno));
    }
    free(target);
    return output->state_path != NULL;
}

/* Looks for the point of an earlier run. False, and a message, when this run cannot go on or begin. */
static bool find_point(ms_batch_output *output, uint64_t arguments, uint64_t input, bool resume, bool *found)
{
    ms_resume_status status =
        output->state_path == NULL ? MS_RESUME_NONE : ms_resume_point_read(output->state_path, &output->point);
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
    if (output->point.input != input) {
        ms_complain("cannot go on: the input is not what it was; remove %s to begin anew", output->state_path);
        return false;
    }
    *found = true;
    return true;
}

static bool open_parts(ms_batch_output *output)
{
    return ms_part_open(&output->results, output->results_path)
           && (output->rejects_path == NULL || ms_part_open(&output->rejects, output->rejects_path));
}

/* Goes to where a part was; of a run that was interrupted when all was written it may be in its place already. */
static bool go_to(ms_batch_output *output, ms_part *part, const ms_resume_part *left)
{
    if (!part->open) {
        return true;
    }
    if (output->point.whole && ms_part_is_moved(part, left->mark, left->length)) {
        ms_part_close(part, false);
        return true;
    }
    if (ms_part_left(part) >= left->length && ms_part_check(part, left->length) != left->check) {
        ms_complain("cannot go on: %s is not what that run has left; remove %s to begin anew", part->name,
                    output->state_path);
        return false;
    }
    if (!ms_part_go_to(part, left->length)) {
        if (!part->failed) {
            ms_complain("remove %s to begin anew", output->state_path);
        }
        return false;
    }
    return true;
}

/* Whether the rejects of an interrupted run would be lost, which is not gone on with here: with results of its own in
 * another file it may be gone on with there. Of a run for these results something would be left in their part. */
static bool would_lose_rejects(const ms_batch_output *output)
{
    if (ms_part_left(&output->rejects) == 0 || ms_part_left(&output->results) > 0) {
        return false;
    }
    ms_complain("%s holds the rejects of a run that was interrupted: go on with that run, name another file with "
                "--rejects, or remove it",
                output->rejects.name);
    return true;
}

static bool put_header(ms_batch_output *output)
{
    ms_buffer header = {0};
    ms_result_csv_header(&header);
    bool good = !header.failed && ms_part_put(&output->results, header.text, header.length);
    ms_buffer_free(&header);
    output->point.results.length = output->results.length;
    return good;
}

static bool open_all(ms_batch_output *output, uint64_t arguments, uint64_t input, bool resume, bool *found)
{
    if (!open_parts(output) || !find_point(output, arguments, input, resume, found)) {
        return false;
    }
    if (!*found && would_lose_rejects(output)) {
        return false;
    }
    ms_resume_point *point = &output->point;
    return go_to(output, &output->results, &point->results) && go_to(output, &output->rejects, &point->rejects);
}

bool ms_batch_output_open(ms_batch_output *output, uint64_t arguments, uint64_t input, bool resume, ms_date *today,
                          bool *found)
{
    if (ms_part_can_wait(output->results_path) && !name_state(output)) {
        return false;
    }
    if (!open_all(output, arguments, input, resume, found)) {
        ms_part_close(&output->results, true);
        ms_part_close(&output->rejects, true);
        return false;
    }
    if (!*found) {
        output->point = (ms_resume_point){.arguments = arguments, .input = input, .today = (uint64_t)*today};
    }
    output->saved = *found;
    output->tally = output->point.tally;
    output->first_cases = output->point.tally.cases;
    *today = (ms_date)output->point.today;
    return *found || !output->csv || put_header(output);
}

/* ---- taking ------------------------------------------------------------------------------------------------------ */

static bool put_rejects(ms_batch_output *output, const ms_buffer *rejects)
{
    if (output->rejects_path != NULL) {
        return ms_part_put(&output->rejects, rejects->text, rejects->length);
    }
    ms_reject_lines_say(rejects, &output->lines_said);
    return true;
}

bool ms_batch_output_take(ms_batch_output *output, const ms_batch_part *part, const ms_lines_mark *mark, uint64_t bytes)
{
    if (!ms_part_put(&output->results, part->results.text, part->results.length)
        || (part->rejects.length > 0 && !put_rejects(output, &part->rejects))) {
        return false;
    }
    ms_tally_join(&output->tally, &part->tally);
    if (mark != NULL) {
        ms_resume_point *point = &output->point;
        point->mark = *mark;
        point->bytes += bytes;
        point->results.length = output->results.length;
        point->rejects.length = output->rejects.length;
        point->tally = output->tally;
    }
    output->too_many_rejects = output->tally.rejects > output->max_rejects;
    return !output->too_many_rejects;
}

/* Notes by what a part is known again. */
static void mark(const ms_part *part, ms_resume_part *left)
{
    left->mark = ms_part_mark(part);
    left->check = ms_part_check(part, left->length);
}

/* A point must never tell of more than lasts. */
bool ms_batch_output_save(ms_batch_output *output, const ms_resume_point *point)
{
    if (output->state_path == NULL || point->mark.place.line == 0) {
        return true;
    }
    ms_resume_point marked = *point;
    mark(&output->results, &marked.results);
    mark(&output->rejects, &marked.rejects);
    if (!ms_part_sync(&output->results) || !ms_part_sync(&output->rejects)) {
        ms_complain("cannot write %s: %s", output->results_path, strerror(errno));
        return false;
    }
    if (!ms_resume_point_write(output->state_path, &marked)) {
        ms_complain("cannot write %s: %s", output->state_path, strerror(errno));
        return false;
    }
    output->saved = true;
    return true;
}

void ms_batch_output_cut(ms_batch_output *output)
{
    if (output->state_path != NULL) {
        (void)ms_part_go_to(&output->results, output->point.results.length);
        (void)ms_part_go_to(&output->rejects, output->point.rejects.length);
    }
}

/* ---- finishing --------------------------------------------------------------------------------------------------- */

static void forget(ms_batch_output *output)
{
    if (output->state_path != NULL && output->saved) {
        unlink(output->state_path);
    }
    output->saved = false;
}

/* Moves the parts into their places; what an earlier run has moved already is closed. */
static bool move_parts(ms_batch_output *output)
{
    return (!output->rejects.open || ms_part_finish(&output->rejects))
           && (!output->results.open || ms_part_finish(&output->results));
}

bool ms_batch_output_finish(ms_batch_output *output)
{
    bool known = output->point.whole; /* to an earlier run */
    output->point.whole = true;
    if ((!known && !ms_batch_output_save(output, &output->point)) || !move_parts(output)) {
        return false;
    }
    forget(output);
    return true;
}

void ms_batch_output_close(ms_batch_output *output)
{
    bool rejects_tell = output->too_many_rejects || (output->state_path == NULL && output->rejects.length > 0);
    if (rejects_tell && output->rejects.open) {
        (void)ms_part_finish(&output->rejects);
    }
    if (output->too_many_rejects) {
        forget(output);
    }
    ms_part_close(&output->rejects, output->saved);
    ms_part_close(&output->results, output->saved);
    free(output->state_path);
    output->state_path = NULL;
}
