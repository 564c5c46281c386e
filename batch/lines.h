/*
 * The lines of files, one file after another, handed out in portions that hold whole lines. Memory is bounded: a portion
 * grows beyond its usual size only for a line that is longer, and no further than a document may be long; the places of
 * its line breaks take four bytes each.
 */
#ifndef MEDSUPPORT_BATCH_LINES_H
#define MEDSUPPORT_BATCH_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a line begins. */
typedef struct ms_lines_place {
    uint32_t input;  /* the file, from 0 */
    uint64_t offset; /* in the file, in bytes */
    uint64_t line;   /* from 1 */
} ms_lines_place;

/* Whole lines of one file. Zero-initialised is empty; filled again and again in the same memory. */
typedef struct ms_portion {
    uint64_t number; /* from 0, in order */
    ms_lines_place begin, end;
    char *text;
    size_t length;
    size_t capacity;
    uint32_t *breaks; /* where the line breaks stand in the text: whoever fills a portion finds them */
    size_t break_count, break_capacity;
    uint64_t cut; /* not 0: the text is the beginning of one line, too long to be a document, that has so many bytes */
} ms_portion;

/* Finds the line breaks of a portion's text, as ms_lines_next does. False when memory is out. */
bool ms_portion_find_breaks(ms_portion *portion);

typedef struct ms_lines ms_lines;

/* The lines of `count` files; the path "-" is standard input. The paths must outlive *lines, which is owned by the
 * caller. NULL when memory is out. Nothing is opened yet. */
ms_lines *ms_lines_new(char *const *paths, uint32_t count);

void ms_lines_free(ms_lines *lines);

typedef enum ms_lines_status { MS_LINES_MORE = 0, MS_LINES_END, MS_LINES_UNREADABLE, MS_LINES_MEMORY } ms_lines_status;

/* The next portion. MS_LINES_UNREADABLE: errno says why, 0 that the file became shorter while it was read, and
 * ms_lines_path which file. One thread at a time. */
ms_lines_status ms_lines_next(ms_lines *lines, ms_portion *portion);

/* Why a file was unreadable, in words, of errno as it was then. */
const char *ms_lines_why(int error);

/* From now on ms_lines_next gives nothing more: MS_LINES_END, also where it is waiting for a pipe. For any thread. */
void ms_lines_stop(ms_lines *lines);

/* The end of a portion, with a check of the bytes before it by which another run knows the file again. */
typedef struct ms_lines_mark {
    ms_lines_place place;
    uint32_t checked; /* so many bytes before the place */
    uint64_t check;
} ms_lines_mark;

ms_lines_mark ms_lines_mark_of(const ms_portion *portion);

/* A check of the sizes and times of change of all files, by which another run knows that nobody wrote to them. */
uint64_t ms_lines_check(const ms_lines *lines);

/* Goes on from a mark; before the first portion is taken. False where the files are not what they were, or cannot be
 * read. */
bool ms_lines_go_to(ms_lines *lines, const ms_lines_mark *mark);

/* The file that is being read, or was last. */
const char *ms_lines_path(const ms_lines *lines);

/* The bytes of all files together; 0 where one of them does not tell, such as a pipe. */
uint64_t ms_lines_total(const ms_lines *lines);

void ms_portion_free(ms_portion *portion);

#endif
