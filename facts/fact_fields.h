/* The facts of a case document by name: where each stands, where it came from and what its value is. */
#ifndef MEDSUPPORT_FACTS_FACT_FIELDS_H
#define MEDSUPPORT_FACTS_FACT_FIELDS_H

#include "base/buffer.h"
#include "determine/fact.h"
#include "facts/plain_values.h"

#include <assert.h>

/* Whose a fact is. */
typedef enum ms_fact_owner { MS_OF_CASE = 0, MS_OF_PARTY, MS_OF_PLAN, MS_OF_CHILD, MS_OF_LINE } ms_fact_owner;

ms_fact_owner ms_owner_of(ms_fact_kind kind);

/* The fact's place in the case document as a JSON pointer. */
void ms_put_pointer(ms_buffer *out, ms_fact fact);

/* What the document says of where a fact came from: its own entry, else that of the nearest part around it, else that
 * of a part within it; NULL when nothing. */
const ms_provenance *ms_fact_provenance(const ms_document *document, ms_fact fact);

/* The plan of a plan's fact, the child of a child's, the county in which a child lives (empty where unknown). */
const ms_plan *ms_fact_plan(const ms_document *document, ms_fact fact);
const ms_child *ms_fact_child(const ms_document *document, ms_fact fact);
ms_text ms_county_of(const ms_document *document, const ms_child *child);

/* The amount of a fact that is one, and the period in which the document states it. */
ms_amount ms_fact_amount(const ms_document *document, ms_fact fact);
ms_period ms_fact_period(const ms_document *document, ms_fact fact);

/* The date of a fact that is one. */
ms_date ms_fact_date(const ms_document *document, ms_fact fact);

/* A text as a JSON string, null where there is none. */
void ms_put_json_text(ms_buffer *out, ms_text text);

/* The fact's value as JSON, null where unknown; docs/determination-format.md says in which shape. */
void ms_put_fact_value(ms_buffer *out, const ms_document *document, ms_fact fact);

/* Room for an id in quotation marks with a comma; for a list of those of all children, or of all plans of a parent. */
enum { MS_ID_ROOM = MS_MAX_ID + 3, MS_ID_LIST_ROOM = MS_MAX_CHILDREN * MS_ID_ROOM + 2 };
static_assert(MS_MAX_PLANS <= MS_MAX_CHILDREN, "a list of children and one of plans have the same room");

/* Writes the ids of children of this document, as a JSON list, where there is MS_ID_LIST_ROOM; returns where it ends. */
char *ms_write_child_ids(char *at, const ms_document *document, uint32_t children);

#endif
