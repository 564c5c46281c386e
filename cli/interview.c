#include "cli/interview.h"

#include "cli/edit.h"
#include "cli/load.h"
#include "cli/message.h"
#include "cli/print.h"
#include "facts/wording.h"

#include <stdlib.h>
#include <string.h>

/* What "back" goes back to. */
typedef struct past {
    ms_buffer text;
    size_t skipped_from, skipped_count;
    int first;
} past;

struct ms_interview {
    ms_interview_start start;
    ms_json *json;
    ms_reader *reader;
    ms_document document;
    ms_determination *determination; /* NULL while a new case is not begun */
    ms_buffer text;
    ms_buffer kept;   /* as it was last kept */
    int first;        /* the ms_first_question next; MS_FIRST_COUNT: the case is begun */
    ms_fact *skipped; /* those from skipped_from on are not asked */
    size_t skipped_from, skipped_count, skipped_room;
    past *pasts;
    size_t past_count, past_room;
};

/* ---- the case as it stands --------------------------------------------------------------------------------------- */

/* Determines the document that was read. */
static bool determine(ms_interview *in)
{
    ms_settings settings;
    if (!ms_load_settings(in->start.name, in->document.facts.as_of, &in->start.readings, &settings)) {
        return false;
    }
    ms_status status = in->determination == NULL
                           ? ms_determination_make(&in->document, &settings, MS_WITH_ALL, &in->determination)
                           : ms_determination_remake(in->determination, &in->document, &settings, MS_WITH_ALL);
    if (status != MS_OK) {
        ms_complain("%s", ms_status_text(status));
    }
    return status == MS_OK;
}

/* Reads a text as the document; the problems are the reader's. */
static ms_status read_text(ms_interview *in, const ms_buffer *text)
{
    const ms_document *document;
    ms_date otherwise = in->start.as_of == MS_NO_DATE ? ms_today() : in->start.as_of;
    ms_status status = ms_reader_read(in->reader, text->text, text->length, otherwise, &document);
    if (status != MS_OK) {
        return status;
    }
    in->document = *document;
    if (in->start.as_of != MS_NO_DATE) {
        in->document.facts.as_of = in->start.as_of;
    }
    return MS_OK;
}

/* Reads and determines the text as it stands. It was read before, so only memory can fail. */
static bool refresh(ms_interview *in)
{
    if (in->first < MS_FIRST_COUNT) {
        ms_determination_free(in->determination);
        in->determination = NULL;
        return true;
    }
    ms_status status = read_text(in, &in->text);
    if (status != MS_OK) {
        ms_complain("%s", ms_status_text(status));
        return false;
    }
    return determine(in);
}

static bool copy(ms_buffer *to, const ms_buffer *from)
{
    to->length = 0;
    to->failed = false;
    ms_buffer_add(to, from->text, from->length);
    return !to->failed;
}

/* ---- beginning and end ------------------------------------------------------------------------------------------- */

static bool begin_new(ms_interview *in)
{
    ms_settings settings;
    ms_date as_of = in->start.as_of == MS_NO_DATE ? ms_today() : in->start.as_of;
    if (!ms_load_settings(in->start.name, as_of, &in->start.readings, &settings)) { /* no answer could mend that */
        return false;
    }
    ms_buffer_put(&in->text, "{\n  \"format\": \"medsupport.case/1\"\n}\n");
    return copy(&in->kept, &in->text);
}

static bool resume(ms_interview *in)
{
    in->first = MS_FIRST_COUNT;
    ms_buffer_add(&in->text, in->start.text, in->start.length);
    ms_piece piece = {in->text.text, in->text.length, 1};
    if (in->text.failed || !copy(&in->kept, &in->text)) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        return false;
    }
    return ms_load_document(in->reader, in->start.name, &piece, in->start.as_of, &in->document) && determine(in);
}

