/* JSON values as they are kept in a case file: on one line, without blanks, strings in one spelling, no null members. */
#ifndef MEDSUPPORT_CASEFILE_VALUE_H
#define MEDSUPPORT_CASEFILE_VALUE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "facts/document.h"
#include "facts/json.h"

#include <stdbool.h>
#include <stdint.h>

/* Copies a value of a tree in that form. The text is NULL when memory is out; *valid is false, and the text as well,
 * when a string in it is no text. */
ms_text ms_value_copy(const ms_json_tree *tree, uint32_t node, ms_arena *arena, bool *valid);

/* A string without its escapes; as above. node: a string. */
ms_text ms_value_text(const ms_json_tree *tree, uint32_t node, ms_arena *arena, bool *valid);

/* How two values stand to each other as data: lists are sets, 310 is "310.00". One is within the other when both are
 * objects and the other says all that it says, and more. */
typedef enum ms_agreement { MS_VALUES_DIFFER = 0, MS_VALUES_SAME, MS_FIRST_WITHIN, MS_SECOND_WITHIN } ms_agreement;

ms_agreement ms_values_compare(ms_text first, ms_text second);

/* The value of a member of an object in that form; at is NULL when there is none. */
ms_text ms_value_member(ms_text object, const char *name);

/* Goes through a list in that form: the next element behind *rest, which begins as the list. False at the end. */
bool ms_value_next(ms_text *rest, ms_text *element);

/* What stands between a string's quotation marks, escapes and all; at is NULL for any other value. */
ms_text ms_value_inside(ms_text value);

#endif
