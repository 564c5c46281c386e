/*
 * The rows of a case as the nodes of its document, such as a JSON text would give; see facts/json.h. What a cell cannot
 * become is a problem here; whether what it becomes is right is for the reader of documents to say.
 */
#ifndef MEDSUPPORT_BATCH_TABLE_TREE_H
#define MEDSUPPORT_BATCH_TABLE_TREE_H

#include "batch/case_text.h"
#include "facts/reader.h"

/* What the rows of another table are the elements of. */
typedef struct ms_row_list {
    uint32_t node;         /* 0: it is not in the document */
    uint32_t first, count; /* of its rows in the order of all lists */
} ms_row_list;

typedef struct ms_table_tree {
    const ms_case_rows *rows;
    ms_case_text *text;
    ms_table_problems *problems;
    bool nulls; /* what is unknown is a member that is null, so that pointers can name it */
    ms_json_node *nodes;
    uint32_t count;
    size_t node_capacity;
    uint32_t *order; /* the rows of all lists, one list after another */
    size_t order_capacity;
    ms_row_list lists[MS_MAX_COLUMNS]; /* by column of cases.csv */
} ms_table_tree;

/* Builds the document of the rows, whose text is made, and adds what is wrong with them to the problems. False when memory is out. */
bool ms_table_tree_build(ms_table_tree *tree);

/* The nodes that were built. */
ms_json_tree ms_table_tree_nodes(const ms_table_tree *tree);

void ms_table_tree_free(ms_table_tree *tree);

/* Adds a problem of a row of the case. column: NULL, the row as a whole. The texts are borrowed. */
void ms_table_tree_problem(const ms_table_tree *tree, size_t row, const char *column, const char *found,
                           const char *expected);

/* Where in the tables something that the reader found comes from. */
typedef struct ms_tree_place {
    size_t row;         /* of the case */
    const char *column; /* NULL: the row as a whole */
    const char *rows;   /* the file whose rows are meant as a whole; NULL: none */
} ms_tree_place;

ms_tree_place ms_table_tree_find(const ms_table_tree *tree, const ms_problem_node *problem);

#endif
