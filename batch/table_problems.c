#include "batch/table_problems.h"

#include "facts/problems.h"

#include <stdlib.h>
#include <string.h>

void ms_table_problems_clear(ms_table_problems *problems)
{
    if (problems->count > 0) {
        ms_arena_reset(&problems->arena);
    }
    if (problems->scratch.failed) {
        ms_buffer_free(&problems->scratch);
    }
    problems->count = 0;
    problems->out_of_memory = false;
}

void ms_table_problems_free(ms_table_problems *problems)
{
    ms_arena_free(&problems->arena);
    ms_buffer_free(&problems->scratch);
    free(problems->list);
    *problems = (ms_table_problems){.count = 0};
}

void ms_table_problems_add(ms_table_problems *problems, const ms_table_problem *problem)
{
    if (problems->count == problems->capacity) {
        size_t capacity = problems->capacity == 0 ? 16 : 2 * problems->capacity;
        ms_table_problem *list = realloc(problems->list, capacity * sizeof *list);
        if (list == NULL) {
            problems->out_of_memory = true;
            return;
        }
        problems->list = list;
        problems->capacity = capacity;
    }
    problems->list[problems->count++] = *problem;
}

/* The scratch as a text; it is empty again. */
static const char *take_scratch(ms_table_problems *problems)
{
    ms_buffer *scratch = &problems->scratch;
    char *text = ms_arena_take(&problems->arena, scratch->length + 1, 1);
    bool failed = text == NULL || scratch->failed;
    if (!failed && scratch->length > 0) {
        memcpy(text, scratch->text, scratch->length);
    }
    problems->out_of_memory = problems->out_of_memory || failed;
    scratch->length = 0;
    return failed ? "" : text;
}

const char *ms_table_problems_show(ms_table_problems *problems, const char *text, size_t length)
{
    ms_put_shown(&problems->scratch, text, length);
    return take_scratch(problems);
}

const char *ms_table_problems_quote(ms_table_problems *problems, const char *text, size_t length)
{
    ms_buffer_put(&problems->scratch, "\"");
    ms_put_shown(&problems->scratch, text, length);
    ms_buffer_put(&problems->scratch, "\"");
    return take_scratch(problems);
}

const char *ms_table_problems_number(ms_table_problems *problems, const char *before, uint64_t number,
                                     const char *after)
{
    ms_buffer_put(&problems->scratch, before);
    ms_buffer_put_number(&problems->scratch, number);
    ms_buffer_put(&problems->scratch, after);
    return take_scratch(problems);
}