bool ms_interview_begin(const ms_interview_start *start, ms_interview **interview)
{
    ms_interview *in = calloc(1, sizeof *in);
    if (in == NULL || ms_json_new(&in->json) != MS_OK || ms_reader_new(&in->reader) != MS_OK) {
        ms_complain("%s", ms_status_text(MS_ERROR_MEMORY));
        ms_interview_free(in);
        return false;
    }
    in->start = *start;
    if (!(start->text == NULL ? begin_new(in) : resume(in))) {
        ms_interview_free(in);
        return false;
    }
    *interview = in;
    return true;
}

void ms_interview_free(ms_interview *in)
{
    if (in == NULL) {
        return;
    }
    for (size_t i = 0; i < in->past_count; i++) {
        ms_buffer_free(&in->pasts[i].text);
    }
    free(in->pasts);
    free(in->skipped);
    ms_buffer_free(&in->text);
    ms_buffer_free(&in->kept);
    ms_determination_free(in->determination);
    ms_reader_free(in->reader);
    ms_json_free(in->json);
    free(in);
}

/* ---- the next question ------------------------------------------------------------------------------------------- */

static bool is_skipped(const ms_interview *in, ms_fact fact)
{
    for (size_t i = in->skipped_from; i < in->skipped_count; i++) {
        const ms_fact *skipped = &in->skipped[i];
        if (skipped->kind == fact.kind && skipped->party == fact.party && skipped->index == fact.index) {
            return true;
        }
    }
    return false;
}

/* The first need that can be asked; NULL when there is none. */
static const ms_need *first_need(const ms_interview *in, bool with_skipped)
{
    const ms_explanation *explanation = &in->determination->explanation;
    for (uint32_t i = 0; i < explanation->need_count; i++) {
        const ms_need *need = &explanation->needs[i];
        if (ms_answer_kind_of(need->fact) != NULL && (with_skipped || !is_skipped(in, need->fact))) {
            return need;
        }
    }
    return NULL;
}

ms_turn ms_interview_turn(const ms_interview *in)
{
    if (in->first < MS_FIRST_COUNT) {
        return MS_TURN_FIRST;
    }
    if (first_need(in, false) != NULL) {
        return MS_TURN_FACT;
    }
    return first_need(in, true) != NULL ? MS_TURN_SKIPPED : MS_TURN_DONE;
}

const ms_first_text *ms_interview_first(const ms_interview *in)
{
    return ms_first_question_text((ms_first_question)in->first);
}

const ms_need *ms_interview_need(const ms_interview *in)
{
    return first_need(in, false);
}

const ms_answer_kind *ms_interview_answers(const ms_interview *in)
{
    if (in->first < MS_FIRST_COUNT) {
        return &ms_interview_first(in)->kind;
    }
    return ms_answer_kind_of(ms_interview_need(in)->fact);
}

const ms_determination *ms_interview_determination(const ms_interview *in)
{
    return in->determination;
}

/* ---- the way back ------------------------------------------------------------------------------------------------ */

/* Room for one more element in a growing array. */
static void *grow(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room) {
        return array;
    }
    size_t wanted = *room == 0 ? 16 : 2 * *room;
    void *larger = realloc(array, wanted * size);
    *room = larger == NULL ? *room : wanted;
    return larger;
}

/* Remembers how things stand. */
static bool remember(ms_interview *in)
{
    past *pasts = grow(in->pasts, in->past_count, &in->past_room, sizeof *pasts);
    if (pasts == NULL) {
        return false;
    }
    in->pasts = pasts;
    past *now = &pasts[in->past_count];
    *now = (past){{0}, in->skipped_from, in->skipped_count, in->first};
    if (!copy(&now->text, &in->text)) {
        ms_buffer_free(&now->text);
        return false;
    }
    in->past_count++;
    return true;
}

bool ms_interview_back(ms_interview *in)
{
    if (in->past_count == 0) {
        return false;
    }
    past *last = &in->pasts[--in->past_count];
    ms_buffer_free(&in->text);
    in->text = last->text;
    in->skipped_from = last->skipped_from;
    in->skipped_count = last->skipped_count;
    in->first = last->first;
    return refresh(in);
}

