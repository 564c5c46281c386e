/*
 * Reading a case document, medsupport.case/1 (docs/case-format.md). A reader keeps the memory of one document at a
 * time; reading the next gives it up. One reader serves one thread.
 */
#ifndef MEDSUPPORT_CASE_H
#define MEDSUPPORT_CASE_H

#include <medsupport/api.h>
#include <medsupport/facts.h>
#include <medsupport/status.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ms_reader ms_reader;
typedef struct ms_document ms_document;

/* Limits of a document; docs/case-format.md states them all. */
enum { MS_MAX_DOCUMENT = 1024 * 1024, MS_MAX_DEPTH = 16, MS_MAX_PROBLEMS = 200 };

/* Something in a document that breaks the format. The texts belong to the reader until its next read; they can be
 * printed: what is long in them is cut, and control characters of the document show as U+FFFD. */
typedef struct ms_problem {
    const char *pointer;    /* JSON pointer of the place, "" for the whole document */
    size_t line, column;    /* of the place in the text, from 1; column counts bytes */
    const char *found;      /* what stands there, in words */
    const char *expected;   /* what may stand there */
    const char *suggestion; /* the nearest known name, or NULL */
} ms_problem;

/* A new reader in *reader, owned by the caller; MS_ERROR_MEMORY. */
MS_API ms_status ms_reader_new(ms_reader **reader);

/* Frees a reader and the document and problems that it holds; NULL is allowed. */
MS_API void ms_reader_free(ms_reader *reader);

/* Reads a document of `length` bytes. MS_OK: *document is borrowed from the reader until the next read.
 * MS_ERROR_INVALID: the reader's problems say every reason. MS_ERROR_LIMIT: larger than MS_MAX_DOCUMENT.
 * `as_of`: the date of a document that states none, 1..MS_LAST_DATE. With MS_NO_DATE, and whatever else is no day, its
 * absence is a problem. */
MS_API ms_status ms_reader_read(ms_reader *reader, const char *text, size_t length, ms_date as_of,
                                const ms_document **document);

/* The problems of the last read, in document order: the first MS_MAX_PROBLEMS of them. */
MS_API size_t ms_reader_problem_count(const ms_reader *reader);

/* Problem 0..count-1; NULL beyond. */
MS_API const ms_problem *ms_reader_problem(const ms_reader *reader, size_t index);

/* The facts of a document, borrowed from it. */
MS_API const ms_case *ms_document_facts(const ms_document *document);

/* The document's case_id, borrowed, NUL-terminated. */
MS_API const char *ms_document_case_id(const ms_document *document);

#ifdef __cplusplus
}
#endif

#endif
