/*
 * Whole caseloads are determined as single cases are: generated cases with a fifth of the facts missing go through the
 * worker of a batch, in portions of many sizes, and each result is compared byte by byte with what reading, determining
 * and writing the case alone gives, without trace and with it.
 *
 *     batch_equals_determine [CASES]
 */
#include "batch/generate.h"
#include "batch/worker.h"

#include <medsupport/medsupport.h>

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 20000, LARGEST_PORTION = 400 * 1024, FORMS = 2 };

static const ms_caseload caseload = {.seed = 20261122, .missing = MS_ALL_MISSING / 5, .as_of = 739922}; /* 2026-11-02 */
static unsigned long passed;
static unsigned long failed;

static void give_up(const char *why)
{
    printf("# %s\n%lu passed, %lu failed\n", why, passed, failed + 1);
    exit(1);
}

static void check(bool good, uint64_t number, const char *what)
{
    if (good) {
        passed++;
    } else if (failed++ < 20) {
        printf("# case %llu: %s\n", (unsigned long long)number, what);
    }
}

static unsigned draw(unsigned below)
{
    static uint64_t state = 31;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % below;
}

/* ---- by the worker ----------------------------------------------------------------------------------------------- */

/* A worker of a batch, and where its results go. */
typedef struct batch_form {
    ms_batch_settings settings;
    ms_worker *worker;
    ms_batch_part part;
    ms_buffer results;
    uint64_t rejects;
} batch_form;

static const atomic_bool never;

/* Gathers what the worker hands over, before its work is done and after. */
static bool gather(void *context)
{
    batch_form *form = context;
    ms_buffer_add(&form->results, form->part.results.text, form->part.results.length);
    form->rejects += form->part.tally.rejects;
    ms_batch_part_begin(&form->part);
    return true;
}

static void work_on(batch_form *form, const ms_work *work)
{
    ms_worker_turn turn = {.over = &never, .hand_over = gather, .context = form};
    form->results.length = 0;
    ms_batch_part_begin(&form->part);
    if (ms_worker_do(form->worker, work, &turn, &form->part) != MS_WORKER_DONE || !gather(form)
        || form->results.failed) {
        give_up("the worker ran out of memory");
    }
}

/* ---- alone ------------------------------------------------------------------------------------------------------- */

/* The result of one case, as determine writes it; freed with ms_text_free. */
static char *determine_alone(ms_reader *reader, const char *line, size_t line_length, bool trace, size_t *length)
{
    const ms_document *document;
    ms_settings settings;
    ms_determination *determination = NULL;
    char *text = NULL;
    ms_status status = ms_reader_read(reader, line, line_length, MS_NO_DATE, &document);
    if (status == MS_OK) {
        status = ms_settings_at(ms_document_facts(document)->as_of, &settings);
    }
    if (status == MS_OK) {
        status = ms_determination_make(document, &settings, trace ? MS_WITH_TRACE : 0, &determination);
    }
    if (status == MS_OK) {
        status = ms_determination_write(determination, MS_JSON, &text, length);
    }
    ms_determination_free(determination);
    if (status != MS_OK) {
        give_up(ms_status_text(status));
    }
    return text;
}

/* ---- comparing --------------------------------------------------------------------------------------------------- */

/* Compares the results of a portion, the cases from number `first` on, line by line. */
static void compare(ms_reader *reader, const batch_form *form, const ms_portion *portion, uint64_t first)
{
    const char *result = form->results.text, *results_end = result + form->results.length;
    const char *line = portion->text, *end = line + portion->length;
    for (uint64_t number = first; line < end; number++) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t length = 0;
        char *alone = determine_alone(reader, line, (size_t)(stop - line), form->settings.trace, &length);
        bool same =
            (size_t)(results_end - result) > length && memcmp(result, alone, length) == 0 && result[length] == '\n';
        check(same, number, form->settings.trace ? "the result with its trace differs" : "the result differs");
        ms_text_free(alone);
        const char *next = memchr(result, '\n', (size_t)(results_end - result));
        result = next == NULL ? results_end : next + 1;
        line = stop + 1;
    }
    check(result == results_end && form->rejects == 0, first, "there are results of no case");
}

/* Fills a portion with cases from number `next` on; the number after the last. */
static uint64_t fill(ms_buffer *text, ms_portion *portion, uint64_t next, uint64_t cases)
{
    size_t enough = draw(2) == 0 ? draw(4096) : draw(LARGEST_PORTION);
    text->length = 0;
    do {
        if (!ms_generate_case(&caseload, next++, text)) {
            give_up("generating ran out of memory");
        }
    } while (next < cases && text->length < enough);
    portion->text = text->text;
    portion->length = text->length;
    if (!ms_portion_find_breaks(portion)) {
        give_up("finding lines ran out of memory");
    }
    return next;
}

static void sweep(ms_reader *reader, batch_form forms[FORMS], uint64_t cases)
{
    ms_buffer text = {0};
    ms_work work = {.portion = {.begin = {.line = 1}}};
    uint64_t first = 0;
    while (first < cases) {
        uint64_t next = fill(&text, &work.portion, first, cases);
        for (int i = 0; i < FORMS; i++) {
            work_on(&forms[i], &work);
            compare(reader, &forms[i], &work.portion, first);
        }
        first = next;
    }
    free(work.portion.breaks);
    ms_buffer_free(&text);
}

int main(int argc, char **argv)
{
    static char *const names[] = {"generated cases"};
    uint64_t cases = argc > 1 ? strtoull(argv[1], NULL, 10) : CASES;
    ms_input input = {.names = names};
    batch_form forms[FORMS] = {{.settings = {.trace = false}}, {.settings = {.trace = true}}};
    ms_reader *reader = NULL;
    bool good = ms_reader_new(&reader) == MS_OK;
    for (int i = 0; i < FORMS && good; i++) {
        good = ms_worker_new(&input, &forms[i].settings, &forms[i].worker) == MS_OK;
    }
    if (!good) {
        give_up(ms_status_text(MS_ERROR_MEMORY));
    }
    sweep(reader, forms, cases);
    for (int i = 0; i < FORMS; i++) {
        ms_worker_free(forms[i].worker);
        ms_batch_part_free(&forms[i].part);
        ms_buffer_free(&forms[i].results);
    }
    ms_reader_free(reader);
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
