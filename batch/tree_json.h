/* Nodes as JSON text again. */
#ifndef MEDSUPPORT_BATCH_TREE_JSON_H
#define MEDSUPPORT_BATCH_TREE_JSON_H

#include "base/buffer.h"
#include "facts/json.h"

/* Appends a document on one line, without a new line behind it. */
void ms_tree_json(ms_buffer *out, const ms_json_tree *tree);

#endif
