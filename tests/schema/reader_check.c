/*
 * Reads one case document a line and says of each, on a line, what the reader says: `ok`, or `refused` and the pointer,
 * what was found and what was expected of every problem, with tabs between. mutate.py holds that against the schema.
 */
#define _POSIX_C_SOURCE 200809L

#include <medsupport/case.h>

#include <stdio.h>
#include <stdlib.h>

static void print_problems(const ms_reader *reader)
{
    (void)fputs("refused", stdout);
    for (size_t i = 0; i < ms_reader_problem_count(reader); i++) {
        const ms_problem *problem = ms_reader_problem(reader, i);
        (void)printf("\t%s\t%s\t%s", problem->pointer, problem->found, problem->expected);
    }
    (void)putchar('\n');
}

int main(void)
{
    ms_reader *reader = NULL;
    if (ms_reader_new(&reader) != MS_OK) {
        return EXIT_FAILURE;
    }
    ms_date today = ms_date_parse("2026-11-02", MS_DATE_TEXT_SIZE - 1); /* of documents that state no day */
    char *line = NULL;
    size_t room = 0;
    ssize_t length = 0;
    while ((length = getline(&line, &room, stdin)) > 0) {
        const ms_document *document = NULL;
        if (ms_reader_read(reader, line, (size_t)length, today, &document) == MS_OK) {
            (void)puts("ok");
        } else {
            print_problems(reader);
        }
    }
    free(line);
    ms_reader_free(reader);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
