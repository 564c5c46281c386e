/* What the reader of case documents gives the layers above beside case.h: several documents at a time, and reading from
 * nodes that come of no JSON. */
#ifndef MEDSUPPORT_FACTS_READER_H
#define MEDSUPPORT_FACTS_READER_H

#include "facts/json.h"

#include <medsupport/case.h>

/* A reader in *reader, owned by the caller, whose documents stay while another reads its own. The two share what is of use
 * only while a document is read, so they are of one thread; they are freed in any order. MS_ERROR_MEMORY. */
ms_status ms_reader_new_beside(const ms_reader *other, ms_reader **reader);

/* Reads a document from its nodes, as ms_reader_read does from its text. Every string and name of the tree is UTF-8; node
 * 0 is an object; behind every offset of a string or name there is a byte of the text, so that none of them is 0. The
 * tree, with all that it points to, is borrowed until the reader's next read. */
ms_status ms_reader_read_tree(ms_reader *reader, const ms_json_tree *tree, ms_date as_of, const ms_document **document);

/* The nodes of the last document that was read, made now where it was read without: before a reader beside this one has
 * read another. */
const ms_json_tree *ms_reader_tree(ms_reader *reader);

/* Where in the nodes problem `index` of the last read was found, 0..count-1. */
typedef struct ms_problem_node {
    uint32_t node;
    bool at_name;        /* it is its name that is not right */
    const char *missing; /* the name of the member that the node lacks; NULL: none is missing */
} ms_problem_node;

ms_problem_node ms_reader_problem_node(const ms_reader *reader, size_t index);

#endif
