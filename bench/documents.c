/*
 * Documents: reading them, and determining them with every step of the explanation written as JSON; one core.
 *
 *   bench-documents FILE...
 *
 * says how many documents and bytes there are, and how many bytes of JSON come of them with the trace and with all.
 * Then it measures once for each line that comes in, and answers with the nanoseconds a document: determined and written
 * with the trace; with all; read; parsed by simdjson and no more.
 */
#include "bench/clock.h"
#include "bench/raw.h"
#include "facts/write.h"

#include <medsupport/case.h>
#include <medsupport/determination.h>

#include <stdio.h>
#include <stdlib.h>

enum { MOST_FILES = 64, MOST_BYTES = 64 * 1024, PASSES = 500, SOME_DAY = 739000 };

/* A file, and the document that a reader of its own keeps of it. */
typedef struct entry {
    char *text; /* with room behind it, as simdjson wants */
    size_t length;
    ms_reader *reader;
    const ms_document *document;
} entry;

typedef struct bench {
    entry entries[MOST_FILES];
    size_t count;
    ms_settings settings;
    ms_determination *determination;
    ms_buffer out;
    ms_reader *reader;
    raw_parser *raw;
} bench;

/* Determines and writes every document; how many bytes came of them, 0 when one failed. */
static size_t determine_all(bench *b, unsigned parts)
{
    size_t bytes = 0;
    for (size_t i = 0; i < b->count; i++) {
        if (ms_determination_remake(b->determination, b->entries[i].document, &b->settings, parts) != MS_OK) {
            return 0;
        }
        b->out.length = 0;
        ms_write_json(b->determination, &b->out);
        bytes += b->out.length;
    }
    return b->out.failed ? 0 : bytes;
}

static size_t determine_with_trace(bench *b)
{
    return determine_all(b, MS_WITH_TRACE);
}

static size_t determine_with_all(bench *b)
{
    return determine_all(b, MS_WITH_ALL);
}

static size_t read_all(bench *b)
{
    size_t bytes = 0;
    for (size_t i = 0; i < b->count; i++) {
        const ms_document *document = NULL;
        if (ms_reader_read(b->reader, b->entries[i].text, b->entries[i].length, SOME_DAY, &document) != MS_OK) {
            return 0;
        }
        bytes += b->entries[i].length;
    }
    return bytes;
}

static size_t parse_all(bench *b)
{
    size_t bytes = 0;
    for (size_t i = 0; i < b->count; i++) {
        if (!raw_parse(b->raw, b->entries[i].text, b->entries[i].length)) {
            return 0;
        }
        bytes += b->entries[i].length;
    }
    return bytes;
}

static size_t (*const measures[])(bench *b) = {determine_with_trace, determine_with_all, read_all, parse_all};

enum { MEASURES = sizeof measures / sizeof measures[0] };

/* Measures each in turn for every line of the standard input; false when one failed. */
static bool answer_lines(bench *b)
{
    char line[16];
    while (fgets(line, sizeof line, stdin) != NULL) {
        for (size_t measure = 0; measure < MEASURES; measure++) {
            int64_t start = nanoseconds();
            for (int pass = 0; pass < PASSES; pass++) {
                if (measures[measure](b) == 0) {
                    return false;
                }
            }
            printf("%.1f ", (double)(nanoseconds() - start) / (double)PASSES / (double)b->count);
        }
        printf("\n");
        fflush(stdout);
    }
    return true;
}

static bool load(const char *path, entry *e)
{
    FILE *file = fopen(path, "rb");
    e->text = calloc(1, MOST_BYTES + RAW_PADDING);
    if (file != NULL && e->text != NULL) {
        e->length = fread(e->text, 1, MOST_BYTES, file);
    }
    if (file != NULL) {
        fclose(file);
    }
    return e->length > 0 && ms_reader_new(&e->reader) == MS_OK
           && ms_reader_read(e->reader, e->text, e->length, SOME_DAY, &e->document) == MS_OK;
}

static bool prepare(bench *b, int count, char **paths)
{
    for (int i = 0; i < count; i++) {
        if (!load(paths[i], &b->entries[b->count++])) {
            fprintf(stderr, "bench-documents: %s cannot be read\n", paths[i]);
            return false;
        }
    }
    b->raw = raw_new();
    return b->raw != NULL && ms_settings_at(SOME_DAY, &b->settings) == MS_OK && ms_reader_new(&b->reader) == MS_OK
           && ms_determination_make(b->entries[0].document, &b->settings, MS_WITH_ALL, &b->determination) == MS_OK;
}

static void clean(bench *b)
{
    for (size_t i = 0; i < b->count; i++) {
        ms_reader_free(b->entries[i].reader);
        free(b->entries[i].text);
    }
    ms_determination_free(b->determination);
    ms_reader_free(b->reader);
    ms_buffer_free(&b->out);
    raw_free(b->raw);
}

int main(int argc, char **argv)
{
    static bench b;
    if (argc < 2 || argc - 1 > MOST_FILES) {
        fprintf(stderr, "bench-documents FILE...\n");
        return 2;
    }
    bool good = prepare(&b, argc - 1, argv + 1);
    if (good) {
        printf("%zu %zu %zu %zu\n", b.count, parse_all(&b), determine_with_trace(&b), determine_with_all(&b));
        fflush(stdout);
        good = answer_lines(&b);
    }
    clean(&b);
    return good ? 0 : 1;
}
