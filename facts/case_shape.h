/* The shape of a case document: the names of all its fields, and the place of each when it is taken apart (flat.h). */
#ifndef MEDSUPPORT_FACTS_CASE_SHAPE_H
#define MEDSUPPORT_FACTS_CASE_SHAPE_H

#include "facts/flat.h"
#include "facts/json_parts.h"

/* The lists of objects that have rows of their own. */
enum {
    MS_LIST_CHILDREN,
    MS_LIST_PLANS, /* by party */
    MS_LIST_REQUESTS = MS_LIST_PLANS + 2,
    MS_LIST_OBLIGATIONS,
    MS_LIST_ENTRIES, /* of the provenance */
    MS_LIST_COUNT
};

extern const ms_json_shape ms_case_shape;
extern const ms_json_shape ms_child_shape;
extern const ms_json_shape ms_plan_shape;
extern const ms_json_shape ms_request_shape;
extern const ms_json_shape ms_obligation_shape;

extern const ms_json_shape ms_entry_shape;

/* A county of a service area, which is in no row. */
enum { MS_PLACE_STATE, MS_PLACE_COUNTY, MS_PLACE_FIELDS };

extern const ms_json_shape ms_place_shape;

#endif
