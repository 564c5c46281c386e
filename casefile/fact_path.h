/*
 * The facts that can be recorded of a case, each by its path: the JSON pointer of the case document with the id of a
 * child or a plan where the pointer has its place in the list, as in /parent_not_seeking/plans/acme-ppo/cost. What one
 * source states in one breath, such as an amount and its period, is one fact.
 */
#ifndef MEDSUPPORT_CASEFILE_FACT_PATH_H
#define MEDSUPPORT_CASEFILE_FACT_PATH_H

#include "base/buffer.h"
#include "determine/fact.h"
#include "facts/plain_values.h"

#include <stdbool.h>

typedef enum ms_fact_field {
    /* of the case */
    MS_FIELD_ACTION = 0,
    MS_FIELD_GROUP,
    MS_FIELD_NOTES,
    MS_FIELD_FORM_14,
    MS_FIELD_CURRENT,
    MS_FIELD_OTHER_REQUESTS,   /* requests of an imported document that are no events of their own */
    MS_FIELD_OTHER_PROVENANCE, /* what an imported document says of sources beside those of single facts */
    MS_CASE_FIELDS,
    /* of a parent */
    MS_FIELD_KIND = MS_CASE_FIELDS,
    MS_FIELD_PARENT_NAME,
    MS_FIELD_INCOME,
    MS_FIELD_WISH,
    MS_FIELD_NO_PLANS, /* known to have no plan; a plan has its own facts */
    MS_PARENT_FIELDS_END,
    /* of a child */
    MS_FIELD_CHILD = MS_PARENT_FIELDS_END, /* whether the child is in the case */
    MS_FIELD_CHILD_NAME,
    MS_FIELD_BIRTH,
    MS_FIELD_RESIDENCE,
    MS_FIELD_PUBLIC,
    MS_FIELD_OTHER_PRIVATE,
    MS_CHILD_FIELDS_END,
    /* of a plan */
    MS_FIELD_PLAN = MS_CHILD_FIELDS_END, /* whether there is such a plan */
    MS_FIELD_SOURCE,
    MS_FIELD_BENEFITS,
    MS_FIELD_HOLDER,
    MS_FIELD_EMPLOYER,
    MS_FIELD_FROM,
    MS_FIELD_UNTIL,
    MS_FIELD_COVERS,
    MS_FIELD_COST,
    MS_FIELD_AREA,
    MS_FIELD_COUNT
} ms_fact_field;

enum {
    MS_PARENT_FIELDS = MS_PARENT_FIELDS_END - MS_CASE_FIELDS,
    MS_CHILD_FIELDS = MS_CHILD_FIELDS_END - MS_PARENT_FIELDS_END,
    MS_PLAN_FIELDS = MS_FIELD_COUNT - MS_CHILD_FIELDS_END,
    MS_MAX_PATH = 128 /* no path is longer */
};

typedef enum ms_fact_scope { MS_SCOPE_CASE = 0, MS_SCOPE_PARENT, MS_SCOPE_CHILD, MS_SCOPE_PLAN } ms_fact_scope;

typedef struct ms_fact_row {
    ms_fact_scope scope;
    const char *name;  /* the member's name in the document; NULL: the child or plan itself */
    const char *words; /* for people: "gross income" */
    bool absent_means; /* the document takes its absence for a value, so that it cannot say "unknown" */
} ms_fact_row;

const ms_fact_row *ms_fact_row_of(ms_fact_field field);

/* A fact of a case. party: of a parent's and a plan's; id: of a child's and a plan's. */
typedef struct ms_fact_path {
    ms_fact_field field;
    ms_party party;
    ms_text id;
} ms_fact_path;

/* The fact whose path a text is; the id points into the text. False when it is the path of no fact. */
bool ms_fact_path_read(ms_text text, ms_fact_path *path);

/* The fact whose path a text is or goes on from: /parent_seeking/gross_income for .../gross_income/amount. */
bool ms_fact_path_within(ms_text text, ms_fact_path *path);

void ms_fact_path_put(ms_buffer *out, const ms_fact_path *path);

/* The fact of the case file to which a fact of the law belongs; false for those that are none: the day, the requests. */
bool ms_fact_path_of(const ms_document *document, ms_fact fact, ms_fact_path *path);

bool ms_fact_path_same(const ms_fact_path *a, const ms_fact_path *b);

/* "the gross income of the parent not seeking support", "the cost of plan acme-ppo". */
void ms_fact_path_say(ms_buffer *out, const ms_fact_path *path);

/* "parent_not_seeking" */
const char *ms_party_member(ms_party party);

/* The party of that name; MS_PARTY_UNKNOWN for any other text. */
ms_party ms_party_of(ms_text name);

#endif