bool ms_interview_skip(ms_interview *in)
{
    ms_fact fact = ms_interview_need(in)->fact;
    if (!remember(in)) {
        return false;
    }
    ms_fact *skipped = grow(in->skipped, in->skipped_count, &in->skipped_room, sizeof *skipped);
    if (skipped == NULL) {
        return false;
    }
    in->skipped = skipped;
    skipped[in->skipped_count++] = fact;
    return true;
}

bool ms_interview_ask_again(ms_interview *in)
{
    bool remembered = remember(in);
    in->skipped_from = in->skipped_count;
    return remembered;
}

/* ---- answering --------------------------------------------------------------------------------------------------- */

/* Where the answer goes: its own pointer, or the question's. */
static void put_place(const ms_interview *in, const ms_answer *answer, ms_buffer *pointer)
{
    if (answer->pointer != NULL) {
        ms_buffer_put(pointer, answer->pointer);
    } else if (in->first < MS_FIRST_COUNT) {
        ms_buffer_put(pointer, ms_interview_first(in)->pointer);
    } else {
        ms_put_pointer(pointer, ms_interview_need(in)->fact);
    }
    ms_buffer_add(pointer, "", 1);
}

/* Says in `fault` why the changed document cannot be: the first problem that the reader finds. */
static void explain_refusal(const ms_interview *in, ms_status status, ms_buffer *fault)
{
    if (status != MS_ERROR_INVALID || ms_reader_problem_count(in->reader) == 0) {
        ms_buffer_put(fault, ms_status_text(status));
        return;
    }
    const ms_problem *problem = ms_reader_problem(in->reader, 0);
    ms_print(fault, "the case cannot hold that: at %s stands %s, expected %s", problem->pointer, problem->found,
             problem->expected);
}

/* Changes the text and reads it; a new case can be read once it has its children. */
static ms_status try_change(ms_interview *in, ms_answer *answer)
{
    ms_buffer pointer = {0};
    put_place(in, answer, &pointer);
    ms_buffer_add(&answer->json, "", 1);
    bool whole = !pointer.failed && !answer->json.failed;
    ms_status status = whole ? ms_edit_set(in->json, &in->text, pointer.text, answer->json.text) : MS_ERROR_MEMORY;
    ms_buffer_free(&pointer);
    if (status == MS_OK && in->first >= MS_FIRST_CHILDREN) {
        status = read_text(in, &in->text);
    }
    return status;
}

/* Puts an answer into the document, or leaves all as it was. */
static bool adopt(ms_interview *in, ms_answer *answer)
{
    if (!remember(in)) {
        ms_buffer_put(&answer->fault, ms_status_text(MS_ERROR_MEMORY));
        return false;
    }
    ms_status status = try_change(in, answer);
    if (status != MS_OK) {
        explain_refusal(in, status, &answer->fault);
        ms_interview_back(in);
        return false;
    }
    in->first += in->first < MS_FIRST_COUNT;
    if (in->first == MS_FIRST_COUNT && !determine(in)) {
        ms_buffer_put(&answer->fault, "the case cannot be determined with that");
        ms_interview_back(in);
        return false;
    }
    return true;
}

bool ms_interview_answer(ms_interview *in, ms_word text, ms_buffer *reply)
{
    ms_asked asked = {NULL, {0}};
    ms_answer answer = {0};
    if (in->first == MS_FIRST_COUNT) {
        asked = (ms_asked){&in->document, ms_interview_need(in)->fact};
    }
    bool good = ms_interview_answers(in)->read(&asked, text, &answer);
    good = good && adopt(in, &answer);
    ms_buffer *said = good ? &answer.understood : &answer.fault;
    *reply = *said;
    *said = (ms_buffer){0};
    ms_answer_free(&answer);
    return good;
}

/* ---- keeping ----------------------------------------------------------------------------------------------------- */

const ms_buffer *ms_interview_text(const ms_interview *in)
{
    return &in->text;
}

bool ms_interview_changed(const ms_interview *in)
{
    return in->text.length != in->kept.length || memcmp(in->text.text, in->kept.text, in->text.length) != 0;
}

void ms_interview_kept(ms_interview *in)
{
    copy(&in->kept, &in->text);
}
