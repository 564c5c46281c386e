/*
 * Output that is too long to gather in memory: put piece by piece to standard output or to a file.
 *
 * A file appears whole or not at all. What is put goes to a temporary beside it, which ms_stream_finish moves into its
 * place; until then, and whatever fails, the file is as it was. A link to a file stays a link, and the permissions of a
 * file that is replaced stay. Standard output, a pipe and a device cannot be replaced: what is put there is there.
 *
 * Every piece is written at once, so gather small ones. Signals do not cut a piece short. The first failure (no room, a
 * reader that went away, and so on) is said on standard error; from then on every call fails, silently. SIGPIPE is
 * expected to be ignored, as main does. A stream is used by one thread at a time.
 */
#ifndef MEDSUPPORT_CLI_STREAM_H
#define MEDSUPPORT_CLI_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialised is closed. */
typedef struct ms_stream {
    const char *path;  /* NULL: standard output; borrowed */
    char *target;      /* the file that will be replaced; NULL: written in place */
    char *temporary;   /* what holds the pieces until then; NULL: none */
    uint64_t written;  /* bytes put so far */
    unsigned mode;     /* the permissions that the file will have */
    int file;          /* while open */
    bool open, failed; /* failed: a call failed, and said so */
    bool is_new;       /* there was no file */
} ms_stream;

/* Opens a file to be replaced, or standard output where path is NULL. The path must outlive the stream. False, and a
 * message, when it cannot be written; nothing is to be released then. */
bool ms_stream_open(ms_stream *stream, const char *path);

/* A file that is new will be its owner's alone. */
void ms_stream_keep_private(ms_stream *stream);

/* Writes `length` bytes. False, and a message, when not all of them could be written. */
bool ms_stream_put(ms_stream *stream, const char *text, size_t length);

/* Makes sure that everything is written, moves a file into its place, and closes. False, and a message, when that or
 * anything before failed: then a file is as it was before. */
bool ms_stream_finish(ms_stream *stream);

/* Closes and leaves a file as it was. Nothing happens to a closed stream. */
void ms_stream_abandon(ms_stream *stream);

/* From now on SIGHUP, SIGINT and SIGTERM remove the stream's temporary before they end the program. For one stream at a
 * time, which must be abandoned or finished before it goes out of scope. Signals that are ignored stay so. */
void ms_stream_remove_on_signal(const ms_stream *stream);

/* Removes it at once. For handlers of other signals that end the program. */
void ms_stream_remove_temporary(void);

#endif
