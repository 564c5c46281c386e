/* The open tasks of a case, taken out of the JSON array that the store is given. */
#ifndef MEDSUPPORT_STORE_DUE_H
#define MEDSUPPORT_STORE_DUE_H

#include "base/buffer.h"
#include "facts/document.h"
#include "facts/json.h"

#include <stdbool.h>

typedef struct ms_due_task {
    char due[MS_DATE_TEXT_SIZE];
    ms_text worker; /* empty: nobody's */
    ms_text task;   /* the JSON object */
} ms_due_task;

/* Zero-initialised holds none. */
typedef struct ms_due {
    ms_due_task *tasks;
    size_t count;
} ms_due;

/* Reads an array of objects with "due" and "worker". The texts point into scratch and the parser, until either is used
 * again. False when the text is no such array, or memory is out. */
bool ms_due_read(ms_json *json, ms_buffer *scratch, ms_text array, ms_due *due);

void ms_due_free(ms_due *due);

#endif
