#include "casefile/accept.h"

#include "casefile/derive.h"
#include "casefile/tasks.h"

/* Derives the document of a day and reads it. Too many homes, or too long a document, show only here. */
static ms_status check_document(const ms_state *state, ms_tools *tools, ms_date on, ms_refusal *refusal)
{
    const ms_document *document;
    ms_view view = {.upto = state->sequence, .on = on};
    const ms_standing *standings = ms_standings_make(state, view, tools->arena);
    if (standings == NULL) {
        return MS_ERROR_MEMORY;
    }
    ms_derivation what = ms_derivation_of(standings, view);
    tools->document.length = 0;
    ms_derive(state, &what, &tools->document);
    if (tools->document.failed) {
        return MS_ERROR_MEMORY;
    }
    ms_status status =
        ms_reader_read(tools->reader, tools->document.text, tools->document.length, MS_NO_DATE, &document);
    if (status == MS_OK || status == MS_ERROR_MEMORY) {
        return status;
    }
    const ms_problem *problem = ms_reader_problem(tools->reader, 0);
    return ms_refuse(refusal, "medsupport.case/1",
                     "with it the case document cannot be read: %s: found %s, expected %s", problem->pointer,
                     problem->found, problem->expected);
}

ms_status ms_event_accept(ms_state *state, ms_tools *tools, const ms_event *event, ms_refusal *refusal)
{
    ms_status status = MS_OK;
    if (state->sequence > 0) {
        status = ms_event_check(state, tools, event, refusal);
    }
    if (status == MS_OK) {
        status = ms_state_apply(state, tools->json, event, refusal);
    }
    if (status != MS_OK) {
        return status;
    }
    ms_date latest = ms_state_latest(state);
    status = check_document(state, tools, latest, refusal);
    if (status == MS_OK && event->effective < latest && event->effective >= state->opened) {
        status = check_document(state, tools, event->effective, refusal);
    }
    return status;
}
