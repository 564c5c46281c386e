/* The columns' places made ready for building nodes: objects within objects, and where in the text their names are. */
#ifndef MEDSUPPORT_BATCH_TABLE_LAYOUT_H
#define MEDSUPPORT_BATCH_TABLE_LAYOUT_H

#include "batch/columns.h"

/* A name in the text with which every case begins. */
typedef struct ms_layout_name {
    uint32_t at, length;
} ms_layout_name;

/* An object of a row; number 0 is what the row itself becomes. */
typedef struct ms_layout_object {
    ms_layout_name name;
    uint32_t parent;
    uint32_t within;  /* bit i: it is object i or within it */
    uint64_t members; /* bit i: column i stands in it or within it */
} ms_layout_object;

typedef struct ms_layout_column {
    ms_layout_name name;
    uint32_t object; /* in which it stands */
    uint32_t own;    /* the object that it is itself; 0: none */
} ms_layout_column;

enum { MS_MAX_OBJECTS = 12, MS_LAYOUT_TEXT = 1536 };

typedef struct ms_table_layout {
    ms_layout_object objects[MS_MAX_OBJECTS];
    uint32_t object_count;
    ms_layout_column columns[MS_MAX_COLUMNS];
    uint64_t placed;   /* bit i: column i has a place */
    uint64_t required; /* bit i: no row is right without content in column i */
} ms_table_layout;

typedef struct ms_layout {
    ms_table_layout tables[MS_TABLE_COUNT];
    char text[MS_LAYOUT_TEXT]; /* all names, from 1 on */
    uint32_t length;
    ms_layout_name format, format_value; /* of the document */
    ms_layout_name state, county;        /* of a county in a service area */
} ms_layout;

/* Lays out all tables. */
void ms_layout_make(ms_layout *layout);

#endif
