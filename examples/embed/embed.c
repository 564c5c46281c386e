/* Determines the case document on standard input and prints the result as text. */
#include <medsupport/medsupport.h>

#include <stdio.h>

/* One byte more than the reader takes, so that it can tell when a document is too long. */
static char document_text[MS_MAX_DOCUMENT + 1];

static void print_problems(const ms_reader *reader)
{
    for (size_t i = 0; i < ms_reader_problem_count(reader); i++) {
        const ms_problem *problem = ms_reader_problem(reader, i);
        fprintf(stderr, "%zu:%zu %s: found %s, expected %s\n", problem->line, problem->column, problem->pointer,
                problem->found, problem->expected);
    }
}

static ms_status print_determination(const ms_document *document)
{
    ms_settings settings; /* the numbers of the rule on that day, and the default readings */
    ms_determination *determination = NULL;
    char *text = NULL;
    size_t length = 0;
    ms_status status = ms_settings_at(ms_document_facts(document)->as_of, &settings);
    if (status == MS_OK) {
        status = ms_determination_make(document, &settings, MS_WITH_TRACE, &determination);
    }
    if (status == MS_OK) {
        status = ms_determination_write(determination, MS_TEXT, &text, &length); /* or MS_JSON, MS_SVG, ... */
    }
    if (status == MS_OK) {
        fwrite(text, 1, length, stdout);
    }
    ms_text_free(text);
    ms_determination_free(determination);
    return status;
}

int main(void)
{
    ms_reader *reader = NULL;
    const ms_document *document = NULL;
    size_t length = fread(document_text, 1, sizeof document_text, stdin);
    ms_status status = ms_reader_new(&reader);
    if (status == MS_OK) {
        status = ms_reader_read(reader, document_text, length, MS_NO_DATE, &document);
        print_problems(reader);
    }
    if (status == MS_OK) {
        status = print_determination(document);
    }
    if (status != MS_OK) {
        fprintf(stderr, "%s\n", ms_status_text(status));
    }
    ms_reader_free(reader);
    return status == MS_OK ? 0 : 1;
}
